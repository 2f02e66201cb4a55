"""Phrases that only sound like an act ("hit send", "panic attack"), and entries that are about none (a drill)."""

from collections.abc import Mapping

from incident_tracker.exchange.kinds.signs import Sign

ENGLISH: Mapping[Sign, str] = {
    Sign.HARMLESS: """
hit (max|deductible*|goal*|target*|quota|capacity|send|enter) | hit (reply|print|submit|delete)
| hit (save|the (button|wrong|road|limit|brakes)|wrong (button|key)|snooze|a (snag|limit|deer|curb))
| (hits|hitting) (send|enter|the (button|road)) | hit and run | hit … (head|elbow|knee|funny bone|toe) on
| bumped into | push* (back|forward|out|up|through) (the |her |his |their |my |our |an |all )?(appointment*|appt*)
| push* (back|forward|out|up|through) (the |her |his |their |my |our |an |all )?(visit*|surger*|date*)
| push* (back|forward|out|up|through) (the |her |his |their |my |our |an |all )?(meeting*|schedule*)
| push* (back|forward|out|up|through) (the |her |his |their |my |our |an |all )?(time*|deadline*|start*)
| (appointment*|appt*|visit*|meeting*|surger*|date|start) … (push*|bump*|knock*) (back|out|forward|up|off)
| push (notification*|button*|message*|cart) | push ups | push* for | push* (fluids|iv|meds|the button|buttons)
| (iv|ivp) push | kick* off | kick* out of | kickoff | kick count* | punch* (card|biopsy|clock|list)
| punch* (in|out) (late|early|on time|at|for|before|after) | punch biops* | (missed|time|late) punch* | hole punch*
| punch(ed)? card* | slap* on … label | beat* the (rush|clock) | heart ?beat* | beats per | skipped beat* | struck out
| struck through | struck by (lightning|a car|car|vehicle) | strike (through|out|that|vote) | (labor|nurse*) strike
| on strike | shots (given|due|administered|needed) | shot (given|clinic|records?|record|due|wrong)
| (flu|allergy|covid|tetanus|booster|vitamin|steroid|depo|b12|vaccine|insulin) (shot|shots) | shot record*
| shooting pain* | scratch (test*|pad|that|paper) | scratched (cornea|record*) | from scratch | bit of | a bit
| little bit | bit by bit | bits | bit late | (mosquito|tick|bug|insect|spider|bed bug|flea) bite*
| bite (block|guard|wing*|splint|plate) | bitewing* | overbite | grab (bar*|bag*|and go) | grabbed (coffee|lunch)
| spit (sample|test|cup|up) | spit up | spitting up | chok* on (food|pill*|lunch|candy|water|meat) | chok* hazard
| throw* up | threw up | thrown up | throw* (away|out) | threw (away|out|up) | thrown (away|out) | throw rug
| toss* (and|out) | toss up | break (room|time|down|in service|even) | breakroom*
| (lunch|coffee|on|during|bathroom|rest|spring|data) break* | break* down (the|in|of) | broke down
| broken (appointment*|record*|chart|link|equipment|lamp|light) | water main break* | breakthrough* | breaking news
| outbreak* | slam* (schedule|busy|with patients) | bang* up | crack* down
| (panic|heart|asthma|anxiety|gallbladder|gout|migraine|seizure) attack*
| (ischemic|ransomware|cyber|malware|phishing|virus|allergy|acute|vertigo) attack* | transient ischemic attack
| attack of (asthma|panic|anxiety|gout|vertigo|nerves) | attack rate* | (fire|flu|crime|cancer) fight*
| fight* (infection|cancer|flu|off|the flu|for) | firefight* | (fight|flight) or (fight|flight)
| (substance|drug|alcohol|elder|child|animal|opioid|laxative|tobacco) (abuse|abuser|violence|neglect)
| (sick leave|leave|steroid|prescription) (abuse|abuser|violence|neglect)
| (overtime|domestic|spousal|dependent adult|medication) (abuse|abuser|violence|neglect)
| abuse (of (drugs|alcohol|leave|sick|overtime|prescription|medication)|hotline|screen*|reporting|history)
| domestic violence | dv | ipv | intimate partner violence
| battery (died|dead|low|replac*|change*|charg*|pack|backup|failure|failed)
| (dead|low|car|hearing aid|pacemaker|phone|laptop|backup|lithium|spare) batter* | batteries | test battery
| battery of tests | (annual|sports|yearly|school|camp|work) physical*
| (dot|pre employment|employment|routine|well child|college|medicare) physical*
| physical (exam*|therap*|therapist*|medicine|due|form*|check*|scheduled|address)
| physical (copy|mail|fitness|plant|space|appointment*|activity|rehab*|security)
| (had|needs|needed|for|missed) (a |his |her |the |their )?physical
| (sexual|sexually) (health|history|transmitted*|orientation|active|dysfunction|education) | sexually active
| (verbal|oral|telephone|phone) (order*|consent|report*|authorization|confirmation|communication|approval)
| (verbal|oral|telephone|phone) (reminder*|instruction*|handoff|agreement|surgery|medication*|contrast|intake)
| oral (medication*|care|exam*|contrast) | physical abuse history | follow* up* | followup*
| follow* (instruction*|policy|protocol|procedure|direction*|the (policy|instructions))
| following (day|week|visit|surgery|the) | talking to
| waiting (room*|list*|area*|on results|for (results|appointment*|ride|call back|room|labs|test*)) | not only
| no longer | no show* | no trouble
| no (reason|apparent reason|known reason|prior warning|warning|provocation|cause|apparent cause)
| without (provocation|warning|reason|cause|any (reason|warning|provocation)|apparent reason)
| without (permission|consent|appointment|an appointment|stopping|being provoked) | unprovoked
| (would|could|did|does|will) not (stop|quit|calm down|leave alone) | unarmed | uninjured | unharmed | unhurt
| not hurtful | gun (safety|control|range|lock) | glue gun | heat gun | nail gun | bomb cyclone | bath bomb
| knife (edge|sharpen*) | guide dog* | hot dog* | cat scan | pet (scan|policy) | animal (shelter|control called)
| therapy pet* | dog ear* | (cold|hot|dry) spell | (blood|urine|lab|tissue) (draw|sample*) | flashing light*
| flashlight* | news flash | mace (county|windu) | razor thin | taser training | blade of
| (reported|report|notified|advised) (by|via|over|through|on) (the )?(phone|email|telephone|portal)
| (reported|report|notified|advised) (by|via|over|through|on) (the )?(mail|letter|text|voicemail)
| (informed|told|called|discussed|left) (by|via|over|through|on) (the )?(phone|email|telephone|portal)
| (informed|told|called|discussed|left) (by|via|over|through|on) (the )?(mail|letter|text|voicemail)
| security (was )?(called|call|notified) | police (was |were )?(called|call|notified)
| (called|call|calls) (security|police|911|code|for help|for (backup|security|police)|rapid response)
| call (light*|bell*|button*|back*|center|centre|out*|in*|off*|sick) | on call | (phone|mail|fax) room
| (police|911) call* | touch(ed)? base | in touch | touch ?screen* | touch up
| language (barrier*|line|access|service*|preference|interpret*) | (sign|second|foreign) language | upset stomach
| (sleep|visual|gait|mood|hearing) disturbance* | (service|system|supply|network|power) disrupt* | shoulder blade*
| armed (guard*|officer*|security|police) | explosive (diarrhea|anger|temper|outburst*)
| threatened (miscarriage|abortion) | (cyber|phishing|security) threat* | threat level
| (water|flood|storm|smoke|hail|nerve|liver|brain|kidney|tissue|shipping) damage*
| scratch* (on|in) (car|paint|floor|lens|glass) | unconscious bias | hit by (a )?(car|truck|vehicle|bus)
| follow* {staff} … (instruction*|advice|order*|direction*) | following (a |the )?staff (meeting|training) | violet
| (bus|train|doctor*|labor) strike | see (comment*|note*) | comment card* | roll call
| written (up|report|statement|warning|complaint) | (angry|upset|frustrated) about (himself|herself) | other than
| each other | no other | other (patient*|staff|people|employee*|visitor*|person|party|hand|side|room|desk)
| (wrong|missing|duplicate|lost|scanned) (letter*|email*|form*) | phone (tree|system|outage|lines? down|down|line*)
| email (outage|down|address*|system) | portal (down|outage|issue*|access|login|password*) | website down
| (false|security|fire|panic) alarm* | panic button* | no injur* sustained by (patient|himself|herself)
| hospital (lobby|entrance|parking|campus|grounds|policy|staff|property|floor) | film (x ray|library)
| (x ray|chest) film* | hold up (line|in|at)* | held up (at|in|by) (lab|traffic|front desk|pharmacy|reception)
| recording (device|line|system) down | call recording
| (show|shows|showed) up (late|early|on wrong day|without appointment)
""",
    Sign.NO_ACT: """
drill | drills | training* | in ?service* | exercise | workshop | webinar | seminar | curriculum | pamphlet*
| brochure* | poster* | polic(y|ies) | questionnaire* | screening* | screen for
| (violence|threat|risk|safety) assessment* | prevention (plan*|program*|committee) | prevention | risk of | risk for
| history of | hx of | mandat* report* | report* to (aps|cps|dcf|dhs|adult protective|child protective)
| (aps|cps) report* | (report|request|incident|consent|claim) form*
| form (due|missing|incomplete|completed|revision|update) | lost property | (property|belongings) (bag|list|return*)
""",
}
SPANISH: Mapping[Sign, str] = {
    Sign.HARMLESS: """
ataque* (de|al) (asma|panico|corazon|ansiedad|nervios|epilep*|tos|risa|migrana|cardiaco) | ataque* cardiaco*
| ataque* epileptico* | golpe (de calor|de suerte) | dolor* (de|por|del|a) (un )?golpe* | lucha contra
| violencia (domestica|familiar|intrafamiliar|de genero|de pareja)
| abuso (de (sustancias|alcohol|drogas|menores|ancianos|medicamentos)|infantil)
| maltrato (infantil|de menores|de ancianos|animal)
| violacion de (privacidad|normas?|la privacidad|la norma|politica*|reglas?|hipaa|datos|protocolo) | terapia fisica
| terapeuta fisic[oa] | (examen|educacion|actividad|condicion) fisic[oa] | examen fisico anual | fisico anual
| salud sexual | (infeccion*|enfermedad*) de transmision sexual | orden* verbal* | consentimiento verbal | no solo
| no solamente | no unicamente | no mas | no dej* de | no par* de
| sin (motivo*|razon|aviso|previo aviso|provocacion|causa|cita|permiso|consentimiento|parar) | dispar[oae] la alarma
| (disparo|disparos) la alarma | armas? de (juguete|doble filo) | animal* de peluche | sala de espera
| lista de espera | esper(a|ando) (resultados|su turno|cita) | pegar (etiqueta*|el cartel)
| pego (etiqueta*|el cartel) | picadura* | mordida de (insecto|arana|mosquito) | segui(r|miento)* | siguiente*
| echar a andar | se desarm* | mando (un )?mensaje | dar a luz | (muestra|muestras) de (sangre|orina|laboratorio)
| saco (cita|copia*|sangre|placa*|una cita) | tiro (a la basura|la basura) | reportad[oa] por (telefono|correo)
| avis(o|ado) por (telefono|correo) | otr[oa] (paciente*|emplead[oa]*|persona*)
| llamada* (a|de) (seguridad|la policia|emergencia*) | carta de (referencia|presentacion)
| llamo a (seguridad|la policia) | entre otr[oa]s
""",
    Sign.NO_ACT: """
simulacro* | capacitacion* | entrenamiento* | curso* | taller | politica* | folleto* | cuestionario* | tamizaje*
| evaluacion* de riesgo | riesgo de | antecedente* de | historial de | prevencion
| reporte (obligatorio|a (aps|cps|dcf))
""",
}
