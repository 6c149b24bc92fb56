/* What SQLite reports, as faults that a coordinator can act on. */
#include "store/db.h"

#include "duban/alloc.h"
#include "duban/i18n.h"

static const struct fault {
    int code; /* an extended result code, or a primary one for all of its family */
    enum duban_status status;
    const char *text;
} faults[] = {
    {SQLITE_READONLY_DBMOVED, DUBAN_IO, N_("看板文件被移走、删除或替换，没有保存；放回原处后会自动继续")},
    {SQLITE_READONLY_DIRECTORY, DUBAN_IO,
     N_("没有所在文件夹的写权限，没有保存；请让管理员开放该文件夹的写权限")},
    {SQLITE_READONLY, DUBAN_IO, N_("没有写权限，没有保存；请检查文件和所在文件夹的权限")},
    {SQLITE_PERM, DUBAN_IO, N_("没有写权限，没有保存；请检查文件和所在文件夹的权限")},
    {SQLITE_FULL, DUBAN_IO, N_("磁盘已满，没有保存；请腾出空间后重试")},
    {SQLITE_BUSY, DUBAN_IO, N_("看板被其他程序占用超过 5 秒；请稍后重试，或关闭占用它的程序")},
    {SQLITE_LOCKED, DUBAN_IO, N_("看板被其他程序占用超过 5 秒；请稍后重试，或关闭占用它的程序")},
    {SQLITE_PROTOCOL, DUBAN_IO, N_("看板被其他程序占用超过 5 秒；请稍后重试，或关闭占用它的程序")},
    {SQLITE_CANTOPEN, DUBAN_IO, N_("无法打开看板或它的日志文件；请检查所在文件夹的权限和剩余空间")},
    {SQLITE_CORRUPT, DUBAN_BOARD, N_("看板文件已损坏；请先另存一份，再用备份恢复")},
    {SQLITE_NOTADB, DUBAN_BOARD, N_("看板文件已损坏；请先另存一份，再用备份恢复")},
    {SQLITE_IOERR_CORRUPTFS, DUBAN_BOARD, N_("磁盘的文件系统已损坏；请停止使用并联系管理员")},
    {SQLITE_IOERR, DUBAN_IO, N_("读写磁盘出错，没有保存；请检查磁盘和网络盘，然后重试")},
    {SQLITE_TOOBIG, DUBAN_REFUSED, N_("内容太长，没有保存；请缩短后重试")},
    {SQLITE_CONSTRAINT, DUBAN_REFUSED, N_("内容不符合看板的规则，没有保存")},
    {SQLITE_SCHEMA, DUBAN_BOARD, N_("看板的结构与本程序不符；请运行 duban check 查看")},
    {SQLITE_ERROR, DUBAN_BOARD, N_("看板的结构与本程序不符；请运行 duban check 查看")},
    {SQLITE_INTERRUPT, DUBAN_IO, N_("操作被中断，没有保存；请重试")},
};

static const struct fault *find(int code)
{
    for (size_t i = 0; i < sizeof faults / sizeof *faults; i++)
        if (faults[i].code == code)
            return &faults[i];
    return NULL;
}

enum duban_status duban_db_fault(struct duban_err *err, const struct duban_store *store)
{
    int code = sqlite3_extended_errcode(store->db);
    if ((code & 0xff) == SQLITE_NOMEM)
        duban_die("out of memory");
    const struct fault *fault = find(code);
    if (!fault)
        fault = find(code & 0xff);
    enum duban_status status = fault ? fault->status : DUBAN_IO;
    /* SQLite's own words help whoever is asked for help. */
    duban_err_set(err, status, _("%s（SQLite %d：%s）"),
                  fault ? _(fault->text) : _("看板的读写出错，没有保存；请重试"), code,
                  sqlite3_errmsg(store->db));
    duban_err_at(err, store->path, 0, NULL);
    return status;
}
