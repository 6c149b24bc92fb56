# The house rules that a compiler does not see: which room a header belongs to, who may include it,
# and what the pure rooms may call. Works in a tarball too: it looks at files, not at git.
. "$DUBAN_SRCDIR/tests/tap.sh"

cd "$DUBAN_SRCDIR" || exit 99

# A public header belongs to the room named here, else to the one that keeps its promise in a file
# of the same name.
room_of() {
  case $1 in
  config.h | i18n.h) echo base ;;
  acts.def | campaign.h | change.h | date.h | deadline.h | field.h | fields.def | json.h | leads.h | \
    phase.h | query.h | record.h | standing.h | walk.h) echo core ;;
  backup.h | store.h) echo store ;;
  columns.def | decode.h | export.h | import.h | table.h) echo schedule ;;
  board.h | command.h | commands.def | form.h | importing.h | key.h | keymap.h | keys.def | lineedit.h | request.h | \
    session.h | settings.def | settings.h | ui.h) echo app ;;
  tui.h) echo tui ;;
  cli.h) echo cli ;;
  *) room_by_source "${1%.*}" ;;
  esac
}

room_by_source() {
  local file
  for file in src/*/"$1".c; do
    [ -f "$file" ] || break
    file=${file#src/}
    echo "${file%%/*}"
    return
  done
  echo unknown
}

# What a room may see: itself and the rooms below it.
below() {
  case $1 in
  base) echo base ;;
  core) echo base core ;;
  store) echo base core store ;;
  schedule) echo base core schedule ;;
  app) echo base core store schedule app ;;
  tui) echo base core store schedule app tui ;;
  cli) echo base core store schedule app cli ;;
  main) echo base core store schedule app tui cli ;;
  esac
}

# Prints a sentence for every include of FILE, which belongs to ROOM, that goes the wrong way.
wrong_includes() {
  local file=$1 room=$2 name other
  sed -n 's/^[[:space:]]*#[[:space:]]*include[[:space:]]*"\([^"]*\)".*/\1/p' "$file" |
    while read -r name; do
      case $name in
      duban/*) other=$(room_of "${name#duban/}") ;;
      */*) other=${name%%/*}; [ "$other" = "$room" ] || other="private part of $other" ;;
      *) other="file without its folder" ;;
      esac
      case " $(below "$room") " in
      *" $other "*) ;;
      *) echo "$file ($room) includes \"$name\" ($other)" ;;
      esac
    done
}

expect_nothing() {
  if [ -z "$2" ]; then
    pass "$1"
  else
    fail "$1"
    note "$2"
  fi
}

# SENTENCE, PATTERN of the header's name, the folder that may include it.
only_in() {
  expect_nothing "$1" "$(grep -rlE "#[[:space:]]*include[[:space:]]*<($2)>" src include | grep -v "^$3/")"
}

only_in 'only src/store includes sqlite3.h' 'sqlite3\.h' src/store
only_in 'only src/schedule includes csv.h' 'csv\.h' src/schedule
only_in 'only src/tui includes curses.h' '(ncursesw?/)?n?curses[a-z]*\.h|term\.h|panel\.h' src/tui

homeless=$(for header in include/duban/*.h include/duban/*.def; do
  [ -f "$header" ] || continue
  [ "$(room_of "${header##*/}")" != unknown ] || echo "$header: give it a room in tests/house.sh"
done)
expect_nothing 'every public header belongs to a room' "$homeless"

for room in base core store schedule app tui cli; do
  wrong=$(find "src/$room" -name '*.[ch]' 2>/dev/null | sort | while read -r file; do
    wrong_includes "$file" "$room"
  done
  for header in include/duban/*.h; do
    [ "$(room_of "${header##*/}")" = "$room" ] && wrong_includes "$header" "$room"
  done)
  expect_nothing "$room includes its own headers and those of the rooms below it" "$wrong"
done
expect_nothing 'main includes public headers only' "$(wrong_includes src/main.c main)"

# The pure room: what it calls is in its object files, whatever it includes.
impure='fopen|fdopen|freopen|open|openat|creat|stat|lstat|fstat|read|write|unlink|rename|opendir'
impure="$impure|(__)?v?f?printf(_chk)?|puts|putchar|putc|fputs|fputc|fwrite|fread|perror"
impure="$impure|time|clock|clock_gettime|gettimeofday|localtime(_r)?|gmtime(_r)?|mktime|ftime"
impure="$impure|getenv|secure_getenv|setenv|setlocale|system|popen|fork|exec[lv][pe]*|isatty|ioctl"
impure="$impure|duban_file_(read|write)|sqlite3_.*|wget_wch|initscr|newterm"
library=$(dirname "$DUBAN_BIN")/src/libcore.a
if ! command -v nm >/dev/null; then
  skip 'core touches no file, clock, terminal or environment' 'no nm'
elif [ ! -f "$library" ]; then
  fail 'core touches no file, clock, terminal or environment'
  note "$library is not there"
else
  calls=$(nm -A -u "$library" 2>/dev/null | grep -E " U ($impure)(@.*)?\$")
  expect_nothing 'core touches no file, clock, terminal or environment' "$calls"
fi

# State is passed: what a room may write to is named here, each with its reason in the source.
allowed='before_death|duban_buf_empty|signals'
sentence='no room keeps state of its own'
if ! command -v objdump >/dev/null; then
  skip "$sentence" 'no objdump'
elif nm -u "$library" 2>/dev/null | grep -q __asan_; then
  skip "$sentence" 'sanitizers add state of theirs'
else
  state=$(objdump -t "${library%/*}"/*.a 2>/dev/null |
    awk -v section=' ([.](data|bss|tdata|tbss)|[*]COM[*])[.a-z_]*\t' '
         /file format/ { sub(":", "", $1); file = $1 }
         $0 ~ section && $0 !~ /\.rel\.ro/ && $NF !~ /^\./ { print file ": " $NF }' |
    grep -vE ": ($allowed)\$")
  expect_nothing "$sentence" "$state"
fi

mark='TO''DO|FIX''ME|XX''X|HA''CK'
expect_nothing 'nothing was left for later' "$(grep -rnwE "$mark" src include tests | head -n 5)"

find src include -name '*.[ch]' -exec wc -l {} + | while read -r lines file; do
  [ "$file" = total ] || [ "$lines" -le 500 ] || note "long, is it still one purpose? $file: $lines"
done

finish
