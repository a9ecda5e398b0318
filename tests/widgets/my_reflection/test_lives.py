"""The figure without scripts, in a notebook, and for everybody."""

from __future__ import annotations

import pytest
import traitlets

from livingwell_learning.widgets.my_reflection import MyReflection
from tests.accessibility import broken_rules
from tests.widgets.my_reflection.by_hand import FIRST, begin, pair, rate, shown, traits


def test_without_scripts_it_is_the_form_to_print(mine):
    page = mine(java_script_enabled=False)
    assert len(page.locator(".lw-my-pair").all()) == 6 and all(
        p.is_visible() for p in page.locator(".lw-my-pair").all()
    )
    assert page.get_by_text("print it, and tick one box").is_visible()
    assert page.locator("button:visible").count() == 0
    assert page.locator(".lw-rate input[value='not-sure']:visible").count() == 12


def test_python_and_a_page_share_what_was_said(mine, real):
    page = mine()
    begin(page)
    rate(page, FIRST, 4, 2)
    widget = MyReflection(real, **traits(page))
    assert widget.reflection("2026-11-27").answers == {FIRST: {"now": {"mechanistic": 4, "relational": 2}}}


def test_python_sets_answers_in_a_notebook(mine, real):
    answers = {FIRST: {"now": {"mechanistic": 4}, "hoped": {"relational": 5}}}
    html = MyReflection(real, answers=answers, hoped=True, notes={FIRST: "<b>"}).figure()
    assert html.count(" checked>") >= 2 and "&lt;b&gt;" in html


@pytest.mark.parametrize(
    ("traits", "told"),
    [
        ({"chosen": ["lost"]}, "'lost' that is not in the data"),
        ({"answers": {FIRST: {"now": {"mechanistic": 9}}}}, "9 is not an answer"),
        ({"answers": {"lost": {"now": {"mechanistic": 4}}}}, "'lost' is not among the pairs"),
        ({"answers": {FIRST: {"once": {"mechanistic": 4}}}}, "'once' is not asked here"),
    ],
)
def test_what_is_no_answer_is_refused(real, traits, told):
    with pytest.raises(traitlets.TraitError, match=told):
        MyReflection(real, **traits)


@pytest.mark.parametrize(("width", "scheme"), [(320, "light"), (1280, "dark")])
def test_axe_finds_nothing(mine, width, scheme):
    page = mine(viewport={"width": width, "height": 800}, color_scheme=scheme)
    begin(page, about="our street", every=True, hoped=True)
    rate(page, FIRST, 4, 2)
    pair(page, FIRST).get_by_label("A note").fill("On Tuesdays")
    page.get_by_role("button", name="The picture").click()
    page.wait_for_selector("[data-lw-holds]:not([hidden])")
    assert broken_rules(page) == [] and shown(page) == [FIRST]
