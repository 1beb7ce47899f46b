"""The demo's film, "The Lantern Tide": what it is about, sequence by sequence and shot by shot.

On an island where the tide rose and never fell, the lamplighter's apprentice Wren and a mechanical heron row the last
lantern across the drowned city, to light the tower that will call the sea home.
"""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["ASSET_BUILDS", "FULL_NAME", "SEQUENCES", "AssetBuild", "Sequence"]

FULL_NAME = "The Lantern Tide"


@dataclass(frozen=True, slots=True)
class Sequence:
    """A sequence; its shots are named by its code, and each has one line of the script."""

    name: str
    code: str
    shots: tuple[str, ...]
    fx_shots: int = 0
    """How many of its shots need effects, counted from the first."""


@dataclass(frozen=True, slots=True)
class AssetBuild:
    """Something that is built once and seen in many shots."""

    name: str
    type: str
    task_types: tuple[str, ...]
    description: str


SEQUENCES = (
    Sequence(
        "Harbour",
        "har",
        (
            "Dusk over the harbour; boats hang from the roofs where the tide left them.",
            "Wren polishes a row of unlit lanterns and counts under her breath.",
            "Old Tam climbs the ladder, one rung at a time, with the last flask of oil.",
            "The oil runs out. Nine lanterns lit, one dark.",
            "Close on Tam's hands as he gives her the flint.",
            "The heron lands on the mooring post and winds itself down.",
            "Wren finds the key in the grass and winds the heron up again.",
            "The heron points its beak at the drowned tower.",
            "Wren unties the rowing boat. The lantern sits beside her.",
        ),
    ),
    Sequence(
        "Crossing",
        "cro",
        (
            "High and wide: one small light on a very large sea.",
            "Wren rows. Rooftops pass beneath the keel.",
            "The heron walks along the gunwale and tips the boat.",
            "A weathercock breaks the surface; she pushes off from it with an oar.",
            "Moths gather around the lantern.",
            "She covers the flame with her hands. The moths settle on her sleeves.",
            "Far thunder. The heron folds its neck.",
            "The first drop of rain hisses on the glass.",
        ),
    ),
    Sequence(
        "Storm",
        "sto",
        (
            "The horizon stands up.",
            "Wren pulls hard on one oar; the boat turns into the wave.",
            "Water over the bow, in one sheet.",
            "The lantern slides along the boards.",
            "The heron catches it by its ring.",
            "Lightning: for one frame the whole city shows below.",
            "The oar snaps.",
            "Wren bails with her hat.",
            "Round and round, seen from straight above.",
            "The flame goes blue and very small.",
            "She breathes on it.",
            "Stillness. Rain stops in the air, then falls.",
        ),
        fx_shots=12,
    ),
    Sequence(
        "Drowned City",
        "dro",
        (
            "The boat drifts down a street of bell towers.",
            "Fish swim in and out of a lit window. Someone left a lamp on.",
            "Wren looks down; her own reflection looks elsewhere.",
            "Market stalls sway like weed.",
            "A bell rings under the water, slowly.",
            "The heron answers it.",
            "Statues of all the lamplighters, shoulder deep.",
            "She finds the statue of Tam as a boy.",
            "The moths leave, in a long ribbon, toward the tower.",
            "Wren follows them with one oar.",
            "The tower door is far below the surface.",
            "The heron measures the depth with its leg and shakes its head.",
            "She ties the boat to the weathervane.",
        ),
        fx_shots=8,
    ),
    Sequence(
        "Tower",
        "tow",
        (
            "Wren climbs the outside of the tower, lantern in her teeth.",
            "A tile comes loose and falls for a long time.",
            "Inside: gears as large as houses, all asleep.",
            "The heron fits its key into the smallest gear.",
            "One tooth moves.",
            "The great lamp has no wick, only a cradle the size of a lantern.",
            "She does not want to let it go.",
            "She lets it go.",
            "Light runs down through the gears.",
            "The heron stands very still in it.",
        ),
    ),
    Sequence(
        "Low Tide",
        "low",
        (
            "The tower opens its shutters, and the beam goes round once.",
            "The sea takes a breath.",
            "Streets rise, pouring water from every window.",
            "Boats come down from the roofs, gently, one by one.",
            "Old Tam stands on the dry harbour and takes his hat off.",
            "Wren walks home along the sea bed.",
            "The heron, unwound, on the mooring post. A moth lands on it.",
            "She takes the key from her pocket. Cut to black before it turns.",
        ),
    ),
)

_CHARACTER = ("Modeling", "Rigging", "Hair", "Cloth", "Lookdev")
_PROP = ("Modeling", "Rigging", "Lookdev")
_ENVIRONMENT = ("Modeling", "Lookdev", "Lighting")

ASSET_BUILDS = (
    AssetBuild("Wren", "Character", _CHARACTER, "The apprentice, eleven. Oilskin coat two sizes too large."),
    AssetBuild("Old Tam", "Character", _CHARACTER, "The lamplighter. Walks as if the ground were a deck."),
    AssetBuild("Heron", "Character", _CHARACTER, "Brass and canvas, wound by a key between the wings."),
    AssetBuild("Moths", "Character", _CHARACTER, "Some four hundred of them; each has a slightly singed wing."),
    AssetBuild("Lantern", "Prop", _PROP, "The last one that is lit. Its glass has a crack like a river."),
    AssetBuild("Rowing Boat", "Prop", _PROP, "Built for two, patched for one."),
    AssetBuild("Clockwork", "Prop", _PROP, "The gears of the tower, from a thumbnail to a house."),
    AssetBuild("Harbour Town", "Environment", _ENVIRONMENT, "Stilts, ladders, and boats on the roofs."),
    AssetBuild("Drowned City", "Environment", _ENVIRONMENT, "Streets and bell towers, forty metres down."),
    AssetBuild("Lamp Tower", "Environment", _ENVIRONMENT, "A lighthouse that forgot what it was for."),
)
