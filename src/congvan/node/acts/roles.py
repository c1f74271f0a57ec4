"""The roles and relations of the node, by the glossary. A role is a duty of a seat for a period."""

from congvan.base.acts import Relation, Role

CLERK = Role("clerk", "văn thư")
LEADER = Role("leader", "lãnh đạo")
UNIT_HEAD = Role("unit_head", "lãnh đạo phòng")
CHIEF_OF_OFFICE = Role("chief_of_office", "Chánh Văn phòng")
OFFICER = Role("officer", "chuyên viên")
ADMIN = Role("admin", "quản trị hệ thống")
REPORTER = Role("reporter", "người báo cáo")
ARCHIVIST = Role("archivist", "lưu trữ cơ quan")
FORM_CHECKER = Role("form_checker", "người kiểm tra thể thức")
SYSTEM = Role("system", "tiến trình của hệ thống")
OPERATOR = Role("operator", "đơn vị vận hành hệ thống")
VISITOR = Role("visitor", "người chưa đăng nhập")

PERSON_ROLES = (
    CLERK, LEADER, UNIT_HEAD, CHIEF_OF_OFFICE, OFFICER, ADMIN, REPORTER, ARCHIVIST, FORM_CHECKER,
)  # fmt: skip
ROLES = {role.code: role for role in (*PERSON_ROLES, SYSTEM, OPERATOR, VISITOR)}

SAME_AGENCY = Relation("same_agency", "cùng cơ quan")
HOLDS_IT = Relation("holds_it", "đang giữ")
LEADS_IT = Relation("leads_it", "được giao chủ trì")
SIGNS_IT = Relation("signs_it", "là người ký được trình")
KEEPS_IT = Relation("keeps_it", "là người lập")
OWNS_IT = Relation("owns_it", "là của mình")
SEES_IT = Relation("sees_it", "được xem")
RELATIONS = (SAME_AGENCY, HOLDS_IT, LEADS_IT, SIGNS_IT, KEEPS_IT, OWNS_IT, SEES_IT)
