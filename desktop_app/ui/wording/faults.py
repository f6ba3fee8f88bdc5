"""Faults in the language of the interface. The English that is translated here stands in `commands`."""

from PySide6.QtCore import QCoreApplication

from desktop_app.commands import fault_sentences
from desktop_app.commands.session_fault_sentences import PARTS
from desktop_app.faults import Fault
from desktop_app.ui.wording.numbers import number


def fault_text(fault: Fault) -> str:
    """What happened and what to do."""
    return fault_sentences.worded(fault, _translated, number)


def device_text(code: str) -> str:
    """What a network runs on: "cpu", "cuda", or ONNX Runtime's name of anything else."""
    return _translated(fault_sentences.device(code))


def part_text(part: str) -> str:
    """A part of a session: "labels", "history" and so on."""
    return _translated(PARTS[f"session_{part}"])


def _translated(text: str) -> str:
    return QCoreApplication.translate("Faults", text)
