"""Coded terms: read, add, reword, retire; nothing is ever deleted."""

from dataclasses import replace
from datetime import date

from incident_tracker.domain.clinic.access import Permission
from incident_tracker.domain.clinic.vocabulary import Term, new_term, offered_until, reworded
from incident_tracker.ports.context import Area
from incident_tracker.usecases.clinic.days import today
from incident_tracker.usecases.clinic.last_days import taken_away_today, until_then
from incident_tracker.usecases.gate import Work, needs


@needs(Permission.SEE_CLINIC)
def list_terms(work: Work, vocabulary: str | None = None) -> tuple[Term, ...]:
    """The terms of one vocabulary, or of all, in their order; retired ones too, since old records use them."""
    return work.unit.terms.all(vocabulary)


@needs(Permission.CHANGE_SETTINGS, writes=True, changes={Area.CLINIC})
def add_term(
    work: Work, vocabulary: str, label: str, *, reason: str, label_es: str = "", like: str | None = None
) -> Term:
    """A new term of the clinic, counted as the one with the code `like` is.

    Errors: Refused at `label`, `like`, `vocabulary` or `reason`.
    """
    work.require_reason(reason)
    present = work.unit.terms.all(vocabulary)
    term = new_term(present, vocabulary, label, label_es, like=like, today=today(work))
    work.unit.terms.add(term)
    work.record("created", "term", None, after=term)
    return term


@needs(Permission.CHANGE_SETTINGS, writes=True, changes={Area.CLINIC})
def reword_term(work: Work, term: Term, label: str, *, reason: str, label_es: str = "") -> Term:
    """Other words for a term that the clinic added itself. Errors: Refused, NotFound, ChangedMeanwhile."""
    work.require_reason(reason)
    present = work.unit.terms.all(term.vocabulary)
    now = work.unit.terms.get(term.vocabulary, term.code)  # what the caller says of its source decides nothing
    saved = work.unit.terms.save(reworded(replace(now, version=term.version), present, label, label_es))
    work.record("changed", "term", None, after=saved)
    return saved


@needs(Permission.CHANGE_SETTINGS, writes=True, changes={Area.CLINIC})
def retire_term(work: Work, vocabulary: str, code: str, last_day: date | None, *, reason: str) -> Term:
    """Stop offering a term after `last_day`, or offer it without an end again; records that use it keep it.

    Errors: NotFound, Refused at `last_day` (also for a day that has passed, but the one that was taken away today),
    `vocabulary` or `reason`.
    """
    work.require_reason(reason)
    term = work.unit.terms.get(vocabulary, code)
    had = taken_away_today(work, "term", None)
    saved = work.unit.terms.save(offered_until(term, work.unit.terms.all(vocabulary), last_day, today(work), had))
    noted = until_then(term.valid_to, last_day)
    work.record("retired" if last_day else "changed", "term", None, after=saved, facts=noted)
    return saved
