"""What of the trial of Windows can be shown without Wine."""

import sys
from pathlib import Path

import pytest
from PIL import Image

from trials import windows
from trials.debian_files import Archive
from trials.steps import StepError
from trials.windows import left_out, photos
from trials.windows.comparing import differing, digests
from trials.windows.projects import read_project
from trials.windows.testing import read_report
from trials.windows.wine import Wine

PROJECT = """<?xml version="1.0" encoding="utf-8"?>
<Project xmlns="http://schemas.microsoft.com/developer/msbuild/2003">
  <ItemDefinitionGroup>
    <ClCompile>
      <AdditionalIncludeDirectories>..\\Modules\\_decimal;%(AdditionalIncludeDirectories)</AdditionalIncludeDirectories>
      <PreprocessorDefinitions>_CONSOLE;NAME="$(Given)";X=$(Unknown);%(PreprocessorDefinitions)</PreprocessorDefinitions>
      <PreprocessorDefinitions Condition="'$(Platform)' == 'Win32'">CONFIG_32;</PreprocessorDefinitions>
      <PreprocessorDefinitions Condition="'$(Platform)' == 'x64'">CONFIG_64;</PreprocessorDefinitions>
    </ClCompile>
    <Link><AdditionalDependencies>ws2_32.lib;%(AdditionalDependencies)</AdditionalDependencies></Link>
  </ItemDefinitionGroup>
  <ItemGroup>
    <ClCompile Include="..\\Modules\\a.c" />
    <ClCompile Include="..\\Modules\\b.c"><PreprocessorDefinitions>OWN=1;%(Other)</PreprocessorDefinitions></ClCompile>
    <ClCompile Include="$(elsewhere)\\c.c" />
    <None Include="..\\Lib\\abc.py"><ModName>abc</ModName><OutFile>..\\Python\\abc.h</OutFile></None>
  </ItemGroup>
</Project>
"""


def test_a_project_says_its_sources_with_their_macros_for_64_bits(tmp_path: Path) -> None:
    file = tmp_path / "PCbuild" / "x.vcxproj"
    file.parent.mkdir()
    file.write_text(PROJECT, encoding="utf-8")
    project = read_project(file, {"Given": "3.11"})
    assert [(unit.source.name, unit.defines) for unit in project.units] == [("a.c", ()), ("b.c", ("OWN=1",))]
    assert project.units[0].source == tmp_path / "Modules" / "a.c"
    assert project.defines == ("_CONSOLE", 'NAME="3.11"', "CONFIG_64")
    assert project.includes == (tmp_path / "Modules" / "_decimal",)
    assert project.libraries == ("-lws2_32",)
    assert project.frozen == (("abc", tmp_path / "Lib" / "abc.py", tmp_path / "Python" / "abc.h"),)


def test_a_source_with_other_bytes_than_those_that_were_tried_is_refused(tmp_path: Path) -> None:
    (tmp_path / "python.tar.gz").write_bytes(b"something else")
    archive = Archive("bookworm", "amd64", tmp_path)
    with pytest.raises(StepError, match=r"python\.tar\.gz has the SHA-256 [0-9a-f]{64} and not abc"):
        archive.source("python", "python.tar.gz", "abc")


def test_each_folder_of_the_windows_tests_is_a_step_that_is_done_again_for_its_own_tests(tmp_path: Path) -> None:
    made_of = {step.name: step.made_of for step in windows.steps(tmp_path / "trial", tmp_path / "photos")}
    files = sorted((windows.TESTS / "qt").rglob("test_*.py"))
    assert files
    for file in files:
        below = file.relative_to(windows.TESTS / "qt").parts[0]
        its = [name for name, parts in made_of.items() if any(file.is_relative_to(part) for part in parts)]
        assert its == [f"window tests: {below}"]
    shared = windows.TESTS / "qt" / "conftest.py"
    assert all(shared in parts for name, parts in made_of.items() if name.startswith(("unit tests", "window tests")))
    assert not (tmp_path / "trial").exists()


def test_every_cell_that_differs_is_named_with_both_values() -> None:
    theirs = [{"photo": "a.jpg", "breed": "Pug", "probability": "0.5"}, {"photo": "b.jpg", "breed": "Pug"}]
    ours = [{"photo": "a.jpg", "breed": "Pug", "probability": "0.6"}, {"photo": "c.jpg", "breed": "Pug"}]
    rows, cells, found = differing(theirs, ours)
    assert (rows, cells) == (2, 3)
    assert found == [
        "b.jpg is in one table only",
        "c.jpg is in one table only",
        "a.jpg, probability: '0.5' there, '0.6' here",
    ]


def test_digests_are_of_all_files_below_a_folder_and_none_where_there_is_none(tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "a.txt").write_text("1")
    (tmp_path / "b.txt").write_text("1")
    found = digests(tmp_path)
    assert set(found) == {str(Path("deep") / "a.txt"), "b.txt"}
    assert len(set(found.values())) == 1
    assert digests(tmp_path / "not there") == {}


@pytest.mark.skipif(sys.platform == "win32", reason="Wine is started on Linux")
def test_a_path_is_called_as_windows_calls_it(tmp_path: Path) -> None:
    wine = Wine(tmp_path / "prefix", "Zoë Müller", tmp_path / "none.so")
    assert wine.path(wine.home / "Documents" / "été.pawsort") == "C:\\users\\Zoë Müller\\Documents\\été.pawsort"
    assert wine.path(Path("/photos/a.jpg")) == "Z:\\photos\\a.jpg"


def test_a_report_of_tests_is_counted_and_says_what_failed(tmp_path: Path) -> None:
    report = tmp_path / "report.xml"
    report.write_text(
        '<testsuites><testsuite><testcase classname="tests.a" name="one"/>'
        '<testcase classname="tests.a" name="two"><skipped message="no"/></testcase>'
        '<testcase classname="tests.a" name="three"><failure message="assert 1 == 2&#10;more"/></testcase>'
        '<testcase classname="tests.b" name="four"><error message="ImportError"/></testcase></testsuite></testsuites>'
    )
    found = read_report(report)
    assert (found.passed, found.skipped) == (1, 1)
    assert found.failed == {"tests.a::three": "assert 1 == 2", "tests.b::four": "ImportError"}


def assert_is_a_test(name: str, repository: Path) -> None:
    file, _, test = name.partition("::")
    assert (repository / file).exists(), name
    if test:
        function = test.partition("[")[0].rpartition("::")[2]
        assert f"def {function}(" in (repository / file).read_text(encoding="utf-8"), name


@pytest.mark.parametrize("name", sorted(left_out.LEFT_OUT))
def test_what_is_left_out_under_wine_is_a_test_that_is_there(name: str, repository: Path) -> None:
    """A name that no test has any more would hide that it can run again."""
    assert_is_a_test(name, repository)
    assert len(left_out.LEFT_OUT[name]) > 20, "say why"


@pytest.mark.parametrize("what", left_out.SHOWN_BY)
def test_what_windows_does_otherwise_is_shown_by_tests_that_are_there_and_run(what: str, repository: Path) -> None:
    for name in left_out.SHOWN_BY[what]:
        assert_is_a_test(name, repository)
        assert name not in left_out.LEFT_OUT


@pytest.mark.photos
def test_a_hundred_photos_of_every_kind_are_gathered_the_same_each_time(photos_folder: Path, tmp_path: Path) -> None:
    first = digests(photos.gather(photos_folder, tmp_path / "one")[0].parent)
    assert len(first) == photos.COUNT
    kinds = {Path(name).suffix.lower() for name in first}
    assert {".jpg", ".heic", ".png", ".webp", ".tif"} <= kinds
    for saved in (tmp_path / "one").iterdir():
        if saved.name.startswith("Zoë") and saved.suffix == ".png":
            with Image.open(saved) as picture:
                assert max(picture.size) <= photos.LONGEST
    assert digests(photos.gather(photos_folder, tmp_path / "two")[0].parent) == first
