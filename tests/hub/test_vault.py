"""Tombstones in the vault: what an act erased is not read, copied, vouched for or left lying."""

import hashlib

import pytest

from congvan.base.acting import Deed
from congvan.base.actor import Actor
from congvan.base.files import vault
from congvan.base.files.models import BytesGone, Erasure, StoredCopy, StoredFile
from congvan.base.files.tombstones import Erased, ErasedBefore, Tombstone, is_erased, tombstones
from congvan.hub.acts.relay import HEAR_REFUSAL
from congvan.hub.acts.roles import MEMBER
from congvan.hub.relay.models import Delivery
from tests.hub.conftest import AT

pytestmark = [pytest.mark.django_db, pytest.mark.law("QD11/D2.K2")]


@pytest.fixture
def file(request):
    """A file of this test alone, in both stores."""
    row = vault.vouch(vault.put(request.node.name.encode()), media_type="text/plain")
    vault.confirm(row)
    return row


def erase(file):
    by = Actor(name="he-thong.thu", roles=frozenset({MEMBER}))
    deed = Deed(by=by, act=HEAR_REFUSAL, on=Delivery(agency_code="1.H45"), at=AT)
    return vault.erase(deed, file, because="secret"), deed


def holding(file):
    return [store.name for store in vault.stores() if store.has(file.digest)]


def test_the_tombstone_speaks_for_itself(file):
    assert not is_erased(file.digest)
    done, deed = erase(file)
    assert done
    row = Erasure.objects.get(file=file)
    said = (row.because, row.act, row.subject_id, row.actor_name, row.at)
    assert said == ("secret", "relay.hear_refusal", deed.on.pk, "he-thong.thu", AT)
    assert tombstones([file.digest, "0" * 64]) == {file.digest: Tombstone("secret", AT)}


def test_the_first_tombstone_stands(file):
    assert erase(file)[0] is True
    assert erase(file)[0] is False


@pytest.mark.parametrize("look", [vault.read, vault.locate, vault.open_bytes])
def test_nobody_reads_erased_bytes_even_while_they_lie_there(file, look):
    erase(file)
    assert holding(file) == ["first", "second"]
    with pytest.raises(Erased) as caught:
        look(file.digest)
    assert caught.value.code == "files.erased"
    assert str(caught.value).startswith("Nội dung tập tin này đã được xóa")


@pytest.mark.parametrize("look", [vault.read, vault.locate, vault.open_bytes])
def test_bytes_that_never_were_are_another_matter(look):
    with pytest.raises(FileNotFoundError):
        look(hashlib.sha256(b"never").hexdigest())


def test_a_reader_who_is_overtaken_between_looking_and_opening_hears_the_same(file, monkeypatch):
    found = vault.locate(file.digest)

    def overtaken(_digest):
        erase(file)
        vault.erase_due()
        return found

    monkeypatch.setattr(vault, "locate", overtaken)
    with pytest.raises(Erased):
        vault.open_bytes(file.digest)


def test_a_reader_who_has_begun_reads_to_the_end(file):
    with vault.open_bytes(file.digest) as stream:
        erase(file)
        vault.erase_due()
        assert hashlib.sha256(stream.read()).hexdigest() == file.digest


def test_erasing_empties_the_stores_and_says_so_once(file):
    erase(file)
    assert vault.erase_due() == 1
    assert (holding(file), StoredCopy.objects.filter(file=file).count()) == ([], 0)
    assert BytesGone.objects.filter(erasure_id=file.digest).count() == 1
    assert vault.erase_due() == 0
    assert StoredFile.objects.filter(pk=file.digest).exists()


def test_without_a_tombstone_nothing_is_due(file):
    assert vault.erase_due() == 0
    assert holding(file) == ["first", "second"]


@pytest.mark.parametrize("gone", [False, True])
def test_the_same_bytes_are_not_vouched_for_again(request, file, gone):
    erase(file)
    if gone:
        vault.erase_due()
    again = vault.put(request.node.name.encode())
    with pytest.raises(ErasedBefore) as caught:
        vault.vouch(again, media_type="text/plain")
    assert caught.value.code == "files.erased_before"
    assert holding(file) == []


def test_a_copy_is_not_made_of_what_was_erased(file):
    vault.stores()[1].remove(file.digest)
    erase(file)
    with pytest.raises(Erased):
        vault.confirm(file)
    assert holding(file) == ["first"]


def test_the_sweep_takes_what_came_back_behind_a_tombstone(request, file):
    erase(file)
    vault.erase_due()
    vault.put(request.node.name.encode())
    vault.sweep_orphans(older_than_seconds=-1)
    assert holding(file) == []
