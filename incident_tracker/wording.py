"""Words for people, in English and Spanish, shared by screen, paper and command line."""

import gettext as _gettext
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from importlib.resources import files

LANGUAGES = ("en", "es")

_default_language = "en"
_spoken: ContextVar[str | None] = ContextVar("spoken_language", default=None)


def use(language: str) -> None:
    """Make `language` ("en" or "es"; anything else means "en") the language of the whole process."""
    global _default_language
    _default_language = language if language in LANGUAGES else "en"


def language() -> str:
    """The language that `_` answers in here and now."""
    return _spoken.get() or _default_language


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Within the block, and in this thread only, `_` answers in `language`: a Spanish report from an English screen."""
    token = _spoken.set(language if language in LANGUAGES else "en")
    try:
        yield
    finally:
        _spoken.reset(token)


@cache
def _catalogue(language: str) -> _gettext.NullTranslations:
    """All catalogues of one language (statistics, documents, screen, …) as one chain."""
    catalogue = _gettext.NullTranslations()
    if language != "en":
        folder = files("incident_tracker") / "locale" / language / "LC_MESSAGES"
        for compiled in sorted((part for part in folder.iterdir() if part.name.endswith(".mo")), key=lambda part: part.name):
            with compiled.open("rb") as stream:
                catalogue.add_fallback(_gettext.GNUTranslations(stream))
    return catalogue


def _(text: str) -> str:
    """`text` in the present language."""
    return _catalogue(language()).gettext(text)


def ngettext(singular: str, plural: str, n: int) -> str:
    """The form for `n` in the present language."""
    return _catalogue(language()).ngettext(singular, plural, n)


def pgettext(context: str, text: str) -> str:
    """`text` in the present language where the English word alone would be ambiguous."""
    return _catalogue(language()).pgettext(context, text)
