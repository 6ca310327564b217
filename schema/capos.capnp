# The capOS interfaces: the only definition of what a process can ask of a capability.
#
# Messages are single-segment and unframed: word 0 is the root pointer of the method's Params or Results
# struct. Capabilities never travel as Cap'n Proto capability pointers: a field annotated `handle` is a
# `Handle` of the caller's own capability table (schema/src/handle.rs), given by the caller in parameters and
# freshly inserted for it in results. A method annotated `bulk` moves bytes directly between the caller's
# bulk buffer and the object; the count moved is the completion's `value`.
#
# Every failure of a method is an `Exception`; docs/abi.md says how it travels and which faults precede it.

@0xb5c4a3e1d2f09c71;

annotation bulk @0xd1f0a2b3c4958677 (method) :BulkDirection;
# How a method uses the caller's bulk buffer.

annotation handle @0xe2a1b3c4d5960788 (field, param) :Text;
# The field is a handle; the text names the interface, empty for any.

enum BulkDirection {
  fromCaller @0;
  # The object consumes the caller's bytes, as write does.
  toCaller @1;
  # The object fills the caller's buffer, as read does.
}

# ---- errors -------------------------------------------------------------------------------------------

enum ErrorCode {
  # What a method answers instead of results. libc maps each to one errno in one table.
  failed @0;
  invalidArgument @1;
  notPermitted @2;         # the operation is outside this capability's authority
  accessDenied @3;         # modes or identity refuse it
  notFound @4;
  alreadyExists @5;
  notDirectory @6;
  isDirectory @7;
  notEmpty @8;
  nameTooLong @9;
  tooManyLinks @10;        # symbolic links met while resolving a path
  readOnly @11;
  noSpace @12;
  fileTooLarge @13;
  crossDevice @14;
  busy @15;
  notSupported @16;
  noMemory @17;            # the machine has none left
  quotaExceeded @18;       # the process's own quota is used up
  wouldBlock @19;
  interrupted @20;         # a signal or a terminal interrupt ended the wait
  timedOut @21;
  canceled @22;
  closed @23;              # the peer is gone
  notExecutable @24;       # not a program this kernel runs; the reason names the field
  ioError @25;
  outOfRange @26;
  notSeekable @27;
  noSuchProcess @28;
  tooManyHandles @29;      # the capability table is full
  textBusy @30;
  addressInUse @31;
}

struct Exception {
  # Written to the results buffer when it has room; the code alone always travels in the completion.
  code @0 :ErrorCode;
  reason @1 :Text;
  # For people: which field, which limit.
}

# ---- text in and out ------------------------------------------------------------------------------------

interface Console @0x8a11f2c3d4e50617 {
  # Write-only text output on the system console, a line at a time as the log prints it.
  write @0 () -> () $bulk(fromCaller);
}

struct TerminalAttributes {
  # The flags and control characters have the values of <termios.h> on x86-64 (musl).
  inputFlags @0 :UInt32;
  outputFlags @1 :UInt32;
  controlFlags @2 :UInt32;
  localFlags @3 :UInt32;
  controlCharacters @4 :Data;    # NCCS (32) bytes
  inputSpeed @5 :UInt32;         # in Bd
  outputSpeed @6 :UInt32;
}

struct WindowSize {
  rows @0 :UInt16;
  columns @1 :UInt16;
  pixelWidth @2 :UInt16;
  pixelHeight @3 :UInt16;
}

interface TerminalSession @0x9b22f3c4d5e60718 {
  # One terminal with its line discipline (POSIX.1-2024, XBD 11).
  enum Apply {
    now @0;
    drain @1;
    flush @2;
  }
  enum Queue {
    input @0;
    output @1;
    both @2;
  }
  read @0 () -> () $bulk(toCaller);
  # Canonical mode: at most one line; value 0 is end of file. Raw mode: MIN and TIME.
  write @1 () -> () $bulk(fromCaller);
  getAttributes @2 () -> (attributes :TerminalAttributes);
  setAttributes @3 (attributes :TerminalAttributes, apply :Apply);
  getWindowSize @4 () -> (size :WindowSize);
  setWindowSize @5 (size :WindowSize);
  flush @6 (queue :Queue);
  drain @7 ();
}

# ---- time and entropy -----------------------------------------------------------------------------------

interface Timer @0xac33f4c5d6e70819 {
  # Monotonic time since boot, in nanoseconds.
  now @0 () -> (nanoseconds :UInt64);
  sleepUntil @1 (deadline :UInt64);
  # Blocks until `now` reaches the deadline; ends with `interrupted` if a signal comes first.
  mapPage @2 () -> (address :UInt64);
  # Maps the read-only clock page (schema/src/clock_page.rs): reading the clock then needs no call.
}

interface WallClock @0xbd44f5c6d7e8091a {
  now @0 () -> (seconds :Int64, nanoseconds :UInt32);
  # Since the epoch, POSIX time.
  mapPage @1 () -> (address :UInt64);
  # Maps the read-only page that holds the offset from Timer's clock to wall time.
}

interface EntropySource @0xce55f6c7d8e90a1b {
  fill @0 () -> () $bulk(toCaller);
  # Cryptographically strong bytes; never blocks, never short.
}

# ---- memory ---------------------------------------------------------------------------------------------

interface VirtualMemory @0xdf66f7c8d9ea0b1c {
  # The caller's own address space. Addresses and lengths are multiples of the page size. Protection is a
  # set of Protection bits (schema/src/memory.rs); writable and executable together is refused.
  map @0 (hint :UInt64, length :UInt64, protection :UInt32, flags :UInt32) -> (address :UInt64);
  # Demand-zero memory. A hint of 0 lets the kernel choose; MapFlags.fixed takes exactly the hint,
  # replacing what is there; MapFlags.fixedNoReplace fails with alreadyExists instead.
  unmap @1 (address :UInt64, length :UInt64);
  protect @2 (address :UInt64, length :UInt64, protection :UInt32);
  reserve @3 (hint :UInt64, length :UInt64, alignment :UInt64) -> (address :UInt64);
  # Address space without memory; touching it is a fault until it is committed.
  commit @4 (address :UInt64, length :UInt64, protection :UInt32);
  decommit @5 (address :UInt64, length :UInt64);
  # Gives the frames back; the range stays reserved and reads as zero once committed again.
  mapObject @6 (object :UInt32 $handle("MemoryObject"), offset :UInt64, hint :UInt64, length :UInt64,
                protection :UInt32, flags :UInt32) -> (address :UInt64);
  createObject @7 (size :UInt64) -> (object :UInt32 $handle("MemoryObject"));
  getUsage @8 () -> (residentPages :UInt64, quotaPages :UInt64, mappings :UInt32);
}

interface MemoryObject @0xe077f8c9daeb0c1d {
  # Pages that can be mapped by several processes.
  getSize @0 () -> (size :UInt64);
  read @1 (offset :UInt64) -> () $bulk(toCaller);
  write @2 (offset :UInt64) -> () $bulk(fromCaller);
  resize @3 (size :UInt64);
  readOnly @4 () -> (object :UInt32 $handle("MemoryObject"));
  # The same pages through a capability that can not write them.
}

# ---- files of the boot package ----------------------------------------------------------------------------

struct FileStatus {
  size @0 :UInt64;
  mode @1 :UInt32;               # st_mode, with the file type
  inode @2 :UInt64;
  links @3 :UInt32;
  modifiedSeconds @4 :Int64;
  modifiedNanoseconds @5 :UInt32;
  blockSize @6 :UInt32;
  device @7 :UInt64;
  userId @8 :UInt32;
  groupId @9 :UInt32;
}

interface File @0xf188f9cadbec0d1e {
  # An open file description: the cursor is here, so that every holder shares it.
  enum Whence {
    start @0;
    current @1;
    end @2;
  }
  read @0 () -> () $bulk(toCaller);
  readAt @1 (offset :UInt64) -> () $bulk(toCaller);
  write @2 () -> () $bulk(fromCaller);
  writeAt @3 (offset :UInt64) -> () $bulk(fromCaller);
  seek @4 (offset :Int64, whence :Whence) -> (position :UInt64);
  getStatus @5 () -> (status :FileStatus);
}

interface Namespace @0x8299facbdced0e1f {
  # A tree of files; nothing outside it has a name, and ".." stops at its root. Paths resolve in one call.
  open @0 (path :Data, flags :UInt32, mode :UInt32) -> (file :UInt32 $handle("File"));
  # Flags are O_* of <fcntl.h> on x86-64 (musl).
  getStatus @1 (path :Data, followLinks :Bool) -> (status :FileStatus);
}

# ---- processes ------------------------------------------------------------------------------------------

struct Grant {
  name @0 :Text;
  # The name in the child's CapSet, at most 31 bytes.
  capability @1 :UInt32 $handle("");
  # What to grant, from the caller's table; the caller keeps its own.
}

struct Quota {
  # What a process may hold at most. 0 takes the parent's own limit; more than that is refused.
  memoryPages @0 :UInt64;
  capabilities @1 :UInt32;
  processes @2 :UInt32;
}

struct Descriptor {
  # A POSIX file descriptor at start: a number and the CapSet entry behind it.
  number @0 :UInt32;
  capability @1 :Text;
}

struct LaunchParameters {
  # What the child's runtime reads at start, in read-only memory. The kernel carries it unread.
  arguments @0 :List(Data);
  environment @1 :List(Data);
  workingDirectory @2 :Data;
  descriptors @3 :List(Descriptor);
}

struct ExitStatus {
  union {
    exited @0 :Int32;            # the status given to exit, all 32 bits
    killed @1 :Void;             # by ProcessHandle.kill
    faulted @2 :Fault;
  }
  struct Fault {
    vector @0 :UInt8;            # x86 exception vector
    address @1 :UInt64;          # faulting data address (#PF), else the instruction's
    instruction @2 :UInt64;
    errorCode @3 :UInt32;
  }
}

interface ProcessSpawner @0x93aafbccddee0f20 {
  spawn @0 (program :Text, grants :List(Grant), quota :Quota)
      -> (process :UInt32 $handle("ProcessHandle"), id :UInt64) $bulk(fromCaller);
  # Starts a program of the boot package. The bulk buffer is a LaunchParameters message. The child holds
  # exactly the grants. notFound names the program, notExecutable the ELF field that was refused.
}

interface ProcessHandle @0xa4bbfccddeef1021 {
  wait @0 () -> (status :ExitStatus);
  # Blocks until the process ended; answers the same ever after. Readable in POLL once it ended.
  kill @1 ();
  getId @2 () -> (id :UInt64);
}

interface SelfProcess @0xc6ddfeefd0012233 {
  # What a process may learn of itself.
  getUsage @0 () -> (userNanoseconds :UInt64, systemNanoseconds :UInt64);
  # Processor time that its threads took, in user mode and in the kernel on its behalf.
}

# ---- the system -----------------------------------------------------------------------------------------

interface SystemInfo @0xb5ccfddedff01122 {
  get @0 () -> (system :Text, release :Text, version :Text, machine :Text, processors :UInt32,
                totalPages :UInt64, freePages :UInt64);
  ping @1 ();
  # Does nothing: the cost of a call.
}

# ---- the boot package -----------------------------------------------------------------------------------

struct Manifest {
  # What the manifest compiler makes of a CUE package, first in the boot package.
  system @0 :Text;
  processes @1 :List(Process);
  # Started in order. The machine powers off with the exit status of the first when that ends.
  files @2 :List(BootFile);

  struct BootFile {
    path @0 :Text;               # relative, without "." and ".." components
    offset @1 :UInt64;           # in the package, page aligned
    size @2 :UInt64;
    executable @3 :Bool;
  }

  struct Process {
    name @0 :Text;
    program @1 :Text;            # path of a BootFile
    parent @2 :Text;             # name of an earlier process; empty for the kernel
    grants @3 :List(ProcessGrant);
    quota @4 :Quota;
    launch @5 :Data;             # a LaunchParameters message
  }

  struct ProcessGrant {
    name @0 :Text;
    interface @1 :UInt64;
    # With a parent: the parent's grant of that name is what the child gets.
    path @2 :Text;               # Namespace: the subtree; MemoryObject and File: the boot file
  }
}
