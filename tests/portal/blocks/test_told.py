"""A sentence keeps its words when its amounts become links, and each amount leads to its own figure."""

from hypothesis import given
from hypothesis import strategies as st

from dure.grammar.shapes import Text
from dure.portal.blocks.told import Part, linked, plain, plain_text, told

words = st.text(st.characters(min_codepoint=32), max_size=20)


def test_each_amount_leads_to_its_figure() -> None:
    sentence = f"From {linked('9.43 Mt', href='/a/')} to {linked('5.19 Mt', href='/b/')}."
    assert told(sentence) == (
        Part("From "),
        Part("9.43 Mt", "/a/"),
        Part(" to "),
        Part("5.19 Mt", "/b/"),
        Part("."),
    )


def test_reports_and_data_get_bare_words() -> None:
    sentence = linked("45%", href="/a/")
    assert plain_text(Text(f"{sentence} 감축", f"a cut of {sentence}")) == Text("45% 감축", "a cut of 45%")


@given(parts=st.lists(st.tuples(words, words)))
def test_no_word_is_lost_or_added(parts: list[tuple[str, str]]) -> None:
    sentence = "".join(before + linked(amount, href="/a/") for before, amount in parts)
    said = "".join(before + amount for before, amount in parts)
    assert plain(sentence) == said == "".join(part.words for part in told(sentence))
