"""Every address of the site. The language's prefix is the first thing; staff are under /admin/."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from accounts.views import FirstPasswordView
from config import health
from config.views import choose_language, media
from home.views import search

urlpatterns = [
    path("", choose_language, name="choose_language"),
    path("health/live", health.live, name="health_live"),
    path("health/ready", health.ready, name="health_ready"),
    path("admin/first-password/", FirstPasswordView.as_view(), name="first_password"),
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("media/<path:name>", media, name="media"),
    *i18n_patterns(
        path("search/", search, name="search"),
        path("", include(wagtail_urls)),
    ),
]

handler400 = "config.errors.bad_request"
handler403 = "config.errors.permission_denied"
handler404 = "config.errors.page_not_found"
handler500 = "config.errors.server_error"
