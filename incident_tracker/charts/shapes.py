"""The corners of marker shapes, so that every painter draws the same ones."""

from incident_tracker.charts.scene import Marker, Shape

CROSS_ARM = 0.4
"""Half the side of a cross, in units of the marker's size."""
STROKE = 0.2
"""Width of the line of a ring or a cross, in units of the marker's size."""


def corners(marker: Marker) -> tuple[tuple[float, float], ...]:
    """The corners of a marker with corners; empty for circle, ring and cross, which painters draw by themselves."""
    return tuple((marker.x + dx * marker.size, marker.y + dy * marker.size) for dx, dy in _corners_of(marker.shape))


def _corners_of(shape: Shape) -> tuple[tuple[float, float], ...]:
    """In units of the marker's size, about its center; the areas look alike to the eye."""
    match shape:
        case Shape.SQUARE:
            return (-0.44, -0.44), (0.44, -0.44), (0.44, 0.44), (-0.44, 0.44)
        case Shape.DIAMOND:
            return (0.0, -0.6), (0.6, 0.0), (0.0, 0.6), (-0.6, 0.0)
        case Shape.TRIANGLE_UP:
            return (0.0, -0.6), (0.58, 0.44), (-0.58, 0.44)
        case Shape.TRIANGLE_DOWN:
            return (0.0, 0.6), (0.58, -0.44), (-0.58, -0.44)
        case Shape.CIRCLE | Shape.RING | Shape.CROSS:
            return ()
