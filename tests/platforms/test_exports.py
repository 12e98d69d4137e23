"""Exports of the platforms' own tools: languages, rows of totals, times, numbers with two meanings."""

from __future__ import annotations

import datetime as dt

import pytest

from influcore import InvalidInput
from influcore_platforms.meta_business import META_BUSINESS
from influcore_platforms.times import parse_moment
from influcore_platforms.youtube_studio import YOUTUBE_STUDIO

STUDIO = "Content,Video title,Video publish time,Duration,Views,Watch time (hours),Impressions\n"
EN = (
    "Post ID,Account ID,Account username,Account name,Description,Publish time,Permalink,Post type,Date,Views,Reach,"
    "Likes,Shares,Comments,Saves\n"
)
DE = (
    "Beitrags-ID,Konto-Benutzername,Beschreibung,Veröffentlichungszeitpunkt,Permalink,Beitragstyp,Datum,Aufrufe,"
    "Reichweite,„Gefällt mir“-Angaben,Geteilte Inhalte,Kommentare,Gespeicherte Beiträge\n"
)
PT = (
    "Identificação da publicação;Descrição;Horário de publicação;Link permanente;Tipo de publicação;Visualizações;"
    "Alcance;Curtidas;Compartilhamentos;Comentários;Salvamentos\n"
)


def utc(*parts):
    return dt.datetime(*parts, tzinfo=dt.UTC)


def test_the_row_of_totals_is_no_video(file, read):
    got = read(
        YOUTUBE_STUDIO, file(STUDIO + 'Total,,,,9999,10,5\nabc123,T,"May 8, 2020",120,1250,12.5,4000\n'), account="@Ken"
    )
    (video,) = got.posts
    assert (video.handle, video.key, video.posted, video.exact) == ("@Ken", "abc123", utc(2020, 5, 8), False)
    assert video.counts == {"views": 1250, "impressions": 4000}
    assert "totals" in got.notes


def test_a_studio_export_needs_to_know_whose_channel_it_is(file, read):
    with pytest.raises(InvalidInput, match="whose channel"):
        read(YOUTUBE_STUDIO, file(STUDIO))


def test_a_number_with_two_meanings_is_rejected_until_the_decimal_mark_is_said(file, read):
    path = file(STUDIO + 'abc123,T,"Sep 14, 2026",120,1.250,12.5,4000\n')
    (reject,) = read(YOUTUBE_STUDIO, path, account="k").rejects
    assert "may be 1250 or 1.250" in reject.reason
    assert read(YOUTUBE_STUDIO, path, account="k", decimal=",").posts[0].counts["views"] == 1250


def test_days_before_months_are_told_never_guessed(file, read):
    path = file(STUDIO + "abc123,T,08-05-2020,120,1,1,1\n")
    assert "dates=dmy" in read(YOUTUBE_STUDIO, path, account="k").rejects[0].reason
    assert read(YOUTUBE_STUDIO, path, account="k", dates="dmy").posts[0].posted == utc(2020, 5, 8)
    assert read(YOUTUBE_STUDIO, path, account="k", dates="mdy").posts[0].posted == utc(2020, 8, 5)


def test_soft_hyphens_in_names_of_columns_are_nothing(file, sniff):
    assert sniff(file(STUDIO.replace("Impressions", "Impres\u00adsions") + "a,b,c,1,1,1,1\n")) == {"youtube-studio": 90}


@pytest.mark.parametrize(
    ("text", "options", "posted"),
    [
        (
            EN + '1789,1,lea.m,Lea,"Test, one",09/15/2026 18:00,https://instagram.com/reel/x/,IG reel,Lifetime,'
            '"15,000",9800,410,120,20,55\n',
            {},
            utc(2026, 9, 15, 18),
        ),
        (
            DE + "1789,lea.m,Test,15.09.2026 18:00,https://instagram.com/reel/x/,IG Reel,Gesamte Laufzeit,"
            "15.000,9800,410,120,20,55\n",
            {"zone": "Europe/Vienna"},
            utc(2026, 9, 15, 16),
        ),
        (
            PT + "1789;Tour;15/09/2026 18:00;https://instagram.com/reel/x/;Reel do IG;15.000;9.800;410;120;20;55\n",
            {"account": "lea.m"},
            utc(2026, 9, 15, 18),
        ),
    ],
)
def test_metas_export_is_read_in_its_languages(file, read, sniff, text, options, posted):
    path = file(text)
    assert sniff(path) == {"meta-business": 90}
    got = read(META_BUSINESS, path, **options)
    (post,) = got.posts
    assert (post.handle, post.key, post.format, post.posted, post.exact) == ("lea.m", "1789", "reel", posted, True)
    assert post.counts == {
        "views": 15_000, "reach": 9_800, "likes": 410, "shares": 120, "comments": 20, "saves": 55
    }  # fmt: skip
    assert [c.handle for c in got.creators] == ["lea.m"]
    assert ("taken as UTC" in got.notes) == ("zone" not in options)


def test_metas_export_without_a_column_of_accounts_asks_whose_it_is(file, read):
    with pytest.raises(InvalidInput, match="whose posts"):
        read(META_BUSINESS, file(PT))


def test_a_time_that_the_clocks_skip_is_rejected(file, read):
    got = read(META_BUSINESS, file(DE + "1,lea,T,29.03.2026 02:30,u,IG Bild,G,1,1,1,1,1,1\n"), zone="Europe/Vienna")
    assert "does not exist" in got.rejects[0].reason


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2017-04-29", (utc(2017, 4, 29), False)),
        ("2020-04-28 20:56:30Z", (utc(2020, 4, 28, 20, 56, 30), True)),
        ("2020-04-28T20:56:30+02:00", (utc(2020, 4, 28, 18, 56, 30), True)),
        ("2020-04-28 20:56", (utc(2020, 4, 28, 20, 56), True)),
        ("May 8, 2020", (utc(2020, 5, 8), False)),
        ("December 18, 2017", (utc(2017, 12, 18), False)),
    ],
)
def test_times_are_read_as_exports_write_them(text, moment):
    assert parse_moment(text) == moment


@pytest.mark.parametrize(
    "text", ["", "Lifetime", "2020-13-01", "08/05/2020", "2020-1-1", "Foo 8, 2020", "May 40, 2020", "٢٠٢٠-٠١-٠١"]
)
def test_what_is_no_date_is_refused(text):
    with pytest.raises(ValueError, match="."):
        parse_moment(text)
