"""The model's parser and name finder, a step of all texts at a time.

Both walk through a text word by word, and at each step take the best of the moves that are allowed. spaCy's own loop
over the steps lets go of Python's lock and asks for it again several times a step, which takes more of its time than
the moves themselves (half of the name finder's, by a sampling profiler). Here the lock is kept: each step is one call
for all texts that are not at their end. The moves, their scores and what is allowed are spaCy's.
"""

from collections.abc import Sequence
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from sitrep.read.grammar.word_vectors import even_product


def annotate(nlp: Language, docs: Sequence[Doc], left_out: Sequence[str]) -> None:
    """Let the pipes of a pipeline, but for those left out, write into tokenized texts what they find."""
    for name in nlp.pipe_names if docs else ():
        if name in left_out:
            continue
        pipe: Any = nlp.get_pipe(name)
        found = final_states(pipe, docs) if hasattr(pipe, "moves") else pipe.predict(docs)
        pipe.set_annotations(docs, found)


def final_states(pipe: Any, docs: Sequence[Doc]) -> list[Any]:  # noqa: ANN401 -- a compiled class without types
    """Where a parser or name finder ends on each text."""
    model = pipe.model.predict(docs)
    states: list[Any] = pipe.moves.init_batch(docs)
    going = [state for state in states if not state.is_final()]
    while going:
        hidden = model.state2vec.predict(model.get_token_ids(going))
        going = pipe.transition_states(going, even_product(hidden, model.vec2scores))
    model.clear_memory()
    return states
