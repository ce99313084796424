"""Topic and pack laid together: which steps a playbook has, in which order, and what each one carries."""

from collections.abc import Callable
from dataclasses import replace

from dashboard.playbooks.model import SECTIONS, Added, StepText, TopicText, Wiring
from dashboard.playbooks.tables import BrokenPlaybook

Plan = dict[str, list[StepText]]


def arrange(topic: TopicText, wiring: Wiring, own_step: Callable[[str], StepText], file: str) -> Plan:
    """Drop, move and add the steps of a pack, then hang its references on them.

    Args:
        topic: the steps valid everywhere.
        wiring: what the pack does to them.
        own_step: words of a step that the pack itself brings.
        file: the pack, for error messages.
    """
    plan: Plan = {section: list(topic.sections[section]) for section in SECTIONS}
    try:
        for step_id in wiring.dropped:
            _take(plan, step_id)
        for move in wiring.moved:
            _put(plan, _take(plan, move.id), move)
        for added in wiring.added:
            _put(plan, _carry(own_step(added.id), added.refs), added)
        for hung, below in ((wiring.shown, False), (wiring.below, True)):
            for step_id, refs in (hung or {}).items():
                section, place = _find(plan, step_id)
                plan[section][place] = _carry(plan[section][place], refs, below=below)
    except LookupError as error:
        raise BrokenPlaybook(file, f"topic {topic.topic} has no step `{error.args[0]}`") from error
    return plan


def _find(plan: Plan, step_id: str) -> tuple[str, int]:
    for section, steps in plan.items():
        for place, step in enumerate(steps):
            if step.id == step_id:
                return section, place
    raise LookupError(step_id)


def _take(plan: Plan, step_id: str) -> StepText:
    section, place = _find(plan, step_id)
    return plan[section].pop(place)


def _put(plan: Plan, step: StepText, where: Added) -> None:
    """Insert after the step named, or first in the section named."""
    section, place = (where.after, -1) if where.after in plan else _find(plan, where.after)
    plan[section].insert(place + 1, step)


def _carry(step: StepText, refs: tuple[str, ...], *, below: bool = False) -> StepText:
    """Hang a pack's references on a step, before its own: the specific comes first, an outer limit last."""
    return replace(step, refs=step.refs + refs if below else refs + step.refs)
