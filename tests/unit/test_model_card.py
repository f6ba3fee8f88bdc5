"""What is written of the pack that ships is what the pack says of itself."""

import subprocess
import sys
from pathlib import Path

from desktop_app.inference.bundled import bundled_packs
from desktop_app.inference.manifest import load_manifest


def test_the_model_card_says_what_the_pack_says(repository: Path) -> None:
    command = [sys.executable, "tools/model_card.py", "--check"]
    done = subprocess.run(command, cwd=repository, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_readme_says_what_the_pack_says(repository: Path) -> None:
    manifest = load_manifest(bundled_packs()[0])
    stated = {entry.split: entry.values for entry in manifest.provenance.metrics}
    values = stated["other_sources_dev, known breeds"]
    readme = (repository / "README.md").read_text(encoding="utf-8")
    for name in ("top_1", "top_5"):
        low, high = values[f"{name}_low"], values[f"{name}_high"]
        assert f"{low:.3f} to {high:.3f}" in readme
        assert f"{values[name]:.3f} (" in readme


def test_looking_carefully_promises_no_more_than_the_card_measured(repository: Path) -> None:
    card = (repository / "docs" / "model_card.md").read_text(encoding="utf-8").partition("### Looking carefully")[2]
    measured = next(line for line in card.splitlines() if line.startswith("| top-1"))
    before, after = ([float(each) for each in cell.split(";")] for cell in measured.split("|")[2:4])
    gained = sum(after) / len(after) - sum(before) / len(before)
    files = ("desktop_app/cli_options.py", "desktop_app/ui/settings.py", "docs/user_guide.md", "docs/user_guide.fr.md")
    for file in (*files, "packaging/linux/pawsort.1.in"):
        text = " ".join((repository / file).read_text(encoding="utf-8").replace('"', " ").split())
        says_little = "hardly more often right" in text or "guère plus souvent juste" in text
        assert says_little is (gained < 0.01), f"{file}: it gains {gained:.3f}"
