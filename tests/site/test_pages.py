"""Every page of the built book, as readers meet it: offline, without scripts, narrow, dark, by keyboard, on paper."""

from __future__ import annotations

import gzip
import os
import re
import shutil
from base64 import b64encode
from html import unescape
from statistics import median
from urllib.parse import urljoin

import pytest

from livingwell_learning.data import load
from tests.accessibility import broken_rules, whole
from tests.conftest import ROOT, serving
from tests.site.readers import DESKTOP, PAGES, PHONE, settled


@pytest.mark.statement("axe")
@pytest.mark.parametrize("path", PAGES)
def test_page_loads_alone_and_is_accessible(open_page, path):
    for device in (PHONE, DESKTOP):
        page = settled(open_page(path, tab=True, color_scheme="light", reduced_motion="reduce", **device))
        assert page.foreign == []
        assert page.errors == []
        assert page.locator("a:not([href])").evaluate_all("links => links.map(a => a.outerHTML)") == []
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0, f"{path} scrolls sideways by {wide} px at {device['viewport']['width']} px"
        assert broken_rules(page) == []
        page.emulate_media(color_scheme="dark", reduced_motion="reduce")
        assert broken_rules(page, colours_alone=True) == []


KB = 1000
MOST, MEDIAN, SCRIPTS, FIRST_SCREEN = 50 * KB, 30 * KB, 15 * KB, 14 * KB


def packed(body):
    """Give the size of a file as a plain host sends it."""
    return len(gzip.compress(body, 6))


TOGETHER = 4


def test_the_first_load_of_every_page_is_light(browser, site):
    context = browser.new_context(**PHONE)
    packs, loads, paths = {}, {}, [*PAGES, "search"]
    for at in range(0, len(paths), TOGETHER):
        pages = []
        for path in paths[at : at + TOGETHER]:
            sent, page = {}, context.new_page()
            page.on("response", lambda response, sent=sent: sent.setdefault(response.url, response))
            page.goto(f"{site}/{path}.html", wait_until="commit")
            pages.append((path, page, sent))
        for path, page, sent in pages:
            page.wait_for_load_state("networkidle")
            for url, response in list(sent.items()):  # reading a body lets further responses in
                if url not in packs:
                    packs[url] = packed(response.body())
            loads[path] = {url: packs[url] for url in list(sent) if url in packs}
            page.close()
    context.close()
    sizes = {path: sum(load.values()) for path, load in loads.items()}
    scripts = {
        path: sum(size for url, size in load.items() if url.endswith((".js", ".mjs"))) for path, load in loads.items()
    }
    assert min(map(len, loads.values())) >= 5
    assert {path: size for path, size in sizes.items() if size > MOST} == {}
    assert {path: size for path, size in scripts.items() if size > SCRIPTS} == {}
    assert median(sizes[path] for path in PAGES) <= MEDIAN, sizes


def beginning(html, most):
    """Give as much of a page as a number of bytes holds when it is compressed."""
    least, end = 0, len(html)
    while least < end:
        middle = (least + end + 1) // 2
        least, end = (middle, end) if packed(html[:middle]) <= most else (least, middle - 1)
    return html[:least]


IMPORTED = re.compile(rb'@import "([^"]+)"')
# What fills this screen fills that of a smaller phone.
TALL_PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
# A browser paints in layers, and one more of them further down changes some dots by one shade of 255: nobody sees that.
FARTHEST = """async pictures => {
  const [one, other] = await Promise.all(pictures.map(async picture => {
    const bitmap = await createImageBitmap(await (await fetch(`data:image/png;base64,${picture}`)).blob())
    const canvas = new OffscreenCanvas(bitmap.width, bitmap.height).getContext("2d")
    canvas.drawImage(bitmap, 0, 0)
    return canvas.getImageData(0, 0, bitmap.width, bitmap.height).data
  }))
  return one.reduce((most, shade, at) => Math.max(most, Math.abs(shade - other[at])), 0)
}"""


def waited_for(page, html):
    """Give the files that a browser waits for before it shows what stands in this beginning of a page."""
    named = re.findall(rb'<link rel="stylesheet"[^>]*?href="([^"?]+)|<script src="([^"?]+)', html)
    files = [page.parent / (sheet or script).decode() for sheet, script in named]
    return [*files, *(file.parent / other.decode() for file in files for other in IMPORTED.findall(file.read_bytes()))]


def look_alike(canvas, *pictures):
    """Say whether a reader sees no difference between two pictures of a screen."""
    return len(set(pictures)) == 1 or canvas.evaluate(FARTHEST, [b64encode(one).decode() for one in pictures]) <= 1


def test_the_first_screen_of_every_page_is_there_with_the_first_14_kb(browser, built, tmp_path):
    """A page is shown as it comes: what is below the screen is not waited for.

    Nothing is shown before the style sheets of the head and the script that the parser waits for. Typefaces are
    optional: until they are there a stand-in of their width is read. So these files and the beginning of the page,
    together 14 kB, which a server sends before it waits for an answer, are to show what the whole page shows.
    """
    folder, late = tmp_path / "html", []
    shutil.copytree(built, folder, copy_function=os.symlink, ignore=shutil.ignore_patterns("*.woff2"))
    context, canvas = browser.new_context(java_script_enabled=False, **TALL_PHONE), browser.new_page()
    page = context.new_page()
    with serving(folder) as site:
        for path in [*PAGES, "search"]:
            html = (built / f"{path}.html").read_bytes()
            head = html.index(b"</head>")
            files = waited_for(built / path, html[:head])
            assert len(files) >= 2
            # What comes before a sheet further down, which dresses what follows it, is shown without that sheet.
            before = html.find(b'<link rel="stylesheet"', head)
            first = beginning(html[:before], FIRST_SCREEN - sum(packed(file.read_bytes()) for file in files))
            (folder / f"{path}-first.html").write_bytes(first)
            screens = []
            for name in (path, f"{path}-first"):
                page.goto(f"{site}/{name}.html", wait_until="load")
                screens.append(page.screenshot())
            if not look_alike(canvas, *screens):
                late.append(path)
    context.close()
    canvas.close()
    assert late == []


# Without scripts these become their printed forms, which have other words: the tests of each tool read them.
FORMS = (
    ":is("
    + ", ".join(f"[data-lw-widget={tool}]" for tool in ("my_reflection", "our_reflection", "forces", "future"))
    + ")"
)


def words_beside_forms(page):
    """Give what a page says beside its tools, and the headings there."""
    said = page.inner_text("main")
    forms = page.locator(f"main {FORMS}")
    for at in range(forms.count()):
        assert len(forms.nth(at).inner_text()) > 500
        said = said.replace(forms.nth(at).inner_text(), "")
    return said, page.locator(f"main :is(h1, h2, h3):visible:not({FORMS} *)").all_inner_texts()


@pytest.mark.statement("no-scripts")
@pytest.mark.parametrize("path", PAGES)
def test_page_can_be_read_without_scripts(open_page, path):
    live, headings = words_beside_forms(whole(settled(open_page(path, tab=True, **DESKTOP))))
    page = open_page(path, tab=True, java_script_enabled=False, **DESKTOP)
    still, _ = words_beside_forms(page)
    assert len(still) >= 0.99 * len(live)
    assert [line for line in headings if line not in still] == []
    assert page.locator("main h1").count() == 1


def led_to(built, path, way):
    """Give the page that a link of a page leads to, before or on, or nothing where there is none."""
    links = [
        link
        for link in re.findall(r"<a\b[^>]*>", (built / f"{path}.html").read_text(encoding="utf-8"))
        if f'"{way}"' in link
    ]
    assert len(links) <= 1
    return [urljoin(f"/{path}.html", re.search(r'href="([^"]+)"', link)[1])[1:].removesuffix(".html") for link in links]


def test_each_page_leads_on_and_reading_back_leads_through_the_whole_book(built):
    back = {path: led_to(built, path, "lw-prev") for path in PAGES}
    assert [back[path] for path in PAGES] == [[], *([path] for path in PAGES[:-1])]
    assert [path for path in PAGES if len(led_to(built, path, "lw-next")) != (path != PAGES[-1])] == []


def test_light_and_dark_follow_the_device_and_then_the_reader(open_page):
    page = open_page("index", alone=True, color_scheme="dark", **DESKTOP)
    paper = "getComputedStyle(document.body).backgroundColor"
    dark = page.evaluate(paper)
    page.get_by_role("radio", name="Light", exact=True).check()
    light = page.evaluate(paper)
    assert light != dark
    page.reload()
    assert page.evaluate(paper) == light
    page.get_by_role("radio", name="As this device").check()
    assert page.evaluate(paper) == dark
    assert page.evaluate("localStorage.length") == 0


def words_of_page(page):
    return page.locator("button.lw-term")


def test_a_word_of_the_glossary_opens_on_press_without_scripts(open_page):
    path = "about/who-it-is-for"
    for options in (PHONE, DESKTOP):
        page = open_page(path, java_script_enabled=False, **options)
        word = words_of_page(page).first
        note = page.locator(f"#{word.get_attribute('popovertarget')}")
        assert not note.is_visible()
        word.tap() if options is PHONE else word.press("Enter")
        assert note.is_visible()
        assert len(note.locator("p").first.inner_text()) > 20
        page.keyboard.press("Escape")
        assert not note.is_visible()


def test_words_of_the_glossary_are_printed_at_the_end_of_a_page(open_page):
    page = open_page("about/who-it-is-for", **DESKTOP)
    page.emulate_media(media="print")
    notes = page.locator(".lw-note")
    assert notes.count() >= 1
    assert all(notes.nth(i).is_visible() for i in range(notes.count()))
    assert page.locator("#help").is_visible()
    assert not any(page.locator(".lw-contents").nth(i).is_visible() for i in range(2))


def test_every_page_describes_itself_for_search_engines(built):
    described = {}
    for path in PAGES:
        text = (built / f"{path}.html").read_text(encoding="utf-8")
        found = re.search(r'<meta name="description" content="([^"]{50,200})">', text)
        assert found, path
        described.setdefault(found.group(1), []).append(path)
    assert {words: paths for words, paths in described.items() if len(paths) > 1} == {}


# What Lighthouse refuses in English: out of its line such a link says nothing of where it leads.
EMPTY = {
    "click here", "click this", "go", "here", "information", "learn more", "more", "more info", "more information",
    "read more", "right here", "see more", "start", "this",
}  # fmt: skip
LINK = re.compile(r"<a\b[^>]*>(.*?)</a>", re.DOTALL)


def test_the_words_of_every_link_say_where_it_leads(built):
    pages = [*PAGES, "search", "help", "404"]
    links = {page: LINK.findall((built / f"{page}.html").read_text(encoding="utf-8")) for page in pages}
    assert min(map(len, links.values())) >= 20
    words = {page: {unescape(re.sub(r"<[^>]+>", "", link)).strip().lower() for link in links[page]} for page in pages}
    assert {page: said & EMPTY for page, said in words.items() if said & EMPTY} == {}


def test_every_link_leads_somewhere_before_any_script_runs(built):
    tags = {
        page.relative_to(built): re.findall(r"<a\b[^>]*>", page.read_text(encoding="utf-8"))
        for page in built.rglob("*.html")
    }
    assert sum(map(len, tags.values())) >= 10_000
    leads = re.compile(r'\shref="(?!javascript:)')
    nowhere = {page: [tag for tag in links if not leads.search(tag)] for page, links in tags.items()}
    assert {page: links for page, links in nowhere.items() if links} == {}
    mine = (built / "tools" / "my-reflection.html").read_text(encoding="utf-8")
    file = re.search(r'<a class="lw-my-along" href="([^"]+)" download="my-reflection.html">', mine)
    assert (built / "tools" / file[1]).is_file()


def test_the_figures_stay_readable_when_a_page_is_opened_from_a_folder(browser, built):
    page = browser.new_page()
    page.goto((built / "report" / "mechanistic-and-relational.html").as_uri())
    first = load(ROOT).statements["text"].iloc[0]
    assert first in page.locator("main").evaluate("e => e.textContent")
    page.locator("details.lw-pair summary").first.click()
    page.close()


def words_in(path):
    return unescape(re.sub(r"<[^>]+>", "", path.read_text(encoding="utf-8")))


def test_every_statement_and_event_is_in_the_html_itself(built):
    tables = load(ROOT)
    assert len(tables.statements) == 36
    explorer = words_in(built / "report" / "mechanistic-and-relational.html")
    assert [text for text in tables.statements["text"] if text not in explorer] == []
    assert len(tables.events) >= 150
    # What went on in the background has a page of its own, where each year of the timeline leads.
    timeline = "".join(words_in(built / "places" / f"{page}.html") for page in ("timeline", "timeline-background"))
    assert [text for text in [*tables.events["title"], *tables.events["what"]] if text not in timeline] == []
