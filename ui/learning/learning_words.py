"""States, clocks, strengths and findings of analyses and actions as the screen says them."""

from collections.abc import Iterable
from datetime import date, datetime
from zoneinfo import ZoneInfo

from incident_tracker.domain.learning.actions import Action, ActionStatus, Effect, Tier
from incident_tracker.domain.learning.analyses import AnalysisStatus
from incident_tracker.domain.learning.factors import Evidence, in_the_house
from incident_tracker.domain.learning.statements import Finding, Rule
from incident_tracker.wording import _, pgettext
from ui.clinic_words import ClinicWords
from ui.widgets.choice_chips import Choice
from ui.words import near_day_text


def analysis_status_text(status: AnalysisStatus) -> str:
    """Where an analysis stands, in a word."""
    return {
        AnalysisStatus.OPEN: pgettext("an analysis", "Open"),
        AnalysisStatus.CLOSED: pgettext("an analysis", "Closed"),
    }[status]


def clock_words(
    *, begun: bool, begin_by: datetime, finish_by: datetime, closed_at: datetime | None, now: datetime, zone: ZoneInfo
) -> str:
    """Where the clock of an analysis stands: "to begin by Tuesday", "to finish by …", "waiting since …"."""
    today = now.astimezone(zone).date()

    def near(moment: datetime) -> str:
        return near_day_text(moment.astimezone(zone).date(), today)

    if closed_at is not None:
        return _("closed {day}").format(day=near(closed_at))
    if finish_by < now:
        return _("waiting since {day}").format(day=near(finish_by))
    if begun:
        return _("to finish by {day}").format(day=near(finish_by))
    if begin_by < now:
        return _("waiting to begin since {day}").format(day=near(begin_by))
    return _("to begin by {day}").format(day=near(begin_by))


def evidence_choices() -> tuple[Choice, ...]:
    """How the team knows of a factor."""
    return (
        Choice(Evidence.SAID, _("Somebody said so")),
        Choice(Evidence.SEEN, _("It was seen")),
        Choice(Evidence.MEASURED, _("It was measured")),
    )


def house_text(code: str) -> str:
    """Whether the clinic itself can change a factor."""
    return _("In our own house") if in_the_house(code) else _("Around a person, or outside")


def factor_choices(words: ClinicWords) -> tuple[Choice, ...]:
    """The factors in the order of the fishbone's ribs, each with its rib before it."""
    ribs = [choice.code for choice in words.choices("factor_rib")]
    choices = []
    for place, choice in enumerate(words.choices("factor")):
        rib = rib_of(words, str(choice.code))
        rank = ribs.index(rib) if rib in ribs else len(ribs)
        label = _("{rib}: {factor}").format(rib=words.label("factor_rib", rib), factor=choice.label)
        choices.append((rank, place, Choice(choice.code, label, choice.meaning)))
    return tuple(choice for _rank, _place, choice in sorted(choices, key=_ranks))


def rib_of(words: ClinicWords, factor: str) -> str:
    """The code of the rib of the fishbone that a factor belongs to."""
    term = words.term("factor", factor)
    return term.crosswalk.get("rib", "") if term else ""


def tier_text(tier: Tier) -> str:
    """How much an action can be relied on, in a word."""
    return {Tier.STRONGER: _("Stronger"), Tier.INTERMEDIATE: _("Intermediate"), Tier.WEAKER: _("Weaker")}[tier]


def tier_tone(tier: Tier) -> str:
    """The tone that goes with the strength; the word carries the meaning."""
    return {Tier.STRONGER: "good", Tier.INTERMEDIATE: "accent", Tier.WEAKER: ""}[tier]


def tier_choices() -> tuple[Choice, ...]:
    """The three strengths with what sets them apart."""
    return (
        Choice(Tier.STRONGER, _("Stronger"), _("Changes the place or the process, so that nobody has to remember.")),
        Choice(Tier.INTERMEDIATE, _("Intermediate"), _("Helps people to do the right thing, and lowers the load.")),
        Choice(Tier.WEAKER, _("Weaker"), _("Asks people to try harder: it may come along, but seldom lasts alone.")),
    )


def effect_choices() -> tuple[Choice, ...]:
    """What the check of an effect can find."""
    return (
        Choice(Effect.BETTER, _("It got better")),
        Choice(Effect.SAME, _("No change")),
        Choice(Effect.WORSE, _("It got worse"), _("Good to know early. Another action can take its place.")),
        Choice(Effect.CANNOT_TELL, _("Cannot be told yet")),
    )


def effect_text(effect: Effect) -> str:
    """What a check found."""
    return next(choice.label for choice in effect_choices() if choice.code is effect)


def action_status_text(status: ActionStatus) -> str:
    """Where an action stands, in a word."""
    return {
        ActionStatus.OPEN: pgettext("an action", "Open"),
        ActionStatus.DONE: pgettext("an action", "Done"),
        ActionStatus.DROPPED: _("Dropped"),
    }[status]


def due_words(action: Action, today: date, zone: ZoneInfo) -> str:
    """When an action is due, without blame: "by Tuesday", "waiting since Monday", "done yesterday"."""
    if action.ended_at is not None:
        ended = near_day_text(action.ended_at.astimezone(zone).date(), today)
        if action.status is ActionStatus.DONE:
            return _("done {day}").format(day=ended)
        return _("dropped {day}").format(day=ended)
    day = near_day_text(action.due_on, today)
    return _("waiting since {day}").format(day=day) if action.due_on < today else _("by {day}").format(day=day)


def finding_text(finding: Finding, same: bool = False) -> str:
    """A finding in a causal statement as a suggestion; `same`: the part repeats the one before."""
    if finding.rule is Rule.CAUSE_AND_EFFECT:
        if same:
            return _("This says the same as the part beside it. What did the one do to the other?")
        return {
            "cause": _("What in the place, the rules or the work set this off?"),
            "effect": _("What did that lead to?"),
            "event": _("What became more likely?"),
        }[finding.part]
    sentence = {
        Rule.SPECIFIC_WORDS: _("“{words}” judges more than it tells. What could somebody have seen or counted?"),
        Rule.CAUSE_BEHIND_ERROR: _("Behind “{words}” there is a cause: what made that slip easy to make?"),
        Rule.CAUSE_BEHIND_DEVIATION: _(
            "Behind “{words}” there is a cause: what made another way the easier, or the only one?"
        ),
        Rule.DUTY_TO_ACT: _(
            "“{words}”: not acting is a cause only where there was a duty to act. "
            "Whose was it, and what stood in the way?"
        ),
        Rule.NO_NAMES: _("“{words}” is a name on the staff list. Say the role instead."),
    }[finding.rule]
    return sentence.format(words=finding.words)


def joined(parts: Iterable[str]) -> str:
    """Short pieces of one line, with a dot between."""
    return " · ".join(part for part in parts if part)


def _ranks(choice: tuple[int, int, Choice]) -> tuple[int, int]:
    return choice[0], choice[1]
