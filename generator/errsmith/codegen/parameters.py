"""The properties of values that arrive with an error."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from errsmith.codegen.template_model import Call, Property, Value
from errsmith.spec import identifiers
from errsmith.spec.identifiers import Identifier
from errsmith.spec.rows import UNITS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from errsmith.spec.rows import Parameter, Row

CONVERTERS: Final = {"int": "as_int", "float": "as_float", "str": "as_text"}


def properties(row: Row) -> Iterator[Property]:
    """Yield a property for each parameter, and the wait where one of them is the wait."""
    for each in row.parameters:
        unit = f" ({each.unit.replace('_', ' in ')})" if each.unit else ""
        about = each.doc or f"What arrived as {each.name}"
        doc = f"{about.rstrip('.')}{unit}; None where it did not arrive."
        value = _value(row, each)
        yield Property(Identifier(each.name), Identifier(each.type), doc, value)
    waits = [
        each
        for each in row.parameters
        if row.retry and each.name == row.retry.parameter
    ]
    for each in waits:
        reader = "wait_until" if each.unit.startswith("timestamp") else "wait_for"
        found = Call(
            Identifier(reader),
            (Identifier(f"self.{each.name}"), Value(UNITS[each.unit])),
        )
        value = Call(Identifier("self._wait_of"), (found,))
        doc = f"Seconds to wait: the header's, else those of `{each.name}`."
        yield Property(Identifier("retry_after"), Identifier("float"), doc, value)


def _value(row: Row, each: Parameter) -> Call:
    """Return the call that reads the value of a parameter."""
    place = _place(row, each)
    if each.type == "str" or not each.unit:
        return Call(Identifier(CONVERTERS[each.type]), (place,))
    clock = Value(each.unit.startswith("timestamp"))
    reader = "as_time" if each.type == "float" else "as_whole_time"
    unit = Value(UNITS[each.unit])
    return Call(Identifier(reader), (place, unit), ((Identifier("clock"), clock),))


def _place(row: Row, each: Parameter) -> Call:
    """Return where a parameter is read from."""
    if each.path is not None:
        return Call(
            Identifier("found_at"), (Identifier("self.reply"), Value(each.path))
        )
    names = [parameter.name for parameter in row.parameters]
    texts = {"self._sent_code": str(row.code), "self._sent_message": row.message}
    place = next(place for place, text in texts.items() if f"{{{each.name}}}" in text)
    pieces, order = identifiers.pieces(texts[place], names)
    arguments = (Identifier(place), Value(pieces), Value(order.index(each.name)))
    return Call(Identifier("captured"), arguments)
