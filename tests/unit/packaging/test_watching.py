"""What `watching` reads out of what the systems say."""

import sys
from pathlib import Path

import pytest
import watching

TASKS = (
    '"System Idle Process","0","Services","0","8 K"\n'
    '"pawsort-window.exe","4211","Console","1","210,316 K"\n'
    '"Pawsort.exe","4300","Console","1","80,112 K"\n'
    '"msedge.exe","77","Console","1","80,112 K"\n'
    "INFO: something else\n"
)
NETSTAT = """
Active Connections

  Proto  Local Address          Foreign Address        State           PID
  TCP    0.0.0.0:135            0.0.0.0:0              LISTENING       77
  TCP    10.0.0.4:50123         13.89.179.8:443        ESTABLISHED     4211
  UDP    [::1]:50124            *:*                                    4300
  UDP    0.0.0.0:5353           *:*                                    42110
"""


def test_connections_on_windows_are_those_of_the_apps_processes() -> None:
    ids = watching.process_ids(TASKS, "pawsort")
    assert ids == {"4211", "4300"}
    assert watching.connections_of(NETSTAT, ids) == [
        "TCP 10.0.0.4:50123 13.89.179.8:443 ESTABLISHED 4211",
        "UDP [::1]:50124 *:* 4300",
    ]
    assert watching.connections_of(NETSTAT, set()) == []


@pytest.mark.parametrize(
    "line",
    [
        "12 socket(AF_INET6, SOCK_DGRAM, IPPROTO_IP) = 7<socket:[1]>",
        "socket(AF_INET, SOCK_STREAM|SOCK_CLOEXEC, IPPROTO_TCP <unfinished ...>",
        "12 socket(AF_PACKET, SOCK_RAW, htons(ETH_P_ALL)) = -1 EPERM (Operation not permitted)",
        "12 socket(AF_NETLINK, SOCK_RAW|SOCK_CLOEXEC, NETLINK_ROUTE) = 7<socket:[1]>",
        '12 sendto(7<socket:[1]>, "x", 1, 0, {sa_family=AF_INET, sin_port=htons(53)}, 16) = 1',
        '12 connect(7<socket:[1]>, {sa_family=AF_UNIX, sun_path="/run/systemd/resolve/io.systemd.Resolve"}, 110) = 0',
        '12 connect(7<socket:[1]>, {sa_family=AF_UNIX, sun_path=@"/tmp/dbus-x"}, 110) = 0',
        '12 connect(7<socket:[1]>, {sa_family=AF_UNIX, sun_path="/run/user/1000/bus"}, 110) = 0',
        '12 connect(7<socket:[1]>, {sa_family=AF_UNIX, sun_path="/var/run/nscd/socket"}, 110) = -1 ENOENT',
        '12 openat(AT_FDCWD</>, "/etc/resolv.conf", O_RDONLY|O_CLOEXEC) = 8</etc/resolv.conf>',
        '12 openat(AT_FDCWD</>, "/lib/x86_64-linux-gnu/libnss_dns.so.2", O_RDONLY|O_CLOEXEC) = 8</lib>',
        "12 io_uring_setup(8, {flags=0}) = 5<anon_inode:[io_uring]>",
    ],
)
def test_what_has_to_do_with_a_network_is_noted(line: str, tmp_path: Path) -> None:
    watched = watching.Watched(tmp_path)
    watching.note(line, watched)
    assert watched.internet == [line]
    assert watched.written == []


@pytest.mark.parametrize(
    "line",
    [
        "12 socketpair(AF_UNIX, SOCK_STREAM, 0, [3, 4]) = 0",
        '12 connect(7<socket:[1]>, {sa_family=AF_UNIX, sun_path=@"/tmp/.X11-unix/X0"}, 20) = 0',
        '12 openat(AT_FDCWD</>, "/etc/passwd", O_RDONLY|O_CLOEXEC) = 8</etc/passwd>',
        '12 openat(AT_FDCWD</>, "/home/me/resolv.conf.txt", O_RDONLY) = 8</home/me/resolv.conf.txt>',
        "+++ exited with 0 +++",
    ],
)
def test_what_has_nothing_to_do_with_it_is_not(line: str, tmp_path: Path) -> None:
    watched = watching.Watched(tmp_path)
    watching.note(line, watched)
    assert watched == watching.Watched(tmp_path)


@pytest.mark.skipif(sys.platform == "win32", reason="strace, whose lines these are, is Linux'")
def test_names_are_read_as_they_are(tmp_path: Path) -> None:
    watched = watching.Watched(tmp_path)
    watching.note(r'9 openat(5</d\303\251>, "\303\240 trier", O_WRONLY|O_CREAT, 0666) = 6', watched)
    watching.note('9 linkat(AT_FDCWD</a>, "read", AT_FDCWD</b>, "made", 0) = 0', watched)
    assert watched.written == [Path("/dé/à trier"), Path("/b/made")]
    assert watched.written_outside([Path("/b")]) == ["/dé/à trier"]
