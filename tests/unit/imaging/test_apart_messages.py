"""What a decoder may say, and what is not believed; what of a photo crosses to it."""

from io import BytesIO

import pytest
from PIL import Image

from desktop_app.imaging.apart import messages
from desktop_app.imaging.apart.padding import without_padding
from desktop_app.imaging.capture_time import LATEST


def written(name: str, **options: object) -> bytes:
    stream = BytesIO()
    Image.effect_noise((60, 40), 50).convert("RGB").save(stream, name, **options)
    return stream.getvalue()


@pytest.mark.parametrize(
    "message",
    [
        b"",
        b"Q" + bytes(12),
        b"P" + b"\xff" * 12,
        b"F" + b"\xff\xff\0\0" + bytes(8),
        b"R" + b"\0\0\0\0" + b"\x01" + bytes(7),
        b"F" + b"\x05\0\0\0" + bytes(8) + b"four",
    ],
)
def test_what_is_no_message_is_refused(message: bytes) -> None:
    with pytest.raises(messages.ProtocolError):
        messages.read(BytesIO(message))


@pytest.mark.parametrize(
    ("numbers", "pixels"),
    [
        (((0, 2), (3, 2), 1), 0),
        (((3, 2), (3, 2), 1), 17),
        (((3, 2), (3, 2), 0), 18),
        (((3, 2), (3, 2), 9), 18),
        (((3, 2), (0, 2), 1), 18),
        (((3, 2), (100_000, 100_000), 1), 18),
        (((0xFFFFFFFF, 0xFFFFFFFF), (3, 2), 1), 18),
    ],
)
def test_picture_whose_numbers_do_not_fit_together_is_refused(
    numbers: tuple[tuple[int, int], tuple[int, int], int], pixels: int
) -> None:
    message = messages.Message(messages.Kind.PICTURE, messages.picture_body(*numbers), bytes(pixels))
    with pytest.raises(messages.ProtocolError):
        messages.picture_from(message)


@pytest.mark.parametrize("taken_at", [LATEST, (1 << 64) - 1])
def test_time_that_no_photo_was_taken_at_is_refused(taken_at: int) -> None:
    body = messages.picture_body((3, 2), (3, 2), 1, taken_at)
    with pytest.raises(messages.ProtocolError):
        messages.picture_from(messages.Message(messages.Kind.PICTURE, body, bytes(18)))


def test_time_crosses_with_the_picture() -> None:
    body = messages.picture_body((3, 2), (30, 20), 6, LATEST - 1)
    picture = messages.picture_from(messages.Message(messages.Kind.PICTURE, body, bytes(18)))
    assert (picture.photo_size, picture.orientation, picture.taken_at) == ((30, 20), 6, LATEST - 1)


@pytest.mark.parametrize(
    "body",
    [b"", b"\xff", b"{}", b'{"code": "app.surprise"}', b'{"code": "photo.<b>"}', b'{"code": "photo.a", "facts": [1]}'],
)
def test_fault_that_no_decoder_may_find_is_refused(body: bytes) -> None:
    with pytest.raises(messages.ProtocolError):
        messages.fault_from(body)


def test_amount_that_no_photo_needs_is_refused() -> None:
    assert messages.needs_from(messages.needs_body(messages.MOST_NEEDED)) == messages.MOST_NEEDED
    for body in (b"", messages.needs_body(messages.MOST_NEEDED + 1)):
        with pytest.raises(messages.ProtocolError):
            messages.needs_from(body)


@pytest.mark.parametrize(
    ("name", "options"),
    [
        ("WEBP", {}),
        ("AVIF", {}),
        ("JPEG2000", {}),
        ("JPEG2000", {"no_jp2": True}),
        ("TIFF", {}),
        ("TIFF", {"big_endian": True}),
        ("TIFF", {"compression": "tiff_lzw"}),
        ("TIFF", {"compression": "jpeg"}),
        ("TIFF", {"save_all": True, "append_images": [Image.new("L", (900, 7))]}),
    ],
)
def test_padding_behind_a_photo_does_not_cross(name: str, options: dict[str, object]) -> None:
    whole = written(name, **options)
    for padding in (bytes(20_000_000), (20_000_000).to_bytes(4, "big") + b"free" + bytes(19_999_992)):
        crossed = bytes(without_padding(whole + padding))
        # Writers fill up to even places.
        assert len(whole) - 16 <= len(crossed) <= len(whole) + 1
        with Image.open(BytesIO(crossed)) as image, Image.open(BytesIO(whole)) as expected:
            assert image.tobytes() == expected.tobytes()
    assert bytes(without_padding(whole)) == whole


@pytest.mark.parametrize(
    "odd",
    [
        b"\0\0\0\x18ftypheic" + bytes(12) + b"\0\0\0\x02mdat",
        b"II*\0\xff\xff\xff\xff",
        b"MM\0*\0\0\0\x08\xff\xff" + b"\xff" * 200,
        b"II+\0" + bytes(12),
        b"\xff\x4f\xff\x51",
        b"something else",
    ],
)
def test_all_of_a_file_crosses_whose_end_cannot_be_told(odd: bytes) -> None:
    content = odd + bytes(20_000_000)
    assert len(without_padding(content)) == len(content)
