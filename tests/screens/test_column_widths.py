"""The room of a list is shared so that what tells one row from another is never cut."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from ui.widgets.column_widths import RoomAsked, share_room

NUMBER = RoomAsked(100, 100)
KIND = RoomAsked(200, 90, grows=True)
LEVEL = RoomAsked(120, 40, shortens=True)
CHANNEL = RoomAsked(150, 80, spare=True)


def test_with_room_for_all_the_growing_column_takes_the_rest() -> None:
    assert share_room([NUMBER, KIND, LEVEL, CHANNEL], 700) == [100, 330, 120, 150]


def test_the_short_words_come_first_and_nothing_else_gives_way_for_them() -> None:
    assert share_room([NUMBER, KIND, LEVEL, CHANNEL], 500) == [100, 210, 40, 150]


def test_the_spare_column_goes_before_the_others_are_cut_by_half() -> None:
    assert share_room([NUMBER, KIND, LEVEL, CHANNEL], 420) == [100, 200, 120, 0]


def test_a_spare_column_that_says_nothing_goes_before_any_word_is_cut() -> None:
    empty = replace(CHANNEL, empty=True)
    assert share_room([NUMBER, KIND, CHANNEL], 420) == [100, 181, 139]
    assert share_room([NUMBER, KIND, empty, CHANNEL], 550) == [100, 300, 0, 150]
    assert share_room([NUMBER, KIND, empty, CHANNEL], 410) == [100, 310, 0, 0], "no other spare column takes its room"
    assert share_room([NUMBER, KIND, empty], 450) == [100, 200, 150], "it stays where all are whole"


def test_what_tells_rows_apart_is_whole_where_all_is_too_narrow() -> None:
    heavy = replace(KIND, weight=9)
    assert share_room([NUMBER, heavy, LEVEL, CHANNEL], 150) == [0, 110, 40, 0], "the level fits beside it"
    assert share_room([NUMBER, heavy, LEVEL, CHANNEL], 60) == [0, 90, 0, 0]


NEEDS = st.builds(
    lambda least, more, grows, spare, empty, shortens: RoomAsked(least + more, least, grows, spare, empty, shortens),
    st.integers(20, 200),
    st.integers(0, 300),
    st.booleans(),
    st.booleans(),
    st.booleans(),
    st.booleans(),
)


@given(st.lists(NEEDS, min_size=1, max_size=9), st.integers(50, 2000))
def test_nothing_scrolls_sideways_and_nothing_is_narrower_than_it_can_be(needs: list[RoomAsked], room: int) -> None:
    widths = share_room(needs, room)
    assert all(width == 0 or width >= need.least for need, width in zip(needs, widths, strict=True))
    assert any(widths)
    assert sum(widths) <= room or sum(width > 0 for width in widths) == 1
    if sum(need.least for need in needs if not need.spare) <= room:
        assert all(width or need.spare for need, width in zip(needs, widths, strict=True)), "nobody is left out for it"


@given(
    st.lists(st.builds(RoomAsked, st.integers(60, 300), st.integers(20, 60)), min_size=1, max_size=8),
    st.integers(60, 2500),
)
def test_no_word_is_cut_while_room_is_left_and_the_list_ends_where_its_frame_does(
    needs: list[RoomAsked], room: int
) -> None:
    widths = share_room(needs, room)
    assert sum(widths) >= room
    if any(0 < width < need.wanted for width, need in zip(widths, needs, strict=True)):
        assert sum(widths) == room


def test_what_gave_way_at_once_takes_back_what_the_others_left() -> None:
    wide, short = RoomAsked(100, 100), RoomAsked(90, 40, shortens=True)
    assert share_room([wide, short], 195) == [100, 95]
    assert share_room([wide, short], 189) == [100, 89]
