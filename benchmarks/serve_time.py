"""Time how long a saved change takes to stand on the page that a reader has open, in a real browser.

A page is timed from the moment its file is saved until a browser that has it open shows the new words; a style and a
row of a table in the same way, the row also until the last of all pages that show it is there to be asked for. With
``--pages`` a made-up book of that many pages is timed instead.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from itertools import islice, product
from pathlib import Path
from string import ascii_lowercase

from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))
PARTS = ("book", "data", "words", "widgets", "tests/notebooks", "_toc.yml", "_config.yml", "requirements.lock")
LIMIT = 300_000


def copy_book(folder: Path) -> None:
    for source in (ROOT / name for name in PARTS):
        if source.is_dir():
            shutil.copytree(source, folder / source.relative_to(ROOT))
        elif source.exists():
            shutil.copy(source, folder / source.name)


def made_up(folder: Path, pages: int) -> None:
    from tests.site import minibook

    minibook.write(folder)
    # No figure may stand in a name: a passage that gives one needs a source.
    names = list(islice(("page-" + "".join(letters) for letters in product(ascii_lowercase, repeat=3)), pages))
    for number, name in enumerate(names):
        far = names[number * 7 % pages]
        parts = "\n\n".join(f"## Part {part}\n\nPlain {part} words, and [far]({far}.md)." for part in "abc")
        (folder / "book" / f"{name}.md").write_text(f"# Page of {name}\n\n{parts}\n", encoding="utf-8")
    with (folder / "_toc.yml").open("a") as toc:
        toc.writelines(f"- file: {name}\n" for name in names)


def saved(path: Path, old: str, new: str) -> float:
    text = path.read_text(encoding="utf-8")
    assert old in text, f"{path} has no {old!r}"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return time.monotonic()


def timed(page: Page, address: str, path: Path, words: str, runs: int) -> list[float]:
    """Change some words of a file again and again; return the seconds until the page shows each."""
    page.goto(address)
    now, times = words, []
    for run in range(runs):
        later = f"{words} {ascii_lowercase[run]}"
        started = saved(path, now, later)
        page.get_by_text(later).first.wait_for(state="attached", timeout=LIMIT)
        times.append(time.monotonic() - started)
        now = later
        time.sleep(0.5)
    saved(path, now, words)
    page.get_by_text(now).first.wait_for(state="detached", timeout=LIMIT)
    return times


def timed_style(page: Page, address: str, path: Path, runs: int) -> list[float]:
    """Change a style again and again; return the seconds until the page, which is never loaded again, wears each."""
    page.goto(address)
    page.evaluate("window.sameDocument = true")
    before, times = path.read_text(encoding="utf-8"), []
    for run in range(1, runs + 1):
        path.write_text(f"{before}\nmain {{ outline-offset: {run}px }}\n", encoding="utf-8")
        started = time.monotonic()
        while page.evaluate("getComputedStyle(document.querySelector('main')).outlineOffset") != f"{run}px":
            assert time.monotonic() < started + LIMIT / 1000, "the style never came"
            page.wait_for_timeout(10)
        times.append(time.monotonic() - started)
        assert page.evaluate("window.sameDocument"), "the page was loaded again"
        time.sleep(0.5)
    path.write_text(before, encoding="utf-8")
    return times


def timed_everywhere(site: Path, path: Path, words: str, runs: int) -> tuple[int, list[float]]:
    """Change some words of a file; return how many pages show them, and the seconds until the last does."""
    pages = [page for page in site.rglob("*.html") if words in page.read_text(encoding="utf-8")]
    now, times = words, []
    for run in range(runs):
        later = f"{words} {ascii_lowercase[run]}"
        started = saved(path, now, later)
        left = list(pages)
        while left:
            assert time.monotonic() < started + LIMIT / 1000, left
            left = [page for page in left if later not in page.read_text(encoding="utf-8")]
            time.sleep(0.02)
        times.append(time.monotonic() - started)
        now = later
        time.sleep(1)
    saved(path, now, words)
    return len(pages), times


def told(name: str, times: list[float]) -> None:
    load = ", ".join(f"{part:.1f}" for part in os.getloadavg())
    print(
        f"{name}: median {statistics.median(times):.2f} s, {min(times):.2f} to {max(times):.2f}, n={len(times)} "
        f"(load of the machine {load})",
        flush=True,
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=20, help="changes of each kind (default 20, at most 26)")
    parser.add_argument("--pages", type=int, default=0, help="time a made-up book of so many pages instead")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        made_up(folder, given.pages) if given.pages else copy_book(folder)
        command = [sys.executable, "-u", "-m", "livingwell_learning.cli", "serve", "--port", "0", "--root", name]
        server = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT)
        try:
            address = ""
            for line in server.stdout:
                address = address or ((found := re.search(r"http://localhost:\d+/", line)) and found[0])
                if line.startswith("Built in"):
                    break
                if "to put right" in line:
                    sys.exit("".join([line, next(server.stdout)]))
            print(f"first build: {line.strip()}", flush=True)
            threading.Thread(target=server.stdout.read, daemon=True).start()
            from tests.browser import FLAGS, find

            with sync_playwright() as playwright:
                page = playwright.chromium.launch(executable_path=find(), args=FLAGS).new_page()
                if given.pages:
                    one = "page-aaa"
                    file = folder / "book" / f"{one}.md"
                    times = timed(page, f"{address}{one}.html", file, "Plain b words", given.runs)
                    told(f"one page of {given.pages}", times)
                else:
                    file, table = folder / "book/about/programme.md", folder / "data/events.csv"
                    tokens, few = folder / "book/_static/tokens.css", min(given.runs, 10)
                    programme = f"{address}about/programme.html"
                    told("a style", timed_style(page, programme, tokens, given.runs))
                    told("a page", timed(page, programme, file, first_words(file), given.runs))
                    title = first_title(table)
                    told("a row", timed(page, f"{address}places/timeline.html", table, title, few))
                    page.goto("about:blank")
                    site = folder / "_build" / "serve" / "shown"
                    count, times = timed_everywhere(site, table, title, few)
                    told(f"a row on each of the {count} pages that show it", times)
        finally:
            server.send_signal(signal.SIGINT)
            server.wait(timeout=30)


def first_words(path: Path) -> str:
    """Return the plain words that the first paragraph begins with."""
    body = path.read_text(encoding="utf-8").partition("\n# ")[2]
    paragraph = next(line for line in body.splitlines()[1:] if re.match(r"[A-Z][a-z]", line))
    return re.match(r"[A-Za-z ]{12,40}(?= )", paragraph)[0]


def first_title(path: Path) -> str:
    """Return the title of the first event."""
    import csv

    with path.open(encoding="utf-8-sig", newline="") as table:
        return next(csv.DictReader(table))["title"]


if __name__ == "__main__":
    main()
