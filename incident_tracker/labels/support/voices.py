"""The three questions without a name, and their answers, in words."""

from incident_tracker.domain.support.voices import Voice, VoiceQuestion
from incident_tracker.wording import _


def voice_question_text(question: VoiceQuestion) -> str:
    """What the person is asked, with the letter of its key."""
    match question:
        case VoiceQuestion.HELPFUL:
            return _("&Did the talk help you?")
        case VoiceQuestion.SAFE:
            return _("Was it &safe to say what you think?")
        case VoiceQuestion.POINTED:
            return _("&Was anyone blamed?")


def voice_text(voice: Voice) -> str:
    """What the person answers."""
    match voice:
        case Voice.YES:
            return _("Yes")
        case Voice.PARTLY:
            return _("Partly")
        case Voice.NO:
            return _("No")
