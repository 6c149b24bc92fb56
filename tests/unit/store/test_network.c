/* Disks of the network are known by what statfs(2) calls them. */
#include "store/network.h"
#include "unit/store/fixture.h"

#include <criterion/criterion.h>

Test(network, file_systems_of_other_machines_have_a_name)
{
    cr_assert_str_eq(duban_network_name(0x6969), "NFS");
    cr_assert_str_eq(duban_network_name(0xff534d42), "SMB");
    cr_assert_str_eq(duban_network_name(0xfe534d42), "SMB");
    cr_assert_str_eq(duban_network_name(0x65735546), "FUSE");
    /* f_type is signed: what has its highest bit set comes with more ones before it. */
    cr_assert_str_eq(duban_network_name(0xffffffffff534d42), "SMB");
}

Test(network, those_of_this_machine_have_none)
{
    cr_assert(duban_network_name(0xef53) == NULL, "ext4");
    cr_assert(duban_network_name(0x58465342) == NULL, "xfs");
    cr_assert(duban_network_name(0x9123683e) == NULL, "btrfs");
    cr_assert(duban_network_name(0x01021994) == NULL, "tmpfs");
    cr_assert(duban_network_name(0) == NULL);
}

Test(network, a_board_here_is_on_none, .init = fixture_enter, .fini = fixture_leave)
{
    struct duban_store *store = fixture_board("board.duban");

    struct duban_buf warning = DUBAN_BUF_INIT;

    duban_store_network(&warning, store);
    cr_assert_eq(warning.len, 0);
    duban_buf_release(&warning);
    duban_store_close(store);
}
