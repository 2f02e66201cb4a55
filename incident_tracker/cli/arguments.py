"""What several commands take as an argument: a moment, a day, a month, one of a few words, a path."""

from argparse import ArgumentParser, ArgumentTypeError
from datetime import UTC, date, datetime
from enum import StrEnum
from pathlib import Path

from incident_tracker.wording import _


def add_choice(
    parser: ArgumentParser, option: str, choices: type[StrEnum], *, default: StrEnum | None = None, metavar: str = ""
) -> None:
    """An option that takes one of the words of `choices`; any other word gets an error that lists them."""

    def chosen(word: str) -> StrEnum:
        try:
            return choices(word)
        except ValueError:
            raise ArgumentTypeError(_("choose one of: {words}").format(words=", ".join(choices))) from None

    parser.add_argument(option, type=chosen, default=default, metavar=metavar or f"{{{','.join(choices)}}}")


def add_days(parser: ArgumentParser, where: str) -> None:
    """`--from` and `--to`, both included; `where` says whose days they are."""
    parser.add_argument("--from", dest="first", type=day, metavar="D", help=_("first day, {where}").format(where=where))
    parser.add_argument("--to", dest="last", type=day, metavar="D", help=_("last day, {where}").format(where=where))


def day(text: str) -> date:
    """An ISO day. Errors: argparse's own."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError(_("not a day: write 2026-03-31")) from None


def month(text: str) -> str:
    """A month as "YYYY-MM". Errors: argparse's own."""
    try:
        return f"{datetime.strptime(text, '%Y-%m'):%Y-%m}"  # noqa: DTZ007  # a month has no time zone
    except ValueError:
        raise ArgumentTypeError(_("not a month: write 2026-03")) from None


def moment(text: str) -> datetime:
    """An ISO moment as aware UTC; without an offset it is taken as UTC. Errors: argparse's own."""
    try:
        value = datetime.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError(_("not a date and time: write 2026-03-31T14:05+00:00")) from None
    return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def path(text: str) -> Path:
    """The path of a file or a folder; an empty one, which would mean the current folder, is argparse's own error."""
    if not text.strip():
        raise ArgumentTypeError(_("this is empty: write the path of a file or a folder"))
    return Path(text)
