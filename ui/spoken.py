"""The language of the whole screen: our words, Qt's own (OK, Cancel, Copy, Paste), and its names of days and months."""

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from incident_tracker import wording
from incident_tracker.settings import Settings
from ui.screen_text import locale

_NAME = "words of Qt"


def speak(language: str) -> None:
    """Show everything in `language` from now on; pages already built keep their words."""
    wording.use(language)
    QLocale.setDefault(locale())
    application = QCoreApplication.instance()
    if application is None:
        return
    translator = application.findChild(QTranslator, _NAME)
    if translator is None:
        translator = QTranslator(application)
        translator.setObjectName(_NAME)
    application.removeTranslator(translator)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if wording.language() != "en" and translator.load(f"qtbase_{language}", folder):
        application.installTranslator(translator)


def spoken_language(settings: Settings) -> str:
    """The language of the settings, or the system's if they leave it open."""
    if settings.language != "system":
        return settings.language
    return "es" if QLocale.system().language() == QLocale.Language.Spanish else "en"
