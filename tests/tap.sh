# TAP for tests that are shell scripts. Begin one with
#
#     . "$DUBAN_SRCDIR/tests/tap.sh"
#
# and end it with `finish`. Every check takes a sentence that says what should hold.
#
#     ok SENTENCE COMMAND...           the command succeeds
#     fails STATUS SENTENCE COMMAND... the command ends with exactly that status
#     is GOT WANTED SENTENCE           the two strings are equal
#     like TEXT PATTERN SENTENCE       the extended regular expression matches a line of the text
#     same FILE FILE SENTENCE          the two files are equal, byte for byte
#     pass SENTENCE, fail SENTENCE     for what a script finds out by itself
#     skip SENTENCE REASON             counted as skipped
#     needs_shared                     skips the whole script where the shared folder is not there
#     note TEXT...                     a comment in the log
#
# $work is an empty folder for the script; what is in it is removed afterwards. After ok and fails,
# $out and $err are the files with the command's standard output and standard error.

set -u
export LC_ALL=C.UTF-8

work=$(mktemp -d "${TMPDIR:-/tmp}/duban-sh.XXXXXX") || exit 99
out=$work/.out err=$work/.err
tap_count=0 tap_failed=0
trap 'rm -rf "$work"' EXIT

note() {
  printf '%s\n' "$*" | sed 's/^/# /'
}

# A result's sentence is one line without the signs that TAP reads.
tap_line() {
  tap_count=$((tap_count + 1))
  printf '%s %d - %s\n' "$1" "$tap_count" "$(printf '%s' "$2" | tr '\n#' '  ' | tr -d '\\')"
}

pass() {
  tap_line ok "$1"
}

fail() {
  tap_failed=$((tap_failed + 1))
  tap_line 'not ok' "$1"
}

skip() {
  tap_count=$((tap_count + 1))
  printf 'ok %d - %s # SKIP %s\n' "$tap_count" "$1" "${2-}"
}

show_output() {
  note "$* ended with $status; standard output and standard error:"
  head -n 40 "$out" | sed 's/^/#   /'
  head -n 40 "$err" | sed 's/^/#   /'
}

fails() {
  local want=$1 sentence=$2
  local status
  shift 2
  "$@" >"$out" 2>"$err" </dev/null
  status=$?
  if [ "$status" -eq "$want" ]; then
    pass "$sentence"
  else
    fail "$sentence"
    show_output "$@"
    return 1
  fi
}

ok() {
  fails 0 "$@"
}

is() {
  if [ "$1" = "$2" ]; then
    pass "$3"
  else
    fail "$3"
    note "got:    $1"
    note "wanted: $2"
    return 1
  fi
}

like() {
  if printf '%s\n' "$1" | grep -Eq -e "$2"; then
    pass "$3"
  else
    fail "$3"
    note "got:     $1"
    note "pattern: $2"
    return 1
  fi
}

same() {
  if cmp -s "$1" "$2"; then
    pass "$3"
  else
    fail "$3"
    diff -u "$1" "$2" 2>&1 | head -n 40 | sed 's/^/# /'
    return 1
  fi
}

needs_shared() {
  [ -n "${DUBAN_SHARED-}" ] && [ -d "$DUBAN_SHARED/schedules" ] && return
  echo '1..0 # SKIP the shared folder is not there (DUBAN_SHARED)'
  exit 0
}

finish() {
  echo "1..$tap_count"
  [ "$tap_failed" -eq 0 ]
  exit
}
