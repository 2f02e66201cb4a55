"""How far a grant reaches: by the site of a record, and by having a part in it."""

from uuid import UUID

import pytest

from incident_tracker.domain.clinic.access import Grant, Permission, Role, Scope, grant

HERE, ELSEWHERE = UUID(int=1), UUID(int=2)
SITES = frozenset({HERE})


@pytest.mark.parametrize(
    ("given", "reached"),
    [
        (Grant(Scope.NONE), ""),
        (Grant(Scope.DEIDENTIFIED), ""),
        (Grant(Scope.OWN), "own here, own elsewhere"),
        (Grant(Scope.SITE), "own here, other here"),
        (Grant(Scope.SITE, own_elsewhere=True), "own here, other here, own elsewhere"),
        (Grant(Scope.OWN, own_if_allowed=True), ""),
        (Grant(Scope.SITE, own_elsewhere=True, own_if_allowed=True), "own here, other here"),
        (Grant(Scope.ALL), "own here, other here, own elsewhere, other elsewhere"),
    ],
)
def test_each_grant_reaches_its_records(given: Grant, reached: str) -> None:
    tried = [
        ("own here", HERE, True),
        ("other here", HERE, False),
        ("own elsewhere", ELSEWHERE, True),
        ("other elsewhere", ELSEWHERE, False),
    ]
    assert reached == ", ".join(name for name, at, own in tried if given.reaches(site_id=at, sites=SITES, own=own))


def test_a_record_without_a_site_is_of_no_site() -> None:
    assert not Grant(Scope.SITE).reaches(site_id=None, sites=SITES, own=False)
    assert Grant(Scope.SITE, own_elsewhere=True).reaches(site_id=None, sites=SITES, own=True)


@pytest.mark.parametrize(
    "given", [Grant(Scope.OWN, own_if_allowed=True), Grant(Scope.SITE, own_elsewhere=True, own_if_allowed=True)]
)
def test_what_the_clinic_allows_reaches_ones_own_and_no_more(given: Grant) -> None:
    assert given.reaches(site_id=ELSEWHERE, sites=SITES, own=True, allowed=True)
    assert not given.reaches(site_id=ELSEWHERE, sites=SITES, own=False, allowed=True)
    assert not given.reaches(site_id=ELSEWHERE, sites=SITES, own=True, allowed=False)


@pytest.mark.parametrize("allowed", [False, True])
@pytest.mark.parametrize("permission", Permission)
@pytest.mark.parametrize("role", [Role.SUPERVISOR, Role.MANAGER])
def test_who_leads_a_site_has_no_less_of_their_own_than_the_front_desk(
    role: Role, permission: Permission, allowed: bool
) -> None:
    """And no more: leading one site decides nothing about what one did or suffered at another."""
    desk, leader = (
        grant(one, permission).reaches(site_id=ELSEWHERE, sites=SITES, own=True, allowed=allowed)
        for one in (Role.RECEPTION, role)
    )
    assert leader == desk or grant(role, permission).scope is Scope.ALL or permission in {Permission.HOLD_DEBRIEF}
