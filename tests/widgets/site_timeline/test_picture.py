"""The picture is a way in: marks say what they are, open it, and are walked along; years, filters and a story lead."""

from __future__ import annotations

import re

import pytest

from livingwell_learning import SiteTimeline
from tests.waiting import until
from tests.widgets.readers import PHONE, status
from tests.widgets.site_timeline.by_hand import NAME, shown

FOCUSED = "document.activeElement.hash"


def row(page, place):
    return page.locator(f".lw-row[data-lw-place={place}]")


def test_a_mark_says_its_date_and_title_on_hover_and_focus(open_page):
    page = open_page()
    mark = row(page, "garden").locator("a[href='#event-café']")
    tip = mark.locator("span")
    assert tip.bounding_box()["width"] <= 1
    mark.hover()
    assert tip.bounding_box()["width"] > 100 and tip.inner_text() == "3 April 2012: A café opens"
    page.mouse.move(0, 0)
    mark.focus()
    assert tip.bounding_box()["width"] > 100


def test_a_press_opens_the_event_in_place(open_page):
    page = open_page("orchard")
    row(page, "club").locator("a[href='#event-prize']").click()
    until(page, "document.activeElement.id === 'event-prize'")
    assert page.locator("#event-prize").is_visible() and page.url.endswith("#event-prize")


def test_a_finger_first_reads_a_mark_and_then_opens_it(open_page):
    page = open_page(**PHONE)
    mark = row(page, "garden").locator("a[href='#event-pond']")
    mark.tap()
    assert mark.locator("span").bounding_box()["width"] > 100 and "#" not in page.url
    mark.tap()
    until(page, "document.activeElement.id === 'event-pond'")


def test_keys_walk_along_a_row_which_is_one_stop(open_page):
    page = open_page()
    for each in page.locator(".lw-row").all():
        assert each.locator(".lw-cells a[tabindex='0']:not([hidden])").count() == (
            each.locator(".lw-cells a").count() > 0
        )
    page.locator(".lw-row[data-lw-place=garden] [tabindex='0']").focus()
    walked = []
    for key in ("ArrowRight", "ArrowRight", "End", "ArrowLeft", "Home", "ArrowLeft"):
        page.keyboard.press(key)
        walked.append(page.evaluate(FOCUSED))
    names = ["#event-drought", "#event-fair", "#event-pond", "#event-fair", "#event-caf%C3%A9", "#event-caf%C3%A9"]
    assert walked == names
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('.lw-row').dataset.lwPlace") != "garden"


def test_years_zoom_and_every_event_then_has_its_mark(open_page):
    page = open_page()
    assert row(page, "meadow").locator(".lw-cells a:visible").count() == 3
    page.get_by_label("Years from").select_option("2017")
    assert page.locator(".lw-axis li:visible").all_text_contents() == ["2017", "2018"]
    marks = row(page, "meadow").locator(".lw-cells a:visible")
    assert marks.count() == 7 and marks.first.get_attribute("href") == "#event-visit-1"
    assert marks.first.locator("span").text_content() == "5 January 2018: Visit 1"
    page.get_by_role("searchbox").fill("visit 3")
    assert marks.count() == 1
    page.get_by_role("button", name="Clear filters").click()
    assert row(page, "meadow").locator(".lw-num:visible").all_inner_texts()[-1].endswith("7")


def test_a_strip_of_years_leads_to_each_year_that_has_something(open_page):
    page = open_page()
    strip = page.get_by_role("navigation", name="Years of the list")
    assert strip.get_by_role("link").all_text_contents() == [
        "1975", "2012", "2013", "2014", "2015", "2016", "2017", "2018",
    ]  # fmt: skip
    strip.get_by_role("link", name="2016").click()
    assert page.locator("#year-2016").bounding_box()["y"] < 200
    page.get_by_role("searchbox").fill("pond")
    assert strip.get_by_role("link").all_text_contents() == ["2016"]


def test_filters_stand_in_the_address_and_stay(open_page):
    page = open_page()
    page.get_by_role("button", name="Filter by").click()
    page.get_by_role("checkbox", name="Meadow").check()
    page.get_by_role("checkbox", name="Seed").check()
    page.get_by_role("checkbox", name="Sun").check()
    page.get_by_label("Years from").select_option("2013")
    page.get_by_role("searchbox").fill("visit")
    assert page.url.endswith("?places=meadow&themes=seed.sun&years=2013.2018")
    page.reload()
    page.wait_for_selector("[data-lw-live]", state="attached")
    assert len(shown(page)) == 9 and status(page).startswith("9 of 16 events shown.")
    assert page.locator(".lw-axis li:visible").first.text_content() == "2013"
    assert page.locator("input:checked").evaluate_all("all => all.map(each => each.value)") == ["meadow", "seed", "sun"]
    page.get_by_role("button", name="Clear filters").click()
    assert "?" not in page.url and len(shown(page)) == 16


@pytest.mark.parametrize("asked", ["places=moon", "places=meadow.moon", "years=2019", "years=9.x", "order=best", "x=1"])
def test_an_address_that_asks_for_what_is_not_there_asks_for_nothing(widget_page, tables, asked):
    page = widget_page(SiteTimeline(tables).to_html(), NAME, fragment=f"?{asked}")
    assert len(shown(page)) == 16 and page.locator(".lw-axis li:visible").count() == 9


def test_on_a_phone_filters_are_a_sheet_whose_button_counts(open_page):
    page = open_page(**PHONE)
    page.get_by_role("button", name="Filter by").tap()
    sheet = page.get_by_role("dialog")
    assert sheet.evaluate("each => each.matches(':modal')")
    sheet.get_by_role("checkbox", name="Meadow").tap()
    button = sheet.get_by_role("button", name="Show 9 events")
    box = button.bounding_box()
    assert box["y"] + box["height"] <= 700 and box["height"] >= 44
    button.tap()
    assert not sheet.is_visible() and len(shown(page)) == 9
    assert page.evaluate("document.activeElement.getAttribute('aria-expanded')") == "false"


def test_places_link_to_their_pages_and_their_events_back(real):
    whole = SiteTimeline(real, pages="../", told="told_steps").figure()
    assert '<b><a href="../places/luton.html">Luton</a></b>' in whole
    assert whole.count('href="../places/luton.html"') == 1 + sum("luton" in places for places in real.events.places)
    alone = SiteTimeline(real, place="luton", pages="../", timeline="places/timeline").figure()
    assert 'href="../places/timeline.html#event-luton-2018-named"' in alone and "places/luton.html" not in alone
    with pytest.raises(ValueError, match="pages is not given"):
        SiteTimeline(real, timeline="places/timeline")


def test_sources_in_a_word_lead_to_the_page_of_all_sources(real):
    html = SiteTimeline(real, pages="../", sources="evidence/sources").figure()
    gate = html.split('<li id="event-edinburgh-2018-named"')[1].split("</details>")[0]
    named = re.findall(r'<a href="\.\./evidence/sources\.html#source-([^"]+)">([^<]+)</a>', gate)
    assert [key for key, _ in named] == ["elft-2018", "lws-about"] and all(label for _, label in named)
    assert html.count("#source-") == real.events.sources.map(len).sum() and "https://" not in html
    with pytest.raises(ValueError, match="sources is 'evidence/sources', but pages is not given"):
        SiteTimeline(real, sources="evidence/sources")


def story(widget_page, real, **context):
    return widget_page(SiteTimeline(real, told="told_steps", heading_level=3).to_html(), NAME, **context)


def test_the_picture_follows_the_story_step_by_step(widget_page, real, console_errors):
    page = story(widget_page, real)
    page.get_by_text("The story told in 8 steps").click()
    # What leads through it comes when it is opened.
    page.get_by_text("Step 1 of 8").wait_for()
    steps, rows = page.locator("[data-lw-step]:visible"), page.locator(".lw-row:visible")
    assert steps.count() == 1 and page.get_by_text("Step 1 of 8").is_visible()
    assert rows.evaluate_all("all => all.map(row => row.dataset.lwPlace)") == ["lambeth"]
    assert page.locator(".lw-chosen:visible").count() == 2
    assert page.get_by_role("button", name="Back").is_disabled()
    page.get_by_role("button", name="Next").click()
    page.get_by_role("button", name="Next").click()
    assert steps.locator("h3").text_content() == real.told_steps.title[2]
    assert rows.count() == 5 and page.locator(".lw-axis li:visible").all_text_contents() == ["2017", "2018", "2019"]
    page.get_by_text("The story told in 8 steps").click()
    assert rows.count() == len(real.sites) and page.locator(".lw-chosen").count() == 0
    assert console_errors == []


def test_without_scripts_the_story_is_plain_text_with_its_sources(widget_page, real):
    page = story(widget_page, real, java_script_enabled=False)
    page.get_by_text("The story told in 8 steps").click()
    for step, text in zip(page.locator("[data-lw-step]").all(), real.told_steps.text, strict=True):
        assert text in step.inner_text() and step.locator(".lw-known li").count() >= 1
    assert page.get_by_role("button", name="Next").count() == 0


def test_a_story_needs_its_table(tables):
    with pytest.raises(ValueError, match="told is 'tale', which is no table"):
        SiteTimeline(tables, told="tale")
