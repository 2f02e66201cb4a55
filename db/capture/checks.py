"""The damage that only this chapter can find: summaries that do not match, and words that cannot be found."""

from collections.abc import Iterator

from db.capture.repositories import SqlCaptureRepositories
from incident_tracker.ports.clinic import CheckFinding


def check_codes(unit: SqlCaptureRepositories, repair: bool) -> Iterator[CheckFinding]:
    """The codes and people by which incidents are found and counted, checked against the incidents themselves."""
    for incident_id, ref in unit.incidents.misindexed(repair=repair):
        message = "The codes or people of an incident are not those of its details."
        yield CheckFinding("index", "incident_code", str(incident_id), message, ref)


def check_summaries(unit: SqlCaptureRepositories, repair: bool) -> Iterator[CheckFinding]:
    """Check summaries by a recount, and the index of words by the descriptions; both are rebuilt if `repair`."""
    if unit.tallies.differences():
        if repair:
            unit.tallies.rebuild()
        yield CheckFinding("summary", "tally_month", None, "The monthly summaries do not match the incidents.")
    if unit.incidents.words_missing():
        if repair:
            unit.incidents.rebuild_words()
        yield CheckFinding("words", "incident_text", None, "Some descriptions cannot be found by their words.")
