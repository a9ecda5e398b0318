"""The data is one room with one door: upper floors ask ``livingwell_learning.data`` and nothing behind it."""

from __future__ import annotations

import ast
import importlib
from pathlib import Path

import livingwell_learning

LIBRARY = Path(livingwell_learning.__file__).parent
ROOM = "livingwell_learning.data"


def imports(path: Path, root: Path, package: str):
    """Yield the line and the absolute name of each module, and of each name taken from one, that a file imports."""
    parts = [package, *path.relative_to(root).with_suffix("").parts]
    inside = parts[:-1]
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            start = inside[: len(inside) - node.level + 1] if node.level else []
            module = ".".join([*start, *([node.module] if node.module else [])])
            yield node.lineno, module
            given = set(importlib.import_module(ROOM).__all__) if module == ROOM else ()
            yield from ((node.lineno, f"{module}.{alias.name}") for alias in node.names if alias.name not in given)


def behind_the_door(root: Path, package: str) -> list[str]:
    """Return each import of a module behind the door by a file that does not stand there itself."""
    modules = {f"{ROOM}.{path.stem}" for path in (LIBRARY / "data").glob("*.py") if path.stem != "__init__"}
    found = []
    for path in sorted(root.rglob("*.py")):
        if LIBRARY / "data" not in path.parents:
            for line, name in imports(path, root, package):
                if any(name == module or name.startswith(f"{module}.") for module in modules):
                    found.append(f"{path.relative_to(root.parent)}:{line}: {name}")
    return found


def test_upper_floors_import_nothing_behind_the_door():
    assert sorted(set(behind_the_door(LIBRARY, "livingwell_learning"))) == []
    benchmarks = LIBRARY.parent / "benchmarks"
    assert not benchmarks.exists() or behind_the_door(benchmarks, "benchmarks") == []


def test_an_import_behind_the_door_is_seen_in_each_of_its_forms(tmp_path):
    package = tmp_path / "livingwell_learning"
    (package / "site").mkdir(parents=True)
    forms = (
        "from ..data.files import read_text",
        "from ..data import files",
        "import livingwell_learning.data.files",
        "from livingwell_learning.data.files import read_text as other",
        "def late():\n    from ..data.files import DESCRIPTOR",
    )
    for form in forms:
        (package / "site" / "page.py").write_text(form)
        assert behind_the_door(package, "livingwell_learning"), form
    (package / "site" / "page.py").write_text("from ..data import load\nfrom livingwell_learning.data import check\n")
    assert behind_the_door(package, "livingwell_learning") == []


def test_the_data_room_imports_no_floor_above_it():
    above = [
        f"{path.name}:{line}: {name}"
        for path in sorted((LIBRARY / "data").glob("*.py"))
        for line, name in imports(path, LIBRARY, "livingwell_learning")
        if name.startswith("livingwell_learning.") and not name.startswith((ROOM, "livingwell_learning.words"))
    ]
    assert above == []


def test_the_door_names_what_it_gives_and_each_of_it_is_there():
    door = importlib.import_module(ROOM)
    assert [name for name in door.__all__ if not hasattr(door, name)] == []
