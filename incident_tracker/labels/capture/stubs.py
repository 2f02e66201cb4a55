"""What is said about a note of time and desk; always also that no one was called."""

from incident_tracker.domain.errors import Problem, StoreMissing
from incident_tracker.wording import _, problem_text


def stub_text(kept: bool, with_desk: bool) -> str:
    """What the press of the key did; `with_desk`: this computer's settings name a desk."""
    if kept and with_desk:
        return _("Time and desk are saved. The note is on the Today page. {nobody}").format(nobody=nobody_text())
    if kept:
        return _(
            "The time is saved without a desk: none is set for this computer. The note is on the Today page. {nobody}"
        ).format(nobody=nobody_text())
    return _("This is already saved: you pressed the key a moment ago. {nobody}").format(nobody=nobody_text())


def not_kept_text(problem: Problem) -> str:
    """Why nothing was saved, and what to do instead."""
    if isinstance(problem, StoreMissing):
        why = _("This computer cannot save a note yet: someone has to sign in here first.")
    else:
        why = problem_text(problem)
    return _("{why} Nothing was saved: write the time down on paper. {nobody}").format(why=why, nobody=nobody_text())


def nobody_text() -> str:
    """What the key does not do."""
    return _("This is not a panic alarm. It does not call anyone.")
