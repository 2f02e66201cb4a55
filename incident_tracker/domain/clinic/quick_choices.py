"""The choices of the quick log: their order is the clinic's, and a desk may begin with one of them."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from incident_tracker.domain.clinic.sites import Desk
from incident_tracker.domain.clinic.vocabulary import Keeping, Term, keeping
from incident_tracker.domain.errors import ChangedMeanwhile, Reason, Refused

CHANNEL, KIND = "channel", "kind"
ON_THE_LOG = (CHANNEL, KIND)
"""The vocabularies whose order decides which digit chooses a term. It never moves by itself: hands learn digits."""

SEEN = 6
"""So many choices are seen; 7 opens the rest, in which the digits begin again at 1. Digits never move by themselves."""


def put_in_order(present: Sequence[Term], wanted: Sequence[Term], today: date) -> tuple[Term, ...]:
    """All terms of a vocabulary with the places that they get. `wanted` are those that are offered `today`, in their
    new order and as the person saw them; retired ones come after them.

    Errors: Refused for a vocabulary whose order is fixed, or where a term is missing or twice; ChangedMeanwhile.
    """
    if any(keeping(term.vocabulary) is not Keeping.CLINIC for term in (*present, *wanted)):
        raise Refused(Reason.UNKNOWN_TERM, "vocabulary")
    by_code = {term.code: term for term in present}
    for seen in wanted:
        now = by_code.get(seen.code)
        if now is not None and now.version != seen.version:
            raise ChangedMeanwhile("term", seen.version, now.version)
    codes = [term.code for term in wanted]
    offered = {term.code for term in present if term.valid_on(today)}
    if len(codes) != len(offered) or set(codes) != offered:
        raise Refused(Reason.UNKNOWN_TERM, "order")
    rest = [term.code for term in present if term.code not in offered]
    return tuple(replace(by_code[code], position=place) for place, code in enumerate([*codes, *rest]))


def with_channel(desk: Desk, channel: str | None, terms: Sequence[Term], today: date) -> Desk:
    """The desk with another channel to begin with, or with none. Errors: Refused at `channel`."""
    if channel is not None and not any(term.code == channel and term.valid_on(today) for term in terms):
        raise Refused(Reason.UNKNOWN_TERM, "channel")
    return replace(desk, channel=channel)
