"""Version, where the data and the log are, and the licenses of what is inside."""

from importlib.metadata import PackageNotFoundError, version

from PySide6.QtCore import QUrl, Slot
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QGridLayout, QWidget

from incident_tracker import __version__
from incident_tracker.diagnosis import Kept, diagnosis, diagnosis_lines
from incident_tracker.domain.clinic.checks import LastCheck
from incident_tracker.labels.clinic.checks import last_check_text
from incident_tracker.ports.clinic import Backups
from incident_tracker.ports.context import Context
from incident_tracker.settings import Settings
from incident_tracker.usecases.clinic.upkeep import last_check, list_backups
from incident_tracker.wording import _, pgettext
from ui.clinic.entrance import ProgramMark
from ui.icons import Icon
from ui.runner import Runner, asked
from ui.theme.spacing import is_roomy, px
from ui.widgets.announce import announce
from ui.widgets.buttons import Button
from ui.widgets.dialogs import Question
from ui.widgets.layout import column, row
from ui.widgets.text import heading, note, text_label

_PARTS = (
    ("PySide6-Essentials", "Qt for Python", "LGPL-3.0"),
    ("SQLAlchemy", "SQLAlchemy", "MIT"),
    ("alembic", "Alembic", "MIT"),
    ("sqlcipher3", "SQLCipher", "BSD, zlib"),
    ("argon2-cffi", "Argon2", "MIT"),
    ("cryptography", "cryptography", "Apache-2.0, BSD"),
    ("reportlab", "ReportLab", "BSD"),
    ("pypdfium2", "PDFium", "Apache-2.0, BSD"),
    ("icalendar", "icalendar", "BSD"),
    ("holidays", "holidays", "MIT"),
    ("python-calamine", "calamine", "MIT"),
    ("psycopg", "psycopg", "LGPL-3.0"),
)


class About(Question):
    """A card with everything that IT support asks on the phone."""

    def __init__(self, settings: Settings, parent: QWidget, runner: Runner | None = None) -> None:
        """With a `runner`, the block for support says how many backups there are."""
        super().__init__(parent, _("About Incident Tracker"), "", pgettext("a window", "Close"), width=560)
        self.back.hide()
        self._folder, self._settings = settings.data_folder, settings
        self._known = Kept(0, None, None)
        self._kept = note("")
        self._kept.hide()
        names = column(heading("Incident Tracker"), note(_("Version {version}").format(version=__version__)), gap=2)
        log_place = note(_("Program log (it never contains incidents): {place}").format(place=settings.log_folder))
        licenses = QGridLayout()
        licenses.setHorizontalSpacing(px(24))
        licenses.setVerticalSpacing(px(4))
        for number, (package, name, license) in enumerate(_PARTS):
            line, side = divmod(number, 2 if is_roomy() else 1)
            licenses.addWidget(text_label(f"{name} {_version(package)}".strip(), "small"), line, side * 2)
            licenses.addWidget(text_label(license, "small"), line, side * 2 + 1)
        self.body.addLayout(row(ProgramMark(), names, None, gap=16))
        kind = _("a server, PostgreSQL") if settings.database_url else _("a file, encrypted by SQLCipher")
        self.body.addWidget(note(_("Your data: {place}").format(place=settings.place)))
        self.body.addWidget(note(_("Database: {kind}").format(kind=kind)))
        self.body.addWidget(self._kept)
        self.body.addWidget(log_place)
        copy = Button(_("&Copy for support"), "quiet", Icon.COPY, self.copy)
        copy.setAccessibleDescription(_("Versions and places. Nothing in it is about anyone."))
        self.body.addLayout(row(Button(_("Open the folder"), "quiet", Icon.FOLDER, self._open_folder), copy, None))
        self.body.addWidget(text_label(_("Made with"), "label"))
        self.body.addLayout(licenses)
        self.body.addWidget(text_label(_("Typefaces: Open Sans and DejaVu Sans. Icons: Lucide (ISC)."), "note"))
        if runner is not None:
            runner.run(asked(how_it_is_kept), owner=self, then=self._show)

    @Slot()
    def copy(self) -> None:
        """Put the block for support on the clipboard."""
        block = diagnosis_lines(diagnosis(self._settings, self._known))
        QGuiApplication.clipboard().setText("\n".join(block))
        announce(self, _("Copied."), at_once=True)

    def _show(self, answer: tuple[Backups, LastCheck | None]) -> None:
        backups, check = answer
        self._known = Kept(backups.count, backups.newest, check)
        newest = f"{backups.newest:%Y-%m-%d %H:%M} UTC" if backups.newest is not None else _("none yet")
        checked = f"{check.at:%Y-%m-%d %H:%M} UTC" if check is not None else ""
        told = _("Backups: {n}, the last one {moment}").format(n=backups.count, moment=newest)
        self._kept.setText(f"{told}\n{last_check_text(check, checked)}")
        self._kept.show()

    @Slot()
    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._folder)))


def how_it_is_kept(ctx: Context) -> tuple[Backups, LastCheck | None]:
    """The backups and the last check, asked together."""
    return list_backups(ctx), last_check(ctx)


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return ""
