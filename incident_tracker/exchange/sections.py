"""Headings between and above the rows of a log ("Facility: North", "Threats"): they count for the rows below."""

import re
from collections.abc import Collection
from dataclasses import dataclass

from incident_tracker.exchange.cells import is_missing, text_of
from incident_tracker.exchange.delimited import Record
from incident_tracker.exchange.kinds.reading import read_kind
from incident_tracker.exchange.meanings import channel_of

_LABELED = re.compile(r"([^:=]{2,40}?)\s*[:=]\s*(\S.*)", re.DOTALL)
_LABELS = {
    "site": re.compile(
        r"(site|clinic|facility|practice|branch|campus|hospital|sede|cl[ií]nica|centro|standort|filiale)( name)?"
    ),
    "desk": re.compile(r"(desk|unit|department|dept\.?|location|area|ward|unidad|lugar|puesto|[áa]rea|abteilung|ort)"),
    "channel": re.compile(r"(channel|mode|canal|medio|kanal)"),
    "kind": re.compile(r"(type|kind|category|tipo|categor[ií]a|art)( of (incident|violence|event))?"),
}
_LONGEST = 80
_MOST_WORDS = 6


@dataclass(frozen=True, slots=True)
class SectionHeading:
    """What a heading says of the rows below it: a field, its words, and the label before them ("" if there is none)."""

    field: str
    words: str
    label: str = ""


def heading_of(record: Record, sites: Collection[str]) -> SectionHeading | None:
    """The heading that a line without a date is; None if it is a note. `sites` are names in small letters."""
    texts = list(dict.fromkeys(text for cell in record.cells if not is_missing(text := text_of(cell))))
    if len(texts) == 2 and texts[0].endswith(":"):
        texts = [" ".join(texts)]
    return heading_in(texts[0], sites) if len(texts) == 1 else None


def heading_in(text: str, sites: Collection[str]) -> SectionHeading | None:
    """The same of a single text, such as the name of a sheet."""
    if len(text) > _LONGEST:
        return None
    if text.casefold() in sites:
        return SectionHeading("site", text)
    if match := _LABELED.fullmatch(text):
        label, words = match[1].strip(), match[2].strip()
        for field, pattern in _LABELS.items():
            if pattern.fullmatch(label.casefold()):
                return SectionHeading(field, words, label)
        return None
    if len(text.split()) > _MOST_WORDS or any(map(str.isdecimal, text)):
        return None
    read = read_kind(text)
    if read.kind is not None and not read.doubted:
        return SectionHeading("kind", text)
    return SectionHeading("channel", text) if channel_of(text) and len(text.split()) <= 2 else None
