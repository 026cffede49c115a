"""The classes of a large module: they stand in volumes, each loaded with the first use of one.

A success loads nothing, an error the index and the volume of its class, its `code` the enum.
"""

from __future__ import annotations

from collections.abc import Mapping

from ._catalog import Table
from ._deprecation import DeprecatedNames

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from enum import Enum
    from typing import Any, TypeVar

    from ._errors import ProviderError

    E = TypeVar("E", bound=ProviderError)

    Index = tuple[tuple[str, dict[int | str, str], dict[str, str]], ...]

else:
    E = None


class Volumes(DeprecatedNames[E]):
    """The volumes of a module: modules of its own, with an index and the enums beside them.

    What is loaded becomes a name of the module, and says that it is of the module, so that it is
    pickled as if it stood there.
    """

    __slots__ = ("_enums", "_index", "_loaded", "_names", "_where")

    def __init__(
        self,
        names: dict[str, Any],
        enums: tuple[str, ...],
        instead: Mapping[str, str] | None = None,
    ) -> None:
        """Hold the names of the module, and which of them are late enums."""
        super().__init__(names, instead)
        self._names = names
        self._enums = enums
        self._index: Index = ()
        self._where: dict[str, int] = {}
        self._loaded: dict[str, type[E]] = {}

    def found(self, name: str) -> Any:
        """What has a name, where the module itself has not; an enum, or a class."""
        if name in self._enums:
            return self.enum(name)
        return None if name.startswith("_") else self.get(name) or self.cls(name)

    def enum(self, name: str) -> type[Enum]:
        """An enum; all are loaded with the first."""
        if name not in self._names:
            module = self._module_of("codes")
            for each in self._enums:
                late: type[Enum] = getattr(module, each)
                late.__module__ = self.module
                self._names[each] = late
        found: type[Enum] = self._names[name]
        return found

    def cls(self, name: str) -> type[E] | None:
        """The class of a name; None where no volume has it."""
        found = self._loaded.get(name)
        if found is None:
            self._read_index()
            if name in self._where:
                self._load(self._where[name])
                found = self._loaded[name]
        return found

    def classes_of(self, enum: str) -> dict[int | str, str]:
        """From each code of a table to the name of its class."""
        self._read_index()
        parts = [classes for of, classes, _ in self._index if of == enum]
        return {code: name for classes in parts for code, name in classes.items()}

    def _read_index(self) -> None:
        if not self._where:
            self._index = self._module_of("index").VOLUMES
            self._where = {
                name: number
                for number, (_, classes, others) in enumerate(self._index)
                for name in (*classes.values(), *others)
            }

    def _load(self, number: int) -> None:
        """Load a volume. Two threads may, with the same result."""
        module: dict[str, Any] = self._module_of(str(number + 1)).__dict__
        _, classes, others = self._index[number]
        found: dict[str, type[E]] = {name: module[name] for name in classes.values()}
        for name, cls in found.items():
            cls.__module__ = self.module
            if "__deprecated__" in cls.__dict__:
                self[name] = cls
        for name, instead in others.items():
            found[name] = found[instead]
            if name not in module:
                self.instead[name] = instead
                self[name] = found[name]
        self._names.update(each for each in found.items() if each[0] not in self)
        self._loaded.update(found)

    def _module_of(self, what: str) -> Any:
        from importlib import import_module

        package, _, module = self.module.rpartition(".")
        return import_module(f"{package}._volumes.{module}_{what}")


class LateClasses(Mapping["Any", type[E]]):
    """Classes that are loaded when one is asked for, by the names that they have by code."""

    __slots__ = ("_classes", "_names", "_success", "_volumes")

    def __init__(
        self,
        volumes: Volumes[E],
        names: Callable[[], Mapping[int | str, str]],
        success: frozenset[int | str],
    ) -> None:
        """Ask for the names with the first code that is none of success."""
        self._volumes = volumes
        self._names = names
        self._success = success
        self._classes: Mapping[int | str, str] | None = None

    def _by_code(self) -> Mapping[int | str, str]:
        if self._classes is None:
            self._classes = self._names()
        return self._classes

    def __contains__(self, code: object) -> bool:
        """Whether a code has a class; loads none."""
        none = code is None or code in self._success
        return not none and code in self._by_code()

    def __getitem__(self, code: int | str) -> type[E]:
        """The class of a code."""
        cls = self._volumes.cls(self._by_code()[code]) if code in self else None
        if cls is None:
            raise KeyError(code)
        return cls

    def __iter__(self) -> Iterator[int | str]:
        """Each code; loads no class."""
        return iter(self._by_code())

    def __len__(self) -> int:
        """The number of codes."""
        return len(self._by_code())


class LateTable(Table[E]):
    """A table whose enum and classes are loaded when they are needed."""

    __slots__ = ("_name", "_volumes")

    def __init__(
        self,
        volumes: Volumes[E],
        name: str,
        kind: type[Enum],
        *,
        by_status: tuple[tuple[int, str], ...] = (),
        success: tuple[int | str, ...] = (),
        **others: Any,
    ) -> None:
        """Hold the name of the enum, and what it is a kind of; `by_status` has names of classes."""
        self._volumes = volumes
        self._name = name
        classes = LateClasses(
            volumes, lambda: volumes.classes_of(name), frozenset(success)
        )
        super().__init__(kind, classes, success=success, **others)
        names: dict[int | str, str] = dict(by_status)
        self.by_status = LateClasses(volumes, lambda: names, frozenset())
        del self.enum

    if not TYPE_CHECKING:

        def __getattr__(self, name: str) -> object:
            """The enum, as long as nobody has asked for it."""
            if name != "enum":
                raise AttributeError(name)
            self.enum = self._volumes.enum(self._name)
            return self.enum

    def named(self, name: object) -> Enum | None:
        """The member of a name; what cannot be one is not worth loading the enum."""
        like = isinstance(name, str) and name.isidentifier()
        return super().named(name) if like else None
