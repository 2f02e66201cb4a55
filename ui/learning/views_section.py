"""Three views on what happened: the question of equity, the staff, the person concerned."""

from dataclasses import replace

from PySide6.QtWidgets import QWidget

from incident_tracker.domain.errors import Problem
from incident_tracker.domain.learning.analyses import Analysis
from incident_tracker.wording import _
from ui.learning.growing_field import GrowingField
from ui.learning.section import Section
from ui.page import PageDesk
from ui.widgets.form import Form

_FIELDS = ("equity_view", "staff_view", "patient_view")


class ViewsSection(Section):
    """A field for each view, with a prompt."""

    fields = frozenset(_FIELDS)

    def __init__(self, desk: PageDesk, parent: QWidget | None = None) -> None:
        super().__init__(
            desk,
            _("Three more ways to look at it"),
            _("No one is named here. The answers stay with the team; the committee does not see them."),
            parent,
        )
        self._form = Form()
        labels = {
            "equity_view": (
                _("E&quity"),
                _(
                    "Would it have gone the same with another patient: another language, race, gender, insurance, "
                    "or history with us? How do we know?"
                ),
            ),
            "staff_view": (
                _("The people who &work here"),
                _("How did those at the desk see it? What would have helped them at that moment?"),
            ),
            "patient_view": (
                _("The &person concerned"),
                _("How may this person have met us before, and on that day? What did they need that we did not give?"),
            ),
        }
        self._views: dict[str, GrowingField] = {}
        for name in _FIELDS:
            label, prompt = labels[name]
            field = GrowingField(lines=2)
            field.changed.connect(self.tell_changed)
            self._form.add(name, label, field, prompt, optional=name != "equity_view")
            self._views[name] = field
        self.add(self._form)

    def show_analysis(self, analysis: Analysis) -> None:
        for name, field in self._views.items():
            field.show_text(getattr(analysis, name))

    def written(self, analysis: Analysis) -> Analysis:
        return replace(
            analysis,
            equity_view=self._views["equity_view"].text(),
            staff_view=self._views["staff_view"].text(),
            patient_view=self._views["patient_view"].text(),
        )

    def set_read_only(self, read_only: bool) -> None:
        for field in self._views.values():
            field.setReadOnly(read_only)

    def show_problem(self, problem: Problem) -> bool:
        return self._form.show_problem(problem)

    def clear_problem(self) -> None:
        self._form.clear_problems()
