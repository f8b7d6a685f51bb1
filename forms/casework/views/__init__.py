"""The desk in Wagtail's admin: the list of cases, one case and what is done with it, registrations,
export, audit trail. Nothing personal is shown in clear but on the page that reveals a case and in
an export, and both leave an event."""
