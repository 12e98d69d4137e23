"""Lists of influencers: other tools' layouts, several networks a row, what is left open is asked for."""

from __future__ import annotations

import pytest

from influcore import InvalidInput
from influcore_platforms.influencer_list import INFLUENCER_LIST

UPFLUENCE = (
    "influencer_id,media_url,profile_name,first_name,last_name,phone_number,email,shipping_address.country_code\n"
    "77,https://www.instagram.com/lea.martin/,Lea,Lea,Martin,+33,lea@example.com,FR\n"
    "77,https://www.tiktok.com/@leamartin,Lea,Lea,Martin,+33,lea@example.com,FR\n"
)
ASPIRE = "email,instagram,tiktok,youtube,country\nlea@example.com,lea.martin,leamartin,https://youtube.com/@LeaM,FR\n,,max,,\n"
STELLAR = "network,username,network,username\ninstagram, lea.martin, TikTok,@leamartin\n"
KLEAR = "handle\n@lea.martin\n@max\n"
CREATORIQ = "Name,Account\nLea,https://instagram.com/lea.martin\nMax,https://www.youtube.com/channel/UCmax\n"
KOL = "No.,KOL Handle,Platform,Followers,Category,Region,Collab Type,Cost(USD),CPM\n"
KOL += "1,lea.martin,Instagram,48.2K,Food,EU,Gift,100,2\n"


def accounts(read):
    return [(c.platform, c.handle, c.followers, c.person) for c in read.creators]


@pytest.mark.parametrize(
    ("text", "options", "expected"),
    [
        (UPFLUENCE, {}, [("instagram", "lea.martin", None, "id 77"), ("tiktok", "leamartin", None, "id 77")]),
        (ASPIRE, {}, [("instagram", "lea.martin", None, "line 2"), ("tiktok", "leamartin", None, "line 2"),
                      ("youtube", "leam", None, "line 2"), ("tiktok", "max", None, "")]),
        (STELLAR, {}, [("instagram", "lea.martin", None, "line 2"), ("tiktok", "leamartin", None, "line 2")]),
        (KLEAR, {"platform": "instagram"}, [("instagram", "lea.martin", None, ""), ("instagram", "max", None, "")]),
        (CREATORIQ, {}, [("instagram", "lea.martin", None, ""), ("youtube", "ucmax", None, "")]),
        (KOL, {}, [("instagram", "lea.martin", 48200, "")]),
        ("Netzwerk;Nutzername;Abonnenten;Land\nInstagram;lea;1.200;DE\n", {"decimal": ","},
         [("instagram", "lea", 1200, "")]),
        ("Réseau,Pseudo,Abonnés,Pays\nTikTok,lea,12 500,FR\n", {}, [("tiktok", "lea", 12500, "")]),
        ("Red social,Usuario,Seguidores,País\nInsta,lea,900,ES\n", {}, [("instagram", "lea", 900, "")]),
        ("Rede social,Usuário,Seguidores,País\nYT,lea,\"2,3 mil\",BR\n", {}, [("youtube", "lea", 2300, "")]),
        ("name,instagram,instagram followers,tiktok,tiktok followers\nLea,lea,10,leat,20\n", {},
         [("instagram", "lea", 10, "line 2"), ("tiktok", "leat", 20, "line 2")]),
    ],
)  # fmt: skip
def test_the_layouts_of_other_tools_are_read(file, read, sniff, text, options, expected):
    path = file(text)
    assert max(sniff(path).items(), key=lambda pair: pair[1])[0] == "influencer-list"
    result = read(INFLUENCER_LIST, path, **options)
    assert (accounts(result), result.rejects) == (expected, [])


def test_names_and_addresses_are_taken_and_what_is_not_used_is_said(file, read):
    result = read(INFLUENCER_LIST, file(UPFLUENCE))
    lea = result.creators[0]
    assert (lea.name, lea.email, lea.country) == ("Lea", "lea@example.com", "FR")
    assert "phone_number" in result.notes


@pytest.mark.parametrize(
    ("header", "row", "name"),
    [("handle,platform,Nom,Prénom", "l,x,Martin,Lea", "Lea Martin"),
     ("handle,platform,Nombre,Apellidos", "l,x,Lea,Sol", "Lea Sol"),
     ("handle,platform,Vorname,Nachname", "l,x,Lea,Berg", "Lea Berg")],
)  # fmt: skip
def test_first_and_last_names_are_put_together(file, read, header, row, name):
    assert read(INFLUENCER_LIST, file(f"{header}\n{row}\n")).creators[0].name == name


@pytest.mark.parametrize(
    ("row", "column", "reason"),
    [
        ("lea,instagram,1.234", "followers", "say which mark"),
        ("https://www.instagram.com/p/abc/,instagram,5", "handle", "a post"),
        ("https://www.tiktok.com/@lea,instagram,5", "handle", "the network instagram"),
        ("lea martin,instagram,5", "handle", "no Instagram handle"),
        (",instagram,5", "", "no account"),
        ("lea,,5", "handle", "which network"),
    ],
)
def test_a_row_is_rejected_whole_with_its_column(file, read, row, column, reason):
    result = read(INFLUENCER_LIST, file(f"handle,platform,followers\n{row}\nmax,x,3\n"))
    [reject] = result.rejects
    assert (reject.line, reject.column) == (2, column)
    assert reason in reject.reason
    assert [c.handle for c in result.creators] == ["max"]


def test_whose_followers_a_number_is_is_never_guessed(file, read):
    result = read(INFLUENCER_LIST, file("instagram,tiktok,followers\nlea,leat,500\nmax,,300\n"))
    assert [c.followers for c in result.creators] == [None, None, 300]
    assert "1 rows name several accounts" in result.notes


def test_columns_of_strange_names_are_recognised_by_what_can_be_nothing_else(file, read):
    result = read(INFLUENCER_LIST, file("wer,wo\n@lea,Instagram\n@max,tiktok\n"))
    assert accounts(result) == [("instagram", "lea", None, ""), ("tiktok", "max", None, "")]
    assert "recognised by their values: wer, wo" in result.notes


def test_without_a_platform_it_is_asked_for(file, read):
    with pytest.raises(InvalidInput) as error:
        read(INFLUENCER_LIST, file(KLEAR))
    assert "platform" in error.value.hint


def test_a_list_of_plain_names_is_asked_about(file, read):
    with pytest.raises(InvalidInput) as error:
        read(INFLUENCER_LIST, file("name,city\nLea,Paris\n"))
    assert "--map" in error.value.hint


def import_it(desk, path, **options):
    from influcore.services.importing import ImportOptions, run

    report = run(desk, [path], ImportOptions(**options))
    [taken] = report.files[0].taken
    return taken.new, taken.changed, taken.same


def test_one_person_with_several_networks_is_one_influencer(desk, file):
    path = file(ASPIRE)
    assert import_it(desk, path) == (2, 0, 0)
    assert import_it(desk, path) == (0, 0, 2)
    rows = desk.session().rows("SELECT slug, email, country FROM influencer ORDER BY slug")
    assert [tuple(r.values()) for r in rows] == [("lea.martin", "lea@example.com", "FR"), ("max", "", "")]
    assert desk.session().value("SELECT count(*) FROM profile") == 4


def test_a_second_network_is_added_to_a_person_who_is_known(desk, file):
    import_it(desk, file("network,username\ninstagram,lea\n", "a.csv"))
    assert import_it(desk, file("instagram,tiktok\nlea,leat\n", "b.csv")) == (0, 1, 0)
    assert desk.session().value("SELECT count(*) FROM influencer") == 1


def test_accounts_of_different_people_are_not_put_together(desk, file):
    import_it(desk, file("network,username\ninstagram,lea\ntiktok,max\n", "a.csv"))
    assert import_it(desk, file("instagram,tiktok,youtube\nlea,max,both\n", "b.csv"))[0] == 0
    assert desk.session().value("SELECT count(*) FROM profile") == 2
