"""The report's own words beside their retelling, and its poem: with the rights holder's copy and without it."""

from __future__ import annotations

import re
from html import unescape
from html.parser import HTMLParser

import pytest

from tests import warm
from tests.site import originals
from tests.site.wordbook import SECTIONS, WORDS, write


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


def test_what_the_library_says_when_a_book_says_nothing(tmp_path, build):
    write(tmp_path, words="")
    verse = tmp_path / "book" / "verse.md"
    verse.write_text("# Verse\n\n```{poem}\n```\n\n```{retold} verse\n```\n", encoding="utf-8")
    status, said = build(tmp_path)
    assert status == 0, said
    site = tmp_path / "_build" / "html"
    assert "The text of the report is not part of this copy of the book." in plain(offers(site)[0])
    assert "its text is not printed in this copy of the book" in plain(read(site, "verse"))
    assert len(offers(site, "verse")) == 1, "a poem before the mark belongs to no passage after it"


def test_search_finds_the_poem_and_the_retelling_but_no_passage_twice(with_words, without):
    found = searched(with_words)
    assert "vorpal" in found, "the lines of the poem are nowhere else"
    assert "quondam" not in found.lower()
    assert "vorpal" not in searched(without)


def searched(site):
    """Everything that a search of a site has in its pieces of text."""
    return " ".join(path.read_text(encoding="utf-8") for path in (site / "_static" / "search").glob("*.json"))


def plain_command(folder):
    done = warm.plain_book(folder, folder)
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
