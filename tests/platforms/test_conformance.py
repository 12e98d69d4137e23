"""Every connector of this plugin keeps the contract of connectors."""

from __future__ import annotations

from typing import ClassVar

import pytest

import influcore_platforms
from influcore import Alias
from influcore.testing import ConnectorContract, plant

STUDIO = "Content,Video title,Video publish time,Duration,Views,Watch time (hours),Impressions"
META = (
    "Post ID,Account username,Account name,Publish time,Permalink,Post type,Date,Views,Reach,Likes,Shares,Comments,"
    "Saves"
)
TOP = (
    "Tiktoker,influencer name,Subscribers count,Subscribers count,Views avg.,Views avg.,Likes avg,Likes avg,"
    "Comments avg.,Comments avg.,Shares avg,Shares avg"
)
POSTS = "creator_id,recency_rank,date,likes,is_video,is_carousel,n_hashtags,caption_len,ad_hashtag,has_location"


def _offered(name):
    found = {c.name.partition(".")[2]: c for c in influcore_platforms.influcore_register_connectors()}
    return found.pop(name)


class Connector(ConnectorContract):
    """Small files first: 100,000 rows are for the slow run."""

    @pytest.mark.slow
    def test_it_streams(self, connector, tmp_path):
        super().test_it_streams(connector, tmp_path)

    def prepare(self, desk):
        plant(desk, platform="youtube")

    with_plugins = ("overlap",)


class TestMetaBusiness(Connector):
    connector = _offered("meta-business")
    header = META
    samples: ClassVar = {
        "posts.csv": f"{META}\n1790,summer_creator_1,Lea,05/01/2026 10:00,https://x.example,IG reel,Life,9,8,7,6,5,4\n"
    }
    bad_rows: ClassVar = {",summer_creator_1,Lea,05/01/2026 10:00,,IG reel,Lifetime,9,8,7,6,5,4": ""}

    def row(self, number):
        return f"{number},lea,Lea,05/01/2026 10:00,https://x.example/p/{number},IG reel,Lifetime,900,800,70,6,5,4"


class TestYoutubeStudio(Connector):
    connector = _offered("youtube-studio")
    header = STUDIO
    options: ClassVar = {"account": "summer_creator_1"}
    samples: ClassVar = {"Table data.csv": f'{STUDIO}\nTotal,,,,9999,10,5\nabc123,T,"May 8, 2020",120,1250,12.5,4000\n'}
    bad_rows: ClassVar = {'abc,T,"May 8, 2020",120,many,12.5,4000': "", ',T,"May 8, 2020",120,1,12.5,4000': ""}

    def row(self, number):
        return f'v{number},T,"May 8, 2020",120,{number},12.5,4000'


class TestTopList(Connector):
    connector = _offered("hypeauditor-top")
    header = TOP
    samples: ClassVar = {
        "top.csv": f"{TOP}\nlea.m,Lea,13.8M,13800000,6.4M,6400000,2.3M,2300000,50.2K,50200,34.2K,34200\n"
    }
    bad_rows: ClassVar = {"a,A,13.8M,1380000,1K,1000,1K,1000,1,1,1,1": "Subscribers count"}

    def row(self, number):
        return f"creator{number},Name,13.8M,13800000,6.4M,6400000,2.3M,2300000,50.2K,50200,34.2K,34200"


class TestCreatorsTable(Connector):
    connector = _offered("creators-table")
    header = "creator_id,handle,followers,following"
    options: ClassVar = {"platform": "instagram"}
    samples: ClassVar = {"creators.csv": "creator_id,handle,followers,following\nig1,Lea.M,48200,12\nig2,max,1.5M,3\n"}
    bad_rows: ClassVar = {"ig9,some.body,many,3": ""}

    def row(self, number):
        return f"ig{number},handle{number},{number},7"


class TestPostsTable(Connector):
    connector = _offered("posts-table")
    header = POSTS
    options: ClassVar = {"platform": "instagram"}
    samples: ClassVar = {"posts.csv": f"{POSTS}\nig1,0,2026-05-01,12,0,0,3,10,0,0\nig1,1,2026-04-01,9,0,0,3,11,0,0\n"}
    bad_rows: ClassVar = {"ig1,0,2026-05-01,many,0,0,3,10,0,0": ""}

    def prepare(self, desk):
        planted = plant(desk)
        with desk.write("test.alias") as write:
            write.add(Alias(profile=planted.profiles[0].id, namespace="tables/instagram", key="ig1"))

    def row(self, number):
        return f"ig{number // 50},{number % 50},2026-04-{1 + number % 28:02},{number},0,0,3,{number},0,0"


class TestEdges(Connector):
    connector = _offered("edges")
    header = "userID\tartistID\tweight"
    options: ClassVar = {"platform": "lastfm"}
    samples: ClassVar = {"edges.dat": "userID\tartistID\tweight\n2\t51\t13883\n3\t51\t1\n"}
    bad_rows: ClassVar = {"2\t51": "", "\t51\t1": ""}

    def row(self, number):
        return f"{number}\t{number % 50}\t1"


class TestFollowerList(Connector):
    connector = _offered("follower-list")
    header = "follower"
    sure = 30
    options: ClassVar = {"platform": "instagram", "account": "lea"}
    samples: ClassVar = {"followers.txt": "follower\nanna\nben\ncleo\n"}
    bad_rows: ClassVar = {"two words": ""}

    def row(self, number):
        return f"person{number}"


class TestAccountNames(Connector):
    connector = _offered("account-names")
    header = "id,name"
    options: ClassVar = {"platform": "lastfm"}
    samples: ClassVar = {"artists.csv": "id,name\n51,Duran Duran\n52,Morcheeba\n"}
    bad_rows: ClassVar = {"53": "", ",Nobody": ""}

    def row(self, number):
        return f"{number},Name {number}"


class TestInfluencerList(Connector):
    connector = _offered("influencer-list")
    header = "platform,handle,name,followers,country,email"
    samples: ClassVar = {
        "list.csv": f"{header}\ninstagram,lea.m,Lea,48.2K,FR,lea@example.com\ntiktok,max,Max,1000,DE,\n",
        "networks.csv": "name,instagram,tiktok\nLea,lea.m,leat\nMax,,max\n",
    }
    bad_rows: ClassVar = {"instagram,a.b,A,many,FR,": "followers", "instagram,a b,A,1,FR,": "handle"}

    def row(self, number):
        return f"instagram,handle{number},Name,{number},FR,"


def test_no_connector_goes_without_a_contract():
    held = {contract.connector.name for contract in Connector.__subclasses__()}
    assert {c.name for c in influcore_platforms.influcore_register_connectors()} - held == set()


class TestTiktokStudio(Connector):
    connector = _offered("tiktok-studio")
    header = "Video title,Video link,Post time,Total likes,Total comments,Total shares,Total views"
    samples: ClassVar = {
        "Content.csv": f"{header}\nA,https://www.tiktok.com/@lea/video/7400000000000000001,2026-05-03 09:10,3,2,1,50\n"
    }
    bad_rows: ClassVar = {"A,https://x.test/y,2026-05-03 09:10,3,2,1,50": ""}

    def row(self, number):
        return f"A,https://www.tiktok.com/@lea/video/74{number:09},2026-05-03 09:10,3,2,1,50"


class TestShopifyOrders(Connector):
    connector = _offered("shopify-orders")
    header = "Name,Financial Status,Currency,Total,Discount Code,Created at,Lineitem quantity"
    samples: ClassVar = {"orders.csv": f"{header}\n#1,paid,USD,5.29,L5,2026-05-03 10:14:00 -0400,2\n#1,,,,,,1\n"}
    bad_rows: ClassVar = {"#x,paid,USD,many,L5,2026-05-03 10:14:00 -0400,2": ""}

    def row(self, number):
        return f"#{number},paid,USD,5.29,L5,2026-05-03 10:14:00 -0400,2"


class TestOrdersTable(Connector):
    connector = _offered("orders-table")
    header = "Order ID,Date,Total,Currency,Coupon"
    samples: ClassVar = {"orders.csv": f"{header}\n7,2026-05-03,12.50,EUR,LEA10\n"}
    bad_rows: ClassVar = {"8,2026-05-03,12.50,XXQ,": "", ",2026-05-03,12.50,EUR,": ""}

    def row(self, number):
        return f"{number},2026-05-03,12.50,EUR,LEA10"


class TestShlinkVisits(Connector):
    connector = _offered("shlink-visits")
    header = "date,potentialBot,referer,country,visitedUrl"
    samples: ClassVar = {"visits.csv": f"{header}\n2026-05-03T10:00:00+02:00,false,Direct,France,https://s.test/a\n"}
    bad_rows: ClassVar = {"yesterday,false,Direct,France,https://s.test/a": ""}

    def row(self, number):
        return f"2026-05-03T10:00:00+02:00,false,Direct,France,https://s.test/{number}"


class TestYourlsLog(Connector):
    connector = _offered("yourls-log")
    header = "click_id,click_time,shorturl,referrer,country_code"
    samples: ClassVar = {"log.csv": f"{header}\n9,2026-05-03 10:00:00,lea,direct,FR\n"}
    bad_rows: ClassVar = {"9,yesterday,lea,direct,FR": ""}

    def row(self, number):
        return f"{number},2026-05-03 10:00:00,lea,direct,FR"
