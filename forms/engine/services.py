"""Services by their code, and where each of them begins: for mail, and for other rooms."""

from functools import lru_cache
from typing import Any

from django.apps import apps
from django.conf import settings

from content import stamp
from forms.engine.steps import Service


@lru_cache(maxsize=1)
def page_models() -> tuple[Any, ...]:
    """The classes of all services' start pages."""
    return tuple(
        model for model in apps.get_models() if isinstance(getattr(model, "service", None), Service)
    )


def page_model(code: str) -> Any:
    """The class of the service's start pages. Raises LookupError."""
    for model in page_models():
        if model.service.code == code:
            return model
    raise LookupError(f"no service {code}")


def service(code: str) -> Service:
    """Raises LookupError."""
    found: Service = page_model(code).service
    return found


def start_page(code: str, language: str) -> Any:
    """The live start page in that language, else in another one; None if there is none."""
    pages = list(page_model(code).objects.live().select_related("locale"))
    pages.sort(key=lambda page: page.locale.language_code != language)
    return pages[0] if pages else None


def address(page: Any) -> str:
    """`/en/internships/` of a start page; "" outside the site. Kept in the process: to find the
    site of each request is a query."""
    return stamp.remembered(f"form.address.{page.pk}", lambda: _address(page))


def _address(page: Any) -> str:
    parts = page.get_url_parts()
    return str(parts[2]) if parts else ""


def apply_paths(code: str) -> list[str]:
    """The addresses below which the draft's cookie is sent: `/en/internships/apply/` and so on."""
    return [path for language, _ in settings.LANGUAGES if (path := apply_path(code, language))]


def apply_path(code: str, language: str) -> str:
    """Slugs are equal in languages, so any start page tells the address of all; "" without one."""
    found = stamp.remembered(f"form.path.{code}", lambda: _path(start_page(code, language)))
    return f"/{language}{found}apply/" if found else ""


def _path(page: Any) -> str:
    """`/internships/` of a start page, without its language."""
    path = _address(page) if page else ""
    return "/" + path.split("/", 2)[2] if path else ""


def apply_url(code: str, language: str, name: str = "") -> str:
    """The whole address, for a mail."""
    path = apply_path(code, language)
    return f"{settings.WAGTAILADMIN_BASE_URL}{path}{name}" if path else ""
