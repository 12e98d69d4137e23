from influcore import hookimpl
from influcore.host import Host, HostOptions
from influcore.services.desk import Desk


class Listener:
    def __init__(self):
        self.heard = []

    @hookimpl
    def influcore_after_change(self, read, action, changed):
        self.heard.append((action, [ref.kind for ref in changed]))


def listening(listener):
    host = Host.load(HostOptions(no_plugins=True, fresh=True))
    host.admit(listener, "listener")
    return host


def new_advertiser(desk, name):
    return desk.run("advertiser.new", desk.host.action("advertiser.new").form(name=name))


def test_a_plugin_hears_of_each_change_once(tmp_path):
    listener = Listener()
    desk = Desk.create(tmp_path / "w", listening(listener))
    new_advertiser(desk, "A")
    desk.undo()
    desk.close()
    assert listener.heard == [("advertiser.new", ["advertiser"]), ("undo", ["advertiser"])]


def test_news_that_nobody_told_is_told_by_the_next_process(tmp_path):
    listener = Listener()
    desk = Desk.create(tmp_path / "w", listening(listener))
    new_advertiser(desk, "A")
    with desk.workspace.write("killed before telling") as write:
        write.note("x")
    desk.close()
    later = Listener()
    Desk.open(tmp_path / "w", listening(later)).close()
    assert [action for action, _ in later.heard] == ["killed before telling"]


def test_a_listener_that_fails_loses_nothing(tmp_path):
    class Broken:
        @hookimpl
        def influcore_after_change(self, read, action, changed):
            raise RuntimeError("boom")

    host = listening(Broken())
    desk = Desk.create(tmp_path / "w", host)
    assert new_advertiser(desk, "A").message.startswith("new advertiser")
    assert [(f.plugin, f.stage) for f in host.failures] == [("listener", "influcore_after_change")]
    desk.close()
