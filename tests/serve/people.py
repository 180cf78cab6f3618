"""A desk with accounts, and people who sign in to it."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

from argon2 import PasswordHasher
from fastapi.testclient import TestClient

from sitrep.desk.desks import Desk
from sitrep.serve.accounts.roles import Role
from sitrep.serve.accounts.storing import accounts_of
from sitrep.serve.accounts.users import add_user
from sitrep.serve.app import create_app
from sitrep.serve.pages import Serving

# The library's own hasher, cheap: what is measured here is who gets in, not how long a guess takes.
QUICK = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
HOST = "desk.example"
BASE = f"https://{HOST}"
WORDS = "seven wet lanterns"
TOKEN = re.compile(r'name="token" value="([0-9a-f]+)"')
NAMES = {Role.OWNER: "Olha", Role.EDITOR: "Edu", Role.REVIEWER: "Rana", Role.VIEWER: "Vida"}


def with_accounts(desk: Desk) -> Serving:
    """How a desk is served with one user of each role, all with the same password, over TLS."""
    path = accounts_of(desk.case.path)
    for role, name in NAMES.items():
        add_user(path, name, role, WORDS, QUICK)
    return Serving(accounts=path, hosts=frozenset({HOST}), is_secure=True, hasher=QUICK)


@contextmanager
def visitor(desk: Desk, serving: Serving) -> Iterator[TestClient]:
    """A browser without a screen, of somebody who has not signed in."""
    with TestClient(create_app(desk, serving), base_url=BASE, follow_redirects=False) as client:
        yield client


def token_on(client: TestClient, address: str = "/account") -> str:
    """The token that the forms of a page carry."""
    found = TOKEN.search(client.get(address).text)
    assert found is not None, address
    return found[1]


def enter(client: TestClient, name: str, password: str = WORDS) -> int:
    """Try to sign in with the form; the answer's status."""
    given = {"name": name, "password": password, "token": token_on(client, "/login")}
    return client.post("/login", data=given).status_code
