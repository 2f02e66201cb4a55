"""The guided steps of relief, hot debrief, check-in and formal debrief: minutes, prompts and the principle behind each.

The texts are English source texts; what shows them passes them through `wording._`.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from incident_tracker.domain.errors import Reason, Refused
from incident_tracker.domain.support.debriefs import DebriefKind
from incident_tracker.domain.translatable import N_


class Principle(StrEnum):
    """The six principles of trauma-informed work (SAMHSA) that each step serves."""

    SAFETY = "safety"
    TRUST = "trust"
    PEERS = "peers"
    COLLABORATION = "collaboration"
    CHOICE = "choice"
    CULTURE = "culture"


@dataclass(frozen=True, slots=True)
class GuidedStep:
    """One step: its code, its heading, how many minutes it should take, what to say or ask, and why."""

    code: str
    title: str
    minutes: int
    prompts: tuple[str, ...]
    principle: Principle


@dataclass(frozen=True, slots=True)
class StepRecord:
    """That a step was done or left out, and how many minutes it took; nothing that was said."""

    id: UUID
    debrief_id: UUID
    step: str
    done_at: datetime
    minutes: int
    left_out: bool = False
    version: int = 1


PRINCIPLES: tuple[str, ...] = (
    N_("You choose: come, come later, bring someone, or do not come. No one asks why."),
    N_("This time is paid, and someone covers your desk."),
    N_("This is not an investigation, therapy, or a review of your work."),
    N_("We talk about what was going on, what helped and what you need. No one has to relive anything."),
    N_("What happened to you is not acceptable, and it is not part of the job."),
    N_("Patients may be frightened, in pain or wronged by us. Understanding that excuses no abuse."),
    N_("Racism and every other bias may be named here, toward you and from us toward patients."),
    N_("Your own words stay with you. Only what we want to change leaves this room, without names."),
)

NAMING: tuple[str, ...] = (
    N_("What happened was abuse. It is not acceptable, and it is not your fault."),
    N_("Thank you for telling us. You do not have to handle this alone."),
)

FOLLOW_UP_QUESTIONS: tuple[str, ...] = (
    N_("How are sleep and work going?"),
    N_("Is there a desk, a phone or a person that you would rather keep away from?"),
    N_("Is anything at work making it harder, including how people treat you since you spoke up?"),
)

RELIEF = (
    GuidedStep(
        "cover", N_("Cover the desk"), 2, (N_("Someone takes over the desk or the phone now."),), Principle.SAFETY
    ),
    GuidedStep("safe", N_("Safe and unhurt"), 3, (N_("Are you safe? Are you hurt?"),), Principle.SAFETY),
    GuidedStep("away", N_("Step away"), 3, (N_("Would you like to step away for a while?"),), Principle.CHOICE),
    GuidedStep(
        "comfort",
        N_("Water, quiet, someone to call"),
        4,
        (N_("Water? A quiet room? Shall we call someone, or arrange a ride home?"),),
        Principle.PEERS,
    ),
    GuidedStep(
        "others",
        N_("Everyone else in the room"),
        3,
        (N_("Look after colleagues and patients who saw or heard it. Do not ask for the story."),),
        Principle.SAFETY,
    ),
)

HOT = (
    GuidedStep(
        "invite",
        N_("Invite"),
        1,
        (N_("Thank you, all of you. This takes five minutes, and no one has to take part."),),
        Principle.CHOICE,
    ),
    GuidedStep("summary", N_("In two sentences"), 1, (N_("What happened, in two sentences?"),), Principle.TRUST),
    GuidedStep("went_well", N_("What went well"), 1, (N_("What did we do that helped?"),), Principle.PEERS),
    GuidedStep(
        "easier", N_("What would have helped"), 1, (N_("What would have made it easier?"),), Principle.COLLABORATION
    ),
    GuidedStep(
        "today",
        N_("One thing today"),
        1,
        (N_("What is one thing to put right today, and who does it?"),),
        Principle.COLLABORATION,
    ),
    GuidedStep(
        "close",
        N_("Close"),
        1,
        (N_("Would anyone like a break or a ride?"), N_("Say when you will speak again.")),
        Principle.SAFETY,
    ),
)

CHECK_IN = (
    GuidedStep("today", N_("Today"), 3, (N_("How are you today?"),), Principle.SAFETY),
    GuidedStep("shift", N_("This shift"), 3, (N_("What would make today's shift easier?"),), Principle.CHOICE),
    GuidedStep(
        "patient",
        N_("The other person"),
        3,
        (N_("What would you like to happen about the patient?"),),
        Principle.CHOICE,
    ),
    GuidedStep("pass_on", N_("What may be passed on"), 2, (N_("What may I tell others, and whom?"),), Principle.TRUST),
    GuidedStep(
        "help",
        N_("What is on offer"),
        4,
        (N_("Go through the list of support together; nothing has to be decided now."),),
        Principle.CHOICE,
    ),
    GuidedStep(
        "debrief",
        N_("The debrief"),
        3,
        (N_("Offer the debrief with its choices: when, where, alone or together, with whom, or not at all."),),
        Principle.CHOICE,
    ),
)

FORMAL = (
    GuidedStep(
        "welcome",
        N_("Welcome"),
        5,
        (
            N_("Read the eight principles aloud."),
            N_("Anyone may leave at any time, without a word. Phones are off; we end on time."),
        ),
        Principle.SAFETY,
    ),
    GuidedStep(
        "needs",
        N_("How are we here?"),
        3,
        (
            N_("Each person picks a number from 0 to 10 and keeps it to themselves."),
            N_("Does anyone need anything first?"),
        ),
        Principle.CHOICE,
    ),
    GuidedStep(
        "sequence",
        N_("What happened, from each point of view"),
        10,
        (
            N_("What did you see and hear? What were you dealing with just then?"),
            N_("Ask what and how. If it gets too much, pause."),
        ),
        Principle.TRUST,
    ),
    GuidedStep(
        "helped",
        N_("What helped, what got in the way"),
        10,
        (N_("Signs, words, calling for help, staffing, the room, a rule, a language: what helped, what did not?"),),
        Principle.COLLABORATION,
    ),
    GuidedStep(
        "other_side",
        N_("The other side"),
        5,
        (
            N_(
                "What may this person have run into here before that moment: a rule, a wait, a bill, a "
                "language, disrespect?"
            ),
        ),
        Principle.CULTURE,
    ),
    GuidedStep(
        "equity",
        N_("Would it have gone the same?"),
        5,
        (N_("With another patient? With another colleague? How do we know?"),),
        Principle.CULTURE,
    ),
    GuidedStep(
        "change",
        N_("What we want changed"),
        8,
        (N_("Note each suggestion with its factor and who could take it on. No names of patients or colleagues."),),
        Principle.CHOICE,
    ),
    GuidedStep(
        "next",
        N_("What each of us needs next"),
        5,
        (
            N_("Go through support and the dates on which we speak again."),
            N_("Read aloud what will be shared with whom, and ask whether that is right."),
        ),
        Principle.TRUST,
    ),
    GuidedStep(
        "close", N_("Close"), 3, (N_("Thank you. This was not okay, and it was not your fault."),), Principle.SAFETY
    ),
)

THEMATIC = (
    GuidedStep(
        "welcome",
        N_("Welcome"),
        3,
        (N_("Read the eight principles aloud. We look at the month, not at any single person."),),
        Principle.SAFETY,
    ),
    GuidedStep(
        "calm", N_("What kept us calm"), 9, (N_("What worked this month, and what made it work?"),), Principle.PEERS
    ),
    GuidedStep(
        "again",
        N_("What keeps coming back"),
        9,
        (N_("Which rule, wait, letter or place do we keep running into?"),),
        Principle.COLLABORATION,
    ),
    GuidedStep(
        "change",
        N_("What we want changed"),
        7,
        (N_("Note each suggestion with its factor and who could take it on. No names of patients or colleagues."),),
        Principle.CHOICE,
    ),
    GuidedStep("close", N_("Close"), 2, (N_("Thank you. Say when you will hear the result."),), Principle.TRUST),
)


def steps_of(kind: DebriefKind) -> tuple[GuidedStep, ...]:
    """The guided steps of a kind of debrief, in their order."""
    match kind:
        case DebriefKind.RELIEF:
            return RELIEF
        case DebriefKind.HOT:
            return HOT
        case DebriefKind.CHECK_IN:
            return CHECK_IN
        case DebriefKind.FORMAL | DebriefKind.SECOND:
            return FORMAL
        case DebriefKind.THEMATIC:
            return THEMATIC


def step_done(
    kind: DebriefKind, step: str, *, id: UUID, debrief_id: UUID, now: datetime, minutes: int, left_out: bool = False
) -> StepRecord:
    """That `step` of this kind was done. Errors: Refused at `step` for one that this kind does not have."""
    if step not in {known.code for known in steps_of(kind)}:
        raise Refused(Reason.UNKNOWN_TERM, "step", term=step)
    if minutes < 0:
        raise Refused(Reason.OUT_OF_RANGE, "minutes", least=0, most=120)
    return StepRecord(id, debrief_id, step, now, minutes, left_out)
