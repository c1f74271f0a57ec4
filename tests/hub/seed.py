"""Migrate a hub's database and enrol the cast, through the operator's own verbs. Run on a home folder."""

import django
from django.core.management import call_command

from tests.hub.cast import AGENCIES, CLOSED, KEYS, LOGIN, OPERATOR_NAME, PASSWORD
from tests.hub.house import public_pem


def enroll_all() -> None:
    from datetime import date

    from congvan.base import clock
    from congvan.base.actor import Actor
    from congvan.hub.acts.roles import OPERATOR
    from congvan.hub.console.actions import enroll_operator
    from congvan.hub.members import actions

    by, at = Actor(name="Vận hành", roles=frozenset({OPERATOR})), clock.now()
    enroll_operator(by=by, at=at, login=LOGIN, name=OPERATOR_NAME, password=PASSWORD)
    for code, agencies in AGENCIES.items():
        member = actions.enroll_member(by=by, at=at, code=code, name=code, public_key=public_pem(KEYS[code]))
        for agency_code, name, level in agencies:
            agency = actions.add_agency(
                by=by,
                at=at,
                member=member,
                code=agency_code,
                name=name,
                level=level,
                valid_from=date(2016, 1, 1),
            )
            if agency_code == CLOSED:
                actions.close_agency(by=by, at=at, agency=agency, on=date(2018, 1, 1))


if __name__ == "__main__":
    django.setup()
    call_command("migrate", verbosity=0)
    enroll_all()
