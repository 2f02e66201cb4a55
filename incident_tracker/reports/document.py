"""From blocks to the bytes of a tagged PDF: page frame, running head and foot, outline, title, language, metadata.

The same blocks and the same frame give the same bytes, whenever and wherever they are drawn.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from io import BytesIO

from reportlab.pdfgen.canvas import Canvas

from incident_tracker import wording
from incident_tracker.reports import style
from incident_tracker.reports.flow import Block, Space, paginate
from incident_tracker.reports.sheet import PageCanvas
from incident_tracker.reports.style import MARGIN_BOTTOM, MARGIN_SIDE, MARGIN_TOP, Color, PageSize
from incident_tracker.reports.tagging import StructureTree, xmp_packet
from incident_tracker.reports.text import printable, shortened
from incident_tracker.wording import _

PRODUCER = "Incident Tracker"
SEAL_LENGTH = 12
"""Characters of the audit head in the foot: enough to compare by eye."""


@dataclass(frozen=True, slots=True)
class PaperFrame:
    """What is printed around the text on every page, and is in the file's properties.

    `made_at` has an offset (it is printed as given). `confidentiality` is a mark such as "Committee members only".
    `audit_head` is the hexadecimal head of the audit chain, of which the first 12 characters are printed; "" for none.
    """

    title: str
    subject: str
    site: str
    period: str
    confidentiality: str
    made_at: datetime
    audit_head: str = ""
    size: PageSize = PageSize.A4


def document_pdf(frame: PaperFrame, blocks: Iterable[Block]) -> bytes:
    """The finished PDF, in the language that `wording` speaks here and now."""
    stream = BytesIO()
    language = wording.language()
    canvas = Canvas(
        stream,
        pagesize=(frame.size.width, frame.size.height),
        pageCompression=1,
        invariant=1,
        pdfVersion=(1, 7),
        lang=language,
        initialFontName=style.font(style.Face.REGULAR).fontName,  # else the file names Helvetica, not embedded
    )
    tree = StructureTree(canvas)
    space = Space(
        MARGIN_SIDE,
        frame.size.width - 2 * MARGIN_SIDE,
        frame.size.height - MARGIN_TOP - MARGIN_BOTTOM,
        tree,
    )
    fragments = (fragment for block in blocks for fragment in block.fragments(space))
    pages = paginate(fragments, MARGIN_TOP, frame.size.height - MARGIN_BOTTOM)
    sheet = PageCanvas(canvas, tree, frame.size)
    count = len(pages)
    for number in range(1, count + 1):
        page = pages[number - 1]
        _frame_page(frame, sheet, number, count)
        for top, fragment in page.fragments:
            if fragment.draw is not None:
                fragment.draw(sheet, top)
        page.fragments.clear()  # a long table's rows are no longer needed
        sheet.next_page()
    _describe(frame, canvas, tree, language)
    canvas.save()
    return stream.getvalue()


def _frame_page(frame: PaperFrame, sheet: PageCanvas, number: int, count: int) -> None:
    """Running head and foot; both are artifacts, because every page repeats them."""
    left, right = MARGIN_SIDE, frame.size.width - MARGIN_SIDE
    with sheet.artifact():
        if number > 1:
            y = style.HEAD_BASELINE
            _ends(sheet, y, f"{frame.site} · {frame.title}", frame.period)
            sheet.rule(left, right, y + 7)
        y = frame.size.height - style.FOOT_BASELINE
        sheet.rule(left, right, y - 13)
        pages = _("Page {page} of {count}").format(page=number, count=count)
        seal = frame.audit_head[:SEAL_LENGTH]
        mark = _("{mark} · record seal {seal}").format(mark=frame.confidentiality, seal=seal) if seal else ""
        _ends(sheet, y, mark or frame.confidentiality, pages)


def _ends(sheet: PageCanvas, y: float, first: str, last: str) -> None:
    """`first` flush left and `last` flush right on one line; neither runs into the other."""
    left, right = MARGIN_SIDE, sheet.size.width - MARGIN_SIDE
    ending = shortened(last, style.RUNNING, (right - left) / 2)
    opening = shortened(first, style.RUNNING_STRONG, right - left - ending.width - 12)
    sheet.text(left, y, opening, style.RUNNING_STRONG, Color.MUTED)
    sheet.text(right - ending.width, y, ending, style.RUNNING, Color.MUTED)


def _describe(frame: PaperFrame, canvas: Canvas, tree: StructureTree, language: str) -> None:
    """Title, language, dates and tags, where readers and machines look for them."""
    title = printable(f"{frame.title} · {frame.site} · {frame.period}")
    canvas.setTitle(title)
    canvas.setAuthor(printable(frame.site))
    canvas.setSubject(printable(frame.subject))
    canvas.setCreator(PRODUCER)
    canvas.setProducer(PRODUCER)
    canvas.setDateFormatter(partial(_pdf_date, frame.made_at))
    canvas.setViewerPreference("DisplayDocTitle", "true")
    canvas.showOutline()
    packet = xmp_packet(
        title=title,
        subject=printable(frame.subject),
        author=printable(frame.site),
        language=language,
        moment=frame.made_at.isoformat(timespec="seconds"),
        producer=PRODUCER,
    )
    tree.finish(language, packet)


def _pdf_date(moment: datetime, *_now: int) -> str:
    """`moment` in the notation of PDF dates; the clock's own time is not used."""
    offset = moment.strftime("%z") or "+0000"
    return f"{moment:D:%Y%m%d%H%M%S}{offset[:3]}'{offset[3:5]}'"
