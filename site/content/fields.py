from typing import Any

from wagtail.fields import StreamField

from content.blocks.body import Body


class BodyField(StreamField):
    """A StreamField whose blocks stay out of migrations: they are code, not schema."""

    def __init__(self, block_types: Any, **kwargs: Any) -> None:
        super().__init__(Body(block_types), **kwargs)

    def deconstruct(self) -> Any:
        name, path, _, kwargs = super().deconstruct()
        kwargs.pop("block_lookup", None)
        return name, path, [[]], kwargs
