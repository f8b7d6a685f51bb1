from django.apps import AppConfig


class ListsConfig(AppConfig):
    name = "forms.lists"
    label = "form_lists"
    default_auto_field = "django.db.models.BigAutoField"
