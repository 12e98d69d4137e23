"""Answer short links."""

from __future__ import annotations

from influcore import Read, Reply, Request, Route

from .codes import is_code
from .targets import check_target

# The page may learn which network its visitor comes from, as browsers tell it where no server interferes.
_LEADING = {"Cache-Control": "private, max-age=0", "Referrer-Policy": "strict-origin-when-cross-origin"}
_NOT_FOUND = Reply(
    status=404,
    body=b"Not found.\n",
    headers={"Content-Type": "text/plain; charset=utf-8", "Cache-Control": "private, max-age=0"},
)


def answer(read: Read, request: Request) -> Reply:
    """Lead to the stored address and nowhere else; unknown, retired and impossible codes get the same answer."""
    code = request.path.get("code", "")
    tagged = _stored(read, code) if is_code(code) else None
    if tagged is None:
        return _NOT_FOUND
    return Reply(status=302, headers={"Location": tagged, **_LEADING})


def _stored(read: Read, code: str) -> str | None:
    tagged = read.value("SELECT tagged FROM links_link WHERE code = ? AND state = 'active'", code)
    try:
        check_target(tagged or "")
    except ValueError:
        return None
    return str(tagged)


REDIRECT = Route(name="links.redirect", path="{code}", help="Lead from a short link to its page.", answer=answer)
