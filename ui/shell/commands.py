"""The commands of the window, and the small dialogs that a few of them open."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import Protocol

from PySide6.QtGui import QKeySequence

from incident_tracker.settings import TEXT_SIZES, Settings
from incident_tracker.wording import _
from ui.icons import Icon
from ui.page import PageCommand
from ui.shell.menus import Command, Keys, keys_text, other_keys
from ui.shell.recent import LastOpened
from ui.shell.stub_keeper import STUB_KEY
from ui.shell.typing_steps import can_redo_typing, can_undo_typing, redo_typing, undo_typing
from ui.shell.workspace import Workspace
from ui.theme.density import is_compact

_Std = QKeySequence.StandardKey


class Window(Protocol):
    """What the commands need from a window with someone signed in."""

    @property
    def workspace(self) -> Workspace | None: ...
    @property
    def settings(self) -> Settings: ...
    @property
    def recent(self) -> LastOpened: ...
    def change_settings(self, settings: Settings) -> None: ...
    def lock(self) -> None: ...
    def sign_out(self) -> None: ...
    def change_passphrase(self) -> None: ...
    def keep_stub(self) -> None: ...
    def close(self) -> bool: ...


@dataclass(frozen=True, slots=True)
class Declared:
    """One command before there is a window: its menu, its keys, and what it does with a window.

    `page` is the key of the page that the role must be able to open, where the command needs one; `asks` what is asked
    of the page in front, where it is done there; `can` whether it does something now, where that is no matter of the
    page, and `unannounced` and `told` as in `Command`. `is_own`: it stands behind one's name at the foot of the
    sidebar too.
    """

    menu: str
    label: str
    act: Callable[[Window], object]
    keys: tuple[Keys, ...] = ()
    starts_group: bool = False
    page: str | None = None
    asks: PageCommand | None = None
    can: Callable[[Window], bool] | None = None
    unannounced: bool = False
    is_own: bool = False
    told: int = 1


def _on_page(
    menu: str, label: str, asks: PageCommand, keys: tuple[Keys, ...] = (), starts_group: bool = False
) -> Declared:
    return Declared(menu, label, partial(on_page, asks), keys, starts_group, asks=asks)


def declared() -> tuple[Declared, ...]:
    """Every command but those that open a page of the sidebar, in the present language and in the menus' order."""
    incident, edit, go, view, help_menu = _("&Incident"), _("&Edit"), _("&Go"), _("&View"), _("&Help")
    return (
        Declared(incident, _("&Log an incident"), partial(visit, "log"), (_Std.New,), page="log"),
        replace(_on_page(incident, _("&Save"), "save", ("Ctrl+Enter", _Std.Save, "Ctrl+Return")), told=2),
        _on_page(incident, _("Keep as &draft"), "keep_draft"),
        Declared(incident, _("Save &time and desk"), keep_stub, (STUB_KEY,)),
        _on_page(incident, _("&Print"), "print_paper", (_Std.Print,), True),
        _on_page(incident, _("&Export"), "export", ("Ctrl+E",)),
        Declared(incident, _("Change my pass ph&rase"), change_passphrase, (), True, is_own=True),
        Declared(incident, _("Loc&k now"), lock, ("Ctrl+L",), is_own=True),
        Declared(incident, _("Sign o&ut"), sign_out, is_own=True),
        Declared(incident, _("&Close"), close, (_Std.Quit,)),
        Declared(edit, _("&Undo the last step"), undo, (_Std.Undo,), can=can_undo, unannounced=True),
        Declared(
            edit,
            _("&Redo what you typed"),
            redo_typing,
            ("Ctrl+Y", "Ctrl+Shift+Z"),
            can=can_redo_typing,
            unannounced=True,
        ),
        _on_page(edit, _("&Find"), "search", (_Std.Find,), True),
        _on_page(edit, _("&Narrow the list"), "narrow", ("Ctrl+Shift+L",)),
        Declared(go, _("&Go to …"), show_destinations, ("Ctrl+K",)),
        Declared(go, _("&Back"), back, ("Alt+Left",), can=can_go_back),
        Declared(go, _("&Next tab"), partial(turn_tab, 1), ("Ctrl+PgDown",), can=has_tabs),
        Declared(go, _("&Previous tab"), partial(turn_tab, -1), ("Ctrl+PgUp",), can=has_tabs),
        Declared(view, _("&Larger text"), partial(change_size, +1), (_Std.ZoomIn, "Ctrl+="), can=can_grow),
        Declared(view, _("&Smaller text"), partial(change_size, -1), (_Std.ZoomOut,), can=can_shrink),
        Declared(view, _("Closer or wider &rows"), change_rows),
        _on_page(view, _("Show or hide &descriptions"), "veil", (), True),
        Declared(view, _("Se&ttings"), partial(visit, "settings"), ("Ctrl+,",), True, is_own=True),
        Declared(help_menu, _("&Manual"), partial(visit, "manual"), (_Std.HelpContents,), is_own=True),
        Declared(help_menu, _("&Keys"), show_keys),
        Declared(help_menu, _("&About Incident Tracker"), show_about, (), True),
    )


def commands_of(window: Window) -> list[Command]:
    """All commands of a window with someone signed in; only those that the role may use."""
    workspace = window.workspace
    assert workspace is not None
    go = _("&Go")
    commands = [
        _command(one, window, workspace) for one in declared() if one.page is None or one.page in workspace.entries
    ]
    places = [
        Command(
            go,
            section.label,
            partial(workspace.go_to_section, section.key),
            (f"Ctrl+{number}",),
            number == 1,
        )
        for number, section in enumerate(workspace.sections.values(), 1)
    ]
    last = max(place for place, command in enumerate(commands) if command.menu == go)
    return [*commands[: last + 1], *places, *commands[last + 1 :]]


def own_commands(window: Window) -> list[Command]:
    """What stands behind one's name at the foot of the sidebar: the window's pages first, then what leaves it."""
    workspace = window.workspace
    assert workspace is not None
    own = [_command(one, window, workspace) for one in declared() if one.is_own]
    pages = [command for command in own if command.menu != _("&Incident")]
    leaving = [command for command in own if command.menu == _("&Incident")]
    return [*(replace(one, starts_group=False) for one in pages), *leaving]


def _command(one: Declared, window: Window, workspace: Workspace) -> Command:
    can: Callable[[], bool] | None = partial(workspace.offers, one.asks) if one.asks else None
    if one.can is not None:
        can = partial(one.can, window)
    return Command(
        one.menu, one.label, partial(one.act, window), one.keys, one.starts_group, can, one.unannounced, one.told
    )


def has_tabs(window: Window) -> bool:
    """Are there pages beside the one in front?"""
    return window.workspace is not None and window.workspace.has_tabs


def can_go_back(window: Window) -> bool:
    """Is there a page to go back to?"""
    return window.workspace is not None and window.workspace.can_go_back


def can_undo(window: Window) -> bool:
    """Is there typing, or a step that the message bar offers to undo?"""
    return can_undo_typing() or (window.workspace is not None and window.workspace.messages.can_undo)


def can_grow(window: Window) -> bool:
    """Is there a larger text?"""
    return window.settings.text_size < max(TEXT_SIZES)


def can_shrink(window: Window) -> bool:
    """Is there a smaller text?"""
    return window.settings.text_size > min(TEXT_SIZES)


def visit(key: str, window: Window) -> None:
    """Open a page."""
    if window.workspace is not None:
        window.workspace.go(key)


def on_page(what: PageCommand, window: Window) -> None:
    """Do `what` on the current page."""
    if window.workspace is not None:
        window.workspace.on_page(what)


def back(window: Window) -> None:
    """The page before."""
    if window.workspace is not None:
        window.workspace.back()


def lock(window: Window) -> None:
    """Blank the window and save what is unfinished."""
    window.lock()


def sign_out(window: Window) -> None:
    """Leave the window to someone else."""
    window.sign_out()


def change_passphrase(window: Window) -> None:
    """Choose another pass phrase for oneself."""
    window.change_passphrase()


def turn_tab(step: int, window: Window) -> None:
    """The page beside the one in front."""
    if window.workspace is not None:
        window.workspace.turn_tab(step)


def keep_stub(window: Window) -> None:
    """Save time and desk, to complete later."""
    window.keep_stub()


def close(window: Window) -> None:
    """Close the window."""
    window.close()


def undo(window: Window) -> None:
    """Undo typing in a field, else what the message bar offers to undo."""
    workspace = window.workspace
    if can_undo_typing():
        undo_typing()
    elif workspace is not None and workspace.messages.can_undo:
        workspace.messages.undo()


def change_size(direction: int, window: Window) -> None:
    """The next larger or smaller text."""
    sizes = [size for size in TEXT_SIZES if (size - window.settings.text_size) * direction > 0]
    if sizes:
        size = min(sizes) if direction > 0 else max(sizes)
        window.change_settings(replace(window.settings, text_size=size))


def change_rows(window: Window) -> None:
    """Rows of lists close together where they are not, else further apart."""
    workspace = window.workspace
    if workspace is not None:
        compact = is_compact(window.settings.rows, workspace.window().height())
        window.change_settings(replace(window.settings, rows="comfortable" if compact else "compact"))


def show_destinations(window: Window) -> None:
    """The palette of everything that one can go to."""
    from ui.shell.destinations import Destination, Group
    from ui.shell.go_to import GoTo

    workspace = window.workspace
    if workspace is None:
        return
    places = [
        Destination(Group.PAGE, entry.label, entry.meaning, partial(workspace.go, entry.key), always=True)
        for entry in workspace.entries.values()
        if entry.is_tab or entry.key in ("log", "import", "settings", "manual")
    ]
    known = {one.label for one in places}
    for command in commands_of(window):
        label = command.label.replace("&", "")
        if label not in known and (command.can is None or command.can()):
            keys = keys_text(command)
            places.append(Destination(Group.COMMAND, label, Icon.RIGHT, command.do, keys=keys, always=True))
    pages, opened = frozenset(workspace.entries), window.recent.opened
    GoTo(workspace.desk, places, pages, opened, workspace.go, workspace.window()).open()


def show_keys(window: Window) -> None:
    """The list of keys."""
    from ui.shell.key_list import KeyList

    if window.workspace is not None:
        keys = [(c.label.replace("&", ""), keys_text(c)) for c in commands_of(window) if keys_text(c)]
        KeyList([*keys, *other_keys()], window.workspace.window()).open()


def show_about(window: Window) -> None:
    """Version, place of the data, licenses."""
    from ui.shell.about import About

    if window.workspace is not None:
        About(window.settings, window.workspace.window(), window.workspace.desk.runner).open()
