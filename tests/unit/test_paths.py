"""Where the app keeps its files, and names that Windows would refuse."""

import os
from pathlib import Path

import pytest

from desktop_app import paths


def test_one_variable_moves_everything(isolated_home: Path) -> None:
    folders = [paths.data_folder(), paths.cache_folder(), paths.config_folder()]
    assert len(set(folders)) == 3
    assert all(folder.is_dir() and folder.is_relative_to(isolated_home) for folder in folders)


def test_assets_of_the_checkout_are_found(repository: Path) -> None:
    assert paths.assets_folder() == repository / "assets"


def test_short_names_and_other_systems_are_left_alone() -> None:
    assert paths.openable(Path("dogs/a.jpg"), windows=True) == str(Path("dogs/a.jpg"))
    long = Path("/dogs") / ("a" * 300)
    assert paths.openable(long, windows=False) == str(long)


def test_long_names_get_the_prefix_that_windows_wants() -> None:
    long = Path("/dogs").absolute() / ("a" * 300)
    assert paths.openable(long, windows=True) == f"\\\\?\\{long}"
    assert paths.openable(Path(f"\\\\?\\{long}"), windows=True) == f"\\\\?\\{long}"
    assert paths.reachable(long, windows=True) == Path(f"\\\\?\\{long}")
    assert paths.reachable(Path("dogs"), windows=True) == Path("dogs")


@pytest.mark.parametrize(
    ("given", "meant"),
    [
        ("\\\\?\\C:\\dogs\\Rex.jpg", "C:\\dogs\\Rex.jpg"),
        ("\\\\?\\C:\\", "C:\\"),
        ("\\\\?\\UNC\\nas\\photos\\Rex.jpg", "\\\\nas\\photos\\Rex.jpg"),
        ("\\\\?\\unc\\nas\\photos\\Rex.jpg", "\\\\nas\\photos\\Rex.jpg"),
        ("C:\\dogs\\Rex.jpg", "C:\\dogs\\Rex.jpg"),
        ("\\\\nas\\photos\\Rex.jpg", "\\\\nas\\photos\\Rex.jpg"),
        *(
            (name, name)
            for name in (
                "\\\\?\\C:\\dogs\\nul.jpg",
                "\\\\?\\C:\\aux\\Rex.jpg",
                "\\\\?\\C:\\dogs\\Rex.jpg.",
                "\\\\?\\C:\\Bella \\Rex.jpg",
                "\\\\?\\C:\\dogs\\..\\Rex.jpg",
                "\\\\?\\C:\\dogs/Rex.jpg",
                "\\\\?\\Volume{07fdcd4c-a0e3-ae47-ade9-cd7334e3c1ff}\\Rex.jpg",
            )
        ),
    ],
)
def test_the_prefix_that_a_person_gives_is_no_other_file(given: str, meant: str) -> None:
    assert paths.usual(given, windows=True) == meant
    assert paths.usual(given, windows=False) == given


def test_what_windows_would_misread_in_a_folder_is_named_exactly() -> None:
    def found(name: str) -> str:
        return paths.found_in(os.path.normpath("//nas/photos"), name, windows=True).replace(os.sep, "\\")

    assert found("Rex.jpg") == "\\\\nas\\photos\\Rex.jpg"
    for name in ("aux.jpg", "NUL", "com1.tar.gz", "con .jpg", "Rex.jpg.", "Bella "):
        assert found(name).startswith("\\\\?\\")
        assert found(name).endswith(f"\\{name}")
        assert paths.found_in("/photos", name, windows=False) == os.path.join("/photos", name)  # noqa: PTH118
        exact = f"\\\\?\\C:\\photos\\{name}"
        assert paths.openable(Path(exact), windows=True) == paths.usual(exact, windows=True) == exact
    assert all(map(paths.is_plain, ("auxiliary.jpg", "Rex.aux", "con-man.jpg", "null.jpg", "COM10.jpg", ".nul")))
