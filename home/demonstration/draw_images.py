"""Draw the demonstration's images into ``images/``: ``python -m home.demonstration.draw_images``.

Every picture is geometry in the site's own greens and gold: no text, no emblem, no flag, no data.
The same run gives the same bytes (nothing random, nothing read from outside), so the drawings
can be changed here and drawn again. Needs Pillow only.
"""

from __future__ import annotations

from collections.abc import Callable
from math import cos, pi, sin
from pathlib import Path

from PIL import Image, ImageDraw

from home.demonstration.drawing import (
    GOLD,
    GREEN,
    HEIGHT,
    LEAF,
    MINT,
    MIST,
    NIGHT,
    PALE_GOLD,
    PAPER,
    WIDTH,
    Canvas,
    Colour,
    Point,
    blend,
    enlarged,
    grid,
    star,
)

FOLDER = Path(__file__).parent / "images"


# --- 1. stars and crosses -------------------------------------------------------------------------


def draw_star_pattern() -> Canvas:
    """The classic tiling of stars and crosses, gold and green by turns."""
    canvas = Canvas(NIGHT)
    spacing, left, top = 168, -72, -82  # whole pixels: each tile is the same, so the file is small
    for x, y in grid(spacing, left, top):
        _cross(canvas, (x + spacing / 2, y + spacing / 2), spacing)
    for x, y in grid(spacing, left, top):
        _tile(canvas, (x, y), spacing / 2, golden=(x - left + y - top) % (2 * spacing) == 0)
    return canvas


def _cross(canvas: Canvas, centre: Point, spacing: float) -> None:
    canvas.polygon(star(centre, spacing * 0.30, 0.42, pi / 4), GOLD)
    canvas.polygon(star(centre, spacing * 0.272, 0.42, pi / 4), LEAF)
    canvas.circle(centre, spacing * 0.04, PALE_GOLD)


def _tile(canvas: Canvas, centre: Point, radius: float, *, golden: bool) -> None:
    band, heart = (LEAF, PALE_GOLD) if golden else (MINT, PAPER)
    parts = ((1.0, GOLD), (0.95, GREEN), (0.85, band), (0.62, GREEN))
    for size, colour in parts:
        canvas.polygon(star(centre, radius * size), colour)
    canvas.polygon(star(centre, radius * 0.55, 0.62), GOLD if golden else heart)
    canvas.polygon(star(centre, radius * 0.30), GREEN)
    canvas.polygon(star(centre, radius * 0.17, 0.5), heart)


# --- 2. a star of circuits ------------------------------------------------------------------------


# Tracks of one quarter, from the star outwards, measured from the picture's middle; the other
# three quarters mirror them. True: gold.
TRACKS: tuple[tuple[bool, tuple[Point, ...]], ...] = (
    (True, ((236, 0), (548, 0))),
    (False, ((214, 26), (330, 26), (362, 58), (452, 58))),
    (True, ((190, 52), (300, 52), (346, 98), (540, 98))),
    (False, ((172, 78), (270, 78), (336, 144), (430, 144))),
    (True, ((172, 112), (250, 112), (328, 190), (520, 190))),
    (False, ((172, 146), (230, 146), (318, 234), (420, 234))),
    (True, ((172, 172), (280, 280), (548, 280))),
    (False, ((146, 172), (146, 220), (214, 288))),
    (True, ((112, 172), (112, 240), (158, 286))),
    (False, ((78, 172), (78, 262), (104, 288))),
    (True, ((40, 198), (40, 278))),
)


def draw_circuit_star() -> Canvas:
    """A star from whose corners the tracks of a circuit run to the edges."""
    canvas = Canvas(GREEN)
    for point in grid(37.5, left=18.75, top=18.75):
        canvas.circle(point, 1.8, (14, 88, 48))
    for across in (-1, 1):
        for down in (-1, 1):
            for golden, corners in TRACKS:
                _track(canvas, [(600 + across * x, 337.5 + down * y) for x, y in corners], golden)
    _rosette(canvas, (600, 337.5))
    return canvas


def _track(canvas: Canvas, corners: list[Point], golden: bool) -> None:
    colour = GOLD if golden else MINT
    canvas.line(corners, colour, 3.2)
    canvas.circle(corners[-1], 9.5, colour)
    canvas.circle(corners[-1], 4.6, GREEN)


def _rosette(canvas: Canvas, centre: Point) -> None:
    rings = (
        (236, GREEN), (224, GOLD), (217, GREEN), (204, LEAF), (160, GREEN),
        (152, MIST), (146, GREEN), (132, LEAF), (98, GOLD), (91, GREEN),
    )  # fmt: skip
    for radius, colour in rings:
        canvas.polygon(star(centre, radius), colour)
    canvas.polygon(star(centre, 76, 0.5), PALE_GOLD)
    canvas.circle(centre, 21, GREEN)
    canvas.circle(centre, 11, GOLD)


# --- 3. mountains and fibre -----------------------------------------------------------------------


# Ranges from far to near: the sunlit colour, the shaded one, and the peaks (place, height, spread).
RANGES: tuple[tuple[Colour, Colour, tuple[tuple[float, float, float], ...]], ...] = (
    ((186, 208, 190), (168, 195, 175), (
        (60, 250, 260), (250, 205, 250), (620, 190, 280), (1020, 225, 270), (1190, 265, 220),
    )),
    ((132, 180, 150), (104, 158, 126), (
        (-30, 320, 260), (160, 300, 240), (430, 260, 270), (790, 330, 250), (960, 300, 240),
        (1180, 340, 240),
    )),
    ((52, 136, 88), (32, 112, 66), (
        (50, 420, 300), (310, 400, 260), (640, 440, 280), (900, 425, 260), (1130, 390, 300),
    )),
    ((10, 92, 50), GREEN, ((-60, 505, 380), (200, 530, 330), (1010, 515, 380), (1240, 490, 330))),
)  # fmt: skip


def draw_mountain_fibre() -> Canvas:
    """Ranges behind one another, a star for a sun, lines of light through the valley."""
    canvas = Canvas(PAPER)
    for band in range(6):
        box = [(0, band * 62.0), (WIDTH, band * 62.0), (WIDTH, HEIGHT), (0, HEIGHT)]
        canvas.polygon(box, blend(MIST, PAPER, band / 5))
    for radius, colour in ((112, blend(PAPER, PALE_GOLD, 0.6)), (88, PALE_GOLD), (64, GOLD)):
        canvas.polygon(star((850, 168), radius), colour)
    for number, (lit, shaded, peaks) in enumerate(RANGES):
        for x, top, spread in peaks:
            _peak(canvas, (x, top), spread, (lit, shaded))
            if number < 2:
                _snow(canvas, (x, top), spread)
    canvas.polygon([(0, 585), (WIDTH, 585), (WIDTH, HEIGHT), (0, HEIGHT)], GREEN)
    for fibre in range(9):
        _fibre(canvas, fibre)
    return canvas


def _peak(canvas: Canvas, tip: Point, spread: float, faces: tuple[Colour, Colour]) -> None:
    """A pyramid whose edge between light and shade zigzags down from the tip."""
    x, top = tip
    drop = HEIGHT - top
    slope = spread / 260  # sideways for each step down
    left, right = (x - drop * slope * 0.8, HEIGHT), (x + drop * slope * 0.8, HEIGHT)
    turns = ((0, 0), (14, 0.12), (-12, 0.24), (22, 0.40), (-16, 0.58), (18, 0.78), (0, 1))
    edge = [(x + sway * slope, top + share * drop) for sway, share in turns]
    canvas.polygon([left, *edge], faces[1])
    canvas.polygon([*edge, right], faces[0])


def _snow(canvas: Canvas, tip: Point, spread: float) -> None:
    x, top = tip
    slope = 0.8 * spread / 260
    hem = ((-1, 46), (-0.52, 36), (-0.3, 58), (0.08, 40), (0.36, 62), (0.56, 38), (1, 50))
    canvas.polygon([tip, *((x + side * slope * y, top + y) for side, y in hem)], (248, 249, 245))


def _fibre(canvas: Canvas, number: int) -> None:
    """A line that leaves the valley's end and opens out towards the reader."""
    spread = (number - 4) * 0.25
    path = [
        (620 + spread * 700 * t**1.7 + 60 * sin(3.14 * t), 560 + 140 * t**1.15)
        for t in (step / 60 for step in range(61))
    ]
    colour = GOLD if number % 2 == 0 else PALE_GOLD
    canvas.line(path, colour, 2.2 + abs(number - 4) * 0.25)
    for stop in (22 + 3 * (number % 3), 44 - 2 * (number % 4)):
        canvas.polygon(star(path[stop], 5 + stop / 7), colour)
    canvas.polygon(star(path[0], 15), PALE_GOLD)


# --- 4. bars --------------------------------------------------------------------------------------


def draw_bar_pattern() -> Canvas:
    """Bars of tiles that rise and fall like a wave: a pattern, not a chart of anything."""
    canvas = Canvas(PAPER)
    for level in range(1, 9):
        canvas.line([(0, level * 75.0), (WIDTH, level * 75.0)], (226, 230, 220), 2)
    for number in range(16):
        _bar(canvas, number)
    return canvas


def _bar(canvas: Canvas, number: int) -> None:
    tile = 60.0
    left = 8 + number * 75.0
    count = round(4.6 + 2.9 * sin(number * 0.58 + 4.4))
    for level in range(count):
        top = HEIGHT - (level + 1) * 75.0
        shade = blend(LEAF, NIGHT, level / 7) if number % 2 else blend(MINT, LEAF, level / 7)
        _brick(canvas, (left, top), tile, shade, crowned=level == count - 1)


def _brick(canvas: Canvas, corner: Point, size: float, shade: Colour, *, crowned: bool) -> None:
    left, top = corner
    right, bottom = left + size, top + 75.0
    canvas.polygon([(left, top + 4), (right, top + 4), (right, bottom), (left, bottom)], shade)
    centre = (left + size / 2, top + 39.5)
    mark = GOLD if crowned else blend(shade, PAPER, 0.30)
    canvas.polygon(star(centre, 25), mark)
    canvas.polygon(star(centre, 15), shade)
    canvas.polygon(star(centre, 9, 0.5), mark)


# --- 5. linked stars ------------------------------------------------------------------------------


def draw_linked_stars() -> Canvas:
    """Seven stars about an eighth; some of the links are whole, the others still open."""
    canvas = Canvas(PAPER)
    for point in grid(75, left=0, top=0):
        canvas.outline(star(point, 37.5), (231, 234, 224), 1.6)
    centre = (600.0, 345.0)
    outer = [
        (600 + 450 * cos(pi / 2 + k * 2 * pi / 7), 345 - 262 * sin(pi / 2 + k * 2 * pi / 7))
        for k in range(7)
    ]
    for number, point in enumerate(outer):
        _link(canvas, centre, point, whole=number in (0, 2, 5))
    for number, point in enumerate(outer):
        _hub(canvas, point, 60, GOLD if number in (0, 2, 5) else MINT)
    _hub(canvas, centre, 104, GOLD)
    return canvas


def _link(canvas: Canvas, start: Point, end: Point, *, whole: bool) -> None:
    pieces = 1 if whole else 22
    colour = LEAF if whole else MINT
    for piece in range(pieces):
        ends = (piece / pieces, (piece + (1 if whole else 0.55)) / pieces)
        points = [(start[0] + (end[0] - start[0]) * t, start[1] + (end[1] - start[1]) * t)
                  for t in ends]  # fmt: skip
        canvas.line(points, colour, 6)


def _hub(canvas: Canvas, centre: Point, radius: float, accent: Colour) -> None:
    parts = ((1.12, PAPER), (1.0, GREEN), (0.86, accent), (0.80, GREEN), (0.6, LEAF))
    for size, colour in parts:
        canvas.polygon(star(centre, radius * size), colour)
    canvas.polygon(star(centre, radius * 0.42, 0.55), PAPER)
    canvas.circle(centre, radius * 0.11, GREEN)


# --- 6. an arcade ---------------------------------------------------------------------------------


def draw_arcade() -> Canvas:
    """Pointed arches behind one another, the innermost open on a lattice of light."""
    canvas = Canvas(GREEN)
    for point in grid(60, left=0, top=15):
        canvas.outline(star(point, 30), (9, 80, 41), 1.8)
    for number, middle in enumerate((150.0, 450.0, 750.0, 1050.0)):
        _arch(canvas, middle, number)
    canvas.polygon([(0, 628), (WIDTH, 628), (WIDTH, HEIGHT), (0, HEIGHT)], NIGHT)
    for x in range(0, WIDTH + 1, 50):
        canvas.polygon(star((float(x), 652), 17), GOLD if x % 100 == 0 else LEAF)
    return canvas


def _arch_shape(middle: float, half: float, top: float, spring: float = 300) -> list[Point]:
    """A four-centred arch: steep at the springing, nearly straight to the point."""
    right = [
        (middle + half * cos(t) ** 0.8, spring - (spring - top) * (0.74 * sin(t) + 0.26 * share**4))
        for share, t in ((step / 40, step / 40 * pi / 2) for step in range(41))
    ]
    left = [(2 * middle - x, y) for x, y in reversed(right)]
    return [(middle + half, 628), *right, *left, (middle - half, 628)]


def _arch(canvas: Canvas, middle: float, number: int) -> None:
    rims = ((132.0, 52.0, GOLD), (127.0, 58.0, NIGHT), (112.0, 80.0, LEAF), (96.0, 104.0, GOLD))
    for half, top, colour in rims:
        canvas.polygon(_arch_shape(middle, half, top), colour)
    opening = _arch_shape(middle, 91.0, 111.0)
    canvas.polygon(opening, PALE_GOLD if number in (1, 2) else MIST)
    _lattice(canvas, middle, opening)
    _doorway(canvas, middle)


def _doorway(canvas: Canvas, middle: float) -> None:
    """A smaller arch beyond the first, with a lamp in it."""
    for half, top, colour in ((66.0, 392.0, MINT), (60.0, 400.0, LEAF), (50.0, 414.0, PAPER)):
        shape = _arch_shape(middle, half, top, spring=480)
        canvas.polygon(shape, colour)
    canvas.line([(middle, 302), (middle, 452)], GREEN, 2.4)
    canvas.polygon(star((middle, 470), 24), GREEN)
    canvas.polygon(star((middle, 470), 18), GOLD)
    canvas.polygon(star((middle, 470), 9, 0.5), PAPER)


def _lattice(canvas: Canvas, middle: float, opening: list[Point]) -> None:
    """Stars and crosses in the arch's head, cut to its opening; the door below stays clear."""
    mask = Image.new("L", canvas.image.size, 0)
    head = [point for point in opening if point[1] <= 300]
    ImageDraw.Draw(mask).polygon([enlarged(point) for point in head], fill=255)
    layer = Canvas(LEAF)
    for x, y in grid(36.4, left=middle % 36.4, top=9.0):
        layer.polygon(star((x, y), 16.6), PAPER)
        layer.polygon(star((x + 18.2, y + 18.2), 8.2, 0.5, pi / 4), PALE_GOLD)
    canvas.image.paste(layer.image, mask=mask)
    canvas.line([(middle - 91, 300), (middle + 91, 300)], GOLD, 5)


DRAWINGS: dict[str, Callable[[], Canvas]] = {
    "star-pattern": draw_star_pattern,
    "circuit-star": draw_circuit_star,
    "mountain-fibre": draw_mountain_fibre,
    "bar-pattern": draw_bar_pattern,
    "linked-stars": draw_linked_stars,
    "arcade": draw_arcade,
}


def main() -> None:
    FOLDER.mkdir(exist_ok=True)
    for name, draw in DRAWINGS.items():
        draw().save(FOLDER / f"{name}.png")


if __name__ == "__main__":
    main()
