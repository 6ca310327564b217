"""The two systems that are compared: what they boot, and booting them.

`Guests` compiles the same C programs for capOS (with its sysroot) and for Linux (static, with musl), packs them into
a boot package and an initial file system, and boots either in QEMU with the same machine (TCG, one CPU). The peer is
Debian's cloud kernel without ERMS, which TCG runs byte by byte.
"""
import glob, os, re, select, shutil, socketserver, subprocess, sys, threading, time

MACHINE = ["-accel", "tcg", "-M", "q35", "-m", "128", "-smp", "1", "-display", "none", "-serial", "stdio",
           "-monitor", "none", "-no-reboot", "-nodefaults"]
# One nanosecond of the guest is one instruction, and runs repeat.
COUNTED = ["-icount", "shift=0,sleep=off", "-seed", "1", "-rtc", "base=2024-01-01,clock=vm",
           "-cpu", "max,-rdrand,-rdseed,-erms"]
TIMED = ["-cpu", "max,-erms"]
APPEND = "console=ttyS0 quiet panic=-1 no_timer_check nokaslr norandmaps randomize_kstack_offset=off"
# A network of the guest's own, where 10.0.2.2 is this machine's loopback.
NETWORK = ["-netdev", "user,id=network", "-device", "virtio-net-pci,netdev=network,disable-legacy=on,romfile="]
HOST = "10.0.2.2"
# What the peer's kernel needs for that and has as modules, in the order in which they are loaded.
MODULES = ("virtio_ring virtio virtio_pci_legacy_dev virtio_pci_modern_dev virtio_pci failover net_failover "
           "virtio_net").split()
FLAGS = ["-std=gnu11", "-O2", "-Wall", "-Wextra", "-static"]
# Operations to count of the rows that move much, and what each moves.
OPERATIONS = {"tcp_host_up": 2, "tcp_host_down": 2}
MEBIBYTES = 8
LIMIT = 900
SYSTEMS = ["capos", "linux"]
HERE = os.path.dirname(os.path.abspath(__file__))


def fail(text):
    sys.exit(f"bench: {text}")


def tool(*command, **options):
    done = subprocess.run(command, capture_output=True, text=True, **options)
    if done.returncode:
        fail(f"{' '.join(command)}:\n{done.stdout}{done.stderr}")
    return done.stdout


def linux_kernel(folder):
    """Debian's cloud kernel, fetched with apt-get and unpacked below `folder`, not installed."""
    found = glob.glob(f"{folder}/boot/vmlinuz-*")
    if found and glob.glob(f"{folder}/modules/*.ko"):
        return found[0]

    def package():
        depends = subprocess.run(["apt-cache", "depends", "linux-image-cloud-amd64"], capture_output=True, text=True)
        return re.search(r"Depends: (linux-image-\S+)", depends.stdout)

    print(f"bench: fetching the peer's kernel, linux-image-cloud-amd64, to {folder}", file=sys.stderr)
    if not package():
        subprocess.run(([] if os.geteuid() == 0 else ["sudo"]) + ["apt-get", "update", "-qq"])
    name = package()
    if not name:
        fail("no Linux to compare with: apt knows no linux-image-cloud-amd64, even after apt-get update")
    os.makedirs(folder, exist_ok=True)
    done = subprocess.run(["apt-get", "download", "-qq", name[1]], cwd=folder)
    archives = glob.glob(f"{folder}/*.deb")
    if done.returncode or not archives:
        fail(f"no Linux to compare with: `apt-get download {name[1]}` failed; or unpack that package to {folder}")
    tool("dpkg", "-x", archives[0], folder)
    # Of the modules, which take 100 MB, a few are needed.
    os.makedirs(f"{folder}/modules", exist_ok=True)
    for number, module in enumerate(MODULES):
        for path in glob.glob(f"{folder}/lib/modules/*/kernel/**/{module}.ko", recursive=True):
            shutil.copy(path, f"{folder}/modules/{number}-{module}.ko")
    shutil.rmtree(f"{folder}/lib", ignore_errors=True)
    os.remove(archives[0])
    return glob.glob(f"{folder}/boot/vmlinuz-*")[0]


def cpio(path, entries):
    """A new-format cpio archive of (name, mode, content, device)."""
    with open(path, "wb") as file:
        for name, mode, data, device in entries + [("TRAILER!!!", 0, b"", (0, 0))]:
            name = name.encode()
            fields = [1, mode, 0, 0, 1, 0, len(data), 0, 0, *device, len(name) + 1, 0]
            head = b"070701" + b"".join(b"%08X" % field for field in fields) + name + b"\0"
            file.write(head + b"\0" * (-len(head) % 4) + data + b"\0" * (-len(data) % 4))


def content(path):
    with open(path, "rb") as file:
        return file.read()


class StreamService(socketserver.BaseRequestHandler):
    """What posixbench asks for with its first byte: E echoes, U takes everything and answers a byte, D sends 8 MiB."""

    def handle(self):
        service = self.request.recv(1)
        try:
            if service == b"E":
                while data := self.request.recv(65536):
                    self.request.sendall(data)
            elif service == b"U":
                while self.request.recv(1 << 20):
                    pass
                self.request.sendall(b"x")
            elif service == b"D":
                self.request.sendall(bytes(8 << 20))
        except OSError:
            # The guest has ended.
            pass


class DatagramService(socketserver.BaseRequestHandler):
    def handle(self):
        data, socket = self.request
        socket.sendto(data, self.client_address)


def serve():
    """Serves posixbench at one port of this machine's loopback; gives the port."""
    socketserver.ThreadingTCPServer.daemon_threads = True
    streams = socketserver.ThreadingTCPServer(("127.0.0.1", 0), StreamService)
    streams.socket.setsockopt(6, 1, 1)
    port = streams.server_address[1]
    for server in (streams, socketserver.UDPServer(("127.0.0.1", port), DatagramService)):
        threading.Thread(target=server.serve_forever, daemon=True).start()
    return port


class Guests:
    def __init__(self, target):
        self.target, self.folder, self.port = target, f"{target}/bench", None
        self.qemu = os.environ.get("QEMU", "qemu-system-x86_64")
        if not shutil.which("musl-gcc"):
            fail("musl-gcc is missing; run make setup")
        os.makedirs(self.folder, exist_ok=True)
        self.kernel = linux_kernel(f"{self.folder}/linux")
        self.capos_cc = [f"{target}/capos-sysroot/bin/x86_64-unknown-capos-clang"]
        self.linux_cc = ["musl-gcc", "-static"]
        for name, sources in (("guest", "guest/main.c"), ("posixbench", "posix/*.c")):
            self.compile("capos", name, sources)
            self.compile("linux", name, sources)
        self.compile("linux", "kernel_bench", "linux/kernel_bench.c")
        for system, build in (("capos", "capos"), ("linux", "host")):
            tool("strip", "-o", f"{self.folder}/{system}-dash", f"{target}/vendor/dash/{build}/dash")

    def compile(self, system, name, sources):
        compiler = self.capos_cc if system == "capos" else self.linux_cc
        out = f"{self.folder}/{system}-{name}"
        tool(*compiler, *FLAGS, "-o", out, *sorted(glob.glob(f"{HERE}/{sources}")))
        # A boot file is the program, as in the other packages; symbols are not part of it on either side.
        tool("strip", out)

    def initrd(self, name, init, files=()):
        entries = [("dev", 0o040755, b"", (0, 0)), ("dev/console", 0o020600, b"", (5, 1)),
                   ("init", 0o100755, content(init), (0, 0))]
        entries += [(folder, 0o040755, b"", (0, 0)) for folder in ("bin", "bench", "modules", "tmp")]
        entries += [(path, 0o100755, content(source), (0, 0)) for path, source in files]
        out = f"{self.folder}/{name}.cpio"
        cpio(out, entries)
        return out

    def posix(self, words):
        """Machines whose first program runs posixbench with `words`, by system."""
        self.port = self.port or serve()
        words = ["-H", HOST, "-P", str(self.port), *words]
        arguments = f"{self.folder}/arguments"
        with open(arguments, "w") as file:
            file.write("\n".join(words) + "\n")
        package = f"{self.folder}/posix-bench.pkg"
        tool(f"{self.target}/tools/capos-manifest", "build", "cue/system-posix-bench", package,
             env={**os.environ, "TARGET_DIR": self.target})
        files = [("bin/posixbench", f"{self.folder}/linux-posixbench"), ("bench/arguments", arguments),
                 ("bin/dash", f"{self.folder}/linux-dash")]
        for module in sorted(glob.glob(f"{self.folder}/linux/modules/*.ko")):
            files.append((f"modules/{os.path.basename(module)}", module))
        linux = self.linux(self.initrd("posix", f"{self.folder}/linux-guest", files))
        return {"capos": [*self.capos(package), *NETWORK], "linux": [*linux, *NETWORK]}

    def count(self, system, row):
        """Instructions of one operation, or of one MiB, of a row that waits for this machine: those of a run with few
        operations, taken from those of one with three times as many."""
        plugin, number, few = f"{self.folder}/count.so", f"{self.folder}/count.txt", OPERATIONS.get(row, 300)
        tool("gcc", "-O2", "-Wall", "-Wextra", "-shared", "-fPIC", "-o", plugin, f"{HERE}/count.c")
        counts = []
        for operations in (few, 3 * few):
            machine = self.posix(["-n", str(operations), row])[system]
            output, _ = self.boot(machine, [*TIMED, "-plugin", f"{plugin},output={number}"])
            if f"{row} - " in output or row not in output:
                fail(f"{row} on {system}:\n{output[-500:]}")
            counts.append(int(content(number)))
        return (counts[1] - counts[0]) / (2 * few) / (MEBIBYTES if row in OPERATIONS else 1)

    def own(self):
        """Machines that run the kernels' own operations, by system."""
        return {"capos": self.capos(f"{self.target}/packages/bench.pkg"),
                "linux": self.linux(self.initrd("kernel", f"{self.folder}/linux-kernel_bench"))}

    def capos(self, package):
        exit_device = ["-device", "isa-debug-exit,iobase=0xf4,iosize=4"]
        return [*exit_device, "-kernel", f"{self.target}/capos-kernel", "-initrd", package]

    def linux(self, initrd):
        return ["-kernel", self.kernel, "-initrd", initrd, "-append", APPEND]

    def boot(self, what, options, until_user=False):
        """Output, and seconds until the first line of a user program; ends QEMU there if only that is wanted."""
        start = time.monotonic()
        process = subprocess.Popen([self.qemu, *MACHINE, *options, *what], stdin=subprocess.DEVNULL,
                                   stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        output, seen = b"", None
        try:
            while time.monotonic() - start < LIMIT:
                if not select.select([process.stdout], [], [], 0.2)[0]:
                    continue
                part = os.read(process.stdout.fileno(), 65536)
                if not part:
                    return output.decode(errors="replace").replace("\r", ""), seen
                output += part
                if seen is None and b"USERSPACE" in output:
                    seen = time.monotonic() - start
                    if until_user:
                        return "", seen
            fail(f"no end after {LIMIT} s:\n{output[-2000:].decode(errors='replace')}")
        finally:
            process.kill()
            process.wait()
