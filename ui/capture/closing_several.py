"""Asks before several incidents are closed, and says in one sentence which were, which were not, and why."""

from collections.abc import Mapping, Sequence
from functools import partial
from uuid import UUID

from incident_tracker.domain.capture.listing import IncidentRow
from incident_tracker.ports.context import Area
from incident_tracker.usecases.capture.closing_several import Closing, close_each
from incident_tracker.wording import _, ngettext, problem_text
from ui.page import Page
from ui.runner import Asked
from ui.screen_text import number_text
from ui.widgets.dialogs import Question

_MOST_NAMED = 3


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
    wanted = tuple((row.id, row.version) for row in rows)
    question = Asked(partial(close_each, wanted=wanted), frozenset({Area.INCIDENTS}))
    references = {row.id: row.ref for row in rows}
    page.desk.runner.run(question, owner=page, then=partial(_say, page, references))


def closing_sentence(closing: Closing, reference_of: Mapping[UUID, str]) -> str:
    """What was closed, and what was not with the reason, the same reason once."""
    said = []
    if len(closing.done) == 1:
        said.append(_("{reference} is closed.").format(reference=reference_of[closing.done[0]]))
    elif closing.done:
        n = len(closing.done)
        said.append(ngettext("{n} incident is closed.", "{n} incidents are closed.", n).format(n=number_text(n)))
    reasons: dict[str, list[str]] = {}
    for incident_id, problem in closing.not_done:
        reasons.setdefault(problem_text(problem), []).append(reference_of[incident_id])
    for reason, references in reasons.items():
        said.append(_("Not closed: {references}. {reason}").format(references=_named(references), reason=reason))
    return " ".join(said)


def _named(references: Sequence[str]) -> str:
    if len(references) <= _MOST_NAMED:
        return ", ".join(references)
    n = len(references)
    return ngettext("{n} incident", "{n} incidents", n).format(n=number_text(n))


def _say(page: Page, reference_of: Mapping[UUID, str], closing: Closing) -> None:
    tell = page.desk.messages.warn if closing.not_done else page.desk.messages.tell
    tell(closing_sentence(closing, reference_of))
