"""Where tiles lie, against a list of all of them."""

from hypothesis import given
from hypothesis import strategies as st

from desktop_app.ui.gallery.grid import HEADING_HEIGHT, Cell, Grid

WIDTH, TILE_WIDTH, TILE_HEIGHT = 430, 100, 50

sections = st.lists(st.integers(0, 23), max_size=6)


def naive(counts: list[int], headings: bool) -> list[Cell]:
    """Every tile, one after the other."""
    cells, top = [], 0
    for count in counts:
        if not count:
            continue
        top += HEADING_HEIGHT if headings else 0
        cells += [Cell(place % 4 * 107, top + place // 4 * TILE_HEIGHT, 107, TILE_HEIGHT) for place in range(count)]
        top += -(-count // 4) * TILE_HEIGHT
    return cells


@given(sections, st.booleans())
def test_tiles_lie_where_counting_puts_them(counts: list[int], headings: bool) -> None:
    grid = Grid(WIDTH, TILE_WIDTH, TILE_HEIGHT, counts, headings)
    cells = naive(counts, headings)
    assert [grid.cell(place) for place in range(grid.count)] == cells
    assert grid.height == max((cell.y + cell.height for cell in cells), default=0)
    for place, cell in enumerate(cells):
        assert grid.place_at(cell.x, cell.y) == place
        assert grid.place_at(cell.x + cell.width - 1, cell.y + cell.height - 1) == place
        assert grid.place_at(cell.x, cell.y - 1) != place


@given(sections, st.booleans(), st.integers(-50, 900), st.integers(0, 600))
def test_rows_in_sight_are_those_that_reach_into_it(counts: list[int], headings: bool, top: int, more: int) -> None:
    grid = Grid(WIDTH, TILE_WIDTH, TILE_HEIGHT, counts, headings)
    cells = naive(counts, headings)
    wanted = [p for p, cell in enumerate(cells) if cell.y <= top + more and cell.y + cell.height > top]
    assert [place for place in grid.between(top, top + more) if place in wanted] == wanted
    assert len(grid.between(top, top + more)) <= len(wanted) + 4


@given(sections, st.integers(0, 400), st.integers(0, 300), st.integers(0, 700), st.integers(0, 300))
def test_an_area_touches_the_tiles_that_intersect_it(
    counts: list[int], left: int, width: int, top: int, height: int
) -> None:
    grid = Grid(WIDTH, TILE_WIDTH, TILE_HEIGHT, counts, headings=True)
    cells = naive(counts, headings=True)
    right, bottom = left + width, top + height
    touched = [
        place
        for place, cell in enumerate(cells)
        if cell.x <= right and cell.x + cell.width > left and cell.y <= bottom and cell.y + cell.height > top
    ]
    runs = grid.in_area(left, top, right, bottom)
    assert [place for first, last in runs for place in range(first, last + 1)] == touched


@given(sections.filter(any), st.data())
def test_down_and_up_stay_in_the_column_where_there_is_room(counts: list[int], data: st.DataObject) -> None:
    grid = Grid(WIDTH, TILE_WIDTH, TILE_HEIGHT, counts, headings=True)
    place = data.draw(st.integers(0, grid.count - 1))
    below = grid.moved(place, 1)
    assert below >= place
    assert below == place or grid.cell(below).y > grid.cell(place).y
    assert grid.moved(place, 10_000) >= below
    one_by_one = place
    for _ in range(3):
        one_by_one = grid.moved(one_by_one, 1)
    if grid.cell(one_by_one).x == grid.cell(place).x:
        assert grid.moved(place, 3) == one_by_one
    if below != place and grid.cell(below).x == grid.cell(place).x:
        assert grid.moved(below, -1) == place


def test_a_hundred_thousand_tiles_cost_nothing() -> None:
    grid = Grid(1000, 200, 240, [100_000], headings=False)
    assert grid.cell(99_999) == Cell(800, 240 * 19_999, 200, 240)
    assert grid.moved(0, 19_999) == 99_995
    assert grid.headings_between(0, 10_000) == []
