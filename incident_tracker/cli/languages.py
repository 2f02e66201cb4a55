"""In which language the command line speaks, the words of argparse included."""

import argparse
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from incident_tracker import wording
from incident_tracker.domain.translatable import N_
from incident_tracker.settings import read_settings

SPOKEN_BY_ARGPARSE = (
    N_("usage: "),
    N_("positional arguments"),
    N_("options"),
    N_("show this help message and exit"),
    N_("%(prog)s: error: %(message)s\n"),
    N_("argument %(argument_name)s: %(message)s"),
    N_("the following arguments are required: %s"),
    N_("one of the arguments %s is required"),
    N_("unrecognized arguments: %s"),
    N_("ambiguous option: %(option)s could match %(matches)s"),
    N_("ignored explicit argument %r"),
    N_("not allowed with argument %s"),
    N_("expected one argument"),
    N_("expected at most one argument"),
    N_("expected at least one argument"),
    N_("invalid %(type)s value: %(value)r"),
    N_("invalid choice: %(value)r (choose from %(choices)s)"),
    N_("invalid choice: %(value)r, maybe you meant %(closest)r? (choose from %(choices)s)"),
)
"""Its own texts, as its versions have them; `expected %s argument(s)` is in the catalogue with its plural."""


def speak_as_asked(words: Sequence[str], environment: Mapping[str, str]) -> None:
    """Choose the language before anything is said: `--language`, else the clinic's setting, else the system's."""
    asked = value_of("--language", words)
    if asked not in wording.LANGUAGES:
        folder = value_of("--data", words)
        asked = read_settings(environment, Path(folder) if folder else None).language
    wording.use(system_language(environment) if asked == "system" else asked)
    _let_argparse_speak()


def value_of(option: str, words: Sequence[str]) -> str:
    """What follows this option, or ""."""
    for place, word in enumerate(words):
        if word.startswith(f"{option}="):
            return word.partition("=")[2]
        if word == option and place + 1 < len(words):
            return words[place + 1]
    return ""


def system_language(environment: Mapping[str, str]) -> str:
    """The language of the computer, if it is one of ours; else English."""
    if sys.platform == "win32":
        from ctypes import windll

        return "es" if windll.kernel32.GetUserDefaultUILanguage() & 0x3FF == _SPANISH_OF_WINDOWS else "en"
    named = next((said for name in ("LC_ALL", "LC_MESSAGES", "LANG") if (said := environment.get(name))), "")
    return "es" if named.lower().startswith("es") else "en"


_SPANISH_OF_WINDOWS = 0x0A


def _let_argparse_speak() -> None:
    """It takes its words from the catalogue that the environment names, when it was imported; ours is chosen later."""
    for name, said in (("_", wording.translated), ("ngettext", wording.ngettext)):
        setattr(argparse, name, said)
