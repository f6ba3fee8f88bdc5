"""The names of XMP that keywords stand under."""

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
XMPMETA = "adobe:ns:meta/"
XML = "http://www.w3.org/XML/1998/namespace"
DC = "http://purl.org/dc/elements/1.1/"
LIGHTROOM = "http://ns.adobe.com/lightroom/1.0/"
DIGIKAM = "http://www.digikam.org/ns/1.0/"
OWN = "https://pawsort.org/ns/keywords/1.0/"
"""Nobody else's: what stands in it is what Pawsort wrote, and may change."""

PREFIXES = {DC: "dc", LIGHTROOM: "lr", DIGIKAM: "digiKam", OWN: "pawsort"}
"""How they are usually called; a packet may call them otherwise, or something else so."""

Name = tuple[str, str]
"""Namespace and name."""

SUBJECT: Name = (DC, "subject")
HIERARCHY: Name = (LIGHTROOM, "hierarchicalSubject")
TAGS: Name = (DIGIKAM, "TagsList")

ADDED: dict[Name, Name] = {
    SUBJECT: (OWN, "AddedSubject"),
    HIERARCHY: (OWN, "AddedHierarchicalSubject"),
    TAGS: (OWN, "AddedTagsList"),
}
"""Keywords stand under … → those of them that Pawsort put there (and a person had not before) under …"""

CONTAINERS: dict[Name, str] = {SUBJECT: "Bag", HIERARCHY: "Bag", TAGS: "Seq", **dict.fromkeys(ADDED.values(), "Bag")}
"""All properties of Pawsort's, and whether order counts in them."""
