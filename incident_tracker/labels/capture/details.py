"""Every part of the details in words: for reading, for paper, and for comparing two versions."""

from collections.abc import Iterable

from incident_tracker.domain.capture.discretion import NOTHING, Withheld
from incident_tracker.domain.capture.incidents import Details
from incident_tracker.domain.capture.severity import Weapon
from incident_tracker.labels.capture.deescalation import deescalation_facts
from incident_tracker.labels.capture.help_calls import help_facts, police_facts
from incident_tracker.labels.capture.parties import affected_text, person_of_concern_facts, ripple_text
from incident_tracker.labels.capture.phone_calls import phone_facts
from incident_tracker.labels.capture.severity import weapon_text
from incident_tracker.labels.capture.statutory import statutory_facts
from incident_tracker.labels.clinic.names import ClinicNames
from incident_tracker.labels.facts import Fact, MomentFormats, minutes_text, told, yes_no
from incident_tracker.wording import _


def details_facts(
    details: Details, names: ClinicNames, moments: MomentFormats, withheld: Withheld = NOTHING
) -> dict[str, tuple[Fact, ...]]:
    """Each part of the details (by its field of `Details`) in words; no facts if nothing is known.

    For what is `withheld` from the reader it says only that it is recorded.
    """
    help_call, police = details.help_call, details.police
    affected = (affected_text(one, names, withheld=one.id in withheld.harm) for one in details.affected)
    parts: dict[str, Iterable[Fact]] = {
        "affected": _under("affected", "\n".join(affected)),
        "person_of_concern": person_of_concern_facts(details.person_of_concern, names, withheld=withheld.code),
        "ripple": _under("ripple", ripple_text(details.ripple)),
        "phone": phone_facts(details.phone) if details.phone else (),
        "weapon": _under("weapon", "" if details.weapon is Weapon.NONE else weapon_text(details.weapon)),
        "alone": _under("alone", yes_no(details.alone)),
        "identity_abuse": _under("identity_abuse", names.labels("identity_abuse", details.identity_abuse)),
        "context": _under("context", names.labels("context", details.context)),
        "deescalation": deescalation_facts(details.deescalation, names),
        "help_call": help_facts(help_call) if help_call else (),
        "security_called": [(_("Security was called"), yes_no(details.security_called))],
        "police": police_facts(police, names, moments) if police else (),
        "duration_minutes": _under("duration_minutes", minutes_text(details.duration_minutes)),
        "factors": _under("factors", names.labels("factor", details.factors)),
        "statutory": statutory_facts(details.statutory, names, moments),
    }
    return {part: told(facts) for part, facts in parts.items()}


def part_text(part: str) -> str:
    """What a part of the details (a field name of `Details`) is called."""
    return {
        "affected": _("Who was affected"),
        "person_of_concern": _("The person of concern"),
        "ripple": _("How far it went"),
        "phone": _("The call"),
        "weapon": _("Weapon or object"),
        "alone": _("Working alone"),
        "identity_abuse": _("Abuse aimed at who someone is"),
        "context": _("What was seen or said"),
        "deescalation": _("How it went"),
        "help_call": _("The call for help"),
        "security_called": _("Security"),
        "police": _("The decision about the police"),
        "duration_minutes": _("How long it lasted"),
        "factors": _("Contributing factors"),
        "statutory": _("The statutory log"),
    }[part]


def _under(part: str, text: str) -> tuple[Fact, ...]:
    return ((part_text(part), text),)
