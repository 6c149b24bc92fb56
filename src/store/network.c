/* Boards on the disk of another machine: SQLite leaves it to the file system that two programs do
 * not write at once, and the protocols of the network keep that promise badly (sqlite.org,
 * "How To Corrupt An SQLite Database File", 2.1). */
#include "store/network.h"

#include "duban/i18n.h"
#include "store/db.h"

#include <linux/magic.h>
#include <sys/vfs.h>

static const struct {
    unsigned long type; /* f_type of statfs(2) */
    const char *name;
} networks[] = {
    {NFS_SUPER_MAGIC, "NFS"},   {SMB_SUPER_MAGIC, "SMB"},   {CIFS_SUPER_MAGIC, "SMB"},
    {SMB2_SUPER_MAGIC, "SMB"},  {FUSE_SUPER_MAGIC, "FUSE"}, {V9FS_MAGIC, "9P"},
    {AFS_FS_MAGIC, "AFS"},      {AFS_SUPER_MAGIC, "AFS"},   {CODA_SUPER_MAGIC, "Coda"},
    {CEPH_SUPER_MAGIC, "Ceph"},
};

const char *duban_network_name(unsigned long type)
{
    for (size_t i = 0; i < sizeof networks / sizeof *networks; i++)
        if (networks[i].type == (type & 0xffffffff))
            return networks[i].name;
    return NULL;
}

void duban_store_network(struct duban_buf *out, const struct duban_store *store)
{
    struct statfs disk;
    const char *name = NULL;

    if (statfs(store->path, &disk) == 0)
        name = duban_network_name((unsigned long)disk.f_type);
    if (name)
        duban_buf_addf(out,
                       _("看板在网络盘（%s）上，几台机器同时写可能损坏它；请放在服务器自己的磁盘上，"
                         "各人用 SSH 登录使用"),
                       name);
}
