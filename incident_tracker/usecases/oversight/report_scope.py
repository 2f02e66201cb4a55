"""What a monthly report is about: month, sites, zone, and the words of the clinic's vocabularies."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from uuid import UUID
from zoneinfo import ZoneInfo

from incident_tracker.domain.capture.life_cycle import COUNTED
from incident_tracker.domain.capture.listing import IncidentFilter
from incident_tracker.domain.capture.serious import SERIOUS
from incident_tracker.domain.clinic.sites import Site
from incident_tracker.domain.oversight import months
from incident_tracker.usecases.gate import Work
from incident_tracker.wording import _, ngettext

MOST_NAMED = 3
CAUSES_OVER = 12
"""Causes and techniques are counted over this many months: one month is usually too few."""


@dataclass(frozen=True, slots=True)
class ReportScope:
    """`site_ids` None means all sites. `labels` maps vocabulary and code to words in the report's language."""

    month: str
    site_ids: frozenset[UUID] | None
    place: str
    zone: ZoneInfo
    labels: Mapping[tuple[str, str], str]
    names: frozenset[str]
    invented: bool

    @classmethod
    def of(cls, work: Work, month: str, site_ids: frozenset[UUID] | None, language: str) -> "ReportScope":
        """The scope of a report on `site_ids`. The zone is that of the first site."""
        sites = [site for site in work.unit.sites.all() if site_ids is None or site.id in site_ids]
        settings = work.unit.settings.get()
        return cls(
            month=month,
            site_ids=site_ids,
            place=_place(sites),
            zone=sites[0].time_zone if sites else ZoneInfo("UTC"),
            labels={(term.vocabulary, term.code): term.labeled(language) for term in work.unit.terms.all()},
            names=frozenset(person.name for person in work.unit.people.all()),
            invented=settings.invented,
        )

    @property
    def begins(self) -> datetime:
        """The first moment of the month at the site, in UTC."""
        return datetime.combine(months.first_day(self.month), time(), self.zone).astimezone(UTC)

    @property
    def ends(self) -> datetime:
        """The first moment of the month after it at the site, in UTC."""
        next_month = months.first_day(months.shift(self.month, 1))
        return datetime.combine(next_month, time(), self.zone).astimezone(UTC)

    @property
    def first_of_causes(self) -> str:
        """The month in which the period of causes and techniques begins."""
        return months.shift(self.month, 1 - CAUSES_OVER)

    @property
    def causes_begin(self) -> datetime:
        """The first moment of the period of causes and techniques at the site, in UTC."""
        return datetime.combine(months.first_day(self.first_of_causes), time(), self.zone).astimezone(UTC)

    def label(self, vocabulary: str, code: str | None) -> str:
        """The word for a code; a code that no vocabulary knows is never printed, because it may be anyone's words."""
        if not code:
            return ""
        return self.labels.get((vocabulary, code)) or _("not in the clinic's list")


def today_at_first_site(work: Work) -> date:
    """The day at the first site: months and years of the clinic end by its clock."""
    return work.now.astimezone(next(iter(work.unit.sites.all())).time_zone).date()


def serious_of_month(scope: ReportScope) -> IncidentFilter:
    """The counted incidents of level 3 or more of the month."""
    return IncidentFilter(
        first_day=months.first_day(scope.month),
        last_day=months.last_day(scope.month),
        site_ids=scope.site_ids,
        statuses=COUNTED,
        severities=SERIOUS,
    )


def _place(sites: Sequence[Site]) -> str:
    """The sites by name, or how many there are if the names would fill the page."""
    names = [site.name for site in sites]
    if len(names) == 1:
        return names[0]
    if 1 < len(names) <= MOST_NAMED:
        return _("{first} and {last}").format(first=", ".join(names[:-1]), last=names[-1])
    return ngettext("{n} site", "{n} sites", len(names)).format(n=len(names))
