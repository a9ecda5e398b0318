"""What stands in an address is anybody's: names that every object has are no place, no theme and no entry."""

from __future__ import annotations

import pytest

from livingwell_learning import MyReflection, PlaceComparison, PublicationLibrary, SiteTimeline
from tests.widgets.place_comparison.made_up import made_up as places
from tests.widgets.publication_library.made_up import made_up as works
from tests.widgets.readers import status

EVERY = ("constructor", "__proto__", "toString", "hasOwnProperty")
ASKED = [
    *(f"?places={name}&themes={name}&strands={name}&order={name}&years={name}.{name}&{name}={name}" for name in EVERY),
    "?years=1900.99999", "?years=1999.99999", "?years=.&places=%E0%A4%A",
]  # fmt: skip
PLACES = ["#__proto__", "#event-constructor", "#%E0%A4%A"]
CHOSEN = [f"#compare={name},{name}&from={name}" for name in EVERY] + ["#compare=&from="]
INVITED = [f"#set-up={name}" for name in EVERY] + [
    "#set-up=pairs%3Dconstructor%2520__proto__%26ways%3DtoString%26check%3Dconstructor", "#set-up=%25", "#set-up=",
]  # fmt: skip
WIDGETS = {
    "site_timeline": (SiteTimeline, places, [*ASKED, *PLACES]),
    "place_comparison": (PlaceComparison, places, [*CHOSEN, *PLACES]),
    "publication_library": (PublicationLibrary, works, PLACES),
}
EMPTY = "els => els.filter(el => el.selectedIndex < 0).map(el => el.outerHTML.slice(0, 80))"


def shown(page, address):
    """Open an address of the page, and return what the figure says, shows and lets choose."""
    page.goto("about:blank")
    page.goto(address)
    page.wait_for_selector("[data-lw-live]", state="attached")
    ticked = page.locator("main input[type=checkbox]").evaluate_all("els => els.map(el => el.checked)")
    assert page.locator("main select").evaluate_all(EMPTY) == [], address
    return status(page), ticked, page.locator("main :is([data-lw-work], li[id^=event-]):not([hidden])").count()


@pytest.mark.parametrize("name", WIDGETS)
def test_an_address_that_asks_for_nothing_known_shows_what_no_address_shows(
    widget_page, tmp_path_factory, console_errors, name
):
    widget, made_up, asked = WIDGETS[name]
    page = widget_page(widget(made_up(tmp_path_factory.mktemp("made-up")), heading_level=3).to_html(), name)
    plain = page.url.partition("#")[0].partition("?")[0]
    usual = shown(page, plain)
    assert {address: shown(page, plain + address) for address in asked} == dict.fromkeys(asked, usual)
    assert console_errors == []


def test_an_invitation_that_holds_nothing_known_is_said_to_be_damaged(widget_page, real, console_errors):
    page = widget_page(MyReflection(real, heading_level=2).to_html(), "my_reflection")
    plain, said = page.url, page.get_by_text("The invitation in this address has been changed or cut short")
    for address in INVITED:
        page.goto("about:blank")
        page.goto(plain + address)
        page.wait_for_selector("[data-lw-live]", state="attached")
        said.wait_for()
    assert console_errors == []
