"""Where the app keeps its files, and names that Windows would refuse."""

from pathlib import Path

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
