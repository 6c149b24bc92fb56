/* Simplified characters for traditional ones, as far as the words of this trade need them. */
#include "core/text_class.h"
#include "duban/text.h"

#include <stdlib.h>
#include <string.h>

enum { CHARACTER = 3, PAIR = 2 * CHARACTER }; /* bytes in UTF-8 */

/* Each traditional character before its simplified one, in the order of their code points. */
/* clang-format off */
static const char pairs[] =
    "並并佈布併并來来俱具個个備备儘尽兒儿內内兩两別别則则劃划動动"
    "務务勞劳匯汇區区協协參参員员啓启啟启單单噹当國国執执堅坚報报"
    "場场婦妇學学實实審审專专導导尙尚帥帅師师彙汇後后從从恆恒態态"
    "慶庆憲宪應应掛挂擇择據据擬拟數数斷断於于時时暫暂曆历會会條条"
    "構构標标樹树機机檢检歷历歸归沒没況况測测準准滾滚漸渐為为無无"
    "爭争牽牵狀状現现環环畢毕當当發发盡尽確确禮礼稱称節节紀纪約约"
    "級级細细終终組组結结經经緊紧線线編编緻致縣县總总織织續续聖圣"
    "臘腊臨临臺台與与舉举處处號号補补覈核見见規规視视訂订計计記记"
    "設设註注証证評评詳详誕诞說说課课調调請请講讲證证護护負负貫贯"
    "責责趕赶軍军輪轮轉转辦办農农這这週周進进過过達达適适遲迟邊边"
    "醫医銷销鍾钟鐘钟長长門门開开間间陰阴陸陆陽阳階阶際际隨随雙双"
    "項项順顺須须預预領领頭头題题類类顯显饋馈馬马驗验驟骤體体黃黄"
    "點点黨党";
/* clang-format on */

static int by_bytes(const void *a, const void *b)
{
    return memcmp(a, b, CHARACTER);
}

uint32_t duban_text_simplified(uint32_t c)
{
    const char bytes[CHARACTER] = {(char)(0xe0 | c >> 12), (char)(0x80 | (c >> 6 & 0x3f)),
                                   (char)(0x80 | (c & 0x3f))};
    const char *pair = NULL;

    if (c >= 0x4e00 && c <= 0x9fff)
        pair = bsearch(bytes, pairs, (sizeof pairs - 1) / PAIR, PAIR, by_bytes);
    if (!pair)
        return c;
    pair += CHARACTER;
    return duban_text_next(&pair);
}

void duban_text_simplify(struct duban_buf *out, const char *s)
{
    for (uint32_t c; (c = duban_text_next(&s)) != 0;)
        duban_text_put(out, duban_text_simplified(c));
}
