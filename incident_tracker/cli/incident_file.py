"""An incident as a JSON file says it, turned into a draft or a completion; unknown keys are refused by name."""

import json
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, TextIO, TypeVar
from uuid import UUID

from incident_tracker.cli.places import desk_called, person_called, site_called
from incident_tracker.domain.capture.drafts import CaptureMode, IncidentDraft
from incident_tracker.domain.capture.incidents import Completion, Incident, accept_text
from incident_tracker.domain.capture.moments import Moment, Precision
from incident_tracker.domain.capture.parties import AffectedPerson, PartyRole, PhysicalImpact, Wish
from incident_tracker.domain.capture.phone_calls import Direction, EndedBy, PhoneCall, Recording, direction_of
from incident_tracker.domain.capture.severity import Severity, Weapon
from incident_tracker.domain.clinic.sites import Site
from incident_tracker.domain.errors import FileRefused, Reason, Refused
from incident_tracker.ports.context import Context
from incident_tracker.usecases.clinic.sites import list_sites

LARGEST_FILE = 1_000_000  # bytes; a narrative has at most 20,000 characters
E = TypeVar("E", bound=StrEnum)

_KEYS = frozenset(
    (
        *("occurred_at", "precision", "site", "desk", "place", "channel", "kind", "severity", "narrative"),
        *("affected", "phone", "told_by", "weapon", "alone", "request_id"),
    )
)
_CODE_LISTS = ("identity_abuse", "context", "factors")
_AMENDABLE_KEYS = (_KEYS - {"site", "told_by", "request_id"}) | {"duration_minutes", "addendum", *_CODE_LISTS}
_PHONE_KEYS = frozenset(
    (
        "direction",
        "hold_minutes",
        "transfers",
        "ended_by",
        "warning_given",
        "call_back_promised",
        "recording",
        "recording_place",
    )
)
_AFFECTED_KEYS = frozenset(
    ("person", "role", "job", "physical", "distress", "felt_threatened", "wish", "told_by_others")
)


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
    except (json.JSONDecodeError, RecursionError):
        raise FileRefused("unreadable") from None
    if not isinstance(document, dict):
        raise FileRefused("unreadable")
    return document


@contextmanager
def saying_the_key(err: TextIO) -> Iterator[None]:
    """Where a value is refused, say first the key that it stands under: no field is in view on a terminal."""
    try:
        yield
    except Refused as refused:
        if refused.field in _AMENDABLE_KEYS | _KEYS | _PHONE_KEYS | _AFFECTED_KEYS:
            err.write(f"{refused.field}: ")
        raise


def draft_from(ctx: Context, document: Mapping[str, Any]) -> IncidentDraft:
    """The draft that a document describes. Errors: Refused at the key."""
    _check_keys(document, _KEYS)
    site = site_called(ctx, _text(document, "site"))
    told_by = _text(document, "told_by")
    return IncidentDraft(
        occurred_at=_moment(document, site),
        precision=_code(document, "precision", Precision) or Precision.MINUTE,
        site_id=site.id if site else None,
        desk_id=desk_called(ctx, desk, site.id).id if site and (desk := _text(document, "desk")) else None,
        place=_text(document, "place"),
        channel=_text(document, "channel"),
        kind=_text(document, "kind"),
        severity=_severity(document),
        narrative=_text(document, "narrative") or "",
        mode=CaptureMode.PROXY if told_by else CaptureMode.SELF,
        told_by_id=person_called(ctx, told_by, "told_by").id if told_by else None,
        phone=_phone(document, _text(document, "channel")),
        affected=_affected(ctx, document),
        weapon=_code(document, "weapon", Weapon) or Weapon.NONE,
        alone=_truth(document, "alone"),
    )


def completion_from(ctx: Context, incident: Incident, document: Mapping[str, Any]) -> Completion:
    """What a document completes or corrects; what it does not name stays as it is. Errors: Refused at the key."""
    _check_keys(document, _AMENDABLE_KEYS)
    site = next(site for site in list_sites(ctx) if site.id == incident.site_id)
    moment = _moment(document, site)
    desk = _text(document, "desk")
    changes: dict[str, Any] = {name: _codes(document, name) for name in _CODE_LISTS if name in document}
    if "affected" in document:
        changes["affected"] = _affected(ctx, document, incident.affected)
    if "phone" in document:
        changes["phone"] = _phone(document, _text(document, "channel") or incident.channel)
    if "weapon" in document:
        changes["weapon"] = _code(document, "weapon", Weapon) or Weapon.NONE
    if "alone" in document:
        changes["alone"] = _truth(document, "alone")
    if "duration_minutes" in document:
        changes["duration_minutes"] = _number(document, "duration_minutes", 0, 1440)
    return Completion(
        details=replace(incident.details, **changes),
        narrative=_text(document, "narrative"),
        occurred=Moment(moment, _code(document, "precision", Precision) or Precision.MINUTE) if moment else None,
        desk_id=desk_called(ctx, desk, site.id).id if desk else None,
        place=_text(document, "place"),
        channel=_text(document, "channel"),
        kind=_text(document, "kind"),
        severity=_severity(document),
    )


def addendum_of(document: Mapping[str, Any]) -> str | None:
    """What is to be added to the description; None for nothing or blanks. Errors: Refused at `addendum`."""
    text = _text(document, "addendum") or ""
    return accept_text(text, "addendum") if text.strip() else None


def request_of(document: Mapping[str, Any], given: str | None) -> UUID | None:
    """The request id from the option or else the document. Errors: Refused at `request_id`."""
    text = given or _text(document, "request_id")
    try:
        return UUID(text) if text else None
    except ValueError:
        raise Refused(Reason.UNKNOWN_TERM, "request_id", term=text) from None


def _moment(document: Mapping[str, Any], site: Site | None) -> datetime | None:
    """An ISO moment; without an offset it is the wall clock of the site."""
    text = _text(document, "occurred_at")
    if text is None:
        return None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise Refused(Reason.NOT_A_DATE, "occurred_at") from None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=site.time_zone if site else UTC)
    try:
        return moment.astimezone(UTC)
    except OverflowError:
        raise Refused(Reason.NOT_A_DATE, "occurred_at") from None


def _severity(document: Mapping[str, Any]) -> Severity | None:
    number = _number(document, "severity", 0, 7)
    return None if number is None else Severity(number)


def _phone(document: Mapping[str, Any], channel: str | None) -> PhoneCall | None:
    call = document.get("phone")
    if call is None:
        return None
    if not isinstance(call, dict):
        raise Refused(Reason.UNKNOWN_TERM, "phone", term="phone")
    _check_keys(call, _PHONE_KEYS)
    return PhoneCall(
        direction=_code(call, "direction", Direction) or direction_of(channel),
        hold_minutes=_number(call, "hold_minutes", 0, 600),
        transfers=_number(call, "transfers", 0, 50),
        ended_by=_code(call, "ended_by", EndedBy),
        warning_given=_truth(call, "warning_given"),
        call_back_promised=_truth(call, "call_back_promised"),
        recording=_code(call, "recording", Recording) or Recording.UNKNOWN,
        recording_place=_text(call, "recording_place") or "",
    )


def _affected(
    ctx: Context, document: Mapping[str, Any], known: Iterable[AffectedPerson] = ()
) -> tuple[AffectedPerson, ...]:
    ids = {person.person_id: person.id for person in known}
    entries = document.get("affected") or []
    if (
        not isinstance(entries, Sequence)
        or isinstance(entries, str)
        or not all(isinstance(one, dict) for one in entries)
    ):
        raise Refused(Reason.UNKNOWN_TERM, "affected", term="affected")
    people = []
    for entry in entries:
        _check_keys(entry, _AFFECTED_KEYS)
        name = _text(entry, "person")
        person = person_called(ctx, name) if name else None
        people.append(
            AffectedPerson(
                id=(ids.get(person.id) if person else None) or ctx.new_id(),
                role=_code(entry, "role", PartyRole) or PartyRole.TARGETED,
                person_id=person.id if person else None,
                job=_text(entry, "job") or (person.job if person else None),
                physical=_code(entry, "physical", PhysicalImpact) or PhysicalImpact.NONE,
                distress=_number(entry, "distress", 0, 10),
                felt_threatened=_truth(entry, "felt_threatened"),
                wish=_code(entry, "wish", Wish),
                told_by_others=bool(_truth(entry, "told_by_others")),
            )
        )
    return tuple(people)


def _check_keys(document: Mapping[str, Any], known: frozenset[str]) -> None:
    for key in document:
        if key not in known:
            raise Refused(Reason.UNKNOWN_KEY, key, key=key)


def _text(document: Mapping[str, Any], key: str) -> str | None:
    value = document.get(key)
    if value is None or isinstance(value, str):
        return value
    raise Refused(Reason.UNKNOWN_TERM, key, term=value)


def _number(document: Mapping[str, Any], key: str, least: int, most: int) -> int | None:
    value = document.get(key)
    if value is None:
        return None
    if not isinstance(value, int) or isinstance(value, bool):
        raise Refused(Reason.NOT_A_NUMBER, key)
    if not least <= value <= most:
        raise Refused(Reason.OUT_OF_RANGE, key, least=least, most=most)
    return value


def _codes(document: Mapping[str, Any], key: str) -> tuple[str, ...]:
    value = document[key]
    if not isinstance(value, list) or not all(isinstance(code, str) for code in value):
        raise Refused(Reason.UNKNOWN_TERM, key, term=value)
    return tuple(value)


def _truth(document: Mapping[str, Any], key: str) -> bool | None:
    value = document.get(key)
    if value is None or isinstance(value, bool):
        return value
    raise Refused(Reason.UNKNOWN_TERM, key, term=value)


def _code(document: Mapping[str, Any], key: str, codes: type[E]) -> E | None:
    value = _text(document, key)
    if value is None:
        return None
    try:
        return codes(value)
    except ValueError:
        raise Refused(Reason.UNKNOWN_TERM, key, term=value) from None
