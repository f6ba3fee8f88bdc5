"""64-bit ARM, emulated: does the pack say there what it says on the processor on which its rules were chosen?

`pawsort label` looks at 300 photos of known breed, with the wheels that people get for ARM (Linux; Apple silicon has
the same instructions and the same code in ONNX Runtime, in another build), here, and here in 32 bits.
"""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from trials.arm64.machine import PYTHON, ROOT, WHEELS, Machine
from trials.steps import Step, StepError, digest_of
from trials.wheels import REQUIREMENTS, install_locked

if TYPE_CHECKING:
    from collections.abc import Callable

    from trials.arm64.photos import KnownPhoto

APP = ROOT / "desktop_app"
PACKS = ROOT / "assets" / "packs"
QEMU, SYSTEM, PACKAGES, STARTS = "qemu", "python for arm64", "packages for arm64", "pawsort starts"
ARM, HERE, FLOATS, COMPARED = "label on arm64", "label here", "label in 32 bits", "compared"


def steps(folder: Path, data: Path) -> list[Step]:
    """The steps of this trial.

    Args:
        folder: for everything that is made.
        data: of the real photos.
    """
    machine = Machine(folder)
    lock, labels = REQUIREMENTS / "app.txt", folder / "labels"
    made_of = (APP, PACKS, ROOT / "assets" / "breeds")
    return [
        Step(QEMU, machine.bring_qemu),
        Step(SYSTEM, machine.bring_python, (QEMU,)),
        Step(PACKAGES, partial(install_locked, "app", machine.site, WHEELS, PYTHON), (SYSTEM,), (lock,)),
        Step(STARTS, partial(_starts, machine), (PACKAGES,), (APP,)),
        Step(ARM, partial(_label, data, labels, "arm64", machine), (STARTS,), made_of),
        Step(HERE, partial(_label, data, labels, "here", None), (), made_of),
        Step(FLOATS, partial(_label, data, labels, "32-bits", None), (), made_of),
        Step(COMPARED, partial(_compared, data, labels), (ARM, HERE, FLOATS)),
    ]


def _starts(machine: Machine) -> str:
    return machine.run(["-m", "desktop_app", "--version"], seconds=300).strip()


def _label(data: Path, labels: Path, where: str, machine: Machine | None) -> str:
    from trials.arm64.comparing import quality
    from trials.arm64.labelling import IN_32_BITS, emulated, here, label

    photos = _photos(data)
    run: Callable[[list[str]], object] = here if machine is None else emulated(machine)
    module = IN_32_BITS if where == "32-bits" else "desktop_app"
    rows = label(photos, _folder_of_parts(labels, where), run, module)
    return str(quality(rows, [photo.breed for photo in photos]))


def _compared(data: Path, labels: Path) -> str:
    from trials.arm64.comparing import LEAST_NEAR, LEAST_SAME, agreement
    from trials.arm64.labelling import here, label

    photos = _photos(data)
    arm, usual, floats = (
        label(photos, _folder_of_parts(labels, where), here) for where in ("arm64", "here", "32-bits")
    )
    found = agreement(usual, arm)
    words = f"arm64 and here: {found}. Here and 32 bits: {agreement(usual, floats)}"
    if not found.enough:
        raise StepError(f"{words}. Asked for are {LEAST_SAME} and {LEAST_NEAR}")
    return words


def _photos(data: Path) -> "list[KnownPhoto]":
    from trials.arm64.photos import known_photos

    if not data.is_dir():
        raise StepError(f"{data} is not there: say where the photos are (--data)")
    return known_photos(data)


def _folder_of_parts(labels: Path, where: str) -> Path:
    """For what was said by this pack and this program: parts that others said are not gone on with."""
    return labels / where / digest_of([APP, PACKS])[:16]
