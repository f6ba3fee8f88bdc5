"""What a run without a window keeps in a session beside the suggestions."""

from pathlib import Path

import numpy as np
from PIL import Image

from desktop_app.catalog.session import Session
from desktop_app.commands.recording import recording_into
from desktop_app.inference.classifier import Classifier
from desktop_app.inference.packs import load_pack
from desktop_app.inference.pipeline import LabellingPipeline
from tests.small_pack import make_small_pack
from tests.unit.inference.test_pipeline import run


def test_a_session_gets_what_decoding_tells_of_photos(tmp_path: Path) -> None:
    classifier = Classifier(load_pack(make_small_pack(tmp_path / "pack", explains=True)), "cpu")
    exif = Image.Exif()
    exif[306] = "2024:11:03 14:05:09"
    photo = tmp_path / "dog.jpg"
    picture = Image.linear_gradient("L").convert("RGB")
    picture.paste((220, 30, 30), (0, 0, 120, 120))
    picture.save(photo, exif=exif)
    with recording_into(tmp_path / "s.pawsort", classifier.pack.pack_hash) as recorder:
        recorder.record(list(run(LabellingPipeline(classifier, workers=1), [photo]).values()))
    with Session.open(tmp_path / "s.pawsort") as session:
        evidence = session.evidence()
        assert session.unmeasured() == []
    assert evidence.taken_at.tolist() == [1_730_642_709_000_000_000]
    assert evidence.has_fingerprint.tolist() == [True]
    for measure in (evidence.sharpness, evidence.lightness, evidence.contrast, evidence.dog_share):
        assert ((measure >= 0) & (measure <= 1)).all()
    assert np.isfinite(evidence.dog_share).all()
