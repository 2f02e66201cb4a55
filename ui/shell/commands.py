"""The commands of the window, and the small dialogs that a few of them open."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Protocol

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication

from incident_tracker.settings import TEXT_SIZES, Settings
from incident_tracker.wording import _
from ui.icons import Icon
from ui.shell.menus import Command, keys_text, other_keys
from ui.shell.workspace import Workspace

_Std = QKeySequence.StandardKey


class Window(Protocol):
    """What the commands need of the window in which somebody is signed in."""

    @property
    def workspace(self) -> Workspace | None: ...
    @property
    def settings(self) -> Settings: ...
    def change_settings(self, settings: Settings) -> None: ...
    def lock(self) -> None: ...
    def close(self) -> bool: ...


def commands_of(window: Window) -> list[Command]:
    """All commands of a window with somebody signed in; only those that the role may use."""
    workspace = window.workspace
    assert workspace is not None
    incident, edit, go, view, help_menu = _("&Incident"), _("&Edit"), _("&Go"), _("&View"), _("&Help")
    commands: list[Command] = []
    if "log" in workspace.entries:
        commands.append(Command(incident, _("&Log an incident"), partial(workspace.go, "log"), (_Std.New,)))
    commands += [
        Command(incident, _("&Save"), partial(workspace.on_page, "save"), ("Ctrl+Return", "Ctrl+Enter")),
        Command(incident, _("Keep as &draft"), partial(workspace.on_page, "keep_draft"), (_Std.Save,)),
        Command(incident, _("Print &preview"), partial(workspace.on_page, "print_preview"), (_Std.Print,), True),
        Command(incident, _("&Export"), partial(workspace.on_page, "export"), ("Ctrl+E",)),
        Command(incident, _("Loc&k now"), window.lock, ("Ctrl+L",), True),
        Command(incident, _("&Close"), window.close, (_Std.Quit,)),
        Command(edit, _("&Undo the last step"), partial(undo, window), (_Std.Undo,)),
        Command(edit, _("&Find"), partial(workspace.on_page, "search"), (_Std.Find,)),
        Command(go, _("&Go to …"), partial(show_destinations, window), ("Ctrl+K",)),
        Command(go, _("&Back"), workspace.back, ("Alt+Left",)),
    ]
    shown = [entry for entry in workspace.entries.values() if entry.group is not None]
    for number, entry in enumerate(shown, 1):
        keys = (f"Ctrl+{number}",) if number <= 9 else ()
        commands.append(Command(go, entry.label, partial(workspace.go, entry.key), keys, number == 1))
    commands += [
        Command(view, _("&Larger text"), partial(change_size, window, +1), (_Std.ZoomIn, "Ctrl+=")),
        Command(view, _("&Smaller text"), partial(change_size, window, -1), (_Std.ZoomOut,)),
        Command(view, _("Show or fold &descriptions"), partial(workspace.on_page, "veil"), (), True),
        Command(help_menu, _("&Manual"), partial(workspace.go, "manual"), (_Std.HelpContents,)),
        Command(help_menu, _("&Keys"), partial(show_keys, window), ()),
        Command(help_menu, _("&About Incident Tracker"), partial(show_about, window), (), True),
    ]
    return commands


def undo(window: Window) -> None:
    """Undo typing where somebody types, else what the message bar offers to take back."""
    focused = QApplication.focusWidget()
    undo_typing: Callable[[], object] | None = getattr(focused, "undo", None)
    workspace = window.workspace
    if undo_typing is not None and _has_typing(focused):
        undo_typing()
    elif workspace is not None and workspace.messages.can_undo:
        workspace.messages.undo()


def change_size(window: Window, direction: int) -> None:
    """The next larger or smaller text."""
    sizes = [size for size in TEXT_SIZES if (size - window.settings.text_size) * direction > 0]
    if sizes:
        size = min(sizes) if direction > 0 else max(sizes)
        window.change_settings(replace(window.settings, text_size=size))


def show_destinations(window: Window) -> None:
    """The palette of pages and commands."""
    from ui.shell.go_to import Destination, GoTo

    workspace = window.workspace
    if workspace is None:
        return
    destinations = [
        Destination(entry.label, "", entry.meaning, partial(workspace.go, entry.key))
        for entry in workspace.entries.values()
        if entry.group is not None or entry.key == "log"
    ]
    known = {destination.label for destination in destinations}
    for command in commands_of(window):
        label = command.label.replace("&", "")
        if label not in known:
            destinations.append(Destination(label, keys_text(command), Icon.RIGHT, command.do))
    GoTo(destinations, workspace.window()).open()


def show_keys(window: Window) -> None:
    """The list of keys."""
    from ui.shell.go_to import KeyList

    if window.workspace is not None:
        keys = [(c.label.replace("&", ""), keys_text(c)) for c in commands_of(window) if keys_text(c)]
        KeyList([*keys, *other_keys()], window.workspace.window()).open()


def show_about(window: Window) -> None:
    """Version, place of the data, licences."""
    from ui.shell.about import About

    if window.workspace is not None:
        About(window.settings, window.workspace.window()).open()


def _has_typing(widget: object) -> bool:
    from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QTextEdit

    if isinstance(widget, QLineEdit):
        return widget.isUndoAvailable()
    return isinstance(widget, QPlainTextEdit | QTextEdit) and widget.document().isUndoAvailable()
