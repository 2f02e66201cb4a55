"""One incident in words: the window, paper and the command line all tell the same."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import chain
from operator import itemgetter

from incident_tracker.domain.capture.incidents import Addendum, Incident
from incident_tracker.domain.capture.listing import IncidentFile
from incident_tracker.domain.columns import Surface, columns_on
from incident_tracker.labels.capture.columns import column_text
from incident_tracker.labels.capture.details import details_facts
from incident_tracker.labels.capture.incidents import (
    confirmation_text,
    mode_text,
    occurred_text,
    place_text,
    relief_text,
    status_reason_text,
    status_text,
)
from incident_tracker.labels.capture.severity import level_text
from incident_tracker.labels.capture.trail import tell_trail
from incident_tracker.labels.clinic.names import ClinicNames
from incident_tracker.labels.facts import Fact, MomentFormats, told
from incident_tracker.wording import _, translated


@dataclass(frozen=True, slots=True)
class AddendumTold:
    """What was added to the description: when, by whom, and the text as written."""

    heading: str
    text: str


@dataclass(frozen=True, slots=True)
class IncidentTold:
    """Everything that the record says of one incident, in the present language.

    `head` is what was captured, `known` what was completed, `life` what happened to the record, by moment. The
    description and its additions are as they were written.
    """

    reference: str
    kind: str
    level: str
    status: str
    occurred: str
    head: tuple[Fact, ...]
    narrative: str
    addenda: tuple[AddendumTold, ...]
    known: tuple[Fact, ...]
    life: tuple[Fact, ...]


def tell_incident(file: IncidentFile, names: ClinicNames, moments: MomentFormats) -> IncidentTold:
    """One incident in words; `names` gives the clinic's names; the file itself names who worked on it."""
    incident, names = file.incident, replace(names, accounts=file.accounts)
    return IncidentTold(
        reference=incident.ref,
        kind=names.label("kind", incident.kind),
        level=level_text(incident.severity, names),
        status=status_text(incident.status),
        occurred=occurred_text(incident.occurred, moments),
        head=told(chain(_head(incident, names, moments), [(_("Duplicate of"), file.duplicate_of)])),
        narrative=incident.narrative,
        addenda=tuple(_addendum(one, names, moments) for one in file.addenda),
        known=(
            *chain.from_iterable(details_facts(incident.details, names, moments, file.withheld).values()),
            *told([(_("The first minutes"), relief_text(incident.relief) if incident.relief else "")]),
        ),
        life=tuple(
            (moments.moment(at), text) for at, text in sorted(_life(file, incident, names, moments), key=itemgetter(0))
        ),
    )


def _head(incident: Incident, names: ClinicNames, moments: MomentFormats) -> Iterator[Fact]:
    """When, where and how it reached the clinic, and who wrote it down; its kind is the headline of the record."""
    yield _("When"), occurred_text(incident.occurred, moments)
    yield _("Where"), place_text(incident.site_id, incident.desk_id, names)
    for column in columns_on(Incident, Surface.PAPER):
        if column.name != "kind":
            yield translated(column.heading), column_text(column, incident, names, moments)
    yield _("How it was recorded"), mode_text(incident.mode)
    yield _("Written down by"), names.person(incident.reporter_id) if incident.reporter_id else ""
    if incident.told_by_id is not None:
        said = (names.person(incident.told_by_id), confirmation_text(incident.confirmation))
        yield _("Told by"), ", ".join(part for part in said if part)


def _addendum(addendum: Addendum, names: ClinicNames, moments: MomentFormats) -> AddendumTold:
    moment, who = moments.moment(addendum.at), names.account(addendum.by)
    if not who:
        return AddendumTold(_("Added {moment}").format(moment=moment), addendum.text)
    return AddendumTold(_("Added {moment} by {who}").format(moment=moment, who=who), addendum.text)


def _life(
    file: IncidentFile, incident: Incident, names: ClinicNames, moments: MomentFormats
) -> Iterator[tuple[datetime, str]]:
    yield incident.logged_at, _by(_("Written down"), names.account(incident.logged_by))
    for change in file.status_changes:
        text = _by(status_text(change.status), names.account(change.by))
        yield change.at, f"{text}: {status_reason_text(change.reason)}" if change.reason else text
    for addendum in file.addenda:
        yield addendum.at, _by(_("Something was added"), names.account(addendum.by))
    for save in tell_trail(file, names, moments):
        what = dict.fromkeys(change.what for change in save.changes if change.what != _("The first minutes"))
        if save.version and what:
            yield save.at, _by(_("Changed: {what}").format(what=", ".join(what)), save.who)
    if incident.relief is not None:
        seen_to = _("First minutes: {n} of 5 done").format(n=incident.relief.seen_to)
        yield incident.relief.at, _by(seen_to, names.account(incident.relief.by))


def _by(what: str, who: str) -> str:
    return _("{what} ({who})").format(what=what, who=who) if who else what
