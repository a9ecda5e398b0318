"""The check is only worth something if it sees each kind of fault."""

from __future__ import annotations

from dataclasses import replace

import pytest

from livingwell_learning.original.model import Poem
from livingwell_learning.original.placing import check_placing
from tests.original.orchard import printed

RAW = printed().encode()


def changed(original, key, change):
    """Change the blocks of one section."""
    sections = [
        replace(section, blocks=tuple(change(list(section.blocks)))) if section.id == key else section
        for section in original
    ]
    return replace(original, sections=tuple(sections))


def faults(original):
    return " | ".join(check_placing(original, RAW).faults)


def test_every_line_has_one_place_and_its_words(original):
    placing = check_placing(original, RAW)
    assert placing.faults == ()
    assert placing.placed == placing.non_blank == sum(bool(line.strip()) for line in printed().split("\n"))
    assert sum(len(held.lines) for held in placing.held) == placing.placed
    assert placing.held[1].span == "13\u201317"


def test_a_dropped_block_is_seen(original):
    broken = changed(original, "walled", lambda blocks: blocks[1:])
    assert "has no place" in faults(broken)
    assert check_placing(broken, RAW).placed == check_placing(broken, RAW).non_blank - 1


def test_a_doubled_block_is_seen(original):
    assert "has more than one place" in faults(changed(original, "walled", lambda blocks: [*blocks, blocks[0]]))


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace("lonely", "lovely"),
        lambda text: text.replace(",", ""),
        lambda text: text.replace("how ", ""),
        lambda text: text.replace("they began", "theybegan"),
        lambda text: f"{text} {text}",
        lambda text: "",
    ],
)
def test_other_words_or_signs_in_a_paragraph_are_seen(original, change):
    def change_blocks(blocks):
        at = next(at for at, block in enumerate(blocks) if "lonely" in block.text)
        blocks[at] = replace(blocks[at], text=change(blocks[at].text))
        return blocks

    assert "has other words than the copy" in faults(changed(original, "walled", change_blocks))


def test_words_in_another_section_than_their_lines_are_seen(original):
    def swap(blocks):
        first, *rest, last = blocks
        return [replace(first, lines=last.lines), *rest, replace(last, lines=first.lines)]

    assert "has other words" in faults(changed(original, "trees-first", swap))


def test_a_changed_item_heading_or_speaker_is_seen(original):
    item = changed(original, "two-things", lambda blocks: [replace(blocks[0], items=blocks[0].items[:1])])
    assert "the list of section 'two-things'" in faults(item)
    speaker = changed(original, "trees-first", lambda blocks: [replace(block, speaker="") for block in blocks])
    assert "the quotation of section 'trees-first'" in faults(speaker)
    heading = [replace(section, heading="SAND") if section.id == "soil" else section for section in original]
    assert "the heading of section 'soil'" in faults(replace(original, sections=tuple(heading)))


def test_a_place_for_a_line_that_is_not_there_is_seen(original):
    extra = changed(original, "soil", lambda blocks: [replace(blocks[0], lines=(*blocks[0].lines, 9999))])
    assert "line 9999 is blank or not in the copy" in faults(extra)


def test_parts_that_are_not_those_of_the_sections_are_seen(original):
    assert "quotations are not those" in faults(replace(original, quotations=()))
    said = replace(original.statements[0], text="Mind every bed")
    assert "1 of the statements" in faults(replace(original, statements=(said, *original.statements[1:])))
    poem = Poem("", "", original.poem.stanzas[1:])
    assert "lines of the poem are not those" in faults(replace(original, poem=poem))


def test_many_faults_are_counted_and_not_all_listed(original):
    placing = check_placing(replace(original, sections=original.sections[:1]), RAW)
    assert sum("has no place" in fault for fault in placing.faults) == 5
    assert "more lines likewise" in " ".join(placing.faults)
