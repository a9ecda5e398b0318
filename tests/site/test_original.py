"""The report's own words beside their retelling, and its poem: with the rights holder's copy and without it."""

from __future__ import annotations

import re
import subprocess
import sys
from contextlib import ExitStack
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.conftest import serving
from tests.site import minibook, originals
from tests.site.test_pages import AXE, DESKTOP, PHONE

INDEX = """\
# A small book

It has a {gloss}`word` that opens on press, and [a page that counts](count.md). {cite:p}`first`

```{retold} start
```

Here the start is told.

It goes on.

```{retold} middle
```

Here the middle is told.

## Below

This was never in the report.
"""
VERSE = """\
# Verse

```{retold} verse
```
```{poem}
It stands *elsewhere*, see [the words](words.md).
```

## After

Text.
"""
CELL = 'print("counted", len(load().glossary), "words")\n'
READING = """\
from livingwell_learning.original import read
found = read("..")
print("own words:", found and found.statements[0].text)
"""
SECTIONS = (("start", "START"), ("middle", ""), ("verse", "VERSE"))
WORDS = """\
    livingwell_original_words:
      where: A small press printed it in 1901.
      page: words
      page_words: All about it
      whose: The small press wrote this & owns it.
"""


def write(folder, words=WORDS):
    """Write the small book with three sections of a report, a verse and a cell that reads the own words."""
    minibook.write(folder)
    (folder / "book" / "index.md").write_text(INDEX, encoding="utf-8")
    (folder / "book" / "verse.md").write_text(VERSE, encoding="utf-8")
    count = folder / "book" / "count.md"
    text = count.read_text(encoding="utf-8")
    assert CELL in text
    count.write_text(text.replace(CELL, CELL + READING), encoding="utf-8")
    with (folder / "data" / "outline.csv").open("a", encoding="utf-8") as table:
        table.write("middle,Middle & more,index,first\nverse,Verse,verse,first\n")
    with (folder / "_toc.yml").open("a", encoding="utf-8") as contents:
        contents.write("- file: verse\n")
    config = folder / "_config.yml"
    title = "    html_title: A small book\n"
    text = config.read_text(encoding="utf-8")
    assert title in text
    config.write_text(text.replace(title, title + words), encoding="utf-8")
    return folder


def built(folder):
    command = [sys.executable, "-m", "livingwell_learning.cli", "build", "--root", str(folder)]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-2000:]
    return folder / "_build" / "html"


@pytest.fixture(scope="module")
def without(tmp_path_factory):
    return built(write(tmp_path_factory.mktemp("without")))


@pytest.fixture(scope="module")
def with_words(tmp_path_factory):
    folder = write(tmp_path_factory.mktemp("with"))
    originals.write(folder, sections=SECTIONS)
    return built(folder)


def read(site, page):
    return (site / f"{page}.html").read_text(encoding="utf-8")


def offers(site, page="index"):
    return re.findall(r'<details class="lw-original.*?</details>', read(site, page), re.DOTALL)


def plain(html):
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def test_without_the_copy_each_place_says_where_the_report_is_published(without):
    start, middle = offers(without)
    assert plain(start) == (
        "Where to read the report’s own words : Start A small press printed it in 1901. All about it"  # noqa: RUF001
    )
    assert ": Middle & more" in plain(middle) and '<a href="words.html">' in middle
    assert ["lw-original-last" in offer for offer in (start, middle)] == [False, True]
    assert "Read the report" not in read(without, "index")


def test_with_the_copy_each_place_offers_the_words_and_says_whose_they_are(with_words):
    start, middle = offers(with_words)
    assert plain(start).startswith("Read the report’s own words : Start START Quondam words begin")  # noqa: RUF001
    assert ": Middle & more Quondam" in plain(middle), "a section without a printed heading goes without"
    for offer in (start, middle):
        assert "The small press wrote this & owns it." in plain(offer)
        assert "1901" not in offer
        assert "<p>Quondam words begin, with &lt;b&gt; &amp; an ampersand.</p>" in offer
        assert re.search(r"<ul>\s*<li>First quondam item</li>\s*<li>Second quondam item</li>\s*</ul>", offer)
        said = r"<figure>\s*<blockquote><p>“We said so.”</p></blockquote>\s*<figcaption>A voice</figcaption>\s*</fig"
        assert re.search(said, offer)
        assert '<p class="lw-original-note"><span>Footnote:</span> A note at the foot.</p>' in offer
        assert '<p class="lw-original-label">Read it here</p>' in offer
        assert '<p class="lw-original-heading">A heading inside</p>' in offer
        assert not re.search(r"<h\d", offer)


@pytest.mark.parametrize("kind", ["without", "with_words"])
def test_the_offer_stands_at_the_end_of_its_passage(kind, request):
    page = read(request.getfixturevalue(kind), "index")
    told = ["Here the start is told", "It goes on.", ": Start<"]
    told += ["Here the middle is told", ": Middle &amp; more<", "Below<"]
    places = [page.index(words, page.index("<article")) for words in told]
    assert places == sorted(places)


class Audit(HTMLParser):
    VOID = {"br", "meta", "link", "input", "img", "hr"}

    def __init__(self, text):
        super().__init__()
        self.ids, self.open = [], []
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        self.ids += [value for name, value in attributes if name == "id"]
        if tag in {"p", "ul", "blockquote", "figure", "details"}:
            assert not {"p", "span", "summary"} & set(self.open), (tag, self.open)
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert tag in self.VOID or self.open.pop() == tag


@pytest.mark.parametrize("kind", ["without", "with_words"])
@pytest.mark.parametrize("page", ["index", "verse"])
def test_the_pages_are_well_formed_and_their_ids_are_their_own(kind, page, request):
    audit = Audit(read(request.getfixturevalue(kind), page))
    assert audit.open == []
    assert len(audit.ids) == len(set(audit.ids))


def test_the_poem_keeps_its_stanzas_and_its_lines(with_words):
    page = read(with_words, "verse")
    poem = re.search(r'<figure class="lw-poem">.*?</figure>', page, re.DOTALL).group()
    assert "<cite>Made-up verse</cite> <span>by K</span>" in poem
    stanzas = re.findall(r'<p class="lw-stanza">(.*?)</p>', poem, re.DOTALL)
    assert [re.findall(r"<span>(.*?)</span>", stanza) for stanza in stanzas] == [
        ["A vorpal line", "runs on &amp; on"],
        ["and &lt;then&gt;", "it stops"],
    ]
    assert [stanza.count("<br>") for stanza in stanzas] == [1, 1]
    assert "elsewhere" not in page
    assert "rights holder" in page.split("</figure>")[1]
    assert offers(with_words, "verse") == [], "the poem stands there once"


def test_without_the_copy_the_poem_has_its_note(without):
    page = read(without, "verse")
    note = re.search(r'<div class="lw-poem-place.*?</div>', page, re.DOTALL).group()
    assert "It stands <em>elsewhere</em>" in note and 'href="words.html"' in note
    assert "vorpal" not in page and offers(without, "verse") == []


def test_what_the_library_says_when_a_book_says_nothing(tmp_path):
    write(tmp_path, words="")
    verse = tmp_path / "book" / "verse.md"
    verse.write_text("# Verse\n\n```{poem}\n```\n\n```{retold} verse\n```\n", encoding="utf-8")
    site = built(tmp_path)
    assert "The text of the report is not part of this copy of the book." in plain(offers(site)[0])
    assert "its text is not printed in this copy of the book" in plain(read(site, "verse"))
    assert len(offers(site, "verse")) == 1, "a poem before the mark belongs to no passage after it"


def test_search_finds_the_poem_and_the_retelling_but_no_passage_twice(with_words, without):
    index = (with_words / "searchindex.js").read_text(encoding="utf-8")
    assert "vorpal" in index, "the lines of the poem are nowhere else"
    assert "quondam" not in index.lower()
    assert "vorpal" not in (without / "searchindex.js").read_text(encoding="utf-8")


def plain_command(folder):
    command = [str(Path(sys.executable).with_name("jupyter-book")), "build", str(folder / "book"), "-W"]
    command += ["--config", str(folder / "_config.yml"), "--toc", str(folder / "_toc.yml")]
    command += ["--path-output", str(folder)]
    done = subprocess.run(command, capture_output=True, text=True)
    return done.returncode, done.stdout + done.stderr


def test_pages_and_figures_follow_the_copy_as_it_comes_changes_and_goes(tmp_path):
    write(tmp_path)
    site = tmp_path / "_build" / "html"

    def now():
        status, said = plain_command(tmp_path)
        assert status == 0, said[-4000:]
        shown = re.search(r"own words: (.*)", unescape(read(site, "count"))).group(1)
        index = read(site, "index")
        return "Quondam" in index, "Changed words" in index, "vorpal" in read(site, "verse"), shown

    assert now() == (False, False, False, "None")
    place = originals.write(tmp_path, sections=SECTIONS)
    assert now() == (True, False, True, originals.STATEMENTS[0][3])
    changed = [{"kind": "paragraph", "text": "Changed words."}]
    rows = [("oak-ash", "relational", 1, "Another way")]
    originals.write(tmp_path, sections=SECTIONS, blocks=changed, statements=rows)
    assert now() == (False, True, True, "Another way")
    for path in place.iterdir():
        path.unlink()
    place.rmdir()
    assert now() == (False, False, False, "None")


@pytest.mark.parametrize(
    ("name", "old", "new", "parts"),
    [
        ("original.json", '"sections"', '"sects"', ["original.json", "sections"]),
        ("original.json", '"format": 1', '"format": 9', ["original.json", "9", "format 1"]),
        ("original.json", "}", "", ["original.json"]),
        ("original.json", '"paragraph"', '"paragraf"', ["original.json", "paragraf"]),
        ("statements.csv", ",1,", ",one,", ["statements.csv", "one"]),
        ("poem.json", '"stanzas"', '"verses"', ["poem.json", "stanzas"]),
    ],
)
def test_a_damaged_copy_stops_the_build_and_leaves_the_last_good_site(tmp_path, build, name, old, new, parts):
    write(tmp_path)
    page = tmp_path / "_build" / "html" / "index.html"
    page.parent.mkdir(parents=True)
    page.write_text("the last good page", encoding="utf-8")
    path = originals.write(tmp_path, sections=SECTIONS) / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    status, said = build(tmp_path)
    assert status == 1
    assert [part for part in parts if part not in said] == []
    assert "livingwell original" in said, "it says what to do"
    assert "reading sources" not in said and "Traceback" not in said
    assert page.read_text(encoding="utf-8") == "the last good page"


def test_a_word_that_the_library_does_not_know_is_refused_with_what_it_knows(tmp_path, build):
    write(tmp_path, words=WORDS.replace("where:", "were:"))
    status, said = build(tmp_path)
    assert status == 1
    assert "livingwell_original_words does not know 'were'. It knows where, page" in said


@pytest.fixture
def visit(browser, request):
    """Open a page of the small book as some reader: ``visit("with_words", "index", **options)``."""
    with ExitStack() as stack:

        def opened(kind, path="index", **options):
            address = stack.enter_context(serving(request.getfixturevalue(kind)))
            context = browser.new_context(**options)
            stack.callback(context.close)
            page = context.new_page()
            page.errors = []
            page.on("console", lambda message: page.errors.append(message.text) if message.type == "error" else None)
            page.on("pageerror", lambda error: page.errors.append(str(error)))
            page.goto(f"{address}/{path}.html")
            return page

        yield opened


@pytest.mark.parametrize("scripts", [True, False])
@pytest.mark.parametrize(
    ("kind", "words"), [("with_words", "Quondam words begin"), ("without", "A small press printed")]
)
def test_it_opens_by_keyboard_and_by_touch_with_scripts_and_without(visit, kind, words, scripts):
    page = visit(kind, java_script_enabled=scripts, **DESKTOP)
    offer = page.locator(".lw-original").first
    inside = offer.get_by_text(words)
    assert not inside.is_visible()
    offer.locator("summary").press("Enter")
    assert inside.is_visible()
    offer.locator("summary").press("Space")
    assert not inside.is_visible()
    page = visit(kind, java_script_enabled=scripts, **PHONE)
    summary = page.locator(".lw-original summary").first
    assert summary.bounding_box()["height"] >= 44
    summary.tap()
    assert page.locator(".lw-original").first.get_by_text(words).is_visible()


@pytest.mark.parametrize("scripts", [True, False])
def test_paper_gets_the_words_that_stand_open_and_no_others(visit, scripts):
    page = visit("with_words", java_script_enabled=scripts, **DESKTOP)
    page.locator(".lw-original summary").first.click()
    page.emulate_media(media="print")
    if scripts:
        page.evaluate("dispatchEvent(new Event('beforeprint'))")
    passages = page.locator(".lw-original")
    assert passages.nth(0).get_by_text("Quondam words begin").bounding_box()["height"] > 5
    assert not passages.nth(1).is_visible()
    assert not page.get_by_text("They print with this page").first.is_visible()


@pytest.mark.parametrize("scripts", [True, False])
def test_paper_without_the_copy_says_once_where_the_report_is(visit, scripts):
    page = visit("without", java_script_enabled=scripts, **DESKTOP)
    page.emulate_media(media="print")
    if scripts:
        page.evaluate("dispatchEvent(new Event('beforeprint'))")
    said = page.get_by_text("A small press printed it in 1901.")
    assert said.count() == 2
    assert [bool(box and box["height"] > 5) for box in (said.nth(n).bounding_box() for n in range(2))] == [False, True]


@pytest.mark.parametrize("path", ["index", "verse"])
@pytest.mark.parametrize("kind", ["without", "with_words"])
def test_the_pages_are_accessible_and_fit_a_phone_open_as_closed(visit, kind, path):
    for scheme in ("light", "dark"):
        for device in (PHONE, DESKTOP):
            page = visit(kind, path, color_scheme=scheme, **device)
            for summary in page.locator(".lw-original summary").all():
                summary.click()
            found = Axe().run(page, options=AXE).response["violations"]
            assert [(v["id"], [n["target"] for n in v["nodes"]][:3]) for v in found] == []
            assert page.errors == []
            assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0


def test_the_lines_of_the_poem_hang_break_in_a_copy_and_stay_together_on_paper(visit):
    page = visit("with_words", "verse", **PHONE)
    line = page.locator(".lw-stanza span").first
    one = line.bounding_box()["height"]
    page.evaluate("document.querySelector('.lw-stanza span').textContent = 'a line much too long for it '.repeat(6)")
    assert line.bounding_box()["height"] > 2.5 * one
    first, second = line.evaluate("""e => {
      const range = document.createRange()
      range.selectNodeContents(e)
      return [...range.getClientRects()].map(r => r.left).slice(0, 2)
    }""")
    assert second - first > 15, "the second row of a long line stands further in"
    page = visit("with_words", "verse", **DESKTOP)
    copied = page.locator(".lw-poem blockquote").inner_text()
    assert re.sub(r"\n{2,}", "\n\n", copied).strip() == "A vorpal line\nruns on & on\n\nand <then>\nit stops"
    bare = page.locator(".lw-poem blockquote")
    page.evaluate("document.querySelectorAll('link[rel=stylesheet]').forEach(link => link.remove())")
    assert "A vorpal line\nruns on & on" in bare.inner_text(), "the lines hold without a style sheet"
    page = visit("with_words", "verse", **DESKTOP)
    page.emulate_media(media="print")
    assert page.locator(".lw-stanza").first.evaluate("e => getComputedStyle(e).breakInside") == "avoid"
