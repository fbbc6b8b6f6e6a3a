"""Damage files as the world does: bytes, trees of XML, streams and dictionaries of PDF."""

import copy
import io
import random
import re
import zipfile
import zlib
from typing import Any

from lxml import etree

MOST_BYTES = 400_000
"""Largest mutant, in bytes."""
TOKENS = {
    "pdf": [b"<<", b">>", b"endobj", b"/Type /Page", b"/Kids [1 0 R]", b"0 0 0 rg", b"-1", b"1e30",
            b" Tj", b" 0 0 0 0 0 0 cm ", b" q ", b" Q ", b" BT ", b"/Rotate 90", b"(\\377\\000) Tj",
            b" 1e9 Tf", b" 0 Tf", b" 3 Tr ", b" 100 0 0 -100 0 0 Tm ", b"/F9 12 Tf"],
    "xml": [b"<w:p>", b"</w:p>", b"<w:tbl><w:tr><w:tc>", b"&amp;", b"<text:list>", b"]]>", b"<!--"],
    "html": [b"<div>", b"</div>", b"<table><tr><td>", b"<sup>1</sup>", b"<ol start=99999>",
             b"&#0;", b"<li>", b"<br>", b"<h2>", b"&#xE000;", b"&#x202e;"],
    "rtf": [b"{", b"}", b"\\u-1?", b"\\'zz", b"{\\footnote ", b"\\outlinelevel9", b"\\bin999 ",
            b"\\u57344?", b"\\u-8192?", b"\\par ", b"\\cell\\row ", b"\\uc9 "],
    "text": [b"\n\n1. ", b"(a) ", b"\f", b"|---|", b"[^1]: ", b"# ", b"```", b"\xff\xfe", b".....",
             "\ue000".encode(), "\ue001".encode(), "\ue0023".encode(), "²".encode(), "٣. ".encode(),
             "\u202e".encode(), "\u0301".encode(), "ﬁ".encode(), "\u00ad\n".encode(), b"a/",
             b"1\n"],
}  # fmt: skip
TEXTS = (
    "", "1", "²", "٣", "-1", "9" * 30, "1. ", "(a) ", "\ue0001\ue001", "\ue002", "ﬁ", "Annex I",
    "\u202eabc", "i) ", "12 bis. ", "....... 4", "x" * 5000, "a b " * 5000, "1. x\n" * 2000, "Fin.",
    "a\u0301" * 50, "https://" * 500, "*" * 3000, "\u00ad", "\u200b" * 400, "المادة ١ـ ", "一、",
    "\t" * 900,
)  # fmt: skip
"""What stands in the place of a text or an attribute of a tree."""
NUMBERS = (b"0", b"-1", b"0.0001", b"1e7", b"99999999999", b"-32768", b"3", b"720")
_STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)
_NUMBER = re.compile(rb"-?\d+(?:\.\d+)?")


def mutant(data: bytes, dice: random.Random, tokens: str) -> bytes:
    """Bytes after one to six changes."""
    for _ in range(dice.randint(1, 6)):
        start = dice.randrange(len(data) + 1)
        end = min(len(data), start + dice.choice((1, 8, 80, 800)))
        piece = data[start:end]
        change = dice.randrange(7)
        if change == 0:
            piece = bytes(byte ^ (1 << dice.randrange(8)) for byte in piece[:8]) + piece[8:]
        elif change == 1:
            piece = b""
        elif change == 2:
            piece *= dice.choice((2, 10, 1000))
        elif change == 3:
            piece += dice.choice(TOKENS[tokens]) * dice.choice((1, 3, 2000))
        elif change == 4:
            piece = bytes(dice.randrange(256) for _ in piece)
        elif change == 5:
            piece = str(dice.choice((0, -1, 2**31, 10**12))).encode()
        else:
            end = len(data) if dice.random() < 0.2 else end
        data = (data[:start] + piece + data[end:])[:MOST_BYTES]
    return data


def repacked(data: bytes, dice: random.Random, tokens: str) -> bytes:
    """A package with one of its parts mutated, most often its tree."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as package, zipfile.ZipFile(packed, "w") as other:
        parts = package.namelist()
        chosen = dice.choice(parts)
        for part in parts:
            content = package.read(part)
            if part == chosen:
                by_tree = dice.random() < 0.8
                content = _grown(content, dice) if by_tree else mutant(content, dice, tokens)
            other.writestr(part, content)
    return packed.getvalue()


def _grown(content: bytes, dice: random.Random) -> bytes:
    """An XML part after one to six changes of its tree; it stays well-formed."""
    try:
        root = etree.fromstring(content)
    except etree.XMLSyntaxError:
        return mutant(content, dice, "xml")
    for _ in range(dice.randint(1, 6)):
        nodes = [node for node in root.iter() if isinstance(node.tag, str)]
        _change(dice.choice(nodes[:2000]), dice.choice(nodes[:2000]), dice)
    return etree.tostring(root, encoding="utf-8")[: 10 * MOST_BYTES]


def _change(node: Any, other: Any, dice: random.Random) -> None:
    """Change a node of a tree: leave out, copy, move, nest, rename or say something else."""
    if node.getparent() is not None and dice.random() < 0.4:
        _rearrange(node, dice)
        return
    change = dice.randrange(5)
    if change == 0:
        other.append(copy.deepcopy(node))
    elif change == 1:
        node.tag = other.tag
    elif change == 2 and node.attrib:
        node.set(dice.choice(list(node.attrib)), dice.choice(TEXTS))
    elif change == 3:
        node.text = dice.choice(TEXTS)
    else:
        node.tail = dice.choice(TEXTS)


def _rearrange(node: Any, dice: random.Random) -> None:
    """Leave a node out, repeat it or wrap it in nodes of its kind."""
    parent, change = node.getparent(), dice.randrange(3)
    if change == 0:
        parent.remove(node)
    elif change == 1:
        for _ in range(dice.choice((1, 5, 300))):
            parent.append(copy.deepcopy(node))
    else:
        for _ in range(dice.choice((1, 20, 120))):
            around = etree.SubElement(node.getparent(), node.tag)
            around.append(node)


def pdf_mutant(data: bytes, dice: random.Random) -> bytes:
    """A PDF with a stream mutated inside its packing, or numbers of its objects changed."""
    streams = [found for found in _STREAM.finditer(data) if len(found[1]) < MOST_BYTES]
    if not streams or dice.random() < 0.3:
        return _renumbered(data, dice)
    found = dice.choice(streams)
    try:
        inner, packed = zlib.decompress(found[1]), True
    except zlib.error:
        inner, packed = found[1], False
    by_number = dice.random() < 0.5
    inner = _renumbered(inner, dice) if by_number else mutant(inner, dice, "pdf")
    fresh = zlib.compress(inner) if packed else inner
    return data[: found.start(1)] + fresh + data[found.end(1) :]


def _renumbered(data: bytes, dice: random.Random) -> bytes:
    """Bytes with some of their numbers replaced."""
    places = list(_NUMBER.finditer(data))
    for _ in range(dice.randint(1, 6) if places else 0):
        found = dice.choice(places)
        data = data[: found.start()] + dice.choice(NUMBERS) + data[found.end() :]
    return data
