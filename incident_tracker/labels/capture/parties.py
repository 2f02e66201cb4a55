"""Who was affected, who the person of concern was, and how far it went, in words."""

from collections.abc import Iterator

from incident_tracker.domain.capture.parties import (
    NEED_TERMS,
    AffectedPerson,
    PartyRole,
    PersonOfConcern,
    PhysicalImpact,
    Repeat,
    Ripple,
)
from incident_tracker.labels.clinic.names import ClinicNames
from incident_tracker.labels.facts import Fact
from incident_tracker.wording import _


def party_role_text(role: PartyRole) -> str:
    """The part that a member of staff had."""
    match role:
        case PartyRole.TARGETED:
            return _("Targeted")
        case PartyRole.WITNESS:
            return _("Saw or heard it")
        case PartyRole.HELPER:
            return _("Helped")
        case PartyRole.INTERPRETER:
            return _("Interpreted")


def repeat_text(repeat: Repeat) -> str:
    """Whether the same person was involved before."""
    match repeat:
        case Repeat.YES:
            return _("Yes")
        case Repeat.NO:
            return _("No")
        case Repeat.UNKNOWN:
            return _("Not known")


def affected_text(person: AffectedPerson, names: ClinicNames, *, withheld: bool = False) -> str:
    """One member of staff in one line: who, the part they had, what it did to them, what they would like; or that
    the latter two are `withheld` from the reader.
    """
    who = [names.person(person.person_id)] if person.person_id else []
    who += [names.label("job", person.job)] if person.job else []
    said = [party_role_text(person.role)]
    if person.physical is not PhysicalImpact.NONE:
        said.append(names.label("physical_impact", person.physical.value))
    if person.distress is not None:
        said.append(_("distress {n} of 10").format(n=person.distress))
    if person.felt_threatened is not None:
        said.append(_("felt threatened") if person.felt_threatened else _("did not feel threatened"))
    if person.need is not None:
        said.append(_("would like: {need}").format(need=names.label(NEED_TERMS, person.need.value)))
    if withheld:
        said.append(_("what it did to them is not shown to you"))
    if person.told_by_others:
        said.append(_("told by others"))
    return _("{name}: {parts}").format(name=", ".join(who) or _("A member of staff"), parts=", ".join(said))


def person_of_concern_facts(person: PersonOfConcern, names: ClinicNames, *, withheld: bool = False) -> Iterator[Fact]:
    """Who acted, and what is known of them; never a name. A code may be `withheld` from the reader."""
    yield _("Who acted"), names.label("perpetrator", person.relation)
    yield _("Involved before"), "" if person.repeat is Repeat.UNKNOWN else repeat_text(person.repeat)
    yield _("Local code"), code_withheld_text() if withheld else person.local_code


def code_withheld_text() -> str:
    """Shown in place of a local code to people who may not see it."""
    return _("Recorded, but not shown to you")


def ripple_text(ripple: Ripple) -> str:
    """Everyone and everything it affected, in one line."""
    counts = (
        (_("patients or visitors"), ripple.bystander_patients),
        (_("colleagues"), ripple.bystander_staff),
        (_("children"), ripple.children),
        (_("visits disrupted"), ripple.visits_disrupted),
        (_("minutes disrupted"), ripple.minutes_disrupted),
    )
    return ", ".join(_("{what}: {n}").format(what=what, n=n) for what, n in counts if n is not None)
