"""Parts of the program that are installed only by those who need them."""

from importlib.util import find_spec

from standoff.errors import SettingsError


def check_installed(extra: str, *modules: str) -> None:
    """Raise SettingsError, with the way to install them, if modules of an extra are not there."""
    missing = [name for name in modules if find_spec(name) is None]
    if missing:
        raise SettingsError(f"needs {', '.join(missing)}; install them with: pip install 'standoff[{extra}]'")
