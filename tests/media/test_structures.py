"""Structures: the official client's paths, templates, and names that are safe."""

from __future__ import annotations

from pathlib import PurePosixPath, PureWindowsPath
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ftrack_orm.errors import StructureError
from ftrack_orm.media import IdStructure, StandardStructure, TemplateStructure
from ftrack_orm.media.accessor import confined
from ftrack_orm.media.structure import StructureContext, VersionFacts
from ftrack_orm.media.structure.safe_name import safe_name
from ftrack_stock import ContainerComponent, FileComponent, SequenceComponent

FACTS = VersionFacts(3, "demo", "comp", (("Sequence", "sq010"), ("Shot", "sh010")), "Image Sequence", "compositing")
CONTEXT = StructureContext(version=FACTS)
ANY_NAME = st.one_of(
    st.text(max_size=30),
    st.sampled_from(["..", ".", "con", "AUX.exr", "../..", "a/b", "..\\x", "C:\\x", "x.", "x ", "~", "\0", "nul", "/"]),
)
TEMPLATE = TemplateStructure("{project}/{sequence}/{shot}/{asset}/v{version:03d}/{name}{ext}")
STRUCTURES: list[Any] = [
    StandardStructure(),
    StandardStructure(illegal_character_substitute=None),
    IdStructure("published"),
    TEMPLATE,
    TemplateStructure("{hierarchy}/{task}_{name}{ext}"),
]


def _components(name: str, kind: str) -> list[Any]:
    sequence = SequenceComponent(name=name, file_type=kind, padding=4)
    folder = ContainerComponent(name=name)
    return [
        FileComponent(name=name, file_type=kind),
        sequence,
        FileComponent(name="1001", file_type=kind, container=sequence),
        FileComponent(name=name, file_type=kind, container=sequence),
        folder,
        FileComponent(name=name, file_type=kind, container=folder),
    ]


@given(name=ANY_NAME, kind=ANY_NAME, above=ANY_NAME)
def test_every_resource_identifier_stays_below_the_prefix_by_both_rules(name: str, kind: str, above: str) -> None:
    facts = VersionFacts(1, above, name, (("Sequence", above), ("Shot", name)), above, above)
    for component in _components(name, kind):
        for structure in STRUCTURES:
            identifier = structure.resource_identifier(component, StructureContext(version=facts))
            for flavour in (PurePosixPath, PureWindowsPath):
                parts = confined(identifier, flavour=flavour)
                assert parts == tuple(identifier.split("/"))
                assert flavour("/mnt", *parts).is_relative_to(flavour("/mnt"))
                assert ".." not in parts


@given(name=ANY_NAME)
def test_safe_name_of_a_safe_name_is_itself(name: str) -> None:
    assert safe_name(safe_name(name)) == safe_name(name)


@pytest.mark.parametrize(
    ("index", "path"),
    [
        (0, "beauty.exr"),
        (1, "beauty.%04d.exr"),
        (2, "beauty.1001.exr"),
        (4, "beauty"),
        (5, "beauty/beauty.exr"),
    ],
)
def test_template_is_filled(index: int, path: str) -> None:
    component = _components("beauty", ".exr")[index]
    assert TEMPLATE.resource_identifier(component, CONTEXT) == f"demo/sq010/sh010/comp/v003/{path}"


def test_template_says_which_field_a_component_lacks() -> None:
    structure = TemplateStructure("{project}/{episode}/{name}{ext}")
    with pytest.raises(StructureError, match="has no 'episode'; it has project, asset"):
        structure.resource_identifier(FileComponent(name="x"), CONTEXT)


@pytest.mark.parametrize(
    "template", ["{name.__class__}", "{name[0]}", "{name!r}", "{}", "{version:>9999999d}", "{name"]
)
def test_template_takes_plain_fields_only(template: str) -> None:
    with pytest.raises(StructureError, match="template"):
        TemplateStructure(template)


def test_number_format_of_a_name_is_refused() -> None:
    with pytest.raises(StructureError, match="name:03d"):
        TemplateStructure("{name:03d}").resource_identifier(FileComponent(name="x"), CONTEXT)


def test_names_of_which_nothing_is_left_do_not_meet() -> None:
    one, other = (StandardStructure().resource_identifier(FileComponent(name=n), CONTEXT) for n in ("猫", "犬"))
    assert one != other


def test_structure_without_version_says_what_to_do() -> None:
    with pytest.raises(StructureError, match="version=version"):
        StandardStructure().resource_identifier(FileComponent(name="x"), StructureContext())
