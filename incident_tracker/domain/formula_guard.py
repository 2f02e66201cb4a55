"""The apostrophe before a text that a spreadsheet would take for a formula, and taking it off again."""

import unicodedata

_DANGEROUS = frozenset("=+-@|%\N{MINUS SIGN}")
_UNSEEN = frozenset({"Cc", "Cf", "Zs", "Zl", "Zp"})
"""The kinds of characters that a spreadsheet may pass over before it takes a text for a formula."""


def guarded(text: str) -> str:
    """The text with an apostrophe before it, if it begins like a formula or like a text that was guarded."""
    return f"'{text}" if looks_like_a_formula(text.lstrip("'")) else text


def unguarded(text: str) -> str:
    """What `guarded` was given."""
    return text[1:] if text.startswith("'") and looks_like_a_formula(text.lstrip("'")) else text


def looks_like_a_formula(text: str) -> bool:
    """Its first visible character begins one, in any of its forms (full width, small)."""
    first = next((character for character in text if unicodedata.category(character) not in _UNSEEN), "")
    return not _DANGEROUS.isdisjoint(unicodedata.normalize("NFKC", first))
