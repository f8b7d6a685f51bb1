"""Draw `static/img/sharing.png`, which links to pages without a picture show: the site's mark.

    python scripts/draw_sharing_image.py

Two squares, one turned by 45 degrees, make the eight-pointed star. No words: it stands for both
languages.
"""

from math import cos, pi, sin
from pathlib import Path

from PIL import Image, ImageDraw

SIZE = (1200, 630)
GREEN, PAPER, GOLD = "#01411c", "#fffdf7", "#d9a520"
SMOOTH = 4  # drawn larger, then made smaller


def square(radius: float, turn: float) -> list[tuple[float, float]]:
    """Corners of a square around the middle, `turn` in radians."""
    x, y = SIZE[0] * SMOOTH / 2, SIZE[1] * SMOOTH / 2
    angles = [turn + corner * pi / 2 for corner in range(4)]
    return [
        (x + radius * SMOOTH * cos(angle), y + radius * SMOOTH * sin(angle)) for angle in angles
    ]


def star(draw: ImageDraw.ImageDraw, radius: float, line: int) -> None:
    for turn in (0, pi / 4):
        corners = square(radius, turn)
        draw.line([*corners, *corners[:2]], fill=GOLD, width=line * SMOOTH, joint="curve")


def dot(draw: ImageDraw.ImageDraw, radius: float) -> None:
    draw.circle((SIZE[0] * SMOOTH / 2, SIZE[1] * SMOOTH / 2), radius * SMOOTH, fill=PAPER)


def sharing_image() -> Image.Image:
    image = Image.new("RGB", (SIZE[0] * SMOOTH, SIZE[1] * SMOOTH), GREEN)
    draw = ImageDraw.Draw(image)
    star(draw, 200, 24)
    dot(draw, 48)
    return image.resize(SIZE, Image.Resampling.LANCZOS).quantize(32)


if __name__ == "__main__":
    target = Path(__file__).resolve().parents[1] / "static" / "img" / "sharing.png"
    sharing_image().save(target, optimize=True)
    print(target, target.stat().st_size)
