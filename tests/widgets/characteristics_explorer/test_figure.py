from __future__ import annotations

import gzip
import json
import re
from html import escape, unescape
from html.parser import HTMLParser

import pytest
import traitlets

from livingwell_learning.original import Original, Statement
from livingwell_learning.widgets.base import KEY
from livingwell_learning.widgets.characteristics_explorer import CharacteristicsExplorer
from tests.widgets.characteristics_explorer.made_up import NAMES, SCALE, made_up, own_words, rated
from tests.widgets.conftest import WIDGETS

FOLDER = WIDGETS / "characteristics_explorer"


@pytest.fixture(scope="module")
def tables():
    return made_up()


def words(html):
    return unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", html)))


def test_the_figure_holds_every_word_of_the_data(tables):
    figure = CharacteristicsExplorer(tables).figure()
    text = words(figure)
    assert len(tables.statements) == 36
    gists = [*tables.pairs["mechanistic_gist"], *tables.pairs["relational_gist"]]
    for part in [*tables.statements["text"], *gists]:
        assert text.count(part) == 1, part
    assert "A note on stone." in text and "nan" not in text.lower().split()
    assert "Hill <b>" in text and escape("Hill <b>") in figure and "Hill <b>" not in figure


def test_pairs_and_statements_stand_in_their_order(tables):
    figure = CharacteristicsExplorer(tables).figure()
    assert re.findall(r'<details[^>]* id="pair-([^"]+)"', figure) == [id for id, *_ in NAMES]
    ways = re.findall(r"<li[^>]*>(Mechanistic way \d) of moss fern", figure)
    assert ways == ["Mechanistic way 1", "Mechanistic way 2", "Mechanistic way 3"]


def test_the_names_stand_side_by_side_never_against_each_other(tables):
    figure = CharacteristicsExplorer(tables).figure()
    titles = [words(title) for title in re.findall(r"<summary>(<h2.*?</h2>)", figure)]
    assert titles == [f"{one} and {other}" for _, one, other in NAMES]
    assert not re.search(r"\b(vs|versus)\b", words(figure), re.IGNORECASE)
    assert 'type="range"' not in figure


def test_each_side_has_a_question_with_five_steps_and_not_sure_and_nothing_chosen(tables):
    figure = CharacteristicsExplorer(tables).figure()
    questions = re.findall(r"<fieldset.*?</fieldset>", figure, re.DOTALL)
    assert len(questions) == 12
    for question in questions:
        assert re.findall(r'value="([^"]+)"', question) == ["1", "2", "3", "4", "5", "not-sure"]
        assert len(set(re.findall(r'name="([^"]+)"', question))) == 1
        assert "<legend>" in question and "how much of this do you see in your system now?" in question
        for step in ("not at all", "a little", "to some extent", "quite a lot", "very much", "Not sure"):
            assert step in words(question)
    assert len(set(re.findall(r'name="([^"]+)"', figure))) == 12
    assert not re.search(r"<input[^>]* checked|<details[^>]* open", figure)


class Audit(HTMLParser):
    def __init__(self):
        super().__init__()
        self.ids, self.stack, self.wrong = [], [], []

    def handle_starttag(self, tag, attributes):
        self.ids += [value for name, value in attributes if name == "id"]
        if tag == "div" and {"p", "span", "label", "summary"} & set(self.stack):
            self.wrong.append((tag, list(self.stack)))
        if tag not in {"input", "link", "meta", "br"}:
            self.stack.append(tag)

    def handle_startendtag(self, tag, attributes):
        pass

    def handle_endtag(self, tag):
        assert self.stack.pop() == tag


def test_the_markup_is_well_formed_with_unique_ids_and_no_blank_line(tables):
    html = CharacteristicsExplorer(tables).to_html()
    audit = Audit()
    audit.feed(html)
    assert audit.stack == [] and audit.wrong == []
    assert len(audit.ids) == len(set(audit.ids)) == 7
    assert "\n\n" not in html


def test_answers_given_in_python_are_in_the_figure_and_the_state(tables):
    ratings = {"oak-ash": {"mechanistic": 2, "relational": 5}, "rain-sun": {"relational": "not-sure"}}
    html = CharacteristicsExplorer(tables, ratings=ratings, open_pairs=["rain-sun"]).to_html()
    chosen = re.findall(r'name="([^"]+)" value="([^"]+)" checked', html)
    assert dict(chosen) == {
        "oak-ash-mechanistic": "2",
        "oak-ash-relational": "5",
        "rain-sun-relational": "not-sure",
    }
    assert re.findall(r'id="pair-([^"]+)"[^>]* open>', html) == ["rain-sun"]
    assert re.findall(r'<circle[^>]* transform="translate\(([^)]+)\)">', html.replace("/>", ">")) == ["36 -144"]
    captions = [words(caption) for caption in re.findall(r"<figcaption>(.*?)</figcaption>", html)]
    assert captions[0] == rated(2, 5).words
    assert captions[1] == rated(None, "not-sure").words
    assert captions[2:] == [SCALE.rate({}).words] * 4
    state = json.loads(re.search(r"data-lw-state>(.*?)</script>", html).group(1))
    assert state == {"ratings": ratings, "open_pairs": ["rain-sun"], "query": "", "show_original": False}


@pytest.mark.parametrize(
    ("traits", "parts"),
    [
        (
            {"ratings": {"elm": {"mechanistic": 1}}},
            ["'elm'", "not in the data", "Use one of oak-ash, rain-sun"],
        ),
        (
            {"ratings": {"oak-ash": {"middle": 1}}},
            ["'oak-ash'", "'middle'", "The sides are mechanistic and relational", "use one"],
        ),
        (
            {"ratings": {"oak-ash": {"relational": 6}}},
            ["'oak-ash'", "relational side", "6 is not an answer", "from 1 to 5", "leave a blank side out"],
        ),
        (
            {"ratings": {"oak-ash": {"relational": None}}},
            ["None is not an answer", "leave a blank side out"],
        ),
        ({"ratings": {"oak-ash": 3}}, ["'oak-ash'", "3", "must be a dict", "try"]),
        ({"open_pairs": ["oak-ash", "elm"]}, ["open_pairs", "'elm'", "not in the data", "Use one of"]),
    ],
)
def test_a_wrong_value_is_refused_with_value_rule_and_remedy(tables, traits, parts):
    explorer = CharacteristicsExplorer(tables)
    ((trait, value),) = traits.items()
    with pytest.raises(traitlets.TraitError) as at_start:
        CharacteristicsExplorer(tables, **traits)
    with pytest.raises(traitlets.TraitError) as later:
        setattr(explorer, trait, value)
    for caught in (at_start, later):
        assert [part for part in parts if part not in str(caught.value)] == []
    assert explorer.ratings == {} and explorer.open_pairs == []


def test_an_unknown_argument_is_refused_with_what_there_is(tables):
    known = r"It knows tables, original, question, steps, heading_level, open_pairs, query, ratings, show_original\."
    with pytest.raises(TypeError, match=rf"does not know 'rating'\. {known}"):
        CharacteristicsExplorer(tables, rating={})


def test_right_values_are_taken(tables):
    explorer = CharacteristicsExplorer(tables)
    explorer.ratings = {"oak-ash": {"mechanistic": 1, "relational": "not-sure"}, "night-day": {}}
    explorer.open_pairs = ["night-day"]
    explorer.query = "listen"
    assert explorer.get_state(["ratings", "query"]) == {"ratings": explorer.ratings, "query": "listen"}


def test_without_the_original_wording_there_is_no_word_of_it(tables):
    html = CharacteristicsExplorer(tables, show_original=True).to_html()
    assert "own words" not in html and "lw-pole-original" not in html and "checkbox" not in html


def test_the_original_wording_stands_closed_under_the_list_that_retells_it(tables):
    figure = CharacteristicsExplorer(tables, original=own_words()).figure()
    text = words(figure)
    assert text.count("Verily, ") == 35 and "Heed &lt;what&gt; others say" in figure and "<what>" not in figure
    lists = re.findall(r"<ul>(.*?)</ul>\s*<details class=\"lw-pole-original\"[^>]*>(.*?)</details>", figure, re.DOTALL)
    assert len(lists) == 12
    retold, own = lists[6]
    assert [words(line) for line in re.findall(r"<li[^>]*>(.*?)</li>", retold)] == [
        f"Mechanistic way {n} of moss fern" for n in (1, 2, 3)
    ]
    assert [words(line) for line in re.findall(r"<li[^>]*>(.*?)</li>", own)] == [
        f"Verily, mechanistic wording {n} of moss fern" for n in (1, 2, 3)
    ]
    assert words(re.search(r"<summary[^>]*>(.*?)</summary>", own).group(1)) == "The report’s own words: Moss"  # noqa: RUF001
    assert "rights holder" in text and not re.search(r"<details[^>]* open|<input[^>]* checked", figure)


def test_the_original_wording_can_be_shown_from_python(tables):
    html = CharacteristicsExplorer(tables, original=own_words(), show_original=True).to_html()
    assert len(re.findall(r'<details class="lw-pole-original"[^>]* open>', html)) == 12
    assert re.search(r"<input type=\"checkbox\"[^>]* checked>", html)
    assert json.loads(re.search(r"data-lw-state>(.*?)</script>", html).group(1))["show_original"] is True


def test_the_original_wording_leaves_the_markup_well_formed_and_the_state_small(tables):
    html = CharacteristicsExplorer(tables, original=own_words()).to_html()
    audit = Audit()
    audit.feed(html)
    assert audit.stack == [] and audit.wrong == [] and len(audit.ids) == len(set(audit.ids)) == 7
    assert "\n\n" not in html
    assert "Verily" not in re.search(r"data-lw-state>(.*?)</script>", html).group(1)
    assert len(html.encode()) <= 50_000


@pytest.mark.parametrize("place", [("elm", "relational"), ("oak-ash", "middle")])
def test_wording_of_an_unknown_place_is_refused_with_the_places_there_are(tables, place):
    original = Original((), (Statement(*place, 1, "Words"),))
    said = rf"'{place[0]}', {place[1]} side.*oak-ash, rain-sun.*mechanistic and relational"
    with pytest.raises(ValueError, match=said):
        CharacteristicsExplorer(tables, original=original)


def test_the_files_bear_the_widgets_name():
    assert CharacteristicsExplorer.name == FOLDER.name
    assert {path.stem for path in FOLDER.iterdir() if path.suffix in {".mjs", ".css", ".html"}} == {FOLDER.name}


def test_a_notebook_gets_the_module_the_styles_and_the_figure(tables):
    explorer = CharacteristicsExplorer(tables)
    assert "export default" in explorer._esm
    assert "--lw-ink" in explorer._css and ".lw-pair" in explorer._css
    data, _ = explorer._repr_mimebundle_()
    assert "--lw-ink" in data["text/html"] and ".lw-pair" in data["text/html"]
    unstyled = re.sub(r"<style.*?</style>\n", "", data["text/html"], flags=re.DOTALL)
    assert explorer.figure(re.search(r'data-lw-figure="(.*?)"', unstyled)[1]) in unstyled
    assert explorer.figure_html.replace(KEY, "-1") == explorer.figure("-1")


def test_the_style_sheet_uses_tokens_alone():
    css = (FOLDER / "characteristics_explorer.css").read_text(encoding="utf-8")
    assert not re.search(r"#[0-9a-f]{3,8}\b|\b(rgb|hsl|oklch)a?\(|\b(red|green)\b", css, re.IGNORECASE)
    # An older browser passes over a whole rule that it does not understand.
    assert all("," not in rule for rule in re.findall(r"[^{}]*:has\([^{]*", css)) and not re.search(r"\{[^{}@]*&", css)


def test_the_widget_is_light(tables):
    assert len(CharacteristicsExplorer(tables).to_html().encode()) <= 40_000
    module = (FOLDER / "characteristics_explorer.mjs").read_bytes()
    assert len(gzip.compress(module, 9)) <= 5_000
    assert module.startswith(b"// @ts-check")
    assert b"innerHTML" not in module
