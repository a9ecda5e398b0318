from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import pytest

from livingwell_learning.original import OriginalError, read
from livingwell_learning.original import files as files_module
from livingwell_learning.original.files import write
from tests.original.orchard import printed

RAW = printed().encode()


@pytest.fixture
def written(tmp_path, original):
    write(tmp_path, original, RAW)
    return tmp_path


def test_what_is_written_is_read_again(written, original):
    assert read(written) == original
    assert sorted(path.name for path in (written / "original").iterdir()) == [
        "original.json", "poem.json", "quotations.csv", "report.txt", "statements.csv",
    ]  # fmt: skip
    assert (written / "original" / "report.txt").read_bytes() == RAW


def test_nothing_is_read_where_there_is_nothing(tmp_path):
    assert read(tmp_path) is None


def test_the_files_keep_to_their_format(written):
    value = json.loads((written / "original" / "original.json").read_text(encoding="utf-8"))
    assert value["format"] == 1
    assert set(value["source"]) == {"name", "sha256", "lines", "non_blank"}
    blocks = [block for section in value["sections"] for block in section["blocks"]]
    keys = {"list": {"items"}, "quotation": {"text", "speaker"}}
    for block in blocks:
        assert set(block) == {"kind", "lines"} | keys.get(block["kind"], {"text"})
    rows = (written / "original" / "statements.csv").read_text(encoding="utf-8").splitlines()
    assert rows[:2] == ["pair,side,order,text", "wall-path,walled,1,Mind my own bed"]
    assert (written / "original" / "quotations.csv").read_text().startswith("section,speaker,text\ntrees-first,KEEPER")
    assert list(json.loads((written / "original" / "poem.json").read_text())) == ["title", "author", "stanzas"]


@pytest.mark.parametrize(
    ("name", "change", "said"),
    [
        ("original.json", lambda text: text[:200], r"original/original\.json is damaged"),
        ("original.json", lambda text: "[]", "holds no JSON object"),
        ("original.json", lambda text: text.replace('"format": 1', '"format": 2'), "has the format 2"),
        ("original.json", lambda text: text.replace('"format": 1,', ""), "has the format None"),
        ("original.json", lambda text: text.replace('"paragraph"', '"verse"', 1), "of the kind 'verse'"),
        ("original.json", lambda text: text.replace('"heading":', '"headline":'), "'heading' is missing"),
        ("original.json", lambda text: text.replace('"sha256":', '"md5":'), "is damaged"),
        ("statements.csv", lambda text: text.replace("pair,", "pears,", 1), r"statements\.csv is damaged"),
        ("statements.csv", lambda text: text.replace(",1,", ",one,", 1), r"statements\.csv is damaged"),
        ("statements.csv", lambda text: text + "a,b\n", r"statements\.csv is damaged"),
        ("quotations.csv", lambda text: "section\nx\n", r"quotations\.csv is damaged"),
        ("poem.json", lambda text: '{"title": "A", "author": "B", "stanzas": [[1]]}', r"poem\.json is damaged"),
        ("poem.json", lambda text: '{"title": "A", "author": "B", "stanzas": 3}', r"poem\.json is damaged"),
    ],
)  # fmt: skip
def test_a_damaged_file_is_named_with_a_remedy(written, name, change, said):
    path = written / "original" / name
    text = path.read_text(encoding="utf-8")
    assert change(text) != text
    path.write_text(change(text), encoding="utf-8")
    with pytest.raises(OriginalError, match=said) as error:
        read(written)
    assert "Run livingwell original REPORT.txt again" in str(error.value)


@pytest.mark.parametrize("name", ["original.json", "statements.csv", "quotations.csv"])
def test_a_missing_file_is_named(written, name):
    (written / "original" / name).unlink()
    with pytest.raises(OriginalError, match=f"original/{name} cannot be read"):
        read(written)


def test_writing_again_replaces_ours_and_keeps_what_is_not(written, original):
    (written / "original" / "my-report.txt").write_text("mine")
    (written / "original" / "notes").mkdir()
    (written / "original" / "poem.json").write_text("old")
    write(written, original, RAW)
    assert read(written) == original
    assert (written / "original" / "my-report.txt").read_text() == "mine"
    assert (written / "original" / "notes").is_dir()
    assert [path.name for path in written.iterdir()] == ["original"]


def test_a_failure_on_the_way_leaves_what_was_there(written, original, monkeypatch):
    (written / "original" / "poem.json").unlink()
    before = {path.name: path.read_bytes() for path in (written / "original").iterdir()}
    rename = Path.rename

    def fail(self, target):
        if self.name == "new":
            raise OSError(28, "No space left on device")
        return rename(self, target)

    monkeypatch.setattr(files_module.Path, "rename", fail)
    with pytest.raises(OriginalError, match=r"No space left on device\. Nothing was changed"):
        write(written, original, RAW)
    assert {path.name: path.read_bytes() for path in (written / "original").iterdir()} == before
    assert [path.name for path in written.iterdir()] == ["original"]


def test_a_file_or_a_link_in_its_place_is_not_touched(tmp_path, original):
    (tmp_path / "original").write_text("mine")
    with pytest.raises(OriginalError, match="is not a folder"):
        write(tmp_path, original, RAW)
    assert (tmp_path / "original").read_text() == "mine"


@pytest.mark.skipif(sys.platform == "win32", reason="no permission bits")
def test_others_can_read_what_is_written(written):
    mask = os.umask(0)
    os.umask(mask)
    assert (written / "original").stat().st_mode & 0o777 == 0o777 & ~mask
