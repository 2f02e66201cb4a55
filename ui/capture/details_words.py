"""Every part of the long form in words: for reading, and for comparing two versions of it."""

from collections.abc import Callable, Iterable, Sequence
from zoneinfo import ZoneInfo

from incident_tracker.domain.capture.deescalation import Effect, Resolved
from incident_tracker.domain.capture.help_calls import PoliceDecision, SamePolicyAnswer
from incident_tracker.domain.capture.incidents import Details
from incident_tracker.domain.capture.parties import AffectedPerson, PartyRole, Repeat
from incident_tracker.domain.capture.phone_calls import EndedBy, Recording
from incident_tracker.domain.capture.severity import Weapon
from incident_tracker.domain.capture.statutory import Loggable
from incident_tracker.wording import _, ngettext, pgettext
from ui.clinic_words import ClinicWords
from ui.words import moment_text

Fact = tuple[str, str]
"""A heading and what there is to say."""


def details_facts(name: str, details: Details, words: ClinicWords, zone: ZoneInfo) -> tuple[Fact, ...]:
    """What one part of the details (a field name of `Details`) says; nothing where nothing is known."""
    tell: dict[str, Callable[[Details, ClinicWords, ZoneInfo], Iterable[Fact]]] = {
        "affected": _affected,
        "person_of_concern": _person_of_concern,
        "ripple": _ripple,
        "phone": _phone,
        "weapon": _weapon,
        "alone": _alone,
        "identity_abuse": _identity_abuse,
        "context": _context,
        "deescalation": _deescalation,
        "help_call": _help_call,
        "security_called": _security,
        "police": _police,
        "duration_minutes": _duration,
        "factors": _factors,
        "statutory": _statutory,
    }
    return tuple((heading, text) for heading, text in tell[name](details, words, zone) if text)


def part_text(name: str) -> str:
    """What a part of the details is called."""
    return {
        "affected": _("Who was affected"),
        "person_of_concern": _("The person of concern"),
        "ripple": _("How far it went"),
        "phone": _("The call"),
        "weapon": _("Weapon or object"),
        "alone": _("Working alone"),
        "identity_abuse": _("Abuse aimed at who somebody is"),
        "context": _("What was seen or said"),
        "deescalation": _("The course of it"),
        "help_call": _("The call for help"),
        "security_called": _("Security"),
        "police": _("The decision about the police"),
        "duration_minutes": _("How long it lasted"),
        "factors": _("Contributing factors"),
        "statutory": _("The statutory log"),
    }[name]


def role_text(role: PartyRole) -> str:
    """The part that a member of staff had."""
    return {
        PartyRole.TARGETED: _("Targeted"),
        PartyRole.WITNESS: _("Saw or heard it"),
        PartyRole.HELPER: _("Helped"),
        PartyRole.INTERPRETER: _("Interpreted"),
    }[role]


def effect_text(effect: Effect) -> str:
    """How the person was after a step."""
    return {
        Effect.CALMER: _("calmer"),
        Effect.SAME: _("the same"),
        Effect.WORSE: _("worse"),
        Effect.UNKNOWN: _("not known"),
    }[effect]


def resolved_text(resolved: Resolved) -> str:
    """Whether talking resolved it."""
    return {Resolved.YES: _("Yes"), Resolved.PARTLY: _("Partly"), Resolved.NO: _("No")}[resolved]


def repeat_text(repeat: Repeat) -> str:
    """Whether the same person was involved before."""
    return {Repeat.YES: _("Yes"), Repeat.NO: _("No"), Repeat.UNKNOWN: _("Not known")}[repeat]


def loggable_text(answer: Loggable) -> str:
    """The answer to "is this loggable?"."""
    return {Loggable.YES: _("Yes"), Loggable.NO: _("No"), Loggable.UNDECIDED: _("Not decided")}[answer]


def same_policy_text(answer: SamePolicyAnswer) -> str:
    """Would the policy give the same answer for any patient?"""
    return {
        SamePolicyAnswer.YES: _("Yes"),
        SamePolicyAnswer.NO: _("No"),
        SamePolicyAnswer.UNSURE: _("Not sure"),
    }[answer]


def yes_no(answer: bool | None) -> str:
    """Yes, no, or nothing where it is open."""
    return "" if answer is None else (_("Yes") if answer else _("No"))


def affected_text(person: AffectedPerson, words: ClinicWords) -> str:
    """One member of staff in one line."""
    name = words.person(person.person_id) if person.person_id else words.label("job", person.job)
    parts = [role_text(person.role)]
    if person.physical.value != "none":
        parts.append(words.label("physical_impact", person.physical.value))
    if person.distress is not None:
        parts.append(_("distress {n} of 10").format(n=person.distress))
    if person.felt_threatened:
        parts.append(_("felt threatened"))
    if person.wish is not None:
        parts.append(_("wish: {wish}").format(wish=words.label("wish", person.wish.value)))
    return _("{name}: {parts}").format(name=name or _("A member of staff"), parts=", ".join(parts))


def _affected(details: Details, words: ClinicWords, _zone: ZoneInfo) -> Iterable[Fact]:
    yield part_text("affected"), "\n".join(affected_text(person, words) for person in details.affected)


def _person_of_concern(details: Details, words: ClinicWords, _zone: ZoneInfo) -> Iterable[Fact]:
    person = details.person_of_concern
    yield _("Who acted"), words.label("perpetrator", person.relation)
    yield _("Involved before"), "" if person.repeat is Repeat.UNKNOWN else repeat_text(person.repeat)
    yield _("Local code"), person.local_code


def _ripple(details: Details, _words: ClinicWords, _zone: ZoneInfo) -> Iterable[Fact]:
    ripple = details.ripple
    counts = [
        (_("patients or visitors"), ripple.bystander_patients),
        (_("colleagues"), ripple.bystander_staff),
        (_("children"), ripple.children),
        (_("visits disrupted"), ripple.visits_disrupted),
        (_("minutes disrupted"), ripple.minutes_disrupted),
    ]
    said = [_("{what}: {n}").format(what=what, n=n) for what, n in counts if n is not None]
    yield part_text("ripple"), ", ".join(said)


def _phone(details: Details, _words: ClinicWords, _zone: ZoneInfo) -> Iterable[Fact]:
    call = details.phone
    if call is None:
        return
    if call.hold_minutes is not None:
        n = call.hold_minutes
        yield _("On hold"), ngettext("{n} minute", "{n} minutes", n).format(n=n)
    if call.transfers is not None:
        yield _("Transfers before"), str(call.transfers)
    ended = {
        EndedBy.CALLER: _("The caller"),
        EndedBy.STAFF: pgettext("ended the call", "We did"),
        EndedBy.BOTH: _("Both, calmly"),
        EndedBy.CUT_OFF: _("It was cut off"),
    }
    yield _("Who ended the call"), ended[call.ended_by] if call.ended_by else ""
    yield _("A warning was given"), yes_no(call.warning_given)
    yield _("A call back was promised"), yes_no(call.call_back_promised)
    recorded = {Recording.YES: call.recording_place or _("Yes"), Recording.NO: _("No"), Recording.UNKNOWN: ""}
    yield _("Recording"), recorded[call.recording]


def weapon_text(weapon: Weapon) -> str:
    """The part that a weapon played."""
    return {
        Weapon.NONE: _("None"),
        Weapon.SHOWN: pgettext("a weapon", "Shown"),
        Weapon.THREATENED: _("Threatened with"),
        Weapon.USED: pgettext("a weapon", "Used"),
    }[weapon]


def _weapon(details: Details, _words: ClinicWords, _zone: ZoneInfo) -> Iterable[Fact]:
    yield part_text("weapon"), "" if details.weapon is Weapon.NONE else weapon_text(details.weapon)


def _alone(details: Details, _words: ClinicWords, _zone: ZoneInfo) -> Iterable[Fact]:
    yield part_text("alone"), yes_no(details.alone)


def _identity_abuse(details: Details, words: ClinicWords, _zone: ZoneInfo) -> Iterable[Fact]:
    yield part_text("identity_abuse"), words.labels("identity_abuse", details.identity_abuse)


def _context(details: Details, words: ClinicWords, _zone: ZoneInfo) -> Iterable[Fact]:
    yield part_text("context"), words.labels("context", details.context)


def _deescalation(details: Details, words: ClinicWords, _zone: ZoneInfo) -> Iterable[Fact]:
    course = details.deescalation
    yield _("Trigger"), words.labels("trigger", course.triggers)
    signs = []
    for sign in course.signs:
        label = words.label("warning_sign", sign.code)
        minutes = sign.lead_minutes
        lead = "" if minutes is None else ngettext("{n} min before", "{n} min before", minutes).format(n=minutes)
        signs.append(f"{label} ({lead})" if lead else label)
    yield _("Warning signs"), ", ".join(signs)
    steps = [
        _("{n}. {technique} – {effect}").format(
            n=n, technique=words.label("technique", step.technique), effect=effect_text(step.effect)
        )
        for n, step in enumerate(course.steps, 1)
    ]
    yield _("What was tried"), "\n".join(steps)
    yield _("How it ended"), words.label("outcome", course.outcome)
    yield _("Resolved by talking"), resolved_text(course.resolved) if course.resolved else ""


def _help_call(details: Details, _words: ClinicWords, _zone: ZoneInfo) -> Iterable[Fact]:
    call = details.help_call
    if call is not None:
        arrived = "" if call.minutes_to_arrival is None else _("{n} minutes").format(n=call.minutes_to_arrival)
        yield _("How help was called"), call.how
        yield _("Until somebody came"), arrived
        yield _("Who came"), call.who_came


def _security(details: Details, _words: ClinicWords, _zone: ZoneInfo) -> Iterable[Fact]:
    yield _("Security was called"), yes_no(details.security_called)


def _police(details: Details, words: ClinicWords, zone: ZoneInfo) -> Iterable[Fact]:
    police = details.police
    if police is None:
        return
    yield _("Police called"), yes_no(police.called)
    yield from _police_facts(police, words, zone)


def _police_facts(police: PoliceDecision, words: ClinicWords, zone: ZoneInfo) -> Sequence[Fact]:
    return (
        (_("Line of the decision table"), words.label("police_criterion", police.criterion)),
        (_("Tried first"), words.labels("technique", police.alternatives_tried)),
        (_("Decided by"), police.decided_by_role),
        (_("A second person was asked"), yes_no(police.second_person_consulted)),
        (_("Called"), moment_text(police.called_at, zone) if police.called_at else ""),
        (_("Arrived"), moment_text(police.arrived_at, zone) if police.arrived_at else ""),
        (_("Who came"), words.label("agency", police.agency)),
        (_("What they were told"), words.labels("information_disclosed", police.information_disclosed)),
        (_("How it went"), words.label("police_outcome", police.outcome)),
        (
            _("The same for any patient"),
            same_policy_text(police.same_for_any_patient) if police.same_for_any_patient else "",
        ),
    )


def _duration(details: Details, _words: ClinicWords, _zone: ZoneInfo) -> Iterable[Fact]:
    n = details.duration_minutes
    yield part_text("duration_minutes"), "" if n is None else ngettext("{n} minute", "{n} minutes", n).format(n=n)


def _factors(details: Details, words: ClinicWords, _zone: ZoneInfo) -> Iterable[Fact]:
    yield part_text("factors"), words.labels("factor", details.factors)


def _statutory(details: Details, words: ClinicWords, _zone: ZoneInfo) -> Iterable[Fact]:
    log = details.statutory
    undecided = log.loggable.answer is Loggable.UNDECIDED
    yield _("Belongs in the statutory log"), "" if undecided else loggable_text(log.loggable.answer)
    yield _("Because"), log.loggable.reason
    yield _("Type of violence"), words.labels("violence_type", log.violence_types)
    yield _("Who committed it"), words.label("perpetrator", log.perpetrator)
    yield _("Circumstances"), words.labels("circumstance", log.circumstances)
    yield _("Where"), words.label("location_class", log.location_class)
    yield _("Kind of attack"), words.labels("attack_type", log.attack_types)
    yield _("Response of security or police"), log.security_or_police_response
    yield _("What was done to protect staff"), log.protective_actions
