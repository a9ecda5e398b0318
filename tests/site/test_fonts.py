"""The book's own typefaces: cut to what its pages use, early, optional, and of a width with their stand-ins."""

from __future__ import annotations

import hashlib
import io
import re
from types import SimpleNamespace

import pytest
from fontTools.ttLib import TTFont
from sphinx.errors import ExtensionError

from livingwell_learning.site.cutting import LEAST_KERNING, cut
from livingwell_learning.site.fonts import characters, faces_of, sheet
from tests.conftest import ROOT

FONTS = ROOT / "book" / "fonts"
TEXT = FONTS / "hanken-grotesk-latin-wght-normal.woff2"
DISPLAY = FONTS / "brygada-1918-latin-wght-normal.woff2"
ENTRY = {
    "family": "A face", "file": TEXT.name, "licence": "OFL-Hanken-Grotesk.txt", "weight": "400 680",
    "stand_in": {"family": "A stand-in", "local": ["Arial"], "size_adjust": 101.5},
}  # fmt: skip


def config(*entries):
    return SimpleNamespace(livingwell_fonts=list(entries))


def test_a_face_keeps_the_characters_of_a_text_and_no_more():
    font = TTFont(io.BytesIO(cut(TEXT, 1, (400.0, 680.0), "Wé£")))
    assert set(map(chr, font.getBestCmap())) == set("Wé£")


def test_a_range_of_weights_stays_variable_and_one_weight_does_not():
    ends = TTFont(io.BytesIO(cut(TEXT, 1, (400.0, 680.0), "ab")))["fvar"].axes[0]
    assert (ends.minValue, ends.maxValue) == (400, 680)
    assert "fvar" not in TTFont(io.BytesIO(cut(DISPLAY, 1, (600.0,), "ab")))


@pytest.mark.parametrize(("file", "weights"), [(TEXT, (400.0, 680.0)), (DISPLAY, (600.0,))])
def test_pairs_that_need_it_keep_their_kerning_and_those_that_move_by_a_hair_do_not(file, weights):
    text = "ATVWYLPafovwy."
    font = TTFont(io.BytesIO(cut(file, 1, weights, text)))
    moves = set()
    for lookup in font["GPOS"].table.LookupList.Lookup:
        for part in lookup.SubTable:
            pairs = getattr(part, "ExtSubTable", part)
            rows = pairs.PairSet if pairs.Format == 1 else pairs.Class1Record
            for row in rows:
                records = row.PairValueRecord if pairs.Format == 1 else row.Class2Record
                moves |= {getattr(record.Value1, "XAdvance", 0) for record in records if record.Value1}
    least = font["head"].unitsPerEm * LEAST_KERNING
    assert [move for move in moves if 0 < abs(move) < least] == []
    assert min(moves) < -2 * least


def test_a_cut_face_still_says_whose_it_is():
    names = TTFont(io.BytesIO(cut(DISPLAY, 1, (600.0,), "ab")))["name"]
    assert "Brygada 1918 Project Authors" in names.getDebugName(0)


def test_the_licences_go_with_the_faces(built):
    licences = list((built / "_static" / "fonts").glob("OFL-*.txt"))
    assert len(licences) == 2
    assert all("SIL OPEN FONT LICENSE Version 1.1" in path.read_text(encoding="utf-8") for path in licences)


def test_characters_come_from_the_text_and_the_data_of_figures_not_from_markup_or_code(tmp_path):
    (tmp_path / "a.html").write_text(
        '<p title="Ł">caf&eacute;</p><code>Ω</code><script type="application/json">{"a":"\\u2026ü"}</script>',
        encoding="utf-8",
    )
    found = characters(tmp_path).all
    assert {"é", "…", "ü", "A", "9"} <= set(found)
    assert not {"Ł", "Ω", "{", "<", "\\"} & set(found)


def test_the_sheet_lets_no_text_wait_and_gives_the_stand_in_the_heights_of_the_face():
    rules = sheet(faces_of(config(ENTRY), FONTS))
    face, stand = rules.strip().splitlines()
    assert "font-display:optional" in face
    assert "fonts/a-face-400-680.woff2" in face
    line = TTFont(TEXT)["hhea"]
    ascent = float(re.search(r"ascent-override:([\d.]+)%", stand)[1])
    assert ascent * 1.015 == pytest.approx(line.ascent / 10, abs=0.1)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"file": "none.woff2"}, "there is no file 'none.woff2'"),
        ({"licence": "none.txt"}, "there is no file 'none.txt'"),
        ({"weight": "bold"}, "weight"),
        ({"stand_in": {"family": "x"}}, "stand_in needs family, local and size_adjust"),
    ],
)
def test_a_face_that_cannot_be_had_is_named_with_its_remedy(change, said):
    with pytest.raises(ExtensionError, match=re.escape(said)):
        faces_of(config({**ENTRY, **change}), FONTS)


def test_a_file_that_is_no_font_is_named(tmp_path):
    path = tmp_path / "x.woff2"
    path.write_bytes(b"no font")
    with pytest.raises(ExtensionError, match=re.escape(str(path))):
        cut(path, 1, (400.0,), "a")


def test_each_font_in_the_book_stands_on_record_with_version_sum_and_licence():
    record = (FONTS / "FONTS.txt").read_text(encoding="utf-8")
    for path in FONTS.glob("*.woff2"):
        entry = record.split(path.name)[1].split("\n\n")[0]
        assert hashlib.sha256(path.read_bytes()).hexdigest() in entry
        licence = re.search(r"OFL-[\w-]+\.txt", entry)[0]
        assert "SIL Open Font License, Version 1.1" in (FONTS / licence).read_text(encoding="utf-8")


def test_the_faces_of_the_book_are_light_and_asked_for_early(built):
    page = (built / "report" / "whole-system.html").read_text(encoding="utf-8")
    early = re.findall(r'<link rel="preload" href="([^"]+)" as="font"', page)
    assert len(early) == 2
    sizes = [(built / "report" / address.split("?")[0]).resolve().stat().st_size for address in early]
    assert sum(sizes) <= 12_000, sizes
    assert len(list((built / "_static" / "fonts").glob("*.woff2"))) == 4


def test_a_page_whose_text_is_set_in_the_display_face_asks_for_both_its_weights_as_one_file(built):
    page = (built / "letters" / "donna-thomas.html").read_text(encoding="utf-8")
    early = re.findall(r'<link rel="preload" href="([^"]+)" as="font"', page)
    assert [address.split("/")[-1].split("?")[0] for address in early] == [
        "hanken-grotesk-400-680.woff2", "brygada-1918-whole-430-600.woff2",
    ]  # fmt: skip
    sizes = [(built / "letters" / address.split("?")[0]).resolve().stat().st_size for address in early]
    assert sum(sizes) <= 14_500, sizes


@pytest.mark.parametrize(
    ("layouts", "asked"),
    [({}, ("", "quiet")), ({"layouts": []}, ()), ({"layouts": ["quiet"]}, ("quiet",)), ({"not_on": ["quiet"]}, ("",))],
)
def test_a_face_is_asked_for_early_where_its_entry_says(layouts, asked):
    (face,) = faces_of(config({**ENTRY, **layouts}), FONTS)
    assert tuple(layout for layout in ("", "quiet") if face.wanted_on(layout)) == asked
