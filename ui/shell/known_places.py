"""What Ctrl+K finds besides pages and commands: settings, people, accounts, words of the clinic, and the manual."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from uuid import UUID

from incident_tracker import wording
from incident_tracker.domain.capture.listing import IncidentFilter, IncidentRow
from incident_tracker.domain.clinic.access import Permission, Scope, grant
from incident_tracker.domain.clinic.people import Person
from incident_tracker.domain.clinic.users import User
from incident_tracker.domain.clinic.vocabulary import Term
from incident_tracker.domain.errors import Problem
from incident_tracker.labels.clinic.roles import role_text
from incident_tracker.labels.clinic.vocabularies import vocabulary_text
from incident_tracker.labels.support.debriefs import debrief_status_text
from incident_tracker.ports.context import Context
from incident_tracker.usecases.capture.incidents import list_incidents
from incident_tracker.usecases.clinic.accounts import list_users
from incident_tracker.usecases.learning.analyses import show_analysis
from incident_tracker.usecases.support.debriefs import show_debrief
from incident_tracker.wording import _
from ui.capture.incident_tones import brief_moment
from ui.clinic.settings_fields import setting_fields
from ui.clinic_choices import ClinicChoices, read_clinic
from ui.icons import Icon
from ui.page import PageDesk
from ui.shell.destinations import Destination, Group
from ui.shell.guides import Chapter
from ui.shell.recent import Opened

Go = Callable[[str, object], object]
Pages = frozenset[str]


@dataclass(frozen=True, slots=True)
class Recent:
    """A record that was opened, in the words of a list: page, id, name, and what tells it from others."""

    page: str
    id: UUID
    name: str
    detail: str = ""
    row: IncidentRow | None = None


@dataclass(frozen=True, slots=True)
class KnownPlaces:
    """What is read once when the palette opens."""

    names: ClinicChoices = field(default_factory=ClinicChoices)
    users: tuple[User, ...] = ()
    recent: tuple[Recent, ...] = ()


def read_known(ctx: Context, opened: Sequence[Opened]) -> KnownPlaces:
    """The clinic's names, the accounts if the actor sees them, and what they may still see of what they opened."""
    sees_accounts = _may(ctx, Permission.MANAGE_CLINIC) and (
        _may(ctx, Permission.MANAGE_USERS) or _may(ctx, Permission.RESET_PASSPHRASE)
    )
    users = list_users(ctx) if sees_accounts else ()
    return KnownPlaces(read_clinic(ctx), users, tuple(_read_recent(ctx, opened)))


def _read_recent(ctx: Context, opened: Sequence[Opened]) -> Iterator[Recent]:
    """As rows of lists: reading them is no view of a record."""
    incidents = frozenset(id for page, id in opened if page == "incident")
    rows: dict[UUID, IncidentRow] = {}
    if incidents and _may(ctx, Permission.VIEW_INCIDENTS):
        rows = {row.id: row for row in list_incidents(ctx, IncidentFilter(ids=incidents)).items}
    for page, id in opened:
        try:
            if page == "incident" and id in rows:
                yield Recent(page, id, rows[id].ref, row=rows[id])
            elif page == "analysis" and _may(ctx, Permission.SEE_ANALYSES):
                analysis = show_analysis(ctx, id).analysis
                yield Recent(page, id, analysis.ref, _("Root cause analysis"))
            elif page == "debrief" and _may(ctx, Permission.SEE_SUPPORT):
                debrief = show_debrief(ctx, id).debrief
                refs = [row.ref for row in _rows_of(ctx, debrief.incident_ids)]
                detail = " · ".join([debrief_status_text(debrief.status), *refs])
                yield Recent(page, id, _("Debrief"), detail)
        except Problem:
            continue  # it is no longer open to them


def _rows_of(ctx: Context, ids: Sequence[UUID]) -> tuple[IncidentRow, ...]:
    return list_incidents(ctx, IncidentFilter(ids=frozenset(ids))).items if _may(ctx, Permission.VIEW_INCIDENTS) else ()


def _may(ctx: Context, permission: Permission) -> bool:
    return grant(ctx.actor.role, permission).scope is not Scope.NONE


def places_of_settings(desk: PageDesk, go: Go) -> list[Destination]:
    """Every field of the settings page."""
    return [
        Destination(
            Group.SETTING,
            one.label.replace("&", ""),
            Icon.SETTINGS,
            partial(go, "settings", one.key),
            also=" ".join(choice.label for choice in one.choices),
        )
        for one in setting_fields(desk.may).values()
    ]


def places_of(
    known: KnownPlaces, desk: PageDesk, pages: Pages, go: Go, explain: Callable[[Term], object]
) -> list[Destination]:
    """What was opened last, people and accounts as far as their page is open, and every word of the clinic."""
    found = [_recent(one, known.names, desk, go) for one in known.recent if one.page in pages]
    if "users" in pages:
        found += [_person(one, known.names, go) for one in known.names.people]
    if "accounts" in pages:
        found += [_account(one, known.names, go) for one in known.users]
    found += [_term(one, explain) for one in known.names.terms]
    return found


def chapters_of(chapters: Sequence[Chapter], go: Go) -> list[Destination]:
    """Every guide of the manual and its chapters."""
    return [
        Destination(Group.GUIDE, one.name, Icon.MANUAL, partial(go, "manual", one.argument), one.guide)
        for one in chapters
    ]


def incident_place(
    row: IncidentRow, group: Group, names: ClinicChoices, desk: PageDesk, go: Go, always: bool = False
) -> Destination:
    """One incident: its number, its kind and when it was."""
    detail = f"{names.label('kind', row.kind)} · {brief_moment(row.occurred, desk.now(), desk.zone)}"
    return Destination(group, row.ref, Icon.INCIDENTS, partial(go, "incident", row.id), detail, always=always)


def _recent(one: Recent, names: ClinicChoices, desk: PageDesk, go: Go) -> Destination:
    if one.row is not None:
        return incident_place(one.row, Group.RECENT, names, desk, go, always=True)
    meaning = Icon.ANALYSES if one.page == "analysis" else Icon.SUPPORT
    return Destination(Group.RECENT, one.name, meaning, partial(go, one.page, one.id), one.detail, always=True)


def _person(person: Person, names: ClinicChoices, go: Go) -> Destination:
    where = [names.label("job", person.job), names.site(person.site_id)]
    if not person.active:
        where.append(_("left"))
    detail = " · ".join(filter(None, where))
    return Destination(Group.PERSON, person.name, Icon.PERSON, partial(go, "users", person.id), detail)


def _account(user: User, names: ClinicChoices, go: Go) -> Destination:
    parts = [role_text(user.role), names.person(user.person_id) if user.person_id else ""]
    detail = " · ".join(filter(None, parts))
    return Destination(Group.ACCOUNT, user.name, Icon.KEY, partial(go, "accounts", user.id), detail)


def _term(term: Term, explain: Callable[[Term], object]) -> Destination:
    language = wording.language()
    also = " ".join((term.label, term.label_es, term.definition, term.definition_es))
    detail = vocabulary_text(term.vocabulary)
    return Destination(Group.TERM, term.labeled(language), Icon.WORDS, partial(explain, term), detail, also=also)
