"""Addresses that lead nowhere, and what a book says of itself: help, whom to write to."""

from __future__ import annotations

import functools
import http.server
import re
import shutil
import threading
from html import unescape
from pathlib import Path
from urllib.parse import unquote

import pytest

from livingwell_learning.data import load
from livingwell_learning.site.not_found import root_of
from tests.conftest import ROOT
from tests.site.readers import DESKTOP
from tests.waiting import until


class Host(http.server.SimpleHTTPRequestHandler):
    """A static host: it shows /404.html of the book at every address that it has no file for."""

    missing = "404.html"

    def log_message(self, *args):
        pass

    def send_error(self, code, message=None, explain=None):
        body = (Path(self.directory) / self.missing).read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)


@pytest.fixture
def host():
    servers = []

    def start(folder, missing="404.html"):
        handler = functools.partial(type("Here", (Host,), {"missing": missing}), directory=folder)
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        servers.append(server)
        return f"http://127.0.0.1:{server.server_port}"

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()


def styled(page):
    return page.evaluate("getComputedStyle(document.querySelector('.lw-skip')).position") == "absolute"


def is_whole(page, root):
    until(page, f"document.querySelector('.lw-home').href === '{root}index.html'")
    until(page, "getComputedStyle(document.querySelector('.lw-skip')).position === 'absolute'")
    assert page.locator("#help a[href='tel:999']").is_visible()
    page.locator("main").get_by_role("link", name="Help in a crisis").click()
    assert page.url.endswith("#help") and page.locator("main h1").inner_text() == "This page is not here"
    page.locator("main").get_by_role("link", name="Search the book").click()
    page.wait_for_url(f"{root}search.html")


@pytest.mark.parametrize("path", ["gone.html", "a/b/c/gone", "places/gone.html"])
def test_a_missing_page_keeps_help_and_search_at_any_depth(without, host, browser, path):
    address = host(without)
    page = browser.new_page()
    page.goto(f"{address}/{path}")
    is_whole(page, f"{address}/")
    page.close()


@pytest.mark.parametrize("path", ["book/gone.html", "book/a/b/gone"])
def test_a_missing_page_finds_a_book_that_stands_below_the_root(without, host, browser, tmp_path, path):
    shutil.copytree(without, tmp_path / "book")
    address = host(tmp_path, "book/404.html")
    page = browser.new_page()
    refused = []
    page.on("console", lambda message: refused.append(message.text) if "Content Security" in message.text else None)
    page.goto(f"{address}/{path}")
    is_whole(page, f"{address}/book/")
    page.close()
    assert refused == []


def test_without_scripts_a_missing_page_shows_the_lines_and_leads_on(without, host, browser):
    address = host(without)
    page = browser.new_page(java_script_enabled=False)
    page.goto(f"{address}/a/b/gone")
    assert styled(page) and page.locator("#help a[href='tel:999']").is_visible()
    page.locator("main").get_by_role("link", name="Search the book").click()
    assert page.url == f"{address}/search.html"
    page.close()


def test_a_known_address_needs_no_script(book, build):
    config = book / "_config.yml"
    config.write_text(
        config.read_text().replace(
            "    html_use_index", '    html_baseurl: "https://example.org/x/"\n    html_use_index'
        )
    )
    status, said = build(book)
    assert status == 0, said
    text = (book / "_build" / "html" / "404.html").read_text(encoding="utf-8")
    assert '<base href="/x/">' in text and "<script>" not in text


@pytest.mark.parametrize("address", ["https://example.org", "https://example.org/", "", "/"])
def test_the_root_of_a_host_is_the_root(address):
    assert root_of(address) == "/"


CONTACT = "\n```{contact}\n```\n"


@pytest.mark.parametrize(
    ("contact", "leads"),
    [("", ""), ("editors@example.org", "mailto:editors@example.org"), ("https://a.example/b", "https://a.example/b")],
)
def test_whom_to_write_to_is_shown_or_that_there_is_nobody(book, build, contact, leads):
    page = book / "book" / "words.md"
    page.write_text(
        f"# Words\n{CONTACT}\n```{{help-lines}}\n```\n\n```{{glossary-list}}\n```\n\n```{{bibliography}}\n:all:\n```\n"
    )
    config = book / "_config.yml"
    config.write_text(
        config.read_text().replace("    html_use_index", f'    livingwell_contact: "{contact}"\n    html_use_index')
    )
    status, said = build(book)
    assert status == 0, said
    html = (book / "_build" / "html" / "words.html").read_text(encoding="utf-8")
    assert ("Write to" in html) == bool(contact)
    assert ("This copy gives no address to write to." in html) == (not contact)
    if contact:
        # An email address is written in a way that the harvesters of addresses do not read.
        link, text = re.search(r'Write to <a [^>]*href="([^"]+)"[^>]*>(.*?)</a>\.', html).groups()
        assert (unquote(unescape(link)), re.sub("<[^>]+>", "", unescape(text))) == (leads, contact)
    index = (book / "_build" / "html" / "index.html").read_text(encoding="utf-8")
    assert '<a href="words.html">Every line, with its sources</a>' in index
    assert "Every line" not in html and 'href="https://example.org/first"' in html.partition('id="help"')[0]


def test_a_contact_that_is_none_is_refused(book, build):
    config = book / "_config.yml"
    config.write_text(
        config.read_text().replace(
            "    html_use_index", '    livingwell_contact: "javascript:alert(1)"\n    html_use_index'
        )
    )
    status, said = build(book)
    assert status == 1 and "neither an email address nor an address that starts with https://" in said


def test_every_nation_has_a_heading_on_the_help_page(open_page):
    page = open_page("help", **DESKTOP)
    headings = page.locator("main h2").all_inner_texts()
    assert [h.rstrip("#").strip() for h in headings] == ["England", "Wales", "Scotland", "Northern Ireland", "Whole UK"]
    assert page.locator("main .lw-help-sources a[href^='https://']").count() > 15
    told = page.locator("main .lw-help-sources").all_text_contents()
    assert [note for note in load(ROOT).support_lines.note if note and not any(note in each for each in told)] == []
