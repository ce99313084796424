"""The one use case: ledger in, findings out. Pure: no clock, file, environment or network."""

import datetime as dt
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
import pandas as pd

from detect import rules
from detect.context import Context, Settings
from detect.coverage import coverage
from detect.debit_questions import DebitQuestion, debit_questions
from detect.features import Measured
from detect.finding import KINDS, Finding
from detect.incident import Incident, incident
from detect.learned import believed, learn
from detect.limits import above
from detect.links.twins import Twins
from detect.memo import Memo
from detect.scene import Resolution, Scene
from detect.suspicion import score_of, suspicion
from detect.view import View

GIVEN_BACK: Final = 8.0  # nats that speak for a payment which came back in full: a void, a return
DOUBTED: Final = 0.25  # false alerts a month from which a payment is doubted, whatever budget is asked for


@dataclass(frozen=True, slots=True)
class ScanResult:
    """What a scan says.

    findings: by severity and stake, each row in at most one.
    resolved: evidence that settles earlier alerts.
    scores: a row for every payment that moved money out: txn_id, score (float64, NaN where not scored), reason.
    links: kind, left, right (txn_ids), basis, lag_days.
    twins: accounts that came in two formats, and which of their rows are counted.
    questions: pairs of rows that may be linked when others may as well, in the columns of links; only the person can tell.
    debits: what banks took for wallets that do not show it, where only the person can tell whether it is right.
    incident: in account-theft mode, every suspicious row around the day.
    coverage: person, account, month (YYYY-MM), state (covered, partly, missing, off).
    cold: persons and accounts whose history is too short for more than clear patterns; `cold_start` their labels.
    """

    findings: tuple[Finding, ...]
    resolved: tuple[Resolution, ...]
    scores: pd.DataFrame
    links: pd.DataFrame
    coverage: pd.DataFrame
    cold: tuple[tuple[str, str], ...]
    twins: Twins
    questions: pd.DataFrame
    debits: tuple[DebitQuestion, ...] = ()
    incident: Incident | None = None

    @property
    def cold_start(self) -> tuple[str, ...]:
        """The labels of `cold`, each once."""
        return tuple(sorted({account for _, account in self.cold}))


def scan(
    frame: pd.DataFrame, context: Context, as_of: dt.date, settings: Settings, memo: Memo | None = None
) -> ScanResult:
    """Look at the ledger as it stood at the end of `as_of`.

    Args:
        frame: the ledger frame (ingest.schema).
        context: what else the ledger and the casebook know.
        as_of: rows booked later are invisible.
        settings: how to look.
        memo: of an earlier scan of whatever ledger; it saves work and changes nothing.
    """
    scene = weighed(frame, context, as_of, settings, memo)
    for module in rules.finders():
        scene.findings += module.find(scene)
    findings = tuple(_one_alert_a_row(scene))
    return ScanResult(
        findings=findings,
        resolved=tuple(scene.resolved),
        scores=_scores(scene, frame),
        links=pd.concat([scene.links.table(), scene.twins.table()], ignore_index=True),
        coverage=coverage(scene.view.context, as_of),
        cold=_cold(scene),
        twins=scene.twins,
        questions=pd.concat([scene.twins.questions(), scene.links.questions()], ignore_index=True),
        debits=debit_questions(scene, findings),
        incident=incident(scene, settings.incident) if settings.incident is not None else None,
    )


def weighed(
    frame: pd.DataFrame, context: Context, as_of: dt.date, settings: Settings, memo: Memo | None = None
) -> Scene:
    """Return the scene in which patterns and forest have spoken about every payment; arguments as for `scan`."""
    scene = Scene.of(View.of(frame, context, as_of, settings))
    measured = Measured.of(scene.view, scene.payments)
    scene.known = ~scene.answered("not_mine")
    memo = memo or Memo()
    _weigh(scene, measured, memo)
    doubted = scene.payments[above(scene, DOUBTED)]
    doubted = doubted[~scene.answered("mine")[doubted] & scene.known[doubted]]
    if len(doubted):
        scene.known[doubted] = False
        scene.suspicion = None  # a million rows of it would stand beside the second
        _weigh(scene, measured, memo)
    return scene


def _weigh(scene: Scene, measured: Measured, memo: Memo) -> None:
    """Ask features, patterns, forest and answers about every payment, with what makes a shop known as it stands."""
    scene.signals = believed(scene, [signal for module in rules.patterns() for signal in module.signals(scene)])
    nats = np.zeros(len(scene.view))
    nats[list(scene.given_back)] -= GIVEN_BACK
    for signal in scene.signals:
        nats[list(signal.positions)] += signal.nats
    normal = scene.known[scene.payments]
    scene.suspicion = learn(
        scene, suspicion(measured.features(normal), normal, nats[scene.payments], scene.view.settings, memo)
    )


_SEVERITY = {"high": 0, "medium": 1, "low": 2}


def _one_alert_a_row(scene: Scene) -> list[Finding]:
    """Let each row count in one finding, by right of way of the kinds; high unauthorised use goes before subscriptions."""
    taken: set[str] = set()
    kept = []
    for finding in sorted(scene.findings, key=_right_of_way):
        rows = tuple(row for row in finding.rows if row not in taken)
        if finding.rows and len(rows) < max(1, (len(finding.rows) + 1) // 2):
            continue
        taken.update(rows)
        kept.append(finding if rows == finding.rows else _without(scene, finding, rows))
    return sorted(kept, key=lambda finding: (_SEVERITY[finding.severity], -finding.amount, finding.rows))


def _without(scene: Scene, finding: Finding, rows: tuple[str, ...]) -> Finding:
    """Return a finding without the rows that another one has taken, nor their money where it counts its rows' money."""
    if finding.kind != "unauthorized":
        return replace(finding, rows=rows)
    positions = [scene.view.position[row] for row in rows]
    own = [n for n in positions if scene.view.column("currency")[n] == finding.currency]
    first, last = (str(scene.view.date(positions[n])) for n in (0, -1))
    facts = finding.facts | {"payments": len(own), "first": first, "last": last}
    return replace(finding, rows=rows, amount=int(-scene.view.amount[own].sum()), facts=facts)


def _right_of_way(finding: Finding) -> tuple[int, float, tuple[str, ...]]:
    place = KINDS.index(finding.kind)
    if finding.kind == "unauthorized" and finding.severity != "high":
        place = KINDS.index("new_recurring") + 1
    return place, -finding.score, finding.rows


def _scores(scene: Scene, frame: pd.DataFrame) -> pd.DataFrame:
    """Return the score of every row that moved money out, or why it has none: also of rows that another format shows."""
    view = scene.view
    rows = np.flatnonzero(view.moved_out)
    score = np.full(len(view), np.nan)
    reason = why_not(scene)
    if scene.suspicion is not None:
        positions = scene.suspicion.features.positions
        score[positions] = score_of(scene.suspicion.surprise)
        score[positions[scene.suspicion.cold]] = np.nan
    told = pd.DataFrame({"txn_id": view.txn_ids[rows], "score": score[rows], "reason": reason[rows]})
    counted = scene.twins.counted
    seen_twice = frame.loc[frame["txn_id"].isin(list(counted)) & frame["moved"] & (frame["amount"] < 0), "txn_id"]
    twins = pd.DataFrame({"txn_id": seen_twice.to_numpy(dtype=object), "score": np.nan, "reason": "twin"})
    return pd.concat([told, twins], ignore_index=True) if len(twins) else told


def why_not(scene: Scene) -> np.ndarray:
    """Return for each row (object) why it has no score: not_out, transfer, mirror, cold_start, or empty."""
    reason = np.where(scene.view.moved_out, "", "not_out").astype(object)
    reason[scene.view.moved_out & scene.own] = "transfer"
    reason[scene.view.moved_out & scene.shadow] = "mirror"
    if scene.suspicion is not None:
        reason[scene.suspicion.features.positions[scene.suspicion.cold]] = "cold_start"
    return reason


def _cold(scene: Scene) -> tuple[tuple[str, str], ...]:
    """Return the accounts whose newest payments are not scored for want of history."""
    if scene.suspicion is None:
        return ()
    positions = scene.suspicion.features.positions
    owners = (scene.view.column(name)[positions].tolist() for name in ("person", "account"))
    newest = dict(zip(zip(*owners, strict=True), scene.suspicion.cold.tolist(), strict=True))  # the last of each wins
    return tuple(sorted(owner for owner, cold in newest.items() if cold))
