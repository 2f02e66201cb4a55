"""The few problems that a person must be told about; everything else that is raised is a bug."""

from collections.abc import Sequence
from enum import StrEnum


class Problem(Exception):
    """Base of all problems that `wording.problem_text` turns into one or two plain sentences.

    A problem never carries narrative, names or patient codes, because its text may reach a log.
    """


class Reason(StrEnum):
    """Why a value or a request was refused; each has its sentence in `wording`."""

    MISSING = "missing"
    TOO_LONG = "too_long"
    NOT_A_NUMBER = "not_a_number"
    NOT_A_TEXT = "not_a_text"
    NOT_TRUE_OR_FALSE = "not_true_or_false"
    NOT_A_LIST = "not_a_list"
    NOT_AN_OBJECT = "not_an_object"
    NOT_AN_ID = "not_an_id"
    NOT_ONE_OF = "not_one_of"
    SAID_TWICE = "said_twice"
    ALREADY_DESCRIBED = "already_described"
    OUT_OF_RANGE = "out_of_range"
    NOT_SHOWN = "not_shown"
    NOT_TOGETHER = "not_together"
    UNKNOWN_TERM = "unknown_term"
    UNKNOWN_KEY = "unknown_key"
    NOT_A_DATE = "not_a_date"
    NOT_A_DAY = "not_a_day"
    NOT_A_SPAN = "not_a_span"
    NOT_DAYS = "not_days"
    IN_THE_FUTURE = "in_the_future"
    BEFORE_THE_INCIDENT = "before_the_incident"
    ENDS_BEFORE_START = "ends_before_start"
    PART_OF_ONE_DAY = "part_of_one_day"
    TOO_LONG_AWAY = "too_long_away"
    MONTH_IS_OVER = "month_is_over"
    CLOSES_LATER = "closes_later"
    AWAY_ALREADY = "away_already"
    WRONG_STATUS = "wrong_status"
    ALREADY_DONE = "already_done"
    NAME_TAKEN = "name_taken"
    NAME_TAKEN_MEANWHILE = "name_taken_meanwhile"
    REASON_TOO_SHORT = "reason_too_short"
    REASON_SAYS_NOTHING = "reason_says_nothing"
    WAS_INVOLVED = "was_involved"
    NEEDS_WRITTEN_REASON = "needs_written_reason"
    OUTSIDE_PAID_HOURS = "outside_paid_hours"
    IN_A_BREAK = "in_a_break"
    COVER_MISSING = "cover_missing"
    DESK_STAYS_OPEN = "desk_stays_open"
    TOO_EARLY = "too_early"
    TOO_SHORT = "too_short"
    NOBODY_ACCEPTED = "nobody_accepted"
    IN_THE_PAST = "in_the_past"
    NOT_ALL_AGREE = "not_all_agree"
    GROUP_TOO_EARLY = "group_too_early"
    SAME_PERSON = "same_person"
    NEEDS_SYSTEM_FACTOR = "needs_system_factor"
    NEEDS_STRONGER_ACTION = "needs_stronger_action"
    NEEDS_STATEMENT = "needs_statement"
    PASSPHRASE_TOO_SHORT = "passphrase_too_short"  # noqa: S105
    PASSPHRASE_TOO_COMMON = "passphrase_too_common"  # noqa: S105
    PASSPHRASE_HAS_NAME = "passphrase_has_name"  # noqa: S105
    PASSPHRASE_UNCHANGED = "passphrase_unchanged"  # noqa: S105
    RECOVERY_KEY_WRONG = "recovery_key_wrong"
    LAST_OF_ROLE = "last_of_role"
    OWN_ROLE = "own_role"
    LAST_SITE = "last_site"
    LAST_TERM = "last_term"
    NOT_OURS_TO_CHANGE = "not_ours_to_change"
    ZONE_STAYS = "zone_stays"
    NOT_A_SERVER = "not_a_server"
    SERVER_UNPROVEN = "server_unproven"
    NOT_AN_ADDRESS = "not_an_address"
    NOT_A_HOST = "not_a_host"
    NOT_PLAIN = "not_plain"
    NOT_SWITCHED_ON = "not_switched_on"
    MAY_NOT_AGREE = "may_not_agree"
    TOO_LATE_TO_UNDO = "too_late_to_undo"
    OTHERS_WORK_ON_IT = "others_work_on_it"
    CLOSED_THAT_DAY = "closed_that_day"
    IN_ANOTHER_DEBRIEF = "in_another_debrief"
    PLACE_TAKEN = "place_taken"
    COVERS_TWO_DESKS = "covers_two_desks"
    COVERS_IT = "covers_it"
    COVER_NOT_AT_WORK = "cover_not_at_work"
    COVER_NOT_CONFIRMED = "cover_not_confirmed"
    LEADS_IT = "leads_it"
    IS_ASKED_TO_IT = "is_asked_to_it"
    NO_ONE_LEADS = "no_one_leads"
    LEADER_NOT_AT_WORK = "leader_not_at_work"
    IS_AWAY = "is_away"
    HAS_LEFT = "has_left"
    NO_LONGER_HERE = "no_longer_here"
    LATE_WITHOUT_WHY = "late_without_why"
    BOOKED_FOR_LATER = "booked_for_later"
    NO_ONE_IN_BOTH = "no_one_in_both"
    NOT_ALL_WANT_ONE = "not_all_want_one"
    WINDOWS_APART = "windows_apart"
    ONE_ANSWERS = "one_answers"
    NO_ONE_ANSWERS = "no_one_answers"
    ANSWERS_FOR_OWN = "answers_for_own"
    CANNOT_ACT = "cannot_act"
    CANNOT_ASSIST = "cannot_assist"
    HAS_ANOTHER_PART = "has_another_part"
    HELP_NOT_WANTED = "help_not_wanted"
    ONE_HELPS = "one_helps"
    NOT_APART = "not_apart"
    NOT_AGREED = "not_agreed"
    KEY_OF_ANOTHER_DAY = "key_of_another_day"
    NO_KEY_YET = "no_key_yet"
    NOT_GIVEN = "not_given"
    STAFF_SAID_NO = "staff_said_no"


class Refused(Problem):
    """A value or a request that the rules do not accept.

    `field` names the input it is about (the same word as in the record), or None for the whole;
    `values` fill the sentence (numbers, dates, codes; never free text). `also` are further refusals of the same
    request, so that a person meets all of them at once.
    """

    def __init__(self, reason: Reason, field: str | None = None, **values: object) -> None:
        super().__init__(f"{reason.value}:{field or ''}")
        self.reason = reason
        self.field = field
        self.also: tuple[Refused, ...] = ()
        self.values = values


def refuse_all(refusals: Sequence[Refused]) -> None:
    """Raise the first of these, with the others beside it; nothing if there are none."""
    if refusals:
        first, *others = refusals
        first.also = tuple(others)
        raise first


class NotFound(Problem):
    """There is no such record, or the actor may not know that there is. `kind` is a word like "incident"."""

    def __init__(self, kind: str) -> None:
        super().__init__(kind)
        self.kind = kind


class NotAllowed(Problem):
    """The actor's role or site does not permit this; the denial has been audited."""

    def __init__(self, permission: str) -> None:
        super().__init__(permission)
        self.permission = permission


class ConfirmationNeeded(Problem):
    """This needs the pass phrase typed again, because the last time is more than five minutes ago."""

    def __init__(self, permission: str) -> None:
        super().__init__(permission)
        self.permission = permission


class SecondNeeded(Problem):
    """This needs a second person who agrees, in the same act, by their own name and pass phrase.

    `recovery_key`: nobody else holds the right, so the recovery key stands in for the second person.
    """

    def __init__(self, permission: str, *, recovery_key: bool) -> None:
        super().__init__(permission)
        self.permission = permission
        self.recovery_key = recovery_key


class ChangedMeanwhile(Problem):
    """Someone else saved the record after it was read; nothing was overwritten.

    `expected` and `present` are the version numbers that did not match.
    """

    def __init__(self, kind: str, expected: int, present: int) -> None:
        super().__init__(f"{kind} {expected}/{present}")
        self.kind = kind
        self.expected = expected
        self.present = present


class WrongCredentials(Problem):
    """Unknown user or wrong pass phrase; deliberately the same answer."""


class OwnPassphraseNeeded(Problem):
    """A person signed in with a one-time pass phrase, which allows nothing but choosing their own."""


class Delayed(Problem):
    """Too many wrong pass phrases; `seconds` until the next try is accepted, or None: blocked until a reset."""

    def __init__(self, seconds: int | None) -> None:
        super().__init__(str(seconds))
        self.seconds = seconds


class Stopped(Problem):
    """Someone stopped what was running; nothing was changed."""


class Locked(Problem):
    """The session is locked; only unlocking is possible."""


class StoreProblem(Problem):
    """The database or its files cannot be used as they are; nothing was changed. `detail` holds no record contents."""

    def __init__(self, detail: str = "") -> None:
        super().__init__(detail)
        self.detail = detail


class StoreMissing(StoreProblem):
    """There is no database at this place."""


class StoreUnreachable(StoreProblem):
    """The server does not answer, or refuses this computer."""


class StoreUnproven(StoreUnreachable):
    """The server has no TLS, or no certificate that proves who it is; it was told nothing."""


class StoreDamaged(StoreProblem):
    """The file is damaged, or is not one of ours; it was left as it was."""


class BackupDamaged(StoreDamaged):
    """A file is damaged or no backup; a clinic that is there was left as it was."""


class BackupMissing(StoreMissing):
    """There is no backup at this place."""


class BackupOfAnother(StoreDamaged):
    """A whole backup that belongs to another clinic."""


class KeysDamaged(StoreProblem):
    """The key file is damaged or belongs to another database."""


class StoreTooNew(StoreProblem):
    """The database was made by a newer version of the program."""


class StoreBusy(StoreProblem):
    """Another program holds the database."""


class StoreFull(StoreProblem):
    """There is no space left where the database is."""


class StoreReadOnly(StoreProblem):
    """The place cannot be written to."""


class StoreReplaced(StoreProblem):
    """The database was restored from a backup after it was opened here: only signing in again leads to it."""


class StoreExists(StoreProblem):
    """There already is a database at this place; it is never replaced."""


class FileInTheWay(Problem):
    """There is a file of this name already; it is replaced only when that is asked for. `name` has no folder."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


class AuditBroken(StoreProblem):
    """The audit chain does not fit its entries or the remembered head."""


class FileRefused(Problem):
    """A file of another program that cannot be read in; nothing was stored. `reason` is a code for `wording`."""

    def __init__(self, reason: str, **values: object) -> None:
        super().__init__(reason)
        self.reason = reason
        self.values = values
