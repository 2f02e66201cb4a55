"""All that is looked for: the name of each check, how it is made, and after which steps."""

from collections.abc import Callable

from ui.sheets.layout_checks import (
    ends_where_its_content_ends,
    fits_the_screen,
    has_first_focus,
    is_not_wider_than_its_window,
    opens_at_its_top,
    scrolls_only_what_is_too_long,
)
from ui.sheets.paint_checks import parts_stand_out, words_stand_out
from ui.sheets.place_checks import (
    headers_show_whole_words,
    keyboard_is_in_sight,
    nothing_covers_words,
)
from ui.sheets.shown import Shown
from ui.sheets.steps import Step
from ui.sheets.target_checks import targets_are_large_enough
from ui.sheets.tree_checks import is_told, page_is_named
from ui.sheets.word_checks import (
    can_be_read,
    fields_have_letters,
    fields_show_whole_words,
    has_letters_of_its_own,
    speaks,
)

Check = Callable[[Shown], list[str]]

CHECKS: dict[str, Check] = {
    "opens at its top": opens_at_its_top,
    "first focus": has_first_focus,
    "empty band": ends_where_its_content_ends,
    "scroll bars": scrolls_only_what_is_too_long,
    "fits the screen": fits_the_screen,
    "sideways": is_not_wider_than_its_window,
    "can be read": can_be_read,
    "whole words": fields_show_whole_words,
    "has names": speaks,
    "is told": is_told,
    "name of the page": page_is_named,
    "letters": has_letters_of_its_own,
    "letters of fields": fields_have_letters,
    "headings": headers_show_whole_words,
    "covered": nothing_covers_words,
    "targets": targets_are_large_enough,
    "contrast of words": words_stand_out,
    "contrast of parts": parts_stand_out,
}
"""Of what was just opened."""

WHERE_IT_IS: dict[str, Check] = {"keyboard in sight": keyboard_is_in_sight}
STAYS: dict[str, Check] = {
    "sideways": is_not_wider_than_its_window,
    "can be read": can_be_read,
    "covered": nothing_covers_words,
}


def checks_after(step: Step) -> dict[str, Check]:
    """After which step what is looked for. The wheel may turn away from what has the focus."""
    match step:
        case Step.OPENED:
            return CHECKS | WHERE_IT_IS
        case Step.DOWN:
            return WHERE_IT_IS | STAYS | {"contrast of words": words_stand_out}
        case Step.TAB:
            return WHERE_IT_IS
        case Step.WHEEL:
            return STAYS
        case Step.ERROR:
            after = {"empty band": ends_where_its_content_ends, "contrast of words": words_stand_out}
            return WHERE_IT_IS | STAYS | after
