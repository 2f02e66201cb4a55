"""`check`: checks that the file is intact, the records match the audit trail, and the sums are right."""

from argparse import ArgumentParser, Namespace
from dataclasses import asdict
from typing import TextIO

from incident_tracker.cli.answers import answer
from incident_tracker.cli.exit_status import ExitStatus
from incident_tracker.cli.reasons import add_reason
from incident_tracker.cli.session import signed_in
from incident_tracker.domain.clinic.checks import CheckOrigin
from incident_tracker.labels.oversight.findings import check_finding_text
from incident_tracker.usecases.clinic.upkeep import check_and_note, repair
from incident_tracker.wording import _

AUDIT_KINDS = frozenset({"audit_chain", "audit_head", "no_anchor", "audit", "backup"})


def add_arguments(parser: ArgumentParser) -> None:
    """Whether to repair."""
    parser.add_argument("--repair", action="store_true", help=_("repair what can be repaired"))
    add_reason(parser, _("with --repair, to accept records or an audit trail that do not match"))


def run(options: Namespace, out: TextIO, err: TextIO) -> int:  # noqa: ARG001
    """Look, and note that in the audit trail; without --repair nothing else is changed."""
    with signed_in(options) as ctx:
        findings = repair(ctx, reason=options.reason) if options.repair else check_and_note(ctx, CheckOrigin.COMMAND)
    answer(
        options,
        out,
        {"ok": not findings, "findings": [asdict(finding) for finding in findings]},
        [f"{finding.kind}  {check_finding_text(finding)}" for finding in findings] or [_("All is well.")],
    )
    if any(finding.kind in AUDIT_KINDS for finding in findings):
        return ExitStatus.AUDIT_ALARM
    return ExitStatus.DONE_WITH_PROBLEMS if findings else ExitStatus.DONE
