"""The figures of a month worked out from exported records by other code: this knows the file and the standard library.

Nothing of the program is used: what a figure means is written down here a second time.
"""

import calendar
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from math import exp, lgamma, log, sqrt
from statistics import NormalDist, median
from typing import Any
from zoneinfo import ZoneInfo

Row = Mapping[str, Any]
Told = tuple[float | None, float | None, float | None, float | None, float | None]
"""Value, numerator, denominator, lower and upper limit."""
Figures = dict[tuple[str, str], list[Told]]
"""By the id of a figure and its label."""
Words = Mapping[tuple[str, str], str]

PHONE = {"phone_in", "phone_out", "voicemail"}
NOT_COUNTED = {"void", "duplicate", "not_reportable"}
ENDED_BY = {"caller": "The caller", "staff": "We did", "both": "Both, calmly", "cut_off": "It was cut off"}
TIERS = {"stronger": "Stronger", "intermediate": "Intermediate", "weaker": "Weaker"}
YES_OR_NO = {True: "Yes", False: "No"}
FEWEST = 5


class Counting:
    """The exported tables of one site, and what they say of months.

    `taken_up` gives, by reference, when the status of a report first changed; `words` the label of each code.
    """

    def __init__(self, file: Mapping[str, Any], taken_up: Mapping[str, datetime], words: Words, zone: ZoneInfo) -> None:
        rows = file["incidents"]["rows"]
        self.counted = [one for one in rows if one["status"] not in NOT_COUNTED]
        self.actions: Sequence[Row] = file["actions"]["rows"]
        self.exposures = {one["month"]: one for one in file["denominators"]["rows"]}
        self.taken_up, self.words, self.zone = taken_up, words, zone

    def figures(self, month: str) -> Figures:
        """Every figure of a month that these records hold."""
        found: Figures = {}
        for parts in (self._counts, self._course, self._causes, self._police, self._uptake, self._actions, self._rest):
            for name, label, told in parts(month):
                found.setdefault((name, label), []).append(told)
        return {key: sorted(rows, key=str) for key, rows in found.items()}

    def _of(self, first: str, last: str) -> list[Row]:
        return [one for one in self.counted if first <= one["occurred_at_site"][:7] <= last]

    def _label(self, vocabulary: str, code: str) -> str:
        return self.words[vocabulary, code]

    def _counts(self, month: str) -> Iterator[tuple[str, str, Told]]:
        now, known = self._of(month, month), min(one["occurred_at_site"][:7] for one in self.counted)
        before = [shifted(month, -back) for back in range(1, 13) if shifted(month, -back) >= known]
        last, year = self._of(before[0], before[0]), self._of(before[-1], before[0])
        yield "incidents", "", number(len(now))
        yield "near_misses", "", number(sum(one["severity"] == 0 for one in now))
        yield "incidents_level3", "", number(sum(one["severity"] >= 3 for one in now))
        levels = {level: f"{level} · {self._label('severity', str(level))}" for level in range(8)}
        channels = {one["channel"]: self._label("channel", one["channel"]) for one in (*now, *year)}
        for name, key, labels in (("by_level", "severity", levels), ("by_channel", "channel", channels)):
            for code, label in labels.items():
                yield name, label, number(sum(one[key] == code for one in now))
                yield f"{name}_last_month", label, number(sum(one[key] == code for one in last))
                yield f"{name}_usual", label, number(sum(one[key] == code for one in year) / len(before))
        exposure = self.exposures.get(month, {})
        by_phone = sum(one["channel"] in PHONE for one in now)
        for base, label, events, per in (
            ("visits", "All reports", len(now), 1_000),
            ("calls", "Reports from the phone", by_phone, 1_000),
            ("staff_hours", "All reports", len(now), 10_000),
        ):
            of = exposure.get(base)
            if of:
                low, high = poisson_limits(events)
                yield f"rate_{base}", label, (events / of * per, events, of, low / of * per, high / of * per)
        yield "sites_without_visits", "", number(int(exposure.get("visits") is None))

    def _course(self, month: str) -> Iterator[tuple[str, str, Told]]:
        rows = self._of(shifted(month, -11), month)
        phone = sum(one["channel"] in PHONE for one in rows)
        signs = sum(bool(one["warning_signs"]) for one in rows)
        decided = sum(one["police_called"] is not None for one in rows)
        called = sum(one["police_called"] is True for one in rows)
        helped = sum(one["help_called_by"] is not None for one in rows)
        for name, key in (
            ("patients_near", "bystander_patients"),
            ("children_near", "children"),
            ("staff_near", "bystander_staff"),
            ("visits_disrupted", "visits_disrupted"),
            ("minutes_disrupted", "minutes_disrupted"),
        ):
            yield name, "", written([one[key] for one in rows], len(rows), sum)
        for name, key, of in (
            ("call_hold_minutes", "hold_minutes", phone),
            ("help_minutes", "help_minutes_to_arrival", helped),
        ):
            yield name, "", written([one[key] for one in rows], of, middle)
        yield "call_transferred", "", written([one["transfers"] for one in rows], phone, above_zero)
        leads = [[sign.get("lead_minutes") for sign in one["warning_signs"] or ()] for one in rows]
        earliest = [max((lead for lead in each if lead is not None), default=None) for each in leads]
        yield "sign_lead_minutes", "", written(earliest, signs, middle)
        for name, key, of, label in (
            ("call_ended_by", "call_ended_by", phone, ENDED_BY.__getitem__),
            ("call_warning", "warning_given", phone, YES_OR_NO.__getitem__),
            ("call_back_promised", "call_back_promised", phone, YES_OR_NO.__getitem__),
            ("handled_clinically", "could_be_handled_clinically", decided, YES_OR_NO.__getitem__),
            ("outcome", "outcome", len(rows), lambda code: self._label("outcome", code)),
        ):
            yield from answers(name, [[one[key]] if one[key] is not None else [] for one in rows], of, label)
        for name, key, of, vocabulary in (
            ("identity_abuse", "identity_abuse", len(rows), "identity_abuse"),
            ("alternative_tried", "alternatives_tried", decided, "technique"),
            ("disclosed", "information_disclosed", called, "information_disclosed"),
        ):
            label = lambda code, vocabulary=vocabulary: self._label(vocabulary, code)  # noqa: E731  # one line of four
            yield from answers(name, [one[key] or [] for one in rows], of, label)
        codes = [[sign["code"] for sign in one["warning_signs"] or ()] for one in rows]
        yield from answers("warning_sign", codes, len(rows), lambda code: self._label("warning_sign", code))

    def _causes(self, month: str) -> Iterator[tuple[str, str, Told]]:
        rows = self._of(shifted(month, -11), month)
        for name, key in (("trigger", "triggers"), ("factor", "factors")):
            for code, count in Counter(code for one in rows for code in {*(one[key] or ())}).items():
                yield name, self._label(name, code), (count, count, len(rows), None, None)
        ended = [one["outcome"] for one in rows if one["outcome"]]
        yield "settled_at_desk", "", shared(ended.count("at_desk"), len(ended))
        said = [one["resolved"] for one in rows if one["resolved"] is not None]
        yield "resolved_by_talking", "", shared(said.count("yes"), len(said))
        used = Counter(code for one in rows for code in {step["technique"] for step in one["steps"] or ()})
        after = Counter(
            effect
            for one in rows
            for effect, _code in {(step.get("effect"), step["technique"]) for step in one["steps"] or ()}
        )
        yield "techniques_recorded", "", number(used.total())
        yield "techniques_calmer", "", shared(after["calmer"], after["calmer"] + after["same"] + after["worse"])
        yield "techniques_same", "", number(after["same"])
        yield "techniques_worse", "", number(after["worse"])
        for code, count in sorted(used.items(), key=lambda one: (-one[1], one[0]))[:12]:
            yield "technique", self._label("technique", code), number(count)

    def _police(self, month: str) -> Iterator[tuple[str, str, Told]]:
        rows = self._of(month, month)
        yield "police_called", "", number(sum(one["police_called"] is True for one in rows))
        yield "security_called", "", number(sum(one["security_called"] is True for one in rows))
        someone = [one for one in rows if one["police_called"] is True or one["security_called"] is True]
        for code, count in Counter(one["police_criterion"] or "" for one in someone).items():
            label = self._label("police_criterion", code) if code else "no criterion noted"
            yield "called_for", label, number(count)

    def _uptake(self, month: str) -> Iterator[tuple[str, str, Told]]:
        rows = [one for one in self._of(month, month) if one["mode"] != "import"]
        if not rows:
            return
        days = [
            (self.taken_up[one["ref"]] - moment(one["logged_at"])).total_seconds() / 86_400
            for one in rows
            if one["ref"] in self.taken_up
        ]
        yield "reports_taken_up", "", shared(len(days), len(rows))
        yield "days_to_uptake", "", number(median(days) if days else None)
        yield "reports_waiting", "", number(sum(one["status"] == "submitted" for one in rows))

    def _actions(self, month: str) -> Iterator[tuple[str, str, Told]]:
        first, last = days_of(month)

        def day(text: str | None) -> date | None:
            return moment(text).astimezone(self.zone).date() if text else None

        there = [one for one in self.actions if (day(one["created_at"]) or last) <= last]
        open_ = [one for one in there if (day(one["ended_at"]) or date.max) > last]
        ended = [one for one in there if first <= (day(one["ended_at"]) or date.min) <= last]
        to_check = [
            one
            for one in there
            if one["status"] == "done"
            and one["check_on"]
            and not one["effect"]
            and (day(one["ended_at"]) or date.max) < first
            and date.fromisoformat(one["check_on"]) <= last
        ]
        next_first, next_last = days_of(shifted(month, 1))
        due = [date.fromisoformat(one["due_on"]) for one in open_]
        yield "actions_listed", "", number(len(open_) + len(ended) + len(to_check))
        yield "actions_open", "", number(len(open_))
        yield "actions_completed", "", number(sum(one["status"] == "done" for one in ended))
        yield "actions_due_next", "", number(sum(next_first <= one <= next_last for one in due))
        yield "actions_overdue", "", number(sum(one <= last for one in due))
        tiers = Counter(one["tier"] for one in there if one["status"] != "dropped")
        for tier, label in TIERS.items():
            if tiers:
                yield "actions_by_strength", label, number(tiers[tier])
        done = [one for one in ended if one["status"] == "done" and one["factor"]]
        yield "said_and_done", "", number(len(done))

    def _rest(self, month: str) -> Iterator[tuple[str, str, Told]]:
        rows, year = self._of(month, month), self._of(f"{month[:4]}-01", month)
        yield "log_this_month", "", number(sum(one["loggable"] == "yes" for one in rows))
        yield "log_this_year", "", number(sum(one["loggable"] == "yes" for one in year))
        yield "log_undecided", "", number(sum(one["loggable"] == "undecided" for one in rows))
        for label, whole in (
            ("Told by the person, written by a colleague", [one["mode"] == "proxy" for one in rows]),
            ("With a trigger", [bool(one["triggers"]) for one in rows]),
            ("With a contributing factor", [bool(one["factors"]) for one in rows]),
            ("With the way it ended", [bool(one["outcome"]) for one in rows]),
        ):
            if rows:
                yield "complete", label, shared(sum(whole), len(whole))
        here = [one for one in rows if one["mode"] != "import"]
        minutes = [(moment(one["logged_at"]) - moment(one["occurred_at"])).total_seconds() / 60 for one in here]
        yield "minutes_to_log", "", number(median(minutes) if minutes else None)


def answers(
    name: str, rows: Sequence[Iterable[Any]], of: int, label: Callable[[Any], str]
) -> Iterator[tuple[str, str, Told]]:
    """The answers to one question, each incident's once, of those of which it could be asked."""
    given = [set(codes) for codes in rows]
    recorded = sum(bool(codes) for codes in given)
    whole = max(of, recorded)
    yield f"{name}_recorded", "", (recorded, recorded, whole, None, None)
    for code, count in Counter(code for codes in given for code in codes).items():
        yield name, label(code), (count, recorded, whole, None, None)


def written(values: Sequence[int | None], of: int, told: Callable[[list[int]], float | None]) -> Told:
    """What `told` makes of the numbers that were written down."""
    known = [one for one in values if one is not None]
    return (told(known) if known else None), len(known), max(of, len(known)), None, None


def middle(known: list[int]) -> float | None:
    """The median; of fewer than five it would be one person's number."""
    return median(known) if len(known) >= FEWEST else None


def above_zero(known: list[int]) -> int:
    """How many are not zero."""
    return sum(one > 0 for one in known)


def number(value: float | None) -> Told:
    """A figure that is one number."""
    return value, None, None, None, None


def shared(part: int, whole: int) -> Told:
    """A share with the limits of Wilson 1927, 95 %."""
    if not whole:
        return None, part, whole, None, None
    z, p = NormalDist().inv_cdf(0.975), part / whole
    center, spread = (part + z * z / 2) / (whole + z * z), z * sqrt(p * (1 - p) / whole + z * z / (4 * whole * whole))
    wide = spread / (1 + z * z / whole)
    return p, part, whole, max(0.0, center - wide), min(1.0, center + wide)


def poisson_limits(events: int) -> tuple[float, float]:
    """The exact limits of a count, 95 %: by halving, of the sums of the probabilities themselves."""

    def at_most(count: int, mean: float) -> float:
        return sum(exp(k * log(mean) - mean - lgamma(k + 1)) for k in range(count + 1))

    def where(below: Callable[[float], bool]) -> float:
        low, high = 1e-12, 10.0 * events + 50
        for _step in range(200):
            half = (low + high) / 2
            low, high = (half, high) if below(half) else (low, half)
        return low

    lower = where(lambda mean: 1 - at_most(events - 1, mean) < 0.025) if events else 0.0
    return lower, where(lambda mean: at_most(events, mean) > 0.025)


def moment(text: str) -> datetime:
    """A moment as the file has it."""
    return datetime.fromisoformat(text)


def shifted(month: str, by: int) -> str:
    """The month so many months later."""
    year, index = divmod(int(month[:4]) * 12 + int(month[5:]) - 1 + by, 12)
    return f"{year}-{index + 1:02}"


def days_of(month: str) -> tuple[date, date]:
    """Its first and its last day."""
    year, number_ = int(month[:4]), int(month[5:])
    return date(year, number_, 1), date(year, number_, calendar.monthrange(year, number_)[1])
