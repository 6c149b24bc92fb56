# Departments: one name each, and what other names they go by.
. "$DUBAN_SRCDIR/tests/cli/cli.sh"

cd "$work" || exit 99
cat >plan.csv <<'END'
序号,阶段步骤,工作任务,完成时限,牵头单位,配合单位
1,学习阶段,甲,5.25,综合处,督查处
2,,乙,6.20,综合科,
3,,丙,6.25,综合科、宣传室,
END
ok 'a plan' duban import --year 2018 plan.csv
ok 'a finished task' duban done 1 --on 2018-05-20
is "$(duban department --json | json 'name leads done overdue supports')" \
  "$(printf '综合处\t1\t1\t0\t0\n督查处\t0\t0\t0\t1\n综合科\t2\t0\t0\t0\n宣传室\t1\t0\t0\t0')" 'the departments'
like "$(duban department list)" '^督查处    0/0  配合 1$' 'and for people'

ok 'merge' duban department merge 综合科 综合处
is "$(duban list --json | json leads | tr '\n' ' ')" '综合处 综合处 综合处|宣传室 ' 'goes through all tasks'
is "$(duban department --json | json 'name leads aliases' | head -n 1)" "$(printf '综合处\t3\t综合科')" 'and leaves an alias'
ok 'the old plan again' duban import plan.csv
like "$(cat "$out")" '没有改动' 'an import knows the alias'
ok 'a new task under the old name' duban add --phase 1 --lead 综合科 --deadline 7.1 丁
is "$(duban list --json 丁 | json leads)" 综合处 'is led by the department'
ok 'the old name in a list' duban set 1 '配合单位=督查处、综合科'
is "$(duban show 1 --json | json supports)" '督查处|综合处' 'is the new one'
is "$(duban list --json lead:综合科 | json id | tr '\n' ' ')" \
  "$(duban list --json lead:综合处 | json id | tr '\n' ' ')" 'the old name in a query'
ok 'who reminds the old name' duban --today 2018-06-30 chase --department 综合科
like "$(cat "$out")" '催办任务 2' 'reminds the department'
ok 'of which it can be taken back' duban undo
ok 'both taken back' duban undo
ok 'both taken back' duban undo
ok 'one undo' duban undo
is "$(duban list --json | json leads | tr '\n' ' ')" '综合处 综合科 综合科|宣传室 ' 'takes all of it back'
is "$(duban department --json | json aliases | tr -d '\n')" '' 'the alias too'
ok 'and redo' duban redo

ok 'rename' duban department rename 宣传室 宣传处
is "$(duban list --json | json leads | tail -n 1)" '综合处|宣传处' 'has another name'
ok 'the old plan once more' duban import plan.csv
like "$(cat "$out")" '没有改动' 'and knows it'
is "$(duban history --json | json act | grep -c department)" 5 'all in the history'

refuses 'rename to one that there is' 1 'department merge' duban department rename 宣传处 综合处
refuses 'no such department' 1 '综合处、督查处、宣传处' duban department merge 没有处 综合处
ok 'a department of a task in the bin' duban delete "$(duban add --phase 1 --lead 撤并处 戊)"
refuses 'is one, too' 1 '综合处、督查处、宣传处、撤并处$' duban department merge 没有处 综合处
refuses 'a name that is none' 1 '不能作部门名称' duban department rename 宣传处 '甲处、乙处'
fails 2 'no such verb' duban department split 综合处
fails 2 'a word too few' duban department rename 综合处
fails 2 'JSON of an act' duban department rename --json 宣传处 宣传科
finish
