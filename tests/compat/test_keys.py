"""Every key of the format is compared, or is known not to matter to code that catches.

A new key belongs into `errsmith.compat` and then into this list, so that none goes unnoticed.
"""

from __future__ import annotations

import pytest
from errsmith.spec import model
from errsmith.spec.schema_model import Model, keys_of

ENTRY = (
    "name summary remedy category retry retry_note http_status by_status outcome links note "
    "former_names deprecated source facts texts"
)
COMPARED: dict[type[Model], str] = {
    model.Spec: "provider prefix title sources tables uncoded replies without_code "
    "empty_body statuses facts body texts request_id wait masked base others left_out",
    model.Source: "id url seen evidence",
    model.CodeTable: "enum type identity case title success codes ranges families",
    model.Family: "name summary remedy prefix http_status category retry links",
    model.Fact: "name type doc",
    model.Parameter: "name type unit path doc",
    model.Row: f"{ENTRY} code sub_code status message translation spellings same_as "
    "families parameters",
    model.Range: f"{ENTRY} from to",
    model.Uncoded: ENTRY,
    model.Texts: "summary remedy",
    model.After: "after parameter",
    model.ReplyRule: "code sub_code codes table message item known absent success failed "
    "partial failures",
    model.Part: "each keyed items split absent code sub_code message item index wait table error "
    "succeeded only_errors any_order whole_request success without_code vendors",
    model.Vendors: "key modules",
    model.KindEntry: "name summary base retries fault",
    model.KindFile: "kinds",
}


@pytest.mark.parametrize("model", COMPARED, ids=lambda model: model.__name__)
def test_every_key_of_a_model_is_known_here(model: type[Model]) -> None:
    assert set(keys_of(model)) == set(COMPARED[model].split())


def test_every_model_of_the_format_is_known_here() -> None:
    models = {
        each
        for each in vars(model).values()
        if isinstance(each, type) and issubclass(each, Model) and keys_of(each)
    }

    assert models - {model.Entry} == set(COMPARED)
