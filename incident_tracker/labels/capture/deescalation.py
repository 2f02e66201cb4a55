"""How an incident went, in words: what set it off, what was seen before, what was tried, how it ended."""

from collections.abc import Iterator

from incident_tracker.domain.capture.deescalation import (
    Deescalation,
    Resolved,
    TechniqueEffect,
    TechniqueStep,
    WarningSign,
)
from incident_tracker.labels.clinic.names import ClinicNames
from incident_tracker.labels.facts import Fact
from incident_tracker.wording import _, ngettext


def effect_text(effect: TechniqueEffect) -> str:
    """How the person was after a step."""
    match effect:
        case TechniqueEffect.CALMER:
            return _("calmer")
        case TechniqueEffect.SAME:
            return _("the same")
        case TechniqueEffect.WORSE:
            return _("worse")
        case TechniqueEffect.UNKNOWN:
            return _("not known")


def resolved_text(resolved: Resolved) -> str:
    """Whether talking resolved it."""
    match resolved:
        case Resolved.YES:
            return _("Yes")
        case Resolved.PARTLY:
            return _("Partly")
        case Resolved.NO:
            return _("No")


def tried_step_text(number: int, step: TechniqueStep, names: ClinicNames) -> str:
    """One thing that was tried, in one line: its number, what, its effect, by whom, how long after the start."""
    text = _("{n}. {technique} – {effect}").format(
        n=number, technique=names.label("technique", step.technique), effect=effect_text(step.effect)
    )
    after = (
        ngettext("{n} minute after the start", "{n} minutes after the start", step.minute).format(n=step.minute)
        if step.minute is not None
        else ""
    )
    more = ", ".join(part for part in (step.by, after) if part)
    return f"{text} ({more})" if more else text


def deescalation_facts(course: Deescalation, names: ClinicNames) -> Iterator[Fact]:
    """What is known about how it went, in order."""
    yield _("Trigger"), names.labels("trigger", course.triggers)
    yield _("Warning signs"), ", ".join(_sign_text(sign, names) for sign in course.signs)
    yield _("What was tried"), "\n".join(tried_step_text(n, step, names) for n, step in enumerate(course.steps, 1))
    yield _("How it ended"), names.label("outcome", course.outcome)
    yield _("Resolved by talking"), resolved_text(course.resolved) if course.resolved else ""


def _sign_text(sign: WarningSign, names: ClinicNames) -> str:
    label, minutes = names.label("warning_sign", sign.code), sign.lead_minutes
    if minutes is None:
        return label
    lead = ngettext("{n} min before", "{n} min before", minutes).format(n=minutes)
    return f"{label} ({lead})"
