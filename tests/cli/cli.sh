# What the tests of the command line share: a board in the script's own folder, and shortcuts.
. "$DUBAN_SRCDIR/tests/tap.sh"

board=$work/board.duban

# Runs the program on that board, as li, on 18 June 2018.
duban() {
  "$DUBAN_BIN" -b "$board" --actor li --today 2018-06-18 "$@"
}

# Values of JSON lines from standard input: json 'KEY...'
json() {
  awk -v keys="$1" -f "$DUBAN_SRCDIR/tests/cli/json.awk"
}

# One value of one task: task ID KEY
task() {
  duban show "$1" --json | json "$2"
}

# SENTENCE STATUS PATTERN COMMAND...: it ends so, prints nothing, and says why in one sentence.
refuses() {
  local sentence=$1 status=$2 pattern=$3
  shift 3
  fails "$status" "$sentence" "$@" || return
  like "$(cat "$err")" "^duban: .*$pattern" "$sentence: says why" || return
  is "$(cat "$out")" '' "$sentence: prints nothing"
}

# A little plan of two phases and three tasks.
small_board() {
  rm -f "$board"
  duban init --year 2018 --title 大讨论 --phase '宣传发动阶段（5月底前）' \
    --phase '学习讨论阶段（6月至7月）' &&
    duban add --phase 1 --lead 宣传室 --deadline 5.25 制定实施方案 &&
    duban add --phase 宣传 --lead 综合处、督查处 --deadline 5.31 查找问题 &&
    duban add --phase 学习 --lead 业务处 --deadline 7.30 serial=3 备注=见附件 召开座谈会
}
