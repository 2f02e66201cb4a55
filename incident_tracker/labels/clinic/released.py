"""A free text as it is shown to people who must not know who is meant."""

from collections.abc import Iterable

from incident_tracker.domain.clinic.release import leads_to_a_person
from incident_tracker.wording import _


def released_text(text: str, names: Iterable[str]) -> str:
    """The text, or a sentence in its place if it could identify a person. `names` are those of all who work here."""
    return _("(left out here because it could identify a person)") if leads_to_a_person(text, names) else text
