"""What may lie under the name of a small file: strange JSON, and what is no file at all."""

import os
import sys
from collections.abc import Callable
from pathlib import Path

STRANGE_JSON: dict[str, bytes] = {
    "empty": b"",
    "blank": b" \n",
    "half": b'{"a": [1, 2',
    "lists_in_lists": b"[" * 200_000 + b"]" * 200_000,
    "lists_a_little_deep": b"[" * 40 + b"]" * 40,
    "objects_in_objects": b'{"a":' * 100_000 + b"1" + b"}" * 100_000,
    "unclosed_lists": b"[" * 500_000,
    "not_utf_8": b'{"a": "\xff\xfe"}',
    "utf_16": '{"a": 1}'.encode("utf-16"),
    "nan": b'{"a": NaN}',
    "infinity": b"[-Infinity]",
    "too_large_a_number": b"[1e999]",
    "too_many_digits": b"[" + b"9" * 5_000 + b"]",
    "just_too_many_digits": b"[" + b"9" * 25 + b"]",
    "a_key_twice": b'{"a": 1, "a": 2}',
    "a_control_in_a_string": b'["a\x00b"]',
    "two_documents": b"{} {}",
    "nul_bytes": b"\0" * 4_096,
    "html": b"<html></html>",
}


def strange_kinds() -> dict[str, Callable[[Path], Path]]:
    """What is no readable file, by name; each makes it under a path, and returns that."""
    kinds: dict[str, Callable[[Path], Path]] = {"folder": _folder, "full_folder": _full_folder, "endless": _endless}
    if sys.platform != "win32":
        kinds |= {"pipe": _pipe, "link_loop": _link_loop, "device": _device, "link_to_a_folder": _link_to_a_folder}
        if os.geteuid() != 0:
            kinds["forbidden"] = _forbidden
    return kinds


def _folder(path: Path) -> Path:
    path.mkdir()
    return path


def _full_folder(path: Path) -> Path:
    path.mkdir()
    (path / "a.txt").write_text("a", encoding="utf-8")
    return path


def _endless(path: Path) -> Path:
    with path.open("wb") as stream:
        stream.truncate(1 << 33)
    return path


def _pipe(path: Path) -> Path:
    os.mkfifo(path)
    return path


def _link_loop(path: Path) -> Path:
    path.symlink_to(path.name)
    return path


def _link_to_a_folder(path: Path) -> Path:
    path.symlink_to(".")
    return path


def _device(path: Path) -> Path:
    path.symlink_to("/dev/zero")
    return path


def _forbidden(path: Path) -> Path:
    path.write_text("{}", encoding="utf-8")
    path.chmod(0)
    return path
