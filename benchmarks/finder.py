"""Does the finder find the dogs, and how many? `python -m benchmarks finder`.

Of the pack that ships (or of `PAWSORT_MODEL`); where it has no finder, of that which `python -m export finder` makes.
How many of the boxes of the same network in 32 bits it keeps, and of the network at the size that it was trained on;
how well they fit those of Stanford Dogs; what is taken for a dog; how often it sees several dogs where there are
several, and where there is one; bytes, and CPU time beside EfficientNet-Lite0 in 32 bits.
"""

import os
import sys
import time
from collections.abc import Iterable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
import onnx
from PIL import Image

from benchmarks.accuracy import DEV, share
from benchmarks.finder_photos import JUDGED_BY, one_and_several, one_small, side_by_side, stanford_boxes
from benchmarks.held_out import of_side
from benchmarks.photos import DEFAULT_DATA
from desktop_app.imaging.decode import decode_photo
from desktop_app.inference.bundled import bundled_packs
from desktop_app.inference.decisions import Outputs
from desktop_app.inference.finding import FoundDogs, overlap_of
from desktop_app.inference.manifest import Finder
from desktop_app.inference.packs import load_pack
from desktop_app.inference.preprocess import Picture
from desktop_app.inference.runtime import onnxruntime
from desktop_app.inference.searching import find_dogs
from training.bundled.dogs import FINDER_NAME, finder_of
from training.bundled.photos import FINDER
from training.datasets.splits import Side

HELD = {Side.VALIDATION, Side.TEST}
# Boxes that are compared: the very ones of the networks, whatever the rule says of them.
SURE, KEPT = 0.3, 0.8
# A box at which 32 bits are hardly surer than that may have a little less in 8 bits.
NEARLY = 0.25
TOGETHER, ROUNDS, BATCH = 150, 40, 16
# Side of the pictures that the app has of photos when it looks for their dogs.
SEEN = 260


def pack_finder(data: Path, folder: Path) -> tuple[Path, Finder]:
    """The finder's graph and rule."""
    pack = load_pack(Path(os.environ.get("PAWSORT_MODEL", bundled_packs()[0])))
    if pack.manifest.finder is not None:
        return pack.folder / pack.manifest.finder.graph.file, pack.manifest.finder
    from export.finder.anchors import FITTED
    from export.finder.making import make_finder

    print(f"{pack.folder.name} has no finder: it is made")
    make_finder(data, folder / FINDER_NAME)
    return folder / FINDER_NAME, finder_of(folder, FITTED.side)


def lite0(file: Path) -> Path:
    """EfficientNet-Lite0 in 32 bits, with the ImageNet classes of the 120 breeds."""
    from export.graph import convert
    from training.architectures import ARCHITECTURES
    from training.datasets.breeds import stanford_breeds
    from training.datasets.imagenet import columns_of
    from training.networks.heads import build_classifier, columns_head

    network = ARCHITECTURES["efficientnet_lite0"]
    assert network.imagenet_head
    head = columns_head(network.imagenet_head("imagenet"), columns_of(sorted(stanford_breeds())))
    onnx.save(convert(build_classifier(network, head)), file)
    return file


def session_of(file: Path) -> Any:
    """ONNX Runtime on one thread."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    return onnxruntime.InferenceSession(file, options, providers=["CPUExecutionProvider"])


def found_in(session: Any, pictures: Iterable[Image.Image], rule: Finder) -> list[FoundDogs]:
    """The dogs of pictures."""

    def run(tensors: Any, names: list[str]) -> Outputs:
        return dict(zip(names, session.run(names, {"photo": tensors}), strict=True))

    found: list[FoundDogs] = []
    part: list[Picture] = []
    for image in pictures:
        part.append(Picture(image))
        if len(part) == BATCH:
            found += find_dogs(run, part, rule)
            part = []
    return found + (find_dogs(run, part, rule) if part else [])


def pictures_of(photos: Iterable[Path]) -> Iterable[Image.Image]:
    """As the app decodes them."""
    return (decode_photo(path.read_bytes(), SEEN).image for path in photos)


def kept(name: str, before: Sequence[FoundDogs], after: Sequence[FoundDogs]) -> None:
    """Print how many boxes stay where they are."""
    pairs = list(zip(before, after, strict=True))
    share(name, [bool((overlap_of(box, new.boxes) >= KEPT).any()) for old, new in pairs for box in old.boxes])


def boxes(data: Path, session: Any, rule: Finder, folder: Path) -> None:
    """Print what became of the boxes of the network in 32 bits, and how well they fit those of Stanford Dogs."""
    from export.finder.anchors import FITTED, ORIGINAL
    from export.finder.building import build
    from export.finder.reading import COLUMNS, read_detector

    every = rule.model_copy(
        update={"dog": SURE, "further": SURE, "least": 0.0, "inside": 1.0, "rivals": (), "most": 32}
    )
    nearly = every.model_copy(update={"dog": NEARLY, "further": NEARLY})
    photos = sorted(path for path in (data / DEV).rglob("*") if path.is_file()) + of_side(data, "whole_photos/", HELD)
    mine = {each: found_in(session, pictures_of(photos), each) for each in (every, nearly)}
    print(f"boxes from {SURE} on that stay at {KEPT} of overlap, other sources and whole photos")
    for name, anchors in (("of the same network in 32 bits", FITTED), ("of the network as trained", ORIGINAL)):
        onnx.save(build(read_detector(data / FINDER), anchors, list(COLUMNS.values())), folder / "float32.onnx")
        size = {"width": anchors.side, "height": anchors.side}
        plain = found_in(session_of(folder / "float32.onnx"), pictures_of(photos), every.model_copy(update=size))
        kept(name, plain, mine[every])
        kept(f"{name}, where {NEARLY} is enough", plain, mine[nearly])
    print("boxes of Stanford Dogs, photos of one dog")
    truth = stanford_boxes(data, of_side(data, "whole_photos/", HELD))
    fits = [
        overlap_of(box, dogs.boxes[:1]).max(initial=0.0)
        for box, dogs in zip(truth.values(), found_in(session, pictures_of(truth), rule), strict=True)
    ]
    print(f"  {'overlap of the first dog, mean':48} {np.mean(fits):.3f}")
    share("overlap above a half", [fit > 0.5 for fit in fits])


def dogs_or_not(data: Path, session: Any, rule: Finder) -> None:
    """Print in how many photos there is a dog, and what the greatest scores are."""
    no_dogs = of_side(data, "other_animals_and_things/", HELD)
    sets = {
        "other sources": [path for path in (data / DEV).rglob("*") if path.is_file()],
        "dogs of unknown breed, held out": of_side(data, "dogs_of_unknown_breed/", HELD),
        "cats, held out": [path for path in no_dogs if path.parent.name == "cat"],
        "other things, held out": [path for path in no_dogs if path.parent.name != "cat"],
    }
    print("photos with a dog in them")
    for name, photos in sets.items():
        found = found_in(session, pictures_of(photos), rule)
        share(name, [bool(dogs.boxes) for dogs in found])
        greatest = np.array([dogs.greatest for dogs in found])
        quarters = np.quantile(greatest, (0.05, 0.5, 0.95), axis=0)
        for column, of in enumerate(rule.classes[:2]):
            low, middle, high = quarters[:, column]
            print(f"    {f'score for {of}':46} {middle:.3f}, nine tenths from {low:.3f} to {high:.3f}")


def several(data: Path, session: Any, rule: Finder) -> None:
    """Print how often several dogs are found where there are several, and where there is one."""
    one, more = one_and_several(data, JUDGED_BY)
    pictures = {
        "one dog": pictures_of(one),
        "several dogs": pictures_of(more),
        "two photos side by side": side_by_side(one, TOGETHER),
        "one dog small on another's photo": one_small(stanford_boxes(data, one), TOGETHER),
    }
    print("more than one dog")
    told = {name: [len(dogs.boxes) > 1 for dogs in found_in(session, each, rule)] for name, each in pictures.items()}
    for name, hits in told.items():
        share(name, hits)
    wrong = sum(told.pop("one dog"))
    names = list(told)
    for parts in (names[:1], names[:2], names):
        hits = [hit for name in parts for hit in told[name]]
        right = sum(hits)
        precision = right / max(1, right + wrong)
        print(f"  precision {precision:.3f}, recall {right / len(hits):.3f}: one dog against {', '.join(parts)}")


def times(data: Path, file: Path, rule: Finder, folder: Path) -> None:
    """Print bytes, and CPU time beside that of EfficientNet-Lite0, which takes turns with it."""
    sides = {file: rule.width, lite0(folder / "lite0.onnx"): 224}
    sessions = {each: session_of(each) for each in sides}
    photos = of_side(data, "whole_photos/", HELD)
    images = list(pictures_of(photos[number % len(photos)] for number in range(ROUNDS)))
    spent: dict[Path, list[float]] = {each: [] for each in sides}
    for image in images:
        for each, side in sides.items():
            tensor = np.asarray(image.resize((side, side), Image.Resampling.BICUBIC))[None]
            started = time.process_time()
            sessions[each].run(["boxes", "scores"] if each == file else ["logits"], {"photo": tensor})
            spent[each].append(time.process_time() - started)
    mine, reference = (min(seconds) for seconds in spent.values())
    size = file.stat().st_size / 1e6
    print(f"{file.name}: {size:.1f} MB, {mine * 1000:.1f} ms, {mine / reference:.2f} x lite0 in 32 bits")


def main() -> int:
    data = Path(os.environ.get("PAWSORT_DATA", DEFAULT_DATA)).resolve()
    with TemporaryDirectory() as temporary:
        file, rule = pack_finder(data, Path(temporary))
        session = session_of(file)
        boxes(data, session, rule, Path(temporary))
        dogs_or_not(data, session, rule)
        several(data, session, rule)
        times(data, file, rule, Path(temporary))
    return 0


if __name__ == "__main__":
    sys.exit(main())
