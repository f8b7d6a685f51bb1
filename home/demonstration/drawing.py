"""What the demonstration's images are drawn with: a canvas, the site's colours, the star."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import cos, pi, sin
from pathlib import Path
from typing import cast

from PIL import Image, ImageDraw

Point = tuple[float, float]
Colour = tuple[int, int, int]

WIDTH, HEIGHT = 1200, 675
OVERSAMPLE = 3  # drawn three times as large, then reduced: Pillow's own lines have hard edges
FLAT = WIDTH * HEIGHT // 1000  # a colour of more pixels than this is a surface, not an edge
COLOURS = 64  # enough for smooth edges; flat drawings stay below 60 KB

NIGHT: Colour = (0, 40, 18)
GREEN: Colour = (1, 65, 28)
LEAF: Colour = (10, 107, 59)
MINT: Colour = (126, 176, 144)
MIST: Colour = (205, 222, 207)
PAPER: Colour = (244, 244, 238)
GOLD: Colour = (214, 173, 76)
PALE_GOLD: Colour = (240, 220, 165)

# The inner corners of a star made of two squares lie at cos 45° / cos 22.5° of its outer radius.
STAR_WAIST = cos(pi / 4) / cos(pi / 8)


class Canvas:
    """A picture in the coordinates of the finished image."""

    def __init__(self, background: Colour) -> None:
        size = (WIDTH * OVERSAMPLE, HEIGHT * OVERSAMPLE)
        self.image = Image.new("RGB", size, background)
        self._pen = ImageDraw.Draw(self.image)

    def polygon(self, points: Sequence[Point], fill: Colour) -> None:
        self._pen.polygon([enlarged(point) for point in points], fill=fill)

    def line(self, points: Sequence[Point], fill: Colour, width: float) -> None:
        thick = max(1, round(width * OVERSAMPLE))
        self._pen.line([enlarged(p) for p in points], fill=fill, width=thick, joint="curve")

    def outline(self, points: Sequence[Point], fill: Colour, width: float) -> None:
        """A closed line; the first two corners come twice, so that the last joint is round too."""
        self.line([*points, points[0], points[1]], fill, width)

    def circle(self, centre: Point, radius: float, fill: Colour) -> None:
        x, y = centre
        box = [enlarged((x - radius, y - radius)), enlarged((x + radius, y + radius))]
        self._pen.ellipse([*box[0], *box[1]], fill=fill)

    def save(self, path: Path) -> None:
        small = self.image.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS)
        small.quantize(palette=_palette_of(small), dither=Image.Dither.NONE).save(
            path, optimize=True
        )


def _palette_of(picture: Image.Image) -> Image.Image:
    """The flat colours as they are, then shades for the edges.

    Pillow's own palettes average: they dull the gold and tint the paper.
    """
    counted = cast("list[tuple[int, Colour]]", picture.getcolors(WIDTH * HEIGHT))
    flat = [shade for count, shade in sorted(counted, reverse=True) if count > FLAT][:COLOURS]
    shades = picture.quantize(COLOURS - len(flat) or 1, Image.Quantize.MAXCOVERAGE).getpalette()
    palette = Image.new("P", (1, 1))
    palette.putpalette([part for shade in flat for part in shade] + (shades or []))
    return palette


def enlarged(point: Point) -> Point:
    return point[0] * OVERSAMPLE, point[1] * OVERSAMPLE


def blend(one: Colour, other: Colour, share: float) -> Colour:
    """``share`` 0 gives ``one``, 1 gives ``other``; what lies outside is cut off."""
    share = min(1.0, max(0.0, share))
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(one, other, strict=True))
    return red, green, blue


def around(centre: Point, radius: float, angle: float) -> Point:
    return centre[0] + radius * cos(angle), centre[1] + radius * sin(angle)


def star(centre: Point, radius: float, waist: float = STAR_WAIST, turn: float = 0) -> list[Point]:
    """The sixteen corners of an eight-pointed star, a tip first."""
    return [
        around(centre, radius * (waist if corner % 2 else 1), turn + corner * pi / 8)
        for corner in range(16)
    ]


def grid(spacing: float, left: float = 0, top: float = 0) -> Iterator[Point]:
    """Points of a square grid that runs over the picture's edges."""
    for row in range(-1, int(HEIGHT / spacing) + 3):
        for column in range(-1, int(WIDTH / spacing) + 3):
            yield left + column * spacing, top + row * spacing
