"""Rules of names: one name means one thing in the whole program."""

import ast
from collections import defaultdict

from tests.project_rules.source_files import at, sources


def test_no_two_public_classes_share_a_name() -> None:
    """Somebody who searches for a class must find the one that is meant."""
    found: dict[str, list[str]] = defaultdict(list)
    for source in sources("incident_tracker", "ui", "db"):
        for node in ast.walk(source.tree):
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                found[node.name].append(at(source, node))

    shared = {name: places for name, places in found.items() if len(places) > 1}

    assert not shared
