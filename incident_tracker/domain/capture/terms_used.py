"""Which terms of which vocabularies an incident uses, and at which field."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from incident_tracker.domain.capture.incidents import Incident
from incident_tracker.domain.errors import Reason, Refused


@dataclass(frozen=True, slots=True)
class UsedTerm:
    """A code, its vocabulary, and the field that has it."""

    field: str
    vocabulary: str
    code: str


def used_terms(incident: Incident) -> frozenset[UsedTerm]:
    """All terms that an incident uses."""
    return frozenset(UsedTerm(*used) for used in _used(incident) if used[2])


def check_terms(incident: Incident, exists: Callable[[str, str], bool], before: Incident | None = None) -> None:
    """Every code must be a term of its vocabulary; codes that `before` already had are not asked about again.

    So a retired term stays on the records that carry it. Errors: Refused(UNKNOWN_TERM) at the field.
    """
    known = set(_used(before)) if before else set()
    for used in _used(incident):
        field, vocabulary, code = used
        if code and used not in known and not exists(vocabulary, code):
            raise Refused(Reason.UNKNOWN_TERM, field)


def _used(incident: Incident) -> Iterator[tuple[str, str, str]]:
    details, course, law = incident.details, incident.details.deescalation, incident.details.statutory
    yield "channel", "channel", incident.channel
    yield "kind", "kind", incident.kind
    yield "place", "location_detail", incident.place or ""
    yield "outcome", "outcome", course.outcome or ""
    yield "relation", "perpetrator", details.person_of_concern.relation or ""
    yield "perpetrator", "perpetrator", law.perpetrator or ""
    yield "location_class", "location_class", law.location_class or ""
    for field, vocabulary, codes in (
        ("triggers", "trigger", course.triggers),
        ("factors", "factor", details.factors),
        ("identity_abuse", "identity_abuse", details.identity_abuse),
        ("context", "context", details.context),
        ("signs", "warning_sign", tuple(sign.code for sign in course.signs)),
        ("steps", "technique", tuple(step.technique for step in course.steps)),
        ("job", "job", tuple(person.job or "" for person in details.affected)),
        ("violence_types", "violence_type", law.violence_types),
        ("circumstances", "circumstance", law.circumstances),
        ("attack_types", "attack_type", law.attack_types),
    ):
        for code in codes:
            yield field, vocabulary, code
    if details.police is not None:
        police = details.police
        yield "criterion", "police_criterion", police.criterion or ""
        yield "agency", "agency", police.agency or ""
        yield "police_outcome", "police_outcome", police.outcome or ""
        for field, vocabulary, codes in (
            ("alternatives_tried", "technique", police.alternatives_tried),
            ("alternatives_available", "technique", police.alternatives_available),
            ("information_disclosed", "information_disclosed", police.information_disclosed),
        ):
            for code in codes:
                yield field, vocabulary, code
