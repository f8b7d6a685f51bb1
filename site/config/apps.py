from django.apps import AppConfig


class ConfigConfig(AppConfig):
    """Carries the commands that know every room."""

    name = "config"
    label = "site_config"
