"""What tracks are called in studios, by role: data for `profiler.history.role_names`.

Words are written as `normalised` gives them: lower case, without accents, digits and joined words parted. A word ends
where the letters end; ``*`` stands for any further letters, ``^`` and ``$`` for the ends of the name. Rules are tried
in order, the first that finds its word speaks. Sources: the jargon of track sheets, stage plots, film cue sheets and
game audio in English, Spanish, Portuguese, French, German, Italian, Dutch, Swedish, Danish, Norwegian, Finnish, Polish,
Czech, Hungarian, Turkish, Russian, Japanese (also romanised), Korean and Chinese; the choice of words and weights is
ours.
"""

from __future__ import annotations

from typing import NamedTuple

__all__ = ["BUS_WORDS", "DRUM_RULES", "DRUM_WORDS", "NAME_RULES", "PLAYED_RULES", "NameRule"]


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
    "bus|buss|busses|buses|group|groups|grp|groupe|gruppe|gruppen|grupo|gruppo|grupp|groep|grupa|skupina|ryhma|csoport|"
    "submix|sub mix|subgroup|subgrupo|sottogruppo|untergruppe|sous groupe|stem bus|sum|sum bus|summe|somme|somma|suma|"
    "vca|(?<!take )folder|aux bus|bussi|szyna|группа|шина|сумма|グループ|バス|그룹|버스|编组|总线"
)
DRUM_WORDS = (
    "drum*|drm*|dr|kit|drumkit|bateria*|bate|batt|batterie|batteria|schlagzeug|schlgz|slagwerk|trummor|trumset|trommer|"
    "trommesett|perkusja|rummut|bici|dob|dobok|dobszerko|davul*|tobe|bat|doramu*|ударные|барабаны|ударка|ドラム|ドラムス|"
    "드럼|鼓|鼓组|架子鼓"
)
_GAME_FIGURES = (
    "player|enemy|enemies|boss|npc|hero|mob|monster|zombie|alien|weapon|gun|sword|spell|item|ui|hud|menu|char|character|"
    "game|creature|goblin|orc|dragon|ship|vehicle|car|tower|turret|robot|mech|unit|avatar"
)
_MUSIC = "music|musik|musique|musica|muzyka|muusikki|bgm|theme|song|soundtrack|ost|mx|score"

NAME_RULES: tuple[NameRule, ...] = (
    # What a track is though no instrument's name is in it
    NameRule(
        "master",
        0.95,
        """
        ^(?:the )?master(?: [12])?$|master (?:out*|fader|chain|fx|track|section|l r|lr|comp*|limit*|eq|mix|tape)|
        master ?buss?|mstr|mastr|premaster|pre master|mix ?bus(?! [0-9])|(?<!\\w )2 buss?|(?<!\\w )2 mix|two bus|
        stereo out|stereo output|main outs?|main mix|^outputs? 1 2$|^out 1 2$|stereosumme|summe master|mastersumme|
        salida principal|bus maestro|sortie principale|sortie stereo|sortie master|uscita stereo|uscita master|
        saida principal|^master|^マスター|^마스터|мастер(?: шина)?$|総合|^主输出
        """,
    ),
    NameRule(
        "effects",
        0.9,
        """
        sfx|s fx|sound fx|sound effects?|hard fx|foley|room ?tone|bruitages?|ljudeffekt*|lydeffekt*|soundeffekt*|
        gerausche?|rumori|ruidos?|efectos de sonido|efeitos sonoros|effetti sonori|bg fx|bgfx|koukaon|koka ?on|効果音|
        효과음|音效
        """,
    ),
    NameRule(
        "reverb return",
        0.92,
        """
        reverb*|reverbs|revb|rvb|rvrb|rvbs|verb|verbs|hall|halls|plate|plates|spring (?:verb|rev)|
        chamber(?! (?:string|str|orch|ens|choir|music|choeur))|convolution|hallraum|hallplatte|nachhall|riverbero|
        reverberac*|reverberation|ambi verb|shimmer verb|efterklang|galm|poglos|zengo|zengetes|kaiku|dozvuk|
        ribaabu|ribabu|リバーブ|ревер*|холл|리버브|混响
        """,
    ),
    NameRule(
        "delay return",
        0.92,
        """
        delay*|dly|dlys|dlay|del(?! \\w{3,})|echo|echos|echoes|eko|slap (?:dly|del|back|echo)|slapback|slap$|
        ping pong|pingpong|tape echo|throws?|delay throw|retardo|ritardo|verzogerung|fordrojning|vertraging|
        opoznienie|visszhang|viive|diree|ディレイ|エコー|дилей|эхо|задержка|딜레이|에코|延迟
        """,
    ),
    NameRule(
        "drum bus",
        0.93,
        f"""
        (?:{DRUM_WORDS}) (?:sub|{BUS_WORDS})|(?:{BUS_WORDS}) (?:de |di |der |of )?(?:{DRUM_WORDS})|drumbus|drum comp*|
        drum crush|drum smash|drum parallel|parallel drum*|drum ?all|all drums
        """,
    ),
    NameRule(
        "bus",
        0.85,
        rf"""
        (?<!\w )sub(?! [^\W\d])|^subs?(?: \d+)?$|{BUS_WORDS}|duck(?:er|ing|ed)? (?:from|by|to)|ducker|
        side ?chain(?:ed)? (?:from|by|bus)|rhythm section|sub ?mixes|aux send|parallel comp*|ny comp|sumbus
        """,
    ),
    # Voices
    NameRule(
        "backing vocal",
        0.95,
        """
        bgv*|bg v|bv|bvs|bvox|bvx|bgvox|bg vo*|backing|backings|back vox|back voc*|backing vo*|background vo*|
        backgrounds|bkg vo*|bkgs|bk vox|bk voc*|(?:vox|vocals?|voc) (?:back|backing|backgr*|bg|bgs|bk)|bck vo*|
        backup vo*|harm|harms|harm vo*|harmony|harmonies|harmonie*|vox harm*|coro|coros|cori|corista*|choeur*|chor|
        chore|choir|choirs|chorus vo*|choral|gang vo*|gang vox|gangs|crowd vo*|group vo*|oohs?|aahs?|ahhs|ooh aah|oos|
        ahs|doubles vox|vox dbl|vox doubl*|vox dub*|dubs vox|vocal dbl|vocal doubl*|voc dbl|vocal stack*|vox stack*|
        adlib*|ad lib*|la la|la las|lalala*|na nas?|2 a voz|segunda voz|segundas|voces de fondo|voz de apoio|
        vozes de apoio|backing voz|seconda voce|controcanto|zweitstimme|hintergrundgesang|background gesang|
        backings gesang|chorgesang|second voice|third voice|tweede stem|achtergrond(?:zang|koor)|koor|kor(?: \\d+)?$|
        korer|stammor|korsang|koring|taustalaulu*|tausta(?:t|vokaali*)|kuoro|chorki|chorek|chor zenski|sbor|
        vokal hatso|vokalok|korus|koro|geri vokal|satb|soprano choir|koorasu|kourasu|hamori|コーラス|ハモリ|бэк*|
        бек вокал|хор|подпевк*|코러스|백보컬|合唱|和声
        """,
    ),
    NameRule(
        "lead vocal",
        0.95,
        """
        lead vo*|ld vo*|ldvox|ld vx|lv|lvox|lead vx|vox lead|voc lead|vocal lead|vocals lead|vx lead|lead voice|
        lead singer|main vo*|vox main|vocal main|lead rap|rap lead|voz principal|voz lider|voz ppal|voz prin|voz lead|
        lead voz|primera voz|cantante principal|chant lead|chant principal|voix lead|voix principale|hauptstimme|
        leadgesang|hauptgesang|lead gesang|leadstimme|voce principale|voce lead|voce solista|prima voce|lead zang|
        hoofdzang|lead sang|leadsang|hovedvokal|solosang|solista laulu|lead laulu|paalaulu|wokal glowny|glowny wokal|
        hlavni zpev|foenek|ana vokal|solist voz|riido bookaru|meinbokaru|リードボーカル|メインボーカル|
        главный вокал|лид вокал|основной вокал|리드보컬|메인보컬|主唱
        """,
    ),
    NameRule(
        "dialogue",
        0.93,
        """
        dialog*|dialogue*|dlg|dx|dia|voiceover*|voice over*|vo|vos|narration|narrator|narr|narracion|narracao|
        narrador*|narrateur|narratore|narrazione|sprecher*|erzahler*|kommentator|lav|lavs|lavalier*|boom (?:mic|op|l|
        r)|speech|podcast|host|hosts|co host|cohost|guest|guests|interview*|locucion|locutor*|locucao|presenter|
        presentador*|speaker(?! cab)|moderator*|moderador*|script|adr|walla|loop group|voix off|voz off|voz en off|
        voce fuori campo|doppiaggio|dublagem|doblaje|berattare|spreker|lektor|narrator*|talkback|talk back|
        spoken word|monolog*|entrevista*|intervista*|conferenc*|lecture*|audiobook|serifu|nareeshon|セリフ|
        ナレーション|диктор*|диалог*|озвучк*|대사|나레이션|旁白|对白
        """,
    ),
    NameRule(
        "vocal",
        0.88,
        """
        vox|vocal*|vocals|voc|vocs|vx|voice|voices|voz|voces|vozes|vocais|voix|chant|chants|gesang|gesange|stimme*|
        voce|voci|canto|cantante|zang|zangstem|sang|sanger|sangare|stem zang|laulu|laulaja|singer|singers|sing|
        singing|rap|raps|rapper|^mc|mc(?= \\d|$)|wokal*|vokal*|vokaali*|spiew|zpev|enek|enekes|solo ?voice|
        bass (?:voice|vocal*|singer|vox|voz)|acapella|acappella|a ?cappella|uta|bookaru|bokaru|вокал|голос|ボーカル|
        ヴォーカル|歌|보컬|人声|演唱
        """,
    ),
    # Drums
    NameRule(
        "kick",
        0.95,
        """
        kick*|kik|kiks|kck|kd|bd|bass drums?|bassdrum*|bass dr|bombo|bumbo|bombos|grosse caisse|gr caisse|gr c|grc|gc|
        grancassa|gran cassa|cassa|basstrommel|gr(?:osse|oss|) trommel|fusstrommel|stortrumma|baskagge|stortromme|
        bastrommel|basdrum|bassorumpu|bassari|stopa|beben basowy|kopak|labdob|kick ?trommel|bassdr|kicker|kikku|
        basudoramu|бочка|кик|キック|バスドラ*|킥|底鼓|kick in|kick out|sub kick|subkick
        """,
    ),
    NameRule(
        "snare",
        0.95,
        """
        snare*|snr|snrs|sn|sns|sd|sna|caja|cajas|caixa|redoblante|tarola|caisse claire|(?<!midi )cc(?! \\d\\d)|rullante|
        rull|kleine trommel|snaretrommel|virvel|virveltrumma|lilletromme|skarptromme|virveli|snaar|werbel|virbl|pergo|
        trampet|малый|малый барабан|рабочий|снейр|sunea|suneaa|スネア|스네어|军鼓|sidestick|side stick|rimshot*|
        rim shot*|rims?|cross ?stick|rim ?click
        """,
    ),
    NameRule(
        "hi-hat",
        0.95,
        """
        hi ?hats?|hihat*|high ?hat*|hh|hhs|hat|hats|hh cl|hat close|(?:808|909|707|606) (?:oh|ch)|charles|charley|
        charleston|charle|contratiempo|contratempo|chimbal|hi hats|chh|ohh|chihat|hi hattar|haikku|hai ?hatto|
        labcin|хэт|хет|хайхэт|хай хет|хайхет|хай хэт|ハイハット|하이햇|踩镲
        """,
    ),
    NameRule(
        "tom",
        0.93,
        """
        tom|toms|tom ?tom|tom toms|tomtom*|floor ?toms?|flr tom|floortom|rack ?toms?|ft|rt|timbal base|tom de piso|
        surdo|tom de aire|tom basse|tom alto|timpano tom|standtom|hangetom|golvpuka|hangpuka|gulvtam|tam (?:1|2|3)|
        alttom|lattiatomi|tomit|kotel|kotly|tamu|том|томы|напольный том|タム|フロアタム|톰|嗵鼓
        """,
    ),
    NameRule(
        "overhead",
        0.95,
        """
        oh|ohs|oh s|o h|overhead*|over head*|ovh|ovhd|ovhds|ovhs|aereos|aereo|aerien*|overs|cymbal mics|uberkopf|
        overheadmik*|overhang|overhed*|ylamikit|panoramici|glyn johns|オーバーヘッド|оверхед*|оверхэд*|오버헤드
        """,
    ),
    NameRule(
        "room",
        0.88,
        """
        room*|rm|rms|amb|ambs|ambient mic*|ambients|ambiente*|ambience mic*|ambiance (?:batt*|mic*)|raum|raume|
        raummik*|sala|salle|stanza|kamer|rum|rumsmik*|pokoj|huone|far mics?|mono room|decca tree|trash mic|knee mic|
        ruumu|ルーム|комната|румы|룸
        """,
    ),
    NameRule(
        "percussion",
        0.9,
        """
        perc|percs|percussion*|percusion*|percussao|percussioni|percu|percus|perkussion*|perkusja*|perkuse|slagverk|
        lyomasoittimet|uto(?:s|hangszer*)|conga*|bongo*|shaker*|shkr|tamb|tambs|tambo|tambourin*|tamborin*|tamborine*|
        pandereta*|pandeiro|tamburin*|tamburello|cowbell*|cow bell*|cencerro|cajon|djembe*|tabla*|dhol|dholak|
        timbale*|triangle*|triangulo*|triangel|triangolo|guiro|maraca*|clap|claps|clps|handclap*|hand clap*|palmas|
        battimani|klatschen|oklaski|taps|snaps?|finger snap*|crash*|ride|rides|china|splash|splashes|cymbal*|cym|cyms|
        cymbs?|platillo*|pratos|becken|piatti|cymbaler|cinelli|talerze|cinely|woodblock*|wood block*|temple block*|
        jam block*|timpani|timps?|timpano|pauken?|pukor|gong*|tam tam|bells|bell tree|tubular bells?|chimes?|
        wind ?chimes?|mark tree|daf|darbuka|darabuka|cuica|agogo|cabasa|castanet*|castanuela*|vibraslap|taiko*|udu|
        stomps?|rainstick|ratchet|frame drum|bodhran|cabaca|tambora|guacharaca|clave|claves|sleigh bells?|
        tam(?:bu)?rin|paakasshon|タンバリン|パーカッション|シンバル|クラップ|перкуссия|шейкер|бубен|тарелки|хлопки|
        퍼커션|打击乐|sticks|knock*
        """,
    ),
    NameRule(
        "drum bus",
        0.8,
        f"""
        {DRUM_WORDS}|beat|beats|breakbeat*|break beat*|break loop*|breaks|amen|drum ?loop*|loop drums|groove*|
        drum machine*|roland tr|tr (?:808|909|707|606)|rhythm box|trap set
        """,
    ),
    NameRule(
        "brass",
        0.92,
        """
        bass (?:clarinet*|trombone*|flute*|sax*|tuba|oboe|recorder)|bassklarinett*|bassposaune*|basstuba|contrabassoon*|
        contra ?bassoon*|kontrafagott*|contrafagot*|clarone|clarinete bajo|clarinette basse|clarinetto basso
        """,
    ),
    # Bass
    NameRule(
        "bass",
        0.93,
        """
        bass|bass?es|bas|bs|bss|bass di|bassdi|bass amp|bajo|bajos|baixo|basse|basso|bassi|bassgit*|e bass|el bass|
        elbas|elbass|sub bass*|subbass*|808|808 s|upright|contrabass*|double bass*|doublebass*|contrabajo*|
        contrebasse*|contrabbass*|kontrabas*|kontrabass*|basgit*|basowa|basa|baskytara|basszus*|basszgitar|bazz*|
        bas gitar|baslinje|bassline*|base ?line|basline|basskitara|beesu|moog bass|synth bass|bass synth|sintibasu|
        reese*|wobble*|wub*|neuro ?bass|синтбас|бас|басы|бас гитара|ベース|シンセベース|베이스|贝斯|贝司
        """,
    ),
    # Guitars
    NameRule(
        "acoustic guitar",
        0.95,
        """
        ac gtr*|acgtr|acg|a gtr*|agtr|ag (?:l|r|1|2)|acous|acoust|acoustic gtr*|acoustic guit*|acoustic g|
        acoustics?(?! (?:drum*|kit|piano|bass|set|version))|aco gtr|acou gtr|gtr ac|gtr aco*|guitar aco*|gt ac|
        guit ac*|guitare (?:acoustique|folk|seche|classique)|guitarra (?:acustica|criolla|espanola|clasica)|violao|
        violoes|akustik*|akust gitar*|akusztik*|akustinen|akustyczn*|akustisk*|akoestisch*|akusticka*|
        akustische gitarre|konzertgitarre|westerngitarre|chitarra (?:acustica|classica)|nylon*|12 string|
        twelve string|12 str|uke|ukes|uk[ue]lele*|steel string|classical (?:gtr|guitar|git*)|spanish (?:gtr|guitar)|
        stahlsaiten|nashville (?:gtr|guitar)|high strung|strummed?|fingerpick*|fingerstyle|dobro|resonator|akogi|
        アコギ|アコースティック*|акустик*|акустическая гитара|통기타|木吉他
        """,
    ),
    NameRule(
        "electric guitar",
        0.93,
        """
        el gtr*|elgtr|e gtr*|egtr*|e git*|e guit*|elec gtr*|elec g*|electric g*|electric$|eg|gtr el|gtr elec*|
        gtr dist*|dist gtr*|distorted g*|rhythm g*|rythm g*|rhy gtr|rhythm gtr*|rtm gtr|rgtr|lead g*|ld gtr*|gtr lead|
        solo gtr*|solo guit*|gtr solo*|guit solo|guitar solo|gtr clean|clean g*|crunch*|guitarra (?:electrica|solo|
        ritmica|distors*)|gtr electrica|electricas?$|guitare (?:electrique|electro|lead|disto|solo|rythm*)|e gitarre*|
        leadgitarre|rhythmusgitarre|chitarra (?:elettrica|ritmica|solista)|elgitar*|elguitar*|elektrisk gitar*|
        sahkokitara|gitara (?:elektryczna|solowa|rytmiczna)|elektromos|elektricka*|heavy g*|gtr heavy|gtr amp|
        guitar amp|gt amp|amp gtr|strat|strats|tele|teles|les paul|lp gtr|telecaster|stratocaster|twang*|slide g*|
        riff|riffs|chug*|power ?chord*|palm mute*|gtr di|di gtr|guitar di|ebow|wah g*|erekigi*|ereki|エレキ*|
        リードギター|электрогитар*|ритм гитара|соло гитара|일렉*|电吉他
        """,
    ),
    NameRule(
        "guitar",
        0.9,
        """
        gtr|gtrs|guitar*|gt|gts|git|gits|guit|guits|gitarre*|guitarra*|guitare*|chitarra*|gitaar*|gitarr*|gitara*|gitary|
        gita|gitaa|gitar|gitarer|kitara*|kytara|kytary|ggtr|geet*|guiter|gutar|chitare|гитара|гитары|ギター|기타|吉他|
        banjo*|mandolin*|lap steel|pedal steel|steel g*|bouzouki|charango|cavaquinho|baritone g*|bari gtr|requinto|
        bajo sexto|tres cubano|cuatro
        """,
    ),
    # Keys, synths, orchestra
    NameRule(
        "keys",
        0.92,
        """
        keys|key(?:s)? (?:l|r)|keyb|keybs|kbd|kbds|keyboard*|piano*|pianoforte|pno|pnos|pian|klavier*|klav|klaver|
        flugel|fluegel|rhodes|rhds|wurli*|wurlitzer|wurly|clav|clavi|clavinet*|organ*|org|orgel*|orgue*|orgao|organo|
        organy|hammond*|b 3|harpsichord*|cembalo|clavecin|clavicembalo|cravo|celest*|ep|eps|e piano*|epiano|el piano|
        elec piano|farfisa|mellotron|accordion*|accordeon*|acordeon|akkordeon|akordeon|dragspel|trekkspill|harmonika|
        fisarmonica|sanfona|harmonium|melodica|teclado*|teclas|claviers?|tasten|tastiera|tastiere|toetsen|koskettimet|
        klaviatur|klawisze|fortepian|pianino|klavesy|klavir|billentyu*|zongora|orgona|klavye|piyano|kiiboodo|kibodo|
        erepi|orugan|клавиши|клавишные|пиано|пианино|рояль|фортепиано|орган|аккордеон|ピアノ|キーボード|オルガン|
        エレピ|피아노|건반|钢琴|键盘|glock*|vibes|vibraphone*|vibraphon|vib|vibra|marimba*|xylo*|xilofon*|kalimba|
        mbira|santur|music ?box|mallets?|hang drum|steel ?(?:drum*|pan)|dulcimer|zither|toy piano|sansula
        """,
    ),
    NameRule(
        "pad",
        0.9,
        """
        pad|pads|padz|drone*|atmo|atmos pad|athmo*|texture*|textural|soundscape*|nappe*|flache*|flachen|tappeto|
        colchon|almohadilla|matta|string ?pad|swell pad|shimmer pad|ambient (?:pad|layer|bed|synth)|paddo|パッド|пэд*|
        пад|패드
        """,
    ),
    NameRule(
        "strings",
        0.93,
        """
        string*|strs|strgs|strngs|violin*|vlns?|vlins?|vl (?:1|2|i|ii)|viola*|vla|vlas|cello*|vc|vcl|vlc|celli|celos|
        violoncel*|contrabasses|fiddle*|quartet|cuarteto|cuerdas|cordas|cordes|archi|streicher|geige*|bratsche*|
        violon*|strijkers|viool|violer|stryk|strakar|strygere|jouset|jousi*|viulu|sellot?|smyczki|skrzypce|
        wiolonczel*|altowk*|smycce|housle|vonos*|hegedu*|bracsa|keman|yayli*|baiorin|chero|sutoringusu|скрипк*|
        струнн*|виолончел*|альты|альт|ストリングス|バイオリン|チェロ|스트링|바이올린|첼로|弦乐|小提琴|erhu|harps?|
        harfe|harpe|arpa|harfa|arfa|арфа|pizz*|spicc*|col legno
        """,
    ),
    NameRule(
        "effects",
        0.9,
        """
        air ?horns?|fog ?horns?|car horns?|train horns?|siren*
        """,
    ),
    NameRule(
        "brass",
        0.92,
        """
        brass*|horn|horns|horn sect*|trumpet*|tpt|tpts|trp|trps|trompet*|tromba|trombe|trombone*|trombon|tbn|tbns|trb|
        posaune*|tuba|tubas|french horns?|fr horns?|waldhorn|corno|cornos|corni|trompa|trompas|cor anglais|cor$|cors$|
        cornet*|flugelhorn*|fliscorno|sax|saxes|saxs|alto sax|tenor sax|bari sax|saxo*|saksofon*|saxofon*|szaxofon|
        metales|metais|cuivres|ottoni|blaser|blech*|holzblaser|koper*|blas|blasare|messing|vasket|torvet|
        puupuhaltimet|trumpetti|pasuuna|huilu|klarinetti|trabka|puzon|flet|dechy|trubka|fletna|trombita|harsona|
        fuvos*|fuvola|vientos|sopros|bois|legni|clarinet*|clars?|clarone|klarinet*|clarinette*|oboe*|oboi|hautbois|
        english ?horns?|englischhorn|corno inglese|corno ingles|bassoon*|basson|fagot*|fagott*|fagotto|flute*|flt|
        flts|floete|flote*|querflote|blockflote|flojt|floyte|fluit|flauta*|flauto|flauti|piccolo*|pikkolo*|
        piccoloflote|ottavino|recorder|blokfluit|woodwind*|wood winds?|ww|winds|maderas|madeiras|pan ?flute|
        shakuhachi|ney|duduk|bagpipe*|cornemuse|dudelsack|gaita|harmonica*|mundharmonika|whistle|tin whistle|didg*|
        toranpetto|sakkusu|furuuto|саксофон|труба|тромбон|флейта|кларнет|духов*|медн*|ブラス|サックス|トランペット|
        フルート|브라스|트럼펫|색소폰|플루트|铜管|小号|萨克斯|长笛
        """,
    ),
    NameRule(
        "synth",
        0.88,
        """
        synth*|syn|syns|synt|sint|sinte|sintetiz*|synte*|syntetyz*|syntetizator|szinti*|arp*|arpeggio|pluck*|
        lead synth|saw|saws|supersaw*|moog*|minimoog|juno|jupiter|prophet*|dx 7|serum|massive|sylenth*|zebra*|vital|
        helm|diva|omnisphere|spire|operator|wavetable|poly ?synth|mono ?synth|sequence*|seq|seqs|sequencer|stab|stabs|
        bleep*|blip*|303|tb 303|acid|hoover|chip ?tune|8 bit|vocod*|talkbox|modular|eurorack|plink*|shinse|
        rido shinse|シンセ*|アルペジオ|синт|синтезатор*|신스|合成器
        """,
    ),
    # What is heard but has no role of its own
    NameRule(
        "unknown",
        0.9,
        rf"""
        {_MUSIC}|muzak|source music|needle drops?|temp|temp m\w+|stings?|bumpers?|click ?track|clicktrack|metronom*|
        count ?ins?|klick|guide|guia|cue ?mix|time ?code|smpte|ltc|mtc|midi (?:in|out|clock|cc)|tempo ?(?:map|track)|
        video*|picture|film|references?|ref|ref track|ref mix|rough mix|playback|backing ?tracks?|instrumental|
        music (?:edit|stem)|karaoke|metronomo
        """,
    ),
    NameRule(
        "effects",
        0.88,
        """
        fx|fxs|efx|efx*|effect*|effekt*|efecto*|efeito*|effet|effets|effetti|efekt*|effecten|riser*|rise|rises|
        uplift*|downlift*|down ?lifter*|up ?lifter*|downers?|impact*|hits?|booms?|braam*|whoosh*|woosh*|swoosh*|
        swish*|sweep*|noise*|rausch*|foot ?step*|footstep*|ambience fx|atmos|atmosphere*|atmosfer*|ambiances|reverse*|
        rev cym*|revcrash|swell*|glitch*|stutters?|tape stop*|stinger*|transition*|scratch*|vinyl*|crackl*|static|
        wind|winds fx|rain|regen|lluvia|pluie|pioggia|thunder*|donner|storm|crowd*|applaus*|audience|cheer*|birds?|
        crows?|crickets?|insects?|frogs?|wolf|wolves|dogs?|barks?|cats?|horse*|neigh*|rooster|owl|explosi*|explo*|
        gun ?shot*|gunfire|machine gun|sword*|slash*|whip|arrow*|door*|gate open|glass|breath*|heart ?beat*|laugh*|
        giggl*|scream*|roar*|snarl*|moan*|grunt*|splat*|laser*|lazer*|zap*|beeps?|bleeps|alarm*|buzzer*|telephone|
        phone|clock tick*|car pass*|traffic|helicopter|heli|chopper|airplane|bubbl*|fire ?place|campfire|city amb*|
        street amb*|room ?tone|servo|debris|rubble|rustl*|cloth|squeak*|creak*|sizzl*|foley|teleport*|power ?ups?|
        level ?up|game ?over|пад шум|шум*|эффект*|interface|이펙트|风|雨
        """,
    ),
    NameRule(
        "effects",
        0.72,
        rf"""
        (?:{_GAME_FIGURES})(?: \d+)? (?!(?:{_MUSIC})\b)[a-z]+|attack*|damage*|hurts?|jumps?|landing|deaths?|dying|
        dies|shoot*|shots?|shooting|reload*|bullet*|missile*|rocket*|cannon*|fireball*|lightning|explode*|pick ?ups?|
        pickup*|coins?|collect*|gems?|spell*|magic*|potion*|heal|heals|healing|health|hp|low hp|shield|parry|dodge|
        dash|victory|defeat*|win|wins|lose|loses|lost life|fail*|success|confirm*|select|selected|selection|cancel*|
        reject*|accept|hover|click ui|button*|switch|lever|unlock*|open door|close door|chest|crate|jar|smash(?:es)?$|
        shatter*|monster*|creature*|zombie*|enemy|enemies|respawn*|spawn*|warp|portal*|notif*|error|menu|ui|hud|
        jingle*|fanfare|^(?:\w+ ){{0,2}}falls?(?: \d+)?$|drop fx|sub drop*|whistling|blast*|crush ?down|bite|swing|
        swings|arrival|entrance|engine*|plane|train|ocean|river|stream|water*|leaves|forest|jungle
        """,
    ),
    NameRule(
        "room",
        0.6,
        """
        ambience|ambiance|ambient
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
        0.62,
        """
        sopran*|soprani|mezzo*|alto|alti|altos|contralto*|tenor|tenors|tenore|tenori|tenores|baritone|bariton*|baritono|
        countertenor
        """,
    ),
    NameRule(
        "synth",
        0.6,
        """
        chords?|akkord*|accords?|acordes?|accordi|bell|lead (?:\\d+|l|r|hi|lo|high|low)
        """,
    ),
    NameRule(
        "synth",
        0.45,
        """
        lead|leads|ld|hook*|melody|melodies|melodie*|melodia|topline|loop*|sample*|sampler
        """,
    ),
    NameRule(
        "electric guitar",
        0.45,
        """
        rhythm*|rythm*|rhy|rhyt|solo|distortion|dist
        """,
    ),
)

DRUM_RULES: tuple[NameRule, ...] = (
    # Words that say a part of the kit where a folder says that there is one
    NameRule("tom", 0.85, "racks?|floor|flr|hi|mid|low|lo"),
    NameRule("hi-hat", 0.8, "opened|open|closed?|pedal|offen|zu|geschlossen|abierto|cerrado"),
    NameRule("snare", 0.75, "top|bottom|btm|bot|side"),
    NameRule("kick", 0.75, "in|out|inside|outside"),
)

PLAYED_RULES: tuple[NameRule, ...] = (
    # Words that mean another thing on a track that plays itself, where no surer word is in its name
    NameRule("bass", 0.8, "sub|subs|subby"),
    NameRule("effects", 0.7, "ambience|ambiance|ambient|amb (?:loop|bed)"),
)
