"""What is built before its door: the one list of what nobody reaches yet, each with the feature that will open it.

It may only shrink. An entry goes when its page or command is there, or when what it names goes; nothing is added to
keep a definition that no feature needs. `test_reached.py` holds the program to it.
"""

from collections.abc import Mapping

AT_MOST = 11
"""So many definitions and permissions are listed; the number goes down with each that gets its door, and never up."""

DEFINITIONS: Mapping[str, str] = {
    # "package.module" for all of a file, "package.module:name" for one definition and what only it uses
    "incident_tracker.charts.funnel_scene": "S07",
    "incident_tracker.charts.timeline_scene": "R03",
    "incident_tracker.statistics.funnels": "S07",
    "incident_tracker.statistics.interval_sentences:funnel_sentence": "S07",
    "incident_tracker.statistics.ratios:against_all_others": "Q02",
    "incident_tracker.statistics.ratios:risk_ratio": "Q03",
    "incident_tracker.usecases.capture.incidents:record_police_decision": "E08",
}
PERMISSIONS: Mapping[str, str] = {
    # by the value that each will have in `Permission`
    "see_person_group": "Q01",
    "see_group_totals": "Q02",
    "purge": "G06",
    "break_glass": "V01",
}
NOT_ASKED_YET: Mapping[str, str] = {
    # by their value in `Permission`: in the printed table, but asked only by what stands above
}
