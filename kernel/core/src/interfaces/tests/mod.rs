//! Tests of the interfaces as a process uses and misuses them, on a kernel booted on the host backend.

mod block_devices;
mod disk_files;
mod disk_memory;
mod fifos;
mod files;
mod fixture;
mod local_sockets;
mod memory_objects;
mod permissions;
mod pipes;
mod pseudo_terminals;
mod selected_trees;
mod small;
mod tcp_sockets;
mod tcp_waiting;
mod terminal;
mod trees_fixture;
mod udp_sockets;
mod vectors;
mod virtual_memory;
mod writable_files;
mod writable_trees;
