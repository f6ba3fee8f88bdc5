"""What lies beside the installers: a bill of materials (CycloneDX), the licence texts, and checksums."""

import hashlib
import json
import zipfile
from pathlib import Path

import product
from product import DIST

CHECKSUMS = "SHA256SUMS"


def write(folder: Path = DIST) -> list[Path]:
    """Write the papers for what was built.

    Returns:
        the files written: a bill and the licence texts for each bundle that is there, and the checksums.
    """
    # Here and not above: it needs CycloneDX, which only the environment for packaging has.
    import bill_of_materials

    written = []
    for variant in ("cpu", "cuda"):
        name = product.package_name(variant)
        bundle = next((place for place in (folder / name, folder / f"{product.NAME}.app") if place.is_dir()), None)
        if bundle is None:
            continue
        stem = f"{name}-{product.version()}-{product.system()}-{product.machine()}"
        bill = folder / f"{stem}.cdx.json"
        bill.write_text(bill_of_materials.bill(variant, bundle), encoding="utf-8")
        count = len(json.loads(bill.read_text(encoding="utf-8"))["components"])
        texts = folder / f"{stem}-licences.zip"
        pack_licences(bundle, texts)
        print(f"{bill}: {count} components; {texts.name}")
        written += [bill, texts]
    return [*written, write_checksums(folder)]


def pack_licences(bundle: Path, target: Path) -> None:
    """The licence texts of a bundle as one archive, for those who want to read before they install."""
    root = next(place for place in sorted(bundle.rglob("licences")) if place.is_dir())
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in sorted(place for place in root.rglob("*") if place.is_file()):
            # The oldest date that the format knows, so that the bytes depend on the texts alone.
            entry = zipfile.ZipInfo(file.relative_to(root.parent).as_posix(), (1980, 1, 1, 0, 0, 0))
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, file.read_bytes(), zipfile.ZIP_DEFLATED)


def write_checksums(folder: Path) -> Path:
    """SHA-256 of every file that people download, as `sha256sum --check` reads it."""
    files = sorted(
        file for file in folder.iterdir() if file.is_file() and file.name != CHECKSUMS and not file.name.startswith(".")
    )
    lines = []
    for file in files:
        with file.open("rb") as stream:
            lines.append(f"{hashlib.file_digest(stream, 'sha256').hexdigest()}  {file.name}\n")
    target = folder / CHECKSUMS
    target.write_text("".join(lines), encoding="utf-8")
    print(f"{target}: {len(files)} files")
    return target
