from __future__ import annotations

from livingwell_learning.original.poem import stanzas_of


def flat(groups):
    return [stanza for stanzas in stanzas_of(groups) for stanza in stanzas]


def test_a_poem_that_kept_its_lines_is_left_alone():
    poem = [["I walked to York", "Where Ann lives"], ["and saw The Mayor", "So tall"]]
    assert flat(poem) == [tuple(stanza) for stanza in poem]


def test_lines_that_run_on_begin_again_at_capitals():
    assert flat([["Come rain Come sun"], ["Stay here", "And sing"]]) == [
        ("Come rain", "Come sun"),
        ("Stay here", "And sing"),
    ]


def test_two_stanzas_on_one_line_part_at_the_end_of_a_sentence():
    assert flat([["Come rain Come sun"], ["Go far Go on. Stay here And sing"]])[1:] == [
        ("Go far", "Go on."),
        ("Stay here", "And sing"),
    ]
    assert flat([["Come rain Come sun"], ["So it is And was"], ["Go far Go on Stay here And sing"]])[2:] == [
        ("Go far Go on Stay here And sing",)
    ]


def test_a_name_after_an_article_and_the_word_i_begin_no_line():
    assert flat([["We met The Queen And I sang"], ["Come rain Come sun All day"]])[0] == (
        "We met",
        "The Queen",
        "And I sang",
    )


def test_a_stanza_that_does_not_fit_keeps_its_lines():
    poem = [["Come rain Come sun"], ["Stay here And sing"], ["Ann And Bob And Cy"]]
    assert flat(poem)[2] == ("Ann And Bob And Cy",)


def test_a_poem_in_small_letters_is_left_alone():
    poem = [["come rain", "come sun", "come all"], ["stay here"]]
    assert flat(poem) == [tuple(stanza) for stanza in poem]


def test_a_poem_without_a_common_form_is_left_alone():
    poem = [["Come rain Come sun"], ["Stay"], ["Ann And Bob And Cy"], ["One Two Three Four Five"]]
    assert flat(poem) == [tuple(stanza) for stanza in poem]


def test_no_poem_has_no_stanzas():
    assert stanzas_of([]) == []
