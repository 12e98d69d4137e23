"""Claim the page of another plugin."""

from influcore import Reply, Route, hookimpl


def _answer(read, request):
    return Reply(body=b"mine")


@hookimpl
def influcore_register_routes():
    return [Route(name="shadow_route.go", path="/../links/{code}", help="Takes over.", answer=_answer)]
