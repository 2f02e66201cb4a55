"""With what a word is counted, and which code of a law or of a framework it stands for."""

from collections.abc import Iterator

from incident_tracker.domain.clinic.police_table import POLICE, answer_of
from incident_tracker.domain.clinic.vocabulary import Term
from incident_tracker.domain.learning.actions import Tier
from incident_tracker.labels.clinic.names import ClinicNames
from incident_tracker.labels.clinic.police_table import police_answer_text
from incident_tracker.labels.clinic.vocabularies import vocabulary_text
from incident_tracker.labels.learning.actions import tier_text
from incident_tracker.wording import _, by_language

OWN_LISTS = {
    "attack_type": "attack_type",
    "location_class": "location_class",
    "rib": "factor_rib",
    "severity": "severity",
}
"""The schemes whose codes are terms of a vocabulary."""


def crosswalk_text(term: Term, names: ClinicNames) -> str:
    """Each scheme with its code, such as "Level: Threat; Form of the attack: Threat"; "" where the word counts by
    itself.
    """
    return "; ".join(_told(term, names))


def _told(term: Term, names: ClinicNames) -> Iterator[str]:
    for scheme, code in term.crosswalk.items():
        yield _("{scheme}: {code}").format(scheme=_scheme_text(scheme), code=_code_text(term, scheme, code, names))


def _scheme_text(scheme: str) -> str:
    """What a scheme is called; a scheme that is not known here by its own name."""
    return vocabulary_text(OWN_LISTS[scheme]) if scheme in OWN_LISTS else _other_schemes().get(scheme, scheme)


@by_language
def _other_schemes() -> dict[str, str]:
    return {
        "answer": _("What the table says"),
        "ca_hospital": _("California, hospital (8 CCR 3342)"),
        "group": _("Group"),
        "joint_commission": _("Joint Commission, workplace violence"),
        "log": _("In the log of incidents"),
        "or": _("Oregon (ORS 654.416)"),
        "osha": _("OSHA 300"),
        "tier": _("How strong it is"),
        "va_triage": _("VA triage group"),
        "wa": _("Washington (RCW 49.19)"),
        "yorkshire": _("Yorkshire framework"),
    }


def _code_text(term: Term, scheme: str, code: str, names: ClinicNames) -> str:
    if scheme in OWN_LISTS:
        return names.label(OWN_LISTS[scheme], code)
    if scheme == "tier":
        return tier_text(Tier(code))
    answer = answer_of(term) if term.vocabulary == POLICE else None
    if scheme == "answer" and answer is not None:
        return police_answer_text(answer)
    words = {"yes": _("yes"), "no": _("no")} | (_groups() if scheme == "group" else {})
    return words.get(code, code.replace("_", " "))


@by_language
def _groups() -> dict[str, str]:
    return {
        "calming": _("calming"),
        "last_resort": _("last resort"),
        "phone": _("on the phone"),
        "problem_solving": _("solving the problem"),
        "relational": _("relating"),
        "team": _("as a team"),
        "verbal": _("with words"),
    }
