"""The lines of the clinic's table for the police: added and changed with a reason. Retired and ordered as words are."""

from dataclasses import replace

from incident_tracker.domain.clinic.access import Permission
from incident_tracker.domain.clinic.police_table import POLICE, PoliceLine, changed_line, new_line
from incident_tracker.domain.clinic.vocabulary import Term
from incident_tracker.ports.context import Area
from incident_tracker.usecases.clinic.days import today
from incident_tracker.usecases.gate import Work, needs


@needs(Permission.CHANGE_SETTINGS, writes=True, changes={Area.CLINIC})
def add_police_line(work: Work, said: PoliceLine, *, reason: str) -> Term:
    """A line of the clinic's own. Errors: Refused at `label`, `advice`, `advice_es` or `reason`."""
    work.require_reason(reason)
    term = new_line(work.unit.terms.all(POLICE), said, today(work))
    work.unit.terms.add(term)
    work.record("created", "term", None, after=term)
    return term


@needs(Permission.CHANGE_SETTINGS, writes=True, changes={Area.CLINIC})
def change_police_line(work: Work, term: Term, said: PoliceLine, *, reason: str) -> Term:
    """Another answer for a situation, and what to do. Errors: as `add_police_line`, NotFound, ChangedMeanwhile."""
    work.require_reason(reason)
    now = work.unit.terms.get(POLICE, term.code)
    wanted = changed_line(replace(now, version=term.version), work.unit.terms.all(POLICE), said, today(work))
    saved = work.unit.terms.save(wanted)
    work.record("changed", "term", None, after=saved)
    return saved
