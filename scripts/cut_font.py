"""Cut Noto Nastaliq Urdu to the Urdu alphabet: 159 KB become less than 100.

    python scripts/cut_font.py [package.tgz]

Without an argument the pinned fontsource package is fetched with ``npm pack``. Writes
``static/fonts/noto-nastaliq-urdu.woff2`` and, beside it, the licence (SIL OFL 1.1, which allows
changed copies). The same package always gives the same bytes, so the result is committed.

What is changed besides the cut, each measured in Chromium over the project's own wording:

* the vertical metrics (1.904/0.596 em as published) become 1.44/0.56, so that an ordinary word
  sits in the middle of its line and therefore of its button, tag and input;
* the space (0.132 em) becomes 0.23 em: Latin words in Urdu text would otherwise run together.
"""

import hashlib
import subprocess
import sys
import tarfile
import tempfile
from io import BytesIO
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

PACKAGE = "@fontsource/noto-nastaliq-urdu@5.3.0"
PACKAGE_SHA256 = "80690ba85bdfbd96769337da894e1485a0b4aa597cb28a04f1b26e14487847e2"
FONT_IN_PACKAGE = "package/files/noto-nastaliq-urdu-arabic-400-normal.woff2"
LICENCE_IN_PACKAGE = "package/LICENSE"

FONTS = Path(__file__).resolve().parent.parent / "static" / "fonts"
MOST_BYTES = 102_400

LETTERS = "ءآأؤئابپتٹثجچحخدڈذرڑزژسشصضطظعغفقکگلمنںوہۂۃھیےۓ"
# What an Arabic keyboard types for Urdu letters: a visitor's words are shown as they were typed.
ARABIC_LETTERS = "كهىيةۀ"
MARKS = "".join(map(chr, [*range(0x64B, 0x659), 0x670, *range(0x610, 0x615)]))
PUNCTUATION = "،؛؟۔٪٫٬ـ"
DIGITS = "۰۱۲۳۴۵۶۷۸۹"
# Zero-width non-joiner and joiner, and the left-to-right mark.
JOINERS = "\u200c\u200d\u200e"
SPACES = " \u00a0"
ALPHABET = LETTERS + ARABIC_LETTERS + MARKS + PUNCTUATION + DIGITS + JOINERS + SPACES

ASCENT, DESCENT, SPACE_WIDTH = 1440, 560, 230  # thousandths of an em
USE_TYPOGRAPHIC_METRICS = 1 << 7  # OS/2 fsSelection: without it Windows takes the clipping box


def fetch_package(folder: Path) -> Path:
    """Return the pinned package, fetched by npm into `folder`."""
    command = ["npm", "pack", "--silent", PACKAGE]
    # A constant command: nothing a user typed reaches it.
    done = subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True)
    return folder / done.stdout.split()[-1]


def read_package(package: Path) -> tuple[bytes, bytes]:
    """Return the font and the licence in `package`; refuse any package but the pinned one."""
    if hashlib.sha256(package.read_bytes()).hexdigest() != PACKAGE_SHA256:
        sys.exit(f"{package} is not the pinned {PACKAGE}: its SHA-256 differs.")
    with tarfile.open(package) as archive:
        return read_member(archive, FONT_IN_PACKAGE), read_member(archive, LICENCE_IN_PACKAGE)


def read_member(archive: tarfile.TarFile, name: str) -> bytes:
    """Return the bytes of the file `name` in `archive`; KeyError when it is not there."""
    member = archive.extractfile(name)
    if member is None:
        raise KeyError(name)
    return member.read()


def options() -> subset.Options:
    """Return what the cut keeps: every shaping feature, no hints, no glyph names, the licence."""
    chosen = subset.Options()
    chosen.flavor = "woff2"
    chosen.layout_features = ["*"]
    chosen.layout_scripts = ["arab.dflt", "DFLT.dflt"]
    chosen.hinting = False
    chosen.glyph_names = False
    chosen.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14]
    chosen.drop_tables += ["STAT", "gasp", "prep"]
    return chosen


def set_metrics(font: TTFont) -> None:
    """Give the font this site's line and space; the clipping box (usWin…) stays as it was."""
    font["hhea"].ascent = font["OS/2"].sTypoAscender = ASCENT
    font["hhea"].descent = font["OS/2"].sTypoDescender = -DESCENT
    font["OS/2"].fsSelection |= USE_TYPOGRAPHIC_METRICS
    for space in SPACES:
        glyph = font.getBestCmap()[ord(space)]
        font["hmtx"][glyph] = (SPACE_WIDTH, 0)


def cut(source: bytes) -> bytes:
    """Return `source` cut to ALPHABET, as woff2."""
    chosen = options()
    font = TTFont(BytesIO(source), recalcTimestamp=False)
    cutter = subset.Subsetter(chosen)
    cutter.populate(text=ALPHABET)
    cutter.subset(font)
    set_metrics(font)
    out = BytesIO()
    subset.save_font(font, out, chosen)
    return out.getvalue()


def main(arguments: list[str]) -> None:
    """Write the cut font and its licence; fail when the font is heavier than allowed."""
    with tempfile.TemporaryDirectory() as folder:
        package = Path(arguments[0]) if arguments else fetch_package(Path(folder))
        source, licence = read_package(package)
    font = cut(source)
    if len(font) > MOST_BYTES:
        sys.exit(f"The cut font has {len(font)} bytes, at most {MOST_BYTES} are allowed.")
    FONTS.mkdir(parents=True, exist_ok=True)
    (FONTS / "noto-nastaliq-urdu.woff2").write_bytes(font)
    (FONTS / "noto-nastaliq-urdu.LICENSE.txt").write_bytes(licence)
    print(f"noto-nastaliq-urdu.woff2: {len(source)} -> {len(font)} bytes")


if __name__ == "__main__":
    main(sys.argv[1:])
