"""Pictures: decoded under a limit, turned upright, made smaller, written anew from bare pixels.

Nothing of the file comes through but the pixels: no place, no camera, no profile, no trailing data.
"""

import io

from PIL import Image
from PIL.Image import Transpose

from forms.engine.cleaning.results import Clean, Refused

MAX_PIXELS = 52_000_000  # cameras of "50 megapixels" give up to 50.4 million
MAX_SIDE = 4000
MAX_PNG_BYTES = 8 * 1024 * 1024
QUALITY = 85

ORIENTATION = 0x0112  # the EXIF tag
TURNS = {
    2: Transpose.FLIP_LEFT_RIGHT,
    3: Transpose.ROTATE_180,
    4: Transpose.FLIP_TOP_BOTTOM,
    5: Transpose.TRANSPOSE,
    6: Transpose.ROTATE_270,
    7: Transpose.TRANSVERSE,
    8: Transpose.ROTATE_90,
}


def clean_jpeg(content: bytes) -> Clean:
    image = opened(content, "JPEG")
    image.draft(image.mode, fitting(image.size))  # decodes a half or a quarter, if that is enough
    return as_jpeg(upright(image))


def clean_png(content: bytes) -> Clean:
    """Stays a PNG, for a screenshot's sharp letters; a photo that would be too large does not."""
    image = upright(opened(content, "PNG"))
    buffer = io.BytesIO()
    image.save(buffer, "PNG")
    if buffer.tell() > MAX_PNG_BYTES:
        return as_jpeg(image)
    return Clean(buffer.getvalue(), "image/png", "png")


def clean_heic(content: bytes) -> Clean:
    """Browsers of others cannot show it: becomes a JPEG. libheif turns it upright itself."""
    import pillow_heif

    pillow_heif.options.THUMBNAILS = False
    pillow_heif.options.DEPTH_IMAGES = False
    pillow_heif.options.AUX_IMAGES = False
    heif = pillow_heif.open_heif(io.BytesIO(content))
    check_size(heif.size)
    return as_jpeg(bare(heif.to_pillow()))


def opened(content: bytes, kind: str) -> Image.Image:
    """The picture with its header read. Raises Refused for more pixels than `MAX_PIXELS`."""
    try:
        image = Image.open(io.BytesIO(content), formats=[kind])
    except Image.DecompressionBombError as error:
        raise Refused("image-pixels") from error
    check_size(image.size)
    return image


def check_size(size: tuple[int, int]) -> None:
    if size[0] * size[1] > MAX_PIXELS:
        raise Refused("image-pixels")


def fitting(size: tuple[int, int]) -> tuple[int, int]:
    """The size that the picture will have."""
    factor = max(1.0, max(size) / MAX_SIDE)
    return int(size[0] / factor) or 1, int(size[1] / factor) or 1


def upright(image: Image.Image) -> Image.Image:
    """Bare, and turned as the camera was held."""
    turn = TURNS.get(image.getexif().get(ORIENTATION, 1))
    plain = bare(image)
    return plain if turn is None else plain.transpose(turn)


def bare(image: Image.Image) -> Image.Image:
    """Pixels alone, in a usual mode, at most `MAX_SIDE` long and high."""
    image.load()
    plain = in_usual_mode(image)
    plain.info.clear()
    plain.thumbnail((MAX_SIDE, MAX_SIDE))
    return plain


def in_usual_mode(image: Image.Image) -> Image.Image:
    if image.mode in ("L", "RGB", "RGBA", "LA"):
        return image
    if image.mode.startswith("I"):  # 16 bits of grey
        return image.point(lambda grey: grey * (1 / 256)).convert("L")
    if image.mode == "P":
        return image.convert("RGBA" if "transparency" in image.info else "RGB")
    return image.convert("L" if image.mode == "1" else "RGB")


def as_jpeg(image: Image.Image) -> Clean:
    buffer = io.BytesIO()
    on_white(image).save(buffer, "JPEG", quality=QUALITY)
    return Clean(buffer.getvalue(), "image/jpeg", "jpg")


def on_white(image: Image.Image) -> Image.Image:
    if image.mode not in ("RGBA", "LA"):
        return image
    white = Image.new("RGB", image.size, "white")
    white.paste(image, mask=image.getchannel("A"))
    return white
