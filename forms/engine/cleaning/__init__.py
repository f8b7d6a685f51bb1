"""A stranger's file made anew: what comes out was written by us, and holds pictures or text only.

Runs in a process of its own (`python -m forms.engine.cleaning`, see `apart`) with limits on memory
and time, without the site's settings and keys: what a hostile file does to a decoder stays there.
Nothing here imports Django.
"""
