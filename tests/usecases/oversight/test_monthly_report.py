"""The committee's report from real records: true figures, no names, and the same numbers on paper."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pypdfium2
import pytest
from sqlalchemy import Engine, event

from incident_tracker.domain.capture.deescalation import Deescalation, Resolved, TechniqueEffect, TechniqueStep
from incident_tracker.domain.capture.drafts import IncidentDraft
from incident_tracker.domain.capture.help_calls import PoliceDecision
from incident_tracker.domain.capture.incidents import Completion
from incident_tracker.domain.capture.parties import AffectedPerson
from incident_tracker.domain.capture.severity import Severity
from incident_tracker.domain.clinic.access import Role
from incident_tracker.domain.errors import NotAllowed, Refused
from incident_tracker.usecases.capture.review import start_review
from incident_tracker.usecases.oversight.monthly_report import compile_monthly_report, print_monthly_report
from incident_tracker.usecases.support.cases import log_incident_with_support
from incident_tracker.usecases.support.completing import complete_incident
from tests.storage_fixtures import HARBOUR, ROSA, Clinic

CANARY = "zebrafinch said by nobody"


@pytest.fixture
def lived_in(clinic: Clinic) -> Clinic:
    """February holds two reports, one of them serious; March one."""
    maria = clinic.as_role(Role.MANAGER)
    for days, severity in ((12, Severity.THREAT), (10, Severity.HOSTILE), (0, Severity.HOSTILE)):
        draft = IncidentDraft(
            occurred_at=clinic.clock() - timedelta(days=days, hours=1),
            site_id=HARBOUR.id,
            channel="phone_in",
            kind="threat",
            severity=severity,
            narrative=CANARY,
            affected=(AffectedPerson(UUID(int=0x900 + days), person_id=ROSA.id, job="receptionist"),),
        )
        logged = log_incident_with_support(maria, draft).incident
        details = replace(
            logged.details,
            deescalation=Deescalation(
                triggers=("wait_on_phone",),
                steps=(TechniqueStep("lowered_pace", TechniqueEffect.CALMER),),
                outcome="at_desk",
                resolved=Resolved.YES,
            ),
            factors=("ACC3",),
            police=PoliceDecision(True, "credible_threat") if severity is Severity.THREAT else None,
        )
        completed = complete_incident(maria, logged.id, Completion(details), logged.version)
        if severity is Severity.THREAT:
            start_review(maria, logged.id, completed.version)
    return clinic


def test_the_figures_are_those_of_the_month(lived_in: Clinic) -> None:
    report = compile_monthly_report(lived_in.as_role(Role.COMMITTEE), "2026-02")
    assert report.counts.incidents == 2
    assert [row.this_month for row in report.counts.by_level] == [0, 1, 0, 1, 0, 0, 0, 0]
    assert [(row.level, row.kind) for row in report.serious] == [(3, "Threat")]
    assert [(cause.label, cause.count) for cause in report.causes.factors] == [("Phone hold, menu or lost call", 2)]
    assert report.deescalation is not None
    assert (report.deescalation.resolved.part, report.deescalation.resolved.whole) == (2, 2)
    assert report.police_security is not None
    assert report.police_security.police == 1
    assert report.uptake is not None
    assert (report.uptake.taken_up.part, report.uptake.waiting) == (1, 1)
    assert report.debriefs is not None
    assert report.audit_head


def test_no_name_no_narrative_and_no_reference_reach_the_paper(lived_in: Clinic) -> None:
    printed = print_monthly_report(lived_in.as_role(Role.COMMITTEE), "2026-02")
    document = pypdfium2.PdfDocument(printed.pdf)
    text = "\n".join(page.get_textpage().get_text_range() for page in document)
    assert "February 2026" in text
    with lived_in.store.read() as unit:
        names = [person.name for person in unit.people.all()]
        acts = [entry.act for entry in unit.audit.entries()]
    for secret in ("zebrafinch", "-2026-", "Rosa", *names):
        assert secret not in text
    assert acts[-1] == "printed"


def test_the_report_speaks_spanish(lived_in: Clinic) -> None:
    printed = print_monthly_report(lived_in.as_role(Role.MANAGER), "2026-02", language="es")
    first = pypdfium2.PdfDocument(printed.pdf)[0].get_textpage().get_text_range()
    assert "febrero de 2026" in first


@pytest.mark.parametrize("month", ["2026-04", "2026-13", "soon"])
def test_a_month_that_is_none_or_still_to_come_is_refused(clinic: Clinic, month: str) -> None:
    with pytest.raises(Refused) as refused:
        compile_monthly_report(clinic.as_role(Role.MANAGER), month)
    assert refused.value.field == "month"


def test_an_empty_month_is_a_report_too(clinic: Clinic) -> None:
    printed = print_monthly_report(clinic.as_role(Role.MANAGER), "2026-02", HARBOUR.id)
    assert pypdfium2.PdfDocument(printed.pdf)[0].get_textpage().get_text_range()


@pytest.mark.parametrize("role", [Role.RECEPTION, Role.ADMINISTRATOR, Role.PRIVACY])
def test_who_may_not_read_it(clinic: Clinic, role: Role) -> None:
    with pytest.raises(NotAllowed):
        print_monthly_report(clinic.as_role(role), "2026-02")


def test_more_serious_reports_do_not_mean_more_questions_to_the_database(clinic: Clinic) -> None:
    asked: list[str] = []

    def note(_conn: object, _cursor: object, statement: str, *_rest: object) -> None:
        asked.append(statement)

    def questions() -> int:
        asked.clear()
        event.listen(Engine, "before_cursor_execute", note)
        try:
            compile_monthly_report(clinic.as_role(Role.COMMITTEE), "2026-03")
        finally:
            event.remove(Engine, "before_cursor_execute", note)
        return len(asked)

    draft = IncidentDraft(
        occurred_at=clinic.clock(), site_id=HARBOUR.id, channel="phone_in", kind="threat", severity=Severity.THREAT
    )
    log_incident_with_support(clinic.as_role(Role.RECEPTION), draft)
    one = questions()
    for _n in range(6):
        log_incident_with_support(clinic.as_role(Role.RECEPTION), draft)
    assert questions() == one
