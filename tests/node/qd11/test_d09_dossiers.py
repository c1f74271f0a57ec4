"""Điều 9 khoản 5: everybody keeps a case file of what they follow."""

import pytest

from congvan.base.errors import Denied, Refusal
from congvan.node.acts.states import OutgoingState
from congvan.node.dossiers import actions
from congvan.node.dossiers.queries import codes_holding
from tests.node import cast, lives
from tests.node.cast import AT, actor
from tests.node.scenes_office import dossier

pytestmark = [pytest.mark.usefixtures("node"), pytest.mark.law("QD11/D9.K5")]


def test_d9_k5_in_and_out_lie_in_one_case_file_in_order():
    case, asked = dossier(), lives.in_handling()
    answer = lives.outgoing_at(OutgoingState.DRAFTING, answers=asked.document)
    for document in (asked.document, answer.document):
        actions.file_into(by=actor("Chi"), at=AT, dossier=case, document=document)
    assert list(case.filings.order_by("ordinal").values_list("document", "ordinal")) == [
        (asked.document_id, 1),
        (answer.document_id, 2),
    ]
    assert codes_holding(asked.document) == ["01.GDTrH"]


@pytest.mark.parametrize("name", ["Vân", "Lâm", "Phú"])
def test_d9_k5_only_its_keeper_files_into_it(name):
    case, document = dossier(), lives.in_handling().document
    with pytest.raises(Denied):
        actions.file_into(by=actor(name), at=AT, dossier=case, document=document)


def test_d9_k5_nobody_files_what_they_do_not_see():
    with pytest.raises(Refusal) as caught:
        actions.file_into(by=actor("Chi"), at=AT, dossier=dossier(), document=lives.registered().document)
    assert caught.value.code == "dossiers.document_unseen"


def test_d9_k5_a_code_names_one_case_file_of_the_agency():
    dossier()
    with pytest.raises(Refusal) as caught:
        actions.open_dossier(by=actor("Phú"), at=AT, agency=cast.agency(), code="01.GDTrH", title="Khác")
    assert caught.value.code == "dossiers.code_taken"
    theirs = actions.open_dossier(
        by=actor("Ngọc"), at=AT, agency=cast.agency(cast.HUYEN), code="01.GDTrH", title="Khác"
    )
    assert theirs.agency == cast.agency(cast.HUYEN)
