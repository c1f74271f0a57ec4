"""Incoming documents as a resource of the pages."""

from congvan.node.web import resources
from congvan.node.web.documents.routes import SEEN
from congvan.node.web.incoming import pages
from congvan.node.web.incoming.doings import DOINGS
from congvan.node.web.resource import Resource

INCOMING = resources.add(
    Resource(
        name="incoming", path="van-ban-den", policy=SEEN, find=pages.find, detail=pages.detail,
        list_of=pages.list_of, doings=DOINGS,
    )
)  # fmt: skip
