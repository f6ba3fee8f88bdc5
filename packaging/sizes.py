"""What takes the space in a bundle: `python packaging/sizes.py dist/pawsort`."""

import sys
from collections import defaultdict
from pathlib import Path

# Of the issue that asked for installers, in millions of bytes.
MOST_UNPACKED_MB = 260
MOST_PACKED_MB = 100
GROUPS = (
    ("Qt: Unicode tables (ICU)", ("libicu", "icudt")),
    ("Qt", ("PySide6", "libQt6", "Qt6", "shiboken6")),
    ("ONNX Runtime", ("onnxruntime",)),
    ("NVIDIA's libraries", ("nvidia",)),
    ("NumPy with OpenBLAS", ("numpy",)),
    ("Pillow and the HEIC decoder", ("PIL", "pillow", "pi_heif", "_pi_heif")),
    ("model packs", ("assets/packs",)),
    ("Pydantic", ("pydantic",)),
    ("licence texts", ("licences",)),
    ("guide", ("docs",)),
    ("Python", ("libpython", "python3", "base_library", "lib-dynload")),
)


def sizes(folder: Path) -> dict[str, int]:
    """Group → bytes; files that are links count nothing."""
    result: dict[str, int] = defaultdict(int)
    for file in sorted(folder.rglob("*")):
        if file.is_file() and not file.is_symlink():
            result[_group(file.relative_to(folder).as_posix())] += file.stat().st_size
    return dict(result)


def report(folder: Path) -> str:
    """A table in Markdown, the largest first."""
    found = sizes(folder)
    total = sum(found.values())
    lines = [f"| {group} | {size / 1e6:.1f} |" for group, size in sorted(found.items(), key=lambda item: -item[1])]
    head = ["| part | MB |", "| --- | ---: |"]
    return "\n".join([*head, *lines, f"| **all of {folder.name}** | **{total / 1e6:.1f}** |"])


def _group(name: str) -> str:
    inner = name.split("_internal/", 1)[-1]
    for group, marks in GROUPS:
        if any(mark in inner if group.endswith("(ICU)") else inner.startswith(mark) for mark in marks):
            return group
    is_library = ".so" in inner or inner.endswith((".dll", ".dylib"))
    return "system libraries" if is_library else "the program itself, and others"


if __name__ == "__main__":
    print(report(Path(sys.argv[1])))
