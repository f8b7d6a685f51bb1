from django.apps import AppConfig


class NotesConfig(AppConfig):
    name = "tests.staff.notes"
    label = "staff_notes"
    default_auto_field = "django.db.models.BigAutoField"
