from sitrep.model.spans import Span
from sitrep.read.grammar.parsing import ENDLESS, cut_block

SENTENCE = "On Monday rebels shelled an army post near Aleppo, killing three soldiers. "


def pieces(text: str) -> list[str]:
    spans = list(cut_block(text, Span(0, len(text))))
    assert [span.end for span in spans[:-1]] == [span.start for span in spans[1:]]
    return [span.quote(text) for span in spans]


def test_a_paragraph_of_sentences_is_one_piece_however_long() -> None:
    text = SENTENCE * 100
    assert pieces(text) == [text]


def test_a_sentence_without_an_end_is_cut_at_white_space() -> None:
    text = SENTENCE + "rebels shelled a post and " * 400 + ". " + SENTENCE * 5
    found = pieces(text)
    assert "".join(found) == text
    assert all(len(piece) <= ENDLESS + len(SENTENCE) for piece in found[:-1])
    assert all(piece.endswith(" ") for piece in found[:-1])


def test_a_word_without_an_end_is_cut_where_it_must_be() -> None:
    assert [len(piece) for piece in pieces("a" * (2 * ENDLESS + 10))] == [ENDLESS, ENDLESS, 10]
