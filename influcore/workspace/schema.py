"""The core's own tables, as numbered migrations that are only ever added to; what each table is stands in `tables`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sqlite_utils import Database

ROW = {"id": str, "rev": int}


def _table(db: Database, name: str, columns: dict[str, Any], *, optional: set[str], keys: dict[str, str]) -> None:
    """Make one STRICT table; every column but those in ``optional`` is NOT NULL; foreign keys RESTRICT."""
    every = ROW | columns
    db.table(name).create(
        every,
        pk="id",
        not_null=set(every) - optional - {"id"},
        foreign_keys=[(column, other, "id") for column, other in keys.items()],
        strict=True,
    )
    for column in keys:
        db.table(name).create_index([column], if_not_exists=True)


def m001_people(db: Database) -> None:
    """Influencers and where they publish."""
    _table(
        db,
        "influencer",
        {"slug": str, "name": str, "country": str, "languages": str, "categories": str, "tags": str, "email": str,
         "state": str, "notes": str},
        optional=set(),
        keys={},
    )  # fmt: skip
    db.table("influencer").create_index(["slug"], unique=True)
    _table(
        db,
        "profile",
        {"influencer": str, "platform": str, "handle": str, "followers": int, "counted": str, "verified": int,
         "hidden": int},
        optional={"followers", "counted"},
        keys={"influencer": "influencer"},
    )  # fmt: skip
    db.table("profile").create_index(["platform", "handle"], unique=True)
    _table(db, "alias", {"profile": str, "namespace": str, "key": str}, optional=set(), keys={"profile": "profile"})
    db.table("alias").create_index(["namespace", "key"], unique=True)
    _table(
        db,
        "rate",
        {"influencer": str, "platform": str, "format": str, "price_minor": int, "price_currency": str},
        optional=set(),
        keys={"influencer": "influencer"},
    )
    _table(db, "group", {"slug": str, "name": str}, optional=set(), keys={})
    db.table("group").create_index(["slug"], unique=True)
    _table(
        db,
        "membership",
        {"group": str, "influencer": str},
        optional=set(),
        keys={"group": "group", "influencer": "influencer"},
    )
    db.table("membership").create_index(["group", "influencer"], unique=True)


def m002_campaigns(db: Database) -> None:
    """Advertisers, campaigns, who takes part, what they make and what it costs."""
    _table(db, "advertiser", {"slug": str, "name": str, "country": str}, optional=set(), keys={})
    db.table("advertiser").create_index(["slug"], unique=True)
    _table(
        db,
        "campaign",
        {"slug": str, "name": str, "advertiser": str, "starts": str, "ends": str, "currency": str, "zone": str,
         "objective": str, "compensation": str, "format": str, "promotional_objective": str, "budget_minor": int,
         "budget_currency": str, "category": str, "hashtags": str, "markets": str, "landing_page": str, "brief": str,
         "instructions": str},
        optional={"budget_minor", "budget_currency"},
        keys={"advertiser": "advertiser"},
    )  # fmt: skip
    db.table("campaign").create_index(["slug"], unique=True)
    _table(
        db,
        "collaboration",
        {"campaign": str, "influencer": str, "partnership": str, "selection": str, "stage": str, "note": str},
        optional=set(),
        keys={"campaign": "campaign", "influencer": "influencer"},
    )
    db.table("collaboration").create_index(["campaign", "influencer"], unique=True)
    _pieces_and_costs(db)


def _pieces_and_costs(db: Database) -> None:
    _table(
        db,
        "deliverable",
        {"collaboration": str, "platform": str, "format": str, "due": str, "title": str, "status": str, "url": str,
         "post": str},
        optional=set(),
        keys={"collaboration": "collaboration"},
    )  # fmt: skip
    _table(db, "target", {"campaign": str, "kpi": str, "value": float}, optional=set(), keys={"campaign": "campaign"})
    db.table("target").create_index(["campaign", "kpi"], unique=True)
    _table(
        db,
        "entry",
        {"collaboration": str, "kind": str, "phase": str, "amount_minor": int, "amount_currency": str, "day": str,
         "source": str, "reverses": str, "note": str},
        optional=set(),
        keys={"collaboration": "collaboration"},
    )  # fmt: skip
    db.execute(
        "CREATE TRIGGER entry_is_never_edited BEFORE UPDATE ON entry "
        "BEGIN SELECT RAISE(ABORT, 'an entry of the ledger is reversed, never edited'); END"
    )


def m003_facts(db: Database) -> None:
    """Posts and what was counted of them."""
    _table(
        db,
        "post",
        {"profile": str, "key": str, "format": str, "posted": str, "exact": int, "url": str, "paid": int,
         "hashtags": str, "batch": str},
        optional={"posted", "paid"},
        keys={"profile": "profile"},
    )  # fmt: skip
    db.table("post").create_index(["profile", "key"], unique=True)
    db.table("post").create_index(["batch"])
    _table(
        db,
        "observation",
        {"profile": str, "post": str, "at": str, "statistic": str, "provenance": str, "counts": str, "batch": str},
        optional=set(),
        keys={"profile": "profile"},
    )
    db.table("observation").create_index(["post", "at", "statistic", "profile"], unique=True)
    db.table("observation").create_index(["batch"])


def m004_exchange_rates(db: Database) -> None:
    """What one currency is worth in another, as somebody stated it on a day."""
    _table(
        db,
        "exchange_rate",
        {"base": str, "quote": str, "rate": str, "day": str, "source": str},
        optional=set(),
        keys={},
    )
    db.table("exchange_rate").create_index(["base", "quote", "day"], unique=True)


def m005_layouts(db: Database) -> None:
    """How kinds of files are read, each under a name."""
    _table(db, "layout", {"slug": str, "connector": str, "columns": str, "options": str}, optional=set(), keys={})
    db.table("layout").create_index(["slug"], unique=True)


def m006_sales(db: Database) -> None:
    """Orders and visits of links."""
    _table(
        db,
        "order_fact",
        {"system": str, "key": str, "at": str, "total_minor": int, "total_currency": str, "discount_minor": int,
         "discount_currency": str, "refunded_minor": int, "refunded_currency": str, "code": str, "status": str,
         "batch": str},
        optional={"discount_minor", "discount_currency", "refunded_minor", "refunded_currency"},
        keys={},
    )  # fmt: skip
    db.table("order_fact").create_index(["system", "key", "id"])
    db.table("order_fact").create_index(["batch"])
    _table(
        db,
        "click_fact",
        {"system": str, "link": str, "key": str, "at": str, "bot": int, "referrer": str, "country": str, "batch": str},
        optional={"bot"},
        keys={},
    )
    db.table("click_fact").create_index(["system", "link", "key"], unique=True)
    db.table("click_fact").create_index(["batch"])


STEPS = (m001_people, m002_campaigns, m003_facts, m004_exchange_rates, m005_layouts, m006_sales)


def make_books(db: Database) -> None:
    """Make what the workspace keeps about itself: its tables' kinds, the journal and each reader's place in it."""
    db.table("table_spec").create(
        {"name": str, "plugin": str, "kind": str, "person": str, "on_erase": str, "natural_key": str},
        pk="name", not_null={"plugin", "kind", "on_erase", "natural_key"}, strict=True,
    )  # fmt: skip
    db.table("journal").create(
        {"seq": int, "id": str, "at": str, "actor_kind": str, "actor": str, "action": str, "undo": str,
         "undoes": int, "changes": int, "root": bytes, "prev": bytes, "hash": bytes},
        pk="seq", not_null={"id", "at", "actor_kind", "actor", "action", "undo", "changes", "root", "prev", "hash"},
        strict=True,
    )  # fmt: skip
    db.table("journal_change").create(
        {"seq": int, "n": int, "tbl": str, "row": str, "payload": str, "salt": bytes, "commitment": bytes},
        pk=("seq", "n"), not_null={"tbl", "row", "commitment"}, foreign_keys=[("seq", "journal", "seq")], strict=True,
    )  # fmt: skip
    db.table("journal_change").create_index(["row"])
    db.table("journal_cursor").create({"plugin": str, "seq": int}, pk="plugin", not_null={"seq"}, strict=True)
    for event in ("UPDATE", "DELETE"):
        db.execute(
            f"CREATE TRIGGER journal_no_{event.lower()} BEFORE {event} ON journal "
            "BEGIN SELECT RAISE(ABORT, 'the journal only grows'); END"
        )
    db.execute(
        "CREATE TRIGGER journal_change_no_delete BEFORE DELETE ON journal_change "
        "BEGIN SELECT RAISE(ABORT, 'the journal only grows'); END"
    )
    db.execute(
        "CREATE TRIGGER journal_change_erase_only BEFORE UPDATE ON journal_change WHEN NEW.payload IS NOT NULL "
        "OR NEW.salt IS NOT NULL OR NEW.commitment IS NOT OLD.commitment OR NEW.seq IS NOT OLD.seq "
        "OR NEW.n IS NOT OLD.n OR NEW.row IS NOT OLD.row OR NEW.tbl IS NOT OLD.tbl "
        "BEGIN SELECT RAISE(ABORT, 'the journal can be erased, never edited'); END"
    )
