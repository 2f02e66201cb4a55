"""Causal statements, and what the five rules of causation find in them.

The rules are those of the United States National Center for Patient Safety, in our own words: a statement shows cause
and effect; it is specific and uses no vague or negative words; a human error has a cause behind it; so does a deviation
from procedure; not acting is a cause only where there was a duty to act.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum
from uuid import UUID

from incident_tracker.domain.clinic.release import parts_in

LONGEST_PART = 500


class Rule(IntEnum):
    """The five rules, and one of our own: a statement names no person."""

    CAUSE_AND_EFFECT = 1
    SPECIFIC_WORDS = 2
    CAUSE_BEHIND_ERROR = 3
    CAUSE_BEHIND_DEVIATION = 4
    DUTY_TO_ACT = 5
    NO_NAMES = 6


@dataclass(frozen=True, slots=True)
class CausalStatement:
    """(cause) led to (effect), which raised the likelihood of (event)."""

    id: UUID
    cause: str
    effect: str
    event: str

    @property
    def is_whole(self) -> bool:
        """Does each of its three parts say something?"""
        return all(part.strip() for part in (self.cause, self.effect, self.event))


@dataclass(frozen=True, slots=True)
class StatementFinding:
    """A place to look at again: which rule, which part ("cause", "effect", "event"), and which words."""

    rule: Rule
    part: str
    words: str = ""


_VAGUE = (
    r"poor(?:ly)?|inadequate(?:ly)?|insufficient(?:ly)?|careless(?:ly|ness)?|complacen(?:t|cy)|bad(?:ly)?|wrong(?:ly)?|"
    r"inappropriate(?:ly)?|improper(?:ly)?|unprofessional(?:ly)?|incompeten(?:t|ce)|lazy|rude(?:ly|ness)?|negligen(?:t|ce)|"
    r"lack of|difficult|non-?compliant|manipulative|aggressive patient|"
    r"mal(?:o|a|amente)?|inadecuad[oa]s?|insuficiente|descuidad[oa]s?|descuido|negligen(?:te|cia)|pobre|falta de|"
    r"incompeten(?:te|cia)|grosero|perezos[oa]"
)
_ERROR = (
    r"human error|mistakes?|mistook|forgot(?:ten)?|overlooked|misread|confused|did(?: not|n't) notice|"
    r"error humano|se equivocó|olvidó|confundió|no se dio cuenta"
)
_DEVIATION = (
    r"violat(?:ed|ion|ing)|broke the rules?|ignored the (?:policy|procedure|rule)|did(?: not|n't) follow|not followed|"
    r"against (?:the )?(?:policy|procedure|rules?)|workaround|incumpli[óo]|no siguió|saltó el protocolo"
)
_NOT_ACTING = (
    r"fail(?:ed|ure) to|did(?: not|n't)|neglected to|omitted|should have|never (?:called|asked|told|checked)|"
    r"no (?:avisó|llamó|preguntó|comprobó)|debería haber|omitió"
)
_PATTERNS = tuple(
    (rule, re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE))
    for rule, words in (
        (Rule.SPECIFIC_WORDS, _VAGUE),
        (Rule.CAUSE_BEHIND_ERROR, _ERROR),
        (Rule.CAUSE_BEHIND_DEVIATION, _DEVIATION),
        (Rule.DUTY_TO_ACT, _NOT_ACTING),
    )
)


def examine(statement: CausalStatement, names: Iterable[str] = ()) -> tuple[StatementFinding, ...]:
    """What to look at again, in the order of the rules; an empty tuple if nothing was found.

    `names` are the names of the clinic's people: none of them belongs in a statement. The answer is a suggestion to the
    team, never a refusal.
    """
    parts = {"cause": statement.cause, "effect": statement.effect, "event": statement.event}
    findings = [StatementFinding(Rule.CAUSE_AND_EFFECT, part) for part, text in parts.items() if not text.strip()]
    if _same(statement.cause, statement.effect) or _same(statement.effect, statement.event):
        findings.append(StatementFinding(Rule.CAUSE_AND_EFFECT, "effect"))
    for rule, pattern in _PATTERNS:
        # The last three rules are about what came first: words about acting belong in the effect.
        looked_at = parts if rule is Rule.SPECIFIC_WORDS else {"cause": statement.cause}
        findings += [
            StatementFinding(rule, part, match.group(0))
            for part, text in looked_at.items()
            for match in pattern.finditer(text)
        ]
    known = tuple(names)
    findings += [
        StatementFinding(Rule.NO_NAMES, part, word) for part, text in parts.items() for word in parts_in(text, known)
    ]
    return tuple(sorted(findings, key=lambda finding: finding.rule))


def _same(one: str, other: str) -> bool:
    return bool(one.strip()) and one.strip().casefold() == other.strip().casefold()
