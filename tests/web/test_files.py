"""Bytes of documents: as they are kept, never opened by the browser itself, pictures apart."""

import gzip
import io

import pytest
from PIL import Image

from congvan.base.files import vault
from congvan.base.ids import shorten
from congvan.node.documents.models import File
from congvan.node.documents.queries import files_seen
from tests.node import cast, lives, papers
from tests.web.people import client_of
from tests.web.sheets import body

pytestmark = pytest.mark.usefixtures("node")
NAMED = 8  # the flag in the head of a gzip file that a file's name follows (RFC 1952)


def address(life, rest: str = "") -> str:
    return f"/{cast.SO}/van-ban/{shorten(life.document_id)}/tep/1{rest}"


def test_a_download_is_byte_exact_and_harmless():
    life = lives.arrived(pdf=papers.born_signed())
    response = client_of("Vân").get(address(life), headers={"Accept-Encoding": "gzip"})
    assert response.status_code == 200
    sent = body(response)
    assert (
        sent == papers.born_signed() == vault.read(files_seen(cast.actor("Vân"), life.document_id)[0].digest)
    )
    assert response["Content-Disposition"] == 'attachment; filename="van-ban.pdf"'
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert response["Cache-Control"] == "no-store"
    assert response["Content-Length"] == str(len(sent))
    assert "Content-Encoding" not in response


@pytest.mark.parametrize(
    "name", ["Công văn số 94.pdf", 'a"; filename="b.html', "dòng\r\nX-Header: 1.pdf", "../../x.pdf"]
)
def test_a_name_stays_a_name(name):
    life = lives.arrived(pdf=papers.born_signed())
    File.objects.filter(version__document=life.document).update(name=name)
    response = client_of("Vân").get(address(life))
    body(response)
    told = response["Content-Disposition"]
    assert told.startswith("attachment")
    assert "\n" not in told
    assert "X-Header" not in response


def test_what_is_no_pdf_comes_as_a_download_too():
    """A page that somebody sent as an annex is never shown under our address."""
    life = lives.arrived(pdf=b"<!doctype html><script>alert(1)</script>")
    response = client_of("Vân").get(address(life))
    assert body(response).startswith(b"<!doctype")
    assert response["Content-Disposition"].startswith("attachment")
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"


def test_a_page_is_a_picture():
    life = lives.arrived(pdf=papers.born_signed())
    response = client_of("Vân").get(address(life, "/trang/1.webp"))
    assert (response.status_code, response["Content-Type"]) == (200, "image/webp")
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
    with Image.open(io.BytesIO(response.content)) as picture:
        assert picture.format == "WEBP"
        assert picture.width < picture.height
    assert client_of("Vân").get(address(life, "/trang/99.webp")).status_code == 404


def test_a_file_that_is_no_pdf_has_no_pictures():
    life = lives.arrived(pdf=b"%PDF-1.7 tiny")
    client = client_of("Vân")
    assert client.get(address(life, "/trang/1.webp")).status_code == 404
    assert client.get(f"/{cast.SO}/van-ban-den/{shorten(life.document_id)}").status_code == 200


def test_pages_are_packed_on_their_way():
    lives.arrived()
    response = client_of("Vân").get(f"/{cast.SO}/van-ban-den/chua-xu-ly", headers={"Accept-Encoding": "gzip"})
    assert response["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in response["Vary"]
    assert response.content[3] & NAMED, "a name of random length hides how well the page packs (BREACH)"
    assert b"<!doctype html>" in gzip.decompress(response.content)
