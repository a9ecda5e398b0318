"""Small screens and enlarged text: the head leaves room, nothing runs out of the screen, no word breaks."""

from __future__ import annotations

import pytest

from tests.site.readers import PAGES, settled
from tests.waiting import until

# What a browser's own text size does, from within a page whose policy refuses a style of somebody else's.
ENLARGE = """percent => {
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(`html { font-size: ${percent}% !important }`)
  document.adoptedStyleSheets = [sheet]
}"""
# A word that stands on two lines was broken by the screen. Addresses and names of files may break; so may words
# at a hyphen.
BROKEN = r"""() => {
  const broken = [], walker = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT)
  for (let node; node = walker.nextNode();) {
    const parent = node.parentElement
    if (!parent.checkVisibility({ visibilityProperty: true })) continue
    if (parent.closest("code, pre, .lw-unseen, svg, textarea")) continue
    for (const { 0: word, index } of node.data.matchAll(/\S{4,}/gu)) {
      if (/_{5}|[\p{L}\p{N}][-\u2013./_@:&=][\p{L}\p{N}]/u.test(word)) continue
      const range = document.createRange()
      range.setStart(node, index); range.setEnd(node, index + word.length)
      const lines = new Set([...range.getClientRects()].filter(r => r.width > 1).map(r => Math.round(r.top)))
      if (lines.size > 1) broken.push(word)
    }
  }
  return broken
}"""

TOP = "id => document.getElementById(id).querySelector('h2, h3').getBoundingClientRect().top"
# How much of the screen the head takes where the page stands now.
HEAD = "Math.max(0, document.querySelector('header').getBoundingClientRect().bottom)"


@pytest.mark.parametrize("path", PAGES)
def test_twice_as_large_a_text_neither_runs_out_of_a_phone_nor_breaks_a_word(open_page, path):
    page = settled(open_page(path, tab=True, viewport={"width": 390, "height": 844}, reduced_motion="reduce"))
    page.evaluate(ENLARGE, 200)
    until(page, "getComputedStyle(document.documentElement).fontSize === '32px'")
    beyond = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert beyond <= 0, f"{path} scrolls sideways by {beyond} px"
    assert page.evaluate(BROKEN) == []


@pytest.mark.parametrize(
    ("width", "height", "percent"),
    [(320, 568, 100), (320, 256, 100), (390, 844, 200), (320, 568, 200), (1280, 720, 200), (844, 390, 100)],
)
def test_the_head_takes_a_sixth_at_most_or_scrolls_away_and_covers_nothing_one_jumps_to(
    open_page, width, height, percent
):
    page = settled(open_page("places/york", viewport={"width": width, "height": height}, reduced_motion="reduce"))
    page.evaluate(ENLARGE, percent)
    parts = page.evaluate("[...document.querySelectorAll('main section[id]')].slice(1, 6).map(part => part.id)")
    for part in parts:
        page.evaluate("id => { location.hash = id }", part)
        until(page, f"id => ({TOP})(id) < innerHeight", arg=part)
        covered = page.evaluate(HEAD)
        assert covered <= height / 6
        assert page.evaluate(TOP, part) >= covered
