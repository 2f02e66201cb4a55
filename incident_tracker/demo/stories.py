"""The invented stories: how an escalation at a front desk begins, goes on and ends, as codes and as words."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Story:
    """One way in which things go. Codes are those of the shipped vocabularies; `weight` is how often it happens.

    `severities` are weights for the levels 0 to 7.
    """

    weight: int
    channels: tuple[str, ...]
    place: str
    trigger: str
    factors: tuple[str, ...]
    signs: tuple[str, ...]
    techniques: tuple[str, ...]
    words: str
    severities: tuple[int, ...] = (10, 40, 34, 9, 4, 2, 1, 0)
    improves: bool = False
    """True for what the clinic's actions changed in the second half."""
    others: tuple[str, ...] = ()
    """The same story in other words."""


STORIES = (
    Story(
        18,
        ("in_person_desk", "waiting_room"),
        "check_in_window",
        "late_policy_applied",
        ("POL1", "COM2"),
        ("voice_louder_faster", "repeating_demand"),
        ("identify_wants_feelings", "apology", "exception_to_policy"),
        "Arrived late after two buses and was told the visit was given away. Raised the voice and "
        "leaned over the counter.",
        improves=True,
        others=(
            "Was sent home for being ten minutes late and said the bus had not come.",
            "Came at a quarter past and found the visit given to someone else.",
        ),
    ),
    Story(
        17,
        ("phone_in",),
        "phone_room",
        "wait_on_phone",
        ("ACC3", "STF1"),
        ("clipped_or_silent", "voice_louder_faster"),
        ("lowered_pace", "summarised_back", "call_back_promised"),
        "Had been on hold for a long time and was cut off twice. Shouted at the agent before "
        "saying what the call was about.",
        severities=(8, 46, 38, 8, 0, 0, 0, 0),
        improves=True,
        others=(
            "Was on hold for half an hour and had to give the date of birth three times.",
            "Called back for the third time because no one had rung.",
        ),
    ),
    Story(
        15,
        ("waiting_room", "in_person_desk"),
        "waiting_room",
        "wait_in_room",
        ("ACC2", "COM2", "ENV1"),
        ("pacing", "voice_louder_faster"),
        ("named_the_wait", "offer_choices", "water_seat_charger"),
        "Waited far longer than the board said. Paced, then struck the counter with the flat hand "
        "and swore at everybody.",
        severities=(14, 36, 28, 8, 10, 3, 1, 0),
        others=(
            "Had a visit at nine and was still in the waiting room at eleven.",
            "Saw people who came later being called first.",
        ),
    ),
    Story(
        12,
        ("in_person_desk", "phone_in", "portal_message"),
        "check_out_window",
        "prescription_denied_or_delayed",
        ("POL3", "PAT1"),
        ("repeating_demand", "crying_shaking"),
        ("listen_closely", "warm_handoff", "clinician_came"),
        "The refill was not ready and the prescriber was away. Called the receptionist useless and "
        "asked for her full name.",
        severities=(8, 32, 38, 14, 4, 3, 1, 0),
        others=(
            "The pharmacy had no order for the medicine that was promised for today.",
            "Was told that the request takes three days, on the last tablet.",
        ),
    ),
    Story(
        10,
        ("phone_in", "letter", "in_person_desk"),
        "check_out_window",
        "bill_or_copay",
        ("BIL1", "BIL2"),
        ("voice_louder_faster", "clipped_or_silent"),
        ("listen_closely", "written_next_step", "fixed_the_problem"),
        "Could not make sense of a second bill for the same visit. Threatened to come by and sort it out in person.",
        others=(
            "Was asked to pay before being seen, and had been told that nothing was owed.",
            "Had a letter from a collector about a bill that was paid.",
        ),
    ),
    Story(
        8,
        ("phone_in", "in_person_desk"),
        "check_in_window",
        "no_appointment_available",
        ("ACC1", "SUP1"),
        ("repeating_demand", "voice_louder_faster"),
        ("offer_choices", "supervisor_came"),
        "There was no appointment for three weeks. Insulted the scheduler for the way she speaks.",
        others=(
            "Was told for the second day to call again tomorrow at eight.",
            "The referral had run out, and there was no visit before it could be renewed.",
        ),
    ),
    Story(
        7,
        ("in_person_desk",),
        "check_in_window",
        "language_not_met",
        ("LAN1", "COM2"),
        ("voice_louder_faster", "confused"),
        ("interpreter_joined", "process_communication"),
        "No interpreter was at hand and the form was only in English. Threw the clipboard on the "
        "floor and left the line.",
        severities=(16, 40, 24, 4, 12, 3, 1, 0),
        others=(
            "Tried to explain by signs, and the phone interpreter was cut off twice.",
            "The letter in the hand was in a language that the person does not read.",
        ),
    ),
    Story(
        6,
        ("in_person_desk", "waiting_room"),
        "check_in_window",
        "sensitive_question_in_public",
        ("COM5", "EQU2"),
        ("staring", "clipped_or_silent"),
        ("private_space", "apology"),
        "Was asked about the reason for the visit in front of the line. Shouted that this is nobody's business.",
        others=(
            "The name and the test were said aloud over the counter.",
            "Was asked about money while the next person stood close by.",
        ),
    ),
    Story(
        4,
        ("parking_outside", "waiting_room"),
        "parking_lot",
        "conflict_with_other_patient",
        ("PAT4", "ENV2"),
        ("hands_clenched", "slamming_small_things"),
        ("moved_bystanders", "two_person", "set_clear_limits"),
        "Two people argued about a parking space and took it inside. One pushed the door against a receptionist.",
        severities=(4, 16, 20, 22, 18, 14, 5, 1),
        others=(
            "Two families wanted the same seats, and words were said about the children.",
            "Someone stepped ahead in the line, and was pulled back by the sleeve.",
        ),
    ),
    Story(
        3,
        ("email", "social_media", "voicemail"),
        "phone_room",
        "felt_discriminated",
        ("EQU3", "SUP2"),
        ("none_noticed",),
        ("call_back_by_manager",),
        "Left a message full of insults about the receptionist's accent and said the clinic would be sorry.",
        severities=(0, 14, 48, 36, 0, 0, 0, 2),
        others=(
            "Wrote that people who look like them always wait longest here.",
            "Wrote that the desk had laughed at the way they speak.",
        ),
    ),
)

WENT_ON = (
    "Spoke louder and louder until the whole room looked up.",
    "Said again and again that no one here listens.",
    "Called the person at the desk names.",
    "Would not step aside for the next person.",
    "Asked for a supervisor, and for a name to complain about.",
    "Stood close to the glass and pointed a finger.",
)
ENDED = (
    "Left when a call was promised for the same day.",
    "Calmed down after some minutes in the side room.",
    "Took a seat after the supervisor came.",
    "Left without a word.",
    "Said sorry before leaving.",
    "It took a quarter of an hour until work went on.",
)
"""How it went on and ended, in words that say no more than the record does."""

IN_PERSON = frozenset({"in_person_desk", "waiting_room", "parking_outside"})
"""The channels by which someone can be hit, and something broken."""

PLACES: Mapping[str, str] = {
    "phone_in": "phone_room",
    "voicemail": "phone_room",
    "waiting_room": "waiting_room",
    "parking_outside": "parking_lot",
}
"""Where it was, by the channel; at the desk the story says which window."""

OUTCOMES = ("at_desk", "with_supervisor", "with_clinician", "person_left", "asked_to_leave", "security", "police")
"""The ladder of outcomes, in order; higher levels of severity reach further up."""

KINDS = (
    "hostility",
    "hostility",
    "verbal_abuse",
    "threat",
    "against_objects",
    "physical_attack",
    "physical_attack",
    "weapon_or_object",
)
"""What kind of thing a severity level 0 to 7 usually is."""
