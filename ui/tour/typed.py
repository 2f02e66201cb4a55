"""What is typed on the walk, in the language of the walk."""

from functools import cache

from incident_tracker import wording
from incident_tracker.usecases.clinic.shipped_terms import shipped_terms


def word_of(vocabulary: str, code: str) -> str:
    """What the lists of the clinic call this."""
    return _word_of(vocabulary, code, wording.language())


def typed(english: str, spanish: str) -> str:
    """What a person writes in their own words."""
    return spanish if wording.language() == "es" else english


@cache
def _word_of(vocabulary: str, code: str, language: str) -> str:
    found = next(term for term in shipped_terms() if (term.vocabulary, term.code) == (vocabulary, code))
    return found.labeled(language)
