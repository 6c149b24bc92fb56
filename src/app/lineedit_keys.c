/* The line editor's keys: those of readline where it has one, arrows and the named keys beside
 * them, so that nothing needs Ctrl. */
#include "app/lineedit_parts.h"

#define COUNT(table) (sizeof(table) / sizeof *(table))

static const struct {
    enum duban_key_kind kind;
    uint32_t code;
    enum duban_lineedit_act act;
} bindings[] = {
    {DUBAN_KEY_LEFT, 0, DUBAN_LINEEDIT_LEFT},
    {DUBAN_KEY_CTRL, 'b', DUBAN_LINEEDIT_LEFT},
    {DUBAN_KEY_RIGHT, 0, DUBAN_LINEEDIT_RIGHT},
    {DUBAN_KEY_CTRL, 'f', DUBAN_LINEEDIT_RIGHT},
    {DUBAN_KEY_CTRL_LEFT, 0, DUBAN_LINEEDIT_WORD_LEFT},
    {DUBAN_KEY_ALT, 'b', DUBAN_LINEEDIT_WORD_LEFT},
    {DUBAN_KEY_CTRL_RIGHT, 0, DUBAN_LINEEDIT_WORD_RIGHT},
    {DUBAN_KEY_ALT, 'f', DUBAN_LINEEDIT_WORD_RIGHT},
    {DUBAN_KEY_HOME, 0, DUBAN_LINEEDIT_ROW_HOME},
    {DUBAN_KEY_CTRL, 'a', DUBAN_LINEEDIT_HOME},
    {DUBAN_KEY_END, 0, DUBAN_LINEEDIT_ROW_END},
    {DUBAN_KEY_CTRL, 'e', DUBAN_LINEEDIT_END},
    {DUBAN_KEY_UP, 0, DUBAN_LINEEDIT_UP},
    {DUBAN_KEY_CTRL, 'p', DUBAN_LINEEDIT_UP},
    {DUBAN_KEY_DOWN, 0, DUBAN_LINEEDIT_DOWN},
    {DUBAN_KEY_CTRL, 'n', DUBAN_LINEEDIT_DOWN},
    {DUBAN_KEY_ALT, '<', DUBAN_LINEEDIT_FIRST},
    {DUBAN_KEY_ALT, '>', DUBAN_LINEEDIT_LAST},
    {DUBAN_KEY_BACKSPACE, 0, DUBAN_LINEEDIT_DELETE_BACK},
    {DUBAN_KEY_CTRL, 'h', DUBAN_LINEEDIT_DELETE_BACK},
    {DUBAN_KEY_DELETE, 0, DUBAN_LINEEDIT_DELETE_FORWARD},
    {DUBAN_KEY_CTRL, 'd', DUBAN_LINEEDIT_DELETE_FORWARD},
    {DUBAN_KEY_CTRL, 'w', DUBAN_LINEEDIT_DELETE_WORD_BACK},
    {DUBAN_KEY_ALT, 0x7F, DUBAN_LINEEDIT_DELETE_WORD_BACK},
    {DUBAN_KEY_ALT, 'd', DUBAN_LINEEDIT_DELETE_WORD_FORWARD},
    {DUBAN_KEY_CTRL, 'k', DUBAN_LINEEDIT_KILL_TO_END},
    {DUBAN_KEY_CTRL, 'u', DUBAN_LINEEDIT_KILL_TO_HOME},
    {DUBAN_KEY_CTRL, 'y', DUBAN_LINEEDIT_YANK},
    {DUBAN_KEY_CTRL, 'z', DUBAN_LINEEDIT_UNDO},
    {DUBAN_KEY_CTRL, '_', DUBAN_LINEEDIT_UNDO},
    {DUBAN_KEY_CTRL, 'r', DUBAN_LINEEDIT_REDO},
    {DUBAN_KEY_CTRL, 'j', DUBAN_LINEEDIT_NEWLINE},
    {DUBAN_KEY_ALT, '\r', DUBAN_LINEEDIT_NEWLINE},
};

enum duban_lineedit_reaction duban_lineedit_key(struct duban_lineedit *edit, struct duban_key key)
{
    if (key.kind == DUBAN_KEY_CHAR)
        return duban_lineedit_type(edit, key.code);
    for (size_t i = 0; i < COUNT(bindings); i++)
        if (bindings[i].kind == key.kind && bindings[i].code == key.code)
            return duban_lineedit_act(edit, bindings[i].act);
    return DUBAN_LINEEDIT_IGNORED;
}
