"""Addresses of the books."""

from congvan.node.acts import registers as acts
from congvan.node.acts.roles import CHIEF_OF_OFFICE, CLERK, LEADER, SAME_AGENCY
from congvan.node.web.registers import opening
from congvan.node.web.registers.views import SIDES, book_page
from congvan.ui.routes import FORM, Policy, Route

BOOKS = Policy(
    "registers.books", "Người xem sổ văn bản", law=("QD11/D8.K2.a", "QD11/D5.K4.b", "QD11/D13.K3"),
    may=(CLERK | LEADER | CHIEF_OF_OFFICE) & SAME_AGENCY,
)  # fmt: skip

ROUTES = (
    Route("<code:agency>/so/mo-day-so", "open-series", opening.open_series, acts.OPEN_SERIES, FORM),
    Route("<code:agency>/so/mo-so", "open-register", opening.open_register, acts.OPEN_REGISTER, FORM),
    *(Route(f"<code:agency>/so/{side.word}", side.name, book_page(side), BOOKS) for side in SIDES),
    *(
        Route(f"<code:agency>/so/{side.word}/<int:year>", side.of_year, book_page(side), BOOKS)
        for side in SIDES
    ),
)
