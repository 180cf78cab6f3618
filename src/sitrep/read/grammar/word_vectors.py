"""The model's word vectors, computed with the model's own weights and the same result, in fewer steps.

spaCy's small pipelines turn words into vectors twice, once for tags and syntax and once for names: what a word looks
like (its form, beginning, end, shape) is looked up in hashed tables and mixed, then four layers look at each word
between its two neighbours. Most of their time goes into that. Two things are done otherwise here, and neither changes
a bit of what comes out:

- A word that occurs again is looked up and mixed once, for what it looks like does not depend on its neighbours.
- The layers run over as many rows as fit into the processor's near memory, with the three pieces of each unit side by
  side, so that the greatest of them is found without a detour.

How a layer counts is thinc's: `expand_window`, `Maxout`, `LayerNorm`, added to its input. Rows of nought stand between
texts, as many as there are layers, so that no text sees another.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language
from spacy.tokens import Doc
from thinc.api import Model

from sitrep.model.errors import ModelError

Floats = NDArray[np.float32]
# Rows that go through the layers together: 1,024 rows of 288 numbers of four bytes are 1.1 MiB.
ROWS = 1024
# Fewer rows than these are multiplied by another routine of the matrix library, whose sums are rounded otherwise: a
# text would read differently alone than among others. Rows of nought make up the number. (OpenBLAS 0.3.31 takes its
# routine for small matrices up to a million multiplications.)
LEAST_ROWS = 256
# So many rows are multiplied at once where a product is small, for the same reason: always by the same routine.
STRETCH = 64
# Variance is never nought: thinc's own constant.
LEAST_VARIANCE = 1e-08
# From these follow all attributes that a pipeline looks up, and MIXED makes one number of them: two words that do not
# look the same have the same number once in 2**64.
KEYS = ("ORTH", "NORM", "SPACY")
MIXED = np.array((1, 0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F), dtype=np.uint64)
# The parts of a layer, and those that pass on what they are given when nothing is trained.
MIX = ("maxout", "layernorm")
SILENT = frozenset({"dropout", "ints-getitem", "list2ragged", "ragged2list"})


@dataclass(frozen=True, slots=True)
class Layer:
    """A maxout layer with its normalisation.

    `weights` is inputs by pieces times outputs, the first pieces of all outputs before the second ones.
    """

    weights: Floats
    bias: Floats
    gain: Floats
    shift: Floats

    def __call__(self, rows: Floats) -> Floats:
        """What the layer makes of some rows."""
        found = rows @ self.weights
        found += self.bias
        width = len(self.gain)
        best = found[:, :width].copy()
        for start in range(width, found.shape[1], width):
            np.maximum(best, found[:, start : start + width], out=best)
        best -= np.add.reduce(best, axis=1, keepdims=True) / np.float32(width)
        variance = np.add.reduce(best * best, axis=1, keepdims=True) / np.float32(width) + np.float32(LEAST_VARIANCE)
        best *= variance ** (-1.0 / 2.0)
        best *= self.gain
        best += self.shift
        return best


def layer_of(maxout: Model[Any, Any], norm: Model[Any, Any]) -> Layer:
    """A layer with the weights of thinc's."""
    weights, bias = np.asarray(maxout.get_param("W")), np.asarray(maxout.get_param("b"))
    outputs, pieces, inputs = weights.shape
    flat = weights.transpose(1, 0, 2).reshape(pieces * outputs, inputs)
    return Layer(
        weights=np.ascontiguousarray(flat.T),
        bias=np.ascontiguousarray(bias.T).reshape(pieces * outputs),
        gain=np.asarray(norm.get_param("G")),
        shift=np.asarray(norm.get_param("b")),
    )


@dataclass(frozen=True, slots=True)
class Looks:
    """What turns a word's looks into a vector: the attributes that are looked up, each in its table, and the mixer."""

    columns: tuple[str, ...]
    tables: tuple[Model[Any, Any], ...]
    mixer: Layer

    def __call__(self, docs: Sequence[Doc]) -> Floats:
        """The vectors of the words of some texts, one after the other."""
        _, first, which = np.unique(numbers_of(docs), return_index=True, return_inverse=True)
        seen = attributes(docs, self.columns)[first]
        parts = [table.predict(np.ascontiguousarray(seen[:, n])) for n, table in enumerate(self.tables)]
        looked_up = np.concatenate(parts, axis=1)
        return self.mixer(at_least(LEAST_ROWS, looked_up))[which]


def attributes(docs: Sequence[Doc], names: Sequence[str]) -> NDArray[np.uint64]:
    """Some attributes of the words of some texts: a row a word, a column an attribute."""
    return np.concatenate([doc.to_array(list(names)).reshape(len(doc), len(names)) for doc in docs])


def numbers_of(docs: Sequence[Doc]) -> NDArray[np.uint64]:
    """A number a word, the same for words that look the same."""
    mixed: NDArray[np.uint64] = attributes(docs, KEYS) * MIXED
    numbers: NDArray[np.uint64] = mixed.sum(axis=1, dtype=np.uint64)
    return numbers


@dataclass(frozen=True, slots=True)
class Encoder:
    """All of a pipeline's way from words to vectors."""

    looks: Looks
    layers: tuple[Layer, ...]

    def __call__(self, docs: Sequence[Doc]) -> list[Floats]:
        """The vectors of each text, a row a word."""
        worded = [doc for doc in docs if len(doc)]
        if not worded:
            return [np.zeros((0, self.width), dtype=np.float32) for _ in docs]
        places = list(places_of([len(doc) for doc in worded], len(self.layers)))
        rows = np.zeros((places[-1].stop + len(self.layers), self.width), dtype=np.float32)
        taken = np.concatenate([np.arange(place.start, place.stop) for place in places])
        rows[taken] = self.looks(worded)
        done = self.through_layers(rows)
        found = iter(places)
        return [done[next(found)] if len(doc) else rows[:0] for doc in docs]

    @property
    def width(self) -> int:
        """How many numbers a vector has."""
        return len(self.looks.mixer.gain)

    def through_layers(self, rows: Floats) -> Floats:
        """What the layers make of rows, a stretch at a time, each with as many neighbours as there are layers."""
        reach, done = len(self.layers), np.empty_like(rows)
        for start in range(0, len(rows), ROWS):
            first = max(0, start - reach)
            stretch = rows[first : start + ROWS + reach]
            for layer in self.layers:
                stretch = stretch + layer(with_neighbours(stretch))
            done[start : start + ROWS] = stretch[start - first : start - first + ROWS]
        return done


def places_of(lengths: Sequence[int], between: int) -> Iterator[slice]:
    """Yield where texts of some lengths lie among rows, with rows of nought before each.

    >>> list(places_of([2, 3], 4))
    [slice(4, 6, None), slice(10, 13, None)]
    """
    end = 0
    for length in lengths:
        yield slice(end + between, end + between + length)
        end += between + length


def with_neighbours(rows: Floats) -> Floats:
    """Each row between the one before it and the one after it, nought beyond the ends.

    >>> with_neighbours(np.array([[1.0], [2.0], [3.0]], dtype=np.float32)).tolist()
    [[0.0, 1.0, 2.0], [1.0, 2.0, 3.0], [2.0, 3.0, 0.0]]
    """
    width = rows.shape[1]
    wide = np.zeros((len(rows), 3 * width), dtype=np.float32)
    wide[1:, :width] = rows[:-1]
    wide[:, width : 2 * width] = rows
    wide[:-1, 2 * width :] = rows[1:]
    return wide


def at_least(count: int, rows: Floats) -> Floats:
    """Some rows, and rows of nought after them up to a number.

    >>> at_least(3, np.ones((2, 1), dtype=np.float32)).tolist()
    [[1.0], [1.0], [0.0]]
    """
    if len(rows) >= count:
        return rows
    more = np.zeros((count, rows.shape[1]), dtype=np.float32)
    more[: len(rows)] = rows
    return more


def encoder_of(words: Model[Any, Any]) -> Encoder | None:
    """The encoder with the weights of a `spacy.Tok2Vec` model; None for one that is built otherwise."""
    parts = [part for part in words.walk(order="dfs_pre") if not part.layers and part.name not in SILENT]
    tables = tuple(part for part in parts if part.name == "hashembed")
    windows = [part for part in parts if part.name == "expand_window"]
    built = ["extract_features", *["hashembed"] * len(tables), *MIX, *["expand_window", *MIX] * len(windows)]
    if [part.name for part in parts] != built or any(window.attrs["window_size"] != 1 for window in windows):
        return None
    maxouts, norms = ([part for part in parts if part.name == name] for name in MIX)
    mixer, *layers = (layer_of(maxout, norm) for maxout, norm in zip(maxouts, norms, strict=True))
    return Encoder(Looks(tuple(parts[0].attrs["columns"]), tables, mixer), tuple(layers))


def as_model(encoder: Encoder) -> Model[Any, Any]:
    """An encoder as a part of a pipeline, for reading alone: it cannot be trained."""

    def forward(_model: Model[Any, Any], docs: Sequence[Doc], is_train: bool) -> tuple[list[Floats], Any]:  # noqa: FBT001 -- thinc's signature
        refuse_training(is_train=is_train)
        return encoder(docs), None

    return Model("word_vectors", forward, dims={"nO": encoder.width})


def scored_evenly(softmax: Model[Any, Any]) -> Model[Any, Any]:
    """A tagger's last part that scores a word the same among few words as among many."""

    def forward(_model: Model[Any, Any], rows: Floats, is_train: bool) -> tuple[Floats, Any]:  # noqa: FBT001 -- thinc's signature
        refuse_training(is_train=is_train)
        return even_product(rows, softmax), None

    return Model("even_scores", forward, dims={"nO": softmax.get_dim("nO")})


def even_product(rows: Floats, layer: Model[Any, Any]) -> Floats:
    """What a layer of weights and a bias makes of each row, the same whatever other rows there are."""
    weights, bias = np.asarray(layer.get_param("W")).T, np.asarray(layer.get_param("b"))
    whole = -len(rows) % STRETCH + len(rows)
    padded, found = at_least(whole, rows), np.empty((whole, len(bias)), dtype=np.float32)
    for start in range(0, whole, STRETCH):
        np.matmul(padded[start : start + STRETCH], weights, out=found[start : start + STRETCH])
    found += bias
    return found[: len(rows)]


def refuse_training(*, is_train: bool) -> None:
    """Raise ModelError when a part that only reads is to be trained."""
    if is_train:
        raise ModelError("the pipeline reads and cannot be trained; train the one that spacy.load gives")


def quickened(nlp: Language) -> Language:
    """The same pipeline with its parts exchanged for those above, where they fit; changed in place."""
    for name in nlp.pipe_names:
        pipe: Any = nlp.get_pipe(name)
        if isinstance(getattr(pipe, "model", None), Model):
            pipe.model = exchanged(pipe.model)
    return nlp


def exchanged(model: Model[Any, Any]) -> Model[Any, Any]:
    """A model, or what takes its place; its parts are exchanged within it."""
    if model.name == "softmax":
        return scored_evenly(model)
    encoder = encoder_of(model)
    if encoder is not None:
        return as_model(encoder)
    for place, part in enumerate(model.layers):
        model.layers[place] = exchanged(part)
    return model
