"""Tokens, of the settings and of a file that may change."""

from hashlib import sha256
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from structlog.testing import capture_logs

from joinwise.cli.main import main
from joinwise.errors import SettingsError
from joinwise.tokens import Scope, Tokens, token_problems

FIRST, SECOND = "first-token-0123456789", "second-token-0123456789"


def test_a_file_holds_a_token_a_line(tmp_path: Path) -> None:
    file = tmp_path / "tokens"
    file.write_bytes(f"# for Prometheus\r\n\r\n  {FIRST} \r\n#{SECOND}\r\n".encode())
    tokens = Tokens(file=file)
    assert FIRST in tokens
    assert SECOND not in tokens


def test_tokens_of_both_places_open(tmp_path: Path) -> None:
    (tmp_path / "tokens").write_text(FIRST)
    tokens = Tokens([SECOND], tmp_path / "tokens")
    assert [token in tokens for token in (FIRST, SECOND)] == [True, True]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (None, "cannot be read: No such file"), ("", "no token"), ("# none\n", "no token"),
        (f"{FIRST}\nshort", "line 2 has 5 characters; at least 16 are needed"),
        ("two words in one line", "line 1 contains spaces, non-printable"), ("x" * 70_000, "larger than 64 KiB"),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_used_stops_the_start(
    tmp_path: Path, text: str | None, message: str
) -> None:
    file = tmp_path / "tokens"
    if text is not None:
        file.write_text(text)
    with pytest.raises(SettingsError, match=message):
        Tokens(file=file)


@pytest.mark.parametrize("text", [None, "", "short"])
def test_a_file_that_is_spoilt_later_leaves_the_last_good_tokens(
    tmp_path: Path, text: str | None
) -> None:
    file = tmp_path / "tokens"
    file.write_text(FIRST)
    tokens = Tokens(file=file)
    if text is None:
        file.unlink()
    else:
        file.write_text(text)
    with capture_logs() as logs:
        assert FIRST in tokens
        assert FIRST in tokens
    assert [event["log_level"] for event in logs] == ["error"]
    assert "short" not in str(logs)
    file.write_text(f"{SECOND}\n")
    assert SECOND in tokens
    assert FIRST not in tokens


@pytest.mark.parametrize(
    ("mode", "levels"), [(0o600, []), (0o640, []), (0o604, ["warning"]), (0o666, ["warning"])]
)
def test_a_file_that_is_open_to_all_is_warned_of(
    tmp_path: Path, mode: int, levels: list[str]
) -> None:
    file = tmp_path / "tokens"
    file.write_text(FIRST)
    file.chmod(mode)
    with capture_logs() as logs:
        assert FIRST in Tokens(file=file)
    assert [event["log_level"] for event in logs] == levels
    assert FIRST not in str(logs)


def test_a_process_that_starts_later_knows_none_of_a_spoilt_file(tmp_path: Path) -> None:
    file = tmp_path / "tokens"
    file.write_text(FIRST)
    tokens = Tokens([SECOND], file)
    file.unlink()
    tokens.forget_file()
    assert FIRST not in tokens
    assert SECOND in tokens
    file.write_text(FIRST)
    assert FIRST in tokens


@pytest.mark.slow
@given(st.lists(st.text("abc", min_size=16, max_size=18), max_size=4), st.text("abc", max_size=18))
def test_a_token_is_known_if_it_is_one_of_them(tokens: list[str], token: str) -> None:
    assert (token in Tokens(tokens)) is (token in tokens)


# Names and scopes

HASH = sha256(FIRST.encode()).hexdigest()


@pytest.mark.parametrize(
    ("text", "name", "scopes"),
    [
        (FIRST, "", {*Scope}), (f"sha256:{HASH}", "", {*Scope}), (f"prometheus:metrics:{FIRST}", "prometheus", {"metrics"}),
        (f"desk.two:read+rules:sha256:{HASH}", "desk.two", {"read", "rules"}),
    ],
)  # fmt: skip
def test_a_token_may_have_a_name_and_scopes(text: str, name: str, scopes: set[str]) -> None:
    token = Tokens([text]).find(FIRST)
    assert token is not None
    assert (token.name, token.scopes) == (name, scopes)
    assert FIRST not in repr(token)


def test_a_hash_is_no_token() -> None:
    assert HASH not in Tokens([f"sha256:{HASH}"])
    assert f"sha256:{HASH}" not in Tokens([f"sha256:{HASH}"])


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (f"p:metric:{FIRST}", 'token 1 has the unknown scope "metric"; known: read, write, metrics, rules'),
        (f"p::{FIRST}", 'unknown scope ""'), ("p:metrics:short", "has 5 characters"),
        ("p:metrics:sha256:12", "64 digits"), (f"sha256:{HASH.upper()}", "64 digits"),
    ],
)  # fmt: skip
def test_what_describes_no_token_is_named(text: str, message: str) -> None:
    (problem,) = token_problems([(1, text)], "token")
    assert message in problem
    assert FIRST not in problem


def test_a_mark_stands_for_a_token_under_one_key_alone() -> None:
    tokens = Tokens([FIRST, SECOND])
    first = tokens.find(FIRST)
    assert first is not None
    assert tokens.marked(first.mark("key"), "key") == first
    assert tokens.marked(first.mark("key"), "another key") is None
    assert tokens.marked(FIRST, "key") is None


@pytest.mark.parametrize("scopes", [(), ("metrics",), ("read", "write")])
def test_a_new_token_is_let_in_by_its_line(scopes: tuple[str, ...]) -> None:
    options = [part for scope in scopes for part in ("--scope", scope)]
    result = CliRunner().invoke(main, ["token", "prometheus", *options])
    assert result.exit_code == 0
    made, line = (text.split()[1] for text in result.output.splitlines())
    token = Tokens([line]).find(made)
    assert token is not None
    assert (token.name, token.scopes) == ("prometheus", {*scopes} or {*Scope})
    assert made not in line


def test_a_new_token_has_a_name() -> None:
    assert CliRunner().invoke(main, ["token", "a:b"]).exit_code == 2
