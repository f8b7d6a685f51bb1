"""A crawl of the running site, as a stranger without cookies sees it."""

import re
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urldefrag, urljoin, urlsplit

import html5lib
import requests
from lxml import etree

NOT_CRAWLED = ("/admin/", "/documents/", "/media/", "/static/", "/api/")
HTML = "{http://www.w3.org/1999/xhtml}"
# Three Latin words in a row are English, unless a name: those carry lang="en" or stand here.
ENGLISH = re.compile(r"[A-Za-z]{2,}(?:[ ’'-]+[A-Za-z]{2,}){2,}")
UNREAD = {"script", "style", "bdi", "code", "title"}


@dataclass
class Visited:
    """One answered address, and the pages that link to it."""

    url: str
    response: requests.Response
    linked_from: str

    @property
    def path(self) -> str:
        return urlsplit(self.url).path

    @property
    def language(self) -> str:
        return self.path.split("/")[1]

    @property
    def is_form(self) -> bool:
        return "/apply/" in self.path or self.path.endswith("/track/")

    @cached_property
    def tree(self) -> etree._Element:
        return html5lib.parse(
            self.response.content, treebuilder="lxml", namespaceHTMLElements=False
        )

    @cached_property
    def ids(self) -> list[str]:
        return [str(value) for value in self.tree.xpath("//@id")]

    @cached_property
    def links(self) -> list[str]:
        hrefs = self.tree.xpath("//a/@href")
        return [urljoin(self.url, str(href)) for href in hrefs]

    def english_in_urdu(self) -> list[str]:
        """Runs of English in text that claims to be Urdu."""
        found: list[str] = []
        for element in self.tree.iter():
            if not isinstance(element.tag, str) or element.tag in UNREAD:
                continue
            for text, owner in ((element.text, element), (element.tail, element.getparent())):
                if text and language_of(owner) == "ur":
                    found += ENGLISH.findall(text)
        return found


def language_of(element: etree._Element | None) -> str:
    """The nearest `lang` above; text inside `bdi`, `code` or `script` has none."""
    while element is not None:
        if element.tag in UNREAD:
            return ""
        if lang := element.get("lang"):
            return lang
        element = element.getparent()
    return ""


def crawl(origin: str) -> dict[str, Visited]:
    """Every address that a link leads to, from both home pages; lists' filters one level deep."""
    visited: dict[str, Visited] = {}
    waiting = [(f"{origin}/en/", "start"), (f"{origin}/ur/", "start")]
    session = requests.Session()
    while waiting:
        url, source = waiting.pop()
        url = urldefrag(url)[0]
        if url in visited or not worth_a_visit(url, origin):
            continue
        session.cookies.clear()
        response = session.get(url, timeout=30)
        visited[url] = Visited(url, response, source)
        if "text/html" in response.headers.get("Content-Type", "") and not urlsplit(url).query:
            waiting += [(link, url) for link in visited[url].links]
    return visited


def worth_a_visit(url: str, origin: str) -> bool:
    return url.startswith(origin) and not urlsplit(url).path.startswith(NOT_CRAWLED)
