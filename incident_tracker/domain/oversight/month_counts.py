"""How many incidents of a month carry what trends ask about, as it was counted when the month was closed."""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from incident_tracker.domain.capture.severity import Severity
from incident_tracker.domain.capture.tallies import Aspect


@dataclass(frozen=True, slots=True)
class MonthCounts:
    """The counted incidents of one month or several: by level and channel, by the codes of each aspect that trends
    compare, and by weekday (Monday is 0) and hour at the site. Each row ends with how many.
    """

    levels: tuple[tuple[Severity, str, int], ...]
    codes: tuple[tuple[Aspect, str, int], ...]
    hours: tuple[tuple[int, int, int], ...]

    @classmethod
    def together(cls, parts: Iterable["MonthCounts"]) -> "MonthCounts":
        """The counts of several sites or months that share no incident."""
        levels, codes, hours = (
            Counter[tuple[Severity, str]](),
            Counter[tuple[Aspect, str]](),
            Counter[tuple[int, int]](),
        )
        for part in parts:
            for level, channel, count in part.levels:
                levels[level, channel] += count
            for aspect, code, count in part.codes:
                codes[aspect, code] += count
            for weekday, hour, count in part.hours:
                hours[weekday, hour] += count
        return cls(
            tuple((*key, count) for key, count in sorted(levels.items())),
            tuple((*key, count) for key, count in sorted(codes.items())),
            tuple((*key, count) for key, count in sorted(hours.items())),
        )

    def incidents(self, severities: Collection[Severity] | None, channels: Collection[str] | None) -> int:
        """How many there are of these levels and channels; None means all."""
        return sum(
            count
            for level, channel, count in self.levels
            if (severities is None or level in severities) and (channels is None or channel in channels)
        )

    def of(self, aspect: Aspect) -> dict[str, int]:
        """How many carry each code of an aspect."""
        return {code: count for found, code, count in self.codes if found is aspect}
