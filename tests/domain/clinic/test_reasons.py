"""A written reason says something: no row of letters, no single word said again and again."""

import pytest

from incident_tracker.domain.clinic.reasons import LONGEST, accept_reason
from incident_tracker.domain.errors import Reason, Refused


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Rosa left the clinic on Friday.", "Rosa left the clinic on Friday."),
        ("  asked for\nby   the board  ", "asked for by the board"),
        ("Lo pidió la dirección", "Lo pidió la dirección"),
    ],
)
def test_a_sentence_is_taken_without_odd_blanks(typed: str, kept: str) -> None:
    assert accept_reason(typed) == kept


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("", Reason.REASON_TOO_SHORT),
        ("because", Reason.REASON_TOO_SHORT),
        ("a" + " " * 40 + "b", Reason.REASON_TOO_SHORT),
        ("a" * 20, Reason.REASON_SAYS_NOTHING),
        ("because because because Because", Reason.REASON_SAYS_NOTHING),
        ("x y z x y z x y z x y z", Reason.REASON_SAYS_NOTHING),
        ("aaa aaaa aaaaa aaaaaa aaaaaaa", Reason.REASON_SAYS_NOTHING),
        ("2026 1112 1314 1516 1718", Reason.REASON_SAYS_NOTHING),
        ("-.-.-.-.-.-.-.-.-.-.-.-", Reason.REASON_SAYS_NOTHING),
        ("why not " * 100 + "indeed", Reason.TOO_LONG),
    ],
)
def test_what_says_nothing_is_refused_at_its_field(typed: str, why: Reason) -> None:
    with pytest.raises(Refused) as told:
        accept_reason(typed)
    assert (told.value.reason, told.value.field) == (why, "reason")
    assert LONGEST == 500
