"""Open data: complete, the same in both forms, and safe in a spreadsheet."""

from __future__ import annotations

import csv
import io
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from programs.models import Agency
from programs.open_data import harmless
from tests.machine import pages

pytestmark = pytest.mark.django_db


def figures(client: Client) -> list[dict[str, Any]]:
    return client.get("/api/v1/figures.json").json()["figures"]


def rows(client: Client) -> list[dict[str, str]]:
    content = client.get("/api/v1/figures.csv").content
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def test_a_figure_is_told_in_both_languages_with_its_source(client: Client) -> None:
    for language in ("en", "ur"):
        pages.section("figures", language)
    pages.figure(qualifier="over")
    (figure,) = figures(client)
    assert figure["code"] == "it-exports"
    assert figure["label"] == {"en": "IT exports", "ur": "آئی ٹی برآمدات"}
    assert figure["value"] == "3.223"
    assert figure["amount"]["en"] == "over $3.223 billion"
    assert figure["as_of"] == "2024-06-30"
    assert figure["source"]["publisher"]["ur"] == "فنانس ڈویژن"
    assert figure["url"]["ur"] == "http://testserver/ur/figures/it-exports/"
    assert figure["period_start"] is None


def test_a_value_is_exact(client: Client) -> None:
    pages.figure(value=Decimal("1234567890.1234"))
    assert figures(client)[0]["value"] == rows(client)[0]["value"] == "1234567890.1234"


def test_a_round_number_is_not_written_with_an_exponent(client: Client) -> None:
    pages.figure(value=Decimal("600000"))
    assert figures(client)[0]["value"] == "600000"


def test_every_field_is_explained(client: Client) -> None:
    pages.figure()
    pages.programme("Digital skills")
    for name in ("figures", "programmes"):
        answer = client.get(f"/api/v1/{name}.json").json()
        assert list(answer["fields"]) == list(answer[name][0])
        assert answer["count"] == 1


def test_urdu_stays_readable_in_both_forms(client: Client) -> None:
    pages.figure()
    assert "آئی ٹی برآمدات" in client.get("/api/v1/figures.json").content.decode()
    table = client.get("/api/v1/figures.csv").content
    assert table.startswith(b"\xef\xbb\xbf")
    assert rows(client)[0]["label_ur"] == "آئی ٹی برآمدات"


def test_the_table_holds_the_same_as_the_data(client: Client) -> None:
    figure = pages.figure()
    figure.agencies = [Agency.objects.create(code="pseb", name_en="Board", name_ur="بورڈ")]
    figure.save()
    pages.figure("second", note_en='Two\nlines, "quoted".', note_ur="دو سطریں")
    for flat, told in zip(rows(client), figures(client), strict=True):
        assert flat["code"] == told["code"]
        assert flat["note_en"] == told["note"]["en"]
        assert flat["source_title"] == told["source"]["title"]
        assert flat["agencies"] == "; ".join(told["agencies"])


@pytest.mark.parametrize("text", ["=1+1", "+1 (up)", "-x", "@SUM(A1)", "\t=1", "\r=1", "|x", " =1"])
def test_no_cell_is_a_formula(client: Client, text: str) -> None:
    pages.figure(note_en=text)
    assert rows(client)[0]["note_en"] == f"'{text}"


@pytest.mark.parametrize("text", ["-3.2", "3.223", "Over $3", "آئی ٹی", ""])
def test_other_cells_stay_as_they_are(text: str) -> None:
    assert harmless(text) == text


def test_without_figures_the_forms_are_empty_and_valid(client: Client) -> None:
    assert figures(client) == []
    assert rows(client) == []


def test_programmes_are_told_once_with_each_language(client: Client) -> None:
    twin = pages.programme("Digital skills", summary="Courses.")
    pages.programme("ڈیجیٹل ہنر", "ur", twin, summary="کورس۔")
    pages.programme("Draft", live=False)
    pages.programme("Parks")
    told = client.get("/api/v1/programmes.json").json()["programmes"]
    assert [one["code"] for one in told] == ["digital-skills", "parks"]
    assert told[0]["title"] == {"en": "Digital skills", "ur": "ڈیجیٹل ہنر"}
    assert told[0]["url"]["ur"] == "http://testserver/ur/programs/digital-skills/"
    assert told[1]["title"] == {"en": "Parks", "ur": None}


@pytest.mark.parametrize("name", ["figures.json", "figures.csv", "programmes.json"])
def test_any_site_may_read_it_and_any_cache_keep_it(client: Client, name: str) -> None:
    pages.figure()
    page = pages.programme("Digital skills")
    page.save_revision().publish()
    response = client.get(f"/api/v1/{name}", headers={"origin": "https://example.org"})
    assert response["Access-Control-Allow-Origin"] == "*"
    assert response["Cache-Control"].startswith("public")
    assert response["Last-Modified"]
    again = client.get(f"/api/v1/{name}", headers={"if-none-match": response["ETag"]})
    assert again.status_code == 304
    assert again["Access-Control-Allow-Origin"] == "*"
    assert not response.cookies


def test_a_change_or_a_deletion_makes_new_data(client: Client) -> None:
    kept, gone = pages.figure(), pages.figure("second")
    tags = {client.get("/api/v1/figures.json")["ETag"]}
    kept.value = Decimal("4")
    kept.save()
    tags.add(client.get("/api/v1/figures.json")["ETag"])
    gone.delete()
    tags.add(client.get("/api/v1/figures.json")["ETag"])
    assert len(tags) == 3


def test_the_number_of_queries_does_not_grow(
    client: Client, django_assert_max_num_queries: Any
) -> None:
    pages.section("figures")
    for number in range(20):
        pages.figure(f"figure-{number}")
        pages.programme(f"Programme {number}")
    for name in ("figures.json", "figures.csv", "programmes.json"):
        client.get(f"/api/v1/{name}")
        with django_assert_max_num_queries(5):
            client.get(f"/api/v1/{name}")


def test_it_is_read_and_not_written(client: Client) -> None:
    assert client.post("/api/v1/figures.json").status_code == 405
