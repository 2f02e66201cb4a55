"""What the invented clinic found out about itself: analyses with their whys, and the actions they led to."""

from dataclasses import dataclass

from incident_tracker.domain.learning.actions import Tier


@dataclass(frozen=True, slots=True)
class InventedAction:
    """An action: `due_in` days from its assignment; `done_after` days, or None while it is open."""

    text: str
    tier: Tier
    category: str
    due_in: int
    done_after: int | None = None
    factor: str | None = None


@dataclass(frozen=True, slots=True)
class InventedAnalysis:
    """An analysis, opened `days_ago`. `whys` are branches, each answer explaining the one before it."""

    days_ago: int
    question: str
    trigger: str
    whys: tuple[tuple[str, ...], ...]
    factors: tuple[str, ...]
    statement: tuple[str, str, str]
    equity_view: str
    actions: tuple[InventedAction, ...]
    closed_after: int | None = None


ANALYSES = (
    InventedAnalysis(
        days_ago=75,
        question="Why does being turned away for lateness end in shouting at check-in?",
        trigger="late_policy_applied",
        whys=(
            (
                "The visit had been given away after ten minutes",
                "The rule counts from the booked time, not from joining the line",
                "The rule was written before the second bus line was cut",
            ),
            ("Nobody could offer another time at the desk", "Only the scheduler can see the free visits"),
        ),
        factors=("POL1", "POL5", "COM2", "SUP1"),
        statement=(
            "The late rule counts from the booked time and the desk cannot see free visits",
            "a person who joined the line in time was sent home without another visit",
            "a person raises their voice and strikes the counter at check-in",
        ),
        equity_view="People who come by bus and people who need an interpreter are sent home more often.",
        actions=(
            InventedAction(
                "Count lateness from joining the line, with the same grace at all desks",
                Tier.STRONGER,
                "standardise",
                30,
                24,
                "POL1",
            ),
            InventedAction(
                "Let the desk see and book the next free visit",
                Tier.INTERMEDIATE,
                "software_enhancement",
                60,
                50,
                "SUP1",
            ),
            InventedAction("Remind the desks of the rule by mail", Tier.WEAKER, "new_procedure", 10, 6, "POL5"),
        ),
        closed_after=33,
    ),
    InventedAnalysis(
        days_ago=34,
        question="Why do calls on Monday mornings begin with anger?",
        trigger="wait_on_phone",
        whys=(
            (
                "Callers had waited more than twenty minutes",
                "One of three agents is on the phones before nine",
                "The rota starts at nine, the calls at eight",
            ),
            ("Callers were cut off when a place in the queue was lost", "The queue drops calls after thirty minutes"),
        ),
        factors=("ACC3", "STF1"),
        statement=(
            "The phone rota starts an hour after the calls do, and the queue drops calls after thirty minutes",
            "callers waited over twenty minutes or were cut off",
            "a caller shouts at the agent before saying what the call is about",
        ),
        equity_view="We cannot tell yet: language is not noted for calls. From next month it will be.",
        actions=(
            InventedAction(
                "Second agent on the phones from eight to ten", Tier.INTERMEDIATE, "staffing_workload", 28, None, "ACC3"
            ),
            InventedAction(
                "Call back instead of waiting, tested with patients",
                Tier.STRONGER,
                "device_tested_with_users",
                75,
                None,
                "ACC3",
            ),
        ),
    ),
    InventedAnalysis(
        days_ago=9,
        question="What would have made the interpreter available at check-in?",
        trigger="language_not_met",
        whys=(("No interpreter was booked", "The booking form has no field for the language"),),
        factors=("LAN1",),
        statement=("", "", ""),
        equity_view="",
        actions=(),
    ),
)
