"""`pawsort label` as another process, for tests of it."""

import csv
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

COLOURS = ((180, 0, 0), (0, 180, 0), (0, 0, 180))


@dataclass
class Pawsort:
    """The command line, run in a folder of its own with the small pack."""

    folder: Path
    pack: Path
    environment: dict[str, str]

    def command(self, *arguments: str | Path) -> list[str]:
        return [sys.executable, "-m", "desktop_app", *map(str, arguments)]

    def run(self, *arguments: str | Path) -> "subprocess.CompletedProcess[str]":
        result = subprocess.run(
            self.command(*arguments), cwd=self.folder, env=self.environment, capture_output=True, text=True, timeout=120
        )
        assert "Traceback" not in result.stderr, result.stderr
        return result

    def label(self, *arguments: str | Path, code: int = 0) -> "subprocess.CompletedProcess[str]":
        result = self.run("label", *arguments, "--model", self.pack)
        assert result.returncode == code, result.stderr
        return result

    def start(self, *arguments: str | Path) -> "subprocess.Popen[str]":
        return subprocess.Popen(
            self.command("label", *arguments, "--model", self.pack),
            cwd=self.folder,
            env=self.environment,
            stderr=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )


def rows_of(table: Path) -> list[dict[str, str]]:
    with table.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))
