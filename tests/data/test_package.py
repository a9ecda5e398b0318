"""Opening a package: types, copies, sources, and saying what is not there."""

from __future__ import annotations

import copy
import pickle
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from livingwell_learning.data import DataError, Source, cited_keys, fingerprint, load


@pytest.mark.parametrize("start", ["data/datapackage.json", "data", ".", "book/places", "data/../book"])
def test_load_finds_the_nearest_package(orchard, tmp_path, start):
    (tmp_path / "book" / "places").mkdir(parents=True)
    assert load(tmp_path / start).folder == tmp_path.resolve() / "data"


def test_load_starts_from_the_working_folder(orchard, tmp_path, monkeypatch):
    page = tmp_path / "book" / "places"
    page.mkdir(parents=True)
    monkeypatch.chdir(page)
    assert load().folder == tmp_path.resolve() / "data"


def test_load_prefers_the_nearer_package(orchard, tmp_path):
    inner = tmp_path / "other" / "data"
    inner.mkdir(parents=True)
    (inner / "datapackage.json").write_text('{"resources": []}')
    assert load(tmp_path / "other").folder == inner.resolve()


def test_load_names_where_it_looked(tmp_path):
    (tmp_path / "empty").mkdir()
    with pytest.raises(FileNotFoundError) as caught:
        load(tmp_path / "empty")
    for folder in (tmp_path / "empty", tmp_path, Path(tmp_path.anchor)):
        assert str(folder.resolve() / "data" / "datapackage.json") in str(caught.value)


def test_columns_have_the_types_of_the_schema(orchard):
    tables = load(orchard.path)
    sites, events, lines = tables.sites, tables["events"], tables.lines
    assert tables.names == tuple(tables) == ("sites", "events", "lines")
    assert sites.trees.dtype == "Int64"
    assert sites.hectares.dtype == "Float64"
    assert sites.open.dtype == "boolean"
    assert sites.trees[0] == 120
    assert sites.hectares[0] == 2.5
    assert bool(sites.open[0])
    assert sites.loc[1, ["trees", "hectares", "open"]].isna().all()
    assert events.site.tolist() == ["north", ""]
    assert events.date.tolist() == ["2019-05", "2021-02-04?"]
    assert events.places.tolist() == [("north", "south"), ()]
    assert events.sources.tolist() == [("almanac",), ("almanac", "letter")]
    assert lines.checked.tolist() == [date(2024, 5, 1)]
    assert "events" in tables
    assert "event" not in tables
    assert {"events", "sources", "cite"} <= set(dir(tables))


def test_columns_are_found_by_name_whatever_their_order(orchard):
    orchard.write("lines.csv", "\ufeffdays,id,checked\n5,gate,\n")
    lines = load(orchard.path).lines
    assert lines.columns.tolist() == ["days", "id", "checked"]
    assert lines.iloc[0].tolist() == [5, "gate", None]


def test_an_empty_table_keeps_its_columns_and_types(orchard):
    orchard.write("sites.csv", "id,name,kind,trees,hectares,open\n")
    sites = load(orchard.path).sites
    assert len(sites) == 0
    assert sites.trees.dtype == "Int64"


def test_quoted_text_keeps_its_commas_lines_and_marks(orchard):
    orchard.replace("sites.csv", "North Orchard", '"North, ""old""\nOrchard"')
    assert load(orchard.path).sites.name[0] == 'North, "old"\nOrchard'


def test_a_change_to_a_frame_reaches_nobody_else(orchard):
    tables = load(orchard.path)
    mine = tables.events
    mine.loc[0, "id"] = "changed"
    mine["new"] = 1
    mine.at[0, "sources"] = ("nobody",)
    sources = tables.sources
    sources.loc["almanac", "title"] = "changed"
    tables.descriptor["resources"].clear()
    assert tables.events.id.tolist() == ["planted", "pruned"]
    assert "new" not in tables.events
    assert tables.events.sources[0] == ("almanac",)
    assert tables.sources.title["almanac"] == "Apples & Pears"
    assert len(tables.descriptor["resources"]) == 3


def test_a_file_is_read_once_and_only_when_asked_for(orchard):
    tables = load(orchard.path)
    (orchard.path / "sites.csv").unlink()
    first = tables.events
    (orchard.path / "events.csv").unlink()
    pd.testing.assert_frame_equal(tables.events, first)
    with pytest.raises(DataError, match=r"data/sites\.csv: The file is missing"):
        _ = tables.sites


def test_a_package_does_not_change(orchard):
    tables = load(orchard.path)
    with pytest.raises(AttributeError, match="'events' cannot be set"):
        tables.events = None
    with pytest.raises(AttributeError, match="'folder' cannot be removed"):
        del tables.folder


def test_a_package_can_be_copied_and_sent(orchard):
    tables = load(orchard.path)
    for twin in (copy.copy(tables), copy.deepcopy(tables), pickle.loads(pickle.dumps(tables))):
        assert twin.events.equals(tables.events)


def test_an_unknown_table_is_an_error_that_lists_the_known(orchard):
    tables = load(orchard.path)
    message = "There is no table 'event'. Did you mean 'events'? The tables are: events, lines, sites."
    with pytest.raises(AttributeError) as attribute:
        _ = tables.event
    with pytest.raises(KeyError) as item:
        _ = tables["event"]
    assert attribute.value.args[0] == item.value.args[0] == message
    assert not hasattr(tables, "_repr_html_")


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        ("120", "many", ":2, column trees: 'many' is not a whole number"),
        ("2.5", "wide", ":2, column hectares: 'wide' is not a number"),
        ("true", "perhaps", ":2, column open: 'perhaps' is neither true nor false"),
    ],
)
def test_a_cell_that_cannot_be_read_is_named(orchard, old, new, place):
    orchard.replace("sites.csv", old, new)
    with pytest.raises(DataError) as caught:
        _ = load(orchard.path).sites
    assert f"data/sites.csv{place}" in str(caught.value)


def test_a_broken_descriptor_is_named_with_its_line(orchard):
    orchard.write("datapackage.json", '{\n "name": "x",\n "resources": [,]\n}')
    with pytest.raises(DataError, match=r"data/datapackage\.json:3: The JSON cannot be read"):
        load(orchard.path)


def test_a_path_outside_the_folder_is_not_read(orchard, tmp_path):
    (tmp_path / "secret.csv").write_text("id\n1\n")
    orchard.descriptor["resources"][0]["path"] = "../secret.csv"
    orchard.describe()
    with pytest.raises(DataError, match="is no path for the table sites"):
        _ = load(orchard.path).sites


def test_sources_are_a_frame_of_plain_text(orchard):
    sources = load(orchard.path).sources
    assert sources.index.tolist() == ["almanac", "letter"]
    assert sources.index.name == "key"
    columns = ["title", "author", "publisher", "date", "url", "accessed", "note", "cited_as", "language"]
    assert sources.columns.tolist() == columns
    assert sources.loc["almanac"].tolist() == [
        "Apples & Pears",
        "Orchard Society",
        "Orchard Society",
        "2019-05",
        "https://example.org/almanac_2019",
        "2024-05-31",
        "",
        "Orchard Society",
        "",
    ]
    assert sources.loc["letter", ["title", "author", "note", "cited_as"]].tolist() == [
        "A letter from Orléans",
        "Anne Dupont, The Growers",
        "Read in part \u2013 50% of it",
        "Dupont and The Growers",
    ]


def test_a_package_without_references_has_no_sources(orchard):
    (orchard.path / "references.bib").unlink()
    tables = load(orchard.path)
    assert len(tables.sources) == 0
    assert tables.sources.columns.tolist()[0] == "title"


def test_cite_gives_sources_in_order_and_once(orchard):
    tables = load(orchard.path)
    cited = tables.cite("letter", "almanac", "letter")
    assert [source.key for source in cited] == ["letter", "almanac"]
    assert all(isinstance(source, Source) for source in cited)
    assert cited[1].words == "Apples & Pears. Orchard Society, May 2019."
    assert tables.cite() == []
    with pytest.raises(KeyError) as caught:
        tables.cite("almanack")
    message = "There is no source 'almanack' in references.bib. Did you mean 'almanac'?"
    assert caught.value.args[0] == message


def test_cited_keys_are_those_of_every_table(orchard):
    tables = load(orchard.path)
    assert cited_keys(tables) == {"almanac", "letter"}
    orchard.replace("events.csv", "almanac letter", "almanac")
    assert cited_keys(load(orchard.path)) == {"almanac"}


def test_a_fingerprint_changes_with_names_and_bytes(tmp_path):
    folder = tmp_path / "a"
    (folder / "deep").mkdir(parents=True)
    (folder / "deep" / "x.txt").write_text("one")
    before = fingerprint(folder)
    assert before == fingerprint(folder)
    assert len(before) == 16
    (folder / "__pycache__").mkdir()
    (folder / "__pycache__" / "x.pyc").write_text("noise")
    assert fingerprint(folder) == before
    (folder / "deep" / "x.txt").write_text("two")
    changed = fingerprint(folder)
    (folder / "deep" / "x.txt").rename(folder / "x.txt")
    moved = fingerprint(folder)
    single = fingerprint(folder, folder / "x.txt")
    assert len({before, changed, moved, single}) == 4
    with pytest.raises(FileNotFoundError, match="nowhere"):
        fingerprint(folder, tmp_path / "nowhere")


def test_a_fingerprint_does_not_depend_on_where_the_folder_is(tmp_path):
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "x.txt").write_text("one")
    assert fingerprint(tmp_path / "a") == fingerprint(tmp_path / "b")


def test_importing_loads_no_heavy_library():
    heavy = "frictionless", "pandas", "edtf", "pybtex", "altair", "anywidget"
    code = f"import sys, livingwell_learning.data; print([m for m in {heavy} if m in sys.modules])"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"


def test_loading_and_reading_does_not_need_frictionless(orchard):
    code = (
        "import sys; from livingwell_learning.data import load; tables = load(sys.argv[1]); "
        "tables.events, tables.sources; print('frictionless' in sys.modules)"
    )
    command = [sys.executable, "-c", code, str(orchard.path)]
    assert subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip() == "False"


def test_230_events_are_read_within_a_moment(orchard):
    rows = [f"e{number},2019-05,north,north south,almanac letter" for number in range(230)]
    orchard.write("events.csv", "\n".join(["id,date,site,places,sources", *rows, ""]))
    started = time.process_time()  # what this process works: others on a busy machine do not count
    assert len(load(orchard.path).events) == 230
    assert time.process_time() - started < 0.3
