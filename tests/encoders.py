"""Sentence encoders for tests: a tiny random one, and stand-ins for the programs that run one."""

import sys
from collections.abc import Mapping, Sequence
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any
from zlib import crc32

import numpy as np
import pytest

from jalon.engines.tagging.encoding import Vectors, pooled
from jalon.engines.tagging.words import words_of


class TinyEncoder:
    """Random vectors for words, the same for the same word; `same` words share theirs."""

    fingerprint = "tiny"

    def __init__(self, same: dict[str, str] | None = None) -> None:
        self.same = same or {}

    def encode(self, texts: Sequence[str]) -> Vectors:
        states = [
            np.sum([self._word(word) for word in words_of(text.lower())], axis=0) for text in texts
        ]
        mask = np.ones((len(texts), 1), dtype=np.int64)
        return Vectors(fingerprint="tiny", rows=pooled(np.array(states)[:, None], mask))

    def _word(self, word: str) -> Any:
        seed = crc32(self.same.get(word, word).encode())
        return np.random.default_rng(seed).normal(size=48).astype(np.float32)


class Session:
    """Runs no model: the states of a token are its id and one."""

    def __init__(self, path: str, providers: Sequence[str]) -> None:
        self.path, self.providers = path, providers

    def get_inputs(self) -> list[SimpleNamespace]:
        return [SimpleNamespace(name="input_ids")]

    def run(self, _wanted: None, given: Mapping[str, Any]) -> list[Any]:
        ids = given["input_ids"].astype(np.float32)
        return [np.stack([ids, np.ones_like(ids)], axis=-1)]


class Tokenizer:
    """Cuts at spaces: each word is the token 1, and 0 fills up."""

    @classmethod
    def from_file(cls, _path: str) -> "Tokenizer":
        return cls()

    def enable_truncation(self, max_length: int) -> None:
        self.longest = max_length

    def enable_padding(self) -> None:
        pass

    def encode_batch(self, texts: Sequence[str]) -> list[SimpleNamespace]:
        counts = [len(text.split()[: self.longest]) for text in texts]
        rows = [[1] * n + [0] * (max(counts) - n) for n in counts]
        return [SimpleNamespace(ids=row, attention_mask=row) for row in rows]


def stand_in(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make a folder that of an encoder, and stand in for the programs that run one."""
    (folder / "model.onnx").write_bytes(b"model")
    (folder / "tokenizer.json").write_bytes(b"tokenizer")
    programs = {
        "onnxruntime": {"InferenceSession": Session},
        "tokenizers": {"Tokenizer": Tokenizer},
    }
    for name, has in programs.items():
        module = ModuleType(name)
        module.__spec__ = ModuleSpec(name, None)
        module.__dict__.update(has)
        monkeypatch.setitem(sys.modules, name, module)
    return folder
