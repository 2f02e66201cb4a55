"""What the words of old logs mean in our vocabularies: kinds, severity, channels, jobs, harm, yes and no."""

import re

from incident_tracker.domain.capture.parties import PhysicalImpact
from incident_tracker.domain.capture.severity import Severity
from incident_tracker.exchange.cells import number_of, options_of
from incident_tracker.exchange.kinds.reading import read_kind

DEFAULT_KIND, DEFAULT_CHANNEL, DEFAULT_SEVERITY = "other", "other", Severity.HOSTILE

LOWEST = {
    "hostility": Severity.HOSTILE,
    "verbal_abuse": Severity.ABUSE_IN_WORDS,
    "threat": Severity.THREAT,
    "sexual_harassment": Severity.THREAT,
    "against_objects": Severity.OBJECTS,
    "physical_attack": Severity.PHYSICAL,
    "weapon_or_object": Severity.PHYSICAL,
    "animal": Severity.PHYSICAL,
    "sexual_assault": Severity.SEVERE_HARM,
    "stalking": Severity.SEVERE_HARM,
}
_NEAR_MISS = re.compile(r"near.?miss|close.?call")
_CHANNELS = (
    (r"voice ?mail", "voicemail"),
    (r"phone|telephone|\bcall", "phone_in"),
    (r"e-?mail", "email"),
    (r"portal|my ?chart", "portal_message"),
    (r"\btext|sms", "text"),
    (r"social media|facebook|review", "social_media"),
    (r"letter|mail|written", "letter"),
    (r"video|tele-?(health|visit)", "video_visit"),
    (r"waiting|lobby", "waiting_room"),
    (r"parking|outside|street", "parking_outside"),
    (r"home", "home_visit"),
    (r"desk|window|reception|front|check.?in|counter|in.?person|face", "in_person_desk"),
    (r"room|corridor|hall|exam", "exam_corridor"),
)
_JOBS = (
    (r"nurse aide|health aide|\bcna\b|\blna\b(?!.*\brn\b)", "health_aide"),
    (r"medical assistant", "medical_assistant"),
    (r"nurse|\brn\b|\blpn\b", "nurse"),
    (r"physician|doctor|\bmd\b|provider|\bapp\b|clinician", "clinician"),
    (r"security", "security"),
    (r"reception|front desk|registration|clerk|check.?in", "receptionist"),
    (r"call cent", "call_centre_agent"),
    (r"schedul", "scheduler"),
    (r"billing|financial", "billing_counsellor"),
    (r"pharmac", "pharmacist"),
    (r"technolog|technician", "technician"),
    (r"therap", "therapist"),
    (r"social work", "social_worker"),
    (r"housekeep|environmental|cleaner", "housekeeping"),
    (r"interpret", "interpreter"),
    (r"supervisor", "supervisor"),
    (r"manager", "manager"),
    (r"student", "student"),
    (r"volunteer", "volunteer"),
)
_HARM = (
    (r"death|fatal|died", PhysicalImpact.DEATH),
    (r"^(none|no)\b|not injured|unharmed|without injury", PhysicalImpact.NONE),
    (r"missed work|lost time|days away|restricted duty", PhysicalImpact.DAYS_AWAY),
    (r"hospitali|admitted|admission|inpatient", PhysicalImpact.HOSPITAL),
    (r"first.?aid", PhysicalImpact.FIRST_AID),
    (r"^ed\b|\ber\b|emergency|medical|treated|urgent care|fracture", PhysicalImpact.MEDICAL_TREATMENT),
    (r"pain|sore|bruis|abrasion|minor|mild", PhysicalImpact.PAIN),
)
_YES = frozenset(("yes", "y", "true", "1", "x", "ja", "sí", "si", "called", "notified"))
_NO = frozenset(("no", "n", "false", "0", "nein", "not called", "none"))
_POLICE = re.compile(r"(police|law enforcement|911|sheriff)(?! not)")
_SECURITY = re.compile(r"security( was)? (called|notified)|(called|notified) security|^security$")


def kind_of(text: str) -> str | None:
    """The kind that the words of a cell name, of several the most serious; None if no word is known."""
    return read_kind(text).kind


def is_doubted(text: str) -> bool:
    """Can the words for a kind be read in two ways, or is their level open?"""
    return read_kind(text).doubted


def severity_of(kind: str, words: str, kind_words: str = "") -> Severity:
    """The level on our ladder: at least what the words for the kind say, raised by words for injuries.

    A number from 0 to 7 is taken as it is. "Mild" and "moderate" are injuries only if someone was touched. Where `kind`
    is not what `kind_words` mean to us, because a mapping says so, it is the lowest level of the kind.
    """
    number = number_of(words)
    if number is not None and number <= Severity.SEVERE_HARM:
        return Severity(number)
    read = read_kind(kind_words)
    if read.level is Severity.NEAR_MISS or _NEAR_MISS.search(words.casefold()):
        return Severity.NEAR_MISS
    level = read.level if read.kind == kind else LOWEST.get(kind)
    if level is None:
        return DEFAULT_SEVERITY
    if level >= Severity.PHYSICAL:
        said = words.casefold()
        if re.match(r"(severe|major|serious|critical|fatal)", said):
            return Severity.SEVERE_HARM
        if re.match(r"(mild|minor|moderate)", said):
            return max(level, Severity.INJURY)
    return level


def channel_of(text: str) -> str | None:
    """The channel that words mean, or None."""
    return _first(_CHANNELS, text)


def job_of(text: str) -> str | None:
    """The job that words mean, or None."""
    return _first(_JOBS, text)


def harm_of(text: str) -> PhysicalImpact | None:
    """The bodily consequence that words mean, or None; bare numbers say nothing about one person."""
    words = text.casefold()
    return next((impact for pattern, impact in _HARM if re.search(pattern, words)), None)


def truth_of(text: str) -> bool | None:
    """Yes or no, or None."""
    word = text.casefold()
    return True if word in _YES else False if word in _NO else None


def says_police(text: str) -> bool:
    """Do words about the outcome tell that law enforcement was called?"""
    return _POLICE.search(text.casefold()) is not None


def says_security(text: str) -> bool:
    """Do words about the outcome tell that security was called?"""
    return any(_SECURITY.search(option.casefold()) for option in options_of(text))


def _first(rules: tuple[tuple[str, str], ...], text: str) -> str | None:
    words = text.casefold()
    return next((code for pattern, code in rules if re.search(pattern, words)), None)
