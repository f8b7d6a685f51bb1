"""How long to wait, as it is told to people."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property

from django.utils import timezone

MINUTE = 60


@dataclass(frozen=True)
class Wait:
    """`components/try_again.html` puts it in words."""

    seconds: int

    @property
    def minutes(self) -> int:
        """Never less than it takes."""
        return -(-self.seconds // MINUTE)

    @cached_property
    def until(self) -> datetime:
        """The first whole minute, on Pakistan's clocks, at which it is over."""
        over = timezone.localtime() + timedelta(seconds=self.seconds)
        return (over + timedelta(seconds=MINUTE - 1)).replace(second=0, microsecond=0)

    @property
    def clock(self) -> str:
        return f"{self.until:%H:%M}"

    @property
    def is_another_day(self) -> bool:
        return self.until.date() != timezone.localdate()
