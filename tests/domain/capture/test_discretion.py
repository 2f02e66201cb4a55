"""What a reader does not see of an incident is not shown, and stays as it is when they save."""

from dataclasses import replace
from uuid import UUID

import pytest

from incident_tracker.domain.capture.discretion import EVERYTHING, Sight
from incident_tracker.domain.capture.incidents import Details
from incident_tracker.domain.capture.parties import AffectedPerson, Need, PartyRole, PersonOfConcern, PhysicalImpact

ROSA, ALEX = UUID(int=1), UUID(int=2)
HURT = AffectedPerson(UUID(int=11), PartyRole.TARGETED, ROSA, PhysicalImpact.PAIN, 8, True, need=Need.GO_HOME)
SAW = AffectedPerson(UUID(int=12), PartyRole.WITNESS, ALEX, distress=3)
RECORDED = Details(affected=(HURT, SAW), person_of_concern=PersonOfConcern("client", local_code="K-4711"))
NOBODYS, ALEXS = Sight(code=False, harm=False), Sight(code=False, harm=False, person_id=ALEX)


def shown(sight: Sight) -> Details:
    return sight.of_details(RECORDED)


def test_what_was_withheld_is_kept_whatever_comes_back() -> None:
    """The reader typed elsewhere, and changed what someone's part was, which they do see."""
    seen = shown(ALEXS)
    typed = replace(
        seen, duration_minutes=12, affected=(replace(seen.affected[0], role=PartyRole.HELPER), seen.affected[1])
    )
    kept = ALEXS.kept(typed, RECORDED)
    assert kept.person_of_concern == RECORDED.person_of_concern
    assert kept.affected == (replace(HURT, role=PartyRole.HELPER), SAW)
    assert kept.duration_minutes == 12


def test_who_sees_it_changes_it() -> None:
    typed = replace(RECORDED, person_of_concern=PersonOfConcern("client"), affected=(replace(HURT, distress=2), SAW))
    assert EVERYTHING.kept(typed, RECORDED) == typed


def test_ones_own_harm_is_seen_and_can_be_changed() -> None:
    seen = shown(ALEXS)
    typed = replace(seen, affected=(seen.affected[0], replace(SAW, distress=6)))
    assert ALEXS.kept(typed, RECORDED).affected == (HURT, replace(SAW, distress=6))


@pytest.mark.parametrize("sight", [NOBODYS, ALEXS, EVERYTHING])
def test_saving_what_was_shown_changes_nothing(sight: Sight) -> None:
    assert sight.kept(shown(sight), RECORDED) == RECORDED


def test_a_code_or_harm_that_was_not_there_can_be_added() -> None:
    """What was empty was not withheld."""
    new = AffectedPerson(UUID(int=13), PartyRole.TARGETED, ROSA, distress=9)
    typed = Details(affected=(new,), person_of_concern=PersonOfConcern("client", local_code="K-1"))
    assert NOBODYS.kept(typed, Details()) == typed
