# The tables of keys in the manual and in README are those of the table of commands.
. "$DUBAN_SRCDIR/tests/tap.sh"

docgen=$(dirname "$DUBAN_BIN")/doc-gen

for file in README share/man/duban.1; do
  if ok "$file has a place for the keys" "$docgen" "$DUBAN_SRCDIR/$file"; then
    cp "$out" "$work/made"
    same "$DUBAN_SRCDIR/$file" "$work/made" "$file is up to date (else: make docs)"
  fi
done

printf 'no table here\n' >"$work/plain"
fails 1 'a file without a place for keys is refused' "$docgen" "$work/plain"
like "$(cat "$err")" 'no place' 'and says so'

# On a terminal of 80 columns nothing of the manual is cut off.
if command -v man >/dev/null && command -v tbl >/dev/null; then
  ok 'the manual can be set' env MANWIDTH=80 man --warnings -l "$DUBAN_SRCDIR/share/man/duban.1"
  is "$(cat "$err")" '' 'without a warning'
  is "$(($(grep -c . "$out") > 400))" 1 'it is all there'
  is "$(awk 'length($0) > 0' "$out" | while IFS= read -r line; do
    [ "$(printf '%s\n' "$line" | wc -L)" -le 80 ] || printf '%s\n' "$line"
  done)" '' 'no line of it is wider than 80 columns'
else
  skip 'the manual on 80 columns' 'no man and tbl'
fi

finish
