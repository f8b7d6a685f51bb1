"""Translation of pages, safe: what wagtail-localize leaves open or silent is closed here.

`rights` says who may; `endpoints`, `submit` and `editing` ask it in front of wagtail-localize's
views; `memory` keeps the former translation of a text that changed; `staleness` says since when a
translation is out of date; `following` keeps both trees equal; `review` hands a translation to a
publisher; `missing` answers for pages that one language lacks; `offline` makes drafts in bulk.
"""


def watch() -> None:
    """Connect what follows from publishing, moving and updating. Called once, at the start."""
    from content.translation import following, links, memory, offline, staleness

    links.watch()
    memory.watch()
    staleness.watch()
    following.watch()
    offline.switch_off_online_synchronisation()
