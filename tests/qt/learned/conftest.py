"""A window whose model tells what photos of its breeds are like."""

from pathlib import Path

import pytest

from tests.small_pack import make_small_pack


@pytest.fixture(scope="session")
def small_pack(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small network's pack, with its background."""
    return make_small_pack(tmp_path_factory.mktemp("pack") / "small with background", background=True)
