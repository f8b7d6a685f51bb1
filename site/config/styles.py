"""Join the stylesheets: one source file per component, two bundles that are sent.

    python -m config.styles

``static/css/src/*.css`` become ``site.css`` (every page), ``static/css/src/forms/*.css`` become
``forms.css`` (form pages, after it). Inside a layer no file depends on another, so the order is the
alphabet's; only ``layers.css``, the line that orders the layers, goes first. The bundles are made
files: they are not committed.
"""

import re
from collections.abc import Iterable
from pathlib import Path

import lightningcss

BUNDLES = {"site.css": "*.css", "forms.css": "forms/*.css"}
FIRST = "layers.css"
# A source lies one folder below its bundle, so an address in it climbs one step too many.
CLIMB = re.compile(r"""(url\(["']?)\.\./""")


def sources(folder: Path, pattern: str) -> list[Path]:
    """Return the source files of one bundle, the line that orders the layers first."""
    return sorted(folder.glob(pattern), key=lambda path: (path.name != FIRST, path.name))


def join(files: Iterable[Path]) -> str:
    """Return the files as one small stylesheet, its addresses right for the bundle's folder.

    ValueError names what is not CSS: a slip of the pen stops here, not in a browser.
    """
    text = "\n".join(path.read_text(encoding="utf-8") for path in files)
    return CLIMB.sub(r"\1", str(lightningcss.process_stylesheet(text, minify=True))) + "\n"


def write_if_changed(path: Path, text: str) -> bool:
    """Write `text` unless `path` already holds it (its date then stays too); say whether it did."""
    if path.is_file() and path.read_text(encoding="utf-8") == text:
        return False
    path.write_text(text, encoding="utf-8")
    return True


def build_styles(root: Path) -> list[Path]:
    """Bring the bundles under `root`/static/css up to date; return those that had changed."""
    css = root / "static" / "css"
    bundles = {css / name: join(sources(css / "src", glob)) for name, glob in BUNDLES.items()}
    return [path for path, text in bundles.items() if write_if_changed(path, text)]


if __name__ == "__main__":
    for bundle in build_styles(Path(__file__).resolve().parents[2]):
        print(bundle)
