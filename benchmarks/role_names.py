"""Track names of every role, written for training: what engineers call things, in a dozen languages.

Written from studio jargon and dictionaries, not gathered from sessions. Words are parted by ``|``.
"""

from __future__ import annotations

__all__ = ["ADJECTIVES", "NAMES", "SUFFIXES"]

NAMES: dict[str, str] = {
    "kick": """
        kick|kik|kck|bd|kd|bass drum|bassdrum|kick in|kick out|subkick|kick mic|kick trig|kick sample|kickdrum|
        bombo|bumbo|bombo in|grosse caisse|gr caisse|grosc|gran cassa|cassa|kicken|basstrommel|grosse trommel|
        stortrumma|bastrommel|stopa|bęben basowy|бочка|кик|キック|バスドラム|킥|kick 808|808 kick|909 kick|kickblock|
        kick beater|kick shell|kick d112|kick 91|thump kick|hard kick|four on the floor|kick layer|click kick|
        kick fet47|kick d6|kick beta52|kick beta 91|kick u47|kick re20|kick inside|kick outside|kick front|
        kick batter|kick reso|kick hole|kick attack|kick click|kick top|kick body|kick low|kick tail|kick punch|
        kick long|kick short|kick vst|kick trigger|kick replace|kick drm|kick loop|kick clean|kick dist|kick fill|
        kick roll|kick intro|kick drop|main kick|second kick|fat kick|soft kick|rave kick|techno kick|house kick|
        trap kick|acoustic kick|electro kick|gabber kick|hardstyle kick|kick ghost|kick sc|kick for sidechain|
        sidechain kick|bd in|bd out|bd 1|bd sub|bd click|bd trig|bd d112|bdrum|b drum|b d|basdrum|bass drum in|
        bass drum out|bassdrum mic|bombo dentro|bombo fuera|bombo legüero|bombo in d112|bumbo dentro|bumbo fora|
        gr c in|gr c out|grosse caisse int|grosse caisse ext|cassa in|cassa out|cassa dritta|bass drum innen|
        bass drum aussen|kick innen|kick aussen|basskagge|bastromme|stopa in|stopa out|kopák|lábdob|bassorumpu|
        bas davul|kikku|キック in|kick 2 layer|kick transient|kick noise layer
    """,
    "snare": """
        snare|snr|sn|sd|snare top|snare bottom|snare btm|sn top|sn bot|snare up|snare dn|snaretop|snarebot|snare trig|
        snare sample|snare verb send|caja|caixa|tarola|redoblante|caja arriba|caisse claire|cc top|rullante|rullo|
        kleine trommel|snaretrommel|virvel|virveltrumma|skarptromme|werbel|малый барабан|рабочий|снейр|スネア|스네어|
        rimshot|rim|sidestick|cross stick|crossstick|rim click|snare ghost|piccolo snare|909 snare|snare clap layer|
        sd 57|snare 441|brush snare|snares|snare roll|snare fill|snare 1|snare 2|snare main|snare alt|snare sm57|
        snare 57 top|snare e604|snare md441|snare side|snare shell|snare crack|snare body|snare ring|snare rattle|
        snare wires|snare buzz|snare tail|snare room layer|snare layer|snare noise|snare vst|snare trigger|snare rim|
        snare rimshot|snare sidestick|snare brush|snare march|marching snare|snare flam|snare drag|snare drop|
        snare build|snare buildup|snare rush|snare dry|snare gated|snare reversed|fat snare|tight snare|rock snare|
        trap snare|808 snare|707 snare|linn snare|electro snare|acoustic snare|side snare|snare key|snare ghost notes|
        snare accent|sn t|sn b|sn up|sn down|sn 1|sn l|sn57|sd top|sd bot|sd btm|sd under|sd rim|sd 2|sd oben|
        sd unten|snare oben|snare unten|snare teppich|caja abajo|caja top|caja bordonera|tarola arriba|tarola abajo|
        caixa cima|caixa baixo|caixa esteira|caisse claire dessus|caisse claire dessous|cc dessus|cc dessous|
        cc timbre|rullante sopra|rullante sotto|rullante top|rullante cordiera|virveltrumma topp|virvel under|
        werbel góra|werbel dół|virbl|pergődob|virveli|trampet üst|suneea|piccolo snr|snr 14|snr top 57|snr btm 421|
        field snare|concert snare
    """,
    "hi-hat": """
        hihat|hh|hat|hats|closed hat|open hat|chh|ohh|hh closed|hh open|hat loop|hihats|hihat mic|offbeat hat|
        charleston|charley|charles|contratiempo|contratempo|chimbal|prato de choque|hi hat abierto|hihat zu|
        hihat offen|hi hat chiuso|hattar|hajat|хэт|хайхет|хай хэт|ハイハット|하이햇|trap hats|hat roll|pedal hat|
        909 oh|shaker hat|hat top|hat km84|ticky hat|hi hat closed|hi hat loop|hi hat midi|hihat l|hihat r|hihat km|
        hihat foot|hihat pedal|hihat half|hat closed|hat open|hat 1|hat 2|hat main|hat off|hat offbeat|hat 16th|
        hat eighths|hat shuffle|hat ride|hat fast|hat tight|hat trap|hat triplet|hat layer|hat dirty|hat lofi|hat 909|
        hat 808|hats loop|hats open|hats closed|hats top|hats fast|hats main|top hats|side hat|hh 1|hh l|hh op|hh cl|
        hh foot|hh 451|hh km184|hh mic|hh loop|cl hat|cl hh|op hh|op hat|ophat|clhat|closed hh|open hh|closed hats|
        closedhat|openhat|909 hat|909 ch|808 hh|707 hat|606 hat|trap hat rolls|hattrack|charles fermé|charles ouvert|
        charley fermé|charleston cerrado|charles abierto|chimbal aberto|chimbal fechado|contratempo aberto|
        hihat geschlossen|hihat chiuso|charleston aperto|hi hat stängd|hi hat öppen|hi hat zamknięty|lábcin|haihatto|
        haihattu|ハット|shat|phat hat|hatz
    """,
    "tom": """
        tom|toms|tom 1|tom 2|rack tom|racktom|floor tom|floortom|flr tom|ft|hi tom|mid tom|lo tom|low tom|tom hi|
        tom lo|tom l|tom r|tom de piso|tom de aire|surdo|tom alto|tom bas|tom basse|standtom|hangetom|golvpuka|
        hängpuka|puka|timpano|том|томы|напольный том|タム|フロアタム|톰|tom mics|tom bus mics|roto tom|concert toms|
        tom trig|tom fill|tom high|tom mid|tom floor|tom 10|tom 12|tom 14|tom 16|tom 1 top|tom 2 bottom|tom 421|
        tom e604|tom bus stem|tom midi|tom fills|tom loop|tom low 909|toms l|toms r|toms bus|toms stem|toms fill|
        toms 808|toms tribal|rack 1|rack 2|rack tom 10|rack tom hi|floor|floor 16|floor 1|floor 2|floor tom low|flr|
        flr 14|flr 16|hi toms|low toms|lo toms|electronic toms|simmons tom|808 tom|909 tom|tom sample|tom trigger|
        tt1|tt2|t1 tom|tom de suelo|tom aire 1|tom piso|tom chão|timbalão|tom grave|tom aigu|tom médium|tom basso|
        tom alto 1|timpano floor|hängetom 1|hänge tom|stand tom|standtom 16|golvpuka 16|hängpuka 12|gulvtom|kocioł|
        kotły tom|tom bas 16|állótom|lattiatom|tamu|tom racks|tom rim
    """,
    "overhead": """
        overhead|overheads|oh|ohs|oh l|oh r|oh left|oh right|ovh|over head|overhd|ovhd|oh hat|oh ride|oh stereo|
        oh mono|aereos|aereo|aéreos|aériens|aerien|overhead sx|overhead dx|overheadmikros|överhäng|overhed|оверхед|
        оверхэды|オーバーヘッド|오버헤드|cymbal mics|overs|oh coles|oh 414|oh km184|glyn johns oh|spaced oh|oh xy|
        overhead 1|overhead 2|overhead hihat|overhead ride|overhead km184|overhead c414|overhead u87|overhead ribbon|
        overhead wide|overheads l|overheads r|overheads stereo|overheads xy|overheads ab|overheads ortf|ohs l|ohs r|
        oh 1|oh 2|oh 4038|oh sdc|oh c451|oh km84|oh nt5|oh pair|oh over snare|oh stage l|oh mid|oh side|drum oh|
        drums oh|drum overhead|drum overheads|kit oh|kit overheads|cymbals oh|oh cymbals|oh l 414|oh r 414|oheads|
        overhds|ovhds|ovrhd|ovrhds|over heads|aéreo l|aéreo izq|aéreo der|aéreos estéreo|over esq|over dir|
        aérien gauche|aérien droit|oh gauche|oh droite|overhead links|overhead rechts|oh li|oh re|panoramico sx|
        panoramico dx|överhäng v|overhead venstre|overhead lewy|overhead prawy|overhead bal|オーバーヘッド L|
        glyn johns side|recorderman oh
    """,
    "room": """
        room|rooms|room mic|room mono|room stereo|room l|room far|room close|rm|rm l|amb mic|ambience mic|
        ambient mics|drum room|far room|near room|crush room|room crush|hallway mic|mono room|sala|ambiente bateria|
        sala mono|salle|piece|ambiance batterie|raum|raummikro|raum mono|stanza|rum|rumsmick|kamer|pokój|комната|румы|
        ルーム|アンビエンスマイク|룸|decca tree|trash mic|knee mic|floor room|room u87|ribbon room|room 1|room 2|
        room l r|room stereo xy|room mono crushed|room mid|room side|room ms|room front|room back|room high|room low|
        room wide|room near|room long|room mics|room mic far|room mic close|room c414|room r121|room 4050|room coles|
        room omni|room blumlein|room pzm|room 57|rooms far|rooms close|rooms comp|roomies|rm 1|rm far|rm mono|rm mics|
        rm st|amb l|amb r|amb mics|amb stereo|ambient mic l|ambience l|ambience mic r|drum room l|drum room mono|
        drum ambience|drums room|kit room|guitar room|gtr room|amp room mic|piano room|hall mic|hall mics|
        audience mic|main pair|ab main|outriggers|tree l|tree c|decca l|decca r|surround mic|far mics|far pair|
        stairwell|corridor mic|hallway|bathroom mic|sala estéreo|sala lejos|sala bateria|salle stéréo|salle loin|
        ambiance salle|raum links|raum rechts|raum fern|raummikro links|hauptmikrofon|stanza stereo|ambiente sx|
        rum stereo|rum vänster|ruimte|pokój stereo|szoba|huone|room trash|dirty room|smashed room|crotch mic|wurst mic
    """,
    "percussion": """
        percussion|perc|percs|shaker|shakers|tambourine|tamb|tambo|conga|congas|bongo|bongos|cowbell|cajon|djembe|
        tabla|timbales|guiro|maracas|claves|clap|claps|handclaps|clp|snaps|finger snaps|crash|ride|china|splash|
        cymbal|cymbals|triangle|woodblock|timpani|timp|gong|bells|chimes|windchimes|bell tree|tubular bells|cabasa|
        agogo|cuica|darbuka|daf|frame drum|taiko|udu|stomp|stomps|castanets|castanuelas|palmas|percusion|percu|
        percussões|pandeiro|pandereta|platillos|pratos|becken|piatti|perkussion|slagverk|slagwerk|perkusja|перкуссия|
        шейкер|бубен|тарелки|хлопки|パーカッション|シンバル|クラップ|퍼커션|perc loop|ethnic perc|clave|vibraslap|
        sleigh bells|tick|knock|triangl|rainstick|metal hits|snap clap|perc 1|perc 2|perc l|perc r|perc loop 1|
        perc high|perc low|perc mid|perc top|perc shots|perc one shot|perc fill|perc layer|perc rev|perc midi|
        perc bus stem|perc ethnic|percs loop|percussive|percussion loop|percussion l|percussion high|unpitched perc|
        pitched perc|orchestral percussion|orch perc|epic perc|tribal perc|latin perc|hand percussion|hand drums|
        shaker 1|shaker 2|shaker loop|shaker l|shakers r|egg shaker|shake it|tamb 1|tamb l|tambourine loop|
        tambourine 2|tmbrn|conga hi|conga low|conga slap|conga loop|congas l|congas r|bongo hi|bongo loop|cowbell 808|
        cowbells|clave 808|clap 1|clap 2|clap main|clap layer|clap 909|clap snare layer|clap wide|clap rev|clap tail|
        claps l|claps wide|claps group takes|group claps|handclaps l|snap 1|snap layer|snaps wide|fingersnap|crash 1|
        crash 2|crash l|crash r|crash long|crash short|crash 909|crash reverse layer|crash cymbal|crash big|
        crash choke|ride 1|ride bell|ride l|ride cymbal|ride 909|ride loop|china l|china r|splash l|cymbal roll|
        cymbal swell takes|cymbals l|cymbals close|cym l|cym r|sus cymbal|suspended cymbal|piatti sospesi|
        gran cassa e piatti|tam tam|timpani roll|timpani hits|bass drum orchestral|taiko low|taiko ensemble|dhol loop|
        tabla loop|djembe l|cajon low|cajon front|cajon back|udu low|darbuka loop|riq|bendir|doumbek|repinique|
        tamborim|surdos section|ganza|afoxe|caxixi|reco reco|agogô|berimbau|batucada|bombo criollo|cununo|guasa|guira|
        maracon|quinto|tumba|tumbadora|campana|bongo bell|block hi|block lo|woodblocks|temple blocks|tick tock perc|
        tick loop|stick click|sticks|spoons|bones|washboard|junk perc|metal perc|metals|pots and pans|bottle|bottles|
        glass perc|foot stomp|body percussion|stomps and claps|schlagwerk|handtrommel|klatscher|schellenkranz|
        becken l|becken rechts|percu l|petites percus|tambour basque|palmas flamencas|palmas 2|pandereta 2|cascabeles|
        sonagli|battiti mani|percussioni etniche|cembalo a sonagli|tamburello|przeszkadzajki|klaskanie|tamburyn|
        talerz|činely|kézdob|csörgő|taps|lyömä|パーカス|タンバリン 2|手拍子|clop|thump perc|tok|tik|tak|toc|tictac
    """,
    "drum bus": """
        drums|drum bus|drum group|drumbus|drum sub|drumkit|drum kit|kit|drumset|drums all|all drums|drum mix|
        drum loop|drumloop|breakbeat|beat|beats|beat loop|groove|drum machine|drum rack|drum crush|parallel drums|
        drums parallel|loop drums|808 kit|909 kit|bateria|batería|bateria bus|batería acústica|bat|batterie|
        batterie groupe|batteria|schlagzeug|schlagzeug bus|trummor|trumset|trommer|slagwerk groep|perkusja bus|
        ударные|барабаны|ドラム|ドラムス|ドラムバス|드럼|addictive drums|superior drummer|ezdrummer|ssd|battery|
        drums prog|e drums|electronic drums|drum stem|drm|drms|drums 1|drums 2|drums l|drums r|drums l r|drums st|
        drums stereo|drums stem|drums mix|drums main|drums verse|drums chorus|drums intro|drums bridge|drums alt|
        drums live|drums raw|drums dry|drums midi|drums vst|drums mono|drums scratch|drums guide|drums programmed|
        drums loop|drums sum|drums print|drums smash|drums ny|drums para|drum kit 1|drum kit l|drum kit midi|drum set|
        drum stems|drum track|drum take|drum take 3|drum part|drum fill|drum fills|drum loop 1|drum loop 120 bpm|
        drum break|drum mics|drum mix st|drum pattern|drum prog|drum samples|drum sampler|drum synth|drum machine l|
        drum master|drum parallel|drum knock|drum punch|drum glue|drum squash|real drums|acoustic drums|live drums|
        electro drums|elec drums|e drums l|vdrums|v drums|midi drums|trap drums|trap kit|jazz kit|rock kit|brush kit|
        studio kit|vintage kit|lofi drums|lo fi drum beat|top loop|tops|top loops|full loop|beat 1|beat 2|beat l|
        beat 90 bpm|beat intro|hiphop beat|boom bap|break 1|break loop|amen|amen break|think break|funky drummer|
        jungle break|dnb break|breaks|loop beat|groove 1|808 drums|909 drums|707 kit|linn drum|linndrum|tr 808|tr 909|
        tr808|sp1200|mpc|mpc drums|maschine kit|drum computer|kit core|kit 1|kit l|kit 808|kit 909|kit breaks|
        kit pieces|batería l|batería mix|batería completa|batería loop|bateria eletronica|bateria virtual|
        bateria midi|bata|batt l|batterie l|batterie stéréo|batterie prog|boîte à rythme|batteria sx|
        batteria elettronica|schlagzeug l|schlagzeug midi|schlagzeug loop|schlagzeugspur|drumcomputer|trummor l|
        trummor midi|trummaskin|trommer l|trommemaskin|slagwerk l|drumstel|perkusja midi|bębny|automat perkusyjny|
        bicí l|bicí stopy|dobok|dobszerkó|dobgép|rummut l|rumpukone|davullar|tobe midi|ドラム L|生ドラム|
        打ち込みドラム|鼓组 l|드럼 루프|ударные l|ударная установка|драм машина|барабаны луп
    """,
    "bass": """
        bass|bas|bs|bass di|bass amp|bass mic|bassdi|bassamp|bassline|baseline|bass line|e bass|elbas|upright bass|
        contrabass|contrabajo|kontrabass|fretless|slap bass|p bass|jazz bass|synth bass|sub bass|sub|subs|sub 808|808|
        808s|808 sub|reese|reese bass|wobble bass|growl bass|moog bass|mid bass|low bass|bass low|acid bass|fm bass|
        bass guitar|bassgitarre|bassguitar|bajo|bajo di|baixo|basse|guitare basse|basso|basgitaar|basgitara|elbass|
        bass drop sub|bassgtr|бас|бас гитара|ベース|シンセベース|베이스|bass sansamp|bass svt|bass re20|bass stem|
        bass bus|deep sub|sine sub|square bass|bass 1|bass 2|bass l|bass r|bass mono|bass di clean|bass di 1|
        bass amp 1|bass mic re20|bass cab|bass cab mic|bass head|bass b15|bass 421|bass u47|bass lo|bass hi|bass top|
        bass mid|bass low end|bass high|bass grit|bass fuzz|bass drive|bass clean|bass dirty|bass sub layer|
        bass layer|bass layer 2|bass main|bass lead line|bass verse|bass chorus|bass intro|bass drop|bass drop 2|
        bass fill|bass slide|bass slap|bass pick|bass fingers|bass fretless|bass harmonics|bass midi|bass vst|
        bass trilian|bass loop|bass one shot|bass stab|bass pluck|bass synth|bass saw|bass square|bass sine|
        bass reese|bass wobble|bass growl|bass fm|bass moog|bass juno|bass 303|bass analog|bass sidechained|bass duck|
        bass glue|bass comp takes|bassist|basse l|basslin|bass riff|bass guitar di|bass guitar amp|bass gtr|bass gt|
        bassguit|b gtr|bgtr|bass ukulele|ubass|bss gtr|bss di|electric bass|elec bass|acoustic bass|ac bass|
        stand up bass|standup|upright pizz|upright mic|upright di|precision bass|pbass|jbass|stingray|
        rickenbacker bass|hofner bass|picked bass|finger bass|slapbass|synthbass|synth bass 1|analog bass|fat bass|
        deep bass|dirty bass|dist bass|distorted bass|growl|growls|wobble|wobbles|wub|wubs|wub bass|neuro|neuro bass|
        reese 1|reese low|reese high|donk|donk bass|fm bass 2|rolling bass|psy bass|offbeat bass|house bass|
        techno bass|rumble|sub 1|sub 2|sub low|sub sine|sub layer|sub bass 2|subbass l|sublow|sub main|808 bass|808 1|
        808 long|808 dist|808 glide|808 slide|bajo eléctrico|bajo di 1|bajo amp|bajo sub|bajo sintetizador|bajo mic|
        baixo elétrico|baixo di|baixo amp|baixolão|basse di|basse ampli|basse synthé|contrebasse di|basso di|
        basso ampli|basso elettrico|basso synth|bassgitarre di|bass verstärker|e bass di|kontrabass mikro|elbas di|
        el bas|bas di|bas amp|basgitaar di|contrabas mic|bas elektr|gitara basowa|gitara basowa di|baskytara di|
        basszusgitár|basszus|basszus di|bőgő|nagybőgő|basso di kanava|bas gitar di|ベース di|シンベ|bēsu|бас ди|
        басуха|суб бас|베이스 di|贝斯 di|低音
    """,
    "electric guitar": """
        electric guitar|el gtr|elec gtr|egtr|e gtr|eg|e gitarre|rhythm guitar|rhythm gtr|rhy gtr|rgtr|lead gtr|
        gtr lead|solo guitar|gtr solo|dist gtr|distorted guitar|gtr dist|heavy gtr|heavy guitar|crunch|crunch gtr|
        clean gtr|gtr clean|gtr amp|amp gtr|gtr di|guitar amp|gtr riff|riff|chugs|chug|power chords|palm mute gtr|
        strat|tele|les paul|lp|telecaster|slide gtr|slide guitar|ebow|wah gtr|funk gtr|guitarra electrica|
        gtr eléctrica|guitarra distorsion|guitarra solo|guitare électrique|guitare lead|guitare disto|
        chitarra elettrica|chitarra ritmica|elgitarr|elguitar|gitara elektryczna|электрогитара|ритм гитара|
        соло гитара|エレキギター|リードギター|일렉기타|gtr 57|gtr 421|gtr royer|gtr cab|cab mic|marshall|mesa|
        vox ac30|rhythm l|rhythm r|rhythm 1|rythm gtr|quad gtr|leads gtr|twang|el gtr 1|el gtr 2|el gtr l|el gtr r|
        elec gtr l|elec gtr r|egtr l|egtr r|egtr 1|egtr clean|egtr dist|egtr lead|e gtr rhythm|e gitarre links|
        e gitarre rechts|e gitarre clean|e git 1|eg 1|eg l|eg r|eg lead|rhythm gtr l|rhythm gtr r|rhythm guitar 1|
        rhythm gtr 57|rhy l|rhy r|rhy gtr 1|rhythms|rtm gtr|rgtr l|rgtr r|lead gtr 1|lead gtr solo|lead guitar dbl|
        ld gtr 1|solo|solo 1|solo gtr 2|guitar solo|gtr solo comp|solo take|outro solo|dist gtr l|dist gtr r|dist 1|
        dist l|dist r|distortion l|distortion gtr|disto l|disto r|hi gain|high gain gtr|overdrive gtr|fuzz gtr|fuzz|
        fuzz guitar|heavy l|heavy r|heavy gtr 2|metal gtr|djent|djent l|chug l|chug r|palm mutes|power chord l|
        octave gtr|octaver gtr|harmony gtr|twin leads|twin lead|dual lead|crunch l|crunch r|crunch 2|clean l|clean r|
        clean gtr 1|clean guitar|clean gtr amp|clean strat|clean tele|gtr amp 57|gtr amp 121|gtr cab l|gtr 57 l|
        gtr u87 amp|gtr mic 1|gtr sm57|gtr royer 121|gtr di 1|gtr di l|gtr re amp|reamp|reamp l|reamp 1|gtr fx amp|
        wah|funky gtr|skank|skank gtr|ska gtr|chicken pickin|tremolo gtr|trem gtr|vibrato gtr|surf gtr|slide|slide 1|
        bottleneck|e bow gtr|feedback gtr|gtr feedback|gtr noise|gtr swell|volume swell gtr|gtr texture|gtr arp|
        gtr arpeggio|gtr riff l|riff 1|riff l|riff r|main riff|gtr hook|gtr licks|licks|gtr fills|gtr lead 2|
        gtr leads|strat 1|strat l|tele l|tele neck|les paul l|lp l|sg|sg l|335|es335|jazzmaster|jaguar|gretsch|
        rickenbacker|ric 12|prs|ibanez l|esp|7 string|8 string gtr|baritone l|vox amp|ac30|ac30 l|twin|
        twin reverb amp|deluxe reverb amp|plexi|jcm800|marshall l|mesa l|5150|5150 l|rectifier|orange amp|kemper|
        kemper l|axe fx|helix|quad cortex|amp sim|ampsim gtr|guitar rig|amplitube gtr|guitarra eléctrica 1|
        guitarra elec l|gtr elec r|guitarra rítmica|guitarra lead|guitarra distorsionada|guitarra limpia|
        guitarra clean|solo guitarra|guitarra base l|guitarra elétrica|guitarra elétrica l|guitarra solo 2|
        guitare élec l|guitare électrique r|guitare rythmique|guitare rythme|guitare saturée|guitare clean|
        gratte lead|chitarra elettrica l|chitarra distorta|chitarra solista|chitarra pulita|ritmica l|ritmica r|
        ritmiche|rhythmusgitarre|sologitarre|leadgitarre|zerrgitarre|verzerrte gitarre|elgitarr l|kompgitarr|
        sologitarr|elgitar 1|elektrische gitaar|slaggitaar|sologitaar|gitara rytmiczna|gitara solowa|gitara przester|
        elektrická kytara|elektromos gitár|szólógitár|ritmusgitár|sähkökitara|komppikitara|elektro gitar|エレキ 1|
        エレキギター l|バッキングギター|リードギター 1|ギターソロ|eregita|电吉他 l|일렉 l|гитара дист|гитара перегруз|
        гитара соло|соляк|ритм л|ритм п
    """,
    "acoustic guitar": """
        acoustic|ac gtr|acgtr|aco gtr|acou gtr|acoustic gtr|agtr|a gtr|ag|gtr ac|gtr acoustic|guitar acoustic|
        acoustic strum|strummed acoustic|picked acoustic|nylon|nylon guitar|nylon gtr|classical guitar|spanish guitar|
        12 string|twelve string|steel string|high strung|nashville gtr|ukulele|uke|acoustic di|acoustic mic|
        guitarra acustica|guitarra acústica|guitarra española|guitarra criolla|violão|violao|guitare acoustique|
        guitare folk|guitare sèche|akustikgitarre|akustische gitarre|konzertgitarre|chitarra acustica|
        chitarra classica|akustisk gitarr|akoestische gitaar|gitara akustyczna|акустическая гитара|акустика|アコギ|
        アコースティックギター|통기타|acoust|acstc gtr|ac gtr dbl|acoustics|dobro|resonator|acoustic 1|acoustic 2|
        acoustic l|acoustic r|acoustic main|acoustic dbl|acoustic strum l|acoustic strum r|acoustic pick|
        acoustic picking|acoustic arpeggio|acoustic lead|acoustic neck|acoustic body|acoustic bridge mic|
        acoustic 12th fret|acoustic km184|acoustic c414|acoustic xy|acoustic piezo|acoustic di 1|acoustic gtr l|
        acoustic gtr r|acoustic guitar l|acoustic guitar di|acoustic gt|acous gtr|acous l|acous r|acst gtr|acgtr l|
        acgtr r|ac gtr 1|ac gtr l|ac gtr r|ac gtr neck|ac gtr body|ac guitar|ac guit|ac gt l|ag l|ag r|ag 1|ag di|
        ag neck|agtr 1|a gtr r|aco l|aco r|strum|strums|strumming|strum l|strum gtr|fingerpicking|finger picked gtr|
        picked gtr|travis picking|nylon 1|nylon l|nylon lead|nylon string|nylon guitar r|classical|classical gtr l|
        classical guitar r|flamenco gtr|flamenco guitar|spanish gtr|gut string|parlor gtr|parlour guitar|martin d28|
        martin l|taylor|taylor l|gibson j45|dreadnought|12 string l|12 str gtr|high strung gtr|nashville tuning|uke 1|
        uke l|ukulele 2|ukelele|guitalele|dobro l|resonator gtr|requinto|cuatro|tiple|guitarra acustica l|
        guitarra acústica r|acústica|acústica l|acústica r|acústicas|guitarra nylon|guitarra clásica|
        guitarra española l|guitarra flamenca|guitarra criolla l|criolla|violão l|violão r|violão nylon|violão aço|
        violão 7 cordas|guitare acoustique l|guitare sèche r|gratte sèche|guitare classique|guitare nylon|folk gtr|
        guitare folk r|acoustique|acoustique l|chitarra acustica l|chitarra classica r|acustica sx|acustica dx|
        akustikgitarre l|akustikgitarre r|akustik l|akustik git|a gitarre|westerngitarre|konzertgitarre l|
        lagerfeuergitarre|akustisk l|akustisk gitarr 2|nylonsträngad|western gitar|akoestisch l|akoestische gitaar r|
        gitara akustyczna l|akustyk|akustyczna|gitara klasyczna|akustická kytara|španělka|akusztikus|akusztikus gitár|
        akustinen kitara|akustik gitar|アコギ l|アコギ r|アコギ 1|ガットギター|ウクレレ|木吉他 l|어쿠스틱 기타|
        통기타 l|акустика л|акустическая гитара 2|классическая гитара|нейлон
    """,
    "guitar": """
        guitar|guitars|gtr|gtrs|gt|git|gits|guit|gtr l|gtr r|gtr 1|gtr 2|guitar bus|gtr bus all|guitar loop|guitar fx|
        gtr dbl|guitarra|guitarras|guitare|guitares|gitarre|gitarren|chitarra|chitarre|gitaar|gitarr|gitara|gitary|
        guitarr|gutar|guiter|гитара|гитары|ギター|기타|mandolin|mandoline|mandolina|banjo|lap steel|pedal steel|
        bouzouki|sitar|oud|baritone gtr|charango|cavaquinho|guitar harmonics|guitar swells|gitarra|gtr stack|gtr 3|
        gtr 4|gtr a|gtr b|gtr main|gtr verse|gtr chorus|gtr intro|gtr bridge|gtr outro|gtr dbl l|gtr double|gtr layer|
        gtr pad|gtr texture 2|gtr loop|gtr loop 1|gtr chords|gtr melody|gtr harm|gtr comp|gtr stem|gtr midi|gtr mono|
        gtr st|gtr new|gtr old|gtr take 4|gtr overdub|gtr od|gtr ov|gtr ideas|gtr scratch|gtr guide|gtr dave|gtr mike|
        guitar 1|guitar 2|guitar l|guitar r|guitar left|guitar right|guitar main|guitar verse|guitar chorus|
        guitar intro|guitar bridge|guitar take 2|guitar layer|guitar loop 1|guitar part|guitar chords|guitar melody|
        guitar arp|guitar overdubs|guitar stem|guitars l|guitars r|guitars all|guitars stem|guitarra 1|guitarra 2|
        guitarra l|guitarra izq|guitarra der|guitarra principal|guitarras l|gtrs l|gtrs r|gtrs all|gtrs stem|gt 1|
        gt l|gt r|git 1|git l|git r|git links|gitarre 1|gitarre l|gitarre links|gitarre rechts|gitarren l|guitare 1|
        guitare l|guitare gauche|guitare droite|gratte|gratte l|grattes|chitarra 1|chitarra sx|chitarra dx|gitarr 1|
        gitarr vä|gitar l|gitaar 1|gitaar links|gitara 1|gitara l|gitara lewa|kytara l|gitár|gitár 1|gitárok|kitara 1|
        kitarat|gitar 1|ギター 1|ギター l|ギター r|гитара 1|гитара л|гитара п|гитарка|기타 1|吉他 1|geetar|geet|
        guit 1|guit l|guitr|gtar|gutiar|banjo 1|banjo l|mandolin l|mandolin r|mando|mando 1|mandola|bouzouki l|saz|
        baglama|tres|laud|lute|theorbo|pedal steel l|pedal steel amp|psg|lapsteel|steel gtr|autoharp|sitar l|oud l|
        shamisen|koto|pipa|guqin|guzheng
    """,
    "keys": """
        keys|keyboard|keyb|kbd|piano|pno|pianos|grand piano|grand|upright piano|felt piano|e piano|epiano|ep|rhodes|
        wurli|wurlitzer|clav|clavinet|organ|org|hammond|b3|leslie|church organ|pipe organ|harpsichord|cembalo|celesta|
        celeste|mellotron|accordion|harmonium|melodica|farfisa|vox continental|teclado|teclados|teclas|piano de cola|
        clavier|claviers|orgue|klavier|flügel|fluegel|orgel|tasten|tastiera|tastiere|pianoforte|fisarmonica|akkordeon|
        toetsen|klaver|fortepian|клавиши|пианино|рояль|орган|аккордеон|ピアノ|キーボード|オルガン|エレピ|피아노|건반|
        glockenspiel|glock|vibraphone|vibes|vibe|marimba|xylophone|xylo|kalimba|music box|toy piano|piano l|piano r|
        piano di|keys l|keyscape|pianoteq|hang drum|steel drum|steelpan|dulcimer|zither|kantele|keys 1|keys 2|keys r|
        keys main|keys verse|keys chorus|keys intro|keys stem|keys midi|keys st|keys solo|keys fx|keys layer|
        keys stab takes|keyboard 1|keyboard 2|keyboard l|keyboard main|keyboards l|kbd l|kbd r|kbds|piano 1|piano 2|
        piano low|piano high|piano hi|piano lo|piano main|piano verse|piano chorus|piano intro|piano outro|
        piano mic l|piano mic r|piano close|piano far|piano hammers|piano soundboard|piano room l|piano lid|
        piano c414|piano midi|piano vst|piano stem|piano loop|piano chords|piano melody|piano solo|piano lead|
        piano arp|piano riff|piano stab|piano dbl|piano rev|piano felt|piano upright|piano grand l|piano grand r|
        grand l|grand r|grand piano l|steinway|steinway l|yamaha grand|yamaha c7|bösendorfer|bechstein|kawai|
        soft piano|felt|felt piano 2|prepared piano|house piano|m1 piano|rave piano|sad piano|upright l|upright r|
        upright piano l|pno 1|pno l|pno r|pno low|pno mid|e pno|el pno|epno|ep 1|ep l|ep r|e piano l|electric piano|
        elec piano|elec pno|stage piano|rhodes 1|rhodes l|rhodes r|rhodes amp|rhodes di|rhodes trem|mk1 rhodes|
        suitcase|rhds l|roads|wurly|wurly l|wurlitzer amp|wurli l|wurli di|cp70|cp80|dx7 ep|dx ep|clav 1|clav l|
        clav wah|clavinet d6|clavi l|clavi chords|organ 1|organ l|organ r|organ top|organ bottom|organ hi|organ low|
        organ swell|organ stab|organ solo|organ leslie|b3 l|b3 r|b3 top|b3 low|b3 leslie l|hammond l|hammond r|
        hammond top|hammond leslie|leslie l|leslie low|leslie hi|leslie top|c3 organ|farfisa l|combo organ|
        transistor organ|drawbar|church organ l|kirchenorgel|pump organ|reed organ|harmonium l|accordion l|squeezebox|
        melodica 1|mellotron flute|mellotron l|tron|optigan|omnichord|harpsichord l|celesta l|glock 1|glock l|
        glockenspiel 2|vibes l|vibraphone l|vibra|marimba l|xylo l|xylophone 2|kalimba l|thumb piano|music box 2|
        toy piano l|mallet|mallets l|bells and mallets|crotales|hang|hang l|handpan|steel drums l|steelpan l|
        dulcimer l|cimbalom|santoor|teclado 1|teclado l|teclados estéreo|teclas 2|piano de cola l|piano eléctrico|
        piano elétrico|órgano|órgano hammond|acordeón|acordeón l|bandoneon|bandoneón|sanfona l|clavier 1|clavier l|
        claviers l|piano droit|piano à queue|piano électrique|orgue l|accordéon|clavecin l|tastiera 1|tastiere l|
        pianoforte l|piano elettrico|organo l|fisarmonica l|klavier l|klavier rechts|tasten l|e klavier|flügel l|
        flügel r|orgel l|akkordeon l|cembalo l|keyboardspur|klaver l|klaviatur 1|flygel|trekkspill l|dragspel l|
        orgel links|piano links|accordeon|pianino|fortepian l|klawisze 1|klawisz|akordeon|organy l|klávesy 1|klavír|
        varhany|zongora l|szinti zongora|billentyű|billentyűk|orgona l|harmonika|koskettimet l|flyygeli|haitari|urut|
        piyano 1|klavye l|akordiyon|ピアノ l|ピアノ 1|エレピ l|鍵盤|オルガン l|аккордеон 1|баян|клавиши 1|клавесин|
        рояль л|орган 1|钢琴 l|电钢|手风琴|피아노 1|건반 1|오르간
    """,
    "pad": """
        pad|pads|warm pad|soft pad|air pad|string pad|synth pad|pad high|pad low|dark pad|bright pad|choir pad|
        pad swell|sweep pad|drone|drones|atmo|atmos pad|atmosphere|texture|textures|textural|soundscape|ambient pad|
        ambient|washy pad|nappe|nappes|fläche|flaeche|flächen|tappeto|matta|almohadilla|colchon|подложка|пэд|пад|
        パッド|패드|padding|shimmer pad|evolving pad|bed|padstrings|pad 1|pad 2|pad l|pad r|pad main|pad verse|
        pad chorus|pad intro|pad outro|pad drop|pad bridge|pad layer|pad swell 2|pad air|pad warm|pad dark|
        pad glass|pad analog|pad strings layer|pad choir|pad vox like|pad atmos|pad drone|pad long|pad sidechained|
        pad sc|pad midi|pad stem|pad chords|pad hi|pad lo|pad wide|pad thick|pad noise|pad juno|pad serum|pads l|
        pads r|pads wide|pads all|pads stem|big pad|huge pad|lush pad|analog pad|glassy pad|dreamy pad|ethereal pad|
        space pad|cinematic pad|ambient pad 2|synth pad 1|synthpad|saw pad|square pad|juno pad|choir pad l|
        vocal pad|vox pad|guitar pad|piano pad|bell pad|wind pad|breath pad|granular pad|reverse pad|shimmer|
        shimmers|drone 1|drone low|drone l|drone high|drones l|drone bed|low drone|dark drone|sub drone|
        drone texture|bourdon|bordun|atmosphere pad|atmo 1|atmo l|atmos bed|texture 1|texture l|textures l|
        texture low|granular texture|ambient texture|soundscape 1|soundscape l|wash|wash l|washes|washy|bed 1|
        sound bed|cloud|clouds pad|haze|nappe 1|nappe l|nappes de synthé|fläche 1|fläche l|flächensound|teppich|
        teppich pad|synthfläche|tappeto 1|tappeto synth|pad caldo|colchón|colchón de cuerdas|pad ambiental|cama|
        cama de pads|matta synt|stråkmatta|ljudmatta|lydteppe|klangteppe|klangteppich|tło|podkład pad|plocha|
        szőnyeg|matto|パッド 1|パッド l|пад 1|пэды|подклад|패드 1|铺底|铺垫
    """,
    "synth": """
        synth|synths|syn|synt|synthesizer|synth lead|lead synth|synthlead|syn lead|arp|arps|arpeggio|arpeggiator|
        arp high|pluck|plucks|plucky|saw|saws|supersaw|square lead|saw lead|stab|stabs|synth stab|synth brass|
        synth chords|chords|hoover|acid|303|tb303|sequence|seq|sequencer|bleep|bleeps|blip|blips|chip|chiptune|8bit|
        lead 1|lead 2|hook|melody|melody 1|topline synth|counter melody|moog|minimoog|juno|jupiter|prophet|dx7|serum|
        massive|sylenth|vital|helm|zebra|diva|omnisphere|spire|surge|dexed|operator|wavetable|fm|fm synth|modular|
        vocoder|vocode|talkbox|sintetizador|sinte|sintetizzatore|synthé|synthe|syntezator|синт|синтезатор|лид|арп|
        シンセ|リードシンセ|アルペジオ|신스|rave stab|trance lead|bells synth|laser synth|synthy|polysynth|monosynth|
        analog lead|synth 1|synth 2|synth 3|synth l|synth r|synth main|synth verse|synth chorus|synth intro|
        synth drop|synth bridge|synth hook|synth riff|synth melody|synth solo|synth line|synth stabs|synth chord|
        synth hits|synth swell|synth fx lead|synth layer|synth layer 2|synth high|synth low|synth midi|synth stem|
        synth wide|synth mono|synth poly|synth loop|synth arp 1|synth pluck|synth square|synth sine|synth noise lead|
        synth strings like|synth brass 2|synth keys|synth bells|synth choir lead|synths l|synths all|synths stem|
        hard synth|big synth|fat synth|dirty synth|analog synth|modular synth|fm synth 2|wavetable synth|juno synth|
        poly synth|poly 1|mono synth|mono lead|saw 1|saw l|saw synth|saw synth 2|saw lead 2|saw chords|saws wide|
        saw stack|super saw|supersaws l|supersaw chords|hypersaw|square|square lead 2|sine lead|sines|pulse lead|pwm|
        sync lead|detuned saw|lead synth 1|lead synth 2|synth lead 1|synth lead l|lead saw|lead main synth|lead layer|
        lead drop|lead arp|lead hi|lead lo|lead octave|lead wide|leads l|leads drop|trance lead 2|edm lead|
        future lead|festival lead|big room lead|psy lead|acid lead|hoover lead|screech|screech lead|arp 1|arp l|arp r|
        arp main|arp hi|arp lo|arp low|arp fast|arp slow|arp intro|arp chorus|arp verse|arp pluck|arp bell|arp saw|
        arp layer|arp sequence|arps l|arps main|arpy|arpie|arpegg|arpeggio 1|arpeggio synth|arpeggios|pluck 1|pluck l|
        pluck main|pluck lead|pluck chords|pluck arp|pluck melody|plucked|plucked synth|plucks l|plucky lead|plinky|
        plink|twinkle|twinkles|sparkle|sparkles|glitter|stab 1|stab l|stab chord|stabs l|stabs main|chord stabs|
        house stab|dub chord|dub stab|dub techno chord|chord 1|chord 2|chord synth|chords 1|chords l|chords main|
        chords drop|chords sidechained|chords layer|big chord|big chords|phat chords|future chords|saw chord|
        rave chord|house chords|seventh chords|sequence 1|seq 1|seq l|seq synth|seq lead|sequenced synth|sequencer 1|
        step seq|bleep 1|bleeps l|blip 1|bloops|blips l|beep melody|chip lead|chip arp|chip 1|chiptune lead|
        8 bit lead|nes lead|gameboy|c64|sid|sid lead|square wave|triangle lead|fm lead|fm bell|fm keys|bell synth|
        bell lead|bells synth 2|glassy|glass bells|mallet synth|string machine|solina|brass synth|polybrass|
        jump brass|obx|obxd|ob6|prophet 5|prophet lead|jupiter 8|jp8000|virus|virus lead|nord lead|microkorg|
        minilogue|ms20|sh101|sh 101 lead|tb 303|303 line|acid 1|acid line|moog lead|moog 1|minimoog lead|sub37|
        juno 60|juno 106|juno chords|dx7 lead|dx7 bells|dx synth|wavestation|triton lead|motif|fantom|serum lead|
        serum 1|serum arp|massive lead|massive x|vital lead|vital 1|sylenth lead|spire lead|diva lead|zebra lead|
        omnisphere lead|surge lead|phase plant|pigments|operator 1|analog 1|wavetable 1|drift|meld|vocoder 1|
        vocoder lead|vocoder synth|vocoded synth|talkbox lead|formant|formant synth|vowel synth|talking synth|
        melody 2|melody l|melody hi|melody lead|melody main|counter melody 1|countermelody|hook 1|hook synth|
        topline 1|top line synth|motif 1|riff synth|sinte 1|sintetizador 1|sintetizador lead|sinte lead|arpegio|
        arpegios|secuencia|secuencias|acorde|acordes synth|melodía synth|synthé 1|synthé lead|synthés|arpège|arpèges|
        séquence|séquenceur|accords synth|sintetizzatore 1|arpeggiatore|sequenza|accordi synth|synthesizer 1|synthie|
        synthie l|synthi|synth akkorde|sequenz|akkorde|zupfer|synt 1|synt lead|arpeggio synt|syntez|syntezator 1|
        arpeggiator 2|syntík|szinti|szinti 1|syntikka|syntsa|シンセ 1|シンセ l|シンセリード 1|アルペジオ 1|シーケンス|
        синт 1|синт лид|синтюк|арпеджио|плак|신스 1|신스 리드|合成器 1|合成主音
    """,
    "strings": """
        strings|string|strs|strgs|violin|violins|vln|vln 1|violin i|violin ii|viola|violas|vla|cello|cellos|celli|vc|
        vcl|double basses|contrabasses|basses arco|string section|string quartet|quartet|fiddle|solo violin|
        solo cello|ensemble strings|high strings|low strings|strings spicc|spiccato|pizz|pizzicato|tremolo strings|
        legato strings|string ens|harp|harps|cuerdas|violines|violín|cordas|violino|violini|archi|cordes|violon|
        violons|violoncelle|streicher|geige|geigen|bratsche|stråkar|fiol|strijkers|viool|smyczki|skrzypce|струнные|
        скрипка|скрипки|виолончель|альты|арфа|ストリングス|バイオリン|チェロ|스트링|바이올린|erhu|orchestra strings|
        strings short|strings long|strings sus|harfe|harpe|strings 1|strings 2|strings l|strings r|strings hi|
        strings lo|strings high|strings low|strings main|strings verse|strings chorus|strings intro|strings bridge|
        strings stem|strings midi|strings live|strings real|strings fake|strings mock|strings pad layer|
        strings short 2|strings stacc|strings staccato|strings legato|strings trem|strings tremolo|strings pizz|
        strings marcato|strings ens l|strings section|strings close|strings tree|strings far|string ensemble 1|
        string section l|string quartet l|string quintet|string trio|strings arr|strs l|strs hi|violin 1|violin 2|
        violin l|violin solo|violin close|violin legato|violin spicc|violin pizz|violin trem|violin dbl|violins l|
        violins r|violins 1|violins 2|violins i|violins ii|1st violins|2nd violins|first violins|second violins|vln i|
        vln ii|vln 2|vln l|vlns 1|vlns 2|vl 1|vl 2|vl i|vl ii|viola 1|viola l|viola solo|violas l|violas pizz|vla 1|
        vla l|cello 1|cello 2|cello l|cello solo|cello legato|cello low|cello di|cello close|celli l|celli pizz|
        cellos l|cellos legato|vc 1|vc l|double basses pizz|contrabass pizz|contrabasses legato|cb arco|fiddle 1|
        fiddle l|fiddle solo|hurdy gurdy|nyckelharpa|harp l|harp gliss|harp close|orchestral strings|chamber strings|
        studio strings|cinematic strings|epic strings|ostinato strings|spicc low|spiccato l|pizz l|col legno l|
        cuerdas 1|cuerdas l|violín 1|violín 2|violines 1|violines l|violonchelo|chelo|chelo l|contrabajos arco|arpa l|
        cordas l|violino 1|violinos|violoncelo|cordes l|cordes section|violon 1|violons 1|alto cordes|violoncelle l|
        contrebasses arco|harpe l|archi l|archi alti|violini 1|violini 2|viole|violoncelli|violoncello l|contrabbassi|
        streicher l|streicher hoch|streicher tief|streichquartett|geige 1|geige l|geigen 1|violine 1|violine 2|
        violinen|violine solo|bratsche l|bratschen|celli i|violoncelli tutti|kontrabässe|harfe l|stråkar l|stråk|
        fiol 1|violin vä|cello vä|strykere|bratsj|strijkers l|viool 1|violen|altviool|smyczki l|skrzypce 1|altówka|
        wiolonczela|smyčce l|housle 1|viola cz|vonósok|vonósok l|hegedű 1|hegedűk|brácsa|cselló|hárfa|jouset l|
        viulu 1|alttoviulu|sello|keman 1|yaylılar|çello|ストリングス l|バイオリン 1|ビオラ|チェロ 1|ハープ|струнные 1|
        скрипка 1|скрипки 2|альт 1|виолончели|контрабасы арко|арфа 1|현악|바이올린 1|첼로 1|弦乐 l|小提琴 1|大提琴|
        二胡|竖琴
    """,
    "brass": """
        brass|horns|horn|horn section|trumpet|trumpets|tpt|trp|trombone|trombones|tbn|bone|tuba|french horn|
        french horns|flugelhorn|flugel|cornet|sax|saxes|saxophone|alto sax|tenor sax|bari sax|soprano sax|sax solo|
        flute|flutes|flt|piccolo|clarinet|clarinets|clar|bass clarinet|oboe|english horn|cor anglais|bassoon|
        woodwinds|winds|recorder|pan flute|brass section|brass stab section|low brass|metales|trompeta|trompetas|
        trombon|saxofon|flauta|flautas|clarinete|oboé|metais|saxofone|cuivres|trompette|hautbois|flûte|clarinette|
        bois|ottoni|tromba|trombe|flauto|clarinetto|blaser|bläser|blech|trompete|posaune|querflöte|klarinette|fagott|
        holzbläser|trumpeter|blås|fløyte|koper|trąbka|puzon|flet|медные|труба|тромбон|саксофон|флейта|кларнет|ブラス|
        トランペット|サックス|フルート|브라스|트럼펫|색소폰|fluegelhorn|bagpipe|harmonica|whistle|tin whistle|duduk|
        ney|shakuhachi|didgeridoo|brass 1|brass l|brass r|brass hi|brass low|brass section l|brass ens|brass stabs|
        brass hits takes|brass swell takes|brass stem|brass midi|brass live|brass close|brass legato|brass staccato|
        horns 1|horns l|horns r|horns hi|horns stab|horns stem|horn section l|horn 1|horn 2|horn l|horn solo|
        horn in f|french horn 1|french horns a6|fr horn|fr horns 2|f horn|trumpet 1|trumpet 2|trumpet l|trumpet solo|
        trumpet mute|trumpet muted|trumpets a3|trumpets l|trpt|trpt 1|tpt 1|tpt 2|tpt l|tpts|trombone 1|trombone l|
        trombone bass|trombones a3|tbn 1|tbn 2|bone 1|bass trombone|bass trombones|tuba l|tuba solo|sousaphone|
        euphonium|baritone horn|cimbasso|flugelhorn l|flugel 1|cornet l|sax 1|sax l|sax r|sax section|sax solo 2|
        sax stabs|saxes l|alto sax 1|alto sax l|tenor sax 1|tenor sax l|tenor sax solo|bari sax l|baritone sax|
        soprano sax l|saxophones|saxophone quartet|flute 1|flute 2|flute l|flute solo|flute legato|flutes l|
        alto flute|bass flute|piccolo 1|piccolo flute|fl 1|fl 2|ob 1|oboe 1|oboe 2|oboe l|oboes a3|oboe solo|
        english horn l|eng horn|clarinet 1|clarinet 2|clarinet l|clarinet in bb|clarinets a3|cl 1|bass clarinet l|
        bs clarinet|contrabass clarinet|bassoon 1|bassoon 2|bassoon l|bassoons a3|bsn|bsn 1|contrabassoon|
        contra bassoon|woodwind 1|woodwinds l|woodwinds high|ww high|ww low|ww section|winds l|winds ens|recorder 1|
        tin whistle l|irish whistle|low whistle|pan flute l|panpipes|zampoña|quena|ocarina|bansuri|shakuhachi l|ney l|
        duduk l|zurna|shehnai|bagpipes l|uilleann pipes|harmonica 1|harmonica l|blues harp|harp mic blues|
        harmonica bullet mic|didgeridoo l|kazoo|vuvuzela takes|conch|metales 1|metales l|trompeta 1|trompeta 2|
        trompeta sorda|trombón 1|trombón l|saxofón alto|saxofón tenor|saxo 1|saxo l|saxo alto|flauta 1|
        flauta traversa|flauta dulce|clarinete 1|oboe y fagot|fagot|fagot 1|corno francés|tuba 1|vientos 1|
        vientos madera|viento metal|metais l|trompete 1|trombone 1 br|sax alto br|flauta transversal|trompa|fagote|
        cuivres l|section cuivres|trompette 1|trompettes|trombone 1 fr|cor 1|cors a4|cor anglais l|flûte 1|
        flûte traversière|flûtes|hautbois 1|clarinette 1|clarinette basse|basson 1|contrebasson|saxophone ténor|
        saxo ténor|bois l|section bois|ottoni l|tromba 1|trombe l|trombone 1 it|corno 1|corni l|flicorno|flauto 1|
        flauti l|ottavino|oboe 1 it|clarinetto 1|clarinetto basso|fagotto 1|controfagotto|sassofono|sax contralto|
        legni l|fiati|fiati l|sezione fiati|bläser 1|bläser l|bläsersatz|holzbläser l|blechbläser|trompete l|
        trompeten|posaune 1|posaunen|bassposaune|waldhorn|hörner|horn 1 f|flügelhorn|tenorhorn|saxophon|altsaxophon|
        tenorsax|querflöte 1|querflöten|flöte 1|flöten|piccoloflöte|blockflöte|blockflöte 1|klarinette 1|klarinetten|
        bassklarinette|oboe 1 de|oboen|englischhorn|fagott 1|fagotte|kontrafagott|mundharmonika|dudelsack|panflöte|
        blås 1|bleckblås|träblås|trumpet sv|valthorn|basun|tvärflöjt|flöjt 1|klarinett 1|oboe no|fagott no|treblåsere|
        messing|messingblåsere|blåsere|koperblazers|houtblazers|trompet 1|hoorn|schuiftrompet|dwarsfluit|klarinet 1|
        hobo|fagot nl|dęte|blaszane|drewniane|trąbka 1|puzon 1|waltornia|saksofon 1|flet 1|klarnet|obój|fagot pl|
        žestě|dechy|trubka 1|pozoun|lesní roh|saxofon cz|flétna|klarinet cz|hoboj|fúvósok|rézfúvók|fafúvók|trombita 1|
        harsona 1|kürt|szaxofon|fuvola 1|klarinét|oboa|vasket|torvet|trumpetti|pasuuna|käyrätorvi|saksofoni|huilu 1|
        klarinetti 1|fagotti|puhaltimet|nefesliler|trompet tr|klarnet tr|flüt|zurna tr|ブラス 1|トランペット 1|
        トロンボーン|ホルン|サックス 1|アルトサックス|フルート 1|クラリネット|オーボエ|ファゴット|木管|金管|尺八|
        труба 1|трубы|тромбоны|валторна|валторны|туба|сакс|саксофон альт|флейта 1|флейты|гобой|кларнет 1|фагот|
        духовые 1|медь|деревянные духовые|губная гармошка|브라스 1|트럼펫 1|색소폰 1|플루트 1|목관|금관|铜管 1|木管乐|
        小号 1|萨克斯 1|长笛 1|单簧管|笛子|唢呐
    """,
    "lead vocal": """
        lead vocal|lead vox|lead voc|ld vox|ldvox|lead vx|lv|lvox|vox lead|vocal lead|lead vocals|vocals lead|
        main vocal|main vox|main voice|lead voice|lead singer|lead voc dbl|lead verse|lead chorus|lead vox verse|
        vox main|vocal main|lead rap|rap lead|voz principal|voz lider|voz líder|voz ppal|voz prin|lead voz|
        vocal principal|voix principale|voix lead|chant lead|chant principal|hauptstimme|lead gesang|leadgesang|
        hauptgesang|voce principale|voce lead|leadsång|hovedvokal|lead zang|wokal główny|главный вокал|лид вокал|
        основной вокал|リードボーカル|メインボーカル|리드보컬|메인보컬|leadvox|leadvocal|vocal comp lead|
        lead vocal comp|ldvx comp|lead tune|lead vox sm7|lead vox u87|lead vocal 1|lead vocal 2|lead vocal main|
        lead vocal verse|lead vocal chorus|lead vocal bridge|lead vocal dbl|lead vocal raw|lead vocal tuned|
        lead vocal comp 2|lead vocal dry|lead vocal wet|lead vocal loud|lead vocal soft|lead vocal parallel|
        lead vocal print|lead vocal stem|lead vox 1|lead vox 2|lead vox l|lead vox comp|lead vox dbl|lead vox chorus|
        lead vox bridge|lead vox intro|lead vox outro|lead vox dry|lead vox tuned|lead vox raw|lead vox new|
        lead voc 1|lead voc verse|lead voc chorus|lead voc comp|lead vx 1|lead vx comp|ld vox 1|ld vox chorus|ld voc|
        ld vocal|ld vocals|ldv|ldvx|leadv|lead v|lv 1|lv verse|lv chorus|lv comp|lv dbl|lv main|lv tuned|l vox|l voc|
        main vocal 1|main vocal verse|main vocal comp|main vox 1|main vox chorus|main voc|main voice 2|main vx|
        main rap|main rap vox|rap lead 1|lead rap verse|lead rapper|lead voice 2|lead singer 1|vox lead 1|
        vox lead verse|vox lead chorus|vox lead comp|vox ld|vox main 1|vox main verse|vocal lead 1|vocal lead chorus|
        vocal lead comp|vocals lead 2|vocal main 1|lead male vox|lead female vox|lead vox male|lead vox female|
        lead vox anna|lead vox john|voz principal 1|voz principal verso|voz principal coro|voz ppal 1|
        voz ppal doblada|voz lead 1|voz líder 1|voz solista|vocal lider|lead voz 2|cantante principal|
        voz guia principal|vocal principal 1|voz principal refrão|voz lead refrão|voix lead 1|voix lead couplet|
        voix lead refrain|voix principale 1|chant lead 1|chant principal couplet|chant lead refrain|lead chant|
        voce principale 1|voce lead strofa|voce lead ritornello|voce solista 1|lead voce|leadstimme|lead stimme|
        lead gesang 1|lead gesang strophe|lead gesang refrain|hauptstimme 1|hauptgesang refrain|hauptvocal|leadvocals|
        lead vocals dt|leadsång 1|leadsång vers|huvudsång|hovedvokal 1|lead vokal|leadvokal|solosang|leadzang|
        lead zang couplet|hoofdzang|hoofdvocal|wokal główny 1|główny wokal|lead wokal|wokal lead|hlavní zpěv|
        lead zpěv|főének|szólóének|ének fő|päälaulu|leadlaulu|solisti|ana vokal 1|solist vokal|リードボーカル 1|
        メインボーカル 1|メインvo|メインボーカル サビ|主唱 1|主音人声|главный вокал 1|лид вокал куплет|
        лид вокал припев|основной голос|리드 보컬 1|메인 보컬 1
    """,
    "backing vocal": """
        backing vocal|backing vocals|backing vox|bgv|bgvs|bg vox|bg vocal|bv|bvs|bvox|back vox|backings|
        background vocals|bgv high|bgv low|bv l|bv r|harmony|harmonies|harm|harm 1|harm 2|harmony vox|vocal harmony|
        vox harm|choir|choirs|chorus vox|gang vocals|gang vox|crowd vox|group vocals|oohs|aahs|oohs and aahs|ahs|
        vox double|vox dbl|vocal double|doubles|dubs|adlib|adlibs|ad libs|vox adlib|stacks|vocal stack|vox stack|coro|
        coros|coros agudos|segunda voz|segundas voces|voces de fondo|backing voz|vozes de apoio|backing vocais|
        choeurs|chœurs|choeur|voix choeur|chor|chöre|hintergrundgesang|zweitstimme|backings gesang|cori|coro voci|
        seconda voce|kör|körer|stämmor|koor|achtergrondzang|chórki|chór|бэк вокал|бэки|хор|подпевки|コーラス|ハモリ|
        코러스|백보컬|soprano choir|alto choir|male choir|female choir|satb|bvx|high harm|low harm|third voice|
        whisper dbl|responses|bgv 1|bgv 2|bgv l|bgv r|bgv hi l|bgv hi r|bgv mid|bgv lo|bgv chorus|bgv bridge|
        bgv stack|bgv stack l|bgv oohs|bgv aahs|bgv dbl|bgv stem|bgvs l|bgvs all|bgvox 1|bg vox 1|bg vox l|
        bg vox chorus|bg voc|bg vocs|bg vocals l|bg vocals stem|bv 1|bv 2|bv 3|bv hi|bv lo|bv hi l|bv chorus|bv stack|
        bv oohs|bvs l|bvs chorus|bvs all|bvox 1|bvox l|bvocals|bk voc|bk vox l|back vocals|back vocals l|back voc 1|
        back vox 1|back vox l|backing 1|backing l|backing voc|backing vocs l|backing vocals l|backing vocals chorus|
        backing vox 1|backing vox l|backing vox hi|backing choir|background 1|background vox l|backup vox|
        backup vocals|backups|harm hi|harm lo|harm low|harm l|harm r|harm 3rd|harm 5th|harm chorus|harm above|
        harm below|harmony 1|harmony l|harmony r|harmony hi|harmony low|harmony 3rd|harmony 5th|harmony above|
        harmony below|harmony vox l|harmony vocals|harmonies l|harmonies chorus|harmonies stack|vox harmony 1|
        vox harmonies|vocal harmony l|vocal harmonies stack|third harm|high harmony|low harmony|octave vox|vox octave|
        octave down vox|octave up vox|vox dbl l|vox dbl r|vox double l|vox doubles|vox doubler takes|vocal dbl l|
        vocal doubles l|double tracked vox|doubles l|doubles r|lead dbl l|dub vox|dubs l|adlib 1|adlib l|adlibs l|
        adlibs r|ad lib 1|adlib vox 2|vox adlibs|vocal adlibs|hype vox|hypes|hype man|shouts|shout vox|yells|
        gang vox l|gang vocals r|gang shout|gangs l|group vox l|crowd vocals|chant vox group|sing along|stadium vox|
        ooh 1|oohs l|oohs r|ooh aah|oohs hi|aah 1|aahs l|aahs r|aahs hi|ahs l|mmms|mms|humming|hum vox|la la|la las|
        na nas|oh ohs|whoa ohs|woahs|whisper vox|whispers dbl|choir 1|choir l|choir r|choir hi|choir low|choir women|
        choir men|choir mixed|choir stem|choirs l|boys choir|children choir|kids choir|gospel choir|gospel l|
        male choir l|female choir l|choir aahs|choir oohs|choral|chorale|satb l|soprano 1|soprano l|sopranos l|
        altos l|tenors l|basses choir|coro 1|coro l|coro hombres|coro mujeres|coros l|coros r|coros altos|coros bajos|
        coro niños|voces coro|segunda voz 1|segundas voces l|tercera voz|armonía vocal|armonías|armonías vocales|
        dobles voz|voz doblada|doblaje voz l|coro feminino|coro masculino|backing br|segunda voz br|vocais de apoio|
        dobras|dobra de voz|chœur 1|chœurs l|chœurs r|chœur femmes|chœur enfants|choeurs refrain|harmonie vocale|
        voix harmonie|voix doublée|doublage voix|voix 2 choeur|cori l|cori r|cori alti|coretti|coretto|doppia voce|
        doppie voci|controcanti|seconda voce l|armonizzazioni|chor 1|chor l|chor sopran|chor alt|chor tenor|chor bass|
        chöre l|chöre r|kinderchor|männerchor|frauenchor|backings l|backing gesang|zweite stimme|2 stimme|dopplungen|
        dopplung l|doppelung|satzgesang|harmoniestimme|kör 1|kör l|körsång|stämsång|stämma 1|stämma 2|körer l|
        dubbningar|kor l|koring l|koring 1|andrestemme|korstemmer|koor l|koor 1|achtergrondkoor|tweede stem|
        dubbelingen|chórki l|chórek|chórki wysokie|chórki niskie|drugi głos|dublety|sbor l|sbory|druhý hlas|vokály|
        doubly|kórus l|vokál 1|vokálok l|második szólam|taustalaulut l|taustat|stemmat|kuoro l|geri vokal 1|koro l|
        arka vokal|コーラス l|コーラス r|コーラス 1|ハモリ 1|ハモリ 上|ハモリ 下|字ハモ|ウィスパー|合唱 l|和声 1|
        和音人声|бэк 1|бэк л|бэки л|бэк вокал 2|бэки верх|подпевки 1|даблы|дабл л|хор 1|хор женский|코러스 1|코러스 l|
        백보컬 1|화음
    """,
    "vocal": """
        vocal|vocals|vox|voc|vx|voice|voices|vox all|vocals all|all vocals|singer|vocal verse|vocal chorus|vox verse|
        vox bridge|vox chop|vocal chop|vocal chops|vox chops|rap|mc|rapper|verse vox|vocal stem|acapella|acappella|
        vocal fx send|vocal comp|vox comp|vox raw|vox tuned|voz|voces|vozes|vocais|canto|cantante|voix|chant|gesang|
        stimme|stimmen|voce|voci|sång|vokal|zang|sang|wokal|wokale|голос|вокал|ボーカル|ヴォーカル|歌|보컬|soprano|
        alto|tenor|mezzo|countertenor|vox 1|vox 2|vox l|vocal sm58|vox 58|male vox|female vox|girl vox|spoken vox|
        vocaloid|vocal 1|vocal 2|vocal 3|vocal a|vocal b|vocal take 3|vocal intro|vocal outro|vocal verse 2|
        vocal chorus 2|vocal hook|vocal drop|vocal loop|vocal sample|vocal chop 1|vocal chops l|vocal cut|
        vocal phrase|vocal line|vocal hold|vocal melody|vocal high|vocal low|vocal loud|vocal soft|vocal raw|
        vocal dry|vocal tuned|vocal comped|vocal edit|vocal fx takes|vocal parallel|vocal comp 1|vocal stem 2|
        vocals 1|vocals l|vocals dry|vocals verse|vocals chorus|vocals bridge|vocals main takes|vocals raw|
        vocals tuned|vocals comp|vocals stem|vocals print|vocals female|vocals male|low vocals|high vocals|low vox|
        vox 3|vox a|vox b|vox new|vox old|vox take 2|vox intro|vox outro|vox hook|vox hi|vox low|vox line|vox sample|
        vox loop|vox stab|vox chop l|vox chops 2|vox one shot|vox phrase|vox edit|vox dry|vox clean|vox dist|
        vox telephone|vox radio|vox whisper|vox shout|vox scream|vox growl|screams vox|scream vox|growl vox|guttural|
        vox sm7|vox sm7b|vox u87|vox u47|vox c12|vox c800|vox 251|vox tlm|vox nt1|vox 57|vox beta58|vox anna|vox ben|
        vox dave|vox jane|vox maria|vox tom|anna vox|dave vox|john vocal|mary vocals|male vocal|female vocal|
        female vox 2|girl vocal|boy vocal|kid vox|voc 1|voc l|voc verse|voc chorus|voc hook|voc raw|voc take|
        voc sample|vocs 1|vocs l|vx 1|vx verse|vx raw|voice 1|voice 2|voice l|voice take|voice sample|voice raw|
        voices l|voices stem|singer 1|singer l|singer 2|singing|rap 1|rap verse|rap hook|rap take|raps l|rapper 1|
        mc 1|mc vox|toast|toasting|beatbox|beat box vox|beatboxing|spoken verse|acapella 1|acapella loop|accapella|
        voz 1|voz 2|voz l|voz verso|voz estrofa|voz puente|voz cruda|voz afinada|voz toma 2|voz femenina|
        voz masculina|voz rap|voces 1|voces l|cantante 1|canto 1|voz feminina|voz refrão|voz ponte|vocais 1|vozes l|
        cantor|cantora|voix 1|voix 2|voix couplet|voix refrain|voix femme|voix homme|voix brute|voix prise 2|chant 1|
        chant couplet|chant refrain|chants|chanteur|chanteuse|voce 1|voce 2|voce strofa|voce ritornello|
        voce femminile|voce maschile|voci l|cantante it|canto it|gesang 1|gesang strophe|gesang refrain|gesang roh|
        gesangsspur|stimme 1|stimme frau|stimmen l|sänger|sängerin|sprechgesang|sång 1|sång vers|sång refräng|sångare|
        vokal 1|vokal vers|sang 1|sang vers|sang omkvæd|zang 1|zang couplet|zang refrein|zanger|zangeres|wokal 1|
        wokal zwrotka|wokal refren|wokale l|głos|głos 1|śpiew|zpěv 1|zpěv sloka|zpěvačka|ének 1|ének verze|
        ének refrén|énekes|laulu 1|laulu säkeistö|laulu kerto|laulaja|vokal tr|ses|şarkıcı|ボーカル 1|ボーカル a|
        ヴォーカル 1|歌 1|歌 サビ|歌 aメロ|仮歌|仮歌 1|vo サビ|人声 1|人声 副歌|вокал 1|вокал куплет|вокал припев|
        голос 1|вокал жен|вокал муж|보컬 1|보컬 벌스|노래|가이드 보컬
    """,
    "dialogue": """
        dialogue|dialog|dlg|dx|dia|voiceover|voice over|vo|vo 1|narration|narrator|narrador|speech|spoken word|
        podcast|host|co host|cohost|guest|guest 1|interview|interviewer|interviewee|presenter|speaker|moderator|lav|
        lav 1|lavalier|boom mic|boom op|adr|adr 1|walla|production sound|location sound|announcer|anchor|reporter|
        locucion|locución|locutor|entrevista|narración|narração|dublagem|dialogo|diálogos|voix off|narrateur|
        commentaire|interview lav|sprecher|erzähler|kommentar|dialoge|voce fuori campo|doppiaggio|narratore|berättare|
        speaker röst|spreker|lektor|диктор|диалоги|озвучка|ナレーション|セリフ|나레이션|대사|talkback|talent|
        questions|answers|script read|audiobook|reading|lecture|zoom call|skype guest|caller|monologue|line reads|
        dialogue 1|dialogue a|dialogue b|dialogue edit|dialogue clean|dialogue stem|dialogue raw|dialogue fill|
        dialogue lav|dialogue boom|dialogue mono|dialogue split|dia 1|dia a|dia b|dia edit|dia fill|dia lav|dx 1|dx a|
        dx b|dx edit|dx lav|dx boom|dx fill|dx stem|dlg 1|dlg edit|prod dx|production audio|prod sound|sync sound|
        sync|location audio|lav a|lav b|lav host|lav guest|lav left|boom a|boom 1|boom 2|boom l|plant mic|
        mix track prod|iso 1|iso lav|adr a|adr line|adr loop|loop group 1|walla l|walla crowd|group adr|vo a|vo 2|
        vo take 3|vo main|vo raw|vo edit|vo clean|vo comp|vo english|vo spanish|vo female|vo male|voiceover 1|
        voiceover raw|voiceover take 2|voice over 1|voice over edit|narration 1|narration edit|narration raw|
        narrator 1|narrator 2|narrator old|host 1|host 2|host mic|host a|host raw|cohost 1|guest 2|guest 3|guest mic|
        guest raw|guest zoom|guest remote|interview 1|interview a|interview raw|interviewer mic|interviewee mic|
        presenter 1|presenter mic|speaker 1|speaker 2|speaker mic|lectern|lectern mic|podium|podium mic|panel 1|
        panelist|panel mic 2|moderator mic|pastor|pastor mic|preacher|sermon|sermon raw|minister|headset mic|
        headset 1|handheld mic|teacher|lecture 1|lecture raw|audiobook ch 1|chapter read|reading 1|poem|poetry|poet|
        story|storyteller|monologue 1|speech 1|speech raw|speech edit|spoken|spoken word 2|talk|talking|talk track|
        chat|conversation|discussion|q and a|questions mic|commentary|commentator|announcer 1|radio voice|radio host|
        news reader|anchor mic|reporter 1|voicemail|answering machine|phone call|caller 1|zoom audio|skype audio|
        teams call|discord|discord audio|mic host|mic guest|podcast mic|podcast 1|podcast edit|podcast raw|streamer|
        stream mic|mic stream|character voice|npc lines|hero lines|voice lines|bark lines|lines take|script|
        script read 2|line 12 read|diálogo|diálogo 1|diálogos l|voz en off|voz en off 1|locución 1|locutora|
        entrevista 1|entrevistado|presentador|presentadora|narrador 1|doblaje|doblaje 1|voz off|voz off br|locução|
        locução 1|entrevista br|apresentador|dublagem 1|voix off 1|voix off fr|narrateur 1|narration fr|interview fr|
        commentaire 1|doublage|présentateur|animateur|invité|invité 1|micro cravate|perche|perche 1|
        voce fuori campo 1|narratore 1|speaker it|intervista|intervista 1|doppiaggio 1|conduttore|ospite|dialogo 1|
        dialoghi|sprecher 1|sprecher 2|sprecherin|erzähler 1|erzählerin|kommentar 1|interview dt|moderator 1|
        moderatorin|gast|gast 1|dialog 1|dialoge l|ansteckmikro|synchron|hörbuch|hörspiel|rede|vortrag|predigt|
        berättare 1|intervju|programledare|speaker sv|dialog sv|fortæller|intervju no|vært|gjest|verteller|spreker 1|
        interview nl|presentator|lektor 1|wywiad|prowadzący|gość|dialogi|narracja|rozhovor|moderátor|vypravěč|dabing|
        riport|műsorvezető|narrátor|dialógus|szinkron|haastattelu|juontaja|kertoja|röportaj|sunucu|seslendirme|
        ナレーション 1|ナレ|セリフ 1|台詞|インタビュー|司会|диктор 1|озвучка 1|интервью|ведущий|гость|диалоги 1|
        закадр|나레이션 1|대사 1|인터뷰|旁白 1|对白 1|配音|采访
    """,
    "effects": """
        fx|sfx|efx|effects|effect|sound fx|sound effects|sound design|riser|risers|uplifter|downlifter|downer|fall|
        rise|sweep|sweeps|whoosh|swoosh|impact|impacts|hit|hits|big hit|boom hit|sub drop|sub boom|braam|stinger|
        transition|transitions|reverse cymbal|reverse|reversed|rev|swell|noise|white noise|noise sweep|noise riser|
        vinyl|crackle|tape stop|glitch|glitches|foley|footsteps|footstep|steps|cloth|ambience fx|atmos|wind|rain|
        thunder|storm|water|river|ocean|waves|birds|crowd|applause|cheers|laugh|laughs|scream|siren|explosion|
        explosions|gunshot|gun|shot|shoot|sword|slash|kick hit fx|jump|land|pickup|coin|coins|powerup|menu|ui|button|
        click fx|select|confirm|reject|error|damage|player|enemy|monster|creature|spell|magic|fireball|laser|door|
        door open|door close|car|engine|train|clock|phone ring|heartbeat|breath|breathing|game over|level up|victory|
        lose|win|death|respawn|attack|block|dash|bullet|reload|ambience|city amb|forest amb|efectos|efeitos|effets|
        bruitages|bruitage|ambiances|geräusche|effekte|atmo fx|effetti|rumori|ljudeffekter|effecten|efekty|эффекты|
        шумы|効果音|환경음|효과음|rising fx|impact low|metal scrape|beep|alarm|notification|jingle|lightning|dog|fx 1|
        fx 2|fx l|fx hit|fx hits|fx rise|fx riser|fx down|fx up|fx sweep|fx noise|fx impact|fx boom|fx vocal takes|
        fx stem|fx trans|fx transition|fx intro|fx drop|fx loop|fx ambience|sfx 1|sfx l|sfx stem|sfx hit|sfx impact|
        sfx amb|sfx ui|sfx boss|sfx player|sfx enemy|sfx weapon|sfx door|sfx foley|sfx whoosh|sfx bed|hard sfx|
        soft sfx|bg fx|bgs|bgs ext|bgs int|hfx|efx 1|efx 3|efx l|effects l|effects stem|effects hard|sound effect 1|
        sound fx l|sound design 1|sd hits|riser 1|riser 2|riser long|riser short|riser noise|riser synth|risers l|
        uplifter 1|up lifter|downlifter 1|downlifters|downer 1|downsweep|upsweep|sweep 1|sweep up|sweep down|
        sweep noise|sweeps l|white noise sweep|noise 1|noise up|noise down|noise hit|noise layer fx|noise burst|
        noise bed|noise fx|noise riser 2|pink noise|build up|buildup fx|build fx|build noise|drop fx|drop impact|
        impact 1|impact hit|impact boom|impact big|impacts l|boom 808 fx|boom low fx|booms|big boom|sub boom 2|
        sub drop 1|sub impact|hit 1|hit big|hit orch fx|hits l|cinematic hit|trailer hit|braam 1|braams|whoosh 1|
        whoosh l|whoosh fast|whooshes|swoosh 1|swish|swishes|swoop|swoops|pass by|passby|fly by|flyby|stinger 1|
        reverse 1|reverse fx|reverse hit|reverse crash|reverse cymbal 2|reverse piano fx|rev cym 1|rev crash|rev fx|
        rev hit|rev swell|reversed noise|glitch 1|glitch fx|glitch hits|stutter fx|tape stop 1|tape rewind|rewind|
        spin back|spinback|vinyl stop|vinyl noise|vinyl crackle 1|crackles|record scratch|scratch fx|scratches|
        dj scratch|needle drop fx|static 1|radio static|radio tuning|radio chatter|police radio|hum|buzz|
        electric buzz|electricity|sparks|spark|zap 1|laser 1|laser shot|lasers|lazer|ray gun|air horn|airhorn|
        airhorn 2|siren 1|sirens|police siren|alarm 1|alarm clock|beep 1|beeps|bleep censor|ding|dings|chime ui|
        bell ding|pop fx|pops|plop|bubble|bubbles|splash water|water 1|water drip|drip|drips|rain 1|rain loop|
        rain bed|rain heavy|thunder 1|thunder clap|thunderstorm|storm 1|wind 1|wind loop|wind bed|wind howl|blizzard|
        snow steps|ocean 1|ocean waves|sea waves|seaside|beach|river 1|river flow|stream 1|creek|waterfall|lake|
        forest 1|forest birds|woods|jungle 1|desert wind|cave|cave amb|cave drips|swamp|birds 1|birds chirp|birdsong|
        seagulls|crows 1|crow caw|owl hoot|crickets 1|cicadas|insects 1|flies|bees|frogs 1|dog bark|dogs 1|cat meow|
        horse|horse neigh|horses|hooves|cow|sheep|rooster|wolf howl|wolves|lion roar|bear growl|dinosaur|monster roar|
        monster growl fx|zombie moan|zombie 1|creature 1|creature vox|dragon roar|ghost|ghost whisper|scream 1|
        screams|scream female|laugh 1|evil laugh|laughing|giggle|cry|crying|baby cry|cough|sneeze|snore|gasp|gasps|
        breath 1|breaths fx|breathing heavy|heartbeat 1|footsteps 1|footsteps grass|footsteps wood|footsteps gravel|
        footstep snow|steps 1|steps metal|running steps|foley 1|foley steps|foley cloth|foley props|foley hands|
        cloth 1|cloth move|props|keys jingle|coins drop|paper rustle|leaves rustle|leather creak|chair creak|door 1|
        door slam|door knock|door creak|door open 2|gate|lock|unlock|lever|lever pull|switch 1|switch click|button 1|
        button press|button click|ui click|ui hover|ui back|ui error|ui select|ui open|menu open|menu close|
        menu select|menu move|cursor move|notification 1|message pop|level complete|level start|game start|
        game over 1|victory 1|victory sting|win sting|win jingle|lose jingle|lose sound|defeat 1|fail sound|
        success sound|correct|wrong|wrong answer|countdown|timer|timer tick|clock tick|ticking|bomb|bomb tick|
        explosion 1|explosion big|explosion far|explo 1|blast|blast 1|debris fall|rubble|rocks|rock fall|avalanche|
        earthquake|rumble fx|glass break|glass smash|glass shatter|wood break|wood crack|metal hit|metal clang|
        metal creak|metal impact|chain rattle|chains|crate break|jar break|smash 1|crash car|car crash|car skid|tires|
        car engine|car pass|car horn|cars|traffic 1|traffic bed|city 1|city amb 2|street|street amb|subway|metro|
        train 1|train pass|train horn|plane 1|plane pass|jet|helicopter 1|chopper|boat|ship horn|motorcycle|truck|
        crowd 1|crowd cheer|crowd boo|crowd walla fx|crowd stadium|applause 1|applause small|clapping crowd|cheer 1|
        boo|kids playing|restaurant amb|bar amb|cafe amb|office amb|room tone 1|roomtone|room tone int|ext amb|
        int amb|amb ext|amb int|amb bed|amb city|amb forest|amb night|amb loop|ambience 1|ambience loop|
        ambience night|ambience city|atmos 1|atmos ext|night amb|gun 1|gun shot 2|gunshots|gun reload|gun cock|pistol|
        rifle|shotgun|machine gun|turret|bullet 1|bullet hit|bullet whiz|ricochet|arrow|arrow shot|bow shot|sword 1|
        sword hit|sword swing|sword draw|sword clash|slash 1|stab fx|knife|axe hit|shield block|shield hit|armor|
        punch 1|punch hit|kick hit|body fall|body hit|hit flesh|flesh|blood|gore|bone break|whip crack|magic 1|
        magic cast|magic spell|spell 1|spell cast|spell ice|spell fire|fire 1|fire loop|fire crackle|fireball 1|ice|
        ice crack|lightning 1|heal|heal spell|buff|debuff|poison|shield up|power up|power down|powerup 1|level up 1|
        pickup 1|pickup coin|item pickup 2|item drop|item use|coin 1|coin pickup|gem|gem pickup|key pickup|collect|
        collectible|chest open|potion drink|potion 1|eat|drink|jump 1|jump land|double jump|land 1|land soft|fall 1|
        fall death|long fall|dash 1|dodge|roll dodge|slide fx|climb|swim|player hit|player hurt|player die|
        player death|player jump|player land|player dash|player step|player spawn|player respawn|player low health|
        enemy hit|enemy hurt|enemy die|enemy death|enemy attack|enemy shoot|enemy spawn|enemy alert|enemy step|
        boss hit|boss attack|boss death|boss intro roar|boss slam|boss roar 2|boss phase|npc talk blip|hero attack|
        hero hurt|monster attack|monster die|monster hurt|weapon fire|weapon reload|weapon swap|weapon empty|
        weapon pickup|projectile|projectile hit|missile launch|rocket launch|rocket 1|laser gun|plasma|charge up|
        charge shot|teleport 1|portal open|portal loop|warp 1|spaceship|spaceship pass|engine loop|engine start|
        thruster|robot 1|robot move|mech step|servo 1|computer beep|computer ui|data|scan|scanner|hologram|sci fi fx|
        force field|alien 1|alien voice fx|efectos 1|efecto|efecto riser|ruido|ruido blanco|barrido|golpe|golpe fx|
        explosión|disparo|disparos|pasos|puerta|viento|lluvia|trueno|pájaros|mar|ambiente calle|risa|grito|aplausos|
        efeitos 1|efeito|ruído|passos|porta|vento|chuva|trovão|pássaros|explosão|tiro|tiros|aplauso|effets 1|effet|
        bruit|bruit blanc|bruits de pas|pas|porte|vent|pluie|tonnerre|oiseaux|vagues|explosion fr|coup de feu|tir|
        applaudissements|rire|cri|foule|montée|descente|effetti 1|effetto|rumore|rumore bianco|passi|porta it|
        vento it|pioggia|tuono|uccelli|onde mare|esplosione|sparo|spari|applausi|risata|urlo|folla|effekte 1|effekt|
        geräusch|geräusche 1|rauschen|weisses rauschen|schritte|tür|türe auf|wind de|regen|donner|vögel|meer|wellen|
        explosion de|schuss|schüsse|applaus|lachen|schrei|menge|sirene|glocke fx|atmo aussen|atmo innen|atmo wald|
        atmo strasse|effekter|ljudeffekt 1|brus|steg|dörr|vind|regn|åska|fåglar|hav|skott|applåd|skratt|skrik|
        lydeffekter|støy|skritt|dør|torden|fugler|skudd|geluid|geluidseffect|ruis|voetstappen|deur|wind nl|regen nl|
        donder|vogels|schot|gelach|efekty 1|efekt|szum|szum biały|kroki|drzwi|wiatr|deszcz|grzmot|ptaki|morze|wybuch|
        strzał|oklaski fx|śmiech|krzyk|efekty cz|šum|kroky|dveře|vítr|déšť|hrom|ptáci|výbuch|výstřel|potlesk|smích|
        effektek|zaj|lépések|ajtó|szél|eső|mennydörgés|madarak|robbanás|lövés|taps fx|nevetés|sikoly|tehosteet|kohina|
        askeleet|ovi|tuuli|sade|ukkonen|linnut|räjähdys|laukaus|efekt tr|gürültü|ayak sesi|kapı|rüzgar|yağmur|kuşlar|
        patlama|効果音 1|足音|ドア|風|雨|雷|鳥|爆発|銃声|拍手|笑い声|悲鳴|環境音|ノイズ|ライザー|эффект 1|шум 1|шаги|
        дверь|ветер|дождь|гром|птицы|море|взрыв|выстрел|аплодисменты|смех|крик|райзер|свип|효과음 1|발소리|문|바람|비|
        천둥|새소리|폭발|총소리|박수|웃음|音效 1|脚步|门|风声|雨声|雷声|鸟叫|爆炸|枪声|掌声|环境音
    """,
    "bus": """
        bus|buss|group|grp|subgroup|submix|sub mix|sub group|sum|sumbus|mixbus 1|aux|aux 1|aux bus|stem|stems|
        stem bus|vca|folder|instruments|instruments bus|inst bus|music bus|music|band|all music|orchestra bus|gtr bus|
        guitar group|vox bus|vocal bus|vocal group|keys bus|synth bus|bass bus group|drums and bass bus|parallel|
        parallel comp|parallel bus|ny comp|crush bus|smash|smash bus|sidechain bus|print bus|bounce bus|grupo|
        subgrupo|grupo voces|groupe|groupe voix|sous groupe|gruppe|gruppen|untergruppe|summe|gruppo|gruppo voci|somma|
        grupp|buss sång|groep|grupa|suma|группа|шина|сумма|グループ|バス|그룹|버스|everything else|fx bus|send bus|
        sub 1 bus|mains sub|group 1|dist bus|no kick bus|rhythm bus|bus 1|bus 2|bus 3|bus a|bus b|bus l|bus main|
        bus fx|bus all|buss 1|buss a|group 2|group 3|group a|group b|group drums vox|grp 1|grp a|grp gtr|grp vox|
        subgroup 1|sub group a|sub group 2|submix 1|submix a|submix vox|sub mix 1|submixes|aux 2|aux 3|aux a|aux b|
        aux comp|aux parallel|stem 1|stem a|stem all|stems all|stems bus|stem inst|stem vox all|stem music|all inst|
        all instruments|inst bus 1|instr bus|instruments bus 1|instrumental bus|band bus|band group|music bus 1|
        music group|music stem bus|music submix|mx bus|mx stem|mx sub|dx bus|dx stem bus|sfx bus|fx group|fx sum|
        gtr bus 1|gtrs bus|gtr group|guitar bus 1|guitars group|guitars bus|gtr sum|acoustic bus|electric bus|
        elec gtr bus|bass bus 1|bass group|bass sum|keys bus 1|keys group|keys sum|synth bus 1|synths bus|synth group|
        synth sum|pads bus|pad group|strings bus|strings group|brass bus|brass group|horns bus|orchestra bus 1|
        orch bus|choir bus|vox bus 1|vox group|vox sum|vocal bus 1|vocals bus|vocals group|vocal sum|lead vox bus|
        bgv bus|bv bus|bgv group|perc bus|perc group|percussion bus|percussion group|kick group|snare group|
        toms bus 1|tom group|hats bus|hat bus|cymbals bus|oh bus|overheads bus|room bus|rooms bus|drums and bass|
        rhythm bus 1|rhythm group|rhythm section bus|melodic bus|melody bus|lead bus|leads bus|low end bus|highs bus|
        mids|mids bus|lows bus|mid bus|parallel 1|parallel a|parallel comp 1|parallel drums vox|para comp|para bus|
        ny comp 1|crush|crush 1|crush bus 1|smash bus 1|squash|squash bus|sidechain|sidechain 1|sc bus|sc trigger bus|
        duck bus|ducking bus|ducker|pump bus|glue|glue bus|dist bus 1|distortion bus|saturation bus|tape bus|sum 1|
        sum a|sum b|summing|summing bus|sumbus 3|print 1|print track bus|bounce bus 1|render bus|record bus|rec bus|
        cue bus|headphone bus|hp bus|monitor bus|foldback|vca 1|vca drums|vca vox|vca gtr|vca all|vca master sub|
        folder 1|folder drums vox|mix sub|sub a|sub b|sub c|everything|everything bus|all|all mix|all tracks|
        everything minus drums|no vox|no drums|backing bus|track bus|effects bus|returns|returns bus|return bus|
        fx returns|send bus 1|sends bus|grupo 1|grupo guitarras|grupo voces 2|grupo batería voces|grupo teclados|
        grupo coros|subgrupo 1|bus guitarras|bus voces|bus general|grupo vozes|grupo cordas|bus vozes|bus violões|
        groupe 1|groupe guitares|groupe voix 2|groupe claviers|bus voix|bus guitares|sous groupe 1|gruppe 1|
        gruppe gitarren|gruppe gesang|gruppe keys|summe 1|summe gitarren|summe gesang|gitarren bus|gesang bus|
        vocals gruppe|untergruppe 1|gruppo 1|gruppo chitarre|gruppo voci 2|bus voci|bus chitarre|somma 1|sottogruppo|
        grupp 1|grupp gitarrer|sånggrupp|gitarrbuss|gruppe vokal|buss gitar|groep 1|groep gitaren|groep zang|grupa 1|
        grupa gitary|grupa wokale|suma gitar|szyna|skupina|skupina kytary|sběrnice|csoport|gitár csoport|ének busz|
        busz|ryhmä|ryhmä 1|bussi|laulubussi|grup|grup 1|vokal grup|グループ 1|バス 1|ギターバス|ボーカルバス|группа 1|
        группа гитары|группа вокал|шина 1|сумма 1|그룹 1|버스 1|编组 1|总线 1
    """,
    "reverb return": """
        reverb|reverbs|verb|verbs|rvb|rev bus|reverb return|verb return|plate|plate verb|plate short|hall|hall long|
        large hall|room verb|small room verb|chamber|spring|spring verb|vox verb|vocal verb|snare verb|long verb|
        short verb|shimmer verb|nonlin|gated verb|ambience verb|convolution|altiverb|valhalla|vintage verb|lexicon|
        emt plate|bricasti|reaverb|reverberacion|reverberación|reverberação|réverb|reverbe|hallraum|nachhall|
        hall kurz|riverbero|efterklang|galm|pogłos|реверб|ревер|холл|リバーブ|리버브|revrb|fx verb|aux verb|send verb|
        a verb|reverb 1|reverb 2|reverb a|reverb b|reverb l|reverb short|reverb long|reverb big|reverb small|
        reverb med|reverb hall|reverb plate|reverb room|reverb chamber|reverb spring|reverb drums|reverb vox|
        reverb vocal|reverb gtr|reverb snare|reverb keys|reverb fx|reverb send|reverb send 1|reverb aux|reverb aux 1|
        reverb return 1|reverb rtn|reverb dark|reverb bright|reverb gated|reverb reverse|reverb shimmer|
        reverb ambience|reverb mono|reverb wide|reverb print|reverb stem|reverb parallel|drums reverb|snare reverb|
        kick reverb|tom reverb|vocal reverb|vox reverb|lead vox reverb|bgv reverb|gtr reverb|guitar reverb|
        keys reverb|piano reverb|synth reverb|pad reverb|strings reverb|orchestra reverb|big reverb|small reverb|
        short reverb|long reverb|main reverb|global reverb|a reverb 1|b reverb|rev 1|rev 2|rev a|rev short|rev long|
        rev hall|rev plate|rev room|rev drums|rev vox|rev send|rev aux|rev rtn|rev gtr|rvb 1|rvb short|rvb long|
        rvb plate|rvb hall|rvb vox|rvb drums|rvrb|rvrb 1|verb 1|verb 2|verb a|verb l|verb short|verb long|verb big|
        verb plate|verb hall|verb room|verb drums|verb send|verb aux|verb bus|verb rtn|verb print|snr verb|
        snare verb 2|kick verb|tom verb|clap verb|perc verb|vox verb 1|vox verb long|vox plate|vox hall|vocal plate|
        vocal hall|vocal chamber|lead verb|lv verb|ld vox verb|bv verb|gtr verb|gtr spring|gtr plate|keys verb|
        piano verb|synth verb|pad verb|string verb|big verb|huge verb|small verb|tiny verb|dark verb|bright verb|
        long verb 2|short verb 2|mono verb|stereo verb|aux verb 1|plate 1|plate 2|plate l|plate long|plate drums|
        plate vox|plate snare|plate dark|emt 140|emt|emt 250|ams|ams rmx|rmx16|nonlin 1|non lin|hall 1|hall 2|
        hall big|hall small|hall vox|hall strings|concert hall|large hall 1|medium hall|small hall|cathedral verb|
        church verb|cathedral|church|chamber 1|chamber vox|chamber drums|echo chamber|echo chamber verb|live chamber|
        spring 1|spring gtr|spring reverb|spring tank|room verb 1|room rev|drum room verb|small room|large room|
        ambience verb 1|amb verb|short amb|tight room|booth verb|shimmer 1|shimmer verb 2|blackhole|valhalla room|
        valhalla plate|vintageverb|supermassive|convolution 1|ir verb|ir reverb|impulse verb|space designer|
        altiverb 1|chromaverb|lexicon 480|lex 480|lex hall|lex plate|pcm70|pcm 90|bricasti 1|m7|tc 6000|eventide verb|
        h3000 verb|reverberación 1|reverb voz|reverb batería|reverb guitarra|rever voz|rev voz|reverb caja|
        reverberação 1|reverb bateria|réverb 1|réverb voix|réverb batterie|réverb caisse|réverb longue|réverb courte|
        riverbero 1|riverbero voce|riverbero batteria|riverbero lungo|hall gesang|hall drums|hall snare|hall lang|
        hall kurz 1|hallfahne|platte|plattenhall|federhall|raumhall|reverb sång|klang|rom klang|efterklang 1|galm 1|
        galm zang|pogłos 1|pogłos wokal|dozvuk|zengés|zengető|kaiku 1|jälkikaiunta|yankı|リバーブ 1|リバーブ 短|
        リバーブ 長|ホール|プレート|ревер 1|ревер вокал|реверб малый|плейт|리버브 1|리버브 보컬|混响 1|混响 人声
    """,
    "delay return": """
        delay|delays|dly|dlay|del|delay return|echo|echoes|eko|tape echo|slap|slapback|slap dly|vox delay|
        vocal delay|vox dly|gtr delay|quarter delay|1/4 delay|1/8 delay|8th dly|dotted delay|dotted 8th|ping pong|
        pingpong|pp delay|throw|delay throw|throws|long delay|short delay|stereo delay|mono delay|echoboy|h delay|
        timeless|readelay|dub delay|retardo|eco|eco voz|atraso|retard|écho|verzögerung|echo gesang|ritardo|
        fördröjning|vertraging|opóźnienie|дилей|задержка|эхо|ディレイ|エコー|딜레이|에코|dly send|fx delay|aux delay|
        micropitch delay|delay 1|delay 2|delay a|delay b|delay l|delay r|delay short|delay long|delay slap|
        delay throw 1|delay throws|delay vox|delay vocal|delay lead|delay gtr|delay guitar|delay snare|delay drums|
        delay keys|delay synth|delay fx|delay send|delay send 1|delay aux|delay aux 1|delay return 1|delay rtn|
        delay 8th|delay 4th|delay 16th|delay 1 8|delay 1 4|delay dotted|delay triplet|delay quarter|delay eighth|
        delay half|delay ping pong|delay pp|delay stereo|delay mono|delay tape|delay dub|delay lofi|delay dist|
        delay filtered|delay dark|delay wide|delay main|vox delay 1|vox delay long|vox delay throw|vox slap|
        vox echo|vox throw|vocal delay 1|vocal echo|vocal slap|vocal throw|lead delay|lead vox delay|ld vox dly|
        lv delay|lv dly|gtr delay 1|gtr dly|guitar delay|solo delay|snare delay|snare slap|drum delay|drum echo|
        drums delay|keys delay|synth delay|arp delay|pluck delay|dly 1|dly 2|dly a|dly l|dly short|dly long|
        dly slap|dly 8th|dly 4th|dly 1 4|dly 1 8|dly quarter|dly eighth|dly vox|dly gtr|dly throw|dly aux|dly rtn|
        dly bus|dlys|dl 1 4|echo 1|echo 2|echo l|echo long|echo short|echo vox|echo gtr|echo tape|echo send|
        echo return|echo bus|echo throw|echoes 1|tape echo 1|space echo|re201|roland echo|echoplex|copicat|binson|
        memory man|slap 1|slap vox|slap delay|slap echo|slapback 1|slapback vox|ping pong 1|ping pong delay|
        pingpong delay|ppd|throw 1|throws 1|throw delay|throw vox|word throws|quarter note delay|1 4 note delay|
        1 8 delay 1|8th note delay|16th delay|half note delay|dotted 8th delay|dotted delay 1|triplet delay|
        2 beat delay|stereo delay 1|wide delay|haas delay|doubler delay|micro delay|short delay 1|long delay 1|
        mod delay|analog delay|digital delay|bbd|lofi delay|reverse delay|dub echo|dub delay 1|echoboy 1|h delay 1|
        timeless 1|replika|readelay 1|valhalla delay|dig|pcm42|sde3000|tc 2290|2290|retardo 1|retardo voz|eco 1|
        eco voz 1|eco guitarra|delay voz|delay guitarra|delay batería|atraso 1|eco vocal|écho 1|écho voix|délai|
        délai voix|retard voix|ritardo 1|eco it|eco voce 1|delay voce|verzögerung 1|echo stimme|delay gesang|
        delay gitarre|fördröjning 1|eko sång|delay sång|ekko|ekko vokal|vertraging 1|echo zang|opóźnienie 1|
        echo wokal|delay wokal|ozvěna|zpoždění|visszhang|késleltetés|viive 1|kaiku viive|eko tr|gecikme|ディレイ 1|
        ディレイ 4分|ディレイ 8分|エコー 1|дилей 1|дилей вокал|задержка 1|эхо вокал|딜레이 1|딜레이 보컬|延迟 1|回声
    """,
    "master": """
        master|master bus|masterbus|mstr|main|main out|main mix|mix bus|mixbus|2 bus|2bus|stereo bus|stereo out|
        main bus|mix master|print|mix print|final mix|premaster|mastering|master chain|master out|maestro|bus maestro|
        salida principal|mezcla|sortie master|summe master|stereosumme|masterkanal|uscita|mixdown|мастер|мастер шина|
        マスター|마스터|submaster|output master|lr main|master fx|master 1|master l r|master out 1|master stereo|
        master print|master rec|master chain 1|master eq|master comp|master limiter|master tape|master clip|
        the master|mastr|mast|mst|mst bus|mstr bus|mstr out|master buss|masterbuss|main mix bus|main mix out|
        main out l r|main output|main outs|mains|mix out|mix output|mix bus 1|mix buss|mixbuss|mix master 1|
        mix print 1|mixdown print|mix l r|the mix|full mix|final mix 2|stereo mix|stereo mix bus|stereo master|
        stereo buss|stereo output 1|st out|st master|st bus|2bus comp|2 buss|two bus|2mix|2 mix print|lr|l r master|
        l r bus|output 1 2|out 1 2|outputs|sum master|master sum|premaster 1|pre master|premaster bus|mastering 1|
        mastering bus|mastering chain 2|mastered|maestro 1|bus master|salida master|salida estéreo|salida general|
        mezcla final|mezcla master|maestra|saída master|saída principal|mixagem|sortie master 1|sortie générale|
        sortie stéréo|mix général|bus mix|uscita master|uscita principale|mix finale|stereo summe|summe stereo|
        hauptausgang|ausgang|hauptsumme|mastersumme 1|stereoausgang|huvudutgång|stereo ut|hovedutgang|masterkanal 1|
        hoofduitgang|stereo uit|suma główna|wyjście|master wyj|hlavní výstup|fő kimenet|master busz|pääulos|ana çıkış|
        ステレオアウト|マスター 1|マスターバス|2ミックス|мастер 1|мастер шина 1|выход|главный выход|마스터 1|
        마스터 버스|총출력|主输出|母线|总输出
    """,
    "unknown": """
        track|track 1|track 12|new track|audio|audio 1|audio 3|audio track|midi|midi 1|midi track|midi in|midi out|
        untitled|untitled midi item|unnamed|empty|blank|test|test 1|testing|asdf|asdasd|qwerty|abc|aaa|xxx|foo|bar|
        hello|wow|temp|tmp|temporary|scratch|old|new|misc|other|others|extra|extras|stuff|things|something|idea|
        idea 2|sketch|draft|wip|copy|backup|unused|delete|mute|muted|do not use|todo|reference|ref|ref track|click|
        click track|metronome|count in|countin|guide|cue|cues|marker|markers|notes|tempo|timecode|ltc|mtc|smpte|video|
        movie|picture|film|input|input 1|in 1|output|return|receive|receives|send 1|sends|source|target|dest|default|
        init|preset|template|kontakt|kontakt multi|midi ch 10|aux 12|channel 5|ch 1|ch 24|line 3|left|right|l|r|mono|
        stereo|mid|side|a|b|c|a1|b2|x|y|1|2|07|take|take 1|take 2|take 3|comp|comped|raw|dry|wet|clean|dirty|section|
        intro|verse|chorus|bridge|outro|end|loop 1|sample 3|recording|recorded|rec|rec 1|bounce|bounced|render|
        rendered|glued|frozen|printed|mixdown file|song|song 1|my song|demo|jam|jam 1|session|rehearsal|live|anna|ben|
        carlos|marie|tom jones|jeff|monica|peter|laura|sunrise|midnight|summer|falling down|the end|home|river song|
        love|blue moon|paradise|freedom|patch|patch 4|program|zone|layer|layer 2|slot|scene|pattern|decoder|encoder|
        surround|binaural|ambisonic|analyzer|meter|tuner|gain|volume|fader|control|controller|automation|learn|plugin|
        instrument|vst|vsti|multi out|pista|pista 1|audio pista|nueva|prueba|piste|piste 3|essai|spur|spur 4|neu|
        versuch|traccia|traccia 2|prova|spår|spår 3|spoor|ścieżka|ślad|трек|дорожка|новый|проба|トラック|テスト|트랙|
        오디오|noname|no name|who knows|whatever|hmm|maybe|apple|table|window|garden|mountain|system|network|signal|
        level|value|number|letter|paper|winter|spring day|autumn|morning|evening|tuesday|january|berlin|london|madrid|
        tokyo|texas|kitchen|pepper|sugar|coffee|lemon|orange|purple|green|silver|golden|copper idea|plastic|wooden|
        digital|analog|virtual|physical|public|private|official|general|special|normal|regular|simple|complex|random|
        perfect|broken|hidden|secret|silent|empty room idea|full|half|double idea|single|triple|first|third|fourth|
        distortion|saturation|compression|limiter|equaliser|filter|phaser|flanger|chorus effect|modulation|detune|
        pitch|tremolo|width|stereoizer|enhancer|exciter|maximizer|clipper|expander|de mix|unmix|split|merge|router|
        routing|matrix|mixer|console|opening|closing|chapter|episode|scene two|act one|title|credits|teaser|trailer|
        commercial|spot|promo|logo|theme|cut|version|alternative|option|choice|variant|duplicate|original|import|
        export|archive|project|file|folder name|document|report|schedule|computer|machine|engine room|robot|space|
        planet|galaxy|star|moonlight|sunset|horizon|island|desert|valley|bridge street|highway|station|airport|hotel|
        market|castle|village|school|hospital|museum|theatre|cinema|studio|control room|office|happy|sad|angry|crazy|
        funny|serious|lonely|beautiful|ugly|lovely|sweet|bitter|sour|cold|hot|burning|frozen lake|walking|running|
        dancing|dreaming|sleeping|waiting|looking|thinking|feeling|believing|remember|forget|never|always|forever|
        together|alone|again|tonight|tomorrow|yesterday|someday|nowhere|everywhere|nobody|everybody|anything|nothing|
        promise|reason|question mark|answer me|problem|solution|example|setting|option two|parameter|preset two|bank|
        program two|memory|track 2|track 3|track 4|track 07|track 23|track a|track b|subtrack|subtrack 1|sub track|
        new track 2|audio 4|audio 5|audio 12|audio 24|audio 07|audio a|audio track 1|audio track 12|audio in|
        audio out|audio file|audio test|midi 2|midi 3|midi 12|midi 16|midi track 2|midi channel|midi data|midi cc|
        midi notes|midi export|midi import|midi bus|inst 1|inst 2|inst 12|instr 1|instrument 1|instrument 3|
        software instrument|input 2|input 3|input a|in 2|in 3 4|in 1 2|line in|line 1|line 2|mic 1|mic 2|mic in|mic a|
        ch 2|ch 3|ch 12|channel 1|channel 2|channel 12|chan 1|aux in|out 1|out 3 4|out 5 6|output 3|output 3 4|
        au output 3|kontakt 1|kontakt 5|kontakt out 2|kt st 3|st 1|st 2|st 12|multi out 3|omni 1|omnisphere out 2|
        vst 1|vsti 2|plugin 1|sampler 1|simpler|rack|instrument rack|audio effect rack|drum rack empty|chain|chain 1|
        chain 2|chain key|macro|macro 1|layer 1|layer 3|layer a|layers|slot 1|slot 3|scene 1|scene 2|pattern 1|
        pattern 3|clip 1|clip|region|region 1|item|item 1|take 4|take 5|take 12|take a|take 3 clean|take 1 clean|
        takes|alt take|best take|keeper|new 1|new 2|new one|old 1|old one|untitled 1|unnamed 1|no name 2|nameless|
        default 1|template 1|template track|example 1|demo 1|demo 2|demo track|test 2|test 3|test tone|test track|
        testing 123|test midi|sine test|tone|tones|1k tone|1khz|calibration|pilot|slate|marker 1|regions|chapter 1|
        chapters|tempo map|time sig|key sig|chords track|arrangement|arranger|structure|form|lyrics|score|sheet|
        notes 1|todo list|fix me|fix|replace|replace me|redo|delete me|trash|garbage|junk|scraps|leftovers|bits|
        bits and pieces|odds and ends|spare|spare 1|backup 2|old takes|unused 1|archive 1|muted 1|hidden 1|disabled|
        offline|frozen 1|freeze|bounced 1|bounce 1|bounce 2|bounce in place|render 1|rendered 1|print 2|printed 1|
        export 1|stem export|consolidated|merged|merge 1|glued 1|joined|flattened|resampled|resample|resampling|
        recorded 1|rec 2|rec 3|record|recording 1|recording 2|capture|captured|loopback|desktop audio|system audio|
        computer audio|playback|playback 1|return 1|return 2|a return|b return|return a|send|send a|send 2|receive 1|
        receive 2|my receive|my send|my track|params|parameters|automation 1|lfo|envelope|env|modulator|mod|mod 1|cv|
        cv out|trigger|trig|trigs|clock out|sync out|sync in|ltc 1|smpte 1|tc|timecode 1|click 1|click out|click l|
        metronome 1|count|count off|countoff|count in 1|cue 1|cue 2|cue a|cue mix|guide 1|guide track|guide tone|
        ref 1|ref 2|ref mix|reference 1|reference mix|reference track|ref master|rough mix|rough|old mix|mix 1 ref|
        compare|a b test|original mix|original song|original 1|music 1|music 2|music l|music track|music bed|
        music loop|music edit|music temp|music stem|temp music|temp track|temp mx|bgm 1|bgm loop|bgm boss|mx 1|mx a|
        mx temp|score 1|score cue|underscore|theme 1|main theme|title theme|boss theme|boss music|battle music|
        battle theme|menu music|title music|game music 1|level music|credits music|soundtrack 1|ost 1|song 2|song 3|
        song a|song idea|full song|whole song|tune|tune 1|playlist|dj mix|dj set|set 1|medley|cover|backing track|
        backing track 1|instrumental 1|karaoke|minus one|playback l|beat track file|video 1|video track|video audio|
        movie 1|picture 1|film 1|guide picture|camera|camera 1|cam 1|cam audio|lights|lighting|dmx|fog|strobe|events|
        venue|stage|stage left|stage right|audience left|left 1|right 1|left channel|right channel|l 1|r 1|l ch|r ch|
        center|centre|lfe|lfe 1|ls|rs|lss|rss|lsr|rsr|sl|sr|ltf|rtf|5 1|7 1|7 1 4|5 1 4|22 2|quad|surround 1|
        surround l|atmos 1 obj|bed 7 1|object 1|obj 12|binaural 1|binaural out|ambix|ambisonics|foa|fuma|hoa|
        decoder 1|encoder 1|encoding|decoding|stereo encoding|mono 1|mono tr 2|stereo 1|stereo tr 3|mid side|m s|
        ms decode|de mix 1|demix|unmix 1|split 1|splitter|splits|router 1|matrix 1|patch 1|patch 2|patchbay|insert 1|
        hardware|hw|hw out|external|external instrument|ext 1|interface|soundcard|adat 1|spdif|analog in|
        analog return|digital in|dante 1|madi 3|network audio|stream in|obs|headphones|hp 1|phones mix|monitor|
        monitors|speakers|near field|nearfield|cones|controller 1|control track|faderport|push 2|launchpad|keystep|
        pedal|expression|sustain|learn 1|script 1|lua|eel|js|jsfx|reaper|reaper fx|ableton|logic|cubase|bitwig|ardour|
        studio one|fl|plugin test|fx test|preset 1|preset test|bank 1|program 1|program 3|patch test|init 1|
        init patch|signal 1|signal 2|source 1|source a|target 1|dest 1|object|node|node 1|group of stuff|thing|
        thing 1|thingy|something else|something weird|whatever 1|random 1|random stuff|experiment|experiment 1|
        experimental|sketch 1|sketch 2|idea 1|idea 3|ideas 1|jam 2|jam 3|improv|improv 1|noodle|noodling|loop 2|
        loop 3|loop a|loop 120|loops 1|sample 1|sample 2|samples|one shot 1|oneshot|hook idea|part 1|part 2|part a|
        part b|part c|section a|section b|section 1|verse 1|verse 2|chorus 1|chorus 2|bridge 1|pre chorus|prechorus|
        intro 1|intro 2|outro 1|break section|drop 1|drop 2|drop|build|breakdown|interlude|solo section|ending|end 1|
        tail|transition section|movement 1|mvt 1|act 2|scene 3|reel 1|reel a|r1|r2|episode 1|ep 12 edit|season|
        chapter two|day 1|day 2|night|monday|friday|sunday|january 5|2019|2020 01 12|20190213|010203|190213 1302|01|
        02|03|04|05|06|10|11|12|13|14|15|16|17|24|32|64|99|100|120|128|001|0001|a3|a4|b1|b3 x|c1|c3|c4|d1|e2|f1|g4|x1|
        x2|y1|z|zz|zzz|aa|bb|cc dd|asdfg|qwer|hjkl|blah|blah blah|bla|foo 1|bar 1|baz|lorem|ipsum|dolor|hi there|ok|
        okay|yes|no|yeah|yep|nope|wow 1|omg|lol|wtf|huh|what|who|why|where|when|how|this|that|these|those|the|a the|
        and|of|it|me|you|us|we|he|she|they|there|hmm 1|meh|not sure|dunno|idk|maybe 2|perhaps|probably|definitely|go!|
        stop|wait|start|stop here|finally|again 1|once more|last one|first one|other one|another|another one|good|
        good one|bad|best|worst|better|ok one|cool|cool one|nice one|awesome|sick|dope|filthy|weird|weird one|
        strange thing|odd|mega|ultra|extreme|soul|heart|mind|head|hand|face|eye|eyes|blood moon|bone yard|skin|spirit|
        angel|demon idea|devil|god|heaven|hell|earth|world|universe|cosmos|mars|venus|jupiter idea|saturn|pluto|sun|
        moon|stars|sky|cloud 9|storm song|rainbow|flower|rose|lily|daisy|tree idea|leaf|grass|seed|root|mountain song|
        hill|rock song|stone|sand|dust|mud|fire song|flame|ash|smoke|steam|snowflake|iceberg|lake song|sea song|
        island song|boat song|ship song|road|street song|avenue|highway 61|bridge song|tower idea|house|home 1|
        room 101 song|kitchen song|door song|window 2|wall|floor plan|roof|garden song|yard|farm|barn|field|field 16|
        city song|town|village song|paris|rome|london 2|berlin 2|tokyo 2|new york|chicago|detroit|vegas|dublin|oslo|
        helsinki|vienna|prague|budapest|warsaw|moscow|cairo|delhi|beijing|seoul|sydney|america|europe|africa|asia|
        king|queen|prince idea|princess|knight|wizard|witch|hero song|villain|soldier|captain|doctor|teacher song|
        student|baby|child|mother|father|brother|sister|friend|lover|girl|boy|man|woman|people|john|paul|george|ringo|
        mick|keith|david|dave|mike|michael|steve|stephen|chris|rob|robert|bob|bill|james|jim|joe|jack|sam|ben 2|dan|
        daniel|matt|mark|luke|andrew|alex|nick|tim|kevin|brian|eric|ryan|adam|josh|kyle|sean|ian|neil|phil|greg|ed|
        ted|fred|frank|hank|henry|harry|charlie|oscar|max|leo|theo|hugo|felix|emma|anna 2|maria|sarah|laura 2|lisa|
        julia|kate|jane|mary|alice|lucy|sophie|chloe|zoe|mia|eva|nina|sara|elena|ivan|igor|sergei|olga|natasha|yuki|
        hiro|ken|mei|lee|kim|chen|wang|jose|juan|pedro|luis|carlos 2|miguel|pablo|diego|jorge|sofia|lucia|carmen|
        pierre|jean|jacques|michel|claude|marie 2|sophie 2|hans|klaus|jürgen|fritz|heidi|greta|giovanni|marco|luca|
        paolo|giulia|francesca|lars|sven|nils|erik|astrid|ingrid|jan|piet|kees|willem|piotr|pawel|krzysztof|agnieszka|
        love song|lost|found|lost and found|broken 2|open|closed|up|down|up and down|over|under|in between|inside|
        outside|high and low|fast|slow|fast one|slow one|loud|quiet 1|soft 1|hard 1|big one|small one|long one|
        short one|wide 1|thin|thick|fat|heavy|light|dark 1|bright 1|red|red 1|blue|blue 1|yellow|yellow 2|black|white|
        grey|pink|violet idea|gold|bronze|steel idea|iron|metal idea|wood|glass idea|paper 2|cotton|silk|rubber|
        plastic 2|concrete|crystal|diamond|money|power|energy|force|gravity|time|time 2|space 2|speed|motion|move|
        moving|flow|float|floating|flying|falling|rising idea|swimming|driving|riding|sailing|climbing|jumping idea|
        working|playing|singing song|listening|watching|talking heads|shouting idea|whispering idea|sleep|dream|
        dream 2|nightmare|wake up|awake|alive|dead|ghost town|shadow|mirror|echoes of time|silence|noise gate|peace|
        war|battle|fight|win idea|game idea|play|toy|doll|puppet|circus|carnival|party|dance|disco|club|rave idea|
        techno|house idea|trance|dub|dubstep|dnb|jungle idea|hip hop|trap|jazz|blues|rock|metal|punk|pop|folk|country|
        classical music|soul 2|funk|reggae|ska|latin|salsa|samba|bossa|tango|waltz|polka|march|hymn|anthem|ballad|
        lullaby|serenade|sonata|symphony|concerto|suite|prelude|fugue|etude|nocturne|opus 1|variation|variations|
        rondo|overture|finale|coda|remix|remix 1|edit 1|edit 2|radio edit|extended|extended mix|club mix|dub mix|
        bootleg|mashup|vip|version 2|ver 3|v1|v2|v3 new|rev 2 version|final 1|final final|final v2|master version|
        mixdown 2|premix|stems folder|session 1|session 2|project 1|project x|album|single 1|ep 1 title|side a|side b|
        disc 1|cd|vinyl side|cassette|tape 1|tape 2|reel tape|radio|tv|netflix|youtube|spotify|soundcloud|bandcamp|
        tiktok|insta|twitch|chopin|bach|mozart|beethoven|debussy|satie|ravel|bohemian|yesterday 2|yellow submarine|
        imagine|hey jude|let it be|stairway|smoke on the water|wonderwall|creep|pista 2|pista 3|pista 12|pista nueva|
        pista de audio|pista midi|audio 1 es|nueva pista|prueba 1|toma 1|toma 2|canción|canción 1|idea es|maqueta|
        referencia|claqueta|guía|metrónomo|entrada 1|salida 2|izquierda|derecha|varios|cosas|nada|algo|sin nombre|
        sin título|copia|copia de|viejo|nuevo|faixa 1|faixa 2|faixa de áudio|nova faixa|teste|teste 1|guia|guia 1|
        música|música 1|referência|entrada|saída|esquerda|direita|sem nome|cópia|velho|novo|piste 1|piste 2|
        piste audio|piste midi|nouvelle piste|essai 1|prise 1|prise 2|chanson|morceau|morceau 1|musique|musique 1|
        référence|entrée|sortie 3|gauche|droite|divers|truc|trucs|sans nom|sans titre|copie|ancien|nouveau|maquette|
        spur 1|spur 2|spur 12|audiospur|audiospur 1|midispur|neue spur|versuch 1|aufnahme|aufnahme 1|lied|lied 1|
        stück|musik|musik 1|referenz|eingang|eingang 1|ausgang 3|links|rechts|mitte|verschiedenes|sachen|nichts|etwas|
        ohne namen|unbenannt|kopie|alt|neu 1|entwurf|klick|traccia 1|traccia 3|traccia audio|traccia midi|
        nuova traccia|prova 1|registrazione|canzone|brano|brano 1|musica|musica 1|riferimento|ingresso|uscita 3|
        sinistra|destra|varie|cose|senza nome|senza titolo|copia it|vecchio|spår 1|spår 2|nytt spår|ljud|ljud 1|
        ljudspår|inspelning|låt|låt 1|musik sv|referens|ingång|utgång|vänster|höger|diverse|grejer|namnlös|kopia|spor|
        spor 1|nytt spor|lydspor|opptak|sang 12 title|musikk|referanse|inngang|utgang|venstre|høyre|diverse no|
        spoor 1|spoor 2|nieuw spoor|opname|opname 1|liedje|nummer|nummer 1|muziek|referentie|ingang|uitgang|links nl|
        rechts nl|diversen|naamloos|kopie nl|ścieżka 1|nowa ścieżka|nagranie|nagranie 1|piosenka|utwór|utwór 1|muzyka|
        odniesienie|wejście|lewy|prawy|różne|rzeczy|bez nazwy|kopia pl|skladba|píseň|nahrávka|zkouška|hudba|vstup|
        levý|pravý|různé|bez názvu|kopie cz|sáv|sáv 1|új sáv|felvétel|felvétel 1|próba|dal|dal 1|szám|zene|
        referencia hu|bemenet|kimenet|bal|jobb|vegyes|névtelen|másolat|nyers|raita|raita 1|uusi raita|äänitys|testi|
        kappale|biisi|musiikki|sisääntulo|vasen|oikea|sekalaista|nimetön|kopio|parça|parça 1|kanal|kanal 1|yeni kanal|
        kayıt|deneme|şarkı|müzik|giriş|sol|sağ|isimsiz|kopya|トラック 1|オーディオ 1|オーディオ トラック|新規トラック|
        録音|テイク 1|テイク 2|曲|曲 1|音楽|リファレンス|クリック|ガイド|入力 1|出力 3|左|右|その他|名前なし|コピー|
        нов трек|трек 1|трек 2|аудио|аудио 1|миди|миди 1|дорожка 1|новая дорожка|запись|запись 1|тест|песня|песня 1|
        музыка|музыка 1|референс|клик|вход|выход 3|левый|правый|разное|без имени|копия|트랙 1|오디오 1|새 트랙|녹음|
        녹음 1|테스트|노래 제목|음악|레퍼런스|클릭|입력|왼쪽|오른쪽|기타 등등|이름 없음|복사본|音轨 1|新音轨|录音|
        录音 1|测试|歌曲|音乐|参考|节拍器|输入 1|输出 3|左 1|右 1|其他|未命名|副本
    """,
}

ADJECTIVES = (
    "main|big|small|fat|phat|soft|hard|high|hi|low|lo|old|new|dark|bright|dirty|clean|dry|wet|warm|wide|mono|stereo|short|"
    "long|deep|fake|real|extra|loud|quiet|weird|nice|intro|verse|chorus|drop|bridge|fast|slow|left|right|second|first|"
    "live|studio|stage|sampled|my|the|another|more|better|01|02|1|3|12|new|rob|dave|anna|final"
)
SUFFIXES = (
    "1|2|3|4|01|02|12|l|r|left|right|a|b|mono|stereo|st|new|old|copy|dbl|double|comp|dry|wet|raw|edit|bounce|print|high|"
    "low|hi|lo|mid|verse|chorus|intro|outro|bridge|57|58|414|87|421|di|amp|mic|close|far|top|take 2|v2|final|loop|"
    "sample|main|layer|track|midi|rec|recorded midi|glued|stem|alt|big|soft|render|rendered|edit 2|fix|tuned|"
    "consolidated|"
    "bip|1 1|01 02|vst|prog|real|live|double 2|pre|post|od|overdub|test|part 1|part b|section|bar 12|120 bpm|oct|8va|"
    "ext|lofi|sc|ducked|no fx|with fx|u87|sm7|km184|121|e609|md421|rob|dave|anna|jens|marie|tom s|joe|lisa|karl|pedro|"
    "izq|der|links|rechts|gauche|droite|sx|dx|esq|dir"
)
