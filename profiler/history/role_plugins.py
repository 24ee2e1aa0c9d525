"""What a plug-in says of the track that holds it: data for `profiler.history.role_hints`.

Words are written as plug-ins' bare names are in lower case, with a blank for every other sign ("mt powerdrumkit"); the
rest is as in `role_words`. A list that ends a word with ``*`` takes its versions too.
"""

from __future__ import annotations

from profiler.history.role_words import NameRule

__all__ = ["EFFECT_RULES", "NO_INSTRUMENT", "PLUGIN_RULES"]

PLUGIN_RULES: tuple[NameRule, ...] = (
    NameRule(
        "drum bus",
        0.7,
        """
        superior drummer*|ezdrummer*|addictive drums*|battery*|bfd*|steven slate drums*|ssd*|trigger 2|studio drummer|
        abbey road*drummer|mt power*|getgood*|gg drums*|perfect drums|drum rack|drum kit*|drum machine designer|
        ultrabeat|drum synth|drum sampler|drum computer|drumcomputer|microtonic|geonkick|hydrogen|drumgizmo|avl drum*|
        black pearl*|red zeppelin*|impulse$|groove agent*|drumazon|drum machine|nepheton|tremor|punchbox|kick 2|
        analog rytm*|x drummer|drumbrute|damage|jamstix|maschine|beatbox anthology|drumlab|sitala|speedrum*|
        powerdrumkit
        """,
    ),
    NameRule(
        "bass",
        0.7,
        """
        trilian|trilogy|modo bass|ez bass*|ezbass*|ample bass*|scarbee*bass|shreddage*bass|ujam bass*|virtual bassist|
        bassline*|maxxbass*|bass amp*|ampeg*|svt*|darkglass*|bassrig*|bass rig*|submarine|bass station|sublab*|
        studio bassist|bass player
        """,
    ),
    NameRule(
        "acoustic guitar",
        0.7,
        """
        ample guitar m*|ample guitar l*|ample guitar t*|ag m|acoustic guitar*|strummed acoustic*|picked acoustic|
        virtual guitarist amber|ilya efimov*acoustic|session guitarist strummed*|ample ethno ukulele
        """,
    ),
    NameRule(
        "electric guitar",
        0.65,
        """
        amplitube*|guitar rig*|revalver*|bias amp*|bias fx*|neural dsp*|archetype*|tse 808*|tse x*|tube screamer*|
        s gear*|emissary*|nadir*|amp vision*|rollamp*|pulse|th u*|th 3*|th3*|helix native*|tonex*|lepou*|lecto*|
        hybrit*|amp room*|axe|ignite amps*|recabinet*|impulsive|amp designer|pedalboard|gxamplifier*|gx amplifier*|
        guitarix*|guitar amp*|amp$|amp head|rakarrack|ratatouille|neural amp*|nam|mercuriall*|overloud th*|waves gtr*|
        gtr amp*|gtr stomp*|prs supermodels|marshall*|fender*|friedman*|soldano*|mesa*|engl*|fortin*|nolly*|plini*|
        petrucci*|shreddage*|ample guitar*|ample metal*|electri6ity|heavier7strings|metal guitargod*|odin*|le ?456|
        legion|poulin*
        """,
    ),
    NameRule(
        "keys",
        0.65,
        """
        pianoteq*|keyscape|rhodes*|wurli*|farfisa*|vox continental*|b 3*|hammond*|piano*|[a-z]+ piano*|
        [a-z]+ [a-z]+ piano*|e piano|epiano|lounge lizard*|mellotron*|clavinet*|addictive keys*|the grandeur|
        the gentleman|the maverick|the giant|noire|una corda|ivory*|the grand*|dsk the grand|garritan cfx|
        vintage organ*|setbfree*|organ*|collab 3*|collab3*|ik b 3|electric*|vintage electric piano|vintage clav|
        mark i*|scarbee*|neo soul keys|m tron*|alicias keys|keys|cp 70*|stage 73*|wavestate ep|dx 7 ep|clav*|
        vibraphone|marimba*|glockenspiel|celesta|toy piano|virtual piano|mda piano|mda epiano|salamander*|ep mk*
        """,
    ),
    NameRule(
        "strings",
        0.65,
        """
        session strings*|cinematic studio strings|spitfire*strings*|strings|solo strings|la scoring strings|lass|
        symphony series string*|swam (?:violin|viola|cello|double bass)*|albion v|string machine|string studio*|
        ca strings|bbcso strings|berlin strings|hollywood strings|solina*|friedlander violin|stradivari*|
        chris hein*string*
        """,
    ),
    NameRule(
        "brass",
        0.65,
        """
        session horns*|swam*|cinematic studio brass|symphony series brass*|symphony series woodwind*|studio horns|
        studio brass|mojo horn*|broadway*|berlin (?:brass|woodwinds)|hollywood (?:brass|orchestral woodwinds)|
        sample modeling*|samplemodeling*|the trumpet|the saxophones|chris hein horns*|glory days
        """,
    ),
    NameRule(
        "synth",
        0.62,
        """
        serum*|massive*|sylenth*|zebra*|diva|vital*|helm|synth*|synthmaster*|[a-z]*synth|omnisphere*|spire*|avenger*|
        vps avenger*|surge*|dexed*|tyrell*|mini v*|minimonsta|jup 8*|jupiter*|juno*|prophet*|vocoder*|evoc*|
        retro synth|es ?1|es ?2|es p|es e|es m|alchemy|sculpture|operator|analog|wavetable|drift|meld|absynth*|fm ?8*|
        monark|razor|reaktor*|phase plant|pigments*|repro*|hive*|^ace$|bazille|podolski*|zebralette*|zebrahz|tal u*|
        tal noi*|tal bassline*|noize mak*|noisemaker|ob ?xd*|obx*|zynaddsubfx*|yoshimi*|amsynth|odin 2|oxe fm*|oxefm*|
        a reasonable synth|ana 2|nexus*|electra*|dune*|icarus*|thorn*|^rapid$|hybrid 3|vacuum*|xpand*|mini moog*|
        minimoog*|model (?:d|72)|moog*|arp 2600*|odyssey*|cs 80*|matrix 12*|polysix*|mono poly|ms 20*|wavestation*|
        m 1|triton*|trilogy|korg*|polymax|legend|the legend|bx oberhausen|oberhausen|obsession|u he*|polysynth|fm 4|
        phase 4|organ synth|clinster|blooo|poly grid|europa|
        subtractor|malstrom|thor|fortunecookie*|ml 2018|ml2018|socalabs*|sinetst*|general synth|3 ?osc|tripleosc*|
        sytrus|harmor|harmless|toxic biohazard|^flex$|groovesynth|padshop*|retrologue*|halion sonic|prologue|
        mystic|spector|embracer|mai tai|mojito|predator*|rob papen*|blue 2|subboombass|bassynth|crystal|tunefish*|
        charlatan|synister|pg 8x|u no 60
        """,
    ),
    NameRule(
        "dialogue",
        0.5,
        """
        dialogue*|clarity vx*|dxrevive*|dx revive*|rx*dialogue*|dialog*|adr*|vocalign project
        """,
    ),
    NameRule(
        "vocal",
        0.5,
        """
        de ?ess*|deess*|[a-z]+ de ?esser|sibilance|vocal*|vox*
        """,
    ),
    NameRule(
        "vocal",
        0.62,
        """
        antares*|harmony engine|waves tune*|nectar*|vocalsynth*|
        alterego*|melodyne*|auto ?tune*|autotune*|metatune|revoice*|vocalign*|vocodex|synthesizer v*|vocaloid*|
        emvoice*|graillon*|gsnap|little alter*boy|pitch correction|vocal transformer|flex pitch
        """,
    ),
    NameRule(
        "vocal",
        0.3,
        """
        rvox*|renaissance vox
        """,
    ),
)
"""Instruments and effects that are seldom put on anything else."""

EFFECT_RULES: tuple[NameRule, ...] = (
    NameRule(
        "reverb return",
        0.78,
        """
        *verb*|*reverb*|valhalla (?:room|plate|shimmer|supermassive)|valhalla(?:room|plate|shimmer|supermassive)|
        space designer|chromaverb|altiverb*|raum|blackhole|dragonfly*|convolution*|convolver*|freeverb*|pro r|pro r 2|
        ff pro r*|lx ?480*|lexicon*|pcm native*|rc 48|rc 24|bricasti*|seventh heaven*|r ?4|r ?2|nimbus|phoenixverb|
        cinematic rooms*|cathedral|chamber|wavesabre (?:cathedral|chamber)|true ?verb|h reverb|ir l*|ir 1*|
        abbey road (?:plates|chambers)|emt 1*|little plate|spring*|oril ?river|hall*|plate*|room*|tsar 1*|eos*|
        breeze*|b 2|sp 2016|stratus*|adaptiverb|pure ?verb*|tal reverb*|olafur*|crystalline|neoverb|2c ?audio*|
        silver*verb|studioverb|roomworks*|revelation|mverb*|roomy|gvst grev|ambience*|arts acoustic*|hofa iq*|
        a reverb|ace reverb
        """,
    ),
    NameRule(
        "delay return",
        0.78,
        """
        *delay*|*echo*|timeless*|replika*|h delay|supatap|tape delay|tape echo|galaxy*|re 201*|cooper time cube|
        d ?16*|repeater*|primal tap|ep 34*|tal dub*|tal ?dub*|dubby*|colour copy|timefactor|ultratap*|*dly*|pingpong*|
        ping pong*
        """,
    ),
)
"""What a return holds."""

NO_INSTRUMENT = (
    "realearn*|helgobox*|*midi*|blue ?arp*|cthulhu|stochas|hypercyclic|phrasebox|scaler*|captain*|sampler*|"
    "quick sampler|exs*|kontakt*|sforzando|sfizz*|sampletank*|samplomatic|reasamplomatic*|rs5k|instrument rack|"
    "external instrument|*sampler|halion*|uvi*|engine*|play|opus|bbc symphony*|labs|simpler|specimen|adultery|"
    "wavesabre (?:specimen|adultery|thunder)|thunder|demo au|rbn preview|fluidsynth*|*fluid*|general midi*|arcade"
)
"""Instruments that may be anything, and controllers that hosts take for instruments."""
