"""Accounts of a desk that others can reach: who gets in, for how long, and what each may do."""

import shutil
import sqlite3
import stat
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from fastapi.routing import APIRoute
from fastapi.testclient import TestClient
from tests.serve.people import HOST, NAMES, QUICK, WORDS, enter, token_on, visitor, with_accounts

from sitrep.case.folders import ARCHIVE, open_case
from sitrep.desk.desks import Desk
from sitrep.ledger.connections import viewing
from sitrep.ledger.queries import judgement_log
from sitrep.model.errors import UsageError
from sitrep.serve.accounts import entering, sessions
from sitrep.serve.accounts.roles import Role, Scope
from sitrep.serve.accounts.storing import accounts_of
from sitrep.serve.accounts.tokens import make_token, revoke_token
from sitrep.serve.accounts.users import add_user, remove_user, set_role
from sitrep.serve.accounts.waiting import Try
from sitrep.serve.pages import Serving
from sitrep.serve.routes import ROUTERS

OTHER = "four dry bridges"
EVERY_ROUTE = [route for router in (*ROUTERS, entering.router) for route in router.routes]


@pytest.fixture(scope="module")
def desk(example_case: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """One desk for all these tests: what they judge stays in its log, who may use it is made anew for each."""
    folder = tmp_path_factory.mktemp("accounts") / "week"
    shutil.copytree(example_case, folder)
    with open_case(folder) as case:
        yield Desk(case)


@pytest.fixture
def serving(desk: Desk) -> Serving:
    accounts_of(desk.case.path).unlink(missing_ok=True)
    return with_accounts(desk)


@pytest.fixture
def client(desk: Desk, serving: Serving) -> Iterator[TestClient]:
    with visitor(desk, serving) as found:
        yield found


def rows(desk: Desk, query: str) -> list[tuple[str, ...]]:
    with sqlite3.connect(accounts_of(desk.case.path)) as connection:
        return connection.execute(query).fetchall()


def an_incident(client: TestClient) -> str:
    return str(client.get("/incidents.json").json()["incidents"][0]["id"])


def judge(client: TestClient, incident: str, **given: str) -> int:
    data = {"token": token_on(client), "why": "looked at", **given}
    return client.post(f"/incidents/{incident}/judge", data=data).status_code


def test_a_stranger_sees_nothing_of_the_case(client: TestClient, desk: Desk) -> None:
    for address in ("/incidents", "/map", "/nothing", "/help", "/account"):
        answer = client.get(address)
        assert (answer.status_code, answer.headers["location"]) == (303, f"/login?then=%2F{address[1:]}")
    for address in ("/index.json", "/openapi.json", "/export/file?what=claims-csv"):
        assert client.get(address, headers={"Authorization": "Bearer x"}).status_code == 401
    name = desk.case.path.name
    for address in ("/login", "/static/nothing.css", "/login?then=//else.example"):
        assert name not in client.get(address).text
    assert client.post("/link").status_code == 401


def test_nobody_enters_with_a_wrong_password_and_no_name_is_given_away(client: TestClient) -> None:
    token = token_on(client, "/login")
    known, unknown = (
        client.post("/login", data={"name": name, "password": OTHER, "token": token}) for name in ("Rana", "Nemo")
    )
    assert (known.status_code, unknown.status_code) == (401, 401)
    assert known.text.replace("Rana", "") == unknown.text.replace("Nemo", "")
    assert enter(client, "Rana") == 303
    assert "Rana" in client.get("/").text


def test_a_password_is_worked_out_for_names_that_nobody_has_too(
    serving: Serving, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked_at = []
    verify = PasswordHasher.verify
    monkeypatch.setattr(PasswordHasher, "verify", lambda *given: (looked_at.append(given[1]), verify(*given))[1])
    for name in ("Rana", "Nemo"):
        assert serving.accounts is not None
        assert sessions.sign_in(serving.accounts, Try(name, "192.0.2.1"), OTHER, QUICK) == sessions.Entered("")
    known, unknown = (kept.split("$")[:4] for kept in looked_at)
    assert known == unknown


def test_the_cookie_is_out_of_reach_of_scripts_sites_and_plain_http(client: TestClient) -> None:
    given = {"name": "Rana", "password": WORDS, "token": token_on(client, "/login")}
    cookie = client.post("/login", data=given).headers["set-cookie"]
    assert cookie.startswith("__Host-sitrep-account=")
    for part in ("HttpOnly", "SameSite=strict", "Secure", "Path=/"):
        assert part in cookie
    assert "Domain" not in cookie
    assert client.get("/").headers["strict-transport-security"]


def test_nothing_in_the_file_opens_the_desk(client: TestClient, desk: Desk, serving: Serving) -> None:
    assert enter(client, "Rana") == 303
    assert serving.accounts is not None
    token, _ = make_token(serving.accounts, "Olha", frozenset({Scope.READ}), 1)
    content = serving.accounts.read_bytes()
    secrets = [WORDS, token, *client.cookies.values()]
    assert [secret for secret in secrets if secret.encode() in content] == []
    assert all(kept.startswith("$argon2id$") for (kept,) in rows(desk, "SELECT password FROM users"))
    assert stat.S_IMODE(serving.accounts.stat().st_mode) == 0o600
    assert serving.accounts.parent == desk.case.path
    assert not list((desk.case.path / ARCHIVE).rglob("accounts*"))


def test_a_hash_with_other_parameters_is_made_anew(client: TestClient, desk: Desk, serving: Serving) -> None:
    assert serving.accounts is not None
    add_user(serving.accounts, "Old", Role.VIEWER, WORDS, PasswordHasher(time_cost=2, memory_cost=16, parallelism=1))
    assert enter(client, "Old") == 303
    assert "m=8,t=1" in rows(desk, "SELECT password FROM users WHERE name = 'Old'")[0][0]


def test_guessing_waits_longer_and_longer_even_with_the_right_password(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = time.time()
    monkeypatch.setattr(sessions.time, "time", lambda: now)
    assert [enter(client, "Rana", OTHER) for _ in range(4)] == [401] * 4
    token = token_on(client, "/login")
    waits = client.post("/login", data={"name": "Rana", "password": WORDS, "token": token})
    assert (waits.status_code, waits.headers["retry-after"]) == (429, "1")
    assert enter(client, "Edu") == 303
    monkeypatch.setattr(sessions.time, "time", lambda: now + 2)
    assert enter(client, "Rana") == 303


def test_guessing_many_names_from_one_address_waits(client: TestClient) -> None:
    answers = [enter(client, f"name {count}", OTHER) for count in range(21)]
    assert answers == [401] * 20 + [429]


@pytest.mark.parametrize("column", ["made", "seen"])
def test_a_session_ends_by_itself(client: TestClient, monkeypatch: pytest.MonkeyPatch, column: str) -> None:
    assert enter(client, "Rana") == 303
    assert client.get("/").status_code == 200
    after = sessions.EXPIRES_AFTER if column == "made" else sessions.IDLE_AFTER
    if column == "made":
        monkeypatch.setattr(sessions, "IDLE_AFTER", 10 * after)
    now = time.time()
    monkeypatch.setattr(sessions.time, "time", lambda: now + after + 2)
    assert client.get("/").status_code == 303


def test_signing_out_ends_the_session_itself(client: TestClient) -> None:
    assert enter(client, "Rana") == 303
    cookies = dict(client.cookies)
    assert client.post("/logout", data={"token": token_on(client)}).status_code == 303
    client.cookies.update(cookies)
    assert client.get("/").status_code == 303


def test_another_password_ends_the_other_sessions(client: TestClient, desk: Desk, serving: Serving) -> None:
    with visitor(desk, serving) as elsewhere:
        assert (enter(client, "Rana"), enter(elsewhere, "Rana")) == (303, 303)
        given = {"current": WORDS, "new": OTHER, "again": OTHER, "token": token_on(client)}
        wrong = {**given, "current": "not the words"}
        assert client.post("/account/password", data=wrong).status_code == 400
        assert client.post("/account/password", data={**given, "new": "short", "again": "short"}).status_code == 400
        assert client.post("/account/password", data=given).headers["location"] == "/account?changed=yes"
        assert "was changed" in client.get("/account?changed=yes").text
        assert (client.get("/").status_code, elsewhere.get("/").status_code) == (200, 303)
        assert (enter(elsewhere, "Rana"), enter(elsewhere, "Rana", OTHER)) == (401, 303)
    assert rows(desk, "SELECT count(*) FROM sessions") == [(2,)]


def test_who_is_taken_out_is_out_at_once(client: TestClient, serving: Serving) -> None:
    assert enter(client, "Rana") == 303
    assert serving.accounts is not None
    remove_user(serving.accounts, "Rana")
    assert client.get("/").status_code == 303
    with pytest.raises(UsageError, match="only owner"):
        set_role(serving.accounts, "Olha", Role.VIEWER)


# What is answered to: a file for the public, a note, a figure, a file for the team, notes to take away. Nothing of it
# is there or filled in, so whoever may have or do it is told that (400, 404); whoever may not is refused first (403).
MAY = {
    Role.VIEWER: (400, 403, 403, 403, 403),
    Role.REVIEWER: (400, 404, 403, 403, 403),
    Role.EDITOR: (400, 404, 404, 400, 404),
    Role.OWNER: (400, 404, 404, 400, 404),
}


@pytest.mark.parametrize("role", Role)
def test_each_role_may_do_its_part(client: TestClient, role: Role) -> None:
    assert enter(client, NAMES[role]) == 303
    found = (
        client.get("/export/file").status_code,
        judge(client, "i-none", do="note"),
        judge(client, "i-none", do="figure"),
        client.get("/export/file?what=claims-csv&profile=internal").status_code,
        client.get("/incidents/i-none/notes.txt").status_code,
    )
    assert found == MAY[role]


def test_the_log_has_the_name_of_the_account_whatever_a_browser_says(client: TestClient, desk: Desk) -> None:
    assert enter(client, "Rana") == 303
    client.cookies.set("sitrep-reviewer", "Olha")
    assert judge(client, an_incident(client), do="note", by="Olha") == 303
    assert client.post("/reviewer", data={"name": "Olha", "token": token_on(client)}).status_code == 403
    with viewing(desk.case.ledger) as connection:
        assert list(judgement_log(connection))[-1].judgement().by == "Rana"


def test_a_form_of_another_session_is_refused_wherever_it_is_sent(
    client: TestClient, desk: Desk, serving: Serving
) -> None:
    before = token_on(client, "/login")
    with visitor(desk, serving) as elsewhere:
        assert (enter(client, "Olha"), enter(elsewhere, "Edu")) == (303, 303)
        others = token_on(elsewhere)
    forms = {route.path for route in EVERY_ROUTE if isinstance(route, APIRoute) and "POST" in route.methods}
    assert len(forms) > 10
    for path in sorted(forms - {"/login"}):
        for token in ({}, {"token": "0"}, {"token": before}, {"token": others}):
            given = {"do": "note", "verdict": "accept", "other": "x", "name": "x", "why": "x", **token}
            assert client.post(path.replace("{name}", "i-1"), data=given).status_code == 403, (path, token)


def test_a_token_does_what_its_scopes_and_its_owner_may(client: TestClient, serving: Serving) -> None:
    path = serving.accounts
    assert path is not None
    reads, kept = make_token(path, "Olha", frozenset({Scope.READ}), 1)
    reviews, _ = make_token(path, "Rana", frozenset({Scope.REVIEW, Scope.EXPORT}), 1)
    as_reader, as_reviewer = ({"Authorization": f"Bearer {token}"} for token in (reads, reviews))
    note = {"do": "note", "why": "looked at"}
    judging, taking = "/incidents/i-none/judge", "/export/file"
    assert client.get("/incidents.json", headers=as_reader).status_code == 200
    assert client.post(judging, data=note, headers=as_reader).status_code == 403
    assert client.get(taking, headers=as_reader).status_code == 403
    assert client.post(judging, data=note, headers=as_reviewer).status_code == 404
    assert client.get(taking, headers=as_reviewer).status_code == 400
    assert client.get(f"{taking}?what=claims-csv&profile=internal&kept=yes", headers=as_reviewer).status_code == 403
    assert client.get("/account", headers=as_reader).status_code == 403
    assert enter(client, "Olha") == 303
    assert client.get("/index.json", headers={"Authorization": "Bearer sitrep_wrong"}).status_code == 401
    revoke_token(path, kept.id)
    assert client.get("/incidents.json", headers=as_reader).status_code == 401


def test_a_token_ends(client: TestClient, serving: Serving, monkeypatch: pytest.MonkeyPatch) -> None:
    assert serving.accounts is not None
    token, _ = make_token(serving.accounts, "Olha", frozenset({Scope.READ}), 1)
    now = time.time()
    monkeypatch.setattr(sessions.time, "time", lambda: now + 24 * 3600 + 2)
    assert client.get("/incidents.json", headers={"Authorization": f"Bearer {token}"}).status_code == 401


@pytest.mark.parametrize("password", ["short", "aaaaaaaaaaaaaaa", "Very Long Name"])
def test_a_weak_password_is_refused(tmp_path: Path, password: str) -> None:
    with pytest.raises(UsageError, match="password"):
        add_user(tmp_path / "accounts.sqlite", "very long name", Role.OWNER, password, QUICK)


def test_the_desk_answers_to_its_own_name_and_no_other(client: TestClient) -> None:
    assert client.get("/login", headers={"Host": HOST}).status_code == 200
    assert client.get("/login", headers={"Host": f"{HOST}.else.example"}).status_code == 403
