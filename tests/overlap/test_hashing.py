"""Hashes: the same id is the same person, another platform or key another."""

from __future__ import annotations

from influcore_overlap.hashing import NOBODY, IdHasher, collision_bound, key_name

KEY = bytes(range(32))


def one(text, platform="instagram", namespace="", key=KEY, **options):
    return int(IdHasher(key, platform, namespace, **options)([text])[0])


def test_case_blanks_and_the_at_sign_make_no_other_person():
    assert one(" @Anna.B ") == one("anna.b")


def test_case_counts_where_the_platform_says_so():
    assert one("Anna", case_sensitive=True) != one("anna", case_sensitive=True)


def test_the_same_id_on_another_platform_or_in_another_id_system_is_another_person():
    assert len({one("7"), one("7", "tiktok"), one("7", namespace="export"), one("7", key=bytes(32))}) == 4


def test_a_blank_id_is_nobody():
    assert one("  ") == one("@") == NOBODY


def test_hashes_do_not_depend_on_the_platform_of_the_machine():
    assert one("123") == 10762767346787656907


def test_more_ids_than_are_remembered_are_hashed_all_the_same(monkeypatch):
    monkeypatch.setattr("influcore_overlap.hashing._MEMORY", 3)
    hasher = IdHasher(KEY, "instagram")
    texts = [str(n % 7) for n in range(50)]
    assert hasher(texts).tolist() == [one(t) for t in texts]


def test_a_key_is_named_without_being_given_away():
    assert key_name(KEY) != key_name(bytes(32))
    assert KEY.hex()[:8] not in key_name(KEY)


def test_the_bound_of_collisions_is_the_birthday_bound():
    assert 2.6e-8 < collision_bound(10**6) < 2.8e-8
