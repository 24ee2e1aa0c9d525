"""What tracks are called in studios, by role: data for `profiler.history.roles`.

Words are written as `normalised` gives them: lower case, without accents, digits and joined words parted. A word ends
where the letters end; ``*`` stands for any further letters. Sources: the jargon of track sheets and stage plots in
English, Spanish, Portuguese, French, German, Italian, Dutch, Swedish, Polish, Russian and Japanese; the choice of
words and weights is ours.
"""

from __future__ import annotations

from typing import NamedTuple

__all__ = ["BUS_WORDS", "DRUM_WORDS", "NAME_RULES", "PLUGIN_RULES", "NameRule"]


class NameRule(NamedTuple):
    """Words that make a role likely, and how surely one of them alone does."""

    role: str
    weight: float
    words: str
    """Parted by ``|``; line breaks and what surrounds them are layout."""

    @property
    def line(self) -> str:
        """The words on one line."""
        return "".join(part.strip() for part in self.words.splitlines())


BUS_WORDS = (
    "bus|buss|busses|group|grp|groupe|gruppe|grupo|gruppo|submix|sub mix|subgroup|subgrupo|stem bus|sum|summe|"
    "somme|suma|vca|folder"
)
DRUM_WORDS = (
    "drum*|drm*|dr|kit|drumkit|bateria|batt|batterie|batteria|schlagzeug|slagwerk|trummor|perkusja|bat|ударные|"
    "барабаны|ドラム|ドラムス"
)

NAME_RULES: tuple[NameRule, ...] = (
    # Returns and sums speak before what they serve: "snare verb" is a reverb.
    NameRule(
        "master",
        0.95,
        """
        master|mstr|mastr|masterbus|master bus|mix ?bus(?! [0-9])|2 bus|2 buss|2 mix|stereo out|main out|output 1 2
        """,
    ),
    NameRule(
        "effects",
        0.9,
        """
        sfx|sound fx|sound effects?
        """,
    ),
    NameRule(
        "reverb return",
        0.92,
        """
        reverb*|revb|rvb|rvrb|verb|verbs|hall|plate|spring verb|chamber|convolution|hallraum|
        nachhall|riverbero|reverberacao|reverberacion|reverberation|ambience|ambi verb|リバーブ|ревер*
        """,
    ),
    NameRule(
        "delay return",
        0.92,
        """
        delay*|dly|dlay|del|echo*|eko|slap*|slapback|ping pong|pingpong|tape echo|ディレイ|дилей
        """,
    ),
    NameRule(
        "drum bus",
        0.93,
        f"""
        (?:{DRUM_WORDS}) (?:sub|{BUS_WORDS})|(?:{BUS_WORDS}) (?:{DRUM_WORDS})|drumbus|drum comp|drum crush
        """,
    ),
    NameRule("bus", 0.85, rf"(?<!\w )sub(?! [^\W\d])|{BUS_WORDS}"),
    # Voices
    NameRule(
        "backing vocal",
        0.95,
        """
        bgv*|bv|bvs|bvox|bgvox|backing|backings|back vox|back vocal*|backing vo*|background vo*|bkg vo*|
        bk vox|harm|harms|harmony|harmonies|harmonie*|coro|coros|cori|choeur*|chor|chore|choir|choirs|
        gang vo*|crowd vo*|oohs|ooh|aahs|aah|ahhs|doubles vox|vox dbl|vox double|vox dub|dubs vox|
        adlib*|ad lib*|2 a voz|segunda voz|segundas|second voice|tweede stem|コーラス|бэк*
        """,
    ),
    NameRule(
        "lead vocal",
        0.95,
        """
        lead vo*|ld vo*|ldvox|ld vx|lv|lvox|lead voc|vox lead|voc lead|vocal lead|vocals lead|vx lead|
        lead voice|lead singer|main vo*|voz principal|voz lider|voz ppal|voz prin|chant lead|voix lead|
        hauptstimme|leadgesang|lead gesang|voce principale|voce lead|lead zang|lead sang
        """,
    ),
    NameRule(
        "dialogue",
        0.93,
        """
        dialog*|dialogue*|dlg|dx|voiceover|voice over|vo|narration|narrator|narr|narracion|narracao|
        narrateur|sprecher|erzahler|lav|lavalier|boom mic|speech|podcast|host|guest|interview*|locucion|
        speaker|moderator|script
        """,
    ),
    NameRule(
        "vocal",
        0.88,
        """
        vox|vocal*|vocals|voc|vocs|vx|voice|voices|voz|voces|vozes|voix|chant|gesang|stimme*|voce|voci|
        canto|zang|sang|stem zang|singer|sing|rap|mc|wokal*|вокал|голос|ボーカル|ヴォーカル|歌
        """,
    ),
    # Drums
    NameRule(
        "kick",
        0.95,
        """
        kick*|kik|kiks|kck|kd|bd|bass drum|bassdrum|bombo|bumbo|grosse caisse|gr c|grc|gc|grancassa|
        gran cassa|cassa|basstrommel|stortrumma|bastrommel|bassdr|kicker|бочка|キック|バスドラ|kick in|
        kick out|sub kick|subkick
        """,
    ),
    NameRule(
        "snare",
        0.95,
        """
        snare*|snr|sn|sd|sna|caja|caixa|redoblante|tarola|caisse claire|cc|rullante|rull|kleine trommel|
        snaretrommel|virveltrumma|snaar|werbel|малый|рабочий|スネア|sidestick|side stick|rimshot|rim shot|
        rim
        """,
    ),
    NameRule(
        "hi-hat",
        0.95,
        """
        hi hat*|hihat*|hh|hat|hats|hat close|charles|charley|charleston|contratiempo|contratempo|
        chimbal|hi hats|chh|ohh|хэт|хайхэт|ハイハット
        """,
    ),
    NameRule(
        "tom",
        0.93,
        """
        tom|toms|floor tom|flr tom|floortom|rack tom|racktom|ft|rt|timbal base|tom de piso|surdo|
        timpano tom|standtom|hangetom|том|томы|タム
        """,
    ),
    NameRule(
        "overhead",
        0.95,
        """
        oh|ohs|overhead*|over head*|ovh|ovhd|aereos|aereo|aerien*|overs|cymbal mics|оверхед*|オーバーヘッド
        """,
    ),
    NameRule(
        "room",
        0.88,
        """
        room*|rm|rms|amb|ambient mic|ambients|ambiente*|ambience mic|raum|sala|salle|far mic|mono room|
        ルーム|крыша
        """,
    ),
    NameRule(
        "percussion",
        0.9,
        """
        perc|percs|percussion*|percusion*|percussao|percussioni|perkussion|conga*|bongo*|shaker*|tamb|
        tambourine*|pandereta|pandeiro|tamburin*|cowbell|clave|claves|cajon|djembe|tabla*|timbale*|
        triangle|triangulo|guiro|maraca*|clap|claps|palmas|snaps|snap|crash*|ride|china|splash|cymbal*|
        cym|platillo*|pratos|becken|piatti|woodblock|block|timpani|gong|bells|chimes?|cymb|daf|darbuka|cuica|タンバリン|
        перкуссия|tambourin
        """,
    ),
    NameRule(
        "drum bus",
        0.8,
        f"""
        {DRUM_WORDS}|beat|beats|breakbeat|drum loop|loop drums|groove
        """,
    ),
    NameRule(
        "brass",
        0.92,
        """
        bass (?:clarinet*|trombone*|flute*|sax*)|contrabassoon*
        """,
    ),
    # Bass
    NameRule(
        "bass",
        0.93,
        """
        bass|bas|bs|bss|bass di|bassdi|bass amp|bajo|baixo|basse|basso|bassgitarre|e bass|sub bass|
        subbass|808|808 s|upright|contrabass|double bass|doublebass|contrabajo|contrebasse|contrabbasso|
        kontrabass|basgitaar|синтбас|бас|ベース|moog bass|synth bass|bass synth
        """,
    ),
    # Guitars
    NameRule(
        "acoustic guitar",
        0.95,
        """
        ac gtr*|acgtr|acg|a gtr|agtr|acous*|acoustic*|acoustic g*|aco gtr|gtr ac|gtr acoustic|
        guitar acoustic|gt ac|guit acoustique|guitarra acustica|violao|akustik*|akustische gitarre|
        chitarra acustica|nylon*|12 string|twelve string|uke|uk[ue]lele|akg gtr|steel string|klasszikus|
        classical gtr|classical guitar|stahlsaiten
        """,
    ),
    NameRule(
        "electric guitar",
        0.93,
        """
        el gtr*|elgtr|e gtr*|egtr|e git*|elec gtr*|electric g*|eg|gtr el|gtr elec|gtr electric|
        gtr dist*|dist gtr|rhythm g*|rhy gtr|rgtr|lead g*|ld gtr|gtr lead|solo gtr|gtr solo|gtr clean|
        clean gtr|crunch*|guitarra electrica|guitare electrique|e gitarre|chitarra elettrica|heavy gtr|
        gtr heavy|gtr amp|amp gtr|strat|tele|les paul|lp gtr|telecaster|stratocaster|twang|slide gtr|
        riff|chug*|gtr di|di gtr
        """,
    ),
    NameRule(
        "guitar",
        0.9,
        """
        gtr|gtrs|guitar*|gt|gts|git|gits|guit|guits|gitarre*|guitarra*|guitare*|chitarra*|gitaar|gitarr|
        gitara|gitary|gita|ggtr|гитара|ギター|banjo|mandolin*|lap steel|pedal steel|bouzouki
        """,
    ),
    # Keys, synths, orchestra
    NameRule(
        "keys",
        0.92,
        """
        keys|keyb|kbd|keyboard*|piano*|pno|pian|klavier|klav|flugel|rhodes|rhds|wurli*|wurlitzer|
        clav|clavi|clavinet|organ*|orgel|orgue|orgao|organo|hammond|b 3|harpsichord|cembalo|celest*|ep|
        e piano|epiano|el piano|farfisa|mellotron|accordion|akkordeon|acordeon|harmonium|teclado*|
        teclas|claviers|tasten|tastiera|toetsen|клавиши|пиано|фортепиано|ピアノ|キーボード|オルガン|glock*|vibes|
        vibraphone|vib|marimba|xylo*|kalimba|santur|music box
        """,
    ),
    NameRule(
        "pad",
        0.9,
        """
        pad|pads|drone*|atmo|atmos pad|texture*|soundscape|nappe*|flache|flachen|string pad|パッド|пэд
        """,
    ),
    NameRule(
        "strings",
        0.93,
        """
        string*|strs|strgs|violin*|vln|vlns|viola*|vla|cello*|vc|vcl|celli|celos|contrabasses|fiddle|
        quartet|cuerdas|cordas|cordes|archi|streicher|geige*|strijkers|violon*|скрипка|струнные|ストリングス|
        erhu|harps?|harfe|harpe|pizz*
        """,
    ),
    NameRule(
        "brass",
        0.92,
        """
        brass|horn|horns|trumpet*|tpt|trp|trompet*|tromba|trombone*|tbn|trb|posaune*|tuba|french horn|
        flugelhorn|sax*|alto sax|tenor sax|bari sax|saxo*|metales|metais|cuivres|ottoni|blaser|blech|
        vientos|clarinet*|klarinet*|oboe|bassoon|fagott|flute*|floete|flote|flauta*|woodwind*|winds|
        саксофон|труба|ブラス|サックス
        """,
    ),
    NameRule(
        "synth",
        0.88,
        """
        synth*|syn|synt|sint*|arp*|arpeggio|pluck*|lead synth|saw|supersaw|moog|juno|jupiter|prophet|
        dx 7|serum|massive|sylenth*|zebra*|vital|helm|wavetable|sequence|seq|stab|stabs|bleep*|blip*|
        303|acid|vocod*|talkbox|シンセ|синт
        """,
    ),
    NameRule(
        "effects",
        0.88,
        """
        fx|sfx|efx|efx*|effect*|effekt*|efecto*|efeito*|effet*|effetti|riser*|rise|uplifter|downlifter|
        down lifter|up lifter|impact*|hit|hits|boom|booms|whoosh*|swoosh*|sweep*|noise|foley|
        ambience fx|atmos|atmosphere*|reverse*|rev cym|swell*|swells|glitch*|wind|rain|crowd|birds|
        footstep*|explosion|door|transition*|scratch|効果音|эффект*
        """,
    ),
    NameRule(
        "reverb return",
        0.75,
        """
        rev
        """,
    ),
    NameRule(
        "vocal",
        0.6,
        """
        soprano|mezzo|alto|tenor|baritone|bariton|sopran
        """,
    ),
    NameRule(
        "synth",
        0.45,
        """
        lead|ld|hook|melody|melodie|melodia|chord|chords|akkord*|loop*|sample*|sampler
        """,
    ),
)

PLUGIN_RULES: tuple[NameRule, ...] = (
    # Matched anywhere in the plug-in's bare name, in lower case.
    NameRule(
        "drum bus",
        0.7,
        """
        superior drummer|ezdrummer|addictive drums|battery|bfd|steven slate drums|ssd|drummer|mt power|
        getgood|gg drums
        """,
    ),
    NameRule(
        "bass",
        0.7,
        """
        trilian|modo bass|ez bass|ezbass|maxxbass|bass amp|ampeg|svt|darkglass|bassrig
        """,
    ),
    NameRule(
        "electric guitar",
        0.65,
        """
        amplitube|guitar rig|revalver|bias amp|bias fx|neural dsp|archetype|tse 808|tse x|tube screamer|
        s-gear|emissary|nadir|amp vision|rollamp|pulse|th-u|th3|helix native|tonex|lepou|lecto|hybrit|
        amp room|axe|ignite amps|recabinet|impulsive
        """,
    ),
    NameRule(
        "keys",
        0.6,
        """
        pianoteq|keyscape|rhodes|wurli|farfisa|vox continental|b-3|hammond|piano|lounge lizard|
        mellotron|clavinet
        """,
    ),
    NameRule(
        "synth",
        0.6,
        """
        serum|massive|sylenth|zebra|diva|vital|helm|synth|omnisphere|spire|avenger|surge|dexed|tyrell|
        mini v|jup-8|prophet|juno|vocoder
        """,
    ),
    NameRule(
        "dialogue",
        0.5,
        """
        dialogue|de-ess|clarity vx
        """,
    ),
    NameRule(
        "lead vocal",
        0.55,
        """
        auto-tune|autotune|melodyne|waves tune|nectar|vocalsynth|alterego|vocal rider|revoice|vocalign
        """,
    ),
)
