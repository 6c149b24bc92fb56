# The acts of a coordinator, one by one, and their history.
. "$DUBAN_SRCDIR/tests/cli/cli.sh"

small_board >/dev/null || fail 'a small board is made'

# --- add
is "$(task 2 leads)" '综合处|督查处' 'add splits a lead cell'
is "$(task 3 note)" '见附件' 'add takes fields by their Chinese names'
is "$(task 3 serial)" 3 'and by their keys'
is "$(task 1 due)" 2018-05-25 'add reads the deadline'
is "$(duban add --phase 2 --lead 甲处 --lead 乙处 'leads=x')" 4 'the last word is the text'
is "$(task 4 text)" 'leads=x' 'whatever it looks like'
is "$(task 4 leads)" '甲处|乙处' 'leads one by one'
ok 'a deadline that nobody can read is kept' duban add --phase 2 --deadline 5月32日 坏时限
like "$(cat "$err")" '^duban: .*5月32日' 'and told'
is "$(task 5 'deadline kind due')" "$(printf '5月32日\tbad\t')" 'with no date'
refuses 'a phase that is none' 1 '没有阶段“四”.*1 宣传发动阶段' duban add --phase 四 文字
refuses 'a part of two names' 1 '不止一个' duban add --phase 阶段 文字
refuses 'a text of blanks' 1 '' duban add --phase 1 '  　 '

# --- set
ok 'set by key, label and synonym' duban set 1 deadline=6.20 牵头单位=综合处 备注=急 数量要求=不少于4次
is "$(task 1 'deadline due leads note target')" \
  "$(printf '6.20\t2018-06-20\t综合处\t急\t不少于4次')" 'set has set them all'
ok 'a date by hand' duban set 1 due=2018-07-01
is "$(task 1 'deadline due')" "$(printf '6.20\t2018-07-01')" 'beside the deadline as written'
ok 'taken away again' duban set 1 due=
is "$(task 1 due)" 2018-06-20 'the deadline counts again'
ok 'a full-width sign' duban set 1 备注＝缓
is "$(task 1 note)" 缓 'is a sign too'
ok 'a status by its word' duban set 3 状态=进行中
is "$(task 3 status)" doing 'is set'
version=$(task 1 version)
ok 'nothing new' duban set 1 备注=缓
is "$(task 1 version)" "$version" 'makes no version'
refuses 'a field that is none' 1 '没有“colour”.*text.*done_on' duban set 1 colour=red
refuses 'a phase by set' 1 'move' duban set 1 phase=2
refuses 'a field that follows from others' 1 '没有“kind”' duban set 1 kind=open
refuses 'no text' 1 '工作任务' duban set 1 text=
refuses 'a due date that is none' 1 '截止日期' duban set 1 due=2018-02-30
refuses 'a status that is none' 1 '状态' duban set 1 status=早
fails 2 'a word without =' duban set 1 备注
refuses 'no such task' 1 '99' duban set 99 备注=x
ok 'two fields, the second bad' sh -c "! '$DUBAN_BIN' -b '$board' set 1 note=新 due=x"
is "$(task 1 note)" 缓 'leaves the first as it was'

# --- progress
ok 'start' duban start 2
is "$(task 2 status)" doing 'is doing'
ok 'done' duban 'done' 2 --on 6月1日 --evidence 报告
is "$(task 2 'status done_on light days')" "$(printf 'done\t2018-06-01\tnone\t1')" 'is done, one day late'
ok 'done without a date' duban 'done' 3
is "$(task 3 done_on)" 2018-06-18 'is done today'
fails 2 'done on no day' duban 'done' 1 --on 2018-02-30
ok 'start again' duban start 2
is "$(task 2 'status done_on')" "$(printf 'doing\t')" 'is doing, not done'
ok 'drop' duban drop 4 --reason 并入任务3
is "$(task 4 'status light days')" "$(printf 'dropped\tnone\t')" 'is dropped'
fails 2 'drop for a blank reason' duban drop 1 --reason ' '
ok 'note' duban note 1 已与综合处沟通
is "$(task 1 note)" 缓 'a note of the history is not the field'
refuses 'an empty note' 1 '' duban note 1 ' '

# --- move
ok 'move' duban move 1 学习 --reason 顺延
is "$(task 1 'phase phase_no status deadline')" "$(printf '学习讨论阶段\t2\ttodo\t6.20')" 'keeps the rest'
is "$(cat "$err")" '' 'a date inside the phase needs no word'
ok 'move out of its window' duban move 1 1
like "$(cat "$err")" '^duban: .*2018-06-20.*宣传发动阶段' 'is told'
refuses 'move nowhere' 1 '没有阶段' duban move 1 9

# --- the bin
ok 'delete' duban delete 5
is "$(duban list --json | json id | grep -c 5)" 0 'is not listed'
refuses 'delete again' 1 '回收站' duban delete 5
refuses 'what is in the bin is not changed' 1 '回收站' duban start 5
like "$(duban show 5)" '回收站' 'but shown'
ok 'restore' duban restore 5
is "$(duban list --json id:5 | wc -l)" 1 'is listed again'
refuses 'restore again' 1 '' duban restore 5

# --- --if-version
version=$(task 1 version)
refuses 'an older version' 4 "版本 $version" duban note 1 --if-version 1 x
ok 'the right version' duban set 1 note=新 --if-version "$version"
for act in 'move 1 2' 'start 1' 'done 1' 'drop 1 --reason x' 'delete 1' 'set 1 note=y'; do
  fails 4 "$act refuses an old version" duban $act --if-version 1
done

# --- history
like "$(duban history 2)" '办结 .*状态：进行中 → 已完成.*报告' 'the history of a task'
like "$(duban history)" '终止.*任务 4.*并入任务3' 'the history of the board'
duban history --json >"$work/history"
is "$(grep -vc '^{"at":"[0-9T:-]*Z","actor":"li","task":\(null\|[0-9]*\),"act":"[a-z]*","field":\(null\|"[^"]*"\),"before":\(null\|".*"\),"after":\(null\|".*"\)}$' "$work/history")" \
  0 'every line has exactly its keys'
acts=$(json act <"$work/history" | uniq | tr '\n' ' ')
like "$acts" '^init add set .*start done reopen drop note move delete restore set $' 'oldest first'
last=$(duban history 4 --json | json 'act field after' | tail -n 2)
like "$last" "$(printf 'drop\treason\t并入任务3')" 'a reason is a field'
is "$(duban history 4 --json | grep -c '"reason"')" 1 'told once'
is "$(duban history 2 --json | json 'act field after' | grep evidence)" \
  "$(printf 'done\tevidence\t报告')" 'evidence is one too'
is "$(duban history 1 --json | json 'act field before after' | grep '^note')" \
  "$(printf 'note\t\t\t已与综合处沟通')" 'a progress line is just text'
is "$(duban show 2 --json | grep -o '"history":\[{"at"' | wc -l)" 1 'show has the history'
refuses 'the history of no task' 1 '' duban history 99

# --- history, chosen from
# ACTS SENTENCE WORD...: those acts, in this order
chosen() {
  local acts=$1 sentence=$2
  shift 2
  is "$(duban history --json "$@" | json act | uniq | tr '\n' ' ')" "$acts" "$sentence"
}
"$DUBAN_BIN" -b "$board" --actor 王 --today 2018-06-18 note 1 '会期 "待定"' >/dev/null
day=$(date +%Y-%m-%d) # of the acts, however old the plan is
chosen 'note ' 'by a person' by:王
chosen 'note ' 'the key in Chinese, signs full-width' '经办：王'
chosen '' 'a person is a whole name' by:l
chosen 'drop note ' 'either of two acts' act:drop 动作:进展 '!沟通'
like "$(duban history by:王)" '会期 "待定"' 'in words too'
chosen "$(duban history 4 --json | json act | uniq | tr '\n' ' ')" 'a task by its term is the task by its id' task:4
is "$(duban history 4 act:drop --json | json act | uniq)" drop 'a task and a term'
chosen '' 'different keys are and' by:王 act:drop
chosen 'note ' 'but not' by:王 '!act:drop'
chosen 'note ' 'or with a minus sign' by:王 -act:drop
chosen "$(duban history --json | json act | uniq | tr '\n' ' ')" 'since and until meet today' "since:$day" "until:$day"
chosen '' 'nothing is before it' "since:$day" "!at:$day"
chosen '' 'nor after the plan ended' until:2018-06-18
chosen 'note ' 'words in a note, quoted' '"会期 " by:王'
chosen 'done ' 'a status by its word' 已完成 act:done
is "$(TZ='<-12>12' duban history --json "at:$(TZ='<-12>12' date +%Y-%m-%d)" | wc -l)" \
  "$(TZ='<+12>-12' duban history --json "at:$(TZ='<+12>-12' date +%Y-%m-%d)" | wc -l)" 'a day is a local one'
refuses 'a key that is none' 2 '没有“who”.*by act task since until at' duban history who:li
refuses 'an act that is none' 2 '“act”.*“跳舞”' duban history act:跳舞
refuses 'a day that is none' 2 '“since”.*2018-02-30' duban history since:2018-02-30
refuses 'a key without a value' 2 '“by”' duban history by:
refuses 'nothing in quotes' 2 '要找的文字' duban history '""'

# --- undo and redo
small_board >/dev/null
duban 'done' 1 --on 2018-05-24
ok 'undo' duban undo
like "$(cat "$out")" '撤销：办结.*任务 1 制定' 'says what'
is "$(task 1 status)" todo 'is as before'
ok 'redo' duban redo
is "$(task 1 'status done_on')" "$(printf 'done\t2018-05-24')" 'is done again'
refuses 'redo what is done' 1 '没有可以重做' duban redo
refuses "undo somebody else's" 1 '没有可以撤销' "$DUBAN_BIN" -b "$board" --actor wang undo
ok 'a colleague starts it again' "$DUBAN_BIN" -b "$board" --actor wang start 1
fails 4 'undo what has changed since' duban undo
is "$(task 1 status)" doing 'leaves it'
small_board >/dev/null
ok 'undo an add' duban undo
is "$(duban list | wc -l)" 2 'takes the task away'
ok 'redo it' duban redo
is "$(duban list | wc -l)" 3 'brings it back'

# --- Reminders and later deadlines
small_board >/dev/null
ok 'chase' duban chase 1 --by 电话
is "$(task 1 chases)" 1 'is counted'
like "$(duban history 1)" '催办 .*电话' 'with the means'
ok 'chase a department' duban --today 2018-05-24 chase --department "$(task 1 leads | head -n 1)"
like "$(cat "$out")" '任务 1（第 2 次）' 'names the tasks it presses for'
ok 'undo it' duban undo
is "$(task 1 chases)" 1 'one act, one undo'
refuses 'a department that leads nothing' 1 'duban department' duban chase --department 没有的
refuses 'a department that is not late' 1 '不必催办' duban --today 2018-01-01 chase --department "$(task 1 leads | head -n 1)"
fails 2 'chase nobody' duban chase
fails 2 'chase a task and a department' duban chase 1 --department 综合处
ok 'extend' duban extend 1 7月中旬前 --reason 会期推迟
is "$(task 1 'due warn extensions')" "$(printf '2018-07-20\t2018-07-10\t1')" 'is read and counted'
like "$(duban history 1)" '延期 .*5.25 → 7月中旬前.*会期推迟' 'the old deadline and the reason stay'
refuses 'extend to the same day' 1 '同一天' duban extend 1 7.20 --reason x
refuses 'extend without a day' 1 '日期' duban extend 1 长期 --reason x
fails 2 'extend without a reason' duban extend 1 8.20
ok 'extend to an earlier day' duban extend 1 6.20 --reason 提前
like "$(cat "$err")" '比原来早' 'is told'
duban 'done' 1
refuses 'chase what is done' 1 '不必催办' duban chase 1
refuses 'extend what is done' 1 '重新启动' duban extend 1 9.1 --reason x

finish
