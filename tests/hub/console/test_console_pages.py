"""Each page of the console from real rows: what it says, and that it never shows a document."""

from uuid import UUID

import pytest

from congvan.base.ids import shorten
from congvan.hub.members.models import Member
from tests.hub.cast import EDUCATION, SGDDT


def text_of(client, address):
    response = client.get(address)
    assert response.status_code == 200, response.content.decode()
    return response.content.decode()


ADDRESSES = ["/truc/", "/truc/thanh-vien/", "/truc/goi-tin/", "/truc/giao-nhan/", "/truc/suc-khoe/"]


@pytest.mark.parametrize("address", ADDRESSES)
def test_it_works_on_an_empty_hub_and_with_traffic(console_client, address, request):
    assert "Lỗi" not in text_of(console_client, address)
    request.getfixturevalue("traffic")
    text_of(console_client, address)


@pytest.mark.parametrize(
    "fate", ["delivered", "waiting", "turned_away", "refused", "secret", "twin", "status"]
)
def test_packet(console_client, traffic, fate):
    text = text_of(console_client, f"/truc/goi-tin/{shorten(UUID(traffic[fate]['packet_id']))}")
    assert traffic[fate]["digest"] in text


def test_member(console_client, traffic):
    member = Member.objects.get(code=EDUCATION)
    text = text_of(console_client, f"/truc/thanh-vien/{shorten(member.pk)}")
    assert SGDDT in text
