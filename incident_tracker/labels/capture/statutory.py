"""The statutory log in words: does it belong there, why, and what the law asks for."""

from collections.abc import Iterator

from incident_tracker.domain.capture.statutory import Loggable, LoggableAnswer, StatutoryFields
from incident_tracker.labels.clinic.names import ClinicNames
from incident_tracker.labels.facts import Fact, MomentFormats
from incident_tracker.wording import _


def loggable_text(answer: Loggable) -> str:
    """The answer to "is this loggable?"."""
    match answer:
        case Loggable.YES:
            return _("Yes")
        case Loggable.NO:
            return _("No")
        case Loggable.UNDECIDED:
            return _("Not decided")


def statutory_facts(log: StatutoryFields, names: ClinicNames, moments: MomentFormats) -> Iterator[Fact]:
    """The answer with its reason, and fields B to I; empty if no one answered."""
    answer = log.loggable
    if answer != LoggableAnswer():
        yield _("Belongs in the statutory log"), loggable_text(answer.answer)
        yield _("Because"), answer.reason
        yield _("Answered by"), names.account(answer.by)
        yield _("Answered"), moments.moment(answer.at) if answer.at else ""
        yield _("Checked against"), answer.law_version
    yield _("Type of violence"), names.labels("violence_type", log.violence_types)
    yield _("Who committed it"), names.label("perpetrator", log.perpetrator)
    yield _("Circumstances"), names.labels("circumstance", log.circumstances)
    yield _("Kind of place"), names.label("location_class", log.location_class)
    yield _("Kind of attack"), names.labels("attack_type", log.attack_types)
    yield _("Response of security or police"), log.security_or_police_response
    yield _("What was done to protect staff"), log.protective_actions
    completed = ", ".join(part for part in (log.completed_by_name, log.completed_by_title) if part)
    yield _("Log completed by"), completed
    yield _("Log completed"), moments.moment(log.completed_at) if log.completed_at else ""
