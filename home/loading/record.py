"""What was loaded, and whether staff changed it since."""

from collections.abc import Callable
from enum import Enum, auto

from home.loaded import LoadedContent


class Decision(Enum):
    CREATE = auto()
    UPDATE = auto()
    LEAVE = auto()


def decide(key: str, file_digest: str, state: str | None) -> Decision:
    """What to do with one row or page.

    `state` is what stands in the database now, None if nothing does. What staff deleted is not
    made again; what they changed, or made themselves, is left.
    """
    loaded = LoadedContent.objects.filter(key=key).first()
    if loaded is None:
        return Decision.CREATE if state is None else Decision.LEAVE
    if state is None or state != loaded.state or file_digest == loaded.file_digest:
        return Decision.LEAVE
    return Decision.UPDATE


def remember(key: str, file_digest: str, state: str) -> None:
    LoadedContent.objects.update_or_create(
        key=key, defaults={"file_digest": file_digest, "state": state}
    )


def load(
    key: str, file_digest: str, state: Callable[[], str | None], write: Callable[[], None]
) -> bool:
    """Write one thing if it is new, or changed in its file and by nobody else. Says if it wrote."""
    if decide(key, file_digest, state()) is Decision.LEAVE:
        return False
    write()
    remember(key, file_digest, state() or "")
    return True
