"""Tình hình xử lý as a page: three figures of a period, what each counts, and who reads them (QD11/D7.K3)."""

from datetime import datetime, timedelta

import pytest

from congvan.base.clock import ZONE
from congvan.node.acts.roles import REPORTER
from congvan.node.agencies import actions as agencies
from congvan.node.incoming import actions as incoming
from congvan.node.incoming.models import Incoming
from congvan.node.reports.queries import PAGE_ROWS
from tests.node import lives
from tests.node.cast import AT, FROM, actor, seat
from tests.web.office.pages import links_of, main_of, rows_of, text_of, url
from tests.web.people import client_of

pytestmark = pytest.mark.usefixtures("node")
APRIL = datetime(2018, 4, 16, 8, 0, tzinfo=ZONE)


def figures_of(response):
    """Name → value and address of each figure."""
    found = {}
    for link in main_of(response).find_class("figure"):
        name, value = (part.text_content() for part in (link.find("span"), link.find("b")))
        found[name] = (value, link.get("href"))
    return found


def values_of(response):
    return {name: value for name, (value, _) in figures_of(response).items()}


@pytest.fixture
def worked():
    """Three handled this month: one finished, one overdue, one open; one waits, one waits too long; one of April."""
    for due in (AT + timedelta(days=1), AT - timedelta(minutes=1), AT + timedelta(days=9)):
        lives.in_handling(due_at=due)
    incoming.finish(
        by=actor("Chi"), at=AT, incoming=Incoming.objects.order_by("id")[0], outcome="Đã trả lời."
    )
    lives.arrived()
    late = lives.arrived()
    Incoming.objects.filter(pk=late.pk).update(forward_by=AT - timedelta(hours=1))
    april = lives.registered()
    Incoming.objects.filter(pk=april.pk).update(arrival_date=APRIL.date(), forward_by=None)
    return {"late": late, "april": april}


@pytest.mark.law("QD11/D7.K3")
def test_d7_k3_the_three_figures_of_this_month_and_reception_now(worked):
    response = client_of("Lâm").get(url("report"))
    assert values_of(response) == {
        "Văn bản đến": "3", "Đã được giải quyết": "1", "Đã đến hạn nhưng chưa được giải quyết": "1",
        "Chờ tiếp nhận": "2", "Quá 08 giờ làm việc chưa trình": "1",
    }  # fmt: skip
    assert "Từ 01/05/2018 đến 07/05/2018" in text_of(response)
    assert "đã ghi kết quả giải quyết" in text_of(response), "each figure says how it is counted"


@pytest.mark.law("QD11/D7.K3")
def test_d7_k3_of_a_month_a_quarter_a_year_and_a_span(worked):
    client = client_of("Vân")
    for query, arrived in (
        ("ky=thang", "3"), ("ky=quy", "4"), ("ky=nam", "4"), ("ky=khoang&tu=16/04/2018&den=16/04/2018", "1"),
        ("ky=khoang&tu=01/01/2018&den=31/12/2018", "4"), ("ky=la", "3"),
    ):  # fmt: skip
        assert values_of(client.get(url("report", query=query)))["Văn bản đến"] == arrived, query


@pytest.mark.law("QD11/D7.K3")
def test_d7_k3_each_figure_leads_to_the_documents_that_it_counts(worked):
    client = client_of("Vân")
    for value, href in figures_of(client.get(url("report"))).values():
        behind = client.get(href)
        assert len(rows_of(behind)) == int(value)
    assert url("incoming", id=worked["late"].document_id) in links_of(behind)
    span = client.get(url("report-list", query="so=den&ky=khoang&tu=16/04/2018&den=16/04/2018"))
    assert url("incoming", id=worked["april"].document_id) in links_of(span)


def test_days_that_cannot_be_read_stay_in_the_form():
    client = client_of("Vân")
    for days, said in {
        "tu=x&den=07/05/2018": "Ngày này không đọc được",
        "tu=07/05/2018&den=01/05/2018": "Đến ngày sớm hơn từ ngày.",
        "tu=&den=": "Chưa nhập từ ngày.",
        "tu=01/06/2018&den=02/06/2018": "Từ ngày chưa tới.",
    }.items():
        response = client.get(url("report", query=f"ky=khoang&{days}"))
        assert response.status_code == 422
        assert said in text_of(response)
        assert client.get(url("report-list", query=f"ky=khoang&{days}")).status_code == 404
    assert 'value="x"' in client.get(url("report", query="ky=khoang&tu=x&den=")).content.decode()
    assert client.get(url("report", query="ky=khoang")).status_code == 200


@pytest.mark.law("QD11/D13.K3")
@pytest.mark.parametrize(
    ("who", "status"), [("Vân", 200), ("Lâm", 200), ("Chi", 403), ("Phú", 403), ("Quân", 403)]
)
def test_d13_k3_the_figures_are_for_who_oversees_and_who_reports(who, status):
    for name in ("report", "report-list"):
        assert client_of(who).get(url(name)).status_code == status
    assert client_of("Ngọc").get(url("report")).status_code == 404


@pytest.mark.law("QD11/D7.K3")
def test_d7_k3_who_reports_counts_the_whole_agency_but_reads_what_they_may_see(worked):
    agencies.give_duty(by=actor("Quân"), at=AT, seat=seat("Phú"), role=REPORTER, from_date=FROM)
    client = client_of("Phú")
    assert values_of(client.get(url("report")))["Văn bản đến"] == "3"
    behind = client.get(url("report-list", query="so=den"))
    assert "Danh sách chỉ gồm văn bản thuộc quyền xem." in text_of(behind)
    secret = Incoming.objects.get(pk=worked["april"].pk).document.notation
    assert secret not in text_of(client.get(url("report-list", query="so=den&ky=nam")))


def test_fifty_a_page_and_what_is_no_figure():
    for _ in range(PAGE_ROWS + 2):
        lives.by_paper()
    client = client_of("Vân")
    first = client.get(url("report-list", query="so=den"))
    assert len(rows_of(first)) == PAGE_ROWS
    older = next(href for href in links_of(first) if "sau=" in href)
    second = client.get(older)
    assert len(rows_of(second)) == 2
    newer = next(href for href in links_of(second) if "truoc=" in href)
    assert rows_of(client.get(newer)) == rows_of(first)
    assert client.get(url("report-list", query="so=gi-do")).status_code == 404


def test_queries_of_the_figures(worked, django_assert_max_num_queries):
    client = client_of("Vân")
    for name in ("report", "report-list"):
        with django_assert_max_num_queries(12):
            client.get(url(name))
