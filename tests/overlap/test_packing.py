"""Lists survive being packed, and a damaged blob is said to be one."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, strategies as st

from influcore_overlap.packing import PART_BITS, cut, pack, unpack

ids = st.sets(st.integers(0, 2**64 - 1), min_size=1, max_size=200)


def as_ids(values):
    return np.array(sorted(values), np.uint64)


@given(ids)
def test_ids_survive_their_blob(values):
    listed = as_ids(values)
    assert (unpack(pack(listed), len(listed)) == listed).all()


@pytest.mark.parametrize("width", range(1, 9))
def test_gaps_of_every_width_survive(width):
    gaps = np.random.default_rng(width).integers(1, 2 ** (8 * width - 7), 100, np.uint64)
    listed = np.cumsum(gaps)
    assert (unpack(pack(listed), 100) == listed).all()


def test_a_long_list_takes_less_than_eight_bytes_an_id():
    listed = np.unique(np.random.default_rng(0).integers(0, 2**64, 300_000, np.uint64))
    parts = cut(listed)
    assert len(parts) == 2
    assert (np.concatenate(parts) == listed).all()
    assert sum(len(pack(part)) for part in parts) < 7.01 * len(listed)


def test_parts_are_cut_where_the_hash_says_so_that_all_lists_are_cut_alike():
    listed = np.unique(np.random.default_rng(1).integers(0, 2**64, (1 << PART_BITS) + 9, np.uint64))
    low, high = cut(listed)
    assert low[-1] < 1 << 63 <= high[0]


@pytest.mark.parametrize("spoil", [lambda b: b[:-1], lambda b: b + b"\0", lambda b: b"", lambda b: b"\x03" + b[1:]])
def test_a_blob_that_is_cut_short_is_refused(spoil):
    blob = pack(np.arange(1000, dtype=np.uint64) ** np.uint64(2))
    with pytest.raises(ValueError, match="can not hold"):
        unpack(spoil(blob), 1000)


def test_ids_out_of_order_are_refused():
    blob = b"\x08" + np.array([5, 5], "<u8").tobytes()
    with pytest.raises(ValueError, match="order"):
        unpack(blob, 2)
