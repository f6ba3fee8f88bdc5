"""Where in a packet its keywords stand, as places in its text.

A packet is never written anew: whatever is not a keyword of ours stays as it is, sign by sign. So nothing is made of
it but a map: places of the few properties that Pawsort knows, found by expat, which refuses what is no XML.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeVar
from xml.parsers import expat

from desktop_app.exports.metadata.errors import PacketError
from desktop_app.exports.metadata.vocabulary import CONTAINERS, RDF, XMPMETA, Name

MOST_BYTES = 16 << 20
"""Lightroom keeps painted masks in sidecars: some megabytes. Beyond that it is no sidecar."""
_MOST_DEPTH = 200
_TAG = re.compile(rb"""<[^\s/>"']+(?:[^"'>]|"[^"]*"|'[^']*')*>""")
_ATTRIBUTE = re.compile(rb"""\s+([^\s=]+)\s*=\s*("[^"]*"|'[^']*')""")
_CONTAINERS = frozenset({(RDF, "Bag"), (RDF, "Seq"), (RDF, "Alt")})


@dataclass(slots=True)
class Element:
    """Where an element stands: its first sign, the one behind its first tag, its last tag and the one behind that.

    An element of one tag (`<a/>`) has all of `inside`, `last` and `end` behind that tag.
    """

    start: int
    inside: int
    prefix: str = ""
    last: int = 0
    end: int = 0
    is_one_tag: bool = False


_Kind = TypeVar("_Kind", bound=Element)


@dataclass(slots=True)
class Item(Element):
    """One keyword: `rdf:li`. `plain` says that it is a text and nothing else."""

    text: str = ""
    plain: bool = True


@dataclass(slots=True)
class Property(Element):
    """One property of a description.

    Attributes:
        name: of the property.
        container: its `rdf:Bag` or the like; None where it is a text, or empty.
        items: in the container.
        text: of a property without a container.
        attribute: the value is an attribute of the description, from `start` to `end`.
        strange: it holds what keywords cannot be merged with.
    """

    name: Name = ("", "")
    container: Element | None = None
    items: list[Item] = field(default_factory=list)
    text: str = ""
    attribute: bool = False
    strange: bool = False

    def keywords(self) -> list[str]:
        """What stands in it, in order."""
        if self.container is None:
            return [self.text.strip()] if self.text.strip() else []
        return [item.text for item in self.items]


@dataclass(slots=True)
class Description(Element):
    """One `rdf:Description` right under `rdf:RDF`: `prefixes` in it, and Pawsort's properties."""

    prefixes: Mapping[str, str] = field(default_factory=dict)
    properties: list[Property] = field(default_factory=list)


@dataclass(slots=True)
class PacketMap:
    """A packet: its bytes in UTF-8, and what stands where.

    Attributes:
        content: all places count its bytes.
        root: `x:xmpmeta`; None where the packet begins with `rdf:RDF`.
        rdf: None in a packet without any.
        descriptions: in order.
        prefixes: at `rdf:RDF`, prefix → namespace.
    """

    content: bytes
    root: Element | None = None
    rdf: Element | None = None
    descriptions: list[Description] = field(default_factory=list)
    prefixes: Mapping[str, str] = field(default_factory=dict)

    def properties(self, name: Name) -> list[Property]:
        """Those of a name: one, none, or, where programs did not care, several."""
        return [each for description in self.descriptions for each in description.properties if each.name == name]

    def keywords(self, name: Name) -> list[str]:
        """All keywords under a name, in order, each once."""
        return list(dict.fromkeys(word for each in self.properties(name) for word in each.keywords()))


def map_of(text: str) -> PacketMap:
    """Find the keywords in a packet.

    Raises:
        PacketError: it is no XML, no XMP, has entities of its own or is too deep or too large.
    """
    try:
        content = text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise PacketError("not_xmp", str(error)) from error
    if len(content) > MOST_BYTES:
        raise PacketError("too_large")
    return _Mapper(content).mapped()


class _Mapper:
    """Follows the tags of one packet."""

    def __init__(self, content: bytes) -> None:
        self._map = PacketMap(content)
        self._names: list[Name] = []
        self._scopes: list[Mapping[str, str]] = [{}]
        self._declared: dict[str, str] = {}
        self._open: list[Element | None] = []
        self._property: Property | None = None
        self._property_depth = 0
        self._item: Item | None = None
        self._value_depth = 0
        self._texts: list[str] = []
        parser = expat.ParserCreate("utf-8", " ")
        parser.namespace_prefixes = True
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = parser.EntityDeclHandler = _refuse
        parser.StartNamespaceDeclHandler = self._declare
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        self._parser = parser

    def mapped(self) -> PacketMap:
        try:
            self._parser.Parse(self._map.content, True)
        except expat.ExpatError as error:
            raise PacketError("not_xmp", str(error)) from error
        if self._map.rdf is None and self._map.root is None:
            raise PacketError("not_xmp", "no rdf:RDF in it")
        return self._map

    def _declare(self, prefix: str | None, uri: str | None) -> None:
        self._declared[prefix or ""] = uri or ""

    def _start(self, written: str, attributes: dict[str, str]) -> None:
        if len(self._names) >= _MOST_DEPTH:
            raise PacketError("bomb")
        name, prefix = _name_of(written)
        self._scopes.append({**self._scopes[-1], **self._declared} if self._declared else self._scopes[-1])
        self._declared = {}
        self._names.append(name)
        self._open.append(self._found(name, prefix, attributes))

    def _found(self, name: Name, prefix: str, attributes: dict[str, str]) -> Element | None:
        """The element that begins here, if it is one whose place is wanted."""
        depth, found = len(self._names), self._map
        if self._property is not None:
            return self._found_inside(name, prefix, attributes, depth - self._property_depth)
        if name == (XMPMETA, "xmpmeta") and depth == 1:
            found.root = self._placed(Element(0, 0), prefix)
            return found.root
        parent = self._names[-2] if depth > 1 else None
        if name == (RDF, "RDF") and found.rdf is None and parent in (None, (XMPMETA, "xmpmeta")):
            found.rdf, found.prefixes = self._placed(Element(0, 0), prefix), self._scopes[-1]
            return found.rdf
        if parent == (RDF, "RDF") and name == (RDF, "Description") and self._open[-1] is found.rdf:
            description = self._placed(Description(0, 0, prefixes=self._scopes[-1]), prefix)
            found.descriptions.append(description)
            description.properties += self._attributes_of(description)
            return description
        if parent == (RDF, "Description") and name in CONTAINERS and isinstance(self._open[-1], Description):
            self._property = self._placed(Property(0, 0, name=name, strange=bool(attributes)), prefix)
            self._property_depth, self._texts = depth, []
            self._open[-1].properties.append(self._property)
            return self._property
        return None

    def _found_inside(self, name: Name, prefix: str, attributes: dict[str, str], depth: int) -> Element | None:
        """An element in a property of ours: its container, an item, or what belongs to an item."""
        assert self._property is not None  # noqa: S101 - for mypy
        if depth == 1:
            if name not in _CONTAINERS or self._property.container is not None:
                self._property.strange = True
                return None
            self._property.container = self._placed(Element(0, 0), prefix)
            return self._property.container
        if depth == 2 and name == (RDF, "li") and not self._property.strange:
            self._item = self._placed(Item(0, 0, plain=not attributes), prefix)
            self._property.items.append(self._item)
            self._texts = []
            return self._item
        if self._item is not None:
            self._item.plain = False
            if name == (RDF, "value"):
                self._texts, self._value_depth = [], depth
        return None

    def _end(self, _written: str) -> None:
        element = self._open.pop()
        depth = len(self._names) - self._property_depth if self._property is not None else 0
        if self._item is not None and self._value_depth == depth and self._names[-1] == (RDF, "value"):
            self._item.text = "".join(self._texts)
        self._names.pop()
        self._scopes.pop()
        if element is None:
            return
        self._close(element)
        if element is self._item:
            if not self._value_depth:
                self._item.text = "".join(self._texts).strip() if not self._item.plain else "".join(self._texts)
            self._item, self._value_depth, self._texts = None, 0, []
        elif element is self._property:
            self._property.text = "" if self._property.container else "".join(self._texts)
            self._property = None

    def _text(self, text: str) -> None:
        if self._property is not None:
            self._texts.append(text)

    def _close(self, element: Element) -> None:
        if element.is_one_tag:
            element.last = element.end = element.inside
            return
        element.last = self._parser.CurrentByteIndex
        element.end = self._map.content.index(b">", element.last) + 1

    def _placed(self, element: _Kind, prefix: str) -> _Kind:
        element.start = self._parser.CurrentByteIndex
        tag = _TAG.match(self._map.content, element.start)
        if tag is None:  # expat read one there
            raise PacketError("not_xmp", "a tag that is none")
        element.inside, element.prefix = tag.end(), prefix
        element.is_one_tag = tag[0].endswith(b"/>")
        return element

    def _attributes_of(self, description: Description) -> list[Property]:
        """Keywords as attributes: programs that know nothing of lists write a single one so."""
        found = []
        for match in _ATTRIBUTE.finditer(self._map.content, description.start, description.inside):
            prefix, _, local = match[1].decode("utf-8").partition(":")
            name = (description.prefixes.get(prefix, ""), local)
            if name in CONTAINERS:
                text = _unquoted(match[2][1:-1].decode("utf-8"))
                found.append(Property(match.start(), match.start(), "", match.end(), match.end(), name=name, text=text))
                found[-1].attribute = True
        return found


def _refuse(*_arguments: object) -> None:
    raise PacketError("bomb")


def _name_of(written: str) -> tuple[Name, str]:
    """As expat writes names: the name alone, "namespace name" or "namespace name prefix"."""
    parts = written.split(" ")
    if len(parts) == 1:
        return ("", written), ""
    return (parts[0], parts[1]), parts[2] if len(parts) == 3 else ""


_ENTITIES = {"lt": "<", "gt": ">", "amp": "&", "quot": '"', "apos": "'"}


def _unquoted(text: str) -> str:
    def meant(found: re.Match[str]) -> str:
        if found[1][0] != "#":
            return _ENTITIES[found[1]]
        return chr(int(found[1][2:], 16) if found[1][1] == "x" else int(found[1][1:]))

    return re.sub(r"&([^;]+);", meant, re.sub(r"[\t\r\n]", " ", text))
