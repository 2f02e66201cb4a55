"""What a change of the clinic would move, in a few sentences."""

from collections.abc import Iterator

from incident_tracker.domain.oversight.clinic_changes import Moves
from incident_tracker.wording import _, ngettext


def moves_text(moves: Moves) -> str:
    """What the change concerns and what comes of it; "" where it moves nothing."""
    return " ".join([*_of_support(moves), *_of_answering(moves), *_of_places(moves), *_of_lists(moves)])


def _of_support(moves: Moves) -> Iterator[str]:
    if moves.debriefs:
        n = moves.debriefs
        yield ngettext(
            "{n} debrief is booked on a day that will be closed. It stays booked; Today asks for another time.",
            "{n} debriefs are booked on a day that will be closed. They stay booked; Today asks for other times.",
            n,
        ).format(n=n)
    if moves.away:
        n = moves.away
        yield ngettext(
            "{n} debrief is in this time. It stays booked; Today asks for another time or someone else.",
            "{n} debriefs are in this time. They stay booked; Today asks for other times or someone else.",
            n,
        ).format(n=n)
    if moves.blocked:
        n = moves.blocked
        yield ngettext(
            "{n} debrief can then not be held as it is booked. Today asks for another time or someone else.",
            "{n} debriefs can then not be held as they are booked. Today asks for other times or someone else.",
            n,
        ).format(n=n)
    if moves.limits:
        n = moves.limits
        yield ngettext(
            "{n} limit of support moves with it. Limits that have passed stay as they were.",
            "{n} limits of support move with it. Limits that have passed stay as they were.",
            n,
        ).format(n=n)
    if moves.owed:
        n = moves.owed
        yield ngettext(
            "{n} check or debrief for this person ends. Tell them where they find help outside the clinic.",
            "{n} checks and debriefs for this person end. Tell them where they find help outside the clinic.",
            n,
        ).format(n=n)


def _of_answering(moves: Moves) -> Iterator[str]:
    if moves.answers:
        n = moves.answers
        yield ngettext(
            "They answer for {n} debrief. Another person will, or the administrator is asked to name one.",
            "They answer for {n} debriefs. Other people will, or the administrator is asked to name someone.",
            n,
        ).format(n=n)
    if moves.sign_ins:
        yield _("Their account stays open until you close it under Accounts.")
    if moves.unseen:
        n = moves.unseen
        yield ngettext(
            "They answer for {n} debrief. The next person who leads the site is reminded of it.",
            "They answer for {n} debriefs. The next person who leads the site is reminded of them.",
            n,
        ).format(n=n)


def _of_places(moves: Moves) -> Iterator[str]:
    if moves.people:
        n = moves.people
        yield ngettext(
            "{n} person works here. They stay on the list, at this place, until it is changed under People.",
            "{n} people work here. They stay on the list, at this place, until it is changed under People.",
            n,
        ).format(n=n)
    if moves.accounts:
        n = moves.accounts
        yield ngettext(
            "{n} account reaches this site, and can still read its records.",
            "{n} accounts reach this site, and can still read its records.",
            n,
        ).format(n=n)
    if moves.desks:
        n = moves.desks
        yield ngettext(
            "A report from {n} desk begins with it. That desk will begin with nothing.",
            "Reports from {n} desks begin with it. Those desks will begin with nothing.",
            n,
        ).format(n=n)


def _of_lists(moves: Moves) -> Iterator[str]:
    if moves.jobs:
        n = moves.jobs
        yield ngettext(
            "{n} person has this job. They keep it until it is changed under People.",
            "{n} people have this job. They keep it until it is changed under People.",
            n,
        ).format(n=n)
    if moves.used:
        yield _("Reports of the last 12 months have this word. They keep it, and are counted as before.")
    if moves.lines:
        yield _("It is the only phone line of its site.")
    if moves.helped:
        n = moves.helped
        yield ngettext(
            "{n} site has no other help of this kind on its list.",
            "{n} sites have no other help of this kind on their list.",
            n,
        ).format(n=n)
