"""A format is two files: with them, and with nothing else, it is listed, described, previewed and written."""

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from desktop_app.cli import pawsort
from desktop_app.commands.format_words import STUDIES
from desktop_app.commands.formats import all_words
from desktop_app.exports.base import OptionKind, Place
from desktop_app.exports.formats import all_formats
from tests.golden.session import GoldenSession
from tests.unit.exports.every_format import in_pairs

ADDED = "list_of_names"


def run(*arguments: str | Path) -> tuple[int, str, str]:
    """`pawsort export`: the exit code, what is printed, what is said."""
    result = CliRunner().invoke(pawsort, ["export", *map(str, arguments)], standalone_mode=False)
    assert result.exception is None, result.exception
    code = result.return_value if isinstance(result.return_value, int) else result.exit_code
    return code, result.stdout, result.stderr


def test_every_format_option_and_choice_has_words_and_nothing_else_has() -> None:
    assert set(all_words()) == set(all_formats())
    for format_id, words in all_words().items():
        export_format = all_formats()[format_id]
        assert words.title
        assert words.help
        assert words.file_stem
        assert len(words.kinds) == len(export_format.kinds)
        places = {export_format.place_with(options) for options in in_pairs(export_format)}
        assert bool(export_format.kinds) == (Place.FILE in places)
        names = [option.name for option in export_format.options]
        assert len(set(names)) == len(names)
        assert set(words.options) <= set(names)
        for option in export_format.options:
            given = words.option(option.name)
            assert given.title
            assert set(given.choices) == (set(option.choices) if option.kind is OptionKind.CHOICE else set())


def test_a_new_format_is_listed_with_its_options(throw_away_format: list[Path]) -> None:
    assert len(throw_away_format) == 2
    code, printed, _said = run("--list")
    assert code == 0
    listed = printed.splitlines()
    place = listed.index(f"{ADDED:<14}A list of names")
    end = listed.index("", place)
    assert [line for line in listed[place + 1 : end] if line.lstrip().startswith("--")] == [
        "    --out FILE",
        "    --option folders=yes|no  [default: yes]",
        "    --option before=TEXT  [default: - ]",
        "    --option most=NUMBER  [default: 1000]",
        "    --option letters=as_they_are|upper  [default: as_they_are]",
    ]
    assert listed[end + 1] == "What several formats have in common:", "it has the greatest rank, and stands last"


def test_the_list_says_in_words_what_each_format_and_option_is_for() -> None:
    printed = run("--list")[1]
    assert max(map(len, printed.splitlines())) <= 110
    said = " ".join(printed.split())
    for words in all_words().values():
        assert words.help in said
        for option in words.options.values():
            assert option.title in said
            assert option.help in said
            assert all(f"{value} = {text}" in said for value, text in option.choices.items())
    assert said.count(STUDIES) == 1, "what several formats share is said once"


def test_a_new_format_is_previewed_and_written_on_the_command_line(
    throw_away_format: list[Path], golden_original: GoldenSession, tmp_path: Path
) -> None:
    chosen = ["--option", "folders=no", "--option", "before=* ", "--option", "most=2", "--option", "letters=upper"]
    asked: list[str | Path] = [golden_original.file, "--format", ADDED, "--out", tmp_path / "mine", *chosen]
    said = ["Writes mine.names: 2 rows, 1 column.", "Too many: 72 photos."]
    assert run(*asked, "--preview")[2].splitlines() == said
    assert list(tmp_path.iterdir()) == []
    code, printed, told = run(*asked)
    assert (code, printed) == (0, "")
    assert told.splitlines()[:2] == said
    assert (tmp_path / "mine.names").read_text(encoding="utf-8") == "* 1.JPG\n* 2.JPG\n"


@pytest.mark.usefixtures("throw_away_format")
@pytest.mark.parametrize(
    ("typed", "words"),
    [
        (("--option", "colour=red"), "has no option 'colour'. Its options: folders, before, most, letters."),
        (("--option", "letters=small"), "letters cannot be 'small': letters=as_they_are|upper"),
        (("--option", "most=few"), "most cannot be 'few'"),
        (("--no-breed",), "has no option 'no_breed'"),
    ],
)
def test_what_a_new_format_cannot_be_told_is_said_and_nothing_is_written(
    typed: tuple[str, ...], words: str, golden_original: GoldenSession, tmp_path: Path
) -> None:
    code, _printed, said = run(golden_original.file, "--format", ADDED, "--out", tmp_path / "a.names", *typed)
    assert code == 2
    assert words in said
    assert list(tmp_path.iterdir()) == []


def test_the_plan_of_the_house_says_where_the_two_files_go(repository: Path, throw_away_format: list[Path]) -> None:
    plan = (repository / "docs" / "architecture.md").read_text(encoding="utf-8")
    [row] = re.findall(r"^\| an export format \|(.*)\|$", plan, re.MULTILINE)
    named = re.findall(r"`([^`]+)`", row)
    assert [name.replace("<name>", ADDED) for name in named] == [
        file.relative_to(file.parents[3]).as_posix() for file in throw_away_format
    ]


def test_the_throw_away_format_is_gone_afterwards() -> None:
    assert ADDED not in all_formats()
    assert ADDED not in all_words()
