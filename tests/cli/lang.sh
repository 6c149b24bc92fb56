# In which language the program speaks: the option, else the locale's, else Chinese; and what is
# the same in every language.
. "$DUBAN_SRCDIR/tests/cli/cli.sh"

# LANGUAGE of the help that COMMAND... prints.
language() {
  "$@" --help >"$out" 2>"$err" || { echo failed; return; }
  case $(cat "$out") in
  *用法：*) echo zh ;;
  *Usage:*) echo en ;;
  *) echo unknown ;;
  esac
}

# What an environment of nothing but VARIABLE=VALUE... and the option LANG leads to.
spoken() {
  language env -u LC_ALL -u LC_MESSAGES -u LC_CTYPE -u LANG -u LANGUAGE "$@"
}

is "$(spoken "$DUBAN_BIN")" zh 'nothing set: Chinese'
for locale in C POSIX C.UTF-8 de_DE.UTF-8 nonsense english zhuang ''; do
  is "$(spoken LC_ALL="$locale" "$DUBAN_BIN")" zh "LC_ALL=$locale names neither: Chinese"
done
for locale in en en_US en_US.UTF-8 en_GB.ISO-8859-1 en_XX.UTF-8@none; do
  is "$(spoken LC_ALL="$locale" "$DUBAN_BIN")" en "LC_ALL=$locale, installed or not: English"
  is "$(spoken LANG="$locale" "$DUBAN_BIN")" en "LANG=$locale, installed or not: English"
done
for locale in zh zh_CN zh_CN.UTF-8 zh_CN.GBK zh_TW.Big5; do
  is "$(spoken LANG="$locale" "$DUBAN_BIN")" zh "LANG=$locale, installed or not: Chinese"
done
is "$(spoken LANG=zh_CN.UTF-8 LC_MESSAGES=en_US.UTF-8 "$DUBAN_BIN")" en 'LC_MESSAGES before LANG'
is "$(spoken LC_ALL=zh_CN.UTF-8 LC_MESSAGES=en_US.UTF-8 "$DUBAN_BIN")" zh 'LC_ALL before both'
is "$(spoken LC_ALL= LANG=en_US.UTF-8 "$DUBAN_BIN")" en 'an empty variable does not count'
is "$(spoken LANG=zh_CN.UTF-8 LANGUAGE=de:en:zh "$DUBAN_BIN")" en 'LANGUAGE before all, the first that is known'
is "$(spoken LANG=en_US.UTF-8 LANGUAGE=de "$DUBAN_BIN")" en 'LANGUAGE without either'
is "$(spoken LC_ALL=C LANGUAGE=en "$DUBAN_BIN")" zh 'but not in the locale C'

for setting in LC_ALL=C LC_ALL=POSIX LC_ALL=C.UTF-8 LC_ALL=en_US.UTF-8 LC_ALL=zh_CN.UTF-8 LANG=zh_CN.UTF-8 \
  LANG=zh_CN.GBK LC_ALL=nonsense LANGUAGE=zh LANGUAGE=de LC_MESSAGES=C; do
  is "$(spoken "$setting" "$DUBAN_BIN" --lang en)" en "--lang en with $setting"
  is "$(spoken "$setting" "$DUBAN_BIN" --lang=zh)" zh "--lang zh with $setting"
done
is "$(spoken LC_CTYPE=C.UTF-8 LC_MESSAGES=C "$DUBAN_BIN" --lang en)" en '--lang en where only messages are in C'
is "$(spoken "$DUBAN_BIN" --lang en)" en '--lang en with nothing set'
is "$(spoken "$DUBAN_BIN" --lang zh --lang en)" en 'the last one counts'
is "$(spoken "$DUBAN_BIN" list --lang en)" en 'behind a command'

for bad in '' de english zh_CN EN; do
  fails 2 "--lang '$bad' is a usage error" "$DUBAN_BIN" --lang "$bad" --help
  like "$(cat "$err")" '^duban: .*--lang.*zh|en' 'and says what there is'
done
fails 2 '--lang without a language' "$DUBAN_BIN" --lang
fails 2 'a fault behind --lang' "$DUBAN_BIN" --lang en list --bogus
like "$(cat "$err")" '^duban: There is no option' 'is told in that language'
like "$(cat "$err")" '^Usage: duban list' 'with its usage'

# --- The settings file
mkdir -p "$work/config/duban"
settings=$work/config/duban/settings.ini
set_up() {
  printf "$@" >"$settings"
}
spoken_as_set() {
  spoken XDG_CONFIG_HOME="$work/config" "$@"
}
set_up 'lang = en\n'
is "$(spoken_as_set LANG=zh_CN.UTF-8 "$DUBAN_BIN")" en 'the settings before the locale'
is "$(spoken_as_set "$DUBAN_BIN" --lang zh)" zh 'the option before the settings'
set_up 'lang = auto\n'
is "$(spoken_as_set LANG=en_US.UTF-8 "$DUBAN_BIN")" en 'auto is the locale'
set_up 'bogus = 1\nlang = en\n'
ok 'a slip in the settings hinders nothing' env XDG_CONFIG_HOME="$work/config" "$DUBAN_BIN" deadline --year 2018 5.25
like "$(cat "$err")" '^duban: .*settings.ini:1: bogus: There is no such setting' 'and is told, in the language they set'
set_up 'lang = en\n'
fails 2 'behind a forced command' env -u SSH_ORIGINAL_COMMAND XDG_CONFIG_HOME="$work/config" "$DUBAN_BIN" --locked
like "$(cat "$err")" '要' 'they are forgotten'
set_up 'utc-offset = +08:00\n'
ok 'a board' env -u LC_ALL "$DUBAN_BIN" -b "$work/zone.duban" init --year 2018
is "$(XDG_CONFIG_HOME="$work/config" "$DUBAN_BIN" -b "$work/zone.duban" history | cut -c1-13 | head -n 1)" \
  "$(TZ='<+08>-8' "$DUBAN_BIN" -b "$work/zone.duban" history | cut -c1-13 | head -n 1)" 'utc-offset is a zone'
mkdir "$work/example"
mkdir "$work/example/duban"
sed 's/^#\([a-z]\)/\1/' "$DUBAN_SRCDIR/share/examples/settings.ini" >"$work/example/duban/settings.ini"
ok 'the example of settings' env XDG_CONFIG_HOME="$work/example" "$DUBAN_BIN" deadline --year 2018 5.25
is "$(cat "$err")" '' 'is right in every line'
is "$(sed -n 's/^SETTING([A-Z_]*, *"\([a-z-]*\)".*/\1/p' "$DUBAN_SRCDIR/include/duban/settings.def" | sort)" \
  "$(sed -n '/^\[/q; s/^\([a-z-]*\) =.*/\1/p' "$work/example/duban/settings.ini" | sort)" 'and names every setting'

# Chinese stays legible whatever the locale.
fails 3 'a message in Chinese under LC_ALL=C' env LC_ALL=C "$DUBAN_BIN" -b "$work/no.duban" list
like "$(cat "$err")" '没有这个看板文件' 'is whole'

small_board >/dev/null || fail 'a small board is made'
duban start 1 >/dev/null
duban 'done' 2 --on 2018-06-01 --evidence 通报 >/dev/null
duban note 3 场地已定 >/dev/null

like "$(duban --lang en list)" '24d late' 'a mark in English'
like "$(duban --lang en show 1)" '^Status +in progress +24d late' 'a card in English'
like "$(duban --lang en show 1)" '^Deadline +5\.25' 'the text as written stays'
like "$(duban --lang en show 1)" '^Read as +a day, due 2018-05-25' 'its reading is English'
like "$(duban --lang en history)" 'li  +started +task 1  Status: to do → in progress' 'the history in English'
like "$(duban --lang en history)" 'li  +noted +task 3  场地已定' 'its columns stand in line'
fails 1 'a refusal' duban --lang en set 1 deadlin=6.20
like "$(cat "$err")" '^duban: There is no .deadlin. to change' 'in English'
fails 1 'a value that is refused' duban --lang en set 1 due=2018-02-30
like "$(cat "$err")" '^duban: Due date: This is no date' 'names its field in English'
ok 'a field by its English label' duban --lang en set 1 Leader=张主任
is "$(task 1 leader)" 张主任 'was set'
ok 'and by its Chinese one' duban --lang en set 1 牵头领导=王主任
is "$(task 1 leader)" 王主任 'was set too'
ok 'a status by its Chinese word' duban --lang en set 1 status=未启动
is "$(duban --lang en list --json 状态:未启动 | wc -l)" 2 'a query in Chinese'

# What is stored, exported or read by scripts is the same in every language.
neutral() {
  local sentence=$1
  shift
  duban --lang zh "$@" >"$work/zh" 2>/dev/null
  duban --lang en "$@" >"$work/en" 2>/dev/null
  same "$work/zh" "$work/en" "$sentence is the same in both languages"
  is "$(($(wc -c <"$work/zh") > 20))" 1 "$sentence holds something"
}
neutral 'the data form' export
neutral 'the print form' export --for print
neutral 'the JSON form' export --format json
neutral 'the GB18030 form' export --encoding gb18030
neutral 'the list for scripts' list --json
neutral 'a task for scripts' show 2 --json
neutral 'the history for scripts' history --json
neutral 'the phases for scripts' phase list --json
neutral 'the campaign for scripts' campaign show --json
neutral 'the reading of deadlines' deadline --year 2018 6.20 7月中旬前 每月

# A column without a heading gets a name that is stored: in Chinese, whoever imports.
printf '阶段,工作任务,时限,\n学习,甲,6.20,某值\n' >"$work/plan.csv"
for lang in zh en; do
  "$DUBAN_BIN" -b "$work/$lang.duban" --actor li --today 2018-06-18 --lang $lang import --year 2018 "$work/plan.csv" \
    >/dev/null 2>&1
  "$DUBAN_BIN" -b "$work/$lang.duban" export >"$work/$lang.csv"
done
same "$work/zh.csv" "$work/en.csv" 'an import stores the same in both languages'

# The report of an import, and the board on standard output.
ok 'an import tells in English' duban --lang en import --dry-run --year 2018 "$work/plan.csv"
like "$(cat "$out" "$err")" 'Tasks: 1, new 1, updated 0, unchanged 0' 'what would happen'
ok 'the board in English' duban --lang en
like "$(cat "$out")" '大讨论  2018-06-18  1/3 done' 'its counts'

finish
