"""What the five rules of causation find in a statement, in English and in Spanish."""

from uuid import UUID

import pytest

from incident_tracker.domain.learning.statements import CausalStatement, Rule, examine

EFFECT = "the wait grew to 70 minutes without anyone saying so"
EVENT = "a person waiting raises their voice at the desk"


def statement(cause: str, effect: str = EFFECT, event: str = EVENT) -> CausalStatement:
    return CausalStatement(UUID(int=1), cause, effect, event)


def test_a_specific_statement_about_the_clinic_passes() -> None:
    assert examine(statement("With one of three desks closed on Mondays and no plan for cover")) == ()


@pytest.mark.parametrize(
    ("cause", "rule", "words"),
    [
        ("The desk was poorly staffed", Rule.SPECIFIC_WORDS, "poorly"),
        ("Careless handling of the letter", Rule.SPECIFIC_WORDS, "Careless"),
        ("La información era inadecuada", Rule.SPECIFIC_WORDS, "inadecuada"),
        ("The receptionist forgot the call back", Rule.CAUSE_BEHIND_ERROR, "forgot"),
        ("Se equivocó de ficha", Rule.CAUSE_BEHIND_ERROR, "Se equivocó"),
        ("The receptionist did not follow the late policy", Rule.CAUSE_BEHIND_DEVIATION, "did not follow"),
        ("Staff failed to offer an interpreter", Rule.DUTY_TO_ACT, "failed to"),
        ("Debería haber avisado", Rule.DUTY_TO_ACT, "Debería haber"),
    ],
)
def test_words_that_stop_the_asking_are_found(cause: str, rule: Rule, words: str) -> None:
    assert (rule, "cause", words) in [(one.rule, one.part, one.words) for one in examine(statement(cause))]


def test_words_inside_other_words_are_left_alone() -> None:
    assert examine(statement("Badges of the Badalona clinic opened only one door")) == ()


def test_a_missing_part_is_no_cause_and_effect() -> None:
    assert [one.part for one in examine(statement("One desk closed", effect=" "))] == ["effect"]


def test_the_same_words_twice_explain_nothing() -> None:
    assert Rule.CAUSE_AND_EFFECT in {one.rule for one in examine(statement("Long wait", effect="long wait "))}


def test_names_are_found_but_not_words_that_contain_them() -> None:
    found = examine(statement("Ana Vega was alone; an anesthesia form was missing"), names=["Ana Vega"])
    assert [(one.rule, one.words) for one in found] == [(Rule.NO_NAMES, "Ana"), (Rule.NO_NAMES, "Vega")]
