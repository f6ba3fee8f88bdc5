"""What signals carry reaches the receiver as it was."""

import ast
from pathlib import Path

# Qt turns these into containers of its own and back: keys that are numbers are lost on the way, tuples become lists,
# and each of a hundred thousand entries is converted.
CONVERTED = {"dict", "list", "set", "frozenset", "tuple", "Mapping", "Sequence", '"QVariantMap"', '"QVariantList"'}


def test_no_signal_declares_a_container_that_qt_would_convert(repository: Path) -> None:
    found = []
    for file in sorted((repository / "desktop_app").rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name) or node.func.id != "Signal":
                continue
            names = {ast.unparse(each).partition("[")[0] for argument in node.args for each in ast.walk(argument)}
            if names & CONVERTED:
                found.append(f"{file.relative_to(repository)}:{node.lineno}")
    assert found == [], "declare `object`"
