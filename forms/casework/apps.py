from django.apps import AppConfig


class CaseworkConfig(AppConfig):
    name = "forms.casework"
    label = "casework"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from django.db.models.signals import post_migrate

        from forms.casework import desk_mails, guards, retention
        from forms.casework.mails import register_kinds
        from forms.casework.tracking.entering import register_recipient
        from forms.engine import lifetimes

        post_migrate.connect(retention.make_rules, sender=self, dispatch_uid="casework.retention")
        post_migrate.connect(guards.install, sender=self, dispatch_uid="casework.guards")
        register_kinds()
        desk_mails.register_kinds()
        register_recipient()
        lifetimes.ask(retention.draft_days)
