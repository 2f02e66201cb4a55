"""Words are found however they are typed: with or without accents, in any Unicode form, with any apostrophe."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from incident_tracker.domain.searching import folded, wanted_words
from tests.tries import examples

LATIN = st.text(st.characters(codec="utf-8", categories=("L", "N", "M", "P", "Zs"), max_codepoint=0x24F), max_size=40)


def finds(wanted: str, told: str) -> bool:
    words = wanted_words(wanted)
    return bool(words) and all(word in folded(told) for word in words)


@pytest.mark.parametrize(
    ("wanted", "told"),
    [
        ("senora", "Señora Ibáñez insultó"),
        ("ibanez", "Señora Ibáñez insultó"),
        ("Núñez", "Jose\u0301 Nu\u0301n\u0303ez grito\u0301"),
        ("nu\u0301n\u0303ez", "José Núñez gritó"),
        ("O'Brien", "Mr. O’Brien hung up"),
        ("O’Brien", "Mr. O'Brien hung up"),
        ("obrien", "Mr. O´Brien hung up"),
        ("O`Brien", "Mr. OBrien hung up"),
        ("office", "The oﬃce door"),
        ("strasse", "Hauptstraße"),
        ("soren", "Søren"),
        ("Łódź", "Lodz"),
        ("555-1234", "Call ５５５‑１２３４"),
        ("co-pay", "the co‑pay"),
        ("copay", "co\u00adpay"),
        ("Istanbul", "İSTANBUL"),
        ('"I will be back"', "He said: I will be back!"),
        ("ΣΊΣΥΦΟΣ", "σισυφος"),
        ("हिन्दी", "उसने हिन्दी में कहा"),
    ],
)
def test_it_is_found_however_it_is_typed(wanted: str, told: str) -> None:
    assert finds(wanted, told)


def test_parts_of_one_word_have_to_follow_each_other() -> None:
    assert not finds("co-pay", "pay the co-worker")
    assert finds("co pay", "pay the co-worker")
    assert not finds("हिन्दा", "उसने हिन्दी में कहा")


@pytest.mark.parametrize(
    "text", ["", " ", "?!", '"', "''", "’", "\0", "\ud800", "😀", "❤️", "%_*", "-", "\u200b", "\u0301"]
)
def test_signs_alone_are_nothing_to_search_for(text: str) -> None:
    assert wanted_words(text) == ()


@settings(max_examples=examples(400))
@given(st.text(max_size=60))
def test_every_text_folds_and_stays_as_it_is_when_folded_again(text: str) -> None:
    once = folded(text)
    assert folded(once) == once
    assert once == " ".join(once.split())
    once.encode()


@settings(max_examples=examples(400))
@given(st.text(st.characters(codec="utf-8"), max_size=60))
def test_the_unicode_form_of_a_text_changes_nothing(text: str) -> None:
    assert {folded(unicodedata.normalize(form, text)) for form in ("NFC", "NFD")} == {folded(text)}


@settings(max_examples=examples(400))
@given(LATIN)
def test_compatible_forms_and_capitals_change_nothing(text: str) -> None:
    assert {folded(unicodedata.normalize(form, text)) for form in ("NFKC", "NFKD")} == {folded(text)}
    assert folded(text.casefold()) == folded(text)


@settings(max_examples=examples(400))
@given(st.lists(st.text(max_size=12), max_size=6), st.integers(0, 5))
def test_each_word_of_a_text_finds_it(words: list[str], which: int) -> None:
    told = " ".join(words)
    for word in told.split()[which : which + 1]:
        assert not wanted_words(word) or finds(word, told)
