"""One debrief from its window to its result: parts in order, each changeable until it was held."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from incident_tracker.domain.capture.saved_drafts import SavedDraft
from incident_tracker.domain.clinic.access import Permission
from incident_tracker.domain.errors import NotFound, Problem
from incident_tracker.domain.support.debriefs import Debrief, DebriefStatus
from incident_tracker.domain.support.participants import all_answered
from incident_tracker.labels.support.debriefs import debrief_kind_text
from incident_tracker.ports.context import Area
from incident_tracker.usecases.support.debriefs import plan_debrief
from incident_tracker.wording import _, problem_text
from ui.icons import Icon
from ui.outsider_paper import OutsiderPaper
from ui.page import Page, PageCommand, PageDesk
from ui.runner import asked
from ui.screen_text import near_text
from ui.support.afterwards_panel import AfterwardsPanel
from ui.support.asking_panel import AskingPanel
from ui.support.debrief_view import DebriefView, read_debrief
from ui.support.holding_panel import HoldingPanel
from ui.support.kept_debrief import KeptDebrief, typed_in
from ui.support.leading_panel import LeadingPanel
from ui.support.obstacle_card import ObstacleCard
from ui.support.own_part import OwnPart
from ui.support.panel import DebriefPanel, Typed
from ui.support.slot_panel import SlotPanel
from ui.support.stage_bar import DebriefStage, StageBar
from ui.support.support_names import status_badge
from ui.support.time_text import debrief_window_text, slot_text
from ui.support.where_left import where_of
from ui.support.window_panel import WindowPanel
from ui.theme.spacing import px
from ui.ticker import Ticker
from ui.widgets.buttons import Button
from ui.widgets.layout import PageFrame, frame
from ui.widgets.one_in_front import show_part
from ui.widgets.text import Badge, note

_PLANNERS_ONLY = ("leading", "asking", "slot")


class DebriefPage(Page):
    """Argument: the id of a debrief, or of an incident, for which one is planned then."""

    areas = frozenset({Area.SUPPORT, Area.CLINIC})

    def __init__(
        self, desk: PageDesk, parent: QWidget | None = None, seconds_now: Callable[[], float] = Ticker.monotonic
    ) -> None:
        """`seconds_now` is the clock of the talk, which no change of the wall clock moves."""
        super().__init__(desk, parent)
        self._id: UUID | None = None
        self._view: DebriefView | None = None
        self._stage = ""
        self._wanted: UUID | None = None
        self._frame = frame(self, PageFrame(_("Debrief")))
        self._badge = Badge("")
        self._throw_away = Button(_("Discard what I typed"), "quiet", Icon.REMOVE, self._discard)
        self._throw_away.hide()
        self._frame.buttons.addWidget(self._throw_away)
        self._frame.buttons.addWidget(self._badge)
        self._back = Button(_("Back"), "quiet", Icon.BACK, self.back_requested.emit)
        self._frame.buttons.addWidget(self._back)
        self.stages = StageBar()
        self.stages.gone_to.connect(self.go_to)
        self.own = OwnPart(desk)
        self.window_panel = WindowPanel(desk)
        self.leading = LeadingPanel(desk)
        self.asking = AskingPanel(desk)
        self.slot = SlotPanel(desk)
        self.holding = HoldingPanel(desk, seconds_now)
        self.afterwards = AfterwardsPanel(desk)
        self.panels: dict[str, DebriefPanel] = {
            "window": self.window_panel,
            "leading": self.leading,
            "asking": self.asking,
            "slot": self.slot,
            "holding": self.holding,
            "afterwards": self.afterwards,
        }
        body = QVBoxLayout()
        body.setSpacing(px(16))
        for panel in self.panels.values():
            show_part(panel, False)
            panel.changed_meanwhile.connect(self.refresh)
            panel.go_to.connect(self.go_to)
            body.addWidget(panel)
        self.window_panel.incident_wanted.connect(self._open_incident)
        self.window_panel.offers_wanted.connect(self._open_offers)
        self.holding.stopped.connect(self._plan)
        self.afterwards.another.connect(self._plan)
        self.leading.card_wanted.connect(OutsiderPaper(self).show_card)
        self._kept = KeptDebrief(desk, lambda: self._id, self._typed, self)
        self._kept.said.connect(self._say_kept)
        self._kept.brought_back.connect(self.open_again)
        self._showing = False
        self._said = note("")
        self._said.hide()
        for panel in self.panels.values():
            panel.typing.connect(self._someone_types)
        self.stages.hide()
        self.obstacles = ObstacleCard()
        self.obstacles.go_to.connect(self.go_to)
        self._frame.add(self.own, self.stages, self._said, self.obstacles, body)

    def open(self, argument: object) -> None:
        if isinstance(argument, UUID) and argument != self._id:
            self.keep_draft()
            self._kept.forget()
            self._id = None
            self._view = None
            self._wanted = argument
            self.desk.runner.run(
                asked(read_debrief, argument), owner=self, then=self._show_first, otherwise=self._no_debrief
            )
        else:
            self.refresh()

    def refresh(self) -> None:
        if self._id is not None:
            self.desk.runner.run(asked(read_debrief, self._id), owner=self, then=self._show)

    def keep_draft(self) -> None:
        if self._view is None:
            return
        where: dict[str, Any] = {key: panel.where() for key, panel in self.panels.items()}
        kept = where_of(self.desk.runner)
        kept.keep(self.desk.actor.user_id, self._view.debrief.id, {"stage": self._stage, "panels": where})
        self._kept.keep()
        self.own.keep_draft()

    def save(self) -> None:
        if self._stage == "slot":
            self.slot.book()
        elif self._stage == "holding" and self._view is not None and self._view.debrief.running:
            self.holding.next()

    def offers(self, command: PageCommand) -> bool:
        match command:
            case "save":
                slot = self._stage == "slot" and self.slot.can_book
                return slot or (self._stage == "holding" and self._view is not None and self._view.debrief.running)
            case "keep_draft":
                return False  # what is typed is kept by itself
            case _:
                return super().offers(command)

    def first_focus(self) -> QWidget | None:
        return (self.stages.current() if self.stages.isVisibleTo(self) else None) or self._back

    @property
    def view(self) -> DebriefView | None:
        """What is shown; None until it was read."""
        return self._view

    @Slot(str)
    def go_to(self, stage: str) -> None:
        """Go to another part."""
        self._stage = stage
        if self._view is not None:
            self._show_stage(self._view)
            self._frame.area.start()
            if stage == "holding" and not self._view.debrief.running:
                self.refresh()  # whether it may begin now depends on the clock

    def _no_debrief(self, problem: Problem) -> None:
        if isinstance(problem, NotFound) and self._wanted is not None and self.desk.may(Permission.PLAN_DEBRIEF):
            self._plan(self._wanted)
        else:
            self.desk.messages.warn(problem_text(problem))

    @Slot(object)
    def _plan(self, incident_id: UUID) -> None:
        if self.desk.may(Permission.PLAN_DEBRIEF):
            self.desk.runner.run(asked(plan_debrief, incident_id), owner=self, then=self._planned)

    def _planned(self, debrief: Debrief) -> None:
        self.open(debrief.id)

    def _show_first(self, view: DebriefView) -> None:
        self._id = view.debrief.id
        self._forget_typed()
        self._stage = _next_stage(view)
        self._show(view)
        kept = where_of(self.desk.runner).take(self.desk.actor.user_id, view.debrief.id)
        for key, where in kept.get("panels", {}).items():
            self.panels[key].go_on_from(where)
        if kept.get("stage") in self._stages(view):
            self.go_to(kept["stage"])
        self._say_kept("")
        self._kept.look_for(view.debrief.id, self._resume)
        target = self.first_focus()
        if self._back.hasFocus() and target is not None:
            target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self, view: DebriefView) -> None:
        before, self._view = self._view, view
        self._showing = True
        noted = self.holding.learning.typed()
        if before is not None and before.debrief.status is not view.debrief.status:
            self._stage = _next_stage(view)
        debrief = view.debrief
        names = view.names.joined(view.persons_owed) if view.supports else ""
        kind = debrief_kind_text(debrief.kind)
        self._frame.title.setText(_("{kind} for {names}").format(kind=kind, names=names) if names else kind)
        self.setAccessibleName(self._frame.title.text())
        window = debrief_window_text(debrief, self.desk.now(), view.zone)
        self._frame.say(slot_text(debrief, view.zone) or (window if debrief.open else ""))
        self._badge.say(*((_("Now"), "accent") if debrief.running else status_badge(debrief.status)))
        mine = [view.file] if self._has_part(view) else []
        self.own.show_part(mine, (), (), view.names, (), None, asks=True)
        self.obstacles.show_view(view)
        for panel in self.panels.values():
            panel.show_view(view)
        if before is not None and before.debrief.running and not view.debrief.running and noted:
            self.afterwards.learning.take_typed(noted)  # typed during the talk and not noted: it goes on there
            self.holding.learning.forget()
        self._showing = False
        self._show_stage(view)

    def _typed(self) -> Typed:
        """What is typed in all parts and not saved."""
        typed = {key: panel.typed() for key, panel in self.panels.items()}
        return {key: one for key, one in typed.items() if one}

    @Slot()
    def _someone_types(self) -> None:
        if not self._showing and self._id is not None:
            self._kept.typed()

    @Slot(str)
    def _say_kept(self, text: str) -> None:
        """What became of the draft, as long as there is something in it."""
        there = self._kept.is_there and bool(self._typed())
        self._said.setText(text)
        self._said.setVisible(there and bool(text))
        self._throw_away.setVisible(there)

    def _resume(self, draft: SavedDraft) -> None:
        assert draft.later is not None
        self._showing = True
        for key, typed in typed_in(draft.later.text).items():
            self.panels[key].take_typed(typed)
        self._showing = False
        moment = near_text(draft.saved_at, self.desk.now(), self.desk.zone)
        told = _("Here is what you typed {moment}. It is for you alone until you save it.")
        self._say_kept(told.format(moment=moment))

    def _forget_typed(self) -> None:
        self._showing = True
        for panel in self.panels.values():
            panel.forget()
        self._showing = False

    @Slot()
    def _discard(self) -> None:
        self._kept.throw_away()
        self._forget_typed()
        if self._view is not None:
            self._show(self._view)
        self._say_kept("")
        self._back.setFocus()

    @Slot(object)
    def open_again(self, debrief_id: UUID) -> None:
        """What was discarded is a draft of this debrief again."""
        self._id = None
        self.open_requested.emit("debrief", debrief_id)

    def _show_stage(self, view: DebriefView) -> None:
        stages = self._stages(view)
        if self._stage not in stages:
            self._stage = next(iter(stages))
        self.stages.setVisible(len(stages) > 1)
        self.stages.show_stages(list(stages.values()), self._stage)
        for key, panel in self.panels.items():
            show_part(panel, key == self._stage)
        self.offers_changed.emit()

    def _stages(self, view: DebriefView) -> dict[str, DebriefStage]:
        debrief = view.debrief
        held = debrief.status is DebriefStatus.HELD
        every = (
            DebriefStage("window", _("When and what"), True),
            DebriefStage("leading", _("Who leads"), debrief.is_answered_for and debrief.has_facilitator),
            DebriefStage("asking", _("Who comes"), all_answered(view.file.participants)),
            DebriefStage("slot", _("Protected time"), debrief.starts_at is not None),
            DebriefStage("holding", _("Hold it"), held),
            DebriefStage("afterwards", _("Afterwards"), held and debrief.checked_at is not None),
        )
        shown = {stage.key: stage for stage in every}
        if not view.may_plan:
            for key in _PLANNERS_ONLY:
                del shown[key]
        if not (view.may_plan or view.may_hold):
            del shown["holding"], shown["afterwards"]
        elif not debrief.open:
            del shown["holding"]
        return shown

    def _has_part(self, view: DebriefView) -> bool:
        me = self.desk.actor.person_id
        asked = any(one.person_id == me for one in view.file.participants)
        return me is not None and (asked or any(one.cover_id == me for one in view.file.covers))

    @Slot(object)
    def _open_offers(self, incident_id: UUID) -> None:
        self.open_requested.emit("incident_support", incident_id)

    @Slot(object)
    def _open_incident(self, incident_id: UUID) -> None:
        self.open_requested.emit("incident", incident_id)


def _next_stage(view: DebriefView) -> str:
    """The part with the next thing to do."""
    debrief = view.debrief
    if not debrief.open:
        return "afterwards"
    if debrief.running:
        return "holding"
    if debrief.status is DebriefStatus.PLANNED:
        soon = debrief.starts_at is not None
        return "holding" if soon and view.may_hold and not view.may_plan else "slot"
    if not view.file.participants and not debrief.has_facilitator:
        return "window"
    if not debrief.has_facilitator:
        return "leading"
    return "slot" if view.coming else "asking"
