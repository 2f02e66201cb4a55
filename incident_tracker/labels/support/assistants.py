"""Who helps to hold a debrief, in words; and where someone is from who does not work at its site."""

from incident_tracker.domain.support.assistants import Assistant, Assisting
from incident_tracker.wording import _


def assisting_text(duty: Assisting) -> str:
    """What is asked for."""
    match duty:
        case Assisting.SCRIBE:
            return _("Someone who takes notes of what is to change")
        case Assisting.CO_FACILITATOR:
            return _("A second person who leads")
        case Assisting.COMPANION:
            return _("A companion")
        case Assisting.INTERPRETER:
            return _("An interpreter")


def assistant_sentence(one: Assistant, name: str, for_whom: str) -> str:
    """What someone does; `name` is theirs, `for_whom` the name of the person whom it is for."""
    match one.duty:
        case Assisting.SCRIBE:
            return _("{name} takes notes of what is to change.").format(name=name)
        case Assisting.CO_FACILITATOR:
            return _("{name} leads it too.").format(name=name)
        case Assisting.COMPANION:
            return _("{name} comes with {person}.").format(name=name, person=for_whom)
        case Assisting.INTERPRETER:
            return _("{name} interprets for {person}: {language}.").format(
                name=name, person=for_whom, language=one.language
            )


def from_where(name: str, *, outside: bool, site: str) -> str:
    """A name, with where they are from: from outside, or from another site (its name, "" for the same one)."""
    if outside:
        return _("{name} (from outside)").format(name=name)
    return _("{name} (from {site})").format(name=name, site=site) if site else name
