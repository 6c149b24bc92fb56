#!/bin/sh
# Draws what the workbook of the sample campaign looks like on paper: its first page, as
# LibreOffice prints it. page.sh DUBAN CAMPAIGN.csv OUT.png
set -eu

for tool in soffice pdftoppm; do
  command -v "$tool" >/dev/null || {
    echo "$0: $tool is not there (apt-get install libreoffice-calc poppler-utils)" >&2
    exit 1
  }
done
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# Where 宋体 and 黑体 are missing, a font of their proportions stands in.
cat >"$work/fonts.conf" <<END
<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <include>/etc/fonts/fonts.conf</include>
  <alias binding="same"><family>宋体</family><accept><family>Noto Sans CJK SC</family></accept></alias>
  <alias binding="same"><family>黑体</family><accept><family>Noto Sans CJK SC</family></accept></alias>
</fontconfig>
END

board="$work/board.duban"
export DUBAN_BOARD="$board" DUBAN_TODAY=2026-06-18
"$1" init --year 2026 --title 窗口服务提升年活动 --org 政务服务中心 >/dev/null
"$1" import "$2" >/dev/null
for task in 1 2 3 4 5; do
  "$1" done "$task" --on 2026-05-08 >/dev/null
done
"$1" start 6 >/dev/null
"$1" start 8 >/dev/null
"$1" set 6 progress=班子成员已走流程3件，列出堵点7处 >/dev/null
"$1" export --for print -o "$work/page.xlsx" >/dev/null
FONTCONFIG_FILE="$work/fonts.conf" timeout 180 soffice --headless \
  "-env:UserInstallation=file://$work/office" \
  --convert-to pdf --outdir "$work" "$work/page.xlsx" >/dev/null 2>&1
pdftoppm -r 96 -f 1 -l 1 -singlefile -png "$work/page.pdf" "$work/page"
mv "$work/page.png" "$3"
