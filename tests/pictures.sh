# The pictures of the screen can be drawn, are the same each time, and share/pictures has them all.
# How they look is for `make pictures` and the eye: they follow the screen, which the goldens watch.
. "$DUBAN_SRCDIR/tests/tap.sh"

drawer=$(dirname "$DUBAN_BIN")/tests/draw-pictures
pictures=$DUBAN_SRCDIR/share/pictures

mkdir "$work/once" "$work/again"
ok 'the pictures are drawn' "$drawer" "$DUBAN_SRCDIR/share/examples/campaign.csv" "$work/once"
ok 'and drawn again' "$drawer" "$DUBAN_SRCDIR/share/examples/campaign.csv" "$work/again"
for view in board card form help; do
  for size in 80x24 120x40; do
    same "$work/once/$view-$size.svg" "$work/again/$view-$size.svg" "$view-$size is the same each time"
    ok "$view-$size.svg is kept whole" grep -q '^</svg>' "$pictures/$view-$size.svg"
  done
done
is "$(ls "$work/once")" "$(cd "$pictures" && ls *.svg)" 'as many are kept as are drawn'

finish
