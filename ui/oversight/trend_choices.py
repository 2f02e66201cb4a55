"""The choices for reports over time, and the question they make."""

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from incident_tracker.charts.control_chart_text import rule_set_name
from incident_tracker.domain.capture.phone_calls import PHONE_CHANNELS
from incident_tracker.domain.capture.severity import Severity
from incident_tracker.domain.clinic.sites import Site
from incident_tracker.domain.oversight import months
from incident_tracker.domain.oversight.denominators import Base
from incident_tracker.labels.oversight.denominators import rate_choice_text
from incident_tracker.statistics.chart_results import RuleSet
from incident_tracker.usecases.oversight.trends import TrendQuestion
from incident_tracker.wording import _
from ui.oversight.choice_line import ChoiceLine
from ui.widgets.buttons import Button
from ui.widgets.choice_chips import Choice

ALL = "all"
LEVELS = {
    "serious": frozenset(level for level in Severity if level >= Severity.THREAT),
    "words": frozenset({Severity.HOSTILE, Severity.ABUSE_IN_WORDS}),
    "physical": frozenset(level for level in Severity if level >= Severity.PHYSICAL),
}
IN_PERSON = "in_person"


def behind_point(question: TrendQuestion, month: str) -> tuple[tuple[str, str], ...]:
    """The choices, each with its code, that narrow the list of incidents to what the point of a month counts."""
    choices = {"period": month, "status": "counted"}
    if question.site_ids is not None:
        (site_id,) = question.site_ids
        choices["site"] = str(site_id)
    if question.severities is not None:
        choices["level"] = next(code for code, levels in LEVELS.items() if levels == question.severities)
    if question.channels is not None:
        choices["channel"] = "phone" if question.channels == PHONE_CHANNELS else IN_PERSON
    return tuple(choices.items())


class TrendChoices(ChoiceLine):
    """Site, period, level, channel, rate, rules and baseline.

    With `one_at_a_time` a level and a channel are not asked together: who chooses one gets all of the other.
    """

    def __init__(
        self,
        channels: frozenset[str] = frozenset(),
        parent: QWidget | None = None,
        *,
        one_at_a_time: bool = False,
    ) -> None:
        super().__init__(parent)
        self._channels = channels
        self._one_at_a_time = one_at_a_time
        self._level: object = ALL
        self.add("site", _("Site"), [Choice(ALL, _("All sites"))])
        self.add("period", _("Period"), [Choice(n, _("{n} months").format(n=n)) for n in (24, 12, 36, 60)])
        self.add(
            "level",
            _("Level"),
            [
                Choice(ALL, _("All levels")),
                Choice("words", _("Words (1–2)")),
                Choice("serious", _("Serious (3–7)")),
                Choice("physical", _("Physical (5–7)")),
            ],
        )
        self.add(
            "channel",
            _("Channel"),
            [
                Choice(ALL, _("All channels")),
                Choice("phone", _("On the phone")),
                Choice(IN_PERSON, _("Not on the phone")),
            ],
        )
        self.add(
            "base",
            _("Shown as"),
            [
                *(Choice(one, rate_choice_text(one)) for one in (Base.VISITS, Base.CALLS, Base.STAFF_HOURS)),
                Choice(ALL, _("Counts")),
            ],
        )
        self.add(
            "rules",
            _("Rules"),
            [Choice(one, rule_set_name(one)) for one in (RuleSet.ANHOEJ, RuleSet.NHS, RuleSet.WESTERN_ELECTRIC)],
        )
        self.add(
            "freeze",
            _("Limits from"),
            [Choice(ALL, _("All months")), Choice(12, _("The first 12")), Choice(24, _("The first 24"))],
        )

        self._further = Button("", "quiet", None, self._turn)
        self.add_tool(self._further)
        self._show_further(shown=False)

    @Slot()
    def _tell(self) -> None:
        if self._one_at_a_time:
            before, self._level = self._level, self.code("level")
            self._keep_one(level=self._level != before)
            self._level = self.code("level")
        super()._tell()

    def _keep_one(self, *, level: bool) -> None:
        """The level if that was chosen last, else the channel; calls are those of the phone alone."""
        if self.code("level") == ALL or self._asked_channels() is None:
            return
        given_up = (("channel", ALL), ("base", Base.VISITS)) if level else (("level", ALL),)
        for key, code in given_up:
            if key != "base" or self.code("base") is Base.CALLS:
                self.box(key).blockSignals(True)
                self.choose(key, code)
                self.box(key).blockSignals(False)

    @Slot()
    def _turn(self) -> None:
        self._show_further(shown=self.box("rules").isHidden())

    def _show_further(self, *, shown: bool) -> None:
        """How limits are reckoned is for few: a chart should not begin below it."""
        for key in ("rules", "freeze"):
            self.show_choice(key, shown)
            self.box(key).setVisible(shown)
        self._further.setText(_("Fewer choices") if shown else _("More choices"))

    def offer_sites(self, sites: Sequence[Site]) -> None:
        """The sites that the person may see."""
        self.offer("site", [Choice(ALL, _("All sites")), *(Choice(site.id, site.name) for site in sites)])
        self.show_choice("site", len(sites) > 1)

    def know_channels(self, channels: frozenset[str]) -> None:
        """All channels there are, from which the phone is left out for "not on the phone"."""
        self._channels = channels

    def question(self, last: str) -> TrendQuestion:
        """The question about the months up to `last` ("YYYY-MM")."""
        period, freeze, rules = self.code("period"), self.code("freeze"), self.code("rules")
        base = self.code("base")
        return TrendQuestion(
            first=months.shift(last, 1 - (period if isinstance(period, int) else 24)),
            last=last,
            site_ids=self.site_ids(),
            severities=LEVELS.get(str(self.code("level"))),
            channels=self._asked_channels(),
            base=base if isinstance(base, Base) else None,
            rules=rules if isinstance(rules, RuleSet) else RuleSet.ANHOEJ,
            freeze=freeze if isinstance(freeze, int) else None,
        )

    def site_ids(self) -> frozenset[UUID] | None:
        """The site asked for, or None for all."""
        site = self.code("site")
        return frozenset({site}) if isinstance(site, UUID) else None

    def _asked_channels(self) -> frozenset[str] | None:
        if self.code("base") is Base.CALLS:
            return PHONE_CHANNELS  # incidents that were not on the phone have nothing to do with calls
        return {"phone": PHONE_CHANNELS, IN_PERSON: self._channels - PHONE_CHANNELS}.get(str(self.code("channel")))
