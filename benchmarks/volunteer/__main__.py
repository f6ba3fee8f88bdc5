"""A scripted volunteer at the real window, with a keyboard alone: how many keys deciding takes, and how right it is.

Two parts, each in a home and on a display of its own, with Pawsort in a process of its own: 20 folders of 116 photos
of animals are decided with at most 0.35 keys a photo, 300 mixed single photos in the review with at most 1.3; each part
with several choices of photos, every one of which has to hold. Every key counts, from opening the screen on: Shift and
Ctrl where they are held, and those that take steps back and decide them again, which the volunteer does to see that it
can be done. Labels are read from the session file in the end. With `--without-memory` nothing is learned from what the
volunteer decides, which shows what learning is worth to them.

Usage: python -m benchmarks volunteer [--data FOLDER] [--only animals|review] [--animals 20] [--singles 300]
    [--seeds 0 1 2 …] [--without-memory]
"""

import argparse
import shutil
import sys
import tempfile
from pathlib import Path

from benchmarks.photos import DEFAULT_DATA
from benchmarks.volunteer import photos
from benchmarks.volunteer.animals import AnimalsVolunteer
from benchmarks.volunteer.desk import TOOLS, desk
from benchmarks.volunteer.outcome import Outcome, table
from benchmarks.volunteer.review import ReviewVolunteer
from desktop_app import paths
from desktop_app.breeds.book import BreedBook
from desktop_app.ui.settings import Settings
from desktop_app.ui.wording.breeds import Breeds

PARTS: dict[str, type[AnimalsVolunteer] | type[ReviewVolunteer]] = {
    "animals": AnimalsVolunteer,
    "review": ReviewVolunteer,
}
# Which choices of photos have to hold, each by itself.
SEEDS = {"animals": range(8), "review": range(3)}
# One in so many is taken back and decided again.
BACK_AFTER = {"animals": 7, "review": 60}


def run(part: str, given: photos.Given, home: Path, back_after: int, *, learns: bool = True) -> Outcome:
    """One part from the start of the app to its end.

    Args:
        part: "animals" or "review".
        given: the photos.
        home: an empty folder for the app's own files, which is made.
        back_after: after so many decisions one is taken back, and made again.
        learns: whether the app learns from what is decided, as it does unless told.

    Raises:
        TimeoutError: something that the volunteer waited for never came.
    """
    breeds = Breeds(BreedBook.load_folder(paths.assets_folder() / "breeds"))
    with desk(given.folder, home, None if learns else Settings().changed(from_corrections=False)) as at:
        outcome = PARTS[part](at, given, breeds, back_after).go_through()
        session = Path(at.seen["session"])
    outcome.take_labels(session)
    return outcome


def one(part: str, data: Path, seed: int, count: int, *, learns: bool = True) -> Outcome:
    """One part with one choice of so many folders, or photos."""
    with tempfile.TemporaryDirectory(prefix="pawsort-volunteer-") as made:
        choose = photos.animals if part == "animals" else photos.singles
        given = choose(data, Path(made) / "photos", seed, count)
        return run(part, given, Path(made) / "home", BACK_AFTER[part], learns=learns)


def main() -> int:
    """Run the parts and say what came of them; 1 where something does not hold."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=DEFAULT_DATA)
    parser.add_argument("--only", choices=PARTS)
    parser.add_argument("--animals", type=int, default=photos.FOLDERS)
    parser.add_argument("--singles", type=int, default=sum(photos.SINGLES.values()))
    parser.add_argument("--seeds", type=int, nargs="+", help="which choices of photos; those of SEEDS when left out")
    parser.add_argument("--without-memory", action="store_true", help="learn nothing from what is decided")
    options = parser.parse_args()
    missing = [tool for tool in TOOLS if shutil.which(tool) is None]
    if missing:
        parser.error(f"real keys need {', '.join(missing)}")
    outcomes: list[tuple[int, Outcome]] = []
    for part in PARTS if options.only is None else [options.only]:
        for seed in options.seeds or SEEDS[part]:
            count = options.animals if part == "animals" else options.singles
            outcome = one(part, options.data, seed, count, learns=not options.without_memory)
            outcomes.append((seed, outcome))
            for line in outcome.lines():
                print(f"{part:9} {seed:2}  {line}", flush=True)
    print(*table(outcomes), sep="\n")
    return 0 if all(outcome.is_well for _seed, outcome in outcomes) else 1


if __name__ == "__main__":
    sys.exit(main())
