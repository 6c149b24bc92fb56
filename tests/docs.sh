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

finish
