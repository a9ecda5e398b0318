"""A sheet goes into its file and comes back; what is none is refused with its reason."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from livingwell_learning.reflection import FileError, Sheet

TEXTS = st.dictionaries(st.text(max_size=8), st.text(max_size=20), max_size=3)
SHEETS = st.builds(
    Sheet, st.just("forces"), st.just("orchard"), st.text(max_size=5),
    st.dictionaries(st.text(max_size=8), st.dictionaries(st.text(max_size=8), TEXTS, max_size=3), max_size=3),
    st.dictionaries(st.text(max_size=8), st.lists(TEXTS, max_size=3), max_size=2),
    st.text(max_size=20), st.dates().map(str), st.fixed_dictionaries({}, optional={"keep": st.text(min_size=1)}),
)  # fmt: skip


@given(SHEETS)
def test_every_sheet_comes_back_from_its_file(sheet):
    assert Sheet.read(sheet.to_json(), "forces", "orchard") == sheet


def test_keys_that_are_not_known_are_kept():
    data = {**json.loads(Sheet("forces", "orchard", "1").to_json()), "later": {"a": 1}}
    assert json.loads(Sheet.read(json.dumps(data), "forces", "orchard").to_json()) == data


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"version": 2}, "version"),
        ({"format": "future"}, "format"),
        ({"questions": {"id": "other"}}, "questions"),
        ({"entries": {"a": {"b": {"c": 1}}}}, "content"),
        ({"entries": {"a": 1}}, "content"),
        ({"own": {"a": {}}}, "content"),
        ({"own": {"a": ["b"]}}, "content"),
        ({"date": "yesterday"}, "content"),
        ({"about": 4}, "content"),
        ({"next": {"keep": 4}}, "content"),
        ({"more": "x" * 1_000_001}, "size"),
    ],
)
def test_what_is_no_sheet_is_refused_with_its_reason(change, reason):
    data = {**json.loads(Sheet("forces", "orchard", "1").to_json()), **change}
    with pytest.raises(FileError) as refused:
        Sheet.read(json.dumps(data), "forces", "orchard")
    assert refused.value.reason == reason
