"""What a service's app does when the site starts: it names itself to the desk."""

from importlib import import_module

from django.apps import AppConfig

from forms.casework import registry


class ServiceApp(AppConfig):
    """A service keeps its `DESK` in a module `desk`.

    Its `apps.py` imports this module, not this class: of two classes there Django takes neither.
    """

    default = False  # of a module's two app configurations it is the other
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        registry.register(import_module(f"{self.name}.desk").DESK)
