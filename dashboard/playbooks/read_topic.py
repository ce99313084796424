"""Topics: Markdown with TOML front matter, one file a topic and language.

A topic file looks like this; all its languages have the same sections and steps in the same order:

    +++
    topic = "duplicate-charge"
    ...
    +++
    The lead.

    ## now
    ### do-not-pay-again | Do not pay again
    Paragraphs, `- ` lists and `> ` words to say. References such as {clock:own-card} stand for numbers and dates.

    {clock:own-hold} {contact:own.app}

A line that holds nothing but references, like the last one, hangs them on the step without printing them.
"""

import re
from pathlib import Path
from typing import Final

from dashboard.playbooks.model import SECTIONS, StepText, TopicText
from dashboard.playbooks.tables import BrokenPlaybook, Row, parse, read

REFERENCE: Final = re.compile(r"\{([a-z]+):([A-Za-z0-9./-]+)\}")
_HANGING: Final = re.compile(rf"(?:{REFERENCE.pattern}\s*)+")


def read_topic(path: Path) -> TopicText:
    """Read one topic in one language."""
    file = f"{path.parent.name}/{path.name}"
    parts = read(path, file).split("+++\n", 2)
    if len(parts) != 3 or parts[0].strip():
        raise BrokenPlaybook(file, "must begin with front matter between two `+++` lines")
    front = Row(file, parse(parts[1], file))
    lead, *chapters = re.split(r"^## ", parts[2], flags=re.MULTILINE)
    topic = TopicText(
        topic=front.text("topic"),
        locale=front.text("locale"),
        file=file,
        title=front.text("title"),
        lead=lead.strip(),
        urgency=front.text("urgency"),
        version=front.number("version"),
        last_reviewed=front.day("last_reviewed"),
        stale_after_days=front.number("stale_after_days"),
        reviewed_by=front.text("reviewed_by", ""),
        sections=dict(_section(chapter, file) for chapter in chapters),
    )
    front.finish()
    if tuple(topic.sections) != SECTIONS:
        raise BrokenPlaybook(file, f"sections must be {', '.join(SECTIONS)}, got {', '.join(topic.sections)}")
    if f"{topic.topic}.{topic.locale}.md" != path.name:
        raise BrokenPlaybook(file, f"says it is {topic.topic} in {topic.locale}")
    return topic


def _section(chapter: str, file: str) -> tuple[str, tuple[StepText, ...]]:
    name, *steps = re.split(r"^### ", chapter, flags=re.MULTILINE)
    if len(name.split()) != 1 or not steps:
        raise BrokenPlaybook(file, f"section `{name.strip()}` must be one word followed by steps")
    return name.strip(), tuple(_step(step, file) for step in steps)


def _step(step: str, file: str) -> StepText:
    heading, _, body = step.partition("\n")
    step_id, bar, title = (part.strip() for part in heading.partition("|"))
    if not bar or not step_id or not title:
        raise BrokenPlaybook(file, f"step heading `{heading}` must be `step-id | Title`")
    return step_text(step_id, title, body)


def step_text(step_id: str, title: str, body: str) -> StepText:
    """Part what a step prints from what it only carries."""
    printed: list[str] = []
    hanging: list[str] = []
    for line in body.splitlines():
        (hanging if _HANGING.fullmatch(line.strip()) else printed).append(line.rstrip())
    text = re.sub(r"\n{3,}", "\n\n", "\n".join(printed)).strip()
    return StepText(step_id, title, text, references("\n".join(hanging)))


def references(text: str) -> tuple[str, ...]:
    """Return every reference in `text` once, as `kind:id`, in the order they come."""
    return tuple(dict.fromkeys(f"{kind}:{name}" for kind, name in REFERENCE.findall(text)))
