"""The Spanish phrases of incident logs, by what they are a sign of; the notation is that of `phrases`."""

from collections.abc import Mapping

from incident_tracker.exchange.kinds.signs import Sign

STAFF = """
personal | empleado | empleada | empleados | empleadas | enfermer* | recepcionista* | guardia* | vigilante* | doctor
| doctora | medic[oa] | medicos | companer* | trabajador* | secretari[oa]* | cajer[oa]* | asistente* | supervisor*
| gerente* | interprete* | colega* | funcionari[oa]*
"""
PERSON = (
    STAFF
    + """
paciente* | visitante* | alguien | mi | me | le | les | nos | persona* | nin[oa]* | familiar | familiares
| una? persona | senor*
"""
)
THING = """
pared* | puerta* | mostrador* | escritorio* | mesa* | ventana* | ventanilla* | vidrio* | cristal* | silla* | mueble*
| basurero* | bote | computadora* | monitor* | pantalla* | teclado* | maquina* | impresora* | objeto* | cosa | cosas
| papel* | carpeta* | libro* | revista* | pluma* | boligrafo* | taza* | botella* | agua | cafe | planta* | zapato*
| bolsa* | baston* | muleta* | andadera | carro | carros | coche* | celular* | telefono* | caja* | piso | piedra*
| palo | palos | ladrillo* | juguete* | llaves
"""
PHRASES: Mapping[Sign, str] = {
    Sign.PERSON: PERSON,
    Sign.THING: THING,
    Sign.ASSAULT: """
agredi* | agrede* | agreda* | atac* | ataque* | violencia | violent[oa]* | asalt* | pelea* | pelear* | peleo | rina
| rinas | se (le )?fue encima | se (le )?abalanz* | se (le )?lanzo (sobre|contra) | embist*
""",
    Sign.AGGRESSION: "agresion | agresiones",
    Sign.ABUSE: "abuso | abusos | abusiv[oa]* | maltrat*",
    Sign.HARASSMENT: "acos[oa] | acosos | acosar | acosando | acosaron | hostigamiento | hostig* | bullying",
    Sign.CONDUCT: """
violencia (en el (trabajo|lugar de trabajo)|laboral) | incidente* | altercado* | conducta* | comportamiento* | evento*
| confrontacion* | disputa* | incidencia* | inapropiad[oa]* | inadecuad[oa]*
""",
    Sign.VERBAL: "verbal* | no fisic[oa]* | de palabra | palabras | solo palabras | oral | lenguaje | comentario*",
    Sign.PHYSICAL: "fisic[oa]* | fisicamente | corporal*",
    Sign.SEXUAL: "sexual* | sexualmente",
    Sign.IDENTITY: """
racial* | racista* | racismo | homofob* | transfob* | xenofob* | discrimin* | de odio | sexista* | machista*
""",
    Sign.THREAT: """
amenaz* | intimid* | amedrent* | extors* | chantaj* | coaccion* | coaccionar* | dijo que … iba* a | te voy a
| (lo|la|los|las|le|les) voy a
""",
    Sign.PROPERTY: "propiedad | contra objetos | a objetos | contra cosas | bienes",
    Sign.REMOTE: """
por telefono | telefono | telefonic[oa]* | llamada* | correo* | mensaje* | por escrito | escrit[oa]* | carta*
| en linea | redes sociales | internet | portal | buzon de voz | virtual* | electronic[oa]*
""",
    Sign.WORDS: """
grit[oa] | grito | gritos | grita* | gritar* | griteri* | insult* | palabrota* | malas palabras | groserias | groseria
| maldicion* | maldijo | maldec* | ofens[ai]* | ofend* | injuri* | vulgar*
| (lenguaje|palabras) (ofensiv[oa]|soe[zc]|abusiv[oa]|vulgar|inapropiad[oa]|obscen[oa])* | obscen* | burl* | humill*
| mento la madre | mentadas? de madre | (alzo|levanto|subio) la voz | vociferan* | apodo* | sobrenombre*
| (comentario*|chiste*) (racista*|ofensiv*|despectiv*|inapropiad*) | despectiv*
| tono (amenazante|intimidante|agresivo) | lisura*
| (llamada*|mensaje*|correo*) (ofensiv*|grosera*|de acoso|molesta*|acosador*)
""",
    Sign.HOSTILE: """
hostil* | hostilidad | acoso laboral | groser[oa] | groser[oa]s | maleducad[oa]* | enoj* | enfad* | enfurecid[oa]*
| furios[oa]* | molest[oa] | agresiv[oa]* | agresividad | alterad[oa]* | agitad[oa]* | irrespet* | falta* de respeto
| prepoten* | discusion* | discuti* | discut* | disturbi* | desorden | escandalo* | mala actitud | actitud
| mira* (feo|fijamente|amenazante) | impacien* | exigente* | se nego a (irse|salir) | no quiso (irse|salir)
| no se quiso ir | amenaz* con (demanda*|quejarse|reportar*|abogad*|una queja) | berrinche* | descortes* | malhumorad*
| confrontativ*
""",
    Sign.MENACE: """
(levanto|alzo|agito) (el|la|los|su) (puno|mano|punos) | puno* en alto | va a (pagar|arrepentir*)
| se (va|van) a arrepentir | ya (veras|vera|veran) | (lo|la|los|te) espero (afuera|a la salida) | se donde vive*
| cuida* la espalda | te va a pesar | (matarte|matarlo|matarla)
""",
    Sign.STRIKE: """
golpe | golpes | golpe[oa]* | golpear* | golpi* | peg[oa] | pegar* | pegaron | patad* | pate[oa]* | patear* | empuj*
| empell* | cachetad* | cacheteo | bofet* | abofet* | punetaz* | punet* | manotaz* | manotea* | manoteo | codazo*
| cabezazo* | rodillazo* | (dio|dieron|da) un golpe | trompad* | zape
""",
    Sign.FORCE: """
escup* | mord[ie]* | muerd* | aran[oa]* | aranazo* | rasgun* | jal* … (pelo|cabello|brazo) | jalone* | jalo | jalones
| tiro … (pelo|cabello) | tiron* de pelo | agarr* | sujet* | estrangul* | ahorc* | forceje* | acorral*
| (bloque*|tapo|obstru*) (el paso|la salida|la puerta|el camino) | no (la|lo|le|los|las|nos|me) dej* (salir|pasar|ir)
| secuestr* | inmoviliz* | zarande* | sacud* | pellizc* | retuv* | retener | tacle* | uso de (la )?fuerza
| fuerza fisica | arrastr*
""",
    Sign.THROW: "avent* | arroj* | lanz* | tir[oa] | tirar | tiraron | tirando | aventar*",
    Sign.BREAK: """
romp* | quebr* | destroz* | destru* | dano | danos | danar* | danad[oa]* | vandal* | portazo* | azot* | tumbo
| tumbar* | tumban* | volte[oa]* … (mesa|silla) | grafiti* | rayo (el|la) (carro|coche|pared|puerta)
| incendio provocado | incendiar* | prendio fuego | ponch* … llanta* | estrell*
""",
    Sign.SEXUAL_WORDS: """
se exhib* | exhibicionis* | exhibicion | se masturb* | masturb* | piropo* | insinua* | lasciv* | morbos* | desnud*
| se baj* … pantalon* | pornogr* | propuestas? indecorosa* | indecen* | (mostr*|ensen*) … (genital*|pene|partes)
| comentario* sexual*
""",
    Sign.SEXUAL_CONTACT: """
tocamiento* | manose* | nalgad*
| (toc*|agarr*|apret*) …… (seno*|pecho*|nalga*|gluteo*|genital*|pompis|pierna|entrepierna|partes) | violacion | violar
| violo | bes[oa]* a la fuerza | (la|lo) beso | beso forzado | contacto sexual | toqueteo*
""",
    Sign.STALKING: """
acech* | acosador* | merode* | (la|lo|me) (sigue|siguio|seguia|persig*) | sigu[ei]* a {staff}
| sigui[oe]* … (carro|coche|casa|estacionamiento) | persig* | persegu* | persecu*
| (esper[oa]|esperaba|esperando) a {staff} … (salida|afuera|estacionamiento|turno|trabajo)
| (la|lo|me) esper* (a la salida|afuera)
| (llamadas|mensajes) (repetid[oa]s|constantes|insistentes) (a|al) … (personal|casa|celular) | la busca en su casa
| fue a (su casa|casa de) | ronda* su (casa|carro)
""",
    Sign.SHOT_OR_STAB: """
disparo* | disparar* | disparando | balacer* | tiroteo* | balazo* | apunal* | acuchill* | punalada* | navajazo*
| tirador activo
""",
    Sign.WEAPON: """
arma | armas | armad[oa]* | cuchillo* | navaja* | pistola* | machete* | revolver | escopeta* | rifle* | bomba*
| explosiv[oa]* | tijera* | pistol* | arma u (otro )?objeto | gas pimienta
""",
    Sign.SHOWN: """
mostr* | muestra | saco | exhib* | ensen[oa]* | apunt* | portaba | port[oa] | traia | blandi* | robo a mano
""",
    Sign.ANIMAL: "perr[oa] | perr[oa]s | gato* | animal* | serpiente* | vibora* | mascota*",
    Sign.CONTACT: "contacto* | toc[oa] | tocar | tocaron | contacto fisico",
    Sign.INJURY: """
lesion* | herid* | hiri* | lastim* | moreton* | sangr* | fractur* | primeros auxilios | cortada* | esguinc*
| conmocion
""",
    Sign.SEVERE: """
hospitaliz* | al hospital | internad[oa]* | muerte de | muert[oa]* | fallec* | homicid* | asesin* | mato
| lesion* (grave*|seria*|severa*) | herid* (grave*|de gravedad) | inconsciente
""",
    Sign.NEAR_MISS: "casi accidente | cuasi incidente* | casi incidente | incidente evitado | cuasi | near miss",
    Sign.OTHER: """
autolesion* | amenaz* … (suicid*|matarse|lastimarse) | suicid* | intento suicid* | fuga* | se fugo | robo | robos
| robar* | hurt[oa]* | hurto | intoxicad* | borrach* | ebri[oa]* | alcohol* | drogad* | sospechos* | intrus*
| allanamiento | grab[oa] | graband* | grabacion* | filmand* | filmo | falsific* | receta* falsa* | otro | otra
| otros | otras | fraude*
""",
}
