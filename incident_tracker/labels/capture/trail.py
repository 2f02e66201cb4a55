"""The revision trail of an incident in words: who changed what and when, version against version."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import groupby
from operator import attrgetter
from uuid import UUID

from incident_tracker.domain.capture.incident_head import Confirmation
from incident_tracker.domain.capture.incidents import Incident
from incident_tracker.domain.capture.life_cycle import Status
from incident_tracker.domain.capture.listing import IncidentFile, PastRevision
from incident_tracker.domain.capture.moments import Moment
from incident_tracker.domain.capture.relief import Relief
from incident_tracker.domain.capture.trail import details_with, part_of_details
from incident_tracker.domain.columns import columns_of
from incident_tracker.labels.capture.columns import value_text
from incident_tracker.labels.capture.details import details_facts
from incident_tracker.labels.capture.incidents import (
    confirmation_text,
    occurred_text,
    relief_text,
    status_reason_text,
    status_text,
)
from incident_tracker.labels.clinic.names import ClinicNames
from incident_tracker.labels.facts import Fact, MomentFormats
from incident_tracker.wording import _, translated


@dataclass(frozen=True, slots=True)
class ChangeTold:
    """One thing that a save changed: what it is called, what it said before and what after; "" is nothing."""

    what: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class SaveTold:
    """One save: when and by whom (both in words), the version that it made (0 for a step of the status)."""

    at: datetime
    when: str
    who: str
    version: int
    changes: tuple[ChangeTold, ...]
    reason: str = ""

    @property
    def heading(self) -> str:
        """When, who and which version, in one line."""
        version = _("version {n}").format(n=self.version) if self.version else ""
        return " · ".join(part for part in (self.when, self.who, version) if part)


def tell_trail(file: IncidentFile, names: ClinicNames, moments: MomentFormats) -> tuple[SaveTold, ...]:
    """Every change since it was logged, newest first; empty if nothing was changed."""
    names = replace(names, accounts=file.accounts)
    told = [*_saves(file.revisions, names, moments), *_steps(file, names, moments)]
    return tuple(sorted(told, key=attrgetter("at", "version"), reverse=True))


def _saves(revisions: Iterable[PastRevision], names: ClinicNames, moments: MomentFormats) -> Iterator[SaveTold]:
    for version, together in groupby(revisions, key=attrgetter("version")):
        group = tuple(together)
        changes = tuple(change for one in group for change in _changes(one, names, moments))
        if changes:
            yield _save_told(group[0].at, group[0].by, version, changes, names, moments)


def _steps(file: IncidentFile, names: ClinicNames, moments: MomentFormats) -> Iterator[SaveTold]:
    before = Status.SUBMITTED
    for step in file.status_changes:
        change = ChangeTold(_("Status"), status_text(before), status_text(step.status))
        yield replace(
            _save_told(step.at, step.by, 0, (change,), names, moments), reason=status_reason_text(step.reason)
        )
        before = step.status


def _save_told(
    at: datetime, by: UUID, version: int, changes: tuple[ChangeTold, ...], names: ClinicNames, moments: MomentFormats
) -> SaveTold:
    return SaveTold(at, moments.moment(at), names.account(by), version, changes)


def _changes(revision: PastRevision, names: ClinicNames, moments: MomentFormats) -> Iterator[ChangeTold]:
    before, after = (_said(revision.field, value, names, moments) for value in (revision.before, revision.after))
    for what in dict.fromkeys((*before, *after)):
        old, new = before.get(what, ""), after.get(what, "")
        if old != new:
            yield ChangeTold(what, *_differing(old, new))


def _said(field: str, value: object, names: ClinicNames, moments: MomentFormats) -> dict[str, str]:
    """The facts of one field by their headings; facts under the same heading stand below each other."""
    facts: dict[str, str] = {}
    for heading, text in _facts(field, value, names, moments):
        facts[heading] = f"{facts[heading]}\n{text}" if heading in facts else text
    return facts


def _facts(field: str, value: object, names: ClinicNames, moments: MomentFormats) -> Iterable[Fact]:
    part = part_of_details(field)
    if part:
        return details_facts(details_with(field, value), names, moments)[part]
    return [(heading, text) for heading, text in _column(field, value, names, moments) if text]


def _column(field: str, value: object, names: ClinicNames, moments: MomentFormats) -> Iterator[Fact]:
    match value:
        case Moment():
            yield _("When"), occurred_text(value, moments)
        case Relief():
            yield _("The first minutes"), relief_text(value)
        case Confirmation():
            yield _("Told by"), confirmation_text(value)
        case str() if field == "narrative":
            yield _("Description"), _("It is on the page of the incident.") if value else ""
        case _ if field != "occurred_day":  # which follows from the moment
            column = next((one for one in columns_of(Incident) if one.name == field), None)
            if column is not None and column.heading:
                yield translated(column.heading), value_text(column, value, names)


def _differing(before: str, after: str) -> tuple[str, str]:
    """Of texts of several lines only the lines that the other does not have, if there are such on either side."""
    old, new = before.split("\n"), after.split("\n")
    gone, come = [line for line in old if line not in new], [line for line in new if line not in old]
    return ("\n".join(gone), "\n".join(come)) if gone or come else (before, after)
