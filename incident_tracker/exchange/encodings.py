"""From bytes to text: which encoding a file of another program is written in."""

import codecs

from incident_tracker.domain.errors import FileRefused

_MARKS = (  # longer marks first: UTF-32 begins like UTF-16
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SAMPLE = 4096  # bytes that are looked at for the zeros of an unmarked UTF-16


def decode(content: bytes, encoding: str | None = None) -> tuple[str, str]:
    """The text of a file, and the name of its encoding.

    A mark at the beginning decides; then zeros in every second byte (UTF-16); then UTF-8 if all of it fits;
    else Windows-1252, the eight-bit code of old spreadsheets. `encoding` overrides. Errors: FileRefused.
    """
    mark, marked = next(((mark, name) for mark, name in _MARKS if content.startswith(mark)), (b"", None))
    name = encoding or marked or _unmarked_utf16(content)
    if name is not None:
        return _strictly(content, name, mark), name
    try:
        return content.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        return _eight_bit(content), "cp1252"


def _strictly(content: bytes, name: str, mark: bytes) -> str:
    try:
        if codecs.lookup(name).name.startswith(("utf-", "utf_")):
            return content[len(mark) :].decode(name.removesuffix("-sig"))
        return content.decode(name)
    except LookupError:
        raise FileRefused("mapping", detail=f"[file] encoding = {name!r}") from None
    except (UnicodeError, ValueError):
        raise FileRefused("unreadable") from None


def _unmarked_utf16(content: bytes) -> str | None:
    sample = content[:_SAMPLE]
    half = len(sample) // 2
    if half < 2 or len(content) % 2:
        return None
    if sample[1::2].count(0) > half * 0.7 and sample[0::2].count(0) < half * 0.1:
        return "utf-16-le"
    if sample[0::2].count(0) > half * 0.7 and sample[1::2].count(0) < half * 0.1:
        return "utf-16-be"
    return None


def _eight_bit(content: bytes) -> str:
    """Windows-1252, whose five unused codes are read as the control characters of Latin-1."""
    try:
        return content.decode("cp1252")
    except UnicodeDecodeError:
        return "".join(bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in content)
