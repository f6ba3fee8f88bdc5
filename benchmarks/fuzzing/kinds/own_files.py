"""What the window keeps for itself: settings, its place and sizes, the recent list, packs that were tried."""

import contextlib
import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks.fuzzing.example import Example, Kind
from desktop_app.catalog.kept_labels import KeptLabels
from desktop_app.catalog.recent import RecentSessions
from desktop_app.faults import Fault
from desktop_app.inference import trial
from desktop_app.inference.packs import ModelPackError, load_pack
from desktop_app.own_files import OwnFileError, json_of, read_json

ALL = ("bytes", "json", "json", "json")


def _settings() -> list[Example]:
    from desktop_app.ui.settings import Settings

    grouped = Settings.of(theme="dark", language="fr", model_pack="/packs/mine", thumbnail_cache_mb=700)
    flat = {
        "language": "fr",
        "theme": "dark",
        "provider": "cpu",
        "model_pack": "/packs/mine",
        "go_on_after_label": False,
    }
    return [_one("settings.json", grouped.model_dump()), _one("settings.json", flat)]


def _window_state() -> list[Example]:
    from desktop_app.ui.settings import WindowState

    state = WindowState(
        geometry="AdnQywADAAAAAAAGAAAAJAAAAxkAAAMZAAAACAAAACYAAAMXAAADFwAAAAAAAAAAAyAAAAAIAAAAJgAAAxcAAAMX",
        splitter="AAAA/wAAAAEAAAADAAAAvgAAAWoAAAEiAP////8BAAAAAQA=",
    )
    return [_one("windowstate.json", state.model_dump())]


def _recent() -> list[Example]:
    entries = [{"path": f"/home/ana/{name}.pawsort", "open": name == "a", "photo": 7} for name in "abc"]
    return [_one("recent.json", entries)]


def _one(name: str, value: Any) -> Example:
    return Example({name: json.dumps(value).encode(), "neighbour.pawsort": b"a neighbour"}, name)


def _read_stored(name: str) -> Callable[[Path], object]:
    def read_stored(file: Path) -> object:
        from desktop_app.ui import settings
        from desktop_app.ui.window.memory import splitter_sizes

        stored = getattr(settings, name)
        home, os.environ["PAWSORT_HOME"] = os.environ.get("PAWSORT_HOME"), str(file.parent / "home")
        try:
            # Where it belongs: reading renames it there.
            file.rename(stored.file())
            found, told = stored.read()
            if name == "WindowState":
                splitter_sizes(found.splitter)
            else:
                with contextlib.suppress(ModelPackError):
                    load_pack(Path(found.suggestions.model_pack))
            if told is not None:
                found.save()
        finally:
            os.environ["PAWSORT_HOME"] = home or ""
        return found

    return read_stored


def _read_recent(file: Path) -> object:
    recent = RecentSessions(file)
    told = recent.check()
    found = (recent.paths(), recent.unfinished(), recent.photo_of(Path("/home/ana/a.pawsort")), told)
    if told is None:
        # A list that is whole is written anew when a session is opened; one that is broken lies aside by then.
        return found
    recent.opened(file.parent / "neighbour.pawsort")
    assert recent.paths() == [file.parent / "neighbour.pawsort"]
    return found


def _read_kept(file: Path) -> object:
    session = file.parent / "neighbour.pawsort"
    kept = KeptLabels(file)
    found = kept.of(Path("/home/ana/a.pawsort"))
    if file.exists():
        # One that is whole is written anew when a label is kept; one that is broken lies aside by then.
        return found
    kept.keep(session, [(1, 2)])
    assert kept.of(session) == {(1, 2)}
    return found


def _read_tried(file: Path) -> object:
    home, os.environ["PAWSORT_HOME"] = os.environ.get("PAWSORT_HOME"), str(file.parent.parent)
    try:
        return trial._tried()
    finally:
        os.environ["PAWSORT_HOME"] = home or ""


KINDS = {
    "settings": Kind(_settings, _read_stored("Settings"), forms=ALL, keeps_aside=True),
    "window_state": Kind(_window_state, _read_stored("WindowState"), forms=ALL, keeps_aside=True),
    "recent": Kind(_recent, _read_recent, forms=ALL, keeps_aside=True),
    "kept_labels": Kind(
        lambda: [_one("kept_labels.json", [{"path": "/home/ana/a.pawsort", "kept": [[7, 3], [8, 4]]}])],
        _read_kept,
        forms=ALL,
        keeps_aside=True,
    ),
    "tried_packs": Kind(
        lambda: [Example({"cache/tried_packs.json": b'["abc 16x16 logits"]'}, "cache/tried_packs.json")],
        _read_tried,
        forms=ALL,
    ),
    "json": Kind(lambda: [_one("a.json", {"a": [1, 2.5, "é", None, True]})], read_json, lambda: (OwnFileError,), ALL),
    "fault": Kind(
        lambda: [_one("fault.json", {"code": "photo.too_large", "facts": {"width": 3, "path": "/a"}})],
        lambda file: Fault.from_json(str(json_of(file.read_bytes()) and file.read_text(encoding="utf-8"))),
        lambda: (ValueError,),
        ALL,
    ),
}
