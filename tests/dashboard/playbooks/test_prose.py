import pytest

from dashboard.playbooks.library import library
from dashboard.playbooks.lint import phrase_problems, prose_problems, topic_problems
from dashboard.playbooks.model import TopicText
from dashboard.playbooks.words import Phrases

TOPIC_FILES = [text for texts in library().topics.values() for text in texts.values()]
WORD_FILES = list(library().words())


@pytest.mark.parametrize("topic", TOPIC_FILES, ids=lambda topic: topic.file)
def test_topic_prose_names_no_number_address_or_span_itself(topic: TopicText) -> None:
    assert topic_problems(topic) == []


@pytest.mark.parametrize("phrases", WORD_FILES, ids=lambda phrases: phrases.file)
def test_pack_words_name_no_number_address_or_span_themselves(phrases: Phrases) -> None:
    assert phrase_problems(phrases) == []


@pytest.mark.parametrize(
    ("prose", "locale"),
    [
        ("Call 95188 now.", "en"),
        ("拨打９５１８８。", "zh"),
        ("第①步", "zh"),
        ("Write to help@dana.id today", "id"),
        ("Go to https://example", "en"),
        ("Go to alipay.com", "en"),
        ("Buka www.situs", "id"),
        ("打开 ａｌｉｐａｙ．ｃｏｍ", "zh"),
        ("within fifteen days", "en"),
        ("Ask again in a week.", "en"),
        ("十五日内答复", "zh"),
        ("两个工作日", "zh"),
        ("dalam tiga hari", "id"),
        ("tunggu seminggu", "id"),
        ("This is **important**", "en"),
        ("see [here](there)", "en"),
        ("within {clock:own-card", "en"),
    ],
)
def test_prose_that_breaks_a_rule_is_found(prose: str, locale: str) -> None:
    assert prose_problems(prose, locale)


@pytest.mark.parametrize(
    ("prose", "locale"),
    [
        ("Within {clock:cn-pboc-reply}, see {law:CN-02}.", "en"),
        ("- Ask for the number.\n> From [time] on …", "en"),
        ("今天就写，一个个看，记下两个日子。", "zh"),
        ("Kehidupan sehari-hari, satu per satu.", "id"),
    ],
)
def test_prose_that_keeps_the_rules_is_left_alone(prose: str, locale: str) -> None:
    assert prose_problems(prose, locale) == []
