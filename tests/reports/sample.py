"""Invented records that show what the documents look like: months full, empty, small and very long; one incident."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

from incident_tracker.labels.capture.telling import AddendumTold, IncidentTold
from incident_tracker.reports.incident_sheet import IncidentSheet
from incident_tracker.reports.month_standing import provisional
from incident_tracker.reports.monthly import (
    Actions,
    Cause,
    Causes,
    Counts,
    DataQuality,
    DeescalationFigures,
    MonthlyReport,
    PoliceSecurity,
    Reviews,
)
from incident_tracker.reports.not_recorded import NotRecorded
from incident_tracker.reports.settled import MonthStanding, Settled
from incident_tracker.statistics.shares import share
from incident_tracker.wording import speaking
from tests.reports import sample_course, sample_groups
from tests.reports import sample_parts as parts

MONTH = date(2026, 10, 1)
CLOSES_ON = date(2026, 11, 10)
YEAR = "November 2025 to October 2026"
MADE_AT = datetime(2026, 11, 3, 9, 5, tzinfo=timezone(timedelta(hours=-8)))
SEAL = "a3f09c1b77de41c2905b"


def full_month(language: str = "en", serious_rows: int = 6) -> MonthlyReport:
    """A month of a busy clinic with something in every part; part 3 gets `serious_rows` lines."""
    with speaking(language):
        return replace(
            empty_month(language),
            made_at=MADE_AT,
            standing=MonthStanding(Settled.CLOSED, CLOSES_ON, date(2026, 11, 12), "Since then, 1 more was reported."),
            audit_head=SEAL,
            counts=parts.counts(),
            course=sample_course.course(),
            serious=tuple(parts.serious(number) for number in range(serious_rows)),
            causes=parts.causes(),
            deescalation=parts.deescalation(),
            police_security=parts.police_security(),
            equity=sample_groups.equity(),
            debriefs=parts.debriefs(),
            year=parts.year(),
            uptake=parts.uptake(),
            reviews=parts.reviews(),
            actions=parts.actions(),
            statutory_log=parts.statutory_log(7, 49, 1),
            data_quality=parts.data_quality(),
            you_said_we_did=parts.you_said_we_did(),
        )


def empty_month(language: str = "en") -> MonthlyReport:
    """A month in which nothing was reported, at a clinic that has just begun."""
    with speaking(language):
        return MonthlyReport(
            site="Riverside Community Clinic (invented)",
            month=MONTH,
            is_over=True,
            standing=provisional(CLOSES_ON),
            made_at=datetime(2026, 11, 3, 17, 5, tzinfo=UTC),
            made_by="the safety manager",
            audit_head="",
            invented=True,
            counts=Counts(0, 0, (), (), (), None, "", ""),
            course=sample_course.no_course(),
            serious=(),
            causes=Causes((), (), 0, YEAR),
            deescalation=DeescalationFigures(share(0, 0), share(0, 0), 0, share(0, 0), 0, 0, (), YEAR),
            police_security=PoliceSecurity(0, 0, ()),
            equity=NotRecorded.PATIENT_GROUPS,
            debriefs=None,
            year=None,
            uptake=None,
            reviews=Reviews((), ()),
            actions=Actions((), 0, 0, 0, 0, 0),
            statutory_log=parts.statutory_log(0, 0, 0),
            data_quality=DataQuality((), "Visits are missing for: Riverside.", ("Riverside",), None),
            you_said_we_did=(),
        )


def one_incident(language: str = "en") -> MonthlyReport:
    """A month with a single threat by telephone, most of its support still to come."""
    with speaking(language):
        return replace(
            empty_month(language),
            made_at=MADE_AT,
            audit_head=SEAL,
            counts=parts.one_count(),
            serious=(parts.serious(0),),
            causes=Causes((Cause("appointment canceled by the clinic", 1),), (), 1, YEAR),
            debriefs=parts.one_debrief(),
            year=None,
            statutory_log=parts.statutory_log(0, 0, 1),
        )


def incident_sheet(narrative: str = "") -> IncidentSheet:
    """An invented incident on paper; `narrative` replaces the account, to try other texts."""
    return IncidentSheet(
        site="Riverside Community Clinic (invented)",
        made_at=MADE_AT,
        made_by="reception supervisor",
        told=IncidentTold(
            reference="RV-26-04127",
            kind="threat",
            level="3 · threat",
            status="In review",
            occurred="October 6, 2026, about 10:15",
            head=(("How it reached us", "telephone"), ("Written down by", "Ada Moreno")),
            narrative=narrative or "The caller had been moved twice. He shouted that he would come and “sort us out”.",
            addenda=(
                AddendumTold(
                    "Added November 3, 2026, 09:05 by reception supervisor",
                    "The caller has been offered Thursday at 9:00.",
                ),
            ),
            known=(
                (
                    "Who was affected",
                    "call-center agent: Targeted, distress 6 of 10, felt threatened, would like: a break",
                ),
                ("Trigger", "appointment canceled by the clinic"),
                ("Warning signs", "voice louder and faster, the same demand repeated"),
                (
                    "What was tried",
                    "1. slowed down and summed up – the same\n2. promised a call back at a time – calmer",
                ),
                ("How it ended", "call ended politely; supervisor rang back at 11:00"),
                ("Police called", "No"),
            ),
            life=(("October 6, 2026, 10:30", "Written down"), ("October 7, 2026, 08:40", "In review")),
        ),
        support=(
            ("A debrief was held", "October 8, 2026, 14:00"),
            ("Ask again after a month", "by November 5, 2026, to do"),
        ),
        causes=("Root cause analysis RV-26-A012, open",),
        audit_head=SEAL,
    )
