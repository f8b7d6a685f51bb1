from whitenoise.storage import CompressedManifestStaticFilesStorage


class SiteStaticFilesStorage(CompressedManifestStaticFilesStorage):
    """Content hashes in names, and compressed beside. A forgotten file is not an error page."""

    manifest_strict = False
