"""Words for people, in English and Spanish, shared by screen, paper and command line."""

from incident_tracker.catalogues import (
    LANGUAGES,
    _,
    by_language,
    language,
    ngettext,
    pgettext,
    speaking,
    translated,
    use,
)
from incident_tracker.domain.errors import (
    AuditBroken,
    BackupDamaged,
    BackupMissing,
    BackupOfAnother,
    ChangedMeanwhile,
    ConfirmationNeeded,
    Delayed,
    FileInTheWay,
    FileRefused,
    KeysDamaged,
    Locked,
    NotAllowed,
    NotFound,
    OwnPassphraseNeeded,
    Problem,
    Refused,
    SecondNeeded,
    Stopped,
    StoreBusy,
    StoreDamaged,
    StoreExists,
    StoreFull,
    StoreMissing,
    StoreProblem,
    StoreReadOnly,
    StoreReplaced,
    StoreTooNew,
    StoreUnproven,
    StoreUnreachable,
    WrongCredentials,
)
from incident_tracker.domain.file_problems import FILE_PROBLEMS, OTHER_FILE_PROBLEM
from incident_tracker.reason_words import reason_sentence

__all__ = [
    "LANGUAGES",
    "_",
    "by_language",
    "language",
    "ngettext",
    "pgettext",
    "problem_text",
    "speaking",
    "translated",
    "use",
]


def problem_text(problem: Exception) -> str:
    """One or two plain sentences for a person: what happened, what was kept, what to do next.

    What is no Problem is a fault of the program; its own words are not shown.
    """
    if not isinstance(problem, Problem):
        return _("Something unexpected happened. What you saved before is safe.")
    if isinstance(problem, Refused):
        return _refusal_sentence(problem)
    if isinstance(problem, FileRefused):
        return _file_text(problem)
    if isinstance(problem, Delayed):
        return _delay_text(problem.seconds)
    for kind, text in _problem_texts():
        if isinstance(problem, kind):
            return text
    return _("This could not be done. Nothing was changed.")


def _refusal_sentence(problem: Refused) -> str:
    """The reason's sentence with its values; where a value was not given, one that does not need it."""
    try:
        sentence = reason_sentence(problem.reason).format(**problem.values)
        if "accepted" in problem.values:
            told = _("{sentence} Accepted here: {accepted}.")
            return told.format(sentence=sentence, accepted=problem.values["accepted"])
        return sentence
    except KeyError:
        if "least" in problem.values:
            return _("This is too little: at least {least} is needed here.").format(least=problem.values["least"])
        return _("This does not fit here. Please choose something else; everything else is saved.")


def _problem_texts() -> list[tuple[type[Problem], str]]:
    return [
        (NotFound, _("There is no such record, or it is not yours to see.")),
        (NotAllowed, _("Your role does not include this. Nothing was changed; your administrator can help.")),
        (ConfirmationNeeded, _("Please type your pass phrase again to confirm this.")),
        (SecondNeeded, _("This takes a second person whose role includes it. Nothing was changed.")),
        (
            ChangedMeanwhile,
            _("Someone else saved this in the meantime. Theirs is saved, yours is still here: compare the two."),
        ),
        (
            OwnPassphraseNeeded,
            _(
                "This pass phrase works only once. Please choose your own first: sign in to the window, "
                "or run “incident-tracker passphrase”."
            ),
        ),
        (WrongCredentials, _("Name and pass phrase do not match. Please try again.")),
        (Stopped, _("Stopped. Nothing was changed.")),
        (
            StoreReplaced,
            _("The clinic was restored from a backup meanwhile. This was not saved; please sign in again."),
        ),
        (Locked, _("The program is locked. Please unlock it first; your draft is kept.")),
        (BackupMissing, _("There is no backup at this place. Please choose another file.")),
        (StoreMissing, _("There is no clinic here yet. Set one up, or choose another folder.")),
        (FileInTheWay, _("There is already a file with this name. It was not changed; please choose another name.")),
        (StoreExists, _("There is already a clinic here. It was not changed; choose another folder.")),
        (
            KeysDamaged,
            _("The key file is damaged or belongs to another clinic. Nothing was changed; restore it from a backup."),
        ),
        (
            StoreTooNew,
            _("This clinic was last used with a newer version of the program. Nothing was changed; please update."),
        ),
        (StoreBusy, _("Another program is using the clinic's file right now. Nothing was lost; please try again.")),
        (
            StoreFull,
            _("There is no space left on the disk. Nothing saved before is lost; free some space and try again."),
        ),
        (
            StoreReadOnly,
            _("This place cannot be written to. Nothing was changed; choose another folder or ask for write access."),
        ),
        (
            AuditBroken,
            _("The audit trail does not match the records. Nothing was changed; please tell the privacy officer."),
        ),
        (
            BackupDamaged,
            _("This file is damaged, or is no backup of this program. Nothing was changed; please choose another one."),
        ),
        (
            BackupOfAnother,
            _("This is a backup of another clinic. Nothing was changed; please choose one of this clinic."),
        ),
        (
            StoreDamaged,
            _("The clinic's file is damaged or is not one of ours. It was left as it is; please restore a backup."),
        ),
        (
            StoreUnproven,
            _(
                "The clinic's server did not prove who it is, so nothing was sent to it. Please ask the person who "
                "runs the server for TLS, and for the file with the certificate that this computer needs."
            ),
        ),
        (
            StoreUnreachable,
            _(
                "The clinic's server does not answer or refuses this computer. Nothing was changed; "
                "please check the network, the address and the password."
            ),
        ),
        (StoreProblem, _("The clinic's file cannot be used right now. Nothing was changed; please try again.")),
    ]


def _delay_text(seconds: int | None) -> str:
    if seconds is None:
        return _(
            "Too many wrong pass phrases: this account is blocked. A new pass phrase from an "
            "administrator unblocks it, and so does the recovery key."
        )
    return ngettext(
        "Please wait {n} second before the next try.", "Please wait {n} seconds before the next try.", seconds
    ).format(n=seconds)


def _file_text(problem: FileRefused) -> str:
    return translated(FILE_PROBLEMS.get(problem.reason, OTHER_FILE_PROBLEM)).format(**problem.values)
