"""Texts that stay untranslated, because the domain knows no language; the code that shows them translates them."""


def N_(text: str) -> str:
    """Marks an English text for translation later, where it is shown with `wording.translated`."""
    return text
