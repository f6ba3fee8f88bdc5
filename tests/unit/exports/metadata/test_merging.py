"""Keywords become part of packets, and whatever else is in them stays."""

import re
from xml.parsers import expat

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.exports.metadata.encodings import decoded
from desktop_app.exports.metadata.errors import PacketError
from desktop_app.exports.metadata.merging import EMPTY_PACKET, Keywords, holds_ours, keywords_in, merged
from desktop_app.exports.metadata.packets import map_of
from desktop_app.exports.metadata.vocabulary import CONTAINERS, HIERARCHY, OWN, SUBJECT, TAGS
from tests.unit.exports.metadata.foreign import FOREIGN, KEYWORDS, PATHS

LABRADOR = Keywords(
    ("Labrador Retriever", "Bella A1200"),
    (("Pawsort", "Looks like", "Labrador Retriever"), ("Pawsort", "Animal", "Bella A1200")),
)
BEAGLE = Keywords(
    ("Beagle", "Bella A1200"), (("Pawsort", "Looks like", "Beagle"), ("Pawsort", "Animal", "Bella A1200"))
)
NOTHING = Keywords()
RDF = 'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"'
DC = 'xmlns:dc="http://purl.org/dc/elements/1.1/"'
LR = 'xmlns:lr="http://ns.adobe.com/lightroom/1.0/"'

QUALIFIED = (
    "<dc:subject><rdf:Bag><rdf:li rdf:parseType='Resource'><rdf:value>q</rdf:value><dc:x>y</dc:x></rdf:li></rdf:Bag>"
    "</dc:subject>"
)


def others_of(text: str) -> list[object]:
    """Everything that a parser meets in a packet but Pawsort's properties, blanks and declarations."""
    met: list[object] = []
    inside = 0
    parser = expat.ParserCreate("utf-8", " ")
    parser.buffer_text = True
    ours = {" ".join(name) for name in CONTAINERS}

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal inside
        inside += 1 if inside or name in ours else 0
        if not inside:
            met.append((name, {key: value for key, value in attributes.items() if key not in ours}))

    def end(name: str) -> None:
        nonlocal inside
        if not inside:
            met.append(name)
        inside -= 1 if inside else 0

    def say(kind: str, *said: str) -> None:
        if not inside and "".join(said).strip():
            met.append((kind, *said))

    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler = lambda said: say("text", said)
    parser.CommentHandler = lambda said: say("comment", said)
    parser.ProcessingInstructionHandler = lambda target, said: say("instruction", target, said)
    parser.Parse(text.encode(), True)
    return met


def under(text: str, name: tuple[str, str]) -> list[str]:
    return map_of(text).keywords(name)


def packet(inside: str, declared: str = "") -> str:
    return f"<rdf:RDF {RDF}><rdf:Description rdf:about='' {declared}>{inside}</rdf:Description></rdf:RDF>"


def test_a_new_packet_has_keywords_in_all_three_ways() -> None:
    text = merged(EMPTY_PACKET, LABRADOR)
    assert under(text, SUBJECT) == ["Labrador Retriever", "Bella A1200"]
    assert under(text, HIERARCHY) == ["Pawsort|Looks like|Labrador Retriever", "Pawsort|Animal|Bella A1200"]
    assert under(text, TAGS) == ["Pawsort/Looks like/Labrador Retriever", "Pawsort/Animal/Bella A1200"]
    assert re.search(r"<digiKam:TagsList>\s*<rdf:Seq>", text)
    assert re.search(r"<dc:subject>\s*<rdf:Bag>", text)
    assert text.startswith('<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>')


def test_what_is_there_stays_in_its_order_and_ours_follow_without_doubles() -> None:
    text = merged(FOREIGN, LABRADOR)
    assert under(text, SUBJECT) == [*KEYWORDS, "Bella A1200"]
    assert under(text, HIERARCHY) == [*PATHS, *LABRADOR.under(HIERARCHY)]
    assert under(text, TAGS) == [*(path.replace("|", "/") for path in PATHS), *LABRADOR.under(TAGS)]
    assert others_of(text) == others_of(FOREIGN)
    assert "<!-- a remark among keywords -->" in text


def test_each_line_of_a_strangers_packet_stands_in_the_merged_one_unchanged() -> None:
    lines = merged(FOREIGN, LABRADOR).splitlines()
    declared = [line for line in FOREIGN.splitlines() if line not in lines]
    assert declared == ['  <rdf:Description rdf:about=""']  # into which a declaration came
    assert f'  <rdf:Description xmlns:pawsort="{OWN}" rdf:about=""' in lines


def test_exporting_again_changes_nothing() -> None:
    for text in (EMPTY_PACKET, FOREIGN):
        once = merged(text, LABRADOR)
        assert merged(once, LABRADOR) == once


def test_a_corrected_label_takes_the_old_breed_away_and_nothing_that_somebody_typed() -> None:
    text = merged(merged(EMPTY_PACKET, LABRADOR), BEAGLE)
    assert under(text, SUBJECT) == ["Bella A1200", "Beagle"]
    assert under(text, HIERARCHY) == ["Pawsort|Animal|Bella A1200", "Pawsort|Looks like|Beagle"]
    typed = merged(merged(FOREIGN, LABRADOR), BEAGLE)
    assert under(typed, SUBJECT) == [*KEYWORDS, "Bella A1200", "Beagle"]  # "Labrador Retriever" was there before


def test_what_is_taken_back_leaves_the_packet_as_it_was() -> None:
    text = merged(FOREIGN, LABRADOR)
    assert holds_ours(text)
    assert merged(text, NOTHING) == FOREIGN


def test_a_keyword_in_somebody_elses_tree_is_theirs() -> None:
    text = merged(EMPTY_PACKET, LABRADOR)
    text = text.replace("<rdf:li>Pawsort/Animal", "<rdf:li>Dogs/Labrador Retriever</rdf:li><rdf:li>Pawsort/Animal", 1)
    assert under(merged(text, BEAGLE), SUBJECT) == ["Labrador Retriever", "Bella A1200", "Beagle"]


def test_a_path_that_a_person_put_below_our_trunk_stays() -> None:
    text = merged(EMPTY_PACKET, LABRADOR)
    text = text.replace("<rdf:li>Pawsort|Animal", "<rdf:li>Pawsort|Looks like|Poodle</rdf:li><rdf:li>Pawsort|Animal", 1)
    assert "Pawsort|Looks like|Poodle" in under(merged(text, BEAGLE), HIERARCHY)


def test_a_new_list_for_digikam_repeats_what_it_would_hide() -> None:
    there = packet(
        "<dc:subject><rdf:Bag><rdf:li>Bella</rdf:li><rdf:li>garden</rdf:li></rdf:Bag></dc:subject>"
        "<lr:hierarchicalSubject><rdf:Bag><rdf:li>Dogs|Bella</rdf:li></rdf:Bag></lr:hierarchicalSubject>",
        f"{DC} {LR}",
    )
    text = merged(there, LABRADOR)
    assert under(text, TAGS) == ["Dogs/Bella", "garden", *LABRADOR.under(TAGS)]
    assert under(merged(text, NOTHING), TAGS) == ["Dogs/Bella", "garden"]  # theirs, so it stays


@pytest.mark.parametrize(
    ("inside", "declared", "kept"),
    [
        ("<dc:subject>typed</dc:subject>", DC, ["typed"]),
        ("<dc:subject/>", DC, []),
        ("<dc:subject></dc:subject>", DC, []),
        ("<dc:subject><rdf:Bag/></dc:subject>", DC, []),
        ("<dc:subject><rdf:Bag></rdf:Bag></dc:subject>", DC, []),
        ("<dc:subject><rdf:Seq><rdf:li>a</rdf:li></rdf:Seq></dc:subject>", DC, ["a"]),
        ("<dc:subject><rdf:Bag><rdf:li/></rdf:Bag></dc:subject>", DC, [""]),
        ("", f"{DC} dc:subject='a &lt; b&#x41;'", ["a < bA"]),
        ("", f'xmlns:dc="urn:another" {LR}', []),
        ("<my:subject xmlns:my='http://purl.org/dc/elements/1.1/'>typed</my:subject>", "", ["typed"]),
        (
            QUALIFIED,
            DC,
            ["q"],
        ),
    ],
)
def test_keywords_join_those_that_are_there_in_whatever_form(inside: str, declared: str, kept: list[str]) -> None:
    text = packet(inside, declared)
    result = merged(text, LABRADOR)
    assert under(result, SUBJECT) == [*kept, *LABRADOR.flat]
    assert others_of(result) == others_of(text)


@pytest.mark.parametrize(
    "text",
    [
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"/>',
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"></x:xmpmeta>',
        f"<rdf:RDF {RDF}/>",
        f"<rdf:RDF {RDF}>\n</rdf:RDF>",
        f"<rdf:RDF {RDF}><rdf:Description rdf:about='uuid:1'/></rdf:RDF>",
        f"<rdf:RDF {RDF}><rdf:Description\n rdf:about='a'  /><rdf:Description rdf:about='b'/></rdf:RDF>",
        f'<RDF {RDF.replace(":rdf=", "=")}><Description a:about="" {RDF.replace("rdf=", "a=")}/></RDF>',
        f"<x:xapmeta xmlns:x='adobe:ns:meta/'><rdf:RDF {RDF}/></x:xapmeta>".replace("xapmeta", "xmpmeta"),
    ],
)
def test_a_packet_without_any_property_gets_its_first(text: str) -> None:
    result = merged(text, LABRADOR)
    assert keywords_in(result) == Keywords(LABRADOR.flat, LABRADOR.paths)


def test_keywords_in_two_descriptions_are_counted_once_and_taken_from_both() -> None:
    words = "<dc:subject><rdf:Bag><rdf:li>Beagle</rdf:li></rdf:Bag></dc:subject>"
    two = f"<rdf:Description rdf:about='' {DC}>{words}</rdf:Description>"
    text = f"<rdf:RDF {RDF}>{two}{two}</rdf:RDF>"
    result = merged(text, BEAGLE)
    assert under(result, SUBJECT) == ["Beagle", "Bella A1200"]
    assert result.count("<rdf:li>Beagle</rdf:li>") == 2 + 1  # and once in digiKam's list, which repeats what it hides


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "not_xmp"),
        ("no XML", "not_xmp"),
        ("<html/>", "not_xmp"),
        (f"<rdf:RDF {RDF}><rdf:Description></rdf:RDF>", "not_xmp"),
        (f"<a><rdf:RDF {RDF}/></a>", "not_xmp"),
        ("<rdf:RDF/>", "not_xmp"),
        (f'<!DOCTYPE a [<!ENTITY b "c">]><rdf:RDF {RDF}/>', "bomb"),
        (f'<!DOCTYPE a SYSTEM "file:///etc/passwd"><rdf:RDF {RDF}/>', "bomb"),
        ("<a>" * 1000 + "</a>" * 1000, "bomb"),
        (" " * (17 << 20), "too_large"),
        (packet("<dc:subject rdf:parseType='Resource'><dc:a>b</dc:a></dc:subject>", DC), "strange"),
        (packet("<dc:subject rdf:resource='a'/>", DC), "strange"),
        (packet("<dc:subject><dc:a/></dc:subject>", DC), "strange"),
        (packet("<dc:subject><rdf:Bag/><rdf:Bag/></dc:subject>", DC), "strange"),
    ],
)
def test_what_is_no_packet_is_refused_with_a_reason(text: str, reason: str) -> None:
    with pytest.raises(PacketError) as refused:
        merged(text, LABRADOR)
    assert refused.value.reason == reason


def test_a_billion_laughs_are_not_laughed() -> None:
    entities = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "ha" * 10}">' for n in range(10))
    with pytest.raises(PacketError) as refused:
        map_of(f"<!DOCTYPE a [{entities}]><rdf:RDF {RDF}>&l9;</rdf:RDF>")
    assert refused.value.reason == "bomb"


def test_ends_of_lines_stay_those_of_the_file() -> None:
    dos = FOREIGN.replace("\n", "\r\n")
    result = merged(dos, LABRADOR)
    assert not re.search(r"(?<!\r)\n", result)
    assert merged(result, NOTHING) == dos


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-be"])
def test_the_encoding_stays(codec: str) -> None:
    encoded = decoded(FOREIGN[FOREIGN.index("<") :].encode(codec))
    result = encoded.written(merged(encoded.text, LABRADOR))
    again = decoded(result)
    assert (again.codec, again.mark) == (encoded.codec, encoded.mark)
    assert encoded.written(merged(again.text, NOTHING)) == FOREIGN.encode(codec)


def test_an_old_one_byte_encoding_has_numbers_for_what_it_lacks() -> None:
    text = f"<?xml version='1.0' encoding='ISO-8859-1'?>\n<rdf:RDF {RDF}><rdf:Description rdf:about='Zoë'/></rdf:RDF>"
    encoded = decoded(text.encode("latin-1"))
    written = encoded.written(merged(encoded.text, Keywords(("Œdipe 🐕",))))
    assert "Zoë".encode("latin-1") in written
    assert b"&#338;dipe &#128021;" in written
    assert under(decoded(written).text, SUBJECT) == ["Œdipe 🐕"]


@pytest.mark.parametrize(
    "content",
    [
        b"\xff\xfeabc",
        b"\xff\xff",
        b"<?xml version='1.0' encoding='utf-7'?><a/>",
        "\ud800".encode("utf-8", "surrogatepass"),
    ],
)
def test_bytes_in_no_known_encoding_are_refused(content: bytes) -> None:
    with pytest.raises(PacketError) as refused:
        decoded(content)
    assert refused.value.reason == "not_xmp"


WORDS = st.lists(
    st.text(
        st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="|/\ufffe\uffff"), min_size=1, max_size=12
    )
    .map(lambda word: " ".join(word.split()))
    .filter(bool),
    max_size=5,
    unique=True,
)


@given(
    WORDS,
    WORDS,
    st.sampled_from([FOREIGN, EMPTY_PACKET, FOREIGN.replace("\n", "\r\n"), re.sub(r">\s+<", "><", FOREIGN)]),
)
def test_whatever_the_keywords_are_all_else_stays_and_they_can_be_taken_back(
    first: list[str], second: list[str], text: str
) -> None:
    one, two = (Keywords(tuple(words), tuple(("Pawsort", word) for word in words)) for words in (first, second))
    once = merged(text, one)
    twice = merged(once, two)
    assert others_of(once) == others_of(twice) == others_of(text)
    there = under(text, SUBJECT)
    assert under(twice, SUBJECT) == [*there, *[w for w in under(twice, SUBJECT) if w not in there]]
    assert set(under(twice, SUBJECT)) == {*there, *second}
    assert set(under(twice, TAGS)) == {*under(text, TAGS), *two.under(TAGS)}
    gone = merged(twice, NOTHING)
    assert [under(gone, name) for name in (SUBJECT, HIERARCHY, TAGS)] == [
        under(text, name) for name in (SUBJECT, HIERARCHY, TAGS)
    ]
