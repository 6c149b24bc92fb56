# Tables in and out: real plans give what is written down about them, whatever program saved them.
. "$DUBAN_SRCDIR/tests/cli/cli.sh"
needs_shared
tables=$DUBAN_SHARED/schedules

keys='serial phase_no phase deadline kind start due warn flags effective_due leads'

# What a table means, in the order of $keys.
expected() {
  grep -v '^#' "$1" | cut -f1-3,6-13
}

for seed in seed000 seed001 seed002 seed003 seed004; do
  rm -f "$board"
  issued=$(sed -n 's/^# issued=\([0-9-]*\).*/\1/p' "$tables/expected/$seed.tsv" | head -n 1)
  ok "$seed is imported" duban import --year 2018 ${issued:+--issued "$issued"} "$tables/$seed.csv"
  duban list --json | json "$keys" >"$work/got"
  expected "$tables/expected/$seed.tsv" >"$work/wanted"
  same "$work/got" "$work/wanted" "$seed means what it should"
  duban list --json | json 'phase_no phase' | sort -u >"$work/got"
  grep -v '^#' "$tables/expected/$seed.tsv" | cut -f4,5 | uniq | sort -u >"$work/wanted"
  duban phase --json | json 'start end' | sort -u >"$work/got"
  same "$work/got" "$work/wanted" "$seed: its phases have their windows"
  duban export --for print >"$work/print.csv"
  duban export >"$work/wanted"
  duban history >"$work/history"
  like "$(duban import --dry-run "$work/print.csv")" '新增 0，更新 0，不变' "$seed: its own print is known"
  ok 'and taken' duban import "$work/print.csv"
  duban export >"$work/got"
  same "$work/got" "$work/wanted" 'but changes nothing'
  duban history >"$work/got"
  same "$work/got" "$work/history" 'so nothing is noted'
done

# --- The board of six days
ids() {
  json serial | paste -s -d, -
}

grep -v '^#' "$tables/expected/board_seed004.tsv" >"$work/days"
while IFS= read -r line; do
  day=$(printf '%s' "$line" | cut -f1)
  for column in 2:light:red 3:light:yellow 4:light:green 5:due:week; do
    got=$("$DUBAN_BIN" -b "$board" --today "$day" list --json "${column#*:}" | ids)
    is "$got" "$(printf '%s' "$line" | cut -f"${column%%:*}")" "$day: ${column#*:}"
  done
done <"$work/days"
is "$(duban | grep -cE '^ +[0-9]+ +(逾|余)')" 15 'the print shows fifteen tasks'

# --- The same table, as other programs save it
duban list --json | json 'phase text due leads' >"$work/plain"
while IFS="$(printf '\t')" read -r file _ _ wanted; do
  case $file in
  variants/*)
    rm -f "$board"
    ok "$file is imported" duban import --year 2018 "$tables/$file"
    is "$(duban list --json | wc -l)" 15 "$file: fifteen tasks"
    case $wanted in
    *'same 15 rows'* | *'same due dates'*)
      duban list --json | json 'phase text due leads' >"$work/got"
      same "$work/got" "$work/plain" "$file: the same phases, tasks, dates and departments"
      ;;
    esac
    ;;
  bad/b11*)
    rm -f "$board"
    ok "$file is imported" duban import --year 2018 "$tables/$file"
    is "$(duban list --json | wc -l)" 15 "$file: every row is there"
    like "$(cat "$out")" 'b11_bad_dates.csv:[0-9]+: 完成时限' "$file: the bad ones are named"
    ;;
  bad/*)
    rm -f "$board"
    refuses "$file into no board" 1 "${file##*/}" duban import --year 2018 "$tables/$file"
    ok "$file leaves no board" sh -c "! ls '$work'/*.duban* 2>/dev/null"
    ;;
  esac
done <"$tables/MANIFEST.tsv"

# --- A refused table leaves a board as it is
duban import --year 2018 "$tables/seed004.csv" >/dev/null
cp "$board" "$work/before"
for file in "$tables"/bad/b0[1-8]*; do
  fails 1 "${file##*/} into a board" duban import "$file"
  same "$board" "$work/before" "${file##*/} leaves it as it was"
done
refuses 'no such table' 1 'no.csv' duban import "$work/no.csv"
refuses 'a folder as a table' 1 '' duban import "$work"
ok 'a dry run' duban import --mode append --dry-run "$tables/seed004.csv"
is "$(grep -c '^第 [0-9]* 行 新增' "$out")" 15 'lists the rows'
same "$board" "$work/before" 'and changes nothing'
ok 'a dry run for scripts' duban import --dry-run --json "$tables/seed004.csv"
is "$(wc -l <"$out")" 16 'gives a summary and the rows'
is "$(tail -n +2 "$out" | json 'line fate' | cut -f2 | sort -u)" same 'with their fates'
printf '序号,阶段,任务,时限\n1,学习,甲,5.25\n2,学习,,5.26\n3,学习,乙,5.27\n' >"$work/part.csv"
fails 1 'a dry run of a table with a refused row' \
  duban import --dry-run "$work/part.csv"
like "$(cat "$out")" '新增 2，.*不能导入 1' 'still tells what the others would do'
fails 2 'JSON without a dry run' duban import --json "$tables/seed004.csv"
ok 'the same table again' duban import "$tables/seed004.csv"
like "$(cat "$out")" '新增 0，更新 0，不变 15' 'changes nothing'
same "$board" "$work/before" 'to the byte'
refuses 'another year' 1 '2018' duban import --year 2019 "$tables/seed004.csv"
ok 'appended' duban import --mode append "$tables/seed004.csv"
is "$(duban list --json | wc -l)" 30 'is there twice'
ok 'undone' duban undo
is "$(duban list --json | wc -l)" 15 'is there once'

rm -f "$board"
ok 'a dry run without a board' duban import --dry-run --year 2018 "$tables/seed004.csv"
ok 'makes none' sh -c "! ls '$work'/*.duban* 2>/dev/null"
refuses 'a table without a year' 1 'year' duban import "$tables/seed004.csv"
ok 'no board either' sh -c "! ls '$work'/*.duban* 2>/dev/null"
ok 'a table from standard input' sh -c \
  "'$DUBAN_BIN' -b '$board' import --year 2018 - <'$tables/variants/v01_gbk_crlf.csv'"
is "$(duban list --json | wc -l)" 15 'is imported'

# --- Out again
bom=$(printf '\357\273\277')
for seed in seed000 seed001 seed002 seed003 seed004; do
  for n in 1 2; do
    rm -f "$board"
    if [ $n = 1 ]; then table=$tables/$seed.csv; else table=$work/1.csv; fi
    duban import --year 2018 "$table" >/dev/null
    ok "$seed: export $n" duban export -o "$work/$n.csv" --force
  done
  same "$work/1.csv" "$work/2.csv" "$seed: export, import, export gives the same bytes"
done
is "$(head -c 3 "$work/1.csv")" "$bom" 'a file has a BOM'
is "$(duban export | head -c 3)" '序' 'standard output has none'
is "$(duban export -o - | head -c 3)" '序' '- is standard output'
is "$(duban export | head -n 1 | tail -c 2 | od -An -tx1 | tr -d ' ')" 0d0a 'lines end in CRLF'
ok '--no-bom' duban export --no-bom --force -o "$work/1.csv"
is "$(head -c 3 "$work/1.csv")" '序' 'is obeyed'
cp "$work/1.csv" "$work/2.csv"
refuses 'an existing file' 1 '1.csv' duban export -o "$work/1.csv" 牵头:宣传室
same "$work/1.csv" "$work/2.csv" 'is left alone'
is "$(duban export 牵头:宣传室 | grep -c 宣传室)" 3 'a query chooses'
is "$(duban export --format json | cmp - <(duban list --json) && echo same)" same 'JSON is that of list'
is "$(duban export --encoding gb18030 | iconv -f gb18030 -t utf-8 | cmp - <(duban export) && echo same)" \
  same 'GB18030 is the same text'
like "$(duban export --for print)" '6月20日' 'print writes dates out'
refuses 'the board itself' 1 '看板文件' duban export --force -o "$board"
fails 2 'JSON in another encoding' duban export --format json --encoding gb18030
refuses 'a folder that is not there' 5 '' duban export -o "$work/no/x.csv"

# --- A task that somebody has deleted, and that is still in the file
rm -f "$board"
duban import --year 2018 "$tables/seed004.csv" >/dev/null
duban note 3 已开会 >/dev/null
duban delete 3 >/dev/null
ok 'a dry run with a task in the bin' duban import --dry-run --json "$tables/seed004.csv"
is "$(tail -n +2 "$out" | json 'line fate doubtful in_bin' | sed -n 3p)" "$(printf "5\\tnew\\ttrue\\t3")" \
  'says that it is there'
ok 'and imported' duban import "$tables/seed004.csv"
like "$(cat "$out" "$err")" 'seed004.csv:5: 回收站里的 #3 ' 'with its line'
is "$(duban list --json | wc -l)" 15 'as a new task'
ok 'the old one' duban restore 3
like "$(duban show 3)" 已开会 'has kept its progress'
duban delete 16 >/dev/null
ok 'once more, restored' duban import "$tables/seed004.csv"
like "$(cat "$out")" '新增 0，更新 0，不变 15' 'is what the row stands for'
duban undo >/dev/null
duban undo >/dev/null

# --- Rows without a task
printf '序号,阶段步骤,工作任务,完成时限,牵头单位\n1,一,x,5.25,y\n2,,,5.26,z\n3,,b,5.27,z\n4,,,5.28,w\n' \
  >"$work/rows.csv"
cp "$board" "$work/before"
refuses 'rows without a task' 1 'rows.csv:3: 工作任务: ' duban import "$work/rows.csv"
is "$(grep -c '^duban: .*rows.csv:[35]: 工作任务: ' "$err")" 2 'are all named'
same "$board" "$work/before" 'and nothing is imported'

ok 'the good rows' duban import --rejects "$work/rejects.csv" "$work/rows.csv"
is "$(grep -c 没有工作任务 "$work/rejects.csv")" 2 'the others are written'
is "$(head -n 1 "$work/rejects.csv")" '未导入原因,序号,阶段步骤,工作任务,完成时限,牵头单位' 'under the header'
cp "$board" "$work/before"
printf '1,一,庚,5.25\n2,一,,5.26\n' >"$work/bare.csv"
ok 'those of a table without a header' duban import --map '#1=serial' --map '#2=phase' --map '#3=task' \
  --map '#4=deadline' --rejects "$work/bare-rejects.csv" "$work/bare.csv"
sed 's/,一,,/,一,辛,/' "$work/bare-rejects.csv" >"$work/mended.csv"
ok 'mended, by the same command' duban import --map '#1=serial' --map '#2=phase' --map '#3=task' \
  --map '#4=deadline' --rejects "$work/none.csv" "$work/mended.csv"
is "$(duban list --json 辛 | json 'serial phase deadline')" "$(printf '2\t一\t5.26')" 'are there'
duban undo >/dev/null
duban undo >/dev/null
cp "$board" "$work/before"
fails 1 'a file of rejects that is there' \
  duban import --mode append --rejects "$work/rejects.csv" "$work/rows.csv"
same "$board" "$work/before" 'and nothing is imported'

# --- Stopped on the way
awk 'BEGIN { print "任务,时限"; for (i = 0; i < 400000; i++) print "任务" i ",5." i % 28 + 1 }' \
  >"$work/long.csv"
mkdir "$work/stop"
fails 124 'an import that is interrupted' env --default-signal=INT timeout -s INT 0.3 \
  "$DUBAN_BIN" -b "$work/stop/board.duban" import --year 2018 "$work/long.csv"
like "$(cat "$err")" '已中断，看板没有改动' 'says that nothing has changed'
is "$(ls -A "$work/stop")" '' 'leaves nothing behind'
# The signal is there before the first row is looked at, however fast the rest is.
fails 1 'an import that was interrupted early' env --default-signal=INT --block-signal=INT sh -c 'kill -s INT $$; exec "$@"' \
  sh "$DUBAN_BIN" -b "$work/stop/board.duban" import --year 2018 "$tables/seed003.csv"
is "$(grep -c '已中断，看板没有改动' "$err")" 1 'says so once'
is "$(ls -A "$work/stop")" '' 'leaves nothing behind either'
# As with nohup when the terminal goes away.
env --ignore-signal=HUP --block-signal=HUP sh -c 'kill -s HUP $$; exec "$@"' \
  sh "$DUBAN_BIN" -b "$work/stop/board.duban" import --year 2018 "$tables/seed003.csv" >/dev/null
is "$(ls -A "$work/stop")" 'board.duban' 'an import does not end with a signal that is ignored'
rm "$work/long.csv"

# --- Extra columns are fields
rm -f "$board"
duban import --year 2018 --map 备注=进展 "$tables/variants/v18_reordered_extra.csv" >/dev/null
is "$(duban list --json 进展:none -备注:none | wc -l)" 0 'a header can be mapped'
sed '1s/$/,经费来源/; 2s/$/,自筹/' "$tables/seed003.csv" >"$work/extra.csv"
rm -f "$board"
duban import --year 2018 "$work/extra.csv" >/dev/null
ok 'an extra column is a field' duban set 2 经费来源=财政
is "$(duban list --json id:2 | grep -o '"extra":{[^}]*}')" '"extra":{"经费来源":"财政"}' 'that is set'

# --- A time in the text of a task that has no deadline
rm -f "$board"
printf '%s\n' 任务,时限 3月：完善制度, 4月底前报送总结, >"$work/times.csv"
duban import --year 2018 "$work/times.csv" >"$out" 2>&1
like "$(cat "$out")" '文字里写有“3月”.*--times-in-text' 'is told, with what takes it'
is "$(task 1 'text deadline')" "$(printf '3月：完善制度\t')" 'and not taken by itself'
duban import --year 2018 --times-in-text "$work/times.csv" >"$out" 2>&1
is "$(task 1 'text deadline due')" "$(printf '3月：完善制度\t3月\t2018-03-31')" 'it is taken when asked for'
is "$(task 2 due)" 2018-04-30 'from within the text too'
cp "$board" "$work/before"
duban import "$work/times.csv" >"$out" 2>&1
is "$(duban history --json | wc -l)" "$("$DUBAN_BIN" -b "$work/before" history --json | wc -l)" \
  'and the same file without asking leaves it'

# A dry run tells the same as text and as JSON: old names as what they are now, refused rows with
# their phase.
small_board >/dev/null
duban department rename 宣传室 宣传科 >/dev/null
printf '%s\n' 序号,阶段步骤,工作任务,完成时限,牵头单位 '1,宣传发动阶段,制定实施方案,5.26,"宣传室
督查处"' '2,,,5.31,综合处' >"$work/told.csv"
told=$("$DUBAN_BIN" -b "$board" import --dry-run "$work/told.csv" 2>/dev/null)
json=$("$DUBAN_BIN" -b "$board" import --dry-run --json "$work/told.csv" 2>/dev/null)
like "$told" '^第 2 行 更新 #1 .*｜宣传科、督查处$' 'a dry run names departments as they are now'
like "$json" '"line":2,.*"leads":\["宣传科","督查处"\]' 'and so does its JSON'
like "$told" '^第 4 行 不能导入 宣传发动阶段' 'a refused row has its phase'
like "$json" '"line":4,"fate":"refused",.*"phase":"宣传发动阶段"' 'in both'

finish
