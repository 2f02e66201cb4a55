"""What people said about debriefs without their name, as lines of the report on promises."""

from collections.abc import Iterator

from incident_tracker.domain.oversight.promise_figures import SO_FAR, PromiseLine, PromisePart
from incident_tracker.domain.support.voices import Voice, VoiceQuestion, told_voices
from incident_tracker.labels.support.voices import voice_question_text, voice_text
from incident_tracker.usecases.gate import Work
from incident_tracker.wording import _


def voice_lines(work: Work, *, leads: bool) -> Iterator[PromiseLine]:
    """The answers of the whole clinic so far, of whatever site, month or debrief: none of these is recorded.

    `leads`: for those who lead debriefs, who are told them from five answers on; everyone else from eleven.
    """
    told = told_voices(work.unit.debrief_voices.steps(), leads=leads)
    if told is None:
        label = _("Answers without a name: fewer than are told")
        yield PromiseLine("voices", PromisePart.VOICES, label, SO_FAR, None, None, hidden=True)
        return
    for question in VoiceQuestion:
        for voice in Voice:
            label = _("{question} {answer}").format(
                question=voice_question_text(question).replace("&", ""), answer=voice_text(voice)
            )
            count = told.of(question, voice)
            yield PromiseLine(f"voice_{question}_{voice}", PromisePart.VOICES, label, SO_FAR, count, told.answers)
