"""Invented months that show what the committee report looks like: full, empty, one incident, and very long."""

from datetime import UTC, date, datetime, timedelta, timezone

from incident_tracker.reports import sample_parts as parts
from incident_tracker.reports.monthly import Counts, MonthlyReport, SeriousIncident
from incident_tracker.wording import _, speaking

MONTH = date(2026, 10, 1)
MADE_AT = datetime(2026, 11, 3, 9, 5, tzinfo=timezone(timedelta(hours=-8)))
SEAL = "a3f09c1b77de41c2905b"


def full_month(language: str = "en", serious_rows: int = 6) -> MonthlyReport:
    """A month of a busy clinic with something in every part; part 3 gets `serious_rows` lines."""
    with speaking(language):
        return MonthlyReport(
            site=_("Riverside Community Clinic (invented)"),
            month=MONTH,
            made_at=MADE_AT,
            made_by=_("safety manager"),
            counts=parts.counts(),
            audit_head=SEAL,
            invented=True,
            serious=tuple(parts.serious(number) for number in range(serious_rows)),
            causes=parts.causes(),
            deescalation=parts.deescalation(),
            police_security=parts.police_security(),
            equity=parts.equity(),
            debriefs=parts.debriefs(),
            feedback=parts.feedback(),
            reviews=parts.reviews(),
            actions=parts.actions(),
            statutory_log=parts.statutory_log(),
            data_quality=parts.data_quality(),
            you_said_we_did=parts.you_said_we_did(),
        )


def empty_month(language: str = "en") -> MonthlyReport:
    """A month in which nothing was reported, at a clinic that has just begun."""
    with speaking(language):
        return MonthlyReport(
            site=_("Riverside Community Clinic (invented)"),
            month=MONTH,
            made_at=datetime(2026, 11, 3, 17, 5, tzinfo=UTC),
            made_by=_("safety manager"),
            counts=Counts(0, 0),
            invented=True,
        )


def one_incident(language: str = "en") -> MonthlyReport:
    """A month with a single threat by telephone, most of its support still to come."""
    with speaking(language):
        serious: SeriousIncident = parts.serious(0)
        return MonthlyReport(
            site=_("Riverside Community Clinic (invented)"),
            month=MONTH,
            made_at=MADE_AT,
            made_by=_("safety manager"),
            counts=parts.one_count(),
            audit_head=SEAL,
            invented=True,
            serious=(serious,),
            causes=parts.one_cause(),
            debriefs=parts.one_debrief(),
        )
