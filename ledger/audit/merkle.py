"""Proofs out of the log's Merkle tree (RFC 6962, section 2.1). Whoever checks them has `ledger.audit.verifier`."""

from __future__ import annotations

from collections.abc import Iterable

from ledger.audit.verifier import Peaks, node_hash

_WIDTH = 32


class Tree:
    """A whole tree in memory: 64 bytes a leaf, so that a proof is a few look-ups."""

    def __init__(self, leaves: Iterable[bytes]) -> None:
        """`leaves`: their hashes, in order."""
        self._levels = [b"".join(leaves)]
        while (count := len(self._levels[-1]) // _WIDTH) > 1:
            below, row = self._levels[-1], bytearray()
            for at in range(0, (count - count % 2) * _WIDTH, 2 * _WIDTH):
                row += node_hash(below[at : at + _WIDTH], below[at + _WIDTH : at + 2 * _WIDTH])
            self._levels.append(bytes(row))

    @property
    def size(self) -> int:
        return len(self._levels[0]) // _WIDTH

    @property
    def root(self) -> bytes:
        return self._root(0, self.size) if self.size else Peaks().root

    def inclusion(self, position: int) -> list[bytes]:
        """The path from a leaf to the root (2.1.1). Raises IndexError where there is no such leaf."""
        if not 0 <= position < self.size:
            raise IndexError(position)
        path: list[bytes] = []
        start, end = 0, self.size
        while end - start > 1:
            middle = start + _split(end - start)
            if position < middle:
                path.append(self._root(middle, end))
                end = middle
            else:
                path.append(self._root(start, middle))
                start = middle
        return path[::-1]

    def consistency(self, old_size: int) -> list[bytes]:
        """The proof that the tree begins with its first `old_size` leaves (2.1.2). Raises IndexError."""
        if not 0 <= old_size <= self.size:
            raise IndexError(old_size)
        if old_size in (0, self.size):
            return []
        proof: list[bytes] = []
        start, end, whole = 0, self.size, True
        while old_size != end:
            middle = start + _split(end - start)
            if old_size <= middle:
                proof.append(self._root(middle, end))
                end = middle
            else:
                proof.append(self._root(start, middle))
                start, whole = middle, False
        return ([] if whole else [self._root(start, end)]) + proof[::-1]

    def _root(self, start: int, end: int) -> bytes:
        """Of the leaves from `start` up to `end`, where `start` is where such a subtree begins."""
        count = end - start
        if count & (count - 1) == 0:
            level = count.bit_length() - 1
            at = (start >> level) * _WIDTH
            return self._levels[level][at : at + _WIDTH]
        middle = start + _split(count)
        return node_hash(self._root(start, middle), self._root(middle, end))


def _split(count: int) -> int:
    """The largest power of two below it."""
    return 1 << ((count - 1).bit_length() - 1)
