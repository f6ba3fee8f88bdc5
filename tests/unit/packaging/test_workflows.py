"""The workflows, as far as they can be judged without running: schema, shell, names, and that they do what we do here.

What `actionlint` finds is found here, by what PyPI has: GitHub's schema and zizmor (`packaging/build.py workflows`),
shellcheck for every script, and the names that expressions, jobs and commands use.
"""

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import bootstrap
import product
import pytest
import release
import yaml

FOLDER = product.ROOT / ".github" / "workflows"
NAMES = sorted(file.name for file in FOLDER.glob("*.yml"))
SHELLCHECK = Path(sys.executable).parent / "shellcheck"
# What GitHub itself knows in every job.
OF_GITHUB = {"github.ref", "github.token", "github.repository"}
# For the tests alone; a bundle is made and tried without them.
FOR_TESTS = {"xvfb", "bindfs", "nsis", "xdotool", "x11-xkb-utils", "xkb-data", "libimage-exiftool-perl", "exiv2"}


@dataclass(frozen=True)
class Run:
    """One script of a workflow."""

    workflow: str
    job: str
    shell: str
    text: str


def read(name: str) -> dict[str, Any]:
    content: dict[str, Any] = yaml.safe_load((FOLDER / name).read_text(encoding="utf-8"))
    return content


def jobs(name: str) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = read(name)["jobs"]
    return found


def runs(name: str) -> Iterator[Run]:
    for title, job in jobs(name).items():
        usual = job.get("defaults", {}).get("run", {}).get("shell", "bash")
        for step in job["steps"]:
            if "run" in step:
                yield Run(name, title, step.get("shell", usual), step["run"])


def every_run() -> list[Run]:
    return [run for name in NAMES for run in runs(name)]


def packages(text: str) -> set[str]:
    """What a script installs by apt."""
    joined = text.replace("\\\n", " ")
    found = re.findall(r"apt-get install (.*?)(?:>|$)", joined, re.MULTILINE)
    return {word for line in found for word in line.split() if not word.startswith("-")}


def test_workflows_fit_the_schema_and_have_nothing_that_an_attacker_could_use() -> None:
    command = [sys.executable, str(product.HERE / "build.py"), "workflows"]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(
    ("shell", "text"),
    [
        *(pytest.param("bash", run.text, id=f"{run.workflow} {run.job} {place}")
          for place, run in enumerate(every_run()) if run.shell == "bash"),
        *(pytest.param("bash", (product.ROOT / file).read_text(encoding="utf-8"), id=file)
          for file in (".ci/run", "packaging/macos/sign.sh")),
    ],
)  # fmt: skip
def test_every_script_is_sound_shell(shell: str, text: str) -> None:
    command = [str(SHELLCHECK), "--shell", shell, "--severity", "style", "-"]
    done = subprocess.run(command, input=text, capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (0, "")


@pytest.mark.parametrize("name", NAMES)
def test_expressions_name_what_is_there(name: str) -> None:
    documented = set(re.findall(r"`([A-Z_]+)`", (product.ROOT / "docs" / "packaging.md").read_text(encoding="utf-8")))
    # Of the workflow itself, and what no job of its own may narrow.
    head = {key: value for key, value in read(name).items() if key != "jobs"}
    assert set(expressions(head)) <= OF_GITHUB
    for job in jobs(name).values():
        variants = job.get("strategy", {}).get("matrix", {}).get("include", [{}])
        of_matrix = {f"matrix.{key}" for key in variants[0]}
        assert all({f"matrix.{key}" for key in each} == of_matrix for each in variants)
        for said in expressions(job):
            context, _, key = said.partition(".")
            if context == "secrets":
                assert key in documented, said
                # Only jobs of this environment are given it.
                assert job["environment"] == "release"
            else:
                assert said in OF_GITHUB | of_matrix, said
        assert of_matrix == {said for said in expressions(job) if said.startswith("matrix.")}, "a key that nobody reads"


def expressions(content: Any) -> list[str]:
    """The names in all expressions, also in those of `if`, which need no braces."""
    text = json.dumps(content)
    found = re.findall(r"\$\{\{\s*(.*?)\s*\}\}", text)
    found += re.findall(r'"if": "([^"]*)"', text)
    return [name for each in found for name in re.findall(r"[a-z]+\.[A-Za-z_]+", re.sub(r"'[^']*'", "", each))]


@pytest.mark.parametrize("name", NAMES)
def test_no_script_is_put_together_from_expressions_and_jobs_wait_for_jobs_that_there_are(name: str) -> None:
    assert not [run for run in runs(name) if "${{" in run.text]
    for job in jobs(name).values():
        assert set(job.get("needs", [])) <= jobs(name).keys()


def test_every_variable_of_a_script_is_given_to_it() -> None:
    given_by_the_machine = {"GITHUB_REF_NAME", "env"}
    for name in NAMES:
        for job in jobs(name).values():
            for step in job["steps"]:
                text = step.get("run", "")
                used = set(re.findall(r"\$(?:env:|\{)?([A-Z_]+)", text)) - given_by_the_machine
                assert used <= {*job.get("env", {}), *step.get("env", {})}, text


def test_every_file_and_command_that_a_script_names_is_there() -> None:
    choices = re.search(r"choices=\((.*?)\)", (product.HERE / "build.py").read_text(encoding="utf-8"))
    assert choices is not None
    steps = set(re.findall(r'"(\w+)"', choices[1]))
    named = set()
    for run in every_run():
        for file in re.findall(r"(?:packaging|tools)/[\w./]+\.(?:py|ps1|sh)", run.text.replace("\\", "/")):
            assert (product.ROOT / file).is_file(), file
            named.add(file)
        in_turn = re.findall(r"for what in (.*?);", run.text)
        built = {word for words in in_turn for word in words.split()}
        built |= set(re.findall(r"build\.py (\w+)", run.text))
        assert built <= steps
        for target in re.findall(r"^make (\S+)", run.text, re.MULTILINE):
            assert re.search(rf"^{target}:", (product.ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
        for command in re.findall(r"release\.py (\w+)", run.text):
            assert f'add_parser("{command}")' in Path(release.__file__).read_text(encoding="utf-8")
        for group in re.findall(r"bootstrap\.py (\w+)", run.text):
            assert group in bootstrap.LOCKS
    assert {"packaging/build.py", "packaging/smoke.py", "packaging/clean_root.py", "packaging/macos/sign.sh"} <= named
    locks = {each["lock"] for job in jobs("release.yml").values()
             for each in job.get("strategy", {}).get("matrix", {}).get("include", []) if "lock" in each}  # fmt: skip
    assert locks <= bootstrap.LOCKS.keys()


def test_releases_are_built_by_the_scripts_that_every_change_is_tested_with() -> None:
    built: dict[str, str] = {}
    for run in runs("release.yml"):
        built[run.job] = built.get(run.job, "") + run.text
    assert built.pop("publish").count("gh release create") == 1
    makefile = (product.ROOT / "Makefile").read_text(encoding="utf-8")
    for text in (*built.values(), makefile):
        assert "packaging/build.py" in text
        assert "packaging/smoke.py --app" in text
        # Only the scripts know how.
        assert not re.search(r"pyinstaller|dpkg-deb|makensis -|dmgbuild|hdiutil|codesign", text, re.IGNORECASE)
    assert "make package" in "".join(run.text for run in runs("checks.yml"))
    assert "make bundle" in (product.ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert "release.py check --tag" in built["linux"]


def test_checks_install_the_same_system_packages_here_and_at_github() -> None:
    here = packages((product.ROOT / ".ci" / "run").read_text(encoding="utf-8"))
    checks = packages("\n".join(run.text for run in runs("checks.yml")))
    releases = packages("\n".join(run.text for run in runs("release.yml")))
    of_qt = {*bootstrap.QT_LIBRARIES.values(), bootstrap.FONT_PACKAGE}
    assert of_qt <= here & checks & releases
    # What runners have anyway, and what installing in a clean root needs, which is done at GitHub alone.
    assert here - {"make", "python3-venv"} == checks - {"debootstrap"}
    assert releases == checks - FOR_TESTS


def test_every_system_and_processor_that_the_guide_names_is_built() -> None:
    guide = (product.ROOT / "docs" / "installing.md").read_text(encoding="utf-8")
    files = re.findall(r"`pawsort[-_]…[-_](\S+?)`", guide, re.IGNORECASE)
    assert set(files) == {
        "windows-x86_64-setup.exe", "macos-arm64.dmg", "macos-x86_64.dmg", "amd64.deb", "linux-x86_64.tar.xz"
    }  # fmt: skip
    runners = {each for job in jobs("release.yml").values() for each in re.findall(r"[a-z]+-\d\S*", json.dumps(
        [job["runs-on"], job.get("strategy", {})]))}  # fmt: skip
    assert {each.split('"')[0] for each in runners} >= {"ubuntu-22.04", "windows-2022", "macos-15", "macos-15-intel"}
