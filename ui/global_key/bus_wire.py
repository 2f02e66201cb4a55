"""The bytes of D-Bus messages: written by a signature, and read back (D-Bus specification 0.43, "Message Protocol").

A variant is written from a `Variant` and read as its value alone; an array of pairs is a dict, a structure a tuple.
"""

import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

CALL, REPLY, ERROR, SIGNAL = 1, 2, 3, 4
_VERSION, _LITTLE, _FIXED_HEADER = 1, b"l", 16
_NUMBERS = {"y": ("B", 1), "n": ("h", 2), "q": ("H", 2), "b": ("I", 4), "i": ("i", 4), "u": ("I", 4), "h": ("I", 4)}
_NUMBERS |= {"x": ("q", 8), "t": ("Q", 8), "d": ("d", 8)}
_ALIGNED = {code: size for code, (_format, size) in _NUMBERS.items()}
_ALIGNED |= {"s": 4, "o": 4, "g": 1, "v": 1, "a": 4, "(": 8, "{": 8}
_FIELDS = {1: ("path", "o"), 2: ("interface", "s"), 3: ("member", "s"), 4: ("error", "s")}
_FIELDS |= {5: ("answers", "u"), 6: ("destination", "s"), 7: ("sender", "s"), 8: ("signature", "g")}
MOST = 1 << 20
"""Bytes of a message that is read; what is asked for here is far smaller."""


class Variant(NamedTuple):
    """A value with its own type."""

    signature: str
    value: Any


@dataclass(frozen=True, slots=True)
class Message:
    """One message. `kind` is CALL, REPLY, ERROR or SIGNAL; `answers` the serial of the call that it answers."""

    kind: int
    path: str = ""
    interface: str = ""
    member: str = ""
    destination: str = ""
    signature: str = ""
    values: tuple[Any, ...] = ()
    answers: int = 0
    sender: str = ""
    error: str = ""


def to_bytes(message: Message, serial: int) -> bytes:
    """The message as it is sent."""
    body, header = bytearray(), bytearray()
    for part, value in zip(types_of(message.signature), message.values, strict=True):
        _write(body, part, value)
    fields = [
        (code, Variant(kind, getattr(message, name)))
        for code, (name, kind) in _FIELDS.items()
        if name != "sender" and getattr(message, name)
    ]
    header += _LITTLE + bytes((message.kind, 0, _VERSION)) + struct.pack("<II", len(body), serial)
    _write(header, "a(yv)", fields)
    _pad(header, 8)
    return bytes(header + body)


def length_of(data: bytes) -> int | None:
    """How long the message at the beginning of `data` is; None while that cannot be said. Errors: ValueError."""
    if len(data) < _FIXED_HEADER:
        return None
    order = _order(data)
    (body,), (fields,) = struct.unpack_from(f"{order}I", data, 4), struct.unpack_from(f"{order}I", data, 12)
    whole = _FIXED_HEADER + fields + (-fields % 8) + body
    if whole > MOST:
        raise ValueError("a message that is too long")
    return int(whole)


def from_bytes(data: bytes) -> Message:
    """The message that these bytes are. Errors: ValueError."""
    try:
        fields, at = _read(data, 12, "a(yv)", _order(data))
        known = {_FIELDS[code][0]: value for code, value in fields if code in _FIELDS}
        at += -at % 8
        values = []
        for part in types_of(known.get("signature", "")):
            value, at = _read(data, at, part, _order(data))
            values.append(value)
        return Message(data[1], values=tuple(values), **known)
    except (struct.error, IndexError, UnicodeDecodeError, KeyError) as error:
        raise ValueError("not a message") from error


def types_of(signature: str) -> Iterator[str]:
    """The complete types that a signature is made of."""
    while signature:
        end = _end_of(signature)
        yield signature[:end]
        signature = signature[end:]


def _end_of(signature: str) -> int:
    if signature[0] == "a":
        return 1 + _end_of(signature[1:])
    depth = 0
    for place, code in enumerate(signature, 1):
        depth += (code in "({") - (code in ")}")
        if depth == 0:
            return place
    raise ValueError("a signature that does not end")


def _pad(data: bytearray, size: int) -> None:
    data += bytes(-len(data) % size)


def _write(data: bytearray, kind: str, value: Any) -> None:
    _pad(data, _ALIGNED[kind[0]])
    match kind[0]:
        case "s" | "o":
            words = value.encode()
            data += struct.pack("<I", len(words)) + words + b"\0"
        case "g":
            data += bytes((len(value),)) + value.encode() + b"\0"
        case "v":
            _write(data, "g", value.signature)
            _write(data, value.signature, value.value)
        case "a":
            _write_array(data, kind[1:], list(value.items()) if isinstance(value, dict) else value)
        case "(" | "{":
            for part, one in zip(types_of(kind[1:-1]), value, strict=True):
                _write(data, part, one)
        case code:
            data += struct.pack(f"<{_NUMBERS[code][0]}", value)


def _write_array(data: bytearray, kind: str, values: Sequence[Any]) -> None:
    place = len(data)
    data += bytes(4)
    _pad(data, _ALIGNED[kind[0]])
    start = len(data)
    for value in values:
        _write(data, kind, value)
    struct.pack_into("<I", data, place, len(data) - start)


def _order(data: bytes) -> str:
    return "<" if data[:1] == _LITTLE else ">"


def _read(data: bytes, at: int, kind: str, order: str) -> tuple[Any, int]:
    at += -at % _ALIGNED[kind[0]]
    match kind[0]:
        case "s" | "o":
            (length,) = struct.unpack_from(f"{order}I", data, at)
            return data[at + 4 : at + 4 + length].decode(), at + 5 + length
        case "g":
            return data[at + 1 : at + 1 + data[at]].decode(), at + 2 + data[at]
        case "v":
            signature, at = _read(data, at, "g", order)
            return _read(data, at, signature, order)
        case "a":
            return _read_array(data, at, kind[1:], order)
        case "(" | "{":
            values = []
            for part in types_of(kind[1:-1]):
                value, at = _read(data, at, part, order)
                values.append(value)
            return tuple(values), at
        case code:
            letter, size = _NUMBERS[code]
            (number,) = struct.unpack_from(f"{order}{letter}", data, at)
            return (bool(number) if code == "b" else number), at + size


def _read_array(data: bytes, at: int, kind: str, order: str) -> tuple[Any, int]:
    (length,) = struct.unpack_from(f"{order}I", data, at)
    at += 4
    at += -at % _ALIGNED[kind[0]]
    end, values = at + length, []
    while at < end:
        value, at = _read(data, at, kind, order)
        values.append(value)
    return (dict(values) if kind[0] == "{" else values), at
