"""The set-up of a clinic as TOML: read with the place of what does not fit, and written so that it is read back."""

import re
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, time
from typing import Any

from incident_tracker.domain.clinic.calendars import ClosedDay, NewWeek, Span, Weekly
from incident_tracker.domain.clinic.directory import accept_help_kind
from incident_tracker.domain.clinic.extras import accept_security
from incident_tracker.domain.clinic.police_table import accept_police_answer
from incident_tracker.domain.clinic.setup import (
    ClinicSetup,
    ExtrasSetup,
    HelpSetup,
    OrderSetup,
    PartSetup,
    Place,
    PoliceSetup,
    SetupRefused,
    SiteSetup,
    SupportSetup,
    WordSetup,
)
from incident_tracker.domain.clinic.sites import accept_facility, accept_profile
from incident_tracker.domain.errors import FileRefused, Reason, Refused

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_CLINIC = (
    "name",
    "idle_minutes",
    "closing_day",
    "own_reports",
    "desks_may_close",
    "site",
    "word",
    "police",
    "help",
    "support",
    "order",
    "extras",
)
_SITE = ("name", "zone", "profile", "facility", "last_day", "hours", "hours_from", "desk", "line", "closed")
_SPAN = re.compile(r"^(\d{1,2}):(\d{2})\s*[-–]\s*(\d{1,2}):(\d{2})$")
_HEADING = re.compile(r"^\s*\[\[?\s*([a-z_.]+)\s*\]\]?")


def read_setup(text: str) -> ClinicSetup:
    """What a file says. Errors: FileRefused("setup") where it is no TOML; SetupRefused with the place."""
    try:
        document = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as problem:
        raise FileRefused("setup", detail=str(problem)) from None
    _known(document, _CLINIC, ())
    return ClinicSetup(
        _text(document, "name", ()),
        _number(document, "idle_minutes", ()),
        _switch(document, "own_reports", ()),
        tuple(_site(table, at) for table, at in _tables(document, "site", ())),
        tuple(_word(table, at) for table, at in _tables(document, "word", ())),
        tuple(_police(table, at) for table, at in _tables(document, "police", ())),
        tuple(_help(table, at) for table, at in _tables(document, "help", ())),
        _switch(document, "desks_may_close", ()),
        tuple(_support(table, at) for table, at in _tables(document, "support", ())),
        tuple(_order(table, at) for table, at in _tables(document, "order", ())),
        _extras(document),
        _number(document, "closing_day", ()),
    )


def line_with(text: str, at: Place) -> int:
    """The number of the line with what is at this place; that of its heading, or 1, where the file does not say it."""
    counts: dict[str, int] = {}
    here: Place = ()
    found = 1
    key = at[-1] if at and isinstance(at[-1], str) else None
    table = at[:-1] if key is not None else at
    for number, line in enumerate(text.splitlines(), start=1):
        heading = _HEADING.match(line)
        if heading:
            here = _place_of(heading.group(1), counts)
            if here in (table, at):
                found = number
        elif key is not None and here == table and re.match(rf"\s*{re.escape(key)}\s*=", line):
            return number
    return found


def write_setup(setup: ClinicSetup) -> str:
    """The file that says this; `read_setup` reads it back."""
    lines = ["# What this file does not say stays as it is, and nothing is deleted.", ""]
    lines += _pairs(name=setup.name, idle_minutes=setup.idle_minutes, closing_day=setup.closing_day)
    lines += _pairs(own_reports=setup.own_reports, desks_may_close=setup.desks_may_close)
    for site in setup.sites:
        lines += ["", "[[site]]"]
        lines += _pairs(name=site.name, zone=site.zone, profile=site.profile, facility=site.facility)
        lines += _pairs(last_day=site.last_day)
        if site.weekly is not None:
            lines += ["", "[site.hours]", *_week_lines(site.weekly)]
        for week in site.later:
            lines += ["", "[[site.hours_from]]", *_pairs(day=week.first), *_week_lines(week.weekly)]
        for heading, parts in (("desk", site.desks), ("line", site.lines)):
            for part in parts:
                lines += ["", f"[[site.{heading}]]"]
                lines += _pairs(name=part.name, channel=part.channel, last_day=part.last_day)
        for closed in site.closed:
            lines += ["", "[[site.closed]]", *_pairs(day=closed.day, name=closed.name or None)]
    for word in setup.words:
        lines += ["", "[[word]]", *_pairs(list=word.vocabulary, code=word.code, label=word.label)]
        lines += _pairs(label_es=word.label_es or None, like=word.like, last_day=word.last_day)
    for line in setup.police:
        lines += ["", "[[police]]", *_pairs(code=line.code, label=line.label, label_es=line.label_es or None)]
        lines += _pairs(answer=line.answer, advice=line.advice, advice_es=line.advice_es, last_day=line.last_day)
    for one in setup.help:
        lines += ["", "[[help]]", *_pairs(name=one.name, kind=one.kind, site=one.site, phone=one.phone)]
        lines += _pairs(hours=one.hours or None, by_video=one.by_video or None, note=one.note or None)
        lines += _pairs(last_day=one.last_day)
    for helper in setup.support:
        lines += ["", "[[support]]", *_pairs(name=helper.name, site=helper.site, contact=helper.contact)]
        lines += [f"kinds = {_list(helper.kinds)}", *_pairs(apart=helper.apart, retired=helper.retired or None)]
    for order in setup.orders:
        lines += ["", "[[order]]", *_pairs(list=order.vocabulary), f"codes = {_list(order.codes)}"]
    if (extras := setup.extras) is not None:
        lines += ["", "[extras]", *_pairs(invitations=extras.invitations)]
        lines += _pairs(host=extras.host, port=extras.port, security=extras.security)
        lines += _pairs(sender=extras.sender, user_name=extras.user_name or None)
    return "\n".join(lines) + "\n"


def _site(table: Mapping[str, Any], at: Place) -> SiteSetup:
    _known(table, _SITE, at)
    profile, facility = _text(table, "profile", at), _text(table, "facility", at)
    return SiteSetup(
        _needed(table, "name", at),
        _needed(table, "zone", at),
        _checked(accept_profile, profile, (*at, "profile")) if profile else None,
        _checked(accept_facility, facility, (*at, "facility")) if facility else None,
        _day(table, "last_day", at),
        _weekly(table, at),
        tuple(_part(one, place, ("name", "channel", "last_day")) for one, place in _tables(table, "desk", at)),
        tuple(_part(one, place, ("name", "last_day")) for one, place in _tables(table, "line", at)),
        tuple(_closed(one, place) for one, place in _tables(table, "closed", at)),
        tuple(_later(one, place) for one, place in _tables(table, "hours_from", at)),
    )


def _part(table: Mapping[str, Any], at: Place, known: Sequence[str]) -> PartSetup:
    _known(table, known, at)
    return PartSetup(_needed(table, "name", at), _text(table, "channel", at), _day(table, "last_day", at))


def _closed(table: Mapping[str, Any], at: Place) -> ClosedDay:
    _known(table, ("day", "name"), at)
    day = _day(table, "day", at)
    if day is None:
        raise SetupRefused((*at, "day"), Refused(Reason.MISSING, "day"))
    return ClosedDay(day, _text(table, "name", at) or "")


def _word(table: Mapping[str, Any], at: Place) -> WordSetup:
    _known(table, ("list", "code", "label", "label_es", "like", "last_day"), at)
    return WordSetup(
        _needed(table, "list", at),
        _needed(table, "code", at),
        _text(table, "label", at),
        _text(table, "label_es", at),
        _text(table, "like", at),
        _day(table, "last_day", at),
    )


def _police(table: Mapping[str, Any], at: Place) -> PoliceSetup:
    _known(table, ("code", "label", "label_es", "answer", "advice", "advice_es", "last_day"), at)
    answer = _text(table, "answer", at)
    return PoliceSetup(
        _needed(table, "code", at),
        _text(table, "label", at),
        _text(table, "label_es", at),
        _checked(accept_police_answer, answer, (*at, "answer")) if answer else None,
        _text(table, "advice", at),
        _text(table, "advice_es", at),
        _day(table, "last_day", at),
    )


def _help(table: Mapping[str, Any], at: Place) -> HelpSetup:
    _known(table, ("name", "kind", "site", "phone", "hours", "by_video", "note", "last_day"), at)
    return HelpSetup(
        _needed(table, "name", at),
        _checked(accept_help_kind, _needed(table, "kind", at), (*at, "kind")),
        _needed(table, "phone", at),
        _text(table, "hours", at) or "",
        _switch(table, "by_video", at) or False,
        _text(table, "note", at) or "",
        _text(table, "site", at),
        _day(table, "last_day", at),
    )


def _support(table: Mapping[str, Any], at: Place) -> SupportSetup:
    _known(table, ("name", "site", "contact", "kinds", "apart", "retired"), at)
    return SupportSetup(
        _needed(table, "name", at),
        _needed(table, "site", at),
        _text(table, "contact", at) or "",
        _texts(table, "kinds", at),
        apart=bool(_switch(table, "apart", at)),
        retired=bool(_switch(table, "retired", at)),
    )


def _order(table: Mapping[str, Any], at: Place) -> OrderSetup:
    _known(table, ("list", "codes"), at)
    return OrderSetup(_needed(table, "list", at), _texts(table, "codes", at))


def _extras(document: Mapping[str, Any]) -> ExtrasSetup | None:
    if "extras" not in document:
        return None
    table, at = document["extras"], ("extras",)
    if not isinstance(table, dict):
        raise SetupRefused(at, Refused(Reason.NOT_AN_OBJECT, "extras"))
    _known(table, ("invitations", "host", "port", "security", "sender", "user_name"), at)
    security = _text(table, "security", at)
    return ExtrasSetup(
        _text(table, "host", at),
        _number(table, "port", at),
        _checked(accept_security, security, (*at, "security")) if security else None,
        _text(table, "sender", at),
        _text(table, "user_name", at),
        _switch(table, "invitations", at),
    )


def _weekly(table: Mapping[str, Any], at: Place) -> Weekly | None:
    if "hours" not in table:
        return None
    hours, here = table["hours"], (*at, "hours")
    if not isinstance(hours, dict):
        raise SetupRefused(here, Refused(Reason.NOT_AN_OBJECT, "hours"))
    _known(hours, WEEKDAYS, here)
    return _week(hours, here)


def _later(table: Mapping[str, Any], at: Place) -> NewWeek:
    _known(table, ("day", *WEEKDAYS), at)
    day = _day(table, "day", at)
    if day is None:
        raise SetupRefused((*at, "day"), Refused(Reason.MISSING, "day"))
    return NewWeek(day, _week(table, at))


def _week(table: Mapping[str, Any], at: Place) -> Weekly:
    return tuple(tuple(_spans(table.get(day, []), (*at, day))) for day in WEEKDAYS)


def _week_lines(weekly: Weekly) -> list[str]:
    week = zip(WEEKDAYS, weekly, strict=True)
    return [f"{day} = [{', '.join(map(_span_text, spans))}]" for day, spans in week]


def _spans(said: object, at: Place) -> Iterator[Span]:
    if not isinstance(said, list):
        raise SetupRefused(at, Refused(Reason.NOT_A_LIST, str(at[-1])))
    for one in said:
        match = _SPAN.match(one) if isinstance(one, str) else None
        try:
            if match is None:
                raise ValueError
            hours = [int(part) for part in match.groups()]
            yield Span(time(hours[0], hours[1]), time(hours[2], hours[3]))
        except ValueError:
            raise SetupRefused(at, Refused(Reason.NOT_A_SPAN, str(at[-1]), given=str(one)[:40])) from None


def _tables(table: Mapping[str, Any], name: str, at: Place) -> Iterable[tuple[Mapping[str, Any], Place]]:
    found = table.get(name, [])
    if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
        raise SetupRefused((*at, name), Refused(Reason.NOT_A_LIST, name))
    return [(one, (*at, name, number)) for number, one in enumerate(found, start=1)]


def _known(table: Mapping[str, Any], names: Sequence[str], at: Place) -> None:
    for name in table:
        if name not in names:
            raise SetupRefused((*at, name), Refused(Reason.UNKNOWN_KEY, name, key=name))


def _needed(table: Mapping[str, Any], name: str, at: Place) -> str:
    found = _text(table, name, at)
    if not found:
        raise SetupRefused((*at, name), Refused(Reason.MISSING, name))
    return found


def _text(table: Mapping[str, Any], name: str, at: Place) -> str | None:
    found = table.get(name)
    if found is not None and not isinstance(found, str):
        raise SetupRefused((*at, name), Refused(Reason.NOT_A_TEXT, name))
    return found


def _texts(table: Mapping[str, Any], name: str, at: Place) -> tuple[str, ...]:
    found = table.get(name, [])
    if not isinstance(found, list) or not all(isinstance(one, str) for one in found):
        raise SetupRefused((*at, name), Refused(Reason.NOT_A_LIST, name))
    return tuple(found)


def _switch(table: Mapping[str, Any], name: str, at: Place) -> bool | None:
    found = table.get(name)
    if found is not None and not isinstance(found, bool):
        raise SetupRefused((*at, name), Refused(Reason.NOT_TRUE_OR_FALSE, name))
    return found


def _number(table: Mapping[str, Any], name: str, at: Place) -> int | None:
    found = table.get(name)
    if found is not None and type(found) is not int:
        raise SetupRefused((*at, name), Refused(Reason.NOT_A_NUMBER, name))
    return found


def _day(table: Mapping[str, Any], name: str, at: Place) -> date | None:
    found = table.get(name)
    if found is not None and type(found) is not date:
        raise SetupRefused((*at, name), Refused(Reason.NOT_A_DAY, name))
    return found


def _checked(accept: Callable[[str], Any], value: str, at: Place) -> Any:
    try:
        return accept(value)
    except Refused as refused:
        raise SetupRefused(at, Refused(refused.reason, refused.field, term=value)) from None


def _place_of(heading: str, counts: dict[str, int]) -> Place:
    """The place of a table with this heading, which is the next of its kind."""
    parts = heading.split(".")
    counts[heading] = counts.get(heading, 0) + 1
    for other in list(counts):
        if other.startswith(f"{heading}."):
            del counts[other]
    place: list[str | int] = []
    for depth, part in enumerate(parts, start=1):
        place.append(part)
        if part not in ("hours", "extras"):  # of which there is one
            place.append(counts.get(".".join(parts[:depth]), 1))
    return tuple(place)


def _pairs(**values: object) -> list[str]:
    return [f"{name} = {_value(value)}" for name, value in values.items() if value is not None]


def _value(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    escaped = "".join(_escaped(letter) for letter in str(value))
    return f'"{escaped}"'


def _list(values: Sequence[str]) -> str:
    return f"[{', '.join(map(_value, values))}]"


def _escaped(letter: str) -> str:
    if letter in '\\"':
        return f"\\{letter}"
    return f"\\u{ord(letter):04x}" if ord(letter) < 32 or ord(letter) == 127 else letter


def _span_text(span: Span) -> str:
    return f'"{span.start:%H:%M}-{span.end:%H:%M}"'
