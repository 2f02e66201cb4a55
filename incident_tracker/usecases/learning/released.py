"""What people who see no names are shown of what was written; what they could not see is put back when they save."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from incident_tracker.domain.clinic.access import Permission, Scope, grant
from incident_tracker.domain.errors import Reason, Refused
from incident_tracker.domain.learning.actions import Action, ActionDraft, Measure
from incident_tracker.labels.clinic.released import released_text
from incident_tracker.usecases.gate import Work


def sees_no_names(work: Work) -> bool:
    """Whether the actor sees analyses without names. They may work on any action, so that grant does not say it."""
    return grant(work.actor.role, Permission.SEE_ANALYSES).scope is Scope.DEIDENTIFIED


def released(work: Work) -> Callable[[str], str]:
    """What people who see no names are shown of a text that someone wrote."""
    return partial(released_text, names=tuple(person.name for person in work.unit.people.all()))


def shown_actions(work: Work, actions: tuple[Action, ...]) -> tuple[Action, ...]:
    """The actions as the actor may see them: with no word that could identify a person, and no way to an incident."""
    if not sees_no_names(work):
        return actions
    free = released(work)
    return tuple(
        replace(
            one,
            text=free(one.text),
            outcome=free(one.outcome),
            measure=one.measure and _measure(one.measure, free),
            incident_id=None,
        )
        for one in actions
    )


def shown_action(work: Work, action: Action) -> Action:
    """One action as the actor may see it."""
    (shown,) = shown_actions(work, (action,))
    return shown


def put_back(work: Work, action: Action, draft: ActionDraft) -> ActionDraft:
    """The draft with the words of `action` that the actor could not see and left alone.

    Errors: Refused(NOT_SHOWN) at `text` or `measure` for other words in their place: no one overwrites what they
    cannot read.
    """
    if not sees_no_names(work):
        return draft
    free, wanted = released(work), draft.measure
    if action.measure is not None:
        hidden = _measure(action.measure, free)
        if wanted is None and hidden != action.measure:
            raise Refused(Reason.NOT_SHOWN, "measure")
        if wanted is not None:
            wanted = replace(
                wanted,
                numerator=_kept(wanted.numerator, action.measure.numerator, free, "numerator"),
                denominator=_kept(wanted.denominator, action.measure.denominator, free, "denominator"),
            )
    return replace(draft, text=_kept(draft.text, action.text, free, "text"), measure=wanted)


def _kept(typed: str, before: str, free: Callable[[str], str], field: str) -> str:
    shown = free(before)
    if shown == before:
        return typed
    if typed.strip() != shown:
        raise Refused(Reason.NOT_SHOWN, field)
    return before


def _measure(measure: Measure, free: Callable[[str], str]) -> Measure:
    return replace(measure, numerator=free(measure.numerator), denominator=free(measure.denominator))
