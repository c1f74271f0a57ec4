"""Verbs of the people who run the hub: get an account, sign in, sign out."""

import re
from datetime import datetime

from django.contrib.auth.hashers import make_password

from congvan.base.acting import acting
from congvan.base.actor import Actor
from congvan.base.errors import Refusal
from congvan.hub.acts import console as acts
from congvan.hub.console.models import LOGIN_SHAPE, Operator

PASSWORD_CHARS_MIN = 12


class LoginTaken(Refusal):
    """Tên đăng nhập này đã có người dùng. Hãy chọn tên khác."""

    code = "console.login_taken"
    law = "QD11/D13.K2"


class LoginUnfit(Refusal):
    """Tên đăng nhập chỉ gồm chữ thường không dấu, chữ số, dấu chấm, gạch ngang, từ 3 đến 80 ký tự."""

    code = "console.login_unfit"
    law = "QD11/D13.K2"


class PasswordShort(Refusal):
    """Mật khẩu ngắn quá. Hãy đặt mật khẩu từ 12 ký tự trở lên."""

    code = "console.password_short"
    law = "QD11/D13.K2"


class WrongPassword(Refusal):
    """Tên đăng nhập hoặc mật khẩu không đúng."""

    code = "console.wrong_password"
    law = "QD11/D13.K2"


def enroll_operator(*, by: Actor, at: datetime, login: str, name: str, password: str) -> Operator:
    """Make an account for a person who runs the hub. Law: QD11/D10.K4, QD11/D13.K2."""
    operator = Operator(login=login, name=name)
    with acting(by, acts.ENROLL_OPERATOR, on=operator, at=at) as deed:
        if not re.fullmatch(LOGIN_SHAPE, login):
            raise LoginUnfit(param="login")
        if len(password) < PASSWORD_CHARS_MIN:
            raise PasswordShort(param="password")
        if Operator.objects.filter(login=login).exists():
            raise LoginTaken(param="login")
        operator.set_password(password)
        operator.save(force_insert=True)
        deed.keep(login=login, name=name)
    return operator


def sign_in(*, by: Actor, at: datetime, login: str, password: str) -> Operator:
    """Let a person in by name and password; a wrong one is audited as refused. Law: QD11/D13.K2.

    What was typed as the name is never kept: people type passwords into the wrong field.
    """
    known = Operator.objects.filter(login=login.strip().casefold()).first()
    operator = known or Operator(id=None)
    with acting(by, acts.SIGN_IN, on=operator, at=at) as deed:
        if known is None:
            make_password(password)  # an unknown name takes as long as a wrong password
            raise WrongPassword
        if not operator.check_password(password):
            raise WrongPassword
        deed.keep(login=operator.login)
    return operator


def sign_out(*, by: Actor, at: datetime, operator: Operator) -> None:
    """Note that a person has left. Law: QD11/D13.K2."""
    with acting(by, acts.SIGN_OUT, on=operator, at=at) as deed:
        deed.keep(login=operator.login)
