"""Take the pictures of ``LOOKS.md`` from the built site: ``make book``, then ``python -m docs.pictures``.

Each page is taken as a phone and a desktop show it, light and dark, and as the sheet of A4 that matters. Chromium takes
them all; ``pdftoppm`` of poppler-utils turns a sheet into a picture. Name pages to take those alone.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from base64 import b64decode, b64encode
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser import FLAGS, needed
from tests.conftest import ROOT, serving

SITE, PICTURES = ROOT / "_build" / "html", Path(__file__).parent / "pictures"
PHONE: dict[str, Any] = {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True}
DESKTOP: dict[str, Any] = {"viewport": {"width": 1280, "height": 900}}
DEVICES = {"phone": (PHONE, 1.0), "desktop": (DESKTOP, 0.7)}
QUALITY = 60
STILL = "document.fonts.ready.then(() => new Promise(done => requestAnimationFrame(() => setTimeout(done, 400))))"
PAIR = "#pair-distance-presence"
# Of each page its address, what stands at the top of the screen, what is pressed before, and the sheet that is shown.
PAGES: dict[str, tuple[str, str, list[str], int]] = {
    "landing": ("index", "", [], 1),
    "report": ("report/urgent-and-possible", "", [], 1),
    "place": ("places/edinburgh", "", [], 1),
    "comparison": ("places/compare", "#compare-timelines", [], 1),
    "timeline": ("places/timeline", "[data-lw-widget]", [], 2),
    "explorer": ("report/mechanistic-and-relational", PAIR, [f"{PAIR} > summary"], 2),
    "letter": ("letters/donna-thomas", "", [], 1),
    "poem": ("letters/rage-your-ally", "", [], 1),
    "sources": ("evidence/sources", "", [], 1),
    "glossary": ("about/note-on-language", "#all-words", [], 1),
    "tool": ("tools/my-reflection", "", ["text=Begin with all the pairs"], 1),
    "help": ("help", "", [], 1),
}


def written(page: Page, scale: float, to: Path) -> None:
    """Write what the screen shows as a small WebP."""
    size = page.viewport_size or DESKTOP["viewport"]
    clip = {"x": 0, "y": page.evaluate("scrollY"), **size, "scale": scale}
    session = page.context.new_cdp_session(page)
    shot = session.send("Page.captureScreenshot", {"format": "webp", "quality": QUALITY, "clip": clip})
    to.write_bytes(b64decode(shot["data"]))


def screens(browser: Browser, address: str, name: str) -> None:
    """Take one page on both devices, light and dark."""
    path, top, presses, _ = PAGES[name]
    for device, (options, scale) in DEVICES.items():
        for scheme in ("light", "dark"):
            context = browser.new_context(**options, color_scheme=scheme, reduced_motion="reduce")
            page = context.new_page()
            page.goto(f"{address}/{path}.html")
            for press in presses:
                page.locator(press).first.click()
            if top:
                page.evaluate("top => document.querySelector(top).scrollIntoView()", top)
            page.evaluate(STILL)
            written(page, scale, PICTURES / f"{name}-{device}-{scheme}.webp")
            context.close()


def sheet(browser: Browser, address: str, name: str) -> None:
    """Take the sheet of a page that matters, as Chromium prints it and poppler draws it."""
    path, _, _, number = PAGES[name]
    context = browser.new_context(**DESKTOP)
    page = context.new_page()
    page.goto(f"{address}/{path}.html")
    page.evaluate(STILL)
    with tempfile.TemporaryDirectory() as folder:
        printed, drawn = Path(folder) / "page.pdf", Path(folder) / "sheet"
        page.pdf(path=printed, format="A4", prefer_css_page_size=True)
        only = ["-f", str(number), "-l", str(number), "-singlefile"]
        subprocess.run(["pdftoppm", "-r", "72", *only, "-png", printed, drawn], check=True)
        data = b64encode(drawn.with_suffix(".png").read_bytes()).decode()
    page.goto("about:blank")
    page.set_content(f'<style>body{{margin:0}} img{{display:block}}</style><img src="data:image/png;base64,{data}">')
    box = page.locator("img").bounding_box()
    assert box
    page.set_viewport_size({"width": int(box["width"]), "height": int(box["height"])})
    written(page, 1.0, PICTURES / f"{name}-print.webp")
    context.close()


def main(names: list[str]) -> None:
    """Take the pictures of these pages, or of all."""
    if not (SITE / "index.html").exists():
        sys.exit(f"There is no built site in {SITE.relative_to(ROOT)}: run `make book` first.")
    if not shutil.which("pdftoppm"):
        sys.exit("pdftoppm, which draws printed sheets, was not found: install poppler-utils.")
    if unknown := set(names) - set(PAGES):
        sys.exit(f"No pictures are taken of {', '.join(sorted(unknown))}. There are: {', '.join(PAGES)}.")
    PICTURES.mkdir(exist_ok=True)
    with serving(SITE) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=needed("Chromium"), args=FLAGS)
        for name in names or PAGES:
            screens(browser, address, name)
            sheet(browser, address, name)
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1:])
