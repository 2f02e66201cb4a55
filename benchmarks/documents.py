"""Documents against a bare ReportLab canvas that draws the same marks in the same run; prints a table of ratios.

    python benchmarks/documents.py [--repeat 3]

CPU time, because wall time belongs to anyone else who uses the machine; the ratio to the anchor is what has a goal.
"""

import argparse
import sys
import time
import tracemalloc
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from math import log10
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import Canvas

from incident_tracker.reports import committee
from incident_tracker.reports import document as documents
from incident_tracker.reports.document import PaperFrame
from incident_tracker.reports.scene_painter import draw_scene
from incident_tracker.reports.sheet import PageCanvas
from incident_tracker.reports.style import PageSize
from incident_tracker.reports.tables import PaperColumn, PaperTable
from tests.reports import sample

COLUMNS = tuple(
    PaperColumn(title, share, number)
    for title, share, number in (
        ("Reference", 1.4, False),
        ("When", 1.6, False),
        ("Level", 0.7, True),
        ("Where", 1.5, False),
        ("Trigger", 2.4, False),
        ("Support", 1.6, False),
        ("Minutes", 1.0, True),
    )
)
FRAME = PaperFrame("Rows", "A long table", "Riverside", "2026", "Invented", datetime(2026, 11, 3, tzinfo=UTC))


@dataclass(frozen=True, slots=True)
class Text:
    """A drawn line of text."""

    page: int
    x: float
    y: float
    face: str
    size: float
    color: str
    text: str


@dataclass(frozen=True, slots=True)
class Rule:
    """A drawn line, or a box where `height` is not None."""

    page: int
    x: float
    y: float
    width: float
    height: float | None
    color: str


class Recorder(PageCanvas):
    """Draws as usual and remembers each mark."""

    marks: list[object]

    def text(self, x, baseline, line, style, color=None):  # type: ignore[no-untyped-def]
        """Remember and draw."""
        left = x
        for run in line.runs:
            Recorder.marks.append(
                Text(
                    self.page,
                    left,
                    self.size.height - baseline,
                    run.face.value,
                    style.size,
                    (color or style.color).value,
                    run.text,
                )
            )
            left += run.width
        super().text(x, baseline, line, style, color)

    def rule(self, x1, x2, y, color=documents.Color.RULE, width=0.5):  # type: ignore[no-untyped-def]
        """Remember and draw."""
        Recorder.marks.append(Rule(self.page, x1, self.size.height - y, x2 - x1, None, color.value))
        super().rule(x1, x2, y, color, width)

    def box(self, x, top, width, height, color, radius=0):  # type: ignore[no-untyped-def]
        """Remember and draw."""
        Recorder.marks.append(Rule(self.page, x, self.size.height - top - height, width, height, color.value))
        super().box(x, top, width, height, color, radius)

    def scene(self, scene, x, top, width):  # type: ignore[no-untyped-def]
        """Remember and draw."""
        Recorder.marks.append((self.page, scene, x, self.size.height - top - scene.height * width / scene.width, width))
        super().scene(scene, x, top, width)


def marks_of(make: Callable[[], bytes]) -> list[object]:
    """Every mark that a document draws."""
    Recorder.marks = []
    documents.PageCanvas = Recorder  # type: ignore[misc]
    try:
        make()
    finally:
        documents.PageCanvas = PageCanvas  # type: ignore[misc]
    return Recorder.marks


def bare(marks: Sequence[object], size: PageSize) -> bytes:
    """The anchor: the same marks by plain calls of a canvas, without tags, layout or measuring."""
    stream = BytesIO()
    canvas = Canvas(stream, pagesize=(size.width, size.height), invariant=1, pageCompression=1)
    page = 1
    colors = {mark.color: HexColor(mark.color) for mark in marks if isinstance(mark, Text | Rule)}
    for mark in marks:
        at = mark.page if isinstance(mark, Text | Rule) else mark[0]  # type: ignore[index]
        if at != page:
            canvas.showPage()
            page = at
        if isinstance(mark, Text):
            canvas.setFillColor(colors[mark.color])
            canvas.setFont(mark.face, mark.size)
            canvas.drawString(mark.x, mark.y, mark.text)
        elif isinstance(mark, Rule) and mark.height is None:
            canvas.setStrokeColor(colors[mark.color])
            canvas.line(mark.x, mark.y, mark.x + mark.width, mark.y)
        elif isinstance(mark, Rule):
            canvas.setFillColor(colors[mark.color])
            canvas.rect(mark.x, mark.y, mark.width, mark.height, stroke=0, fill=1)
        else:
            _page, scene, x, y, width = mark  # type: ignore[misc]
            draw_scene(canvas, scene, x, y, width)
    canvas.save()
    return stream.getvalue()


def table(rows: int) -> bytes:
    """A tagged table of seven columns; one cell in ten wraps."""
    texts = [
        (
            f"RV-26-{n:05}",
            f"week {n % 52 + 1}, morning",
            str(n % 8),
            "front desk",
            "long wait in the room" if n % 10 else "long wait in the room, then an appointment canceled by the clinic",
            "debrief held",
            str(15 + n % 60),
        )
        for n in range(rows)
    ]
    return documents.document_pdf(FRAME, [PaperTable(COLUMNS, texts)])


def cpu_seconds(work: Callable[[], object], repeat: int) -> float:
    """The best of some runs."""
    best = float("inf")
    for _ in range(repeat):
        start = time.process_time()
        work()
        best = min(best, time.process_time() - start)
    return best


def peak_mebibytes(work: Callable[[], object]) -> float:
    """Python memory at its highest, above what was there before."""
    tracemalloc.start()
    work()
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak / 2**20


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--repeat", type=int, default=3)
    repeat = parser.parse_args().repeat
    month = sample.full_month(serious_rows=40)
    cases: list[tuple[str, Callable[[], bytes], str]] = [
        ("committee report, tagged", lambda: committee.render(month), "≤ 3.0"),
        *((f"table of {rows:,} rows, tagged", lambda rows=rows: table(rows), "≤ 2.0") for rows in (100, 1_000, 10_000)),  # type: ignore[misc]
    ]
    heads = ("pages", "bare ms", "ours ms", "ratio", "goal", "MiB bare", "MiB ours", "kB")
    print(f"{'document':36}" + "".join(f"{head:>9}" for head in heads))
    ours_of = {}
    for name, make, goal in cases:
        marks = marks_of(make)
        pages = max(mark.page if isinstance(mark, Text | Rule) else mark[0] for mark in marks)  # type: ignore[index]
        anchor = cpu_seconds(lambda marks=marks: bare(marks, PageSize.A4), repeat)  # type: ignore[misc]
        ours = ours_of[name] = cpu_seconds(make, repeat)
        memory = peak_mebibytes(lambda marks=marks: bare(marks, PageSize.A4)), peak_mebibytes(make)  # type: ignore[misc]
        print(
            f"{name:36}{pages:9}{anchor * 1000:9.0f}{ours * 1000:9.0f}{ours / anchor:9.2f}{goal:>9}"
            f"{memory[0]:9.1f}{memory[1]:9.1f}{len(make()) / 1000:9.0f}"
        )
    first, middle, last = (ours_of[f"table of {rows:,} rows, tagged"] for rows in (100, 1_000, 10_000))
    print(f"exponent from 100 to 1,000 rows: {log10(middle / first):.2f} (goal ≤ 1.05)")
    print(f"exponent from 1,000 to 10,000 rows: {log10(last / middle):.2f} (goal ≤ 1.05)")


if __name__ == "__main__":
    main()
