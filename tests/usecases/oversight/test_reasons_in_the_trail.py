"""Every written reason is kept in the audit trail, for the privacy officer alone, and is part of the chain."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from db.engine import WRITES
from incident_tracker.domain.audit import AuditFilter
from incident_tracker.domain.capture.listing import IncidentFilter
from incident_tracker.domain.clinic.access import Permission, Role
from incident_tracker.domain.errors import Reason, Refused
from incident_tracker.labels.oversight.audit_trail import sentence
from incident_tracker.ports.context import Context
from incident_tracker.usecases.capture.exporting import export_deidentified
from incident_tracker.usecases.capture.importing import check_log, store_log
from incident_tracker.usecases.capture.review import (
    close_incident,
    mark_not_reportable,
)
from incident_tracker.usecases.clinic.accounts import (
    add_user,
    change_role,
    disable_user,
    renew_recovery_key,
    reset_passphrase,
)
from incident_tracker.usecases.clinic.second_person import agree
from incident_tracker.usecases.clinic.settings import name_clinic
from incident_tracker.usecases.clinic.vocabulary import add_term, retire_term
from incident_tracker.usecases.oversight.audit_trail import list_audit, who_saw
from incident_tracker.usecases.oversight.exported_tables import Exportable, export_tables
from incident_tracker.usecases.support.duplicates import mark_duplicate, reopen_incident
from incident_tracker.usecases.support.striking_out import void_incident
from tests.bare_incidents import log_incident
from tests.storage.saver import draft
from tests.storage_fixtures import HARBOUR, PASSPHRASE, USERS, Clinic

WHY = "Canary reason: the board asked on Monday"
OLD_LOG = b"Date,What happened\n2026-01-12,Shouted at the desk\n"
ROSA, SAM = USERS[Role.RECEPTION], USERS[Role.SUPERVISOR]


INCIDENTS_ONLY = (Exportable.INCIDENTS,)


def an_incident(ctx: Context) -> UUID:
    return log_incident(ctx, draft()).incident.id


def reopened(ctx: Context, why: str) -> None:
    id = an_incident(ctx)
    close_incident(ctx, id, 1)
    reopen_incident(ctx, id, 2, why)


def renewed(ctx: Context, why: str) -> None:
    agreed = replace(ctx, agreement=agree(ctx, Permission.NEW_RECOVERY_KEY, "ada", PASSPHRASE))
    renew_recovery_key(agreed, reason=why)


def read_in(ctx: Context, why: str) -> None:
    store_log(ctx, check_log(ctx, OLD_LOG, site_id=HARBOUR.id, reason=WHY), reason=why)


Act = Callable[[Context, str], object]
ACTS: dict[str, tuple[Role, Act]] = {
    "created": (Role.ADMINISTRATOR, lambda ctx, why: add_user(ctx, "max", Role.MANAGER, reason=why)),
    "role_changed": (Role.ADMINISTRATOR, lambda ctx, why: change_role(ctx, ROSA.id, Role.SUPERVISOR, reason=why)),
    "disabled": (Role.ADMINISTRATOR, lambda ctx, why: disable_user(ctx, ROSA.id, reason=why)),
    "passphrase_reset": (Role.MANAGER, lambda ctx, why: reset_passphrase(ctx, ROSA.id, reason=why)),
    "changed": (Role.ADMINISTRATOR, lambda ctx, why: name_clinic(ctx, "Harbour", reason=why)),
    "created ": (Role.ADMINISTRATOR, lambda ctx, why: add_term(ctx, "job", "Gardener", reason=why)),
    "retired": (
        Role.ADMINISTRATOR,
        lambda ctx, why: retire_term(ctx, "job", "interpreter", date(2026, 12, 31), reason=why),
    ),
    "imported": (Role.ADMINISTRATOR, read_in),
    "exported": (
        Role.MANAGER,
        lambda ctx, why: export_tables(ctx, IncidentFilter(), (Exportable.INCIDENTS,), reason=why),
    ),
    "void": (Role.MANAGER, lambda ctx, why: void_incident(ctx, an_incident(ctx), 1, why)),
    "duplicate": (Role.MANAGER, lambda ctx, why: mark_duplicate(ctx, an_incident(ctx), 1, an_incident(ctx), why)),
    "not_reportable": (Role.MANAGER, lambda ctx, why: mark_not_reportable(ctx, an_incident(ctx), 1, why)),
    "reopened": (Role.MANAGER, reopened),
    "recovery_key_renewed": (Role.MANAGER, renewed),
}


@pytest.mark.parametrize("act", ACTS)
def test_the_reason_is_kept_and_told_to_the_privacy_officer(clinic: Clinic, act: str) -> None:
    role, do = ACTS[act]
    do(clinic.as_role(role), WHY)
    line = list_audit(clinic.as_role(Role.PRIVACY), AuditFilter(), count=1).lines[0]
    assert (line.act, line.reason) == (act.strip(), WHY)
    assert WHY in sentence(line)


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("why", ["", "short", "a" * 40, "asked asked asked asked"])
def test_nothing_that_says_nothing_is_taken_for_a_reason(clinic: Clinic, act: str, why: str) -> None:
    role, do = ACTS[act]
    an_incident(clinic.as_role(Role.MANAGER))  # a clinic that only sets up gives no reason for its first accounts
    with pytest.raises(Refused) as told:
        do(clinic.as_role(role), why)
    assert told.value.field == "reason"
    assert told.value.reason in (Reason.REASON_TOO_SHORT, Reason.REASON_SAYS_NOTHING)


def test_who_leads_the_site_sees_who_struck_it_out_but_the_trail_s_reasons_are_the_privacy_officer_s(
    clinic: Clinic,
) -> None:
    maria = clinic.as_role(Role.MANAGER)
    incident_id = an_incident(maria)
    void_incident(maria, incident_id, 1, WHY)
    lines = who_saw(clinic.as_role(Role.SUPERVISOR), incident_id)
    assert "void" in [line.act for line in lines]
    assert not any(line.reason for line in lines)


def test_the_trail_tells_an_identified_export_from_one_that_is_not(clinic: Clinic) -> None:
    maria = clinic.as_role(Role.MANAGER)
    for _ in range(3):
        an_incident(maria)
    export_tables(maria, IncidentFilter(), (Exportable.INCIDENTS,), reason=WHY)
    export_deidentified(clinic.as_role(Role.COMMITTEE), IncidentFilter())
    named, nameless = reversed(list_audit(clinic.as_role(Role.PRIVACY), AuditFilter(), count=2).lines)
    assert named.facts == {"audience": "full", "records": 3}
    assert nameless.facts == {"audience": "committee", "records": 0}, "none of them is of level 3 or more"
    assert sentence(named) == f"maria – Exported: an incident (identified; 3 records). Why: {WHY}"
    assert sentence(nameless) == "chris – Exported: an incident (de-identified; 0 records)"


@pytest.mark.parametrize(
    "change",
    [
        "reason = 'The board asked for it on Tuesday'",
        "reason = NULL",
        "second = 'recovery_key'",
        'facts = \'{"audience":"committee","records":1}\'',
        "facts = NULL",
    ],
)
def test_what_the_trail_tells_cannot_be_changed_unseen(clinic: Clinic, change: str) -> None:
    maria = clinic.as_role(Role.MANAGER)
    export_tables(maria, IncidentFilter(), (Exportable.INCIDENTS,), reason=WHY)
    with clinic.store.engine.connect() as connection:
        changing = connection.execution_options(**{WRITES: True})
        changing.exec_driver_sql("DROP TRIGGER audit_entry_no_update")
        changing.exec_driver_sql(f"UPDATE audit_entry SET {change} WHERE act = 'exported'")
        changing.commit()
    with clinic.store.read() as unit:
        broken = unit.audit.first_break(clinic.store.anchor.remembered(), whole=True)
    assert broken is not None
