"""Blocks of a page's body, one small file per family. Those that show figures: `programs`."""

from content.blocks.links import LINK_BLOCKS
from content.blocks.media import MEDIA_BLOCKS
from content.blocks.structure import STRUCTURE_BLOCKS
from content.blocks.text import TEXT_BLOCKS

CONTENT_BLOCKS = [*TEXT_BLOCKS, *MEDIA_BLOCKS, *STRUCTURE_BLOCKS, *LINK_BLOCKS]

__all__ = ["CONTENT_BLOCKS", "LINK_BLOCKS", "MEDIA_BLOCKS", "STRUCTURE_BLOCKS", "TEXT_BLOCKS"]
