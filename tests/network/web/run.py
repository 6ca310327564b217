#!/usr/bin/env python3
"""HTTP in both directions between capOS in QEMU and this machine.

usage: run.py TARGET_DIR curl|web

curl: curl on capOS fetches 64 MiB, byte by byte as they are, and 100 files over one connection, from nginx here.
web:  lighttpd on capOS answers 10,000 requests of wrk from here over connections that stay, and 2,000 over as many that do not.

nginx and wrk are Debian's, unpacked to TARGET_DIR/web-tools, not installed.
"""
import glob, os, re, shutil, socket, subprocess, sys, time

PACKAGES = ["nginx", "wrk", "libluajit-5.1-2", "libluajit-5.1-common"]
SIZE, PERIOD, PORT = 64 << 20, 251, 18080
REQUESTS, SHORT_REQUESTS, CONNECTIONS, LIMIT = 10_000, 2_000, 50, 1200
NGINX = """daemon off; master_process off; pid {folder}/pid; error_log {folder}/error.log;
events {{ }}
http {{ access_log off; client_body_temp_path {folder}/a; proxy_temp_path {folder}/b; fastcgi_temp_path {folder}/c;
uwsgi_temp_path {folder}/d; scgi_temp_path {folder}/e; keepalive_requests 1000;
server {{ listen 127.0.0.1:{port}; root {folder}/www; }} }}
"""


def tools(folder):
    if not glob.glob(f"{folder}/usr/sbin/nginx") or not glob.glob(f"{folder}/usr/bin/wrk"):
        print(f"web: fetching nginx and wrk to {folder}", file=sys.stderr)
        os.makedirs(folder, exist_ok=True)
        subprocess.run(["apt-get", "download", "-qq", *PACKAGES], cwd=folder, check=True, stderr=subprocess.DEVNULL)
        for archive in glob.glob(f"{folder}/*.deb"):
            subprocess.run(["dpkg", "-x", archive, folder], check=True)
            os.remove(archive)
    return {**os.environ, "LD_LIBRARY_PATH": f"{folder}/usr/lib/x86_64-linux-gnu"}


def machine(target, package, forward=""):
    qemu = os.environ.get("QEMU", "qemu-system-x86_64")
    return subprocess.Popen(
        [qemu, "-accel", "tcg", "-M", "q35", "-cpu", "max", "-m", "256", "-nodefaults", "-display", "none", "-no-reboot",
         "-device", "isa-debug-exit,iobase=0xf4,iosize=4", "-serial", "stdio", "-netdev", f"user,id=network{forward}",
         "-device", "virtio-net-pci,netdev=network,disable-legacy=on,romfile=", "-kernel", f"{target}/capos-kernel",
         "-initrd", f"{target}/packages/{package}.pkg"],
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)


def curl(target, folder, environment):
    os.makedirs(f"{folder}/www", exist_ok=True)
    with open(f"{folder}/www/big", "wb") as file:
        file.write((bytes(range(PERIOD)) * (SIZE // PERIOD + 1))[:SIZE])
    with open(f"{folder}/www/small", "wb") as file:
        file.write(bytes(1000))
    with open(f"{folder}/nginx.conf", "w") as file:
        file.write(NGINX.format(folder=folder, port=PORT))
    nginx = subprocess.Popen([f"{folder}/usr/sbin/nginx", "-e", f"{folder}/error.log", "-c", f"{folder}/nginx.conf"],
                             env=environment)
    try:
        start = time.monotonic()
        guest = machine(target, "curl")
        try:
            output, _ = guest.communicate(timeout=LIMIT)
        finally:
            guest.kill()
        text = output.decode(errors="replace").replace("\r", "")
        print("\n".join(line for line in text.splitlines() if re.match("big|small|curl", line)))
        print(f"in {time.monotonic() - start:.1f} s")
        good = f"big: {SIZE} bytes as they are" in text and "small: 100 files over 1 connection\n" in text
        return good or sys.exit(f"web: not what was expected:\n{text[-2000:]}")
    finally:
        nginx.kill()
        nginx.wait()
        shutil.rmtree(f"{folder}/www")


def ask(port):
    """The page, or None while nobody answers."""
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=5) as client:
            client.sendall(b"GET / HTTP/1.0\r\n\r\n")
            answer = b""
            while part := client.recv(4096):
                answer += part
            return answer if answer.startswith(b"HTTP/1.0 200") else None
    except OSError:
        return None


def load(folder, environment, port, wanted, *options):
    """wrk until so many requests were answered; any error ends the test."""
    answered = 0
    while answered < wanted:
        done = subprocess.run([f"{folder}/usr/bin/wrk", "-t", "1", "-c", str(CONNECTIONS), "-d", "10s", "--timeout", "60s",
                               *options, f"http://127.0.0.1:{port}/"], env=environment, capture_output=True, text=True)
        found = re.search(r"(\d+) requests in", done.stdout)
        if done.returncode or not found or "errors" in done.stdout or "Non-2xx" in done.stdout:
            sys.exit(f"web: wrk after {answered} answers:\n{done.stdout}{done.stderr}")
        answered += int(found[1])
    rate = re.search(r"Requests/sec:\s*(\S+)", done.stdout)
    print(f"{answered} answers, {rate[1]} a second, {' '.join(options) or 'connections that stay'}")


def web(target, folder, environment):
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    guest = machine(target, "web", f",hostfwd=tcp:127.0.0.1:{port}-:8080")
    try:
        for _ in range(120):
            if ask(port) or guest.poll() is not None:
                break
            time.sleep(1)
        load(folder, environment, port, REQUESTS)
        load(folder, environment, port, SHORT_REQUESTS, "-H", "Connection: close")
        if not ask(port):
            sys.exit("web: nobody answers any more")
    finally:
        guest.kill()
        output = guest.communicate()[0].decode(errors="replace")
        if sys.exc_info()[0]:
            print(output[-2000:], file=sys.stderr)


def main():
    target, what = os.path.abspath(sys.argv[1]), sys.argv[2]
    folder = f"{target}/web-tools"
    {"curl": curl, "web": web}[what](target, folder, tools(folder))


main()
