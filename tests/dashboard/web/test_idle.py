"""Work waits for the moments in which no page is drawn."""

import threading

import pytest

from dashboard.web.idle import Idle


def started(idle: Idle) -> tuple[threading.Thread, threading.Event]:
    """Wait in a thread; the event tells that the wait is over."""
    over = threading.Event()

    def wait() -> None:
        idle.wait()
        over.set()

    thread = threading.Thread(target=wait, daemon=True)
    thread.start()
    return thread, over


def test_nothing_is_done_before_the_first_page_was_drawn() -> None:
    idle = Idle(rest=0)
    thread, over = started(idle)
    assert not over.wait(0.05)
    with idle.drawing():
        assert not over.wait(0.05)
    thread.join(timeout=30)
    assert over.is_set()


def test_a_page_that_is_drawn_again_is_waited_for_and_so_is_a_second_one_beside_it() -> None:
    idle = Idle(rest=0)
    with idle.drawing():
        pass
    with idle.drawing():
        with idle.drawing():
            pass
        thread, over = started(idle)
        assert not over.wait(0.05)
    thread.join(timeout=30)
    assert over.is_set()


def test_a_page_that_fails_or_leads_elsewhere_is_drawn_as_well() -> None:
    idle = Idle(rest=0)
    with pytest.raises(KeyError), idle.drawing():
        raise KeyError
    idle.wait()


def test_the_browser_is_left_a_moment_to_lay_the_page_out() -> None:
    idle = Idle(rest=60)
    with idle.drawing():
        pass
    _thread, over = started(idle)
    assert not over.wait(0.05)
