"""Names of the nodes of syntax trees, in the words of all grammars together."""

from __future__ import annotations

import re
from typing import Final

ENTRIES: Final = frozenset((
    "array_element_initializer", "assignment", "assignment_expression", "case_clause",
    "case_statement", "const_element", "const_item", "const_spec", "enum_assignment", "enum_case",
    "enum_constant", "enum_entry", "enum_member_declaration", "enum_variant", "enumerator",
    "expression_case", "init_declarator", "initializer_pair", "keyed_element", "keyword_argument",
    "match_arm", "match_conditional_expression", "named_argument", "pair", "preproc_def",
    "property_declaration", "property_element", "static_item", "switch_block_statement_group",
    "switch_case", "switch_entry", "switch_expression_arm", "switch_rule", "switch_section",
    "val_definition", "var_spec", "variable_declarator", "when", "when_entry",
))  # fmt: skip
"""A key with a value."""

DECLARED: Final = frozenset((
    "assignment", "const_element", "const_item", "const_spec", "enum_assignment", "enum_case",
    "enum_constant", "enum_entry", "enum_member_declaration", "enum_variant", "enumerator",
    "init_declarator", "preproc_def", "property_declaration", "property_element", "static_item",
    "val_definition", "var_spec", "variable_declarator",
))  # fmt: skip
"""Those of them that declare the name which they start with."""

VARIABLES: Final = frozenset((
    "init_declarator", "property_declaration", "property_element", "val_definition", "var_spec",
    "variable_declarator",
))  # fmt: skip
"""Those of them that say nothing without a value."""

COUNTED: Final = frozenset((
    "enumerator", "enum_assignment", "enum_member_declaration", "enum_variant", "enum_entry",
))  # fmt: skip
"""Members that get a number where they give none, after one that has a number."""

COUNTED_FROM_ZERO: Final = COUNTED - {"enum_entry", "enum_variant"}
"""Those of them of which the first has number 0."""

KEYS: Final = frozenset((
    "condition", "declarator", "designator", "key", "label", "left", "name", "pattern",
))  # fmt: skip
"""Fields that hold the key of an entry."""

CLASSES: Final = re.compile(
    r"(?:class|enum|interface|module|object|struct|trait)(?:_(?:declaration|definition|specifier|item))?"
)
CALLS: Final = re.compile(
    r".*(?:call|invocation|creation|new)(?:_expression)?|instance_expression|macro_invocation"
)
CALLED: Final = frozenset((
    "constructor", "function", "macro", "method", "name", "object", "type",
))  # fmt: skip
"""Fields of a call that say what is called."""

FUNCTIONS: Final = re.compile(
    r"(?:async_)?(?:func(?:tion)?|method|constructor|local_function|lambda|arrow_function|closure)"
    r"(?:_(?:declaration|definition|item|literal|expression|statement|body))?|singleton_method"
)
"""Functions: what they declare is a variable, not a constant of the file."""

BRANCHES: Final = frozenset(("array", "hash", "object"))
"""Literals that a method is called of: `{…}.freeze`."""

TEXTS: Final = re.compile(r".*string.*|char(?:acter)?_literal|heredoc_body")
JOINED: Final = frozenset(("concatenated_string", "string_concatenation"))
NUMBERS: Final = re.compile(r".*(?:integer|int|number|hex|decimal)(?:_literal)?|float")
COMPUTED: Final = re.compile(
    r"(?:binary|additive|infix|multiplicative)_.*|.*unary.*|prefix_expression|preproc_arg"
    r"|parenthesized_expression|cast_expression"
)
SUMS: Final = re.compile(r"binary_.*|additive_.*")
REFERENCES: Final = frozenset((
    "attribute", "class_constant_access_expression", "constant", "field_access",
    "field_expression", "identifier", "member_access_expression", "member_expression", "name",
    "navigation_expression", "qualified_identifier", "qualified_name", "scope_resolution",
    "scoped_identifier", "selector_expression", "simple_identifier", "type_identifier",
))  # fmt: skip
BARE_KEYS: Final = frozenset((
    "field_identifier", "hash_key_symbol", "property_identifier", "simple_symbol",
))  # fmt: skip
ATTRIBUTES: Final = frozenset(
    ("annotation", "attribute_list", "attribute_item", "modifiers")
)
"""Annotations before a member, in which its text may stand."""

FIELDS: Final = frozenset(("field_declaration_list", "ordered_field_declaration_list"))
"""What a member of an enum holds at run time."""

SKIPPED: Final = re.compile(
    r"preproc_(?:call|defined|include)|.*_modifiers?|marker_annotation|decorator|type_annotation|.*_type|user_type"
    r"|visibility_modifier|inheritance_specifier|superclass(?:es)?|access_specifier"
    r"|super_interfaces|type_parameters|php_tag|iota|modifier"
)
