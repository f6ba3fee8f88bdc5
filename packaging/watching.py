"""Watches from outside what a program does with the network and with files: the system is asked, not the program.

`strace` sees every call of every process that is started, threads and children included. Where it is missing, a network
namespace counts what tries to get out. On Windows and macOS, the connections that the processes have are asked for now
and then. Used by the smoke test of the frozen app and by `tests/e2e/test_nothing_leaves.py`; needs Python alone.

    python packaging/watching.py COMMAND…        what a command does (Linux); for trying a new version of a library
"""

import argparse
import codecs
import contextlib
import csv
import json
import re
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

SOCKETS = ("socket", "socketpair", "connect", "bind", "sendto", "sendmsg", "sendmmsg")
# Whatever makes, opens or names a file, or changes what is in it.
WRITERS = ("creat", "mkdir", "mkdirat", "mknod", "mknodat", "truncate", "rename", "renameat", "renameat2")
LINKS = ("link", "linkat", "symlink", "symlinkat")
OPENERS = ("open", "openat", "openat2")
# Would do all of it without a call that is seen.
UNSEEN = ("io_uring_setup",)
INTERNET = re.compile(r"AF_INET6?\b|AF_PACKET\b|AF_VSOCK\b|AF_BLUETOOTH\b|AF_XDP\b|AF_NETLINK\b")
# Other programs that would ask the network for us: for names, for anything (D-Bus), for printers.
GO_BETWEENS = re.compile(r'sun_path=@?"[^"]*(resolve|nscd|avahi|mdns|dbus|bus|cups|NetworkManager|connman)[^"]*"')
# What is read by whoever is about to ask for a name.
RESOLVING = re.compile(r"/etc/resolv\.conf$|/etc/host\.conf$|/etc/hosts$|/libnss_(dns|resolve|mdns\w*|myhostname)\.so")
WRITING = re.compile(r"\bO_(WRONLY|RDWR|CREAT|TRUNC|APPEND)\b")
CALL = re.compile(r"^(?:\d+\s+)?(\w+)\((.*)")
FOLDER_AND_NAME = re.compile(r'(?:AT_FDCWD<(?P<here>[^>]*)>, |\d+<(?P<there>[^>]*)>, )?"(?P<name>(?:[^"\\]|\\.)*)"')
DEVICES = (Path("/dev/null"), Path("/dev/tty"), Path("/dev/pts"))
_COUNTED = re.compile(r"^(Ip6?:?Out(Requests|NoRoutes|Discards|McastPkts)|Udp6?:?OutDatagrams|Tcp:ActiveOpens)$")


@dataclass
class Watched:
    """What a program did.

    Attributes:
        started_in: the folder that it was started in; for calls that do not say where a relative name begins.
        internet: the calls that have to do with a network, directly or through another program.
        written: files and folders that it wrote, made or named, or tried to.
        started: programs that were run.
    """

    started_in: Path
    internet: list[str] = field(default_factory=list)
    written: list[Path] = field(default_factory=list)
    started: list[str] = field(default_factory=list)

    def written_outside(self, allowed: Iterable[Path]) -> list[str]:
        """Those that lie in none of these folders; the devices of the terminal are no files."""
        roots = [*allowed, *DEVICES]
        return sorted({str(file) for file in self.written if not any(file.is_relative_to(root) for root in roots)})


def strace() -> tuple[str | None, str]:
    """The program `strace` where it may trace, else why not."""
    program = shutil.which("strace")
    if program is None:
        return None, "strace is not installed (Debian: apt-get install strace)"
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "true.strace"
        tried = subprocess.run([program, "-f", "-o", str(file), "true"], capture_output=True, text=True, check=False)
        if tried.returncode or not file.exists() or not file.read_text():
            return None, f"strace may not trace here (ptrace forbidden?): {tried.stderr.strip()}"
    return program, ""


def before_traced(program: str, file: Path) -> list[str]:
    """What stands before a command that is traced into `file`."""
    calls = ",".join(f"?{name}" for name in (*SOCKETS, *WRITERS, *LINKS, *OPENERS, *UNSEEN, "execve"))
    return [program, "-f", "-y", "-qq", "-s", "4096", "-e", f"trace={calls}", "-e", "signal=none", "-o", str(file)]


def read_trace(file: Path, started_in: Path) -> Watched:
    """What was done by all the processes that were traced into `file`."""
    watched = Watched(started_in)
    for line in file.read_text(encoding="utf-8", errors="replace").splitlines():
        note(line, watched)
    return watched


def note(line: str, watched: Watched) -> None:
    """Put down one line of strace; a call that was interrupted shows its arguments in its first half."""
    found = CALL.match(line)
    if found is None:
        return
    call, arguments = found.groups()
    names = list(FOLDER_AND_NAME.finditer(arguments))
    if call in UNSEEN or (call in SOCKETS and (INTERNET.search(arguments) or GO_BETWEENS.search(arguments))):
        watched.internet.append(line)
    elif call == "execve":
        watched.started += [_plain(name["name"]) for name in names[:1]]
    elif call in OPENERS and not WRITING.search(arguments):
        if any(RESOLVING.search(name["name"]) for name in names):
            watched.internet.append(line)
    elif call not in SOCKETS:
        # What is linked to is read only.
        for name in names[1:] if call in LINKS else names:
            folder = name["here"] or name["there"]
            watched.written.append(Path(_plain(folder) if folder else watched.started_in, _plain(name["name"])))


def _plain(name: str) -> str:
    r"""As it is, where strace writes `\303\251` for é."""
    return codecs.escape_decode(name.encode())[0].decode(errors="surrogateescape")


# A namespace whose only way out is counted


def before_counted(report: Path) -> list[str] | None:
    """What stands before a command whose way out is counted into `report`; None where nobody may make a namespace."""
    program = shutil.which("unshare")
    if program is None or not sys.platform.startswith("linux"):
        return None
    for options in (["--net"], ["--map-root-user", "--net"]):
        if subprocess.run([program, *options, "true"], capture_output=True, check=False).returncode == 0:
            return [program, *options, sys.executable, str(Path(__file__).resolve()), "--count", str(report)]
    return None


def read_counts(report: Path, started_in: Path) -> Watched:
    """What was counted; files are not watched there."""
    counted: dict[str, int] = json.loads(report.read_text())
    return Watched(started_in, internet=[f"{name}: {count}" for name, count in counted.items()])


def _count(report: Path, command: Sequence[str]) -> int:
    """In a network namespace of its own: run the command, and write down what it tried to send."""
    ip = shutil.which("ip", path="/usr/sbin:/sbin:/usr/bin:/bin")
    if ip is not None:  # so that what is sent to a name server of this very computer is counted too
        subprocess.run([ip, "link", "set", "lo", "up"], check=False)
    before = _counters()
    code = subprocess.run(command, check=False).returncode
    after = _counters()
    report.write_text(json.dumps({name: after[name] - before[name] for name in after if after[name] != before[name]}))
    return code


def _counters() -> dict[str, int]:
    counters: dict[str, int] = {}
    lines = Path("/proc/net/snmp").read_text().splitlines()
    for names, values in zip(lines[::2], lines[1::2], strict=True):
        kind, *rest = names.split()
        counters |= {f"{kind}{name}": int(value) for name, value in zip(rest, values.split()[1:], strict=True)}
    with contextlib.suppress(OSError):
        for line in Path("/proc/net/snmp6").read_text().splitlines():
            name, value = line.split()
            counters[name] = int(value)
    return {name: value for name, value in counters.items() if _COUNTED.match(name)}


# Windows and macOS: what connections there are, now and then


@contextlib.contextmanager
def looking_at_connections(name: str, every: float = 0.5) -> Iterator[list[str]]:
    """While the block runs, connections of programs whose name begins with `name` are collected.

    Raises:
        OSError: the system's own tool for that is missing.
    """
    found: list[str] = []
    ended = threading.Event()

    def look() -> None:
        while not ended.wait(every):
            found.extend(line for line in _connections(name) if line not in found)

    _connections(name)
    looking = threading.Thread(target=look, name="looking", daemon=True)
    looking.start()
    try:
        yield found
    finally:
        ended.set()
        looking.join(30)


def _connections(name: str) -> list[str]:
    if sys.platform == "win32":
        ids = process_ids(_said("tasklist", "/FO", "CSV", "/NH"), name)
        return connections_of(_said("netstat", "-ano"), ids)
    return [line for line in _said("lsof", "-nP", "-i").splitlines() if line.startswith(name)]


def process_ids(tasks: str, name: str) -> set[str]:
    """The ids in what `tasklist /FO CSV /NH` says, of programs whose name begins with `name`."""
    rows = csv.reader(tasks.splitlines())
    return {row[1] for row in rows if len(row) > 1 and row[0].lower().startswith(name)}


def connections_of(said: str, ids: set[str]) -> list[str]:
    """The lines of `netstat -ano` of these processes."""
    lines = (line.split() for line in said.splitlines())
    return [" ".join(line) for line in lines if line[:1] in (["TCP"], ["UDP"]) and line[-1] in ids]


def _said(*command: str) -> str:
    return subprocess.run(command, capture_output=True, text=True, errors="replace", check=False).stdout


def main() -> int:
    """Watch a command and say what it did; its exit code, or 1 where it did something with a network."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("command", nargs=argparse.REMAINDER)
    options = parser.parse_args()
    if options.count is not None:
        return _count(options.count, options.command)
    program, why = strace()
    if program is None:
        print(f"NOT WATCHED: {why}", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "watched.strace"
        code = subprocess.run([*before_traced(program, file), *options.command], check=False).returncode
        watched = read_trace(file, Path.cwd())
    for title, lines in (("network", watched.internet), ("written", watched.written_outside([]))):
        print(f"{title}: {len(lines) or 'nothing'}", *(f"  {line}" for line in lines), sep="\n", file=sys.stderr)
    return code or (1 if watched.internet else 0)


if __name__ == "__main__":
    sys.exit(main())
