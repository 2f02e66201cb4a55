"""An incident: what was captured, what was completed later, its addenda and revisions."""

from dataclasses import dataclass, field, fields, replace
from datetime import date, datetime, timedelta
from typing import Annotated
from uuid import UUID

from incident_tracker.domain.capture.deescalation import Deescalation
from incident_tracker.domain.capture.drafts import CaptureMode, IncidentDraft
from incident_tracker.domain.capture.help_calls import HelpCall, PoliceDecision, check_decision
from incident_tracker.domain.capture.incident_head import Confirmation, IncidentHead
from incident_tracker.domain.capture.life_cycle import Status, check_editable
from incident_tracker.domain.capture.moments import Moment, local_day, month_of
from incident_tracker.domain.capture.parties import AffectedPerson, PersonOfConcern, Repeat, Ripple
from incident_tracker.domain.capture.phone_calls import PHONE_CHANNELS, PhoneCall
from incident_tracker.domain.capture.relief import Relief
from incident_tracker.domain.capture.severity import (
    Severity,
    TierModifiers,
    Weapon,
    lowest_severity,
    support_tier,
)
from incident_tracker.domain.capture.statutory import StatutoryFields
from incident_tracker.domain.columns import RecordColumn, Surface, exported
from incident_tracker.domain.errors import Reason, Refused, refuse_all
from incident_tracker.domain.translatable import N_

LONGEST_NARRATIVE = 20_000
LONGEST_MINUTES = 24 * 60
CLOCK_TOLERANCE = timedelta(minutes=2)

_ACCOUNT = "names the account of a user"
_OWN_PAGE = "told on the page of the incident"
_PLACE = RecordColumn(N_("Place"), Surface.PAPER | Surface.EXPORT, vocabulary="location_detail")
_FACTORS = RecordColumn(N_("Contributing factors"), Surface.EXPORT, vocabulary="factor", in_row=False)
_AFFECTED = RecordColumn(
    N_("Members of staff affected"), name="affected", in_row=False, untold="the people themselves are told"
)
_POLICE_CALLED = RecordColumn(N_("Police called"), Surface.EXPORT, in_row=False)


@dataclass(frozen=True, slots=True)
class Details:
    """What is completed after the quick capture; all of it optional.

    `identity_abuse`, `context` and `factors` are codes of the vocabularies of these names (`factor` for the last).
    `alone` is True if the targeted person worked without a colleague in reach. Minutes are whole minutes.
    """

    affected: Annotated[tuple[AffectedPerson, ...], exported("affected_people")] = ()
    person_of_concern: PersonOfConcern = field(default_factory=PersonOfConcern)
    ripple: Ripple = field(default_factory=Ripple)
    phone: PhoneCall | None = None
    weapon: Annotated[Weapon, exported()] = Weapon.NONE
    alone: Annotated[bool | None, exported()] = None
    identity_abuse: Annotated[tuple[str, ...], exported(vocabulary="identity_abuse")] = ()
    context: Annotated[tuple[str, ...], exported(vocabulary="context")] = ()
    deescalation: Deescalation = field(default_factory=Deescalation)
    help_call: HelpCall | None = None
    security_called: Annotated[bool | None, exported()] = None
    police: PoliceDecision | None = None
    duration_minutes: Annotated[int | None, exported()] = None
    factors: Annotated[tuple[str, ...], _FACTORS] = ()
    statutory: StatutoryFields = field(default_factory=StatutoryFields)

    @property
    def number_affected(
        self,
    ) -> Annotated[int, _AFFECTED]:
        """How many members of staff it touched."""
        return len(self.affected)

    @property
    def police_called(self) -> Annotated[bool | None, _POLICE_CALLED]:
        """Whether the police were called; None where nothing was recorded about it."""
        return None if self.police is None else self.police.called


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident(IncidentHead):
    """One escalation at the front desk.

    `logged_at` is UTC; `occurred_day` is the day at the site. `logged_by` is a user id; `reporter_id` (the member of
    staff behind that account) and `told_by_id` are person ids. `narrative` is written once and never overwritten:
    what is learned later becomes an `Addendum`.
    """

    occurred_day: Annotated[date, RecordColumn(untold="filters and counts go by it; people see the moment")]
    logged_at: Annotated[datetime, RecordColumn(on=Surface.EXPORT)]
    logged_by: Annotated[UUID, RecordColumn(untold=_ACCOUNT, refers_to="user_account")]
    place: Annotated[str | None, _PLACE] = None
    narrative: Annotated[str, RecordColumn(on=Surface.EXPORT, in_row=False)] = ""
    mode: Annotated[CaptureMode, RecordColumn(on=Surface.EXPORT)] = CaptureMode.SELF
    reporter_id: Annotated[UUID | None, RecordColumn(on=Surface.EXPORT, refers_to="person")] = None
    told_by_id: Annotated[UUID | None, RecordColumn(on=Surface.EXPORT, refers_to="person")] = None
    duplicate_of: Annotated[UUID | None, RecordColumn(untold=_OWN_PAGE, refers_to="incident")] = None
    details: Details = field(default_factory=Details)
    relief: Annotated[Relief | None, RecordColumn(on=Surface.EXPORT, in_row=False)] = None

    @property
    def month(
        self,
    ) -> Annotated[str, RecordColumn(N_("Month"), longest=7, untold="it follows from the moment, which is told")]:
        """The month at the site, "YYYY-MM", in which it is counted."""
        return month_of(self.occurred_day)

    @property
    def tier_modifiers(self) -> TierModifiers:
        """The circumstances that raise the support tier."""
        details = self.details
        return TierModifiers(
            identity_abuse=any(code != "none" for code in details.identity_abuse),
            sexual_harassment=self.kind in ("sexual_harassment", "sexual_assault")
            or "sexual_harassment" in details.identity_abuse,
            repeat_person=details.person_of_concern.repeat is Repeat.YES,
            alone=bool(details.alone),
            highest_distress=max((person.distress or 0 for person in details.affected), default=0),
            weapon=details.weapon,
        )

    @property
    def support_tier(self) -> int:
        """The tier 0 to 7 that the due windows of support follow."""
        return support_tier(self.severity, self.tier_modifiers)

    @property
    def affected(self) -> tuple[AffectedPerson, ...]:
        """The members of staff it touched: targeted, witnesses, helpers."""
        return self.details.affected

    @property
    def told_as_own(self) -> UUID | None:
        """The member of staff to whom it happened while the record names no one: who told it, or who reports it."""
        return self.told_by_id or self.reporter_id

    @property
    def involved_person_ids(self) -> frozenset[UUID]:
        """The members of staff who were part of it, and who can therefore not lead its debrief.

        A person who reports their own experience was there; a person who writes down what someone else told was not.
        """
        involved = {person.person_id for person in self.affected} | {self.told_by_id}
        if self.mode is CaptureMode.SELF:
            involved.add(self.reporter_id)
        return frozenset(person_id for person_id in involved if person_id is not None)


@dataclass(frozen=True, slots=True)
class Addendum:
    """What was added later to the description, by whom (a user id) and when (UTC)."""

    id: UUID
    incident_id: UUID
    at: datetime
    by: UUID
    text: str


@dataclass(frozen=True, slots=True)
class Revision:
    """One change of a field after saving: the values before and after in canonical form."""

    field: str
    before: object
    after: object


def accept(
    draft: IncidentDraft,
    *,
    id: UUID,
    ref: str,
    now: datetime,
    logged_by: UUID,
    time_zone: str,
    reporter_id: UUID | None = None,
    details: Details | None = None,
) -> Incident:
    """The incident that a complete draft describes, with what is known beyond it (`details`).

    `now` is UTC; `time_zone` is the site's IANA name. A time more than two minutes in the future is refused; less may
    be two clocks that differ. Errors: Refused as by `check_said`, at `narrative`, or at the field of the details that a
    rule is about.
    """
    check_said(draft, now)
    assert draft.occurred_at
    assert draft.site_id
    assert draft.channel
    assert draft.kind
    assert draft.severity is not None
    drafted = replace(
        details or Details(), affected=draft.affected, phone=draft.phone, weapon=draft.weapon, alone=draft.alone
    )
    return Incident(
        id=id,
        ref=ref,
        site_id=draft.site_id,
        desk_id=draft.desk_id,
        place=draft.place or None,
        occurred=Moment(draft.occurred_at, draft.precision),
        occurred_day=local_day(draft.occurred_at, time_zone),
        channel=draft.channel,
        kind=draft.kind,
        severity=draft.severity,
        status=Status.SUBMITTED,
        logged_at=now,
        logged_by=logged_by,
        narrative=accept_text(draft.narrative),
        mode=draft.mode,
        reporter_id=reporter_id,
        told_by_id=draft.told_by_id,
        confirmation=Confirmation.AWAITED if draft.mode is CaptureMode.PROXY else Confirmation.NOT_NEEDED,
        details=_fitting(drafted, draft.severity, draft.channel, draft.occurred_at),
    )


def check_said(draft: IncidentDraft, now: datetime) -> None:
    """Is everything said that an incident needs? `now` is UTC.

    Errors: Refused at the first of `occurred_at`, `site`, `channel`, `kind`, `severity` and `told_by` that is missing
    or cannot be, with all the others beside it.
    """
    said = {
        "occurred_at": draft.occurred_at,
        "site": draft.site_id,
        "channel": draft.channel,
        "kind": draft.kind,
        "severity": draft.severity,
        "told_by": draft.told_by_id if draft.mode is CaptureMode.PROXY else "no one",
    }
    refusals = [Refused(Reason.MISSING, name) for name, value in said.items() if value is None or value == ""]
    if draft.occurred_at is not None and draft.occurred_at > now + CLOCK_TOLERANCE:
        refusals.insert(0, Refused(Reason.IN_THE_FUTURE, "occurred_at"))
    refuse_all(refusals)


@dataclass(frozen=True, slots=True)
class Completion:
    """What the long form saves: the quick fields as corrected, the details, and the description if there was none yet.

    A field that is None stays as it was; `no_desk` and an empty `place` say that it was at none.
    """

    details: Details
    narrative: str | None = None
    occurred: Moment | None = None
    desk_id: UUID | None = None
    no_desk: bool = False
    place: str | None = None
    channel: str | None = None
    kind: str | None = None
    severity: Severity | None = None


def complete(
    incident: Incident, completion: Completion, *, time_zone: str, now: datetime, closed: bool = False
) -> Incident:
    """The incident with what the long form says. With `closed` it is a closed incident, and stays closed.

    Errors: Refused(WRONG_STATUS) if it is not open, or with `closed` not closed; Refused(ALREADY_DESCRIBED,
    "narrative") if a description would be overwritten; Refused at the field that a rule is about.
    """
    check_editable(incident.status, closed=closed)
    if completion.narrative is not None and incident.narrative and completion.narrative != incident.narrative:
        raise Refused(Reason.ALREADY_DESCRIBED, "narrative")
    occurred = completion.occurred or incident.occurred
    if occurred.at > now + CLOCK_TOLERANCE:
        raise Refused(Reason.IN_THE_FUTURE, "occurred_at")
    severity = incident.severity if completion.severity is None else completion.severity
    channel = completion.channel or incident.channel
    return replace(
        incident,
        occurred=occurred,
        occurred_day=local_day(occurred.at, time_zone),
        desk_id=None if completion.no_desk else completion.desk_id or incident.desk_id,
        place=incident.place if completion.place is None else completion.place or None,
        channel=channel,
        kind=completion.kind or incident.kind,
        severity=severity,
        narrative=incident.narrative or accept_text(completion.narrative or ""),
        details=_fitting(completion.details, severity, channel, occurred.at),
    )


def _fitting(details: Details, severity: Severity, channel: str, occurred_at: datetime) -> Details:
    """The details, checked against the head of the incident; no call details where there was no call.

    Errors: Refused.
    """
    check_weapon(severity, details.weapon)
    if details.police is not None:
        check_decision(details.police, occurred_at)
    if details.duration_minutes is not None and not 0 <= details.duration_minutes <= LONGEST_MINUTES:
        raise Refused(Reason.OUT_OF_RANGE, "duration_minutes", least=0, most=LONGEST_MINUTES)
    return details if channel in PHONE_CHANNELS else replace(details, phone=None)


DESCRIPTION_WRITTEN = "written"
"""What a revision says of a description."""


def revisions(before: Incident, after: Incident) -> tuple[Revision, ...]:
    """The fields that differ, details one by one. Of a description it is kept that it was written, never its words: it
    is on the incident, and is never replaced.
    """
    skipped = {"version", "details", "narrative"}
    changed = [
        Revision(name, getattr(before, name), getattr(after, name))
        for name in (column.name for column in fields(Incident))
        if name not in skipped and getattr(before, name) != getattr(after, name)
    ]
    if before.narrative != after.narrative:
        changed.append(Revision("narrative", "", DESCRIPTION_WRITTEN))
    changed += [
        Revision(f"details.{name}", getattr(before.details, name), getattr(after.details, name))
        for name in (column.name for column in fields(Details))
        if getattr(before.details, name) != getattr(after.details, name)
    ]
    return tuple(changed)


def accept_addendum(incident: Incident, *, id: UUID, at: datetime, by: UUID, text: str) -> Addendum:
    """An addition to the description; possible in every status but void. Errors: Refused at `text` or the status."""
    if incident.status is Status.VOID:
        raise Refused(Reason.WRONG_STATUS, "status", status=incident.status.value)
    if not text.strip():
        raise Refused(Reason.MISSING, "text")
    return Addendum(id, incident.id, at, by, accept_text(text, "text"))


def confirmed_incident(incident: Incident, *, corrected: bool) -> Incident:
    """The incident as confirmed by the person who told it; a correction itself is an addendum.

    Errors: Refused(ALREADY_DONE) if no confirmation is awaited.
    """
    if incident.confirmation is not Confirmation.AWAITED:
        raise Refused(Reason.ALREADY_DONE, "confirmation")
    return replace(incident, confirmation=Confirmation.CORRECTED if corrected else Confirmation.CONFIRMED)


def accept_text(text: str, field: str = "narrative") -> str:
    """Any text as it is, up to 20,000 characters, without what no database can store: NUL and half characters.

    Errors: Refused(TOO_LONG).
    """
    if len(text) > LONGEST_NARRATIVE:
        raise Refused(Reason.TOO_LONG, field, most=LONGEST_NARRATIVE)
    return text.replace("\x00", "").encode("utf-8", "replace").decode("utf-8")


def check_weapon(severity: Severity, weapon: Weapon) -> None:
    """A weapon that was shown, threatened or used makes it at least a threat. Errors: Refused at `severity`."""
    least = lowest_severity(weapon)
    if severity < least:
        raise Refused(Reason.OUT_OF_RANGE, "severity", least=int(least), most=int(Severity.SEVERE_HARM))
