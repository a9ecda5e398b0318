from __future__ import annotations

from dataclasses import replace

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from livingwell_learning.original import OriginalError
from livingwell_learning.original.copy import copy_of
from livingwell_learning.original.placing import check_placing
from livingwell_learning.original.reading import read_copy
from tests.original.orchard import REPORT, printed

SHARED = settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
GAPS = st.lists(st.sampled_from(["\n\n", "\n\n\n", "\n \t\n", "\n\n\f", "\n\f\n", "\n\n\n\n\n  \n"]), min_size=1)


def bare(original):
    """What was read, apart from where it stood in the copy."""
    sections = [
        replace(section, heading_lines=(), blocks=tuple(replace(block, lines=()) for block in section.blocks))
        for section in original
    ]
    return replace(original, sections=tuple(sections), source=None)


@SHARED
@given(
    width=st.integers(1, 100),
    gaps=GAPS,
    bom=st.booleans(),
    end=st.sampled_from(["\n", "\r\n", "\r"]),
    bullet=st.sampled_from(["- ", "• ", "- · ", "* ", "-   "]),
)
def test_any_wrap_gap_bullet_and_line_end_give_the_same_words(outline, original, width, gaps, bom, end, bullet):
    text = printed(REPORT, width, lambda at: gaps[at % len(gaps)], bullet)
    raw = text.replace("\n", end).encode("utf-8-sig" if bom else "utf-8")
    found = read_copy(copy_of(raw, "booklet.txt"), outline)
    assert bare(found) == bare(original)
    placing = check_placing(found, raw)
    assert placing.faults == ()
    assert placing.placed == placing.non_blank == sum(bool(line.strip()) for line in text.split("\n"))


@SHARED
@given(data=st.data())
def test_bold_and_underline_anywhere_change_nothing(outline, original, data):
    words = printed().split(" ")
    marks = data.draw(st.lists(st.sampled_from(["{}", "**{}**", "<u>{}</u>"]), min_size=5, max_size=30))
    text = " ".join(marks[at % len(marks)].format(word) if word.isalpha() else word for at, word in enumerate(words))
    assert bare(read_copy(copy_of(text.encode(), "booklet.txt"), outline)) == bare(original)


@SHARED
@given(
    entries=st.lists(
        st.text(st.characters(codec="utf-8", exclude_characters="\0", exclude_categories=["Cs"]), max_size=40),
        max_size=8,
    ),
    at=st.integers(0, len(REPORT)),
)
@example(entries=[":"], at=REPORT.index("WINDFALL, MY FRIEND"))
def test_strange_lines_among_the_others_find_one_place_or_are_refused(outline, entries, at):
    raw = printed([*REPORT[:at], *entries, *REPORT[at:]]).encode()
    try:
        found = read_copy(copy_of(raw, "booklet.txt"), outline)
    except OriginalError:
        return
    assert check_placing(found, raw).faults == ()


@SHARED
@given(st.binary(max_size=400) | st.text(max_size=400).map(str.encode))
def test_junk_is_refused_and_never_a_surprise(outline, raw):
    try:
        read_copy(copy_of(raw, "junk.txt"), outline)
    except OriginalError as error:
        assert "junk.txt" in str(error)
    else:
        raise AssertionError("junk was taken for the report")


@SHARED
@given(st.text(max_size=300))
@example("-")
def test_every_line_that_is_not_blank_is_in_one_group(text):
    try:
        copy = copy_of(text.encode(), "a.txt")
    except OriginalError:
        return
    numbers = [number for group in copy.groups for number in group.numbers]
    assert sorted(numbers) == [line.number for line in copy.lines]
    assert len(numbers) == copy.source.non_blank
