"""Whole public pages, kept in memory in front of the application, as WSGI middleware.

A page is kept when its response says `Cache-Control: public`, and given to everybody: it is the
same bytes for every visitor. It is given out as long as the content's stamp is the one under which
it was made; that is looked up four times a second.
Imports nothing of the project.
"""

from pagecache.middleware import PageCache
from pagecache.rules import Rules

__all__ = ["PageCache", "Rules"]
