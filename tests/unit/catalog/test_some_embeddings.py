from pathlib import Path

import numpy as np

from desktop_app.catalog.changes.remove import RemovePhotos
from desktop_app.catalog.session import Session
from desktop_app.catalog.values.photos import FileFacts, PhotoOutcome
from desktop_app.catalog.values.suggestions import RankedBreed, Suggestion, SuggestionStatus


def test_embeddings_of_some_photos_are_those_of_the_current_pack(tmp_path: Path) -> None:
    with Session.create(tmp_path / "some.pawsort") as session:
        assert session.embeddings_of([1, 2])[0] == []
        rows = session.add_photos([tmp_path / f"{number}.jpg" for number in range(4)])
        for pack in ("a" * 64, "b" * 64):
            session.use_pack(pack)
            for place, row in enumerate(rows[:3]):
                vector = np.full(6, place + (pack[0] == "b") * 10, np.float16)
                said = Suggestion(SuggestionStatus.OK, 1.0, (RankedBreed("n_red", 1.0),), embedding=vector)
                facts = FileFacts(1, 1, f"{place:064x}")
                session.record_outcomes([PhotoOutcome(row.photo_id, row.path, facts, said, None)], pack)
        ids = [row.photo_id for row in rows]
        found, embeddings = session.embeddings_of([ids[2], ids[0], ids[3], 999])
        assert found == [ids[0], ids[2]], "rising; the fourth was not looked at"
        assert embeddings.dtype == np.float16
        assert embeddings.tolist() == [[10.0] * 6, [12.0] * 6]
        session.apply(RemovePhotos([ids[0]]))
        assert session.embeddings_of(ids)[0] == ids[1:3]
        assert session.embeddings_of([])[1].shape == (0, 0)
