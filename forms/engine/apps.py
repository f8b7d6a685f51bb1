from django.apps import AppConfig


class EngineConfig(AppConfig):
    name = "forms.engine"
    label = "form_engine"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from forms.engine.limits import refuse_unknown_rules
        from forms.engine.mails import register_kinds

        refuse_unknown_rules()
        register_kinds()
