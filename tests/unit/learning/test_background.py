"""A background is read as it was written, and whatever else lies under its name is refused in words."""

import contextlib
import io
import struct
import time
import tracemalloc
import zipfile
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from desktop_app.commands.fault_sentences import sentence
from desktop_app.learning import background as reader
from desktop_app.learning.background import PARTS, BackgroundError, background_of, load_background
from tests.small_pack import archive_of, small_background
from tests.strange_files import strange_kinds

Arrays = dict[str, NDArray[Any]]


def refusal(content: bytes, tmp_path: Path, breeds: int | None = 3, dimension: int | None = 3) -> str:
    file = tmp_path / "background.npz"
    file.write_bytes(content)
    with pytest.raises(BackgroundError) as refused:
        load_background(file, breeds, dimension)
    fault = refused.value.fault
    assert fault.facts["file"] == str(file)
    said = sentence(fault)
    assert str(file) in said
    assert "{" not in said
    return fault.code


@pytest.mark.parametrize("compressed", [False, True])
def test_what_numpy_wrote_comes_back_in_32_bits(tmp_path: Path, compressed: bool) -> None:
    arrays, file = small_background(), tmp_path / "background.npz"
    file.write_bytes(archive_of(arrays, compressed))
    for known in ((3, 3), (None, None)):
        found = load_background(file, *known)
        for part in ("means", "middle", "axes", "variances"):
            values = getattr(found, part)
            assert values.dtype == np.float32
            np.testing.assert_array_equal(values, arrays[part].astype(np.float32))
        assert found.rest == 25.0
        assert found.photos.dtype == np.int32
        assert found.photos.tolist() == [40, 40, 40]


def test_a_missing_file_is_named_with_the_key_that_names_it(tmp_path: Path) -> None:
    with pytest.raises(BackgroundError) as refused:
        load_background(tmp_path / "none.npz", 3, 3)
    facts = {"file": str(tmp_path / "none.npz"), "key": "background.file", "detail": "system.not_there"}
    assert (refused.value.fault.code, dict(refused.value.fault.facts)) == ("pack.background_unreadable", facts)


@pytest.mark.parametrize("kind", strange_kinds())
def test_what_is_no_file_is_refused_without_waiting(tmp_path: Path, kind: str) -> None:
    file = tmp_path / "background.npz"
    strange_kinds()[kind](file)
    with pytest.raises(BackgroundError) as refused:
        load_background(file, 3, 3)
    unreadable = {"pack.background_unreadable", "pack.background_damaged", "pack.background_too_large"}
    assert refused.value.fault.code in unreadable
    assert "own." not in sentence(refused.value.fault)


def test_a_file_cut_short_anywhere_is_refused(tmp_path: Path) -> None:
    content = archive_of(small_background())
    for length in range(0, len(content), 11):
        assert refusal(content[:length], tmp_path) == "pack.background_damaged"


def test_any_changed_bytes_are_refused_or_read_as_sound_numbers(tmp_path: Path) -> None:
    chance = np.random.default_rng(14)
    wholes = [archive_of(small_background(), compressed) for compressed in (False, True)]
    for number in range(1_000):
        content = bytearray(wholes[number % 2])
        for place in chance.integers(0, len(content), chance.integers(1, 6)):
            content[place] = chance.integers(0, 256)
        with contextlib.suppress(BackgroundError):
            found = background_of(bytes(content), tmp_path, 3, 3)
            assert np.isfinite(found.means).all()
            assert found.variances.min() > 0


def changed(**changes: Any) -> bytes:
    arrays = small_background()
    for part, value in changes.items():
        if value is None:
            del arrays[part]
        else:
            arrays[part] = value
    return archive_of(arrays)


@pytest.mark.parametrize("part", PARTS)
def test_each_array_must_be_there_and_of_its_own_type(tmp_path: Path, part: str) -> None:
    assert refusal(changed(**{part: None}), tmp_path) == "pack.background_part_missing"
    values = small_background()[part]
    for other in (np.float64, values.dtype.newbyteorder(), "U4", "M8[s]"):
        assert refusal(changed(**{part: values.astype(other)}), tmp_path) == "pack.background_damaged"
    assert refusal(changed(**{part: values.astype(object)}), tmp_path) == "pack.background_damaged"
    structured = np.zeros(3, [("a", "f4"), ("b", "O")])
    assert refusal(changed(**{part: structured}), tmp_path) == "pack.background_damaged"


def test_more_than_belongs_there_is_refused(tmp_path: Path) -> None:
    assert refusal(changed(photo_of_rex=np.zeros(3)), tmp_path) == "pack.background_damaged"
    stream = io.BytesIO(archive_of(small_background()))
    with zipfile.ZipFile(stream, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr("means.npy", b"another one")
    assert refusal(stream.getvalue(), tmp_path) == "pack.background_damaged"


@pytest.mark.parametrize(
    ("part", "value"),
    [
        ("means", np.zeros((4, 3), np.float16)),
        ("means", np.zeros((3, 4), np.float16)),
        ("means", np.zeros(9, np.float16)),
        ("middle", np.zeros(4, np.float32)),
        ("middle", np.zeros((3, 1), np.float32)),
        ("axes", np.eye(3, dtype=np.float16)),
        ("axes", np.zeros((0, 2), np.float16)),
        ("variances", np.zeros((2, 1), np.float32)),
        ("variances", np.zeros(0, np.float32)),
        ("rest", np.zeros(1, np.float32)),
        ("photos", np.zeros(4, np.int32)),
    ],
    ids=lambda value: value if isinstance(value, str) else str(value.shape),
)
def test_a_shape_that_does_not_fit_the_pack_is_refused(tmp_path: Path, part: str, value: NDArray[Any]) -> None:
    assert refusal(changed(**{part: value}), tmp_path) == "pack.background_shape"


def test_a_background_of_another_pack_is_refused(tmp_path: Path) -> None:
    content = archive_of(small_background())
    assert refusal(content, tmp_path, breeds=4) == "pack.background_shape"
    assert refusal(content, tmp_path, dimension=1280) == "pack.background_shape"


def test_more_axes_than_numbers_in_an_embedding_are_refused(tmp_path: Path) -> None:
    axes, variances = np.tile(np.eye(3, dtype=np.float16)[:, :1], (1, 4)), np.ones(4, np.float32)
    assert refusal(changed(axes=axes, variances=variances), tmp_path) == "pack.background_shape"
    none = changed(axes=np.zeros((3, 0), np.float16), variances=np.zeros(0, np.float32))
    assert refusal(none, tmp_path) == "pack.background_shape"


@pytest.mark.parametrize("part", ["means", "middle", "axes", "variances", "rest"])
@pytest.mark.parametrize("number", [np.nan, np.inf, -np.inf])
def test_what_is_no_number_is_refused(tmp_path: Path, part: str, number: float) -> None:
    values = small_background()[part].copy()
    values[(0,) * values.ndim] = number
    assert refusal(changed(**{part: values}), tmp_path) == "pack.background_numbers"


@pytest.mark.parametrize(
    ("part", "value"),
    [
        ("middle", np.full(3, 1e30, np.float32)),
        ("variances", np.array([1.0, -1.0], np.float32)),
        ("variances", np.array([1.0, 0.0], np.float32)),
        ("variances", np.array([1e30, 1.0], np.float32)),
        ("rest", np.array(-1, np.float32)),
        ("photos", np.array([40, -1, 40], np.int32)),
        ("axes", np.zeros((3, 2), np.float16)),
        ("axes", np.full((3, 2), 0.7, np.float16)),
        ("axes", np.full((3, 2), 60_000, np.float16)),
    ],
    ids=str,
)
def test_numbers_that_cannot_stand_there_are_refused(tmp_path: Path, part: str, value: NDArray[Any]) -> None:
    assert refusal(changed(**{part: value}), tmp_path) == "pack.background_numbers"


def with_header(part: str, header: bytes, version: tuple[int, int] = (1, 0), numbers: bytes = b"") -> bytes:
    """A background one of whose arrays says something else of itself."""
    stream = io.BytesIO()
    length = struct.pack("<H" if version == (1, 0) else "<I", len(header))
    with zipfile.ZipFile(stream, "w") as archive:
        for name, values in small_background().items():
            if name == part:
                content = b"\x93NUMPY" + bytes(version) + length + header + numbers
            else:
                buffer = io.BytesIO()
                np.save(buffer, values)
                content = buffer.getvalue()
            archive.writestr(f"{name}.npy", content)
    return stream.getvalue()


def memory_to_refuse(content: bytes) -> int:
    """Bytes, at most."""
    tracemalloc.start()
    try:
        with pytest.raises(BackgroundError):
            background_of(content, Path("background.npz"), 3, 3)
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def described(shape: str, kind: str = "<f2", order: str = "False") -> bytes:
    return f"{{'descr': '{kind}', 'fortran_order': {order}, 'shape': {shape}, }}\n".encode()


@pytest.mark.parametrize(
    "content",
    [
        with_header("means", described("(1099511627776, 1280)")),
        with_header("means", described("(-1, 3)"), numbers=bytes(18)),
        with_header("means", described("(3, 3)"), numbers=bytes(17)),
        with_header("means", described("(3, 3)"), numbers=bytes(19)),
        with_header("means", described("(3, 3)", order="True"), numbers=bytes(18)),
        with_header("means", described("(" + "9" * 400 + ",)")),
        with_header("means", described("(3, 3)"), version=(2, 0), numbers=bytes(18)),
        with_header("means", described("(3, 3)"), version=(9, 9), numbers=bytes(18)),
        with_header("means", b" " * 60_000 + described("(3, 3)"), numbers=bytes(18)),
        with_header("means", b"(" * 1_000),
        with_header("means", b"[" * 500 + b"]" * 500),
        with_header("means", b"\xff\xfe\n"),
        with_header("means", described("()")),
        with_header("axes", described("(3, 2)", kind="|O"), numbers=b"cos\nsystem\n(S'x'\ntR."),
    ],
    ids=lambda content: str(len(content)),
)
def test_a_header_that_lies_is_found_out_before_an_array_is_made(tmp_path: Path, content: bytes) -> None:
    assert refusal(content, tmp_path) in {"pack.background_damaged", "pack.background_shape"}
    assert memory_to_refuse(content) < 5_000_000


def bomb(claimed: int | None) -> bytes:
    """A part that unpacks to 128 MB; what the archive says of its size may be less."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for part in PARTS:
            with archive.open(f"{part}.npy", "w") as entry:
                for _ in range(32 if part == "means" else 0):
                    entry.write(bytes(1 << 22))
    content = stream.getvalue()
    if claimed is not None:
        size = struct.pack("<I", 1 << 27)
        content = content.replace(size, struct.pack("<I", claimed))
    return content


@pytest.mark.parametrize("claimed", [None, 1_000])
def test_what_unpacks_to_a_hundred_times_its_size_is_not_unpacked(tmp_path: Path, claimed: int | None) -> None:
    content = bomb(claimed)
    wanted = "pack.background_too_large" if claimed is None else "pack.background_damaged"
    assert refusal(content, tmp_path) == wanted
    assert memory_to_refuse(content) < 5_000_000


def test_an_archive_of_very_many_parts_is_not_listed(tmp_path: Path) -> None:
    """`zipfile` makes an object of each, and remembers its name."""
    entry = b"PK\1\2" + bytes(24) + struct.pack("<H", 1) + bytes(16) + b"x"
    entries = entry * 500_000
    end = b"PK\5\6" + struct.pack("<HHHHIIH", 0, 0, 65_535, 65_535, len(entries), 0, 0)
    begun = time.monotonic()
    assert refusal(entries + end, tmp_path) == "pack.background_damaged"
    assert time.monotonic() - begun < 1


def test_packing_that_numpy_does_not_use_and_locked_parts_are_refused(tmp_path: Path) -> None:
    pytest.importorskip("lzma", reason="this Python was made without it")
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_LZMA) as archive:
        for part in PARTS:
            archive.writestr(f"{part}.npy", b"x")
    assert refusal(stream.getvalue(), tmp_path) == "pack.background_damaged"
    locked = bytearray(archive_of(small_background()))
    locked[locked.find(b"PK\1\2") + 8] |= 1
    assert refusal(bytes(locked), tmp_path) == "pack.background_damaged"


def test_a_file_beyond_all_measure_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    content = archive_of(small_background())
    monkeypatch.setattr(reader, "MOST_BYTES", len(content))
    (tmp_path / "background.npz").write_bytes(content)
    assert load_background(tmp_path / "background.npz", 3, 3).photos.sum() == 120
    assert refusal(content + b"x", tmp_path) == "pack.background_too_large"
