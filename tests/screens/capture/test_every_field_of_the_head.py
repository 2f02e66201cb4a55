"""Every field of an incident besides its details is told, exported, taken, corrected and counted, or stands here.

And whatever the long form shows is what it saves: a field that is shown and not read back would be lost in silence.
"""

from collections.abc import Callable, Mapping
from dataclasses import fields, replace
from datetime import date, timedelta
from uuid import UUID

import pytest
from pytestqt.qtbot import QtBot

from incident_tracker.cli.incident_file import capture_from, completion_from
from incident_tracker.domain.capture.drafts import IncidentDraft
from incident_tracker.domain.capture.incident_head import Confirmation
from incident_tracker.domain.capture.incidents import Completion, Incident, complete
from incident_tracker.domain.capture.listing import IncidentFile
from incident_tracker.domain.capture.moments import Moment, Precision
from incident_tracker.domain.capture.relief import Relief
from incident_tracker.domain.capture.severity import Severity
from incident_tracker.domain.capture.tallies import tallies
from incident_tracker.domain.clinic.access import Role
from incident_tracker.domain.clinic.sites import Desk
from incident_tracker.domain.columns import Surface, columns_on
from incident_tracker.labels.capture.telling import tell_incident
from incident_tracker.labels.clinic.names import ClinicNames
from incident_tracker.ports.context import Context
from incident_tracker.usecases.capture.exporting import told_in_a_row
from tests.screens.capture.test_every_field import MOMENTS, NOT_ASKED, PATHS, incident
from tests.storage_fixtures import ALEX, CHECK_IN, HARBOUR, MONDAY_NINE, ROSA, USERS, Clinic
from tests.whole_incident import DRAFT, LATER, WHOLE, differing, leaves
from ui.capture.complete_form import CompleteForm
from ui.clinic_choices import read_clinic
from ui.page import PageDesk

WRITTEN = replace(
    incident(WHOLE),
    confirmation=Confirmation.AWAITED,
    version=3,
    reporter_id=ROSA.id,
    duplicate_of=UUID(int=7),
    relief=Relief(LATER, USERS[Role.MANAGER].id, True, False, True, False, True),
)
"""An incident of which everything is known, and to which everything happened."""
PARTS = [path for path, _value in leaves(WRITTEN) if not path.startswith("details.")]

_ONES_OWN = "the program gives it"
NOT_TOLD = {
    "id": _ONES_OWN,
    "version": "tells the program that someone else saved meanwhile",
    "occurred_day": "the day of the moment that is told",
}
NOT_EXPORTED = {
    "id": "the reference number is the one that people and other programs use",
    "occurred_day": "the day of the moment that is in the file",
    "logged_by": "names an account; the member of staff behind it is in the file",
    "duplicate_of": "the status says that it is one; its page names the other",
}
_EACH = "a matter of one record, never of a month"
NOT_COUNTED = {
    "id": _ONES_OWN,
    "ref": _ONES_OWN,
    "occurred.at": "counted by its month, which comes from the day; hours of the week from the records themselves",
    "occurred.precision": _EACH,
    "desk_id": "the list counts by desk, no summary does",
    "confirmation": _EACH,
    "version": _EACH,
    "logged_at": _EACH,
    "logged_by": "reports are not counted by who wrote them",
    "place": "the report names it for each serious incident",
    "narrative": _EACH,
    "mode": _EACH,
    "reporter_id": "reports are not counted by who wrote them",
    "told_by_id": "reports are not counted by who told them",
    "duplicate_of": "the status is counted",
    **{f"relief.{part.name}": "counted from the records themselves in the monthly report" for part in fields(Relief)},
}
NOT_CORRECTED = {
    "id": _ONES_OWN,
    "ref": _ONES_OWN,
    "version": _ONES_OWN,
    "logged_at": _ONES_OWN,
    "logged_by": _ONES_OWN,
    "reporter_id": "follows from the account that wrote it",
    "status": "its own commands change it",
    "confirmation": "the person who told it answers",
    "site_id": "an incident at a wrong site is struck out and written again: other people lead that site",
    "occurred_day": "follows from the moment and the site",
    "mode": "how it was written down does not change afterwards",
    "told_by_id": "whom it was told by does not change afterwards",
    "duplicate_of": "given with the status",
    **{f"relief.{part.name}": "ticked right after saving, and once" for part in fields(Relief)},
}

CLOSED_DESK = Desk(UUID(int=0x6F), HARBOUR.id, "Old window", last_day=date(2026, 1, 31))
OTHERS: Mapping[str, Callable[[object], object]] = {
    "severity": lambda _level: Severity.PHYSICAL,  # a weapon was shown, so that no lower level fits
    "desk_id": lambda _desk: CLOSED_DESK.id,
}


@pytest.fixture
def names(clinic: Clinic) -> ClinicNames:
    return read_clinic(clinic.as_role(Role.MANAGER))


def unserved(says: Callable[[Incident], object]) -> set[str]:
    """The parts that make no difference to what is said."""
    whole = says(WRITTEN)
    return {path for path in PARTS if says(differing(WRITTEN, path)) == whole}


def on_record(written: Incident) -> IncidentFile:
    accounts = {user.id: user.name for user in USERS.values()}
    return IncidentFile(written, (), (), (), accounts, str(written.duplicate_of), 3)


def test_the_written_incident_leaves_nothing_out() -> None:
    assert [path for path, value in leaves(WRITTEN) if value in ("", (), None)] == []


def test_every_part_is_told(names: ClinicNames) -> None:
    assert unserved(lambda written: tell_incident(on_record(written), names, MOMENTS)) == set(NOT_TOLD)


def test_every_part_is_in_the_file_with_names() -> None:
    columns = columns_on(Incident, Surface.EXPORT)

    assert unserved(lambda written: list(told_in_a_row(written, columns, {}).values())) == set(NOT_EXPORTED)


def test_every_part_is_counted_or_the_reason_is_known() -> None:
    days = timedelta(days=31)

    def counted(written: Incident) -> Mapping[object, int]:
        day = written.occurred_day
        moved = day if day == WRITTEN.occurred_day else WRITTEN.occurred_day + days
        return tallies(replace(written, occurred_day=moved))

    assert unserved(counted) == set(NOT_COUNTED)


def test_everything_that_can_be_logged_is_taken_from_a_file(ctx: Context) -> None:
    usual = IncidentDraft()
    assert [part.name for part in fields(DRAFT) if getattr(DRAFT, part.name) == getattr(usual, part.name)] == []
    assert DRAFT.occurred_at is not None
    assert DRAFT.severity is not None

    taken, _details = capture_from(
        ctx,
        {
            "occurred_at": DRAFT.occurred_at.isoformat(),
            "precision": DRAFT.precision.value,
            "site": HARBOUR.name,
            "desk": CHECK_IN.name,
            "place": DRAFT.place,
            "channel": DRAFT.channel,
            "kind": DRAFT.kind,
            "severity": int(DRAFT.severity),
            "narrative": DRAFT.narrative,
            "told_by": ALEX.name,
        },
    )

    parts = ("affected", "phone", "weapon", "alone")  # of the details, which `test_every_field` tries
    assert replace(taken, **{part: getattr(DRAFT, part) for part in parts}) == DRAFT


def test_everything_that_can_be_corrected_is_taken_from_a_file(ctx: Context) -> None:
    at = MONDAY_NINE - timedelta(hours=2)
    taken = completion_from(
        ctx,
        WRITTEN,
        {
            "occurred_at": at.isoformat(),
            "precision": "day",
            "desk": CHECK_IN.name,
            "place": "check_in_window",
            "channel": "letter",
            "kind": "verbal_abuse",
            "severity": 1,
            "narrative": "Someone shouted.",
        },
    )

    left = {"no_desk"}  # a file that says nothing of a desk leaves it as it is
    assert {part.name for part in fields(taken) if getattr(taken, part.name) in (None, False)} == left
    assert taken.occurred == Moment(at, Precision.DAY)


def test_the_long_form_saves_what_it_shows(qtbot: QtBot, desk: PageDesk, names: ClinicNames) -> None:
    form = CompleteForm(desk)
    qtbot.addWidget(form)
    form.offer(replace(names, desks=(*names.desks, CLOSED_DESK)))
    blank = replace(WRITTEN, narrative="")
    form.show_file(on_record(blank))

    def saved(said: Incident) -> Incident:
        """What becomes of an incident when the form says what `said` does."""
        shown = Completion(
            said.details,
            narrative=said.narrative,
            occurred=said.occurred,
            desk_id=said.desk_id,
            no_desk=said.desk_id is None,
            place=said.place or "",
            channel=said.channel,
            kind=said.kind,
            severity=said.severity,
        )
        form.basics.show_completion(blank, shown)
        for panel in form.panels:
            panel.show_details(said.details)
        return complete(blank, form.completion(), time_zone="America/Los_Angeles", now=LATER)

    lost = set()
    for path in PARTS:
        varied = differing(WRITTEN, path, OTHERS.get(path))
        if value_at(saved(varied), path) != value_at(varied, path):
            lost.add(path)
    assert lost == set(NOT_CORRECTED)
    for nothing in (replace(WRITTEN, desk_id=None), replace(WRITTEN, place=None)):
        assert (saved(nothing).desk_id, saved(nothing).place) == (nothing.desk_id, nothing.place)

    lost = set()
    for path in PATHS:
        varied = differing(WRITTEN, f"details.{path}")
        if value_at(saved(varied).details, path) != value_at(varied.details, path):
            lost.add(path)
    assert lost <= set(NOT_ASKED)


def value_at(record: object, path: str) -> object:
    """What a record has at a path of `leaves`."""
    for name in path.split("."):
        record = record[0] if isinstance(record, tuple) and record else record
        record = getattr(record, name)
    return record
