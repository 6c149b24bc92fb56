/* File systems of the network, by what the system calls them. Private to store. */
#ifndef STORE_NETWORK_H
#define STORE_NETWORK_H

/* The name for people of a file system that is another machine's, by f_type of statfs(2); NULL for
 * one that is here. FUSE may be either; it is taken for a network's. */
const char *duban_network_name(unsigned long type);

#endif
