"""`slots`: times within four weeks that suit everyone of a debrief, or why none does."""

from argparse import ArgumentParser, Namespace
from collections.abc import Mapping
from contextlib import suppress
from typing import TextIO
from uuid import UUID

from incident_tracker.cli.answers import answer
from incident_tracker.cli.exit_status import ExitStatus
from incident_tracker.cli.places import sortable_moments_at
from incident_tracker.cli.session import signed_in
from incident_tracker.domain.support.week import TimeFound
from incident_tracker.labels.facts import MomentFormats
from incident_tracker.labels.support.covers import cover_words
from incident_tracker.labels.support.hindrances import hindrance_text
from incident_tracker.usecases.clinic.sites import list_sites
from incident_tracker.usecases.support.slots import Slots, find_slots
from incident_tracker.wording import _


def add_arguments(parser: ArgumentParser) -> None:
    """Of which debrief, and how many."""
    parser.add_argument("debrief", metavar="DEBRIEF", help=_("its id, or the reference number of its incident"))
    parser.add_argument("--limit", type=int, default=10, metavar="N", help=_("so many times at most (10)"))


def run(options: Namespace, out: TextIO, err: TextIO) -> int:  # noqa: ARG001
    """List them, soonest first."""
    with signed_in(options) as ctx:
        slots = find_slots(ctx, _wanted(options.debrief), max(1, options.limit))
        site = next(one for one in list_sites(ctx) if one.id == slots.debrief.site_id)
        found, names = slots.found, slots.names
        why = _why(slots)
        document = {
            "debrief": slots.debrief.id,
            "not_before": slots.debrief.not_before,
            "by": slots.debrief.by,
            "slots": [
                {
                    "starts_at": one.starts_at,
                    "ends_at": one.ends_at,
                    "leads": names.get(one.leader_id) if one.leader_id else slots.debrief.facilitator_outside or None,
                    "covers": [_cover(names, who, cover) for who, cover in one.covers.items()],
                    "late": one.late,
                }
                for one in found.times
            ],
            "why_none": {"code": found.why, "text": why} if found.why is not None else None,
        }
        lines = [_line(one, slots, sortable_moments_at(site)) for one in found.times]
        none = _("No time within four weeks suits everyone: {why}.").format(why=why)
        answer(options, out, document, lines or [none])
    return ExitStatus.DONE


def _cover(names: Mapping[UUID, str], who: UUID, cover: UUID | None) -> dict[str, object]:
    """`cover` is null where the desk is closed for that time."""
    named = names[cover] if cover is not None else None
    return {"person": names[who], "cover": named, "desk_closed": cover is None}


def _wanted(text: str) -> UUID | str:
    with suppress(ValueError):
        return UUID(text)
    return text.strip().upper()


def _why(slots: Slots) -> str:
    found = slots.found
    if found.why is None:
        return ""
    who = ", ".join(slots.names[id] for id in found.person_ids if id in slots.names)
    return hindrance_text(found.why, who, one=len(found.person_ids) == 1)


def _line(one: TimeFound, slots: Slots, moments: MomentFormats) -> str:
    names = slots.names
    leads = names.get(one.leader_id, "") if one.leader_id is not None else slots.debrief.facilitator_outside
    words = [_("{name} leads").format(name=leads)] if leads else []
    words += cover_words(one.covers.values(), lambda person: names[person])
    words += [_("after the last moment")] if one.late else []
    return f"{moments.moment(one.starts_at)}  {', '.join(words)}"
