"""Coded terms: read, add, reword, retire; nothing is ever deleted."""

from dataclasses import replace
from datetime import date

from incident_tracker.domain.clinic.access import Permission
from incident_tracker.domain.clinic.sites import accept_name
from incident_tracker.domain.clinic.vocabulary import Term
from incident_tracker.domain.errors import Reason, Refused
from incident_tracker.ports.context import Area
from incident_tracker.usecases.gate import Work, needs


@needs(Permission.SEE_CLINIC)
def list_terms(work: Work, vocabulary: str | None = None) -> tuple[Term, ...]:
    """The terms of one vocabulary, or of all, in their order; retired ones too, since old records use them."""
    return work.unit.terms.all(vocabulary)


@needs(Permission.CHANGE_SETTINGS, writes=True, changes={Area.CLINIC})
def add_term(work: Work, vocabulary: str, code: str, label: str, *, reason: str, label_es: str = "") -> Term:
    """A new term of the clinic. Errors: Refused at `code`, `label` or `reason`."""
    work.require_reason(reason)
    present = work.unit.terms.all(vocabulary)
    if any(term.code == code for term in present):
        raise Refused(Reason.NAME_TAKEN, "code")
    if not code.isidentifier() or not code.isascii():
        raise Refused(Reason.UNKNOWN_TERM, "code")
    position = max((term.position for term in present), default=-1) + 1
    term = Term(vocabulary, code, accept_name(label, "label"), label_es, source="clinic", position=position)
    work.unit.terms.add(term)
    work.record("created", "term", None, after=term)
    return term


@needs(Permission.CHANGE_SETTINGS, writes=True, changes={Area.CLINIC})
def retire_term(work: Work, vocabulary: str, code: str, last_day: date, *, reason: str) -> Term:
    """Stop offering a term after `last_day`; records that use it keep it. Errors: NotFound, Refused at `reason`."""
    work.require_reason(reason)
    saved = work.unit.terms.save(replace(work.unit.terms.get(vocabulary, code), valid_to=last_day))
    work.record("retired", "term", None, after=saved)
    return saved
