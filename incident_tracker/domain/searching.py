"""How words are compared in a search: case, accents, Unicode forms, ligatures and apostrophes do not matter."""

import unicodedata

_APOSTROPHES = "'\u2019\u2018\u201b\u2032\u2035\u02b9\u02bb\u02bc\u02bd\u02be\u02bf\u02c8\u0060\u055a\ua78c"
# Letters that Unicode does not decompose, though people type them plain.
_ALIKE = {"ø": "o", "æ": "ae", "œ": "oe", "đ": "d", "ð": "d", "þ": "th", "ħ": "h", "ı": "i", "ł": "l", "ŧ": "t"}
# An acute accent that stands alone is how some keyboards write an apostrophe.
_LONE_ACUTE = " \u0301"


def folded(text: str) -> str:
    """The text as it is searched: lower-case plain letters and digits, with one space for anything between them.

    Apostrophes, accents and invisible signs are left out, so "O’Brien" is "obrien" and "Señora" is "senora".
    """
    if not text.isascii():
        text = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text.casefold()).casefold())
        text = text.replace(_LONE_ACUTE, "")
    return " ".join(text.translate(_LETTERS).split())


def wanted_words(text: str) -> tuple[str, ...]:
    """The phrases that a text, once `folded`, must contain to match `text`; none if there is no letter or digit in it.

    "co-pay" is one phrase, "co pay": its parts must follow each other.
    """
    parts = (folded(part) for part in text.split())
    return tuple(part for part in parts if any(letter.isalnum() for letter in part))


class _Letters(dict[int, str]):
    """What each letter becomes, found out when it is first met."""

    def __missing__(self, code: int) -> str:
        self[code] = found = _searched(chr(code))
        return found


def _searched(letter: str) -> str:
    if letter in _APOSTROPHES:
        return ""
    kind = unicodedata.category(letter)
    if kind == "Cf" or unicodedata.combining(letter) or unicodedata.name(letter, "").startswith("VARIATION SELECTOR"):
        return ""
    # Vowel signs of Indian scripts are part of the word.
    if kind[0] in "LN" or kind in ("Mn", "Mc"):
        return _ALIKE.get(letter, letter.lower())
    return " "


_LETTERS = _Letters()
