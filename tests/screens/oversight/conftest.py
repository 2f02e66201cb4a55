"""A clinic with two years of reports behind it, and what the pages of oversight need to be tried one by one."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID

import pytest
from pytestqt.qtbot import QtBot

from incident_tracker.demo.archive import store_many
from incident_tracker.domain.capture.deescalation import Deescalation, TechniqueEffect, TechniqueStep
from incident_tracker.domain.capture.drafts import IncidentDraft
from incident_tracker.domain.capture.incidents import Incident, accept
from incident_tracker.domain.capture.severity import Severity
from incident_tracker.domain.clinic.access import Role
from incident_tracker.domain.oversight import months
from incident_tracker.usecases.oversight.denominators import MonthEntry, MonthFigures, enter_months
from tests.storage_fixtures import HARBOUR, USERS, Clinic
from ui.page import Page
from ui.runner import Runner

MONTHS = months.between("2024-03", "2026-02")
"""The months with reports; the clinic's clock stands in March 2026."""


@pytest.fixture
def lived_in(clinic: Clinic) -> Clinic:
    """Four to nine reports a month over two years, every third of them serious; no visits entered yet."""
    store_many(clinic.as_role(Role.MANAGER), [_incident(number, month, day) for number, (month, day) in _days()])
    return clinic


@pytest.fixture
def with_visits(lived_in: Clinic) -> Clinic:
    """The same with the visits of every month."""
    entries = [MonthEntry(month, MonthFigures(visits=1500 + 40 * place)) for place, month in enumerate(MONTHS)]
    enter_months(lived_in.as_role(Role.MANAGER), HARBOUR.id, entries)
    return lived_in


@pytest.fixture
def show(qtbot: QtBot, runner: Runner) -> Callable[..., None]:
    """Shows a page as the shell does, and waits until everything that it asked for has come."""

    def show(page: Page, argument: object = None) -> None:
        qtbot.addWidget(page)
        page.resize(1000, 760)
        page.show()
        page.open(argument)
        qtbot.waitUntil(lambda: runner.is_quiet)

    return show


def _days() -> list[tuple[int, tuple[str, int]]]:
    days = [(month, day) for place, month in enumerate(MONTHS) for day in range(2, 6 + place * 7 % 6)]
    return list(enumerate(days))


def _incident(number: int, month: str, day: int) -> Incident:
    draft = IncidentDraft(
        occurred_at=datetime(int(month[:4]), int(month[5:]), day, 17 + day % 3, tzinfo=UTC),
        site_id=HARBOUR.id,
        channel="phone_in" if number % 2 else "in_person_desk",
        kind="threat",
        severity=Severity.THREAT if number % 3 == 0 else Severity.HOSTILE,
    )
    incident = accept(
        draft,
        id=UUID(int=0x9000 + number),
        ref="",
        now=datetime(2026, 3, 1, tzinfo=UTC),
        logged_by=USERS[Role.MANAGER].id,
        time_zone=HARBOUR.zone,
    )
    course = Deescalation(triggers=("wait_on_phone",), steps=(TechniqueStep("lowered_pace", TechniqueEffect.CALMER),))
    details = replace(incident.details, factors=("ACC3",) if number % 2 else ("ACC2",), deescalation=course)
    return replace(incident, details=details)
