"""People from elsewhere who may answer for a debrief: kept, changed and printed by those who name them."""

from collections.abc import Callable, Sequence
from functools import partial
from uuid import UUID

from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from incident_tracker.domain.clinic.access import Permission
from incident_tracker.domain.clinic.sites import Site
from incident_tracker.domain.support.outsiders import Outsider, OutsiderDraft
from incident_tracker.usecases.support.outsiders import (
    OutsiderLine,
    add_outsider,
    change_outsider,
    choose_outsider_again,
    retire_outsider,
)
from incident_tracker.wording import _, ngettext
from ui.asking import Asking
from ui.icons import Icon
from ui.outsider_paper import OutsiderPaper
from ui.page import Page, PageDesk
from ui.runner import asked
from ui.screen_text import near_text
from ui.support.beside import Beside
from ui.support.panel import rebuild
from ui.theme.spacing import px
from ui.widgets.buttons import Button
from ui.widgets.choice_box import ChoiceBox
from ui.widgets.choice_chips import Choice
from ui.widgets.layout import Card, column, row
from ui.widgets.text import note, text_label


class OutsidersCard(Card):
    """One line for each; those who are chosen no longer are left out unless they still answer for something."""

    def __init__(self, page: Page) -> None:
        super().__init__(
            _("People from elsewhere"),
            _("They answer for a debrief where everyone who could had a part in it. Never someone who had a part."),
        )
        self._page, self.desk = page, page.desk
        self._sites: Sequence[Site] = ()
        self._shown: Sequence[OutsiderLine] = ()
        self._paper = OutsiderPaper(page)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(px(4))
        self.keep = Button(_("Keep someone from else&where"), "", Icon.NEW, self._begin)
        self.add(self._lines, row(self.keep, None))

    def show_sites(self, sites: Sequence[Site]) -> None:
        """These are the sites of the clinic."""
        self._sites = sites
        self.show_lines(self._shown)

    def show_lines(self, lines: Sequence[OutsiderLine]) -> None:
        """Show these."""
        self._shown = lines
        shown = [one for one in lines if one.outsider.in_use or one.cards]
        none = note(_("No one is kept yet. Someone who is named once for a debrief is kept, too."))
        rebuild(self._lines, *([self._line(one) for one in shown] or [none]))

    def _line(self, line: OutsiderLine) -> QWidget:
        who, now, zone = line.outsider, self.desk.now(), self.desk.zone
        site = next((one.name for one in self._sites if one.id == who.site_id), "")
        words = [text_label(who.name, "label"), text_label(f"{site} · {who.contact}")]
        buttons: list[QWidget] = []
        if line.cards:
            first = near_text(min(one.by for one in line.cards), now, zone)
            n = len(line.cards)
            count = ngettext(
                "Answers for {n} debrief, by {moment}", "Answers for {n} debriefs, the first by {moment}", n
            ).format(n=n, moment=first)
            words.append(note(count))
            printing = Button(
                _("Print the card …"), "", Icon.PRINT, partial(self._paper.show_card, line.cards[0].debrief_id)
            )
            printing.setAccessibleName(_("Print the card of {name}").format(name=who.name))
            buttons.append(printing)
        if who.in_use:
            change = Button(_("Change"), "", Icon.EDIT, partial(self._change, who))
            change.setAccessibleName(_("Change {name}").format(name=who.name))
            retire = Button(_("No longer choose"), "quiet", None, partial(self._retire, who))
            retire.setAccessibleName(_("No longer choose {name}").format(name=who.name))
            buttons += [change, retire]
        return Beside(column(*words, gap=2), *buttons)

    def _begin(self) -> None:
        OutsiderDialog(self.desk, self._page, self._sites, None, self._added).open()

    def _change(self, who: Outsider) -> None:
        OutsiderDialog(self.desk, self._page, self._sites, who, partial(self._changed, who)).open()

    def _added(self, who: Outsider) -> None:
        self.desk.messages.tell(
            _("Kept: {name}.").format(name=who.name),
            undo=lambda: self.desk.runner.run(asked(retire_outsider, who.id, who.version), owner=self),
        )

    def _changed(self, before: Outsider, after: Outsider) -> None:
        draft = OutsiderDraft(before.name, before.contact)
        self.desk.messages.tell(
            _("Saved: {name}.").format(name=after.name),
            undo=lambda: self.desk.runner.run(asked(change_outsider, after.id, after.version, draft), owner=self),
        )

    def _retire(self, who: Outsider) -> None:
        self.desk.runner.run(asked(retire_outsider, who.id, who.version), owner=self, then=self._retired)

    def _retired(self, who: Outsider) -> None:
        self.desk.messages.tell(
            _("{name} is chosen no longer. What they answer for stays theirs.").format(name=who.name),
            undo=lambda: self.desk.runner.run(asked(choose_outsider_again, who.id, who.version), owner=self),
        )


class OutsiderDialog(Asking[Outsider]):
    """Keeps someone from elsewhere, or changes who they are."""

    def __init__(
        self,
        desk: PageDesk,
        parent: QWidget,
        sites: Sequence[Site],
        who: Outsider | None,
        then: Callable[[Outsider], object],
    ) -> None:
        heading = _("Change {name}").format(name=who.name) if who else _("Keep someone from elsewhere")
        text = _("Someone trusted, from another site or service, who is reached by phone or mail.")
        super().__init__(desk, parent, heading, text, _("Save"), then)
        self._who = who
        mine = [one for one in sites if desk.may_at(Permission.NAME_MANAGER, one.id)]
        self._site = ChoiceBox(_("Site"), [Choice(one.id, one.name) for one in mine], "")
        self._name, self._contact = QLineEdit(who.name if who else ""), QLineEdit(who.contact if who else "")
        if who is None and len(mine) > 1:
            self.form.add("site", _("For which &site"), self._site)
        elif len(mine) == 1:
            self._site.choose(mine[0].id)
        self.form.add("outside", _("&Name, and from where"), self._name)
        self.form.add("contact", _("How to &reach them"), self._contact)

    def send(self) -> None:
        draft = OutsiderDraft(self._name.text(), self._contact.text())
        if self._who is not None:
            self.run(asked(change_outsider, self._who.id, self._who.version, draft))
        elif isinstance(site_id := self._site.code(), UUID):
            self.run(asked(add_outsider, site_id, draft))
