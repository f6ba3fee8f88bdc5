"""Each package, alone in a fresh process, knows only what it may know."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

QT = "PySide6"
TRAINING_SIDE = ("tensorflow", "keras", "tf2onnx", "onnx", "training", "export", "scale_out", "ray", "pyarrow")

# Package → what must be absent once all of its modules are imported.
MUST_NOT_KNOW = {
    "desktop_app.catalog": (QT, "onnxruntime", "PIL", "pi_heif", "desktop_app.inference", *TRAINING_SIDE),
    "desktop_app.breeds": (QT, "onnxruntime", "PIL", "numpy", *TRAINING_SIDE),
    "desktop_app.photos": (QT, "onnxruntime", "PIL", "desktop_app.inference", *TRAINING_SIDE),
    "desktop_app.imaging": (QT, "onnxruntime", "desktop_app.inference", *TRAINING_SIDE),
    "desktop_app.inference": (QT, "desktop_app.exports", "desktop_app.jobs", "desktop_app.ui", *TRAINING_SIDE),
    "desktop_app.exports": (QT, "onnxruntime", "desktop_app.inference", "desktop_app.ui", *TRAINING_SIDE),
    "desktop_app.jobs": ("PySide6.QtGui", "PySide6.QtWidgets", "desktop_app.ui", *TRAINING_SIDE),
    "desktop_app.ui": TRAINING_SIDE,
    # What a person opens later is imported then.
    "desktop_app.app": (
        *("onnxruntime", "desktop_app.inference.manifest", "PIL", "pi_heif", "pyqtgraph", "dhash", "xlsxwriter"),
        *("desktop_app.own_processes", "desktop_app.workbooks", "python_calamine"),
        *("desktop_app.imaging.decode", "desktop_app.imaging.apart", "desktop_app.ui.dialogs"),
        *("desktop_app.catalog.naming", "desktop_app.photos.seriation", "desktop_app.photos.session_statistics"),
        *TRAINING_SIDE,
    ),
    "desktop_app.cli": (QT, "onnxruntime", "PIL", "numpy", "xlsxwriter", "python_calamine", *TRAINING_SIDE),
    "desktop_app.commands": (QT, "desktop_app.jobs", "desktop_app.ui", "desktop_app.app", *TRAINING_SIDE),
    "desktop_app.inference.preprocess": (QT, "onnxruntime", *TRAINING_SIDE),
    "desktop_app.inference.decisions": (QT, "onnxruntime", "PIL", *TRAINING_SIDE),
    "training": (QT, "onnxruntime", "tf2onnx", "onnx", "export", "desktop_app.jobs", "desktop_app.ui"),
    # Half of it runs beside photos, in processes that have no business with Ray.
    "scale_out.labelling": (
        QT,
        "ray",
        "jax",
        *(name for name in TRAINING_SIDE if name not in ("scale_out", "ray", "pyarrow")),
    ),
    "desktop_app.inference.manifest": (QT, "onnxruntime", "PIL", "numpy", *TRAINING_SIDE),
}

PROGRAM = """
import importlib, pkgutil, sys
package = importlib.import_module(sys.argv[1])
for module in pkgutil.walk_packages(getattr(package, "__path__", []), sys.argv[1] + "."):
    importlib.import_module(module.name)
print("\\n".join(sys.modules))
"""


# Importing all of training starts TensorFlow.
PACKAGES = [pytest.param(name, marks=pytest.mark.training if name == "training" else ()) for name in MUST_NOT_KNOW]


@pytest.mark.parametrize("package", PACKAGES)
def test_package_does_not_know_what_it_must_not(package: str, repository: Path) -> None:
    if package.startswith("scale_out"):
        pytest.importorskip("pyarrow", reason="of the extra that scales out")
    result = subprocess.run(
        [sys.executable, "-c", PROGRAM, package], cwd=repository, capture_output=True, text=True, check=True
    )
    known = result.stdout.split()
    assert package in known
    for unwanted in MUST_NOT_KNOW[package]:
        assert [name for name in known if name == unwanted or name.startswith(f"{unwanted}.")] == [], unwanted


def test_products_of_matrices_have_one_thread_before_numpy_is_there(repository: Path) -> None:
    program = "import os, sys, desktop_app.__main__; print(os.environ['OPENBLAS_NUM_THREADS'], 'numpy' in sys.modules)"
    for wanted, environment in (("1", {}), ("2", {"OPENBLAS_NUM_THREADS": "2"})):
        inherited = {name: value for name, value in os.environ.items() if name != "OPENBLAS_NUM_THREADS"}
        result = subprocess.run(
            [sys.executable, "-c", program],
            cwd=repository,
            env=inherited | environment,
            capture_output=True,
            text=True,
            check=True,
        )
        assert result.stdout.split() == [wanted, "False"]
