# The catalogue: every text of the source is translated, and translated into something that fits.
. "$DUBAN_SRCDIR/tests/tap.sh"

po=$DUBAN_SRCDIR/share/locale/en.po

if ! command -v msgcmp >/dev/null || ! command -v xgettext >/dev/null; then
  echo '1..0 # SKIP no gettext tools'
  exit 0
fi

ok 'the source can be read for its texts' sh "$DUBAN_SRCDIR/share/locale/extract" "$DUBAN_SRCDIR"
cp "$out" "$work/texts.pot"
is "$(cat "$err")" '' 'and has nothing that cannot be translated'
is "$(($(grep -c '^msgid ' "$work/texts.pot") > 500))" 1 'there are texts'

ok 'every text has a translation, none of them fuzzy (else: make update-po)' msgcmp "$po" "$work/texts.pot"
ok 'its formats and plurals are right' msgfmt --check -o "$work/duban.mo" "$po"
ok 'it can be merged' msgmerge --quiet --no-fuzzy-matching -o "$work/merged.po" "$po" "$work/texts.pot"
is "$(grep -c '^#~' "$work/merged.po")" 0 'it holds nothing that the source has no longer'
is "$(msgattrib --untranslated "$po" | grep -c '^msgid')" 0 'nothing untranslated'
is "$(msgattrib --only-fuzzy "$po" | grep -c '^msgid')" 0 'nothing fuzzy'

# What msgfmt prints is a properties-like list that is easy to look at: one string a line.
msgattrib --no-wrap --translated "$po" | sed -n 's/^msgstr\(\[[0-9]*\]\)\{0,1\} "\(.*\)"$/\2/p' >"$work/english"
is "$(grep -cE '，|。|；|：|、|！|？|「|」' "$work/english")" 0 'no Chinese punctuation in the English'
is "$(grep -cE '\.$' "$work/english")" "$(grep -cE '\.\.\.$' "$work/english")" 'messages end without a full stop'

# A text in the source that no macro marks would stay Chinese for ever.
unmarked() {
  sed -e 's|/\*.*\*/||' "$@" |
    grep -nE 'duban_(err_set|ui_say)\(|cli_warn\(|fprintf\(stderr' | grep -P '[\x{4e00}-\x{9fff}]' |
    grep -vE '\b(_|Q_|C_)\('
}
is "$(unmarked "$DUBAN_SRCDIR"/src/*/*.c "$DUBAN_SRCDIR"/src/main.c)" '' 'no message is left unmarked'

finish
