"""Pages as people really write them: each thing is shown well, or refused with its page and line."""

from __future__ import annotations

import re
import struct
import zlib
from urllib.parse import quote

import pytest

from livingwell_learning.site.execution import last_words
from livingwell_learning.site.maths import MathsError, mathml
from livingwell_learning.site.pictures import wordless
from livingwell_learning.site.scrolling import scrolling
from tests.conftest import serving
from tests.site import minibook
from tests.site.readers import DESKTOP, PHONE
from tests.waiting import until

REFUSED = {
    "live": minibook.HEADER + """
# Live widgets

```{code-cell} python
import ipywidgets
ipywidgets.VBox([ipywidgets.IntSlider(description="How many")])
```

```{code-cell} python
import altair, pandas
altair.Chart(pandas.DataFrame({"a": [1, 2]})).mark_point().encode(x="a:Q")
```

```{code-cell} python
from IPython.display import HTML
HTML('<img src="https://example.org/a.png" alt="A tree">')
```

```{code-cell} python
altair.Chart(pandas.DataFrame({"a": range(6000)})).mark_point().encode(x="a:Q").to_dict() and None
```
""",
    "silent": """# Silent pictures

![](img/a.png)

```{figure} img/a.png
A caption
```

```{image} img/a.png
```

<p>Text</p>
<img src="../img/a.png">

Text and <img src="../img/a.png"> in a line.

```{figure-md}
![](img/a.png)

A caption
```
""",
    "formulas": """# Formulas

Here is {math}`a^{2` and more.

```{math}
\\nosuch{a}
```
""",
}  # fmt: skip
SAID = [
    r"book/live\.md:9: this cell shows a live widget of ipywidgets",
    r"book/live\.md:14: this cell ends in a bare chart, .* Use figure\(",
    r"book/live\.md:19: this cell shows 'https://example\.org/a\.png', which would be loaded from another host\.",
    r"book/live\.md:25: the code on this line failed: MaxRowsError: The number of rows .*5000.* large datasets",
    r"book/silent\.md:3: this picture says nothing .* !\[what it shows\]",
    r"book/silent\.md:5: this picture says nothing .* :alt: what it shows",
    r"book/silent\.md:9: this picture says nothing",
    r'book/silent\.md:13: this picture says nothing .* alt="what it shows"',
    r'book/silent\.md:15: this picture says nothing .* alt="what it shows"',
    r"book/silent\.md:17: this picture says nothing .* !\[what it shows\]",
    r"book/formulas\.md:3: the formula 'a\^\{2' has a brace that nothing closes",
    r"book/formulas\.md:5: the formula .* has \\nosuch, which is no command",
]
LINKS = """# Links that lead nowhere

<video src="no.mp4" poster="no.png"></video> <audio src="no.mp3"></audio> <iframe src="no.html" title="No"></iframe>
<object data="no.svg"></object> <img alt="x" srcset="no-1.png 1x, no-2.png 2x"> <a href="../../data/x.csv">out</a>
<a href="/data/x.csv">root</a> <a href="https://[2001:db8::1/x">odd</a>
"""
SHOWN = {
    "maths": """# Maths

The square of a number is {math}`a^2`, and a longer line follows.

```{math}
:label: both
a &= b \\\\
c &= \\sqrt{d}
```

As {eq}`both` says.
""",
    "tables": minibook.HEADER + """
# Wide tables

| A long heading | Another heading | Institutionalisation | Deinstitutionalisation | Reinstitutionalisation | The last |
|---|---|---|---|---|---|
| a | b | c | d | e | f |

| Small | Table |
|---|---|
| a | b |

```{code-cell} python
import pandas as pd
pd.DataFrame({f"Deinstitutionalisation {name}": ["x"] for name in "abcdefghi"})
```
""",
    "pictures": """# Pictures

![A tree](<img/a tree.png>)

![An accent](img/é.png)

```{image} img/a.png
:alt: ""
```

```{image} img/a.png
:alt:
```

```{figure} img/a.png
:alt: ""
What stands below a picture that only decorates
```
""",
    "größe": """# Größe und Maß

(tâche)=
## Über uns

Text, and [there](#tâche).

### 日本語

Text.
""",
    "charts": minibook.HEADER + """
# Two charts of one name

```{code-cell} python
import altair as alt, pandas as pd
from livingwell_learning.charts import figure
from livingwell_learning.data import Source
table = pd.DataFrame({"Year": [2000, 2012], "Bodies": [3, 4]})
source = Source("first", "A first source")
chart = alt.Chart(table).mark_point().encode(x="Year:Q", y="Bodies:Q")
figure(chart, title="The first", description="Two dots.", sources=[source], table=table, name="same")
```

```{code-cell} python
figure(chart | chart | chart, title="The second", description="Six dots.", sources=[source], table=table, name="same")
```
""",
}  # fmt: skip


def png():
    """A picture of one dot."""

    def part(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + part(b"IHDR", head) + part(b"IDAT", zlib.compress(b"\0\0")) + part(b"IEND", b"")


def with_pages(folder, pages):
    minibook.write(folder)
    (folder / "book" / "img").mkdir()
    for name in ("a.png", "a tree.png", "é.png"):
        (folder / "book" / "img" / name).write_bytes(png())
    for name, text in pages.items():
        (folder / "book" / f"{name}.md").write_text(text, encoding="utf-8")
    config = folder / "_config.yml"
    config.write_text(config.read_text(encoding="utf-8").replace("timeout: 60", "timeout: 300"), encoding="utf-8")
    toc = minibook.TOC + "".join(f"- file: {name}\n" for name in pages)
    (folder / "_toc.yml").write_text(toc, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def shown(built_once):
    return built_once("as-people-write", lambda folder: with_pages(folder, SHOWN)) / "_build" / "html"


@pytest.fixture(scope="module")
def address(shown):
    with serving(shown) as found:
        yield found


def test_what_would_not_be_seen_is_refused_with_page_and_line(tmp_path, build):
    status, said = build(with_pages(tmp_path, REFUSED))
    assert status == 1
    listed = said.partition("put right:")[2]
    for line in SAID:
        assert re.search(f"^{line}", listed, re.MULTILINE), f"{line}\n{said[-6000:]}"
    assert len(re.findall(r"^book/live\.md", listed, re.MULTILINE)) == 4, listed


def test_links_of_every_kind_are_looked_at(tmp_path, build):
    status, said = build(with_pages(tmp_path, {"links": LINKS}))
    assert status == 1
    for link in (
        "no.mp4",
        "no.png",
        "no.mp3",
        "no.html",
        "no.svg",
        "no-1.png",
        "no-2.png",
        "../../data/x.csv",
        "/data/x.csv",
    ):
        assert re.search(rf"^book/links\.md:[345]: '{re.escape(link)}' ", said, re.MULTILINE), f"{link}\n{said[-4000:]}"
    assert re.search(r"^book/links\.md:5: 'https://\[2001:db8::1/x' is no address", said, re.MULTILINE), said[-4000:]
    assert "Traceback" not in said


def test_maths_is_written_as_mathml_with_its_number(shown, browser, address):
    html = (shown / "maths.html").read_text(encoding="utf-8")
    assert "<msup><mi>a</mi><mn>2</mn></msup></math>" in html
    assert html.count("<mtr>") == 2
    assert 'id="equation-both"' in html
    page = browser.new_page(**DESKTOP)
    page.goto(f"{address}/maths.html")
    line, lower = page.locator(".lw-formula mtr").all()
    assert lower.bounding_box()["y"] > line.bounding_box()["y"] + 10
    page.get_by_role("link", name="(1)").click()
    assert page.url.endswith("#equation-both")
    page.close()


def test_a_wide_table_scrolls_by_itself_and_only_then_takes_focus(browser, address):
    page = browser.new_page(**PHONE)
    page.goto(f"{address}/tables.html")
    until(page, "() => document.querySelectorAll('main .lw-scroll[tabindex]').length == 2")
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    boxes = page.locator("main .lw-scroll")
    assert [box.get_attribute("tabindex") for box in boxes.all()] == ["0", None, "0"]
    assert boxes.first.get_attribute("aria-label") == "Table"
    boxes.first.focus()
    page.keyboard.press("ArrowRight")
    until(page, "() => document.querySelector('.lw-scroll').scrollLeft > 0")
    page.close()


def test_pictures_are_found_whatever_their_names_and_say_what_they_show(browser, address):
    page = browser.new_page(**PHONE)
    page.goto(f"{address}/pictures.html")
    found = page.evaluate("[...document.querySelectorAll('main img')].map(i => [i.alt, i.naturalWidth])")
    assert found == [["A tree", 1], ["An accent", 1], *[["", 1]] * 3]
    page.close()


def test_every_permalink_opens_its_place_in_any_script(browser, address):
    page = browser.new_page(**DESKTOP)
    page.goto(f"{address}/{quote('größe')}.html")
    links = page.locator("main .headerlink")
    assert links.count() == 3
    for at in range(3):
        links.nth(at).evaluate("link => link.click()")
        assert (
            page.evaluate("document.querySelector(':target')?.querySelector('h1, h2, h3')?.textContent")
            == (["Größe und Maß", "Über uns", "日本語"][at])
        )
    page.get_by_role("link", name="there").click()
    place, heading = page.evaluate(
        "[':target', '.lw-article h2'].map(e => document.querySelector(e).getBoundingClientRect().y)"
    )
    assert abs(place - heading) < 80
    page.close()


def test_two_figures_of_one_name_keep_their_own_titles_and_files(shown, browser, address):
    html = (shown / "charts.html").read_text(encoding="utf-8")
    ids = re.findall(r'\sid="([^"]+)"', html)
    assert len(ids) == len(set(ids))
    assert "<style data-lw-guest" not in html
    assert "base64" not in html
    page = browser.new_page(**PHONE)
    page.goto(f"{address}/charts.html")
    for name, end in (("The first", ""), ("The second", "-2")):
        figure = page.locator(f"#figure-same{end}")
        assert page.get_by_role("img", name=name).count() == 1
        assert [box.is_visible() for box in figure.locator(":is(.lw-wide, .lw-narrow)").all()] == [False, True]
        figure.get_by_text("Take this figure along").click()
        for words, start in (("Picture (SVG)", b"<svg"), ("Data (CSV)", b"\xef\xbb\xbfYear,Bodies")):
            with page.expect_download() as download:
                figure.get_by_role("link", name=words).click()
            assert download.value.suggested_filename == f"same{end}.{words[-4:-1].lower()}"
            assert download.value.path().read_bytes().startswith(start)
    size = page.locator("#figure-same-2 .lw-narrow svg").bounding_box()
    assert size["width"] >= 0.77 * float(page.locator("#figure-same-2 .lw-narrow svg").get_attribute("width"))
    page.close()


@pytest.mark.parametrize("latex", ["{", "\\frac{1}{", "\\left( x", "a & b", "\\nosuch", "x^"])
def test_a_formula_that_cannot_be_read_is_refused(latex):
    with pytest.raises(MathsError):
        mathml(latex)


def test_tables_within_tables_and_boxes_are_left_as_they_are():
    assert scrolling("<p>a</p>") == "<p>a</p>"
    inner = "<table><tr><td><table></table></td></tr></table>"
    assert scrolling(inner).count("lw-scroll") == 1
    assert scrolling(scrolling(inner)) == scrolling(inner)
    assert scrolling("<table>") == "<table>"


def test_a_picture_in_html_needs_words_or_says_on_purpose_that_it_has_none():
    assert wordless('<img src="a" alt=""><img src="b" aria-hidden="true">\n<area href="x"><input type="image">') == [
        2,
        2,
    ]


def test_the_last_words_of_an_error_are_whole():
    first = "E1   Traceback (most recent call last)\nE1: first\n\n"
    assert last_words(f"{first}E2   Traceback (most recent call last)\n--> 1 x\nE2: one\n\ntwo") == "E2: one two"
    assert last_words("gone") == "gone"


def test_a_chart_is_drawn_in_a_readers_own_palette_whatever_was_chosen(browser, address):
    page = browser.new_page(**DESKTOP)
    page.emulate_media(forced_colors="active", color_scheme="dark")
    page.goto(f"{address}/charts.html")
    page.evaluate("document.documentElement.dataset.theme = 'light'")
    ink, paper = page.evaluate(
        "[getComputedStyle(document.querySelector('.lw-wide text')).fill, "
        "getComputedStyle(document.body).backgroundColor]"
    )
    canvas = page.evaluate(
        "(() => { const e = document.body.appendChild(document.createElement('i')); e.style.color = 'CanvasText'; "
        "e.style.background = 'Canvas'; const s = getComputedStyle(e); return [s.color, s.backgroundColor] })()"
    )
    assert [ink, paper] == canvas
    page.close()
