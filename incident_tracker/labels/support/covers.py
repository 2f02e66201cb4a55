"""Who takes a desk for the time of a debrief, or that it is closed, in words."""

from collections.abc import Callable, Iterable
from uuid import UUID

from incident_tracker.wording import _


def cover_words(covers: Iterable[UUID | None], name: Callable[[UUID], str]) -> list[str]:
    """One short text for each desk; `name` tells how a person is called here."""
    return [_("{name} covers").format(name=name(one)) if one is not None else desk_closed_text() for one in covers]


def desk_closed_text() -> str:
    """That no one takes the desk."""
    return _("desk closed, calls to voicemail")


def desk_closed_choice() -> str:
    """The same as something to choose."""
    return _("Desk closed, calls to voicemail")
