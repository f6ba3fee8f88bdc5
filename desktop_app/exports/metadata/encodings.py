"""The encodings of XMP packets: bytes become text and the same bytes again.

XMP may be UTF-8, UTF-16 or UTF-32 (ISO 16684-1, 7.1), with a mark of their order or without; what programs wrote as
plain XML may name another encoding in its first line.
"""

import codecs
import re
from dataclasses import dataclass

from desktop_app.exports.metadata.errors import PacketError

_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, which begins the same
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (codecs.BOM_UTF8, "utf-8"),
)
# A packet begins with "<": where its zeros stand tells the rest.
_FIRST = (
    (b"<\0\0\0", "utf-32-le"),
    (b"\0\0\0<", "utf-32-be"),
    (b"<\0", "utf-16-le"),
    (b"\0<", "utf-16-be"),
)
_DECLARED = re.compile(rb"""<\?xml[^>]{0,99}?encoding\s*=\s*["']([A-Za-z0-9._-]{1,40})["']""")
_ONE_BYTE = frozenset({"utf-8", "ascii", "iso8859-1", "cp1252", "iso8859-15"})


@dataclass(frozen=True, slots=True)
class Encoded:
    """A text with what makes the same bytes of it.

    Attributes:
        text: without the mark.
        mark: bytes before the text; maybe empty.
        codec: of the text.
    """

    text: str
    mark: bytes
    codec: str

    def written(self, text: str) -> bytes:
        """Another text in the same encoding; what it has no sign for is written as XML writes numbers of signs."""
        return self.mark + text.encode(self.codec, "xmlcharrefreplace")


def decoded(content: bytes) -> Encoded:
    """What bytes of a packet say.

    Raises:
        PacketError: they are in no encoding that is known, or would not become the same bytes again.
    """
    mark, codec = next(((mark, codec) for mark, codec in _MARKS if content.startswith(mark)), (b"", ""))
    codec = codec or next((codec for first, codec in _FIRST if content.startswith(first)), "") or _declared(content)
    try:
        text = content[len(mark) :].decode(codec)
    except UnicodeDecodeError as error:
        raise PacketError("not_xmp", str(error)) from error
    encoded = Encoded(text, mark, codec)
    if encoded.written(text) != content:
        raise PacketError("not_xmp", "its encoding is not kept")
    return encoded


def _declared(content: bytes) -> str:
    found = _DECLARED.match(content[:200].lstrip())
    if found is None:
        return "utf-8"
    try:
        codec = codecs.lookup(found[1].decode("ascii")).name
    except LookupError as error:
        raise PacketError("not_xmp", "an unknown encoding") from error
    if codec not in _ONE_BYTE:
        raise PacketError("not_xmp", f"an encoding that it does not have: {codec}")
    return codec
