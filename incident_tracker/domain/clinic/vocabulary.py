"""A coded term with its definition, source, crosswalk and validity; codes are retired, never deleted."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from incident_tracker.domain.clinic.last_days import accept_last_day, goes_on_longer
from incident_tracker.domain.clinic.sites import accept_name
from incident_tracker.domain.errors import Reason, Refused
from incident_tracker.domain.searching import folded

CLINIC = "clinic"
"""The source of a term that the clinic added itself; the words of all others come with the program."""

LONGEST_CODE = 60

_OF_THE_CLINIC = frozenset(
    {
        "action_category",
        "agency",
        "channel",
        "context",
        "factor",
        "identity_abuse",
        "information_disclosed",
        "job",
        "kind",
        "location_detail",
        "outcome",
        "police_criterion",
        "police_outcome",
        "technique",
        "trigger",
        "warning_sign",
    }
)
_COUNTED_WITH = frozenset({"action_category", "factor", "kind", "location_detail", "police_criterion", "technique"})
"""Whose terms say by their crosswalk where they belong: a level, branch, group, strength, kind of place, or answer."""

_OF_THE_LAW = frozenset({"attack_type", "circumstance", "location_class", "perpetrator", "violence_type"})


class Keeping(StrEnum):
    """Who says which terms a vocabulary has: the clinic, the law, or the rules of the program."""

    CLINIC = "clinic"
    LAW = "law"
    PROGRAM = "program"


def keeping(vocabulary: str) -> Keeping:
    """Who keeps a vocabulary; only what the clinic keeps is added to, ordered and retired by it."""
    if vocabulary in _OF_THE_CLINIC:
        return Keeping.CLINIC
    return Keeping.LAW if vocabulary in _OF_THE_LAW else Keeping.PROGRAM


@dataclass(frozen=True, slots=True)
class Term:
    """One entry of a vocabulary, with its words in English and Spanish; `crosswalk` maps schemes to their codes."""

    vocabulary: str
    code: str
    label: str
    label_es: str = ""
    definition: str = ""
    definition_es: str = ""
    source: str = ""
    crosswalk: Mapping[str, str] = field(default_factory=dict)
    position: int = 0
    valid_from: date | None = None
    valid_to: date | None = None
    version: int = 1

    def labeled(self, language: str) -> str:
        """The label in `language`, in English where there is no translation."""
        return self.label_es if language == "es" and self.label_es else self.label

    def explained(self, language: str) -> str:
        """The definition in `language`; empty where there is none in it, so that no page mixes two languages."""
        return self.definition_es if language == "es" else self.definition

    def valid_on(self, day: date) -> bool:
        """May a record of that day use this term?"""
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day <= self.valid_to)


def new_term(
    present: Sequence[Term], vocabulary: str, label: str, label_es: str, *, like: str | None, today: date
) -> Term:
    """A term of the clinic at the end of its vocabulary, whose terms are `present`; also for what happened earlier.

    `like` is the code of the term with which it is counted and shown: it takes over that term's crosswalk. Where
    that says where a term belongs, it has to be said. Its code is made of the label. Errors: Refused at the parameter.
    """
    _check_kept(vocabulary)
    label = accept_name(label, "label")
    if any(folded(term.label) == folded(label) and term.valid_on(today) for term in present):
        raise Refused(Reason.NAME_TAKEN, "label")
    twin = next((term for term in present if term.code == like), None)
    if like is not None and twin is None:
        raise Refused(Reason.UNKNOWN_TERM, "like", term=like)
    if twin is None and needs_twin(vocabulary):
        raise Refused(Reason.MISSING, "like")
    position = max((term.position for term in present), default=-1) + 1
    return Term(
        vocabulary,
        code_of(label, {term.code for term in present}),
        label,
        " ".join(label_es.split()),
        source=CLINIC,
        crosswalk=dict(twin.crosswalk) if twin else {},
        position=position,
    )


def needs_twin(vocabulary: str) -> bool:
    """Does a new term of this vocabulary have to be counted with another one?"""
    return vocabulary in _COUNTED_WITH


def reworded(term: Term, present: Sequence[Term], label: str, label_es: str) -> Term:
    """The clinic's own term with other words; what it means has to stay, because old records have it.

    Errors: Refused at `label`, or at `vocabulary` for a term that came with the program.
    """
    if term.source != CLINIC:
        raise Refused(Reason.WRONG_STATUS, "vocabulary")
    label = accept_name(label, "label")
    if any(folded(other.label) == folded(label) and other.code != term.code for other in present):
        raise Refused(Reason.NAME_TAKEN, "label")
    return replace(term, label=label, label_es=" ".join(label_es.split()))


def offered_until(
    term: Term, present: Sequence[Term], last_day: date | None, today: date, taken_away: date | None = None
) -> Term:
    """The term offered until `last_day` only, or without an end again. Records that have it keep it.

    Errors: as `accept_last_day`; Refused at `last_day` where no other term of the vocabulary goes on, at `vocabulary`
    where the clinic does not keep it, at `last_day` where another one in use has its label meanwhile.
    """
    _check_kept(term.vocabulary)
    accept_last_day(last_day, term.valid_to, today, taken_away)
    others = [one for one in present if one.code != term.code and one.valid_on(today)]
    if goes_on_longer(term.valid_to, last_day) and any(folded(one.label) == folded(term.label) for one in others):
        raise Refused(Reason.NAME_TAKEN_MEANWHILE, "last_day")
    if last_day is not None and not any(other.valid_to is None and other.code != term.code for other in present):
        raise Refused(Reason.LAST_TERM, "last_day")
    return replace(term, valid_to=last_day)


def _check_kept(vocabulary: str) -> None:
    if keeping(vocabulary) is not Keeping.CLINIC:
        raise Refused(Reason.NOT_OURS_TO_CHANGE, "vocabulary")


def code_of(label: str, taken: set[str]) -> str:
    """A code that is not `taken`, and that no later version of the program will use for something else."""
    words = "_".join(folded(label).split()) or "word"
    code = f"own_{words}"[: LONGEST_CODE - 4]
    code = code if code.isascii() else "own_word"
    number = 2
    tried = code
    while tried in taken:
        tried, number = f"{code}_{number}", number + 1
    return tried
