"""Strangers' files: what is taken is made anew, what is refused says why, nothing else happens."""

import io
import subprocess
import time

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from sample_files import GOOD, HOSTILE, MARK, SVG, archive, heic, jpeg, pdf, png, saved, scan_pdf

from forms.engine.cleaning import apart, images
from forms.engine.cleaning.apart import answer_of, clean_apart
from forms.engine.cleaning.cleaners import clean
from forms.engine.cleaning.results import Clean, Refused

SMALL_AND_GOOD = [jpeg(), png(), heic(), pdf(), scan_pdf()]


def shown(result: Clean) -> Image.Image:
    return Image.open(io.BytesIO(result.content))


def code_of(content: bytes) -> str:
    with pytest.raises(Refused) as refused:
        clean_apart(content)
    return refused.value.code


@pytest.mark.parametrize("name", GOOD)
def test_usual_files_are_taken(name):
    make, content_type = GOOD[name]
    assert clean_apart(make()).content_type == content_type


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_for_its_own_reason_and_quickly(name):
    make, code = HOSTILE[name]
    content = make()
    started = time.monotonic()
    assert code_of(content) == code
    assert time.monotonic() - started < apart.SECONDS


@pytest.mark.parametrize("make", [jpeg, png, heic])
def test_nothing_but_pixels_comes_through_of_a_picture(make):
    content = make()
    assert MARK in content
    result = clean(content)
    assert MARK not in result.content
    image = shown(result)
    assert not image.getexif()
    assert "icc_profile" not in image.info
    assert image.getpixel((2, 2))[0] > 200  # and the pixels do


@pytest.mark.parametrize("make", [jpeg, png, heic, pdf, scan_pdf])
def test_what_hangs_on_a_file_is_cut_off(make):
    for rider in (archive("evil.exe"), SVG + MARK, b"<script>alert(1)</script>" + MARK):
        result = clean(make() + rider)
        assert MARK not in result.content
        assert b"<script>" not in result.content
        assert not result.content.endswith(rider)


@pytest.mark.parametrize(
    ("orientation", "red_at"),
    [(1, "left"), (2, "right"), (3, "right"), (4, "left"), (5, "top"), (6, "top"), (7, "bottom"),
     (8, "bottom")],
)  # fmt: skip
def test_a_photo_is_turned_as_the_camera_was_held(orientation, red_at):
    image = shown(clean(jpeg((60, 40), orientation)))
    assert image.size == ((60, 40) if orientation < 5 else (40, 60))
    middle = (image.width // 2, image.height // 2)
    places = {"left": (3, middle[1]), "right": (image.width - 3, middle[1]),
              "top": (middle[0], 3), "bottom": (middle[0], image.height - 3)}  # fmt: skip
    red, _, blue = image.getpixel(places[red_at])
    assert red > 200 > 100 > blue


@pytest.mark.parametrize(("size", "becomes"), [((9000, 60), (4000, 27)), ((60, 4100), (59, 4000))])
def test_a_large_picture_is_made_smaller(size, becomes):
    for make in (jpeg, png):
        assert shown(clean(make(size))).size == becomes


def test_a_picture_of_fifty_megapixels_is_taken():
    assert images.MAX_PIXELS >= 8192 * 6144
    assert shown(clean_apart(saved(Image.new("L", (8192, 6144)), "JPEG"))).size == (4000, 3000)


def test_a_png_that_would_become_too_large_becomes_a_jpeg(monkeypatch):
    monkeypatch.setattr(images, "MAX_PNG_BYTES", 50)
    result = clean(png(mode="RGBA"))
    assert (result.content_type, result.extension) == ("image/jpeg", "jpg")
    assert shown(result).mode == "RGB"


def test_a_transparent_png_stays_transparent():
    image = Image.new("RGBA", (9, 9), (10, 20, 30, 128))
    assert shown(clean(saved(image, "PNG"))).getpixel((4, 4)) == (10, 20, 30, 128)


def test_sixteen_bits_of_grey_become_eight():
    made = shown(clean(saved(Image.new("I;16", (9, 9), 40_000), "PNG")))
    assert abs(made.getpixel((4, 4)) - 156) <= 1


def test_a_pdf_keeps_its_pages_pictures_and_links():
    with pikepdf.open(io.BytesIO(clean(scan_pdf()).content)) as made:
        page = made.pages[0]
        assert page.Resources.XObject.Im0.read_raw_bytes()[:3] == b"\xff\xd8\xff"
        assert str(page.Annots[0].A.URI) == "https://example.com/"


def test_the_same_file_is_made_the_same_twice():
    for content in SMALL_AND_GOOD:
        assert clean(content).content == clean(content).content


@given(st.binary(max_size=2000))
def test_random_bytes_are_refused_and_nothing_else(content):
    with pytest.raises(Refused):
        clean(content)


@given(st.sampled_from([b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"%PDF-", b"\0\0\0\x18ftypheic"]),
       st.binary(max_size=2000))  # fmt: skip
def test_random_bytes_with_the_right_start_are_refused_and_nothing_else(start, rest):
    with pytest.raises(Refused):
        clean(start + rest)


@settings(max_examples=300)
@given(st.sampled_from(SMALL_AND_GOOD), st.data())
def test_damaged_files_are_made_anew_or_refused_and_nothing_else(content, data):
    damaged = bytearray(content)
    for _ in range(data.draw(st.integers(1, 8))):
        place = data.draw(st.integers(0, len(damaged) - 1))
        damaged[place] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(len(damaged) // 2, len(damaged)))
    try:
        result = clean(bytes(damaged[:cut]))
    except Refused:
        return
    assert result.content_type in {"image/jpeg", "image/png", "application/pdf"}


@pytest.mark.parametrize(
    "output", [b"", b"clean", b"clean image/png png 3\nab", b"refused", b"\xff\xfe\n", b"\n"]
)
def test_a_process_that_ends_without_a_clear_answer_means_refused(output):
    with pytest.raises(Refused) as refused:
        answer_of(output)
    assert refused.value.code == "too-complex"


def test_a_process_that_hangs_is_ended(monkeypatch):
    def hang(*args, **kwargs):
        raise subprocess.TimeoutExpired("x", 1)

    monkeypatch.setattr(subprocess, "run", hang)
    assert code_of(jpeg()) == "too-complex"


def test_when_too_many_wait_one_is_sent_away(monkeypatch):
    monkeypatch.setattr(apart, "WAITING_SECONDS", 0.01)
    with apart._turn:
        assert code_of(jpeg()) == "busy"
    assert clean_apart(jpeg()).extension == "jpg"


def test_the_process_knows_nothing_of_the_site_and_cannot_write(monkeypatch):
    monkeypatch.setenv("ENCRYPTION_KEYS", "secret")
    seen = {}
    run = subprocess.run

    def look(command, **options):
        seen.update(options["env"])
        probe = (
            "import sys\nfrom forms.engine.cleaning.__main__ import limit\nlimit()\n"
            "import tempfile\n"
            "try:\n tempfile.TemporaryFile(buffering=0).write(b'x')\n"
            "except OSError: print('cannot write')\n"
            "try:\n bytearray(2 * 1024 ** 3)\n"
            "except MemoryError: print('no memory')\n"
            "print('django' in sys.modules)"
        )
        return run([*command[:2], "-c", probe], **options)

    monkeypatch.setattr(subprocess, "run", look)
    assert apart.run(b"").split(b"\n")[:3] == [b"cannot write", b"no memory", b"False"]
    assert set(seen) == {"PYTHONPATH", "MALLOC_ARENA_MAX"}
