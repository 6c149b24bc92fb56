# The table written for people: as a print, a page and a workbook.
. "$DUBAN_SRCDIR/tests/cli/cli.sh"

small_board
duban done 1 --on 2018-05-30
duban campaign set org=政务中心 doc_no=宿政管发〔2018〕9号

# --- Print
like "$(duban export --for print | head -n 1)" '^大讨论计划安排表' 'a print has a title'
is "$(duban export --for print | grep -c 宣传发动阶段)" 1 'and a phase once'
is "$(duban export --for print 阶段:学习 | tail -n +3 | grep -c .)" 1 'a query chooses what is printed'
is "$(duban export --for print --lang en)" "$(duban export --for print)" 'it is the same in every language'
ok 'GBK' duban export --for print --encoding gbk -o "$work/gbk.csv"
like "$(iconv -f gbk -t utf-8 "$work/gbk.csv")" '7月30日' 'is written'
duban set 2 text=👍
refuses 'what GBK does not have' 1 '任务 2 .*U.1F44D' duban export --encoding gbk
refuses 'and no file' 1 '任务 2' duban export --encoding gbk -o "$work/none.csv"
ok 'is left behind' sh -c "! ls '$work'/none* '$work'/.duban-*"

# --- A page
ok 'a page by the name of its file' duban export -o "$work/plan.html"
like "$(cat "$work/plan.html")" '<h1>大讨论计划安排表</h1>' 'has the title'
like "$(cat "$work/plan.html")" '政务中心　宿政管发〔2018〕9号　共 3 项' 'and whose it is'
is "$(duban export --format html 阶段:学习 | grep -c '^<tr>')" 1 'a query chooses what is on it'
fails 2 'a page for data' duban export --format html --for data
fails 2 'a page in another encoding' duban export --format html --encoding gbk
duban add --phase 1 '<script>alert(1)</script>' >/dev/null
is "$(duban export --format html | grep -c '<script')" 0 'a script in a text is text'

# --- A workbook
if ! duban export --format xlsx >"$work/probe" 2>"$err"; then
  like "$(cat "$err")" 'libxlsxwriter' 'without its library a workbook is refused, and the library named'
  finish
fi
ok 'a workbook by the name of its file' duban export -o "$work/plan.XLSX"
is "$(head -c 2 "$work/plan.XLSX")" PK 'is a zip'
refuses 'a workbook that is there' 1 'plan.XLSX' duban export -o "$work/plan.XLSX"

# The sheet is cut short in its temporary file, while the zip around it would have room enough.
awk 'BEGIN { print "阶段,任务,时限"; for (i = 0; i < 900; i++) print "一,任务" i % 7 ",6.20" }' >"$work/long.csv"
"$DUBAN_BIN" -b "$work/long.duban" import --year 2018 "$work/long.csv" >/dev/null
mkdir "$work/full"
for limit in 1 16 40 64; do
  is "$(ulimit -f $limit; "$DUBAN_BIN" -b "$work/long.duban" export -o "$work/full/x.xlsx" 2>/dev/null; echo $?)" \
    5 "with $limit KiB for a file it fails"
  is "$(ls -A "$work/full")" '' 'and leaves nothing'
done
ok 'without a limit' "$DUBAN_BIN" -b "$work/long.duban" export -o "$work/full/x.xlsx"
is "$(($(wc -c <"$work/full/x.xlsx") < 40 * 1024))" 1 'it is smaller than the limits'

if ! command -v unzip >/dev/null; then
  skip 'what is in the workbook' 'no unzip'
  finish
fi
sheet=$(unzip -p "$work/plan.XLSX" xl/worksheets/sheet1.xml)
strings=$(unzip -p "$work/plan.XLSX" xl/sharedStrings.xml)
like "$strings" '大讨论计划安排表' 'it has the title'
like "$strings" '逾18天' 'and the lights in words'
like "$strings" '<t[^>]*>&lt;script&gt;' 'a script in a text is text'
like "$sheet" '<mergeCell ref="B4:B6"/>' 'a phase is one cell over its tasks'
like "$sheet" 'paperSize="9"[^>]*orientation="landscape"' 'it prints on A4 across'
like "$sheet" 'fitToHeight="0"' 'one page wide'
like "$sheet" '<oddFooter>[^<]*&amp;P' 'with numbered pages'
like "$(unzip -p "$work/plan.XLSX" xl/workbook.xml)" 'Print_Titles[^<]*\$3:\$3' 'its header on each'

# A long name of a phase runs down beside its tasks: it takes no room from their texts. A long title
# takes lines.
small_board >/dev/null
for id in 1 2 3; do
  duban set $id text=针对便民方舟部分干部职工中存在的骄傲自满、积极性不高、担当意识不强等懒政倾向深入查找制约全面深化改革开放的障碍
done
duban phase set 1 name=宣传发动学习讨论统一思想提高认识查摆问题边学边改阶段
duban campaign set title=关于进一步解放思想转变作风提升效能优化营商环境推动城市管理高质量发展走在前列大讨论大学习大调研大改进活动
duban export -o "$work/wide.html"
widths=$(sed -n 's/^<colgroup>//p' "$work/wide.html" | grep -o '[0-9.]*%' | tr -d % | sed -n 2,3p | tr '\n' ' ')
is "$(echo "$widths" | awk '{ print $1 < $2 / 1.5 }')" 1 "the phase is narrower than the task ($widths)"
duban export -o "$work/wide.xlsx"
height=$(unzip -p "$work/wide.xlsx" xl/worksheets/sheet1.xml |
  sed -n 's/.*<row r="1"[^>]* ht="\([0-9]*\).*/\1/p')
is "$((height > 50))" 1 "a title of two lines has the height of two ($height)"

# A row of a workbook is at most 409 points high and a page has room for some thirty lines: a text
# that is higher is one cell over two rows, or goes on over the page, and no line of it is lost.
small_board >/dev/null
lines() { # N
  awk -v n="$1" 'BEGIN { for (i = 1; i <= n; i++) printf "%s第%d句", (i > 1 ? "\n" : ""), i }'
}
duban set 1 serial=1 "text=$(lines 90)"
duban set 2 "text=$(lines 28)"
duban export -o "$work/high.xlsx"
sheet=$(unzip -p "$work/high.xlsx" xl/worksheets/sheet1.xml)
strings=$(unzip -p "$work/high.xlsx" xl/sharedStrings.xml)
is "$(echo "$sheet" | grep -o ' ht="[0-9.]*"' | tr -dc '0-9.\n' | awk '$1 > 409' | wc -l)" 0 'no row is too high'
is "$(echo "$strings" | grep -o '第[0-9]*句' | head -n 90 | tr -dc '0-9\n')" "$(seq 90)" \
  'of a long text every line is there, in its order'
is "$(echo "$strings" | grep -o '>1（续）<' | wc -l)" 1 'where it goes on over a page its serial says so'
is "$(echo "$sheet" | grep -o '<brk id' | wc -l)" 5 'and the pages are told to the workbook'
like "$sheet" '<mergeCell ref="C[0-9]*:C[0-9]*"/>' 'what is too high for one row is one cell over two'

finish
