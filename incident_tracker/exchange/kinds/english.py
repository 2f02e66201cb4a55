"""The English phrases of incident logs, by what they are a sign of; the notation is that of `phrases`."""

from collections.abc import Mapping

from incident_tracker.exchange.kinds.signs import Sign

STAFF = """
staff | staffs | staffer* | employee* | nurse* | rn | lpn | cna | receptionist* | registrar* | clerk* | scheduler*
| cashier* | guard* | security officer* | officer* | doctor* | dr | physician* | provider* | clinician* | ma
| assistant* | aide* | tech | techs | technician* | therapist* | coworker* | co worker* | colleague* | worker*
| supervisor* | manager* | secretary | secretaries | volunteer* | interpreter* | pharmacist* | phlebotomist*
| janitor* | custodian* | housekeeper* | social worker* | me | her | him | my
"""
PERSON = (
    STAFF
    + """
patient* | visitor* | child | children | resident | residents | person | people | someone | somebody | anyone
| anybody | us | them | bystander* | team member* | individual* | woman | man | mother | son | daughter | husband
| wife | spouse | guest* | student*
"""
)
THING = """
wall* | door* | counter* | countertop* | desk* | table | tables | window* | glass | plexiglass | partition* | chair*
| furniture | stool* | bench* | trash can* | trash | garbage can* | wastebasket | bin | bins | computer* | monitor*
| screen* | keyboard* | tablet* | ipad | kiosk* | machine* | printer* | copier* | tv | television | equipment
| object* | item* | thing | things | paper | papers | paperwork | form | forms | clipboard* | folder* | chart*
| binder* | magazine* | book* | pen | pens | pencil* | stapler | cup | cups | mug | bottle* | coffee | water | drink
| food | plate* | plant* | vase | sign | signs | shoe* | purse | bag | bags | keys | wallet | cane | crutch* | walker
| wheelchair | cart | gurney | pole | car | cars | vehicle* | truck | windshield | mailbox | lamp | light | bell
| floor | box | boxes | sanitizer | dispenser | cabinet* | drawer* | locker | railing | gate | elevator | fan | radio
| toy | toys | stick | rock | rocks | brick* | bat | belt | urine | feces | laptop | mouse | tray | ball | card
| money | cash | coins | scale
"""
PHRASES: Mapping[Sign, str] = {
    Sign.PERSON: PERSON,
    Sign.THING: THING,
    Sign.ASSAULT: """
assault* | attack* | violence | violent | violently | fight | fights | fighting | fought | brawl* | scuffle* | beating
| beaten | beaten up | beat up | batter | battered | battery | mugging | mugged | lunge* | charged at | went after
| came at | jumped (on|at) {person}
""",
    Sign.AGGRESSION: "aggression",
    Sign.ABUSE: "abuse | abuses | abused | abusing | abusive | abusively | mistreat*",
    Sign.HARASSMENT: "harass* | bullying | bullied | bully",
    Sign.CONDUCT: """
workplace violence | wpv | violence in the workplace | (patient|visitor|workplace) violence (event|incident)
| type (1|2|3|4|i|ii|iii|iv) violence | altercation* | incident* | event | behavior* | conduct | confrontation*
| dispute* | encounter* | escalation | interaction* | disagreement* | inappropriate | misconduct | outburst*
""",
    Sign.VERBAL: """
verbal* | non physical* | nonphysical* | words | words only | only words | just words | in words | spoken | language
| vocal
""",
    Sign.PHYSICAL: "physical* | bodily | pa",
    Sign.SEXUAL: "sexual* | sexually",
    Sign.IDENTITY: """
racial* | racist* | racism | homophobi* | transphobi* | xenophobi* | antisemiti* | anti semiti* | islamophobi*
| ethnic* | bigot* | hate (crime*|mail|incident*) | discriminat* | misogyn* | gender based | identity based | bias
| ableist
""",
    Sign.THREAT: """
threat* | intimidat* | menac* | extort* | blackmail* | coerc*
| (said|says|saying) (he|she|they) (would|will|(is|was|were) going to) | vow* to | swore to
| (going to|gonna|will) (?=(shoot|stab|bomb|blow|burn)\b)
""",
    Sign.PROPERTY: "property | against objects | objects only | object only | inanimate",
    Sign.REMOTE: """
phone | telephone* | phone call* | call | calls | caller | voicemail* | voice mail | email* | e mail* | text | texts
| text message* | texting | sms | portal* | mychart | letter* | written | writing | digital | online | electronic*
| cyber* | social media | facebook | instagram | web | website | review | reviews | virtual* | telehealth
| video visit | mail | fax | chat | remote
""",
    Sign.WORDS: """
yell* | scream* | shout* | holler* | shriek* | swear | swears | swearing | swore | curse | curses | cursed | cursing
| cuss* | profan* | obscen* | expletive* | vulgar* | foul | crude | insult* | slur | slurs | epithet* | name calling
| call* … name* | belittl* | demean* | mocking | mocked | ridicul* | berat* | rant | rants | ranting | ranted
| tirade* | raised voice* | rais* … voice* | f bomb* | middle finger | flip* off | flip* … off | offensive
| derogatory | personal (attack*|insult*|comment*|remark*) | (nasty|hurtful) words
| (inappropriate|bad|foul|abusive|rude|racist|hateful) (language|comment*|remark*|word*|joke*|term*) | hate speech
| (rude|obscene|offensive|inappropriate|vulgar) gesture*
| (intimidating|threatening|menacing|aggressive) (tone|voice|language) | tone … (intimidating|threatening|menacing)
| harass* (phone|call*|email*|message*|voicemail*|text*|letter*)
| (nasty|rude|angry|hateful|abusive) (email*|letter*|message*|voicemail*|note*|text*|call|calls)
| (prank|crank|nuisance) call* | told … off | disparag* | humiliat* | taunt* | (racial|racist|ethnic) joke*
| call* {person} (a|an) | call* {person} … (stupid|idiot|liar|dumb|racist|incompetent|useless|worthless)
""",
    Sign.HOSTILE: """
hostil* | rude* | angry | anger | angrily | irate | furious | enraged | upset | agitat* | aggressive* | argumentative
| argument* | arguing | argue | argues | argued | belligeren* | combative | confrontational | demanding | disrespect*
| disrupt* | disorderly | disturb* | uncooperative | unruly | impatien* | contempt* | condescend* | staring | stared
| stares | stare | glar* | dirty look* | eye roll* | rolling eyes | roll* … eyes | looming | loomed | stand* over
| stood over | in {person} face | (got|getting|gets) … in … face | personal space | refus* to leave | would not leave
| (push*|shov*|forc*) (his|her|their) way
| unwanted | hung up | slammed (the )?phone down | sarcas* | tantrum* | meltdown* | bad temper | bad attitude
| attitude | pacing | heated | discourteous | difficult (patient|caller|visitor|person|client|family|behavior)
| impolite | volatile | obnoxious | intrusive | threat* … (sue|lawsuit|legal action|lawyer|attorney)
| threat* … (complain|complaint|bad review|report (to|us|them)|go to the news) | challenging behavior | unpleasant
| insubordinate | (emotional|angry) outburst* | yelled out in pain
""",
    Sign.MENACE: """
rais* … fist* | rais* … (hand|hands|arm) (at|to hit|to strike|against|toward*) | (shak*|shook|clench*) … fist*
| fist* raised | will be waiting (for|outside|when) | wait* for you | watch your back | will (get|find) you
| will (hurt|kill|beat|come for|hit|punch|slap) (you|{person}) | will (be sorry|regret) | know* where … live*
| throat (slash*|cut*) | slit* … throat | finger gun* | gonna (get you|hurt|kill|beat|hit)
| going to (get you|hurt|kill|beat|hit|punch|slap|find you) | homicidal
| (threatening|intimidating|aggressive|fighting) (stance|posture*|gesture*) | (threatening|intimidating) manner
| you will pay | make you pay | kill you | blood on … hands | come back and
""",
    Sign.STRIKE: """
hit | hits | hitting | kick | kicks | kicked | kicking | punch | punches | punched | punching | slap | slaps | slapped
| slapping | smack* | push | pushes | pushed | pushing | shove | shoves | shoved | shoving | struck | strike | strikes
| striking | pound | pounds | pounded | pounding | thump* | elbowed | elbowing | elbow to | kneed | knee to
| headbutt* | head butt* | knock* (down|off) | swing | swings | swung | swinging | took a swing | swip* at | beat
| beats | slug | slugged | clobber* | whack* | swat | swatt* | body slam* | rammed | ramming | thr?o?e?w* a punch*
| tackl* | poke | pokes | poked | poking | jab* | bash*
""",
    Sign.FORCE: """
bite | bites | biting | bitten | bit | spit | spits | spitting | spat | scratch* | grab | grabs | grabbed | grabbing
| choke | chokes | choked | choking | strang[lu]* | pull* … hair | hair … pull*
| pulled (by|on) … (lanyard|arm|badge|sleeve|shirt|clothes) | pinch | pinches | pinched | pinching | claw* | goug*
| restrain* {person} | wrestl* | tripped {person} | dragg* {person} | pulled {person} | yank*
| twist* … (arm|wrist|finger*) | headlock | corner* {person} | cornered | cornering | block* {person}
| block* … (exit|door|doorway|way|path|hallway) | not let … (leave|pass|out|go) | trapp* {person}
| held {person} … (down|against|back|by) | held down | kept {person} from leaving | false imprisonment
| unlawful restraint | hostage* | kidnap* | abduct* | stomp* on {person} | knock* over {person} | knock* {person} over
| (threw|throw*) {person} | manhandl* | squeez* … (arm|hand|wrist) | hands on | put* … hands | laid hands
| touch* {person} | unwanted (physical )?(contact|touch*) | (use of|used) (physical )?force | physical force
| break* … (arm|nose|finger*|wrist|rib*|jaw|tooth) | broke … (arm|nose|finger*|wrist|rib*|jaw|tooth) | slamm* {person}
| bang* {person}
""",
    Sign.THROW: """
throw | throws | threw | thrown | throwing | toss | tossed | tosses | tossing | hurl* | chuck* | flings | fling
| flinging | flung | launched | lobbed
""",
    Sign.BREAK: """
(break|breaks|breaking|broke) … {thing} | broken by | smash* | shatter* | damag* | destroy* | destruct* | vandal*
| graffiti | defac* | slam | slams | slammed | slamming | bang | bangs | banged | banging | overturn*
| flip* (over|table*|chair*|desk*) | knock* over | knock* {thing} … over | tipp* over | kicked in
| (slash*|cut) … (tire*|tyre*) | tore (up|down|apart) | tearing up | ripp* (up|down|off) | punch* … hole*
| keyed … (car|truck|vehicle) | arson | set … fire | swept … off | wreck* | hole in … wall
| trash* (room|office|lobby|waiting)
""",
    Sign.OBJECT_USED: "(threw|throw*|toss*|hurl*|flung) …… in … face | pelt* | pepper spray* {person} | maced {person}",
    Sign.SEXUAL_WORDS: """
expos* (himself|herself|themselves|themself|genital*|self|penis|private*) | indecent* | flashed {person} | flashing
| exhibitionis* | genitals | masturbat* | catcall* | cat call* | leer* | ogling | ogled | lewd | lecherous
| propositioned | propositioning | sexting | porn* | unwanted advance* | advances | flirt*
| (nude|naked) (photo*|picture*) | ask* … (on|for) a date | ask* {person} out | kissing (noise*|sound*) | wolf whistl*
| sexist (remark*|comment*) | suggestive (comment*|remark*|gesture*|language|look*) | innuendo*
| comment* … (body|breasts|butt|figure|looks) | sexual (comment*|remark*|gesture*|joke*|advance*|language|harass*)
| (dropped|pulled down) … pants | disrobed | (undress*|naked) in (lobby|waiting|hallway)
| (sexually )?explicit (photo*|picture*|message*|comment*)
""",
    Sign.SEXUAL_CONTACT: """
rape | rapes | raped | raping | grop* | fondl* | molest | molested | molesting | molestation | molester*
| inappropriate* touch* | touch* … inappropriate*
| (touch*|grab*|slap*|smack*|pinch*) … (breast*|butt|buttock*|genital*|crotch|groin|thigh|private part*)
| (squeez*|pat|patt*|rubb*|brush*) … (breast*|butt|buttock*|genital*|crotch|groin|thigh|private part*)
| (touch*|grab*|slap*|smack*|pinch*|pat|patt*) ({person} |nurses |on the |on her |on his )?(bottom|behind|chest)
| (butt|breast*|buttock*|crotch|groin) (slap*|grab*|pinch*|pat|touch*) | (kiss|kissed|kisses|kissing) {person}
| (forced|unwanted|forcibl*) kiss* | sexual* … (contact|touch*) | sodom* | upskirt* | hand up … skirt
""",
    Sign.STALKING: """
stalk | stalks | stalked | stalking | stalker* | follow* {staff} | follow* … (home|to … car|into parking|to parking)
| (wait*|lurk*) (for|on) … {staff} … (after (shift|work|hours|closing)|outside)
| (wait*|lurk*) (for|on) … {staff} … (at … (car|home)|by … car|in … parking)
| (wait*|lurk*) (outside|by … car|in … parking*) for {staff} | (wait*|lurk*) (by|at|near) … car
| show* up at … (home|house|car|apartment) | came to {staff} … (home|house|apartment)
| (repeated*|constant*|multiple|persistent|daily|numerous|keeps) … {staff} … (personal|home|cell|private)
| (call*|messag*|text*|contact*|email*) {staff} … (personal|home|cell|private) | track* down {staff} | peeping
| (repeated*|constant*|persistent*) (contact*|call*|messag*|text*|email*) … {staff} | obsess* with {staff} | surveill*
| (gifts|flowers) to {staff} … repeated*
""",
    Sign.SHOT_OR_STAB: """
shooting | shot at | shot {staff} | shots fired | fired … (shot*|gun|weapon|round*) | opened fire | shoot | shoots
| gunfire | gunshot* | active shooter | shooter | stab | stabs | stabbed | stabbing* | knifed | slashed {person}
""",
    Sign.WEAPON: """
weapon* | gun | guns | firearm* | knife | knives | pistol* | rifle* | handgun* | shotgun* | revolver* | machete*
| blade* | razor* | box ?cutter* | scissors | sword* | bomb* | explosive* | grenade* | ammunition | ammo | taser*
| stun gun* | mace | pepper spray | brass knuckles | crowbar | hammer | screwdriver | armed
| weapon or (other )?object* | weapon and object* | molotov | bb gun | switchblade | baseball bat | hatchet | axe
""",
    Sign.SHOWN: """
brandish* | show | shows | showed | showing | shown | display* | pull | pulled | pulls | drew | drawn | wav* | pointed
| pointing | points | point | flash* | robbery | robbed | robber | hold ?up | held up | produced | wield* | took out
| lifted | held | holding | scare | hoax | (said|says|claim*) (he|she|they) (has|had|have)
""",
    Sign.ANIMAL: "dog | dogs | canine | k9 | pit ?bull* | cat | cats | snake* | animal* | pet | pets",
    Sign.CONTACT: "contact | touch | touches | touching | touched | laid a hand | physical contact",
    Sign.INJURY: """
injur* | hurt | burn(s|t|ed)? (?={person}) | burns | scald*
| wound* | bruis* | bleeding | bled | bloody nose | laceration* | stitches | sutures | black eye
| sprain* | concussion | abrasion* | first aid | (needed|required|received|sought) medical (treatment|attention)
| swelling | swollen | fractur* | knocked out … (tooth|teeth)
| (broke|broken) … (arm|nose|finger*|wrist|rib*|jaw|tooth|teeth|bone*|leg) | days away | lost (time|work)
| missed work
""",
    Sign.SEVERE: """
hospitali[sz]* | (taken|sent|went|transported|admitted|brought|rushed) … (hospital|icu)
| (hospital|icu|inpatient) (admission|stay) | (resulting in|caused|led to) … death | death of {staff} | fatal*
| homicid* | murder* | killed | died
| (severe|serious|major|critical|life threatening|grave) (bodily )?(injur*|harm|wound*)
| (severely|seriously|critically) injured | amputat* | loss of (an )?eye | knocked out | unconscious | intensive care
""",
    Sign.NEAR_MISS: "near miss* | near hit | close call* | almost happened | narrowly avoided | averted",
    Sign.OTHER: """
self harm* | suicid* threat* | self injur* | self inflicted | suicid* | si | threat* … (suicid*|self harm)
| threat* to (kill|hurt|harm) (himself|herself|themselves|self)
| (kill*|hurt*|harm*) (himself|herself|themselves|myself|themself|self) | elope* | missing patient | trespass*
| loiter* | theft* | stole | stolen | steal* | larceny | burglar* | shoplift* | no force | suspicious* | intoxicat*
| drunk* | under the influence | inebriat* | high on | alcohol* | substance use | drug use | overdos* | filming
| filmed | film | videotap* | video taping | recording | recorded | photograph* | tak* (pictures|photos) | forg*
| fraud* | drug seeking | diversion | impersonat* | wander* | panhandl* | solicit* | altered (prescription|rx|script)
| other | misc | miscellaneous | unauthorized (person*|visitor*|entry|access)
""",
}
