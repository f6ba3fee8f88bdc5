"""ONNX Runtime sessions: how one is made, and what it really runs on."""

import io
from contextlib import redirect_stderr, redirect_stdout, suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

from desktop_app.faults import Fault, FaultError

Provider = Literal["auto", "cpu", "cuda"]

_CPU = "CPUExecutionProvider"
_CUDA = "CUDAExecutionProvider"
_DEVICES = {_CPU: "cpu", _CUDA: "cuda"}


@cache
def _onnxruntime() -> Any:
    """ONNX Runtime, imported when the first graph is loaded: the window is shown before that."""
    from desktop_app.inference.runtime import onnxruntime

    # What goes wrong is said in our own words.
    onnxruntime.set_default_logger_severity(4)
    return onnxruntime


class ProviderError(FaultError):
    """What was asked for cannot be had: `provider.*`."""


class GraphError(Exception):
    """ONNX Runtime cannot use a graph; the text is ONNX Runtime's own, the `detail` of a fault."""


@dataclass(frozen=True, slots=True)
class RunningSession:
    """A session, and what it runs on.

    Attributes:
        session: of ONNX Runtime.
        on_gpu: whether CUDA is really in use.
        in_use: what it runs on: "cpu", "cuda", or ONNX Runtime's name of anything else.
        note: why it is not CUDA, when the choice was left to us.
    """

    session: Any
    on_gpu: bool
    in_use: str
    note: Fault | None


def start_session(graph_file: Path, provider: Provider, threads: int, cpu_session: Any | None = None) -> RunningSession:
    """Load a graph on what was asked for; "auto" takes CUDA when it really works, and the CPU otherwise.

    Only `session.get_providers()` is believed: ONNX Runtime goes on with the CPU by itself when CUDA fails.

    Args:
        graph_file: the ONNX file.
        provider: what was asked for.
        threads: cores for one run on the CPU.
        cpu_session: of this graph on the CPU, where there already is one.

    Raises:
        ProviderError: "cuda" was asked for and cannot be had.
        GraphError: the graph cannot be loaded on the CPU either.
    """
    if provider == "cpu":
        return _running(cpu_session or _session(graph_file, [_CPU], threads), None)
    if _CUDA not in _onnxruntime().get_available_providers():
        missing, note = ProviderError("provider.no_cuda_build"), Fault("provider.cpu_for_no_cuda_build")
    else:
        session = _cuda_session(graph_file, threads)
        if session is not None:
            return _running(session, None)
        missing, note = ProviderError("provider.cuda_not_started"), Fault("provider.cpu_for_cuda_not_started")
    if provider == "cuda":
        raise missing
    return _running(cpu_session or _session(graph_file, [_CPU], threads), note)


def _cuda_session(graph_file: Path, threads: int) -> Any | None:
    """A session that really uses CUDA, or None."""
    # Both print their troubles instead of raising them.
    with redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()):
        preload = getattr(_onnxruntime(), "preload_dlls", None)
        if preload is not None:
            with suppress(OSError, RuntimeError):
                preload()
        try:
            session = _session(graph_file, [_CUDA, _CPU], threads)
        except GraphError:
            return None
    return session if _CUDA in session.get_providers() else None


def session_options(threads: int) -> Any:
    """Options for one run at a time on `threads` cores, quiet, and not burning cores while waiting."""
    options = _onnxruntime().SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = 4
    # Spinning threads take the cores from the decoders.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    return options


def run_options() -> Any:
    """Options of one run, by which it can be ended from another thread (`terminate`)."""
    options = _onnxruntime().RunOptions()
    options.log_severity_level = 4
    return options


def _session(graph_file: Path, providers: list[str], threads: int) -> Any:
    try:
        return _onnxruntime().InferenceSession(
            str(graph_file), session_options(threads), providers=providers, enable_fallback=0
        )
    except Exception as error:  # ONNX Runtime's own errors have no public base class
        raise GraphError(_first_sentence(error)) from error


def _running(session: Any, note: Fault | None) -> RunningSession:
    first = session.get_providers()[0]
    return RunningSession(session, first == _CUDA, _DEVICES.get(first, first), note)


def _first_sentence(error: Exception) -> str:
    text = str(error).strip().splitlines()
    return text[0].removeprefix("[ONNXRuntimeError] : ") if text else type(error).__name__
