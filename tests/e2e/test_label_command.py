"""`pawsort label` as a person runs it: another process, an isolated home, real files."""

import csv
import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import pytest
from PIL import Image

from desktop_app.catalog.session import Session
from tests.e2e.label_helpers import Pawsort, rows_of
from tests.small_pack import BREEDS

pytestmark = pytest.mark.end_to_end
posix_only = pytest.mark.skipif(sys.platform == "win32", reason="POSIX files and signals")


def statuses(rows: Sequence[dict[str, str]]) -> list[str]:
    return [row["status"] for row in rows]


def test_folder_becomes_a_table_in_natural_order(pawsort: Pawsort, photos: Path) -> None:
    result = pawsort.label("photos")
    rows = rows_of(pawsort.folder / "labels.csv")
    assert [row["photo"] for row in rows] == [str(Path("photos") / f"dog {number}.png") for number in range(12)]
    assert [row["breed_1_id"] for row in rows] == [BREEDS[number % 3] for number in range(12)]
    assert rows[0]["breed_1"] == "Red"
    assert set(statuses(rows)) == {"ok"}
    assert "12 photos in" in result.stderr
    assert "photos a second" in result.stderr
    assert "0 unreadable" in result.stderr
    assert "labels.csv" in result.stderr
    assert "running on: CPU" in result.stderr
    assert result.stdout == ""
    assert [file.name for file in pawsort.folder.iterdir() if file.name.startswith(".")] == []


def test_json_lines_hold_the_same_and_the_model(pawsort: Pawsort, photos: Path) -> None:
    pawsort.label("photos", "--out", "a.csv")
    pawsort.label("photos", "--out", "a.jsonl", "--format", "jsonl")
    pawsort.label("photos", "--out", "b.jsonl")
    lines = [json.loads(line) for line in (pawsort.folder / "a.jsonl").read_text(encoding="utf-8").splitlines()]
    assert (pawsort.folder / "a.jsonl").read_bytes() == (pawsort.folder / "b.jsonl").read_bytes()
    manifest = json.loads((pawsort.pack / "model.json").read_text(encoding="utf-8"))
    for line, row in zip(lines, rows_of(pawsort.folder / "a.csv"), strict=True):
        assert (line["model"], line["model_hash"]) == ("Mean colour", manifest["graph"]["sha256"])
        assert list(line)[:-5] == list(row)
        assert list(line)[-5:] == ["breed_set", "proposed_mix", "further_dogs", "model", "model_hash"]
        assert f"{line['probability_1']:.6f}" == row["probability_1"]
        assert (line["photo"], line["breed_1_id"], line["error"]) == (row["photo"], row["breed_1_id"], None)


def test_a_row_a_dog_is_one_a_photo_where_the_pack_looks_for_no_dogs(pawsort: Pawsort, photos: Path) -> None:
    pawsort.label("photos", "--per-dog", "--dogs", "4")
    rows = rows_of(pawsort.folder / "labels.csv")
    assert [(row["dog"], row["dogs"], row["box"]) for row in rows] == [("1", "", "")] * 12
    assert list(rows[0])[:3] == ["photo", "dog", "status"]


def test_table_can_go_to_the_standard_output(pawsort: Pawsort, photos: Path) -> None:
    result = pawsort.label("photos", "--out", "-")
    assert len(list(csv.DictReader(result.stdout.splitlines()))) == 12
    assert list(pawsort.folder.iterdir()) == [photos]


def test_reader_that_ends_early_is_no_accident(pawsort: Pawsort, photos: Path) -> None:
    process = pawsort.start("photos", "--out", "-")
    assert process.stdout is not None
    process.stdout.close()
    assert process.stderr is not None
    words = process.stderr.read()
    assert process.wait(60) == 1
    assert "Traceback" not in words


def test_fewer_or_more_breeds_can_be_asked_for(pawsort: Pawsort, photos: Path) -> None:
    pawsort.label("photos", "--top", "2")
    assert "probability_2" in (columns := list(rows_of(pawsort.folder / "labels.csv")[0]))
    assert "probability_3" not in columns
    pawsort.label("photos", "--top", "7", "--overwrite")
    row = rows_of(pawsort.folder / "labels.csv")[0]
    assert (row["breed_3"] != "", row["breed_7"]) == (True, "")


def test_folders_of_folders_only_when_wanted(pawsort: Pawsort, photos: Path) -> None:
    (photos / "more").mkdir()
    Image.new("RGB", (9, 9)).save(photos / "more" / "UPPER.PNG")
    pawsort.label("photos")
    assert len(rows_of(pawsort.folder / "labels.csv")) == 13
    pawsort.label("photos", "--no-recursive", "--overwrite")
    assert len(rows_of(pawsort.folder / "labels.csv")) == 12


def test_bad_files_are_rows_with_reasons_and_exit_code_1(pawsort: Pawsort, photos: Path) -> None:
    (photos / "empty.jpg").write_bytes(b"")
    (photos / "lies.jpg").write_bytes((photos / "dog 0.png").read_bytes())
    (photos / "text.jpg").write_text("no photo", encoding="utf-8")
    (photos / "犬 собака.png").write_bytes((photos / "dog 1.png").read_bytes())
    result = pawsort.label("photos", code=1)
    rows = {Path(row["photo"]).name: row for row in rows_of(pawsort.folder / "labels.csv")}
    assert len(rows) == 16
    assert rows["empty.jpg"]["error"] == "The file is empty."
    assert rows["lies.jpg"]["status"] == "ok"
    assert rows["text.jpg"]["status"] == "unreadable"
    assert rows["犬 собака.png"]["breed_1_id"] == BREEDS[1]
    assert "2 unreadable" in result.stderr
    assert "1 unreadable: The file is empty." in result.stderr


def test_decoders_written_in_c_say_nothing_to_the_person(pawsort: Pawsort, photos: Path) -> None:
    broken = photos / "broken.tif"
    Image.effect_noise((64, 64), 90).save(broken, compression="tiff_lzw")
    content = bytearray(broken.read_bytes())
    content[200:2200] = bytes(2000)
    broken.write_bytes(content)
    result = pawsort.label("photos", code=1)
    lines = result.stderr.splitlines()
    assert lines[0].startswith("Model Mean colour")
    assert not [line for line in lines if "LZW" in line or "TIFF" in line]
    assert "1 unreadable" in result.stderr


@posix_only
def test_loops_pipes_and_names_that_are_not_unicode(pawsort: Pawsort, photos: Path) -> None:
    (photos / "loop").symlink_to(photos)
    (photos / "self.jpg").symlink_to(photos / "self.jpg")
    os.mkfifo(photos / "pipe.jpg")
    with Path(os.fsdecode(os.fsencode(photos) + b"/\xe9t\xe9.png")).open("wb") as stream:
        stream.write((photos / "dog 0.png").read_bytes())
    pawsort.label("photos", code=1)
    rows = rows_of(pawsort.folder / "labels.csv")
    assert sum(row["status"] == "ok" for row in rows) == 13
    assert any(row["photo"].endswith("\\udce9t\\udce9.png") and row["status"] == "ok" for row in rows)
    assert any("circle" in row["error"] for row in rows)


@posix_only
def test_path_of_over_260_characters_is_labelled(pawsort: Pawsort, photos: Path) -> None:
    deep = photos
    for _ in range(4):
        deep = deep / ("d" * 100)
        deep.mkdir()
    (deep / "dog.png").write_bytes((photos / "dog 0.png").read_bytes())
    pawsort.label("photos")
    last = rows_of(pawsort.folder / "labels.csv")[-1]
    assert len(last["photo"]) > 400
    assert last["status"] == "ok"


def test_no_photos_is_an_empty_table_and_said(pawsort: Pawsort) -> None:
    (pawsort.folder / "empty").mkdir()
    result = pawsort.label("empty")
    assert rows_of(pawsort.folder / "labels.csv") == []
    assert "No photos found." in result.stderr


def test_photos_are_never_touched(pawsort: Pawsort, photos: Path) -> None:
    def state() -> dict[str, tuple[bytes, int]]:
        return {file.name: (file.read_bytes(), file.stat().st_mtime_ns) for file in photos.iterdir()}

    before = state()
    pawsort.label("photos")
    assert state() == before


# Wrong usage


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["label"], "PATHS"),
        (["label", "photos", "--top", "0"], "--top"),
        (["label", "photos", "--provider", "tpu"], "--provider"),
        (["label", "photos", "--format", "xml"], "--format"),
        (["label", "photos", "--model", "nowhere"], "nowhere"),
        (["label", "photos", "--out", "none/labels.csv"], "does not exist"),
        (["label", "photos", "--out", "photos"], "is a folder"),
        (["label", "photos", "--out", "photos/dog 0.png"], "never written to"),
        (["label", "photos", "--session", "photos/dog 0.png"], "never written to"),
        (["label", "photos", "--session", "notes.pawsort"], "notes.pawsort"),
        (["label", "photos", "--session", "notes"], "notes.pawsort is there already"),
        (["label", "photos", "--session", "none/new.pawsort"], "does not exist"),
        (["label", "photos", "typo"], "typo does not exist"),
        (["label", "photos/dog 99.png"], "dog 99.png does not exist"),
        (["label", "typo", "--out", "new.csv", "--session", "new.pawsort"], "typo does not exist"),
    ],
)
def test_wrong_usage_is_exit_code_2_and_a_sentence(
    pawsort: Pawsort, photos: Path, arguments: list[str], words: str
) -> None:
    (pawsort.folder / "notes.pawsort").write_text("no session", encoding="utf-8")
    if "--model" not in arguments:
        arguments = [*arguments, "--model", str(pawsort.pack)]
    result = pawsort.run(*arguments)
    assert result.returncode == 2
    assert words in result.stderr
    assert {file.name for file in pawsort.folder.iterdir()} == {"photos", "notes.pawsort"}
    assert (pawsort.folder / "notes.pawsort").read_text(encoding="utf-8") == "no session"


@posix_only
def test_a_link_that_leads_nowhere_is_there_and_unreadable(pawsort: Pawsort, photos: Path) -> None:
    (photos / "gone.jpg").symlink_to(photos / "nowhere.jpg")
    pawsort.label("photos/gone.jpg", code=1)
    assert statuses(rows_of(pawsort.folder / "labels.csv")) == ["unreadable"]


def test_cuda_that_cannot_be_had_says_how_to_go_on(pawsort: Pawsort, photos: Path) -> None:
    result = pawsort.run("label", "photos", "--model", pawsort.pack, "--provider", "cuda")
    if result.returncode == 0:
        pytest.skip("this machine has CUDA")
    assert result.returncode == 2
    assert "--provider cpu" in result.stderr


@posix_only
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_full_disk_is_a_sentence_and_exit_code_1(pawsort: Pawsort, photos: Path) -> None:
    result = pawsort.label("photos", "--out", "/dev/full", code=1)
    assert "the disk is full" in result.stderr
    with Path("/dev/full").open("w") as full:
        command = pawsort.command("label", "photos", "--model", pawsort.pack, "--out", "-")
        piped = subprocess.run(
            command, cwd=pawsort.folder, env=pawsort.environment, stdout=full, stderr=subprocess.PIPE, text=True
        )
    assert piped.returncode == 1
    assert "the disk is full" in piped.stderr
    assert "Traceback" not in piped.stderr


@posix_only
def test_disk_that_fills_up_on_the_way_leaves_no_half_table(pawsort: Pawsort, photos: Path) -> None:
    import resource

    for number in range(300):
        (photos / f"x{number}.png").symlink_to(photos / "dog 0.png")
    result = subprocess.run(
        pawsort.command("label", "photos", "--model", pawsort.pack),
        cwd=pawsort.folder,
        env=pawsort.environment,
        capture_output=True,
        text=True,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000)),
    )
    assert result.returncode == 1
    assert "labels.csv could not be written: the disk is full" in result.stderr
    assert "Traceback" not in result.stderr
    assert list(pawsort.folder.iterdir()) == [photos]


def test_help_and_version(pawsort: Pawsort) -> None:
    assert "pawsort label" in pawsort.run("--help").stdout
    assert "--session" in pawsort.run("label", "--help").stdout
    assert pawsort.run("--version").stdout.startswith("Pawsort, version ")


# Ctrl-C


def suggestions_in(session: Path) -> int:
    """How many suggestions another process has written so far."""
    if not session.exists():
        return 0
    with closing(sqlite3.connect(f"{session.as_uri()}?mode=ro", uri=True)) as connection:
        return int(connection.execute("SELECT count(*) FROM suggestions").fetchone()[0])


@posix_only
def test_ctrl_c_stops_and_keeps_what_is_done(pawsort: Pawsort, photos: Path) -> None:
    large = photos / "large.png"
    Image.effect_noise((1500, 1500), 90).convert("RGB").save(large, compress_level=0)
    for number in range(3000):
        (photos / f"x{number}.png").symlink_to(large)
    process = pawsort.start("photos", "--session", "s.pawsort")
    assert process.stderr is not None
    # Once the first words are out, the work begins; then some photos get done.
    process.stderr.readline()
    while not suggestions_in(pawsort.folder / "s.pawsort"):
        assert process.poll() is None
        time.sleep(0.02)
    process.send_signal(signal.SIGINT)
    words = process.stderr.read()
    assert process.wait(60) == 130
    assert "Stopped; what was done is kept." in words
    assert "Traceback" not in words
    rows = rows_of(pawsort.folder / "labels.csv")
    assert 0 < len(rows) < 3013
    assert set(statuses(rows)) == {"ok", "no_dog"} or set(statuses(rows)) == {"ok"}
    with Session.open(pawsort.folder / "s.pawsort") as session:
        assert len(session.rows()) == len(rows)


# A session


def test_session_keeps_the_suggestions_and_never_loses_a_label(pawsort: Pawsort, photos: Path) -> None:
    from desktop_app.catalog.changes.labels import LabelPhotos
    from desktop_app.catalog.values.labels import Label

    file = pawsort.folder / "shelter.pawsort"
    (photos / "broken.jpg").write_bytes(b"broken")
    pawsort.label("photos", "--session", file, code=1)
    with Session.open(file) as session:
        rows = session.rows()
        assert [row.path for row in rows] == [photos / "broken.jpg", *(photos / f"dog {n}.png" for n in range(12))]
        assert rows[0].fault
        assert all(row.suggestion is not None and row.suggestion.best is not None for row in rows[1:])
        session.apply(LabelPhotos([rows[1].photo_id], Label.breed("n_blue")))
    Image.new("RGB", (40, 30)).save(photos / "new.png")
    pawsort.label("photos", "--session", file, "--overwrite", code=1)
    with Session.open(file) as session:
        rows = session.rows()
        assert len(rows) == 14
        assert rows[1].label == Label.breed("n_blue")
        assert all(row.suggestion is not None for row in rows[1:])


# Nothing leaves the machine


def test_labelling_opens_no_socket_and_knows_no_qt(pawsort: Pawsort, photos: Path) -> None:
    program = """
import socket, sys
opened = []
def refuse(*arguments, **options):
    opened.append(arguments)
    raise OSError("no network here")
sys.addaudithook(lambda event, arguments: opened.append(event) if event.startswith("socket.") else None)
socket.socket.connect = refuse
from desktop_app.cli import main
try:
    main(sys.argv[1:])
finally:
    assert opened == [], opened
    known = {name.split(".")[0] for name in sys.modules}
    unwanted = known & {"PySide6", "shiboken6", "tensorflow", "keras", "onnx", "tf2onnx", "training", "export"}
    assert not unwanted, unwanted
    sys.stderr.write("all quiet")
"""
    result = subprocess.run(
        [sys.executable, "-c", program, "label", "photos", "--model", str(pawsort.pack)],
        cwd=pawsort.folder,
        env=pawsort.environment,
        capture_output=True,
        text=True,
    )
    assert result.returncode == 0, result.stderr
    assert result.stderr.endswith("all quiet")


def test_labelling_answers_nobody(pawsort: Pawsort, photos: Path) -> None:
    """While it works, the process has no socket of any kind."""
    if not Path("/proc/self/fd").is_dir():
        pytest.skip("needs /proc")
    for number in range(400):
        (photos / f"x{number}.png").write_bytes((photos / "dog 0.png").read_bytes())
    process = pawsort.start("photos")
    sockets: list[str] = []
    while process.poll() is None:
        for descriptor in Path(f"/proc/{process.pid}/fd").glob("*"):
            try:
                goal = str(descriptor.readlink())
            except OSError:
                continue
            if goal.startswith("socket:"):
                sockets.append(goal)
        time.sleep(0.02)
    process.communicate()
    assert process.returncode == 0
    assert sockets == []


# Real photos


@pytest.mark.photos
def test_every_decoder_file_ends_as_a_row(pawsort: Pawsort, photos_folder: Path) -> None:
    folder = photos_folder / "decoder_files"
    result = pawsort.label(folder, code=1)
    rows = rows_of(pawsort.folder / "labels.csv")
    assert sorted(row["photo"] for row in rows) == sorted(str(file) for file in folder.rglob("*.*"))
    assert all((row["status"] == "unreadable") == bool(row["error"]) for row in rows)
    assert sum(row["status"] != "unreadable" for row in rows) >= 150
    assert "Warning" not in result.stderr


@pytest.mark.photos
def test_phone_photos_are_all_readable(pawsort: Pawsort, photos_folder: Path) -> None:
    pawsort.label(photos_folder / "phone_photos")
    assert len(rows_of(pawsort.folder / "labels.csv")) == 14
