"""What the words of old logs mean in our vocabularies: kinds, severity, channels, jobs, harm, yes and no."""

import re

from incident_tracker.domain.capture.parties import PhysicalImpact
from incident_tracker.domain.capture.severity import Severity
from incident_tracker.exchange.cells import number_of, options_of

DEFAULT_KIND, DEFAULT_CHANNEL, DEFAULT_SEVERITY = "other", "other", Severity.HOSTILE

# The gravest first: of several things that happened, this one gives the kind.
_KINDS = tuple(
    (re.compile(pattern), code)
    for pattern, code in (
        (r"sexual (assault|battery)|rape", "sexual_assault"),
        (r"(?<!without )\b(weapons?|guns?|knife|knives|firearm|shoot|stab|armed|bomb)", "weapon_or_object"),
        (r"physical(?! threat)|assault(?! desc)|battery|\bhit|kick|bit(e|ing|ten)|punch|scratch|grab|push|shov|slap"
         r"|spit|bodily|fight|struck|hair pull|violence|attack|körperlich|físic|agredi", "physical_attack"),
        (r"stalk", "stalking"),
        (r"sexual", "sexual_harassment"),
        (r"threat|intimidat|bedroh|drohung|amenaz", "threat"),
        (r"propert|vandal|damage|thr[eo]w|objects?", "against_objects"),
        (r"animal|\bdog\b", "animal"),
        (r"verbal|abus|yell|scream|shout|profan|insult|curs|swear|slur|lewd|written|beleidig|insult", "verbal_abuse"),
        (r"hostil|rude|aggress|harass|disturb|disrupt|agitat|unwanted", "hostility"),
    )
)  # fmt: skip
_THREAT_FIRST = re.compile(r"verbal (threat|assu?a?ult|assualt)|threat of|psychological violence")
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
_IN_BRACKETS = re.compile(r"\([^()]*\)?")  # explains an option, often with words of other kinds
_NEAR_MISS = re.compile(r"near.?miss|attempted")
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
    """The gravest kind among the options of a cell, or None if no word is known."""
    found: list[int] = []
    for option in options_of(text) or (text,):
        words = _IN_BRACKETS.sub("", option.casefold())
        if _THREAT_FIRST.search(words):
            found.append(_place("verbal_abuse" if "assu" in words else "threat"))
        else:
            found += [place for place, (pattern, _) in enumerate(_KINDS) if pattern.search(words)][:1]
    return _KINDS[min(found)][1] if found else None


def severity_of(kind: str, words: str, kind_words: str = "") -> Severity:
    """The level on our ladder: what the kind is at least, raised by the words that logs have for injuries.

    A number from 0 to 7 is taken as it is. "Mild" and "moderate" are injuries only where somebody was touched.
    """
    number = number_of(words)
    if number is not None and number <= Severity.SEVERE_HARM:
        return Severity(number)
    if _NEAR_MISS.search(kind_words.casefold()) or _NEAR_MISS.search(words.casefold()):
        return Severity.NEAR_MISS
    level = LOWEST.get(kind, DEFAULT_SEVERITY)
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


def _place(code: str) -> int:
    return next(place for place, (_, found) in enumerate(_KINDS) if found == code)


def _first(rules: tuple[tuple[str, str], ...], text: str) -> str | None:
    words = text.casefold()
    return next((code for pattern, code in rules if re.search(pattern, words)), None)
