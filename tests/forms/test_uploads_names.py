"""Names of files: what people see stays, what could mislead goes."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.engine.uploads.names import MAX_LENGTH, clean_name


@pytest.mark.parametrize(
    ("sent", "extension", "shown"),
    [
        ("scan.pdf", "pdf", "scan.pdf"),
        ("Scan.PDF", "pdf", "Scan.PDF"),
        ("photo.jpeg", "jpg", "photo.jpeg"),
        ("IMG_0001.HEIC", "jpg", "IMG_0001.jpg"),
        ("letter.pdf", "jpg", "letter.jpg"),
        ("cv.pdf.exe", "pdf", "cv.pdf.exe.pdf"),
        ("no extension", "png", "no extension.png"),
        ("version 1.2", "pdf", "version 1.2.pdf"),
        ("تعلیمی سند.pdf", "pdf", "تعلیمی سند.pdf"),
        ("گھر\u200cگھر.png", "png", "گھر\u200cگھر.png"),
        ("../../etc/passwd", "pdf", "passwd.pdf"),
        ("C:\\Users\\Ayesha\\cv.pdf", "pdf", "cv.pdf"),
        ("\u202egpj.exe", "pdf", "gpj.exe.pdf"),
        ("a\x00b\nc\x7f.pdf", "pdf", "abc.pdf"),
        ('<script>"alert|1?*:.png', "png", "_script__alert_1___.png"),
        ("", "pdf", "file.pdf"),
        ("...", "pdf", "file.pdf"),
        (".pdf", "pdf", "pdf.pdf"),
        ("\u200c\u200c.jpg", "jpg", "file.jpg"),
        ("e\u0301.pdf", "pdf", "é.pdf"),
    ],
)
def test_a_name_is_shown_without_what_could_mislead(sent, extension, shown):
    assert clean_name(sent, extension) == shown


def test_a_long_name_is_cut_and_keeps_its_ending():
    name = clean_name("ا" * 500 + ".pdf", "pdf")
    assert len(name) == MAX_LENGTH
    assert name.endswith("ا.pdf")


@given(st.text(st.characters(), max_size=300), st.sampled_from(["pdf", "png", "jpg"]))
def test_every_name_becomes_a_harmless_one(sent, extension):
    name = clean_name(sent, extension)
    assert 5 <= len(name) <= MAX_LENGTH
    assert not set(name) & set('/\\<>:"|?*\n\r\t\0')
    assert not name.startswith(".")
    assert all(unicodedata.category(char) not in {"Cc", "Cs", "Cn"} for char in name)
    assert name.rsplit(".", 1)[1].lower() in {"pdf", "png", "jpg", "jpeg"}
    assert name.encode()
    assert clean_name(name, extension) == name
