"""The head of a page: languages, canonical address, Open Graph, JSON-LD."""

from __future__ import annotations

import io
import json
from datetime import date
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from lxml import html
from PIL import Image

from content.models import SiteImage
from programs.models import Agency
from tests.machine import pages

pytestmark = pytest.mark.django_db


def head(client: Client, path: str, **query: str) -> Any:
    response = client.get(path, query)
    assert response.status_code == 200, path
    return html.fromstring(response.content.decode()).find("head")


def languages(page: Any) -> dict[str, str]:
    links = page.xpath("link[@rel='alternate' and @hreflang]")
    return {link.get("hreflang"): link.get("href") for link in links}


def open_graph(page: Any) -> dict[str, str]:
    return {
        meta.get("property").removeprefix("og:"): meta.get("content")
        for meta in page.xpath("meta[starts-with(@property, 'og:')]")
    }


def things(page: Any) -> dict[str, dict[str, Any]]:
    (script,) = page.xpath("script[@type='application/ld+json']")
    data = json.loads(script.text)
    assert data["@context"] == "https://schema.org"
    return {thing["@type"]: thing for thing in data["@graph"]}


def picture() -> SiteImage:
    file = io.BytesIO()
    Image.new("RGB", (1300, 700), "green").save(file, "PNG")
    return SiteImage.objects.create(
        title="Pattern", alt_en="A pattern", alt_ur="ایک نقش",
        file=ContentFile(file.getvalue(), "pattern.png"),
    )  # fmt: skip


def test_both_languages_name_both_themselves_and_the_default(client: Client) -> None:
    twin = pages.programme("Digital skills")
    pages.programme("ڈیجیٹل ہنر", "ur", twin)
    english, urdu = (f"/{code}/programs/digital-skills/" for code in ("en", "ur"))
    expected = {
        "en": f"http://testserver{english}",
        "ur": f"http://testserver{urdu}",
        "x-default": f"http://testserver{english}",
    }
    assert languages(head(client, english)) == languages(head(client, urdu)) == expected


def test_a_language_that_cannot_be_read_is_not_named(client: Client) -> None:
    twin = pages.programme("Digital skills")
    pages.programme("ڈیجیٹل ہنر", "ur", twin, live=False)
    assert set(languages(head(client, "/en/programs/digital-skills/"))) == {"en", "x-default"}


def test_a_page_in_urdu_alone_is_its_own_default(client: Client) -> None:
    pages.programme("ڈیجیٹل ہنر", "ur", slug="skills")
    found = languages(head(client, "/ur/programs/skills/"))
    assert set(found) == {"ur", "x-default"}
    assert set(found.values()) == {"http://testserver/ur/programs/skills/"}


def test_the_page_of_a_figure_names_its_languages(client: Client) -> None:
    for language in ("en", "ur"):
        twin = pages.section("figures", language)
    assert twin.translation_key == pages.section("figures").translation_key
    pages.figure()
    found = languages(head(client, "/ur/figures/it-exports/"))
    assert found["en"] == "http://testserver/en/figures/it-exports/"


def test_a_search_can_be_made_in_each_language(client: Client) -> None:
    assert set(languages(head(client, "/ur/search/"))) == {"en", "ur", "x-default"}


def test_the_canonical_address_leaves_out_filters_and_keeps_the_page(client: Client) -> None:
    for number in range(21):
        pages.programme(f"Programme {number}", slug=f"p{number}")
    page = head(client, "/en/programs/", status="completed", page="2")
    assert page.xpath("link[@rel='canonical']/@href") == ["http://testserver/en/programs/?page=2"]
    assert languages(page)["en"] == "http://testserver/en/programs/?page=2"


def test_an_announcement_is_a_news_article(client: Client) -> None:
    page = pages.announcement(
        "Exports rise", summary="By 24 %.", date=date(2026, 1, 15), image=picture()
    )
    page.save_revision().publish()
    found = head(client, "/en/news/exports-rise/")
    article = things(found)["NewsArticle"]
    assert article["headline"] == "Exports rise"
    assert article["datePublished"] == "2026-01-15"
    assert article["inLanguage"] == "en"
    assert (
        article["url"] == article["mainEntityOfPage"] == "http://testserver/en/news/exports-rise/"
    )
    assert article["publisher"]["name"] == "Digital Pakistan"
    assert article["image"] == open_graph(found)["image"]
    assert open_graph(found)["type"] == "article"


def test_a_programme_is_a_service_of_its_agencies(client: Client) -> None:
    page = pages.programme("Digital skills", summary="Courses.")
    page.agencies = [Agency.objects.create(code="ignite", name_en="Ignite", name_ur="اگنائٹ")]
    page.save()
    service = things(head(client, "/en/programs/digital-skills/"))["Service"]
    assert service["name"] == "Digital skills"
    assert service["description"] == "Courses."
    assert service["provider"] == [{"@type": "GovernmentOrganization", "name": "Ignite"}]


def test_a_figure_is_a_dataset_with_value_period_and_source(client: Client) -> None:
    pages.section("figures", "ur")
    pages.figure(period_start=date(2023, 7, 1), period_end=date(2024, 6, 30))
    found = head(client, "/ur/figures/it-exports/")
    dataset = things(found)["Dataset"]
    assert dataset["name"] == open_graph(found)["title"] == "آئی ٹی برآمدات"
    assert dataset["temporalCoverage"] == "2023-07-01/2024-06-30"
    assert dataset["creator"]["name"] == "فنانس ڈویژن"
    assert dataset["variableMeasured"]["value"] == "3.223"
    assert {one["encodingFormat"] for one in dataset["distribution"]} == {
        "application/json",
        "text/csv",
    }
    assert "3.223 ارب ڈالر" in dataset["description"]


def test_the_list_of_figures_is_a_dataset_too(client: Client) -> None:
    pages.section("figures")
    catalogue = things(head(client, "/en/figures/"))["DataCatalog"]
    assert catalogue["dataset"]["@type"] == "Dataset"


def test_the_home_page_is_the_site_with_its_search(client: Client) -> None:
    site = things(head(client, "/ur/"))["WebSite"]
    assert site["name"] == "ڈیجیٹل پاکستان"
    template = site["potentialAction"]["target"]["urlTemplate"]
    assert template == "http://testserver/ur/search/?q={search_term_string}"


def test_a_breadcrumb_leads_from_the_home_page_to_the_page_itself(client: Client) -> None:
    pages.programme("Digital skills")
    steps = things(head(client, "/en/programs/digital-skills/"))["BreadcrumbList"][
        "itemListElement"
    ]
    assert [(step["position"], step["name"]) for step in steps] == [
        (1, "Digital Pakistan"), (2, "Programmes"), (3, "Digital skills"),
    ]  # fmt: skip
    assert steps[1]["item"] == "http://testserver/en/programs/"


def test_a_page_of_a_figure_has_its_list_above_it(client: Client) -> None:
    pages.section("figures")
    pages.figure()
    steps = things(head(client, "/en/figures/it-exports/"))["BreadcrumbList"]["itemListElement"]
    assert [step["name"] for step in steps] == ["Digital Pakistan", "Figures", "IT exports"]


NASTY = "</script><script>alert(1)</script> & <!-- \u2028 \" ' \\"


def test_nothing_that_staff_type_ends_the_script(client: Client) -> None:
    pages.programme(NASTY, slug="nasty", summary=NASTY)
    response = client.get("/en/programs/nasty/")
    page = html.fromstring(response.content.decode())
    assert things(page.find("head"))["Service"]["name"] == NASTY
    assert "alert(1)" not in [script.text for script in page.iter("script")]
    assert open_graph(page.find("head"))["title"] == NASTY


def test_a_link_to_a_page_shows_title_sentence_and_languages(client: Client) -> None:
    twin = pages.programme("Digital skills", summary="Courses.")
    pages.programme("ڈیجیٹل ہنر", "ur", twin)
    found = open_graph(head(client, "/en/programs/digital-skills/"))
    assert found["title"] == "Digital skills"
    assert found["description"] == "Courses."
    assert (found["locale"], found["locale:alternate"]) == ("en_PK", "ur_PK")
    assert found["site_name"] == "Digital Pakistan"
    assert found["url"] == "http://testserver/en/programs/digital-skills/"
    assert found["image"] == "http://testserver/static/img/sharing.png"


def test_a_shared_picture_is_of_the_size_that_was_made_at_upload(client: Client) -> None:
    image = picture()
    made = image.renditions.count()
    pages.announcement("Exports rise", "ur", slug="rise", image=image)
    found = open_graph(head(client, "/ur/news/rise/"))
    assert (found["image:width"], found["image:height"]) == ("1200", "630")
    assert found["image:alt"] == "ایک نقش"
    assert found["image"].startswith("http://testserver/media/images/")
    assert image.renditions.count() == made


def test_metadata_asks_the_database_once_more_at_most(
    client: Client, django_assert_max_num_queries: Any
) -> None:
    pages.information("About")
    client.get("/en/about/")
    with django_assert_max_num_queries(15):
        client.get("/en/about/")
