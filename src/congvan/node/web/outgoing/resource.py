"""Outgoing documents as a resource of the pages."""

from congvan.node.web import resources
from congvan.node.web.documents.routes import SEEN
from congvan.node.web.outgoing import doings_draft, doings_issue, doings_sign, pages
from congvan.node.web.resource import Resource

OUTGOING = resources.add(
    Resource(
        name="outgoing", path="van-ban-di", policy=SEEN, find=pages.find, detail=pages.detail,
        list_of=pages.list_of, doings=(*doings_draft.DOINGS, *doings_sign.DOINGS, *doings_issue.DOINGS),
    )
)  # fmt: skip
