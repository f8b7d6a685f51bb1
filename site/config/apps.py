from django.apps import AppConfig


class ConfigConfig(AppConfig):
    """Carries the commands that know every room, and what watches all of them."""

    name = "config"
    label = "site_config"

    def ready(self) -> None:
        from config import purging

        purging.watch()
