from __future__ import annotations

import pytest

from livingwell_learning.original import OriginalError, Poem, Quotation, Statement
from livingwell_learning.original.copy import copy_of
from livingwell_learning.original.outline import Outline, Row
from livingwell_learning.original.placing import check_placing
from livingwell_learning.original.prose import prose_blocks
from livingwell_learning.original.reading import read_copy
from tests.original.orchard import NOTE, OUTLINE, REPORT, STANZAS, printed


def kinds(section):
    return [(block.kind, block.text or block.items) for block in section.blocks]


def reading(report, outline):
    return read_copy(copy_of(printed(report).encode(), "booklet.txt"), outline)


def blocks_of(text):
    return [(block.kind, block.text or block.items) for block in prose_blocks(copy_of(text.encode(), "a.txt").groups)]


def test_every_section_stands_in_the_order_of_the_outline_with_its_printed_heading(original):
    assert [section.id for section in original] == [row[0] for row in OUTLINE]
    headings = {section.id: section.heading for section in original}
    assert headings["about"] == "About the Orchard Keepers"
    assert headings["two-things"] == "TWO THINGS WE SAW AMONG THE TREES:"
    assert headings["walled"] == headings["hosts"] == ""


def test_a_cover_becomes_labels_of_the_first_section(original):
    assert kinds(original.section("thanks")) == [
        ("label", "Orchrad Keepers"),
        ("label", "ANNUAL BOOKLET"),
        ("label", "1987"),
        ("paragraph", "We thank everybody who dug, pruned and picked with us in those years."),
        ("label", "Drawings by Pat Moss"),
    ]


def test_a_contents_list_is_labels_and_does_not_pass_for_the_sections_it_names(original):
    section = original.section("what-we-saw")
    assert section.heading == "WHAT WE SAW"
    assert [kind for kind, _ in kinds(section)] == ["label"] * 5 + ["paragraph"]
    assert ("label", "Trees come first") in kinds(section)


def test_prose_keeps_quotations_titles_links_and_footnotes_apart(original):
    assert kinds(original.section("trees-first")) == [
        ("paragraph", REPORT[REPORT.index("TREES COME FIRST") + 1]),
        ("quotation", '"It was a wonderful winter, and my hands ... they know more now than before".'),
        ("label", "You can read more about ladders here"),
        ("heading", "Songs of the Valley:"),
        ("label", "Tales of frost, mould, luck and cider"),
        ("paragraph", "Written down at the fire, these tales keep the lives of 'pickers' as they were told."),
        ("note", NOTE),
    ]
    assert original.quotations == (
        Quotation("trees-first", "KEEPER IN A VALLEY", original.section("trees-first").blocks[1].text),
    )


def test_words_of_a_picture_are_labels_even_when_they_equal_a_heading(original):
    assert kinds(original.section("walled"))[1:3] == [("label", "WALLED"), ("label", "OPEN")]
    assert original.section("walled").heading == ""


def test_capitals_over_a_paragraph_are_a_heading_inside_a_section(original):
    assert [kind for kind, _ in kinds(original.section("what-grew"))] == ["paragraph", *["heading", "paragraph"] * 2]


def test_statements_of_two_columns_find_their_pair_and_side(original):
    assert original.statements == (
        Statement("wall-path", "walled", 1, "Mind my own bed"),
        Statement("wall-path", "walled", 2, "Keep the gate shut against the neighbours and their goats"),
        Statement("wall-path", "open", 1, "Leave a way through for whoever comes by"),
        Statement("rule-taste", "walled", 1, "Prune by the book"),
        Statement("rule-taste", "walled", 2, "Trust only the old almanac"),
        Statement("rule-taste", "walled", 3, "Count every apple"),
        Statement("rule-taste", "open", 1, "Bite before you judge"),
        Statement("rule-taste", "open", 2, "Try a graft on the tree that nobody wanted - twice"),
    )


def test_statements_without_bullets_count_one_a_paragraph(outline, original):
    report = [part for entry in REPORT for part in (entry if isinstance(entry, tuple) else [entry])]
    report = [part.removeprefix("· ") if isinstance(part, str) else part for part in report]
    assert reading(report, outline).statements == original.statements


def test_the_poem_has_its_stanzas(original):
    assert original.poem == Poem("WINDFALL, MY FRIEND", "Q", STANZAS)


@pytest.mark.parametrize("title", [[":", "WINDFALL, MY FRIEND"], ["WINDFALL,", "MY FRIEND"]])
def test_a_poem_is_whole_under_a_stray_sign_and_under_a_title_on_two_lines(outline, title):
    at = REPORT.index("WINDFALL, MY FRIEND")
    raw = printed([*REPORT[:at], *title, *REPORT[at + 1 :]]).encode()
    original = read_copy(copy_of(raw, "booklet.txt"), outline)
    assert original.poem == Poem("WINDFALL, MY FRIEND", "Q", STANZAS)
    assert check_placing(original, raw).faults == ()


def test_words_before_the_title_are_no_part_of_a_poem():
    outline = Outline((Row("one", "One"), Row("song", "Windfall", starts="Then we sang", form="poem")))
    raw = b"ONE\n\nFirst.\n\nThen we sang.\n\nWINDFALL\n\nYou fell\nAnd lay."
    original = read_copy(copy_of(raw, "a.txt"), outline)
    assert original.poem == Poem("WINDFALL", "", (("You fell", "And lay."),))
    assert check_placing(original, raw).faults == ()


@pytest.mark.parametrize("gone", [row[0] for row in OUTLINE])
def test_a_missing_section_is_named_with_what_was_looked_for(gone, outline, original):
    row = next(row for row in outline.rows if row.id == gone)
    start = start_of(row, original)
    report = [entry for at, entry in enumerate(REPORT) if at != start]
    with pytest.raises(OriginalError) as error:
        reading(report, outline)
    said = str(error.value)
    assert said.startswith("booklet.txt: 1 of 15 sections")
    assert f"section '{gone}': looked for" in said
    assert (row.starts or row.heading) in said
    assert said.endswith("Nothing was changed.")


def start_of(row, original):
    """The entry of the report with which a section starts."""
    line = original.section(row.id).blocks[3].lines[0] - 2 if row.id == "thanks" else original.section(row.id).lines[0]
    numbers, number = [], 1
    for entry in REPORT:
        numbers.append(number)
        number += (len(entry) if isinstance(entry, (list, tuple)) else 1) + 1
    return numbers.index(line)


def test_a_section_out_of_order_is_told_with_its_line(outline):
    report = list(REPORT)
    at = report.index("TREES COME FIRST")
    moved = report[at : at + 2]
    report[at : at + 2] = []
    report[-2:-2] = moved
    with pytest.raises(OriginalError, match=r"'trees-first'.*it stands only on line .*out of order"):
        reading(report, outline)


def test_a_near_miss_shows_the_line_that_may_be_meant(outline):
    report = ["TREES COME FRIST" if entry == "TREES COME FIRST" else entry for entry in REPORT]
    with pytest.raises(OriginalError, match=r"line \d+ is near to it: “TREES COME FRIST”"):
        reading(report, outline)


def test_another_text_is_not_taken_for_the_report(outline):
    with pytest.raises(
        OriginalError, match=r"novel\.txt does not look like the report .* 1 could be .* 'about': looked"
    ):
        read_copy(copy_of(b"It was a dark night.\n\nThanks\n\nAnd so on.", "novel.txt"), outline)


def test_two_statements_run_together_are_told_by_side(outline):
    report = [
        ("Mind my own bed Keep the gate shut",) if entry == REPORT[REPORT.index("WALL") + 1] else entry
        for entry in REPORT
    ]
    with pytest.raises(OriginalError, match=r"“Wall” \(walled\) has 1, and the book retells 2"):
        reading(report, outline)


def test_a_side_without_its_name_is_told(outline):
    with pytest.raises(OriginalError, match=r"“Path” \(open\) has none"):
        reading([entry for entry in REPORT if entry != "PATH"], outline)


def test_a_paragraph_that_a_page_break_and_a_footnote_parted_is_whole_again():
    text = "The roots of old trees reach\n\n¹ See the map.\n\n\fbeyond the hedge."
    assert blocks_of(text) == [
        ("paragraph", "The roots of old trees reach beyond the hedge."),
        ("note", "¹ See the map."),
    ]


def test_a_list_follows_its_introduction_without_a_blank_line():
    assert blocks_of("We need three things:\n- Rain\n- Light - a\n  little\n-\n- Time") == [
        ("paragraph", "We need three things:"),
        ("list", ("Rain", "Light - a little", "Time")),
    ]


def test_a_dash_at_the_start_of_a_wrapped_line_is_no_bullet():
    assert blocks_of("All of us talk over the hedge\n- about goats.") == [
        ("paragraph", "All of us talk over the hedge - about goats.")
    ]


def test_an_outline_without_pairs_or_poem_reads_prose():
    outline = Outline((Row("one", "One"), Row("two", "Two")))
    original = read_copy(copy_of(b"ONE\n\nFirst.\n\nTWO\n\nSecond.", "a.txt"), outline)
    assert [kinds(section) for section in original] == [[("paragraph", "First.")], [("paragraph", "Second.")]]
    assert original.poem is None
