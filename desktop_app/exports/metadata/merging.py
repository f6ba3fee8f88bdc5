"""Keywords become part of a packet: ours are added, those of ours that no longer hold go, all else stays as it is.

Which keywords are ours, the packet itself says, in a namespace of Pawsort's (`vocabulary.ADDED`): what Pawsort added,
and a person had not there before. So a keyword that somebody typed stays, also where Pawsort would have written the
same.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from xml.sax.saxutils import escape

from desktop_app.exports.metadata.errors import PacketError
from desktop_app.exports.metadata.packets import Description, Element, PacketMap, Property, map_of
from desktop_app.exports.metadata.vocabulary import (
    ADDED,
    CONTAINERS,
    HIERARCHY,
    OWN,
    PREFIXES,
    RDF,
    SUBJECT,
    TAGS,
    Name,
)

_SEPARATORS = {HIERARCHY: "|", TAGS: "/"}

EMPTY_PACKET = f"""<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
 <rdf:RDF xmlns:rdf="{RDF}">
  <rdf:Description rdf:about="">
  </rdf:Description>
 </rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>
"""
"""A packet without properties (ISO 16684-1, 7.3.2). The second half of the first line is the same in all packets."""


@dataclass(frozen=True, slots=True)
class Keywords:
    """What is said of a photo.

    Attributes:
        flat: words without an order, as all programs know them.
        paths: words from the trunk to the leaf, as some do; no part has "|" or "/" in it.
    """

    flat: tuple[str, ...] = ()
    paths: tuple[tuple[str, ...], ...] = ()

    def __bool__(self) -> bool:
        return bool(self.flat or self.paths)

    def under(self, name: Name) -> list[str]:
        """As they are written under one of `SUBJECT`, `HIERARCHY` and `TAGS`."""
        words = self.flat if name == SUBJECT else [_SEPARATORS[name].join(path) for path in self.paths]
        return list(dict.fromkeys(words))


def merged(text: str, keywords: Keywords) -> str:
    """The packet with these keywords of ours in place of those that an earlier export wrote.

    Args:
        text: of the packet, without a mark of its encoding.
        keywords: ours.

    Returns:
        The same text where nothing is to be changed.

    Raises:
        PacketError: it is no packet, or holds keywords in a form that nothing can be added to.
    """
    found = map_of(text)
    changes = _changes(found, keywords)
    if not changes:
        return text
    if not found.descriptions:
        text = _with_description(found)
        found = map_of(text)
    result = _Editor(found).edited(changes).decode("utf-8")
    edited = map_of(result)
    _check(edited, changes)
    return result if any(map(edited.properties, ADDED.values())) else _without_own_namespace(result)


def begun_with(text: str, words: tuple[str, ...]) -> str:
    """The packet with keywords of somebody else's where it has none: they are not ours, and stay.

    Raises:
        PacketError: it is no packet.
    """
    found = map_of(text)
    if not words or found.keywords(SUBJECT):
        return text
    if not found.descriptions:
        text = _with_description(found)
        found = map_of(text)
    return _Editor(found).edited([_Change(SUBJECT, frozenset(), words)]).decode("utf-8")


def keywords_in(text: str) -> Keywords:
    """The keywords of a packet, whoever wrote them.

    Raises:
        PacketError: it is no packet.
    """
    found = map_of(text)
    paths = [tuple(path.split("|")) for path in found.keywords(HIERARCHY)]
    paths += [tuple(path.split("/")) for path in found.keywords(TAGS)]
    return Keywords(tuple(found.keywords(SUBJECT)), tuple(dict.fromkeys(paths)))


def holds_ours(text: str) -> bool:
    """Whether an earlier export wrote into a packet.

    Raises:
        PacketError: it is no packet.
    """
    found = map_of(text)
    return any(found.keywords(name) for name in ADDED.values())


@dataclass(frozen=True, slots=True)
class _Change:
    """What happens under one name."""

    name: Name
    gone: frozenset[str]
    new: tuple[str, ...]


def _changes(found: PacketMap, keywords: Keywords) -> list[_Change]:
    ours = {name: set(found.keywords(added)) for name, added in ADDED.items()}
    others = _paths_of_others(found, ours)
    changes, own_changes = [], []
    for name, added in ADDED.items():
        there, wanted = found.keywords(name), keywords.under(name)
        gone = {word for word in there if word in ours[name] and word not in wanted}
        if name == SUBJECT:
            # digiKam and Lightroom write the leaves of their trees here: what somebody else's tree has, is theirs.
            gone -= {part for path in others for part in path}
        first = [word for word in _repeated(name, found, others) if word not in there]
        new = [word for word in dict.fromkeys([*first, *wanted]) if word not in there]
        changes.append(_Change(name, frozenset(gone), tuple(new)))
        own_now = [word for word in wanted if word in ours[name] or (word not in there and word not in first)]
        own_before = found.keywords(added)
        own_new = tuple(word for word in own_now if word not in own_before)
        own_changes.append(_Change(added, frozenset(own_before) - frozenset(own_now), own_new))
    return [change for change in [*changes, *own_changes] if change.gone or change.new]


def _paths_of_others(found: PacketMap, ours: dict[Name, set[str]]) -> list[tuple[str, ...]]:
    return [
        tuple(path.split(separator))
        for name, separator in _SEPARATORS.items()
        for path in found.keywords(name)
        if path not in ours[name]
    ]


def _repeated(name: Name, found: PacketMap, others: list[tuple[str, ...]]) -> list[str]:
    """Keywords of others that must be repeated under a name under which there are none.

    digiKam reads the first list of keywords that it finds (`TagsList` before all others) and no further, so a new list
    of ours would hide what stands in the others.
    """
    if name != TAGS or found.keywords(TAGS):
        return []
    parts = {part for path in others for part in path}
    own = set(found.keywords(ADDED[SUBJECT]))
    flat = [word for word in found.keywords(SUBJECT) if word not in parts and word not in own]
    return ["/".join(path) for path in others] + [word.replace("/", "\\") for word in flat]


def _with_description(found: PacketMap) -> str:
    """The text of a packet that describes nothing yet, with a description to fill."""
    inner = f'<rdf:Description xmlns:rdf="{RDF}" rdf:about=""></rdf:Description>'
    outer = found.rdf
    if outer is None:
        inner, outer = f'<rdf:RDF xmlns:rdf="{RDF}">{inner}</rdf:RDF>', found.root
    assert outer is not None  # noqa: S101 - `map_of` refuses packets without both
    return _applied(found.content, [_filled(found.content, outer, inner)]).decode("utf-8")


_Edit = tuple[int, int, str]


def _filled(content: bytes, element: Element, inner: str) -> _Edit:
    """Put something at the end of an element, which may have been of one tag."""
    if not element.is_one_tag:
        at = element.last - _blank_before(content, element.last)
        return at, at, inner
    tag = content[element.start : element.inside].decode("utf-8")
    name = tag[1:].split("/")[0].split()[0]
    return element.inside - 2, element.inside, f">{inner}</{name}>"


def _blank_before(content: bytes, place: int) -> int:
    """How many blanks and ends of lines stand before a place."""
    return len(content[:place]) - len(content[:place].rstrip(b" \t\r\n")) if place else 0


def _applied(content: bytes, edits: Iterable[_Edit]) -> bytes:
    pieces, place = [], 0
    for start, end, text in sorted(edits, key=lambda edit: edit[:2]):
        pieces += [content[place:start], text.encode("utf-8")]
        place = max(end, place)
    return b"".join([*pieces, content[place:]])


@dataclass(slots=True)
class _Addition:
    """New properties of one description, and the prefixes that they need."""

    description: Description
    lines: list[str] = field(default_factory=list)
    declared: dict[str, str] = field(default_factory=dict)


class _Editor:
    """Turns changes into edits of the bytes of one packet."""

    def __init__(self, found: PacketMap) -> None:
        self._found = found
        self._content = found.content
        self._edits: list[_Edit] = []
        target = next((each for each in found.descriptions if each.properties), found.descriptions[0])
        self._addition = _Addition(target)
        self._line_end = "\r\n" if b"\r\n" in self._content else "\n" if b"\n" in self._content else ""
        self._indent = self._line_end and self._indent_of(target)

    def edited(self, changes: Iterable[_Change]) -> bytes:
        for change in changes:
            self._change(change)
        self._add()
        return _applied(self._content, self._edits)

    def _change(self, change: _Change) -> None:
        new = list(change.new)
        for found in self._found.properties(change.name):
            if found.strange:
                raise PacketError("strange", change.name[1])
            if found.container is None:
                new = self._change_text(found, change, new)
            else:
                new = self._change_list(found, found.container, change, new)
        if new:
            self._add_property(change.name, new)

    def _change_text(self, found: Property, change: _Change, new: list[str]) -> list[str]:
        """A property that is a text, or empty: it becomes a list, where the text was somebody else's its first."""
        words = [word for word in found.keywords() if word not in change.gone]
        if words == found.keywords() and not new:
            return []
        self._take_away(found)
        return [*words, *new]

    def _change_list(self, found: Property, container: Element, change: _Change, new: list[str]) -> list[str]:
        gone = [item for item in found.items if item.plain and item.text in change.gone]
        if len(gone) == len(found.items) and not new and gone:
            self._take_away(found)
            return []
        for item in gone:
            self._edits.append((item.start - _blank_before(self._content, item.start), item.end, ""))
        if not new:
            return []
        prefix = f"{container.prefix}:" if container.prefix else ""
        lines = [f"<{prefix}li>{escape(word)}</{prefix}li>" for word in new]
        if found.items:
            last = found.items[-1]
            blank = self._blank(last.start)
            self._edits.append((last.end, last.end, "".join(blank + line for line in lines)))
        else:
            blank = self._blank(container.start)
            inner = "".join(f"{blank}{' ' if blank else ''}{line}" for line in lines) + (
                blank if container.is_one_tag else ""
            )
            self._edits.append(_filled(self._content, container, inner))
        return []

    def _blank(self, place: int) -> str:
        return self._content[place - _blank_before(self._content, place) : place].decode("utf-8")

    def _take_away(self, found: Property) -> None:
        before = 0 if found.attribute else _blank_before(self._content, found.start)
        self._edits.append((found.start - before, found.end, ""))

    def _add_property(self, name: Name, words: list[str]) -> None:
        added = self._addition
        rdf = self._prefix(RDF, added)
        property_name, kind = f"{self._prefix(name[0], added)}:{name[1]}", CONTAINERS[name]
        inner = [f"   <{rdf}:li>{escape(word)}</{rdf}:li>" for word in words]
        lines = [f" <{property_name}>", f"  <{rdf}:{kind}>", *inner, f"  </{rdf}:{kind}>", f" </{property_name}>"]
        added.lines += lines if self._line_end else [line.strip() for line in lines]

    def _prefix(self, uri: str, added: _Addition) -> str:
        known = {**added.description.prefixes, **added.declared}
        prefix = next((prefix for prefix, meant in known.items() if meant == uri and prefix), None)
        if prefix is None:
            usual = "rdf" if uri == RDF else PREFIXES[uri]
            prefix, count = usual, 1
            while prefix in known:
                count += 1
                prefix = f"{usual}{count}"
            added.declared[prefix] = uri
        return prefix

    def _add(self) -> None:
        added = self._addition
        if not added.lines:
            return
        description = added.description
        declared = "".join(f' xmlns:{prefix}="{uri}"' for prefix, uri in added.declared.items())
        begin = self._line_end + self._indent
        inner = "".join(begin + line for line in added.lines)
        if declared:
            # Before all attributes: exiftool ends a tag at the first ">", also where it stands in a value.
            prefix = len(description.prefix.encode()) + 1 if description.prefix else 0
            name_end = description.start + 1 + len(b"Description") + prefix
            self._edits.append((name_end, name_end, declared))
        if description.is_one_tag:
            self._edits.append(_filled(self._content, description, inner + begin))
            return
        if self._line_end and not _blank_before(self._content, description.last):
            inner += begin
        self._edits.append(_filled(self._content, description, inner))

    def _indent_of(self, element: Element) -> str:
        line = self._content[self._content.rfind(b"\n", 0, element.start) + 1 : element.start]
        return "" if line.strip() else line.decode("utf-8")


def _without_own_namespace(text: str) -> str:
    """The text of a packet in which nothing is ours any more, as it was before anything was."""
    declared = f' xmlns:{PREFIXES[OWN]}="{OWN}"'
    only_declared = text.count(OWN) == 1 and f"{PREFIXES[OWN]}:" not in text
    return text.replace(declared, "") if only_declared else text


def _check(result: PacketMap, changes: Iterable[_Change]) -> None:
    """What was written reads back as it was meant: a mistake of ours must not reach the disk."""
    for change in changes:
        there = result.keywords(change.name)
        if not set(change.new) <= set(there):
            raise PacketError("strange", change.name[1])
