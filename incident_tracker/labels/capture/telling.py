"""One incident in words: the window, paper and the command line all tell the same."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import chain
from operator import itemgetter

from incident_tracker.domain.capture.incidents import Addendum, Incident
from incident_tracker.domain.capture.listing import DeidentifiedIncident, IncidentFile
from incident_tracker.labels.capture.details import details_facts
from incident_tracker.labels.capture.incidents import head_facts, occurred_text, relief_text, status_text
from incident_tracker.labels.capture.severity import level_text
from incident_tracker.labels.clinic.names import ClinicNames
from incident_tracker.labels.facts import Fact, MomentWords, told, yes_no
from incident_tracker.wording import _


@dataclass(frozen=True, slots=True)
class AddendumTold:
    """What was added to the description: when and by whom, and the text as it was written."""

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


def tell_incident(file: IncidentFile, names: ClinicNames, moments: MomentWords) -> IncidentTold:
    """One incident in words; `names` name what is of the clinic, the file itself names who worked on it."""
    incident, names = file.incident, replace(names, accounts=file.accounts)
    return IncidentTold(
        reference=incident.ref,
        kind=names.label("kind", incident.kind),
        level=level_text(incident.severity, names),
        status=status_text(incident.status),
        occurred=occurred_text(incident.occurred, moments),
        head=told(chain(head_facts(incident, names, moments), [(_("Duplicate of"), file.duplicate_of)])),
        narrative=incident.narrative,
        addenda=tuple(_addendum(one, names, moments) for one in file.addenda),
        known=(
            *chain.from_iterable(details_facts(incident.details, names, moments).values()),
            *told([(_("The first minutes"), relief_text(incident.relief) if incident.relief else "")]),
        ),
        life=tuple((moments.moment(at), text) for at, text in sorted(_life(file, incident, names), key=itemgetter(0))),
    )


def _addendum(addendum: Addendum, names: ClinicNames, moments: MomentWords) -> AddendumTold:
    moment, who = moments.moment(addendum.at), names.account(addendum.by)
    if not who:
        return AddendumTold(_("Added {moment}").format(moment=moment), addendum.text)
    return AddendumTold(_("Added {moment} by {who}").format(moment=moment, who=who), addendum.text)


def _life(file: IncidentFile, incident: Incident, names: ClinicNames) -> Iterator[tuple[datetime, str]]:
    yield incident.logged_at, _by(_("Written down"), names.account(incident.logged_by))
    for change in file.status_changes:
        text = _by(status_text(change.status), names.account(change.by))
        yield change.at, f"{text}: {change.reason}" if change.reason else text
    for addendum in file.addenda:
        yield addendum.at, _by(_("Something was added"), names.account(addendum.by))
    if incident.relief is not None:
        seen_to = _("First minutes: {n} of 5 seen to").format(n=incident.relief.answered)
        yield incident.relief.at, _by(seen_to, names.account(incident.relief.by))


def _by(what: str, who: str) -> str:
    return _("{what} ({who})").format(what=what, who=who) if who else what


def deidentified_facts(seen: DeidentifiedIncident, names: ClinicNames, month: str) -> tuple[Fact, ...]:
    """What the safety committee reads of one incident; `month` is its month in words."""
    return told(
        (
            (_("Month"), month),
            (_("Site"), names.site(seen.site_id)),
            (_("How it reached us"), names.label("channel", seen.channel)),
            (_("Kind"), names.label("kind", seen.kind)),
            (_("Level"), level_text(seen.severity, names)),
            (_("Status"), status_text(seen.status)),
            (_("Trigger"), names.labels("trigger", seen.triggers)),
            (_("What was tried"), names.labels("technique", seen.techniques)),
            (_("How it ended"), names.label("outcome", seen.outcome)),
            (_("Contributing factors"), names.labels("factor", seen.factors)),
            (_("Members of staff affected"), str(seen.affected)),
            (_("Police called"), yes_no(seen.police_called)),
        )
    )
