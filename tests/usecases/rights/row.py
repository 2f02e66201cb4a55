"""What each role has of one use case, and what the rows of all chapters are asked with."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

from incident_tracker.domain.capture.drafts import IncidentDraft
from incident_tracker.domain.capture.listing import IncidentFilter
from incident_tracker.domain.capture.severity import Severity
from incident_tracker.domain.clinic.access import Role
from incident_tracker.domain.clinic.directory import DirectoryEntry
from incident_tracker.domain.clinic.sites import Desk, PhoneLine
from incident_tracker.domain.learning.actions import ActionDraft, Tier
from incident_tracker.ports.context import Context
from incident_tracker.usecases.clinic import directory, sites
from tests.storage_fixtures import ALEX
from tests.usecases.rights.world import Had

WHY = "asked for by the people at the desk"
NOW = datetime(2026, 3, 2, 17, tzinfo=UTC)
PLAN = ActionDraft("A second person at the desk", ALEX.id, date(2026, 3, 25), Tier.WEAKER, "training")
EVERY = IncidentFilter()
Call = Callable[[Context, Had, str], object]


@dataclass(frozen=True)
class Row:
    """What each role has of one use case, and how it is asked for of one record.

    With `seen` it is a list, or a part of an answer: what it shows of a record is looked for in there.
    """

    marks: str
    call: Call
    seen: Callable[[Had], object] | None = None

    def of(self, role: Role) -> str:
        """The mark of a role."""
        return dict(zip(Role, self.marks.split(), strict=True))[role]


def a_draft(had: Had) -> IncidentDraft:
    return IncidentDraft(NOW, site_id=had.site.id, channel="letter", kind="threat", severity=Severity.THREAT)


def desk_of(ctx: Context, had: Had) -> Desk:
    """A desk of that site, with another channel."""
    return replace(sites.list_desks(ctx, had.site.id)[0], channel="letter")


def help_of(ctx: Context, had: Had) -> DirectoryEntry:
    return next(one for one in directory.list_directory(ctx) if one.site_id == had.site.id)


def line_of(ctx: Context, had: Had) -> PhoneLine:
    """The phone line of that site."""
    (sheet,) = (one for one in sites.list_site_sheets(ctx) if one.site.id == had.site.id)
    return sheet.lines[0]


def of_site(had: Had) -> IncidentFilter:
    return IncidentFilter(site_ids=frozenset({had.site.id}))
