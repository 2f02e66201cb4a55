"""`user`: add and list accounts, disable them, change roles, reset pass phrases."""

import os
from argparse import ArgumentParser, Namespace
from typing import TextIO
from uuid import UUID

from incident_tracker.cli.answers import answer
from incident_tracker.cli.arguments import add_choice
from incident_tracker.cli.exit_status import ExitStatus
from incident_tracker.cli.places import site_called
from incident_tracker.cli.reasons import add_reason, has_reason
from incident_tracker.cli.session import signed_in
from incident_tracker.domain.clinic.access import Role
from incident_tracker.domain.clinic.people import Person
from incident_tracker.domain.clinic.users import User, name_key
from incident_tracker.domain.errors import NotFound
from incident_tracker.labels.clinic.sealed_notes import sealed_notes_text
from incident_tracker.ports.context import Context
from incident_tracker.usecases.clinic.accounts import (
    Admitted,
    add_user,
    change_role,
    disable_user,
    list_users,
    reset_passphrase,
)
from incident_tracker.usecases.clinic.first_run import is_being_set_up
from incident_tracker.usecases.clinic.people import add_person, list_people
from incident_tracker.usecases.clinic.sites import list_sites
from incident_tracker.wording import _

WHAT = ("add", "list", "disable", "role", "reset")
NEW_PASSPHRASE_VARIABLE = "INCIDENT_TRACKER_NEW_PASSPHRASE"  # noqa: S105


def add_arguments(parser: ArgumentParser) -> None:
    """What to do with which account."""
    parser.add_argument("what", choices=WHAT, metavar=f"{{{','.join(WHAT)}}}")
    parser.add_argument("name", nargs="?", metavar="NAME")
    add_choice(parser, "--role", Role)
    parser.add_argument("--site", action="append", metavar="S", help=_("sites of the account; all if none is named"))
    parser.add_argument("--person", metavar="NAME", help=_("the member of staff behind the account, made if unknown"))
    add_reason(parser, _("for all but `list`, and for `add` once an incident was logged"))


def run(options: Namespace, out: TextIO, err: TextIO) -> int:
    """Do it. A new or reset account gets a one-time pass phrase, shown once."""
    if (options.what != "list" and not options.name) or (options.what in ("add", "role") and not options.role):
        err.write(_("Please name the account, and its role where it gets one: user add NAME --role ROLE.") + "\n")
        return ExitStatus.WRONG_USAGE
    may_lack = options.what == "list" or (options.what == "add" and not options.reason.strip())
    if not may_lack and not has_reason(options, err):
        return ExitStatus.WRONG_USAGE
    with signed_in(options) as ctx:
        if options.what == "add" and not is_being_set_up(ctx) and not has_reason(options, err):
            return ExitStatus.WRONG_USAGE
        if options.what == "list":
            users = list_users(ctx)
            answer(options, out, {"users": [_document(user) for user in users]}, [_line(user) for user in users])
        elif options.what in ("add", "reset"):
            new = os.environ.get(NEW_PASSPHRASE_VARIABLE)
            admitted = (
                _add(ctx, options, new)
                if options.what == "add"
                else reset_passphrase(ctx, _called(ctx, options.name).id, reason=options.reason, passphrase=new)
            )
            answer(
                options,
                out,
                _document(admitted.user) | {"passphrase": admitted.passphrase, "one_time": True},
                [
                    _line(admitted.user),
                    _("One-time pass phrase: {words}").format(words=admitted.passphrase),
                    *(_afterwards() if options.what == "reset" else []),
                ],
            )
        else:
            user = _called(ctx, options.name)
            if options.what == "disable":
                user = disable_user(ctx, user.id, reason=options.reason, version=user.version)
            else:
                sites = frozenset(_sites(ctx, options)) if options.site else None
                user = change_role(ctx, user.id, options.role, reason=options.reason, sites=sites, version=user.version)
            answer(options, out, _document(user), [_line(user), *(_afterwards() if options.what == "disable" else [])])
    return ExitStatus.DONE


def _add(ctx: Context, options: Namespace, passphrase: str | None) -> Admitted:
    sites = _sites(ctx, options)
    person = _person(ctx, options, sites[0]) if options.person else None
    return add_user(
        ctx,
        options.name,
        options.role,
        reason=options.reason,
        person_id=person.id if person else None,
        sites=frozenset(sites),
        passphrase=passphrase,
    )


def _sites(ctx: Context, options: Namespace) -> list[UUID]:
    """The sites named, or all of them."""
    named = [site for name in options.site or () if (site := site_called(ctx, name))]
    return [site.id for site in named or list_sites(ctx)]


def _person(ctx: Context, options: Namespace, site_id: UUID) -> Person:
    for person in list_people(ctx):
        if person.name.casefold() == options.person.casefold():
            return person
    leads = options.role in (Role.SUPERVISOR, Role.MANAGER)
    return add_person(ctx, options.person, _job_of(options.role), site_id, may_facilitate=leads)


def _job_of(role: Role) -> str:
    """The job, a code of the vocabulary, of a person who is new and named together with an account."""
    match role:
        case Role.RECEPTION:
            return "receptionist"
        case Role.SUPERVISOR:
            return "supervisor"
        case Role.MANAGER:
            return "manager"
        case Role.COMMITTEE | Role.ADMINISTRATOR | Role.PRIVACY:
            return "other"


def _called(ctx: Context, name: str) -> User:
    for user in list_users(ctx):
        if name_key(user.name) == name_key(name):
            return user
    raise NotFound("user")


def _afterwards() -> list[str]:
    """What a pass phrase that is no longer in use means."""
    return [_("Older backups still open with the old pass phrase."), sealed_notes_text()]


def _document(user: User) -> dict[str, object]:
    return {
        "id": user.id,
        "name": user.name,
        "role": user.role,
        "active": user.active,
        "sites": sorted(map(str, user.sites)),
    }


def _line(user: User) -> str:
    return f"{user.name:<20} {user.role.value:<14} {_('active') if user.active else _('disabled')}"
