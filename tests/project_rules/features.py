"""Every feature with its number: on which page or by which command it is reached, and which test tells its story."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Feature:
    """One feature. `pages` are keys of the sidebar's entries, `commands` those of the command line.

    `story` is the test that shows it ("" where nothing is there yet); `lacks` says what is not yet there, and is
    empty for a feature that is whole.
    """

    id: str
    title: str
    pages: tuple[str, ...] = ()
    commands: tuple[str, ...] = ()
    story: str = ""
    lacks: str = ""

    @property
    def is_here(self) -> bool:
        """The whole feature can be used."""
        return bool(self.story) and not self.lacks


@dataclass(frozen=True, slots=True)
class Chapter:
    """The features under one heading of the page."""

    heading: str
    features: tuple[Feature, ...]


CAPTURE = "screens/capture/test_quick_form.py"
INCIDENT = "screens/capture/test_incident_page.py"
COMMANDS = "cli/test_incident_commands.py"
CLINIC = "cli/test_clinic_commands.py"
OUTREACH = "screens/support/test_outreach_card.py"
AWAY = "screens/support/test_days_away.py"
PLACES = "screens/test_sites_and_hours.py"
DEBRIEF = "screens/support/test_debrief_page.py"
HELD = "screens/support/test_debrief_held.py"
SUPPORT = "screens/support/test_support_page.py"
NOTES = "screens/support/test_wellbeing_page.py"
OFFERS = "screens/support/test_incident_support_page.py"
RULES = "domain/support/test_support_rules.py"
ANALYSIS = "screens/learning/test_analysis_page.py"
ACTIONS = "screens/learning/test_actions_page.py"
TRENDS = "screens/oversight/test_trends_page.py"
MONTH = "usecases/oversight/test_monthly_report.py"

CHAPTERS = (
    Chapter("Write it down", (
        Feature("C01", "Five fields, by keyboard, in under half a minute", ("log",), ("log",),
                f"{CAPTURE}::test_five_fields_take_two_keys_and_one_to_save"),
        Feature("C02", "Complete it later; drafts save by themselves and wait on Today with their age",
                ("log", "incident", "today"), ("amend",),
                f"{CAPTURE}::test_an_old_draft_waits_on_today_and_opens_by_its_id"),
        Feature("C03", "How it came: at the desk, by phone, in writing, online, outside", ("log",), ("log",),
                f"{CAPTURE}::test_only_a_call_asks_about_the_call_and_only_a_threat_about_a_weapon"),
        Feature("C04", "Facts of a phone call: waiting, transfers, who ended it, recording", ("log", "incident"),
                ("log",),
                "domain/capture/test_incident_rules.py::test_phone_details_stay_with_calls_only"),
        Feature("C05", "Log for a colleague who told you; the colleague confirms it", ("log", "today"), ("log",),
                f"{CAPTURE}::test_what_someone_told_waits_for_their_word"),
        Feature("C06", "Tally of mild events, one key each"),
        Feature("C07", "What was calmed counts as a success of its own", ("log",), ("log",),
                f"{CAPTURE}::test_what_was_calmed_is_the_first_kind_and_level_0",
                "what worked, told by who did it"),
        Feature("C08", "Anonymous report with a receipt"),
        Feature("C10", "Questions about weapon, injury and police only where they apply", ("log", "incident"), (),
                f"{CAPTURE}::test_only_a_call_asks_about_the_call_and_only_a_threat_about_a_weapon"),
        Feature("C11", "Everybody involved, with their part", ("incident",), ("log", "amend"),
                "screens/test_widgets.py::test_people_come_with_the_part_they_played",
                "several aggressors; linked and repeat incidents"),
        Feature("C12", "Who else saw or heard it, visits and minutes lost", ("incident",), ("amend",),
                f"{INCIDENT}::test_completing_fills_the_parts_and_saves_with_one_key"),
        Feature("C14", "Duplicates and what is not reportable, with a reason, never deleted", ("incident",), ("void",),
                "usecases/capture/test_capture_stories.py::test_duplicates_and_what_is_not_reportable_can_come_back",
                "naming likely duplicates, and merging"),
        Feature("C15", "Attachments"),
        Feature("C16", "A hint to describe what was done instead of labels"),
        Feature("C17", "Additions instead of overwriting; who changed what, version against version",
                ("incident", "changes"), ("show",),
                "screens/capture/test_changes_page.py::test_who_changed_what_version_against_version"),
        Feature("C18", "Seal and go: one key keeps time and desk", ("today", "settings"), ("stub",),
                "screens/test_stub_key.py::test_a_note_made_while_locked_is_completed_after_signing_in"),
    )),
    Chapter("What was tried", (
        Feature("E01", "Warning signs, with how long before", ("incident",), ("amend",),
                f"{INCIDENT}::test_completing_fills_the_parts_and_saves_with_one_key"),
        Feature("E02", "What the person met just before", ("incident",), ("amend",),
                f"{INCIDENT}::test_completing_fills_the_parts_and_saves_with_one_key"),
        Feature("E03", "What was tried, in order, with the effect of each step", ("incident",), ("amend",),
                f"{INCIDENT}::test_steps_are_ordered_and_judged_by_keyboard"),
        Feature("E04", "How it ended, from settled at the desk to police", ("incident",), ("amend",),
                f"{INCIDENT}::test_two_desks_meet_and_nothing_is_lost"),
        Feature("E05", "The call for help: how, how long, who came", ("incident",), ("amend",),
                "storage/test_capture_records.py::test_every_field_comes_back"),
        Feature("E06", "Which techniques calm, with counts", ("trends", "reports"), ("report",),
                f"{TRENDS}::test_what_lay_behind_and_when_in_the_week", "technique by trigger"),
        Feature("E07", "The decision about the police: rule, who decided, what was tried first, what was told",
                ("incident",), ("amend",), f"{INCIDENT}::test_a_refusal_opens_its_part",
                "alternatives at hand, review"),
        Feature("E08", "The clinic's own table for calling the police, edited here and seen in time",
                ("police", "incident"), ("clinic",),
                "screens/test_police_and_help.py::test_an_administrator_changes_the_table_takes_it_back_and_adds_a_situation"),
        Feature("E09", "Directory of alternatives: 988, 2-1-1, own teams", ("police", "incident"), ("clinic",),
                "screens/test_police_and_help.py::test_help_is_listed_shown_on_the_form_and_on_the_card_of_everyone",
                "who was used, and who could not be reached"),
        Feature("E10", "Repair with the patient, once the staff affected agreed",
                ("incident_support", "support"), ("export", "show"),
                f"{OUTREACH}::test_repair_asks_the_staff_first_says_why_and_keeps_what_was_agreed",
                "counted in the committee's report"),
    )),
    Chapter("Support", (
        Feature("D01", "First minutes: hurt, safe, off the desk, cover", ("log", "incident_support", "today"), (),
                f"{OFFERS}::test_relief_and_the_five_minutes_are_seen_to_on_one_page_and_one_thing_is_put_right_today"),
        Feature("D02", "Offers of support, each with its answer", ("incident_support", "debrief", "support"), (),
                f"{OFFERS}::test_after_the_mildest_report_an_offer_and_a_no_are_noted_without_a_debrief"),
        Feature("D03", "Five minutes in the same shift", ("incident_support", "debrief"), (),
                f"{OFFERS}::test_relief_and_the_five_minutes_are_seen_to_on_one_page_and_one_thing_is_put_right_today"),
        Feature("D04", "The guided debrief, step by step; lessons leave it without names", ("debrief",), (),
                f"{DEBRIEF}::test_a_debrief_from_asking_to_the_account_of_the_time"),
        Feature("D05", "Nobody involved leads it", ("debrief",), (),
                f"{DEBRIEF}::test_someone_involved_cannot_be_chosen_and_a_concern_asks_for_a_reason"),
        Feature("D06", "Yes or no at any time, without a reason", ("support", "debrief"), (),
                f"{SUPPORT}::test_an_invitation_is_answered_and_changed_without_a_reason"),
        Feature("D07", "Sealed notes about one's own wellbeing", ("wellbeing", "support"), (),
                f"{NOTES}::test_a_note_is_written_shared_changed_and_deleted_by_keyboard"),
        Feature("D08", "Asking again after three days, a week, a month, three months", ("support", "today"),
                ("remind",),
                f"{SUPPORT}::test_a_check_keeps_what_came_of_it_and_no_answers"),
        Feature("D09", "Referral to employee support outside the clinic", ("outside_help", "incident_support"), (),
                f"{OFFERS}::test_the_person_reads_how_to_reach_the_help_that_was_named"),
        Feature("D11", "Three anonymous questions about the debrief", ("support", "promises"), ("report",),
                "screens/support/test_after_card.py::test_three_more_answers_go_without_a_name_and_keep_no_draft"),
        Feature("D12", "One to one by default; a group only if it is fine with each person affected", ("debrief",), (),
                f"{DEBRIEF}::test_together_only_if_it_is_fine_with_everyone"),
        Feature("D13", "Patients, visitors and colleagues who saw it are looked after",
                ("incident_support", "today"), ("export", "show"),
                f"{OUTREACH}::test_those_who_saw_it_are_spoken_with_in_their_words_and_noted_by_keyboard",
                "counted in the committee's report"),
        Feature("T01", "By when what is due, from the level and the opening hours", ("log", "incident", "today"),
                ("log",),
                f"{CAPTURE}::test_after_saving_abuse_is_named_and_what_is_due_is_said"),
        Feature("T02", "One manager answers for each debrief", ("debrief", "today", "outside_help"), (),
                "usecases/support/test_who_answers.py::"
                "test_a_correction_hands_it_on_and_the_administrator_is_told_when_no_one_is_left"),
        Feature("T03", "Inside paid hours, outside breaks", ("week", "debrief"), ("slots",),
                "usecases/support/test_protected_time.py::test_a_slot_is_refused_where_it_would_not_be_protected"),
        Feature("T04", "Cover for each desk, confirmed, or the desk closed", ("week", "debrief", "support"), (),
                f"{SUPPORT}::test_the_person_who_covers_a_desk_says_yes"),
        Feature("T05", "Reminders before it is late; protected time for a calendar", ("today", "support", "extras"),
                ("remind", "calendar", "invitations"),
                "usecases/support/test_reminders_over_days.py::"
                "test_the_manager_is_reminded_at_once_at_half_at_three_quarters_and_others_when_it_is_past"),
        Feature("T06", "No reminder says what happened", ("today",), ("remind",),
                "usecases/support/test_reminders_over_days.py::test_no_reminder_says_what_happened_or_to_whom"),
        Feature("T07", "Afterwards: was the time protected, did cover come", ("debrief", "support"), (),
                f"{SUPPORT}::test_the_two_questions_afterwards_are_private"),
        Feature("T08", "Ledger of minutes, and who carries them", ("time", "promises"), ("report",),
                "usecases/support/test_own_time.py::test_the_report_tells_sums_of_three_people_or_more_and_hides_the_rest"),
        Feature("T11", "Opening hours, holidays, shifts, and what is due counted in open hours",
                ("users", "places"), (),
                f"{PLACES}::test_a_closed_day_says_what_it_moves_and_holidays_are_closed_in_one_step"),
        Feature("T12", "Leave, sickness and closed days count in every plan", ("users", "week"), ("staff",),
                f"{AWAY}::test_a_supervisor_enters_days_away_is_told_what_they_move_and_takes_them_back"),
    )),
    Chapter("Root causes and actions", (
        Feature("R01", "Which incidents are worth looking into"),
        Feature("R02", "One analysis of several alike", ("analyses", "analysis"), (),
                f"{ANALYSIS}::test_a_new_analysis_of_several_alike"),
        Feature("R03", "What happened, step by step", ("analysis",), (),
                f"{ANALYSIS}::test_the_time_line_knows_what_has_no_time"),
        Feature("R04", "A tree of whys with branches", ("analysis",), (),
                f"{ANALYSIS}::test_the_tree_of_whys_grows_by_keyboard_alone"),
        Feature("R05", "Fishbone drawn from the factors"),
        Feature("R06", "Causal statements held against the five rules of causation", ("analysis",), (),
                f"{ANALYSIS}::test_findings_stand_beside_the_part_they_are_about"),
        Feature("R07", "Factors in the terms of other taxonomies"),
        Feature("R08", "Would it have gone the same with another patient?", ("analysis",), (),
                f"{ANALYSIS}::test_closing_says_what_is_missing_at_its_place_and_then_closes"),
        Feature("R09", "How staff and patient saw it", ("analysis",), (),
                f"{ANALYSIS}::test_every_field_of_a_full_page_is_named_and_nothing_is_cut",
                "asking for it before closing"),
        Feature("R10", "Meeting mode"),
        Feature("R11", "Two clocks: begin in 72 hours, finish in 45 days", ("analyses",), (),
                "screens/learning/test_analyses_page.py::"
                "test_each_line_says_its_clock_without_blame_and_enter_opens_it", "reminders"),
        Feature("R14", "A light look at every incident"),
        Feature("A01", "Actions with owner, date and strength", ("actions", "analysis"), (),
                f"{ACTIONS}::test_a_new_action_is_asked_field_by_field"),
        Feature("A02", "Only weaker actions need a reason", ("analysis",), (),
                "domain/learning/test_analyses.py::test_only_weaker_actions_need_a_written_reason"),
        Feature("A03", "How each action is measured", ("actions",), (),
                f"{ACTIONS}::test_whether_it_helped_is_noted_on_the_plan", "the result in figures, and a reminder"),
        Feature("A04", "Before and after on the chart"),
        Feature("A05", "Register of policies"),
        Feature("A06", "Walk-through checklist and greeting audit"),
        Feature("A08", "Register of training"),
        Feature("A09", "Serious hazards put right within seven days"),
        Feature("A10", "What size of effect could be seen, and when"),
        Feature("A11", "How likely it is that an action helped"),
    )),
    Chapter("Trends", (
        Feature("S01", "Run chart with Anhøj rules", ("trends",), ("spc",),
                "statistics/test_chart_oracles.py::test_chart_agrees_with_independent_implementation"),
        Feature("S02", "Control charts, and which one fits", ("trends",), ("spc",),
                "cli/test_spc_command.py::test_every_published_chart_through_the_command",
                "XmR, p, g and t charts on the page"),
        Feature("S03", "The rules of the NHS guide, and other sets", ("trends",), ("spc",),
                "cli/test_spc_command.py::test_plot_the_dots_through_the_command", "its icons"),
        Feature("S04", "Frozen baseline, splits with reasons, few points said", ("trends",), ("spc",),
                "cli/test_spc_command.py::test_reason_of_a_split_and_several_splits",
                "splits and notes kept on the page"),
        Feature("S05", "Visits, calls and hours; where they are missing, counts", ("denominators", "trends"), (),
                f"{TRENDS}::test_without_visits_counts_are_shown_and_what_is_missing_is_said"),
        Feature("S06", "An interval with every rate", ("reports",), ("rates",),
                "cli/test_rates_command.py::test_phe_intervals_through_the_command", "in the table of trends"),
        Feature("S07", "Funnel plot across sites and desks"),
        Feature("S08", "Matrix of how often and how serious"),
        Feature("S09", "Heat map of hour and weekday", ("trends",), (),
                f"{TRENDS}::test_what_lay_behind_and_when_in_the_week", "place and channel, and opening a cell"),
        Feature("S10", "Pareto chart of factors, triggers and techniques", ("trends", "reports"), ("report",),
                f"{TRENDS}::test_what_lay_behind_and_when_in_the_week"),
        Feature("S12", "How reporting itself goes", ("reports",), ("report",),
                f"{MONTH}::test_the_figures_are_those_of_the_month",
                "a panel of its own, and the share of mild reports"),
        Feature("S13", "A plain sentence under each chart", ("trends", "reports"), ("spc", "report"),
                f"{TRENDS}::test_the_finding_is_above_its_chart_in_plain_words_with_months_by_name"),
        Feature("S14", "Early warning for rare serious events"),
    )),
    Chapter("Fairness", (
        Feature("Q01", "Groups, by self-report only"),
        Feature("Q02", "Rates by group"),
        Feature("Q03", "Who is met how"),
        Feature("Q04", "Small counts of people hidden everywhere", ("month", "reports"), ("report",),
                "usecases/oversight/test_year_figures.py::test_a_year_is_told_once_and_stays_whatever_is_changed"),
        Feature("Q05", "Finder of cold spots"),
        Feature("Q06", "Who among staff is targeted, and who carries the time"),
        Feature("Q07", "Rules offered and enforced"),
        Feature("Q08", "Guard against misreading"),
        Feature("Q09", "Abuse for who one is, marked", ("incident",), ("log", "amend"),
                "storage/test_capture_records.py::test_every_field_comes_back", "trends and reports"),
        Feature("Q10", "Register of improvement projects"),
        Feature("Q11", "Fair comparison within strata"),
        Feature("Q12", "Other feedback by group"),
    )),
    Chapter("Reports, exports, logs of the law", (
        Feature("X01", "The safety committee's monthly report", ("month", "reports"), ("report",),
                "reports/test_committee_report.py::test_every_month_has_all_fourteen_parts_in_order",
                "fairness, what the law asks for, checks after three and seven days"),
        Feature("X02", "Unit sheet for a desk or site"),
        Feature("X03", "The statutory log as a file"),
        Feature("X04", "One incident on paper, marked as identifying", ("incident",), ("report",),
                f"{INCIDENT}::test_one_incident_is_saved_on_paper_and_its_readers_are_one_key_away",
                "its analyses and the history of its status"),
        Feature("X05", "An analysis on paper", ("analysis",), ("report",),
                "screens/learning/test_analysis_to_paper.py::test_each_reader_prints_what_the_reader_may_see"),
        Feature("X06", "Report on debriefs: on time, protected, paid, covered, with what still has time",
                ("promises", "reports"), ("report",),
                "usecases/oversight/test_promises_counted_again.py::test_every_figure_is_what_is_counted_here"),
        Feature("X07", "Poster: you said, we did"),
        Feature("X08", "De-identified rows as CSV and JSON, safe to open", (), ("export",),
                "exports/test_round_trip.py::test_a_clinic_comes_back_record_by_record", "a page"),
        Feature("X10", "Backup and restore, checked", ("data", "settings"), ("backup", "restore"),
                f"{CLINIC}::test_a_backup_is_restored_elsewhere_with_everything_in_it"),
        Feature("X11", "The unit loop: sheet, talk, plan, asked again"),
        Feature("X12", "Every figure of a report as JSON and XLSX", (), ("report",),
                "reports/test_month_rows.py::test_no_figure_is_left_out", "from the window"),
        Feature("G01", "A profile of the law for each site"),
        Feature("G02", "Is this to be logged by law? With the answer and its reason", ("incident",), ("amend",),
                "domain/law/test_loggable.py::test_the_question_whether_it_is_loggable_is_only_answered_tentatively"),
        Feature("G03", "The nine fields of California's log", ("incident",), ("amend",),
                "screens/capture/test_parts_of_an_incident.py::test_who_completes_the_log_is_filled_in_with_one_press",
                "the log itself"),
        Feature("G04", "The hospital's reports within 24 and 72 hours"),
        Feature("G05", "Hand-over to the injury log"),
        Feature("G06", "Keeping, legal hold and purging"),
        Feature("G07", "Requests for copies, with their clock"),
        Feature("G08", "Evidence for accreditation"),
        Feature("G09", "Ledger of the law with sources and review dates"),
        Feature("G10", "Packs for committees by law"),
        Feature("G11", "The moment of knowledge"),
        Feature("G12", "Summary free of personal information"),
    )),
    Chapter("Privacy, upkeep, answers", (
        Feature("V01", "Roles, asked before everything", ("users",), ("user",),
                f"{CLINIC}::test_an_account_is_made_changed_reset_and_disabled"),
        Feature("V02", "Wellbeing readable only by the person and who they chose", ("wellbeing",), (),
                "stories/test_sealed_notes.py::test_no_command_no_role_and_no_file_has_a_word_of_a_note"),
        Feature("V03", "Finder of personal details in log text"),
        Feature("V04", "A repeated person only by a local code", ("incident",), ("amend",),
                "domain/capture/test_incident_rules.py::test_the_committee_is_told_four_things_of_a_serious_incident_and_nothing_of_others",
                "finding it again"),
        Feature("V05", "Encrypted at rest; locks by itself", ("settings",), (),
                "storage/test_encrypted_text.py::test_codes_drafts_and_earlier_versions_cannot_be_read_without_the_second_key",
                "a second key held by a few roles"),
        Feature("V06", "Audit trail that shows tampering", ("audit", "seen"), ("audit", "check"),
                "screens/oversight/test_audit_page.py::test_the_trail_is_read_filtered_and_checked",
                "changes to every kind of record are noticed"),
        Feature("V07", "A warning when someone's immigration status is typed"),
        Feature("V08", "Second factor"),
        Feature("V09", "Names check before anything leaves"),
        Feature("N01", "The clinic's own words", ("words",), (),
                "screens/test_words_page.py::test_a_trigger_is_added_reworded_ordered_and_retired"),
        Feature("N02", "Several sites, desks and phone lines", ("places",), ("clinic",),
                f"{PLACES}::test_a_second_site_gets_its_desk_its_line_and_its_hours_and_the_clinic_a_name"),
        Feature("N04", "Import an old log", ("import",), ("import",),
                "screens/capture/test_import_page.py::test_a_file_that_is_dropped_is_read_shown_and_stored_once"),
        Feature("N06", "By keyboard, with a screen reader, in contrast, in large text", ("settings", "manual"), (),
                "screens/test_screen_reader.py::test_the_first_hour_as_it_is_spoken"),
        Feature("N07", "A page for everything that is done in the clinic",
                ("places", "users", "accounts", "words", "police", "outside_help", "data", "extras", "settings",
                 "today"), (),
                "project_rules/test_clinic_pages.py::"
                "test_each_use_case_of_the_clinic_is_reached_from_a_page_by_someone_who_may",
                "extras that are not about mail"),
        Feature("N08", "Checklist of the first run", ("today", "practice"), (),
                "screens/test_first_run.py::test_the_first_steps_are_on_today_until_they_are_done_or_dismissed"),
        Feature("B01", "Thanks, a number, and what comes next", ("log",), ("log",),
                f"{CAPTURE}::test_after_saving_abuse_is_named_and_what_is_due_is_said", "the date of an answer"),
        Feature("B02", "The reporter sees where it stands", ("incident", "incidents"), ("show",),
                f"{INCIDENT}::test_the_front_desk_completes_nothing_but_reads_its_own",
                "who reads it, and what was decided"),
        Feature("B03", "How soon reporters get an answer"),
        Feature("B04", "The reporter rates the answer"),
        Feature("B05", "Asked after a month: any bad consequence?", ("private_line", "support", "today"), (),
                "screens/support/test_private_line_page.py::test_an_answer_is_sent_read_and_settled_by_keyboard"),
    )),
)  # fmt: skip
