# When it cannot work: a full device, a closed pipe, a board for reading only, a poor locale.
. "$DUBAN_SRCDIR/tests/cli/cli.sh"

small_board >/dev/null || fail 'a small board is made'

to_full() {
  "$@" >/dev/full
}

if [ -c /dev/full ]; then
  for command in list 'list --json' 'show 1' export history phase campaign '--help' '' check; do
    fails 5 "standard output is full: duban $command" to_full duban $command
    like "$(cat "$err")" '^duban: ' "and it is told: duban $command"
  done
  fails 5 'deadline' to_full "$DUBAN_BIN" deadline 6.20
else
  skip 'standard output is full' 'no /dev/full'
fi
fails 5 'standard output is closed' sh -c "'$DUBAN_BIN' -b '$board' list >&-"
like "$(duban list --json | head -n 1)" '^{' 'a reader that has seen enough'

# A quota: the write is refused, the program goes on to say so, the board is as it was.
cp "$board" "$work/before"
fails 5 'the board may not grow' bash -c "ulimit -f 4; '$DUBAN_BIN' -b '$board' note 1 x"
like "$(cat "$err")" '^duban: ' 'is told'
ok 'and the board is in order' duban check
is "$(duban history --json | wc -l)" "$("$DUBAN_BIN" -b "$work/before" history --json | wc -l)" 'nothing was added'

# --- For reading only
cp "$board" "$work/before"
for act in 'add --phase 1 x' 'set 1 note=x' 'move 1 2' 'start 1' 'done 1' 'drop 1 --reason x' \
  'note 1 x' 'delete 1' 'undo' 'phase add x' 'campaign set org=x'; do
  fails 1 "--read-only refuses $act" duban --read-only $act
done
ok '--read-only lists' duban --read-only list
refuses '--read-only makes no board' 1 'read-only' "$DUBAN_BIN" -b "$work/new.duban" --read-only init --year 2018
printf '序号,阶段步骤,工作任务,完成时限,牵头单位\n1,一,x,5.25,y\n' >"$work/t.csv"
refuses '--read-only imports nothing' 1 'read-only' \
  "$DUBAN_BIN" -b "$work/new.duban" --read-only import --year 2018 "$work/t.csv"
fails 1 'not into a board either' duban --read-only import "$work/t.csv"
ok 'but it can try' duban --read-only import --dry-run "$work/t.csv"
ok 'nothing was made' test ! -e "$work/new.duban"
same "$board" "$work/before" 'nothing was changed'

# --- Locales
for locale in C POSIX xx_XX.UTF-8 zh_CN.GBK; do
  is "$(LC_ALL=$locale duban list id:1)" "$(duban list id:1)" "the locale $locale"
done
like "$(LC_ALL=C duban)" '宣传发动阶段' 'the print in the locale C'

# --- Who
is "$(USER=mallory LOGNAME=mallory "$DUBAN_BIN" -b "$board" note 1 x &&
  duban history 1 --json | json actor | tail -n 1)" "$(id -un)" 'the environment does not say who'

finish
