"""Long pages, where parts wait off the screen: every leap lands, and the line being read stays where it is."""

from __future__ import annotations

import pytest

from tests.accessibility import NO_TIME, WAITING_BELOW, too_little_room, whole
from tests.site.readers import DESKTOP, PAGES, PHONE, settled
from tests.waiting import until

LEAPS = [
    ("places/compare", "section[id]"), ("places/timeline", "li[id]"), ("evidence/sources-n-z", "div.citation[id]"),
    ("evidence/publications", "li[id]"),
]  # fmt: skip
LONG = [path for path, _ in LEAPS]
# Of these so much stands open that parts wait on any phone; other pages of places fold most of their events.
FULL = [*LONG, "places/edinburgh", "places/lambeth"]
# What stays at the top of the screen while the text moves under it: the head, and the years of a timeline.
COVERED = """() => Math.max(...[...document.querySelectorAll("header, main nav")]
    .filter(part => getComputedStyle(part).position === "sticky").map(part => part.getBoundingClientRect().bottom))"""
READ = """() => [...document.querySelectorAll("main *")].find(part => !part.firstElementChild && part.textContent.trim()
    && part.checkVisibility({ contentVisibilityAuto: true }) && part.getBoundingClientRect().top > 100)"""


@pytest.mark.parametrize("width", [320, 412, 700])
@pytest.mark.parametrize("path", PAGES)
def test_what_waits_off_the_screen_has_room_enough_beforehand(open_page, path, width):
    phone = {"viewport": {"width": width, "height": 823}, "has_touch": True, "is_mobile": True}
    page = settled(open_page(path, first=NO_TIME, **phone))
    cramped, waiting = too_little_room(page)
    # A comparison side by side does not wait.
    assert waiting >= 5 or path not in FULL or (path, width) == ("places/compare", 700)
    assert cramped == []


@pytest.mark.parametrize(("path", "device"), [*((path, PHONE) for path in PAGES), *((path, DESKTOP) for path in LONG)])
def test_one_press_leads_to_help_and_help_stays_in_view(open_page, path, device):
    page = settled(open_page(path, tab=True, reduced_motion="no-preference", **device))
    page.get_by_role("banner").get_by_role("link", name="Help in a crisis").click()
    page.wait_for_timeout(300)
    header = page.get_by_role("banner").bounding_box()
    below = max(0, header["y"] + header["height"])
    assert below <= page.locator("#help").bounding_box()["y"] <= below + 24


@pytest.mark.parametrize(("path", "parts"), LEAPS)
def test_a_link_to_a_part_of_a_long_page_lands_there(open_page, path, parts):
    ids = (
        settled(open_page(path, tab=True, **PHONE))
        .locator(f"main {parts}")
        .evaluate_all("parts => parts.map(part => part.id)")
    )
    for part in ids[1 :: len(ids) // 5]:
        page = settled(open_page(f"{path}.html#{part}", tab=True, **PHONE))
        page.wait_for_timeout(250)
        assert 12 <= page.locator(f"[id='{part}']").bounding_box()["y"] - page.evaluate(COVERED) <= 52


@pytest.mark.parametrize("path", LONG)
def test_a_long_page_becomes_whole_while_the_line_being_read_stays_put(open_page, path):
    page = settled(open_page(path, first=NO_TIME, **PHONE))
    page.evaluate("scrollTo(0, document.documentElement.scrollHeight / 2)")
    page.wait_for_timeout(300)
    line = page.evaluate_handle(READ)
    where = "line => line.getBoundingClientRect().top"
    before = page.evaluate(where, line)
    assert page.evaluate(WAITING_BELOW) >= (1 if path == "places/compare" else 3)
    until(page, "() => { held.shift()?.(); return !held.length }")
    page.wait_for_timeout(100)
    assert page.evaluate(WAITING_BELOW) == 0
    assert page.evaluate(where, line) == pytest.approx(before, abs=2)
    page.mouse.move(150, 400)
    for step in range(1, 6):
        page.mouse.wheel(0, -400)
        page.wait_for_timeout(400)
        assert page.evaluate(where, line) == pytest.approx(before + 400 * step, abs=2)


@pytest.mark.parametrize("path", LONG)
def test_a_long_page_opens_again_at_the_line_where_its_reader_left_it(open_page, path):
    page = whole(settled(open_page(path, **PHONE)))
    page.evaluate("scrollTo(0, document.documentElement.scrollHeight * 0.7)")
    page.wait_for_timeout(300)
    where = f"[({READ})()].map(line => [line.textContent, line.getBoundingClientRect().top])[0]"
    text, top = page.evaluate(where)
    page.reload()
    settled(page).wait_for_timeout(300)
    assert page.evaluate(where) == [text, pytest.approx(top, abs=2)]
    page.goto(page.locator("a.lw-home").evaluate("link => link.href"))
    page.go_back()
    settled(page).wait_for_timeout(300)
    assert page.evaluate(where) == [text, pytest.approx(top, abs=2)]
