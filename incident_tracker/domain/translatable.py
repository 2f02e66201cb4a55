"""Texts that are kept untranslated, because the domain knows no language; who shows them translates them."""


def N_(text: str) -> str:
    """Marks an English text for translation later, where it is shown with `wording.translated`."""
    return text
