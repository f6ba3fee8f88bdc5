"""Keywords in copies of photos: one part of the file is another one, the picture and all else are the same bytes."""

import io
import struct
import zlib

import pytest
from PIL import Image

from desktop_app.exports.metadata import jpeg_segments, png_chunks, webp_chunks
from desktop_app.exports.metadata.embedding import can_hold, packet_in, picture_of, with_keywords
from desktop_app.exports.metadata.encodings import decoded
from desktop_app.exports.metadata.errors import PacketError
from desktop_app.exports.metadata.iptc import keywords_of_segment
from desktop_app.exports.metadata.merging import Keywords, keywords_in
from tests.unit.exports.metadata.foreign import FOREIGN, KEYWORDS
from tests.unit.exports.metadata.photos import XMP, camera_jpeg, extended_jpeg, picture, segment

KEYWORDS_OF_OURS = Keywords(("Beagle",), (("Pawsort", "Looks like", "Beagle"),))
FILES = {
    "jpeg": picture("jpeg"),
    "progressive": picture("jpeg", progressive=True),
    "camera": camera_jpeg(),
    "camera with a packet": camera_jpeg(FOREIGN.encode()),
    "png": picture("png"),
    "webp": picture("webp"),
    "lossless webp": picture("webp", lossless=True),
    "webp with a profile": picture("webp", icc_profile=b"x" * 131, exif=Image.Exif().tobytes()),
}


def without_xmp(content: bytes) -> bytes:
    """The file less its packet, as whoever knows the format by heart would cut it out."""
    if content.startswith(b"\xff\xd8"):
        at = content.find(XMP)
        if at < 0:
            return content
        return content[: at - 4] + content[at - 2 + int.from_bytes(content[at - 2 : at]) :]
    if content.startswith(b"\x89PNG"):
        at = content.find(b"iTXtXML:com.adobe.xmp")
        return content if at < 0 else content[: at - 4] + content[at + 8 + int.from_bytes(content[at - 4 : at]) :]
    at = content.find(b"XMP ")
    return content if at < 0 else content[:at]


def words_in(content: bytes) -> tuple[str, ...]:
    packet = packet_in(content)
    return () if packet is None else keywords_in(decoded(packet).text).flat


@pytest.mark.parametrize("name", FILES)
def test_the_picture_and_all_other_parts_stay_byte_for_byte(name: str) -> None:
    old = FILES[name]
    new = with_keywords(old, KEYWORDS_OF_OURS)
    assert "Beagle" in words_in(new)
    assert picture_of(new) == picture_of(old)
    with Image.open(io.BytesIO(new)) as one, Image.open(io.BytesIO(old)) as other:
        assert (one.size, one.tobytes()) == (other.size, other.tobytes())
        assert one.info.get("icc_profile") == other.info.get("icc_profile")
        assert one.getexif().tobytes() == other.getexif().tobytes()
    assert with_keywords(new, KEYWORDS_OF_OURS) == new


@pytest.mark.parametrize("name", ["jpeg", "progressive", "png"])
def test_less_its_packet_the_copy_is_the_photo(name: str) -> None:
    assert without_xmp(with_keywords(FILES[name], KEYWORDS_OF_OURS)) == FILES[name]


def test_the_data_of_the_picture_are_the_same_from_the_first_table_to_the_end() -> None:
    for name in ("jpeg", "progressive", "camera"):
        old, new = FILES[name], with_keywords(FILES[name], KEYWORDS_OF_OURS)
        start = old.index(b"\xff\xdb")
        assert new.endswith(old[start:])


def test_a_packet_that_is_there_keeps_its_keywords_and_its_place() -> None:
    old = FILES["camera with a packet"]
    new = with_keywords(old, KEYWORDS_OF_OURS)
    assert words_in(new) == (*KEYWORDS, "Beagle")
    assert new.index(XMP) == old.index(XMP)


def test_the_second_picture_of_a_file_is_found_where_it_is_said_to_be() -> None:
    for old in (FILES["camera"], FILES["camera with a packet"], camera_jpeg(FOREIGN.encode().strip())):
        new = with_keywords(old, KEYWORDS_OF_OURS)
        with Image.open(io.BytesIO(new), formats=["JPEG"]) as both:
            assert getattr(both, "n_frames", 1) == 2
            both.seek(1)
            assert both.size == (16, 16)
        at = new.index(b"MPF\0") + 4
        first_length, _offset = struct.unpack_from(">II", new, at + 50 + 4)
        assert new[first_length - 2 : first_length + 2] == b"\xff\xd9\xff\xd8"


def test_places_are_counted_anew_where_the_packet_stands_behind_them() -> None:
    old = FILES["camera"]
    at = old.index(b"MPF\0") - 4
    end = at + 2 + int.from_bytes(old[at + 2 : at + 4])
    packet = segment(0xE1, XMP + FOREIGN.encode())
    moved = bytearray(old[:end] + packet + old[end:])
    for number, field in ((0, 4), (1, 8)):
        place = at + 8 + 50 + number * 16 + field
        struct.pack_into(">I", moved, place, struct.unpack_from(">I", moved, place)[0] + len(packet))
    new = with_keywords(bytes(moved), KEYWORDS_OF_OURS)
    with Image.open(io.BytesIO(new), formats=["JPEG"]) as both:
        both.seek(1)
        assert both.size == (16, 16)


def test_extended_xmp_stays_and_is_still_found() -> None:
    more = FOREIGN.replace("dc:subject", "dc:relation").replace("hierarchicalSubject", "other").replace("TagsList", "T")
    old = extended_jpeg(more)
    new = with_keywords(old, KEYWORDS_OF_OURS)
    first = old.index(b"http://ns.adobe.com/xmp/extension/")
    assert old[first:] in new
    assert words_in(new) == (*KEYWORDS, "Beagle")


def test_keywords_in_extended_xmp_are_not_hidden_behind_others() -> None:
    with pytest.raises(PacketError, match="strange"):
        with_keywords(extended_jpeg(FOREIGN), KEYWORDS_OF_OURS)


def test_a_packet_fills_its_padding_before_the_file_grows() -> None:
    padded = FOREIGN.replace("<?xpacket end", " " * 3000 + "\n<?xpacket end")
    old = camera_jpeg(padded.encode())
    new = with_keywords(old, KEYWORDS_OF_OURS)
    assert len(new) == len(old)
    assert words_in(new) == (*KEYWORDS, "Beagle")


def test_a_packet_too_long_for_a_segment_is_refused() -> None:
    long = FOREIGN.replace("Found at", "Found at" + "x" * (65_300 - len(FOREIGN.encode())))
    with pytest.raises(PacketError, match="no_room"):
        with_keywords(camera_jpeg(long.encode()), KEYWORDS_OF_OURS)


def test_a_folded_packet_of_a_png_is_unfolded_but_no_bomb() -> None:
    def with_folded(text: bytes) -> bytes:
        data = b"XML:com.adobe.xmp\0\1\0\0\0" + zlib.compress(text)
        chunk = struct.pack(">I", len(data)) + b"iTXt" + data + struct.pack(">I", zlib.crc32(b"iTXt" + data))
        return FILES["png"][:-12] + chunk + FILES["png"][-12:]

    new = with_keywords(with_folded(FOREIGN.encode()), KEYWORDS_OF_OURS)
    assert words_in(new) == (*KEYWORDS, "Beagle")
    assert new.count(b"XML:com.adobe.xmp") == 1
    with pytest.raises(PacketError, match="bomb"):
        packet_in(with_folded(b" " * (17 << 20)))


def test_webp_says_what_is_in_it() -> None:
    new = with_keywords(picture("webp", (300, 200)), KEYWORDS_OF_OURS)
    assert new[12:16] == b"VP8X"
    assert new[20] == 0x04
    assert (int.from_bytes(new[24:27], "little"), int.from_bytes(new[27:30], "little")) == (299, 199)
    assert int.from_bytes(new[4:8], "little") == len(new) - 8
    stream = io.BytesIO()
    Image.new("RGBA", (5, 7), (1, 2, 3, 4)).save(stream, "webp", lossless=True)
    assert with_keywords(stream.getvalue(), KEYWORDS_OF_OURS)[20] & 0x10


def test_tiff_is_read_and_not_written() -> None:
    stream = io.BytesIO()
    Image.new("RGB", (9, 9)).save(stream, "tiff", tiffinfo={700: FOREIGN.encode()})
    content = stream.getvalue()
    assert packet_in(content) == FOREIGN.encode()
    assert not can_hold(content)
    with pytest.raises(PacketError, match="no_room"):
        with_keywords(content, KEYWORDS_OF_OURS)


@pytest.mark.parametrize("name", FILES)
def test_a_torn_file_is_refused_or_whole(name: str) -> None:
    content = FILES[name]
    for end in range(0, len(content), max(1, len(content) // 60)):
        torn = content[:end]
        try:
            new = with_keywords(torn, KEYWORDS_OF_OURS)
        except PacketError:
            continue
        assert words_in(new)
        assert picture_of(new) == picture_of(torn)


@pytest.mark.parametrize("module", [jpeg_segments, png_chunks, webp_chunks])
@pytest.mark.parametrize(
    "content", [b"", b"\xff\xd8\xff", b"\xff\xd8\xff\xe1\0\0", b"\x89PNG\r\n\x1a\n", b"RIFF\4\0\0\0WEBP"]
)
def test_what_is_no_photo_is_refused_and_nothing_worse(module: object, content: bytes) -> None:
    with pytest.raises(PacketError):
        module.with_packet(content, b"x")  # type: ignore[attr-defined]


def test_keywords_of_iptc_alone_are_not_hidden_by_the_packet() -> None:
    assert jpeg_segments.old_keywords(FILES["camera"]) == ("old keyword", "other")
    new = with_keywords(FILES["camera"], KEYWORDS_OF_OURS)
    assert words_in(new) == ("old keyword", "other", "Beagle")
    taken_back = with_keywords(new, Keywords())
    assert words_in(taken_back) == ("old keyword", "other")
    # With keywords in both, those of XMP are the ones that people see.
    assert words_in(with_keywords(FILES["camera with a packet"], KEYWORDS_OF_OURS)) == (*KEYWORDS, "Beagle")


@pytest.mark.parametrize(
    ("value", "character_set", "word"),
    [
        ("épagneul".encode(), b"\x1c\x01\x5a\x00\x03\x1b%G", "épagneul"),
        ("épagneul".encode("cp1252"), b"", "épagneul"),
        ("épagneul".encode(), b"", "épagneul"),
        (b"a\0b\n  c", b"", "a b c"),
    ],
)
def test_keywords_of_iptc_are_read_in_the_encodings_that_there_are(
    value: bytes, character_set: bytes, word: str
) -> None:
    data = character_set + b"\x1c\x02\x19" + struct.pack(">H", len(value)) + value
    body = b"Photoshop 3.0\x008BIM\x04\x25\0\0\0\0\0\x02ab8BIM\x04\x04\0\0" + struct.pack(">I", len(data)) + data
    assert keywords_of_segment(body) == (word,)
    for end in range(len(body)):
        assert len(keywords_of_segment(body[:end])) <= 1
