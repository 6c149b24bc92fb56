# Phases, the campaign, the lists, deadlines without a board, and the check of the file.
. "$DUBAN_SRCDIR/tests/cli/cli.sh"

small_board >/dev/null || fail 'a small board is made'

refuses 'init over a board' 1 '' duban init --year 2019
is "$(duban campaign --json | json 'title year soon')" "$(printf '大讨论\t2018\t7')" 'the campaign'
like "$(duban campaign show)" '^活动名称 +大讨论' 'and for people'
ok 'campaign set' duban campaign set 单位=某局 soon=10 issued=2018-05-18 end=2018-12-31
is "$(duban campaign --json | json 'org soon issued end')" \
  "$(printf '某局\t10\t2018-05-18\t2018-12-31')" 'has set it'
ok 'another year' duban campaign set year=2019
is "$(task 1 due)" 2019-05-25 'reads the deadlines anew'
ok 'and back' duban campaign set 年度=2018
refuses 'no year' 1 '年度' duban campaign set year=18
refuses 'too many days' 1 '临期天数' duban campaign set soon=31
refuses 'no such field' 1 '没有“x”' duban campaign set x=1

is "$(duban phase --json | json 'no name window start end total')" \
  "$(printf '1\t宣传发动阶段\t5月底前\t\t2018-05-31\t2\n2\t学习讨论阶段\t6月至7月\t2018-06-01\t2018-07-31\t1')" 'the phases'
like "$(duban phase)" '^ 1  宣传发动阶段 +0/2 .*5月底前' 'and for people'
ok 'phase add' duban phase add '三、实践转化阶段（8月至12月上旬）'
is "$(duban phase list --json | json 'name end label' | tail -n 1)" \
  "$(printf '实践转化阶段\t2018-12-10\t三、实践转化阶段（8月至12月上旬）')" 'reads the cell'
refuses 'the same name again' 1 '' duban phase add 实践转化阶段
ok 'phase set' duban phase set 实践 name=转化阶段 window=8月
is "$(duban phase --json | json 'name window end label' | tail -n 1)" \
  "$(printf '转化阶段\t8月\t2018-08-31\t转化阶段（8月）')" 'has set it'
ok 'phase move' duban phase move 转化 1
is "$(duban phase --json | json name | tr '\n' ' ')" '转化阶段 宣传发动阶段 学习讨论阶段 ' 'has moved it'
fails 2 'phase move to no number' duban phase move 1 first
refuses 'phase move too far' 1 '' duban phase move 1 9
refuses 'phase remove with tasks' 1 '2 项' duban phase remove 宣传
ok 'phase remove' duban phase remove 转化
is "$(duban phase --json | wc -l)" 2 'is gone'
ok 'and undone' duban undo
is "$(duban phase --json | wc -l)" 3 'is back'
is "$(duban list --json | json phase_no | tr '\n' ' ')" '2 2 3 ' 'lists follow the phases'

like "$(duban list)" '^1  逾24天 +宣传发动阶段 +5\.25 +宣传室 +制定实施方案$' 'list, one task a line'
is "$(duban list | wc -l)" 3 'three tasks, three lines'
duban set 1 "text=$(printf '两行\n文字')"
is "$(duban list id:1 | wc -l)" 1 'a line break in a text is none of the list'
is "$(duban list nothing)" '' 'an empty list is empty'
like "$(duban show 1)" '时限理解 +一天，截止 2018-05-25' 'show tells how the deadline was read'
refuses 'show no task' 1 '' duban show 99

hostile=$(printf '\033[31m红\033[0m\302\233x\342\200\256倒\342\200\213')
id=$(duban add --phase 宣传 --lead "$hostile" "note=$hostile" "任务$hostile")
for command in "show $id" "list id:$id" 'history' ''; do
  is "$(duban $command | LC_ALL=C grep -c "$(printf '\033\|\302\233\|\342\200\256')")" 0 \
    "no control reaches the terminal: duban $command"
done
duban set 99 "$hostile=1" 2>"$err"
duban set 1 "$hostile=1" 2>>"$err"
is "$(LC_ALL=C grep -c "$(printf '\033')" "$err")" 0 'nor through a message'

ok 'check' duban check
is "$(cat "$out")" '看板完好' 'says that all is well'
dd if=/dev/zero of="$board" bs=1 seek=8192 count=4096 conv=notrunc 2>/dev/null
fails 3 'check of a damaged board' duban check
like "$(cat "$err")" '^duban: ' 'says so'

# --- deadline
is "$("$DUBAN_BIN" deadline --year 2018 7月中旬前 5月32日)" \
  "$(printf '7月中旬前\trange\t\t2018-07-20\t2018-07-10\tambig\n5月32日\tbad\t\t\t\t' | sed 's/range/date/')" \
  'deadlines as words'
is "$(printf '6.20\r\n长期\n\n' | "$DUBAN_BIN" deadline --year 2018 -)" \
  "$(printf '6.20\tdate\t\t2018-06-20\t\t\n长期\topen\t\t\t\t\n\tnone\t\t\t\t')" \
  'deadlines as lines, CRLF and LF'
is "$(echo 6.20 | "$DUBAN_BIN" --today 2017-03-01 deadline)" "$(printf '6.20\tdate\t\t2017-06-20\t\t')" \
  'the year is that of today'
is "$("$DUBAN_BIN" deadline --year 2018 --issued 5.28 从现在开始到今年年底)" \
  "$(printf '从现在开始到今年年底\trange\t2018-05-28\t2018-12-31\t\t')" 'the issue date'
is "$("$DUBAN_BIN" deadline --year 2018 "$(printf '5.\n25')" | wc -l)" 1 'one line each'
if [ -n "${DUBAN_SHARED-}" ] && [ -f "$DUBAN_SHARED/deadlines.tsv" ]; then
  grep -v '^#' "$DUBAN_SHARED/deadlines.tsv" | grep -v 'issued=' | cut -f1-6 >"$work/wanted"
  cut -f1 "$work/wanted" | "$DUBAN_BIN" deadline --year 2018 --issued 2018-05-18 >"$work/got"
  same "$work/got" "$work/wanted" 'all the expressions that are written down'
else
  skip 'all the expressions that are written down' 'no shared folder'
fi

# --- The next year, from this one's plan
small_board
duban campaign set title=2018年大讨论 org=政务中心 doc_no=〔2018〕9号 issued=5.1 soon=5
duban done 1 --on 2018-05-20
duban drop 2 --reason 合并
duban note 3 开过会
duban set 3 target=2次 progress=一半
next=$work/next.duban
ok 'next year' "$DUBAN_BIN" -b "$next" init --year 2019 --from "$board" --phase 总结阶段
following() {
  "$DUBAN_BIN" -b "$next" --today 2019-01-01 "$@"
}
is "$(following phase --json | json 'name window start end' | tr '\t\n' '|;')" \
  '宣传发动阶段|||;学习讨论阶段|||;总结阶段|||;' 'has the phases without their windows'
is "$(following list --json | json 'id serial phase text leads target note' | tr '\t\n' '|;')" \
  '1||宣传发动阶段|制定实施方案|宣传室||;2|3|学习讨论阶段|召开座谈会|业务处|2次|见附件;' \
  'and the tasks that are pursued'
is "$(following list --json | json 'deadline due status done_on progress' | tr -d '\t' | sort -u)" todo \
  'without dates and progress'
is "$(following campaign --json | json 'title org doc_no issued year soon' | tr '\t' '|')" \
  '2019年大讨论|政务中心|||2019|5' 'its title speaks of the new year'
is "$(following history --json | json act | sort -u)" init 'its history begins anew'
refuses 'a board that is there' 1 'next.duban' "$DUBAN_BIN" -b "$next" init --year 2020 --from "$board"
fails 3 'from no board' "$DUBAN_BIN" -b "$work/2.duban" init --year 2019 --from "$work/no.duban"
ok 'makes none' sh -c "! ls '$work'/2.duban*"
fails 2 'without a year' "$DUBAN_BIN" -b "$work/2.duban" init --from "$board"

finish
