"""The clinic's own words: what they count with, and what a new version of the program leaves as the clinic set it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from incident_tracker.domain.clinic.access import Role
from incident_tracker.domain.errors import ChangedMeanwhile, NotFound, Reason, Refused
from incident_tracker.usecases.clinic.quick_choices import order_choices
from incident_tracker.usecases.clinic.shipped_terms import put_in
from incident_tracker.usecases.clinic.upkeep import check
from incident_tracker.usecases.clinic.vocabulary import add_term, list_terms, retire_term, reword_term
from tests.storage_fixtures import MONDAY_NINE, Clinic

WHY = "agreed with the board on Monday"
TODAY = MONDAY_NINE.date()


def test_a_word_counts_with_another_and_gets_a_code_of_its_own(clinic: Clinic) -> None:
    ada = clinic.as_role(Role.ADMINISTRATOR)
    with pytest.raises(Refused) as refused:
        add_term(ada, "kind", "Thrown coffee", reason=WHY)
    assert (refused.value.reason, refused.value.field) == (Reason.MISSING, "like")
    threat = next(term for term in list_terms(ada, "kind") if term.code == "threat")
    coffee = add_term(ada, "kind", "Thrown  coffee", reason=WHY, label_es="Café arrojado", like="threat")
    assert (coffee.label, coffee.crosswalk) == ("Thrown coffee", threat.crosswalk)
    retire_term(ada, "kind", coffee.code, TODAY - timedelta(days=1), reason=WHY)
    again = add_term(ada, "kind", "Thrown coffee", reason=WHY, like="threat")
    assert [coffee.code, again.code] == ["own_thrown_coffee", "own_thrown_coffee_2"]
    with pytest.raises(Refused) as meanwhile:
        retire_term(ada, "kind", coffee.code, None, reason=WHY)
    assert (meanwhile.value.reason, meanwhile.value.field) == (Reason.NAME_TAKEN_MEANWHILE, "last_day")
    assert add_term(ada, "trigger", "¡Ñandú!", reason=WHY).code == "own_nandu"
    with pytest.raises(Refused):
        add_term(ada, "trigger", "Fire", reason=WHY, like="nothing")
    assert check(ada) == ()


def test_what_the_law_or_the_program_says_stays(clinic: Clinic) -> None:
    ada = clinic.as_role(Role.ADMINISTRATOR)
    for vocabulary in ("perpetrator", "severity"):
        first = list_terms(ada, vocabulary)[0]
        with pytest.raises(Refused):
            add_term(ada, vocabulary, "Another", reason=WHY)
        with pytest.raises(Refused):
            retire_term(ada, vocabulary, first.code, TODAY, reason=WHY)
    shipped = list_terms(ada, "trigger")[0]
    with pytest.raises(Refused):  # whatever the caller says of where it comes from
        reword_term(ada, replace(shipped, source="clinic"), "Other words", reason=WHY)
    own = add_term(ada, "trigger", "Fire drill", reason=WHY)
    reword_term(ada, own, "Alarm", reason=WHY)
    with pytest.raises(ChangedMeanwhile):
        reword_term(ada, own, "Siren", reason=WHY)
    with pytest.raises(NotFound):
        reword_term(ada, replace(own, code="own_gone"), "Siren", reason=WHY)


def test_one_word_of_a_list_goes_on_and_a_day_that_is_over_stays(clinic: Clinic) -> None:
    ada = clinic.as_role(Role.ADMINISTRATOR)
    *others, last = list_terms(ada, "outcome")
    for term in others:
        retire_term(ada, "outcome", term.code, TODAY, reason=WHY)
    with pytest.raises(Refused) as refused:
        retire_term(ada, "outcome", last.code, TODAY, reason=WHY)
    assert refused.value.reason is Reason.LAST_TERM
    with pytest.raises(Refused) as past:
        retire_term(ada, "trigger", list_terms(ada, "trigger")[0].code, TODAY - timedelta(days=40), reason=WHY)
    assert past.value.reason is Reason.IN_THE_PAST


def test_a_new_version_keeps_the_order_that_the_clinic_gave(clinic: Clinic) -> None:
    ada = clinic.as_role(Role.ADMINISTRATOR)
    terms = list_terms(ada, "trigger")
    order_choices(ada, "trigger", terms[::-1])
    with clinic.store.write() as unit:
        put_in(unit, MONDAY_NINE)  # as a newer program does when it opens the clinic
        unit.commit()
    assert [term.code for term in list_terms(ada, "trigger")] == [term.code for term in terms[::-1]]
