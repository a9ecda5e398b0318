"""Reflection on a pair with two sides; pure Python that knows no screen."""

from __future__ import annotations

from .ratings import NOT_SURE, SIDES, STEPS, Answer, Rating, Side, check_answer, vocabulary

__all__ = ["NOT_SURE", "SIDES", "STEPS", "Answer", "Rating", "Side", "check_answer", "vocabulary"]
