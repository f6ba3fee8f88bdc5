"""The bill of materials of a bundle: CycloneDX 1.6, JSON, checked against its schema."""

import hashlib
import re
import sys
from datetime import UTC, datetime
from importlib.metadata import Distribution
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

import product
from cyclonedx.factory.license import LicenseFactory
from cyclonedx.model import HashAlgorithm, HashType, Property
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.model.contact import OrganizationalEntity
from cyclonedx.model.license import LicenseAcknowledgement
from cyclonedx.output import make_outputter
from cyclonedx.schema import OutputFormat, SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from licences import installed_packages
from packageurl import PackageURL
from product import ROOT

LICENCES = LicenseFactory()


class BillError(Exception):
    """The bill does not hold to its schema; the message says where."""


def bill(variant: str, bundle: Path) -> str:
    """The bill as JSON text, the same for the same commit and packages.

    Args:
        variant: "cpu" or "cuda".
        bundle: the frozen app, for the licences' list of system libraries and the model packs in it.

    Raises:
        BillError: CycloneDX's schema refuses it.
    """
    app = Component(
        name=product.package_name(variant), version=product.version(), type=ComponentType.APPLICATION,
        bom_ref="pawsort", description=product.SUMMARY, supplier=OrganizationalEntity(name=product.PUBLISHER),
        licenses=[LICENCES.make_from_string("Apache-2.0", license_acknowledgement=LicenseAcknowledgement.DECLARED)],
    )  # fmt: skip
    lock = ROOT / "requirements" / ("app.txt" if variant == "cpu" else "app-gpu.txt")
    parts = [_package(package) for package in installed_packages(lock)]
    parts += [_python(), *model_packs(bundle), *system_libraries(bundle)]
    result = Bom(components=parts)
    result.metadata.component = app
    result.metadata.timestamp = datetime.fromtimestamp(product.source_date(), UTC)
    # Not by chance, as usual, or two builds of one commit would differ.
    result.serial_number = uuid5(NAMESPACE_URL, f"{app.name}-{app.version}-{product.system()}-{product.machine()}")
    result.register_dependency(app, parts)
    text: str = make_outputter(result, OutputFormat.JSON, SchemaVersion.V1_6).output_as_string(indent=1)
    wrong = JsonStrictValidator(SchemaVersion.V1_6).validate_str(text)
    if wrong is not None:
        raise BillError(f"the bill of materials does not hold to CycloneDX 1.6: {wrong}")
    return text + "\n"


def model_packs(bundle: Path) -> list[Component]:
    """The networks in a bundle, and what they learned from in figures, with the hash of each file."""
    parts = []
    files = [file for ending in ("onnx", "npz") for file in bundle.rglob(f"assets/packs/*/*.{ending}")]
    for file in sorted(files):
        if file.is_symlink() or any(part.is_symlink() for part in file.parents if part.is_relative_to(bundle)):
            continue
        digest = hashlib.sha256(file.read_bytes()).hexdigest()
        name = file.parent.name if file.name == "model.onnx" else f"{file.parent.name}/{file.stem}"
        kind = ComponentType.MACHINE_LEARNING_MODEL if file.suffix == ".onnx" else ComponentType.DATA
        parts.append(
            Component(
                name=name, version=product.version(), type=kind,
                bom_ref=f"model/{name}", hashes=[HashType(alg=HashAlgorithm.SHA_256, content=digest)],
                properties=[Property(name="pawsort:manifest", value="model.json beside it")],
            )
        )  # fmt: skip
    return parts


def system_libraries(bundle: Path) -> list[Component]:
    """The packages of the build machine whose libraries are in a bundle: Linux only."""
    names = sorted(folder.name for folder in bundle.glob("*/licences/system libraries/*"))
    return [
        Component(
            name=name, version=_debian_version(name), type=ComponentType.LIBRARY, bom_ref=f"deb/{name}",
            purl=PackageURL("deb", "debian", name, _debian_version(name)),
        )
        for name in names
    ]  # fmt: skip


def _package(package: Distribution) -> Component:
    name = re.sub(r"[-_.]+", "-", package.name).lower()
    stated = _stated(package, "License-Expression") or _classified(package)
    return Component(
        name=name, version=package.version, type=ComponentType.LIBRARY, bom_ref=f"pypi/{name}",
        purl=PackageURL("pypi", None, name, package.version), description=_stated(package, "Summary"),
        licenses=[LICENCES.make_from_string(stated)] if stated else None,
    )  # fmt: skip


def _stated(package: Distribution, what: str) -> str | None:
    return next(iter(package.metadata.get_all(what) or []), None)


def _classified(package: Distribution) -> str | None:
    classifiers = package.metadata.get_all("Classifier") or []
    named = [line.rsplit("::", 1)[1].strip() for line in classifiers if line.startswith("License ::")]
    return next((name for name in named if name != "OSI Approved"), _stated(package, "License"))


def _python() -> Component:
    version = sys.version.split()[0]
    return Component(
        name="python", version=version, type=ComponentType.PLATFORM, bom_ref="python",
        purl=PackageURL("generic", None, "python", version), licenses=[LICENCES.make_from_string("PSF-2.0")],
    )  # fmt: skip


def _debian_version(package: str) -> str | None:
    status = Path("/var/lib/dpkg/status")
    if not status.is_file():
        return None
    found = re.search(rf"^Package: {re.escape(package)}\n(?:.+\n)*?Version: (.+)$", status.read_text("utf-8"), re.M)
    return found[1] if found else None
