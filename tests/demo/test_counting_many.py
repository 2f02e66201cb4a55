"""Many incidents are counted group by group; the sum must be that of counting each by itself."""

from collections import Counter
from datetime import UTC, date, datetime
from random import Random

from incident_tracker.demo.clinic import invented_clinic
from incident_tracker.demo.incidents import invented_incidents
from incident_tracker.demo.months import invented_months
from incident_tracker.domain.capture.tallies import TallyKey, coded, count_all, tallies

UNTIL = datetime(2026, 3, 2, 1, tzinfo=UTC)
FIRST, IMPROVED = date(2025, 10, 1), date(2026, 1, 1)


def test_many_are_counted_as_each_is() -> None:
    random = Random(5)
    clinic = invented_clinic(random)
    months = {site: invented_months(random, FIRST, UNTIL.date(), IMPROVED) for site in clinic.sites}
    incidents = list(invented_incidents(random, clinic, months, 300, UNTIL, IMPROVED))
    each: Counter[TallyKey] = Counter()
    for incident in incidents:
        each.update(tallies(incident))
    assert count_all((incident, coded(incident)) for incident in incidents) == each


def test_the_ids_of_invented_incidents_follow_the_time_they_were_logged() -> None:
    random = Random(5)
    clinic = invented_clinic(random)
    months = {site: invented_months(random, FIRST, UNTIL.date(), IMPROVED) for site in clinic.sites}
    incidents = list(invented_incidents(random, clinic, months, 100, UNTIL, IMPROVED))
    by_time = sorted(incidents, key=lambda incident: incident.logged_at)
    by_id = sorted(incidents, key=lambda incident: incident.id)
    assert [one.logged_at for one in by_id] == [one.logged_at for one in by_time]
    assert {incident.id.version for incident in incidents} == {7}
