// Generated from capos.capnp by capos-schema-generator. Do not edit.

use crate::{Bulk, Interface, Method};

pub mod block_device {
    use super::*;

    pub struct GetInfo;

    impl Method for GetInfo {
        type Params = crate::capos_capnp::block_device::get_info_params::Owned;
        type Results = crate::capos_capnp::block_device::get_info_results::Owned;
        const INTERFACE: Interface = Interface::BlockDevice;
        const ORDINAL: u16 = 0;
        const NAME: &'static str = "getInfo";
        const BULK: Bulk = Bulk::None;
    }

    pub struct Read;

    impl Method for Read {
        type Params = crate::capos_capnp::block_device::read_params::Owned;
        type Results = crate::capos_capnp::block_device::read_results::Owned;
        const INTERFACE: Interface = Interface::BlockDevice;
        const ORDINAL: u16 = 1;
        const NAME: &'static str = "read";
        const BULK: Bulk = Bulk::ToCaller;
    }

    pub struct Write;

    impl Method for Write {
        type Params = crate::capos_capnp::block_device::write_params::Owned;
        type Results = crate::capos_capnp::block_device::write_results::Owned;
        const INTERFACE: Interface = Interface::BlockDevice;
        const ORDINAL: u16 = 2;
        const NAME: &'static str = "write";
        const BULK: Bulk = Bulk::FromCaller;
    }

    pub struct Flush;

    impl Method for Flush {
        type Params = crate::capos_capnp::block_device::flush_params::Owned;
        type Results = crate::capos_capnp::block_device::flush_results::Owned;
        const INTERFACE: Interface = Interface::BlockDevice;
        const ORDINAL: u16 = 3;
        const NAME: &'static str = "flush";
        const BULK: Bulk = Bulk::None;
    }

    pub struct ReadOnly;

    impl Method for ReadOnly {
        type Params = crate::capos_capnp::block_device::read_only_params::Owned;
        type Results = crate::capos_capnp::block_device::read_only_results::Owned;
        const INTERFACE: Interface = Interface::BlockDevice;
        const ORDINAL: u16 = 4;
        const NAME: &'static str = "readOnly";
        const BULK: Bulk = Bulk::None;
    }

    pub const METHODS: u16 = 5;
    pub const NAMES: &[&str] = &["getInfo", "read", "write", "flush", "readOnly"];
}

pub mod channel_factory {
    use super::*;

    pub struct CreatePipe;

    impl Method for CreatePipe {
        type Params = crate::capos_capnp::channel_factory::create_pipe_params::Owned;
        type Results = crate::capos_capnp::channel_factory::create_pipe_results::Owned;
        const INTERFACE: Interface = Interface::ChannelFactory;
        const ORDINAL: u16 = 0;
        const NAME: &'static str = "createPipe";
        const BULK: Bulk = Bulk::None;
    }

    pub struct CreateCounter;

    impl Method for CreateCounter {
        type Params = crate::capos_capnp::channel_factory::create_counter_params::Owned;
        type Results = crate::capos_capnp::channel_factory::create_counter_results::Owned;
        const INTERFACE: Interface = Interface::ChannelFactory;
        const ORDINAL: u16 = 1;
        const NAME: &'static str = "createCounter";
        const BULK: Bulk = Bulk::None;
    }

    pub struct CreateFile;

    impl Method for CreateFile {
        type Params = crate::capos_capnp::channel_factory::create_file_params::Owned;
        type Results = crate::capos_capnp::channel_factory::create_file_results::Owned;
        const INTERFACE: Interface = Interface::ChannelFactory;
        const ORDINAL: u16 = 2;
        const NAME: &'static str = "createFile";
        const BULK: Bulk = Bulk::None;
    }

    pub struct CreateSocket;

    impl Method for CreateSocket {
        type Params = crate::capos_capnp::channel_factory::create_socket_params::Owned;
        type Results = crate::capos_capnp::channel_factory::create_socket_results::Owned;
        const INTERFACE: Interface = Interface::ChannelFactory;
        const ORDINAL: u16 = 3;
        const NAME: &'static str = "createSocket";
        const BULK: Bulk = Bulk::None;
    }

    pub struct CreateSocketPair;

    impl Method for CreateSocketPair {
        type Params = crate::capos_capnp::channel_factory::create_socket_pair_params::Owned;
        type Results = crate::capos_capnp::channel_factory::create_socket_pair_results::Owned;
        const INTERFACE: Interface = Interface::ChannelFactory;
        const ORDINAL: u16 = 4;
        const NAME: &'static str = "createSocketPair";
        const BULK: Bulk = Bulk::None;
    }

    pub const METHODS: u16 = 5;
    pub const NAMES: &[&str] = &["createPipe", "createCounter", "createFile", "createSocket", "createSocketPair"];
}

pub mod console {
    use super::*;

    pub struct Write;

    impl Method for Write {
        type Params = crate::capos_capnp::console::write_params::Owned;
        type Results = crate::capos_capnp::console::write_results::Owned;
        const INTERFACE: Interface = Interface::Console;
        const ORDINAL: u16 = 0;
        const NAME: &'static str = "write";
        const BULK: Bulk = Bulk::FromCaller;
    }

    pub const METHODS: u16 = 1;
    pub const NAMES: &[&str] = &["write"];
}

pub mod entropy_source {
    use super::*;

    pub struct Fill;

    impl Method for Fill {
        type Params = crate::capos_capnp::entropy_source::fill_params::Owned;
        type Results = crate::capos_capnp::entropy_source::fill_results::Owned;
        const INTERFACE: Interface = Interface::EntropySource;
        const ORDINAL: u16 = 0;
        const NAME: &'static str = "fill";
        const BULK: Bulk = Bulk::ToCaller;
    }

    pub const METHODS: u16 = 1;
    pub const NAMES: &[&str] = &["fill"];
}

pub mod event_counter {
    use super::*;

    pub struct Read;

    impl Method for Read {
        type Params = crate::capos_capnp::event_counter::read_params::Owned;
        type Results = crate::capos_capnp::event_counter::read_results::Owned;
        const INTERFACE: Interface = Interface::EventCounter;
        const ORDINAL: u16 = 0;
        const NAME: &'static str = "read";
        const BULK: Bulk = Bulk::ToCaller;
    }

    pub struct Write;

    impl Method for Write {
        type Params = crate::capos_capnp::event_counter::write_params::Owned;
        type Results = crate::capos_capnp::event_counter::write_results::Owned;
        const INTERFACE: Interface = Interface::EventCounter;
        const ORDINAL: u16 = 1;
        const NAME: &'static str = "write";
        const BULK: Bulk = Bulk::FromCaller;
    }

    pub struct GetFlags;

    impl Method for GetFlags {
        type Params = crate::capos_capnp::event_counter::get_flags_params::Owned;
        type Results = crate::capos_capnp::status_flags::Owned;
        const INTERFACE: Interface = Interface::EventCounter;
        const ORDINAL: u16 = 2;
        const NAME: &'static str = "getFlags";
        const BULK: Bulk = Bulk::None;
    }

    pub struct SetFlags;

    impl Method for SetFlags {
        type Params = crate::capos_capnp::status_flags::Owned;
        type Results = crate::capos_capnp::event_counter::set_flags_results::Owned;
        const INTERFACE: Interface = Interface::EventCounter;
        const ORDINAL: u16 = 3;
        const NAME: &'static str = "setFlags";
        const BULK: Bulk = Bulk::None;
    }

    pub struct Arm;

    impl Method for Arm {
        type Params = crate::capos_capnp::event_counter::arm_params::Owned;
        type Results = crate::capos_capnp::timer_setting::Owned;
        const INTERFACE: Interface = Interface::EventCounter;
        const ORDINAL: u16 = 4;
        const NAME: &'static str = "arm";
        const BULK: Bulk = Bulk::None;
    }

    pub struct GetArmed;

    impl Method for GetArmed {
        type Params = crate::capos_capnp::event_counter::get_armed_params::Owned;
        type Results = crate::capos_capnp::timer_setting::Owned;
        const INTERFACE: Interface = Interface::EventCounter;
        const ORDINAL: u16 = 5;
        const NAME: &'static str = "getArmed";
        const BULK: Bulk = Bulk::None;
    }

    pub const METHODS: u16 = 6;
    pub const NAMES: &[&str] = &["read", "write", "getFlags", "setFlags", "arm", "getArmed"];
}

pub mod file {
    use super::*;

    pub struct Read;

    impl Method for Read {
        type Params = crate::capos_capnp::file::read_params::Owned;
        type Results = crate::capos_capnp::file::read_results::Owned;
        const INTERFACE: Interface = Interface::File;
        const ORDINAL: u16 = 0;
        const NAME: &'static str = "read";
        const BULK: Bulk = Bulk::ToCaller;
    }

    pub struct ReadAt;

    impl Method for ReadAt {
        type Params = crate::capos_capnp::file::read_at_params::Owned;
        type Results = crate::capos_capnp::file::read_at_results::Owned;
        const INTERFACE: Interface = Interface::File;
        const ORDINAL: u16 = 1;
        const NAME: &'static str = "readAt";
        const BULK: Bulk = Bulk::ToCaller;
    }

    pub struct Write;

    impl Method for Write {
        type Params = crate::capos_capnp::file::write_params::Owned;
        type Results = crate::capos_capnp::file::write_results::Owned;
        const INTERFACE: Interface = Interface::File;
        const ORDINAL: u16 = 2;
        const NAME: &'static str = "write";
        const BULK: Bulk = Bulk::FromCaller;
    }

    pub struct WriteAt;

    impl Method for WriteAt {
        type Params = crate::capos_capnp::file::write_at_params::Owned;
        type Results = crate::capos_capnp::file::write_at_results::Owned;
        const INTERFACE: Interface = Interface::File;
        const ORDINAL: u16 = 3;
        const NAME: &'static str = "writeAt";
        const BULK: Bulk = Bulk::FromCaller;
    }

    pub struct Seek;

    impl Method for Seek {
        type Params = crate::capos_capnp::file::seek_params::Owned;
        type Results = crate::capos_capnp::file::seek_results::Owned;
        const INTERFACE: Interface = Interface::File;
        const ORDINAL: u16 = 4;
        const NAME: &'static str = "seek";
        const BULK: Bulk = Bulk::None;
    }

    pub struct GetStatus;

    impl Method for GetStatus {
        type Params = crate::capos_capnp::file::get_status_params::Owned;
        type Results = crate::capos_capnp::file_status::Owned;
        const INTERFACE: Interface = Interface::File;
        const ORDINAL: u16 = 5;
        const NAME: &'static str = "getStatus";
        const BULK: Bulk = Bulk::None;
    }

    pub struct SetSize;

    impl Method for SetSize {
        type Params = crate::capos_capnp::file::set_size_params::Owned;
        type Results = crate::capos_capnp::file::set_size_results::Owned;
        const INTERFACE: Interface = Interface::File;
        const ORDINAL: u16 = 6;
        const NAME: &'static str = "setSize";
        const BULK: Bulk = Bulk::None;
    }

    pub struct Allocate;

    impl Method for Allocate {
        type Params = crate::capos_capnp::file::allocate_params::Owned;
        type Results = crate::capos_capnp::file::allocate_results::Owned;
        const INTERFACE: Interface = Interface::File;
        const ORDINAL: u16 = 7;
        const NAME: &'static str = "allocate";
        const BULK: Bulk = Bulk::None;
    }

    pub struct Sync;

    impl Method for Sync {
        type Params = crate::capos_capnp::file::sync_params::Owned;
        type Results = crate::capos_capnp::file::sync_results::Owned;
        const INTERFACE: Interface = Interface::File;
        const ORDINAL: u16 = 8;
        const NAME: &'static str = "sync";
        const BULK: Bulk = Bulk::None;
    }

    pub struct SetMode;

    impl Method for SetMode {
        type Params = crate::capos_capnp::file_mode::Owned;
        type Results = crate::capos_capnp::file::set_mode_results::Owned;
        const INTERFACE: Interface = Interface::File;
        const ORDINAL: u16 = 9;
        const NAME: &'static str = "setMode";
        const BULK: Bulk = Bulk::None;
    }

    pub struct SetOwner;

    impl Method for SetOwner {
        type Params = crate::capos_capnp::file_owner::Owned;
        type Results = crate::capos_capnp::file::set_owner_results::Owned;
        const INTERFACE: Interface = Interface::File;
        const ORDINAL: u16 = 10;
        const NAME: &'static str = "setOwner";
        const BULK: Bulk = Bulk::None;
    }

    pub struct SetTimes;

    impl Method for SetTimes {
        type Params = crate::capos_capnp::file_times::Owned;
        type Results = crate::capos_capnp::file::set_times_results::Owned;
        const INTERFACE: Interface = Interface::File;
        const ORDINAL: u16 = 11;
        const NAME: &'static str = "setTimes";
        const BULK: Bulk = Bulk::None;
    }

    pub struct GetFlags;

    impl Method for GetFlags {
        type Params = crate::capos_capnp::file::get_flags_params::Owned;
        type Results = crate::capos_capnp::status_flags::Owned;
        const INTERFACE: Interface = Interface::File;
        const ORDINAL: u16 = 12;
        const NAME: &'static str = "getFlags";
        const BULK: Bulk = Bulk::None;
    }

    pub struct SetFlags;

    impl Method for SetFlags {
        type Params = crate::capos_capnp::status_flags::Owned;
        type Results = crate::capos_capnp::file::set_flags_results::Owned;
        const INTERFACE: Interface = Interface::File;
        const ORDINAL: u16 = 13;
        const NAME: &'static str = "setFlags";
        const BULK: Bulk = Bulk::None;
    }

    pub struct List;

    impl Method for List {
        type Params = crate::capos_capnp::file::list_params::Owned;
        type Results = crate::capos_capnp::file::list_results::Owned;
        const INTERFACE: Interface = Interface::File;
        const ORDINAL: u16 = 14;
        const NAME: &'static str = "list";
        const BULK: Bulk = Bulk::ToCaller;
    }

    pub struct GetFileSystemStatus;

    impl Method for GetFileSystemStatus {
        type Params = crate::capos_capnp::file::get_file_system_status_params::Owned;
        type Results = crate::capos_capnp::file_system_status::Owned;
        const INTERFACE: Interface = Interface::File;
        const ORDINAL: u16 = 15;
        const NAME: &'static str = "getFileSystemStatus";
        const BULK: Bulk = Bulk::None;
    }

    pub struct Lock;

    impl Method for Lock {
        type Params = crate::capos_capnp::file::range_lock::Owned;
        type Results = crate::capos_capnp::file::lock_results::Owned;
        const INTERFACE: Interface = Interface::File;
        const ORDINAL: u16 = 16;
        const NAME: &'static str = "lock";
        const BULK: Bulk = Bulk::None;
    }

    pub struct FindLock;

    impl Method for FindLock {
        type Params = crate::capos_capnp::file::range_lock::Owned;
        type Results = crate::capos_capnp::file::find_lock_results::Owned;
        const INTERFACE: Interface = Interface::File;
        const ORDINAL: u16 = 17;
        const NAME: &'static str = "findLock";
        const BULK: Bulk = Bulk::None;
    }

    pub struct LockWhole;

    impl Method for LockWhole {
        type Params = crate::capos_capnp::file::lock_whole_params::Owned;
        type Results = crate::capos_capnp::file::lock_whole_results::Owned;
        const INTERFACE: Interface = Interface::File;
        const ORDINAL: u16 = 18;
        const NAME: &'static str = "lockWhole";
        const BULK: Bulk = Bulk::None;
    }

    pub struct GetAttribute;

    impl Method for GetAttribute {
        type Params = crate::capos_capnp::file::get_attribute_params::Owned;
        type Results = crate::capos_capnp::file::get_attribute_results::Owned;
        const INTERFACE: Interface = Interface::File;
        const ORDINAL: u16 = 19;
        const NAME: &'static str = "getAttribute";
        const BULK: Bulk = Bulk::ToCaller;
    }

    pub struct SetAttribute;

    impl Method for SetAttribute {
        type Params = crate::capos_capnp::file::set_attribute_params::Owned;
        type Results = crate::capos_capnp::file::set_attribute_results::Owned;
        const INTERFACE: Interface = Interface::File;
        const ORDINAL: u16 = 20;
        const NAME: &'static str = "setAttribute";
        const BULK: Bulk = Bulk::FromCaller;
    }

    pub struct RemoveAttribute;

    impl Method for RemoveAttribute {
        type Params = crate::capos_capnp::file::remove_attribute_params::Owned;
        type Results = crate::capos_capnp::file::remove_attribute_results::Owned;
        const INTERFACE: Interface = Interface::File;
        const ORDINAL: u16 = 21;
        const NAME: &'static str = "removeAttribute";
        const BULK: Bulk = Bulk::None;
    }

    pub struct ListAttributes;

    impl Method for ListAttributes {
        type Params = crate::capos_capnp::file::list_attributes_params::Owned;
        type Results = crate::capos_capnp::file::list_attributes_results::Owned;
        const INTERFACE: Interface = Interface::File;
        const ORDINAL: u16 = 22;
        const NAME: &'static str = "listAttributes";
        const BULK: Bulk = Bulk::ToCaller;
    }

    pub const METHODS: u16 = 23;
    pub const NAMES: &[&str] = &["read", "readAt", "write", "writeAt", "seek", "getStatus", "setSize", "allocate", "sync", "setMode", "setOwner", "setTimes", "getFlags", "setFlags", "list", "getFileSystemStatus", "lock", "findLock", "lockWhole", "getAttribute", "setAttribute", "removeAttribute", "listAttributes"];
}

pub mod local_socket {
    use super::*;

    pub struct Bind;

    impl Method for Bind {
        type Params = crate::capos_capnp::local_socket::bind_params::Owned;
        type Results = crate::capos_capnp::local_socket::bind_results::Owned;
        const INTERFACE: Interface = Interface::LocalSocket;
        const ORDINAL: u16 = 0;
        const NAME: &'static str = "bind";
        const BULK: Bulk = Bulk::None;
    }

    pub struct Listen;

    impl Method for Listen {
        type Params = crate::capos_capnp::backlog::Owned;
        type Results = crate::capos_capnp::local_socket::listen_results::Owned;
        const INTERFACE: Interface = Interface::LocalSocket;
        const ORDINAL: u16 = 1;
        const NAME: &'static str = "listen";
        const BULK: Bulk = Bulk::None;
    }

    pub struct Accept;

    impl Method for Accept {
        type Params = crate::capos_capnp::local_socket::accept_params::Owned;
        type Results = crate::capos_capnp::local_socket::accept_results::Owned;
        const INTERFACE: Interface = Interface::LocalSocket;
        const ORDINAL: u16 = 2;
        const NAME: &'static str = "accept";
        const BULK: Bulk = Bulk::None;
    }

    pub struct Connect;

    impl Method for Connect {
        type Params = crate::capos_capnp::local_socket::connect_params::Owned;
        type Results = crate::capos_capnp::local_socket::connect_results::Owned;
        const INTERFACE: Interface = Interface::LocalSocket;
        const ORDINAL: u16 = 3;
        const NAME: &'static str = "connect";
        const BULK: Bulk = Bulk::None;
    }

    pub struct Send;

    impl Method for Send {
        type Params = crate::capos_capnp::local_socket::send_params::Owned;
        type Results = crate::capos_capnp::local_socket::send_results::Owned;
        const INTERFACE: Interface = Interface::LocalSocket;
        const ORDINAL: u16 = 4;
        const NAME: &'static str = "send";
        const BULK: Bulk = Bulk::FromCaller;
    }

    pub struct Receive;

    impl Method for Receive {
        type Params = crate::capos_capnp::local_socket::receive_params::Owned;
        type Results = crate::capos_capnp::local_socket::receive_results::Owned;
        const INTERFACE: Interface = Interface::LocalSocket;
        const ORDINAL: u16 = 5;
        const NAME: &'static str = "receive";
        const BULK: Bulk = Bulk::ToCaller;
    }

    pub struct GetNames;

    impl Method for GetNames {
        type Params = crate::capos_capnp::local_socket::get_names_params::Owned;
        type Results = crate::capos_capnp::local_socket::get_names_results::Owned;
        const INTERFACE: Interface = Interface::LocalSocket;
        const ORDINAL: u16 = 6;
        const NAME: &'static str = "getNames";
        const BULK: Bulk = Bulk::None;
    }

    pub struct GetPeer;

    impl Method for GetPeer {
        type Params = crate::capos_capnp::local_socket::get_peer_params::Owned;
        type Results = crate::capos_capnp::local_peer::Owned;
        const INTERFACE: Interface = Interface::LocalSocket;
        const ORDINAL: u16 = 7;
        const NAME: &'static str = "getPeer";
        const BULK: Bulk = Bulk::None;
    }

    pub struct GetState;

    impl Method for GetState {
        type Params = crate::capos_capnp::local_socket::get_state_params::Owned;
        type Results = crate::capos_capnp::local_socket::get_state_results::Owned;
        const INTERFACE: Interface = Interface::LocalSocket;
        const ORDINAL: u16 = 8;
        const NAME: &'static str = "getState";
        const BULK: Bulk = Bulk::None;
    }

    pub struct GetFlags;

    impl Method for GetFlags {
        type Params = crate::capos_capnp::local_socket::get_flags_params::Owned;
        type Results = crate::capos_capnp::status_flags::Owned;
        const INTERFACE: Interface = Interface::LocalSocket;
        const ORDINAL: u16 = 9;
        const NAME: &'static str = "getFlags";
        const BULK: Bulk = Bulk::None;
    }

    pub struct SetFlags;

    impl Method for SetFlags {
        type Params = crate::capos_capnp::status_flags::Owned;
        type Results = crate::capos_capnp::local_socket::set_flags_results::Owned;
        const INTERFACE: Interface = Interface::LocalSocket;
        const ORDINAL: u16 = 10;
        const NAME: &'static str = "setFlags";
        const BULK: Bulk = Bulk::None;
    }

    pub struct TakeError;

    impl Method for TakeError {
        type Params = crate::capos_capnp::local_socket::take_error_params::Owned;
        type Results = crate::capos_capnp::socket_error::Owned;
        const INTERFACE: Interface = Interface::LocalSocket;
        const ORDINAL: u16 = 11;
        const NAME: &'static str = "takeError";
        const BULK: Bulk = Bulk::None;
    }

    pub struct Shutdown;

    impl Method for Shutdown {
        type Params = crate::capos_capnp::directions::Owned;
        type Results = crate::capos_capnp::local_socket::shutdown_results::Owned;
        const INTERFACE: Interface = Interface::LocalSocket;
        const ORDINAL: u16 = 12;
        const NAME: &'static str = "shutdown";
        const BULK: Bulk = Bulk::None;
    }

    pub struct GetStatus;

    impl Method for GetStatus {
        type Params = crate::capos_capnp::local_socket::get_status_params::Owned;
        type Results = crate::capos_capnp::file_status::Owned;
        const INTERFACE: Interface = Interface::LocalSocket;
        const ORDINAL: u16 = 13;
        const NAME: &'static str = "getStatus";
        const BULK: Bulk = Bulk::None;
    }

    pub struct GetOption;

    impl Method for GetOption {
        type Params = crate::capos_capnp::option_name::Owned;
        type Results = crate::capos_capnp::option_value::Owned;
        const INTERFACE: Interface = Interface::LocalSocket;
        const ORDINAL: u16 = 14;
        const NAME: &'static str = "getOption";
        const BULK: Bulk = Bulk::None;
    }

    pub struct SetOption;

    impl Method for SetOption {
        type Params = crate::capos_capnp::option_setting::Owned;
        type Results = crate::capos_capnp::local_socket::set_option_results::Owned;
        const INTERFACE: Interface = Interface::LocalSocket;
        const ORDINAL: u16 = 15;
        const NAME: &'static str = "setOption";
        const BULK: Bulk = Bulk::None;
    }

    pub const METHODS: u16 = 16;
    pub const NAMES: &[&str] = &["bind", "listen", "accept", "connect", "send", "receive", "getNames", "getPeer", "getState", "getFlags", "setFlags", "takeError", "shutdown", "getStatus", "getOption", "setOption"];
}

pub mod memory_object {
    use super::*;

    pub struct GetSize;

    impl Method for GetSize {
        type Params = crate::capos_capnp::memory_object::get_size_params::Owned;
        type Results = crate::capos_capnp::memory_object::get_size_results::Owned;
        const INTERFACE: Interface = Interface::MemoryObject;
        const ORDINAL: u16 = 0;
        const NAME: &'static str = "getSize";
        const BULK: Bulk = Bulk::None;
    }

    pub struct Read;

    impl Method for Read {
        type Params = crate::capos_capnp::memory_object::read_params::Owned;
        type Results = crate::capos_capnp::memory_object::read_results::Owned;
        const INTERFACE: Interface = Interface::MemoryObject;
        const ORDINAL: u16 = 1;
        const NAME: &'static str = "read";
        const BULK: Bulk = Bulk::ToCaller;
    }

    pub struct Write;

    impl Method for Write {
        type Params = crate::capos_capnp::memory_object::write_params::Owned;
        type Results = crate::capos_capnp::memory_object::write_results::Owned;
        const INTERFACE: Interface = Interface::MemoryObject;
        const ORDINAL: u16 = 2;
        const NAME: &'static str = "write";
        const BULK: Bulk = Bulk::FromCaller;
    }

    pub struct Resize;

    impl Method for Resize {
        type Params = crate::capos_capnp::memory_object::resize_params::Owned;
        type Results = crate::capos_capnp::memory_object::resize_results::Owned;
        const INTERFACE: Interface = Interface::MemoryObject;
        const ORDINAL: u16 = 3;
        const NAME: &'static str = "resize";
        const BULK: Bulk = Bulk::None;
    }

    pub struct ReadOnly;

    impl Method for ReadOnly {
        type Params = crate::capos_capnp::memory_object::read_only_params::Owned;
        type Results = crate::capos_capnp::memory_object::read_only_results::Owned;
        const INTERFACE: Interface = Interface::MemoryObject;
        const ORDINAL: u16 = 4;
        const NAME: &'static str = "readOnly";
        const BULK: Bulk = Bulk::None;
    }

    pub const METHODS: u16 = 5;
    pub const NAMES: &[&str] = &["getSize", "read", "write", "resize", "readOnly"];
}

pub mod namespace {
    use super::*;

    pub struct Open;

    impl Method for Open {
        type Params = crate::capos_capnp::namespace::open_params::Owned;
        type Results = crate::capos_capnp::namespace::open_results::Owned;
        const INTERFACE: Interface = Interface::Namespace;
        const ORDINAL: u16 = 0;
        const NAME: &'static str = "open";
        const BULK: Bulk = Bulk::None;
    }

    pub struct GetStatus;

    impl Method for GetStatus {
        type Params = crate::capos_capnp::namespace::get_status_params::Owned;
        type Results = crate::capos_capnp::file_status::Owned;
        const INTERFACE: Interface = Interface::Namespace;
        const ORDINAL: u16 = 1;
        const NAME: &'static str = "getStatus";
        const BULK: Bulk = Bulk::None;
    }

    pub struct MakeNode;

    impl Method for MakeNode {
        type Params = crate::capos_capnp::namespace::make_node_params::Owned;
        type Results = crate::capos_capnp::namespace::make_node_results::Owned;
        const INTERFACE: Interface = Interface::Namespace;
        const ORDINAL: u16 = 2;
        const NAME: &'static str = "makeNode";
        const BULK: Bulk = Bulk::None;
    }

    pub struct Remove;

    impl Method for Remove {
        type Params = crate::capos_capnp::namespace::remove_params::Owned;
        type Results = crate::capos_capnp::namespace::remove_results::Owned;
        const INTERFACE: Interface = Interface::Namespace;
        const ORDINAL: u16 = 3;
        const NAME: &'static str = "remove";
        const BULK: Bulk = Bulk::None;
    }

    pub struct Rename;

    impl Method for Rename {
        type Params = crate::capos_capnp::namespace::rename_params::Owned;
        type Results = crate::capos_capnp::namespace::rename_results::Owned;
        const INTERFACE: Interface = Interface::Namespace;
        const ORDINAL: u16 = 4;
        const NAME: &'static str = "rename";
        const BULK: Bulk = Bulk::None;
    }

    pub struct Link;

    impl Method for Link {
        type Params = crate::capos_capnp::namespace::link_params::Owned;
        type Results = crate::capos_capnp::namespace::link_results::Owned;
        const INTERFACE: Interface = Interface::Namespace;
        const ORDINAL: u16 = 5;
        const NAME: &'static str = "link";
        const BULK: Bulk = Bulk::None;
    }

    pub struct MakeSymbolicLink;

    impl Method for MakeSymbolicLink {
        type Params = crate::capos_capnp::namespace::make_symbolic_link_params::Owned;
        type Results = crate::capos_capnp::namespace::make_symbolic_link_results::Owned;
        const INTERFACE: Interface = Interface::Namespace;
        const ORDINAL: u16 = 6;
        const NAME: &'static str = "makeSymbolicLink";
        const BULK: Bulk = Bulk::None;
    }

    pub struct ReadLink;

    impl Method for ReadLink {
        type Params = crate::capos_capnp::namespace::read_link_params::Owned;
        type Results = crate::capos_capnp::namespace::read_link_results::Owned;
        const INTERFACE: Interface = Interface::Namespace;
        const ORDINAL: u16 = 7;
        const NAME: &'static str = "readLink";
        const BULK: Bulk = Bulk::ToCaller;
    }

    pub struct SetMode;

    impl Method for SetMode {
        type Params = crate::capos_capnp::namespace::set_mode_params::Owned;
        type Results = crate::capos_capnp::namespace::set_mode_results::Owned;
        const INTERFACE: Interface = Interface::Namespace;
        const ORDINAL: u16 = 8;
        const NAME: &'static str = "setMode";
        const BULK: Bulk = Bulk::None;
    }

    pub struct SetOwner;

    impl Method for SetOwner {
        type Params = crate::capos_capnp::namespace::set_owner_params::Owned;
        type Results = crate::capos_capnp::namespace::set_owner_results::Owned;
        const INTERFACE: Interface = Interface::Namespace;
        const ORDINAL: u16 = 9;
        const NAME: &'static str = "setOwner";
        const BULK: Bulk = Bulk::None;
    }

    pub struct SetTimes;

    impl Method for SetTimes {
        type Params = crate::capos_capnp::namespace::set_times_params::Owned;
        type Results = crate::capos_capnp::namespace::set_times_results::Owned;
        const INTERFACE: Interface = Interface::Namespace;
        const ORDINAL: u16 = 10;
        const NAME: &'static str = "setTimes";
        const BULK: Bulk = Bulk::None;
    }

    pub struct SetSize;

    impl Method for SetSize {
        type Params = crate::capos_capnp::namespace::set_size_params::Owned;
        type Results = crate::capos_capnp::namespace::set_size_results::Owned;
        const INTERFACE: Interface = Interface::Namespace;
        const ORDINAL: u16 = 11;
        const NAME: &'static str = "setSize";
        const BULK: Bulk = Bulk::None;
    }

    pub struct CheckAccess;

    impl Method for CheckAccess {
        type Params = crate::capos_capnp::namespace::check_access_params::Owned;
        type Results = crate::capos_capnp::namespace::check_access_results::Owned;
        const INTERFACE: Interface = Interface::Namespace;
        const ORDINAL: u16 = 12;
        const NAME: &'static str = "checkAccess";
        const BULK: Bulk = Bulk::None;
    }

    pub struct GetFileSystemStatus;

    impl Method for GetFileSystemStatus {
        type Params = crate::capos_capnp::namespace::get_file_system_status_params::Owned;
        type Results = crate::capos_capnp::file_system_status::Owned;
        const INTERFACE: Interface = Interface::Namespace;
        const ORDINAL: u16 = 13;
        const NAME: &'static str = "getFileSystemStatus";
        const BULK: Bulk = Bulk::None;
    }

    pub struct GetPath;

    impl Method for GetPath {
        type Params = crate::capos_capnp::namespace::get_path_params::Owned;
        type Results = crate::capos_capnp::namespace::get_path_results::Owned;
        const INTERFACE: Interface = Interface::Namespace;
        const ORDINAL: u16 = 14;
        const NAME: &'static str = "getPath";
        const BULK: Bulk = Bulk::ToCaller;
    }

    pub struct Sub;

    impl Method for Sub {
        type Params = crate::capos_capnp::namespace::sub_params::Owned;
        type Results = crate::capos_capnp::namespace::sub_results::Owned;
        const INTERFACE: Interface = Interface::Namespace;
        const ORDINAL: u16 = 15;
        const NAME: &'static str = "sub";
        const BULK: Bulk = Bulk::None;
    }

    pub struct ReadOnly;

    impl Method for ReadOnly {
        type Params = crate::capos_capnp::namespace::read_only_params::Owned;
        type Results = crate::capos_capnp::namespace::read_only_results::Owned;
        const INTERFACE: Interface = Interface::Namespace;
        const ORDINAL: u16 = 16;
        const NAME: &'static str = "readOnly";
        const BULK: Bulk = Bulk::None;
    }

    pub struct Bind;

    impl Method for Bind {
        type Params = crate::capos_capnp::namespace::bind_params::Owned;
        type Results = crate::capos_capnp::namespace::bind_results::Owned;
        const INTERFACE: Interface = Interface::Namespace;
        const ORDINAL: u16 = 17;
        const NAME: &'static str = "bind";
        const BULK: Bulk = Bulk::None;
    }

    pub struct Assume;

    impl Method for Assume {
        type Params = crate::capos_capnp::namespace::assume_params::Owned;
        type Results = crate::capos_capnp::namespace::assume_results::Owned;
        const INTERFACE: Interface = Interface::Namespace;
        const ORDINAL: u16 = 18;
        const NAME: &'static str = "assume";
        const BULK: Bulk = Bulk::None;
    }

    pub struct GetIdentity;

    impl Method for GetIdentity {
        type Params = crate::capos_capnp::namespace::get_identity_params::Owned;
        type Results = crate::capos_capnp::namespace::get_identity_results::Owned;
        const INTERFACE: Interface = Interface::Namespace;
        const ORDINAL: u16 = 19;
        const NAME: &'static str = "getIdentity";
        const BULK: Bulk = Bulk::None;
    }

    pub struct Sync;

    impl Method for Sync {
        type Params = crate::capos_capnp::namespace::sync_params::Owned;
        type Results = crate::capos_capnp::namespace::sync_results::Owned;
        const INTERFACE: Interface = Interface::Namespace;
        const ORDINAL: u16 = 20;
        const NAME: &'static str = "sync";
        const BULK: Bulk = Bulk::None;
    }

    pub struct Empty;

    impl Method for Empty {
        type Params = crate::capos_capnp::namespace::empty_params::Owned;
        type Results = crate::capos_capnp::namespace::empty_results::Owned;
        const INTERFACE: Interface = Interface::Namespace;
        const ORDINAL: u16 = 21;
        const NAME: &'static str = "empty";
        const BULK: Bulk = Bulk::None;
    }

    pub struct GetBinding;

    impl Method for GetBinding {
        type Params = crate::capos_capnp::namespace::get_binding_params::Owned;
        type Results = crate::capos_capnp::namespace::get_binding_results::Owned;
        const INTERFACE: Interface = Interface::Namespace;
        const ORDINAL: u16 = 22;
        const NAME: &'static str = "getBinding";
        const BULK: Bulk = Bulk::ToCaller;
    }

    pub const METHODS: u16 = 23;
    pub const NAMES: &[&str] = &["open", "getStatus", "makeNode", "remove", "rename", "link", "makeSymbolicLink", "readLink", "setMode", "setOwner", "setTimes", "setSize", "checkAccess", "getFileSystemStatus", "getPath", "sub", "readOnly", "bind", "assume", "getIdentity", "sync", "empty", "getBinding"];
}

pub mod network_manager {
    use super::*;

    pub struct GetConfig;

    impl Method for GetConfig {
        type Params = crate::capos_capnp::network_manager::get_config_params::Owned;
        type Results = crate::capos_capnp::network_manager::get_config_results::Owned;
        const INTERFACE: Interface = Interface::NetworkManager;
        const ORDINAL: u16 = 0;
        const NAME: &'static str = "getConfig";
        const BULK: Bulk = Bulk::None;
    }

    pub struct CreateUdpSocket;

    impl Method for CreateUdpSocket {
        type Params = crate::capos_capnp::network_manager::create_udp_socket_params::Owned;
        type Results = crate::capos_capnp::network_manager::create_udp_socket_results::Owned;
        const INTERFACE: Interface = Interface::NetworkManager;
        const ORDINAL: u16 = 1;
        const NAME: &'static str = "createUdpSocket";
        const BULK: Bulk = Bulk::None;
    }

    pub struct Restrict;

    impl Method for Restrict {
        type Params = crate::capos_capnp::network_manager::restrict_params::Owned;
        type Results = crate::capos_capnp::network_manager::restrict_results::Owned;
        const INTERFACE: Interface = Interface::NetworkManager;
        const ORDINAL: u16 = 2;
        const NAME: &'static str = "restrict";
        const BULK: Bulk = Bulk::None;
    }

    pub struct CreateTcpSocket;

    impl Method for CreateTcpSocket {
        type Params = crate::capos_capnp::network_manager::create_tcp_socket_params::Owned;
        type Results = crate::capos_capnp::network_manager::create_tcp_socket_results::Owned;
        const INTERFACE: Interface = Interface::NetworkManager;
        const ORDINAL: u16 = 3;
        const NAME: &'static str = "createTcpSocket";
        const BULK: Bulk = Bulk::None;
    }

    pub struct CreateTcpListener;

    impl Method for CreateTcpListener {
        type Params = crate::capos_capnp::network_manager::create_tcp_listener_params::Owned;
        type Results = crate::capos_capnp::network_manager::create_tcp_listener_results::Owned;
        const INTERFACE: Interface = Interface::NetworkManager;
        const ORDINAL: u16 = 4;
        const NAME: &'static str = "createTcpListener";
        const BULK: Bulk = Bulk::None;
    }

    pub struct ConnectTcp;

    impl Method for ConnectTcp {
        type Params = crate::capos_capnp::socket_address::Owned;
        type Results = crate::capos_capnp::network_manager::connect_tcp_results::Owned;
        const INTERFACE: Interface = Interface::NetworkManager;
        const ORDINAL: u16 = 5;
        const NAME: &'static str = "connectTcp";
        const BULK: Bulk = Bulk::None;
    }

    pub const METHODS: u16 = 6;
    pub const NAMES: &[&str] = &["getConfig", "createUdpSocket", "restrict", "createTcpSocket", "createTcpListener", "connectTcp"];
}

pub mod park_space {
    use super::*;

    pub struct CountParked;

    impl Method for CountParked {
        type Params = crate::capos_capnp::park_space::count_parked_params::Owned;
        type Results = crate::capos_capnp::park_space::count_parked_results::Owned;
        const INTERFACE: Interface = Interface::ParkSpace;
        const ORDINAL: u16 = 0;
        const NAME: &'static str = "countParked";
        const BULK: Bulk = Bulk::None;
    }

    pub const METHODS: u16 = 1;
    pub const NAMES: &[&str] = &["countParked"];
}

pub mod pipe {
    use super::*;

    pub struct Read;

    impl Method for Read {
        type Params = crate::capos_capnp::pipe::read_params::Owned;
        type Results = crate::capos_capnp::pipe::read_results::Owned;
        const INTERFACE: Interface = Interface::Pipe;
        const ORDINAL: u16 = 0;
        const NAME: &'static str = "read";
        const BULK: Bulk = Bulk::ToCaller;
    }

    pub struct Write;

    impl Method for Write {
        type Params = crate::capos_capnp::pipe::write_params::Owned;
        type Results = crate::capos_capnp::pipe::write_results::Owned;
        const INTERFACE: Interface = Interface::Pipe;
        const ORDINAL: u16 = 1;
        const NAME: &'static str = "write";
        const BULK: Bulk = Bulk::FromCaller;
    }

    pub struct GetFlags;

    impl Method for GetFlags {
        type Params = crate::capos_capnp::pipe::get_flags_params::Owned;
        type Results = crate::capos_capnp::status_flags::Owned;
        const INTERFACE: Interface = Interface::Pipe;
        const ORDINAL: u16 = 2;
        const NAME: &'static str = "getFlags";
        const BULK: Bulk = Bulk::None;
    }

    pub struct SetFlags;

    impl Method for SetFlags {
        type Params = crate::capos_capnp::status_flags::Owned;
        type Results = crate::capos_capnp::pipe::set_flags_results::Owned;
        const INTERFACE: Interface = Interface::Pipe;
        const ORDINAL: u16 = 3;
        const NAME: &'static str = "setFlags";
        const BULK: Bulk = Bulk::None;
    }

    pub struct GetStatus;

    impl Method for GetStatus {
        type Params = crate::capos_capnp::pipe::get_status_params::Owned;
        type Results = crate::capos_capnp::file_status::Owned;
        const INTERFACE: Interface = Interface::Pipe;
        const ORDINAL: u16 = 4;
        const NAME: &'static str = "getStatus";
        const BULK: Bulk = Bulk::None;
    }

    pub struct GetAvailable;

    impl Method for GetAvailable {
        type Params = crate::capos_capnp::pipe::get_available_params::Owned;
        type Results = crate::capos_capnp::pipe::get_available_results::Owned;
        const INTERFACE: Interface = Interface::Pipe;
        const ORDINAL: u16 = 5;
        const NAME: &'static str = "getAvailable";
        const BULK: Bulk = Bulk::None;
    }

    pub struct WaitForPeer;

    impl Method for WaitForPeer {
        type Params = crate::capos_capnp::pipe::wait_for_peer_params::Owned;
        type Results = crate::capos_capnp::pipe::wait_for_peer_results::Owned;
        const INTERFACE: Interface = Interface::Pipe;
        const ORDINAL: u16 = 6;
        const NAME: &'static str = "waitForPeer";
        const BULK: Bulk = Bulk::None;
    }

    pub struct SetMode;

    impl Method for SetMode {
        type Params = crate::capos_capnp::file_mode::Owned;
        type Results = crate::capos_capnp::pipe::set_mode_results::Owned;
        const INTERFACE: Interface = Interface::Pipe;
        const ORDINAL: u16 = 7;
        const NAME: &'static str = "setMode";
        const BULK: Bulk = Bulk::None;
    }

    pub struct SetOwner;

    impl Method for SetOwner {
        type Params = crate::capos_capnp::file_owner::Owned;
        type Results = crate::capos_capnp::pipe::set_owner_results::Owned;
        const INTERFACE: Interface = Interface::Pipe;
        const ORDINAL: u16 = 8;
        const NAME: &'static str = "setOwner";
        const BULK: Bulk = Bulk::None;
    }

    pub struct SetTimes;

    impl Method for SetTimes {
        type Params = crate::capos_capnp::file_times::Owned;
        type Results = crate::capos_capnp::pipe::set_times_results::Owned;
        const INTERFACE: Interface = Interface::Pipe;
        const ORDINAL: u16 = 9;
        const NAME: &'static str = "setTimes";
        const BULK: Bulk = Bulk::None;
    }

    pub const METHODS: u16 = 10;
    pub const NAMES: &[&str] = &["read", "write", "getFlags", "setFlags", "getStatus", "getAvailable", "waitForPeer", "setMode", "setOwner", "setTimes"];
}

pub mod process_forker {
    use super::*;

    pub struct Fork;

    impl Method for Fork {
        type Params = crate::capos_capnp::process_forker::fork_params::Owned;
        type Results = crate::capos_capnp::process_forker::fork_results::Owned;
        const INTERFACE: Interface = Interface::ProcessForker;
        const ORDINAL: u16 = 0;
        const NAME: &'static str = "fork";
        const BULK: Bulk = Bulk::None;
    }

    pub const METHODS: u16 = 1;
    pub const NAMES: &[&str] = &["fork"];
}

pub mod process_handle {
    use super::*;

    pub struct Wait;

    impl Method for Wait {
        type Params = crate::capos_capnp::process_handle::wait_params::Owned;
        type Results = crate::capos_capnp::process_handle::wait_results::Owned;
        const INTERFACE: Interface = Interface::ProcessHandle;
        const ORDINAL: u16 = 0;
        const NAME: &'static str = "wait";
        const BULK: Bulk = Bulk::None;
    }

    pub struct Kill;

    impl Method for Kill {
        type Params = crate::capos_capnp::process_handle::kill_params::Owned;
        type Results = crate::capos_capnp::process_handle::kill_results::Owned;
        const INTERFACE: Interface = Interface::ProcessHandle;
        const ORDINAL: u16 = 1;
        const NAME: &'static str = "kill";
        const BULK: Bulk = Bulk::None;
    }

    pub struct GetId;

    impl Method for GetId {
        type Params = crate::capos_capnp::process_handle::get_id_params::Owned;
        type Results = crate::capos_capnp::process_handle::get_id_results::Owned;
        const INTERFACE: Interface = Interface::ProcessHandle;
        const ORDINAL: u16 = 2;
        const NAME: &'static str = "getId";
        const BULK: Bulk = Bulk::None;
    }

    pub struct Signal;

    impl Method for Signal {
        type Params = crate::capos_capnp::process_handle::signal_params::Owned;
        type Results = crate::capos_capnp::process_handle::signal_results::Owned;
        const INTERFACE: Interface = Interface::ProcessHandle;
        const ORDINAL: u16 = 3;
        const NAME: &'static str = "signal";
        const BULK: Bulk = Bulk::None;
    }

    pub const METHODS: u16 = 4;
    pub const NAMES: &[&str] = &["wait", "kill", "getId", "signal"];
}

pub mod process_list {
    use super::*;

    pub struct Next;

    impl Method for Next {
        type Params = crate::capos_capnp::process_list::next_params::Owned;
        type Results = crate::capos_capnp::process_list::next_results::Owned;
        const INTERFACE: Interface = Interface::ProcessList;
        const ORDINAL: u16 = 0;
        const NAME: &'static str = "next";
        const BULK: Bulk = Bulk::None;
    }

    pub const METHODS: u16 = 1;
    pub const NAMES: &[&str] = &["next"];
}

pub mod process_spawner {
    use super::*;

    pub struct Spawn;

    impl Method for Spawn {
        type Params = crate::capos_capnp::process_spawner::spawn_params::Owned;
        type Results = crate::capos_capnp::process_spawner::spawn_results::Owned;
        const INTERFACE: Interface = Interface::ProcessSpawner;
        const ORDINAL: u16 = 0;
        const NAME: &'static str = "spawn";
        const BULK: Bulk = Bulk::FromCaller;
    }

    pub const METHODS: u16 = 1;
    pub const NAMES: &[&str] = &["spawn"];
}

pub mod pseudo_terminal {
    use super::*;

    pub struct Read;

    impl Method for Read {
        type Params = crate::capos_capnp::pseudo_terminal::read_params::Owned;
        type Results = crate::capos_capnp::pseudo_terminal::read_results::Owned;
        const INTERFACE: Interface = Interface::PseudoTerminal;
        const ORDINAL: u16 = 0;
        const NAME: &'static str = "read";
        const BULK: Bulk = Bulk::ToCaller;
    }

    pub struct Write;

    impl Method for Write {
        type Params = crate::capos_capnp::pseudo_terminal::write_params::Owned;
        type Results = crate::capos_capnp::pseudo_terminal::write_results::Owned;
        const INTERFACE: Interface = Interface::PseudoTerminal;
        const ORDINAL: u16 = 1;
        const NAME: &'static str = "write";
        const BULK: Bulk = Bulk::FromCaller;
    }

    pub struct GetFlags;

    impl Method for GetFlags {
        type Params = crate::capos_capnp::pseudo_terminal::get_flags_params::Owned;
        type Results = crate::capos_capnp::status_flags::Owned;
        const INTERFACE: Interface = Interface::PseudoTerminal;
        const ORDINAL: u16 = 2;
        const NAME: &'static str = "getFlags";
        const BULK: Bulk = Bulk::None;
    }

    pub struct SetFlags;

    impl Method for SetFlags {
        type Params = crate::capos_capnp::status_flags::Owned;
        type Results = crate::capos_capnp::pseudo_terminal::set_flags_results::Owned;
        const INTERFACE: Interface = Interface::PseudoTerminal;
        const ORDINAL: u16 = 3;
        const NAME: &'static str = "setFlags";
        const BULK: Bulk = Bulk::None;
    }

    pub struct GetNumber;

    impl Method for GetNumber {
        type Params = crate::capos_capnp::pseudo_terminal::get_number_params::Owned;
        type Results = crate::capos_capnp::pseudo_terminal::get_number_results::Owned;
        const INTERFACE: Interface = Interface::PseudoTerminal;
        const ORDINAL: u16 = 4;
        const NAME: &'static str = "getNumber";
        const BULK: Bulk = Bulk::None;
    }

    pub struct SetLocked;

    impl Method for SetLocked {
        type Params = crate::capos_capnp::pseudo_terminal::set_locked_params::Owned;
        type Results = crate::capos_capnp::pseudo_terminal::set_locked_results::Owned;
        const INTERFACE: Interface = Interface::PseudoTerminal;
        const ORDINAL: u16 = 5;
        const NAME: &'static str = "setLocked";
        const BULK: Bulk = Bulk::None;
    }

    pub struct OpenTerminal;

    impl Method for OpenTerminal {
        type Params = crate::capos_capnp::pseudo_terminal::open_terminal_params::Owned;
        type Results = crate::capos_capnp::pseudo_terminal::open_terminal_results::Owned;
        const INTERFACE: Interface = Interface::PseudoTerminal;
        const ORDINAL: u16 = 6;
        const NAME: &'static str = "openTerminal";
        const BULK: Bulk = Bulk::None;
    }

    pub struct GetSettings;

    impl Method for GetSettings {
        type Params = crate::capos_capnp::pseudo_terminal::get_settings_params::Owned;
        type Results = crate::capos_capnp::pseudo_terminal::get_settings_results::Owned;
        const INTERFACE: Interface = Interface::PseudoTerminal;
        const ORDINAL: u16 = 7;
        const NAME: &'static str = "getSettings";
        const BULK: Bulk = Bulk::None;
    }

    pub struct SetWindowSize;

    impl Method for SetWindowSize {
        type Params = crate::capos_capnp::pseudo_terminal::set_window_size_params::Owned;
        type Results = crate::capos_capnp::pseudo_terminal::set_window_size_results::Owned;
        const INTERFACE: Interface = Interface::PseudoTerminal;
        const ORDINAL: u16 = 8;
        const NAME: &'static str = "setWindowSize";
        const BULK: Bulk = Bulk::None;
    }

    pub const METHODS: u16 = 9;
    pub const NAMES: &[&str] = &["read", "write", "getFlags", "setFlags", "getNumber", "setLocked", "openTerminal", "getSettings", "setWindowSize"];
}

pub mod self_process {
    use super::*;

    pub struct GetUsage;

    impl Method for GetUsage {
        type Params = crate::capos_capnp::self_process::get_usage_params::Owned;
        type Results = crate::capos_capnp::self_process::get_usage_results::Owned;
        const INTERFACE: Interface = Interface::SelfProcess;
        const ORDINAL: u16 = 0;
        const NAME: &'static str = "getUsage";
        const BULK: Bulk = Bulk::None;
    }

    pub struct Exec;

    impl Method for Exec {
        type Params = crate::capos_capnp::self_process::exec_params::Owned;
        type Results = crate::capos_capnp::self_process::exec_results::Owned;
        const INTERFACE: Interface = Interface::SelfProcess;
        const ORDINAL: u16 = 1;
        const NAME: &'static str = "exec";
        const BULK: Bulk = Bulk::FromCaller;
    }

    pub struct GetIds;

    impl Method for GetIds {
        type Params = crate::capos_capnp::self_process::get_ids_params::Owned;
        type Results = crate::capos_capnp::self_process::get_ids_results::Owned;
        const INTERFACE: Interface = Interface::SelfProcess;
        const ORDINAL: u16 = 2;
        const NAME: &'static str = "getIds";
        const BULK: Bulk = Bulk::None;
    }

    pub struct SetGroup;

    impl Method for SetGroup {
        type Params = crate::capos_capnp::self_process::set_group_params::Owned;
        type Results = crate::capos_capnp::self_process::set_group_results::Owned;
        const INTERFACE: Interface = Interface::SelfProcess;
        const ORDINAL: u16 = 3;
        const NAME: &'static str = "setGroup";
        const BULK: Bulk = Bulk::None;
    }

    pub struct CreateSession;

    impl Method for CreateSession {
        type Params = crate::capos_capnp::self_process::create_session_params::Owned;
        type Results = crate::capos_capnp::self_process::create_session_results::Owned;
        const INTERFACE: Interface = Interface::SelfProcess;
        const ORDINAL: u16 = 4;
        const NAME: &'static str = "createSession";
        const BULK: Bulk = Bulk::None;
    }

    pub struct Signal;

    impl Method for Signal {
        type Params = crate::capos_capnp::self_process::signal_params::Owned;
        type Results = crate::capos_capnp::self_process::signal_results::Owned;
        const INTERFACE: Interface = Interface::SelfProcess;
        const ORDINAL: u16 = 5;
        const NAME: &'static str = "signal";
        const BULK: Bulk = Bulk::None;
    }

    pub struct SetSignalBlocks;

    impl Method for SetSignalBlocks {
        type Params = crate::capos_capnp::self_process::set_signal_blocks_params::Owned;
        type Results = crate::capos_capnp::self_process::set_signal_blocks_results::Owned;
        const INTERFACE: Interface = Interface::SelfProcess;
        const ORDINAL: u16 = 6;
        const NAME: &'static str = "setSignalBlocks";
        const BULK: Bulk = Bulk::None;
    }

    pub struct TakeSignal;

    impl Method for TakeSignal {
        type Params = crate::capos_capnp::self_process::take_signal_params::Owned;
        type Results = crate::capos_capnp::self_process::take_signal_results::Owned;
        const INTERFACE: Interface = Interface::SelfProcess;
        const ORDINAL: u16 = 7;
        const NAME: &'static str = "takeSignal";
        const BULK: Bulk = Bulk::None;
    }

    pub struct Pause;

    impl Method for Pause {
        type Params = crate::capos_capnp::self_process::pause_params::Owned;
        type Results = crate::capos_capnp::self_process::pause_results::Owned;
        const INTERFACE: Interface = Interface::SelfProcess;
        const ORDINAL: u16 = 8;
        const NAME: &'static str = "pause";
        const BULK: Bulk = Bulk::None;
    }

    pub struct GetPendingSignals;

    impl Method for GetPendingSignals {
        type Params = crate::capos_capnp::self_process::get_pending_signals_params::Owned;
        type Results = crate::capos_capnp::self_process::get_pending_signals_results::Owned;
        const INTERFACE: Interface = Interface::SelfProcess;
        const ORDINAL: u16 = 9;
        const NAME: &'static str = "getPendingSignals";
        const BULK: Bulk = Bulk::None;
    }

    pub struct DiscardSignals;

    impl Method for DiscardSignals {
        type Params = crate::capos_capnp::self_process::discard_signals_params::Owned;
        type Results = crate::capos_capnp::self_process::discard_signals_results::Owned;
        const INTERFACE: Interface = Interface::SelfProcess;
        const ORDINAL: u16 = 10;
        const NAME: &'static str = "discardSignals";
        const BULK: Bulk = Bulk::None;
    }

    pub struct WaitChild;

    impl Method for WaitChild {
        type Params = crate::capos_capnp::self_process::wait_child_params::Owned;
        type Results = crate::capos_capnp::self_process::wait_child_results::Owned;
        const INTERFACE: Interface = Interface::SelfProcess;
        const ORDINAL: u16 = 11;
        const NAME: &'static str = "waitChild";
        const BULK: Bulk = Bulk::None;
    }

    pub struct CreateTimer;

    impl Method for CreateTimer {
        type Params = crate::capos_capnp::self_process::create_timer_params::Owned;
        type Results = crate::capos_capnp::self_process::create_timer_results::Owned;
        const INTERFACE: Interface = Interface::SelfProcess;
        const ORDINAL: u16 = 12;
        const NAME: &'static str = "createTimer";
        const BULK: Bulk = Bulk::None;
    }

    pub struct CreateSignalReader;

    impl Method for CreateSignalReader {
        type Params = crate::capos_capnp::self_process::create_signal_reader_params::Owned;
        type Results = crate::capos_capnp::self_process::create_signal_reader_results::Owned;
        const INTERFACE: Interface = Interface::SelfProcess;
        const ORDINAL: u16 = 13;
        const NAME: &'static str = "createSignalReader";
        const BULK: Bulk = Bulk::None;
    }

    pub struct GetPriority;

    impl Method for GetPriority {
        type Params = crate::capos_capnp::self_process::get_priority_params::Owned;
        type Results = crate::capos_capnp::self_process::get_priority_results::Owned;
        const INTERFACE: Interface = Interface::SelfProcess;
        const ORDINAL: u16 = 14;
        const NAME: &'static str = "getPriority";
        const BULK: Bulk = Bulk::None;
    }

    pub struct SetPriority;

    impl Method for SetPriority {
        type Params = crate::capos_capnp::self_process::set_priority_params::Owned;
        type Results = crate::capos_capnp::self_process::set_priority_results::Owned;
        const INTERFACE: Interface = Interface::SelfProcess;
        const ORDINAL: u16 = 15;
        const NAME: &'static str = "setPriority";
        const BULK: Bulk = Bulk::None;
    }

    pub struct GetLimit;

    impl Method for GetLimit {
        type Params = crate::capos_capnp::self_process::get_limit_params::Owned;
        type Results = crate::capos_capnp::self_process::get_limit_results::Owned;
        const INTERFACE: Interface = Interface::SelfProcess;
        const ORDINAL: u16 = 16;
        const NAME: &'static str = "getLimit";
        const BULK: Bulk = Bulk::None;
    }

    pub struct SetLimit;

    impl Method for SetLimit {
        type Params = crate::capos_capnp::self_process::set_limit_params::Owned;
        type Results = crate::capos_capnp::self_process::set_limit_results::Owned;
        const INTERFACE: Interface = Interface::SelfProcess;
        const ORDINAL: u16 = 17;
        const NAME: &'static str = "setLimit";
        const BULK: Bulk = Bulk::None;
    }

    pub struct SetScheduling;

    impl Method for SetScheduling {
        type Params = crate::capos_capnp::self_process::set_scheduling_params::Owned;
        type Results = crate::capos_capnp::self_process::set_scheduling_results::Owned;
        const INTERFACE: Interface = Interface::SelfProcess;
        const ORDINAL: u16 = 18;
        const NAME: &'static str = "setScheduling";
        const BULK: Bulk = Bulk::None;
    }

    pub struct GetScheduling;

    impl Method for GetScheduling {
        type Params = crate::capos_capnp::self_process::get_scheduling_params::Owned;
        type Results = crate::capos_capnp::self_process::get_scheduling_results::Owned;
        const INTERFACE: Interface = Interface::SelfProcess;
        const ORDINAL: u16 = 19;
        const NAME: &'static str = "getScheduling";
        const BULK: Bulk = Bulk::None;
    }

    pub struct MapProcessorTime;

    impl Method for MapProcessorTime {
        type Params = crate::capos_capnp::self_process::map_processor_time_params::Owned;
        type Results = crate::capos_capnp::mapped_address::Owned;
        const INTERFACE: Interface = Interface::SelfProcess;
        const ORDINAL: u16 = 20;
        const NAME: &'static str = "mapProcessorTime";
        const BULK: Bulk = Bulk::None;
    }

    pub struct SetRobustList;

    impl Method for SetRobustList {
        type Params = crate::capos_capnp::self_process::set_robust_list_params::Owned;
        type Results = crate::capos_capnp::self_process::set_robust_list_results::Owned;
        const INTERFACE: Interface = Interface::SelfProcess;
        const ORDINAL: u16 = 21;
        const NAME: &'static str = "setRobustList";
        const BULK: Bulk = Bulk::None;
    }

    pub const METHODS: u16 = 22;
    pub const NAMES: &[&str] = &["getUsage", "exec", "getIds", "setGroup", "createSession", "signal", "setSignalBlocks", "takeSignal", "pause", "getPendingSignals", "discardSignals", "waitChild", "createTimer", "createSignalReader", "getPriority", "setPriority", "getLimit", "setLimit", "setScheduling", "getScheduling", "mapProcessorTime", "setRobustList"];
}

pub mod signal_reader {
    use super::*;

    pub struct Read;

    impl Method for Read {
        type Params = crate::capos_capnp::signal_reader::read_params::Owned;
        type Results = crate::capos_capnp::signal_reader::read_results::Owned;
        const INTERFACE: Interface = Interface::SignalReader;
        const ORDINAL: u16 = 0;
        const NAME: &'static str = "read";
        const BULK: Bulk = Bulk::ToCaller;
    }

    pub struct GetFlags;

    impl Method for GetFlags {
        type Params = crate::capos_capnp::signal_reader::get_flags_params::Owned;
        type Results = crate::capos_capnp::status_flags::Owned;
        const INTERFACE: Interface = Interface::SignalReader;
        const ORDINAL: u16 = 1;
        const NAME: &'static str = "getFlags";
        const BULK: Bulk = Bulk::None;
    }

    pub struct SetFlags;

    impl Method for SetFlags {
        type Params = crate::capos_capnp::status_flags::Owned;
        type Results = crate::capos_capnp::signal_reader::set_flags_results::Owned;
        const INTERFACE: Interface = Interface::SignalReader;
        const ORDINAL: u16 = 2;
        const NAME: &'static str = "setFlags";
        const BULK: Bulk = Bulk::None;
    }

    pub struct SetSignals;

    impl Method for SetSignals {
        type Params = crate::capos_capnp::signal_reader::set_signals_params::Owned;
        type Results = crate::capos_capnp::signal_reader::set_signals_results::Owned;
        const INTERFACE: Interface = Interface::SignalReader;
        const ORDINAL: u16 = 3;
        const NAME: &'static str = "setSignals";
        const BULK: Bulk = Bulk::None;
    }

    pub const METHODS: u16 = 4;
    pub const NAMES: &[&str] = &["read", "getFlags", "setFlags", "setSignals"];
}

pub mod signal_timer {
    use super::*;

    pub struct Set;

    impl Method for Set {
        type Params = crate::capos_capnp::signal_timer::set_params::Owned;
        type Results = crate::capos_capnp::timer_setting::Owned;
        const INTERFACE: Interface = Interface::SignalTimer;
        const ORDINAL: u16 = 0;
        const NAME: &'static str = "set";
        const BULK: Bulk = Bulk::None;
    }

    pub struct Get;

    impl Method for Get {
        type Params = crate::capos_capnp::signal_timer::get_params::Owned;
        type Results = crate::capos_capnp::signal_timer::get_results::Owned;
        const INTERFACE: Interface = Interface::SignalTimer;
        const ORDINAL: u16 = 1;
        const NAME: &'static str = "get";
        const BULK: Bulk = Bulk::None;
    }

    pub const METHODS: u16 = 2;
    pub const NAMES: &[&str] = &["set", "get"];
}

pub mod system_info {
    use super::*;

    pub struct Get;

    impl Method for Get {
        type Params = crate::capos_capnp::system_info::get_params::Owned;
        type Results = crate::capos_capnp::system_info::get_results::Owned;
        const INTERFACE: Interface = Interface::SystemInfo;
        const ORDINAL: u16 = 0;
        const NAME: &'static str = "get";
        const BULK: Bulk = Bulk::None;
    }

    pub struct Ping;

    impl Method for Ping {
        type Params = crate::capos_capnp::system_info::ping_params::Owned;
        type Results = crate::capos_capnp::system_info::ping_results::Owned;
        const INTERFACE: Interface = Interface::SystemInfo;
        const ORDINAL: u16 = 1;
        const NAME: &'static str = "ping";
        const BULK: Bulk = Bulk::None;
    }

    pub struct Count;

    impl Method for Count {
        type Params = crate::capos_capnp::system_info::count_params::Owned;
        type Results = crate::capos_capnp::system_info::count_results::Owned;
        const INTERFACE: Interface = Interface::SystemInfo;
        const ORDINAL: u16 = 2;
        const NAME: &'static str = "count";
        const BULK: Bulk = Bulk::None;
    }

    pub struct GetLoad;

    impl Method for GetLoad {
        type Params = crate::capos_capnp::system_info::get_load_params::Owned;
        type Results = crate::capos_capnp::system_info::get_load_results::Owned;
        const INTERFACE: Interface = Interface::SystemInfo;
        const ORDINAL: u16 = 3;
        const NAME: &'static str = "getLoad";
        const BULK: Bulk = Bulk::None;
    }

    pub const METHODS: u16 = 4;
    pub const NAMES: &[&str] = &["get", "ping", "count", "getLoad"];
}

pub mod tcp_listener {
    use super::*;

    pub struct Accept;

    impl Method for Accept {
        type Params = crate::capos_capnp::tcp_listener::accept_params::Owned;
        type Results = crate::capos_capnp::accepted_stream::Owned;
        const INTERFACE: Interface = Interface::TcpListener;
        const ORDINAL: u16 = 0;
        const NAME: &'static str = "accept";
        const BULK: Bulk = Bulk::None;
    }

    pub struct GetAddresses;

    impl Method for GetAddresses {
        type Params = crate::capos_capnp::tcp_listener::get_addresses_params::Owned;
        type Results = crate::capos_capnp::socket_addresses::Owned;
        const INTERFACE: Interface = Interface::TcpListener;
        const ORDINAL: u16 = 1;
        const NAME: &'static str = "getAddresses";
        const BULK: Bulk = Bulk::None;
    }

    pub struct GetFlags;

    impl Method for GetFlags {
        type Params = crate::capos_capnp::tcp_listener::get_flags_params::Owned;
        type Results = crate::capos_capnp::status_flags::Owned;
        const INTERFACE: Interface = Interface::TcpListener;
        const ORDINAL: u16 = 2;
        const NAME: &'static str = "getFlags";
        const BULK: Bulk = Bulk::None;
    }

    pub struct SetFlags;

    impl Method for SetFlags {
        type Params = crate::capos_capnp::status_flags::Owned;
        type Results = crate::capos_capnp::tcp_listener::set_flags_results::Owned;
        const INTERFACE: Interface = Interface::TcpListener;
        const ORDINAL: u16 = 3;
        const NAME: &'static str = "setFlags";
        const BULK: Bulk = Bulk::None;
    }

    pub struct Close;

    impl Method for Close {
        type Params = crate::capos_capnp::tcp_listener::close_params::Owned;
        type Results = crate::capos_capnp::tcp_listener::close_results::Owned;
        const INTERFACE: Interface = Interface::TcpListener;
        const ORDINAL: u16 = 4;
        const NAME: &'static str = "close";
        const BULK: Bulk = Bulk::None;
    }

    pub const METHODS: u16 = 5;
    pub const NAMES: &[&str] = &["accept", "getAddresses", "getFlags", "setFlags", "close"];
}

pub mod tcp_socket {
    use super::*;

    pub struct Bind;

    impl Method for Bind {
        type Params = crate::capos_capnp::socket_address::Owned;
        type Results = crate::capos_capnp::tcp_socket::bind_results::Owned;
        const INTERFACE: Interface = Interface::TcpSocket;
        const ORDINAL: u16 = 0;
        const NAME: &'static str = "bind";
        const BULK: Bulk = Bulk::None;
    }

    pub struct Connect;

    impl Method for Connect {
        type Params = crate::capos_capnp::socket_address::Owned;
        type Results = crate::capos_capnp::tcp_socket::connect_results::Owned;
        const INTERFACE: Interface = Interface::TcpSocket;
        const ORDINAL: u16 = 1;
        const NAME: &'static str = "connect";
        const BULK: Bulk = Bulk::None;
    }

    pub struct Listen;

    impl Method for Listen {
        type Params = crate::capos_capnp::backlog::Owned;
        type Results = crate::capos_capnp::tcp_socket::listen_results::Owned;
        const INTERFACE: Interface = Interface::TcpSocket;
        const ORDINAL: u16 = 2;
        const NAME: &'static str = "listen";
        const BULK: Bulk = Bulk::None;
    }

    pub struct Accept;

    impl Method for Accept {
        type Params = crate::capos_capnp::tcp_socket::accept_params::Owned;
        type Results = crate::capos_capnp::accepted_stream::Owned;
        const INTERFACE: Interface = Interface::TcpSocket;
        const ORDINAL: u16 = 3;
        const NAME: &'static str = "accept";
        const BULK: Bulk = Bulk::None;
    }

    pub struct Send;

    impl Method for Send {
        type Params = crate::capos_capnp::tcp_socket::send_params::Owned;
        type Results = crate::capos_capnp::tcp_socket::send_results::Owned;
        const INTERFACE: Interface = Interface::TcpSocket;
        const ORDINAL: u16 = 4;
        const NAME: &'static str = "send";
        const BULK: Bulk = Bulk::FromCaller;
    }

    pub struct Receive;

    impl Method for Receive {
        type Params = crate::capos_capnp::tcp_socket::receive_params::Owned;
        type Results = crate::capos_capnp::tcp_socket::receive_results::Owned;
        const INTERFACE: Interface = Interface::TcpSocket;
        const ORDINAL: u16 = 5;
        const NAME: &'static str = "receive";
        const BULK: Bulk = Bulk::ToCaller;
    }

    pub struct GetAddresses;

    impl Method for GetAddresses {
        type Params = crate::capos_capnp::tcp_socket::get_addresses_params::Owned;
        type Results = crate::capos_capnp::socket_addresses::Owned;
        const INTERFACE: Interface = Interface::TcpSocket;
        const ORDINAL: u16 = 6;
        const NAME: &'static str = "getAddresses";
        const BULK: Bulk = Bulk::None;
    }

    pub struct GetOption;

    impl Method for GetOption {
        type Params = crate::capos_capnp::option_name::Owned;
        type Results = crate::capos_capnp::option_value::Owned;
        const INTERFACE: Interface = Interface::TcpSocket;
        const ORDINAL: u16 = 7;
        const NAME: &'static str = "getOption";
        const BULK: Bulk = Bulk::None;
    }

    pub struct SetOption;

    impl Method for SetOption {
        type Params = crate::capos_capnp::option_setting::Owned;
        type Results = crate::capos_capnp::tcp_socket::set_option_results::Owned;
        const INTERFACE: Interface = Interface::TcpSocket;
        const ORDINAL: u16 = 8;
        const NAME: &'static str = "setOption";
        const BULK: Bulk = Bulk::None;
    }

    pub struct GetFlags;

    impl Method for GetFlags {
        type Params = crate::capos_capnp::tcp_socket::get_flags_params::Owned;
        type Results = crate::capos_capnp::status_flags::Owned;
        const INTERFACE: Interface = Interface::TcpSocket;
        const ORDINAL: u16 = 9;
        const NAME: &'static str = "getFlags";
        const BULK: Bulk = Bulk::None;
    }

    pub struct SetFlags;

    impl Method for SetFlags {
        type Params = crate::capos_capnp::status_flags::Owned;
        type Results = crate::capos_capnp::tcp_socket::set_flags_results::Owned;
        const INTERFACE: Interface = Interface::TcpSocket;
        const ORDINAL: u16 = 10;
        const NAME: &'static str = "setFlags";
        const BULK: Bulk = Bulk::None;
    }

    pub struct TakeError;

    impl Method for TakeError {
        type Params = crate::capos_capnp::tcp_socket::take_error_params::Owned;
        type Results = crate::capos_capnp::socket_error::Owned;
        const INTERFACE: Interface = Interface::TcpSocket;
        const ORDINAL: u16 = 11;
        const NAME: &'static str = "takeError";
        const BULK: Bulk = Bulk::None;
    }

    pub struct Shutdown;

    impl Method for Shutdown {
        type Params = crate::capos_capnp::directions::Owned;
        type Results = crate::capos_capnp::tcp_socket::shutdown_results::Owned;
        const INTERFACE: Interface = Interface::TcpSocket;
        const ORDINAL: u16 = 12;
        const NAME: &'static str = "shutdown";
        const BULK: Bulk = Bulk::None;
    }

    pub struct GetAvailable;

    impl Method for GetAvailable {
        type Params = crate::capos_capnp::tcp_socket::get_available_params::Owned;
        type Results = crate::capos_capnp::tcp_socket::get_available_results::Owned;
        const INTERFACE: Interface = Interface::TcpSocket;
        const ORDINAL: u16 = 13;
        const NAME: &'static str = "getAvailable";
        const BULK: Bulk = Bulk::None;
    }

    pub struct Close;

    impl Method for Close {
        type Params = crate::capos_capnp::tcp_socket::close_params::Owned;
        type Results = crate::capos_capnp::tcp_socket::close_results::Owned;
        const INTERFACE: Interface = Interface::TcpSocket;
        const ORDINAL: u16 = 14;
        const NAME: &'static str = "close";
        const BULK: Bulk = Bulk::None;
    }

    pub struct Flush;

    impl Method for Flush {
        type Params = crate::capos_capnp::tcp_socket::flush_params::Owned;
        type Results = crate::capos_capnp::tcp_socket::flush_results::Owned;
        const INTERFACE: Interface = Interface::TcpSocket;
        const ORDINAL: u16 = 15;
        const NAME: &'static str = "flush";
        const BULK: Bulk = Bulk::None;
    }

    pub const METHODS: u16 = 16;
    pub const NAMES: &[&str] = &["bind", "connect", "listen", "accept", "send", "receive", "getAddresses", "getOption", "setOption", "getFlags", "setFlags", "takeError", "shutdown", "getAvailable", "close", "flush"];
}

pub mod terminal_session {
    use super::*;

    pub struct Read;

    impl Method for Read {
        type Params = crate::capos_capnp::terminal_session::read_params::Owned;
        type Results = crate::capos_capnp::terminal_session::read_results::Owned;
        const INTERFACE: Interface = Interface::TerminalSession;
        const ORDINAL: u16 = 0;
        const NAME: &'static str = "read";
        const BULK: Bulk = Bulk::ToCaller;
    }

    pub struct Write;

    impl Method for Write {
        type Params = crate::capos_capnp::terminal_session::write_params::Owned;
        type Results = crate::capos_capnp::terminal_session::write_results::Owned;
        const INTERFACE: Interface = Interface::TerminalSession;
        const ORDINAL: u16 = 1;
        const NAME: &'static str = "write";
        const BULK: Bulk = Bulk::FromCaller;
    }

    pub struct GetAttributes;

    impl Method for GetAttributes {
        type Params = crate::capos_capnp::terminal_session::get_attributes_params::Owned;
        type Results = crate::capos_capnp::terminal_session::get_attributes_results::Owned;
        const INTERFACE: Interface = Interface::TerminalSession;
        const ORDINAL: u16 = 2;
        const NAME: &'static str = "getAttributes";
        const BULK: Bulk = Bulk::None;
    }

    pub struct SetAttributes;

    impl Method for SetAttributes {
        type Params = crate::capos_capnp::terminal_session::set_attributes_params::Owned;
        type Results = crate::capos_capnp::terminal_session::set_attributes_results::Owned;
        const INTERFACE: Interface = Interface::TerminalSession;
        const ORDINAL: u16 = 3;
        const NAME: &'static str = "setAttributes";
        const BULK: Bulk = Bulk::None;
    }

    pub struct GetWindowSize;

    impl Method for GetWindowSize {
        type Params = crate::capos_capnp::terminal_session::get_window_size_params::Owned;
        type Results = crate::capos_capnp::terminal_session::get_window_size_results::Owned;
        const INTERFACE: Interface = Interface::TerminalSession;
        const ORDINAL: u16 = 4;
        const NAME: &'static str = "getWindowSize";
        const BULK: Bulk = Bulk::None;
    }

    pub struct SetWindowSize;

    impl Method for SetWindowSize {
        type Params = crate::capos_capnp::terminal_session::set_window_size_params::Owned;
        type Results = crate::capos_capnp::terminal_session::set_window_size_results::Owned;
        const INTERFACE: Interface = Interface::TerminalSession;
        const ORDINAL: u16 = 5;
        const NAME: &'static str = "setWindowSize";
        const BULK: Bulk = Bulk::None;
    }

    pub struct Flush;

    impl Method for Flush {
        type Params = crate::capos_capnp::terminal_session::flush_params::Owned;
        type Results = crate::capos_capnp::terminal_session::flush_results::Owned;
        const INTERFACE: Interface = Interface::TerminalSession;
        const ORDINAL: u16 = 6;
        const NAME: &'static str = "flush";
        const BULK: Bulk = Bulk::None;
    }

    pub struct Drain;

    impl Method for Drain {
        type Params = crate::capos_capnp::terminal_session::drain_params::Owned;
        type Results = crate::capos_capnp::terminal_session::drain_results::Owned;
        const INTERFACE: Interface = Interface::TerminalSession;
        const ORDINAL: u16 = 7;
        const NAME: &'static str = "drain";
        const BULK: Bulk = Bulk::None;
    }

    pub struct GetSession;

    impl Method for GetSession {
        type Params = crate::capos_capnp::terminal_session::get_session_params::Owned;
        type Results = crate::capos_capnp::terminal_session::get_session_results::Owned;
        const INTERFACE: Interface = Interface::TerminalSession;
        const ORDINAL: u16 = 8;
        const NAME: &'static str = "getSession";
        const BULK: Bulk = Bulk::None;
    }

    pub struct SetForeground;

    impl Method for SetForeground {
        type Params = crate::capos_capnp::terminal_session::set_foreground_params::Owned;
        type Results = crate::capos_capnp::terminal_session::set_foreground_results::Owned;
        const INTERFACE: Interface = Interface::TerminalSession;
        const ORDINAL: u16 = 9;
        const NAME: &'static str = "setForeground";
        const BULK: Bulk = Bulk::None;
    }

    pub struct Control;

    impl Method for Control {
        type Params = crate::capos_capnp::terminal_session::control_params::Owned;
        type Results = crate::capos_capnp::terminal_session::control_results::Owned;
        const INTERFACE: Interface = Interface::TerminalSession;
        const ORDINAL: u16 = 10;
        const NAME: &'static str = "control";
        const BULK: Bulk = Bulk::None;
    }

    pub struct Release;

    impl Method for Release {
        type Params = crate::capos_capnp::terminal_session::release_params::Owned;
        type Results = crate::capos_capnp::terminal_session::release_results::Owned;
        const INTERFACE: Interface = Interface::TerminalSession;
        const ORDINAL: u16 = 11;
        const NAME: &'static str = "release";
        const BULK: Bulk = Bulk::None;
    }

    pub struct GetNumber;

    impl Method for GetNumber {
        type Params = crate::capos_capnp::terminal_session::get_number_params::Owned;
        type Results = crate::capos_capnp::terminal_session::get_number_results::Owned;
        const INTERFACE: Interface = Interface::TerminalSession;
        const ORDINAL: u16 = 12;
        const NAME: &'static str = "getNumber";
        const BULK: Bulk = Bulk::None;
    }

    pub struct SetFlow;

    impl Method for SetFlow {
        type Params = crate::capos_capnp::terminal_session::set_flow_params::Owned;
        type Results = crate::capos_capnp::terminal_session::set_flow_results::Owned;
        const INTERFACE: Interface = Interface::TerminalSession;
        const ORDINAL: u16 = 13;
        const NAME: &'static str = "setFlow";
        const BULK: Bulk = Bulk::None;
    }

    pub struct SendBreak;

    impl Method for SendBreak {
        type Params = crate::capos_capnp::terminal_session::send_break_params::Owned;
        type Results = crate::capos_capnp::terminal_session::send_break_results::Owned;
        const INTERFACE: Interface = Interface::TerminalSession;
        const ORDINAL: u16 = 14;
        const NAME: &'static str = "sendBreak";
        const BULK: Bulk = Bulk::None;
    }

    pub const METHODS: u16 = 15;
    pub const NAMES: &[&str] = &["read", "write", "getAttributes", "setAttributes", "getWindowSize", "setWindowSize", "flush", "drain", "getSession", "setForeground", "control", "release", "getNumber", "setFlow", "sendBreak"];
}

pub mod thread_handle {
    use super::*;

    pub struct Wait;

    impl Method for Wait {
        type Params = crate::capos_capnp::thread_handle::wait_params::Owned;
        type Results = crate::capos_capnp::thread_handle::wait_results::Owned;
        const INTERFACE: Interface = Interface::ThreadHandle;
        const ORDINAL: u16 = 0;
        const NAME: &'static str = "wait";
        const BULK: Bulk = Bulk::None;
    }

    pub struct GetId;

    impl Method for GetId {
        type Params = crate::capos_capnp::thread_handle::get_id_params::Owned;
        type Results = crate::capos_capnp::thread_handle::get_id_results::Owned;
        const INTERFACE: Interface = Interface::ThreadHandle;
        const ORDINAL: u16 = 1;
        const NAME: &'static str = "getId";
        const BULK: Bulk = Bulk::None;
    }

    pub struct GetUsage;

    impl Method for GetUsage {
        type Params = crate::capos_capnp::thread_handle::get_usage_params::Owned;
        type Results = crate::capos_capnp::processor_time::Owned;
        const INTERFACE: Interface = Interface::ThreadHandle;
        const ORDINAL: u16 = 2;
        const NAME: &'static str = "getUsage";
        const BULK: Bulk = Bulk::None;
    }

    pub const METHODS: u16 = 3;
    pub const NAMES: &[&str] = &["wait", "getId", "getUsage"];
}

pub mod thread_spawner {
    use super::*;

    pub struct Spawn;

    impl Method for Spawn {
        type Params = crate::capos_capnp::thread_spawner::spawn_params::Owned;
        type Results = crate::capos_capnp::thread_spawner::spawn_results::Owned;
        const INTERFACE: Interface = Interface::ThreadSpawner;
        const ORDINAL: u16 = 0;
        const NAME: &'static str = "spawn";
        const BULK: Bulk = Bulk::None;
    }

    pub struct GetUsage;

    impl Method for GetUsage {
        type Params = crate::capos_capnp::thread_spawner::get_usage_params::Owned;
        type Results = crate::capos_capnp::processor_time::Owned;
        const INTERFACE: Interface = Interface::ThreadSpawner;
        const ORDINAL: u16 = 1;
        const NAME: &'static str = "getUsage";
        const BULK: Bulk = Bulk::None;
    }

    pub const METHODS: u16 = 2;
    pub const NAMES: &[&str] = &["spawn", "getUsage"];
}

pub mod timer {
    use super::*;

    pub struct Now;

    impl Method for Now {
        type Params = crate::capos_capnp::timer::now_params::Owned;
        type Results = crate::capos_capnp::timer::now_results::Owned;
        const INTERFACE: Interface = Interface::Timer;
        const ORDINAL: u16 = 0;
        const NAME: &'static str = "now";
        const BULK: Bulk = Bulk::None;
    }

    pub struct SleepUntil;

    impl Method for SleepUntil {
        type Params = crate::capos_capnp::timer::sleep_until_params::Owned;
        type Results = crate::capos_capnp::timer::sleep_until_results::Owned;
        const INTERFACE: Interface = Interface::Timer;
        const ORDINAL: u16 = 1;
        const NAME: &'static str = "sleepUntil";
        const BULK: Bulk = Bulk::None;
    }

    pub struct MapPage;

    impl Method for MapPage {
        type Params = crate::capos_capnp::timer::map_page_params::Owned;
        type Results = crate::capos_capnp::mapped_address::Owned;
        const INTERFACE: Interface = Interface::Timer;
        const ORDINAL: u16 = 2;
        const NAME: &'static str = "mapPage";
        const BULK: Bulk = Bulk::None;
    }

    pub const METHODS: u16 = 3;
    pub const NAMES: &[&str] = &["now", "sleepUntil", "mapPage"];
}

pub mod udp_socket {
    use super::*;

    pub struct Bind;

    impl Method for Bind {
        type Params = crate::capos_capnp::socket_address::Owned;
        type Results = crate::capos_capnp::udp_socket::bind_results::Owned;
        const INTERFACE: Interface = Interface::UdpSocket;
        const ORDINAL: u16 = 0;
        const NAME: &'static str = "bind";
        const BULK: Bulk = Bulk::None;
    }

    pub struct Connect;

    impl Method for Connect {
        type Params = crate::capos_capnp::socket_address::Owned;
        type Results = crate::capos_capnp::udp_socket::connect_results::Owned;
        const INTERFACE: Interface = Interface::UdpSocket;
        const ORDINAL: u16 = 1;
        const NAME: &'static str = "connect";
        const BULK: Bulk = Bulk::None;
    }

    pub struct SendTo;

    impl Method for SendTo {
        type Params = crate::capos_capnp::socket_address::Owned;
        type Results = crate::capos_capnp::udp_socket::send_to_results::Owned;
        const INTERFACE: Interface = Interface::UdpSocket;
        const ORDINAL: u16 = 2;
        const NAME: &'static str = "sendTo";
        const BULK: Bulk = Bulk::FromCaller;
    }

    pub struct ReceiveFrom;

    impl Method for ReceiveFrom {
        type Params = crate::capos_capnp::udp_socket::receive_from_params::Owned;
        type Results = crate::capos_capnp::udp_socket::receive_from_results::Owned;
        const INTERFACE: Interface = Interface::UdpSocket;
        const ORDINAL: u16 = 3;
        const NAME: &'static str = "receiveFrom";
        const BULK: Bulk = Bulk::ToCaller;
    }

    pub struct GetAddresses;

    impl Method for GetAddresses {
        type Params = crate::capos_capnp::udp_socket::get_addresses_params::Owned;
        type Results = crate::capos_capnp::socket_addresses::Owned;
        const INTERFACE: Interface = Interface::UdpSocket;
        const ORDINAL: u16 = 4;
        const NAME: &'static str = "getAddresses";
        const BULK: Bulk = Bulk::None;
    }

    pub struct GetOption;

    impl Method for GetOption {
        type Params = crate::capos_capnp::option_name::Owned;
        type Results = crate::capos_capnp::option_value::Owned;
        const INTERFACE: Interface = Interface::UdpSocket;
        const ORDINAL: u16 = 5;
        const NAME: &'static str = "getOption";
        const BULK: Bulk = Bulk::None;
    }

    pub struct SetOption;

    impl Method for SetOption {
        type Params = crate::capos_capnp::option_setting::Owned;
        type Results = crate::capos_capnp::udp_socket::set_option_results::Owned;
        const INTERFACE: Interface = Interface::UdpSocket;
        const ORDINAL: u16 = 6;
        const NAME: &'static str = "setOption";
        const BULK: Bulk = Bulk::None;
    }

    pub struct GetFlags;

    impl Method for GetFlags {
        type Params = crate::capos_capnp::udp_socket::get_flags_params::Owned;
        type Results = crate::capos_capnp::status_flags::Owned;
        const INTERFACE: Interface = Interface::UdpSocket;
        const ORDINAL: u16 = 7;
        const NAME: &'static str = "getFlags";
        const BULK: Bulk = Bulk::None;
    }

    pub struct SetFlags;

    impl Method for SetFlags {
        type Params = crate::capos_capnp::status_flags::Owned;
        type Results = crate::capos_capnp::udp_socket::set_flags_results::Owned;
        const INTERFACE: Interface = Interface::UdpSocket;
        const ORDINAL: u16 = 8;
        const NAME: &'static str = "setFlags";
        const BULK: Bulk = Bulk::None;
    }

    pub struct TakeError;

    impl Method for TakeError {
        type Params = crate::capos_capnp::udp_socket::take_error_params::Owned;
        type Results = crate::capos_capnp::socket_error::Owned;
        const INTERFACE: Interface = Interface::UdpSocket;
        const ORDINAL: u16 = 9;
        const NAME: &'static str = "takeError";
        const BULK: Bulk = Bulk::None;
    }

    pub struct Shutdown;

    impl Method for Shutdown {
        type Params = crate::capos_capnp::directions::Owned;
        type Results = crate::capos_capnp::udp_socket::shutdown_results::Owned;
        const INTERFACE: Interface = Interface::UdpSocket;
        const ORDINAL: u16 = 10;
        const NAME: &'static str = "shutdown";
        const BULK: Bulk = Bulk::None;
    }

    pub struct GetAvailable;

    impl Method for GetAvailable {
        type Params = crate::capos_capnp::udp_socket::get_available_params::Owned;
        type Results = crate::capos_capnp::udp_socket::get_available_results::Owned;
        const INTERFACE: Interface = Interface::UdpSocket;
        const ORDINAL: u16 = 11;
        const NAME: &'static str = "getAvailable";
        const BULK: Bulk = Bulk::None;
    }

    pub struct Close;

    impl Method for Close {
        type Params = crate::capos_capnp::udp_socket::close_params::Owned;
        type Results = crate::capos_capnp::udp_socket::close_results::Owned;
        const INTERFACE: Interface = Interface::UdpSocket;
        const ORDINAL: u16 = 12;
        const NAME: &'static str = "close";
        const BULK: Bulk = Bulk::None;
    }

    pub struct SendFrom;

    impl Method for SendFrom {
        type Params = crate::capos_capnp::udp_socket::send_from_params::Owned;
        type Results = crate::capos_capnp::udp_socket::send_from_results::Owned;
        const INTERFACE: Interface = Interface::UdpSocket;
        const ORDINAL: u16 = 13;
        const NAME: &'static str = "sendFrom";
        const BULK: Bulk = Bulk::FromCaller;
    }

    pub const METHODS: u16 = 14;
    pub const NAMES: &[&str] = &["bind", "connect", "sendTo", "receiveFrom", "getAddresses", "getOption", "setOption", "getFlags", "setFlags", "takeError", "shutdown", "getAvailable", "close", "sendFrom"];
}

pub mod virtual_memory {
    use super::*;

    pub struct Map;

    impl Method for Map {
        type Params = crate::capos_capnp::virtual_memory::map_params::Owned;
        type Results = crate::capos_capnp::mapped_address::Owned;
        const INTERFACE: Interface = Interface::VirtualMemory;
        const ORDINAL: u16 = 0;
        const NAME: &'static str = "map";
        const BULK: Bulk = Bulk::None;
    }

    pub struct Unmap;

    impl Method for Unmap {
        type Params = crate::capos_capnp::virtual_memory::unmap_params::Owned;
        type Results = crate::capos_capnp::virtual_memory::unmap_results::Owned;
        const INTERFACE: Interface = Interface::VirtualMemory;
        const ORDINAL: u16 = 1;
        const NAME: &'static str = "unmap";
        const BULK: Bulk = Bulk::None;
    }

    pub struct Protect;

    impl Method for Protect {
        type Params = crate::capos_capnp::virtual_memory::protect_params::Owned;
        type Results = crate::capos_capnp::virtual_memory::protect_results::Owned;
        const INTERFACE: Interface = Interface::VirtualMemory;
        const ORDINAL: u16 = 2;
        const NAME: &'static str = "protect";
        const BULK: Bulk = Bulk::None;
    }

    pub struct Reserve;

    impl Method for Reserve {
        type Params = crate::capos_capnp::virtual_memory::reserve_params::Owned;
        type Results = crate::capos_capnp::mapped_address::Owned;
        const INTERFACE: Interface = Interface::VirtualMemory;
        const ORDINAL: u16 = 3;
        const NAME: &'static str = "reserve";
        const BULK: Bulk = Bulk::None;
    }

    pub struct Commit;

    impl Method for Commit {
        type Params = crate::capos_capnp::virtual_memory::commit_params::Owned;
        type Results = crate::capos_capnp::virtual_memory::commit_results::Owned;
        const INTERFACE: Interface = Interface::VirtualMemory;
        const ORDINAL: u16 = 4;
        const NAME: &'static str = "commit";
        const BULK: Bulk = Bulk::None;
    }

    pub struct Decommit;

    impl Method for Decommit {
        type Params = crate::capos_capnp::virtual_memory::decommit_params::Owned;
        type Results = crate::capos_capnp::virtual_memory::decommit_results::Owned;
        const INTERFACE: Interface = Interface::VirtualMemory;
        const ORDINAL: u16 = 5;
        const NAME: &'static str = "decommit";
        const BULK: Bulk = Bulk::None;
    }

    pub struct MapObject;

    impl Method for MapObject {
        type Params = crate::capos_capnp::virtual_memory::map_object_params::Owned;
        type Results = crate::capos_capnp::mapped_address::Owned;
        const INTERFACE: Interface = Interface::VirtualMemory;
        const ORDINAL: u16 = 6;
        const NAME: &'static str = "mapObject";
        const BULK: Bulk = Bulk::None;
    }

    pub struct CreateObject;

    impl Method for CreateObject {
        type Params = crate::capos_capnp::virtual_memory::create_object_params::Owned;
        type Results = crate::capos_capnp::virtual_memory::create_object_results::Owned;
        const INTERFACE: Interface = Interface::VirtualMemory;
        const ORDINAL: u16 = 7;
        const NAME: &'static str = "createObject";
        const BULK: Bulk = Bulk::None;
    }

    pub struct GetUsage;

    impl Method for GetUsage {
        type Params = crate::capos_capnp::virtual_memory::get_usage_params::Owned;
        type Results = crate::capos_capnp::virtual_memory::get_usage_results::Owned;
        const INTERFACE: Interface = Interface::VirtualMemory;
        const ORDINAL: u16 = 8;
        const NAME: &'static str = "getUsage";
        const BULK: Bulk = Bulk::None;
    }

    pub struct GetResident;

    impl Method for GetResident {
        type Params = crate::capos_capnp::virtual_memory::get_resident_params::Owned;
        type Results = crate::capos_capnp::virtual_memory::get_resident_results::Owned;
        const INTERFACE: Interface = Interface::VirtualMemory;
        const ORDINAL: u16 = 9;
        const NAME: &'static str = "getResident";
        const BULK: Bulk = Bulk::ToCaller;
    }

    pub struct Sync;

    impl Method for Sync {
        type Params = crate::capos_capnp::virtual_memory::sync_params::Owned;
        type Results = crate::capos_capnp::virtual_memory::sync_results::Owned;
        const INTERFACE: Interface = Interface::VirtualMemory;
        const ORDINAL: u16 = 10;
        const NAME: &'static str = "sync";
        const BULK: Bulk = Bulk::None;
    }

    pub struct Keep;

    impl Method for Keep {
        type Params = crate::capos_capnp::virtual_memory::keep_params::Owned;
        type Results = crate::capos_capnp::virtual_memory::keep_results::Owned;
        const INTERFACE: Interface = Interface::VirtualMemory;
        const ORDINAL: u16 = 11;
        const NAME: &'static str = "keep";
        const BULK: Bulk = Bulk::None;
    }

    pub struct Restore;

    impl Method for Restore {
        type Params = crate::capos_capnp::virtual_memory::restore_params::Owned;
        type Results = crate::capos_capnp::virtual_memory::restore_results::Owned;
        const INTERFACE: Interface = Interface::VirtualMemory;
        const ORDINAL: u16 = 12;
        const NAME: &'static str = "restore";
        const BULK: Bulk = Bulk::None;
    }

    pub const METHODS: u16 = 13;
    pub const NAMES: &[&str] = &["map", "unmap", "protect", "reserve", "commit", "decommit", "mapObject", "createObject", "getUsage", "getResident", "sync", "keep", "restore"];
}

pub mod wall_clock {
    use super::*;

    pub struct Now;

    impl Method for Now {
        type Params = crate::capos_capnp::wall_clock::now_params::Owned;
        type Results = crate::capos_capnp::wall_clock::now_results::Owned;
        const INTERFACE: Interface = Interface::WallClock;
        const ORDINAL: u16 = 0;
        const NAME: &'static str = "now";
        const BULK: Bulk = Bulk::None;
    }

    pub struct MapPage;

    impl Method for MapPage {
        type Params = crate::capos_capnp::wall_clock::map_page_params::Owned;
        type Results = crate::capos_capnp::mapped_address::Owned;
        const INTERFACE: Interface = Interface::WallClock;
        const ORDINAL: u16 = 1;
        const NAME: &'static str = "mapPage";
        const BULK: Bulk = Bulk::None;
    }

    pub const METHODS: u16 = 2;
    pub const NAMES: &[&str] = &["now", "mapPage"];
}
