"""Photos and results in a store that speaks S3, on this machine."""

import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from pyarrow import fs

from scale_out.labelling.planning import partitions_to_do, shares_of
from scale_out.labelling.request import LabelRequest, begun, gone_on_with
from scale_out.labelling.worker import Job, Labeller
from scale_out.places import Place
from scale_out.results import PHOTOS, PLAN
from tests.scale_out_command import rows_of

pytestmark = [pytest.mark.end_to_end]


@pytest.fixture(scope="module")
def store() -> Iterator[str]:
    """What stands behind addresses of the bucket `shelter`."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    told = {"AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "test", "AWS_EC2_METADATA_DISABLED": "true"}
    with pytest.MonkeyPatch.context() as patch:
        for name, value in told.items():
            patch.setenv(name, value)
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            with socket.socket() as asking:
                if asking.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.1)
        try:
            behind = f"?endpoint_override=127.0.0.1:{port}&scheme=http&region=us-east-1"
            making = fs.S3FileSystem(
                endpoint_override=f"127.0.0.1:{port}", scheme="http", region="us-east-1", allow_bucket_creation=True
            )
            making.create_dir("shelter")
            yield behind
        finally:
            server.kill()
            server.wait()


def test_photos_of_a_store_are_labelled_into_it(
    store: str, drawn: Path, small_pack: Path, isolated_home: Path, tmp_path: Path
) -> None:
    bucket = Place.of(f"s3://shelter{store}")
    here = sorted(drawn.rglob("*.png"))[:24]
    for number, photo in enumerate(here):
        (bucket / "2026" / f"animal {number % 5}" / photo.name).write(photo.read_bytes())
    (bucket / "2026" / "broken.jpg").write(b"\xff\xd8\xff no photo")
    request = LabelRequest((f"s3://shelter/2026{store}",), bucket / "labelled", small_pack)
    results = gone_on_with(request) or begun(request, lambda _: None)
    to_do = [
        name
        for share in shares_of(results.run["sources"])
        for name, _ in partitions_to_do(share, results.folder, frozenset(), 500)
    ]
    # What somebody took away after it was planned, and a worker that was stopped in the middle of another one.
    gone = bucket / "2026" / "animal 0" / here[0].name
    gone.filesystem.delete_file(gone.path)
    worker = Labeller(Job(results.folder.text, "cpu", 1, careful=False))
    try:
        done = worker({"partition": to_do})
    finally:
        worker.end()
    assert done["failure"].tolist() == [""] * len(to_do)
    assert int(done["photos"].sum()) == 25
    rows = {row["path"]: row for row in rows_of(results.folder.text, ("path", "status", "fault_code", "modified_ns"))}
    assert len(rows) == 25
    assert rows[f"s3://shelter/2026/animal 0/{here[0].name}"]["fault_code"] == "file.gone"
    assert rows["s3://shelter/2026/broken.jpg"]["status"] == "unreadable"
    readable = [row for row in rows.values() if row["status"] != "unreadable"]
    assert len(readable) == 23
    assert all(row["modified_ns"] > 0 for row in readable)
    assert (bucket / "labelled" / PHOTOS).names() == (bucket / "labelled" / PLAN).names()
    # The photos are as they were.
    assert (bucket / "2026" / "animal 1" / here[1].name).read() == here[1].read_bytes()


def test_a_store_that_does_not_answer_leaves_the_partition_for_another_time(
    store: str, small_pack: Path, drawn: Path, isolated_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copy(sorted(drawn.rglob("*.png"))[0], tmp_path / "one.png")
    bucket = Place.of(f"s3://shelter{store}")
    (bucket / "few" / "one.png").write((tmp_path / "one.png").read_bytes())
    request = LabelRequest((f"s3://shelter/few{store}",), Place.of(str(tmp_path / "out")), small_pack)
    results = begun(request, lambda _: None)
    (share,) = [each for each in shares_of(results.run["sources"]) if each.number == 0]
    ((name, _),) = partitions_to_do(share, results.folder, frozenset(), 500)
    worker = Labeller(Job(results.folder.text, "cpu", 1, careful=False))

    class Refusing:
        def open_input_stream(self, _path: str) -> None:
            raise OSError("SlowDown")

    monkeypatch.setattr("scale_out.labelling.bringing._FIRST_WAIT", 0.01)
    with monkeypatch.context() as patch:
        patch.setattr("scale_out.labelling.bringing.store_of", lambda _source: Refusing())
        done = worker({"partition": [name]})
    assert "SlowDown" in done["failure"][0]
    assert not (results.folder / PHOTOS / name).exists()
    done = worker({"partition": [name]})
    worker.end()
    assert (done["failure"].tolist(), done["photos"].tolist()) == ([""], [1])
