"""What readers take along of a figure: its address, its picture, its data, and a page that others may frame."""

from __future__ import annotations

import csv
import gzip
import io
import itertools
import re
import struct
from hashlib import sha256
from urllib.parse import urljoin, urlsplit
from xml.etree import ElementTree

import pytest

from livingwell_learning.charts.exploring import VEGA
from tests.accessibility import broken_rules
from tests.conftest import serving
from tests.site import minibook
from tests.site.readers import DESKTOP, PHONE, settled
from tests.waiting import until
from tests.widgets import tally

WIDGETS = {
    "tally": """
    def rows(self):
        return {"glossary": ["word"], "outline": None}
""",
    "secret": """
    private = True

    def rows(self):
        return {"glossary": None}
""",
}
PAGE = (
    minibook.HEADER
    + """\
# Figures to take

```{code-cell} python
:tags: [remove-input]
import altair as alt, pandas as pd
from livingwell_learning import Secret, Tally, figure, load
from livingwell_learning.charts import dots
table = pd.DataFrame({"Year": [2000, 2012, 2019], "Bodies": [1, 2, 5]})
chart = alt.Chart(table).mark_point().encode(x="Year:Q", y="Bodies:Q")
sources = load().cite("first")
figure(chart, title="Five bodies by 2019", description="Three dots.", sources=sources, table=table, name="bodies")
```

## A part

```{code-cell} python
:tags: [remove-input]
rows = pd.DataFrame({"what": ["Calls", "Letters"], "number": [40, 12], "shown": ["40", "about 12"]})
figure(dots(rows, label="what", value="number", shown="shown"), title="More calls than letters",
       description="Two lines.", sources=sources, table=rows[["what", "shown"]], name="calls")
```

```{code-cell} python
:tags: [remove-input]
Tally("How often?", count=7)
```

```{code-cell} python
:tags: [remove-input]
Secret("How is it?")
```
"""
)


def write(folder):
    minibook.write(folder)
    (folder / "book" / "deep").mkdir()
    (folder / "book" / "deep" / "figures.md").write_text(PAGE, encoding="utf-8")
    (folder / "_toc.yml").write_text(minibook.TOC + "- file: deep/figures\n", encoding="utf-8")
    glossary = folder / "data" / "glossary.csv"
    glossary.write_text(glossary.read_text() + 'other,other,,"Another, with a comma.",words,first\n', encoding="utf-8")
    for name, more in WIDGETS.items():
        (folder / "widgets" / name).mkdir(parents=True)
        for file, text in tally.FILES.items():
            text = text.replace("tally", name).replace("Tally", name.capitalize())
            text = text.replace("<p data-lw-script", '<div class="lw-picture"><b>Orchard</b><svg height="20">'
                                '<rect x="50%" width="10" height="10"/></svg></div><p data-lw-script')  # fmt: skip
            text = text.replace("<output", '<a href="../words.html">Word</a> <output')
            if file == "__init__.py":
                text += more
            (folder / "widgets" / name / file.replace("tally", name)).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def taken(built_once):
    return built_once("a-book-to-take", write) / "_build" / "html"


@pytest.fixture(scope="module")
def address(taken):
    with serving(taken) as found:
        yield f"{found}/deep/figures.html"


@pytest.fixture
def page(context_of, address):
    made = context_of(**DESKTOP).new_page()
    made.problems = []
    made.on("console", lambda message: made.problems.append(message.text) if message.type == "error" else None)
    made.on("pageerror", lambda error: made.problems.append(str(error)))
    made.on("request", lambda asked: note_foreign(made, asked.url))
    yield made
    made.close()


def note_foreign(page, url):
    if urlsplit(url).scheme not in ("data", "blob") and urlsplit(url).hostname != "127.0.0.1":
        page.problems.append(f"asked {url}")


def folds(page):
    return page.locator(".lw-take")


def rows_of(raw):
    return list(csv.reader(io.StringIO(raw.decode("utf-8-sig"))))


def link_of(page, figure, words):
    """Open what a figure offers, and give the link that has some words."""
    fold = page.locator(f"[data-lw-take={figure}]")
    if fold.get_attribute("open") is None:
        fold.locator("summary").click()
    return fold.get_by_role("link", name=words)


def test_the_data_of_a_chart_are_the_rows_of_its_table(page, address):
    page.goto(address)
    with page.expect_download() as download:
        link_of(page, "figure-bodies", "Data (CSV)").click()
    table = page.locator("#figure-bodies table")
    shown = table.evaluate("table => [...table.rows].map(row => [...row.cells].map(cell => cell.textContent))")
    assert rows_of(download.value.path().read_bytes()) == shown
    assert len(shown) == 4


def test_the_data_of_a_widget_are_its_rows_with_their_sources(page, address):
    page.goto(address)
    with page.expect_download() as download:
        link_of(page, "tally", "glossary (CSV)").click()
    header, *rows = rows_of(download.value.path().read_bytes())
    assert [row[header.index("id")] for row in rows] == ["word"]
    assert [row[header.index("sources")] for row in rows] == ["first"]
    with page.expect_download() as download:
        link_of(page, "tally", "outline (CSV)").click()
    assert len(rows_of(download.value.path().read_bytes())) == 2


def test_the_picture_of_a_chart_is_whole_and_says_where_it_comes_from(page, address):
    page.goto(address)
    for name, title in (("bodies", "Five bodies by 2019"), ("calls", "More calls than letters")):
        with page.expect_download() as download:
            link_of(page, f"figure-{name}", "Picture (SVG)").click()
        raw = download.value.path().read_bytes()
        words = " ".join(ElementTree.fromstring(raw).itertext())
        for part in (title, "A first source", "A small book: Figures to take"):
            assert part in words
        assert not re.search(rb"var\(|url\((?!#)|\shref=\"(?!#)|<script|<image|currentColor", raw)


def test_what_holds_answers_offers_its_address_and_nothing_else(page, address, taken):
    page.goto(address)
    fold = page.locator("[data-lw-take=secret]")
    fold.locator("summary").click()
    assert [link.evaluate("link => link.href") for link in fold.get_by_role("link").all()] == [f"{address}#secret"]
    assert not list(taken.glob("*/deep/figures/secret*"))


def test_a_figure_alone_can_be_framed_by_any_page_and_runs_nothing(page, address, tmp_path):
    names = ["figure-bodies", "figure-calls", "tally"]
    alone = [urljoin(address, f"../embed/deep/figures/{name}.html") for name in names]
    frames = "".join(f'<iframe src="{at}"></iframe>' for at in alone)
    (tmp_path / "index.html").write_text(f"<!doctype html><link rel=icon href=data:,><h1>Another site</h1>{frames}")
    with serving(tmp_path) as elsewhere:
        page.goto(elsewhere, wait_until="load")
        for name, frame in zip(names, page.frames[1:], strict=True):
            assert frame.locator(f"#{name}").is_visible()
            assert (
                frame.evaluate("document.scripts.length") == frame.locator("button:visible, input:visible").count() == 0
            )
            assert frame.locator("meta[name=robots]").get_attribute("content") == "noindex"
            assert re.search(r"built on \d+ \w+ \d{4}.* [0-9a-f]{12}", frame.locator("footer").inner_text())
            links = frame.locator("a").evaluate_all("links => links.map(link => link.href)")
            assert f"{address}#{name}" in links and f"{address}#help" in links
            assert name != "tally" or urljoin(address, "../words.html") in links
    assert page.problems == []


@pytest.mark.parametrize("name", ["figure-bodies", "figure-calls", "tally"])
def test_a_figure_alone_is_accessible_in_light_and_dark(context_of, address, name):
    page = context_of(**PHONE).new_page()
    page.goto(urljoin(address, f"../embed/deep/figures/{name}.html"))
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        assert broken_rules(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.close()


def test_an_offer_costs_little(taken):
    html = (taken / "deep" / "figures.html").read_text(encoding="utf-8")
    found = re.findall(r'<details class="lw-take".*?</details>', html, re.DOTALL)
    assert len(found) == 4
    with_one = re.sub(r'<details class="lw-take".*?</details>', "", html, count=3, flags=re.DOTALL)
    without = with_one.replace(found[3], "")
    for fold in found:
        assert len(gzip.compress((without + fold).encode(), 6)) - len(gzip.compress(without.encode(), 6)) <= 600


def opened(page, figure):
    """Open what a figure offers, and wait until the page has filled it."""
    fold = page.locator(f"[data-lw-take={figure}]")
    fold.locator("summary").click()
    until(page, f"document.querySelector('[data-lw-take={figure}] .lw-taking [role=status]')")
    return fold


def test_addresses_stand_there_to_be_seen_and_copied(page, address):
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(address)
    fold = opened(page, "figure-bodies")
    assert (
        fold.get_by_label("The address of this figure as it stands now", exact=True).input_value()
        == f"{address}#figure-bodies"
    )
    fold.get_by_role("button", name="Copy: To put it into another page").click()
    until(page, "document.querySelector('.lw-taking [role=status]').textContent === 'Copied.'")
    copied = page.evaluate("navigator.clipboard.readText()")
    framed = page.evaluate(
        "html => new DOMParser().parseFromString(html, 'text/html').querySelector('iframe').src", copied
    )
    assert framed == urljoin(address, "../embed/deep/figures/figure-bodies.html")
    assert page.problems == []


def test_an_address_holds_the_state_of_a_widget_unless_it_is_of_what_people_say(page, address):
    page.goto(f"{address}?count=8#count=9")
    for figure, end in (
        ("tally", "?count=8#count=9"),
        ("secret", "#secret"),
        ("figure-bodies", "?count=8#figure-bodies"),
    ):
        box = opened(page, figure).get_by_label("The address of this figure as it stands now", exact=True)
        assert box.input_value() == f"{address}{end}"


def test_pictures_are_drawn_in_the_page(page, address):
    page.goto(address)
    fold = opened(page, "figure-calls")
    size = ElementTree.fromstring(
        page.request.get(fold.get_by_role("link", name="Picture (SVG)").evaluate("a => a.href")).text()
    )
    wanted = [2 * round(float(size.get(side))) for side in ("width", "height")]
    assert dots_of(page, fold, "Picture (PNG)") == ("calls.png", wanted)
    fold = opened(page, "tally")
    with page.expect_download() as download:
        fold.get_by_role("button", name="Picture as it stands now (SVG)").click()
    drawn = ElementTree.fromstring(download.value.path().read_bytes())
    words = " ".join(drawn.itertext())
    assert "Figures to take" in words and "Orchard" in words and f"{address}#tally" in words.replace(" ", "")
    assert len(drawn.findall(".//{*}g/{*}rect")) >= 2
    assert not re.search(r"var\(|url\(|currentColor|<image|foreignObject", ElementTree.tostring(drawn, "unicode"))
    wanted = [2 * round(float(drawn.get(side))) for side in ("width", "height")]
    name, size = dots_of(page, fold, "Picture as it stands now (PNG)")
    assert name == "tally.png" and all(abs(one - other) <= 2 for one, other in zip(size, wanted, strict=True))
    assert page.problems == []


def dots_of(page, fold, words):
    """Give the name of a picture that a button makes, and its size in dots."""
    with page.expect_download() as download:
        fold.get_by_role("button", name=words).click()
    raw = download.value.path().read_bytes()
    assert raw.startswith(b"\x89PNG\r\n\x1a\n")
    return download.value.suggested_filename, list(struct.unpack(">II", raw[16:24]))


def focused(page):
    return page.evaluate("document.activeElement.getAttribute('aria-label')")


@pytest.mark.parametrize("device", [PHONE, DESKTOP])
def test_a_chart_is_explored_by_keys_and_loads_nothing_before(browser, address, device):
    context = browser.new_context(**device)
    page = context.new_page()
    problems, asked = [], []
    page.on("console", lambda message: problems.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.on("request", lambda request: asked.append(request.url))
    page.add_init_script("addEventListener('securitypolicyviolation', event => console.error(event.violatedDirective))")
    page.goto(address, wait_until="networkidle")
    assert not [url for url in asked if "/taking/" in url]
    figure = page.locator("#figure-calls")
    button = figure.get_by_role("button", name="Explore this chart")
    said = int(re.search(r"(\d+) kB", button.inner_text())[1])
    button.press("Enter")
    until(page, "document.activeElement.getAttribute('aria-label') === 'Calls: 40'")
    assert 100 < said < 200 and {urlsplit(url).netloc for url in asked} == {urlsplit(address).netloc}
    for key, words in (("ArrowDown", "Letters: about 12"), ("ArrowUp", "Calls: 40"), ("End", "Letters: about 12"),
                       ("ArrowRight", "Letters: about 12"), ("Home", "Calls: 40")):  # fmt: skip
        page.keyboard.press(key)
        assert focused(page) == words == figure.locator(".lw-read").inner_text()
    figure.locator("summary", has_text="The figures as a table").click()
    assert figure.locator("table").is_visible() and not figure.get_by_role("img", name="More calls").is_visible()
    colour = "getComputedStyle(document.querySelector('.lw-exploring .mark-text text')).fill"
    page.emulate_media(color_scheme="light")
    light = page.evaluate(colour)
    page.emulate_media(color_scheme="dark")
    assert page.evaluate(colour) != light
    assert broken_rules(page) == []
    figure.get_by_role("img", name="Letters: about 12").focus()
    page.keyboard.press("Escape")
    assert (
        figure.get_by_role("img", name="More calls than letters").is_visible()
        and page.locator(".lw-exploring").count() == 0
    )
    assert "Explore this chart" in page.evaluate("document.activeElement.textContent")
    assert problems == []
    context.close()


def test_any_chart_is_explored_mark_by_mark(page, address):
    page.goto(address)
    page.locator("#figure-bodies").get_by_role("button", name="Explore this chart").click()
    until(page, "document.activeElement.getAttribute('aria-label') === 'Year: 2000; Bodies: 1'")
    page.keyboard.press("End")
    assert focused(page) == "Year: 2019; Bodies: 5"
    assert page.problems == []


def test_a_chart_that_cannot_be_loaded_says_so_and_stays(browser, address):
    context = browser.new_context(**DESKTOP)
    page = context.new_page()
    page.route("**/vega.min.js", lambda route: route.abort())
    page.goto(address)
    figure = page.locator("#figure-calls")
    figure.get_by_role("button", name="Explore this chart").click()
    figure.get_by_text("It could not be loaded").wait_for()
    assert figure.get_by_role("img", name="More calls than letters").is_visible()
    context.close()


def test_what_draws_a_chart_anew_is_as_its_makers_gave_it():
    told = (VEGA / "VEGA.txt").read_text(encoding="utf-8")
    for name in ("vega.min.js", "vega-interpreter.js"):
        said = re.search(rf"^{re.escape(name)}\n(?:  .*\n)*?  sha256 (\w+)$", told, re.MULTILINE)[1]
        assert sha256((VEGA / name).read_bytes()).hexdigest() == said


def test_offers_work_without_scripts(context_of, address):
    page = context_of(java_script_enabled=False, **DESKTOP).new_page()
    page.goto(address)
    link_of(page, "figure-calls", "Link to this figure").click()
    assert page.url == f"{address}#figure-calls"
    link_of(page, "figure-calls", "A page with this figure alone").click()
    assert page.get_by_text("More calls than letters").is_visible()
    page.go_back()
    assert not page.get_by_role("button", name="Explore this chart").first.is_visible()
    page.close()


def test_a_reader_on_a_phone_takes_a_table_home_in_three_presses(open_page):
    page = open_page("index", **PHONE)
    page.get_by_role("link", name="Look at the evidence").tap()
    fold = page.locator(".lw-take").first
    fold.locator("summary").tap()
    with page.expect_download() as download:
        fold.get_by_role("link", name="Data (CSV)").tap()
    assert len(rows_of(download.value.path().read_bytes())) >= 2
    assert page.errors == page.foreign == []


def test_the_open_pairs_of_the_explorer_stand_in_its_address_and_no_answer_does(open_page):
    page = settled(open_page("report/mechanistic-and-relational", **DESKTOP))
    pair = page.locator(".lw-pair").nth(1)
    pair.locator("summary").first.click()
    pair.get_by_role("radio").first.check()
    box = opened(page, "characteristics-explorer").get_by_label(
        "The address of this figure as it stands now", exact=True
    )
    assert box.input_value().endswith(f"#open={pair.get_attribute('data-lw-pair')}")
    other = settled(open_page("report/mechanistic-and-relational.html#" + box.input_value().split("#")[1], **DESKTOP))
    until(other, "document.querySelectorAll('.lw-pair[open]').length === 1")
    assert other.locator(".lw-pair").nth(1).get_attribute("open") is not None
    assert other.locator("input:checked:not([name=lw-theme])").count() == 0


def test_the_picture_of_a_figure_of_words_holds_no_answer(open_page):
    page = settled(open_page("report/mechanistic-and-relational", **DESKTOP))
    pair = page.locator(".lw-pair").first
    pair.locator("summary").first.click()
    pair.get_by_role("radio").first.check()
    fold = opened(page, "characteristics-explorer")
    with page.expect_download() as download:
        fold.get_by_role("button", name="Picture as it stands now (SVG)").click()
    words = " ".join(ElementTree.fromstring(download.value.path().read_bytes()).itertext())
    for part in ("Separation", "Connection", "Attend to my own part", "Abundance"):
        assert part in words
    assert "Disconnect, so that I am protected" not in words
    assert "how much of this do you see" not in words and "Your answers" not in words
    assert page.locator(".lw-taking-copy").count() == 0
    assert dots_of(page, fold, "Picture as it stands now (PNG)")[1][0] > 1000
    assert page.errors == []


def test_the_picture_of_a_long_list_holds_no_room_for_what_waits_off_the_screen(open_page):
    page = settled(open_page("evidence/publications", **DESKTOP))
    fold = opened(page, "publication-library")
    with page.expect_download() as download:
        fold.get_by_role("button", name="Picture as it stands now (SVG)").click()
    drawn = ElementTree.fromstring(download.value.path().read_bytes())
    heights = sorted(float(text.get("y")) for text in drawn.iter("{http://www.w3.org/2000/svg}text"))
    assert len(heights) >= 300
    assert max(low - high for high, low in itertools.pairwise(heights)) <= 150


def test_paper_asks_for_nothing_that_a_reader_did_not_open(page, address):
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(address, wait_until="networkidle")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.wait_for_timeout(300)
    assert page.locator("details.lw-figure-data[open]").count() == 2 and page.locator(".lw-take[open]").count() == 0
    assert not [url for url in asked if "/taking/" in url]
