# The pictures of the screen, share/pictures, show what is drawn now.
. "$DUBAN_SRCDIR/tests/tap.sh"

drawer=$(dirname "$DUBAN_BIN")/tests/draw-pictures
pictures=$DUBAN_SRCDIR/share/pictures

mkdir "$work/once" "$work/again"
ok 'the pictures are drawn' "$drawer" "$DUBAN_SRCDIR/share/examples/campaign.csv" "$work/once"
ok 'and drawn again' "$drawer" "$DUBAN_SRCDIR/share/examples/campaign.csv" "$work/again"
for view in board card form help; do
  for size in 80x24 120x40; do
    same "$work/once/$view-$size.svg" "$work/again/$view-$size.svg" "$view-$size is the same each time"
    same "$pictures/$view-$size.svg" "$work/once/$view-$size.svg" "$view-$size.svg is up to date (else: make pictures)"
  done
done
is "$(ls "$pictures" | wc -l)" 8 'no other picture lies there'

finish
