from django.apps import AppConfig


class PlainFormConfig(AppConfig):
    name = "plain_form"
    default_auto_field = "django.db.models.BigAutoField"
