from __future__ import annotations

import os
import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from pipeline.batch.naming import readable_path, record_name

SHA = "0123456789abcdef" * 4
PATHS = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), min_size=1, max_size=400)


def test_a_plain_path_is_as_the_contract_says() -> None:
    assert record_name("云岭/2023年报.pdf", SHA) == "云岭__2023年报.pdf-01234567"


def test_two_sites_with_one_file_name_do_not_collide() -> None:
    assert record_name("a/2023.pdf", SHA) != record_name("b/2023.pdf", SHA)
    assert record_name("a__b.pdf", SHA) != record_name("a/b.pdf", "f" * 64)


def test_a_hidden_name_is_not_hidden_in_the_output() -> None:
    assert record_name(".report.pdf", SHA) == "_report.pdf-01234567"


@given(PATHS)
def test_every_name_is_a_file_name(path: str) -> None:
    name = record_name(path, SHA)
    assert len(f"{name}.json".encode()) <= 255
    assert "/" not in name
    assert not any(unicodedata.category(one) in {"Cc", "Cf"} for one in name)
    assert name.endswith("-01234567")


@given(st.text(alphabet="局年报", min_size=80, max_size=200), st.text(alphabet="局年报", min_size=80, max_size=200))
def test_long_paths_that_differ_have_names_that_differ(one: str, other: str) -> None:
    assert (record_name(one, SHA) == record_name(other, SHA)) == (one == other)


def test_a_name_from_an_old_archive_is_readable() -> None:
    path = os.fsdecode("云岭/2023年报.pdf".encode("gb18030"))
    assert readable_path(path) == "云岭/2023年报.pdf"


def test_bytes_that_are_no_text_are_shown_escaped() -> None:
    assert readable_path(os.fsdecode(b"a\xff\xff.pdf")) == "a\\xff\\xff.pdf"
