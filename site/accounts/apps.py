from django.apps import AppConfig
from wagtail.users.apps import WagtailUsersAppConfig


class AccountsConfig(AppConfig):
    default = True
    name = "accounts"
    default_auto_field = "django.db.models.BigAutoField"


class StaffUsersConfig(WagtailUsersAppConfig):
    """Wagtail's management of users, with views that guard superusers."""

    user_viewset = "accounts.users.StaffUserViewSet"
