"""What is known not to hold yet: in which looks, where, and which rule. It only shrinks."""

KNOWN: dict[tuple[str, ...], tuple[str, ...]] = {
    ("es-dark-200",): (
        "administrator: data and backups | scroll bars",
        "manager: promises kept | scroll bars",
        "committee: promises kept | scroll bars",
    ),
}
"""The looks, and in each of them the place and the rule."""
