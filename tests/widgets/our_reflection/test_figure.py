"""The figure that Python writes, readable and printable without a script; what loads; a notebook's life."""

from __future__ import annotations

import gzip
import re

import pytest
import traitlets

from livingwell_learning.widgets.joining import joined_module, modules
from livingwell_learning.widgets.our_reflection import WAYS, OurReflection
from tests.accessibility import broken_rules
from tests.widgets.characteristics_explorer.made_up import made_up
from tests.widgets.conftest import WIDGETS
from tests.widgets.our_reflection.by_hand import FIRST, NAME, close, codes_in, press, way
from tests.widgets.readers import PHONE, moved, too_wide

FOLDER = WIDGETS / NAME


@pytest.fixture
def rules(console_errors):
    """Ask axe, which looks for a style that another imports at a wrong address, and writes that to the console."""

    def ask(page, **which):
        assert console_errors == []
        found = broken_rules(page, **which)
        console_errors.clear()
        return found

    return ask


def compressed(path):
    return len(gzip.compress(path.read_bytes(), 9))


def test_without_scripts_every_way_says_what_it_protects_and_the_sheets_are_there(our):
    page = our(java_script_enabled=False)
    text = page.locator("main").inner_text()
    order = [text.index(name) for name in ("Ballot box", "An anonymous form", "Paper", "Codes and files")]
    assert order == sorted(order)
    for name in WAYS:
        page.locator(f"[data-lw-way={name}] summary").click()
    assert page.get_by_text("Does not protect").count() == len(WAYS)
    said = page.locator("[data-lw-way=codes]").inner_text()
    assert said.index("Whoever holds a code can read it") < said.index(
        "In an open chat it stands under your name, kept by your organisation"
    )
    assert said.index("Whoever holds a code can read it") < said.index("A code holds numbers")
    page.get_by_text("Show the slips").click()
    assert page.locator(".lw-our-slip").is_visible() and page.locator(".lw-our-tally:visible").count() == 2
    assert page.locator(".lw-our-tally:visible").first.locator("tbody td").count() == 36
    assert page.locator(".lw-our-tally:visible", has_text="We are thinking of").count() == 2
    assert not page.get_by_role("button").first.is_visible()


def test_without_scripts_paper_holds_slips_and_tally_sheets(our):
    page = our(java_script_enabled=False)
    page.emulate_media(media="print")
    assert page.locator(".lw-our-slip").is_visible() and page.locator(".lw-our-tally").first.is_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_is_accessible_and_fits_a_small_phone(our, rules, scheme):
    page = our(color_scheme=scheme, **PHONE)
    assert too_wide(page) <= 0 and moved(page) == 0
    for name in WAYS:
        way(page, name)
    page.get_by_text("Type a tally instead").click()
    assert too_wide(page) <= 0
    assert rules(page) == []
    way(page, "box")
    press(page, "Start the ballot box")
    press(page, "Begin")
    assert too_wide(page) <= 0 and rules(page) == []
    page.keyboard.press("Escape")
    codes_in(page, [(1 + n % 5, 4, 0 if n == 2 else 2, 3) for n in range(12)])
    close(page)
    assert too_wide(page) <= 0 and rules(page) == []
    press(page, "Show one pair")
    page.locator("dialog[open] .lw-our-help").wait_for()
    page.keyboard.press("PageDown")
    assert too_wide(page) <= 0 and rules(page) == []


def test_it_is_accessible_on_a_desk(our, rules):
    page = our()
    codes_in(page, [(1 + n % 5, 4, 0 if n == 2 else 2, 3) for n in range(12)])
    close(page)
    assert rules(page) == []
    page.emulate_media(color_scheme="dark")
    assert rules(page, colours_alone=True) == []


def test_each_part_is_light_and_loads_when_it_is_used(our):
    for path in FOLDER.glob("*.mjs"):
        assert compressed(path) <= 10_000, path.name
    loaded = []
    page = our()
    page.on("request", lambda request: loaded.append(request.url.rsplit("/", 1)[1]))
    at_first = page.evaluate("performance.getEntriesByType('resource').map(e => e.name.split('/').pop())")
    assert not {"group.mjs", "codes.mjs", "rounds.mjs", "uqr.mjs"} & set(at_first)
    way(page, "box")
    assert "group.mjs" in loaded and "box.mjs" in loaded
    assert not {"form_in.mjs", "exports.mjs", "projector.mjs", "uqr.mjs"} & set(loaded)


def test_a_notebook_gets_all_of_it_in_one_module():
    text = joined_module(FOLDER)
    assert text.count("export default") == 1 and not re.search(r"await import\(", text)
    assert "widgets/our_reflection/projector.mjs" in modules(FOLDER)


def test_nobody_s_answers_are_a_trait():
    assert OurReflection.public_traits() == ["about", "hoped", "pairs"]


def test_pairs_that_are_not_in_the_data_are_refused():
    with pytest.raises(
        traitlets.TraitError, match=r"pairs names 'lost', which is not in the data\. Use some of oak-ash"
    ):
        OurReflection(made_up(), pairs=["lost"])
    with pytest.raises(traitlets.TraitError, match="pairs is empty"):
        OurReflection(made_up(), pairs=[])
    assert OurReflection(made_up(), pairs=["rain-sun", FIRST]).pairs == [FIRST, "rain-sun"]


def test_names_of_the_data_are_text_and_never_markup():
    figure = OurReflection(made_up(), pairs=["hill-sea"], about="<img src=x>").figure()
    assert "Hill <b>" not in figure and "<img" not in figure
