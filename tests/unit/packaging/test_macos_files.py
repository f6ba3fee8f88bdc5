"""Which macOS and which processors the libraries in the wheels want, read out of them, against what is promised."""

import re
import struct
import subprocess
import sys
from pathlib import Path

import bootstrap
import macos_files
import product
import pytest
from macos_files import MachObject

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="wheels for macOS are read on Linux and macOS")
ARM64, X86_64 = 0x0100000C, 0x01000007


@pytest.fixture(scope="module", params=sorted(macos_files.PLATFORMS))
def processor(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def wheels(processor: str) -> list[MachObject]:
    """Of what a Mac with this processor gets."""
    try:
        return macos_files.of_wheels(processor)
    except macos_files.NoIndexError as error:
        pytest.skip(str(error))


def test_every_library_runs_on_the_oldest_macos_that_is_promised_and_finds_what_it_loads(
    wheels: list[MachObject], processor: str
) -> None:
    assert len(macos_files.shipped(wheels)) > 50
    assert macos_files.faults(wheels, processor) == []


def test_the_oldest_macos_that_is_promised_is_the_oldest_that_is_possible(
    wheels: list[MachObject], processor: str
) -> None:
    wanted = max(each.oldest for each in macos_files.shipped(wheels) if each.oldest)
    assert ".".join(str(part) for part in wanted) == product.OLDEST_MACOS


def test_table_of_the_guide_is_what_the_script_prints(repository: Path) -> None:
    try:
        printed = macos_files.table({name: macos_files.of_wheels(name) for name in macos_files.PLATFORMS})
    except macos_files.NoIndexError as error:
        pytest.skip(str(error))
    assert printed in (repository / "docs" / "packaging.md").read_text(encoding="utf-8")


def slice_of(
    cpu: int, oldest: tuple[int, int] | None, libraries: tuple[str, ...] = (), places: tuple[str, ...] = ()
) -> bytes:
    """A library without code, by <mach-o/loader.h>."""
    commands = []
    if oldest is not None:
        packed = oldest[0] << 16 | oldest[1] << 8
        commands.append(struct.pack("<6I", 0x32, 24, 1, packed, packed, 0))
    for kind, texts, head in ((0xC, libraries, 24), (0x8000001C, places, 12)):
        for text in texts:
            name = text.encode() + b"\0"
            name += b"\0" * (-(head + len(name)) % 8)
            rest = struct.pack("<3I", 0, 0, 0) if head == 24 else b""
            commands.append(struct.pack("<3I", kind, head + len(name), head) + rest + name)
    body = b"".join(commands)
    return struct.pack("<8I", 0xFEEDFACF, cpu, 0, 6, len(commands), len(body), 0, 0) + body


def test_both_halves_of_a_file_for_two_processors_are_read(tmp_path: Path) -> None:
    halves = [slice_of(X86_64, (13, 4), ("/usr/lib/libz.1.dylib",)), slice_of(ARM64, None, (), ("@loader_path/..",))]
    head, at = struct.pack(">2I", 0xCAFEBABE, 2), 4096
    content = b""
    for cpu, half in zip((X86_64, ARM64), halves, strict=True):
        head += struct.pack(">5I", cpu, 0, at + len(content), len(half), 12)
        content += half.ljust(4096, b"\0")
    (tmp_path / "part.so").write_bytes(head.ljust(at, b"\0") + content)
    (tmp_path / "no library.so").write_bytes(b"text")
    (tmp_path / "archive.a").write_bytes(head.ljust(at, b"\0") + b"!<arch>\n")
    assert list(macos_files.mach_objects(tmp_path)) == [
        MachObject("part.so", "x86_64", (13, 4), ("/usr/lib/libz.1.dylib",), ()),
        MachObject("part.so", "arm64", None, (), ("@loader_path/..",)),
    ]


def test_a_newer_macos_than_the_promised_one_and_none_are_told() -> None:
    objects = [
        MachObject(name, "arm64", oldest, (), ()) for name, oldest in (("a", (13, 0)), ("b", (13, 1)), ("c", None))
    ]
    assert macos_files.system_faults(objects, "13.0") == [
        "b (arm64) wants macOS 13.1, and 13.0 is promised",
        "c (arm64) does not say which macOS it wants",
    ]


def test_a_library_that_is_neither_of_the_system_nor_beside_is_told() -> None:
    loads = ("/usr/lib/libSystem.B.dylib", "@loader_path/.dylibs/b.dylib", "@rpath/c.dylib", "/opt/lib/d.dylib")
    objects = [
        MachObject("pack/a.so", "arm64", (11, 0), (*loads, "@rpath/e.dylib"), ("@loader_path/../other",)),
        MachObject("pack/.dylibs/b.dylib", "arm64", (11, 0), (), ()),
        MachObject("other/c.dylib", "arm64", (11, 0), (), ()),
    ]
    assert [fault.split(" loads ")[1].split(",")[0] for fault in macos_files.library_faults(objects)] == [
        "/opt/lib/d.dylib", "@rpath/e.dylib"
    ]  # fmt: skip


def test_a_library_for_another_processor_alone_is_told() -> None:
    both = [MachObject("a.so", name, (11, 0), (), ()) for name in ("arm64", "x86_64")]
    assert macos_files.faults([*both, MachObject("b.so", "x86_64", (11, 0), (), ())], "arm64") == [
        "b.so is not for arm64"
    ]


def test_of_qt_what_is_left_out_of_the_app_needs_not_keep_the_promise() -> None:
    def of_qt(name: str, *libraries: str) -> MachObject:
        return MachObject(f"PySide6/{name}", "arm64", (11, 0), libraries, ("@loader_path/Qt/lib", "@loader_path/"))

    objects = [
        of_qt("QtCore.abi3.so", "@rpath/QtCore.framework/Versions/A/QtCore", "@rpath/libpyside6.abi3.dylib"),
        of_qt("QtSql.abi3.so", "@rpath/QtSql.framework/Versions/A/QtSql"),
        of_qt("Qt/lib/QtCore.framework/Versions/A/QtCore"),
        of_qt("Qt/lib/QtSql.framework/Versions/A/QtSql"),
        of_qt("Qt/plugins/sqldrivers/libqsqlpsql.dylib", "/Applications/Postgres.app/libpq.5.dylib"),
        of_qt("Qt/plugins/platforms/libqcocoa.dylib"),
        of_qt("libpyside6.abi3.dylib"),
    ]
    assert [each.file.removeprefix("PySide6/") for each in macos_files.shipped(objects)] == [
        "Qt/lib/QtCore.framework/Versions/A/QtCore", "Qt/plugins/platforms/libqcocoa.dylib", "QtCore.abi3.so",
        "libpyside6.abi3.dylib",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("words", "error"),
    [
        ("error: Failed to fetch: `https://index.example/numpy/`", macos_files.NoIndexError),
        ("onnxruntime==9.0 has no wheels with a matching platform tag", macos_files.WheelError),
        ("Hash mismatch for numpy", macos_files.WheelError),
    ],
)
def test_only_an_index_that_does_not_answer_is_no_fault_of_the_lock(
    words: str, error: type[Exception], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    failed = subprocess.CompletedProcess([], 1, "", words)
    monkeypatch.setattr(subprocess, "run", lambda *_args, **_options: failed)
    monkeypatch.setattr(bootstrap, "find_uv", lambda: "uv")
    with pytest.raises(error, match=re.escape(words)):
        macos_files.fetch("arm64", tmp_path)
