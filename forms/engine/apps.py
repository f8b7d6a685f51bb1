from django.apps import AppConfig


class EngineConfig(AppConfig):
    name = "forms.engine"
    label = "form_engine"
    default_auto_field = "django.db.models.BigAutoField"
