# Boards of every version that there was: brought up to date once, with nothing lost, whoever comes
# first. tests/data/boards holds one of each, as the program of its time wrote it.
. "$DUBAN_SRCDIR/tests/cli/cli.sh"

boards=$DUBAN_SRCDIR/tests/data/boards
export XDG_STATE_HOME=$work/state
backups=$XDG_STATE_HOME/duban/backups

# What SQLite keeps as user_version in the header.
version() {
  od -An -tu1 -j63 -N1 "$1" | tr -d ' '
}

old_board() {
  rm -rf "$board" "$backups"
  cp "$boards/$1" "$board" && chmod 660 "$board"
}

small_board >/dev/null
now=$(version "$board")

for old in v1.duban v2.duban; do
  old_board $old
  is "$(version "$board")" "${old//[!0-9]/}" "$old is what it says"
  cp "$board" "$work/before"
  refuses 'reading alone does not change it' 3 '旧格式' duban --read-only list
  same "$board" "$work/before" 'to the byte'
  ok "$old is opened" duban list
  is "$(version "$board")" "$now" 'is of this version afterwards'
  ok 'and in order' duban check
  is "$(od -An -tu1 -j36 -N4 "$board" | tr -d ' ')" 0000 'with no empty pages in it'
  is "$(find "$backups" -name "board-*-${old%.duban}.duban" | wc -l)" 1 'a copy was made before'
  copy=$(find "$backups" -name '*-v*')
  is "$(version "$copy")" "${old//[!0-9]/}" 'as it was'
done

# --- What was in it
old_board v1.duban
is "$(duban list --json | wc -l)" 14 'fourteen tasks'
is "$(task 1 'status done_on leads')" "$(printf 'done\t2026-03-09\t办公室')" 'the first is done'
is "$(task 2 'status updated_by')" "$(printf 'doing\twang')" 'the second was begun'
like "$(duban history 1)" '办结.*红头文件' 'the evidence is in the history'
ok 'an act of before' "$DUBAN_BIN" -b "$board" --actor wang undo
is "$(duban list --json | wc -l)" 15 'is taken back: the deleted task is there again'

# --- What one tells, to the byte as the program of its time told it
old_board v2.duban
duban export >"$work/v2.csv"
same "$work/v2.csv" "$boards/v2.csv" 'the table, with its departments and extra columns'
duban history --json >"$work/v2.history"
same "$work/v2.history" "$boards/v2.history" 'the history, with the first texts of what was made'
ok 'who made a task' "$DUBAN_BIN" -b "$board" --actor zhang undo
ok 'can take it back' "$DUBAN_BIN" -b "$board" --actor zhang undo
is "$(task 3 'supports')" '法规科|综合科' 'the departments are those of before'

# --- Eight at once
old_board v1.duban
for i in 1 2 3 4 5 6 7 8; do
  { "$DUBAN_BIN" -b "$board" --actor "p$i" note 1 "第 $i 人" >/dev/null 2>"$work/err.$i" || echo "$i"; } &
done >"$work/failed"
wait
is "$(cat "$work/failed" "$work"/err.*)" '' 'eight programs that start at once'
is "$(version "$board")" "$now" 'bring it up to date'
is "$(duban history 1 --json | json after | grep -c '^第 [1-8] 人$')" 8 'and each has its say'
ok 'it is in order' duban check
is "$(find "$backups" -name '*-v1.duban' | wc -l)" 1 'with one copy of what was before'

# --- A copy that cannot be made
old_board v1.duban
printf 'no folder' >"$work/file"
ok 'where no copy can be made the board is opened' \
  env XDG_STATE_HOME="$work/file" "$DUBAN_BIN" -b "$board" list
like "$(cat "$err")" "$board: .*备份没有做成" 'and that is said'
is "$(version "$board")" "$now" 'it is of this version'
ok 'the second time' env XDG_STATE_HOME="$work/file" "$DUBAN_BIN" -b "$board" list
is "$(cat "$err")" '' 'there is nothing to say'

finish
