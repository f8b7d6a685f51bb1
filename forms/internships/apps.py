from django.apps import AppConfig


class InternshipsConfig(AppConfig):
    name = "forms.internships"
    label = "internships"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from forms.casework.registry import register
        from forms.internships.desk import DESK

        register(DESK)
