"""One table of words a language, for Python, templates and modules."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from livingwell_learning import words
from livingwell_learning.markup import render
from livingwell_learning.words import WordsError, listed, read_words, t, using
from livingwell_learning.words.table import HERE, VALUE

GERMAN = """\
locale = "de"
[common]
named = "{name}: {words}"
source_label = { one = "Quelle", other = "Quellen" }
sources = { one = "{count} Quelle", other = "{count} Quellen" }
[own]
greeting = "Guten Tag, {name}"
"""


@pytest.fixture
def german(tmp_path):
    (tmp_path / "de.toml").write_text(GERMAN, encoding="utf-8")
    return tmp_path


def test_a_sentence_follows_its_count_and_writes_it_as_the_language_does(german):
    assert [t("common.sources", count=n) for n in (0, 1, 2, 12345)] == [
        "0 sources", "1 source", "2 sources", "12,345 sources"
    ]  # fmt: skip
    with using("de", german):
        assert [t("common.sources", count=n) for n in (1, 12345)] == ["1 Quelle", "12.345 Quellen"]


def test_lists_and_dates_are_those_of_the_language(german):
    assert (listed(["a", "b", "c"]), listed(["a"]), listed([])) == ("a, b and c", "a", "")
    assert words.day(date(2021, 2, 4)) == "4 February 2021"
    with using("de", german):
        assert (listed(["a", "b", "c"]), listed(["a", "b"], either=True)) == ("a, b und c", "a oder b")
        assert (words.day(date(2021, 2, 4)), words.month(date(2021, 3, 4))) == ("4. Februar 2021", "März 2021")
        assert words.number(1234.5) == "1.234,5"


def test_a_language_of_four_plural_forms_uses_them(tmp_path):
    (tmp_path / "pl.toml").write_text(
        '[common]\nsources = { one = "{count} źródło", few = "{count} źródła", many = "{count} źródeł", '
        'other = "{count} źródła" }\n',
        encoding="utf-8",
    )
    with using("pl", tmp_path):
        assert [t("common.sources", count=n) for n in (1, 3, 5)] == ["1 źródło", "3 źródła", "5 źródeł"]


def test_a_book_adds_sentences_of_its_own_and_borrows_what_it_lacks(german):
    with using("de", german) as table:
        assert t("own.greeting", name="Ada") == "Guten Tag, Ada"
        assert "common.named" not in table.borrowed
    (german / "de.toml").write_text('locale = "de"\n[common]\nnamed = "{name}; {words}"\n', encoding="utf-8")
    table = read_words("de", german)
    assert table.say("common.named", name="a", words="b") == "a; b"
    assert "common.sources" in table.borrowed and table.say("common.sources", count=1) == "1 source"


def test_a_book_may_change_one_english_sentence(tmp_path):
    (tmp_path / "en.toml").write_text('[common]\nsource_label = "From"\n', encoding="utf-8")
    table = read_words("en", tmp_path)
    assert (table.say("common.source_label", count=3), table.locale) == ("From", "en_GB")
    assert table.day(date(2021, 2, 4)) == "4 February 2021"


def test_the_language_reaches_processes_that_start_later(german, monkeypatch):
    import subprocess
    import sys

    with using("de", german):
        asked = [sys.executable, "-c", "from livingwell_learning.words import t; print(t('common.sources', count=2))"]
        assert subprocess.run(asked, capture_output=True, text=True, check=True).stdout == "2 Quellen\n"
    assert t("common.sources", count=2) == "2 sources"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('[common]\nsources = { one = "x" }\n', "common.sources has no plural form 'other'"),
        ('[common]\nsources = { ones = "x", other = "y" }\n', "has a plural form 'ones'"),
        ('[common]\nnamed = "{nam}"\n', "{nam}, which nothing fills in. Its values are: {name}, {words}."),
        ("[common]\nnamed = 3\n", "common.named is 3, which is no sentence"),
        ("[common\n", "line 1"),
        ('locale = "zz-top"\n', "'zz-top' is no locale"),
    ],
)
def test_a_table_at_fault_is_refused_with_file_key_and_remedy(tmp_path, text, told):
    (tmp_path / "de.toml").write_text(text, encoding="utf-8")
    with pytest.raises(WordsError, match=re.escape(told)) as caught:
        read_words("de", tmp_path)
    assert str(tmp_path / "de.toml") in str(caught.value)


def test_a_language_without_a_table_says_where_to_write_it(tmp_path):
    with pytest.raises(WordsError, match=re.escape(f"Write {tmp_path / 'xx'}.toml; there is: en.")):
        read_words("xx", tmp_path)


def test_a_key_or_value_that_is_missing_is_named():
    with pytest.raises(WordsError, match=r"Did you mean 'common\.sources'"):
        t("common.source", count=1)
    with pytest.raises(WordsError, match=r"has plural forms. Give it count"):
        t("common.sources")
    with pytest.raises(WordsError, match=r"no value was given. Give words="):
        t("common.named", name="x")


@given(st.text(), st.text())
def test_values_are_put_in_as_they_are_and_escaped_for_pages(name, said):
    assert t("common.named", name=name, words=said) == f"{name}: {said}"
    assert words.html("common.named", name=name, words=said).unescape() == f"{name}: {said}"
    assert not re.search("[<>\"']", words.html("common.named", name=name, words=said))


def test_templates_say_the_same_sentences(tmp_path, german):
    with using("de", german):
        assert render("markup_example.html", word="<b>", number=2) == "<p>&lt;b&gt;: 2 Quellen</p>"


def test_a_module_gets_only_what_it_asks_for():
    given = words.only("common.sources")
    assert given == {
        "locale": "en-GB",
        "words": {"common.sources": {"one": "{count} source", "other": "{count} sources"}},
    }
    assert set(words.only("common.")["words"]) == {key for key in read_words().entries if key.startswith("common.")}


def test_the_english_table_has_no_stray_braces():
    for key, entry in read_words().entries.items():
        for text in [entry] if isinstance(entry, str) else entry.values():
            assert not re.search("[{}]", VALUE.sub("", text)), key
    assert (HERE / "en.toml").is_file()
