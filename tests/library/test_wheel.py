"""The wheel that people install, and the shape of the library inside it."""

from __future__ import annotations

import ast
import subprocess
import sys
import zipfile

import pytest

from tests.conftest import ROOT

PACKAGE = ROOT / "livingwell_learning"
FLOORS = [
    "words",
    "markup",
    "looks",
    "drawings",
    "data",
    "original",
    "reflection",
    "charts",
    "widgets",
    "site",
    "engine",
    "cli",
]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return zipfile.ZipFile(next(folder.glob("*.whl")))


def test_the_wheel_holds_every_file_of_the_package(wheel):
    wanted = {
        path.relative_to(ROOT).as_posix()
        for path in PACKAGE.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert {name for name in wheel.namelist() if ".dist-info" not in name} == wanted
    for ending in (".mjs", ".css", ".html"):
        assert sum(name.endswith(ending) for name in wanted) >= 3


def test_an_installed_wheel_shows_a_figure(wheel, tmp_path):
    wheel.extractall(tmp_path / "site")
    code = (
        "import livingwell_learning as l; from pathlib import Path; "
        f"assert Path(l.__file__).is_relative_to({str(tmp_path)!r}); "
        f"w = l.CharacteristicsExplorer(l.load({str(ROOT)!r})); "
        "assert 'export default' in w._esm and '--lw-ink' in w._css; print(len(w.figure_html))"
    )
    done = subprocess.run(
        [sys.executable, "-c", f"import sys; sys.path.insert(0, {str(tmp_path / 'site')!r}); {code}"],
        capture_output=True, text=True, cwd=tmp_path,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) > 5000


def modules():
    return sorted(path for path in PACKAGE.rglob("*.py") if path != PACKAGE / "__init__.py")


@pytest.mark.parametrize("path", modules(), ids=lambda p: p.relative_to(PACKAGE).as_posix())
def test_each_floor_imports_only_from_those_below(path):
    here = path.relative_to(PACKAGE).with_suffix("").parts
    floor = FLOORS.index(here[0])
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.level:
            base = list(here[: len(here) - node.level])
            target = (base + (node.module.split(".") if node.module else []))[:1]
            for name in target or [alias.name for alias in node.names]:
                assert FLOORS.index(name) <= floor, f"{path.name} on floor {here[0]} imports from {name}"


def test_no_module_is_longer_than_a_reader_can_hold():
    long = {
        p.name: n
        for p in [*PACKAGE.rglob("*.py"), *PACKAGE.rglob("*.mjs")]
        if p.parent.name != "vendor"  # somebody else's, whole and unchanged
        and (n := len(p.read_text().splitlines())) > 300
    }
    assert long == {}


def test_the_library_knows_nothing_of_this_report():
    words = (
        "living well uk",
        "edinburgh",
        "luton",
        "salford",
        "tameside",
        "glossop",
        "lambeth",
        "trieste",
        "innovation unit",
        "mechanistic",
        "relational",
        "programme",
    )
    files = [p for p in PACKAGE.rglob("*") if p.suffix in {".py", ".mjs", ".css", ".html"}]
    assert [(p.name, w) for p in files for w in words if w in p.read_text(encoding="utf-8").lower()] == []


def test_an_unknown_name_says_what_there_is():
    import livingwell_learning

    with pytest.raises(AttributeError, match=r"has no 'SiteTimelin'. It has .*SiteTimeline"):
        _ = livingwell_learning.SiteTimelin
