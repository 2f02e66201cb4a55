"""A year of more than 200 incidents: each figure of the report on promises is counted again from the raw rows.

What is here knows the protocol's rules and the tables, and nothing of the program that counts.
"""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from math import isclose, sqrt
from random import Random
from statistics import median
from typing import Any
from uuid import UUID

import pytest

from incident_tracker.demo.archive import store_many
from incident_tracker.domain.capture.drafts import CaptureMode, IncidentDraft
from incident_tracker.domain.capture.incidents import Incident, accept
from incident_tracker.domain.capture.severity import Severity
from incident_tracker.domain.clinic.access import Role
from incident_tracker.domain.oversight.promise_figures import PromisePart, PromiseReport
from incident_tracker.domain.support.cases import SupportCase
from incident_tracker.domain.support.debriefs import Debrief, DebriefKind, DebriefStatus, NotHeldReason
from incident_tracker.domain.support.follow_ups import FollowUp, FollowUpOutcome
from incident_tracker.domain.support.participants import Participant, Response
from incident_tracker.domain.support.protected_time import (
    AfterCheck,
    Cover,
    MoveReason,
    Paid,
    ParticipantCheck,
    Protected,
    ProtectedSlot,
)
from incident_tracker.domain.support.windows import SupportStep
from incident_tracker.reports.promise_lines import promise_rows, promise_share
from incident_tracker.usecases.oversight.promise_report import compile_promises
from tests.storage_fixtures import ALEX, HARBOUR, ROSA, SAM, USERS, Clinic, keep

NOW = datetime(2025, 12, 20, 20, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
INCIDENTS, IMPORTED = 240, 17
CHECKS = {
    SupportStep.FOLLOW_UP_72H: 3,
    SupportStep.FOLLOW_UP_7D: 7,
    SupportStep.FOLLOW_UP_30D: 30,
    SupportStep.FOLLOW_UP_90D: 90,
}
Row = dict[str, Any]
Figure = tuple[int, int, int, int]
"""How many, of how many, still have time, not recorded."""


@pytest.fixture
def year(clinic: Clinic) -> Clinic:
    """Everything that can become of a promise, by dice, at one desk."""
    clinic.clock.moment = NOW
    dice = Random(20251220)
    incidents = [_incident(number, dice) for number in range(INCIDENTS + IMPORTED)]
    store_many(clinic.as_role(Role.MANAGER), incidents)
    with clinic.store.write() as unit:
        for incident in incidents[:INCIDENTS]:
            _support(unit, clinic.new_id, incident, dice)
        keep(unit)
    return clinic


def test_every_figure_is_what_is_counted_here(year: Clinic) -> None:
    manager = year.as_role(Role.MANAGER)
    rows = _raw(year)
    assert len(rows["incident"]) == INCIDENTS + IMPORTED
    seen: Counter[str] = Counter()
    for period in ("2025", *(f"2025-{month:02}" for month in range(1, 13))):
        report = compile_promises(manager, period)
        expected, apart = _counted(rows, period)
        assert report.without_support == apart
        told = {line.id: (line.part, line.whole, line.not_due or 0, line.not_recorded or 0) for line in report.lines}
        for name, figure in expected.items():
            assert told[name] == figure, (period, name)
            seen.update({name: figure[1], f"{name} waits": figure[2], f"{name} unsaid": figure[3]})
        contacts = _contacts(rows, period)
        (contact,) = (line for line in report.lines if line.id == "hours_to_contact")
        assert contact.whole == len(contacts)
        assert contact.hours == (pytest.approx(median(contacts)) if len(contacts) >= 5 else None)
        reasons = {line.id: line.part for line in report.lines if line.id.startswith(("reason_", "became_"))}
        assert {name: count for name, count in reasons.items() if count} == _reasons(rows, period)
        _limits_are_wilsons(report)
    for must in ("debriefs_offered_24h waits", "follow_up_90d waits", "time_paid unsaid", "cover_came unsaid"):
        assert seen[must], f"the year has to try {must}"


def test_the_committee_is_told_what_the_clinic_did_and_nothing_of_people(year: Clinic) -> None:
    whole = {line.id: line for line in compile_promises(year.as_role(Role.MANAGER), "2025-06").lines}
    for role in (Role.COMMITTEE, Role.ADMINISTRATOR):
        report = compile_promises(year.as_role(role), "2025-06")
        lines = {line.id: line for line in report.lines}
        assert lines.pop("voices").hidden, "answers without a name are told from 11 on"
        assert set(lines) == {"debriefs_offered_24h", "hours_to_contact", "debriefs_in_window", "debriefs_moved"}
        assert promise_share(lines["debriefs_in_window"]) == promise_share(whole["debriefs_in_window"])
        assert lines["debriefs_moved"].whole is None, "how many were booked would tell how many declined"
        assert not report.whole
    again = compile_promises(year.as_role(Role.MANAGER), "2025-06", for_committee=True)
    assert {line.id for line in again.lines} - {"voices"} == set(lines)


def test_no_one_is_told_of_a_month_what_people_answered_in_private(year: Clinic) -> None:
    told = {line.id for line in compile_promises(year.as_role(Role.MANAGER), "2025").lines}
    assert {"time_protected", "time_paid"} <= told
    assert not {"time_protected_by_staff", "time_paid_by_staff"} & told


def test_files_have_the_days_of_the_period_and_the_same_figures(year: Clinic) -> None:
    report = compile_promises(year.as_role(Role.MANAGER), "2025-06")
    for row, line in zip(promise_rows(report), report.lines, strict=True):
        if line.about is PromisePart.VOICES:
            assert row["from"] is row["until"] is None, "no one is told when someone answered without a name"
            continue
        assert (str(row["from"]), str(row["until"])) == ("2025-06-01", "2025-06-30")
        assert (row["id"], row["denominator"], row["not_yet_due"]) == (line.id, line.whole, line.not_due)
        told = promise_share(line)
        if told is not None:
            assert (row["value"], row["lower"]) == (told.share, told.lower)


def _incident(number: int, dice: Random) -> Incident:
    occurred = datetime(2025, 1, 1, 18, tzinfo=UTC) + dice.randrange(353) * DAY + dice.randrange(12) * HOUR
    if number % 20 == 0:
        occurred = NOW - dice.randrange(1, 60) * HOUR  # of these much still has time
    draft = IncidentDraft(
        occurred_at=occurred,
        site_id=HARBOUR.id,
        channel="in_person_desk",
        kind="threat",
        severity=Severity.THREAT,
        mode=CaptureMode.IMPORT if number >= INCIDENTS else CaptureMode.SELF,
    )
    made = accept(
        draft,
        id=UUID(int=0x90000 + number),
        ref="",
        now=max(occurred, NOW),
        logged_by=USERS[Role.MANAGER].id,
        time_zone=HARBOUR.zone,
    )
    return replace(made, logged_at=occurred)


def _support(unit: Any, new_id: Callable[[], UUID], incident: Incident, dice: Random) -> None:
    at, now = incident.occurred_at, NOW
    offered = at + dice.randrange(1, 40) * HOUR
    contact = at + dice.randrange(1, 600) * timedelta(minutes=1)
    unit.support_cases.add(
        SupportCase(
            incident.id,
            HARBOUR.id,
            3,
            at,
            at,
            (ROSA.id,),
            offer_by=None if dice.random() < 0.1 else at + DAY,
            first_offer_at=offered if offered <= now and dice.random() < 0.8 else None,
            first_contact_at=contact if contact <= now and dice.random() < 0.7 else None,
            ended_at=at + HOUR if dice.random() < 0.04 else None,
        )
    )
    for step, days in CHECKS.items():
        if dice.random() < 0.7:
            outcome = dice.choice([FollowUpOutcome.PLANNED, *FollowUpOutcome])
            check = FollowUp(new_id(), incident.id, HARBOUR.id, ROSA.id, step, at, at + (days + 1) * DAY)
            unit.follow_ups.add(replace(check, outcome=outcome, if_wanted=dice.random() < 0.2))
    if dice.random() < 0.9:
        _debrief(unit, new_id, incident, dice)


def _debrief(unit: Any, new_id: Callable[[], UUID], incident: Incident, dice: Random) -> None:
    at = incident.occurred_at
    started = at + dice.randrange(6, 110) * HOUR
    status = dice.choice([*[DebriefStatus.HELD] * 6, *DebriefStatus])
    if status is DebriefStatus.HELD and started > NOW:
        status = DebriefStatus.PLANNED
    held, by = status is DebriefStatus.HELD, at + 3 * DAY
    reasons = [one for one in NotHeldReason if one is not NotHeldReason.DECLINED_ALL]
    debrief = Debrief(
        new_id(),
        (incident.id,),
        HARBOUR.id,
        DebriefKind.FORMAL,
        3,
        at,
        at + DAY,
        by,
        at + DAY,
        45,
        at,
        status=status,
        starts_at=started if status in (DebriefStatus.PLANNED, DebriefStatus.HELD) else None,
        ends_at=started + HOUR if status in (DebriefStatus.PLANNED, DebriefStatus.HELD) else None,
        started_at=started if held else None,
        ended_at=started + HOUR if held else None,
        late_reason=dice.choice(reasons) if held and started > by else None,
        not_held_reason={
            DebriefStatus.NOT_HELD: dice.choice(reasons),
            DebriefStatus.DECLINED_BY_ALL: NotHeldReason.DECLINED_ALL,
        }.get(status),
    )
    unit.debriefs.add(debrief)
    actor = USERS[Role.MANAGER].id
    for number in range(dice.randrange(4)):
        moved = dice.choice([None, MoveReason.MANAGEMENT, MoveReason.MANAGEMENT, MoveReason.PARTICIPANT])
        slot = ProtectedSlot(new_id(), debrief.id, started + number * HOUR, started + (number + 1) * HOUR, at, actor)
        unit.protected_slots.add(replace(slot, moved_at=at if moved else None, moved_because=moved))
    for person in (ROSA.id, ALEX.id)[: dice.randrange(1, 3)]:
        attended = held and dice.random() < 0.8
        one = Participant(new_id(), debrief.id, person, at, actor, response=dice.choice(list(Response)))
        unit.participants.add(replace(one, attended=attended if held else None, asks_earlier=dice.random() < 0.5))
        if dice.random() < 0.6:
            covering = dice.choice([None, SAM.id, SAM.id])
            confirmed = at + HOUR if covering and dice.random() < 0.6 else None
            unit.covers.add(Cover(new_id(), debrief.id, person, covering, confirmed))
        if attended and dice.random() < 0.7:
            answer = (dice.choice(list(Protected)), dice.choice(list(Paid)))
            unit.participant_checks.add(ParticipantCheck(new_id(), debrief.id, person, *answer, said_at=NOW))
    if held and dice.random() < 0.8:
        said = (dice.choice(list(Protected)), dice.choice(list(Paid)), 45, 0, dice.random() < 0.7)
        unit.after_checks.add(AfterCheck(new_id(), debrief.id, *said, said_at=NOW, said_by=actor))


def _raw(clinic: Clinic) -> dict[str, list[Row]]:
    """The rows of the tables as the database has them."""
    of_support = ("support_case", "debrief", "participant", "protected_slot", "cover", "after_check", "follow_up")
    with clinic.store.read() as unit:
        connection = unit._connection
        return {
            name: [dict(row) for row in connection.exec_driver_sql(f"SELECT * FROM {name}").mappings()]
            for name in ("incident", *of_support)
        }


def _moment(stored: str | datetime | None) -> datetime | None:
    """A moment as a file or a server has it."""
    if isinstance(stored, str):
        return datetime.fromisoformat(stored).replace(tzinfo=UTC)
    return stored


def _within(rows: Iterable[Row], period: str) -> list[Row]:
    """Those of incidents that happened in a local month, or year, of the site."""
    zone = HARBOUR.time_zone
    found = [(one, _moment(one["occurred_at"])) for one in rows]
    return [one for one, at in found if at and f"{at.astimezone(zone):%Y-%m}".startswith(period)]


def _owed(rows: dict[str, list[Row]], period: str) -> list[Row]:
    """Debriefs that stayed owed."""
    gone = ("struck_out", "no_longer_owed")
    return [one for one in _within(rows["debrief"], period) if one["not_held_reason"] not in gone]


def _in_window(rows: dict[str, list[Row]], one: Row) -> bool:
    started, first, last = (_moment(one[name]) for name in ("started_at", "not_before", "by"))
    if started is None or first is None or last is None or started > last:
        return False
    came = [p for p in rows["participant"] if p["debrief_id"] == one["id"] and p["attended"]]
    return started >= first or (len(came) > 0 and all(p["asks_earlier"] for p in came))


def _counted(rows: dict[str, list[Row]], period: str) -> tuple[dict[str, Figure], int]:
    cases = [one for one in _within(rows["support_case"], period) if one["ended_at"] is None]
    with_case = {one["id"] for one in rows["support_case"]}
    apart = sum(one["id"] not in with_case for one in _within(rows["incident"], period))
    found: dict[str, Figure] = {}

    good = bad = wait = 0
    for one in cases:
        limit, offered = _moment(one["offer_by"]), _moment(one["first_offer_at"])
        if limit is None:
            continue
        good += offered is not None and offered <= limit
        bad += (offered is None and limit < NOW) or (offered is not None and offered > limit)
        wait += offered is None and limit >= NOW
    found["debriefs_offered_24h"] = (good, good + bad, wait, 0)

    all_of_them = _owed(rows, period)
    owed = [one for one in all_of_them if one["not_held_reason"] != "combined"]
    open_ = {"to_plan", "planned"}
    due = [one for one in owed if one["status"] not in open_ or (_moment(one["by"]) or NOW) < NOW]
    wanted = [one for one in due if one["status"] != "declined_by_all"]
    in_time = [one for one in wanted if _in_window(rows, one)]
    declined = len(due) - len(wanted)
    ahead = len(owed) - len(due)
    found["debriefs_in_window"] = (len(in_time) + declined, len(due), ahead, 0)
    found["debriefs_held_in_window"] = (len(in_time), len(wanted), ahead, 0)
    found["debriefs_held"] = (sum(one["status"] == "held" for one in wanted), len(wanted), ahead, 0)

    ids = {one["id"]: one for one in all_of_them}
    asked = [one for one in rows["participant"] if one["debrief_id"] in ids]
    found["debriefs_declined"] = (sum(one["response"] == "no" for one in asked), len(asked), 0, 0)
    moves = Counter(one["debrief_id"] for one in rows["protected_slot"] if one["moved_because"] == "management")
    booked = {one["debrief_id"] for one in rows["protected_slot"]} & set(ids)
    found["debriefs_moved"] = (sum(moves[one] >= 2 for one in booked), len(booked), 0, 0)

    held = {name for name, one in ids.items() if one["status"] == "held"}
    said = [one for one in rows["after_check"] if one["debrief_id"] in held]
    free = sum(one["protected"] == "yes" for one in said)
    found["time_protected"] = (free, len(said), 0, len(held) - len(said))
    knows = [one for one in said if one["paid"] in ("yes", "no")]
    found["time_paid"] = (sum(one["paid"] == "yes" for one in knows), len(knows), 0, len(held) - len(knows))

    desks = [one for one in rows["cover"] if one["debrief_id"] in ids]
    closed = sum(one["cover_id"] is None for one in desks)
    found["desks_closed"] = (closed, len(desks), 0, 0)
    yes = no = wait = 0
    for one in desks:
        debrief = ids[one["debrief_id"]]
        if one["cover_id"] is None or debrief["status"] == "declined_by_all":
            continue
        begins = _moment(debrief["starts_at"])
        later = debrief["status"] in open_ and (begins is None or begins > NOW)
        yes += one["confirmed_at"] is not None
        no += one["confirmed_at"] is None and not later
        wait += one["confirmed_at"] is None and later
    found["cover_confirmed"] = (yes, yes + no, wait, 0)
    covered = {one["debrief_id"] for one in desks if one["cover_id"] is not None} & held
    came = [one for one in said if one["debrief_id"] in covered]
    found["cover_came"] = (sum(bool(one["cover_came"]) for one in came), len(came), 0, len(covered) - len(came))

    case_at = {one["id"]: one for one in rows["incident"]}
    for step in CHECKS:
        mine = [one for one in rows["follow_up"] if one["step"] == step.value and one["outcome"] != "canceled"]
        mine = [one for one in mine if _within([case_at[one["incident_id"]]], period)]
        asked_for = [one for one in mine if one["outcome"] != "planned" or not one["on_wish"]]
        late = [one for one in asked_for if one["outcome"] == "planned" and (_moment(one["by"]) or NOW) < NOW]
        done = sum(one["outcome"] != "planned" for one in asked_for)
        found[step.value] = (done, done + len(late), len(asked_for) - done - len(late), 0)
    return found, apart


def _contacts(rows: dict[str, list[Row]], period: str) -> list[float]:
    cases = [one for one in _within(rows["support_case"], period) if one["ended_at"] is None]
    pairs = [(_moment(one["first_contact_at"]), _moment(one["occurred_at"])) for one in cases]
    return [(to - since) / HOUR for to, since in pairs if to and since]


def _reasons(rows: dict[str, list[Row]], period: str) -> dict[str, int]:
    """How often each reason was given, and what became of what was due."""
    found: Counter[str] = Counter()
    for one in _owed(rows, period):
        given = [one[name] for name in ("not_held_reason", "late_reason") if one[name]]
        found.update(f"reason_{reason}" for reason in given)
        over = one["status"] not in ("to_plan", "planned") or (_moment(one["by"]) or NOW) < NOW
        if over and one["not_held_reason"] != "combined":
            if one["status"] == "declined_by_all":
                found["became_declined"] += 1
            elif _in_window(rows, one):
                found["became_held"] += 1
            else:
                found["became_late" if one["status"] == "held" else "became_not_held"] += 1
    return dict(found)


def _limits_are_wilsons(report: PromiseReport) -> None:
    """The limits solve (p − π)² = z² π (1 − π) / n, which is how Wilson's interval is made."""
    z = 1.959963984540054
    for line in report.lines:
        told = promise_share(line)
        if told is None or not told.whole or told.lower is None or told.upper is None or told.share is None:
            continue
        for limit in (told.lower, told.upper):
            if 0 < limit < 1:
                assert isclose(abs(told.share - limit), z * sqrt(limit * (1 - limit) / told.whole), rel_tol=1e-9)
