"""What a page may load and run, and what the build says of a page that asks for more."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from livingwell_learning.site.outside import outside
from livingwell_learning.site.pictures import wordless
from livingwell_learning.site.policy import digest, policy_for, quiet_links
from tests.site.readers import DESKTOP, PAGES, settled

# What an earlier page kept on its reader's word is none of this one's; nobody else takes this reader's context.
READER = {**DESKTOP, "accept_downloads": True}
LISTEN = """localStorage.clear()
addEventListener('securitypolicyviolation',
  e => (window.refused ??= []).push(e.violatedDirective + ' ' + e.blockedURI))"""


@pytest.mark.parametrize("path", [*PAGES, "search"])
def test_the_policy_comes_before_every_resource_and_lets_no_script_in_the_page_run(built, path):
    head = (built / f"{path}.html").read_text(encoding="utf-8").partition("</head>")[0]
    policy = re.search(r'<meta http-equiv="Content-Security-Policy" content="([^"]+)">', head)
    assert policy
    assert not re.search(r"<(link|script|style)", head[: policy.start()])
    directives = dict(part.split(" ", 1) for part in policy[1].split("; "))
    assert directives["default-src"] == "'none'" == directives["base-uri"]
    assert not re.search(r"unsafe-(inline|eval)|https?:|\*", policy[1])
    assert '<meta name="referrer" content="no-referrer">' in head


@pytest.mark.parametrize("path", [*PAGES, "search"])
def test_nothing_that_a_page_does_is_refused_with_every_tool_in_use(open_page, path):
    page = settled(open_page(path, first=LISTEN, **READER))
    tools = page.locator("[data-lw-widget]")
    for opener in tools.locator("summary").all()[:6]:
        opener.evaluate("e => e.click()")
    for control in tools.locator("input:not([type=search]), button, select").all()[:25]:
        control.evaluate("e => e.click()")
    for box in page.locator("main input[type=search]:visible").all():
        box.fill("people")
    page.wait_for_timeout(150)
    assert page.evaluate("window.refused ?? []") == []
    assert page.foreign == []


def test_a_link_to_another_site_tells_it_nothing(built):
    away = re.compile(r'<a\b[^>]*href="https?://[^>]*>')
    links = [tag for path in PAGES for tag in away.findall((built / f"{path}.html").read_text(encoding="utf-8"))]
    assert len(links) > 500
    assert [tag for tag in links if "noreferrer" not in tag] == []


def test_a_style_that_an_author_wrote_is_let_through_by_its_digest_alone(browser):
    html = '<p style="color: rgb(1, 2, 3)">One</p><style>b { color: rgb(4, 5, 6) }</style><b>Two</b>'
    policy = policy_for(html)
    page = browser.new_page()
    other = '<i style="color: rgb(7, 8, 9)">Three</i>'
    page.set_content(f'<meta http-equiv="Content-Security-Policy" content="{policy}">{html}{other}')
    colours = [page.locator(tag).evaluate("e => getComputedStyle(e).color") for tag in ("p", "b", "i")]
    page.close()
    assert colours == ["rgb(1, 2, 3)", "rgb(4, 5, 6)", "rgb(0, 0, 0)"]


@given(st.text())
def test_a_policy_stays_whole_whatever_an_author_wrote(text):
    policy = policy_for(f"<style>{text}</style><p style='{text}'>")
    assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self'")
    assert re.fullmatch(r"[a-zA-Z0-9'+/=:; -]+", policy)


def test_a_digest_is_that_of_the_standard():
    assert digest("alert('Hello, world.');") == "'sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng='"


def test_a_link_that_says_for_itself_is_left_alone():
    said = '<a rel="me" href="https://example.org/">a</a><a href="#x">b</a>'
    assert quiet_links(said) == said


OUTSIDE = {
    "picture": '<img alt="" src="https://cdn.example/a.png">',
    "picture without a scheme": '<img alt="" src="//cdn.example/a.png">',
    "larger picture": '<img alt="" src="a.png" srcset="a.png 1x, https://cdn.example/a.png 2x">',
    "frame": '<iframe src="https://video.example/1"></iframe>',
    "video": '<video poster="a.png" src="https://video.example/1.mp4"></video>',
    "object": '<object data="https://example.org/a.pdf"></object>',
    "script": '<script src="https://cdn.example/vega.js"></script>',
    "style sheet": '<link rel="stylesheet" href="https://fonts.example/css">',
    "picture in a style": '<p style="background: url(https://cdn.example/a.png)">a</p>',
    "font in a style": '<style>@import "//fonts.example/css";</style>',
    "picture in a drawing": '<svg><image href="https://cdn.example/a.png"/></svg>',
    "script in the text": "<script>document.title = 'x'</script>",
    "handler": '<button onclick="alert(1)">a</button>',
    "script as an address": '<a href=" javascript:alert(1)">a</a>',
    "form": '<form action="https://example.org/"></form>',
    "page in a page": '<iframe srcdoc="&lt;p&gt;"></iframe>',
}
INSIDE = (
    '<a href="https://example.org/">a</a> <img alt="" src="_images/a.png"> <img alt="" src="data:image/png;base64,A">'
    '<script type="application/json">{"url": "https://a.example/"}</script> <link rel="license" href="https://a.example">'
    '<p>onclick="x" https://example.org/a.png</p> <code>&lt;img src="https://example.org/a.png"&gt;</code>'
)


@pytest.mark.parametrize("html", OUTSIDE.values(), ids=OUTSIDE)
def test_what_would_come_from_elsewhere_or_run_is_named(html):
    assert len(outside(f"<p>Text</p>{html}{INSIDE}")) == 1


@given(st.text(st.characters(exclude_categories=("Cs",), exclude_characters="><\n"), max_size=12))
def test_a_declaration_that_html_does_not_have_hides_nothing(name):
    """A browser reads it as a comment; the parser of the standard library gave up the page."""
    html = f'<![{name}>\n<style>p {{ color: red }}</style><img src="https://cdn.example/a.png">'
    assert [found.what for found in outside(html)] == ["https://cdn.example/a.png"]
    assert wordless(html) == [2]
    assert digest("p { color: red }") in policy_for(html)


def test_what_a_page_may_hold_is_not():
    assert outside(INSIDE) == []


def test_the_build_names_page_and_line(book, build):
    page = book / "book" / "words.md"
    text = page.read_text(encoding="utf-8")
    page.write_text(f'{text}\n<img src="https://cdn.example/a.png" alt="A tree">\n', encoding="utf-8")
    status, said = build(book)
    assert status == 1
    assert re.search(r"words\.md:\d+: 'https://cdn\.example/a\.png' would be loaded from another host", said)
    line = int(re.search(r"words\.md:(\d+): 'https", said)[1])
    assert "cdn.example" in page.read_text(encoding="utf-8").splitlines()[line - 1]
