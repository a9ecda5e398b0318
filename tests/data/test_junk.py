"""Whatever the files hold, the check gives a list of problems and never fails itself."""

from __future__ import annotations

import copy
import tempfile
from pathlib import Path

from hypothesis import example, given, settings
from hypothesis import strategies as st

from livingwell_learning.data import Problem, validate

from .conftest import DESCRIPTOR, TODAY, Folder

FILES = ["sites.csv", "events.csv", "lines.csv", "references.bib", "datapackage.json"]
words = st.text(alphabet="\x00\r\n\t ,;.\"'{}[]()@%=\\#abcéXid0123456789-/?~", max_size=80)
values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)


def paths(value, path=()):
    """Yield the place of every value in a descriptor."""
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in items:
        yield (*path, key)
        yield from paths(inner, (*path, key))


def check(change):
    with tempfile.TemporaryDirectory() as folder:
        orchard = Folder(Path(folder) / "data")
        change(orchard)
        problems = validate(orchard.path, TODAY)
        assert all(isinstance(problem, Problem) and problem.rule and problem.remedy for problem in problems)
        assert all("\n" not in str(problem) for problem in problems)
        return problems


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(FILES), st.binary(max_size=80) | words.map(str.encode), st.integers(0, 200))
@example("sites.csv", b"\r", 0)
@example("sites.csv", b"\r", 3)
def test_any_bytes_in_any_file(name, junk, at):
    def change(orchard):
        raw = (orchard.path / name).read_bytes()
        (orchard.path / name).write_bytes(raw[:at] + junk + raw[at:])

    check(change)


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(sorted(paths(DESCRIPTOR), key=str)), values)
def test_any_value_in_any_place_of_the_descriptor(path, value):
    def change(orchard):
        orchard.descriptor = copy.deepcopy(DESCRIPTOR)
        inner = orchard.descriptor
        for step in path[:-1]:
            inner = inner[step]
        inner[path[-1]] = value
        orchard.describe()

    check(change)
