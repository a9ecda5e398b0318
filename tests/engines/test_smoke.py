"""Every tool of the book in the two other engines that readers have: it comes alive, answers, and reports no error."""

from __future__ import annotations

import pytest


@pytest.fixture(autouse=True)
def without_errors(reader):
    """Whatever a test does, the console stays empty."""
    yield
    assert reader.wrongs() == []


def test_the_explorer_takes_a_rating_and_closes(reader, site):
    reader.open(f"{site}/report/mechanistic-and-relational.html")
    pair = "[data-lw-widget=characteristics_explorer] details.lw-pair"
    reader.press(f"{pair} > summary")
    for side, answer in (("1", "3"), ("2", "5")):
        reader.press(f"{pair}[open] .lw-side-{side} input[value='{answer}']")
    reader.until(f"document.querySelector('{pair} circle.lw-answer:not([hidden])')")
    reader.press(f"{pair}[open] > summary")
    reader.until(f"!document.querySelector('{pair}[open]')")
    reader.until_there(f"{pair} .lw-given b", "3 · 5")


def test_the_timeline_is_narrowed_and_an_event_opens(reader, site):
    reader.open(f"{site}/places/timeline.html")
    event = "[data-lw-widget=site_timeline] li[id^=event-]"
    everything = reader.ask(f"() => document.querySelectorAll('{event}:not([hidden])').length")
    reader.write("[data-lw-widget=site_timeline] input[type=search]", "Trieste")
    reader.until(f"document.querySelectorAll('{event}:not([hidden])').length < {everything}")
    assert reader.ask(f"() => document.querySelectorAll('{event}:not([hidden])').length") >= 1
    reader.press(f"{event}:not([hidden]) .lw-known summary")
    reader.until_there(f"{event} .lw-known[open] li")


def test_the_comparison_shows_the_places_that_are_chosen(reader, site):
    reader.open(f"{site}/places/compare.html")
    tool = "[data-lw-widget=place_comparison]"
    before = reader.ask(f"() => document.querySelector('{tool} [data-lw-columns]').dataset.lwColumns")
    reader.press(f"{tool} [data-lw-facet=places] input:checked")
    reader.until(f"document.querySelector('{tool} [data-lw-columns]').dataset.lwColumns === '{int(before) - 1}'")


def test_the_library_is_narrowed(reader, site):
    reader.open(f"{site}/evidence/publications.html")
    work = "[data-lw-widget=publication_library] [data-lw-work]"
    everything = reader.ask(f"() => document.querySelectorAll('{work}').length")
    reader.press("[data-lw-widget=publication_library] [data-lw-facet=in_report] input")
    reader.until(f"document.querySelectorAll('{work}[hidden]').length > 0")
    assert 0 < reader.ask(f"() => document.querySelectorAll('{work}:not([hidden])').length") < everything


def test_a_reflection_of_ones_own_rates_a_pair_and_gives_a_code(reader, site):
    reader.open(f"{site}/tools/my-reflection.html")
    reader.press("[data-lw-widget=my_reflection] [data-lw-do=every]")
    for side, answer in ((1, "2"), (2, "4")):
        reader.press(f".lw-my-side-{side} .lw-rate-now input[value='{answer}']")
    reader.until_there(".lw-my-pinned [data-lw-sentence]:not(:empty)")
    reader.press("[data-lw-leave=code]")
    reader.until_there("[data-lw-exact]")
    assert len(reader.ask("() => document.querySelector('[data-lw-exact]').textContent")) > 10


def test_an_answer_that_is_not_kept_is_gone_from_a_page_that_was_left(reader, site):
    """WebKit gives a page back from memory, and no message reaches it there: it must have let go when it was left."""
    reader.open(f"{site}/tools/my-reflection.html")
    reader.press("[data-lw-widget=my_reflection] [data-lw-do=every]")
    drawn = "document.querySelector('[data-lw-words-of-picture]').textContent.includes('You see little of this')"
    reader.press(".lw-my-side-1 .lw-rate-now input[value='2']")
    reader.until(drawn)
    reader.ask("() => { window.before = true }")
    reader.go(f"{site}/about/who-it-is-for.html")
    reader.back()
    reader.until("location.pathname.endsWith('my-reflection.html') && document.readyState === 'complete'")
    apple = reader.ask("() => navigator.vendor.startsWith('Apple')")
    from_memory = reader.ask("() => Boolean(window.before)")
    assert from_memory or not apple, "WebKit gives the page back as it was, so this tries what it is to try"
    # WebKit empties the fields of such a page by itself; what was drawn of them is what would stay.
    assert reader.ask(f"() => {drawn}") is (from_memory and not apple)
    assert reader.ask("() => localStorage.length + sessionStorage.length + Number(history.state !== null)") == 0


def test_a_ballot_box_of_five_is_closed_and_shown(reader, site):
    reader.open(f"{site}/tools/our-reflection.html")
    reader.press("[data-lw-way=box] summary")
    reader.press("[data-lw-place=box] button", "Start the ballot box")
    for answer in "12345":
        reader.press("dialog[open] button", "Begin")
        for side in (1, 2):
            reader.press(f"dialog[open] .lw-rate-{side} input[value='{answer}']")
        reader.press("dialog[open] button", "Put in the box")
        reader.press("dialog[open] button", "Pass to the next person")
    reader.press("dialog[open] button", "Leave the box for now")
    reader.press("[data-lw-place=closing] button", "Close the round")
    reader.press("[data-lw-place=closing] button", "Close it now")
    reader.until_there("[data-lw-place=shown] .lw-our-pair")


def test_a_word_about_a_force_stands_on_the_sheet(reader, site):
    reader.open(f"{site}/tools/forces.html")
    reader.write("[data-lw-widget=forces] [data-lw-field]", "Enough")
    reader.until("document.querySelector('[data-lw-widget=forces] .lw-sheet-mine').textContent.includes('Enough')")


def test_a_mark_on_the_future_stands_on_the_map(reader, site):
    reader.open(f"{site}/tools/future.html")
    house = "[data-lw-widget=future] .lw-future-street [data-lw-house] [data-lw-standing]"
    blank = reader.ask(f"() => document.querySelector('{house}').textContent")
    reader.press("[data-lw-widget=future] [data-lw-group=help_places] input[value=here]")
    reader.until(f"document.querySelector('{house}').textContent !== {blank!r}")


def test_a_word_of_the_glossary_is_underlined_and_opens(reader, site):
    reader.open(f"{site}/about/who-it-is-for.html")
    line = "(({ borderBottomStyle, borderBottomWidth, textDecorationLine }) => textDecorationLine.includes('underline')"
    line += " || (borderBottomStyle !== 'none' && parseFloat(borderBottomWidth) >= 1))"
    assert reader.ask(f"() => {line}(getComputedStyle(document.querySelector('main .lw-term')))")
    reader.press("main .lw-term")
    reader.until_there(".lw-note p")
