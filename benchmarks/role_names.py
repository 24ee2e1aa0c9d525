"""Track names of every role, written for training: what engineers call things, in a dozen languages.

Written from studio jargon and dictionaries, not gathered from sessions. Words are parted by ``|``.
"""

from __future__ import annotations

__all__ = ["ADJECTIVES", "NAMES", "SUFFIXES"]

NAMES: dict[str, str] = {
    "kick": """
        kick|kik|kck|bd|kd|bass drum|bassdrum|kick in|kick out|kick sub|subkick|kick mic|kick trig|kick sample|
        kickdrum|bombo|bumbo|bombo in|grosse caisse|gr caisse|grosc|gran cassa|cassa|kicken|basstrommel|
        grosse trommel|stortrumma|bastrommel|stopa|bęben basowy|бочка|кик|キック|バスドラム|킥|kick 808|808 kick|
        909 kick|kickblock|kick beater|kick shell|kick d112|kick 91|thump kick|hard kick|four on the floor|
        kick layer|click kick
    """,
    "snare": """
        snare|snr|sn|sd|snare top|snare bottom|snare btm|sn top|sn bot|snare up|snare dn|snaretop|snarebot|
        snare trig|snare sample|snare verb send|caja|caixa|tarola|redoblante|caja arriba|caisse claire|cc top|
        rullante|rullo|kleine trommel|snaretrommel|virvel|virveltrumma|skarptromme|werbel|малый барабан|рабочий|
        снейр|スネア|스네어|rimshot|rim|sidestick|cross stick|crossstick|rim click|snare ghost|piccolo snare|
        909 snare|snare clap layer|sd 57|snare 441|brush snare|snares|snare roll|snare fill
    """,
    "hi-hat": """
        hihat|hi hat|hh|hat|hats|closed hat|open hat|chh|ohh|hh closed|hh open|hat loop|hihats|hihat mic|
        offbeat hat|charleston|charley|charles|contratiempo|contratempo|chimbal|prato de choque|hi hat abierto|
        hihat zu|hihat offen|hi hat chiuso|hattar|hajat|хэт|хайхет|хай хэт|ハイハット|하이햇|trap hats|hat roll|
        pedal hat|909 oh|shaker hat|hat top|hat km84|ticky hat
    """,
    "tom": """
        tom|toms|tom 1|tom 2|rack tom|racktom|floor tom|floortom|flr tom|ft|hi tom|mid tom|lo tom|low tom|tom hi|
        tom lo|tom l|tom r|tom de piso|tom de aire|surdo|tom alto|tom bas|tom basse|standtom|hangetom|golvpuka|
        hängpuka|puka|timpano|том|томы|напольный том|タム|フロアタム|톰|tom mics|tom bus mics|roto tom|
        concert toms|tom trig|tom fill
    """,
    "overhead": """
        overhead|overheads|oh|ohs|oh l|oh r|oh left|oh right|ovh|over head|overhd|ovhd|oh hat|oh ride|oh stereo|
        oh mono|aereos|aereo|aéreos|aériens|aerien|overhead sx|overhead dx|overheadmikros|överhäng|overhed|
        оверхед|оверхэды|オーバーヘッド|오버헤드|cymbal mics|overs|oh coles|oh 414|oh km184|glyn johns oh|
        spaced oh|oh xy
    """,
    "room": """
        room|rooms|room mic|room mono|room stereo|room l|room far|room close|rm|rm l|amb mic|ambience mic|
        ambient mics|drum room|far room|near room|crush room|room crush|hallway mic|mono room|sala|
        ambiente bateria|sala mono|salle|piece|ambiance batterie|raum|raummikro|raum mono|stanza|rum|rumsmick|
        kamer|pokój|комната|румы|ルーム|アンビエンスマイク|룸|decca tree|trash mic|knee mic|floor room|room u87|
        ribbon room
    """,
    "percussion": """
        percussion|perc|percs|shaker|shakers|tambourine|tamb|tambo|conga|congas|bongo|bongos|cowbell|cajon|djembe|
        tabla|timbales|guiro|maracas|claves|clap|claps|handclaps|clp|snaps|finger snaps|crash|ride|china|splash|
        cymbal|cymbals|triangle|woodblock|timpani|timp|gong|bells|chimes|windchimes|bell tree|tubular bells|
        cabasa|agogo|cuica|darbuka|daf|frame drum|taiko|udu|stomp|stomps|castanets|castanuelas|palmas|percusion|
        percu|percussões|pandeiro|pandereta|platillos|pratos|becken|piatti|perkussion|slagverk|slagwerk|perkusja|
        перкуссия|шейкер|бубен|тарелки|хлопки|パーカッション|シンバル|クラップ|퍼커션|perc loop|ethnic perc|clave|
        vibraslap|sleigh bells|tick|knock|triangl|rainstick|metal hits|snap clap
    """,
    "drum bus": """
        drums|drum bus|drum group|drumbus|drum sub|drumkit|drum kit|kit|drumset|drums all|all drums|drum mix|
        drum loop|drumloop|breakbeat|break|beat|beats|beat loop|groove|drum machine|drum rack|drum comp|
        drum crush|parallel drums|drums parallel|loop drums|808 kit|909 kit|bateria|batería|bateria bus|
        batería acústica|bat|batterie|batterie groupe|batteria|schlagzeug|schlagzeug bus|trummor|trumset|trommer|
        slagwerk groep|perkusja bus|ударные|барабаны|ドラム|ドラムス|ドラムバス|드럼|addictive drums|
        superior drummer|ezdrummer|ssd|battery|drums prog|e drums|electronic drums|drum stem|drm|drms
    """,
    "bass": """
        bass|bas|bs|bass di|bass amp|bass mic|bassdi|bassamp|bassline|baseline|bass line|e bass|elbas|
        upright bass|double bass|contrabass|contrabajo|kontrabass|fretless|slap bass|p bass|jazz bass|synth bass|
        sub bass|sub|subs|sub 808|808|808s|808 sub|reese|reese bass|wobble bass|growl bass|moog bass|mid bass|
        low bass|bass low|acid bass|fm bass|bass guitar|bassgitarre|bassguitar|bajo|bajo di|baixo|basse|
        guitare basse|basso|basgitaar|basgitara|elbass|bass drop sub|bassgtr|бас|бас гитара|ベース|シンセベース|
        베이스|bass sansamp|bass svt|bass re20|bass dist|bass stem|bass bus|deep sub|sine sub|square bass
    """,
    "electric guitar": """
        electric guitar|el gtr|elec gtr|egtr|e gtr|eg|e gitarre|rhythm guitar|rhythm gtr|rhy gtr|rgtr|lead guitar|
        lead gtr|gtr lead|solo guitar|gtr solo|dist gtr|distorted guitar|gtr dist|heavy gtr|heavy guitar|crunch|
        crunch gtr|clean gtr|gtr clean|gtr amp|amp gtr|gtr di|guitar amp|gtr riff|riff|chugs|chug|power chords|
        palm mute gtr|strat|tele|les paul|lp|telecaster|slide gtr|slide guitar|ebow|wah gtr|funk gtr|
        guitarra electrica|gtr eléctrica|guitarra distorsion|guitarra solo|guitare électrique|guitare lead|
        guitare disto|chitarra elettrica|chitarra ritmica|elgitarr|elguitar|gitara elektryczna|электрогитара|
        ритм гитара|соло гитара|エレキギター|リードギター|일렉기타|gtr 57|gtr 421|gtr royer|gtr cab|cab mic|
        marshall|mesa|vox ac30|rhythm l|rhythm r|rhythm 1|rythm gtr|quad gtr|leads gtr|twang
    """,
    "acoustic guitar": """
        acoustic guitar|acoustic|ac gtr|acgtr|aco gtr|acou gtr|acoustic gtr|agtr|a gtr|ag|gtr ac|gtr acoustic|
        guitar acoustic|acoustic strum|strummed acoustic|picked acoustic|nylon|nylon guitar|nylon gtr|
        classical guitar|spanish guitar|12 string|twelve string|steel string|high strung|nashville gtr|ukulele|
        uke|acoustic di|acoustic mic|guitarra acustica|guitarra acústica|guitarra española|guitarra criolla|
        violão|violao|guitare acoustique|guitare folk|guitare sèche|akustikgitarre|akustische gitarre|
        konzertgitarre|chitarra acustica|chitarra classica|akustisk gitarr|akoestische gitaar|gitara akustyczna|
        акустическая гитара|акустика|アコギ|アコースティックギター|통기타|acoust|acstc gtr|ac gtr dbl|acoustics|
        dobro|resonator
    """,
    "guitar": """
        guitar|guitars|gtr|gtrs|gt|git|gits|guit|gtr l|gtr r|gtr 1|gtr 2|guitar bus|gtr bus all|guitar loop|
        guitar fx|gtr dbl|guitarra|guitarras|guitare|guitares|gitarre|gitarren|chitarra|chitarre|gitaar|gitarr|
        gitara|gitary|guitarr|gutar|guiter|гитара|гитары|ギター|기타|mandolin|mandoline|mandolina|banjo|lap steel|
        pedal steel|bouzouki|sitar|oud|baritone gtr|charango|cavaquinho|guitar harmonics|guitar swells|gitarra|
        gtr stack
    """,
    "keys": """
        keys|keyboard|keyb|kbd|piano|pno|pianos|grand piano|grand|upright piano|felt piano|e piano|epiano|ep|
        rhodes|wurli|wurlitzer|clav|clavinet|organ|org|hammond|b3|leslie|church organ|pipe organ|harpsichord|
        cembalo|celesta|celeste|mellotron|accordion|harmonium|melodica|farfisa|vox continental|teclado|teclados|
        teclas|piano de cola|clavier|claviers|orgue|klavier|flügel|fluegel|orgel|tasten|tastiera|tastiere|
        pianoforte|fisarmonica|akkordeon|toetsen|klaver|fortepian|клавиши|пианино|рояль|орган|аккордеон|ピアノ|
        キーボード|オルガン|エレピ|피아노|건반|glockenspiel|glock|vibraphone|vibes|vibe|marimba|xylophone|xylo|
        kalimba|music box|toy piano|piano l|piano r|piano di|keys l|keyscape|pianoteq|hang drum|steel drum|
        steelpan|dulcimer|zither|kantele
    """,
    "pad": """
        pad|pads|warm pad|soft pad|air pad|string pad|synth pad|pad high|pad low|dark pad|bright pad|choir pad|
        pad swell|sweep pad|drone|drones|atmo|atmos pad|atmosphere|texture|textures|textural|soundscape|
        ambient pad|ambient|washy pad|nappe|nappes|fläche|flaeche|flächen|tappeto|matta|almohadilla|colchon|
        подложка|пэд|пад|パッド|패드|padding|shimmer pad|evolving pad|bed|padstrings
    """,
    "synth": """
        synth|synths|syn|synt|synthesizer|synth lead|lead synth|synthlead|syn lead|arp|arps|arpeggio|arpeggiator|
        arp high|pluck|plucks|plucky|saw|saws|supersaw|square lead|saw lead|stab|stabs|chord stab|synth stab|
        synth brass|synth chords|chords|hoover|acid|303|tb303|sequence|seq|sequencer|bleep|bleeps|blip|blips|chip|
        chiptune|8bit|lead 1|lead 2|hook|melody|melody 1|topline synth|counter melody|moog|minimoog|juno|jupiter|
        prophet|dx7|serum|massive|sylenth|vital|helm|zebra|diva|omnisphere|spire|surge|dexed|operator|wavetable|
        fm|fm synth|modular|vocoder|vocode|talkbox|sintetizador|sinte|sintetizzatore|synthé|synthe|syntezator|
        синт|синтезатор|лид|арп|シンセ|リードシンセ|アルペジオ|신스|rave stab|trance lead|bells synth|laser synth|
        synthy|polysynth|monosynth|analog lead
    """,
    "strings": """
        strings|string|strs|strgs|violin|violins|vln|vln 1|violin i|violin ii|viola|violas|vla|cello|cellos|celli|
        vc|vcl|double basses|contrabasses|basses arco|string section|string quartet|quartet|fiddle|solo violin|
        solo cello|solo strings|ensemble strings|high strings|low strings|strings spicc|spiccato|pizz|pizzicato|
        tremolo strings|legato strings|string ens|harp|harps|cuerdas|violines|violín|cordas|violino|violini|archi|
        cordes|violon|violons|violoncelle|streicher|geige|geigen|bratsche|stråkar|fiol|strijkers|viool|smyczki|
        skrzypce|струнные|скрипка|скрипки|виолончель|альты|арфа|ストリングス|バイオリン|チェロ|스트링|바이올린|
        erhu|orchestra strings|strings short|strings long|strings sus|harfe|harpe
    """,
    "brass": """
        brass|horns|horn|horn section|trumpet|trumpets|tpt|trp|trombone|trombones|tbn|bone|tuba|french horn|
        french horns|flugelhorn|flugel|cornet|sax|saxes|saxophone|alto sax|tenor sax|bari sax|soprano sax|
        sax solo|flute|flutes|flt|piccolo|clarinet|clarinets|clar|bass clarinet|oboe|english horn|cor anglais|
        bassoon|woodwinds|winds|recorder|pan flute|brass section|brass stab section|low brass|metales|trompeta|
        trompetas|trombon|saxofon|flauta|flautas|clarinete|oboé|metais|saxofone|cuivres|trompette|hautbois|flûte|
        clarinette|bois|ottoni|tromba|trombe|flauto|clarinetto|blaser|bläser|blech|trompete|posaune|querflöte|
        klarinette|fagott|holzbläser|trumpeter|blås|fløyte|koper|trąbka|puzon|flet|медные|труба|тромбон|саксофон|
        флейта|кларнет|ブラス|トランペット|サックス|フルート|브라스|트럼펫|색소폰|fluegelhorn|bagpipe|harmonica|
        whistle|tin whistle|duduk|ney|shakuhachi|didgeridoo
    """,
    "lead vocal": """
        lead vocal|lead vox|lead voc|ld vox|ldvox|lead vx|lv|lvox|vox lead|vocal lead|lead vocals|vocals lead|
        main vocal|main vox|main voice|lead voice|lead singer|lead voc dbl|lead verse|lead chorus|lead vox verse|
        vox main|vocal main|lead rap|rap lead|voz principal|voz lider|voz líder|voz ppal|voz prin|lead voz|
        vocal principal|voix principale|voix lead|chant lead|chant principal|hauptstimme|lead gesang|leadgesang|
        hauptgesang|voce principale|voce lead|leadsång|hovedvokal|lead zang|wokal główny|главный вокал|лид вокал|
        основной вокал|リードボーカル|メインボーカル|리드보컬|메인보컬|leadvox|leadvocal|vocal comp lead|
        lead vocal comp|ldvx comp|lead tune|lead vox sm7|lead vox u87
    """,
    "backing vocal": """
        backing vocal|backing vocals|backing vox|bgv|bgvs|bg vox|bg vocal|bv|bvs|bvox|back vox|backings|
        background vocals|bgv high|bgv low|bv l|bv r|harmony|harmonies|harm|harm 1|harm 2|harmony vox|
        vocal harmony|vox harm|choir|choirs|chorus vox|gang vocals|gang vox|crowd vox|group vocals|oohs|aahs|
        oohs and aahs|ahs|vox double|vox dbl|vocal double|doubles|dubs|adlib|adlibs|ad libs|vox adlib|stacks|
        vocal stack|vox stack|coro|coros|coros agudos|segunda voz|segundas voces|voces de fondo|backing voz|
        vozes de apoio|backing vocais|choeurs|chœurs|choeur|voix choeur|chor|chöre|hintergrundgesang|zweitstimme|
        backings gesang|cori|coro voci|seconda voce|kör|körer|stämmor|koor|achtergrondzang|chórki|chór|бэк вокал|
        бэки|хор|подпевки|コーラス|ハモリ|코러스|백보컬|soprano choir|alto choir|male choir|female choir|satb|bvx|
        high harm|low harm|third voice|whisper dbl|responses
    """,
    "vocal": """
        vocal|vocals|vox|voc|vx|voice|voices|vocal bus|vox all|vocals all|all vocals|singer|vocal verse|
        vocal chorus|vox verse|vox bridge|vox chop|vocal chop|vocal chops|vox chops|rap|mc|rapper|verse vox|
        vocal stem|acapella|acappella|vocal fx send|vocal comp|vox comp|vox raw|vox tuned|voz|voces|vozes|vocais|
        canto|cantante|voix|chant|gesang|stimme|stimmen|voce|voci|sång|vokal|zang|sang|wokal|wokale|голос|вокал|
        ボーカル|ヴォーカル|歌|보컬|soprano|alto|tenor|mezzo|countertenor|vox 1|vox 2|vox l|vocal sm58|vox 58|
        male vox|female vox|girl vox|spoken vox|vocaloid
    """,
    "dialogue": """
        dialogue|dialog|dlg|dx|dia|voiceover|voice over|vo|vo 1|narration|narrator|narrador|speech|spoken word|
        podcast|host|co host|cohost|guest|guest 1|interview|interviewer|interviewee|presenter|speaker|moderator|
        lav|lav 1|lavalier|boom|boom mic|boom op|adr|adr 1|walla|production sound|location sound|announcer|anchor|
        reporter|locucion|locución|locutor|entrevista|narración|narração|dublagem|dialogo|diálogos|voix off|
        narrateur|commentaire|interview lav|sprecher|erzähler|kommentar|dialoge|voce fuori campo|doppiaggio|
        narratore|berättare|speaker röst|spreker|lektor|диктор|диалоги|озвучка|ナレーション|セリフ|나레이션|대사|
        talkback|talent|questions|answers|script read|audiobook|reading|lecture|zoom call|skype guest|caller|
        monologue|line reads
    """,
    "effects": """
        fx|sfx|efx|effects|effect|sound fx|sound effects|sound design|riser|risers|uplifter|downlifter|downer|
        fall|rise|sweep|sweeps|whoosh|swoosh|impact|impacts|hit|hits|big hit|boom hit|sub drop|sub boom|braam|
        stinger|transition|transitions|reverse cymbal|reverse|reversed|rev|swell|noise|white noise|noise sweep|
        noise riser|vinyl|crackle|tape stop|glitch|glitches|foley|footsteps|footstep|steps|cloth|ambience fx|
        atmos|wind|rain|thunder|storm|water|river|ocean|waves|birds|crowd|applause|cheers|laugh|laughs|scream|
        siren|explosion|explosions|gunshot|gun|shot|shoot|sword|slash|punch|kick hit fx|jump|land|pickup|coin|
        coins|powerup|menu|ui|button|click fx|select|confirm|reject|error|damage|player|enemy|monster|creature|
        spell|magic|fireball|laser|door|door open|door close|car|engine|train|clock|phone ring|heartbeat|breath|
        breathing|game over|level up|victory|lose|win|death|respawn|attack|block|dash|bullet|reload|ambience|
        city amb|forest amb|efectos|efeitos|effets|bruitages|bruitage|ambiances|geräusche|effekte|atmo fx|effetti|
        rumori|ljudeffekter|effecten|efekty|эффекты|шумы|効果音|환경음|효과음|rising fx|impact low|metal scrape|
        zap|beep|alarm|notification|jingle|lightning|dog
    """,
    "bus": """
        bus|buss|group|grp|subgroup|submix|sub mix|sub group|sum|sumbus|mixbus 1|aux|aux 1|aux bus|stem|stems|
        stem bus|vca|folder|instruments|instruments bus|inst bus|music bus|music|band|all music|orchestra bus|
        gtr bus|guitar group|vox bus|vocal bus|vocal group|keys bus|synth bus|bass bus group|drums and bass bus|
        parallel|parallel comp|parallel bus|ny comp|crush bus|smash|smash bus|sidechain bus|print bus|bounce bus|
        grupo|subgrupo|grupo voces|groupe|groupe voix|sous groupe|gruppe|gruppen|untergruppe|summe|gruppo|
        gruppo voci|somma|grupp|buss sång|groep|grupa|suma|группа|шина|сумма|グループ|バス|그룹|버스|
        everything else|fx bus|send bus|sub 1 bus|mains sub|group 1|dist bus|no kick bus|rhythm bus
    """,
    "reverb return": """
        reverb|reverbs|verb|verbs|rvb|rev bus|reverb bus|reverb return|verb return|plate|plate verb|plate short|
        hall|hall long|large hall|room verb|small room verb|chamber|spring|spring verb|drum verb|vox verb|
        vocal verb|snare verb|long verb|short verb|shimmer|shimmer verb|nonlin|gated verb|ambience verb|
        convolution|altiverb|valhalla|vintage verb|lexicon|emt plate|bricasti|reaverb|reverberacion|reverberación|
        reverberação|réverb|reverbe|hallraum|nachhall|hall kurz|riverbero|efterklang|galm|pogłos|реверб|ревер|
        холл|リバーブ|리버브|revrb|fx verb|aux verb|send verb|a verb
    """,
    "delay return": """
        delay|delays|dly|dlay|del|delay bus|delay return|echo|echoes|eko|tape echo|slap|slapback|slap dly|
        vox delay|vocal delay|vox dly|gtr delay|quarter delay|1/4 delay|1/8 delay|8th dly|dotted delay|dotted 8th|
        ping pong|pingpong|pp delay|throw|delay throw|throws|long delay|short delay|stereo delay|mono delay|
        echoboy|h delay|timeless|readelay|dub delay|retardo|eco|eco voz|atraso|retard|écho|verzögerung|
        echo gesang|ritardo|fördröjning|vertraging|opóźnienie|дилей|задержка|эхо|ディレイ|エコー|딜레이|에코|
        dly send|fx delay|aux delay|micropitch delay
    """,
    "master": """
        master|master bus|masterbus|mstr|main|main out|main mix|mix bus|mixbus|2 bus|2bus|stereo bus|stereo out|
        main bus|mix master|print|mix print|final mix|premaster|mastering|master chain|master out|maestro|
        bus maestro|salida principal|mezcla|sortie master|summe master|stereosumme|masterkanal|uscita|mixdown|
        мастер|мастер шина|マスター|마스터|submaster|output master|lr main|master fx
    """,
    "unknown": """
        track|track 1|track 12|new track|audio|audio 1|audio 3|audio track|midi|midi 1|midi track|midi in|
        midi out|untitled|untitled midi item|unnamed|empty|blank|test|test 1|testing|asdf|asdasd|qwerty|abc|aaa|
        xxx|foo|bar|hello|wow|temp|tmp|temporary|scratch|old|new|misc|other|others|extra|extras|stuff|things|
        something|idea|idea 2|sketch|draft|wip|copy|backup|unused|delete|mute|muted|do not use|todo|reference|ref|
        ref track|click|click track|metronome|count in|countin|guide|cue|cues|marker|markers|notes|tempo|timecode|
        ltc|mtc|smpte|video|movie|picture|film|input|input 1|in 1|output|return|receive|receives|send 1|sends|
        source|target|dest|default|init|preset|template|kontakt|kontakt multi|midi ch 10|aux 12|channel 5|ch 1|
        ch 24|line 3|left|right|l|r|mono|stereo|mid|side|a|b|c|a1|b2|x|y|1|2|07|take|take 1|take 2|take 3|comp|
        comped|raw|dry|wet|clean|dirty|section|intro|verse|chorus|bridge|outro|end|loop 1|sample 3|recording|
        recorded|rec|rec 1|bounce|bounced|render|rendered|glued|frozen|printed|mixdown file|song|song 1|my song|
        demo|jam|jam 1|session|rehearsal|live|anna|ben|carlos|marie|tom jones|jeff|monica|peter|laura|sunrise|
        midnight|summer|falling down|the end|home|river song|love|blue moon|paradise|freedom|patch|patch 4|
        program|zone|layer|layer 2|slot|scene|pattern|decoder|encoder|surround|binaural|ambisonic|analyzer|meter|
        tuner|gain|volume|fader|control|controller|automation|learn|plugin|instrument|vst|vsti|multi out|pista|
        pista 1|audio pista|nueva|prueba|piste|piste 3|essai|spur|spur 4|neu|versuch|traccia|traccia 2|prova|spår|
        spår 3|spoor|ścieżka|ślad|трек|дорожка|новый|проба|トラック|テスト|트랙|오디오|noname|no name|who knows|
        whatever|hmm|maybe|apple|table|window|garden|mountain|system|network|signal|level|value|number|letter|
        paper|winter|spring day|autumn|morning|evening|tuesday|january|berlin|london|madrid|tokyo|texas|kitchen|
        bottle|pepper|sugar|coffee|lemon|orange|purple|green|silver|golden|copper idea|plastic|wooden|digital|
        analog|virtual|physical|public|private|official|general|special|normal|regular|simple|complex|random|
        perfect|broken|hidden|secret|silent|empty room idea|full|half|double idea|single|triple|first|third|
        fourth|distortion|saturation|compression|limiter|equaliser|filter|phaser|flanger|chorus effect|modulation|
        detune|pitch|tremolo|width|stereoizer|enhancer|exciter|maximizer|clipper|expander|de mix|unmix|split|
        merge|router|routing|matrix|mixer|console|opening|closing|chapter|episode|scene two|act one|title|credits|
        teaser|trailer|commercial|spot|promo|logo|theme|cut|version|alternative|option|choice|variant|duplicate|
        original|import|export|archive|project|file|folder name|document|report|schedule|computer|machine|
        engine room|robot|space|planet|galaxy|star|moonlight|sunset|horizon|island|desert|valley|bridge street|
        highway|station|airport|hotel|market|castle|village|school|hospital|museum|theatre|cinema|studio|
        control room|office|happy|sad|angry|crazy|funny|serious|strange|lonely|beautiful|ugly|lovely|sweet|bitter|
        sour|cold|hot|burning|frozen lake|walking|running|dancing|dreaming|sleeping|waiting|looking|thinking|
        feeling|believing|remember|forget|never|always|forever|together|alone|again|tonight|tomorrow|yesterday|
        someday|nowhere|everywhere|nobody|everybody|anything|nothing|promise|reason|question mark|answer me|
        problem|solution|example|default|setting|option two|parameter|preset two|bank|program two|memory
    """,
}

ADJECTIVES = (
    "main|big|small|fat|phat|soft|hard|high|hi|low|lo|old|new|dark|bright|dirty|clean|dry|wet|warm|wide|mono|stereo|short|"
    "long|deep|fake|real|extra|loud|quiet|weird|nice|intro|verse|chorus|drop|bridge|fast|slow|left|right|lead|second"
)
SUFFIXES = (
    "1|2|3|4|01|02|12|l|r|left|right|a|b|mono|stereo|st|new|old|copy|dbl|double|comp|dry|wet|raw|edit|bounce|print|high|"
    "low|hi|lo|mid|verse|chorus|intro|outro|bridge|57|58|414|87|421|di|amp|mic|close|far|top|take 2|v2|final|loop|"
    "sample|main|layer|track|midi|rec|recorded midi|glued|stem|alt|big|soft"
)
