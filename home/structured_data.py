"""What machines read of a page: JSON-LD by schema.org, and how a shared link looks (Open Graph)."""

import json
from typing import Any

from django.templatetags.static import static
from django.utils.safestring import SafeString, mark_safe

from content.renditions import SHARING
from home.addresses import origin
from programs.models import Figure

SHARING_SIZE = (1200, 630)
DEFAULT_IMAGE = "img/sharing.png"
OPEN_GRAPH_LOCALES = {"en": "en_PK", "ur": "ur_PK"}
# A character that could end the script element, or that Django would escape in HTML.
_ESCAPES = {ord(letter): f"\\u{ord(letter):04x}" for letter in "<>&\u2028\u2029"}


def as_json_ld(data: dict[str, Any]) -> SafeString:
    """JSON that is safe inside a script element, whatever staff typed; Urdu stays readable."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPES)
    return mark_safe(text)  # noqa: S308 — nothing is left that could end the element


def graph(
    page: Any,
    shell: Any,
    crumbs: list[dict[str, str]],
    figure: Figure | None = None,
    image: dict[str, Any] | None = None,
) -> dict[str, Any]:
    """The page and its place in the site; the home page stands for the site itself."""
    if page.schema_type == "WebSite":
        things = [website(page, shell)]
    else:
        own = described(page, shell, figure)
        things = [own | {"image": image["url"]} if image else own]
    if crumbs:
        name = figure.label if figure else page.title
        things.append(breadcrumb(crumbs, name, shell.canonical))
    return {"@context": "https://schema.org", "@graph": things}


def described(page: Any, shell: Any, figure: Figure | None) -> dict[str, Any]:
    """The page's own account of itself, with its address, its language and its site."""
    own = dataset(figure) if figure else without_empty(page.structured_data())
    if own["@type"] == "DataCatalog":
        own |= {"dataset": all_figures(page, shell)}
    if own["@type"] == "NewsArticle":
        own |= {"publisher": organisation(shell), "mainEntityOfPage": shell.canonical}
    return own | {
        "@id": shell.canonical,
        "url": shell.canonical,
        "inLanguage": shell.language,
        "isPartOf": {"@id": site_id(shell)},
    }


def site_id(shell: Any) -> str:
    """How the pages of one language name their site."""
    return f"{origin()}{shell.home_url}#site"


def website(page: Any, shell: Any) -> dict[str, Any]:
    """The site in one language, with its search."""
    return without_empty(
        {
            "@type": "WebSite",
            "@id": site_id(shell),
            "url": shell.canonical,
            "name": shell.site_name,
            "description": page.description(),
            "inLanguage": shell.language,
            "publisher": organisation(shell),
            "potentialAction": {
                "@type": "SearchAction",
                "target": {
                    "@type": "EntryPoint",
                    "urlTemplate": f"{origin()}{shell.search_url}?q={{search_term_string}}",
                },
                "query-input": "required name=search_term_string",
            },
        }
    )


def organisation(shell: Any) -> dict[str, Any]:
    return {"@type": "Organization", "name": shell.site_name, "url": origin() + shell.home_url}


def breadcrumb(crumbs: list[dict[str, str]], name: str, url: str) -> dict[str, Any]:
    steps = [(crumb["title"], absolute(crumb["url"])) for crumb in crumbs] + [(name, url)]
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": place, "name": title, "item": address}
            for place, (title, address) in enumerate(steps, 1)
        ],
    }


def dataset(figure: Figure) -> dict[str, Any]:
    """One figure: what is measured, over what time, by whom, and where to load it."""
    return without_empty(
        {
            "@type": "Dataset",
            "name": figure.label,
            "description": figure_description(figure),
            "identifier": figure.code,
            "creator": {"@type": "Organization", "name": figure.source.publisher},
            "isBasedOn": figure.source.link,
            "temporalCoverage": coverage(figure),
            "dateModified": figure.updated.date().isoformat(),
            "variableMeasured": {
                "@type": "PropertyValue",
                "name": figure.label,
                "value": f"{figure.value.normalize():f}",
                "unitText": figure.unit.template.replace("{value}", "").strip(),
            },
            "isAccessibleForFree": True,
            "distribution": downloads(),
        }
    )


def figure_description(figure: Figure) -> str:
    """Amount, period and source in words: a figure is never bare."""
    said = f"{figure.label}: {figure.stated} ({figure.period}). {figure.source.title}."
    return f"{said} {figure.note}".strip()


def coverage(figure: Figure) -> str:
    """ISO 8601: an interval, a day, or nothing."""
    ends = [day.isoformat() for day in (figure.period_start, figure.period_end) if day]
    if len(ends) == 2:
        return "/".join(ends)
    return figure.as_of.isoformat() if figure.as_of else ""


def all_figures(page: Any, shell: Any) -> dict[str, Any]:
    return without_empty(
        {
            "@type": "Dataset",
            "name": page.title,
            "description": page.description(),
            "creator": organisation(shell),
            "isAccessibleForFree": True,
            "distribution": downloads(),
        }
    )


def downloads() -> list[dict[str, str]]:
    return [
        {"@type": "DataDownload", "encodingFormat": kind, "contentUrl": f"{origin()}/api/v1/{name}"}
        for kind, name in (("application/json", "figures.json"), ("text/csv", "figures.csv"))
    ]


def sharing_image(page: Any) -> dict[str, Any] | None:
    """The page's own picture as links to it show it; None until it has been made, never here."""
    image: Any = getattr(page, "image", None)
    rendition = image.made(SHARING) if image else None
    if rendition is None:
        return None
    return {
        "url": absolute(rendition.url),
        "width": rendition.width,
        "height": rendition.height,
        "alt": image.default_alt_text,
    }


def default_image(shell: Any) -> dict[str, Any]:
    width, height = SHARING_SIZE
    url = absolute(static(DEFAULT_IMAGE))
    return {"url": url, "width": width, "height": height, "alt": shell.site_name}


def absolute(url: str) -> str:
    return url if "://" in url else origin() + url


def without_empty(data: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in data.items() if value not in ("", None, [])}
