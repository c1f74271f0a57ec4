"""What the tests of these pages read: words, links, rows of tables."""

from django.urls import reverse
from lxml import html

from tests.node.cast import SO


def url(name, *, agency=SO, query="", **parts):
    return reverse(name, kwargs={"agency": agency, **parts}) + (f"?{query}" if query else "")


def main_of(response):
    return html.fromstring(response.content.decode()).get_element_by_id("main")


def text_of(response):
    """What a reader reads on a page, without runs of blanks."""
    return " ".join(main_of(response).text_content().split())


def links_of(response):
    return [link.get("href") for link in html.fromstring(response.content.decode()).iter("a")]


def heads_of(response):
    return [head.text_content() for head in main_of(response).iter("th")]


def rows_of(response):
    """The cells of the page's table, row by row."""
    return [[cell.text_content() for cell in row.iter("td")] for row in main_of(response).iter("tr")][1:]
