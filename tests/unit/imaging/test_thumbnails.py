"""Small pictures that are kept on disk."""

import os
import threading
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from desktop_app.imaging.decode import UnreadablePhotoError, decode_photo
from desktop_app.imaging.reading import read_photo
from desktop_app.imaging.thumbnails import ThumbnailCache, _sealed, _unsealed


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    file = tmp_path / "photos" / "dog.jpg"
    file.parent.mkdir()
    Image.new("RGB", (1200, 800), (200, 30, 30)).save(file, exif=b"Exif\0\0MM\0*\0\0\0\x08\0\0\0\0\0\0")
    return file


@pytest.fixture
def cache(tmp_path: Path) -> ThumbnailCache:
    return ThumbnailCache(tmp_path / "cache", edge=160)


def kept(tmp_path: Path) -> list[Path]:
    return sorted((tmp_path / "cache").glob("*/*"))


def test_missing_thumbnail_is_decoded_and_kept(cache: ThumbnailCache, photo: Path, tmp_path: Path) -> None:
    content = cache.thumbnail_bytes(photo)
    with Image.open(BytesIO(content)) as image:
        assert image.size == (160, 107)
        assert "exif" not in image.info
    assert [file.read_bytes() for file in kept(tmp_path)] == [_sealed(content)]


def test_kept_thumbnail_is_not_decoded_again(cache: ThumbnailCache, photo: Path, tmp_path: Path) -> None:
    cache.thumbnail_bytes(photo)
    kept(tmp_path)[0].write_bytes(_sealed(b"\xff\xd8 kept"))
    assert cache.thumbnail_bytes(photo) == b"\xff\xd8 kept"


def test_changed_photo_gets_a_new_thumbnail(cache: ThumbnailCache, photo: Path) -> None:
    before = cache.thumbnail_bytes(photo)
    Image.new("RGB", (800, 1200), (30, 30, 200)).save(photo)
    after = cache.thumbnail_bytes(photo)
    assert before != after
    with Image.open(BytesIO(after)) as image:
        assert image.size == (107, 160)


def test_picture_that_labelling_decoded_serves_as_thumbnail(cache: ThumbnailCache, photo: Path, tmp_path: Path) -> None:
    content, facts = read_photo(photo)
    cache.store(photo, facts, decode_photo(content, 150).image)
    assert len(kept(tmp_path)) == 1
    kept(tmp_path)[0].write_bytes(_sealed(b"\xff\xd8 kept"))
    assert cache.thumbnail_bytes(photo) == b"\xff\xd8 kept"


def test_picture_that_is_far_too_small_is_not_kept(cache: ThumbnailCache, photo: Path, tmp_path: Path) -> None:
    facts = replace(read_photo(photo)[1], width=1200, height=800)
    cache.store(photo, facts, Image.new("RGB", (60, 40)))
    assert kept(tmp_path) == []


def test_what_was_not_used_for_longest_goes_first(tmp_path: Path) -> None:
    photos = []
    for number in range(12):
        photo = tmp_path / f"{number}.png"
        Image.effect_noise((160, 160), 80 + number).convert("RGB").save(photo)
        photos.append(photo)
    measure = ThumbnailCache(tmp_path / "measure", edge=160)
    size = max(len(_sealed(measure.thumbnail_bytes(photo))) for photo in photos)
    cache = ThumbnailCache(tmp_path / "cache", edge=160, most_bytes=size * 8)
    for age, photo in enumerate(photos[:8]):
        cache.thumbnail_bytes(photo)
        newest = max(kept(tmp_path), key=lambda file: file.stat().st_mtime_ns)
        os.utime(newest, (1_000_000 + age, 1_000_000 + age))
    used_again = cache.thumbnail_bytes(photos[0])
    for photo in photos[8:]:
        cache.thumbnail_bytes(photo)
    left = [_unsealed(file.read_bytes()) for file in kept(tmp_path)]
    assert sum(file.stat().st_size for file in kept(tmp_path)) <= size * 8
    assert used_again in left
    assert measure.thumbnail_bytes(photos[1]) not in left


def test_cache_that_cannot_be_written_still_gives_thumbnails(photo: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    cache = ThumbnailCache(tmp_path / "file" / "cache", edge=160)
    assert cache.thumbnail_bytes(photo).startswith(b"\xff\xd8")


def test_unreadable_photo_has_no_thumbnail(cache: ThumbnailCache, tmp_path: Path) -> None:
    with pytest.raises(UnreadablePhotoError):
        cache.thumbnail_bytes(tmp_path / "gone.jpg")


def test_several_threads_may_ask_for_the_same(cache: ThumbnailCache, photo: Path, tmp_path: Path) -> None:
    found: list[bytes] = []
    threads = [threading.Thread(target=lambda: found.append(cache.thumbnail_bytes(photo))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 8
    assert len(set(found)) == 1
    assert len(kept(tmp_path)) == 1


def test_default_cache_is_in_the_home_of_the_app(isolated_home: Path, photo: Path) -> None:
    ThumbnailCache().thumbnail_bytes(photo)
    assert len(list((isolated_home / "cache" / "thumbnails").glob("*/*.jpg"))) == 1


DAMAGES: dict[str, Callable[[bytes], bytes]] = {
    "empty": lambda _: b"",
    "cut": lambda content: content[: len(content) // 2],
    "cut, end mark": lambda content: content[: len(content) // 2] + b"\xff\xd9",
    "one byte less": lambda content: content[:-1],
    "zeros": lambda content: bytes(len(content)),
    "a hole": lambda content: content[:800] + bytes(300) + content[1100:],
    "one bit": lambda content: content[:900] + bytes([content[900] ^ 4]) + content[901:],
    "another program's": lambda _: b"<html>not a thumbnail</html>" * 30,
    "another picture": lambda _: another_jpeg(),
    "longer": lambda content: content + b"x",
    "of an earlier version": lambda content: content[:-40],
}


def another_jpeg() -> bytes:
    buffer = BytesIO()
    Image.new("RGB", (160, 107), (0, 255, 0)).save(buffer, "JPEG")
    return buffer.getvalue()


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_thumbnail_is_never_given_out_but_made_again(
    cache: ThumbnailCache, photo: Path, tmp_path: Path, damage: str
) -> None:
    content = cache.thumbnail_bytes(photo)
    file = kept(tmp_path)[0]
    file.write_bytes(DAMAGES[damage](file.read_bytes()))
    assert cache.thumbnail_bytes(photo) == content
    assert file.read_bytes() == _sealed(content)


def test_a_folder_in_the_place_of_a_thumbnail_is_replaced(cache: ThumbnailCache, photo: Path, tmp_path: Path) -> None:
    content = cache.thumbnail_bytes(photo)
    file = kept(tmp_path)[0]
    file.unlink()
    (file / "inside").mkdir(parents=True)
    assert cache.thumbnail_bytes(photo) == content
    assert file.read_bytes() == _sealed(content)


def test_labelling_makes_a_damaged_thumbnail_again(cache: ThumbnailCache, photo: Path, tmp_path: Path) -> None:
    content, facts = read_photo(photo)
    picture = decode_photo(content, 150).image
    cache.store(photo, facts, picture)
    file = kept(tmp_path)[0]
    whole = file.read_bytes()
    file.write_bytes(whole[:200])
    cache.store(photo, facts, picture)
    assert file.read_bytes() == whole


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="the administrator may read everything")
def test_a_thumbnail_that_may_not_be_read_is_made_again(cache: ThumbnailCache, photo: Path, tmp_path: Path) -> None:
    content = cache.thumbnail_bytes(photo)
    kept(tmp_path)[0].chmod(0)
    assert cache.thumbnail_bytes(photo) == content
