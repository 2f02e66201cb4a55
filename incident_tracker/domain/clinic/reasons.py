"""What counts as a written reason: a sentence that says something, not a row of letters."""

import re

from incident_tracker.domain.errors import Reason, Refused

SHORTEST = 20
LONGEST = 500
DIFFERENT_WORDS = 3
_WORD = re.compile(r"[^\W\d_]{2,}")


def accept_reason(text: str, field: str = "reason") -> str:
    """The reason with single spaces between its words.

    At least 20 characters and three different words of two different letters or more; at most 500 characters. Errors:
    Refused at `field` with REASON_TOO_SHORT, REASON_SAYS_NOTHING or TOO_LONG.
    """
    reason = " ".join(text.split())
    if len(reason) < SHORTEST:
        raise Refused(Reason.REASON_TOO_SHORT, field, least=SHORTEST)
    if len(_words(reason)) < DIFFERENT_WORDS:
        raise Refused(Reason.REASON_SAYS_NOTHING, field, least=DIFFERENT_WORDS)
    if len(reason) > LONGEST:
        raise Refused(Reason.TOO_LONG, field, most=LONGEST)
    return reason


def _words(text: str) -> frozenset[str]:
    """The different words of a text; one letter repeated ("aaaa") is not a word."""
    return frozenset(word for word in _WORD.findall(text.casefold()) if len(set(word)) > 1)
