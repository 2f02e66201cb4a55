"""The order of the choices on the quick log is the clinic's, and a desk may say how its reports begin."""

from dataclasses import replace
from datetime import timedelta

import pytest

from incident_tracker.domain.audit import AuditFilter
from incident_tracker.domain.clinic.access import Role
from incident_tracker.domain.errors import ChangedMeanwhile, NotAllowed, NotFound, Refused
from incident_tracker.labels.oversight.audit_trail import sentence
from incident_tracker.usecases.clinic.quick_choices import begin_with_channels, order_choices
from incident_tracker.usecases.clinic.sites import list_desks
from incident_tracker.usecases.clinic.upkeep import check
from incident_tracker.usecases.clinic.vocabulary import list_terms, retire_term
from incident_tracker.usecases.oversight.audit_trail import list_audit
from tests.storage_fixtures import CHECK_IN, HILL_DESK, MONDAY_NINE, USERS, Clinic


def codes(clinic: Clinic, vocabulary: str = "kind") -> list[str]:
    terms = list_terms(clinic.as_role(Role.RECEPTION), vocabulary)
    return [term.code for term in terms if term.valid_to is None]


@pytest.mark.postgres
def test_a_new_order_is_everyones_audited_and_sealed(clinic: Clinic) -> None:
    maria = clinic.as_role(Role.MANAGER)
    terms = list_terms(maria, "kind")
    wanted = (terms[2], *terms[:2], *terms[3:])
    after = order_choices(maria, "kind", wanted)
    assert codes(clinic) == [term.code for term in wanted] == [term.code for term in after]
    line = list_audit(clinic.as_role(Role.PRIVACY), AuditFilter()).lines[0]
    assert "Put in another order: a term (Kind)" in sentence(line)
    assert check(maria) == ()
    order_choices(maria, "kind", after)  # nothing to do
    assert list_audit(clinic.as_role(Role.PRIVACY), AuditFilter()).lines[0].act == "no_change"


def test_two_people_at_once_lose_nothing(clinic: Clinic) -> None:
    terms = list_terms(clinic.as_role(Role.MANAGER), "channel")
    order_choices(clinic.as_role(Role.MANAGER), "channel", (terms[1], terms[0], *terms[2:]))
    present = codes(clinic, "channel")
    with pytest.raises(ChangedMeanwhile):
        order_choices(clinic.as_role(Role.ADMINISTRATOR), "channel", (*terms[:-2], terms[-1], terms[-2]))
    assert codes(clinic, "channel") == present


def test_every_term_that_is_offered_is_in_it_once(clinic: Clinic) -> None:
    maria = clinic.as_role(Role.MANAGER)
    terms = list_terms(maria, "kind")
    for wanted in (terms[1:], (*terms, terms[0]), (*terms[1:], replace(terms[0], code="nowhere")), ()):
        with pytest.raises(Refused) as refused:
            order_choices(maria, "kind", wanted)
        assert refused.value.field == "order"
    with pytest.raises(Refused):
        order_choices(maria, "severity", list_terms(maria, "severity"))  # its order is its meaning
    with pytest.raises(NotAllowed):
        order_choices(clinic.as_role(Role.SUPERVISOR), "kind", terms)


def test_a_retired_term_stays_behind_those_that_are_offered(clinic: Clinic) -> None:
    admin = clinic.as_user(USERS[Role.ADMINISTRATOR])
    gone = list_terms(admin, "kind")[0]
    retire_term(admin, "kind", gone.code, MONDAY_NINE.date() - timedelta(days=1), reason="two words for one thing")
    offered = [term for term in list_terms(admin, "kind") if term.valid_to is None]
    order_choices(admin, "kind", offered[::-1])
    assert [term.code for term in list_terms(admin, "kind")] == [*(one.code for one in offered[::-1]), gone.code]


@pytest.mark.postgres
def test_a_desk_begins_with_a_channel_and_keeps_its_name_and_site(clinic: Clinic) -> None:
    maria = clinic.as_role(Role.MANAGER)
    forged = replace(CHECK_IN, name="Other", site_id=HILL_DESK.site_id, channel="phone_in")
    (after,) = begin_with_channels(maria, [forged])
    assert after == replace(CHECK_IN, channel="phone_in", version=2)
    assert after in list_desks(maria)
    assert check(maria) == ()
    (none,) = begin_with_channels(maria, [replace(after, channel=None)])
    assert none.channel is None
    with pytest.raises(ChangedMeanwhile):
        begin_with_channels(maria, [replace(after, channel="letter")])
    for desk, problem in (
        (replace(none, channel="pigeon"), Refused),
        (replace(HILL_DESK, channel="letter"), NotAllowed),
        (replace(HILL_DESK, site_id=CHECK_IN.site_id, channel="letter"), NotAllowed),
        (replace(none, id=HILL_DESK.site_id), NotFound),
    ):
        with pytest.raises(problem):
            begin_with_channels(maria, [desk])
