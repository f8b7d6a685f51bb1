"""Join the stylesheets: one source file per component, one bundle that is sent.

    python -m config.styles

``static/css/src/**/*.css`` become ``site.css``, for every page: what forms add (1.1 KB) costs less
than a second request, and a page after the first needs its HTML alone. Inside a layer no file
depends on another, so the order is the alphabet's, forms last; only ``layers.css``, the line that
orders the layers, goes first. The bundle is a made file: it is not committed.
"""

import re
from collections.abc import Iterable
from pathlib import Path

import lightningcss

BUNDLE = "site.css"
FIRST = "layers.css"
# A source lies one folder below its bundle, so an address in it climbs one step too many.
CLIMB = re.compile(r"""(url\(["']?)\.\./""")


def sources(folder: Path) -> list[Path]:
    """Return the source files, the line that orders the layers first, those of forms last."""
    inside = {path: len(path.relative_to(folder).parts) for path in folder.rglob("*.css")}
    return sorted(inside, key=lambda path: (path.name != FIRST, inside[path], path.name))


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


def build_styles(root: Path) -> bool:
    """Bring the bundle under `root`/static/css up to date; say whether it had changed."""
    css = root / "static" / "css"
    return write_if_changed(css / BUNDLE, join(sources(css / "src")))


if __name__ == "__main__":
    build_styles(Path(__file__).resolve().parents[2])
