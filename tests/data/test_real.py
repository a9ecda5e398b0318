"""The real data of this project, not a made-up package: it must be sound, and open as the schema says."""

from __future__ import annotations

from pathlib import Path

import pytest

from livingwell_learning.data import cited_keys, load, parse_date, validate

DATA = Path(__file__).parents[2] / "data"


@pytest.mark.skipif(not (DATA / "datapackage.json").exists(), reason="the data tables are not there yet")
def test_the_real_data_is_sound_and_every_table_opens():
    assert list(map(str, validate(DATA))) == []
    tables = load(DATA)
    for name in tables:
        assert len(tables[name]) > 0, name
    assert cited_keys(tables) <= set(tables.sources.index)
    assert all(source.words for source in tables.cite(*tables.sources.index))
    assert all(parse_date(text).words for text in tables.events.date)
