"""The emulated computer knows nothing of this one."""

import os
from pathlib import Path

import pytest

from trials.arm64 import COMPARED, steps
from trials.arm64.machine import ROOT, Machine
from trials.steps import StepError


def test_programs_inside_have_a_home_and_packages_of_their_own(tmp_path: Path) -> None:
    here = {"PATH": "/bin", "PYTHONPATH": "/mine", "PAWSORT_MODEL": "/other", "XDG_CONFIG_HOME": "/me", "HOME": "/me"}
    found = Machine(tmp_path).environment(here)
    assert found["PATH"] == "/bin"
    assert found["HOME"] == str(tmp_path / "home")
    assert found["PYTHONPATH"].split(os.pathsep) == [str(ROOT), str(tmp_path / "site")]
    assert not {"PAWSORT_MODEL", "XDG_CONFIG_HOME"} & found.keys()


def test_each_step_needs_only_steps_before_it(tmp_path: Path) -> None:
    seen: set[str] = set()
    for step in steps(tmp_path, tmp_path):
        assert set(step.needs) <= seen
        seen.add(step.name)
    assert step.name == COMPARED


def test_photos_that_are_not_there_fail_the_step_with_the_way_out(tmp_path: Path) -> None:
    compared = steps(tmp_path, tmp_path / "nowhere")[-1]
    with pytest.raises(StepError, match="--data"):
        compared.does()
