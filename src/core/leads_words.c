/* The words of lead cells. */
#include "core/leads_words.h"

#include "duban/text.h"

#include <string.h>

const struct word words_separators[] = {WORD("、"), WORD("，"), WORD(","),  WORD("；"),
                                        WORD(";"),  WORD("/"),  WORD("／"), WORD("｜"),
                                        WORD("|"),  WORD("。"), WORD("•"),  WORD("●"),
                                        WORD("◆"),  WORD("■"),  WORD("▪"),  {NULL, 0}};

const struct word words_blanks[] = {WORD("\t"),       WORD("\r"),           WORD(" "),
                                    WORD("\xc2\xa0"), WORD("\xe3\x80\x80"), {NULL, 0}};

const struct word words_opening[] = {WORD("（"), WORD("("),  WORD("【"), WORD("["),
                                     WORD("〔"), WORD("《"), WORD("［"), {NULL, 0}};

const struct word words_closing[] = {WORD("）"), WORD(")"),  WORD("】"), WORD("]"),
                                     WORD("〕"), WORD("》"), WORD("］"), {NULL, 0}};

const struct word words_conjunctions[] = {WORD("以及"), WORD("会同"), WORD("會同"), WORD("和"),
                                          WORD("及"),   WORD("与"),   WORD("+"),    WORD("＋"),
                                          WORD("&"),    WORD("＆"),   {NULL, 0}};

const struct word words_colons[] = {WORD("："), WORD(":"), {NULL, 0}};

static const struct word stops[] = {WORD("。"), WORD("．"), WORD("."),
                                    WORD("："), WORD(":"),  {NULL, 0}};

const struct word words_units[] = {
    WORD("条线"), WORD("处"),   WORD("室"),   WORD("科"),     WORD("办"),     WORD("局"),
    WORD("团委"), WORD("党委"), WORD("委"),   WORD("党支部"), WORD("支部"),   WORD("部"),
    WORD("厅"),   WORD("署"),   WORD("学院"), WORD("医院"),   WORD("检察院"), WORD("法院"),
    WORD("院"),   WORD("所"),   WORD("站"),   WORD("队"),     WORD("党组"),   WORD("组"),
    WORD("股"),   WORD("工会"), WORD("会"),   WORD("中心"),   WORD("党组织"), WORD("单位"),
    WORD("部门"), WORD("公司"), WORD("集团"), WORD("学校"),   WORD("银行"),   WORD("街道"),
    WORD("社区"), WORD("窗口"), WORD("妇联"), WORD("领导"),   WORD("政府"),   WORD("专班"),
    WORD("處"),   WORD("辦"),   WORD("廳"),   WORD("隊"),     WORD("組"),     WORD("會"),
    {NULL, 0}};

static const struct word not_units[] = {WORD("干部"), WORD("社会"), WORD("内部"), WORD("全部"),
                                        WORD("外部"), WORD("学科"), WORD("社科"), WORD("农科"),
                                        WORD("机会"), WORD("场所"), {NULL, 0}};

/* 和平区, 和谐路: no conjunction */
const struct word words_with[] = {WORD("会同"), WORD("會同"), {NULL, 0}};

const struct word words_after_and[] = {WORD("平"),     WORD("谐"),     WORD("睦"), WORD("其下属"),
                                       WORD("其所属"), WORD("其直属"), {NULL, 0}};

const struct word words_lead[] = {
    WORD("牵头单位"), WORD("牵头部门"), WORD("牵头处室"), WORD("牵头科室"), WORD("责任科室"),
    WORD("责任处室"), WORD("主责单位"), WORD("主责部门"), WORD("承办部门"), WORD("承办科室"),
    WORD("承办处室"), WORD("主办科室"), WORD("主办处室"), WORD("责任单位"), WORD("责任部门"),
    WORD("主办单位"), WORD("主办部门"), WORD("承办单位"), WORD("牵头"),     WORD("主办"),
    WORD("承办"),     WORD("负责"),     WORD("牽頭單位"), WORD("主辦單位"), WORD("牽頭"),
    WORD("主辦"),     WORD("承辦"),     WORD("負責"),     {NULL, 0}};

const struct word words_support[] = {
    WORD("配合单位"), WORD("配合部门"), WORD("配合处室"), WORD("配合科室"), WORD("协办科室"),
    WORD("协办处室"), WORD("参与科室"), WORD("参与处室"), WORD("协助单位"), WORD("协助部门"),
    WORD("协同部门"), WORD("协办单位"), WORD("协办部门"), WORD("参与单位"), WORD("参与部门"),
    WORD("参加单位"), WORD("协同单位"), WORD("配合單位"), WORD("協辦單位"), WORD("配合"),
    WORD("协办"),     WORD("参与"),     WORD("参加"),     WORD("协助"),     WORD("协同"),
    WORD("協辦"),     WORD("協助"),     WORD("參與"),     WORD("參加"),     {NULL, 0}};

const struct word words_nouns[] = {WORD("单位"), WORD("部门"), WORD("处室"),
                                   WORD("科室"), WORD("單位"), {NULL, 0}};

const struct word words_others[] = {WORD("等有关单位"), WORD("等有关部门"), WORD("等相关单位"),
                                    WORD("等相关部门"), WORD("等各单位"),   WORD("等各部门"),
                                    WORD("等单位"),     WORD("等部门"),     WORD("等处室"),
                                    WORD("等科室"),     WORD("等"),         WORD("按职责分工"),
                                    WORD("抓好落实"),   WORD("具体落实"),   WORD("组织落实"),
                                    WORD("落实"),       WORD("分工"),       WORD("共同"),
                                    WORD("分别"),       {NULL, 0}};

const struct word words_nothing[] = {WORD("-"), WORD("—"),  WORD("——"),   WORD("－"),   WORD("―"),
                                     WORD("/"), WORD("无"), WORD("暂无"), WORD("待定"), {NULL, 0}};

const struct word words_lead_sign[] = {WORD("主"), WORD("主责"), WORD("主责单位"), {NULL, 0}};
const struct word words_support_sign[] = {WORD("协"), WORD("配"), {NULL, 0}};

size_t piece_begins(struct piece piece, const struct word *words)
{
    for (; words->s; words++)
        if (words->len <= piece.len && *piece.s == *words->s &&
            memcmp(piece.s, words->s, words->len) == 0)
            return words->len;
    return 0;
}

size_t piece_ends(struct piece piece, const struct word *words)
{
    const char *end = piece.s + piece.len;

    for (; words->s; words++)
        if (words->len <= piece.len && end[-1] == words->s[words->len - 1] &&
            memcmp(end - words->len, words->s, words->len) == 0)
            return words->len;
    return 0;
}

bool piece_is(struct piece piece, const struct word *words)
{
    for (; words->s; words++)
        if (words->len == piece.len && memcmp(piece.s, words->s, piece.len) == 0)
            return true;
    return false;
}

bool piece_is_unit(struct piece piece)
{
    return piece_ends(piece, words_units) && !piece_ends(piece, not_units);
}

struct piece piece_cut_front(struct piece piece, size_t len)
{
    return (struct piece){piece.s + len, piece.len - len};
}

struct piece piece_cut_back(struct piece piece, size_t len)
{
    return (struct piece){piece.s, piece.len - len};
}

struct piece piece_strip(struct piece piece)
{
    size_t len;

    while ((len = piece_begins(piece, words_blanks)))
        piece = piece_cut_front(piece, len);
    while ((len = piece_ends(piece, words_blanks)))
        piece = piece_cut_back(piece, len);
    return piece;
}

struct piece piece_trim(struct piece piece)
{
    size_t len;

    piece = piece_strip(piece);
    while ((len = piece_ends(piece, stops)))
        piece = piece_strip(piece_cut_back(piece, len));
    return piece;
}

size_t piece_char(struct piece piece)
{
    enum { IDEOGRAPH = 3 };
    const char *p = piece.s;

    if (piece_ideograph(piece) && piece.len >= IDEOGRAPH)
        return IDEOGRAPH;
    duban_text_next(&p);
    return (size_t)(p - piece.s) < piece.len ? (size_t)(p - piece.s) : piece.len;
}

bool piece_ideograph(struct piece piece)
{
    return piece.len && (unsigned char)*piece.s >= 0xe4 && (unsigned char)*piece.s <= 0xe9;
}

int piece_bracket(struct piece piece)
{
    if (piece_ideograph(piece))
        return 0;
    if (piece_begins(piece, words_opening))
        return 1;
    return piece_begins(piece, words_closing) ? -1 : 0;
}

bool piece_balanced(struct piece piece)
{
    int depth = 0;

    while (piece.len && depth >= 0) {
        depth += piece_bracket(piece);
        piece = piece_cut_front(piece, piece_char(piece));
    }
    return depth == 0;
}

bool piece_joins(struct piece before, struct piece piece)
{
    return before.len && piece_bracket(piece) > 0 && piece_balanced(before) &&
           piece_balanced(piece) && !piece_heads(piece);
}

struct piece piece_last_name(const struct duban_buf *list)
{
    const char *lf = strrchr(list->data, '\n');
    const char *start = lf ? lf + 1 : list->data;

    return (struct piece){start, strlen(start)};
}

size_t piece_digits(struct piece piece)
{
    enum { MOST = 2 };
    size_t digits = 0;

    while (digits < piece.len && piece.s[digits] >= '0' && piece.s[digits] <= '9')
        digits++;
    return digits <= MOST ? digits : 0;
}
