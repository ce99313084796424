"""The door: who is let in, who is not, and what every answer carries."""

import asyncio

import pytest

from dashboard.web.guard import HEALTH, Guard
from tests.dashboard.web.asking import OURS, PORT, Inner, ask, cookie_of


@pytest.fixture
def inner() -> Inner:
    return Inner()


@pytest.fixture
def guard(inner: Inner) -> Guard:
    return Guard(inner, PORT)


@pytest.mark.parametrize("path", ["/", "/alerts", "/_stcore/host-config", "/static/js/index.js", "/media/x"])
def test_nothing_is_served_without_the_cookie(guard: Guard, inner: Inner, path: str) -> None:
    assert ask(guard, path).status == 403
    assert inner.reached == []


def test_the_token_is_exchanged_for_a_strict_cookie_and_leaves_the_address(guard: Guard) -> None:
    answer = ask(guard, query=f"token={guard.token}")
    assert (answer.status, answer.headers["location"]) == (303, "/")
    name, *attributes = answer.headers["set-cookie"].split("; ")
    assert name.startswith(f"walletwatch-{PORT}=")
    assert attributes == ["HttpOnly", "SameSite=Strict", "Path=/"]
    assert guard.token not in str(answer.messages)


def test_the_cookie_opens_every_page(guard: Guard, inner: Inner) -> None:
    cookie = cookie_of(guard)
    assert ask(guard, "/alerts", cookie=f"other=1; {cookie}; odd{{cookie").status == 200
    assert inner.reached == ["http /alerts"]


def test_the_token_may_be_shown_again_but_is_no_cookie(guard: Guard) -> None:
    assert ask(guard, query=f"token={guard.token}").status == 303
    assert ask(guard, query=f"token={guard.token}").status == 303
    assert ask(guard, cookie=f"walletwatch-{PORT}={guard.token}").status == 403


@pytest.mark.parametrize("token", ["", "x", "%F0%9F%92%B8", "%ff%fe", "a&token=b"])
def test_a_wrong_token_gets_one_sentence_in_three_languages(guard: Guard, inner: Inner, token: str) -> None:
    answer = ask(guard, query=f"token={token}")
    assert answer.status == 403
    assert [f'<p lang="{locale}">' in answer.body for locale in ("zh", "en", "id")] == [True] * 3
    assert inner.reached == []


def test_a_token_counts_only_on_a_get_of_the_first_page(guard: Guard) -> None:
    assert ask(guard, "/alerts", query=f"token={guard.token}").status == 403
    assert ask(guard, method="POST", query=f"token={guard.token}").status == 403


def test_an_address_for_the_browsers_command_line_opens_once(guard: Guard) -> None:
    address = guard.once()
    assert ask(guard, query=address.partition("?")[2]).status == 303
    assert ask(guard, query=address.partition("?")[2]).status == 403


def test_two_guards_share_neither_token_nor_cookie(guard: Guard) -> None:
    other = Guard(Inner(), PORT + 1)
    assert ask(other, host=f"127.0.0.1:{PORT + 1}", query=f"token={guard.token}").status == 403
    assert ask(other, host=f"127.0.0.1:{PORT + 1}", cookie=cookie_of(guard)).status == 403


def test_the_health_answer_needs_no_cookie_but_the_right_host(guard: Guard, inner: Inner) -> None:
    assert ask(guard, HEALTH).status == 200
    assert ask(guard, HEALTH, host="evil.example").status == 421
    assert inner.reached == [f"http {HEALTH}"]


@pytest.mark.parametrize(
    "host", ["", "evil.example", f"evil.example:{PORT}", "127.0.0.1", f"127.0.0.1:{PORT + 1}", "[::1]:8501"]
)
def test_a_foreign_host_is_misdirected(guard: Guard, inner: Inner, host: str) -> None:
    assert ask(guard, host=host, cookie=cookie_of(guard)).status == 421
    assert ask(guard, host=host, query=f"token={guard.token}").status == 421
    assert inner.reached == []


def test_localhost_is_this_machine_too(guard: Guard) -> None:
    assert ask(guard, host=f"LocalHost:{PORT}", cookie=cookie_of(guard)).status == 200


@pytest.mark.parametrize(
    "origin", ["null", "http://evil.example", f"https://{OURS}", f"http://localhost:{PORT}", "http://127.0.0.1:1"]
)
def test_a_foreign_origin_is_refused(guard: Guard, inner: Inner, origin: str) -> None:
    assert ask(guard, cookie=cookie_of(guard), origin=origin).status == 403
    assert ask(guard, HEALTH, origin=origin).status == 403
    assert inner.reached == []


def test_our_own_origin_is_welcome(guard: Guard) -> None:
    assert ask(guard, cookie=cookie_of(guard), origin=f"http://{OURS}").status == 200


def test_a_websocket_without_the_cookie_is_closed_before_it_opens(guard: Guard, inner: Inner) -> None:
    for headers in ({}, {"origin": "http://evil.example", "cookie": cookie_of(guard)}, {"host": "evil.example"}):
        answer = ask(guard, "/_stcore/stream", kind="websocket", **headers)
        assert answer.messages == [{"type": "websocket.close", "code": 1008}]
    assert inner.reached == []


def test_a_websocket_of_our_own_page_gets_through(guard: Guard, inner: Inner) -> None:
    answer = ask(guard, "/_stcore/stream", kind="websocket", cookie=cookie_of(guard), origin=f"http://{OURS}")
    assert answer.messages == [{"type": "websocket.accept"}]
    assert inner.reached == ["websocket /_stcore/stream"]


def test_health_is_no_way_in_for_a_websocket(guard: Guard, inner: Inner) -> None:
    ask(guard, HEALTH, kind="websocket")
    assert inner.reached == []


def test_the_servers_start_and_end_pass_through(guard: Guard, inner: Inner) -> None:
    async def nothing(*_: object) -> dict[str, str]:
        return {}

    asyncio.run(guard({"type": "lifespan"}, nothing, nothing))  # type: ignore[arg-type]
    assert inner.reached == ["lifespan"]


def test_every_answer_carries_the_headers(guard: Guard) -> None:
    answers = [
        ask(guard, "/alerts", cookie=cookie_of(guard)),
        ask(guard, "/alerts"),
        ask(guard, HEALTH),
        ask(guard, host="evil.example"),
        ask(guard, query=f"token={guard.token}"),
    ]
    for answer in answers:
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["referrer-policy"] == "no-referrer"
        assert answer.headers["x-frame-options"] == "DENY"
        assert answer.headers["cache-control"] == "no-store"
        assert "default-src 'self'" in answer.headers["content-security-policy"]
        assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]


def test_no_page_may_load_from_or_talk_to_another_server(guard: Guard) -> None:
    policy = ask(guard).headers["content-security-policy"]
    named = [word for word in policy.replace(";", " ").split() if ":" in word]
    assert set(named) == {"data:", "blob:", f"ws://127.0.0.1:{PORT}", f"ws://localhost:{PORT}"}


def test_our_headers_win_over_the_applications(guard: Guard, inner: Inner) -> None:
    inner.headers = [(b"Cache-Control", b"public"), (b"X-Frame-Options", b"ALLOWALL"), (b"etag", b"1")]
    answer = ask(guard, "/media/x", cookie=cookie_of(guard))
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["x-frame-options"] == "DENY"
    assert answer.headers["etag"] == "1"
    names = [name.lower() for name, _ in answer.messages[0]["headers"]]
    assert len(names) == len(set(names))


def test_streamlits_own_files_may_be_kept(guard: Guard, inner: Inner) -> None:
    inner.headers = [(b"cache-control", b"public, immutable")]
    assert ask(guard, "/static/js/index.js", cookie=cookie_of(guard)).headers["cache-control"] == "public, immutable"
