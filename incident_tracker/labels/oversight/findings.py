"""What a check found wrong, in plain words: which record, and what happened to it, without its contents."""

from typing import Protocol

from incident_tracker.labels.oversight.audit_trail import thing_of
from incident_tracker.wording import _


class Found(Protocol):
    """What to report; see `ports.clinic.Finding`."""

    @property
    def kind(self) -> str: ...
    @property
    def table(self) -> str: ...
    @property
    def id(self) -> str | None: ...
    @property
    def name(self) -> str: ...
    @property
    def fault(self) -> str: ...


def check_finding_text(found: Found) -> str:
    """One sentence, with the number or name of the record where it has one, else the number of its row."""
    if found.kind == "seal" and found.table != "audit_entry":
        return _record_text(found)
    texts = {
        "seal": _("Seals of what was written with entry {n} of the audit trail are missing or not its own."),
        "audit": _("The audit trail does not match from entry {n} on."),
        "backup": _("A backup beside the clinic holds entries that the audit trail no longer has."),
        "no_anchor": _("This computer does not remember the end of the audit trail."),
        "index": _("{name} cannot be found by its own codes or people."),
        "summary": _("The monthly summaries do not match the incidents."),
        "words": _("Some descriptions cannot be found by their words."),
        "keys": _("The key file is not as its last change left it."),
        "reference": _("A record refers to one that is not there."),
    }
    text = texts.get(found.kind, _("A part of the database file is damaged."))
    return text.format(n=found.id or "", name=found.name or found.id or "")


def _record_text(found: Found) -> str:
    thing = f"{thing_of(found.table)} ({found.name or found.id})"
    texts = {
        "gone": _("Removed outside the program: {thing}."),
        "unsealed": _("Added outside the program: {thing}."),
        "back": _("Put back outside the program: {thing}."),
    }
    return texts.get(found.fault, _("Changed outside the program: {thing}.")).format(thing=thing)
