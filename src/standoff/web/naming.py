"""Who is meant by a name in an address: a code as links have it, or a name as a person writes it."""

from collections.abc import Iterable

from standoff.errors import SettingsError
from standoff.web.record import View


def speakers(view: View, name: str) -> frozenset[str]:
    """Return the ids of who may be meant, and of who acts for them."""
    meant = _meant(view, name)
    return meant | {actor.id for actor in view.desk.actors.values() if actor.acts_for in meant}


def parties(view: View, name: str) -> frozenset[str]:
    """Return the codes under which those who may be meant take part in events."""
    meant = _meant(view, name)
    return meant | {view.desk.actors[each].party for each in meant if each in view.desk.actors}


def _meant(view: View, name: str) -> frozenset[str]:
    if name in view.desk.actors or name in view.overview.names.actors:
        return frozenset({name})
    wanted = name.casefold().strip()
    found = frozenset(_called(view, wanted)) if wanted else frozenset()
    if not found:
        raise SettingsError(f"nobody in this record is called {name!r}; look among the parties for how it is written")
    return found


def _called(view: View, wanted: str) -> Iterable[str]:
    """Yield the ids of those with this code or name, or with this as a part of the name."""
    exact = [each for each, name in view.desk.called.items() if wanted in (each.casefold(), name.casefold())]
    if exact:
        return exact
    return (each for each, name in view.desk.called.items() if f" {wanted} " in f" {name.casefold()} ")
