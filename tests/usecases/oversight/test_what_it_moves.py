"""What is given up says first what uses it; a set-up file says the same."""

from dataclasses import replace
from datetime import timedelta

from incident_tracker.domain.capture.severity import Severity
from incident_tracker.domain.clinic.access import Role
from incident_tracker.domain.clinic.directory import DirectoryEntry, HelpKind
from incident_tracker.domain.clinic.setup import ClinicSetup, HelpSetup, PartSetup, SiteSetup, WordSetup
from incident_tracker.domain.oversight.clinic_changes import Moves
from incident_tracker.labels.oversight.clinic_changes import moves_text
from incident_tracker.usecases.clinic.directory import add_entry
from incident_tracker.usecases.clinic.quick_choices import begin_with_channels
from incident_tracker.usecases.clinic.sites import add_phone_line, list_site_sheets
from incident_tracker.usecases.oversight.clinic_changes import if_help_ends, if_line_ends, if_term_ends
from incident_tracker.usecases.oversight.setup import preview_setup
from tests.storage_fixtures import CHECK_IN, HARBOUR, MONDAY_NINE, ROSA, Clinic
from tests.support_people import logged

TODAY = MONDAY_NINE.date()


def test_what_is_retired_says_what_uses_it(clinic: Clinic) -> None:
    ada, maria = clinic.as_role(Role.ADMINISTRATOR), clinic.as_role(Role.MANAGER)
    logged(clinic, Severity.THREAT, ROSA.id)
    begin_with_channels(maria, [replace(CHECK_IN, channel="letter")])
    assert if_term_ends(ada, "channel", "letter") == Moves(desks=1)
    assert if_term_ends(ada, "kind", "threat") == Moves(used=1)
    assert if_term_ends(ada, "trigger", "wait") == Moves()
    clinic.clock.advance(timedelta(days=400))
    assert if_term_ends(ada, "kind", "threat") == Moves()
    clinic.clock.advance(-timedelta(days=400))
    jobs = if_term_ends(ada, "job", ROSA.job)
    assert jobs.jobs
    assert "They keep it until it is changed under People." in moves_text(jobs)

    main, refills = (add_phone_line(maria, HARBOUR.id, name) for name in ("Main line", "Refills"))
    assert if_line_ends(maria, main.id) == Moves()
    gone = SiteSetup(HARBOUR.name, HARBOUR.zone, lines=(PartSetup("Refills", last_day=TODAY),))
    assert [one.moves for one in preview_setup(ada, ClinicSetup(sites=(gone,)))] == [Moves()]
    with_one = [line for line in list_site_sheets(maria)[0].lines if line.id == refills.id]
    assert with_one == [refills]

    new = DirectoryEntry(ROSA.id, "Bay mobile crisis", HelpKind.MOBILE_CRISIS, "555 0100")
    crisis = add_entry(ada, new)
    assert if_help_ends(ada, crisis.id) == Moves(helped=len(list_site_sheets(ada)))
    own = add_entry(maria, replace(new, name="Harbour van", site_id=HARBOUR.id))
    assert if_help_ends(maria, own.id) == Moves()  # the other one is for all sites
    assert if_help_ends(ada, crisis.id) == Moves(helped=len(list_site_sheets(ada)) - 1)

    file = ClinicSetup(
        words=(WordSetup("kind", "threat", last_day=TODAY),),
        help=(HelpSetup(crisis.name, crisis.kind, crisis.phone, last_day=TODAY),),
    )
    told = [one.moves for one in preview_setup(ada, file)]
    assert told == [Moves(used=1), Moves(helped=len(list_site_sheets(ada)) - 1)]
    assert all(moves_text(one) for one in told)
