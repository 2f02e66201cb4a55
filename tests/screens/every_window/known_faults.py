"""What is known not to hold yet: in which looks, where, and which rule. It only shrinks."""

KNOWN: dict[tuple[str, ...], tuple[str, ...]] = {}
"""The looks, and in each of them the place and the rule."""
