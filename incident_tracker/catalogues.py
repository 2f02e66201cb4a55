"""The catalogues of words: which language is spoken here and now, and what a text is in it."""

import gettext as _gettext
import re
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from importlib.resources import files
from typing import TypeVar

from incident_tracker.domain.searching import folded

LANGUAGES = ("en", "es")

T = TypeVar("T")

_PLACEHOLDER = re.compile(r"\{[^}]*\}")
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
        for compiled in sorted(
            (part for part in folder.iterdir() if part.name.endswith(".mo")), key=lambda part: part.name
        ):
            with compiled.open("rb") as stream:
                catalogue.add_fallback(_gettext.GNUTranslations(stream))
    return catalogue


def common_words(language: str) -> tuple[str, ...]:
    """Every word of three letters or more in the catalogues of a language, without accents, the most frequent first."""
    counted: Counter[str] = Counter()
    catalogue: _gettext.NullTranslations | None = _catalogue(language)
    while catalogue is not None:
        for text in getattr(catalogue, "_catalog", {}).values():
            counted.update(word for word in folded(_PLACEHOLDER.sub(" ", text)).split() if len(word) > 2)
        catalogue = getattr(catalogue, "_fallback", None)
    return tuple(word for word, _times in counted.most_common() if word.isalpha())


def _(text: str) -> str:
    """`text` in the present language."""
    return _catalogue(language()).gettext(text)


def translated(marked: str) -> str:
    """A text that was marked with `N_` where it is kept, in the present language."""
    return _catalogue(language()).gettext(marked)


def by_language(table: Callable[[], T]) -> Callable[[], T]:
    """A table of words made once for each language: a list of a thousand rows looks its words up, and makes none."""
    made = cache(lambda _spoken: table())
    return lambda: made(language())


def ngettext(singular: str, plural: str, n: int) -> str:
    """The form for `n` in the present language."""
    return _catalogue(language()).ngettext(singular, plural, n)


def pgettext(context: str, text: str) -> str:
    """`text` in the present language where the English word alone would be ambiguous."""
    return _catalogue(language()).pgettext(context, text)
