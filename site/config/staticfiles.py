"""Static files: content hashes in their names, compressed beside, kept by browsers for ever."""

import os
from pathlib import Path
from typing import Any

from django.conf import settings
from whitenoise.compress import Compressor
from whitenoise.storage import CompressedManifestStaticFilesStorage

# What visitors load. Brotli at its highest level over all of Wagtail's files takes most of a first
# start; over these few it takes no time.
OWN_FOLDERS = frozenset({"css", "img", "js"})


class SiteCompressor(Compressor):
    """gzip for every file, Brotli too for those that visitors load."""

    def compress(self, path: str) -> list[str]:
        made: list[str] = super().compress(path)
        if made and is_own(path):
            compressed = self.compress_brotli(Path(path).read_bytes())
            made.append(self.write_data(path, compressed, ".br", os.stat(path)))
        return made


def is_own(path: str) -> bool:
    """Whether a collected file stands in a folder of ours."""
    return Path(path).relative_to(settings.STATIC_ROOT).parts[0] in OWN_FOLDERS


class SiteStaticFilesStorage(CompressedManifestStaticFilesStorage):
    """A forgotten file is not an error page."""

    manifest_strict = False

    def create_compressor(self, **kwargs: Any) -> Compressor:
        return SiteCompressor(use_brotli=False, **kwargs)
