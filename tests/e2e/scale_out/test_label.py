"""Labelling by Ray: the rows of `pawsort label`, whatever ends in between."""

import os
import shutil
import signal
import subprocess
import sys
from functools import partial
from pathlib import Path

import psutil
import pytest
from PIL import Image

from desktop_app.commands.fault_sentences import sentence
from desktop_app.faults import Fault
from scale_out.places import Place
from scale_out.results import Results
from tests.e2e.label_helpers import rows_of as table_of
from tests.scale_out_command import (
    PROCESS,
    RAYLET,
    WORKER,
    called,
    command,
    environment,
    finished,
    one_more,
    require_each_once,
    rows_of,
    started,
    until,
)

pytestmark = [
    pytest.mark.end_to_end,
    pytest.mark.skipif(sys.platform == "win32", reason="signals"),
]

# In every process that is started: a photo whose comment says so ends whoever opens it.
DEADLY = """
import os, signal
from PIL import Image
opened = Image.open
def open_or_die(file, *arguments, **options):
    picture = opened(file, *arguments, **options)
    if picture.info.get("comment") == b"deadly":
        os.kill(os.getpid(), signal.SIGKILL)
    return picture
Image.open = open_or_die
"""
COMPARED = ("path", "status", "breeds", "probabilities", "confidence", "kind", "dogs", "fault_code", "fault_facts")


def test_rows_are_those_of_pawsort_label_and_a_deadly_photo_is_set_aside(
    photos_folder: Path, isolated_home: Path, repository: Path, tmp_path: Path
) -> None:
    folder, deadly, out = tmp_path / "photos", tmp_path / "deadly", tmp_path / "out"
    some = sorted((photos_folder / "whole_photos").rglob("*.jpg"))[::6][:36]
    for place, each in enumerate([*some, *sorted((photos_folder / "decoder_files").rglob("*.*"))[::4]]):
        (folder / f"{place % 2}").mkdir(parents=True, exist_ok=True)
        shutil.copy(each, folder / f"{place % 2}" / f"{place} {each.name}")
    shutil.copy(some[0], os.fsdecode(os.fsencode(folder) + b"/no unicode \xe9.jpg"))
    deadly.mkdir()
    Image.new("RGB", (60, 50), (90, 60, 30)).save(deadly / "deadly.jpg", comment=b"deadly")
    customised = tmp_path / "customised"
    customised.mkdir()
    (customised / "sitecustomize.py").write_text(DEADLY)
    variables = environment(isolated_home, repository, PYTHONPATH=str(customised))

    done = subprocess.run(
        command(folder, deadly, "--out", out, "--partition", "24"), env=variables, capture_output=True, text=True
    )
    assert done.returncode == 1, done.stderr
    assert "Traceback" not in done.stderr
    assert f"{deadly / 'deadly.jpg'} was set aside: two processes died of it." in done.stderr
    results = Results.of(Place.of(str(out)))
    rows = {row["path"]: row for batch in results.batches(COMPARED) for row in batch.to_pylist()}
    assert rows.pop(str(deadly / "deadly.jpg"))["fault_code"] == "photo.ended_pawsort_twice"
    assert done.stderr.count("processes died of photos") == 1

    label = [sys.executable, "-m", "desktop_app", "label", str(folder), "--out", "labels.csv"]
    subprocess.run(label, cwd=tmp_path, env=environment(isolated_home, repository), capture_output=True)
    table = table_of(tmp_path / "labels.csv")
    assert {row["photo"] for row in table} == set(rows)
    assert sum(row["status"] == "unreadable" for row in table) > 2
    for said in table:
        row = rows[said["photo"]]
        fault = row["fault_code"] and sentence(Fault.from_json(_fault(row)))
        assert (said["status"], said["error"] or None) == (row["status"], fault)
        assert (said["confidence"] or None, said["kind"] or None) == (row["confidence"], row["kind"])
        for place, (breed, probability) in enumerate(
            zip(row["breeds"] or (), row["probabilities"] or (), strict=False), 1
        ):
            if place > 5:
                break
            assert said[f"breed_{place}_id"] == breed
            assert float(said[f"probability_{place}"]) == pytest.approx(probability, abs=1e-6)


def _fault(row: dict[str, str]) -> str:
    return f'{{"code": "{row["fault_code"]}", "facts": {row["fault_facts"]}}}'


def test_whatever_is_killed_every_photo_is_there_once(
    drawn: Path, small_pack: Path, isolated_home: Path, repository: Path, tmp_path: Path
) -> None:
    out, photos = tmp_path / "out", sorted(str(each) for each in drawn.rglob("*.png"))
    asked = command(drawn, "--out", out, "--pack", small_pack, "--partition", "4")
    variables = environment(isolated_home, repository)
    with started(asked, variables) as running:
        own = psutil.Process(running.pid)
        for name in (PROCESS, WORKER):
            one_more(out, running)
            found = until(partial(called, own, name), running)
            assert found, "nothing was there to kill"
            found[0].kill()
        one_more(out, running)
        running.send_signal(signal.SIGKILL)
        running.wait(30)
    assert 0 < finished(out) < 75
    with started(asked, variables) as running:
        own = psutil.Process(running.pid)
        one_more(out, running)
        until(partial(called, own, RAYLET), running)[0].kill()
        running.wait(120)
    assert finished(out) < 75
    before = finished(out)
    done = subprocess.run(asked, env=variables, capture_output=True, text=True)
    assert (done.returncode, "Traceback" in done.stderr) == (0, False), done.stderr
    assert f"{before * 4:,} photos are labelled already" in done.stderr
    require_each_once(out, photos)
    assert all(row["status"] != "unreadable" for row in rows_of(out))
