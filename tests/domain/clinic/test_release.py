"""The check for names in free text: careful where people look at it again, exact where it silences a text."""

import pytest

from incident_tracker.domain.clinic.release import leads_to_a_person, names_in, parts_in

NAMES = ("José Núñez", "Rosa Reception", "Al Li", "Will May")


def test_names_are_noticed_whatever_their_case_and_accents() -> None:
    assert names_in("Ask JOSE before closing the window", NAMES) == ("José Núñez",)
    assert names_in("rosa's chair", NAMES) == ("Rosa Reception",)
    assert names_in("a prosaic wall of all lists", NAMES) == ()


def test_words_that_are_names_as_well_count_only_as_they_are_written() -> None:
    assert parts_in("We will ask in May", NAMES) == ("May",)
    assert parts_in("we will see in june", NAMES) == ()


@pytest.mark.parametrize(
    ("text", "leads"),
    [
        ("Rosa sits with the caller", True),
        ("A second line for the phones", False),
        ("Call back at 555-0142", True),
        ("Record 5550011", True),
        ("write to desk@clinic.example", True),
        ("open at 8 to 10 on Mondays", False),
    ],
)
def test_a_text_that_leads_to_a_person_is_told(text: str, leads: bool) -> None:
    assert leads_to_a_person(text, NAMES) is leads
