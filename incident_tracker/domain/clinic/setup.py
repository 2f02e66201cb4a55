"""The set-up of a clinic as one file says it. What the file does not say stays as it is, and nothing is deleted."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from incident_tracker.domain.clinic.calendars import ClosedDay, NewWeek, Weekly
from incident_tracker.domain.clinic.directory import HelpKind
from incident_tracker.domain.clinic.extras import MailSecurity
from incident_tracker.domain.clinic.police_table import PoliceAnswer
from incident_tracker.domain.clinic.sites import Facility, Profile
from incident_tracker.domain.errors import Problem, Refused

Place = tuple[str | int, ...]
"""Where something is in the file: ("site", 2, "desk", 1, "channel"), with places counted from 1."""


class SetupRefused(Problem):
    """Something in the file is refused, and nothing was changed. `at` is where, `refused` why."""

    def __init__(self, at: Place, refused: Refused) -> None:
        super().__init__(str(refused))
        self.at = at
        self.refused = refused


@dataclass(frozen=True, slots=True)
class PartSetup:
    """A desk or a phone line; a report from a desk begins with its `channel`. None is not said."""

    name: str
    channel: str | None = None
    last_day: date | None = None


@dataclass(frozen=True, slots=True)
class SiteSetup:
    """A site with what belongs to it; `zone` is an IANA name. `weekly` are its hours of now, `later` those that hold
    from a day on. None is not said.
    """

    name: str
    zone: str
    profile: Profile | None = None
    facility: Facility | None = None
    last_day: date | None = None
    weekly: Weekly | None = None
    desks: tuple[PartSetup, ...] = ()
    lines: tuple[PartSetup, ...] = ()
    closed: tuple[ClosedDay, ...] = ()
    later: tuple[NewWeek, ...] = ()


@dataclass(frozen=True, slots=True)
class WordSetup:
    """A term: one of the clinic's own with its words, or any with its last day. `like` is what it counts with."""

    vocabulary: str
    code: str
    label: str | None = None
    label_es: str | None = None
    like: str | None = None
    last_day: date | None = None


@dataclass(frozen=True, slots=True)
class PoliceSetup:
    """A line of the table for the police; what is None stays as it is."""

    code: str
    label: str | None = None
    label_es: str | None = None
    answer: PoliceAnswer | None = None
    advice: str | None = None
    advice_es: str | None = None
    last_day: date | None = None


@dataclass(frozen=True, slots=True)
class HelpSetup:
    """A line or team that helps; `site` is the name of the only site that it is for, None for all."""

    name: str
    kind: HelpKind
    phone: str
    hours: str = ""
    by_video: bool = False
    note: str = ""
    site: str | None = None
    last_day: date | None = None


@dataclass(frozen=True, slots=True)
class OrderSetup:
    """The order of the words of a list, by their codes; words that are not named come after them."""

    vocabulary: str
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SupportSetup:
    """Help for the staff of a site from outside the clinic; `kinds` are the offers that it takes up. `apart`: no one
    who helps there treats patients of the clinic or works for it. `retired`: it is named no longer.
    """

    name: str
    site: str
    contact: str = ""
    kinds: tuple[str, ...] = ()
    apart: bool = False
    retired: bool = False


@dataclass(frozen=True, slots=True)
class ExtrasSetup:
    """The extras: whether invitations are on, and the mail server without its password. None is not said."""

    host: str | None = None
    port: int | None = None
    security: MailSecurity | None = None
    sender: str | None = None
    user_name: str | None = None
    invitations: bool | None = None


@dataclass(frozen=True, slots=True)
class ClinicSetup:
    """Everything that the file says; `idle_minutes` is after how long an unused window locks at the latest,
    `desks_may_close` whether a desk may be closed for a debrief, `own_reports` whether people complete the open reports
    that they wrote, `closing_day` from which day of the next month a month can be closed. None is not said.
    """

    name: str | None = None
    idle_minutes: int | None = None
    own_reports: bool | None = None
    sites: tuple[SiteSetup, ...] = ()
    words: tuple[WordSetup, ...] = ()
    police: tuple[PoliceSetup, ...] = ()
    help: tuple[HelpSetup, ...] = ()
    desks_may_close: bool | None = None
    support: tuple[SupportSetup, ...] = ()
    orders: tuple[OrderSetup, ...] = ()
    extras: ExtrasSetup | None = None
    closing_day: int | None = None


class SetupAct(StrEnum):
    """What applying a file does to one thing."""

    ADDED = "added"
    CHANGED = "changed"
    RETIRED = "retired"
    HOURS_SET = "hours_set"
    CLOSED = "closed"
    AWAY = "away"
    LEFT = "left"


@dataclass(frozen=True, slots=True)
class SetupChange:
    """One thing that is done to the `kind` called `name`: a "clinic", "site", "desk", "phone_line", "term",
    "police_line", "directory_entry" or "support" (help for staff); the "order" of the vocabulary called so; the
    "idle_minutes" or "closing_day", whose name is their number; or "own_reports", whose name is "true" or "false"; or
    "desks_may_close"; or the "mail_server" called so; or
    "invitations", whose name is "true" or "false".

    `site` is where, `days` are the days that are closed or on which
    a person is away (the first and the last), or the last day of what ends or of who has left.
    """

    act: SetupAct
    kind: str
    name: str
    site: str = ""
    days: tuple[date, ...] = ()
