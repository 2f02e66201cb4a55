"""The call for help and the decision about the police in words."""

from collections.abc import Iterator

from incident_tracker.domain.capture.help_calls import HelpCall, PoliceDecision, SamePolicyAnswer
from incident_tracker.labels.clinic.names import ClinicNames
from incident_tracker.labels.facts import Fact, MomentFormats, minutes_text, yes_no
from incident_tracker.wording import _


def same_policy_text(answer: SamePolicyAnswer) -> str:
    """Would the policy give the same answer for any patient?"""
    match answer:
        case SamePolicyAnswer.YES:
            return _("Yes")
        case SamePolicyAnswer.NO:
            return _("No")
        case SamePolicyAnswer.UNSURE:
            return _("Not sure")


def help_facts(call: HelpCall) -> Iterator[Fact]:
    """How help was called, and who came when."""
    yield _("How help was called"), call.how
    yield _("Until someone came"), minutes_text(call.minutes_to_arrival)
    yield _("Who came to help"), call.who_came


def police_facts(police: PoliceDecision, names: ClinicNames, moments: MomentFormats) -> Iterator[Fact]:
    """Why the police were or were not called, what they were told, and the result."""
    yield _("Police called"), yes_no(police.called)
    yield _("Line of the decision table"), names.label("police_criterion", police.criterion)
    yield _("Immediate danger"), yes_no(police.immediate_danger)
    yield _("A weapon was present"), yes_no(police.weapon)
    yield _("Could be handled clinically"), yes_no(police.could_be_handled_clinically)
    yield _("Tried first"), names.labels("technique", police.alternatives_tried)
    yield _("Would also have been possible"), names.labels("technique", police.alternatives_available)
    yield _("Decided by"), police.decided_by_role
    yield _("A second person was asked"), yes_no(police.second_person_consulted)
    yield _("Called"), moments.moment(police.called_at) if police.called_at else ""
    yield _("Arrived"), moments.moment(police.arrived_at) if police.arrived_at else ""
    yield _("Left"), moments.moment(police.left_at) if police.left_at else ""
    yield _("Who came"), names.label("agency", police.agency)
    yield _("What they were told"), names.labels("information_disclosed", police.information_disclosed)
    yield _("Why health information was told"), police.disclosure_basis
    yield _("How it went"), names.label("police_outcome", police.outcome)
    yield _("The patient came to harm"), yes_no(police.patient_harmed)
    same = police.same_for_any_patient
    yield _("The same for any patient"), same_policy_text(same) if same else ""
