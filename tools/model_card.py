"""Write the figures of the shipped pack into its model card: `python tools/model_card.py`.

They stand in the pack's `model.json`; the parts of `docs/model_card.md` between the marks are made from it. With
`--check` nothing is written, and the exit code is 1 where the card says something else than the pack.
"""

import sys
from pathlib import Path
from typing import Any

from desktop_app.inference.manifest import Manifest, Metrics, load_manifest
from desktop_app.learning.background import load_background

REPOSITORY = Path(__file__).resolve().parent.parent
PACK = REPOSITORY / "assets" / "packs" / "pawsort"
CARD = REPOSITORY / "docs" / "model_card.md"
ELSEWHERE = "other_sources_dev, "
# The rules are chosen on these photos, so their figures are cross-validated.
CHOSEN_ON = (ELSEWHERE, "more_breeds_train, never trained on")


def identity(manifest: Manifest) -> str:
    """Which graphs they are."""
    finder = manifest.finder.graph if manifest.finder else None
    graphs = [graph for graph in (manifest.graph, manifest.second_graph, finder) if graph]
    sizes = [(PACK / graph.file).stat().st_size / 1e6 for graph in graphs]
    files = _listed([f"`{graph.file}`, {size:.1f} MB" for graph, size in zip(graphs, sizes, strict=True)])
    hashes = _listed([f"`{graph.sha256[:12]}`" for graph in graphs])
    which = "the graph whose sha256 begins" if len(graphs) == 1 else "the graphs whose sha256 begin"
    lines = [f"- **File**: ONNX, opset 17; {files}.", f"- **Which one**: `{PACK.name}`, {which} with {hashes}."]
    if manifest.background:
        background = load_background(PACK / manifest.background.file, len(manifest.breeds))
        size, count = (PACK / manifest.background.file).stat().st_size / 1e6, f"{background.photos.sum():,}"
        lines.append(
            f"- **Background**: `{manifest.background.file}`, {size:.1f} MB: the mean embedding of each breed, of "
            f"{background.photos.min()} photos or more, and the {len(background.variances)} directions in which photos "
            f"of one breed differ most, of {count} training photos. What Pawsort learns from labels rests on it "
            "([decision 0035](decisions/0035-the-packs-background.md)); suggestions without labels do not use it."
        )
    return "\n".join(lines)


def breeds(manifest: Manifest) -> str:
    """How often the breeds are right, and how honest the probabilities are."""
    rows = []
    for entry in _with(manifest, "top_1"):
        values = entry.values
        error = _interval(entry, "calibration_error")
        if "calibration_error_fitted" in values:
            fitted = values["calibration_error_fitted"]
            error += f", cross-validated; {fitted:.3f} with the rules that ship"
        chance = f"{values['calibration_error_by_chance']:.3f}"
        rows.append([entry.split, entry.photos, _interval(entry, "top_1"), _interval(entry, "top_5"), error, chance])
    heading = ["photos of breeds that it knows", "photos", "top-1", "top-5", "calibration error", "by chance"]
    return _table(heading, rows)


def words(manifest: Manifest) -> str:
    """What the words are worth."""
    rows = []
    for entry in _with(manifest, "sure"):
        crossed = ", cross-validated" if entry.split.startswith(CHOSEN_ON) else ""
        sets = ""
        if "set_holds_the_breed" in entry.values:
            sets = f"{_interval(entry, 'set_holds_the_breed')}, {entry.values['breeds_in_a_set']:.1f} breeds"
        shares = [_interval(entry, name) for name in ("sure", "sure_right", "maybe")]
        rows.append([entry.split + crossed, *shares, sets])
    return _table(["words", "sure", "right where sure", "maybe", "breed in the set where maybe"], rows)


def kinds(manifest: Manifest) -> str:
    """How often the kind of dog is right, and what the word is worth there."""
    rows = []
    for entry in _with(manifest, "kind_right"):
        crossed = ", cross-validated" if "calibration_error_fitted" in entry.values else ""
        shares = [_interval(entry, name) for name in ("kind_right", "kind_sure", "kind_sure_right")]
        rows.append([entry.split + crossed, entry.photos, *shares])
    return _table(["kind of dog", "photos", "right", "sure", "right where sure"], rows)


def volunteer(manifest: Manifest) -> str:
    """What it comes to, of a hundred photos from elsewhere, for whoever has never heard of a model."""
    (entry,) = [each for each in _with(manifest, "kind_right") if each.split.startswith(ELSEWHERE)]
    rows = [
        ["the first suggestion is the right breed", _of_hundred(entry, "top_1")],
        ["the right breed is among the first five", _of_hundred(entry, "top_5")],
        ["the kind of dog (terrier, hound, spaniel …) is right", _of_hundred(entry, "kind_right")],
        ['Pawsort says "sure" of a breed', _of_hundred(entry, "sure")],
        ["… and is then right, of a hundred such", _of_hundred(entry, "sure_right")],
        ['Pawsort is "sure" at least of the kind', _of_hundred(entry, "kind_sure")],
        ["… and is then right, of a hundred such", _of_hundred(entry, "kind_sure_right")],
        ["the dog is seen as a dog", _of_hundred(entry, "taken_for_dogs")],
    ]
    strangers = [each for each in _with(manifest, "sure") if each.split.endswith("other breeds")]
    rows += [
        ['of a hundred dogs of a breed that it does not know: "sure" of a wrong one', _of_hundred(strangers[0], "sure")]
    ]
    return _table(["of a hundred photos of dogs whose breed it knows", "how many (probably between)"], rows)


def dogs(manifest: Manifest) -> str:
    """What is taken for a dog, and how often more than one look was needed."""
    rows = [
        [
            entry.split,
            entry.photos,
            _interval(entry, "taken_for_dogs"),
            f"{entry.values['looked_at_twice']:.3f}",
            f"{entry.values['turned']:.3f}",
        ]
        for entry in _with(manifest, "taken_for_dogs")
    ]
    return _table(["taken for a dog", "photos", "share", "looked at twice", "turned to stand upright"], rows)


PARTS = {
    "identity": identity,
    "volunteer": volunteer,
    "breeds": breeds,
    "words": words,
    "kinds": kinds,
    "dogs": dogs,
}


def filled(card: str, manifest: Manifest) -> str:
    """The card with every part made anew."""
    for name, part in PARTS.items():
        start, end = f"<!-- model.json: {name} -->\n", "\n<!-- end -->"
        if card.count(start) != 1:
            raise SystemExit(f"{CARD}: the part {name!r} is marked {card.count(start)} times instead of once")
        before, rest = card.split(start)
        card = before + start + part(manifest) + end + rest.partition(end)[2]
    return card


def main() -> int:
    """Write the card, or compare it."""
    before = CARD.read_text(encoding="utf-8")
    after = filled(before, load_manifest(PACK))
    if "--check" in sys.argv[1:]:
        if before != after:
            print(f"{CARD.name} does not say what the pack says: run python tools/model_card.py")
        return int(before != after)
    CARD.write_text(after, encoding="utf-8")
    return 0


def _with(manifest: Manifest, name: str) -> list[Metrics]:
    return [entry for entry in manifest.provenance.metrics if name in entry.values]


def _interval(entry: Metrics, name: str) -> str:
    values = entry.values
    if name not in values:
        return ""
    return f"{values[name]:.3f} ({values[f'{name}_low']:.3f} to {values[f'{name}_high']:.3f})"


def _of_hundred(entry: Metrics, name: str) -> str:
    low, high = (round(100 * entry.values[f"{name}_{end}"]) for end in ("low", "high"))
    return f"{round(100 * entry.values[name])} ({low} to {high})"


def _listed(texts: list[str]) -> str:
    """One, two and three."""
    return " and ".join([", ".join(texts[:-1]), texts[-1]] if len(texts) > 1 else texts)


def _table(heading: list[str], rows: list[list[Any]]) -> str:
    lines = [heading, ["---"] * len(heading), *rows]
    return "\n".join("| " + " | ".join(map(str, line)) + " |" for line in lines)


if __name__ == "__main__":
    sys.exit(main())
