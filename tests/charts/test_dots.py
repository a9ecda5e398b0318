from __future__ import annotations

import re

import pandas as pd
import pytest

from livingwell_learning.charts import changes, dots, figure
from livingwell_learning.charts.drawing import draw
from livingwell_learning.data import Source

LONG = "People who say that somebody listened to what they wanted, and came back a week later. " * 2
PAPER = "One paper with a rather long name of its own"
ROWS = pd.DataFrame(
    {
        "source": [PAPER, PAPER, "Two"],
        "what": [LONG, "Visits", "Beds in use WWWWWW MMMMMM"],
        "count": [6411.0, 2.0, -300.0],
        "read": ["about 6,411", "2", "\u2212300"],
        "about": [True, False, False],
    }
)  # fmt: skip
PAIRS = pd.DataFrame(
    {"who": ["Everybody in the first group", "Some", "Others"], "first": [52.1, 20.5, 0.0], "last": [106.2, 15.8, 0.5]}
)
SHORT = pd.DataFrame({"what": ["Up", "Down"], "count": [44, 22], "read": ["+44%", "+22%"]})
GIVEN = {
    "dots": dots(ROWS, label="what", value="count", shown="read", group="source", hollow="about"),
    "changes": changes(PAIRS, label="who", start="first", end="last", names=("in the first year", "in the last year")),
    "short": dots(SHORT, label="what", value="count", shown="read"),
}
FAULTS = """svg => {
  const frame = svg.getBoundingClientRect(), found = []
  const texts = [...svg.querySelectorAll('text')].map(text => [text.textContent, text.getBoundingClientRect()])
  const points = [...svg.querySelectorAll('.mark-symbol path')].map(path => ["a dot", path.getBoundingClientRect()])
  for (const [name, box] of [...texts, ...points])
    if (box.left < frame.left - 1 || box.right > frame.right + 1 || box.top < frame.top - 1
      || box.bottom > frame.bottom + 1)
      found.push(`outside: ${name}`)
  texts.forEach(([name, a], at) => [...texts.slice(at + 1), ...points].forEach(([other, b]) => {
    if (a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 2 && b.top < a.bottom - 2)
      found.push(`${name} over ${other}`)
  }))
  return found
}"""


def texts(svg):
    return [re.sub(r"<[^>]*>", "", found) for found in re.findall(r"<text[^>]*>(.*?)</text>", svg)]


def rings(svg):
    symbols = svg[svg.index("mark-symbol") :].split("</g>")[0]
    return [fill == "var(--lw-surface, #fff)" for fill in re.findall(r'fill="([^"]*)"', symbols)]


@pytest.mark.parametrize("width", [256, 640])
@pytest.mark.parametrize("kind", GIVEN)
def test_nothing_lies_over_anything_or_out_of_the_frame(browser, kind, width):
    page = browser.new_page()
    page.set_content(draw(GIVEN[kind](width).to_dict(), width=width, prefix="p"))
    assert page.locator("svg").bounding_box()["width"] == width
    assert page.locator("svg text").count() >= 4
    assert page.locator("svg").evaluate(FAULTS) == []
    page.close()


def test_every_word_is_drawn_in_the_order_of_the_rows():
    svg = draw(GIVEN["dots"](256).to_dict(), width=256, prefix="p")
    drawn = " ".join(texts(svg))
    assert drawn.count("One paper") == 1, "a heading stands once for the rows that follow one another under it"
    wanted = [LONG.split()[0], "Visits", "Beds in use"]
    assert [drawn.index(words) for words in wanted] == sorted(drawn.index(words) for words in wanted)
    assert all(words in drawn for words in ROWS.read)
    labels = drawn[drawn.index("People") : drawn.index("Visits")]
    assert labels.split() == LONG.split()


def test_a_ring_marks_what_is_not_exact_and_where_a_change_began():
    assert rings(draw(GIVEN["dots"](640).to_dict(), width=640, prefix="p")) == [True, False, False]
    assert rings(draw(GIVEN["changes"](640).to_dict(), width=640, prefix="p"))[:4] == [True, False, True, False]


def test_dots_are_as_far_from_zero_as_their_numbers(browser):
    page = browser.new_page()
    page.set_content(draw(GIVEN["short"](640).to_dict(), width=640, prefix="p"))
    lines = [box["width"] for box in (line.bounding_box() for line in page.locator(".mark-rule line").all())]
    assert lines[0] == pytest.approx(2 * lines[1], abs=4)
    page.close()


def test_a_fall_goes_from_right_to_left(browser):
    page = browser.new_page()
    fall = changes(PAIRS.iloc[1:2], label="who", start="first", end="last", names=("a", "b"))
    page.set_content(draw(fall(256).to_dict(), width=256, prefix="p"))
    ring, dot = (path.bounding_box()["x"] for path in page.locator(".mark-symbol path").all()[2:])
    left = {text.text_content(): text.bounding_box()["x"] for text in page.locator("text").all()}
    assert dot < ring
    assert left["15.8"] < dot < ring < left["20.5"]
    page.close()


@pytest.mark.parametrize("column", ["first", "last"])
def test_a_row_without_a_number_is_refused_by_name(column):
    broken = PAIRS.astype({column: "Float64"})
    broken.loc[1, column] = pd.NA
    with pytest.raises(ValueError, match=f"No number in '{column}' for: Some. Give one"):
        changes(broken, label="who", start="first", end="last", names=("a", "b"))


def test_a_figure_draws_such_a_chart_once_for_phones_and_once_for_wider_pages():
    made = figure(GIVEN["dots"], title="t", description="d", sources=[Source("a", "A report")], table=ROWS, name="n")
    wide, narrow = made.to_svg(640), made.to_svg(256)
    assert len(texts(narrow)) > len(texts(wide)) > 4
    assert wide in made.to_html()
    assert narrow in made.to_html()
