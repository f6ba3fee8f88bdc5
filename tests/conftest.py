"""Fixtures that every kind of test shares."""

import errno
import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

from desktop_app.imaging.at_work import at_work

if TYPE_CHECKING:
    from tests.golden.session import GoldenSession

# Set before any test imports Qt: tests need no screen.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

REPOSITORY = Path(__file__).resolve().parent.parent

# Tests start many programs. Each module is compiled once for all of them, though the machine may say that nothing is
# to be kept (containers do): TensorFlow alone takes six seconds more each time else. What is kept is kept apart.
sys.dont_write_bytecode, sys.pycache_prefix = False, str(REPOSITORY / ".cache" / "compiled")
os.environ |= {"PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": sys.pycache_prefix}

# Tests share their processor with others: how long one example takes says nothing. The examples of a test are the same
# each time, so that none fails for somebody who changed nothing of it; thousands of others are tried by
# `pytest --hypothesis-profile search tests/unit tests/qt/gallery`.
EXAMPLES = settings(deadline=None, database=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("always the same", EXAMPLES, derandomize=True)
settings.register_profile("search", EXAMPLES, max_examples=2000)
settings.load_profile("always the same")

# Where two processes share the tests, these stay in one: training takes all cores and up to 12 GB of memory, and what
# measures seconds should not have that beside it.
WHOLE_MACHINE = "whole machine"
LONGEST_IN_A_NAME = 200

# What opens windows and starts programs, beside whatever else the machine does: a failure there is tried once more, and
# told in either case (docs/decisions/0028-once-more-and-told.md).
TRIED_ONCE_MORE = tuple(REPOSITORY / "tests" / folder for folder in ("qt", "e2e"))


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Say which tests one process has to run, for `pytest -n 2 --dist loadgroup`, and which are tried once more."""
    for item in items:
        if any(item.path.is_relative_to(folder) for folder in TRIED_ONCE_MORE):
            item.add_marker(pytest.mark.flaky(reruns=1))
        if item.get_closest_marker("training") is not None:
            item.add_marker(pytest.mark.xdist_group(WHOLE_MACHINE))
        elif item.get_closest_marker("xdist_group") is None:
            item.add_marker(pytest.mark.xdist_group(item.nodeid.partition("::")[0]))


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """Long texts have no room in the name of a test: pytest puts it into a variable, which Windows limits."""
    is_long = isinstance(val, str | bytes) and len(val) > LONGEST_IN_A_NAME
    return f"{argname} of {len(val)}" if is_long and isinstance(val, str | bytes) else None


@pytest.fixture(autouse=True, scope="session")
def nothing_ends_pytest() -> Iterator[None]:
    """Pawsort may end its own process at once; were that the tests', the rest would not run, and nobody would know."""
    here, leave = os.getpid(), os._exit

    def refuse(code: int) -> None:
        if os.getpid() != here:  # a forked copy of this process
            leave(code)
        raise RuntimeError(f"a test would have ended pytest itself, with exit code {code}")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "_exit", refuse)
        yield


@pytest.fixture(scope="session", autouse=True)
def signals_are_not_ignored() -> Iterator[None]:
    """Tests that were started with nohup or `&` ignore signals, and so would all that they start."""
    names = [name for name in ("SIGINT", "SIGHUP") if hasattr(signal, name)]
    ignored = [number for name in names if signal.getsignal(number := getattr(signal, name)) is signal.SIG_IGN]
    for number in ignored:
        signal.signal(number, signal.SIG_DFL)
    yield
    for number in ignored:
        signal.signal(number, signal.SIG_IGN)


@pytest.fixture(autouse=True, scope="session")
def links_need_rights() -> Iterator[None]:
    """A test that makes a symbolic link ends there on Windows, skipped: people may not make them there by default."""

    def refuse(*_: object, **__: object) -> None:
        if not sys._getframe(1).f_globals["__name__"].startswith("tests."):
            raise OSError(errno.EPERM, "A required privilege is not held by the client")  # pytest tries it, and goes on
        pytest.skip("symbolic links need rights on Windows")

    with pytest.MonkeyPatch.context() as patch:
        if sys.platform == "win32":
            patch.setattr(Path, "symlink_to", refuse)
        yield


@pytest.fixture(scope="session")
def repository() -> Path:
    """The root of the checkout."""
    return REPOSITORY


@pytest.fixture(scope="session")
def photos_folder() -> Path:
    """The real photos, which may not be committed. Skips where they are missing."""
    folder = Path(os.environ.get("PAWSORT_DATA", REPOSITORY.parent / "shared" / "data"))
    if not (folder / "manifest.csv").is_file():
        pytest.skip(f"the real photos are not in {folder}; set PAWSORT_DATA to the folder that has them")
    return folder


@pytest.fixture(autouse=True, scope="session")
def own_notes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """What tests are at is noted where no Pawsort of a person looks."""
    folder = tmp_path_factory.mktemp("at_work")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(at_work, "_where", lambda: folder)
        yield
        at_work.close()


@pytest.fixture
def isolated_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty home: settings, sessions and caches of a test never meet those of a person."""
    home = tmp_path / "home"
    home.mkdir()
    for name in ("HOME", "USERPROFILE", "PAWSORT_HOME"):
        monkeypatch.setenv(name, str(home))
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "APPDATA", "LOCALAPPDATA"):
        monkeypatch.delenv(name, raising=False)
    return home


@pytest.fixture(scope="session")
def golden_original(tmp_path_factory: pytest.TempPathFactory) -> "GoldenSession":
    """The session of forty animals (`tests/golden`), for tests that change neither it nor its photos."""
    from tests.golden.session import make

    return make(tmp_path_factory.mktemp("golden"))


@pytest.fixture
def golden(golden_original: "GoldenSession", tmp_path: Path) -> "GoldenSession":
    """The session of forty animals and its photos, to do with as one likes."""
    return golden_original.copied_to(tmp_path / "golden")


@pytest.fixture
def throw_away_format(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Path]]:
    """A format, `list_of_names`, that is there for one test; what it takes are the files that are yielded."""
    from tests.throw_away_format import added

    with added(tmp_path_factory.mktemp("a format")) as files:
        yield files


@pytest.fixture
def quick_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody waits until the disk has what was written: thousands of small files take minutes else."""
    monkeypatch.setattr(os, "fsync", lambda _descriptor: None)
