"""The plain spelling of a cell: lower case, no accents, words separated, known abbreviations and typing errors
corrected.
"""

import re
import unicodedata

# Signs that separate a text, each a word of its own in the plain spelling.
OPEN, CLOSE, DASH, COMMA, SLASH, STOP, NEXT = "(", ")", "–", ",", "/", ".", ";"

_EXAMPLES = r"e\.?\s?g\.?\b|i\.?\s?e\.?\b|for example|for instance|such as|p\. ?ej\.|por ejemplo"
_REPLACED = tuple(
    (re.compile(pattern), new)
    for pattern, new in (
        (r"[\u2018\u2019\u00b4`]", "'"),
        (r"\bw\s*/\s*o\b", " without "),
        (r"\bw/\s*|\bc/\s*", " with "),
        (r"\bs/\s*", " sin "),
        (r"\b[a-z]+[*#@$%!]+[a-z]+\b|[#$%!@*&]{3,}", " profanity "),
        (r"\bv\s*(?:&|/|\+|and)\s*p\b|\bp\s*(?:&|/|\+|and)\s*v\b|(?:^|(?<=[;,|\n]))\s*vp\b", " verbal and physical "),
        (r"\bv\s*[/.]\s*a\b\.?|^\s*va\s*$|\bv\.?\s*abuse\b", " verbal abuse "),
        (r"\bp\.a\.", " pa "),
        (r"\b(\w+?)n't\b", r"\1 not"),
        (r"\b(did|was|were|would|could|does|do|is|are|has|had)nt\b", r"\1 not"),
        (r"\bcannot\b|\bcan not\b", "can not"),
        (r"'s\b|s'(?=\s|$)", lambda match: "s" if match[0] == "s'" else ""),
        (r"'ll\b", " will"),
        (r"'d\b", " would"),
        (r"'(m|re|ve)\b", ""),
        (r"\bi'm\b", "i"),
        (r"[\"'\u201c\u201d\u00ab\u00bb*#_]", " "),
        (r"&|\+", " and "),
        (r"@", " at "),
        (r"\s*(?:->|=>|→|=|:|[–—―]|(?<=\s)-+|-+(?=\s)|-{2,})\s*", f" {DASH} "),
        (r"-", " "),
        (rf"[\[{{(]\s*(?:{_EXAMPLES})[^)\]}}]*[)\]}}]?", " "),
        (r"[\[{(]", f" {OPEN} "),
        (r"[\])}]", f" {CLOSE} "),
        (r"[;|\n\r•·]+", f" {NEXT} "),
        (r",", f" {COMMA} "),
        (r"[/\\]", f" {SLASH} "),
        (r"\b(prop|phys|verb|agg|harass|inj|inapp|beh|pts?|dr|mrs?|ms|tel|ext|emp|sex|obj|rec|wpns?)\. ", r"\1 "),
        (r"[.!?…¡¿]+", f" {STOP} "),
        (r"[^\w\s(),/.;–]", " "),
    )
)
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z][a-z])")
_NUMBERED = re.compile(r"^\s*(?:\d{1,2}|[a-z])\s*[-.)]\s+")  # "2 - Physical assault", "b) threat"


def words_in(listed: str) -> frozenset[str]:
    """The words of a text that lists them."""
    return frozenset(listed.split())


_SHORT = dict(
    pair.split("=")
    for pair in words_in("""
        phys=physical prop=property ppty=property verb=verbal harass=harassment sex=sexual sxl=sexual agg=aggression
        thret=threat threts=threats viol=violence intim=intimidation beh=behavior inapp=inappropriate inj=injury
        abuze=abuse pt=patient pts=patients ee=employee emp=employee recep=receptionist rcpt=receptionist obj=object
        objs=objects tel=telephone ph=phone vm=voicemail amenasas=amenazas hacoso=acoso
    """)
)
_SPELT = words_in("""
    assault assaulted aggression aggressive harassment harassing intimidation intimidating threat threats threatened
    threatening physical verbal verbally violence violent sexual abusive insult insults profanity weapon weapons
    vandalism property damage stalking screaming yelling swearing cursing hostile hostility disruptive disorderly
    inappropriate behavior language racial
    amenaza amenazas agresion agresivo agresiva violencia hostigamiento intimidacion insultos groserias empujon
    golpes tocamientos fisica fisico
""")
_LOOK_ALIKES = words_in("""
    treat treats treated thread threads threaten threatens throat throats stacking stalling staking stocking streaming
    sweating shearing smearing spearing hostel hostels properly prosperity radial physicals languages insulting
    insulted damaged damages assaults sensual violet violets curing curling coursing herbal
""")
_VOWELS = re.compile(r"(?<=.)[aeiou]")
_SKELETONS = {_VOWELS.sub("", word): word for word in sorted(_SPELT)}


def plain(text: str) -> str:
    """A cell in plain spelling; brackets, dashes, commas, slashes, stops and semicolons are words of their own."""
    text = _CAMEL.sub(" ", text)
    text = "".join(sign for sign in unicodedata.normalize("NFKD", text) if not unicodedata.combining(sign)).casefold()
    for pattern, new in _REPLACED:
        text = pattern.sub(new, text)
    text = _NUMBERED.sub("", text)
    return " ".join(_put_right(word) for word in text.split())


def _put_right(word: str) -> str:
    if word in _SHORT:
        return _SHORT[word]
    if len(word) < 3 or word in _SPELT or word in _LOOK_ALIKES or not word.isalpha():
        return word
    if word in _SKELETONS:  # "thrt", "vrbl"
        return _SKELETONS[word]
    if len(word) < 6:
        return word
    if word[0] == "h" and word[1:] in _SPELT:  # silent in Spanish
        return word[1:]
    return next((known for known in _NEAR.get(word[:1], ()) if _one_slip(word, known)), word)


def _by_letter() -> dict[str, list[str]]:
    table: dict[str, list[str]] = {}
    for word in sorted(_SPELT):
        if len(word) >= 6:
            table.setdefault(word[0], []).append(word)
    table.setdefault("b", []).extend(table["v"])  # b and v sound alike in Spanish
    return table


_NEAR = _by_letter()


def _one_slip(written: str, meant: str) -> bool:
    """Is one letter extra, missing or wrong, or are two swapped?"""
    if abs(len(written) - len(meant)) > 1:
        return False
    start = next((place for place, (a, b) in enumerate(zip(written, meant, strict=False)) if a != b), None)
    if start is None:
        return True
    a, b = written[start:], meant[start:]
    return a[1:] == b or a == b[1:] or a[1:] == b[1:] or (a[:2] == b[1::-1] and a[2:] == b[2:])
