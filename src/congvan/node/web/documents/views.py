"""Files, page images: bytes of documents, for those who may see the document."""

from uuid import UUID

from django.http import FileResponse, Http404, HttpResponse

from congvan.base.files import vault
from congvan.node.documents.queries import FileSeen, files_seen
from congvan.node.web.documents.viewing import picture_of
from congvan.node.web.visit import Visit
from congvan.reading.errors import ReadingError

SANDBOX = "default-src 'none'; sandbox"


def download(visit: Visit, id: UUID, ordinal: int) -> HttpResponse:  # noqa: A002 — the name in the address
    """The original bytes of a file, always as a download (never shown by the browser itself)."""
    file = _file(visit, id, ordinal)
    content = vault.locate(file.digest).open("rb")
    response = FileResponse(content, as_attachment=True, filename=file.name, content_type=file.media_type)
    response["Content-Length"] = str(file.size)
    response["Content-Security-Policy"] = SANDBOX
    response["Cache-Control"] = "no-store"
    return response  # type: ignore[return-value]  # the stubs part streaming from other answers


def page_image(visit: Visit, id: UUID, ordinal: int, number: int) -> HttpResponse:  # noqa: A002 — as above
    """One page of a PDF as a picture."""
    file = _file(visit, id, ordinal)
    try:
        picture = picture_of(file.digest, number)
    except ReadingError as error:
        raise Http404 from error
    return HttpResponse(
        picture,
        content_type="image/webp",
        headers={"Cache-Control": "private, max-age=300", "Content-Security-Policy": SANDBOX},
    )


def _file(visit: Visit, document_id: UUID, ordinal: int) -> FileSeen:
    for file in files_seen(visit.actor, document_id):
        if file.ordinal == ordinal:
            return file
    raise Http404
