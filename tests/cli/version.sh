# What is true of the program before it has done anything.
. "$DUBAN_SRCDIR/tests/tap.sh"

for option in -V --version; do
  ok "$option succeeds" "$DUBAN_BIN" $option
  like "$(cat "$out")" '^duban [0-9]+\.[0-9]+' "$option names the program and its version"
  is "$(cat "$err")" '' "$option says nothing on standard error"
done

finish
