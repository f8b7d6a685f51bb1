"""Where the checkers are that do not come from PyPI."""

import shutil
from pathlib import Path

TOOLS = Path(__file__).resolve().parent / "tools" / "node_modules"
CHROMIUM = next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
)
VNU = TOOLS / "vnu-jar" / "build" / "dist" / "vnu.jar"
AXE = TOOLS / "axe-core" / "axe.min.js"
