from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop_app.catalog.session import Session


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    """A new session in a folder of its own."""
    with Session.create(tmp_path / "session" / "Shelter.pawsort") as opened:
        yield opened
