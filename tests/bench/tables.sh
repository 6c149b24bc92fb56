#!/bin/bash
# What large tables cost, beside the least that can be done with them (tests/bench/plain.c).
#
#     make bench-tables [ROWS=100000] [TIMES=3]
#
# Each line ends with its goal. Times are the best of TIMES runs, so that a busy machine counts less.
set -u
: "${DUBAN_BIN:?}" "${DUBAN_PLAIN:?}" "${ROWS:=100000}" "${TIMES:=3}"
export LC_ALL=C.UTF-8
unset DUBAN_BOARD DUBAN_TODAY
work=$(mktemp -d "${TMPDIR:-/tmp}/duban-bench.XXXXXX") || exit 99
trap 'rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM
beyond=0

# COMMAND...: its wall time in $seconds, memory in $kib, status in $status; output into $work/out.
measured() {
  "$DUBAN_PLAIN" measure "$@" >"$work/out" 2>"$work/err"
  read -r seconds kib status <<<"$(tail -n 1 "$work/err")"
}

# The same, the best of several; $clean is run before each.
best() {
  local least='' i
  for ((i = 0; i < TIMES; i++)); do
    eval "$clean"
    measured "$@"
    [ "$status" = 0 ] || { echo "tables.sh: $* ended with $status" >&2; cat "$work/err" >&2; exit 1; }
    least=$(printf '%s\n%s\n' "$least" "$seconds" | grep . | sort -n | head -n 1)
  done
  seconds=$least
}

# WHAT VALUE UNIT GOAL
figure() {
  local mark=
  if awk "BEGIN { exit !($2 > $4) }"; then
    mark='   beyond'
    beyond=1
  fi
  printf '%-44s %9s %-8s goal %s%s\n' "$1" "$2" "$3" "$4" "$mark"
}

ratio() {
  awk "BEGIN { printf \"%.2f\", $1 / $2 }"
}

table() {
  awk -v n="$1" 'BEGIN {
    split("综合处 督查处 宣传室 业务处 法规科 办公室", lead, " ")
    split("宣传发动阶段 学习讨论阶段 查摆问题阶段 整改提升阶段", phase, " ")
    printf "序号,阶段步骤,工作任务,完成时限,牵头单位\r\n"
    for (i = 0; i < n; i++)
      printf "%d,%s,第%d项：制定大讨论活动的实施方案和工作计划，各支部查找问题不少于%d个。,%d.%d,%s\r\n",
        i + 1, phase[int(i * 4 / n) + 1], i + 1, i % 9 + 1, i % 8 + 3, i % 17 + 11, lead[i % 6 + 1]
  }'
}

# --- Import and export
table "$ROWS" >"$work/table.csv"
size=$(($(wc -c <"$work/table.csv") / 1024))
echo "$ROWS rows, $size KiB, best of $TIMES"
clean='rm -f "$work"/*.db'
best "$DUBAN_PLAIN" import "$work/table.csv" "$work/plain.db"
plain=$seconds
clean='rm -f "$work"/*.duban'
best "$DUBAN_BIN" import -b "$work/board.duban" --year 2018 "$work/table.csv"
figure "import, $seconds s, beside plain $plain s" "$(ratio "$seconds" "$plain")" times 3
figure 'import, memory more than the file' "$(((kib - size) / 1024))" MiB 64
clean=:
best "$DUBAN_PLAIN" export "$work/plain.db"
plain=$seconds
best "$DUBAN_BIN" export -b "$work/board.duban"
figure "export, $seconds s, beside plain $plain s" "$(ratio "$seconds" "$plain")" times 1.5

# --- What must be refused, and soon
# FILE WHAT
refused() {
  measured "$DUBAN_BIN" import -b "$work/none.duban" --year 2018 "$1"
  [ "$status" = 1 ] || { echo "$2: ended with $status, goal 1   beyond"; beyond=1; }
  figure "$2, refused after" "$seconds" s 10
  figure "$2, memory" "$((kib / 1024))" MiB 200
  rm -f "$1"
}

printf '阶段,任务\n一,甲\n' >"$work/field.csv"
{ printf '一,'; head -c 10485760 /dev/zero | tr '\0' x; echo; } >>"$work/field.csv"
refused "$work/field.csv" 'a field of 10 MiB'
awk 'BEGIN { printf "任务"; for (i = 0; i < 100000; i++) printf ",c"; print ""; print "甲" }' >"$work/wide.csv"
refused "$work/wide.csv" '100,000 columns'
{ printf '阶段,任务\n一,"甲\n'; yes '2,one line after another, and none of them is the end' | head -c 536870800; } >"$work/quote.csv"
refused "$work/quote.csv" 'a quote open through 512 MiB'

exit $beyond
