"""What was typed over an analysis and not saved, as the text of a draft."""

from db.capture.frozen import from_json, to_json
from incident_tracker.domain.learning.versions import UnsavedAnalysis


class TypedAnalysesAsJson:
    """Text and back; the table of drafts encrypts it."""

    def text_of(self, typed: UnsavedAnalysis) -> str:
        """The text that a draft keeps."""
        return to_json(typed)

    def read(self, text: str) -> UnsavedAnalysis:
        """What `text_of` wrote. Errors: KeyError or ValueError for anything else."""
        return from_json(UnsavedAnalysis, text)
