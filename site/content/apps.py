from django.apps import AppConfig


class ContentConfig(AppConfig):
    name = "content"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from content import listing, renditions, richtext, stamp, translation, urdu_text  # noqa: F401

        stamp.watch_content()
        listing.watch()
        renditions.watch_uploads()
        urdu_text.watch_translations()
        translation.watch()
