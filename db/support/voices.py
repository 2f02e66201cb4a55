"""Table and repository for the sums of what people say about debriefs without their name."""

from dataclasses import asdict

from sqlalchemy import Column, Connection, Integer, Table, insert, select, update

from db.base import metadata
from incident_tracker.domain.support.voices import NO_VOICES, Voices, VoiceSums, with_voices

voice_table = Table(
    "debrief_voice",
    metadata,
    Column("step", Integer, primary_key=True, autoincrement=False),
    *(Column(name, Integer, nullable=False) for name in asdict(NO_VOICES)),
)


class SqlVoices:
    """One row of sums for each step; nothing of a single answer, and no seal, whose changes would tell it."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def steps(self) -> tuple[VoiceSums, ...]:
        """The sums of all steps, in the order in which they were begun; the last one may still be open."""
        rows = self._connection.execute(select(voice_table).order_by(voice_table.c.step)).mappings()
        return tuple(VoiceSums(**{name: value for name, value in row.items() if name != "step"}) for row in rows)

    def add(self, said: Voices) -> None:
        """Add an answer to the open step, or begin the next."""
        steps = self.steps()
        if not steps or steps[-1].is_whole:
            first = {"step": len(steps), **asdict(with_voices(NO_VOICES, said))}
            self._connection.execute(insert(voice_table), first)
        else:
            number, sums = len(steps) - 1, asdict(with_voices(steps[-1], said))
            self._connection.execute(update(voice_table).where(voice_table.c.step == number).values(**sums))
