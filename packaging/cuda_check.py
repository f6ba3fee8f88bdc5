"""What the CUDA build does where there is no usable graphics card.

    python packaging/cuda_check.py dist/pawsort-cuda/pawsort

Without a driver, with a driver that is too old, with a driver that refuses, and with one of NVIDIA's libraries missing,
it has to say so once, in plain words, and go on with the CPU; asked for CUDA by name, it has to refuse. Linux only.
On a machine with a working card only the loading of the libraries is checked.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from smoke import DRAWN

WHY = "Running on the CPU, because"
ON_CPU, ON_GPU = "running on: CPU.", "running on: CUDA (GPU)."
# Drivers that nobody can use: one that lacks every function, and one that says it does not fit (code 803).
DRIVERS = {
    "a driver that is much too old": "int pawsort_driver_stub;",
    "a driver that does not fit the card": """
        int cuInit(unsigned flags) { (void)flags; return 803; }
        int cuDriverGetVersion(int *version) { *version = 11040; return 0; }
        int cuGetProcAddress(const char *name, void **place, int version, unsigned long flags)
        { (void)name; (void)version; (void)flags; *place = 0; return 500; }
        int cuGetProcAddress_v2(const char *name, void **place, int version, unsigned long flags, int *status)
        { (void)name; (void)version; (void)flags; (void)status; *place = 0; return 500; }
    """,
}


class CudaError(Exception):
    """The build does not do what it should; the message says what."""


def main() -> int:
    """Check every situation."""
    program = Path(sys.argv[1]).resolve()
    photo = next(DRAWN.glob("*.jpg"))
    try:
        with tempfile.TemporaryDirectory(prefix="pawsort-cuda-", dir=program.parent.parent) as name:
            folder = Path(name)
            if ON_GPU in _label(program, photo, folder):
                print("- a card is in use; what happens without one cannot be checked here")
            else:
                _without_card(program, photo, folder)
            _own_libraries(program, photo, folder)
    except CudaError as error:
        print(f"\nFAILED: {error}", file=sys.stderr)
        return 1
    return 0


def _without_card(program: Path, photo: Path, folder: Path) -> None:
    _expect_fallback("no driver at all", _label(program, photo, folder))
    for what, source in DRIVERS.items():
        driver = _driver(source, folder)
        if driver is not None:
            _expect_fallback(what, _label(program, photo, folder, LD_LIBRARY_PATH=str(driver)))
    for missing in ("libcudnn.so.9", "libcublasLt.so.13", "libonnxruntime_providers_cuda.so"):
        bundle = folder / "incomplete"
        # Links instead of copies: the bundle has gigabytes.
        shutil.copytree(program.parent, bundle, symlinks=True, copy_function=os.link)
        found = list(bundle.rglob(missing))
        if not found:
            raise CudaError(f"the bundle has no {missing}")
        for file in found:
            file.unlink()
        _expect_fallback(f"{missing} missing", _label(bundle / program.name, photo, folder))
        shutil.rmtree(bundle)
    refused = _run(program, photo, folder, "--provider", "cuda")
    if refused.returncode != 2 or "CUDA cannot be used" not in refused.stderr:
        raise CudaError(f"asked for CUDA by name, it did not refuse:\n{refused.stderr}")
    print("- asked for CUDA by name, it refuses and says the way out")


def _expect_fallback(what: str, said: str) -> None:
    if said.count(WHY) != 1 or ON_CPU not in said:
        raise CudaError(f"{what}: it did not say once that it goes on with the CPU:\n{said}")
    reason = next(line for line in said.splitlines() if WHY in line)
    print(f"- {what}: {reason}")


def _own_libraries(program: Path, photo: Path, folder: Path) -> None:
    """What of NVIDIA's the window has loaded, and where its status bar says that it runs."""
    report_file = folder / "report.json"
    done = subprocess.run(
        [program, "--self-test", report_file, photo, *sorted(DRAWN.glob("*.heic"))],
        env=_environment(folder), capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode:
        raise CudaError(f"the window failed:\n{done.stderr}\n{report_file.read_text(encoding='utf-8')[:500]}")
    report = json.loads(report_file.read_text(encoding="utf-8"))
    loaded = [file for file in report["libraries"] if "/libcu" in file or "/libnv" in file]
    foreign = [file for file in loaded if not file.startswith(report["bundle"]) and "/libcuda.so" not in file]
    if not loaded or foreign:
        raise CudaError(f"NVIDIA's libraries come from elsewhere: {foreign or 'none was loaded'}")
    print(f"- {len(loaded)} of NVIDIA's libraries loaded, all from the bundle; status bar: {report['status bar']}")


def _driver(source: str, folder: Path) -> Path | None:
    compiler = shutil.which("cc")
    if compiler is None:
        print("- no C compiler here: broken drivers were not tried")
        return None
    place = folder / "driver"
    place.mkdir(exist_ok=True)
    (place / "driver.c").write_text(source, encoding="utf-8")
    library = str(place / "libcuda.so.1")
    command = [compiler, "-shared", "-fPIC", "-Wl,-soname,libcuda.so.1", "-o", library, str(place / "driver.c")]
    subprocess.run(command, check=True)
    return place


def _label(program: Path, photo: Path, folder: Path, **variables: str) -> str:
    done = _run(program, photo, folder, **variables)
    if done.returncode:
        raise CudaError(f"exit code {done.returncode}:\n{done.stderr}")
    return done.stderr


def _run(program: Path, photo: Path, folder: Path, *options: str, **variables: str) -> subprocess.CompletedProcess[str]:
    command = [str(program), "label", str(photo), "--out", str(folder / "labels.csv"), "--overwrite", *options]
    environment = _environment(folder) | variables
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


def _environment(folder: Path) -> dict[str, str]:
    home = str(folder / "home")
    return {"PATH": "/nothing", "HOME": home, "PAWSORT_HOME": home, "LANG": "C.UTF-8", "QT_QPA_PLATFORM": "offscreen"}


if __name__ == "__main__":
    sys.exit(main())
