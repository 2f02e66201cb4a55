"""Whatever people write in free words anywhere, none of it reaches the committee's paper."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import count
from uuid import UUID

import pypdfium2

from incident_tracker.domain.capture.deescalation import Deescalation, Resolved, TechniqueEffect, TechniqueStep
from incident_tracker.domain.capture.drafts import IncidentDraft
from incident_tracker.domain.capture.help_calls import HelpCall, PoliceDecision
from incident_tracker.domain.capture.incidents import Completion, Incident
from incident_tracker.domain.capture.parties import AffectedPerson, PersonOfConcern
from incident_tracker.domain.capture.severity import Severity
from incident_tracker.domain.capture.statutory import Loggable, LoggableAnswer, StatutoryFields
from incident_tracker.domain.clinic.access import Role
from incident_tracker.domain.learning.actions import ActionDraft, ActionStatus, Measure, Tier
from incident_tracker.domain.learning.analyses import TimelineEvent
from incident_tracker.domain.learning.factors import Evidence, Factor
from incident_tracker.domain.learning.statements import CausalStatement
from incident_tracker.domain.support.learning_items import accept_item
from incident_tracker.ports.context import Context
from incident_tracker.usecases.capture.incidents import add_addendum
from incident_tracker.usecases.capture.review import start_review
from incident_tracker.usecases.clinic.accounts import add_user
from incident_tracker.usecases.clinic.people import add_person
from incident_tracker.usecases.clinic.sites import add_desk, add_phone_line
from incident_tracker.usecases.learning.actions import assign_action, end_action
from incident_tracker.usecases.learning.analyses import open_analysis, save_analysis
from incident_tracker.usecases.oversight.denominators import MonthFigures
from incident_tracker.usecases.oversight.monthly_report import print_monthly_report
from incident_tracker.usecases.support.cases import log_incident_with_support
from incident_tracker.usecases.support.completing import complete_incident
from incident_tracker.usecases.support.debriefs import choose_outside_facilitator, plan_debrief
from tests.one_month import enter_month
from tests.storage_fixtures import HARBOUR, ROSA, Clinic, keep
from tests.why_trees import grown

LEAST_CANARIES = 60


class Canaries:
    """Hands out words that stand nowhere else, and remembers them."""

    def __init__(self) -> None:
        self.words: list[str] = []
        self._numbers: Iterator[int] = count(1)

    def __call__(self) -> str:
        self.words.append(f"Zebrafinch{next(self._numbers):02d}")
        return self.words[-1]


def test_no_free_word_reaches_the_paper(clinic: Clinic) -> None:
    word, maria, ada = Canaries(), clinic.as_role(Role.MANAGER), clinic.as_role(Role.ADMINISTRATOR)
    colleague = add_person(maria, word(), "nurse", HARBOUR.id)
    add_desk(maria, HARBOUR.id, word())
    add_phone_line(maria, HARBOUR.id, word())
    add_user(ada, word(), Role.RECEPTION, reason="A new colleague at the desk begins.", sites=frozenset({HARBOUR.id}))
    enter_month(maria, HARBOUR.id, "2026-02", MonthFigures(visits=1000, source=word()))
    incidents = [_incident(maria, clinic, word, number) for number in range(4)]
    _support(clinic, maria, incidents[0], word)
    _learn(maria, incidents[1], word, colleague.name)
    clinic.clock.advance(timedelta(days=3))
    assert len(word.words) >= LEAST_CANARIES
    for month, language in (("2026-02", "en"), ("2026-02", "es"), ("2026-03", "en")):
        printed = print_monthly_report(clinic.as_role(Role.COMMITTEE), month, language=language)
        text = _text(printed.pdf)
        found = [canary for canary in word.words if canary.lower() in text]
        assert found == [], (month, language)
        assert not any(person.lower() in text for person in ("rosa reception", "maria manager", "patient-77"))


def _incident(maria: Context, clinic: Clinic, word: Canaries, number: int) -> Incident:
    draft = IncidentDraft(
        occurred_at=clinic.clock() - timedelta(days=5 + number),
        site_id=HARBOUR.id,
        channel="in_person_desk",
        kind="threat",
        severity=Severity.THREAT,
        narrative=f"He said {word()} to {ROSA.name}, {word()} and MRN 5550{number}11.",
        affected=(AffectedPerson(UUID(int=0x900 + number), person_id=ROSA.id, job="receptionist"),),
    )
    logged = log_incident_with_support(maria, draft).incident
    details = replace(
        logged.details,
        person_of_concern=PersonOfConcern(local_code=f"patient-77-{word()}"),
        help_call=HelpCall(how=word(), who_came=word()),
        police=PoliceDecision(True, "credible_threat", decided_by_role=word(), disclosure_basis=word()),
        security_called=True,
        factors=("ACC3",),
        deescalation=Deescalation(
            triggers=("wait_on_phone",),
            steps=(TechniqueStep("lowered_pace", TechniqueEffect.CALMER, by=word()),),
            outcome="at_desk",
            resolved=Resolved.NO,
        ),
        statutory=StatutoryFields(
            loggable=LoggableAnswer(Loggable.YES, reason=word()),
            security_or_police_response=word(),
            protective_actions=word(),
            completed_by_name=word(),
            completed_by_title=word(),
        ),
    )
    completed = complete_incident(maria, logged.id, Completion(details), logged.version)
    add_addendum(maria, logged.id, f"Later {word()} came back.")
    return start_review(maria, logged.id, completed.version) if number else completed


def _support(clinic: Clinic, maria: Context, incident: Incident, word: Canaries) -> None:
    debrief = plan_debrief(maria, incident.id)
    item = accept_item(
        id=UUID(int=0x77),
        debrief_id=debrief.id,
        site_id=HARBOUR.id,
        factor="ACC3",
        text=f"The board said {word()}.",
        noted_at=clinic.clock(),
    )
    with clinic.store.write() as unit:
        unit.learning_items.add_many([item])
        keep(unit)
    choose_outside_facilitator(maria, debrief.id, debrief.version, word())


def _learn(maria: Context, incident: Incident, word: Canaries, colleague: str) -> None:
    opened = open_analysis(maria, (incident.id,), f"Why was {word()} angry?")
    tree = grown((), UUID(int=1), None, word())
    written = replace(
        opened,
        timeline=(TimelineEvent(UUID(int=3), datetime(2026, 2, 20, 16, tzinfo=UTC), word(), word()),),
        whys=grown(tree, UUID(int=2), UUID(int=1), word()),
        factors=(Factor("STF1", Evidence.MEASURED),),
        statements=(CausalStatement(UUID(int=4), word(), word(), word()),),
        equity_view=word(),
        staff_view=word(),
        patient_view=word(),
    )
    save_analysis(maria, written, opened.version)
    for text in (f"{word()} sits with {ROSA.name}", f"{word()} asks {colleague}", f"Call {word()} at 555-0142"):
        draft = ActionDraft(
            text,
            ROSA.id,
            date(2026, 3, 20),
            Tier.WEAKER,
            "training",
            analysis_id=opened.id,
            factor="ACC3",
            measure=Measure(word(), word(), 50.0, date(2026, 4, 20)),
        )
        action = assign_action(maria, draft, HARBOUR.id)
        end_action(maria, action.id, ActionStatus.DONE, word(), action.version)


def _text(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return "\n".join(page.get_textpage().get_text_range() for page in document).lower()
    finally:
        document.close()
