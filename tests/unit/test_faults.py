"""Faults as data: kept in sessions, sent between threads and processes, compared."""

import errno
import pickle

import pytest

from desktop_app import faults, windows_system
from desktop_app.commands.reason_sentences import REASONS
from desktop_app.faults import Fault, FaultError, fault_of, number_of, system_reason

CUT_SHORT = Fault("photo.cut_short")
TOO_LARGE = Fault("photo.too_large", {"width": 60_000, "height": 50_000, "most": 100})
ODD = Fault("write.failed", {"file": "dog\udce9.jpg", "detail": 'né "so"'})


class OwnError(FaultError):
    """A fault of one part of the app."""


@pytest.mark.parametrize("fault", [CUT_SHORT, TOO_LARGE, ODD])
def test_a_fault_comes_back_from_json_and_pickle_as_it_was(fault: Fault) -> None:
    assert Fault.from_json(fault.to_json()) == fault
    again = pickle.loads(pickle.dumps(fault))  # noqa: S301 - our own
    assert again == fault
    assert hash(again) == hash(fault)


@pytest.mark.parametrize(
    "text", ["", "The file is empty.", "[]", "7", '{"code": 7}', '{"code": "a", "facts": {"b": []}}', '{"facts": {}}']
)
def test_what_is_no_fault_is_not_taken_for_one(text: str) -> None:
    with pytest.raises(ValueError, match=r"fault|Expecting"):
        Fault.from_json(text)


def test_facts_cannot_be_changed_from_outside() -> None:
    facts = {"megabytes": 300}
    fault = Fault("file.too_long", facts)
    facts["megabytes"] = 1
    assert fault.facts["megabytes"] == 300
    with pytest.raises(TypeError):
        fault.facts["megabytes"] = 1  # type: ignore[index]


def test_an_exception_brings_its_fault_also_from_another_process() -> None:
    error = OwnError("photo.too_large", width=60_000, height=50_000, most=100)
    assert error.fault == TOO_LARGE
    assert str(error) == "photo.too_large (width=60000, height=50000, most=100)"
    again = pickle.loads(pickle.dumps(error))  # noqa: S301 - our own
    assert type(again) is OwnError
    assert again.fault == TOO_LARGE
    assert str(OwnError.of(CUT_SHORT)) == "photo.cut_short"


@pytest.mark.parametrize(
    ("error", "fault"),
    [
        (OwnError("photo.cut_short"), CUT_SHORT),
        (MemoryError(), Fault("app.out_of_memory")),
        (FileNotFoundError(errno.ENOENT, "No such file", "/a"), Fault("app.not_there", {"file": "/a"})),
        (PermissionError(errno.EACCES, "Permission denied", "/a"), Fault("app.forbidden", {"file": "/a"})),
        (OSError(errno.EROFS, "Read-only file system", "/a"), Fault("app.forbidden", {"file": "/a"})),
        (OSError(errno.ENOSPC, "No space left", "/a"), Fault("app.disk_full", {"file": "/a"})),
        (
            OSError(errno.EIO, "Input/output error", "/a"),
            Fault("app.file", {"file": "/a", "detail": "system.disk_error"}),
        ),
        (OSError(errno.EIO, "Input/output error"), Fault("app.system", {"detail": "system.disk_error"})),
    ],
)
def test_what_is_foreseen_is_no_news_for_the_log(
    error: Exception, fault: Fault, caplog: pytest.LogCaptureFixture
) -> None:
    assert fault_of(error) == fault
    assert caplog.text == ""


def test_what_nobody_foresaw_goes_to_the_log_with_its_traceback(caplog: pytest.LogCaptureFixture) -> None:
    try:
        dict[str, int]()["breed"]
    except KeyError as error:
        assert fault_of(error) == Fault("app.unforeseen", {"kind": "KeyError", "detail": "'breed'"})  # noqa: PT017
    assert "Traceback" in caplog.text


def test_every_reason_of_the_system_has_its_words() -> None:
    words = {word for word in REASONS if word.startswith("system.")}
    assert {*faults._REASONS.values(), *faults._WINDOWS_REASONS.values()} == words


@pytest.mark.parametrize(
    ("number", "word"),
    [
        (errno.ENOENT, "system.not_there"),
        (errno.EACCES, "system.forbidden"),
        (errno.EIO, "system.disk_error"),
        (errno.ESTALE, "system.drive_away"),
    ],
)
def test_why_the_system_refused_is_a_word_and_not_its_english(number: int, word: str) -> None:
    assert system_reason(OSError(number, "said in English")) == word


def test_windows_own_number_says_more_than_python_makes_of_it() -> None:
    error = PermissionError(errno.EACCES, "Le processus ne peut pas accéder au fichier")
    error.winerror = 32  # type: ignore[attr-defined, unused-ignore] # as Windows sets it
    assert system_reason(error) == "system.in_use"
    error.winerror = 9999  # type: ignore[attr-defined, unused-ignore]
    assert system_reason(error) == "Le processus ne peut pas accéder au fichier", "Windows speaks the person's language"


def test_what_nobody_has_words_for_is_said_as_the_system_says_it() -> None:
    assert system_reason(OSError(errno.EINVAL, "Invalid argument")) == "Invalid argument"
    assert system_reason(OSError("no number")) == "OSError"


@pytest.mark.parametrize(
    ("windows", "number", "reason"),
    [
        (32, errno.EBUSY, "system.in_use"),
        (33, errno.EBUSY, "system.in_use"),
        (windows_system.IT_IS_A_FOLDER, errno.EISDIR, "system.is_folder"),
        (21, errno.ENODEV, "system.drive_away"),
        (23, errno.EIO, "system.disk_error"),
        (5, errno.EACCES, "system.forbidden"),
        (None, errno.EACCES, "system.forbidden"),
    ],
)
@pytest.mark.parametrize("told", [True, False], ids=["Python tells", "Windows is asked"])
def test_what_python_calls_forbidden_on_windows_is_told_apart(
    windows: int | None, number: int, reason: str, told: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    error = PermissionError(errno.EACCES, "Permission denied", "C:\\dog.jpg")
    monkeypatch.setattr(
        windows_system, "why_not_opened", lambda name: None if told or name != error.filename else windows
    )
    if told:
        error = _WindowsError(errno.EACCES, "Permission denied", "C:\\dog.jpg")
        error.winerror = windows
    assert number_of(error) == number
    assert system_reason(error) == reason
    assert (fault_of(error).code == "app.forbidden") == (number == errno.EACCES)


class _WindowsError(PermissionError):
    """As it is on Windows, on every system."""

    winerror: int | None = None


def test_other_numbers_are_what_python_says() -> None:
    assert number_of(FileNotFoundError(errno.ENOENT, "No such file", "/a")) == errno.ENOENT
    assert number_of(OSError("no number")) == 0
