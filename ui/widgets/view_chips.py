"""Views of a list, each a chip with how many rows it has; one's own are saved, renamed and deleted from a menu.

With large letters the views are lines of that menu, and the room is the list's.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from functools import partial

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QLineEdit, QMenu, QWidget

from incident_tracker.wording import _, pgettext
from ui.screen_text import number_text
from ui.theme.spacing import is_roomy, px
from ui.widgets.buttons import Button
from ui.widgets.dialogs import Question
from ui.widgets.filter_bar import FilterBar
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.form import Form, focus_on
from ui.widgets.kept_views import ListView, keep_views, recall_views
from ui.widgets.layout import empty_out

_LONGEST = 40
_ONE_LINE = 1200  # pixels of the design: chips wrap only where the list itself has no more room


class ViewChips(QWidget):
    """The views that every list of this kind has, then one's own. A chip is on while the filter is set to its view.

    Signals: `changed()` when there are others to count.
    """

    changed = Signal()

    def __init__(
        self,
        filter_bar: FilterBar,
        built_in: Sequence[ListView],
        whose: str,
        list_key: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._filter, self._place = filter_bar, (whose, list_key)
        self._own = list(recall_views(whose, list_key))
        self._built_in = tuple(built_in)
        self._chips: list[tuple[ListView, Button]] = []
        self._in_sight = is_roomy()
        self._flow = FlowLayout(self, px(6), widest=_ONE_LINE)
        filter_bar.changed.connect(self._point_out)
        self._fill()

    @property
    def views(self) -> tuple[ListView, ...]:
        """All views in the order of their chips."""
        return (*self._built_in, *self._own)

    def say_counts(self, counts: Sequence[int | None], at_least: Collection[int] = ()) -> None:
        """How many rows each view has, in their order; None where that is not counted. `at_least`: places of views that
        have more.
        """
        for place, ((view, chip), n) in enumerate(zip(self._chips, counts, strict=False)):
            chip.setText(_worded(view, n, place in at_least))
            chip.updateGeometry()

    def count(self, how_many: Callable[[Mapping[str, str]], int]) -> None:
        """Say how many rows each view has, for a list that is here as a whole."""
        self.say_counts([how_many(view.choices) for view in self.views])

    def _fill(self) -> None:
        empty_out(self._flow)
        self._chips = []
        for view in self.views:
            chip = _chip(_worded(view, None), partial(self._choose, view))
            self._chips.append((view, chip))
            self._flow.addWidget(chip)
            chip.setVisible(self._in_sight)
        self._more = Button(
            _("My views") if self._in_sight else pgettext("of a list", "Views"), "small", None, self._open_menu
        )
        self._more.setToolTip(_("Save what is filtered now as a view, or change your views"))
        self._flow.addWidget(self._more)
        self._point_out()

    def _choose(self, view: ListView, *_ticked: object) -> None:
        if self._filter.chosen() == dict(view.choices):
            self._filter.clear()
        else:
            self._filter.choose_all(view.choices)
        self._point_out()

    @Slot()
    def _point_out(self) -> None:
        chosen = self._filter.chosen()
        for view, chip in self._chips:
            chip.setChecked(chosen == dict(view.choices))

    @Slot()
    def _open_menu(self) -> None:
        menu = QMenu(self)
        for view, chip in self._chips if not self._in_sight else ():
            line = menu.addAction(chip.text(), partial(self._choose, view))
            line.setCheckable(True)
            line.setChecked(chip.isChecked())
        save = menu.addAction(_("&Save this view"), self.ask_name)
        save.setEnabled(bool(self._filter.chosen()))
        for view in self._own:
            one = menu.addMenu(view.name)
            one.addAction(_("&Rename"), partial(self._ask_other_name, view))
            one.addAction(_("&Delete"), partial(self._remove, view))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self._more.mapToGlobal(self._more.rect().bottomLeft()))

    @Slot()
    def ask_name(self) -> None:
        """Ask what the view of what is filtered now is called."""
        NameQuestion(self, "", self._taken(), self._save).open()

    def _ask_other_name(self, view: ListView) -> None:
        NameQuestion(self, view.name, self._taken() - {view.name.casefold()}, partial(self._rename, view)).open()

    def _taken(self) -> set[str]:
        return {view.name.casefold() for view in self.views}

    def _save(self, name: str) -> None:
        self._keep([*self._own, ListView(name, self._filter.chosen(), own=True)])

    def _rename(self, view: ListView, name: str) -> None:
        self._keep([ListView(name, one.choices, own=True) if one is view else one for one in self._own])

    def _remove(self, view: ListView) -> None:
        self._keep([one for one in self._own if one is not view])

    def _keep(self, views: list[ListView]) -> None:
        self._own = views
        keep_views(*self._place, views)
        self._fill()
        self.changed.emit()


class NameQuestion(Question):
    """Asks what a view is called."""

    def __init__(self, parent: QWidget, name: str, taken: set[str], then: Callable[[str], object]) -> None:
        super().__init__(parent, _("Name this view"), _("Only you see it."), _("Save"))
        self._taken, self._then = taken, then
        self._line = QLineEdit(name)
        self._line.setMaxLength(_LONGEST)
        self._form = Form()
        self._form.add("name", _("&Name"), self._line)
        self.body.addWidget(self._form)

    @Slot()
    def accept(self) -> None:
        name = " ".join(self._line.text().split())
        self._form.clear_problems()
        if not name:
            self._form.show_message("name", _("Please type a name."))
            focus_on(self._line)
        elif name.casefold() in self._taken:
            self._form.show_message("name", _("There is a view with this name already."))
            focus_on(self._line)
        else:
            super().accept()
            self._then(name)


def _chip(words: str, act: Callable[..., object]) -> Button:
    chip = Button(words, "chip", None, act)
    chip.setProperty("tight", True)
    chip.setCheckable(True)
    return chip


def _worded(view: ListView, n: int | None, more: bool = False) -> str:
    name = view.name.replace("&", "&&")
    number = "" if n is None else _("{n}+").format(n=number_text(n)) if more else number_text(n)
    return _("{view} {n}").format(view=name, n=number) if number else name
