"""Licence texts, checksums, comparing builds, workflows."""

import hashlib
import re
import shutil
import subprocess
import zipfile
from importlib.metadata import PathDistribution, distribution
from pathlib import Path

import compare
import licences
import papers
import pytest


def test_every_package_of_the_app_comes_with_its_licence_text(repository: Path) -> None:
    packages = licences.installed_packages(repository / "requirements" / "app.txt")
    assert {"numpy", "onnxruntime", "pillow", "pydantic"} <= {package.name.lower() for package in packages}
    for package in packages:
        texts = licences.licence_files(package)
        assert texts, package.name
        assert all(len(file.read_text(encoding="utf-8", errors="replace")) > 50 for file in texts), package.name


def test_qt_comes_with_the_text_of_its_licence() -> None:
    texts = licences.licence_files(distribution("pyside6-essentials"))
    assert any("GNU LESSER GENERAL PUBLIC LICENSE" in file.read_text(encoding="utf-8") for file in texts)


def test_package_without_a_licence_text_stops_the_build(tmp_path: Path) -> None:
    info = tmp_path / "nameless-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: nameless\nVersion: 1.0\n", encoding="utf-8")
    (info / "RECORD").write_text("nameless-1.0.dist-info/METADATA,,\n", encoding="utf-8")
    with pytest.raises(licences.MissingLicenceError, match=r"nameless 1\.0 comes without a licence text"):
        licences.licence_files(PathDistribution(info))


def test_packaging_lock_holds_the_versions_of_the_app(repository: Path) -> None:
    pattern = re.compile(r"^([a-z0-9-]+==[^ \\]+)", re.MULTILINE)
    for app, packaging in (("app", "packaging"), ("app-gpu", "packaging-gpu")):
        wanted = set(pattern.findall((repository / "requirements" / f"{app}.txt").read_text(encoding="utf-8")))
        text = (repository / "requirements" / f"{packaging}.txt").read_text(encoding="utf-8")
        assert wanted <= set(pattern.findall(text))
        assert "://" not in text
        entries = re.split(r"^(?=[a-z0-9-]+==)", text, flags=re.MULTILINE)[1:]
        assert all("--hash=sha256:" in entry for entry in entries)
        assert "tensorflow" not in text


def test_comparing_builds_names_what_differs(tmp_path: Path) -> None:
    one, two = tmp_path / "one", tmp_path / "two"
    for folder in (one, two):
        (folder / "inner").mkdir(parents=True)
        (folder / "same").write_bytes(b"same")
        (folder / "inner" / "link").symlink_to("../same")
    assert compare.differences(one, two) == []
    (one / "inner" / "other").write_bytes(b"1")
    (two / "inner" / "other").write_bytes(b"2")
    (two / "new").write_bytes(b"")
    (two / "same").chmod(0o755)
    assert compare.differences(one, two) == ["inner/other", "new", "same"]


def test_workflows_pin_every_action_and_give_no_right_that_is_not_named(repository: Path) -> None:
    for file in sorted((repository / ".github" / "workflows").glob("*.yml")):
        text = file.read_text(encoding="utf-8")
        uses = re.findall(r"uses: (\S+)( # v[\d.]+)?", text)
        assert uses
        assert all(re.fullmatch(r"[\w./-]+@[0-9a-f]{40}", action) and version for action, version in uses), file.name
        assert "\npermissions: {}\n" in text
        assert text.count("persist-credentials: false") == text.count("actions/checkout@")
        # Only the job that makes the draft may write, and only to releases.
        assert re.findall(r"^\s+(\w+): write", text, re.MULTILINE) in ([], ["contents"])


def test_every_script_that_a_workflow_runs_exists(repository: Path) -> None:
    for file in (repository / ".github" / "workflows").glob("*.yml"):
        for script in re.findall(r"((?:packaging|tools)/[\w/]+\.(?:py|sh|ps1))", file.read_text(encoding="utf-8")):
            assert (repository / script).is_file(), script


@pytest.mark.skipif(shutil.which("sha256sum") is None, reason="sha256sum is not installed")
def test_checksums_are_those_that_sha256sum_checks(tmp_path: Path) -> None:
    (tmp_path / "a.deb").write_bytes(b"package")
    papers.write_checksums(tmp_path)
    assert (tmp_path / "SHA256SUMS").read_text() == f"{hashlib.sha256(b'package').hexdigest()}  a.deb\n"
    assert subprocess.run(["sha256sum", "--check", "SHA256SUMS"], cwd=tmp_path, capture_output=True).returncode == 0


def test_licence_archive_has_the_same_bytes_every_time(tmp_path: Path) -> None:
    (tmp_path / "pawsort" / "_internal" / "licences" / "part").mkdir(parents=True)
    (tmp_path / "pawsort" / "_internal" / "licences" / "part" / "LICENSE").write_text("free", encoding="utf-8")
    archives = []
    for name in ("one.zip", "two.zip"):
        papers.pack_licences(tmp_path / "pawsort", tmp_path / name)
        archives.append((tmp_path / name).read_bytes())
    assert archives[0] == archives[1]
    with zipfile.ZipFile(tmp_path / "one.zip") as archive:
        assert archive.namelist() == ["licences/part/LICENSE"]
