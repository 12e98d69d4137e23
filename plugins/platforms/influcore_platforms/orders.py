"""Orders of shops: Shopify's export, and any table of orders whose columns are named or mapped.

What is kept of an order is its number, time, amounts and discount codes: nothing of who ordered.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from influcore import Connector, InvalidInput, Match, Note, OrderRecord, Reject, Sample, Source
from influcore.contributions.numbers import is_missing
from influcore.entities import Money, is_currency, parse_money

from .headers import cell, columns, delimiter_of, need, opened, refuse_doubles
from .times import parse_moment

_SHOPIFY = {
    "key": ("name",),
    "at": ("created at",),
    "total": ("total",),
    "currency": ("currency",),
    "code": ("discount code",),
    "discount": ("discount amount",),
    "refunded": ("refunded amount",),
    "status": ("financial status",),
    "cancelled": ("cancelled at",),
    "items": ("lineitem quantity",),
}
_TABLE: Mapping[str, Sequence[str]] = {
    "key": ("order id", "order number", "order no", "order", "transaction id", "bestellnummer", "numéro de commande"),
    "at": ("ordered at", "order date", "created at", "transaction date", "date", "bestelldatum", "date de commande"),
    "total": ("total", "order total", "sale amount", "amount", "gesamtsumme", "montant total"),
    "currency": ("currency", "order currency", "währung", "devise"),
    "code": ("code", "discount code", "coupon code", "coupon", "coupons", "voucher", "voucher code", "gutscheincode"),
    "discount": ("discount", "discount amount", "coupon amount"),
    "refunded": ("refunded", "refunded amount", "refund amount"),
    "status": ("status", "order status", "transaction status"),
    "items": ("items", "quantity", "items sold"),
}


def sniff_shopify(sample: Sample) -> Match | None:
    """Know Shopify's export by its line items beside an order's name."""
    if {"key", "at", "total", "currency", "items"} <= set(columns(sample.header, _SHOPIFY)):
        return Match(95, "Shopify's export of orders")
    return None


def sniff_table(sample: Sample) -> Match | None:
    """Know a table by an order's number, date and amount."""
    at = columns(sample.header, _TABLE)
    if sniff_shopify(sample) is None and {"key", "at", "total"} <= set(at) and ("code" in at or "currency" in at):
        return Match(60, "a table of orders: number, date, amount")
    return None


def read_shopify(source: Source) -> Iterator[OrderRecord | Reject | Note]:
    """Give one record an order; its further lines hold nothing but more items."""
    yield from _Orders(source, _SHOPIFY, "shopify").read()


def read_table(source: Source) -> Iterator[OrderRecord | Reject | Note]:
    """Give one record an order."""
    yield from _Orders(source, _TABLE, "orders").read()


class _Orders:
    """One file of orders."""

    def __init__(self, source: Source, names: Mapping[str, Sequence[str]], system: str) -> None:
        self._source = source
        self._delimiter = delimiter_of(source)
        self._header, self._rows = opened(source, self._delimiter)
        self._at = columns(self._header, names)
        need(self._at, ("key", "at", "total"), source.name)
        refuse_doubles(self._header, self._at.values(), source.name)
        shop = source.options.get("shop", "")
        self._system = f"{system}/{shop}" if shop else system
        self._currency = source.options.get("currency", "").upper()
        if "currency" not in self._at and not is_currency(self._currency):
            raise InvalidInput(f"{source.name} does not say its currency", hint="give --option currency=EUR")

    def read(self) -> Iterator[OrderRecord | Reject | Note]:
        """Stream the orders."""
        bare, further = False, 0
        last = ""
        for line, row in self._rows:
            key = self._cell(row, "key")
            if key and key == last and not self._cell(row, "total"):
                further += 1
                continue
            last = key
            try:
                record = self._record(line, row)
            except (ValueError, InvalidInput) as error:
                yield Reject(line, str(error), value=self._delimiter.join(row)[:80])
                continue
            bare = bare or len(self._cell(row, "at")) in (len("2026-06-01 10:00"), len("2026-06-01 10:00:00"))
            yield record
        if further:
            yield Note(f"{further:,} lines are further items of the order above them")
        if bare and "zone" not in self._source.options:
            yield Note("times without a zone are taken as UTC (else give --option zone=Europe/Paris)")

    def _cell(self, row: Sequence[str], field: str) -> str:
        value = cell(row, self._at.get(field))
        return "" if is_missing(value) else value

    def _record(self, line: int, row: Sequence[str]) -> OrderRecord:
        """Make the record of an order. Errors: ValueError."""
        key = self._cell(row, "key")
        if not key:
            raise ValueError("the order has no number")
        if len(row) > len(self._header):
            raise ValueError(f"{len(row)} values under {len(self._header)} names")
        currency = self._cell(row, "currency") or self._currency
        total = self._money(row, "total", currency)
        if total is None:
            raise ValueError("the order has no amount")
        options = self._source.options
        at, _ = parse_moment(self._cell(row, "at"), options.get("zone", "UTC"), options.get("dates", ""))
        cancelled = bool(self._cell(row, "cancelled"))
        return OrderRecord(
            system=self._system, key=key, at=at, total=total, code=self._cell(row, "code").casefold(),
            discount=self._money(row, "discount", currency), refunded=self._money(row, "refunded", currency),
            status="cancelled" if cancelled else self._cell(row, "status").casefold(), line=line,
        )  # fmt: skip

    def _money(self, row: Sequence[str], field: str, currency: str) -> Money | None:
        """Read an amount: plain, as shops export it, or grouped where the decimal mark is told. Errors: ValueError."""
        text = self._cell(row, field)
        if not text:
            return None
        decimal = self._source.options.get("decimal", "")
        if decimal:
            text = text.replace("," if decimal == "." else ".", "").replace(decimal, ".")
        return parse_money(text, currency)


SHOPIFY_ORDERS = Connector(
    name="platforms.shopify-orders",
    title="Shopify, orders",
    help="Shopify's export of orders: amounts, refunds and discount codes; nothing of the customers is kept.",
    gives=("orders",),
    sniff=sniff_shopify,
    read=read_shopify,
    options=("shop", "zone", "dates", "decimal", "currency"),
)
ORDERS_TABLE = Connector(
    name="platforms.orders-table",
    title="Table of orders or sales",
    help="Order number, date, amount, discount code; name other columns with --map, as of WooCommerce or a network.",
    gives=("orders",),
    sniff=sniff_table,
    read=read_table,
    options=("shop", "zone", "dates", "decimal", "currency"),
    fields=tuple(names[0] for names in _TABLE.values()),
)
