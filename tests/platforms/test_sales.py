"""Orders and visits: several lines an order, refunds later on, nothing of customers, nothing twice."""

from __future__ import annotations

import datetime as dt

import pytest

from influcore import InvalidInput, Money
from influcore_platforms.orders import ORDERS_TABLE, SHOPIFY_ORDERS
from influcore_platforms.tiktok_studio import TIKTOK_STUDIO
from influcore_platforms.visits import SHLINK_VISITS, YOURLS_LOG

SHOP = (
    "Name,Email,Financial Status,Currency,Total,Discount Code,Discount Amount,Created at,Lineitem quantity,"
    "Refunded Amount"
)
ORDER = (
    "#1001,ada@example.com,paid,USD,56.29,FALL5,5.00,2026-09-03 10:14:00 -0400,2,0.00\n#1001,ada@example.com,,,,,,,1,\n"
)
SHLINK = "date,potentialBot,userAgent,browser,os,referer,country,region,city,latitude,longitude,visitedUrl,type"
VISIT = "2026-06-01T10:00:00+02:00,false,UA,F,L,instagram.com,France,IDF,Paris,1,2,https://s.test/lea,short\n"
TIKTOK = (
    "Video title,Video link,Post time,Total likes,Total comments,Total shares,Total views,Add to favorites\n"
    'One,https://www.tiktok.com/@Lea.M/video/7400000000000000001,2026-10-03 09:10,300,22,15,"18,400",40\n'
    "Two,https://example.com/x,2026-10-03 09:10,1,1,1,1,1\n"
)


def import_it(desk, path, **options):
    from influcore.services.importing import ImportOptions, run

    report = run(desk, [path], ImportOptions(options=options))
    [taken] = report.files[0].taken
    return taken.new, taken.changed, taken.same


def test_an_order_of_several_lines_is_one_order(file, read, sniff):
    path = file(f"{SHOP}\n{ORDER}")
    assert sniff(path) == {"shopify-orders": 95}
    result = read(SHOPIFY_ORDERS, path)
    [order] = [item for item in result.items if hasattr(item, "total")]
    assert (order.key, order.total, order.code, order.discount) == (
        "#1001",
        Money(5629, "USD"),
        "fall5",
        Money(500, "USD"),
    )
    assert order.at == dt.datetime(2026, 9, 3, 14, 14, tzinfo=dt.UTC)
    assert "1 lines are further items" in result.notes


def test_orders_are_kept_once_and_a_refund_is_news(desk, file):
    path = file(f"{SHOP}\n{ORDER}")
    assert import_it(desk, path) == (1, 0, 0)
    assert import_it(desk, path) == (0, 0, 1)
    later = file(f"{SHOP}\n{ORDER.replace('0.00', '20.00', 1)}", "later.csv")
    assert import_it(desk, later) == (0, 1, 0)
    assert import_it(desk, path) == (0, 0, 1)
    [row] = list(desk.content("workspace.orders").rows.stream())
    assert (row["order"], row["refunded"]) == ("#1001", Money(2000, "USD"))


def test_nothing_of_the_customer_reaches_the_workspace(desk, file):
    import_it(desk, file(f"{SHOP}\n{ORDER}"))
    desk.close()
    assert b"ada@example.com" not in b"".join(p.read_bytes() for p in desk._path.parent.glob("test.influcore*"))


def test_any_table_of_orders_is_read_and_its_currency_is_asked_for(file, read):
    path = file("Order ID;Date;Total;Coupon\n7;2026-06-01;1.234,50;LEA10\n8;2026-06-01;x;\n")
    with pytest.raises(InvalidInput):
        read(ORDERS_TABLE, path)
    result = read(ORDERS_TABLE, path, currency="eur", decimal=",")
    assert [o.total for o in result.items if hasattr(o, "total")] == [Money(123450, "EUR")]
    assert [r.line for r in result.rejects] == [3]


def test_visits_alike_are_told_apart_and_kept_once(desk, file, sniff):
    path = file(f"{SHLINK}\n{VISIT}{VISIT}")
    assert sniff(path) == {"shlink-visits": 95}
    assert import_it(desk, path) == (2, 0, 0)
    more = file(f"{SHLINK}\n{VISIT}{VISIT}{VISIT.replace('false', 'true')}", "more.csv")
    assert import_it(desk, more) == (1, 0, 2)
    [row] = list(desk.content("workspace.clicks").rows.stream())
    assert (row["link"], row["clicks"], row["bots"]) == ("https://s.test/lea", 3, 1)


def test_a_visits_place_and_browser_are_not_read(file, read):
    [click] = [item for item in read(SHLINK_VISITS, file(f"{SHLINK}\n{VISIT}")).items if hasattr(item, "link")]
    assert (click.country, click.referrer, click.bot) == ("France", "instagram.com", False)
    assert not any("Paris" in str(v) or "UA" in str(v) for v in (click.key, click.link))


def test_the_log_of_yourls_is_read(file, read):
    text = "click_id,click_time,shorturl,referrer,user_agent,ip_address,country_code\n"
    text += "9,2026-06-01 10:00:00,lea,direct,UA,1.2.3.4,FR\n"
    [click] = [item for item in read(YOURLS_LOG, file(text)).items if hasattr(item, "link")]
    assert (click.key, click.link, click.referrer, click.country, click.bot) == ("9", "lea", "", "FR", None)


def test_tiktok_studios_list_is_read(file, read, sniff):
    path = file(TIKTOK)
    assert sniff(path) == {"tiktok-studio": 90}
    result = read(TIKTOK_STUDIO, path)
    [post] = result.posts
    assert (post.handle, post.key, dict(post.counts)["views"]) == ("lea.m", "7400000000000000001", 18400)
    assert [r.line for r in result.rejects] == [3]
