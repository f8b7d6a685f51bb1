from django.apps import AppConfig


class EmptyPageConfig(AppConfig):
    name = "empty_page"
    default_auto_field = "django.db.models.BigAutoField"
