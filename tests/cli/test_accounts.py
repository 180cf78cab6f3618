"""`sitrep users` and what `sitrep serve` asks before others may reach the desk."""

import json
import sqlite3
from ipaddress import ip_address
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from typer.testing import CliRunner

from sitrep.case.folders import init_case
from sitrep.cli import accounts, serving
from sitrep.cli.app import app
from sitrep.cli.serving import Place, checked
from sitrep.model.errors import UsageError
from sitrep.serve.accounts.storing import accounts_of

WORDS = "seven wet lanterns"


@pytest.fixture
def case(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(accounts, "RECOMMENDED", PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
    init_case(tmp_path / "case").close()
    return tmp_path / "case"


def run(*arguments: str, typed: str = "") -> str:
    result = CliRunner().invoke(app, ["users", *arguments], input=typed)
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    assert result.exit_code == 0, result.output
    return result.stdout


def add(case: Path, name: str, role: str) -> None:
    run("add", str(case), name, "--role", role, "--password-file", "-", typed=f"{WORDS}\n")


def test_users_come_change_and_go(case: Path, tmp_path: Path) -> None:
    assert run("list", str(case)) == ""
    assert not accounts_of(case).exists()
    add(case, "Olha", "owner")
    add(case, "Rana", "viewer")
    run("role", str(case), "Rana", "--role", "editor")
    (tmp_path / "words").write_text("four dry bridges\nnot this\n", encoding="utf-8")
    run("password", str(case), "Rana", "--password-file", str(tmp_path / "words"))
    token = run("token", str(case), "Rana", "--scope", "read", "--scope", "export", "--days", "7").strip()
    assert token.startswith("sitrep_")
    owner, other = map(json.loads, run("list", str(case)).splitlines())
    assert (owner["name"], owner["role"], owner["tokens"]) == ("Olha", "owner", [])
    assert (other["role"], other["tokens"][0]["scopes"]) == ("editor", ["export", "read"])
    run("token", str(case), other["tokens"][0]["id"], "--revoke")
    run("remove", str(case), "Rana")
    assert [json.loads(line)["name"] for line in run("list", str(case)).splitlines()] == ["Olha"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("add", "Olha", "--role", "viewer", "--password-file", "-"), "has an account"),
        (("add", "Ana", "--role", "viewer"), "--password-file"),
        (("role", "Nemo", "--role", "viewer"), "has no account here"),
        (("role", "Olha", "--role", "viewer"), None),
        (("token", "Olha"), "--scope"),
        (("token", "t-none", "--revoke"), "no token has this id"),
    ],
)
def test_what_cannot_be_is_refused_with_what_to_do(case: Path, arguments: tuple[str, ...], said: str | None) -> None:
    add(case, "Olha", "owner")
    command, *rest = arguments
    if said is None:
        run(command, str(case), *rest)
        return
    with pytest.raises(UsageError, match=said):
        run(command, str(case), *rest, typed=f"{WORDS}\n")


def test_a_password_is_never_an_argument() -> None:
    assert CliRunner().invoke(app, ["users", "add", "case", "Ana", WORDS, "--role", "owner"]).exit_code == 2
    assert CliRunner().invoke(app, ["users", "add", "case", "Ana", "--password", WORDS]).exit_code == 2


@pytest.mark.parametrize(
    "options",
    [("--host", "192.168.1.5"), ("--host", "::"), ("--host", "0.0.0.0", "--name", "desk.example"), ("--proxy",)],  # noqa: S104
)
def test_others_reach_no_desk_without_accounts(
    case: Path, options: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(serving, "listen", lambda _place: pytest.fail("it listens"))
    result = CliRunner().invoke(app, ["serve", str(case), "--name", "desk.example", *options])
    assert isinstance(result.exception, UsageError)
    assert f"sitrep users add {case} NAME --role owner" in str(result.exception)


@pytest.mark.parametrize(
    ("place", "said"),
    [
        (Place(ip_address("0.0.0.0"), 1), "--name"),  # noqa: S104
        (Place(ip_address("127.0.0.1"), 1, is_proxied=True), "--name"),
        (Place(ip_address("10.0.0.7"), 1, ("desk.example",), is_proxied=True), "leave out"),
        (Place(ip_address("10.0.0.7"), 1, ("https://desk.example",)), "no host name"),
        (Place(ip_address("10.0.0.7"), 1, ("desk.example:443",)), "no host name"),
        (Place(ip_address("10.0.0.7"), 1, certificate=Path("cert.pem")), "go together"),
        (Place(ip_address("10.0.0.7"), 1, (), Path("none.pem"), Path("none.pem")), "no such file"),
    ],
)
def test_options_that_do_not_go_together_are_refused(place: Place, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        checked(place)
    with pytest.raises(UsageError, match="--name"):
        serving.address_in("desk.example")


def test_the_address_that_is_printed_is_the_one_to_open() -> None:
    own, proxied = ip_address("127.0.0.1"), Place(ip_address("127.0.0.1"), 8017, ("Desk.example",), is_proxied=True)
    assert (Place(own, 8017).shown, proxied.shown) == ("http://127.0.0.1:8017/", "https://Desk.example/")
    assert (Place(own, 8017).hosts, proxied.hosts) == (frozenset(), {"desk.example"})
    assert Place(ip_address("fd00::7"), 1).shown == "http://[fd00::7]:1/"


def test_accounts_of_another_form_or_damaged_are_refused(case: Path) -> None:
    with sqlite3.connect(accounts_of(case)) as connection:
        connection.execute("PRAGMA user_version = 99")
    with pytest.raises(UsageError, match="another version"):
        run("list", str(case))
    accounts_of(case).write_bytes(b"no database at all" * 100)
    with pytest.raises(UsageError, match="cannot be opened"):
        run("list", str(case))
