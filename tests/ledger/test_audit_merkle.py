"""The Merkle tree against RFC 6962's own definitions, and against what Certificate Transparency publishes."""

from __future__ import annotations

import hashlib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.audit.merkle import Tree
from ledger.audit.verifier import Peaks, is_continued, is_included, leaf_hash, node_hash
from tests.ledger.audit_vectors import vectors

_TREE: dict[str, Any] = vectors()["tree"]
KNOWN = [bytes.fromhex(leaf) for leaf in _TREE["leaves"]]
"""The leaves with which Certificate Transparency's implementations are tested."""

ROOTS: list[str] = _TREE["roots"]
PATHS: dict[tuple[int, int], list[str]] = {(one["position"], one["size"]): one["path"] for one in _TREE["inclusion"]}
CONTINUED: dict[tuple[int, int], list[str]] = {(one["old"], one["new"]): one["proof"] for one in _TREE["consistency"]}


def tree(count: int) -> Tree:
    return Tree(leaf_hash(one) for one in KNOWN[:count])


def numbered(count: int) -> list[bytes]:
    return [leaf_hash(str(number).encode()) for number in range(count)]


def root_by_the_book(leaves: list[bytes]) -> bytes:
    """RFC 6962, section 2.1, word by word; `leaves` are hashes."""
    if len(leaves) < 2:
        return leaves[0] if leaves else hashlib.sha256(b"").digest()
    middle = 1
    while middle * 2 < len(leaves):
        middle *= 2
    return node_hash(root_by_the_book(leaves[:middle]), root_by_the_book(leaves[middle:]))


def test_roots_are_those_that_certificate_transparency_publishes() -> None:
    assert [tree(count).root.hex() for count in range(9)] == ROOTS
    growing = Peaks()
    assert growing.root.hex() == ROOTS[0]
    for leaf, root in zip(KNOWN, ROOTS[1:], strict=True):
        growing.add(leaf_hash(leaf))
        assert growing.root.hex() == root


@pytest.mark.parametrize("where", PATHS)
def test_paths_are_those_that_certificate_transparency_publishes(where: tuple[int, int]) -> None:
    position, size = where
    path = tree(size).inclusion(position)
    assert [one.hex() for one in path] == PATHS[where]
    assert is_included(leaf_hash(KNOWN[position]), position, size, path, bytes.fromhex(ROOTS[size]))


@pytest.mark.parametrize("where", CONTINUED)
def test_proofs_of_consistency_are_those_that_certificate_transparency_publishes(where: tuple[int, int]) -> None:
    old, new = where
    proof = tree(new).consistency(old)
    assert [one.hex() for one in proof] == CONTINUED[where]
    assert is_continued(old, bytes.fromhex(ROOTS[old]), new, bytes.fromhex(ROOTS[new]), proof)


@given(count=st.integers(0, 200))
def test_a_tree_that_grows_has_the_root_that_the_rfc_defines(count: int) -> None:
    leaves, growing = numbered(count), Peaks()
    for leaf in leaves:
        growing.add(leaf)
    assert growing.root == Tree(leaves).root == root_by_the_book(leaves)
    assert Peaks(growing.size, growing.hashes).root == growing.root


@given(st.data())
def test_each_leaf_is_proved_and_no_other_one(data: st.DataObject) -> None:
    size = data.draw(st.integers(1, 80), "size")
    position = data.draw(st.integers(0, size - 1), "position")
    leaves = numbered(size)
    root, path = root_by_the_book(leaves), Tree(leaves).inclusion(position)
    assert is_included(leaves[position], position, size, path, root)
    for other in range(size):
        if other != position:
            assert not is_included(leaves[position], other, size, path, root)
            assert not is_included(leaves[other], position, size, path, root)
    assert not is_included(leaves[position], position, size, [*path, root], root)
    assert not path or not is_included(leaves[position], position, size, path[:-1], root)


@given(st.data())
def test_a_tree_continues_its_own_beginning_and_no_other_one(data: st.DataObject) -> None:
    size = data.draw(st.integers(1, 80), "size")
    old = data.draw(st.integers(1, size), "old size")
    changed = data.draw(st.integers(0, old - 1), "changed")
    leaves = numbered(size)
    root, old_root, proof = root_by_the_book(leaves), root_by_the_book(leaves[:old]), Tree(leaves).consistency(old)
    assert is_continued(old, old_root, size, root, proof)
    leaves[changed] = leaf_hash(b"rewritten")
    rewritten = Tree(leaves)
    assert not is_continued(old, old_root, size, rewritten.root, rewritten.consistency(old))
    assert not is_continued(old, old_root, size, rewritten.root, proof)
    assert not is_continued(old, root_by_the_book(leaves[:old]), size, root, proof)


def test_a_tree_that_was_cut_short_continues_nothing_longer() -> None:
    leaves = numbered(9)
    assert not is_continued(9, root_by_the_book(leaves), 7, root_by_the_book(leaves[:7]), [])
    with pytest.raises(IndexError):
        Tree(leaves).consistency(10)
    with pytest.raises(IndexError):
        Tree(leaves).inclusion(9)
