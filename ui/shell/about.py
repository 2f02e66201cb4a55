"""Version, where the data and the log are, and the licenses of what is inside."""

from importlib.metadata import PackageNotFoundError, version

from PySide6.QtCore import QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QGridLayout, QWidget

from incident_tracker import __version__
from incident_tracker.settings import Settings
from incident_tracker.wording import _, pgettext
from ui.clinic.entrance import ProgramMark
from ui.icons import Icon
from ui.theme.spacing import is_roomy, px
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

    def __init__(self, settings: Settings, parent: QWidget) -> None:
        super().__init__(parent, _("About Incident Tracker"), "", pgettext("a window", "Close"), width=560)
        self.back.hide()
        self._folder = settings.data_folder
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
        self.body.addWidget(note(_("Your data: {place}").format(place=settings.place)))
        self.body.addWidget(log_place)
        self.body.addLayout(row(Button(_("Open the folder"), "quiet", Icon.FOLDER, self._open_folder), None))
        self.body.addWidget(text_label(_("Made with"), "label"))
        self.body.addLayout(licenses)
        self.body.addWidget(text_label(_("Typefaces: Open Sans and DejaVu Sans. Icons: Lucide (ISC)."), "note"))

    @Slot()
    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._folder)))


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return ""
