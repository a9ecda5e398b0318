"""Sides, strands, questions and sentences are data: others, four pairs and German words, used in a browser."""

from __future__ import annotations

import re
from pathlib import Path

import altair as alt
import pandas as pd
import pytest

from livingwell_learning import CharacteristicsExplorer, PlaceComparison, PublicationLibrary, SiteTimeline
from livingwell_learning.charts import figure
from livingwell_learning.data import Source
from livingwell_learning.words import read_words, using
from tests.widgets.characteristics_explorer.made_up import Tables, described
from tests.widgets.place_comparison import made_up as compared
from tests.widgets.publication_library import made_up as read
from tests.widgets.readers import give, status
from tests.widgets.site_timeline import made_up as timed

FOLDER = Path(__file__).parent / "words"
ROOMS = ("common", "rating", "picture", "explorer", "date", "timeline", "months", "comparison", "library", "figure")
STRANDS = [
    {"value": "own-work", "label": "Eigenes", "tone": 3},
    {"value": "shared", "label": "Gemeinsames", "tone": 1},
    {"value": "round-about", "label": "Ringsum", "tone": 2},
]


@pytest.fixture
def german():
    with using("de", FOLDER) as table:
        yield table


def four_pairs():
    sides = ("sonnige", "regnerische")
    pairs = [
        {"id": id, "order": at, "sonnige": one, "regnerische": other, "note": "",
         "sonnige_gist": f"{one} wärmt.", "regnerische_gist": f"{other} tränkt.", "sources": ""}
        for at, (id, one, other) in enumerate(
            [("a-b", "Ähre", "Bach"), ("c-d", "Dürre", "Dunst"), ("e-f", "Feld", "Fluss"), ("g-h", "Glut", "Guss")], 1)
    ]  # fmt: skip
    statements = [
        {"id": f"{pair['id']}-{side}", "pair": pair["id"], "side": side, "order": 1, "text": f"{side} Art {pair['id']}",
         "sources": ""}
        for pair in pairs for side in sides
    ]  # fmt: skip
    told = described(sides, question="{name}: Wie oft ist das so?", steps=["nie", "selten", "oft", "immer"])
    return Tables(pairs=pd.DataFrame(pairs), statements=pd.DataFrame(statements), descriptor=told)


def english():
    """Every English sentence of the rooms in pieces between its values; those that German has as well are left out."""
    table, other = read_words(), read_words("de", FOLDER)
    for key, entry in table.entries.items():
        if key.split(".")[0] in ROOMS:
            for text in [entry] if isinstance(entry, str) else entry.values():
                for piece in re.split(r"\{\w+\}", text):
                    if re.search(r"[A-Za-z]{7}|[A-Za-z] [A-Za-z]", piece) and piece.strip() not in str(
                        other.entries[key]
                    ):
                        yield piece.strip()


ALL_WORDS = """() => {
  const main = document.querySelector("main").cloneNode(true)
  const scripts = [...main.querySelectorAll("script")].map(script => (script.remove(), script.textContent))
  const labels = [...main.querySelectorAll("[aria-label]")].map(part => part.getAttribute("aria-label"))
  return [[main.textContent, ...labels].join(" "), scripts.join(" ")]
}"""


def nothing_english(page):
    """Give the English in all that a reader or a screen reader meets, open or closed, or that a module may say."""
    text, scripts = page.evaluate(ALL_WORDS)
    whole = re.compile("|".join(rf"(?<![\w]){re.escape(piece)}(?![\w])" for piece in sorted(set(english()), key=len)))
    return whole.findall(text) + whole.findall(re.sub(r'"[\w.]+":|\{\w+\}', "", scripts))


def test_the_german_table_is_whole():
    table = read_words("de", FOLDER)
    assert [key for key in table.borrowed if key.split(".")[0] in ROOMS] == []


def test_the_explorer_asks_about_other_sides_on_other_steps_in_other_words(german, widget_page, console_errors):
    page = widget_page(CharacteristicsExplorer(four_pairs()).to_html(), "characteristics_explorer")
    assert page.locator("[data-lw-pair]").count() == 4
    page.get_by_role("button", name="Alle öffnen").click()
    page.get_by_role("group", name="Dürre: Wie oft ist das so?").get_by_label("4 immer").check()
    page.get_by_role("group", name="Dunst: Wie oft ist das so?").get_by_label("2 selten").check()
    told = "Beide sind da: mindestens selten (sonnige 4, regnerische 2). Die sonnige Seite sieht man mehr."
    assert status(page) == told and page.evaluate("lw.model.get('ratings')") == {
        "c-d": {"sonnige": 4, "regnerische": 2}
    }
    page.get_by_role("group", name="Feld").get_by_label("Unsicher").check()
    assert status(page) == "Bei der sonnigen Seite sind Sie unsicher. Die regnerische Seite hat noch keine Antwort."
    page.get_by_role("searchbox").fill("wärmt dürre")
    assert status(page) == "Keine Aussage enthält „wärmt dürre“, aber 1 Paar mit Namen oder Beschreibung."
    page.get_by_role("searchbox").fill("art")
    assert status(page) == "8 Aussagen in 4 Paaren enthalten „art“."
    assert page.get_by_text("3 Antworten stehen hier.").is_visible()
    assert nothing_english(page) == [] and console_errors == []


def test_the_timeline_draws_other_strands_and_says_german_dates_and_numbers(
    german, widget_page, tmp_path, console_errors
):
    tables = timed.made_up(tmp_path, strand={"title": "Art", "categories": STRANDS})
    page = widget_page(SiteTimeline(tables).to_html(), "site_timeline")
    assert page.locator("#event-pond time").text_content() == "20. Januar 2016"
    assert page.locator("#event-fair span").first.text_content() == "2015 bis 2016"
    assert page.locator("#event-drought time").text_content() == "2012 (erschlossen)"
    assert status(page).startswith(
        "Alle 16 Ereignisse: 14 Ereignisse in 4 Orten und 2 von „The whole club“, 1975 bis 2018."
    )
    assert page.locator("#event-pond").get_attribute("class").split()[:2] == ["lw-strand", "lw-tone-3"]
    assert page.locator("#event-prize").get_attribute("class").split()[:2] == ["lw-strand", "lw-tone-1"]
    give(page, themes=["seed"], places=["meadow", "heath", "orchard"])
    assert status(page) == "2 von 16 Ereignissen gezeigt. Kein Ereignis passt in Meadow. Nicht verzeichnet: Heath."
    assert nothing_english(page) == [] and console_errors == []


def test_the_comparison_counts_in_german(german, widget_page, tmp_path, console_errors):
    tables = compared.made_up(tmp_path)
    html = PlaceComparison(tables, places=["meadow", "garden", "orchard"], pages="../", timeline="x").to_html()
    page = widget_page(html, "place_comparison")
    give(page, align="opened")
    assert status(page) == (
        "Nebeneinander: Meadow, Gärten & Höfe und Orchard. Zeitleisten in Monaten ab „The gate opened“. "
        "Nicht verzeichnet, also nicht gezeichnet: Orchard."
    )
    assert page.locator("[data-lw-step=planted] [data-lw-place=meadow] .lw-ago").inner_text() == "56 Monate davor"
    assert "3 Jahre" in page.locator(".lw-axis-lines:not([hidden])").text_content()
    assert nothing_english(page) == [] and console_errors == []


def test_the_library_and_a_chart_speak_german(german, widget_page, tmp_path, console_errors):
    page = widget_page(PublicationLibrary(read.made_up(tmp_path)).to_html(), "publication_library")
    page.get_by_role("searchbox", name="Wörter suchen").fill("rain")
    assert status(page) == "3 von 8 Werken gezeigt."
    assert "2014 (erschlossen)" in page.locator("#work-letter").text_content()
    assert nothing_english(page) == [] and console_errors == []
    table = pd.DataFrame({"Jahr": [2000], "Zahl": [1]})
    chart = figure(
        alt.Chart(table).mark_point().encode(x="Jahr:Q"), title="Ein Satz", description="Ein Punkt.", name="eins",
        sources=[Source("a", "Ein Bericht")], table=table,
    ).to_html()  # fmt: skip
    assert "Die Zahlen als Tabelle" in chart and ">Quelle:" in chart


def test_without_a_table_of_its_own_a_figure_asks_the_question_of_the_library():
    tables = four_pairs()
    tables.descriptor["resources"][0] = {"name": "pairs", "schema": {"fields": []}}
    html = CharacteristicsExplorer(tables).figure()
    assert "Dürre: how much of this do you see?" in html and "to some extent" in html
    told = CharacteristicsExplorer(tables, question="{name}?", steps=("no", "so so", "yes")).figure()
    assert ">Dürre?<" in told and "so so" in told and 'value="4"' not in told
