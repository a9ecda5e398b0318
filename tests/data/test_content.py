"""What this book's own tables and pages got wrong once, against their sources, and must not get wrong again."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from livingwell_learning.data import load

ROOT = Path(__file__).parents[2]
DATED_BY_GUESS = re.compile(
    r"\binferred\b|^Undated (?:item|report|copy|notice)|^Undated;|Day taken from|is reckoned from"
)


@pytest.fixture(scope="module")
def tables():
    return load(ROOT / "data")


def page(name):
    """The text of a page in one line, so that a phrase is found across its lines."""
    return " ".join((ROOT / "book" / f"{name}.md").read_text(encoding="utf-8").split())


@pytest.mark.parametrize(
    ("table", "row", "column", "right"),
    [
        ("publications", "people-and-places", "authors", "Ella Walding"),
        ("publications", "three-lessons", "authors", "Adrian McLachlan, Denis O’Rourke, Aisling Duffy, Soumitra Burman-Roy"),  # noqa: E501, RUF001
        ("outcomes", "people-improved", "figure", "some 3,438"),
        ("outcomes", "people-improved", "approximate", True),
        ("outcomes", "cost-of-gain", "figure", "£800 to £1,160"),
        ("roles", "trieste-department", "kind", "health"),
        ("events", "trieste-2005-lead-centre", "title", "Trieste becomes a WHO lead centre for service development"),
        ("events", "tg-2022-results", "date", "2022-11?"),
        ("place_facts", "greater-manchester-reach-2", "text",
         "Referrals to Rochdale’s response hub, the route into specialist care, were reported to be down by 13%."),  # noqa: RUF001
        ("outcomes", "people-interim", "who",
         "Sites across the UK, Edinburgh, Salford, and Tameside & Glossop among them"),
        ("place_facts", "tameside-glossop-reach-1", "when", "no date given"),
        ("events", "programme-2020-open-space", "title", "An online open space is offered to people in the sites"),
        ("context_figures", "scot-gp", "what",
         "GP practices that reported no access to a mental health worker or a community link worker, in March 2023"),
        ("place_facts", "edinburgh-problem-1", "when", "no date given"),
        ("place_facts", "greater-manchester-vision-1", "when", "2020 to 2024?"),
        ("events", "luton-2021-crisis-line", "title", "Help on the crisis line goes on as lockdown eases"),
        ("events", "salford-2010-needs", "title", "A needs assessment reckons the need in Salford"),
        ("events", "edinburgh-2025-public-meeting", "title", "A public meeting, and the decision is put back"),
        ("place_facts", "lambeth-problem-2", "text",
         "The partners thought care too medical and too dependent on hospital beds, and saw signs that help came too late to prevent a crisis."),  # noqa: E501
        ("roles", "lambeth-vital-link", "role", "Saw to it that users and carers were engaged in the Collaborative."),
        ("roles", "edinburgh-and-lothians-greenspace-trust", "role",
         "Part of Thrive’s group for physical activity and green space, whose programmes had 1,250 people in 2025, until the contract ended."),  # noqa: E501, RUF001
        ("people", "helena-christie", "role",
         "Programme manager, thanked beside The National Lottery Community Fund for helpful and constructive support"),
        ("place_facts", "edinburgh-reach-2", "when", "no date given"),
        ("place_facts", "salford-reach-2", "when", "no date given"),
        ("place_facts", "salford-problem-2", "text",
         "Mystery shoppers who use services rang eight local services. The answers were uneven, a few of them poor or very poor."),  # noqa: E501
    ],
)  # fmt: skip
def test_a_cell_says_what_its_source_says(tables, table, row, column, right):
    assert tables[table].set_index("id").loc[row, column] == right


@pytest.mark.parametrize(
    ("table", "row", "column", "there", "gone"),
    [
        ("statements", "separation-connection-mechanistic-2", "text", "Answer to my service", "Answer for"),
        ("statements", "certainty-uncertainty-mechanistic-2", "text", "only to the dominant kinds", ""),
        ("statements", "certainty-uncertainty-mechanistic-2", "text", "of evidence", ""),
        ("statements", "standardisation-adoption-mechanistic-4", "text", "Look for reassurance", ""),
        ("statements", "control-nurture-relational-1", "text", "hold tensions", ""),
        ("statements", "control-nurture-relational-3", "text", "Invest in building", ""),
        ("statements", "control-nurture-relational-4", "text", "Nurture disruption", "Make room"),
        ("pairs", "standardisation-adoption", "relational_gist", "disruption", ""),
        ("pairs", "separation-connection", "mechanistic_gist", "answer only to their own service", "answer for"),
        ("pairs", "scarcity-abundance", "mechanistic_gist", "short-term goals", "most"),
        ("sites", "luton", "summary", "Partners in the town", "Five"),
        ("told_steps", "what-was-learned", "text", "links to four love letters", "with four"),
        ("tensions", "tension-accountable", "text", "a way of answering to your own organisation", "each other"),
        ("place_facts", "luton-since-3", "text", "began to review", "reviewed"),
        ("place_facts", "luton-since-3", "text", "planned focus groups", "with a focus group"),
        ("events", "luton-2025-blmk-review", "what", "invited people to focus groups", "held"),
        ("events", "luton-2019-crisis-care", "what", "were still being arranged", "After focus groups"),
        ("events", "trieste-2019-who-group", "what", "was to host", "School gathered"),
        ("place_facts", "luton-money-2", "text", "was won for crisis care", "went to"),
        ("place_facts", "edinburgh-problem-3", "text", "perhaps because of stigma", "sat beneath"),
        ("sites", "tameside-glossop", "joined", "2018-09", ""),
        ("place_facts", "lambeth-vision-1", "when", "at the start", "2013"),
        ("place_facts", "lambeth-vision-2", "when", "at the start", "2017"),
        ("context_figures", "cto-black", "what", "Known uses of", "People on"),
        ("statements", "control-nurture-relational-4", "text", "no longer do well what they are for", "serve"),
        ("told_steps", "lambeth-grows", "title", "an alliance takes on the whole system", "joins"),
        ("told_steps", "others-take-it-up", "text", "were to be asked in 2022", "were asked"),
        ("events", "york-2022-co-production", "what", "were to be invited", "could drop in"),
        ("events", "trieste-2023-nordic-warning", "title", "may be wound up", "is being undone"),
        ("place_facts", "trieste-since-2", "text", "wanted to wind the model up", "were undoing"),
        ("place_facts", "lambeth-problem-3", "text", "On average", ""),
        ("hoped_outcomes", "fewer-crises", "name", "use of health and social care", "calls"),
        ("forces", "practice", "meaning", "or hinders", ""),
        ("tensions", "tension-both", "text", "a tension", "main"),
        ("tensions", "tension-both", "text", "The report describes", "asked"),
        ("outline", "final-thoughts", "starts", "But we must accept", ""),
        ("place_facts", "trieste-hard-2", "when", "late 2021", "22"),
        ("place_facts", "trieste-hard-2", "note", "the alarm about it is of 22 October", ""),
        ("glossary", "primary-care-trust", "definition", "lists it with the year 2000", "replaced"),
        ("context_figures", "spend-total", "what", "with learning disability, autism and dementia", ""),
    ],
)
def test_a_cell_says_no_more_and_no_less_than_its_source(tables, table, row, column, there, gone):
    text = tables[table].set_index("id").loc[row, column]
    assert there in text
    assert not gone or gone not in text


def test_the_welcome_teams_come_before_the_sessions_that_followed_them():
    letter = page("letters/katie-bryce")
    assert letter.index("Welcome Teams came first, out of a long co-design") < letter.index("After them, when")


def test_the_page_of_outcomes_has_the_cost_on_record():
    assert re.search(r"\{rows\} outcomes :where: [^:]*id=cost-of-gain", page("evidence/outcomes"))


def test_the_rates_of_the_year_before_cite_the_edition_that_holds_them(tables):
    cited = tables.context_figures.set_index("id").sources
    assert set(cited["detention-black-2122"]) == {"efs-2022", "mha-2122"}
    assert set(cited["detention-black-2223"]) == {"efs-2023", "mha-2223"}


def test_what_became_of_the_commissioning_group_cites_a_page_that_says_it(tables):
    role = tables.roles.set_index("id").loc["derbyshire-ccg"]
    assert "Integrated Care Board" in role.role and "tg-jucd-glossop-update" in role.sources


def test_the_costs_to_the_economy_carry_the_caution_of_those_who_reckoned_them(tables):
    rows = tables.context_figures[tables.context_figures.id.str.match(r"mhf-(?!instances)")]
    assert len(rows) == 5
    assert rows.note.str.contains("highly conservative").all() and all("bps-econ" in row for row in rows.sources)


def test_one_happening_stands_in_one_strand(tables):
    events, facts = tables.events.set_index("id").strand, tables.place_facts.set_index("id").strand
    assert events["edinburgh-2025-board-vote"] == facts["edinburgh-since-2"]
    assert events["lambeth-2016-sanctuary"] == events["lambeth-2019-sanctuary-seven-nights"]


def test_a_date_that_its_note_calls_a_guess_is_marked_as_one(tables):
    guessed = tables.events[tables.events.note.str.contains(DATED_BY_GUESS)]
    assert len(guessed) > 8
    assert [row.id for row in guessed.itertuples() if "?" not in row.date] == []


def test_the_event_of_the_evaluation_carries_the_caution_of_its_figure(tables):
    note = tables.events.set_index("id").note["programme-2022-evaluation"]
    assert "no measure" in note and "may be a count of everyone supported" in note


def test_the_statements_speak_from_inside_as_those_of_the_report_do(tables):
    said = tables.statements.text
    assert not said.str.contains(r"\byour(?:s|self)?\b", case=False).any()
    assert said.str.contains(r"\b(?:my|myself|I)\b").sum() == 7


@pytest.mark.parametrize(
    ("name", "gone", "there"),
    [
        ("evidence/outcomes", "reached goals of their own", "progress on"),
        ("evidence/outcomes", "", "residential care"),
        ("places/lambeth", "wrote one of them {cite", "residential care"),
        ("places/timeline", "Trieste inspired many of them", "York"),
        ("places/trieste", "mentally different", "1 November"),
        ("report/valuing-both", "are open day and night", "Trieste"),
        ("report/valuing-both", "names two other pioneering places", "Lambeth"),
        ("report/urgent-and-possible", "three times between 2000 and 2022", "promising"),
        ("report/urgent-and-possible", "", "vision-mental-health-autism-and-learning-disability-services-2032"),
        ("report/purpose-power-practice", "runs through everything", "tension"),
        ("report/environment-of-collaboration", 'separate parties."', "… we could be a family of separate parties …"),
        ("report/bringing-it-to-life", "A change so deep", "four years"),
        ("report/final-thoughts", "", "entrenched"),
        ("about/programme", "built a system of their own", "develop"),
        ("about/who-it-is-for", "cannot do it without", "support"),
        ("index", "a rare chance to learn", "unique"),
        ("index", "", "deep insight"),
        ("report/purpose-power-practice", "main tension", "All three were there"),
        ("report/purpose-power-practice", "were asked", "Practice"),
        ("places/trieste", "On 22 October 2021", "In October 2021"),
        ("evidence/state-of-care", "", "dementia"),
        ("letters/katie-bryce", "work that we cannot see", "Edinburgh"),
        ("about/programme", "prevents crises", "influences policy and services"),
        ("evidence/outcomes", "the NHS and councils", "average weekly cost"),
        ("living-well/case-for-change", "to which the report sends its readers", "very probably this one"),
        ("living-well/case-for-change", "response grew stronger", "From its own work Innovation Unit adds"),
        ("living-well/method", "Before and during the work", "about six"),
        ("living-well/support-for-places", "the first three places", "for three places there"),
        ("living-well/team", "a usual team in five roles", "our copy of the page breaks off"),
        ("living-well/team", "the NHS and the councils", "other public services"),
        ("places/derbyshire", "both kept them from asking", "stigma"),
        ("places/edinburgh", "could meet each week", "at first for three weeks"),
        ("places/edinburgh", "ended in a live talk", "announced with a live talk"),
        ("places/tameside-glossop", "answered mental health crisis calls", "went out together"),
        ("places/greater-manchester", "the first three whose work", "names three places"),
        ("report/environment-of-collaboration", "The UK needs a better way", "If we want to find a better way"),
        ("report/learning-in-action", "they needed good spaces", "the programme had to create"),
        ("report/urgent-and-possible", "tells what that page argues", "very probably"),
        ("report/wider-learning", "senior leaders", "strategic leaders"),
        ("evidence/outcomes", "more than 12 weeks elsewhere", "to start treatment with standard services"),
        ("evidence/state-of-care", "", "highly conservative"),
        ("evidence/state-of-care", "neither a mental health worker nor", "no access to a mental health worker or"),
        ("living-well/method", "Co-production was practice, too", "for some professionals and leaders"),
        ("letters/index", "Before it explains anything", "stand for the heart of the sites"),
        ("letters/index", "The report thanks four people", "The report writes to four people"),
        ("letters/judd-skelton", "The Learning Report thanks you", "honours choices"),
        ("letters/katie-bryce", "the report thanks", "the report honours"),
        ("places/lambeth", "Because help came too late", "there were signs that help came too late"),
        ("places/greater-manchester", "was to say what its own", "across sectors"),
        ("places/tameside-glossop", "The report thanks Donna Thomas", "The report has a love letter to Donna Thomas"),
        ("index", "It gave deep insight", "a unique chance to learn, and to gain deep insight"),
        ("places/derbyshire", "advice from workers who", "advice from people who had been through it"),
        ("living-well/support-for-places", "before anybody designed", "High Peak"),
        ("living-well/thriving-system", "The vision begins with voice", "In the copy that we read"),
        ("places/lambeth", "the most severe illness", "severe and enduring mental illness"),
        ("evidence/outcomes", "Little has been published", "We found little that is newer"),
        ("places/derbyshire", "Derbyshire began with", "High Peak told the story of its place"),
        ("places/tameside-glossop", "what nobody has recorded", "not on public record"),
        ("places/york", "separate services", "The problem: help in hospital"),
        ("tools/forces", "Where forces are handled together", "When people lead a system together"),
        ("tools/index", "The report invites its readers", "people in the sites came to see what shaped their systems"),
        ("places/compare", "Both joined the programme", "Both were named in September 2018"),
        ("letters/j-ahmed", "an account by the Greater Manchester", "an account by Ella Walding of Innovation Unit"),
        ("evidence/data", "every row names its sources", "every fact names its sources"),
        ("places/edinburgh", "turbulence that wore at hope", "turbulence that put hope at risk"),
        ("living-well/method", "above others", "names one thinker as an example"),
        ("places/york", "as a step to deeper change", "had the potential for deeper change"),
        ("places/greater-manchester", "One of its pages names", "One of Innovation Unit's pages names"),
        ("evidence/state-of-care", "Two shares rose", "All three shares rose"),
        ("places/luton", "spoke for the partners' hopes", "spoke of what she hoped for"),
        ("places/greater-manchester", "roles were to be separate again", "recommends that the roles be separate"),
        ("places/derbyshire", "the first of them led by", "were announced in 2023"),
        ("places/tameside-glossop", "volunteers cooked meals", "the charity took freshly cooked meals to people"),
        ("places/edinburgh", "and saw stigma, loneliness", "perhaps because of stigma"),
        ("evidence/outcomes", "being able to leave the house again", "feeling more able to leave the house"),
        ("places/luton", "After that: later accounts", "why some later accounts leave Luton out"),
        ("places/salford", "recorded in public", "We found hardly anything about what became of the service"),
        ("tools/index", "after you have seen exactly", "first show you exactly what goes"),
        ("living-well/support", "coming back is as easy as leaving", "people move in and out with ease"),
        (
            "places/tameside-glossop",
            "Anthony Seddon Fund did. Its support",
            "Most of its support",
        ),
        ("places/tameside-glossop", "In January 2024 Donna Thomas was given", "In January 2024 a local paper told"),
        ("evidence/publications", "every work we know of", "Four works have no address"),
        ("help", "and for those who worry about them. Call", "some are also for those who worry about them"),
        ("places/trieste", "the model was being undone", "wanted to wind the model up"),
        ("tools/our-reflection", "a dot until you talk", "each answer keeps its own dot"),
        ("places/greater-manchester", "counted **13%", "reported to be **down by 13%**"),
        ("evidence/state-of-care", "shares of different people", "The three groups overlap"),
        ("living-well/support-for-places", "paid for the work in the first four", "awarded the programme £3.4 million"),
        ("places/york", "who held drop-in talks", "who was to invite people to drop-in sessions"),
        ("about/a-to-z", "Terms, people, organisations, places", "people and organisations whom the report names"),
        ("tools/index", "nobody sees them before", "the page shows no answers before the round is closed"),
        ("places/edinburgh", "as much of a part in it as clinics", "should have a part in it, as health does"),
        ("about/note-on-language", "because it uses them in its own way", "Two of them take in more people than usual"),
        ("report/learning-in-action", "Other pages of the programme and of", "not all of them by the programme"),
        ("living-well/thriving-system", "emergency calls", "less health and social care that was unplanned"),
        ("report/valuing-both", "is to feel responsible", "is to be responsible for the whole system"),
        ("places/lambeth", "People waited at least a month", "On average people waited at least a month"),
    ],
)
def test_a_page_says_what_its_source_says(name, gone, there):
    text = page(name)
    assert there in text
    assert not gone or gone not in text


def test_a_hard_figure_has_a_way_to_help_in_its_own_paragraph():
    text = (ROOT / "book" / "evidence" / "state-of-care.md").read_text(encoding="utf-8")
    (hard,) = [part for part in text.split("\n\n") if "15 to" in " ".join(part.split()) and "life expectancy" in part]
    assert 'href="#help"' in hard and "average" in hard


PLACES = sorted({path.stem for path in (ROOT / "book" / "places").glob("*.md")} - {"compare", "timeline"})


def headings(name):
    return re.findall(r"^## (.+)$", (ROOT / "book" / f"{name}.md").read_text(encoding="utf-8"), flags=re.M)


@pytest.mark.parametrize("name", PLACES)
def test_a_place_begins_with_its_own_story_and_ends_with_what_is_not_known(name):
    told = headings(f"places/{name}")
    happened = next(at for at, title in enumerate(told) if title.startswith("What happened"))
    assert [at for at, title in enumerate(told) if title == "What is not known"] == [len(told) - 1]
    assert all(at > happened for at, title in enumerate(told) if title.startswith("Background"))


@pytest.mark.parametrize("name", PLACES)
def test_a_place_begins_with_what_the_tables_say_of_it_at_a_glance(name):
    begins = page(f"places/{name}").split(" ## ", 1)[0].split(" # ", 1)[1]
    assert f"```{{glance}} sites :where: id={name} :columns: " in begins.split("```{glance}")[0] + begins
    assert begins.index("{glance}") < 100, "before anything that the page tells in its own words"
    assert begins.count(f" {name}-") >= 3 and ":unknown: what-is-not-known" in begins


def test_what_went_on_around_the_work_is_called_background():
    texts = {path.name: path.read_text(encoding="utf-8") for path in (ROOT / "book" / "places").glob("*.md")}
    assert [name for name, text in texts.items() if re.search(r"\bsurroundings\b", text, flags=re.I)] == []


def test_no_paragraph_stands_on_two_pages():
    seen, twice = {}, []
    for path in sorted((ROOT / "book").rglob("*.md")):
        text = re.sub(r"^(`{3,}|:{3,}).*?^\1\s*$", "", path.read_text(encoding="utf-8"), flags=re.M | re.S)
        for part in {" ".join(part.split()) for part in text.split("\n\n")}:
            if len(part.split()) >= 20 and not part.startswith(("---", "#")):
                twice += [(seen[part], path.name, part[:60])] if part in seen else []
                seen[part] = path.name
    assert twice == []


GONE_FROM_TABLES = (
    "gave to each place",
    "began to test their teams",
    "3.5 times as many",
    "Both kept them from asking for help",
    "front-line workers, managers and senior leaders",
    "what had changed and what had held firm",
    "became the ground of the Learning Report",
    "before anybody designed support",
    "began by telling the story of its place",
    "separate services",
    "Spent on mental health, which is 5.7%",
    "people from all the places could meet each week",
    "It ended in a live talk",
    "Researchers at King",
)


@pytest.mark.parametrize("phrase", GONE_FROM_TABLES)
def test_no_table_says_again_what_its_source_does_not(phrase):
    texts = {path.name: path.read_text(encoding="utf-8") for path in (ROOT / "data").glob("*.csv")}
    assert [name for name, text in texts.items() if phrase in text] == []
