"""The support tier follows the act and its circumstances, never the other way round."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incident_tracker.domain.capture.severity import (
    Severity,
    TierModifiers,
    Weapon,
    lowest_severity,
    support_tier,
)

MODIFIERS = st.builds(
    TierModifiers,
    identity_abuse=st.booleans(),
    sexual_harassment=st.booleans(),
    repeat_person=st.booleans(),
    alone=st.booleans(),
    highest_distress=st.integers(0, 10),
    weapon=st.sampled_from(Weapon),
)


@pytest.mark.parametrize(
    ("severity", "modifiers", "tier"),
    [
        (Severity.HOSTILE, TierModifiers(), 1),
        (Severity.HOSTILE, TierModifiers(identity_abuse=True), 2),
        (Severity.HOSTILE, TierModifiers(identity_abuse=True, alone=True, repeat_person=True), 2),
        (Severity.ABUSE_IN_WORDS, TierModifiers(sexual_harassment=True), 3),
        (Severity.ABUSE_IN_WORDS, TierModifiers(highest_distress=6), 2),
        (Severity.ABUSE_IN_WORDS, TierModifiers(highest_distress=7), 3),
        (Severity.THREAT, TierModifiers(weapon=Weapon.SHOWN), 3),
        (Severity.THREAT, TierModifiers(weapon=Weapon.THREATENED), 5),
        (Severity.INJURY, TierModifiers(weapon=Weapon.USED), 6),
        (Severity.SEVERE_HARM, TierModifiers(alone=True), 7),
        (Severity.NEAR_MISS, TierModifiers(), 0),
    ],
)
def test_one_circumstance_raises_the_tier_by_one_and_a_weapon_to_five(
    severity: Severity, modifiers: TierModifiers, tier: int
) -> None:
    assert support_tier(severity, modifiers) == tier


@given(st.sampled_from(Severity), MODIFIERS)
def test_the_tier_is_never_below_the_level_nor_above_seven(severity: Severity, modifiers: TierModifiers) -> None:
    tier = support_tier(severity, modifiers)
    assert severity <= tier <= 7
    if modifiers.weapon not in (Weapon.USED, Weapon.THREATENED):
        assert tier <= severity + 1


@pytest.mark.parametrize("weapon", [Weapon.SHOWN, Weapon.THREATENED, Weapon.USED])
def test_a_weapon_is_at_least_a_threat(weapon: Weapon) -> None:
    assert lowest_severity(weapon) is Severity.THREAT
    assert lowest_severity(Weapon.NONE) is Severity.NEAR_MISS
