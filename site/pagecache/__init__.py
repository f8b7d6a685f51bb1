"""Whole public pages, kept in memory in front of the application, as WSGI middleware.

A page is kept when its response says `Cache-Control: public`, and given to everybody: it is the
same bytes for every visitor. All pages go when the content's stamp changes; besides, none is kept
longer than a minute, for what changes with the clock (a notice begins, a form closes).
Imports nothing of the project.
"""

from pagecache.middleware import PageCache
from pagecache.rules import Rules

__all__ = ["PageCache", "Rules"]
