"""Starting Ray on this machine, or joining a cluster that runs; it reports nothing to anybody."""

import contextlib
import logging
import os
import socket
from collections.abc import Iterator
from typing import Any

from desktop_app.own_program import own_environment
from scale_out.errors import ScaleError

_SECONDS_TO_ANSWER = 5.0
# Said to every process of Ray that this one starts, before Ray is imported.
VARIABLES = {
    # A machine that is busy may take longer than Ray's half minute.
    "RAY_raylet_start_wait_time_s": "180",
    # Ray reports how it is used unless it is told not to.
    "RAY_USAGE_STATS_ENABLED": "0",
    # Ray hides GPUs by an empty list from workers that ask for none, and warns that it will stop doing so.
    "RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO": "0",
}


@contextlib.contextmanager
def running(
    address: str | None = None, *, cpus: int | None = None, dashboard: bool = False, workers_speak: bool = True
) -> Iterator[Any]:
    """Ray, as long as the block runs.

    Args:
        address: of a cluster that runs; None starts Ray on this machine alone, and ends it with the block.
        cpus: that Ray may use here; None for all. Not for a cluster that runs.
        dashboard: whether Ray's page is served, to this machine alone. Not for a cluster that runs, which has its own.
        workers_speak: whether what workers print is shown here.

    Yields:
        The module `ray`.

    Raises:
        ScaleError: Ray is not installed, or cannot be started or reached.
    """
    os.environ.update(VARIABLES)
    if address is not None:
        _require_listener(address)
    try:
        import ray
    except ImportError as error:
        raise ScaleError(f'Ray is not here ({error}). Install it: pip install "pawsort[cpu,scale]"') from error
    # What it would say of itself is in its logs; what concerns people is said by the commands.
    for name in ("ray", "ray.data", "ray._private.authentication.authentication_token_setup"):
        logging.getLogger(name).setLevel(logging.ERROR)
    # Workers import the very modules of this process.
    os.environ["PYTHONPATH"] = own_environment()["PYTHONPATH"]
    here: dict[str, Any] = {"num_cpus": cpus, "include_dashboard": dashboard} if address is None else {}
    try:
        ray.init(address=address or "local", logging_level=logging.ERROR, log_to_driver=workers_speak, **here)
    except Exception as error:  # Ray raises a bare one where its programs take too long to start
        where = "Ray cannot be started here" if address is None else f"No Ray answers at {address}"
        raise ScaleError(f"{where}: {error}") from error
    try:
        yield ray
    finally:
        ray.shutdown()


def _require_listener(address: str) -> None:
    """See that something answers: Ray itself would ask for two minutes.

    Raises:
        ScaleError: nobody does, or it is an address of another kind.
    """
    if address == "auto":
        return
    host, _, port = address.rpartition(":")
    if "://" in address or not host or not port.isdecimal():
        raise ScaleError(f'{address}: is no address of a Ray cluster. Name its head, as in 10.0.0.5:6379, or "auto".')
    try:
        socket.create_connection((host.strip("[]"), int(port)), _SECONDS_TO_ANSWER).close()
    except OSError as error:
        raise ScaleError(f"No Ray answers at {address} ({error}). Start it there: ray start --head") from error


def page_of(context: Any) -> str | None:
    """Address of Ray's page; None where none is served.

    Args:
        context: what `running` yielded.
    """
    address = context.worker.get_dashboard_url()
    return f"http://{address}" if address else None
