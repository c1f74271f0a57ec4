"""Series give numbers, registers are books over them, the ledger says what became of each number."""

from enum import StrEnum

from django.db import models
from django.db.models import F, Q

from congvan.base.actor import Actor
from congvan.base.policy import Facts
from congvan.node.agencies.models import AgencyOwned, facts_within, scoped_fk


class Purpose(StrEnum):
    INCOMING = "đến"
    OUTGOING = "đi"


class NumberState(StrEnum):
    """What became of a number. Only the last one given may go back, and its row stays to say so."""

    TAKEN = "đã cấp"
    RETURNED = "đã trả lại"
    VOID = "đã hủy"


class Series(AgencyOwned):
    """Dãy số: gapless numbers of one year. `opened_at` is the last number used before it was opened here."""

    code = models.CharField(max_length=40)
    year = models.SmallIntegerField()
    purpose = models.CharField(max_length=5)
    body = scoped_fk("agencies.IssuingBody", related_name="series", null=True)
    kinds = models.JSONField(default=list)
    last = models.IntegerField()
    last_on = models.DateField(null=True)
    opened_at = models.IntegerField()
    opening_reason = models.CharField(max_length=500, blank=True)

    class Meta:
        verbose_name_plural = "series"
        constraints = [
            models.UniqueConstraint(fields=["agency", "code", "year"], name="one_series_per_code_and_year"),
            models.CheckConstraint(condition=Q(last__gte=F("opened_at")), name="series_counts_up"),
            models.CheckConstraint(
                condition=Q(opened_at=0) | ~Q(opening_reason=""), name="opening_late_has_a_reason"
            ),
            models.CheckConstraint(condition=Q(purpose__in=list(Purpose)), name="series_purpose_known"),
        ]

    def __str__(self) -> str:
        return f"{self.code}/{self.year}"

    def facts_for(self, actor: Actor) -> Facts:
        return facts_within(actor, self.agency_id)


class Register(AgencyOwned):
    """Sổ văn bản: a book of one year over one or more series."""

    code = models.CharField(max_length=40)
    name = models.CharField(max_length=200)
    year = models.SmallIntegerField()
    purpose = models.CharField(max_length=5)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "code", "year"], name="one_register_per_code_and_year"),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.year}"

    def facts_for(self, actor: Actor) -> Facts:
        return facts_within(actor, self.agency_id)


class RegisterSeries(AgencyOwned):
    """Which series a book runs over."""

    register = scoped_fk("registers.Register", related_name="over")
    series = scoped_fk("registers.Series", related_name="books")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["register", "series"], name="series_once_in_a_register"),
        ]

    def __str__(self) -> str:
        return f"{self.register_id} ← {self.series_id}"


class Number(AgencyOwned):
    """A row of the ledger: one number of one series, bound to a document for ever."""

    series = scoped_fk("registers.Series", related_name="numbers")
    register = scoped_fk("registers.Register", related_name="numbers")
    value = models.IntegerField()
    state = models.CharField(max_length=10, default=NumberState.TAKEN)
    purpose = models.CharField(max_length=5)
    year = models.SmallIntegerField()
    notation = models.CharField(max_length=60, blank=True)
    document_id = models.UUIDField()
    taken_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["series", "value"],
                condition=~Q(state=NumberState.RETURNED.value),
                name="one_number_once_per_series",
            ),
            models.UniqueConstraint(
                fields=["agency", "year", "notation"],
                condition=Q(purpose=Purpose.OUTGOING.value),
                name="one_notation_once_a_year",
            ),
            models.UniqueConstraint(
                fields=["document_id", "purpose"],
                condition=~Q(state=NumberState.RETURNED.value),
                name="one_number_per_document",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.value}"
