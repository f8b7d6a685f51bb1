from typing import Any

from whitenoise.compress import Compressor
from whitenoise.storage import CompressedManifestStaticFilesStorage


class SiteStaticFilesStorage(CompressedManifestStaticFilesStorage):
    """Content hashes in names, and compressed beside. A forgotten file is not an error page.

    gzip only: Brotli at its highest level over all of Wagtail's files takes most of a first start.
    """

    manifest_strict = False

    def create_compressor(self, **kwargs: Any) -> Compressor:
        return Compressor(use_brotli=False, **kwargs)
