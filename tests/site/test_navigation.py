"""Ways through a book: short labels, parts that fold around the page, what next, the time it takes, and drawings."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest

from livingwell_learning.site.drawings import DrawingError, drawing
from livingwell_learning.site.reading import WORDS_A_MINUTE, minutes
from tests.conftest import ROOT
from tests.site import minibook
from tests.site.readers import PAGES

SVG = '<svg viewBox="0 0 9 9"><path id="a" class="m" d="M0 0h9"/><use href="#a"/></svg>'
TITLE = "# A small book\n"
ROUTES = """
```{routes}
- title: A short way
  words: Only the count.
  stops: [count, index]
- title: All of it
  parts: [One, Two]
```
"""


@pytest.fixture(scope="module")
def site(built_once):
    def write(folder):
        minibook.write(folder)
        book = folder / "book"
        (book / "drawings").mkdir()
        (book / "drawings" / "dots.svg").write_text(SVG, encoding="utf-8")
        (book / "drawings" / "drawings.css").write_text(".m{fill:red}", encoding="utf-8")
        index = book / "index.md"
        index.write_text(
            index.read_text(encoding="utf-8")
            + ROUTES
            + "\n```{drawing} dots\n:alt: Two dots.\n\nThe words of the dots.\n```\n\n"
            + "```{drawn-list}\ndots: One & all\n```\n\n"
            + "```{facing} glossary\n:first: term\n:second: definition\n:between: dots\n```\n",
            encoding="utf-8",
        )
        count = book / "count.md"
        text = count.read_text(encoding="utf-8")
        front = "nav_title: Count\nkicker: Numbers\nopener: dots\nnext: [words, index]\n"
        count.write_text(text.replace("---\n", f"---\n{front}", 1), encoding="utf-8")
        words = book / "words.md"
        words.write_text("---\nminutes: 15\n---\n" + words.read_text(encoding="utf-8"), encoding="utf-8")
        (folder / "_toc.yml").write_text(
            "format: jb-book\nroot: index\nparts:\n- caption: One\n  chapters:\n  - file: count\n"
            "- caption: Two\n  chapters:\n  - file: words\n",
            encoding="utf-8",
        )
        return folder

    return built_once("ways", write) / "_build" / "html"


@pytest.fixture(scope="module")
def of_site(site):
    return lambda name: (site / f"{name}.html").read_text(encoding="utf-8")


def contents(page):
    """Give the side's parts as caption, whether it stands open, and its pages as label and mark."""
    nav = re.search(r'<nav class="lw-side.*?</nav>', page, re.DOTALL)[0]
    parts = re.findall(r"<details( open)?><summary><h2>(.*?)</h2>.*?</summary>(.*?)</details>", nav, re.DOTALL)
    return [(caption, bool(opened), re.findall(r"<a [^>]*?( aria-current=\"page\")?>(.*?)</a>", inside))
            for opened, caption, inside in parts]  # fmt: skip


def test_contents_fold_around_the_page_and_name_pages_by_their_labels(of_site):
    assert contents(of_site("count")) == [
        ("One", True, [(' aria-current="page"', "Count")]),
        ("Two", False, [("", "Words")]),
    ]
    assert [opened for _, opened, _ in contents(of_site("words"))] == [False, True]
    assert not any(opened for _, opened, _ in contents(of_site("index")))


def test_the_head_links_to_each_part_and_marks_the_one_that_holds_the_page(of_site):
    main = re.search(r'<nav class="lw-tools".*?</nav>', of_site("words"), re.DOTALL)[0]
    assert re.search(r'href="count.html">One</a>', main)
    assert re.search(r'href="#" aria-current="page">Two</a>', main)


def test_above_the_headline_stand_part_kind_and_minutes(of_site):
    kicker = re.search(r'<div class="lw-kicker">(.*?)</div>', of_site("count"))[1]
    assert re.findall(r"<span>(.*?)</span>", kicker) == ["One", "Numbers", "1 minute"]
    assert "lw-drawing-dots" in re.search(r'<div class="lw-opener">.*?</div>', of_site("count"))[0]
    said = re.search(r'<div class="lw-kicker">(.*?)</div>', of_site("words"))[1]
    assert re.findall(r"<span>(.*?)</span>", said)[-1] == "15 minutes", "a page may say itself how long it takes"


def turn(page):
    nav = re.search(r'<nav class="lw-turn".*?</nav>', page, re.DOTALL)[0]
    return re.findall(r'<a class="lw-(next|more|prev)".*?href="(.*?)"', nav)


def test_what_comes_next_is_what_the_editor_chose_else_the_order(of_site):
    assert turn(of_site("count"))[:2] == [("next", "words.html"), ("more", "index.html")]
    assert turn(of_site("index")) == [("next", "count.html")]


def test_routes_say_how_long_their_words_take(of_site):
    routes = of_site("index").split('<ol class="lw-routes">')[1].split("<figure")[0]
    assert routes.count("1 minute") == 2
    assert re.findall(r'<a class="lw-route" href="(.*?)">(.*?)</a>', routes) == [
        ("count.html", "A short way"),
        ("count.html", "All of it"),
    ]
    assert re.findall(r"<li><a href=\"(.*?)\">(.*?)</a>", routes) == [("count.html", "Count"), ("#", "A small book")]


def test_minutes_are_counted_from_words():
    assert [minutes(n * WORDS_A_MINUTE) for n in (0, 1, 2.4, 2.6, 40)] == [1, 1, 2, 3, 40]


def test_a_drawing_stands_with_its_words_and_its_sheet(of_site, site):
    page = of_site("index")
    figure = re.search(r'<figure class="lw-drawn">.*?</figure>', page, re.DOTALL)[0]
    assert 'role="img" aria-label="Two dots."' in figure
    assert "The words of the dots." in figure
    assert '<path id="d0-a"' in figure
    assert 'href="#d0-a"' in figure
    sheet = re.search(r'href="(_static-\w+/drawings\.css)"', page)[1]
    assert sheet not in of_site("words")
    assert (site / sheet).is_file()
    assert re.search(
        r'<ul class="lw-drawn-list">\s*<li><svg [^>]*aria-hidden="true".*?<span>One &amp; all</span>', page
    )
    facing = re.search(r'<ul class="lw-facing">.*?</ul>', page, re.DOTALL)[0]
    assert re.sub(r"<[^>]+>", "", facing).strip() == "word and What people say."


@pytest.mark.parametrize(
    ("svg", "said"),
    [
        (SVG.replace('class="m"', 'style="fill:red"'), "style="),
        (SVG.replace('class="m"', 'fill="#f00"'), 'fill="'),
        (SVG.replace("<path", "<script>1</script><path"), "<script"),
        (SVG.replace("viewBox", "box"), "no <svg> with a viewBox"),
    ],
)
def test_a_drawing_that_would_break_the_policy_or_the_theme_is_refused(tmp_path, svg, said):
    path = tmp_path / "a.svg"
    path.write_text(svg, encoding="utf-8")
    with pytest.raises(DrawingError, match=re.escape(said)):
        drawing(path)


def test_every_drawing_of_the_book_can_be_used():
    for path in (ROOT / "book" / "drawings").glob("*.svg"):
        assert drawing(path).startswith("<svg ")


@pytest.mark.parametrize(
    ("page", "old", "new", "said"),
    [
        ("count.md", "---\n", "---\nnav_title: A label that is far too long for it\n", "the contents have room for 28"),
        ("count.md", "---\n", "---\nnext: nowhere\n", "'nowhere', which is no page"),
        (
            "index.md",
            TITLE,
            f"{TITLE}\n```{{routes}}\n- title: T\n  stops: [nowhere]\n```\n",
            "'nowhere', which is no page",
        ),
        ("index.md", TITLE, f"{TITLE}\n```{{routes}}\n- words: x\n```\n", "Each needs a title"),
        ("index.md", TITLE, f"{TITLE}\n```{{drawing}} none\n```\n", "no drawing 'none'"),
        ("index.md", TITLE, f"{TITLE}\n```{{facing}} glossary\n:first: no\n```\n", "columns first and second"),
    ],
)
def test_what_an_editor_mistypes_is_named_with_its_page(book, build, page, old, new, said):
    path = book / "book" / page
    path.write_text(path.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    status, words = build(book)
    assert status != 0
    assert said in words
    assert page.removesuffix(".md") in words


class Headings(HTMLParser):
    def __init__(self, text):
        super().__init__()
        self.found, self.inside = [], None
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        if re.fullmatch("h[1-6]", tag):
            self.inside = ""

    def handle_data(self, data):
        if self.inside is not None:
            self.inside += data

    def handle_endtag(self, tag):
        if re.fullmatch("h[1-6]", tag):
            self.found.append(self.inside)
            self.inside = None


@pytest.mark.parametrize("path", PAGES)
def test_a_page_of_the_book_has_a_short_label_a_short_headline_and_clean_names(built, path):
    text = (ROOT / "book" / f"{path}.md").read_text(encoding="utf-8")
    headline = re.search(r"(?m)^# (.*)$", text)[1]
    assert len(headline) <= 60, headline
    named = re.search(r"(?m)^nav_title: (.*)$", text)
    assert path == "index" or (named and len(named[1].strip('"')) <= 28)
    page = (built / f"{path}.html").read_text(encoding="utf-8")
    names = [name.strip() for name in Headings(page).found]
    assert len(names) > 5
    assert [name for name in names if name.endswith("#") or not name] == []
    assert page.count('aria-current="page"') >= 2 or path == "index"
