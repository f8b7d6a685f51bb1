from django.apps import AppConfig


class InternshipsConfig(AppConfig):
    name = "forms.internships"
    label = "internships"
    default_auto_field = "django.db.models.BigAutoField"
