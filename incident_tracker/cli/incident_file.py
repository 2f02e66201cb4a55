"""An incident as a JSON file says it, turned into a draft or a completion; unknown keys are refused by name.

What is completed later is taken as `show --json` gives it, each part of the details under its own key or all of
them under "details"; people, sites and desks may be called by their names.
"""

import json
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, fields, replace
from datetime import UTC, datetime, tzinfo
from typing import Annotated, Any, TextIO
from uuid import UUID

from incident_tracker.cli.places import desk_called, person_called, site_called
from incident_tracker.cli.typed_values import TypedValues, check_keys, id_of
from incident_tracker.domain.capture.drafts import CaptureMode, IncidentDraft
from incident_tracker.domain.capture.incidents import Completion, Details, Incident, accept_text
from incident_tracker.domain.capture.moments import Moment, Precision
from incident_tracker.domain.capture.parties import AffectedPerson
from incident_tracker.domain.capture.phone_calls import PhoneCall, direction_of
from incident_tracker.domain.capture.severity import Severity
from incident_tracker.domain.columns import RecordColumn
from incident_tracker.domain.errors import FileRefused, Reason, Refused
from incident_tracker.ports.context import Context
from incident_tracker.usecases.clinic.sites import list_sites
from incident_tracker.usecases.clinic.vocabulary import list_terms

LARGEST_FILE = 1_000_000  # bytes; a narrative has at most 20,000 characters


@dataclass(frozen=True, slots=True)
class _Head:
    """What a file says besides the details; sites, desks and people are named."""

    occurred_at: datetime | None = None
    precision: Precision = Precision.MINUTE
    site: str | None = None
    desk: str | None = None
    place: Annotated[str | None, RecordColumn(vocabulary="location_detail")] = None
    channel: Annotated[str | None, RecordColumn(vocabulary="channel")] = None
    kind: Annotated[str | None, RecordColumn(vocabulary="kind")] = None
    severity: Severity | None = None
    narrative: str | None = None
    told_by: str | None = None
    request_id: UUID | None = None
    addendum: str | None = None


_PARTS = frozenset(field.name for field in fields(Details))
_HEAD = frozenset(field.name for field in fields(_Head))
_LOGGED = (_HEAD - {"addendum"}) | _PARTS | {"details"}
_AMENDED = (_HEAD - {"site", "told_by", "request_id"}) | _PARTS | {"details"}


def read_document(place: str) -> dict[str, Any]:
    """The JSON object in a file, or on standard input for "-". Errors: FileRefused."""
    try:
        if place == "-":
            text = sys.stdin.read(LARGEST_FILE + 1)
        else:
            with open(place, encoding="utf-8-sig") as file:  # noqa: PTH123  # a bounded read
                text = file.read(LARGEST_FILE + 1)
    except FileNotFoundError:
        raise FileRefused("not_found") from None
    except (OSError, UnicodeDecodeError):
        raise FileRefused("unreadable") from None
    if len(text) > LARGEST_FILE:
        raise FileRefused("too_large")
    try:
        document = json.loads(text)
    except (ValueError, RecursionError):  # the second also for a number of thousands of digits
        raise FileRefused("unreadable") from None
    if not isinstance(document, dict):
        raise FileRefused("unreadable")
    return document


@contextmanager
def saying_the_key(err: TextIO) -> Iterator[None]:
    """If a value is refused, name its key first: a terminal shows no field."""
    try:
        yield
    except Refused as refused:
        if refused.field:
            err.write(f"{refused.field}: ")
        raise


def capture_from(ctx: Context, document: Mapping[str, Any]) -> tuple[IncidentDraft, Details]:
    """The draft that a document describes, and what it knows beyond that. Errors: Refused at the key."""
    check_keys(document, _LOGGED)
    site = site_called(ctx, _text(document, "site"))
    zone = site.time_zone if site else UTC
    head = _head(ctx, document, zone)
    told_by = person_called(ctx, head.told_by, "told_by").id if head.told_by else None
    details = details_from(ctx, document, Details(), head.channel, zone)
    return (
        IncidentDraft(
            occurred_at=head.occurred_at,
            precision=head.precision,
            site_id=site.id if site else None,
            desk_id=desk_called(ctx, head.desk, site.id).id if site and head.desk else None,
            place=head.place,
            channel=head.channel,
            kind=head.kind,
            severity=head.severity,
            narrative=head.narrative or "",
            mode=CaptureMode.PROXY if told_by else CaptureMode.SELF,
            told_by_id=told_by,
            phone=details.phone,
            affected=details.affected,
            weapon=details.weapon,
            alone=details.alone,
        ),
        details,
    )


def completion_from(ctx: Context, incident: Incident, document: Mapping[str, Any]) -> Completion:
    """What a document completes or corrects; what it does not name stays as it is. Errors: Refused at the key."""
    check_keys(document, _AMENDED)
    site = next(site for site in list_sites(ctx) if site.id == incident.site_id)
    head = _head(ctx, document, site.time_zone)
    return Completion(
        details=details_from(ctx, document, incident.details, head.channel or incident.channel, site.time_zone),
        narrative=head.narrative,
        occurred=Moment(head.occurred_at, head.precision) if head.occurred_at else None,
        desk_id=desk_called(ctx, head.desk, site.id).id if head.desk else None,
        place=head.place,
        channel=head.channel,
        kind=head.kind,
        severity=head.severity,
    )


def details_from(
    ctx: Context, document: Mapping[str, Any], before: Details, channel: str | None, zone: tzinfo
) -> Details:
    """The details as a document completes them. The program notes who answered whether it is loggable, and when.

    Errors: Refused at the key.
    """
    within = document.get("details")
    if within is not None and not isinstance(within, dict):
        raise Refused(Reason.NOT_AN_OBJECT, "details", accepted=", ".join(sorted(_PARTS)))
    parts = {name: said for name, said in document.items() if name in _PARTS}
    for name, said in (within or {}).items():
        if name in parts:
            raise Refused(Reason.SAID_TWICE, name)
        parts[name] = said
    details = values_at(ctx, zone, channel, before.affected).record(Details, parts, "", before)
    said, known = details.statutory.loggable, before.statutory.loggable
    answer = known.answered(said.answer, said.reason, by=ctx.actor.user_id, at=ctx.now())
    return replace(details, statutory=replace(details.statutory, loggable=answer))


def values_at(
    ctx: Context, zone: tzinfo, channel: str | None = None, known: Iterable[AffectedPerson] = ()
) -> TypedValues:
    """How values are read at this clinic; `known` are the people whom the incident names already."""
    today = ctx.now().date()
    terms: dict[str, dict[str, bool]] = {}
    for term in list_terms(ctx):
        terms.setdefault(term.vocabulary, {})[term.code] = term.valid_on(today)
    ids = {person.id: person for person in known}

    def call(said: dict[str, Any], _place: str, before: PhoneCall | None) -> dict[str, Any]:
        """If it is not said who called whom, the channel decides."""
        return said if before else {"direction": direction_of(channel).value} | said

    def affected(said: dict[str, Any], place: str, _before: object) -> dict[str, Any]:
        return _affected(ctx, said, place, ids)

    return TypedValues(lambda vocabulary: terms.get(vocabulary, {}), zone, {PhoneCall: call, AffectedPerson: affected})


def addendum_of(document: Mapping[str, Any]) -> str | None:
    """What to add to the description; None for nothing or only spaces. Errors: Refused at `addendum`."""
    text = _text(document, "addendum") or ""
    return accept_text(text, "addendum") if text.strip() else None


def request_of(document: Mapping[str, Any], given: str | None) -> UUID | None:
    """The request id from the option or else the document. Errors: Refused at `request_id`."""
    text = given or _text(document, "request_id")
    return id_of(text, "request_id") if text else None


def _head(ctx: Context, document: Mapping[str, Any], zone: tzinfo) -> _Head:
    said = {name: value for name, value in document.items() if name in _HEAD}
    return values_at(ctx, zone).record(_Head, said)


def _affected(ctx: Context, said: dict[str, Any], place: str, known: Mapping[UUID, AffectedPerson]) -> dict[str, Any]:
    """A member of staff by name or id, with the job from the directory if none is given.

    A person who is already named keeps the id in this incident; everyone else gets a new one.
    """
    if "wish" in said:
        said.setdefault("need", said.pop("wish"))  # files of earlier versions
    name, at = said.pop("person", None), f"{place}.person"
    if name is not None:
        if said.get("person_id") is not None:
            raise Refused(Reason.SAID_TWICE, at)
        if not isinstance(name, str):
            raise Refused(Reason.NOT_A_TEXT, at)
        person = person_called(ctx, name, at)
        said = {"job": person.job, **said, "person_id": str(person.id)}
    same = [one for one in known.values() if str(one.person_id) == said.get("person_id")]
    if said.get("id") not in {str(id) for id in known}:
        said["id"] = str(same[0].id if same else ctx.new_id())
    return said


def _text(document: Mapping[str, Any], key: str) -> str | None:
    value = document.get(key)
    if value is None or isinstance(value, str):
        return value
    raise Refused(Reason.NOT_A_TEXT, key)
