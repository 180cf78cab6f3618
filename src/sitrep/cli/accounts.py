"""`sitrep users`: who may use the desk of a case from other machines."""

import sys
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from sitrep.case.folders import open_case
from sitrep.cli.cases import CasePath
from sitrep.cli.output import print_line
from sitrep.model.errors import UsageError
from sitrep.model.identity import JSON
from sitrep.serve.accounts.passwords import RECOMMENDED
from sitrep.serve.accounts.roles import Role, Scope
from sitrep.serve.accounts.storing import accounts_of
from sitrep.serve.accounts.tokens import make_token, revoke_token, tokens_in
from sitrep.serve.accounts.users import add_user, remove_user, set_password, set_role, users_in

app = typer.Typer(
    help="Who may use the desk of a case from other machines: users, roles, tokens.",
    no_args_is_help=True,
    rich_markup_mode=None,
)
DAYS = 90
Name = Annotated[str, typer.Argument(metavar="NAME", help="Whose account.")]
RoleOf = Annotated[Role, typer.Option("--role", help="What they may do; each may what the one before it may.")]
PasswordFile = Annotated[
    Path | None,
    typer.Option("--password-file", metavar="FILE", help="A file whose first line is it, - for standard input."),
]


@app.command()
def add(case: CasePath, name: Name, *, role: RoleOf, password_file: PasswordFile = None) -> None:
    """Add a user. The password is asked for on the terminal."""
    add_user(file_of(case), name, role, asked_password(password_file), RECOMMENDED)
    said(f"{name}: has an account, {role}")


@app.command("list")
def list_users(case: CasePath) -> None:
    """Print users and their tokens, one JSON object a line; no password, and no token itself, is kept to be shown."""
    tokens = tokens_in(file_of(case))
    for user in users_in(file_of(case)):
        own: list[JSON] = [
            {**asdict(token), "scopes": [scope.value for scope in token.scopes]}
            for token in tokens
            if token.name == user.name
        ]
        print_line({**asdict(user), "tokens": own})


@app.command("role")
def role_of(case: CasePath, name: Name, *, role: RoleOf) -> None:
    """Give a user another role, which holds at once."""
    set_role(file_of(case), name, role)
    said(f"{name}: is {role} now")


@app.command()
def password(case: CasePath, name: Name, *, password_file: PasswordFile = None) -> None:
    """Give a user another password, and end all their sessions."""
    set_password(file_of(case), name, asked_password(password_file), RECOMMENDED)
    said(f"{name}: has another password, and every session was ended")


@app.command()
def remove(case: CasePath, name: Name) -> None:
    """Take a user out, with their sessions and tokens; the log of judgements keeps the name."""
    remove_user(file_of(case), name)
    said(f"{name}: has no account any more")


@app.command()
def token(
    case: CasePath,
    name: Annotated[str, typer.Argument(metavar="NAME", help="Whose token; with --revoke the id of one.")],
    *,
    scope: Annotated[list[Scope] | None, typer.Option("--scope", help="What it is for; may be given again.")] = None,
    days: Annotated[int, typer.Option("--days", min=1, max=366, help="How long it holds.")] = DAYS,
    revoke: Annotated[bool, typer.Option("--revoke", help="End the token that has this id.")] = False,
) -> None:
    """Make a token for a program and print it, this once; or end one."""
    if revoke:
        revoke_token(file_of(case), name)
        said(f"{name}: is worth nothing any more")
        return
    made, kept = make_token(file_of(case), name, frozenset(scope or ()), days)
    said(f"{kept.id}: keep this safe, it is not shown again; it holds {days} days")
    sys.stdout.write(f"{made}\n")


def file_of(case: Path) -> Path:
    """The file of accounts of a case. Raises LedgerError where there is no case."""
    open_case(case).close()
    return accounts_of(case)


def asked_password(file: Path | None) -> str:
    """A password, from the first line of a file or typed twice without being shown; never an argument.

    Raises UsageError where neither can be.
    """
    if file is not None:
        return first_line(file)
    if not sys.stdin.isatty():
        raise UsageError("nobody is at a terminal to type the password; give it with --password-file, - for a pipe")
    typed: str = typer.prompt("Password, 12 characters or more", hide_input=True, confirmation_prompt=True, err=True)
    return typed


def first_line(file: Path) -> str:
    """The first line of a file without its end; of standard input for `-`."""
    try:
        text = sys.stdin.read() if str(file) == "-" else file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{file}: the password cannot be read ({error}); give a text file in UTF-8") from error
    return text.partition("\n")[0].removesuffix("\r")


def said(text: str) -> None:
    """Tell whoever is at the terminal."""
    sys.stderr.write(f"{text}\n")
