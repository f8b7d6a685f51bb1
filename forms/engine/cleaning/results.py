"""What becomes of a file."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Clean:
    content: bytes
    content_type: str
    extension: str


class Refused(Exception):
    """The file is not taken; `code` says why, one of `forms.engine.uploads.words.REASONS`."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code
