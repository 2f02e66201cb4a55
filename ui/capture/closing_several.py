"""Closes several incidents, each by itself, and says in one sentence which were closed, which were not, and why."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from incident_tracker.domain.capture.listing import IncidentRow
from incident_tracker.domain.errors import Problem
from incident_tracker.ports.context import Area, Context
from incident_tracker.usecases.capture.review import close_incident
from incident_tracker.wording import _, ngettext
from ui.page import Page
from ui.runner import Asked
from ui.screen_text import number_text, problem_text
from ui.widgets.dialogs import Question

_MOST_NAMED = 3


@dataclass(frozen=True, slots=True)
class Outcome:
    """The numbers of the incidents that were closed, and of the others with what was in the way."""

    done: tuple[str, ...]
    not_done: tuple[tuple[str, Problem], ...]


def ask_to_close(page: Page, rows: Sequence[IncidentRow]) -> None:
    """Ask first where it is more than one: a closed incident is opened again only with a written reason."""
    if len(rows) == 1:
        close_incidents(page, rows)
        return
    n = len(rows)
    question = Question(
        page,
        ngettext("Close {n} incident", "Close {n} incidents", n).format(n=number_text(n)),
        _("Each is closed by itself. To open one again, you write a reason."),
        _("Close them"),
    )
    question.accepted.connect(partial(close_incidents, page, tuple(rows)))
    question.open()


def close_incidents(page: Page, rows: Sequence[IncidentRow]) -> None:
    """Close them, and say what was done."""
    question = Asked(partial(_close_each, rows=tuple(rows)), frozenset({Area.INCIDENTS}))
    page.desk.runner.run(question, owner=page, then=partial(_say, page))


def outcome_sentence(outcome: Outcome) -> str:
    """What was closed, and what was not with the reason, the same reason once."""
    said = []
    if len(outcome.done) == 1:
        said.append(_("{reference} is closed.").format(reference=outcome.done[0]))
    elif outcome.done:
        n = len(outcome.done)
        said.append(ngettext("{n} incident is closed.", "{n} incidents are closed.", n).format(n=number_text(n)))
    reasons: dict[str, list[str]] = {}
    for reference, problem in outcome.not_done:
        reasons.setdefault(problem_text(problem), []).append(reference)
    for reason, references in reasons.items():
        said.append(_("Not closed: {references}. {reason}").format(references=_named(references), reason=reason))
    return " ".join(said)


def _named(references: Sequence[str]) -> str:
    if len(references) <= _MOST_NAMED:
        return ", ".join(references)
    n = len(references)
    return ngettext("{n} incident", "{n} incidents", n).format(n=number_text(n))


def _close_each(ctx: Context, rows: Sequence[IncidentRow]) -> Outcome:
    done, not_done = [], []
    for row in rows:
        try:
            close_incident(ctx, row.id, row.version)
            done.append(row.ref)
        except Problem as problem:
            not_done.append((row.ref, problem))
    return Outcome(tuple(done), tuple(not_done))


def _say(page: Page, outcome: Outcome) -> None:
    tell = page.desk.messages.warn if outcome.not_done else page.desk.messages.tell
    tell(outcome_sentence(outcome))
