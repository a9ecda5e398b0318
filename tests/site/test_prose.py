"""What ``benchmarks/prose.py`` takes for a sentence, and how it counts."""

from __future__ import annotations

import pytest

from benchmarks.prose import Prose, read

PAGE = """<main><h2>No heading.</h2>
<p><strong>Rain.</strong> It fell for <button class="lw-term">four days</button>.<a class="lw-cite">1</a>
Dr. A. Hill of A&amp;E. <b>Nobody</b> counted the drops!</p>
<p>We looked for:</p><ul><li>dates</li><li>names.</li></ul>
<ol><li>Open the gate.</li><li>Close it.</li></ol>
<table><tr><td><p>A cell.</p></td></tr></table><div class="lw-widget"><p>A tool.</p></div>
<section class="lw-page-sources"><ol><li>A source.</li></ol></section></main>"""


def test_sentences_of_paragraphs_and_of_whole_items_are_counted_and_nothing_else():
    assert read(PAGE).sentences == [
        "It fell for four days.", "Dr. A. Hill of A&E.", "Nobody counted the drops!", "Open the gate.", "Close it.",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("lengths", "outside"),
    [
        ([8, 15, 16, 17, 18], []),
        ([8, 8, 8, 8, 40], ["short"]),
        ([20] * 5, ["mean"]),
        ([2, 12, 12, 31, 31], ["mean", "long"]),
    ],
)
def test_what_a_page_does_not_keep_is_named(lengths, outside):
    assert Prose(["a " * length for length in lengths]).outside() == outside
