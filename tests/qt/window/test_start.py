"""The start of the real program, up to the window that is there and waits."""

import json
import os
import subprocess
import sys
from pathlib import Path

# Instead of waiting for a person, the event loop does what there is to do, and tells what it found.
PROGRAM = """
import gc, json
from PySide6.QtWidgets import QApplication
seen = []
def turns(*_):
    seen.append([gc.isenabled(), gc.get_freeze_count() > 10_000])
    for _ in range(3):
        QApplication.processEvents()
    seen.append([gc.isenabled(), gc.get_freeze_count() > 10_000])
    seen.append([each.isVisible() for each in QApplication.topLevelWidgets() if each.windowTitle() == "Pawsort"])
    print(json.dumps(seen), flush=True)
    return 0
QApplication.exec = turns
from desktop_app.__main__ import main
main()
"""


def test_the_search_for_rubbish_begins_when_the_window_is_there(repository: Path, isolated_home: Path) -> None:
    environment = os.environ | {"PAWSORT_HOME": str(isolated_home), "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM], cwd=repository, env=environment, capture_output=True, text=True, check=True
    )
    before, after, shown = json.loads(done.stdout.splitlines()[-1])
    assert before == [False, True], "what was imported is not looked through"
    assert after == [True, True]
    assert shown == [True]
