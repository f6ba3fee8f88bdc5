"""Sidecars and packets in photos, which an export adds keywords to."""

import io
from collections.abc import Callable
from pathlib import Path

from benchmarks.fuzzing.example import Example, Kind
from desktop_app.exports.metadata.embedding import picture_of, with_keywords
from desktop_app.exports.metadata.errors import PacketError
from desktop_app.exports.metadata.merging import EMPTY_PACKET, Keywords, keywords_in, merged
from desktop_app.exports.metadata.sidecars import merged_bytes

OURS = Keywords(("Beagle", "Bella A1200"), (("Pawsort", "Looks like", "Beagle"), ("Pawsort", "Animal", "Bella A1200")))
OTHERS = Keywords(("Boxer",), (("Pawsort", "Looks like", "Boxer"),))


def _refusals() -> tuple[type[Exception], ...]:
    return (PacketError,)


def _add_to_sidecar(file: Path) -> object:
    content = file.read_bytes()
    once = merged_bytes(content, OURS)
    again = merged_bytes(once, OURS)
    if again != once:
        raise AssertionError("adding the same keywords twice is not adding them once")
    return merged_bytes(once, OTHERS)


def _add_to_photo(file: Path) -> object:
    content = file.read_bytes()
    made = with_keywords(content, OURS)
    if picture_of(made) != picture_of(content):
        raise AssertionError("the picture is another one")
    return made


def _sidecars() -> list[Example]:
    packets = [EMPTY_PACKET, merged(EMPTY_PACKET, OTHERS), merged(EMPTY_PACKET, OURS)]
    attributes = EMPTY_PACKET.replace(
        'about=""', 'about="" xmlns:dc="http://purl.org/dc/elements/1.1/" dc:subject="typed"'
    )
    for packet in packets:
        keywords_in(packet)
    contents = [*(packet.encode() for packet in packets), attributes.encode(), packets[1].encode("utf-16")]
    return [Example({"a.xmp": content}, "a.xmp") for content in contents]


def _photos(form: str, ending: str) -> Callable[[], list[Example]]:
    def make() -> list[Example]:
        from PIL import Image

        stream = io.BytesIO()
        Image.radial_gradient("L").resize((24, 16)).save(stream, form)
        plain = stream.getvalue()
        return [Example({f"a.{ending}": content}, f"a.{ending}") for content in (plain, with_keywords(plain, OTHERS))]

    return make


KINDS = {
    "sidecar": Kind(_sidecars, _add_to_sidecar, _refusals, ("bytes", "lines", "lines")),
    "packet_in_jpeg": Kind(_photos("jpeg", "jpg"), _add_to_photo, _refusals),
    "packet_in_png": Kind(_photos("png", "png"), _add_to_photo, _refusals),
    "packet_in_webp": Kind(_photos("webp", "webp"), _add_to_photo, _refusals),
}
