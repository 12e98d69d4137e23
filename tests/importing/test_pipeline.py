"""The import as a whole: order, all or nothing, dry runs, sinks, faults."""

from __future__ import annotations

import csv
import io
import sys

import pytest

from influcore import BadFile, InvalidInput, Refused
from influcore.errors import PluginMisuse
from influcore.services.importing import ImportOptions, decoding, iter_sentences, run as run_import

WHO = "WHO,followers,name,likes,id\nlea,100,Lea,,1\n"
POST = "POST,key,day,likes\n#1,p1,2026-05-01,12\n"
PAIR = "PAIR,viewer\nlea,fan1\nlea,fan2\n"


def counts(report):
    return {t.what: (t.new, t.changed, t.same) for file in report.files for t in file.taken}


def everything(ask):
    tables = ("influencer", "profile", "alias", "post", "observation", "journal")
    return [ask(f"SELECT count(*) FROM {table}")[0][0] for table in tables]


@pytest.mark.parametrize("names", [("who.csv", "posts.csv"), ("posts.csv", "who.csv")])
def test_posts_find_the_accounts_of_another_file_whatever_the_order(bring, names):
    texts = {"who.csv": WHO, "posts.csv": POST}
    report = bring({name: texts[name] for name in names})
    assert counts(report) == {"influencers": (1, 0, 0), "posts": (1, 0, 0)}
    assert report.exit_code == 0


def test_a_folder_means_its_data_files_and_says_what_it_left_out(desk, tmp_path, ask):
    folder = tmp_path / "data"
    folder.mkdir()
    for name, text in {
        "a_posts.csv": POST,
        "who.tsv": WHO,
        "SOURCE.md": "x",
        ".hidden.csv": WHO,
        "odd.csv": "x,y\n1,2\n",
    }.items():
        (folder / name).write_text(text)
    report = run_import(desk, [folder], ImportOptions())
    assert [f.file for f in report.files] == ["who.tsv", "a_posts.csv"]
    assert [name for name, _ in report.left_out] == ["SOURCE.md", "odd.csv"]
    assert any("odd.csv" in line for line in iter_sentences(report))


def test_a_folder_without_any_known_file_is_refused(desk, tmp_path):
    folder = tmp_path / "data"
    folder.mkdir()
    with pytest.raises(BadFile, match="has no data file"):
        run_import(desk, [folder], ImportOptions())
    (folder / "odd.csv").write_text("x,y\n1,2\n")
    with pytest.raises(BadFile, match="no connector knows"):
        run_import(desk, [folder], ImportOptions())


def test_a_file_given_twice_is_imported_once(bring, desk, tmp_path):
    bring({"who.csv": WHO})
    report = run_import(desk, [tmp_path / "who.csv", tmp_path / "who.csv"], ImportOptions())
    assert len(report.files) == 1


def test_nothing_is_written_before_every_file_is_known(bring, ask):
    with pytest.raises(BadFile, match=r"odd\.csv"):
        bring({"who.csv": WHO, "odd.csv": "x,y\n1,2\n"})
    assert sum(everything(ask)) == 0


def test_a_dry_run_counts_everything_and_keeps_nothing(bring, ask):
    dry = bring({"posts.csv": POST, "who.csv": WHO}, dry_run=True)
    assert sum(everything(ask)) == 0
    assert next(iter_sentences(dry)).startswith("dry run")
    assert counts(dry) == counts(bring({"posts.csv": POST, "who.csv": WHO}))


def test_a_connector_that_breaks_down_half_way_leaves_nothing(bring, ask):
    rows = "".join(f"h{n},1\n" for n in range(3000))
    with pytest.raises(PluginMisuse, match=r"t\.people broke down.*boom"):
        bring({"who.csv": f"WHO,followers\n{rows}boom,1\n"})
    assert sum(everything(ask)) == 0


def test_a_wrong_byte_at_the_end_leaves_nothing(bring, ask, monkeypatch):
    monkeypatch.setattr(decoding, "BLOCK", 4096)
    rows = b"".join(b"h%d,1\n" % n for n in range(9_000))
    with pytest.raises(BadFile, match="line 9,002"):
        bring({"who.csv": b"WHO,followers\n" + rows + b"\xff,1\n"})
    assert sum(everything(ask)) == 0


def test_an_interruption_leaves_nothing(bring, ask, desk, tmp_path):
    (tmp_path / "who.csv").write_text(WHO)

    def stop(step):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run_import(desk, [tmp_path / "who.csv"], ImportOptions(), stop)
    assert sum(everything(ask)) == 0


def test_a_fault_in_a_later_file_says_what_has_landed(bring, ask):
    with pytest.raises(Refused, match="holds audiences") as caught:
        bring({"pairs.csv": PAIR, "who.csv": WHO})
    assert "imported before it: who.csv" in caught.value.hint
    assert ask("SELECT count(*) FROM influencer") == [(1,)]


def test_audiences_go_to_the_sink_of_a_plugin(sink, bring):
    report = bring({"pairs.csv": PAIR})
    assert sink.taken == [("lea", "fan1"), ("lea", "fan2")]
    assert counts(report) == {"audience pairs": (2, 0, 0)}


def test_a_sink_that_raises_is_named_and_ends_that_import(sink, bring, ask):
    with pytest.raises(PluginMisuse, match=r"keeping\.pairs broke down.*on fire"):
        bring({"pairs.csv": PAIR + "lea,boom\n"})
    assert sum(everything(ask)) == 0


def test_rejects_go_to_a_file_with_line_column_value_and_reason(bring, tmp_path):
    target = tmp_path / "rejects.csv"
    report = bring({"who.csv": 'WHO,followers\na,=1+1\nb,"open\nc,3\n'}, rejects_to=target)
    rows = list(csv.reader(io.StringIO(target.read_text())))
    assert rows[0] == ["file", "line", "column", "value", "reason"]
    assert rows[1] == ["who.csv", "2", "followers", "'=1+1", "“=1+1” is no number"]
    assert rows[2][1] == "3"
    assert report.rejected == 2
    assert report.exit_code == 4


def test_many_rejects_of_one_kind_are_one_line_of_the_report(bring):
    report = bring({"who.csv": "WHO,followers\n" + "".join(f"h{n},x{n}\n" for n in range(2000)) + "ok,1\n"})
    assert dict(report.files[0].rejected) == {"followers: … is no number": 2000}
    assert len(report.files[0].rejects) == 500


def test_rejects_that_can_not_be_written_stop_the_import_before_it_begins(bring, ask, tmp_path):
    with pytest.raises(Refused, match="can not be written"):
        bring({"who.csv": WHO}, rejects_to=tmp_path / "no" / "rejects.csv")
    assert sum(everything(ask)) == 0


def test_an_option_that_no_connector_knows_is_refused(bring):
    with pytest.raises(InvalidInput, match="platfrom"):
        bring({"who.csv": WHO}, options={"platfrom": "x"})


def test_a_named_connector_is_used_without_looking(bring):
    report = bring({"odd.csv": "x,y\nlea,5\n"}, connector="people")
    assert (report.files[0].connector, report.files[0].why) == ("t.people", "as told")


def test_a_wrong_encoding_is_asked_for_and_then_read(bring, ask):
    data = "WHO,followers,name\nzue,1,Zürich\n".encode("latin-1")
    with pytest.raises(BadFile, match="not utf-8"):
        bring({"who.csv": data})
    bring({"who.csv": data}, encoding="latin-1")
    assert ask("SELECT name FROM influencer") == [("Zürich",)]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_marked_encodings_need_no_telling(bring, ask, encoding):
    bring({"who.csv": "WHO,followers,name\r\nzue,1,Zürich\r\n".encode(encoding)})
    assert ask("SELECT name FROM influencer") == [("Zürich",)]


def test_a_dash_is_standard_input(desk, monkeypatch):
    class Stdin:
        buffer = io.BytesIO(WHO.encode())

    monkeypatch.setattr(sys, "stdin", Stdin)
    assert run_import(desk, ["-"], ImportOptions()).files[0].file == "stdin"


def test_progress_tells_bytes_of_the_file_that_is_read(desk, tmp_path):
    (tmp_path / "who.csv").write_text(WHO)
    steps = []
    run_import(desk, [tmp_path / "who.csv"], ImportOptions(), steps.append)
    assert steps[-1].done == steps[-1].total == len(WHO)


def test_a_report_is_plain_data_too(bring):
    import json

    plain = bring({"who.csv": WHO + "x,y\n"}).as_json()
    assert json.loads(json.dumps(plain)) == plain
    assert plain["files"][0]["taken"] == [{"what": "influencers", "new": 1, "changed": 0, "same": 0}]
    assert plain["files"][0]["rejects"][0]["line"] == 3


def test_words_from_a_file_never_reach_the_report_raw(bring):
    report = bring({"who.csv": "WHO,followers\nbad handle\x1b[31m,1\n"})
    assert "\x1b" not in "".join(iter_sentences(report))
