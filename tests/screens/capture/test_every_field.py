"""Every field of the details of an incident is told, asked, exported, taken from files and counted, or stands here.

A new field fails these tests until each place serves it; what is not served has its reason. A line whose field is
served by now fails as well, so the lists only get shorter.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict, fields, is_dataclass, replace
from datetime import UTC
from typing import get_args, get_type_hints
from uuid import UUID

import pytest
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLabel, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from incident_tracker.cli.answers import plain
from incident_tracker.cli.incident_file import details_from
from incident_tracker.domain.capture.drafts import IncidentDraft
from incident_tracker.domain.capture.incidents import Details, Incident, accept
from incident_tracker.domain.capture.severity import Severity
from incident_tracker.domain.capture.tallies import tallies
from incident_tracker.domain.capture.terms_used import check_terms
from incident_tracker.domain.clinic.access import Role
from incident_tracker.domain.columns import RecordColumn, Surface, columns_of, columns_on
from incident_tracker.domain.errors import Reason, Refused
from incident_tracker.labels.capture.details import details_facts, part_text
from incident_tracker.labels.facts import MomentFormats
from incident_tracker.ports.context import Context
from incident_tracker.usecases.capture.exporting import told_in_a_row
from tests.storage_fixtures import HILL, HILL_DESK, USERS, Clinic
from tests.whole_incident import DRAFT, WHOLE, differing, leaves
from ui.capture.complete_form import CompleteForm
from ui.capture.quick_fields import QuickFields
from ui.clinic_choices import read_clinic
from ui.page import PageDesk

PATHS = [path for path, _value in leaves(WHOLE)]
MOMENTS = MomentFormats(str, str, str)

NOT_TOLD = {
    "affected.id": "tells two of one name apart for the program; nobody reads it",
    "phone.direction": "the channel tells it; here it may be no more than the usual one",
}
NOT_ASKED = {
    "affected.id": "the program gives it",
    "affected.job": "follows from the member of staff who is chosen",
    "affected.told_by_others": "follows from “Someone told me this” in the quick form",
    "phone.direction": "follows from the channel",
    "statutory.loggable.by": "the program notes who answers",
    "statutory.loggable.at": "the program notes when it is answered",
    "statutory.loggable.law_version": "the program knows the version",
}
NOT_ASKED_QUICKLY = {
    "place": "asked in the long form",
    "alone": "asked in the long form",
    "phone.direction": "follows from the channel",
    "affected.id": "the program gives it",
    "affected.role": "asked in the long form",
    "affected.person_id": "the person who was at the desk",
    "affected.job": "follows from the member of staff who is chosen",
    "affected.distress": "asked in the long form",
    "affected.felt_threatened": "asked in the long form",
    "affected.need": "asked in the long form",
    "affected.told_by_others": "follows from “Someone told me this”",
}
_ONE_BY_ONE = "a matter of one record, never of a month"
_NOT_COUNTED_PARTS = {
    "affected": "of harm the worst to anyone is counted, once for an incident",
    "person_of_concern": "a repeat raises the tier of support; people are not counted",
    "phone.direction": "the channel is counted",
    "phone.recording": _ONE_BY_ONE,
    "phone.recording_place": _ONE_BY_ONE,
    "weapon": "it raises the tier of support; the kind of the incident is what is counted",
    "alone": "it raises the tier of support",
    "help_call.how": _ONE_BY_ONE,
    "help_call.who_came": _ONE_BY_ONE,
    "duration_minutes": _ONE_BY_ONE,
    "police": "calls, what was tried and told, and whether it was for a clinician are counted; the rest is read",
    "statutory": "only the answer is counted; the log has its own book",
    "deescalation.steps.by": _ONE_BY_ONE,
    "deescalation.steps.minute": _ONE_BY_ONE,
}
COUNTED_OF_THEM = dict.fromkeys(
    (
        "police.called",
        "police.alternatives_tried",
        "police.could_be_handled_clinically",
        "police.information_disclosed",
        "statutory.loggable.answer",
    ),
    "counted, though the rest of the part is not",
)
NOT_EXPORTED = {
    "affected.id": "tells two of one name apart for the program; the file names the person",
}
NOT_TAKEN = {
    "affected.id": "the program gives it",
    "statutory.loggable.by": "the program notes who answers",
    "statutory.loggable.at": "the program notes when it is answered",
    "statutory.loggable.law_version": "the program knows the version",
}


@pytest.fixture
def names(clinic: Clinic) -> object:
    return replace(read_clinic(clinic.as_role(Role.MANAGER)), accounts={USERS[Role.MANAGER].id: "Maria Manager"})


def unserved(says: Callable[[Details], object]) -> set[str]:
    """The fields that make no difference to what is said."""
    whole = says(WHOLE)
    return {path for path in PATHS if says(differing(WHOLE, path)) == whole}


def incident(details: Details) -> Incident:
    assert DRAFT.occurred_at is not None
    logged_by = USERS[Role.RECEPTION].id
    accepted = accept(
        DRAFT, id=UUID(int=1), ref="R", now=DRAFT.occurred_at, logged_by=logged_by, time_zone="America/Los_Angeles"
    )
    return replace(accepted, details=details)


def within(paths: Iterable[str], parts: Mapping[str, str]) -> set[str]:
    return {path for path in paths if any(path == part or path.startswith(f"{part}.") for part in parts)}


def test_the_whole_incident_leaves_nothing_out() -> None:
    """What stands at its default in it would be tried by none of these tests."""
    untouched = [part.name for part in fields(Details) if getattr(WHOLE, part.name) == getattr(Details(), part.name)]
    empty = [path for path, value in leaves(WHOLE) if value in ("", (), None)]

    assert untouched == empty == []


def test_every_field_is_told(names: object) -> None:
    """The window, paper and the command line show what is told here."""
    assert unserved(lambda details: details_facts(details, names, MOMENTS)) == set(NOT_TOLD)
    assert all(part_text(part.name) for part in fields(Details))


def test_every_field_is_asked(qtbot: QtBot, desk: PageDesk, names: object) -> None:
    form = CompleteForm(desk)
    qtbot.addWidget(form)
    form.offer(names)

    def shown(details: Details) -> list[object]:
        for panel in form.panels:
            panel.show_details(details)
        return [state(one) for panel in form.panels for one in panel.findChildren(QWidget) if one.isVisibleTo(panel)]

    assert unserved(shown) == set(NOT_ASKED)


def test_every_field_of_the_quick_form_is_asked(qtbot: QtBot, desk: PageDesk, names: object) -> None:
    form = QuickFields(desk.now, desk.zone, None)
    qtbot.addWidget(form)
    form.offer(names, None, (None, None))
    draft = replace(DRAFT, severity=Severity.PHYSICAL)  # so that all its questions matter

    def shown(draft: IncidentDraft) -> list[object]:
        form.show_draft(draft)
        return [state(one) for one in form.findChildren(QWidget) if one.isVisibleTo(form)]

    whole = shown(draft)
    elsewhere = replace(draft, site_id=HILL.id, desk_id=HILL_DESK.id)  # a place that there is not stays the one before
    unasked = {path for path, _value in leaves(draft) if shown(differing(draft, path)) == whole}

    assert unasked - {"site_id", "desk_id"} == set(NOT_ASKED_QUICKLY)
    assert shown(elsewhere) != whole


def state(widget: QWidget) -> object:
    """What a field says at this moment."""
    match widget:
        case QComboBox():
            return widget.currentIndex(), widget.currentText()
        case QAbstractButton():
            return widget.isChecked(), widget.text()
        case QLineEdit() | QLabel():
            return widget.text()
        case QPlainTextEdit():
            return widget.toPlainText()
        case _:
            return None


def test_every_field_is_counted_or_the_reason_is_known() -> None:
    uncounted = unserved(lambda details: tallies(incident(details)))

    assert uncounted == within(PATHS, _NOT_COUNTED_PARTS) - within(PATHS, COUNTED_OF_THEM)


def test_every_field_is_exported() -> None:
    columns = columns_on(Incident, Surface.EXPORT)

    def exported(details: Details) -> list[object]:
        return list(told_in_a_row(incident(details), columns, {}).values())

    assert unserved(exported) == set(NOT_EXPORTED)


def test_no_column_of_the_file_hides_another() -> None:
    names = [column.name for column in columns_of(Incident)]

    assert sorted(set(names)) == sorted(names)


def test_every_field_is_taken_from_files(ctx: Context) -> None:
    """As `show --json` gives it; `log` and `amend` read it the same way."""

    def read_back(details: Details) -> Details | str:
        said = json.loads(json.dumps(asdict(details), default=plain))
        try:
            return details_from(ctx, said, WHOLE, DRAFT.channel, UTC)
        except Refused as refused:  # "receptionist too" is no job
            return str(refused)

    assert read_back(WHOLE) == WHOLE
    assert unserved(read_back) == set(NOT_TAKEN)


def test_every_code_is_checked_against_its_vocabulary() -> None:
    """What a field states of its vocabulary is what a save asks about."""
    stated = [path for path, vocabulary in vocabularies(Details) if vocabulary]

    assert {path for path in stated if accepts_any_code(path)} == set()


def vocabularies(kind: type[object], path: str = "") -> Iterator[tuple[str, str]]:
    """The vocabulary of each field of a record, "" for what is no code."""
    for name, hint in get_type_hints(kind, include_extras=True).items():
        stated = [one for one in getattr(hint, "__metadata__", ()) if isinstance(one, RecordColumn)]
        plain_hint = getattr(hint, "__origin__", hint) if stated else hint
        inner = next((one for one in (plain_hint, *get_args(plain_hint)) if is_dataclass(one)), None)
        if isinstance(inner, type):
            yield from vocabularies(inner, f"{path}{name}.")
        else:
            yield f"{path}{name}", stated[0].vocabulary if stated else ""


def accepts_any_code(path: str) -> bool:
    """Whether a code that no vocabulary has can be saved there."""
    whole = incident(WHOLE)
    another = differing(WHOLE, path, lambda value: ("no_such_code",) if isinstance(value, tuple) else "no_such_code")
    try:
        check_terms(incident(another), lambda _vocabulary, _code: False, before=whole)
    except Refused as refused:
        return refused.reason is not Reason.UNKNOWN_TERM
    return True
