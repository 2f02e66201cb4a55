"""What must hold for every laid-out scene, whatever it shows."""

from itertools import combinations

from incident_tracker.charts.layout import Box, text_box
from incident_tracker.charts.scene import Marker, Polygon, Polyline, Rect, Scene, StraightLine, Text

ROUNDING = 0.01


def overlapping_texts(scene: Scene) -> list[tuple[str, str]]:
    """Pairs of upright texts whose letters would touch."""
    boxes = [(mark.text, text_box(mark)) for mark in scene.marks() if isinstance(mark, Text)]
    return [(a, b) for (a, one), (b, other) in combinations(boxes, 2) if one.grown(-ROUNDING).overlaps(other)]


def outside(scene: Scene) -> list[object]:
    """Marks that leave the scene, strokes and shapes included up to a line's width."""
    return [mark for mark in scene.marks() if not _inside(extent(mark), scene)]


def extent(mark: object) -> Box:
    """The area that a mark covers."""
    match mark:
        case Text():
            return text_box(mark)
        case StraightLine():
            return _around([(mark.x1, mark.y1), (mark.x2, mark.y2)])
        case Polyline() | Polygon():
            return _around(mark.points)
        case Rect():
            return Box(mark.x, mark.y, mark.width, mark.height)
        case Marker():
            half = mark.size / 2
            return Box(mark.x - half, mark.y - half, mark.size, mark.size)
    raise TypeError(mark)


def check_layout(scene: Scene) -> None:
    """No label touches another, nothing is clipped, every point can be read aloud, the table has its shape."""
    assert overlapping_texts(scene) == []
    assert outside(scene) == []
    for text in scene.marks():
        if isinstance(text, Text):
            assert text.text.strip()
    assert [point.index for point in scene.points] == list(range(len(scene.points)))
    for point in scene.points:
        assert 0 <= point.x <= scene.width
        assert 0 <= point.y <= scene.height
        assert point.heading in point.spoken
    assert all(len(row) == len(scene.table.headers) for row in scene.table.rows)
    assert scene.height >= scene.least_height
    assert scene.description


def _around(points: object) -> Box:
    xs, ys = zip(*points, strict=True)  # type: ignore[call-overload]
    return Box(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))


def _inside(box: Box, scene: Scene) -> bool:
    return (
        box.x >= -ROUNDING
        and box.y >= -ROUNDING
        and box.right <= scene.width + ROUNDING
        and box.bottom <= scene.height + ROUNDING
    )
