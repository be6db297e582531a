"""The Merkle tree against RFC 6962's own definitions, and against what Certificate Transparency publishes."""

from __future__ import annotations

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.audit.merkle import Tree
from ledger.audit.verifier import Peaks, is_continued, is_included, leaf_hash, node_hash

KNOWN = [
    b"",
    b"\x00",
    b"\x10",
    b"\x20\x21",
    b"\x30\x31",
    b"\x40\x41\x42\x43",
    b"\x50\x51\x52\x53\x54\x55\x56\x57",
    b"\x60\x61\x62\x63\x64\x65\x66\x67\x68\x69\x6a\x6b\x6c\x6d\x6e\x6f",
]
"""The leaves with which Certificate Transparency's implementations are tested."""

ROOTS = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
PATHS = {
    (0, 8): [
        "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
    ],
    (5, 8): [
        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    ],
    (2, 3): ["fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"],
}
CONTINUED = {
    (1, 8): [
        "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
    ],
    (6, 8): [
        "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    ],
    (2, 5): [
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
    ],
}


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
