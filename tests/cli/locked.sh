# --locked: what is left of the program for somebody who comes through a forced SSH command.
. "$DUBAN_SRCDIR/tests/cli/cli.sh"

small_board >/dev/null || fail 'a small board is made'
cp "$board" "$work/other.duban"
printf '序号,阶段步骤,工作任务,完成时限,牵头单位\n9,宣传发动阶段,新任务,6.9,宣传室\n' >"$work/t.csv"

# COMMAND OPTION...: what sshd does with a command that somebody has sent.
afar() {
  local command=$1
  shift
  SSH_ORIGINAL_COMMAND=$command "$DUBAN_BIN" --locked --actor li --today 2018-06-18 "$@" "$board"
}
input() {
  local file=$1
  shift
  "$@" <"$file"
}

# --- What is allowed
afar list >"$work/got" </dev/null
duban list >"$work/wanted"
same "$work/got" "$work/wanted" 'list'
is "$(afar 'list --json id:1' | json id)" 1 'list with options and a query'
is "$(afar "list '牵头:宣传室' due:<2018-06-01" | wc -l)" 1 'a query with quotes and a comparison'
is "$(afar 'list "召开 会"' 2>&1)" "$(duban list '召开 会' 2>&1)" 'quotes keep words together'
afar 'export --for print' >"$work/got" </dev/null
duban export --for print >"$work/wanted"
same "$work/got" "$work/wanted" 'export'
ok 'import from standard input' input "$work/t.csv" afar import
ok 'import -' input "$work/t.csv" afar 'import --dry-run -'
is "$(duban history --json | tail -n 1 | json actor)" li 'under the name of the forced command'
is "$(afar '' </dev/null)" "$(duban --today 2018-06-18)" 'an empty command is the board'
is "$(SSH_ORIGINAL_COMMAND= duban --locked list)" "$(duban list)" \
  'a command that the keeper has fixed'
is "$(SSH_ORIGINAL_COMMAND=export duban --locked list)" "$(duban list)" \
  'is not replaced by another'
like "$(afar 'list --lang en --if' 2>&1)" 'option' 'the language may be chosen'

# --- What is refused: nothing of it is run, nothing is changed, and it is told.
cp "$board" "$work/before"
while read -r command; do
  refuses "refused: $command" 2 '' afar "$command"
done <<'END'
sh
bash -c id
id
/bin/sh
scp -t /tmp
scp -f board.duban
/usr/lib/openssh/sftp-server
internal-sftp
rsync --server . /
cat board.duban
duban list
duban
init --year 2018
add --phase 1 x
set 1 text=x
done 1
undo
check
phase add x
export; id
export ;id
export && id
export | sh
export > /tmp/x
export $(id)
export `id`
export -o /tmp/x
export -o -
export --output=/tmp/x
export --outp /tmp/x
export -b other.duban
list -b other.duban
list -bother.duban
list --board other.duban
list --boa=other.duban
list --actor wang
list --today 2018-01-01
import t.csv
import /etc/passwd
import - --rejects /tmp/x
import - --actor wang
import - -
--locked list
--help
--version
-b other.duban list
-- list
list 'x
list "x
END
same "$board" "$work/before" 'the board is as it was'
ok 'nothing was written' test ! -e /tmp/x

# --- Only the command line says which board, who and when
refuses 'a locked program names its board' 2 'locked' \
  env DUBAN_BOARD="$board" "$DUBAN_BIN" --locked list
refuses 'nor is the home folder one' 2 'locked' env SSH_ORIGINAL_COMMAND=list "$DUBAN_BIN" --locked
like "$(DUBAN_BOARD=$work/other.duban afar list)" '新任务' 'DUBAN_BOARD does not count'
is "$(DUBAN_TODAY=2018-01-01 "$DUBAN_BIN" --locked -b "$board" list --json id:1 | json days)" \
  "$("$DUBAN_BIN" -b "$board" list --json id:1 | json days)" 'DUBAN_TODAY does not count'
USER=wang LOGNAME=wang SSH_ORIGINAL_COMMAND=import "$DUBAN_BIN" --locked "$board" <"$work/t.csv" >/dev/null
is "$(duban history --json | tail -n 1 | json actor)" li 'an import of the same table changes nothing'
printf '序号,阶段步骤,工作任务,完成时限,牵头单位\n,宣传发动阶段,又一项,6.9,宣传室\n' >"$work/t.csv"
USER=wang LOGNAME=wang SSH_ORIGINAL_COMMAND=import "$DUBAN_BIN" --locked "$board" <"$work/t.csv" >/dev/null
is "$(duban history --json | tail -n 1 | json actor)" "$(id -un)" 'the environment does not say who'
for command in 'done 1' 'check' "export -o $work/x" "import $work/t.csv"; do
  refuses "the keeper's own $command" 2 '' "$DUBAN_BIN" --locked -b "$board" $command
done

finish
