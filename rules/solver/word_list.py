"""Texts and options as numbers: those a document names, and some that it does not name."""

from __future__ import annotations

from collections.abc import Iterable


class WordList:
    """Numbers words as they come. Two kinds: options of choices, and texts.

    A text may also be one that no document names: as many of those as there are facts that hold
    a text are enough, because documents can only tell texts apart.
    """

    def __init__(self) -> None:
        self.words: list[str] = []
        self.numbers: dict[str, int] = {}
        self.unnamed: list[int] = []

    def number(self, word: str) -> int:
        """The number of a word, the next one when it is new."""
        if word not in self.numbers:
            self.numbers[word] = len(self.words)
            self.words.append(word)
        return self.numbers[word]

    def add_unnamed(self, count: int) -> None:
        """Texts that stand in no document; call it when all words have their numbers."""
        candidate = 0
        while len(self.unnamed) < count:
            candidate += 1
            word = "lainnya" if candidate == 1 else f"lainnya {candidate}"
            if word not in self.numbers:
                self.unnamed.append(self.number(word))

    def of(self, words: Iterable[str]) -> list[int]:
        """The numbers of several words."""
        return [self.number(word) for word in words]
