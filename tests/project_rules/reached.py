"""Which functions, classes and methods of the program can be reached from where people and other programs come in.

What a name means is followed through imports; a method counts as reached when its class is and something reached uses
its name, or when it overrides one of a class from outside (Qt calls `paintEvent`, SQLAlchemy `process_bind_param`).
Pages and commands are named by strings: a string that is a module of the program imports it.
"""

import ast
import importlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from tests.project_rules.source_files import Source

PACKAGES = ("incident_tracker", "ui", "db")
ENTRY = "incident_tracker.__main__"

Node = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef


@dataclass(eq=False)
class Scope:
    """Code that runs together: a module without its definitions, a function, a class without its methods."""

    names: set[str] = field(default_factory=set)
    attributes: set[str] = field(default_factory=set)
    chains: set[tuple[str, str]] = field(default_factory=set)  # `module.name`
    strings: set[str] = field(default_factory=set)

    def take(self, node: ast.AST) -> None:
        """Add what a part of the code uses, without the classes' methods and the module's definitions in it."""
        for part in ast.walk(node):
            if isinstance(part, ast.Name):
                self.names.add(part.id)
            elif isinstance(part, ast.Attribute):
                self.attributes.add(part.attr)
                if isinstance(part.value, ast.Name):
                    self.chains.add((part.value.id, part.attr))
            elif isinstance(part, ast.Constant) and isinstance(part.value, str):
                self.strings.add(part.value)


@dataclass(eq=False)
class Definition:
    """One function, class or method; `name` is "package.module:function" or "package.module:Class.method"."""

    name: str
    place: str
    module: str
    last_name: str
    scope: Scope
    owner: "Definition | None" = None
    has_bases: bool = False
    decorators: frozenset[tuple[str, str]] = frozenset()  # `name.attribute` in them
    is_column: bool = False  # read by its name wherever columns are: list, export, paper
    members: "list[Definition]" = field(default_factory=list)


@dataclass(eq=False)
class Module:
    """One file: what it defines, what it imports under which name, and what it does when it is imported."""

    name: str
    definitions: dict[str, Definition] = field(default_factory=dict)
    imported: dict[str, tuple[str, str]] = field(
        default_factory=dict
    )  # name here → module, name there ("": the module)
    scope: Scope = field(default_factory=Scope)
    strings: set[str] = field(default_factory=set)  # all that stand in the file


class Program:
    """All definitions of the program, and which of them are reached."""

    def __init__(self, files: Iterable[Source]) -> None:
        self.modules = {module.name: module for module in map(_read, files)}

    def definitions(self) -> Iterator[Definition]:
        """Every function, class and method that is not nested in a function."""
        for module in self.modules.values():
            for definition in module.definitions.values():
                yield definition
                yield from definition.members

    def reached(
        self, also: Iterable[Definition] = (), without: Iterable[str] = (), start: str = ENTRY
    ) -> set[Definition]:
        """What can be reached from where the program starts (the module `start`), and from these definitions as if they
        had a door; as if the packages and modules `without` were not there.
        """
        left_out = tuple(f"{one}." for one in without)
        walk = _Walk({name: one for name, one in self.modules.items() if not f"{name}.".startswith(left_out)})
        walk.start(start)
        for definition in also:
            walk.reach(definition)
        return walk.to_the_end()


class _Walk:
    """Follows names from one module on, until nothing new is reached."""

    def __init__(self, modules: Mapping[str, Module]) -> None:
        self._modules = modules
        self._reached: set[Definition] = set()
        self._imported: set[str] = set()
        self._by_string: set[str] = set()  # modules that are imported by a string: their parts are used by name
        self._attributes: set[str] = set()
        self._open: list[tuple[str, Scope]] = []

    def start(self, module: str) -> None:
        """A module that is run: what it does when it is imported."""
        self._import(module)

    def to_the_end(self) -> set[Definition]:
        while self._open or self._use_attributes():
            if self._open:
                self._follow(*self._open.pop())
        return self._reached

    def _import(self, name: str) -> None:
        if name in self._modules and name not in self._imported:
            self._imported.add(name)
            self._open.append((name, self._modules[name].scope))
            self._import(name.rpartition(".")[0])

    def _follow(self, module_name: str, scope: Scope) -> None:
        module = self._modules[module_name]
        for name in scope.names | {text for text in scope.strings if text[:1].isupper()}:  # "a type" named in quotes
            self._use(module, name)
        for name, attribute in scope.chains:
            target = module.imported.get(name)
            if target is not None:
                inner = self._modules.get(".".join(filter(None, target)))
                if inner is not None:
                    self._use(inner, attribute)
        self._attributes |= scope.attributes | {text for text in scope.strings if text.isidentifier()}
        for text in scope.strings:
            self._use_string(module, text)

    def _use_string(self, module: Module, text: str) -> None:
        """A module named by a string, or by one of the file's strings behind this beginning ("ui.pages." + name)."""
        named = {text} if not text.endswith(".") else {text + end for end in module.strings}
        for name in named & self._modules.keys():
            self._import(name)
            self._by_string.add(name)

    def _use(self, module: Module, name: str) -> None:
        """A name in a module: its own definition, or what it imports from elsewhere."""
        if name in module.definitions:
            self.reach(module.definitions[name])
            return
        target = module.imported.get(name)
        if target is None:
            return
        there, wanted = target
        whole = f"{there}.{wanted}" if wanted else there
        if whole in self._modules:
            self._import(whole)
        elif there in self._modules:
            self._import(there)
            self._use(self._modules[there], wanted)

    def reach(self, definition: Definition) -> None:
        """A definition is used."""
        if definition in self._reached:
            return
        self._reached.add(definition)
        self._import(definition.module)
        self._open.append((definition.module, definition.scope))

    def _use_attributes(self) -> bool:
        """Reach the methods whose names are used; was there a new one?"""
        before = len(self._reached)
        for definition in list(self._reached):
            for member in definition.members:
                if member not in self._reached and (self._is_called(member) or _is_hook(member)):
                    self.reach(member)
        for name in self._by_string:
            for definition in self._modules[name].definitions.values():
                if definition.last_name in self._attributes:
                    self.reach(definition)
        return len(self._reached) > before

    def _is_called(self, member: Definition) -> bool:
        name = member.last_name
        return member.is_column or name in self._attributes or (name.startswith("__") and name.endswith("__"))


def _is_hook(member: Definition) -> bool:
    """Does a method override one of a class from outside the program, which calls it?"""
    if member.owner is None or not member.owner.has_bases:
        return False
    owner = getattr(importlib.import_module(member.module), member.owner.last_name)
    outside = [
        base for base in owner.__mro__ if base.__module__.partition(".")[0] not in PACKAGES and base is not object
    ]
    return any(member.last_name in vars(base) for base in outside)


def _read(source: Source) -> Module:
    name = source.path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")
    module = Module(name)
    for node in source.nodes:
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            module.strings.add(node.value)
        module.imported.update(_imports(node, name, is_package=source.path.endswith("__init__.py")))
    for node in source.tree.body:
        if isinstance(node, Node):
            module.definitions[node.name] = _define(source, name, node, module.scope)
        else:
            module.scope.take(node)
    return module


def _define(source: Source, module: str, node: Node, around: Scope, owner: Definition | None = None) -> Definition:
    """A definition; what its decorators and defaults use, the code around it uses."""
    long_name = f"{owner.last_name}.{node.name}" if owner else node.name
    place = f"{source.path}:{node.lineno} {long_name}"
    definition = Definition(f"{module}:{long_name}", place, module, node.name, Scope(), owner)
    decorators = Scope()
    for decorator in node.decorator_list:
        around.take(decorator)
        decorators.take(decorator)
    definition.decorators = frozenset(decorators.chains)
    if isinstance(node, ast.ClassDef):
        definition.has_bases = bool(node.bases)
        for base in (*node.bases, *(keyword.value for keyword in node.keywords)):
            definition.scope.take(base)
        for part in node.body:
            if isinstance(part, Node):
                definition.members.append(_define(source, module, part, definition.scope, definition))
            else:
                definition.scope.take(part)
    else:
        definition.is_column = node.returns is not None and "Annotated[" in ast.unparse(node.returns)
        definition.scope.take(node.args)
        for part in (*node.body, *([node.returns] if node.returns else [])):
            definition.scope.take(part)
    return definition


def _imports(node: ast.AST, module: str, *, is_package: bool) -> Iterator[tuple[str, tuple[str, str]]]:
    if isinstance(node, ast.Import):
        for alias in node.names:
            yield (
                alias.asname or alias.name.partition(".")[0],
                (alias.name, "")
                if alias.asname
                else (
                    alias.name.partition(".")[0],
                    "",
                ),
            )
    elif isinstance(node, ast.ImportFrom) and not node.level:
        for alias in node.names:
            yield alias.asname or alias.name, (node.module or "", alias.name)
