"""Rows: one entry of a file is one row with a code; texts become a column for each language."""

from functools import partial
from pathlib import Path
from typing import Any

from django.core.files.images import ImageFile
from django.db.models import ForeignKey, ManyToManyField, Model
from wagtail.models import Page

from content.images import SiteImage
from home.loading import files
from home.loading.record import load
from home.models import MenuItem, NoticeBanner, SiteTexts
from news.models import Category
from programs.models import Agency, Figure, Region, Series, Source, Theme, Unit

ROW_FILES: list[tuple[str, type[Model]]] = [
    ("agencies.yaml", Agency),
    ("themes.yaml", Theme),
    ("regions.yaml", Region),
    ("units.yaml", Unit),
    ("sources.yaml", Source),
    ("series.yaml", Series),
    ("figures.yaml", Figure),
    ("categories.yaml", Category),
]


def load_rows(name: str, model: type[Model], entries: list[files.Data] | None = None) -> int:
    """Load one file of rows; returns how many were written."""
    written = 0
    for position, entry in enumerate(files.read(name) if entries is None else entries):
        positioned = _with_position(model, entry, position)
        written += load(
            f"{model._meta.label_lower}:{entry['code']}",
            files.digest(positioned),
            partial(state_of, model, code=entry["code"]),
            partial(_write, model, positioned),
        )
    return written


def _with_position(model: type[Model], entry: files.Data, position: int) -> files.Data:
    has_position = any(field.name == "position" for field in model._meta.get_fields())
    return {"position": position, **entry} if has_position else entry


def state_of(model: type[Model], **lookup: Any) -> str | None:
    """Digest of a row's columns; None without the row. Time stamps do not count."""
    row = model._default_manager.filter(**lookup).first()
    if row is None:
        return None
    skipped = {"id", "updated", "created_at", "file_hash"}
    values = {
        field.attname: field.value_from_object(row)
        for field in model._meta.concrete_fields
        if field.attname not in skipped
    }
    for field in model._meta.many_to_many:
        if field.name != "tagged_items":
            values[field.name] = sorted(getattr(row, field.name).values_list("pk", flat=True))
    return files.digest(values)


def _write(model: type[Model], entry: files.Data) -> None:
    columns, many = columns_of(model, entry)
    row = model._default_manager.filter(code=entry["code"]).first() or model()
    for name, value in columns.items():
        setattr(row, name, value)
    for name, related in many.items() if row.pk else ():
        getattr(row, name).set(related)
    row.full_clean()
    row.save()
    if many:
        for name, related in many.items():
            getattr(row, name).set(related)
        row.save()


def columns_of(model: type[Model], entry: files.Data) -> tuple[files.Data, dict[str, list[Any]]]:
    """An entry as columns, and as related rows of its many-to-many fields."""
    columns: files.Data = {}
    many: dict[str, list[Any]] = {}
    for name, value in entry.items():
        if files.is_text(value):
            columns |= {f"{name}_{language}": text for language, text in value.items()}
            continue
        field = model._meta.get_field(name)
        if isinstance(field, ManyToManyField):
            many[name] = [_by_code(field.related_model, code) for code in value or []]
        elif isinstance(field, ForeignKey):
            columns[name] = _by_code(field.related_model, value) if value else None
        elif value is not None or field.null:
            columns[name] = value
    return columns, many


def _by_code(model: Any, code: str) -> Any:
    return model._default_manager.get(code=code)


def load_images() -> int:
    """Images by title: a title is an image's key here."""
    written = 0
    for key, entry in files.read("images.yaml").items():
        written += load(
            f"content.siteimage:{key}",
            files.digest([entry, _bytes_digest(entry["file"])]),
            partial(state_of, SiteImage, title=entry["title"]),
            partial(_write_image, entry),
        )
    return written


def image_by_key(key: str) -> SiteImage:
    return SiteImage.objects.get(title=files.read("images.yaml")[key]["title"])


def _bytes_digest(name: str) -> str:
    return files.digest((files.DEMONSTRATION / name).read_bytes().hex())


def _write_image(entry: files.Data) -> None:
    path: Path = files.DEMONSTRATION / entry["file"]
    image = SiteImage.objects.filter(title=entry["title"]).first() or SiteImage(
        title=entry["title"]
    )
    image.is_decorative = entry.get("decorative", False)
    image.alt_en = image.alt_ur = ""
    if not image.is_decorative:
        image.alt_en, image.alt_ur = entry["alt"]["en"], entry["alt"]["ur"]
    with path.open("rb") as file:
        image.file = ImageFile(file, name=path.name)
        image.full_clean()
        image.save()


def load_shell(page_at: Any) -> int:
    """Menus, site texts and the example banner. `page_at(path)` gives the English page."""
    data = files.read("menus.yaml")
    written = 0
    for place in ("menu", "footer"):
        for position, entry in enumerate(data[place]):
            page: Page | None = page_at(entry["page"])
            if page is None:  # deleted by staff
                continue
            written += load(
                f"home.menuitem:{place}:{entry['page']}",
                files.digest([entry, position]),
                partial(state_of, MenuItem, place=place, page_id=page.pk),
                partial(_write_menu_item, place, page, entry, position),
            )
    written += load(
        "home.sitetexts",
        files.digest([data["contact"], data["demonstration"], data["security_contact"]]),
        partial(_state_of_texts),
        partial(_write_texts, data),
    )
    banner = data["banner"]
    written += load(
        "home.noticebanner:example",
        files.digest(banner),
        partial(state_of, NoticeBanner, title_en=banner["title"]["en"]),
        partial(_write_banner, banner),
    )
    return written


def _state_of_texts() -> str | None:
    """The settings row always exists; as long as its contact is empty nobody has filled it in."""
    texts = SiteTexts.load()
    return state_of(SiteTexts, pk=texts.pk) if texts.contact_name_en else None


def _write_menu_item(place: str, page: Page, entry: files.Data, position: int) -> None:
    MenuItem.objects.update_or_create(
        place=place, page_id=page.pk,
        defaults={"label_en": entry["text"]["en"], "label_ur": entry["text"]["ur"],
                  "position": position},
    )  # fmt: skip


def _write_texts(data: files.Data) -> None:
    texts = SiteTexts.load()
    contact, notice = data["contact"], data["demonstration"]
    named = {f"contact_{name}": value for name, value in contact.items()} | {
        "demonstration": notice["title"],
        "demonstration_text": notice["text"],
        "demonstration_form": notice["form"],
    }
    named["security_contact"] = data["security_contact"]
    columns, _ = columns_of(SiteTexts, named)
    for name, value in columns.items():
        setattr(texts, name, value)
    texts.full_clean()
    texts.save()


def _write_banner(entry: files.Data) -> None:
    columns, _ = columns_of(
        NoticeBanner, {"on" if name == "active" else name: value for name, value in entry.items()}
    )
    banner = NoticeBanner.objects.filter(title_en=columns["title_en"]).first() or NoticeBanner()
    for name, value in columns.items():
        setattr(banner, name, value)
    banner.full_clean()
    banner.save()
