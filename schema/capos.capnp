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
  deadlock @32;            # waiting would never end
  tooManyNames @33;        # a file has as many names as it may have
  noPeer @34;              # nobody has the other end open
  addressNotAvailable @35; # no address of this machine
  addressFamilyWrong @36;  # an address of the other family, or of no length that a family has
  networkUnreachable @37;
  hostUnreachable @38;
  connectionRefused @39;
  connectionReset @40;
  connectionAborted @41;
  notConnected @42;
  alreadyConnected @43;
  messageTooLong @44;
  destinationMissing @45;  # neither the call nor the socket names a peer
  inProgress @46;          # a connection is being made
  alreadyInProgress @47;   # an earlier call makes the connection
}

struct Exception {
  # Written to the results buffer when it has room; the code alone always travels in the completion.
  code @0 :ErrorCode;
  reason @1 :Text;
  # For people: which field, which limit.
}

# ---- what methods of several interfaces take and tell ---------------------------------------------------

struct StatusFlags {
  # Access mode and status flags of an open file description, O_* of <fcntl.h> on x86-64 (musl). Setting them changes those
  # that F_SETFL can: O_APPEND, O_NONBLOCK, O_ASYNC, O_DIRECT, O_NOATIME; the others stay. All holders share them.
  flags @0 :UInt32;
}

struct FileMode {
  mode @0 :UInt32;
}

struct FileOwner {
  # 0xffffffff keeps what is there.
  user @0 :UInt32;
  group @1 :UInt32;
}

struct FileTimes {
  access @0 :TimeChange;
  modification @1 :TimeChange;
}

struct MappedAddress {
  address @0 :UInt64;
}

struct TimerSetting {
  # In nanoseconds.
  left @0 :UInt64;               # until the next expiration; 0 if there is none
  interval @1 :UInt64;           # between later ones; 0 if there are none
}

struct ProcessorTime {
  userNanoseconds @0 :UInt64;
  systemNanoseconds @1 :UInt64;
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
  enum Flow {
    # tcflow of POSIX.
    stopOutput @0;
    startOutput @1;
    stopInput @2;
    # Sends the STOP character to the far side.
    startInput @3;
    # Sends it the START character.
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
  getSession @8 () -> (session :UInt64, foreground :UInt64);
  # Of whom it is the controlling terminal, 0 if of nobody; and its foreground process group.
  setForeground @9 (group :UInt64);
  # tcsetpgrp: a group of the caller's session.
  control @10 (steal :Bool);
  # Becomes the controlling terminal of the session that the caller leads.
  release @11 ();
  # The session has no controlling terminal any more, if the caller leads it.
  getNumber @12 () -> (number :UInt32);
  # The N of /dev/pts/N; notFound for a terminal without one.
  setFlow @13 (flow :Flow);
  sendBreak @14 (milliseconds :UInt32);
  # Once all output has left, interrupts the line for as long, 10 seconds at most. A pseudo-terminal has no line.
}

interface PseudoTerminal @0xa6c83f20d1be5947 {
  # The far side of a terminal whose user is a program: what the other side's programs write is read here, and what
  # is written here arrives there as if it was typed. Opening /dev/ptmx gives one; the terminal hangs up with it.
  read @0 () -> () $bulk(toCaller);
  # Waits while nothing was written; ioError once the terminal was opened and nobody has it open any more.
  write @1 () -> () $bulk(fromCaller);
  # Waits while the terminal has no room for more input.
  getFlags @2 () -> StatusFlags;
  setFlags @3 StatusFlags -> ();
  getNumber @4 () -> (number :UInt32, locked :Bool);
  # The N of /dev/pts/N.
  setLocked @5 (locked :Bool);
  # Whether opening /dev/pts/N is refused, as it is at first.
  openTerminal @6 () -> (terminal :UInt32 $handle("TerminalSession"));
  # The terminal itself, locked or not.
  getSettings @7 () -> (attributes :TerminalAttributes, size :WindowSize);
  setWindowSize @8 (size :WindowSize);
}

# ---- time and entropy -----------------------------------------------------------------------------------

interface Timer @0xac33f4c5d6e70819 {
  # Monotonic time since boot, in nanoseconds.
  now @0 () -> (nanoseconds :UInt64);
  sleepUntil @1 (deadline :UInt64);
  # Blocks until `now` reaches the deadline; ends with `interrupted` if a signal comes first.
  mapPage @2 () -> MappedAddress;
  # Maps the read-only clock page (schema/src/clock_page.rs): reading the clock then needs no call.
}

interface WallClock @0xbd44f5c6d7e8091a {
  now @0 () -> (seconds :Int64, nanoseconds :UInt32);
  # Since the epoch, POSIX time.
  mapPage @1 () -> MappedAddress;
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
  map @0 (hint :UInt64, length :UInt64, protection :UInt32, flags :UInt32) -> MappedAddress;
  # Demand-zero memory. A hint of 0 lets the kernel choose; MapFlags.fixed takes exactly the hint,
  # replacing what is there; MapFlags.fixedNoReplace fails with alreadyExists instead.
  unmap @1 (address :UInt64, length :UInt64);
  protect @2 (address :UInt64, length :UInt64, protection :UInt32);
  reserve @3 (hint :UInt64, length :UInt64, alignment :UInt64) -> MappedAddress;
  # Address space without memory; touching it is a fault until it is committed.
  commit @4 (address :UInt64, length :UInt64, protection :UInt32);
  decommit @5 (address :UInt64, length :UInt64);
  # Gives the frames back; the range stays reserved and reads as zero once committed again.
  mapObject @6 (object :UInt32 $handle(""), offset :UInt64, hint :UInt64, length :UInt64,
                protection :UInt32, flags :UInt32) -> MappedAddress;
  # A MemoryObject, or a File that is open for reading. Pages behind the end of either fault when they are touched.
  createObject @7 (size :UInt64) -> (object :UInt32 $handle("MemoryObject"));
  getUsage @8 () -> (residentPages :UInt64, quotaPages :UInt64, mappings :UInt32);
  getResident @9 (address :UInt64) -> () $bulk(toCaller);
  # A byte for each page from the address on, 1 if touching it would not have to bring it; noMemory if one is not mapped.
  sync @10 (address :UInt64, length :UInt64, wait :Bool);
  # Files that are mapped shared there: what was written counts as a modification; with wait it is where the file is kept.
  # noMemory if a page is not mapped.
  keep @11 ();
  # Keeps what is mapped and what private memory holds, for `restore`, in place of what was kept before. Pages are copied as
  # they are written to, and charged twice. notSupported while the process has several threads.
  restore @12 ();
  # Mappings and private memory are again as they were kept, once; what was mapped since is gone. Registers are the
  # caller's. notFound if nothing is kept.
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

# ---- files ----------------------------------------------------------------------------------------------

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
  accessedSeconds @10 :Int64;
  accessedNanoseconds @11 :UInt32;
  changedNanoseconds @12 :UInt32;
  changedSeconds @13 :Int64;     # st_ctim
  blocks @14 :UInt64;            # of 512 bytes, that the file takes
  specialDevice @15 :UInt64;     # st_rdev
}

struct FileSystemStatus {
  blockSize @0 :UInt32;
  maxName @1 :UInt32;            # bytes
  blocks @2 :UInt64;
  freeBlocks @3 :UInt64;
  files @4 :UInt64;
  freeFiles @5 :UInt64;
  id @6 :UInt64;
  readOnly @7 :Bool;
}

struct TimeChange {
  # What becomes of one time of a file.
  union {
    now @0 :Void;
    keep @1 :Void;
    at :group {
      seconds @2 :Int64;
      nanoseconds @3 :UInt32;
    }
  }
}

interface File @0xf188f9cadbec0d1e {
  # An open file description: the cursor and the status flags are here, so that every holder shares them. A
  # directory that was opened is one too: it is listed, and paths can begin there.
  enum Whence {
    start @0;
    current @1;
    end @2;
    data @3;
    # The first byte at or behind the offset that is not in a hole.
    hole @4;
    # The first byte at or behind the offset that is in a hole; the end of the file counts as one.
  }
  enum LockKind {
    unlock @0;
    shared @1;
    exclusive @2;
  }
  struct RangeLock {
    kind @0 :LockKind;
    start @1 :UInt64;
    length @2 :UInt64;
    ofDescription @3 :Bool;
  }
  read @0 () -> () $bulk(toCaller);
  readAt @1 (offset :UInt64) -> () $bulk(toCaller);
  write @2 () -> () $bulk(fromCaller);
  # At the cursor, or with O_APPEND at the end.
  writeAt @3 (offset :UInt64) -> () $bulk(fromCaller);
  seek @4 (offset :Int64, whence :Whence) -> (position :UInt64);
  # The completion's value is the position too; without room for results it is told by that alone.
  # In a directory only to 0 and to positions that `list` gave.
  getStatus @5 () -> FileStatus;
  setSize @6 (size :UInt64);
  allocate @7 (offset :UInt64, length :UInt64, keepSize :Bool);
  # Afterwards writing there does not fail for want of space.
  sync @8 (dataOnly :Bool);
  # What was written lasts from then on; with dataOnly not necessarily times, mode and owner.
  setMode @9 FileMode -> ();
  setOwner @10 FileOwner -> ();
  setTimes @11 FileTimes -> ();
  getFlags @12 () -> StatusFlags;
  # Of the open call, without those that only acted then.
  setFlags @13 StatusFlags -> ();
  list @14 () -> () $bulk(toCaller);
  # Directory entries from the cursor on, as many whole ones as fit: schema/src/abi/directory_entry.rs. None at
  # the end. invalidArgument if the buffer is too small for the next.
  getFileSystemStatus @15 () -> FileSystemStatus;
  lock @16 RangeLock -> ();
  # An advisory lock of a range; length 0 reaches to the end, however far that is. It belongs to the caller's
  # process, or to the description. Waits for the locks of others; deadlock if that would never end.
  findLock @17 RangeLock
      -> (kind :LockKind, start :UInt64, length :UInt64, process :UInt64);
  # The first lock that would make `lock` wait; unlock if there is none. Process 0 stands for a description.
  lockWhole @18 (kind :LockKind);
  # flock: a lock of the description on the whole file, apart from the ranges' locks.
  getAttribute @19 (name :Data) -> () $bulk(toCaller);
  # An extended attribute. Its name begins with "user.", "trusted." or "security."; notSupported for others. notFound if
  # there is none, outOfRange if the buffer is too short; the value is the length, and all that an empty buffer is told.
  setAttribute @20 (name :Data, create :Bool, replace :Bool) -> () $bulk(fromCaller);
  removeAttribute @21 (name :Data);
  listAttributes @22 () -> () $bulk(toCaller);
  # The names that the identity may know, each with a NUL behind it; otherwise as getAttribute.
}

interface Namespace @0x8299facbdced0e1f {
  # A tree of files as one identity may use it; nothing outside it has a name, and ".." stops at its root. A path
  # resolves in one call. One that does not begin with a slash begins at `directory`, a File that is an open
  # directory, or with handle 0 at the root.
  open @0 (path :Data, flags :UInt32, mode :UInt32, directory :UInt32 $handle("File"))
      -> (file :UInt32 $handle(""), interface :UInt64);
  # Flags are O_* of <fcntl.h> on x86-64 (musl). What opens is a File, or what stands behind a special file, whose
  # interface the results name.
  getStatus @1 (path :Data, followLinks :Bool, directory :UInt32 $handle("File")) -> FileStatus;
  makeNode @2 (path :Data, mode :UInt32, directory :UInt32 $handle("File"));
  # A directory, FIFO or empty regular file, by the file type in the mode.
  remove @3 (path :Data, isDirectory :Bool, directory :UInt32 $handle("File"));
  rename @4 (from :Data, to :Data, fromDirectory :UInt32 $handle("File"), toDirectory :UInt32 $handle("File"),
             noReplace :Bool, exchange :Bool);
  link @5 (from :Data, to :Data, fromDirectory :UInt32 $handle("File"), toDirectory :UInt32 $handle("File"),
           followLinks :Bool);
  makeSymbolicLink @6 (target :Data, path :Data, directory :UInt32 $handle("File"));
  readLink @7 (path :Data, directory :UInt32 $handle("File")) -> () $bulk(toCaller);
  # The target's first bytes, as many as fit.
  setMode @8 (path :Data, mode :UInt32, followLinks :Bool, directory :UInt32 $handle("File"));
  setOwner @9 (path :Data, user :UInt32, group :UInt32, followLinks :Bool, directory :UInt32 $handle("File"));
  setTimes @10 (path :Data, access :TimeChange, modification :TimeChange, followLinks :Bool,
                directory :UInt32 $handle("File"));
  setSize @11 (path :Data, size :UInt64, directory :UInt32 $handle("File"));
  checkAccess @12 (path :Data, access :UInt32, followLinks :Bool, directory :UInt32 $handle("File"));
  # R_OK, W_OK and X_OK of <unistd.h>; 0 asks whether the file is there.
  getFileSystemStatus @13 (path :Data, directory :UInt32 $handle("File")) -> FileSystemStatus;
  getPath @14 (directory :UInt32 $handle("File")) -> () $bulk(toCaller);
  # An absolute path of the directory; notFound if it has none here any more, outOfRange if it does not fit.
  sub @15 (path :Data, directory :UInt32 $handle("File")) -> (namespace :UInt32 $handle("Namespace"));
  # The directory's tree alone.
  readOnly @16 () -> (namespace :UInt32 $handle("Namespace"));
  # The same tree through a capability that can not change it.
  bind @17 (path :Data, source :UInt32 $handle("Namespace")) -> (namespace :UInt32 $handle("Namespace"));
  # The same tree, but at the path, which must be a directory, the source's tree, as far as the source permits.
  assume @18 (user :UInt32, group :UInt32, groups :List(UInt32))
      -> (namespace :UInt32 $handle("Namespace"));
  # The same tree for another identity, which only user 0 may choose freely.
  getIdentity @19 () -> (user :UInt32, group :UInt32, groups :List(UInt32));
  sync @20 ();
  empty @21 () -> (namespace :UInt32 $handle("Namespace"));
  # A tree of one directory without anything in it, for the same identity: what is bound there is all it has.
  getBinding @22 (index :UInt32) -> (readOnly :Bool, device :UInt64) $bulk(toCaller);
  # The trees that this one is bound of, from 0 on: where its root is, as in getPath, and whether it can not be
  # changed. notFound behind the last.
}

interface BlockDevice @0xe62a9d4919e3bfde {
  # A disk as numbered blocks. Parameters are checked before anything moves.
  getInfo @0 () -> (blockSize :UInt32, blocks :UInt64, readOnly :Bool);
  read @1 (block :UInt64) -> () $bulk(toCaller);
  # Whole blocks; outOfRange if there are not that many behind the first.
  write @2 (block :UInt64) -> () $bulk(fromCaller);
  flush @3 ();
  # What was written before outlives the loss of power.
  readOnly @4 () -> (device :UInt32 $handle("BlockDevice"));
  # The same disk through a capability that can not change it.
}

# ---- channels -------------------------------------------------------------------------------------------

interface ChannelFactory @0xd7eeaff0e1233445 {
  # Makes objects through which processes talk to each other and to themselves. They give no authority over
  # anything that is there already, and the caller's memory quota pays for them.
  createPipe @0 (flags :UInt32) -> (reader :UInt32 $handle("Pipe"), writer :UInt32 $handle("Pipe"));
  # Flags: O_NONBLOCK, for both ends.
  createCounter @1 (value :UInt64, flags :UInt32) -> (counter :UInt32 $handle("EventCounter"));
  # Flags are CounterFlags (schema/src/abi/counter.rs).
  createFile @2 () -> (file :UInt32 $handle("File"));
  # An empty file in memory without a name, open for reading and writing: there as long as anybody has it open.
  createSocket @3 (kind :LocalSocketKind) -> (socket :UInt32 $handle("LocalSocket"));
  # Neither bound nor connected.
  createSocketPair @4 (kind :LocalSocketKind)
      -> (one :UInt32 $handle("LocalSocket"), other :UInt32 $handle("LocalSocket"));
  # Connected with each other.
}

interface Pipe @0xe8ffb001f2344556 {
  # One end of a pipe or of an open FIFO; a FIFO opened for both is one end that does both. The status flags are
  # the end's: all its holders share them. An end is there as long as anybody holds it.
  read @0 () -> () $bulk(toCaller);
  # Waits while the pipe is empty and has a writer; value 0 once it is empty and has none.
  write @1 () -> () $bulk(fromCaller);
  # Up to PIPE_BUF (4096) bytes go in together or not at all. Waits while there is no room; closed once there is no
  # reader.
  getFlags @2 () -> StatusFlags;
  setFlags @3 StatusFlags -> ();
  getStatus @4 () -> FileStatus;
  getAvailable @5 () -> (bytes :UInt32, capacity :UInt32);
  # What could be read now, and what the pipe may hold.
  waitForPeer @6 ();
  # Waits until somebody has opened the FIFO's other side since this end was opened; a pipe's has been from the start.
  setMode @7 FileMode -> ();
  setOwner @8 FileOwner -> ();
  setTimes @9 FileTimes -> ();
  # As in File, of a FIFO; invalidArgument for a pipe without a name.
}

interface EventCounter @0xf900c11203455667 {
  # Counts events: what is written to it, or the expirations of a timer. Readable while it is not 0.
  read @0 () -> () $bulk(toCaller);
  # Eight bytes, the count, least significant first; sets it to 0, or with CounterFlags.semaphore takes 1 off it.
  # Waits while it is 0.
  write @1 () -> () $bulk(fromCaller);
  # Adds eight bytes' number, below 2^64-1. Waits while the sum would reach that. notPermitted for a timer.
  getFlags @2 () -> StatusFlags;
  setFlags @3 StatusFlags -> ();
  # CounterFlags in place of the access mode.
  arm @4 (deadline :UInt64, interval :UInt64) -> TimerSetting;
  # Forgets the count; then counts 1 when Timer's clock reaches the deadline, and 1 for each interval after it, unless
  # that is 0. A deadline of 0 disarms. Tells what it was set to. notPermitted for one that is not a timer.
  getArmed @5 () -> TimerSetting;
}

# ---- what methods of several kinds of sockets take and tell ----------------------------------------------

struct SocketError {
  # What went wrong since the last call, such as connectionRefused.
  failed @0 :Bool;
  code @1 :ErrorCode;
}

struct Directions {
  receive @0 :Bool;
  send @1 :Bool;
}

struct Backlog {
  backlog @0 :UInt32;
}

struct OptionName {
  option @0 :SocketOption;
}

struct OptionValue {
  value @0 :UInt64;
}

struct OptionSetting {
  option @0 :SocketOption;
  value @1 :UInt64;
}

struct SocketAddresses {
  family @0 :AddressFamily;
  local @1 :SocketAddress;
  remote @2 :SocketAddress;      # none without a peer
  listening @3 :Bool;
}

struct AcceptedStream {
  socket @0 :UInt32 $handle("TcpSocket");
  remote @1 :SocketAddress;
}

# ---- local sockets --------------------------------------------------------------------------------------

enum LocalSocketKind {
  stream @0;
  datagram @1;
  packets @2;                    # messages within a connection
}

struct LocalName {
  # Where a socket's file is. Without a Namespace it stands for no name.
  namespace @0 :UInt32 $handle("Namespace");
  path @1 :Data;                 # at most 107 bytes
  directory @2 :UInt32 $handle("File");
}

struct Right {
  # A capability that came with a message, in the receiver's table.
  capability @0 :UInt32 $handle("");
  interface @1 :UInt64;
}

struct LocalPeer {
  # Who sent, connected or listened.
  process @0 :UInt64;
  user @1 :UInt32;
  group @2 :UInt32;
}

interface LocalSocket @0xc1d5f9a7e3b08462 {
  # A socket for processes of this machine: an open file description, whose holders share its status flags.
  bind @0 (at :LocalName, mode :UInt32);
  # Makes the file, which the caller's Namespace must permit, and by which others find the socket.
  listen @1 Backlog -> ();
  accept @2 () -> (socket :UInt32 $handle("LocalSocket"));
  # The next connection. Waits while there is none.
  connect @3 (to :LocalName);
  # Waits while the listener has as many connections as it wants. Datagrams: where those without an address go, and
  # whom the socket hears from now on; without a name everybody again.
  send @4 (to :LocalName, rights :List(UInt32), identity :UInt32 $handle("Namespace")) -> () $bulk(fromCaller);
  # With copies of the caller's capabilities. Datagrams and packets are taken whole. Waits while there is no room. The sender
  # is the user and group that the process started as, or those of the Namespace.
  receive @5 (peek :Bool, rights :UInt32, whole :Bool)
      -> (source :Data, length :UInt32, rights :List(Right), rightsLost :Bool, sender :LocalPeer) $bulk(toCaller);
  # What is there, or one message: as much of it as fits, and how long it is; and at most so many of its capabilities.
  # `whole`, for a look at a stream, waits for as much as fits. The sender is told if the socket reports it: then bytes of
  # several senders do not come at once.
  getNames @6 () -> (local :Data, remote :Data);
  getPeer @7 () -> LocalPeer;
  # Who connected or listened. notConnected without one.
  getState @8 () -> (kind :LocalSocketKind, listens :Bool, available :UInt32);
  getFlags @9 () -> StatusFlags;
  setFlags @10 StatusFlags -> ();
  takeError @11 () -> SocketError;
  shutdown @12 Directions -> ();
  getStatus @13 () -> FileStatus;
  getOption @14 OptionName -> OptionValue;
  setOption @15 OptionSetting -> ();
  # `reports` is the only one.
}

# ---- network --------------------------------------------------------------------------------------------

enum AddressFamily {
  ipv4 @0;
  ipv6 @1;
}

struct SocketAddress {
  # Where a socket is. The address has the 4 or 16 bytes of its family, in the order of the wire. No bytes at all stand for
  # no address, where a method takes none.
  address @0 :Data;
  port @1 :UInt16;
  scope @2 :UInt32;              # the number of the interface, of link-local addresses
}

struct NetworkRule {
  # One thing that a NetworkManager may be used for.
  enum Use {
    datagrams @0;                # to and from these peers
    bind @1;                     # these local addresses and ports below 1024 for datagrams; others need no rule
    connect @2;                  # to these peers
    listen @3;                   # at these local addresses and ports
  }
  use @0 :Use;
  address @1 :Data;              # none for every address
  prefixLength @2 :UInt8;        # how many of its bits count
  firstPort @3 :UInt16;
  lastPort @4 :UInt16;           # both are 0 for every port
}

struct NetworkInterface {
  name @0 :Text;
  index @1 :UInt32;
  flags @2 :UInt32;              # IFF_* of <net/if.h>
  mtu @3 :UInt32;
  hardwareAddress @4 :Data;
  addresses @5 :List(InterfaceAddress);

  struct InterfaceAddress {
    address @0 :Data;
    prefixLength @1 :UInt8;
  }
}

enum SocketOption {
  # Values are numbers; a switch is on unless it is 0.
  reuseAddress @0;               # a local port that is in use may be bound if everybody there agrees
  broadcast @1;                  # sending to broadcast addresses is permitted
  receiveBuffer @2;              # bytes that may be waiting to be read
  sendBuffer @3;
  hopLimit @4;
  onlyIpv6 @5;                   # an IPv6 socket is not reached by IPv4
  trafficClass @6;
  keepAlive @7;
  keepAliveIdle @8;              # seconds
  noDelay @9;
  linger @10;                    # seconds plus 1; 0 is off
  keepAliveInterval @11;         # seconds between questions that nobody answers
  keepAliveCount @12;            # so many of them end the connection
  maximumSegment @13;            # bytes of a packet of a stream; can not be set
  userTimeout @14;               # milliseconds that sent bytes wait for an answer; 0 is as long as usual
  reports @15;                   # what receiving tells beside the bytes: SocketReports (schema/src/abi/socket.rs)
}

interface NetworkManager @0xad00852264da4e61 {
  # The authority to talk to others: by its rules, or to everybody. Loopback is no exception.
  getConfig @0 () -> (interfaces :List(NetworkInterface), nameServers :List(Data), ready :Bool);
  # What the machine's interfaces are called and have; `ready` once they have their addresses.
  createUdpSocket @1 (family :AddressFamily) -> (socket :UInt32 $handle("UdpSocket"));
  restrict @2 (rules :List(NetworkRule)) -> (network :UInt32 $handle("NetworkManager"));
  # The same network for what both the rules and this capability permit. Without any it permits nothing.
  createTcpSocket @3 (family :AddressFamily) -> (socket :UInt32 $handle("TcpSocket"));
  createTcpListener @4 (local :SocketAddress, backlog :UInt32) -> (listener :UInt32 $handle("TcpListener"));
  # Who holds it can accept connections there and do nothing else. Port 0 takes a free one.
  connectTcp @5 SocketAddress -> (socket :UInt32 $handle("TcpSocket"));
  # Begins a connection; who holds the socket can talk to that peer and to nobody else. It is writable once the connection
  # is made.
}

interface UdpSocket @0xf25b51f99b78a88c {
  # A socket for datagrams: an open file description, whose holders share its addresses, options and status flags.
  bind @0 SocketAddress -> ();
  # Its own address, once. Port 0 takes a free one; the unspecified address takes every address of the machine.
  connect @1 SocketAddress -> ();
  # From now on only that peer is heard, and it is where datagrams without an address go. No address: everybody again.
  sendTo @2 SocketAddress -> () $bulk(fromCaller);
  # One datagram, whole. Without an address to the peer. Waits while the network has no room, or no address yet.
  receiveFrom @3 (peek :Bool)
      -> (source :SocketAddress, destination :Data, length :UInt32, interface :UInt32, hopLimit :UInt8,
          trafficClass :UInt8, reports :UInt8) $bulk(toCaller);
  # The next datagram: as much of it as fits, and how long it is. Waits while there is none. `reports` is the option.
  getAddresses @4 () -> SocketAddresses;
  getOption @5 OptionName -> OptionValue;
  setOption @6 OptionSetting -> ();
  getFlags @7 () -> StatusFlags;
  setFlags @8 StatusFlags -> ();
  takeError @9 () -> SocketError;
  # The answer to an earlier datagram, for one.
  shutdown @10 Directions -> ();
  # Reading answers 0 bytes from then on, sending `closed`. notConnected without a peer.
  getAvailable @11 () -> (bytes :UInt32);
  # Of the next datagram.
  close @12 ();
  # Gives up the addresses, whoever else holds the socket; other calls answer `closed` afterwards.
  sendFrom @13 (to :SocketAddress, source :Data, hopLimit :UInt16 = 256, trafficClass :UInt16 = 256)
      -> () $bulk(fromCaller);
  # As sendTo, from that address of the machine, unless it is none, and with these instead of the options; 256 for no other.
}

interface TcpSocket @0xe9e159875196f7a0 {
  # A stream, or what becomes one: an open file description, as UdpSocket is.
  bind @0 SocketAddress -> ();
  # Its own address, once. Port 0 takes a free one; the unspecified address takes every address of the machine.
  connect @1 SocketAddress -> ();
  # Waits until the connection is made or refused. A socket that does not wait answers inProgress; it is writable once the
  # connection is made, and takeError says what became of one that was not.
  listen @2 Backlog -> ();
  # From now on it accepts connections; of those that nobody has accepted at most `backlog` are kept.
  accept @3 () -> AcceptedStream;
  # Waits for a connection.
  send @4 () -> () $bulk(fromCaller);
  # Waits until everything is taken; who does not wait sends as much as there is room for. `closed` once the peer, or
  # shutdown, has ended this direction.
  receive @5 (peek :Bool, whole :Bool) -> () $bulk(toCaller);
  # What has arrived, at least a byte of it; value 0 once the peer has ended the stream. Waits while nothing is there.
  # `whole`, for a look, waits for as much as fits.
  getAddresses @6 () -> SocketAddresses;
  getOption @7 OptionName -> OptionValue;
  setOption @8 OptionSetting -> ();
  getFlags @9 () -> StatusFlags;
  setFlags @10 StatusFlags -> ();
  takeError @11 () -> SocketError;
  shutdown @12 Directions -> ();
  # Ends directions of a connection: the peer reads the end after what was sent.
  getAvailable @13 () -> (bytes :UInt32, unsent :UInt32);
  # What can be read, and what was sent and is not the peer's yet.
  close @14 ();
  # Ends the connection, whoever else holds the socket; other calls answer `closed` afterwards.
  flush @15 (deadline :UInt64) -> ();
  # Waits until the peer has confirmed what was sent, or never will, or until Timer's clock reaches the deadline (timedOut).
}

interface TcpListener @0xdc7302c66f6a8c16 {
  # The authority to accept connections at one address.
  accept @0 () -> AcceptedStream;
  # Waits for a connection.
  getAddresses @1 () -> SocketAddresses;
  getFlags @2 () -> StatusFlags;
  setFlags @3 StatusFlags -> ();
  close @4 ();
  # Refuses from now on, whoever else holds it; other calls answer `closed` afterwards.
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
  creationMask @4 :UInt16 = 18;
  # Of umask().
  program @5 :Data;
  # An absolute path of the program in the starter's tree; empty if the starter does not say.
}

struct ExitStatus {
  union {
    exited @0 :Int32;            # the status given to exit, all 32 bits
    killed @1 :Void;             # by ProcessHandle.kill or SIGKILL
    faulted @2 :Fault;
    signaled @3 :UInt8;          # by the default action of this signal
  }
  struct Fault {
    vector @0 :UInt8;            # x86 exception vector
    address @1 :UInt64;          # faulting data address (#PF), else the instruction's
    instruction @2 :UInt64;
    errorCode @3 :UInt32;
    signal @4 :UInt8;            # the signal that it was
  }
}

struct SpawnAttributes {
  asChild @0 :Bool;
  # The new process is the caller's child: `SelfProcess.waitChild` reports it, and no ProcessHandle is given.
  setGroup @1 :Bool;
  # It joins `group`, or begins one of its own if that is 0. Otherwise it is in the caller's.
  group @2 :UInt64;
  newSession @3 :Bool;
  # It leads a session of its own, without a terminal.
  blockedSignals @4 :UInt64;
  # Bit n - 1 stands for signal n; so in all sets of signals.
  ignoredSignals @5 :UInt64;
  foreground @6 :UInt32 $handle("TerminalSession");
  # Its group becomes this terminal's foreground group before it runs.
}

interface ProcessSpawner @0x93aafbccddee0f20 {
  spawn @0 (program :Text, grants :List(Grant), quota :Quota, file :UInt32 $handle("File"),
            attributes :SpawnAttributes)
      -> (process :UInt32 $handle("ProcessHandle"), id :UInt64) $bulk(fromCaller);
  # Starts the program in `file`, which the caller's identity may execute, and calls it `program`. With handle 0,
  # `program` is the path of one in the boot package. The bulk buffer is a LaunchParameters message. The child holds
  # exactly the grants. notFound names the program, notExecutable the ELF field that was refused.
}

interface ProcessHandle @0xa4bbfccddeef1021 {
  wait @0 () -> (status :ExitStatus);
  # Blocks until the process ended; answers the same ever after. Readable in POLL once it ended.
  kill @1 ();
  getId @2 () -> (id :UInt64);
  signal @3 (signal :UInt8, code :Int32, value :UInt64);
  # As SelfProcess.signal does, to this process. One that has ended takes it without effect.
}

interface ProcessForker @0x95c1d5a6f4b2e807 {
  # The authority to make copies of oneself.
  fork @0 (entry :UInt64, stack :UInt64, argument :UInt64) -> (id :UInt64);
  # Makes a child whose memory, capabilities (with the same handles), group, session and masks of signals are copies of
  # the caller's; memory that is shared stays so. Its one thread begins at `entry` with that stack pointer and the
  # argument in its argument register, and with a ring of its own at the same address. No signal is pending for it.
}

struct SignalInfo {
  signal @0 :UInt8;
  code @1 :Int32;                # si_code: SI_USER, SI_QUEUE, CLD_EXITED …
  process @2 :UInt64;            # the sender, or the child it is about
  value @3 :UInt64;              # si_value, or a child's status
  user @4 :UInt32;
}

struct ChildState {
  union {
    ended @0 :ExitStatus;
    stopped @1 :UInt8;           # by this signal
    continued @2 :Void;
  }
}

interface SelfProcess @0xc6ddfeefd0012233 {
  # What a process may do as a process among others. Others are its children and theirs, and those of its session.
  enum Target {
    process @0;
    group @1;                    # 0 is the caller's own
    all @2;                      # whom it may signal, but for itself
    thread @3;                   # of the caller's process, by its number
  }
  enum Children {
    any @0;
    process @1;
    group @2;                    # 0 is the caller's own
  }

  getUsage @0 (children :Bool)
      -> (userNanoseconds :UInt64, systemNanoseconds :UInt64, maxResidentPages :UInt64, faults :UInt64,
          waits :UInt64, preemptions :UInt64);
  # Of all the caller's threads, or of the children that it has waited for and theirs.
  exec @1 (file :UInt32 $handle("File"), program :Text, grants :List(Grant), blockedSignals :UInt64,
           ignoredSignals :UInt64) $bulk(fromCaller);
  # Replaces the program: the process goes on with the one in `file`, one thread, memory of its own and exactly the
  # grants. Its number, parent, children, group, session and pending signals stay. Does not return if it succeeds.
  getIds @2 (process :UInt64) -> (process :UInt64, parent :UInt64, group :UInt64, session :UInt64);
  # Of the caller with 0. Parent 1 stands for none that lives.
  setGroup @3 (process :UInt64, group :UInt64);
  # setpgid of POSIX: 0 is the caller, and a group of 0 the process's own number.
  createSession @4 () -> (session :UInt64);
  signal @5 (target :Target, id :UInt64, signal :UInt8, code :Int32, value :UInt64);
  # Signal 0 only asks whether there is anybody. notPermitted for somebody else's process.
  setSignalBlocks @6 (process :UInt64, thread :UInt64);
  # Where the process's and the calling thread's blocks are: schema/src/abi/signal.rs.
  takeSignal @7 (set :UInt64, deadline :UInt64) -> (info :SignalInfo);
  # Waits until a signal of the set is pending and takes it; timedOut at the deadline. Others interrupt it.
  pause @8 ();
  # Waits until a signal interrupts it.
  getPendingSignals @9 () -> (set :UInt64);
  # For the calling thread and its process.
  discardSignals @10 (set :UInt64);
  # Forgets those that are pending, as ignoring a signal does.
  waitChild @11 (which :Children, id :UInt64, ended :Bool, stopped :Bool, continued :Bool, keep :Bool)
      -> (process :UInt64, state :ChildState, userNanoseconds :UInt64, systemNanoseconds :UInt64,
          maxResidentPages :UInt64);
  # A child that changed so; without `keep` it is not reported again, and one that ended is gone. noSuchProcess without
  # any such child. Readable in POLL when `any` would not wait.
  createTimer @12 (signal :UInt8, code :Int32, value :UInt64, clock :UInt32)
      -> (timer :UInt32 $handle("SignalTimer"));
  # A timer that sends the caller the signal; signal 0 sends none. Clock is CLOCK_REALTIME (0), CLOCK_MONOTONIC (1), the
  # process's processor time (2) or its part in user mode (0x100), or the processor time of the calling thread (3).
  createSignalReader @13 (set :UInt64, flags :UInt32) -> (reader :UInt32 $handle("SignalReader"));
  # Flags: O_NONBLOCK.
  getPriority @14 (target :Target, id :UInt64) -> (nice :Int8);
  # The lowest nice value among them; `all` stands for all of the caller's user.
  setPriority @15 (target :Target, id :UInt64, nice :Int8);
  # Values are cut to -20 … 19; children inherit theirs. accessDenied for less than there is.
  getLimit @16 (resource :UInt8) -> (soft :UInt64, hard :UInt64);
  # RLIMIT_* of <sys/resource.h> on x86-64 (musl); 2^64-1 is none. Children inherit them, and programs that follow.
  setLimit @17 (resource :UInt8, soft :UInt64, hard :UInt64);
  # notPermitted for a hard limit above the one there is. The kernel keeps all of them and enforces FSIZE, CPU, AS, DATA and
  # NPROC, and STACK for the next program.
  setScheduling @18 (target :Target, id :UInt64, policy :UInt8, priority :UInt8);
  # SCHED_OTHER (0) with priority 0, SCHED_FIFO (1) or SCHED_RR (2) with 1 to 99: who is ready and has the highest goes
  # first, yet the others keep a part of the processor. Of a thread, or of a process's first thread, 0 being the
  # caller's. notPermitted for a priority above RLIMIT_RTPRIO.
  getScheduling @19 (target :Target, id :UInt64) -> (policy :UInt8, priority :UInt8);
  mapProcessorTime @20 () -> MappedAddress;
  # Maps a read-only page from which the calling thread reads its processor time (ProcessorTimePage in
  # schema/src/abi/clock_page.rs).
  setRobustList @21 (head :UInt64);
  # Where the calling thread lists the locks that it holds, 0 for nowhere: when it ends, however it does, they are marked
  # (schema/src/abi/robust_list.rs). A program that follows by exec begins without one, as a child made by fork does.
}

interface SignalReader @0xbc9e9a7de824ebfe {
  # Takes signals that are pending for whoever reads, by reading. Those that it blocks stay pending until then.
  read @0 () -> () $bulk(toCaller);
  # Records of 128 bytes, signalfd_siginfo of <sys/signalfd.h> on Linux, as many as are pending and fit; waits for the
  # first. Readable in POLL while there is one.
  getFlags @1 () -> StatusFlags;
  setFlags @2 StatusFlags -> ();
  setSignals @3 (set :UInt64);
  # Which signals it takes.
}

interface SignalTimer @0xdb7a6c2f1e904d35 {
  # timer_settime and kin of POSIX. Times are in nanoseconds; 0 disarms.
  set @0 (first :UInt64, interval :UInt64, absolute :Bool) -> TimerSetting;
  get @1 () -> (setting :TimerSetting, overruns :UInt64, expirations :UInt64);
  # Overruns of the signal that was delivered last; expirations since the last `get`.
}

interface ThreadSpawner @0x818461eb8ae5b710 {
  # The authority to have more than one thread.
  spawn @0 (entry :UInt64, stack :UInt64, argument :UInt64, threadPointer :UInt64, signalBlock :UInt64,
            idWord :UInt64, wantHandle :Bool) -> (id :UInt32, thread :UInt32 $handle("ThreadHandle"));
  # Starts a thread of the caller's process at `entry` with that stack pointer, the argument in RDI, the address of a
  # ring of its own in RSI, and `threadPointer` as base of FS. `signalBlock` is its ThreadSignals, with what it blocks,
  # or 0: then it blocks every signal. Its number is stored at `idWord`, unless that is 0, before it runs; the entry
  # EXIT_THREAD ends it. Without `wantHandle` the handle is 0.
  getUsage @1 (id :UInt32) -> ProcessorTime;
  # Of a thread of the caller's process, the calling one with 0.
}

interface ThreadHandle @0xa31c1d9120fe2c14 {
  wait @0 ();
  # Blocks until the thread has ended. Readable in POLL once it has.
  getId @1 () -> (id :UInt32);
  getUsage @2 () -> ProcessorTime;
}

interface ParkSpace @0x9b617f430c952b76 {
  # The authority to wait at words of memory and to wake those who do: the operations PARK and UNPARK name it.
  countParked @0 () -> (threads :UInt32);
  # Of the caller's process.
}

# ---- the system -----------------------------------------------------------------------------------------

interface ProcessList @0xf5d4b00a1b0fab36 {
  # The authority to know which processes there are, and none over them.
  next @0 (after :UInt64) -> (process :UInt64, parent :UInt64, group :UInt64, session :UInt64, state :State,
                              threads :UInt32, maxResidentPages :UInt64, userNanoseconds :UInt64,
                              systemNanoseconds :UInt64, name :Text);
  # The one with the lowest number above that; `notFound` if there is none. Those that have ended count while somebody can ask
  # how.
  enum State {
    running @0;
    # Or waiting.
    stopped @1;
    # By a signal.
    ended @2;
  }
}

interface SystemInfo @0xb5ccfddedff01122 {
  get @0 () -> (system :Text, release :Text, version :Text, machine :Text, processors :UInt32,
                totalPages :UInt64, freePages :UInt64);
  ping @1 ();
  # Does nothing: the cost of a call.
  count @2 () -> (processes :UInt32, threads :UInt32, capabilities :UInt32, pipes :UInt32, kernelBlocks :UInt64,
                  kernelBytes :UInt64);
  # What there is now. Processes that have ended count while somebody can ask how; capabilities are those in all tables,
  # pipes also FIFOs that are open. Blocks and bytes are of the kernel's heap, where all objects lie.
  getLoad @3 () -> (one :UInt32, five :UInt32, fifteen :UInt32);
  # Threads that wanted to run, on average over as many minutes, in 65536ths.
}

# ---- the boot package -----------------------------------------------------------------------------------

struct Manifest {
  # What the manifest compiler makes of a CUE package, first in the boot package.
  system @0 :Text;
  processes @1 :List(Process);
  # Started in order. The machine powers off with the exit status of the first when that ends.
  files @2 :List(BootFile);
  volumes @3 :List(Volume);
  # The trees that Namespaces bind. The boot package is one, named "package", without standing here.
  network @4 :Network;

  struct Network {
    # How the machine's network interface gets its addresses.
    static @0 :Bool;             # only the addresses that stand here; else they are taken if nobody gives others
    address @1 :Data;            # IPv4, 4 bytes; none if there is no such address
    prefixLength @2 :UInt8;
    gateway @3 :Data;
    nameServers @4 :List(Data);
  }

  struct Volume {
    name @0 :Text;
    union {
      ram @1 :Ram;
      devices @2 :Void;          # null, zero, full, random, urandom, tty
      disk @3 :Disk;             # an ext4 file system
    }
    struct Disk {
      number @0 :UInt32;         # in the order of the machine's disks
      cachePages @1 :UInt64;     # what its files may hold in memory at most
      readOnly @2 :Bool;
    }
    struct Ram {
      pages @0 :UInt64;          # what it may hold at most
      mode @1 :UInt32;           # of its root directory
    }
  }

  struct Bind {
    at @0 :Text;                 # an absolute path in the Namespace; the first bind's is "/"
    volume @1 :Text;
    path @2 :Text;               # the directory of the volume that is bound; a RAM volume makes it
    readOnly @3 :Bool;
  }

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
    path @2 :Text;               # MemoryObject and File: the boot file; Namespace without binds: the boot subtree;
                                 # BlockDevice: the number of the disk
    binds @3 :List(Bind);        # Namespace
    user @4 :UInt32;             # Namespace: whose it is
    group @5 :UInt32;
    restricted @6 :Bool;         # NetworkManager: for what the rules permit, and nothing else
    rules @7 :List(NetworkRule);
  }
}
