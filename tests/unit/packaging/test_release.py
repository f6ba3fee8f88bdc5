"""A release refuses what does not fit together."""

import datetime
import hashlib
import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import release

UNFINISHED = "# Changelog\n\n## Unreleased\n\n- New.\n"
READY = "# Changelog\n\n## Unreleased\n\n## 1.2.0 - 2026-05-01\n\n- New.\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A repository with what a release looks at."""
    (tmp_path / "desktop_app").mkdir()
    (tmp_path / "desktop_app" / "__init__.py").write_text('"""Doc."""\n\n__version__ = "1.1.0"\n', encoding="utf-8")
    (tmp_path / "CHANGELOG.md").write_text(UNFINISHED, encoding="utf-8")
    pack = tmp_path / "assets" / "packs" / "small"
    pack.mkdir(parents=True)
    (pack / "model.onnx").write_bytes(b"graph")
    digest = "ab3ae94df99fe4c1f81cbc4b0ee1fa4d1bb95ee5b78aff5fa2ae6f7b21c4b1e7"
    (pack / "model.json").write_text(json.dumps({"graph": {"file": "model.onnx", "sha256": digest}}), encoding="utf-8")
    return tmp_path


def test_preparing_gives_what_waited_a_number_and_a_date(root: Path) -> None:
    release.prepare(root, "1.2.0", datetime.date(2026, 5, 1))
    assert release.version_of(root) == "1.2.0"
    text = (root / "CHANGELOG.md").read_text(encoding="utf-8")
    assert text == READY
    assert list(release.changelog_problems(text, "1.2.0")) == []


@pytest.mark.parametrize(("version", "why"), [("1.2", "three numbers"), ("v1.2.0", "three numbers")])
def test_version_that_is_none_is_refused(root: Path, version: str, why: str) -> None:
    with pytest.raises(release.ReleaseError, match=why):
        release.prepare(root, version)
    assert release.version_of(root) == "1.1.0"


def test_version_that_was_released_is_refused(root: Path) -> None:
    (root / "CHANGELOG.md").write_text(READY, encoding="utf-8")
    with pytest.raises(release.ReleaseError, match="or a later one already"):
        release.prepare(root, "1.1.9")


@pytest.mark.parametrize(
    ("text", "version", "said"),
    [
        (UNFINISHED, "1.2.0", "something is under Unreleased"),
        (READY, "1.3.0", 'newest section is "1.2.0 - 2026-05-01"'),
        (READY.replace(" - 2026-05-01", ""), "1.2.0", 'has to be "1.2.0 - <date>"'),
        (READY.replace("- New.\n", ""), "1.2.0", "nothing is said about 1.2.0"),
    ],
)
def test_changelog_that_does_not_fit_is_named(text: str, version: str, said: str) -> None:
    assert said in "\n".join(release.changelog_problems(text, version))


def test_graph_that_its_manifest_does_not_describe_is_named(root: Path) -> None:
    (root / "assets" / "packs" / "small" / "model.onnx").write_bytes(b"another graph")
    assert "is not the graph that it describes" in "\n".join(release.model_problems(root))


def test_model_card_that_speaks_of_another_graph_is_named(root: Path) -> None:
    (root / "docs").mkdir()
    (root / "docs" / "model_card.md").write_text("An older graph, 000000000000.", encoding="utf-8")
    assert "does not speak of small with the graph ab3ae94df99f" in "\n".join(release.model_problems(root))


def test_graph_of_the_second_look_is_held_to_the_same(root: Path) -> None:
    pack = root / "assets" / "packs" / "small"
    manifest = json.loads((pack / "model.json").read_text(encoding="utf-8"))
    manifest["input"] = {"second_look": {"graph": {"file": "again.onnx", "sha256": "c" * 64}}}
    (pack / "model.json").write_text(json.dumps(manifest), encoding="utf-8")
    (pack / "again.onnx").write_bytes(b"graph")
    found = "\n".join(release.model_problems(root))
    assert "model.json: again.onnx is not the graph that it describes" in found
    assert f"does not speak of small with the graph {'c' * 12}" in found


def test_a_pack_that_ships_has_the_background_that_it_describes(root: Path) -> None:
    pack = root / "assets" / "packs" / "small"
    manifest = json.loads((pack / "model.json").read_text(encoding="utf-8"))
    assert "model.json: the pack has no background" in "\n".join(release.model_problems(root))
    (pack / "background.npz").write_bytes(b"background")
    for content, complaints in ((b"another", 1), (b"background", 0)):
        digest = hashlib.sha256(content).hexdigest()
        manifest["background"] = {"file": "background.npz", "sha256": digest}
        (pack / "model.json").write_text(json.dumps(manifest), encoding="utf-8")
        found = "\n".join(release.model_problems(root))
        assert found.count("model.json: background.npz is not the one that it describes") == complaints
        assert "no background" not in found


def test_everything_of_this_repository_fits_together(repository: Path) -> None:
    """What the release asks before it builds; whoever changes a text or a pack hears of it here."""
    done = subprocess.run(
        [sys.executable, str(repository / "tools" / "release.py"), "check"], capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    assert f"Version {release.version_of(repository)}: everything fits together." in done.stdout


def test_tag_of_another_version_is_named(root: Path) -> None:
    found = release.problems(root, "v9.9.9")
    assert next(found) == "the tag is v9.9.9, and desktop_app/__init__.py says 1.1.0"


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
def test_changes_without_a_commit_are_refused_and_a_commit_is_tagged_once(root: Path) -> None:
    def git(*arguments: str) -> str:
        identity = ["-c", "user.name=A Person", "-c", "user.email=person@example.invalid"]
        command = ["git", *identity, *arguments]
        return subprocess.run(command, cwd=root, check=True, capture_output=True, text=True).stdout

    git("init", "--quiet")
    git("config", "user.name", "A Person")
    git("config", "user.email", "person@example.invalid")
    with pytest.raises(release.ReleaseError, match="in no commit"):
        release.tag(root)
    git("add", ".")
    git("commit", "--quiet", "--message", "Everything")
    release.tag(root)
    assert git("tag").split() == ["v1.1.0"]
    with pytest.raises(release.ReleaseError, match="tagged already"):
        release.tag(root)
