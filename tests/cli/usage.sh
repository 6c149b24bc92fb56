# What is no command line: unknown things, missing and surplus words, and the help that tells.
. "$DUBAN_SRCDIR/tests/cli/cli.sh"

usage() {
  local sentence=$1
  shift
  fails 2 "$sentence" "$@" || return
  like "$(cat "$err")" '^用法：' "$sentence: shows the usage"
  is "$(cat "$out")" '' "$sentence: nothing on standard output"
}

usage 'an unknown command' "$DUBAN_BIN" lsit
usage 'a command of a later version' "$DUBAN_BIN" extend 1 6.20
usage 'an unknown option' "$DUBAN_BIN" --bogus
usage 'an unknown short option' "$DUBAN_BIN" -Z
usage 'an unknown option of a command' duban list --bogus
usage "another command's option" duban list --year 2018
usage 'an option without its argument' "$DUBAN_BIN" -b
usage 'an argument to an option that has none' duban list --json=yes
usage 'a missing word' duban show
usage 'a surplus word' duban show 1 2
usage 'two boards' "$DUBAN_BIN" a.duban b.duban
usage 'a task that is no number' duban show abc
usage 'a task number of zero' duban done 0
usage 'a day that is none' "$DUBAN_BIN" -b "$board" --today 2018-02-30 list
usage 'a day in another form' "$DUBAN_BIN" -b "$board" --today 18.6.2018 list
usage 'a day of the environment that is none' env DUBAN_TODAY=tomorrow "$DUBAN_BIN" list
usage 'an empty actor' "$DUBAN_BIN" -b "$board" --actor '' list
usage 'an actor of two lines' "$DUBAN_BIN" -b "$board" --actor "$(printf 'a\nb')" list
usage 'an empty board' "$DUBAN_BIN" -b '' list
usage 'init without a year' duban init
usage 'a year that is none' duban init --year 18
usage 'an issue date that is none' duban init --year 2018 --issued 5.32
usage 'a mode that is none' duban import --mode merge /dev/null
usage 'two wishes about zeros' duban import --restore-zeros --keep-zeros /dev/null
usage 'a delimiter of two characters' duban import --delimiter ';;' /dev/null
usage 'a form that is none' duban export --for web
usage 'a format that is none' duban export --format pdf
usage 'an encoding of an export that is none' duban export --encoding big5
usage 'add without a phase' duban add 文字
usage 'add without a text' duban add --phase 1
usage 'drop without a reason' duban drop 1
usage 'a version that is none' duban done 1 --if-version x
usage 'phase with an unknown verb' duban phase rename 1 x
usage 'phase set without a field' duban phase set 1
usage 'campaign with an unknown verb' duban campaign edit
usage 'campaign set without a field' duban campaign set
usage 'a query with an unknown key' duban list leed:宣传室
usage 'text that is no UTF-8' duban add --phase 1 "$(printf '\377\376')"
is "$(ls "$work")" '' 'none of these has made a file'

ok 'the help' "$DUBAN_BIN" --help
help=$(cat "$out")
for word in init import export list show add set move start 'done' drop note delete restore undo \
  redo history phase campaign deadline check; do
  like "$help" "^  $word +[^ ]" "the help names $word"
  ok "$word has a help of its own" "$DUBAN_BIN" $word -h
  like "$(cat "$out")" "^用法：duban $word" "$word: its help shows how to use it"
done
for option in --board --today --actor --read-only --help --version; do
  like "$help" "$option" "the help names $option"
done

small_board >"$work/ids" || fail 'a small board is made'
is "$(cat "$work/ids" | tr '\n' ' ')" '1 2 3 ' 'add prints the ids'
is "$(duban list --json | wc -l)" 3 'an option behind the command'
is "$("$DUBAN_BIN" --board="$board" list --js | wc -l)" 3 'long options with = and in short'
is "$("$DUBAN_BIN" list --json -b "$board" | wc -l)" 3 'an option of every command behind it'
is "$("$DUBAN_BIN" list -b"$board" -- 制定 | wc -l)" 1 'words behind --'
is "$(duban list -lead:宣传室 --json | json id | tr '\n' ' ')" '2 3 ' 'a term with a minus is no option'
is "$(duban list --json -- -lead:宣传室 | wc -l)" 2 'nor behind --'
is "$(DUBAN_BOARD=$board "$DUBAN_BIN" list | wc -l)" 3 'the board of the environment'
is "$(DUBAN_TODAY=2018-05-25 DUBAN_BOARD=$board "$DUBAN_BIN" list --json id:1 | json light)" yellow \
  'the day of the environment'
is "$(DUBAN_TODAY=2018-05-25 duban list --json id:1 | json light)" red '--today is stronger'

mkdir "$work/data"
ok 'a board in the folder of data' env XDG_DATA_HOME="$work/data" "$DUBAN_BIN" init --year 2018
ok 'is where it should be' test -f "$work/data/duban/board.duban"
ok 'and without that folder in the home' env -u XDG_DATA_HOME HOME="$work/home" "$DUBAN_BIN" init --year 2018
ok 'is there' test -f "$work/home/.local/share/duban/board.duban"

ok 'a board as the only word prints it' "$DUBAN_BIN" --today 2018-06-18 "$board"
like "$(cat "$out")" '大讨论.*2018-06-18' 'the print has title and day'
like "$(cat "$out")" '宣传发动阶段（5月底前）.*0/2.*逾期 2' 'a phase with its window and counts'
like "$(cat "$out")" '^ +1 +逾24天 .*5\.25.*制定实施方案' 'a task with its mark'
is "$(cat "$err")" '' 'and nothing is said'
awk 'BEGIN { for (i = 0; i < 60; i++) printf "长长的任务，" }' >"$work/long"
duban add --phase 2 "$(cat "$work/long")" >/dev/null
COLUMNS=60 duban >"$work/print"
is "$(($(wc -L <"$work/print") <= 60))" 1 'the print keeps to $COLUMNS'

refuses 'no such board on the screen' 3 '还没有这个看板' "$DUBAN_BIN" "$work/no.duban"
refuses 'no such board for a command' 3 '' "$DUBAN_BIN" -b "$work/no.duban" list
refuses 'a folder as a board' 3 '' "$DUBAN_BIN" -b "$work" list
printf '' >"$work/empty.duban"
refuses 'an empty file as a board' 3 '' "$DUBAN_BIN" "$work/empty.duban"
echo 序号,工作任务 >"$work/table"
refuses 'a table as a board' 3 '' "$DUBAN_BIN" "$work/table"
is "$(cat "$work/table")" '序号,工作任务' 'which is left as it is'

finish
