# The fault table of writing: the k-th call of a kind fails, for every k that there is.
#
#     injected                      expected of `duban note`
#     EIO or ENOSPC at the k-th     status 5 with a message that names the board, and nothing of it
#     write, sync, unlink,          in the board; or status 0, and all of it there. The board is in
#     truncate                      order, and the next act is done.
#     kill -9 at the k-th           the same without a message
. "$DUBAN_SRCDIR/tests/cli/cli.sh"

if ! command -v strace >/dev/null || ! strace -o /dev/null true 2>/dev/null; then
  echo '1..0 # SKIP no strace that works (Debian: strace)'
  exit 0
fi
export ASAN_OPTIONS=detect_leaks=0${ASAN_OPTIONS:+:$ASAN_OPTIONS} DUBAN_BACKUP=off
small_board >/dev/null || fail 'a small board is made'
cp "$board" "$work/good"

# How many lines of history the board has, and whether it is in order.
lines() {
  duban check >/dev/null 2>&1 && duban history --json | wc -l
}
before=$(lines)

# INJECTED: one row; says how it ended.
row() {
  local status now
  cp "$work/good" "$board"
  strace -f -qq -o "$work/trace" -e trace="${1%%:*}" -e inject="$1" \
    "$DUBAN_BIN" -b "$board" --actor li note 1 x >"$out" 2>"$err" </dev/null
  status=$?
  now=$(lines)
  case $status:$now in
  "0:$((before + 1))" | "137:$before" | "137:$((before + 1))") ended=$status ;;
  "5:$before") grep -q "^duban: $board: " "$err" && ended=5 || ended="5 without a word: $(cat "$err")" ;;
  *) ended="status $status, $now lines of history, not $before" ;;
  esac
  duban note 1 again >"$out" 2>&1 || ended="$ended; then: $(cat "$out")"
}

hit() {
  grep -q 'INJECTED\|SIGKILL' "$work/trace"
}

for fault in error=EIO error=ENOSPC signal=KILL; do
  for call in pwrite64 fdatasync fsync unlink ftruncate; do
    for k in $(seq 15); do
      row "$call:$fault:when=$k"
      hit || break
      case $ended in
      0 | 5 | 137) pass "$call $k $fault" ;;
      *) fail "$call $k $fault: $ended" ;;
      esac
    done
  done
done
is "$((tap_count > 15))" 1 'faults were met'

# --- The same while a board of an older program is converted: it is that one or the new one
boards=$DUBAN_SRCDIR/tests/data/boards

# What is told of it, by whoever comes next.
told() {
  duban export >"$work/v2.csv" 2>"$err" && duban history --json >"$work/v2.history" 2>>"$err" &&
    cmp "$work/v2.csv" "$boards/v2.csv" && cmp "$work/v2.history" "$boards/v2.history" && duban check
}

# INJECTED: one row; says how it ended.
convert() {
  cp "$boards/v2.duban" "$board"
  chmod 660 "$board"
  strace -f -qq -o "$work/trace" -e trace="${1%%:*}" -e inject="$1" \
    "$DUBAN_BIN" -b "$board" list >"$out" 2>"$err" </dev/null
  ended=$?
  [ "$ended" -ne 5 ] || cmp "$board" "$boards/v2.duban" || ended='5, not as it was'
  told >"$out" 2>&1 || ended="$ended; then: $(cat "$out" "$err")"
}

for fault in error=EIO error=ENOSPC signal=KILL; do
  for call in pwrite64 fdatasync unlink; do
    for k in 1 2 4 8 16 32 64; do
      convert "$call:$fault:when=$k"
      hit || break
      case $ended in
      0 | 5 | 137) pass "converting, $call $k $fault" ;;
      *) fail "converting, $call $k $fault: $ended" ;;
      esac
    done
  done
done

# --- A network disk, as statfs tells it
cp "$work/good" "$board"
like "$(strace -f -qq -o /dev/null -e trace=statfs -e inject=statfs:poke_exit=@arg2=6969000000000000 \
  "$DUBAN_BIN" -b "$board" check 2>&1)" "$board: .*网络盘（NFS）" 'check warns of a network disk'
is "$(duban check 2>&1)" '看板完好' 'and of no other'

# --- Files and folders that cannot be written. Root may write everything, unless it gives that up.
mortal=env
[ "$(id -u)" -ne 0 ] || mortal='setpriv --bounding-set=-dac_override --inh-caps=-dac_override'
if ! $mortal true 2>/dev/null; then
  skip 'a read-only file and folder' 'root may write them'
else
  cp "$work/good" "$board"
  chmod a-w "$board"
  fails 5 'a read-only file' $mortal "$DUBAN_BIN" -b "$board" note 1 x
  like "$(cat "$err")" "$board: .*权限" 'names it and what to look at'
  same "$board" "$work/good" 'is left as it was'
  ok 'and read' $mortal "$DUBAN_BIN" -b "$board" list
  chmod u+w "$board"
  chmod a-w "$work"
  fails 5 'a folder without room for the journal' $mortal "$DUBAN_BIN" -b "$board" note 1 x
  chmod u+w "$work"
  cp "$work/good" "$board"
  printf '\002\002' | dd of="$board" bs=1 seek=18 conv=notrunc 2>/dev/null
  cp "$board" "$work/wal"
  chmod a-w "$work"
  fails 3 'a board in WAL mode where no log can be written' $mortal "$DUBAN_BIN" -b "$board" --read-only list
  chmod u+w "$work"
  like "$(cat "$err")" "$board: .*WAL.*复制" 'says why, and what can be done'
  same "$board" "$work/wal" 'and is left as it was'
  ok 'where it can, the mode is left' $mortal "$DUBAN_BIN" -b "$board" note 1 x
  is "$(dd if="$board" bs=1 skip=18 count=2 2>/dev/null | od -An -tx1)" ' 01 01' 'for good'
  ok 'and again' $mortal "$DUBAN_BIN" -b "$board" note 1 x
fi

# --- A damaged board: what can be read is shown and exported, nothing is changed
cp "$work/good" "$board"
printf '\0\0\0\0\0\0\0\0' | dd of="$board" bs=1 seek=$((3 * 4096)) conv=notrunc 2>/dev/null
cp "$board" "$work/damaged"
fails 3 'check finds it' duban check
like "$(cat "$out" "$err")" '损坏|备份' 'and says what to do'
fails 3 'nothing is written to it' duban note 1 x
same "$board" "$work/damaged" 'not a byte of it has changed'

# A large one is exported while it is checked; only the check knows of a wrong count of free pages.
rm -f "$board"
awk 'BEGIN { print "任务,时限"; for (i = 1; i <= 8000; i++) print "第" i "项：各支部查找问题并落实到人，6月底前交综合处汇总," i % 12 + 1 "." i % 28 + 1 }' \
  >"$work/large.csv"
duban import --year 2018 "$work/large.csv" >/dev/null
is "$(($(wc -c <"$board") > 1048576))" 1 'a large board'
duban export >"$work/whole.csv"
printf '\5' | dd of="$board" bs=1 seek=39 conv=notrunc 2>/dev/null
ok 'a damaged large board is exported' duban export
same "$out" "$work/whole.csv" 'whole'
is "$(grep -c '已损坏' "$err")" 1 'and it is said once what is wrong'
ok 'to a file' duban export -o "$work/file.csv" --no-bom
same "$work/file.csv" "$work/whole.csv" 'too'
fails 1 'what is refused is refused with it' duban export --encoding gbk -o "$work/large.csv"
is "$(grep -c '已损坏' "$err")" 1 'and it is said once, too'

finish
