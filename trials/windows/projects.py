"""What CPython's own projects for Visual Studio say: which sources make which module, and with which macros."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

from trials.windows.compiler import Unit

NAMESPACE = "{http://schemas.microsoft.com/developer/msbuild/2003}"
# A library's name by Visual Studio and by mingw-w64.
LIBRARY = re.compile(r"^(\w+)\.lib$")


@dataclass(frozen=True)
class Project:
    """A `.vcxproj`, as far as a compiler wants to know it: sources with their macros, and what is for all of them."""

    units: tuple[Unit, ...]
    includes: tuple[Path, ...]
    defines: tuple[str, ...]
    libraries: tuple[str, ...]
    frozen: tuple[tuple[str, Path, Path], ...]


def read_project(file: Path, variables: Mapping[str, str]) -> Project:
    """Read a project for 64-bit processors by Intel and AMD.

    Args:
        file: the `.vcxproj`.
        variables: what `$(name)` in it stands for; a source or macro with another one is left out.

    Raises:
        OSError: it cannot be read.
        xml.etree.ElementTree.ParseError: it is no such project.
    """
    root = ElementTree.parse(file).getroot()  # noqa: S314 - from a source package whose bytes are known

    def text_of(text: str) -> str:
        return re.sub(r"\$\((\w+)\)", lambda found: variables.get(found[1], found[0]), text)

    def words(element: ElementTree.Element) -> tuple[str, ...]:
        each = (text_of(part.strip()) for part in (element.text or "").split(";"))
        return tuple(part for part in each if part and "$(" not in part and not part.startswith("%("))

    def path_of(text: str) -> Path:
        return (file.parent / text_of(text).replace("\\", "/")).resolve()

    def general(group: str, name: str) -> tuple[str, ...]:
        found: list[str] = []
        for each in root.iterfind(f"{NAMESPACE}ItemDefinitionGroup/{NAMESPACE}{group}/{NAMESPACE}{name}"):
            condition = each.get("Condition", "")
            # Of the conditions, those about the processor are about another one, but for this.
            if "Platform" not in condition or "'x64'" in condition:
                found += words(each)
        return tuple(found)

    units = []
    for each in root.iter(f"{NAMESPACE}ClCompile"):
        if (name := each.get("Include")) and "$(" not in text_of(name):
            own = [word for macros in each.iterfind(f"{NAMESPACE}PreprocessorDefinitions") for word in words(macros)]
            units.append(Unit(path_of(name), tuple(own)))
    return Project(
        tuple(units),
        tuple(path_of(folder) for folder in general("ClCompile", "AdditionalIncludeDirectories")),
        general("ClCompile", "PreprocessorDefinitions"),
        tuple(f"-l{found[1]}" for name in general("Link", "AdditionalDependencies") if (found := LIBRARY.match(name))),
        tuple(_frozen(root, path_of)),
    )


def _frozen(root: ElementTree.Element, path_of: Callable[[str], Path]) -> Iterator[tuple[str, Path, Path]]:
    for each in root.iter():
        name, goal = each.find(f"{NAMESPACE}ModName"), each.find(f"{NAMESPACE}OutFile")
        if name is not None and goal is not None and name.text and goal.text:
            yield name.text, path_of(each.attrib["Include"]), path_of(goal.text)
