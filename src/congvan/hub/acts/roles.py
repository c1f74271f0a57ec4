"""The roles and relations that the act tables of the hub speak of."""

from congvan.base.acts import Relation, Role

SYSTEM = Role("hub.system", "tiến trình của trục")
MEMBER = Role("hub.member", "hệ thống thành viên")
OPERATOR = Role("hub.operator", "người vận hành trục")
VISITOR = Role("hub.visitor", "người chưa đăng nhập")

SPEAKS_FOR = Relation("hub.speaks_for", "chuyển văn bản cho cơ quan này trên trục")
IS_ITSELF = Relation("hub.is_itself", "chính hệ thống này")
TAKES = Relation("hub.takes", "lấy gói tin này về cho cơ quan nhận")
OWN_ACCOUNT = Relation("hub.own_account", "chính tài khoản này")
