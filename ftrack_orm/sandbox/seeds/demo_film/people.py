"""The crew: a dozen people in four groups, and the API user among them or beside them."""

from __future__ import annotations

from dataclasses import dataclass

from ftrack_orm.sandbox.seeds.identity import seed_id
from ftrack_orm.sandbox.seeds.row import Row, Rows

__all__ = ["CONFORMANCE_USER", "CREW", "DEFAULT_USER", "api_user", "crew", "reader", "user_id"]

DEFAULT_USER = "ada"
"""The API user where none is named: the crew's pipeline developer."""

CONFORMANCE_USER = "jenkins"
"""The API user of the seed `conformance`, whose id is documented."""
_JENKINS_ID = "d07ae5d0-66e1-11e1-b5e9-f23c91df25eb"


@dataclass(frozen=True, slots=True)
class _Person:
    first_name: str
    last_name: str
    group: str
    role: str = "User"
    task_types: tuple[str, ...] = ()


CREW = {
    "ada": _Person("Ada", "Lindqvist", "Assets", "Administrator", ("Rigging", "FX")),
    "marcus": _Person("Marcus", "Okafor", "Production", "Project Manager", ("Generic",)),
    "ines": _Person("Inês", "Carvalho", "Production", "Project Manager"),
    "leo": _Person("Léo", "Marchand", "Animation", task_types=("Previz",)),
    "yuki": _Person("Yuki", "Tanabe", "Animation", task_types=("Animation",)),
    "priya": _Person("Priya", "Raman", "Animation", task_types=("Animation", "Previz")),
    "tomasz": _Person("Tomasz", "Wieczorek", "Animation", task_types=("Animation",)),
    "hanna": _Person("Hanna", "Virtanen", "Assets", task_types=("Modeling", "Hair")),
    "sofia": _Person("Sofía", "Herrera", "Assets", task_types=("Lookdev", "Cloth")),
    "amir": _Person("Amir", "Haddad", "Finishing", task_types=("Lighting",)),
    "noah": _Person("Noah", "Brandt", "Finishing", task_types=("Compositing", "Lighting")),
    "linh": _Person("Linh", "Phạm", "Finishing", task_types=("Compositing", "FX")),
}
"""Who works on the demo project, by user name."""


def user_id(username: str) -> str:
    """Return the id of the user of this name."""
    return _JENKINS_ID if username == CONFORMANCE_USER else seed_id("User", username)


def api_user(username: str) -> Rows:
    """Yield the user that requests are made by, who may do everything."""
    yield "User", [_user(username)]
    yield "UserSecurityRole", [_role(username, "Administrator")]


def reader() -> Rows:
    """Yield a user who may change nothing."""
    yield "User", [_user("reader")]
    yield "UserSecurityRole", [_role("reader", "Reader")]


def crew(username: str) -> Rows:
    """Yield everybody but the API user, whom `api_user` yields, and the groups with the API user's place in them."""
    others = [name for name in CREW if name != username]
    yield "User", [_user(name) for name in others]
    yield "UserSecurityRole", [_role(name, CREW[name].role) for name in others]
    groups = dict.fromkeys(person.group for person in CREW.values())
    yield (
        "Group",
        [{"id": seed_id("Group", name), "name": name, "local": True, "resource_type": "group"} for name in groups],
    )
    yield (
        "Membership",
        [
            {"id": seed_id("Membership", name), "user_id": user_id(name), "group_id": seed_id("Group", person.group)}
            for name, person in CREW.items()
        ],
    )


def _user(username: str) -> Row:
    person = CREW.get(username)
    return {
        "id": user_id(username),
        "username": username,
        "first_name": person.first_name if person else username,
        "last_name": person.last_name if person else "",
        "email": username if "@" in username else f"{username}@lantern-tide.example",
        "is_active": True,
        "is_otp_enabled": False,
        "is_totp_enabled": False,
        "require_details_update": False,
        "resource_type": "user",
    }


def _role(username: str, role: str) -> Row:
    return {
        "id": seed_id("UserSecurityRole", username),
        "user_id": user_id(username),
        "security_role_id": seed_id("SecurityRole", role),
        "is_all_projects": True,
        "is_all_open_projects": False,
    }
