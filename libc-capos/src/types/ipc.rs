//! The XSI interprocess communication.

use super::{
    c_char, c_int, c_long, c_short, c_ulong, c_ushort, gid_t, key_t, mode_t, pid_t, size_t, time_t, uid_t,
};

pub type msgqnum_t = c_ulong;
pub type msglen_t = c_ulong;
pub type shmatt_t = c_ulong;

#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct ipc_perm {
    pub __key: key_t,
    pub uid: uid_t,
    pub gid: gid_t,
    pub cuid: uid_t,
    pub cgid: gid_t,
    pub mode: mode_t,
    pub __seq: c_int,
    pub __pad1: c_long,
    pub __pad2: c_long,
}

#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct msqid_ds {
    pub msg_perm: ipc_perm,
    pub msg_stime: time_t,
    pub msg_rtime: time_t,
    pub msg_ctime: time_t,
    pub __msg_cbytes: c_ulong,
    pub msg_qnum: msgqnum_t,
    pub msg_qbytes: msglen_t,
    pub msg_lspid: pid_t,
    pub msg_lrpid: pid_t,
    pub __unused: [c_ulong; 2],
}

#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct semid_ds {
    pub sem_perm: ipc_perm,
    pub sem_otime: time_t,
    pub __unused1: c_long,
    pub sem_ctime: time_t,
    pub __unused2: c_long,
    pub sem_nsems: c_ushort,
    pub __sem_nsems_pad: [c_char; 6],
    pub __unused3: c_long,
    pub __unused4: c_long,
}

#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct sembuf {
    pub sem_num: c_ushort,
    pub sem_op: c_short,
    pub sem_flg: c_short,
}

#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct shmid_ds {
    pub shm_perm: ipc_perm,
    pub shm_segsz: size_t,
    pub shm_atime: time_t,
    pub shm_dtime: time_t,
    pub shm_ctime: time_t,
    pub shm_cpid: pid_t,
    pub shm_lpid: pid_t,
    pub shm_nattch: shmatt_t,
    pub __pad1: c_ulong,
    pub __pad2: c_ulong,
}

#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct mq_attr {
    pub mq_flags: c_long,
    pub mq_maxmsg: c_long,
    pub mq_msgsize: c_long,
    pub mq_curmsgs: c_long,
    pub __unused: [c_long; 4],
}
