"""What ended long ago and is used again by mistake gets its old last day back, by the same person on the same day."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from incident_tracker.domain.audit import AuditFilter
from incident_tracker.domain.clinic.access import Role
from incident_tracker.domain.errors import Refused
from incident_tracker.ports.context import Context
from incident_tracker.usecases.clinic import directory, sites
from incident_tracker.usecases.clinic import vocabulary as words
from incident_tracker.usecases.clinic.upkeep import check
from incident_tracker.usecases.oversight.audit_trail import list_audit
from tests.storage_fixtures import MONDAY_NINE, Clinic
from tests.support_people import kept_in
from tests.usecases.oversight.test_every_change import (
    NEW,
    TODAY,
    WHY,
    add_refills,
    desk_of,
    entry_of,
    line_of,
    site_of,
    term_of,
)

LONG_AGO = TODAY - timedelta(days=40)
ENDED = {
    "a site": ("site", lambda c: site_of(c).last_day, lambda c, day: sites.retire_site(c, site_of(c), day)),
    "a desk": ("desk", lambda c: desk_of(c).last_day, lambda c, day: sites.retire_desk(c, desk_of(c), day)),
    "a phone line": (
        "phone_line",
        lambda c: line_of(c).last_day,
        lambda c, day: sites.retire_phone_line(c, line_of(c), day),
    ),
    "a word": (
        "term",
        lambda c: term_of(c, "channel", "letter").valid_to,
        lambda c, day: words.retire_term(c, "channel", "letter", day, reason=WHY),
    ),
    "help": (
        "directory_entry",
        lambda c: entry_of(c).last_day,
        lambda c, day: directory.show_entry_until(c, entry_of(c), day),
    ),
}


def _on(clinic: Clinic, moment: datetime) -> Context:
    return replace(clinic.as_role(Role.ADMINISTRATOR), now=lambda: moment, confirmed_at=moment)


@pytest.mark.parametrize("name", ENDED)
def test_what_is_used_again_by_mistake_gets_its_old_last_day_back_on_the_same_day_only(
    clinic: Clinic, name: str
) -> None:
    kind, last_day, ends = ENDED[name]
    long_ago, now = _on(clinic, MONDAY_NINE - timedelta(days=40)), _on(clinic, MONDAY_NINE)
    add_refills(long_ago)
    directory.add_entry(long_ago, NEW)
    ends(long_ago, LONG_AGO)
    month = kept_in(clinic.as_role(Role.MANAGER), "2026-02")
    ends(now, None)
    assert last_day(now) is None
    with pytest.raises(Refused):  # another day that has passed is not what it was
        ends(now, LONG_AGO + timedelta(days=1))
    ends(now, LONG_AGO)
    assert last_day(now) == LONG_AGO
    assert kept_in(clinic.as_role(Role.MANAGER), "2026-02") == month
    entries = [one for one in list_audit(clinic.as_role(Role.PRIVACY), AuditFilter()).lines if one.kind == kind]
    assert [(one.act, dict(one.facts)) for one in entries[:2]] == [
        ("retired", {}),
        ("changed", {"until": LONG_AGO.isoformat()}),
    ]
    ends(now, None)
    with pytest.raises(Refused):  # people may have worked there since yesterday
        ends(_on(clinic, MONDAY_NINE + timedelta(days=1)), LONG_AGO)
    assert check(now) == ()
