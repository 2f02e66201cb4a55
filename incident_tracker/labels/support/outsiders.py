"""What someone from elsewhere who answers for a debrief is asked to do; it says neither who was affected nor how."""

from incident_tracker.wording import _


def asked_of_outsider(by: str, minutes: int, holder: str) -> tuple[str, ...]:
    """The sentences, for screen and paper. `by` is until when it is to be held, in words; `holder` is who is reminded
    at the clinic, "" where those who lead it are.
    """
    talk = _("Please see to it that a talk of at least {minutes} minutes is held by {moment}.")
    holds = _("{name} is reminded in your place, and writes down what you decide.").format(name=holder)
    no_one = _("Those who lead the clinic are reminded in your place, and write down what you decide.")
    return (
        talk.format(minutes=minutes, moment=by),
        _("It is in paid time, and someone else takes the desk. Who is invited may say no, without a reason."),
        holds if holder else no_one,
        _("If it cannot be by then, please say so, and why. You need no details of what happened."),
    )
