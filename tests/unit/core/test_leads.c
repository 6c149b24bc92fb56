/* Lead cells: the separators, the roles, and the names that only look like two. */
#include "random_text.h"

#include "duban/leads.h"

#include <criterion/criterion.h>

TestSuite(leads, .timeout = 20);

struct sample {
    const char *cell, *leads, *supports;
};

static void check(const struct sample *sample, const char *known)
{
    struct duban_buf leads = DUBAN_BUF_INIT;
    struct duban_buf supports = DUBAN_BUF_INIT;
    struct duban_buf again = DUBAN_BUF_INIT;

    duban_leads_split(&leads, &supports, sample->cell, known);
    cr_expect_str_eq(leads.data, sample->leads, "%s: leads %s", sample->cell, leads.data);
    cr_expect_str_eq(supports.data, sample->supports, "%s: supports %s", sample->cell,
                     supports.data);
    duban_buf_clear(&supports);
    duban_leads_split(&again, &supports, leads.data, known);
    cr_expect_str_eq(again.data, sample->leads, "%s: again %s", sample->cell, again.data);
    cr_expect_str_eq(supports.data, "");
    duban_buf_release(&leads);
    duban_buf_release(&supports);
    duban_buf_release(&again);
}

Test(leads, separators)
{
    static const char *const cells[] = {"综合处、督查处",       "综合处,督查处",
                                        "综合处，督查处",       "综合处；督查处",
                                        "综合处;督查处",        "综合处/督查处",
                                        "综合处／督查处",       "综合处 督查处",
                                        "综合处　督查处",       "综合处\n督查处",
                                        "综合处\r\n督查处",     "综合处和督查处",
                                        "综合处及督查处",       "综合处与督查处",
                                        "综合处以及督查处",     "、综合处、、督查处、",
                                        " 综合处 、 督查处。",  "综合处、督查处、综合处",
                                        "1.综合处 2.督查处",    "1、综合处；2、督查处",
                                        "1）综合处\n2）督查处", "1. 牵头单位：综合处\n2. 督查处"};

    for (size_t i = 0; i < sizeof cells / sizeof *cells; i++)
        check(&(struct sample){cells[i], "综合处\n督查处", ""}, NULL);
}

Test(leads, entries_of_a_numbered_list)
{
    static const char *const cells[] = {"①综合处②督查处",           "① 综合处\n② 督查处",
                                        "⑴综合处⑵督查处",           "㈠综合处㈡督查处",
                                        "（1）综合处（2）督查处",   "(1) 综合处 (2) 督查处",
                                        "（1）综合处\n（2）督查处", "（一）综合处；（二）督查处",
                                        "1.综合处2.督查处",         "１．综合处\n２．督查处",
                                        "1、综合处2、督查处",       "一、综合处 二、督查处",
                                        "一、综合处二、督查处",     "牵头单位：1.综合处2.督查处",
                                        "牵头单位：①综合处②督查处"};

    for (size_t i = 0; i < sizeof cells / sizeof *cells; i++)
        check(&(struct sample){cells[i], "综合处\n督查处", ""}, NULL);
}

Test(leads, numbers_that_are_no_entries)
{
    static const struct sample samples[] = {
        {"第（1）支部", "第（1）支部", ""},
        {"综合处（2）", "综合处（2）", ""},
        {"12.4专班", "12.4专班", ""},
        {"1、2支部", "1\n2支部", ""},
        {"第1、2、3党支部", "第1\n2\n3党支部", ""},
        {"一、二支部", "一\n二支部", ""},
        {"九、十、机关支部", "九\n十\n机关支部", ""},
        {"综合处 2", "综合处", ""},
        {"①组、②组", "①组\n②组", ""},
        {"1.2支部、3.5支部", "1.2支部\n3.5支部", ""},
    };

    for (size_t i = 0; i < sizeof samples / sizeof *samples; i++)
        check(&samples[i], NULL);
}

Test(leads, one_character_at_a_time)
{
    static const struct sample samples[] = {
        {"综\n合\n处", "综合处", ""},
        {"综\r\n合\r\n处\r\n", "综合处", ""},
        {"综 合 处", "综合处", ""},
        {"纪\n委", "纪委", ""},
        {"信\n访\n信\n息\n科", "信访信息科", ""},
        {"综\n合\n处\n\n督\n查\n处", "综合处\n督查处", ""},
        {"综\n合\n处\n、\n督\n查\n处", "综合处\n督查处", ""},
        {"综 合 处、督 查 处", "综合处\n督查处", ""},
        {"督\n查\n处\n（\n配\n合\n）", "", "督查处"},
        {"甲\n乙\n丙", "甲\n乙\n丙", ""},
        {"甲、乙", "甲\n乙", ""},
        {"A\nB", "A\nB", ""},
        {"综 合 处  督 查 处", "综合处\n督查处", ""},
        {"综  合  处", "综合处", ""},
        {"综合\n处", "综合处", ""},
        {"综合 处、督查处", "综合处\n督查处", ""},
        {"各处、室", "各处\n室", ""},
    };

    for (size_t i = 0; i < sizeof samples / sizeof *samples; i++)
        check(&samples[i], NULL);
}

Test(leads, english_names_keep_their_blanks)
{
    static const struct sample samples[] = {
        {"Human Resources, Unit 2", "Human Resources\nUnit 2", ""},
        {"Office; R&D Team B", "Office\nR&D Team B", ""},
        {"Office\tAudit", "Office\nAudit", ""},
        {"IT 中心 综合处", "IT\n中心\n综合处", ""},
        {"1.Office 2.Audit", "Office\nAudit", ""},
    };

    for (size_t i = 0; i < sizeof samples / sizeof *samples; i++)
        check(&samples[i], NULL);
}

Test(leads, joined_by_signs)
{
    static const struct sample samples[] = {
        {"综合处+督查处", "综合处\n督查处", ""},
        {"综合处＋督查处", "综合处\n督查处", ""},
        {"综合处&督查处", "综合处\n督查处", ""},
        {"综合处＆督查处", "综合处\n督查处", ""},
        {"党建+业务处", "党建+业务处", ""},
        {"综合处、督查处按职责分工负责", "综合处\n督查处", ""},
        {"综合处、督查处共同负责", "综合处\n督查处", ""},
    };

    for (size_t i = 0; i < sizeof samples / sizeof *samples; i++)
        check(&samples[i], NULL);
}

Test(leads, nobody)
{
    static const char *const cells[] = {"", " ", "/", "—", "无", "、", "\n\n", "待定"};

    for (size_t i = 0; i < sizeof cells / sizeof *cells; i++)
        check(&(struct sample){cells[i], "", ""}, NULL);
    check(&(struct sample){NULL, "", ""}, NULL);
}

Test(leads, roles)
{
    static const struct sample samples[] = {
        {"综合处（牵头）、督查处（配合）", "综合处", "督查处"},
        {"综合处(牵头) 督查处(协办)", "综合处", "督查处"},
        {"牵头单位：综合处；配合单位：督查处", "综合处", "督查处"},
        {"牵头:综合处\n配合:督查处、业务处", "综合处", "督查处\n业务处"},
        {"综合处牵头，督查处配合", "综合处", "督查处"},
        {"综合处牵头，督查处、业务处配合", "综合处", "督查处\n业务处"},
        {"由综合处牵头，督查处和业务处等配合", "综合处", "督查处\n业务处"},
        {"综合处、办公室牵头，督查处、业务处配合", "综合处\n办公室", "督查处\n业务处"},
        {"综合处牵头，督查处、业务处", "综合处\n督查处\n业务处", ""},
        {"督查处、业务处配合", "督查处", "业务处"},
        {"牽頭單位：綜合處；配合單位：督查處和業務處", "綜合處", "督查處\n業務處"},
        {"各责任单位、相关牵头部门", "各责任单位\n相关牵头部门", ""},
        {"办公室（责任单位）、各参与单位", "办公室\n各参与单位", ""},
        {"综合处和督查处（配合）", "综合处", "督查处"},
        {"综合处\n（牵头）\n督查处\n（配合）", "综合处", "督查处"},
        {"综合处 等", "综合处", ""},
        {"市发改委、市财政局等部门", "市发改委\n市财政局", ""},
        {"各分管领导", "各分管领导", ""},
        {"综合处（牵头）、督查处、业务处（配合）", "综合处", "督查处\n业务处"},
        {"综合处（牵头）、督查处、业务处", "综合处\n督查处\n业务处", ""},
        {"综合处、办公室（牵头）、督查处（配合）", "综合处\n办公室", "督查处"},
        {"牵头：综合处；配合：督查处、业务处", "综合处", "督查处\n业务处"},
        {"牵头单位：\n综合处\n配合单位：\n督查处", "综合处", "督查处"},
        {"综合处(牵头)督查处(配合)", "综合处", "督查处"},
        {"（牵头）综合处、（配合）督查处、业务处", "综合处", "督查处\n业务处"},
        {"（牵头）综合处\n（配合）督查处", "综合处", "督查处"},
        {"【牵头】综合处【配合】督查处", "综合处", "督查处"},
        {"（1）综合处（牵头）（2）督查处（配合）", "综合处", "督查处"},
        {"综合处（主）、督查处（协）", "综合处", "督查处"},
        {"综合处、督查处（共同牵头）", "综合处\n督查处", ""},
        {"综合处（牵头）和督查处（协助配合）", "综合处", "督查处"},
        {"市政协、综合处（负责人：张三）", "市政协\n综合处（负责人：张三）", ""},
        {"综合处 牵头，督查处、业务处 配合", "综合处", "督查处\n业务处"},
        {"综合处牵头\n督查处\n业务处\n配合", "综合处", "督查处\n业务处"},
        {"综合处、督查处 配合", "综合处", "督查处"},
        {"综合处会同督查处", "综合处", "督查处"},
        {"综合处会同督查处、业务处；办公室会同财务处", "综合处\n办公室", "督查处\n业务处\n财务处"},
        {"由综合处牵头，会同督查处、业务处", "综合处", "督查处\n业务处"},
        {"主办科室：综合科；配合科室：督查科", "综合科", "督查科"},
        {"综合处牵头；各处室抓好落实", "综合处\n各处室", ""},
        {"综合处、督查处等3个处室", "综合处\n督查处", ""},
        {"综合处等五部门", "综合处", ""},
        {"综合处及其下属单位、督查处及其他部门", "综合处及其下属单位\n督查处\n其他部门", ""},
        {"牵头单位", "牵头单位", ""},
        {"综合处负责牵头，督查处负责配合", "综合处", "督查处"},
        {"综合处总牵头，督查处具体负责", "综合处\n督查处", ""},
        {"综合处为牵头单位，督查处为配合单位", "综合处", "督查处"},
        {"以综合处为主，督查处配合", "综合处", "督查处"},
        {"主要负责：综合处；协助：督查处", "综合处", "督查处"},
        {"第一牵头单位：综合处\n第二牵头单位：督查处", "综合处\n督查处", ""},
        {"综合处（第一责任单位）、督查处", "综合处\n督查处", ""},
        {"综合处牵头。督查处、业务处配合。", "综合处", "督查处\n业务处"},
    };

    for (size_t i = 0; i < sizeof samples / sizeof *samples; i++)
        check(&samples[i], NULL);
}

Test(leads, brackets_stay_whole)
{
    static const struct sample samples[] = {
        {"各处（室）、各直属单位", "各处（室）\n各直属单位", ""},
        {"各部门（单位）机关党组织", "各部门（单位）机关党组织", ""},
        {"综合处（含政策、法规）、督查处", "综合处（含政策、法规）\n督查处", ""},
        {"综合处（和督查处", "综合处（和督查处", ""},
        {"综合处）、督查处", "综合处）\n督查处", ""},
    };

    for (size_t i = 0; i < sizeof samples / sizeof *samples; i++)
        check(&samples[i], NULL);
}

Test(leads, and_separates_units_only)
{
    static const struct sample samples[] = {
        {"人力资源和社会保障局", "人力资源和社会保障局", ""},
        {"市住房和城乡建设局、市工业和信息化局", "市住房和城乡建设局\n市工业和信息化局", ""},
        {"职能科室和各党支部", "职能科室\n各党支部", ""},
        {"办公室和督查处", "办公室\n督查处", ""},
        {"卫生健康委和发展和改革委员会", "卫生健康委\n发展和改革委员会", ""},
        {"社会和法制委员会", "社会和法制委员会", ""},
        {"党和国家机关", "党和国家机关", ""},
        {"宣传部和平路街道", "宣传部和平路街道", ""},
        {"干部和人才工作处", "干部和人才工作处", ""},
        {"综合、督查处", "综合\n督查处", ""},
    };

    for (size_t i = 0; i < sizeof samples / sizeof *samples; i++)
        check(&samples[i], NULL);
}

Test(leads, known_departments_decide)
{
    check(&(struct sample){"党政和宣传", "党政\n宣传", ""}, "党政\n宣传");
    check(&(struct sample){"党政和宣传", "党政和宣传", ""}, "宣传");
    check(&(struct sample){"教育局和体育局", "教育局和体育局", ""}, "教育局和体育局");
}

Test(leads, appends_to_what_is_there)
{
    struct duban_buf leads = DUBAN_BUF_INIT;
    struct duban_buf supports = DUBAN_BUF_INIT;

    duban_buf_adds(&leads, "业务处");
    duban_leads_split(&leads, &supports, "综合处、业务处", NULL);
    cr_assert_str_eq(leads.data, "业务处\n综合处");
    duban_buf_release(&leads);
    duban_buf_release(&supports);
}

/* What an export writes is the list itself: reading it must change nothing. */
Test(leads, a_list_read_again_is_the_same)
{
    static const char *const pieces[] = {
        "综合处", "督查",   "处",   "和",   "及", "、",       "，",       "/",          " ",
        "\n",     "（",     "）",   "(",    ")",  "（配合）", "（牵头）", "牵头单位：", "配合：",
        "等",     "等部门", "配合", "牵头", "。", "无",       "—",        "Ａ",         "①",
        "（1）",  "2.",     "1、",  "3",    "一", "（主）",   "第",       "：",         "综",
        "合",     "会同",   "总",   "为主", "A.", "●",        "等3个处室"};
    struct random random = {4711};

    for (size_t i = 0; i < 60000; i++) {
        struct duban_buf cell = DUBAN_BUF_INIT;
        struct duban_buf leads = DUBAN_BUF_INIT;
        struct duban_buf supports = DUBAN_BUF_INIT;
        struct duban_buf again = DUBAN_BUF_INIT;
        struct duban_buf others = DUBAN_BUF_INIT;

        for (unsigned n = random_below(&random, 9); n > 0; n--)
            duban_buf_adds(&cell, pieces[random_below(&random, sizeof pieces / sizeof *pieces)]);
        duban_leads_split(&leads, &supports, cell.data, NULL);
        duban_leads_split(&again, &others, leads.data, NULL);
        cr_assert_str_eq(again.data, leads.data, "<%s>", cell.data);
        cr_assert_str_eq(others.data, "", "<%s>", cell.data);
        duban_buf_clear(&again);
        duban_leads_split(&again, &others, supports.data, NULL);
        cr_assert_str_eq(again.data, supports.data, "<%s>", cell.data);
        cr_assert_str_eq(others.data, "", "<%s>", cell.data);
        duban_buf_release(&cell);
        duban_buf_release(&leads);
        duban_buf_release(&supports);
        duban_buf_release(&again);
        duban_buf_release(&others);
    }
}

Test(leads, shared_suffixes_are_proposed)
{
    static const struct {
        const char *list, *proposed;
    } samples[] = {
        {"党政\n宣传条线", "党政条线\n宣传条线"},
        {"组织\n纪检\n宣传条线", "组织条线\n纪检条线\n宣传条线"},
        {"综合\n督查处", "综合处\n督查处"},
        {"一\n二支部", "一支部\n二支部"},
        {"机关\n老干部党支部", "机关党支部\n老干部党支部"},
        {"政工\n教育学院", "政工学院\n教育学院"},
        {"综合处\n督查处", NULL},
        {"综合处\n督查", NULL},
        {"各处（室）\n各直属单位", NULL},
        {"宣传室", NULL},
        {"", NULL},
        {NULL, NULL},
    };

    for (size_t i = 0; i < sizeof samples / sizeof *samples; i++) {
        struct duban_buf out = DUBAN_BUF_INIT;
        bool shared = duban_leads_shared_suffix(&out, samples[i].list);

        cr_expect_eq(shared, samples[i].proposed != NULL);
        cr_expect_str_eq(out.data, shared ? samples[i].proposed : "");
        duban_buf_release(&out);
    }
}
