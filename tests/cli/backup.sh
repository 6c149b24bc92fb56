# backup, and the copy that a day's first writer makes.
. "$DUBAN_SRCDIR/tests/cli/cli.sh"

export XDG_STATE_HOME=$work/state
copies() {
  ls "$XDG_STATE_HOME/duban/backups" 2>/dev/null
}

small_board >/dev/null || fail 'a small board is made'
is "$(copies | wc -l)" 1 'the first who writes on a day makes a copy'
like "$(copies)" "^board-[0-9a-f]{16}-$(date +%Y-%m-%d)\.duban\$" 'named by board and day'
copy=$XDG_STATE_HOME/duban/backups/$(copies)
ok 'which is in order' "$DUBAN_BIN" check -b "$copy"
is "$("$DUBAN_BIN" list -b "$copy" --json | wc -l)" 0 'and as the board was before'
duban note 1 x
is "$(copies | wc -l)" 1 'the next ones do not'
rm -r "$XDG_STATE_HOME"
duban list >/dev/null
is "$(copies | wc -l)" 0 'nor does who only reads'
DUBAN_BACKUP=off duban note 1 x
is "$(copies | wc -l)" 0 'it can be switched off'
mkdir -p "$HOME/.config/duban"
echo 'backups = never' >"$HOME/.config/duban/settings.ini"
duban note 1 x
is "$(copies | wc -l)" 0 'in the settings too'
rm "$HOME/.config/duban/settings.ini"
cp "$board" "$work/other.duban"
SSH_ORIGINAL_COMMAND=import "$DUBAN_BIN" --locked "$work/other.duban" >/dev/null 2>&1 </dev/null
is "$(copies | wc -l)" 0 'a locked program does not believe where'
is "$(ls "$HOME/.local/state/duban/backups" | grep -c '^other-')" 1 'but makes one at home'

: >"$work/state"
ok 'work goes on when there can be none' duban note 1 x
like "$(cat "$err")" '^duban: .*备份' 'but it is told'
rm "$work/state"

# --- backup FILE
ok 'backup' duban backup "$work/copy.duban"
is "$(cat "$out")$(cat "$err")" '' 'says nothing'
duban list >"$work/wanted"
"$DUBAN_BIN" list -b "$work/copy.duban" --today 2018-06-18 >"$work/got"
same "$work/got" "$work/wanted" 'the copy is the board'
refuses 'backup leaves a file alone' 1 'copy.duban' duban backup "$work/copy.duban"
ok 'unless told' duban backup --force "$work/copy.duban"
refuses 'not over the board' 1 'board.duban' duban backup --force "$board"
refuses 'not to standard output' 2 '' duban backup -
refuses 'nor without a name' 2 '' duban backup
refuses 'into no folder' 5 'nowhere/copy' duban backup "$work/nowhere/copy"
refuses 'of no board' 3 'none' "$DUBAN_BIN" backup -b "$work/none" "$work/x"
fails 5 'a quota' bash -c "ulimit -f 4; '$DUBAN_BIN' backup -b '$board' '$work/quota'"
like "$(cat "$err")" '^duban: [^ ]*quota: ' 'names the copy'
is "$(ls -A "$work" | grep -c 'quota')" 0 'and leaves nothing behind'
ok 'also with --read-only' duban --read-only backup "$work/second.duban"

finish
