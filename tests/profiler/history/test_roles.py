"""What a track is in the mix: from studio jargon in several languages, and from what surrounds a silent name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from parsers.session import Clip, Plugin, Send, SourceRef, Track
from profiler.history import role_likeness
from profiler.history.role_likeness import BUCKETS
from profiler.history.role_names import compiled, likely_of_name, normalised, role_of_name, role_of_played
from profiler.history.role_plugins import EFFECT_RULES, PLUGIN_RULES
from profiler.history.role_words import NAME_RULES, PLAYED_RULES
from profiler.history.roles import ROLES, roles_of

WEIGHTS = Path(role_likeness.__file__).with_name("role_weights.npz")

Build = Callable[..., Any]

NAMES = {
    "kick": "KIK IN|Gr. C.|BD|Bombo|Bumbo|Kick Out|kick_sub|BassDrum|Grosse Caisse|Cassa|KD 52|Bass Drums|Kopák|бочка",
    "snare": "Snare Top|SN bot|SD1|Caja|Caixa|Caisse Claire|Rullante|snr btm|Sidestick|Virvel|Werbel|スネア",
    "hi-hat": "HH|Hi-Hat|HiHat|Charley|Contratiempo|Hats|808 OH|хай-хэт",
    "tom": "Tom 1|Floor Tom|Rack Tom|TOMS|Standtom|Hängetom|タム",
    "overhead": "OH L|OHs|Overheads|Over Head R|Aéreos|Överhäng",
    "room": "Room|RM Mono|Drum Room|Raum|Sala|Rooms far",
    "percussion": "Perc|Shaker|Tamb|Congas|Pandereta|Cajón|Claps|Crash|Ride|Woodblock|шейкер",
    "drum bus": "Drum Bus|DRUMS|Drum Group|Schlagzeug|Batería|Drm Sub|ドラム|Trummor|Drum Loop 120",
    "bass": "Bass DI|Bs|Bajo|Baixo|Basse|808|Sub Bass|Bassgitarre|E-Bass|ベース|Bass_Amp|Basgitaar|Reese 2",
    "electric guitar": "El Gtr L|EGtr|E-Git L|Rhythm Gtr|Lead Guitar|Gtr Dist R|Crunch L|エレキギター",
    "acoustic guitar": "Ac Gtr|Acoustic|AGtr L|Violão|Nylon|A-Gtr|Ukulele|Guitarra Acústica|Akustikgitarre|アコギ",
    "guitar": "Gtr 1|Guitars|Gitarre|Chitarra|Guitarra|ギター|Kytara",
    "keys": "Piano|Pno L|Rhodes|Wurli|Klavier|Organ|Keys|Hammond|Teclado|EP|Hammond B3 top|ピアノ|Marimba",
    "pad": "Pad|Warm Pads|LeadPad|Drone|Nappe|Fläche",
    "synth": "Synth|Syn Lead|Arp 2|Pluck|Moog|シンセ",
    "strings": "Strings|Violins|Vln 1|Cello|Cuerdas|Streicher|Solo Viola|Chamber Strings|Geigen|скрипки|Harp",
    "brass": "Brass|Trumpet|Tpt 2|Horns|Sax Alto|Bass Clarinet|Metales|Posaune 1|Cor anglais|труба|Oboe 2",
    "lead vocal": "LD VOX|Lead Vox|Lead Vocal|LV|Voz Principal|VoxLead|Chant Lead|リードボーカル|Lead Gesang",
    "backing vocal": "BGV 3|BV L|Backing Vox|Coros|Choir|Harmony 2|Chœurs|Back Vocals|コーラス|бэк вокал",
    "vocal": "Vox|Vocals|Voz|Voix|Gesang|Voce|ボーカル|Вокал|Wokal|Sång|Bass Voice",
    "dialogue": "Dialogue|VO|Voice Over|Narrator|Lav 1|DX|Sprecher 2|ADR|диктор",
    "effects": "FX|SFX 3|Riser|Whoosh|Foley|Player_Jump|UI_Hover|Footsteps grass|Thunder|効果音|270404__anybody__z",
    "bus": "Gtr Bus|Vocal Group|SUB|Sum|Aux Bus|Grupo Voces|Summe Gitarren|VOX Group (master)",
    "reverb return": "Reverb|Vox Verb|Plate|Hall L|RVB|Rev|Réverb|ревер",
    "delay return": "Delay|Dly 1/4|Slap|Echo|Delay throw|дилей",
    "master": "Master|Mix Bus|2BUS|Mixbus|Stereo Out",
    "unknown": "Boss Music|BGM_loop|Click track|Metronome|LTC|Temp MX|Reference",
}


@pytest.mark.parametrize(("role", "name"), [(role, name) for role, names in NAMES.items() for name in names.split("|")])
def test_jargon_in_several_languages_names_the_role(role: str, name: str) -> None:
    assert role_of_name(name).name == role
    assert role in ROLES


@pytest.mark.parametrize("rule", NAME_RULES + PLAYED_RULES, ids=lambda rule: rule.role)
def test_every_plain_word_of_a_rule_is_written_as_names_are_read(rule: Any) -> None:
    words = [word.removesuffix("*") for word in rule.line.split("|")]
    plain = [word for word in words if word == word.strip() and word.replace(" ", "").isalnum()]
    assert [word for word in plain if normalised(word) != word] == []
    assert rule.role in ROLES


@pytest.mark.parametrize("rules", [PLUGIN_RULES, EFFECT_RULES])
def test_what_plug_ins_say_is_of_known_roles(rules: Any) -> None:
    assert {rule.role for rule, _ in compiled(rules)} <= set(ROLES)


@pytest.mark.parametrize(
    ("name", "role"),
    [
        ("808 SD Echo", "snare"),
        ("Sub", "bass"),
        ("Kick Sub", "kick"),
        ("Ambience 2", "effects"),
        ("Reverb", "reverb return"),
    ],
)
def test_what_plays_itself_is_named_after_what_it_plays(name: str, role: str) -> None:
    assert role_of_played(name).name == role


@pytest.mark.parametrize(
    "name", ["", "Track 5", "take1-clean", "S9/10", "Combi 2", "[/]", "\x1b[31m", "Barbara", "Omaha"]
)
def test_a_name_that_says_nothing_stays_unknown(name: str) -> None:
    assert role_of_name(name).name == "unknown"


@pytest.mark.parametrize(
    ("role", "name"),
    [
        ("bass", "basslines 2"),
        ("kick", "kickdrumm"),
        ("snare", "SnareTopp L"),
        ("lead vocal", "leadvocals verse"),
        ("backing vocal", "harmoney vox"),
        ("pad", "warmpad2"),
        ("strings", "streichern"),
    ],
)
def test_a_name_that_no_rule_knows_is_told_by_its_likeness(role: str, name: str) -> None:
    said = likely_of_name(name)
    assert said.name == role
    assert 0.5 < said.probability < 0.9
    assert "like those of" in said.evidence[0]


@pytest.mark.parametrize("name", ["", "Track 5", "untitled midi item", "\x1b[31m", "🎛", "x" * 5000, "Anna 2"])
def test_a_name_like_no_roles_is_left_unknown(name: str) -> None:
    assert likely_of_name(name).name == "unknown"


def test_the_classifiers_numbers_are_plain_arrays_of_every_role() -> None:
    import numpy as np

    with np.load(WEIGHTS, allow_pickle=False) as stored:
        assert set(map(str, stored["roles"])) <= set(ROLES)
        assert stored["weights"].shape == (BUCKETS, len(stored["roles"]))
        assert np.isfinite(stored["weights"]).all()


def test_a_lead_in_a_folder_of_vocals_is_the_lead_vocal(session: Build) -> None:
    found = roles_of(
        session(
            Track("{d}", "Vocals", kind="folder"),
            Track("{1}", "Lead", folder="{d}"),
            Track("{g}", "Gitarren", kind="folder"),
            Track("{2}", "Main", folder="{g}"),
        )
    )
    assert (found["{1}"].name, found["{2}"].name) == ("lead vocal", "electric guitar")


def test_the_outputs_of_one_instrument_are_no_buses(session: Build, insert: Build) -> None:
    sampler = replace(insert("Kontakt"), plugin=Plugin("Kontakt", "", "VST2", "", instrument=True))
    plays = Track("{1}", "multi", inserts=(sampler,), sends=(Send("a", "{2}", channel="1/2"),))
    assert roles_of(session(plays, Track("{2}", "st 2")))["{2}"].name == "unknown"


def test_names_are_read_without_case_accents_and_punctuation() -> None:
    assert normalised("LeadVox_02-Öl") == "lead vox 02 ol"


def test_a_nameless_track_is_told_by_its_folder_its_clips_or_its_plug_ins(session: Build, insert: Build) -> None:
    kick = Clip("c", "Kick In_03-take2.wav", 0.0, 1.0, SourceRef("audio", "Kick In_03.wav"))
    found = roles_of(
        session(
            Track("{d}", "Vocals", kind="folder"),
            Track("{1}", "", folder="{d}"),
            Track("{2}", "", clips=(kick,)),
            Track("{3}", "", inserts=(insert("AmpliTube 4"),)),
            Track("{4}", ""),
        )
    )
    assert [found[track].name for track in ("{1}", "{2}", "{3}", "{4}")] == [
        "vocal",
        "kick",
        "electric guitar",
        "unknown",
    ]
    assert found["{2}"].probability > 0.6
    assert "Kick" in " ".join(found["{2}"].evidence) or "kick" in " ".join(found["{2}"].evidence)


def test_what_sends_feed_is_a_return_or_a_bus(session: Build, insert: Build) -> None:
    vox = Track("{1}", "Vox", sends=(Send("a", "{2}"), Send("b", "{3}")))
    verb = Track("{2}", "Lush", inserts=(insert("ValhallaPlate"), insert("Some Reverb", id="{y}")))
    found = roles_of(session(vox, verb, Track("{3}", "Parallel")))
    assert found["{2}"].name == "reverb return"
    assert found["{3}"].name == "bus"
    assert found["master"].name == "master"


def test_probabilities_and_evidence_come_with_every_role(session: Build) -> None:
    role = roles_of(session(Track("{1}", "Lead Vox")))["{1}"]
    assert 0.5 <= role.probability <= 1
    assert role.evidence


def test_a_track_is_told_by_the_bus_that_it_feeds(session: Build) -> None:
    found = roles_of(
        session(
            Track("{1}", "Azzido", output="{b}"),
            Track("{2}", "Omaha", output="{b}"),
            Track("{b}", "[BASS]"),
        )
    )
    assert (found["{1}"].name, found["{b}"].name) == ("bass", "bass")
    assert "lies in “[BASS]”" in found["{1}"].evidence


def test_many_tracks_through_a_silent_one_make_it_a_bus(session: Build) -> None:
    fed = (Track(f"{{{one}}}", name, output="{b}") for one, name in enumerate(("Kick", "Vox", "Pad")))
    assert roles_of(session(*fed, Track("{b}", "[PRE]")))["{b}"].name == "bus"


def test_keys_of_side_chains_and_midi_are_no_sends_of_a_mix(session: Build) -> None:
    for channel in ("3/4", "side-chain", ""):
        kick = Track("{1}", "Kick", sends=(Send("a", "{2}", channel=channel),))
        snare = Track("{3}", "Snare", sends=(Send("b", "{2}", channel=channel),))
        assert roles_of(session(kick, snare, Track("{2}", "Xanadu 7")))["{2}"].name == "unknown"


def test_a_room_that_sends_feed_is_a_reverb(session: Build, insert: Build) -> None:
    vox = Track("{1}", "Vox", sends=(Send("a", "{2}"),))
    verb = Track("{2}", "Small Room", inserts=(insert("Space Designer"),))
    mic = Track("{3}", "Small Room", clips=(Clip("c", "take", 0.0, 1.0, SourceRef("audio", "a.wav")),))
    found = roles_of(session(vox, verb, mic))
    assert (found["{2}"].name, found["{3}"].name) == ("reverb return", "room")


def test_an_instruments_preset_speaks_where_the_name_is_silent(session: Build, insert: Build) -> None:
    played = replace(insert("Zebra2", preset="Velocity Bass"), plugin=Plugin("Zebra2", "", "VST2", "", instrument=True))
    found = roles_of(session(Track("{1}", "", inserts=(played,)), Track("{2}", "Grand Piano", inserts=(played,))))
    assert (found["{1}"].name, found["{2}"].name) == ("bass", "keys")


def test_a_synthesiser_takes_nothing_from_what_it_is_named_after(session: Build, insert: Build) -> None:
    serum = replace(insert("Serum"), plugin=Plugin("Serum", "", "VST3", "", instrument=True))
    played = roles_of(session(Track("{1}", "Kick 2", inserts=(serum,))))["{1}"]
    assert (played.name, played.probability) == ("kick", roles_of(session(Track("{1}", "Kick 2")))["{1}"].probability)


def test_no_role_but_the_masters_and_the_engineers_own_is_certain(session: Build) -> None:
    twice = Track("{1}", "Kick", folder="{d}", clips=(Clip("c", "kick.wav", 0.0, 1.0, SourceRef("audio", "kick.wav")),))
    roles = roles_of(session(Track("{d}", "Drums", kind="folder"), twice))
    assert 0.9 < roles["{1}"].probability < 1
    assert roles["master"].probability == 1


def test_the_lowest_of_a_choir_sings_and_the_lowest_of_strings_is_bowed(session: Build) -> None:
    choir = [Track(f"{{{name}}}", name) for name in ("Soprano", "Alto", "Tenor", "Bass")]
    strings = [Track(f"{{{name}}}", name) for name in ("Violins", "Violas", "Celli", "Basses")]
    assert roles_of(session(*choir))["{Bass}"].name == "backing vocal"
    assert roles_of(session(*strings))["{Basses}"].name == "strings"
    assert roles_of(session(Track("{1}", "Violins"), Track("{2}", "Bass")))["{2}"].name == "bass"


def test_what_is_said_to_be_music_or_a_click_takes_no_role_from_its_surroundings(session: Build, insert: Build) -> None:
    synth = replace(insert("ReaSynth"), plugin=Plugin("ReaSynth", "", "VST2", "", instrument=True))
    found = roles_of(
        session(
            Track("{d}", "SFX", kind="folder"),
            Track("{1}", "Boss Music", folder="{d}"),
            Track("{2}", "Click track", inserts=(synth,)),
            Track("{3}", "Enemy 3", folder="{d}"),
        )
    )
    assert [found[track].name for track in ("{1}", "{2}", "{3}")] == ["unknown", "unknown", "effects"]


def test_clips_of_which_few_say_anything_say_nothing(session: Build) -> None:
    clips = [Clip(str(one), f"yes {one}", 0.0, 1.0, SourceRef("audio", f"{one}.wav")) for one in range(8)]
    gong = Clip("g", "GongSound.wav", 0.0, 1.0, SourceRef("audio", "GongSound.wav"))
    assert roles_of(session(Track("{1}", "Xanadu", clips=(*clips, gong))))["{1}"].name == "unknown"


def test_where_clips_are_silent_their_files_folder_speaks(session: Build) -> None:
    clip = Clip("1", "03-take", 0.0, 1.0, SourceRef("audio", "Recordings\\Lead Vocals\\03-take.wav"))
    found = roles_of(session(Track("{1}", "", clips=(clip,))))["{1}"]
    assert found.name == "lead vocal"
    assert found.evidence == ("its files' folder: name says “lead vocals”",)


def test_a_part_of_the_kit_is_told_in_a_folder_of_drums_only(session: Build) -> None:
    parts = ("Rack 1", "Floor", "Open", "Top")
    kit = [Track(f"{{{name}}}", name, folder="{d}") for name in parts]
    found = roles_of(session(Track("{d}", "Drums", kind="folder"), *kit, Track("{1}", "Open")))
    assert [found[f"{{{name}}}"].name for name in parts] == ["tom", "tom", "hi-hat", "snare"]
    assert found["{1}"].name == "unknown"
