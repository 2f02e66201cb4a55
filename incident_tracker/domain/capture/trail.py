"""The revision trail of an incident: what each save changed, as far as a reader may see it."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from incident_tracker.domain.capture.discretion import Sight
from incident_tracker.domain.capture.incidents import Details
from incident_tracker.domain.capture.listing import PastRevision

_OF_DETAILS = "details."


def part_of_details(field: str) -> str:
    """The field of `Details` that a revision is about, or "" if it is about a column of the incident."""
    return field.removeprefix(_OF_DETAILS) if field.startswith(_OF_DETAILS) else ""


def details_with(field: str, value: Any) -> Details:
    """Details of which only the part that a revision is about is known. Errors: TypeError if it is about none."""
    return replace(Details(), **{part_of_details(field): value})


def seen_revisions(revisions: Iterable[PastRevision], sight: Sight) -> tuple[PastRevision, ...]:
    """The revisions as this reader may see them. One that changed nothing but what they may not see is left out, so
    that the trail does not even tell that there was something.
    """
    seen = (_seen(one, sight) for one in revisions)
    return tuple(one for one in seen if one.before != one.after)


def _seen(revision: PastRevision, sight: Sight) -> PastRevision:
    part = part_of_details(revision.field)
    if part not in ("person_of_concern", "affected"):
        return revision
    before, after = (
        getattr(sight.of_details(details_with(revision.field, value)), part)
        for value in (revision.before, revision.after)
    )
    return replace(revision, before=before, after=after)
