"""Imports modules in a Python that has loaded next to nothing, and prints what it took.

Run as a file, with `-I -S`; it must import nothing itself that the module might.
"""

import sys


class Anything(type):
    """The class of classes that have whatever attribute is asked for, and no members."""

    def __getattr__(cls, name: str) -> object:
        """Another one."""
        if name.startswith("__"):
            raise AttributeError(name)
        return Anything(name, (), {})

    def __iter__(cls) -> object:
        """Nothing."""
        return iter(())


class Blank(type(sys)):  # type: ignore[misc]  # without `types`, which may not be imported
    """A stand-in for a module that the one in question imports and does not need."""

    __path__: list[str] = []  # noqa: RUF012 - what a package has

    def __getattr__(self, name: str) -> object:
        """Return a class of any name that is asked for."""
        if name.startswith("__"):
            raise AttributeError(name)
        return Anything(name, (), {})


def main(
    path: str, how: str, module: str, shells: str, blanks: str, before: str
) -> None:
    """Import the module; `shells` are packages without their `__init__`, as name=folder."""
    sys.path.insert(0, path)
    for shell in filter(None, shells.split(",")):
        name, _, folder = shell.partition("=")
        sys.modules[name] = Blank(name)
        sys.modules[name].__path__ = [folder]
    for name in filter(None, blanks.split(",")):
        sys.modules[name] = Blank(name)
    for name in filter(None, before.split(",")):
        __import__(name)
    taken = {"time": timed, "touch": timed, "memory": measured, "classes": counted}
    had = set(sys.modules)
    print(taken[how](module, how == "touch"))
    print(*sorted(set(sys.modules) - had - {"_tracemalloc"}))


def timed(module: str, touch: bool) -> float:  # noqa: FBT001 - both ways are one statement
    """Seconds that the import takes, and using each of its names where that is meant."""
    from time import process_time  # noqa: PLC0415 - built in

    start = process_time()
    for each in module.split(","):
        __import__(each)
    if touch:
        loaded = sys.modules[module]
        for name in loaded.__all__:
            getattr(loaded, name)
    return process_time() - start


def measured(module: str, _touch: bool) -> int:  # noqa: FBT001 - as `timed`
    """Bytes that Python holds more after the import."""
    import _tracemalloc  # noqa: PLC0415 - tracemalloc itself imports much

    _tracemalloc.start(1)
    for each in module.split(","):
        __import__(each)
    return _tracemalloc.get_traced_memory()[0]


def counted(module: str, _touch: bool) -> int:  # noqa: FBT001 - as `timed`
    """Exception classes that the import defines."""
    for each in module.split(","):
        __import__(each)
    top = module.partition(".")[0]
    found: set[type] = set()
    for name in [name for name in sys.modules if name.partition(".")[0] == top]:
        loaded = sys.modules[name]
        values = [getattr(loaded, key) for key in getattr(loaded, "__all__", ())]
        found |= {
            value
            for value in [*vars(loaded).values(), *values]
            if isinstance(value, type)
            and issubclass(value, BaseException)
            and value.__module__.partition(".")[0] == top
        }
    return len(found)


if __name__ == "__main__":
    main(*sys.argv[1:])
