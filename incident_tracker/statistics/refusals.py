"""What to say when figures cannot be used: the refusals of this package as plain sentences."""

from incident_tracker.domain.errors import Reason, Refused
from incident_tracker.wording import _, pgettext


def refusal_text(refused: Refused) -> str:
    """One or two sentences: which figures are refused, why, and what to do. For `Refused` raised by this package."""
    name = _field(refused.field)
    values = refused.values
    if refused.reason is Reason.MISSING:
        if refused.field == "n":
            return _("This chart needs denominators, and there are none. Give them, or choose a chart without them.")
        return _("There is no figure to count with. Please give at least one.")
    if refused.reason is Reason.NOT_A_NUMBER:
        if "position" in values:
            return _("Number {position} of {name} is not a number. Leave it empty if the figure is missing.").format(
                name=name, position=values["position"]
            )
        if values.get("whole"):
            return _("This needs a whole number: {name}.").format(name=name)
        return _("This is not a number: {name}.").format(name=name)
    if values.get("instead") == "g":
        return _(
            "A gap of zero means two events at the same moment, which a t chart cannot show. "
            "Give the gaps more finely, such as fractions of a day, or choose the g chart."
        )
    if refused.field in {"n", "x"} and values.get("least") == values.get("most"):
        return _("There must be as many {name} as figures: {most}.").format(name=name, most=values["most"])
    if "more_than" in values:
        return _("Out of range: {name}. It must be more than {least} and at most {most}.").format(
            name=name, least=values["more_than"], most=values["most"]
        )
    return _("Out of range: {name}. It must be from {least} to {most}.").format(
        name=name, least=values.get("least"), most=values.get("most")
    )


def _field(field: str | None) -> str:
    return {
        "y": pgettext("figures", "figures (y)"),
        "n": pgettext("figures", "denominators (n)"),
        "x": pgettext("figures", "labels (x)"),
        "freeze": pgettext("figures", "freeze"),
        "exclude": pgettext("figures", "points to exclude"),
        "splits": pgettext("figures", "points to split after"),
        "multiply": pgettext("figures", "multiply"),
        "target": pgettext("figures", "target"),
        "events": pgettext("figures", "events"),
        "exposure": pgettext("figures", "exposure"),
        "other_events": pgettext("figures", "events of the second"),
        "other_exposure": pgettext("figures", "exposure of the second"),
        "part": pgettext("figures", "part"),
        "whole": pgettext("figures", "whole"),
        "other_part": pgettext("figures", "part of the second"),
        "other_whole": pgettext("figures", "whole of the second"),
        "confidence": pgettext("figures", "confidence"),
        "base": pgettext("figures", "base of the rate"),
        "threshold": pgettext("figures", "threshold"),
        "counts": pgettext("figures", "counts"),
    }.get(field or "", pgettext("figures", "figures (y)"))
