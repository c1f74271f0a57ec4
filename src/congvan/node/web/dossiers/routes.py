"""Addresses of case files."""

from congvan.node.acts import dossiers as acts
from congvan.node.web.dossiers import filing, views
from congvan.ui.routes import FORM, Policy, Route

SEEN = Policy(
    "dossiers.seen", "Người phụ trách, lãnh đạo phòng của người phụ trách, người xem cả cơ quan",
    law=("QD11/D9.K5", "QD11/D13.K3"),
)  # fmt: skip

ROUTES = (
    Route("<code:agency>/ho-so", "dossiers", views.dossiers, SEEN),
    Route("<code:agency>/ho-so/lap", "open-dossier", views.open_dossier, acts.OPEN, FORM),
    Route("<code:agency>/ho-so/dua-vao/<short:id>", "file-into", filing.file_into, acts.FILE_INTO, FORM),
    Route("<code:agency>/ho-so/<short:id>", "dossier", views.dossier, SEEN),
)
