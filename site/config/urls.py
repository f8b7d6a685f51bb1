"""Every address of the site. The language's prefix is the first thing; staff are under /admin/."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path, re_path
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls
from wagtail.urls import serve_pattern

from accounts.views import FirstPasswordView
from config import health, robots, sitemaps
from config.views import choose_language, media
from content.translation.missing import serve_or_offer
from forms.engine.routing import form_page
from home.views import search
from news.feeds import announcement_feed
from programs import open_data

urlpatterns = [
    path("", choose_language, name="choose_language"),
    path("health/live", health.live, name="health_live"),
    path("health/ready", health.ready, name="health_ready"),
    path("admin/first-password/", FirstPasswordView.as_view(), name="first_password"),
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("media/<path:name>", media, name="media"),
    path("robots.txt", robots.robots, name="robots"),
    path("favicon.ico", robots.favicon, name="favicon"),
    path(".well-known/security.txt", robots.security, name="security"),
    path("sitemap.xml", sitemaps.sitemap_index, name="sitemap"),
    path("sitemap-<str:name>-<int:number>.xml", sitemaps.sitemap_section, name="sitemap_section"),
    path("api/v1/figures.json", open_data.figures_json, name="figures_json"),
    path("api/v1/figures.csv", open_data.figures_csv, name="figures_csv"),
    path("api/v1/programmes.json", open_data.programmes_json, name="programmes_json"),
    *i18n_patterns(
        path("search/", search, name="search"),
        path("track/", include("forms.casework.tracking.urls")),
        path("news/feed.atom", announcement_feed, name="news_feed"),
        re_path(r"^(?P<slug>[\w-]+)/apply/(?P<rest>(?:[\w-]+/)*)$", form_page, name="form_page"),
        # Wagtail's own serving, or the offer of the page in the other language.
        re_path(serve_pattern, serve_or_offer, name="wagtail_serve"),
    ),
]

handler400 = "config.errors.bad_request"
handler403 = "config.errors.permission_denied"
handler404 = "config.errors.page_not_found"
handler500 = "config.errors.server_error"
