"""The structure tree of a tagged PDF: what each mark on the pages is, in reading order (ISO 32000-1, 14.7 and 14.8).

ReportLab has no tags of its own. Elements register with its document as indirect objects and write themselves when
the file is saved; `StructureTree.finish` adds what readers look for: the parent tree, the catalogue's entries and the
XMP packet that names the document accessible (PDF/UA-1, ISO 14289-1).
"""

from typing import Any
from xml.sax.saxutils import escape

from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen.canvas import Canvas


def text_string(text: str) -> str:
    """`text` as a PDF text string in hexadecimal, which needs no escaping."""
    return f"<FEFF{text.encode('utf-16-be', 'replace').hex().upper()}>"


class Element(pdfdoc.PDFObject):  # type: ignore[misc]
    """One node of the tree: a heading, a table, a cell; `kind` is its standard structure type such as "H2" or "TD"."""

    __slots__ = ("__InternalName__", "_children", "_marks", "attributes", "kind", "number", "page", "parent")

    def __init__(self, tree: "StructureTree", kind: str, parent: "Element | None", attributes: str) -> None:
        self.kind = kind
        self.parent = parent
        self.attributes = attributes
        self.page = 0
        self._marks = ""
        self._children: list[int] | None = None  # cells have none; a list for each of 70,000 would be slow
        self.number = tree.register(self)
        if parent is not None:
            if parent._children is None:
                parent._children = []
            parent._children.append(self.number)

    def mark(self, page: int, mcid: int) -> None:
        """Say that marked content `mcid` of `page` (from 1) belongs to this element."""
        self.page = self.page or page
        self._marks += f" {mcid}" if page == self.page else f"<</Type/MCR/Pg {{page{page}}}/MCID {mcid}>>"

    def annotation(self, page: int, reference: str) -> None:
        """Say that an annotation of `page` (a link) belongs to this element."""
        self._marks += f"<</Type/OBJR/Pg {{page{page}}}/Obj {reference}>>"

    def format(self, document: Any) -> bytes:
        """The element as PDF source; called by ReportLab while it saves."""
        kids = " ".join(f"{child} 0 R" for child in self._children or ()) + self._marks
        page = f"/Pg {_page_reference(document, self.page)}" if self.page else ""
        if "{page" in kids:
            pages = {f"page{n + 1}": _page_reference(document, n + 1) for n in range(document.pageCounter - 1)}
            kids = kids.format(**pages)
        above = self.parent.number if self.parent else document.structure_root
        return f"<</S/{self.kind}/P {above} 0 R{page}{self.attributes}/K[{kids}]>>".encode("ascii")


def _page_reference(document: Any, page: int) -> str:
    return f"{document.idToObjectNumberAndVersion[f'Page{page}'][0]} 0 R"


class _Source(pdfdoc.PDFObject):  # type: ignore[misc]
    """An indirect object whose source is known."""

    def __init__(self, source: str) -> None:
        self.source = source

    def format(self, _document: Any) -> bytes:
        """The source as it is."""
        return self.source.encode("ascii")


def _deflated(source: str) -> pdfdoc.PDFStream:
    """A page's operators, compressed; by itself ReportLab would also write them in base 85, longer and slower."""
    stream = pdfdoc.PDFStream(content=source)
    stream.filters = [pdfdoc.PDFZCompress]
    return stream


class StructureTree:
    """All elements of one document, and which element owns each sequence of marked content.

    `root` is the element "Document"; make children with `add`. `claim` gives the next marked-content number of a page.
    """

    def __init__(self, canvas: Canvas) -> None:
        self._document = canvas._doc
        self._owners: list[list[int]] = []
        self._annotation_owners: list[tuple[int, int]] = []
        self._annotations = 0
        self.root = Element(self, "Document", None, "")

    def register(self, item: pdfdoc.PDFObject) -> int:
        """Give `item` an object number in the file, or tell the one it has."""
        reference = self._document.Reference(item)
        number: int = self._document.idToObjectNumberAndVersion[reference.name][0]
        return number

    def add(self, kind: str, parent: Element | None = None, attributes: str = "", alt: str = "") -> Element:
        """A new element after its siblings, under `parent` or the root; `alt` is its alternative text."""
        if alt:
            attributes = f"{attributes}/Alt {text_string(alt)}"
        return Element(self, kind, parent or self.root, attributes)

    def claim(self, element: Element, page: int) -> int:
        """The number of the next sequence of marked content on `page` (from 1), which belongs to `element`."""
        while len(self._owners) < page:
            self._owners.append([])
        owners = self._owners[page - 1]
        owners.append(element.number)
        element.mark(page, len(owners) - 1)
        return len(owners) - 1

    def annotation_key(self, element: Element) -> int:
        """The StructParent of a link that belongs to `element`; keys of annotations follow those of the pages."""
        self._annotations += 1
        key = 1_000_000 + self._annotations
        self._annotation_owners.append((key, element.number))
        return key

    def finish(self, language: str, xmp: str) -> None:
        """Write the tree's root, the parent tree, the language and the metadata; call once, after the last page."""
        document, catalogue = self._document, self._document.Catalog
        keys = [
            f"{page} [{' '.join(f'{number} 0 R' for number in owners)}]" for page, owners in enumerate(self._owners)
        ]
        keys += [f"{key} {number} 0 R" for key, number in self._annotation_owners]
        parents = self.register(_Source(f"<</Nums[{' '.join(keys)}]>>"))
        following = self._annotation_owners[-1][0] + 1 if self._annotation_owners else len(self._owners)
        root = _Source(
            f"<</Type/StructTreeRoot/K {self.root.number} 0 R/ParentTree {parents} 0 R/ParentTreeNextKey {following}>>"
        )
        document.structure_root = self.register(root)
        catalogue.StructTreeRoot = root
        catalogue.MarkInfo = _Source("<</Marked true>>")
        catalogue.Lang = pdfdoc.PDFString(language)
        catalogue.Metadata = pdfdoc.XMP(creator=lambda _document: xmp.encode("utf-8"))
        for number, page in enumerate(document.Pages.pages):
            page.StructParents, page.Tabs = number, pdfdoc.PDFName("S")
            page.__NoDefault__ = [*page.__NoDefault__, "StructParents", "Tabs"]
            page.Contents = _deflated(page.stream)


def xmp_packet(*, title: str, subject: str, author: str, language: str, moment: str, producer: str) -> str:
    """The metadata packet; `moment` is ISO 8601 with its offset. Claims PDF/UA-1 (pdfuaid:part)."""
    title, subject, author, producer = (escape(text) for text in (title, subject, author, producer))
    return f"""<?xpacket begin="\N{ZERO WIDTH NO-BREAK SPACE}" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{subject}</rdf:li></rdf:Alt></dc:description>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
<xmp:CreateDate>{moment}</xmp:CreateDate><xmp:ModifyDate>{moment}</xmp:ModifyDate>
<xmp:CreatorTool>{producer}</xmp:CreatorTool><pdf:Producer>{producer}</pdf:Producer>
<pdfuaid:part>1</pdfuaid:part>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>"""
