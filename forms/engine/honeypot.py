"""A field that people do not see, and that programs fill in with everything else.

`form_engine/honeypot.html` shows it to nobody: out of sight, out of the order of tabs, hidden from
assistive technology, and labelled for whoever sees it all the same, in a browser without styles.

A form in which it is filled is answered with 400 and a page that says so, with everything typed
still in it and one button that sends it without that field. The usual trick, to pretend that all
went well and store nothing, would now and then be played on a person whose browser fills in too
much: what is acknowledged here is stored.
"""

from django.http import QueryDict

FIELD = "contact_url"


def filled(posted: QueryDict) -> bool:
    return any(value.strip() for value in posted.getlist(FIELD))
