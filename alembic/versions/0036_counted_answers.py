"""What was answered about the course of incidents is counted with the other codes, so that reports can tell it."""

import json
from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa
from alembic import op

revision: str = "0036"
down_revision: str | None = "0035"
AT_ONCE = 500
COUNTED = ("submitted", "in_review", "needs_update", "reopened", "closed")
NUMBERS = {
    "patients_near": ("ripple", "bystander_patients"),
    "staff_near": ("ripple", "bystander_staff"),
    "children_near": ("ripple", "children"),
    "visits_disrupted": ("ripple", "visits_disrupted"),
    "minutes_disrupted": ("ripple", "minutes_disrupted"),
    "help_minutes": ("help_call", "minutes_to_arrival"),
    "hold_minutes": ("phone", "hold_minutes"),
    "transfers": ("phone", "transfers"),
}
ANSWERS = {
    "call_warning": ("phone", "warning_given"),
    "call_back": ("phone", "call_back_promised"),
    "handled_clinically": ("police", "could_be_handled_clinically"),
}
SEVERAL = {
    "identity_abuse": lambda details: details.get("identity_abuse") or (),
    "warning_sign": lambda details: _part(details, "deescalation").get("signs") or (),
    "alternative": lambda details: _part(details, "police").get("alternatives_tried") or (),
    "disclosed": lambda details: _part(details, "police").get("information_disclosed") or (),
}
HARM = ("away", "treated", "felt", "none")
PHYSICAL = {
    "death": "away",
    "hospital": "away",
    "days_away": "away",
    "medical_treatment": "treated",
    "first_aid": "treated",
    "pain": "felt",
}

account = sa.table("incident_account", sa.column("incident_id", sa.Uuid()), sa.column("details", sa.Text()))
code = sa.table("incident_code", sa.column("incident_id", sa.Uuid()), sa.column("aspect"), sa.column("code"))
incident = sa.table("incident", *(sa.column(name) for name in ("id", "month", "site_id", "status")))
tally = sa.table("tally_code", *(sa.column(name) for name in ("aspect", "month", "site_id", "code", "n")))


def upgrade() -> None:
    connection = op.get_bind()
    ids = connection.execute(sa.select(account.c.incident_id)).scalars().all()
    added = set()
    for start in range(0, len(ids), AT_ONCE):
        some = sa.select(account).where(account.c.incident_id.in_(ids[start : start + AT_ONCE]))
        rows = [
            {"incident_id": row.incident_id, "aspect": aspect, "code": said}
            for row in connection.execute(some).all()
            for aspect, said in sorted(set(_codes(json.loads(row.details))))
        ]
        if rows:
            connection.execute(sa.insert(code), rows)
            added |= {row["aspect"] for row in rows}
    by_code = (code.c.aspect, incident.c.month, incident.c.site_id, code.c.code)
    counted = (
        sa.select(*by_code, sa.func.count())
        .select_from(incident.join(code, code.c.incident_id == incident.c.id))
        .where(incident.c.status.in_(COUNTED), code.c.aspect.in_(sorted(added)))
        .group_by(*by_code)
    )
    connection.execute(sa.insert(tally).from_select(["aspect", "month", "site_id", "code", "n"], counted))


def _codes(details: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for aspect, (part, name) in NUMBERS.items():
        if (number := _part(details, part).get(name)) is not None:
            yield aspect, str(number)
    for aspect, (part, name) in ANSWERS.items():
        if (answer := _part(details, part).get(name)) is not None:
            yield aspect, "yes" if answer else "no"
    for aspect, codes_of in SEVERAL.items():
        found = codes_of(details)
        if found:
            yield "recorded", aspect
        if aspect in ("alternative", "disclosed"):
            yield from ((aspect, one) for one in found)
    lead = [sign["lead_minutes"] for sign in SEVERAL["warning_sign"](details) if sign.get("lead_minutes") is not None]
    if lead:
        yield "lead_minutes", str(max(lead))
    if details.get("help_call") is not None:
        yield "help", "called"
    if (ended := _part(details, "phone").get("ended_by")) is not None:
        yield "call_ended_by", ended
    harm = [told for one in details.get("affected") or () if (told := _harm(one)) is not None]
    if harm:
        yield "harm", min(harm, key=HARM.index)


def _part(details: dict[str, Any], name: str) -> dict[str, Any]:
    return details.get(name) or {}


def _harm(person: dict[str, Any]) -> str | None:
    physical = PHYSICAL.get(person.get("physical", "none"))
    felt = person.get("felt_threatened")
    return physical if physical or felt is None else "felt" if felt else "none"


def downgrade() -> None:
    raise NotImplementedError("the way back is to restore the backup made before the upgrade")
