"""A process that makes random changes to a session and prints how many it has made. Made to be killed.

Usage: killable_changes.py SESSION SEED

The changes follow from the seed alone, so whoever reads the last number knows what must be in the file.
"""

import os
import random
import sys
from pathlib import Path

from desktop_app.catalog.session import Session
from tests.unit.catalog.change_model import SessionModel, random_step


def main() -> None:
    with Session.open(Path(sys.argv[1])) as session:
        chance = random.Random(int(sys.argv[2]))
        model = SessionModel(row.photo_id for row in session.rows())
        count = 0
        while True:
            step = random_step(model, chance)
            if isinstance(step, int):
                model.take_back(step)
                session.take_back(step)
            else:
                model.apply(step)
                session.apply(step)
            count += 1
            os.write(1, f"{count}\n".encode())


if __name__ == "__main__":
    main()
