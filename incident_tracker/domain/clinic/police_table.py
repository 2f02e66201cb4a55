"""The clinic's table for the police: what is done in which situation, decided beforehand and the same for everyone.

A line is a term of the vocabulary `police_criterion`; its crosswalk says the answer, its definition what to do.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from incident_tracker.domain.clinic.sites import accept_name
from incident_tracker.domain.clinic.vocabulary import CLINIC, Term, code_of
from incident_tracker.domain.errors import Reason, Refused
from incident_tracker.domain.searching import folded

POLICE = "police_criterion"
"""The vocabulary whose terms are the lines of the table."""

ANSWER = "answer"
LONGEST_ADVICE = 300


class PoliceAnswer(StrEnum):
    """What the table says for a situation, from calling at once to not calling."""

    CALL = "call"
    SECOND_PERSON = "second_person"
    ALTERNATIVES_FIRST = "alternatives_first"
    CLINICAL = "clinical"
    DO_NOT_CALL = "do_not_call"
    REVIEW = "review"


@dataclass(frozen=True, slots=True)
class PoliceLine:
    """What a line says: the situation, the answer, and what to do, in English and Spanish."""

    label: str
    answer: PoliceAnswer
    label_es: str = ""
    advice: str = ""
    advice_es: str = ""


def answer_of(term: Term) -> PoliceAnswer | None:
    """What the table says for this situation; None for one that says nothing."""
    said = term.crosswalk.get(ANSWER, "")
    return PoliceAnswer(said) if said in set(PoliceAnswer) else None


def accept_police_answer(code: str) -> PoliceAnswer:
    """The answer with this code. Errors: Refused at `answer`."""
    try:
        return PoliceAnswer(code)
    except ValueError:
        raise Refused(Reason.UNKNOWN_TERM, "answer", term=code) from None


def police_line(term: Term) -> PoliceLine:
    """What a line of the table says now."""
    answer = answer_of(term) or PoliceAnswer.REVIEW
    return PoliceLine(term.label, answer, term.label_es, term.definition, term.definition_es)


def new_line(present: Sequence[Term], said: PoliceLine, today: date) -> Term:
    """A line of the clinic's own at the end of the table, whose lines are `present`.

    Errors: Refused at `label` or `advice`.
    """
    _check_free(present, said.label, "", today)
    position = max((term.position for term in present), default=-1) + 1
    code = code_of(said.label, {term.code for term in present})
    return _with(Term(POLICE, code, accept_name(said.label, "label"), source=CLINIC, position=position), said)


def changed_line(term: Term, present: Sequence[Term], said: PoliceLine, today: date) -> Term:
    """The line with another answer, and with other words if the clinic added it. It is the clinic's own then.

    Decisions on record keep the answer that was noted with them. Errors: Refused at `label` for a taken one, and for
    another situation in a line that came with the program, because records have it.
    """
    if term.source != CLINIC and (said.label, said.label_es) != (term.label, term.label_es):
        raise Refused(Reason.NOT_OURS_TO_CHANGE, "label")
    _check_free(present, said.label, term.code, today)
    after = _with(replace(term, label=accept_name(said.label, "label")), said)
    return after if after == term else replace(after, source=CLINIC)


def by_answer(terms: Sequence[Term]) -> Mapping[PoliceAnswer, tuple[Term, ...]]:
    """The lines under their answers, from calling at once to not calling; answers without a line are left out."""
    found = {answer: tuple(term for term in terms if answer_of(term) is answer) for answer in PoliceAnswer}
    return {answer: lines for answer, lines in found.items() if lines}


def _with(term: Term, said: PoliceLine) -> Term:
    advice, advice_es = (" ".join(text.split()) for text in (said.advice, said.advice_es))
    for field, text in (("advice", advice), ("advice_es", advice_es)):
        if len(text) > LONGEST_ADVICE:
            raise Refused(Reason.TOO_LONG, field, most=LONGEST_ADVICE)
    return replace(
        term,
        label_es=" ".join(said.label_es.split()),
        definition=advice,
        definition_es=advice_es,
        crosswalk={**term.crosswalk, ANSWER: said.answer.value},
    )


def _check_free(present: Sequence[Term], label: str, code: str, today: date) -> None:
    if any(term.code != code and folded(term.label) == folded(label) and term.valid_on(today) for term in present):
        raise Refused(Reason.NAME_TAKEN, "label")
