"""A reader of PyTorch's legacy `.pth` files (before the zip format) that needs no PyTorch and trusts no pickle.

The file is five pickles in a row (magic number, protocol version, system information, the state dictionary, the list of
storage keys), then for each key an int64 length and the raw values. A pickle can name any Python function and have it
called; this reader knows the handful of names that a state dictionary needs, and each of them only fills a plain tuple.
"""

import math
import pickle
import pickletools
from collections import OrderedDict
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from training.architectures.weights.errors import WeightsError

MAGIC_NUMBER = 0x1950A86A20F9469CFC6C
PROTOCOL_VERSION = 1001

STORAGE_TYPES = {
    "FloatStorage": "<f4",
    "DoubleStorage": "<f8",
    "HalfStorage": "<f2",
    "LongStorage": "<i8",
    "IntStorage": "<i4",
    "ShortStorage": "<i2",
    "ByteStorage": "|u1",
}


# What PyTorch writes a state dictionary with, in protocol 2. Others ask for memory by a number that stands in the file.
_OPCODES = frozenset(
    (
        *("PROTO", "STOP", "MARK", "GLOBAL", "REDUCE", "BUILD", "BINPERSID", "NONE", "NEWTRUE", "NEWFALSE", "BININT"),
        *("BININT1", "BININT2", "LONG1", "LONG4", "BINFLOAT", "BINUNICODE", "SHORT_BINSTRING", "EMPTY_DICT"),
        *("EMPTY_LIST", "EMPTY_TUPLE", "TUPLE", "TUPLE1", "TUPLE2", "TUPLE3", "APPEND", "APPENDS", "SETITEM"),
        *("SETITEMS", "BINPUT", "LONG_BINPUT", "BINGET", "LONG_BINGET"),
    )
)
# The unpickler has room for as many things as the greatest number of one says.
_MOST_THINGS = 1_000_000


class _Storage(NamedTuple):
    key: str
    dtype: str
    values: int


class _Tensor(NamedTuple):
    storage: _Storage
    offset: int
    shape: tuple[int, ...]
    strides: tuple[int, ...]


def _plain_tensor(*arguments: Any) -> _Tensor:
    storage, offset, shape, strides = arguments[:4]
    return _Tensor(storage, offset, shape, strides)


class _StateUnpickler(pickle.Unpickler):
    """Knows the names that occur in a state dictionary, and refuses all others."""

    def find_class(self, module: str, name: str, /) -> Any:
        if (module, name) == ("collections", "OrderedDict"):
            return OrderedDict
        if (module, name) == ("torch._utils", "_rebuild_tensor_v2"):
            return _plain_tensor
        if module == "torch" and name in STORAGE_TYPES:
            return STORAGE_TYPES[name]
        raise pickle.UnpicklingError(f"it asks for {module}.{name}, which a state dictionary has no use for")

    def persistent_load(self, pid: Any, /) -> _Storage:
        kind, dtype, key, _location, count, view = pid
        if kind != "storage" or dtype not in STORAGE_TYPES.values() or view is not None:
            raise pickle.UnpicklingError(f"it has a storage of an unknown kind: {pid!r:.80}")
        return _Storage(str(key), dtype, int(count))


class _PlainUnpickler(pickle.Unpickler):
    """Numbers, strings, lists and dictionaries; nothing with a name."""

    def find_class(self, module: str, name: str, /) -> Any:
        raise pickle.UnpicklingError(f"it asks for {module}.{name} where a plain value is expected")


def read_legacy_state(file: Path) -> dict[str, NDArray[Any]]:
    """Read the state dictionary of a legacy `.pth` file.

    Returns:
        The arrays by their names, in the order of the file; convolution kernels as PyTorch has them, `[O, I, H, W]`.

    Raises:
        WeightsError: the file cannot be opened, is not of this format, truncated, or names more than it needs.
    """
    try:
        stream = BytesIO(file.read_bytes())
    except OSError as error:
        raise WeightsError(f"{file}: cannot be opened ({error.strerror or error}).") from error
    try:
        tensors, keys = _read_pickles(stream)
        storages = _read_storages(stream, tensors, keys)
        return {name: _array(tensor, storages) for name, tensor in tensors.items()}
    # A hostile pickle can make the unpickler raise nearly anything.
    except Exception as error:
        raise WeightsError(
            f"{file}: not a state dictionary in PyTorch's legacy format, or damaged: {error}. Install or copy it again."
        ) from error


def _read_pickles(stream: BytesIO) -> tuple[dict[str, _Tensor], list[str]]:
    _check_opcodes(stream)
    if _PlainUnpickler(stream).load() != MAGIC_NUMBER:
        raise ValueError("it does not start with the magic number")
    if _PlainUnpickler(stream).load() != PROTOCOL_VERSION:
        raise ValueError("its protocol version is unknown")
    system = _PlainUnpickler(stream).load()
    if not isinstance(system, dict) or system.get("little_endian") is not True:
        raise ValueError("it was written on a big-endian machine")
    state = _StateUnpickler(stream).load()
    keys = _PlainUnpickler(stream).load()
    if not isinstance(state, dict) or not all(isinstance(tensor, _Tensor) for tensor in state.values()):
        raise ValueError("it holds something else than named tensors")
    if not isinstance(keys, list):
        raise ValueError("the list of storages is missing")
    return dict(state), [str(key) for key in keys]


def _check_opcodes(stream: BytesIO) -> None:
    """Look through the five pickles without running them."""
    start = stream.tell()
    for _ in range(5):
        for opcode, argument, _place in pickletools.genops(stream):
            if opcode.name not in _OPCODES:
                raise ValueError(f"it has {opcode.name} in it, which a state dictionary has no use for")
            if opcode.name.endswith("BINPUT") and int(argument or 0) > _MOST_THINGS:
                raise ValueError("it numbers more things than it can have")
    stream.seek(start)


def _read_storages(stream: BytesIO, tensors: dict[str, _Tensor], keys: list[str]) -> dict[str, NDArray[Any]]:
    declared = {tensor.storage.key: tensor.storage for tensor in tensors.values()}
    if sorted(keys) != sorted(declared):
        raise ValueError("the tensors and the list of storages do not agree")
    storages = {}
    for key in keys:
        storage = declared[key]
        count = int.from_bytes(stream.read(8), "little", signed=True)
        if count != storage.values:
            raise ValueError(f"storage {key} has {count} values where {storage.values} are declared")
        dtype = np.dtype(storage.dtype)
        raw = stream.read(count * dtype.itemsize)
        if len(raw) != count * dtype.itemsize:
            raise ValueError(f"it ends within storage {key}")
        storages[key] = np.frombuffer(raw, dtype)
    if stream.read(1):
        raise ValueError("something follows the last storage")
    return storages


def _array(tensor: _Tensor, storages: dict[str, NDArray[Any]]) -> NDArray[Any]:
    values = storages[tensor.storage.key]
    numbers = (tensor.offset, *tensor.shape, *tensor.strides)
    if len(tensor.shape) != len(tensor.strides) or any(not isinstance(n, int) or n < 0 for n in numbers):
        raise ValueError("a tensor has an impossible shape")
    size = math.prod(tensor.shape)
    last = tensor.offset + sum((length - 1) * step for length, step in zip(tensor.shape, tensor.strides, strict=True))
    if size > values.size or (size > 0 and last >= values.size):
        raise ValueError("a tensor reaches beyond its storage")
    steps = tuple(step * values.itemsize for step in tensor.strides)
    view = np.lib.stride_tricks.as_strided(values[tensor.offset :], tensor.shape, steps, writeable=False)
    return view.copy()
