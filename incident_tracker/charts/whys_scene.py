"""The tree of whys of an analysis as a drawing, the same on the screen and on paper."""

from incident_tracker.charts.layout import ChartText, Size
from incident_tracker.charts.scene import Scene
from incident_tracker.charts.tree_scene import Node, tree_scene
from incident_tracker.domain.learning import whys
from incident_tracker.domain.learning.whys import Why
from incident_tracker.wording import _


def whys_scene(question: str, tree: tuple[Why, ...], size: Size) -> Scene:
    """The question with the answers below it; an answer that no one asked further about is marked as a root."""
    leaves = {why.id for why in whys.roots(tree)}

    def node(why: Why) -> Node:
        below = tuple(node(one) for one in tree if one.parent_id == why.id)
        last = why.id in leaves
        return Node(why.text, below, _("Root, as far as asked") if last else "", marked=last, key=str(why.id))

    tops = tuple(node(why) for why in tree if why.parent_id is None)
    return tree_scene(Node(question, tops), ChartText(_("Tree of whys"), headed=False), size)
