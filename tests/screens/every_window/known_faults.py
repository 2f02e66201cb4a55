"""What is known not to hold yet: in which looks, where, and which rule. It only shrinks."""

KNOWN: dict[tuple[str, ...], tuple[str, ...]] = {
    ("es-light-100",): ("manager: visits and hours | can be read",),
    ("es-dark-200",): (
        "manager: visits and hours | sideways",
        "reception: logged | sideways",
    ),
    ("en-light-200",): (
        "manager: completing, part 4 | sideways",
        "manager: incident | sideways",
        "reception: own report | sideways",
    ),
    ("es-dark-200", "en-light-200"): (
        "manager: working hours | sideways",
        "reception: about | sideways",
        "reception: manual | sideways",
    ),
}
"""The looks, and in each of them the place and the rule."""

NOT_COME_TO = frozenset({"PaperPreview", "PrintingDialog"})
"""Dialogs that no place leads to yet."""
