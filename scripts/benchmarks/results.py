"""One line of the benchmark: what was measured, and what it should be."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Result:
    """`value` in `unit` ("x" for a ratio). Without a target it is told and judges nothing.

    `at_most` says that less is better; otherwise at least the target is wanted.
    """

    name: str
    value: float
    unit: str = "x"
    target: float | None = None
    at_most: bool = False
    note: str = ""

    @property
    def held(self) -> bool:
        if self.target is None:
            return True
        return self.value <= self.target if self.at_most else self.value >= self.target

    @property
    def wanted(self) -> str:
        """The target in words; empty if there is none."""
        if self.target is None:
            return ""
        return f"{'at most' if self.at_most else 'at least'} {self.target:g} {self.unit}"

    @property
    def verdict(self) -> str:
        if self.target is None:
            return "told"
        return "held" if self.held else "MISSED"
