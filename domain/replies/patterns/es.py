"""Spanish."""

from __future__ import annotations

from typing import Final

from domain.replies.patterns.language import Language

_THINGS = (
    r"(?:e-?mails?|mails?|correos?(?: electronicos?)?|mensajes?|mensajitos?|sms|textos?|notificaciones|llamadas?"
    r"|avisos?|boletines|boletin|newsletters?|publicidad|recordatorios?|informacion|contacto|comunicaciones"
    r"|comunicacion|whatsapps?|spam|ofertas|emails|invitaciones)"
)
_WRITE = (
    r"(?:escrib(?:an|a|as|ais|ir|irme|iendo|iendome|irnos)|contact(?:en|e|es|eis|ar|arme|ando|arnos)|envi(?:en|e|es"
    r"|eis|ar|arme|ando|arnos)|mand(?:en|e|es|eis|ar|arme|ando)|llam(?:en|e|es|eis|ar|arme|ando)|molest(?:en|e|es"
    r"|eis|ar|arme|ando)|notifi(?:quen|car|carme)|busquen|buscarme"
    r"|acos(?:en|e|ar|arme)|spamear(?:me)?|text(?:een|ear|earme)|insist(?:an|ir|iendo)|fastidi(?:en|ar|arme)"
    r"|hab(?:len|lar|larme)|comuni(?:quen|carse|quense)|jod(?:an|er|as)|pong(?:an|a)(?:se)? en contacto|volver a"
    r" (?:escribir|contactar|llamar)\w*|vuelv(?:an|a|as|ais) a (?:escribir|contactar|enviar|mandar|llamar"
    r"|molestar)\w*|record(?:en|ar))"
)
_SUCH = (
    r"(?:mas|sus|su|tus|tu|vuestros|vuestras|los|las|el|la|esos|estos|estas|esas|este|esta|de|del|otros|otras"
    r"|ningun|ninguna|tantos|todo|todos|todas|ningunos|nada|tipo|este tipo de|automaticos)"
)
_LIST = (
    r"(?:listas?(?: de (?:correos?|distribucion|contactos?|difusion|envio|mailing|candidatos))?|bases? de datos"
    r"|base|registros?|sistema|ficheros?|archivos?|newsletter|boletin|mailing|contactos|agenda|suscripcion"
    r"|directorio)"
)

ES: Final = Language(
    stop=(
        r"(?:dejen|deje|dejad|deja|dejenme|dejadme|dejame|paren|pare|parad)(?: (?:ya|por favor))* de estar (?:mand"
        r"|envi|escrib|llam|molest|ching|jod|fastidi|insist)(?:ando|iendo|endo)\w*(?: (?:con )?(?:(?:sus|tus|mas"
        r"|los|tantos) )*(?:mensajes|correos|sms|ofertas|mensajitos|llamadas|msjs?))?",
        r"(?:que )?no se me (?:envien?|manden?|contacte|llame|escriba|remitan?|moleste)(?: (?:ningun\w*|mas|otra"
        r"|otro|ninguna otra))*(?: (?:comunicacion|comunicaciones|mensajes?|correos?|informacion|ofertas?"
        r"|sms))?(?: mas)?",
        r"(?:les|le|os) (?:agradeceria|agradezco|ruego|pido|solicito|rogaria)(?: que)? (?:se abstengan|se abstenga"
        r"|os abstengais) de (?:contactar|escribir|enviar|llamar|mandar|remitir)\w*(?: (?:mas|nuevas|nuevos"
        r"|otras))?(?: (?:comunicaciones|mensajes|correos|ofertas))?",
        rf"(?:no|nunca|jamas|ya no)(?: (?:me|nos|quiero que me|deseo que me|hace falta que me|se))+ (?:{_WRITE})(?:"
        rf" (?:{_SUCH} )*(?:{_THINGS}))?(?: (?:mas|nunca|nunca mas|jamas|nunca jamas|otra vez|de nuevo|en el futuro"
        rf"|a este (?:numero|correo)|por (?:favor|sms|correo|mail)|con esto|gracias))*"
        rf"(?! (?:antes|despues|hasta|por la (?:tarde|manana|noche)|el (?:lunes|martes|miercoles|jueves|viernes)"
        rf"|durante|al trabajo|a mi trabajo|en|al|los|cuando|si|a (?:mi|la) (?:oficina|empresa)))",
        rf"(?:no|nunca) (?:vuelv(?:an|a|as|ais)|volver) a (?:escribir|contactar|enviar|mandar|llamar|molestar"
        rf"|ponerse en contacto)\w*(?: (?:{_SUCH} )*(?:{_THINGS}))?(?: (?:conmigo|nunca|mas|jamas))*",
        rf"(?:dej(?:en|e|a|ad|ar|es)|par(?:en|e|a|ad)|ces(?:en|e|ar)|basta|termin(?:en|e)|dejarme|dejenme"
        rf"|abstengan?se)(?: (?:ya|por favor|inmediatamente|ahora))* (?:de |con )?(?:(?:{_WRITE})|mandar(?:me)?"
        rf"|spam"
        rf"|acosar(?:me)?|insistir|llamar(?:me)?|molestar(?:me)?|dar la lata|darme la lata|fastidiar(?:me)?"
        rf"|tanto)(?: (?:{_SUCH} )*(?:{_THINGS}))?(?: (?:ya|mas))?",
        rf"(?:paren|pare|basta|cesen|detengan|suspendan|stop|fin|alto)(?: (?:de|con|a|los|las|el|ya|estos|esos|sus"
        rf"|tantos|todos|envio de|enviar))* (?:{_THINGS})",
        r"(?:(?:quiero|quisiera|deseo|solicito|pido|me gustaria|podrian|podria|pueden|puede|favor de|necesito"
        r"|prefiero|para|ruego|que me) )*(?:den|denme|deme|dad|dadme|dar|darme|dame|dar de|me den|me doy"
        r"|doy)(?:me)?(?: la)? de baja(?: (?:de|del|en|de la|a|mis|mi|inmediatamente)"
        rf"(?: (?:{_SUCH} )*(?:{_LIST}|{_THINGS}|datos|correo))?)*",
        rf"(?:(?:quiero|solicito|pido|deseo|tramiten|procesen|gestionen) )*(?:mi|la) baja(?: (?:inmediata"
        rf"|definitiva"
        rf"|de|del|en)(?: (?:{_SUCH} )*(?:{_LIST}|{_THINGS}))?)*(?= ?(?:$|[\n.!,]|por favor|gracias))",
        rf"(?:(?:quiero|quisiera|podrian|pueden|podria|puede|favor de|por favor|que me|deseo|solicito|pido|me|ruego"
        rf"|les pido que|y) )*(?:elimin|borr|quit|sac|remuev|remov|retir|suprim|saqu|quiten|excluy|tach"
        rf"|dese?n?suscrib|desinscrib|cancel)\w*(?:me|nos)?(?: (?:me|mi|mis|a|el|la|toda|todos|todas|mi nombre|mi"
        rf" correo|mi numero|mi email|mi telefono|mis datos|datos|correo|numero|nombre|telefono|email|y))*"
        rf" (?:de|del) (?:{_SUCH} )*(?:{_LIST}|{_THINGS})",
        r"(?:elimin|borr|suprim)\w* (?:(?:todos|toda|por favor|inmediatamente|de inmediato) )*(?:mis|mi)"
        r" (?:datos(?: personales)?|numero(?: de telefono)?|correo(?: electronico)?|informacion(?: personal)?"
        r"|telefono|contacto|email|cuenta|perfil)(?: (?:y|de|segun|conforme|inmediatamente|de inmediato|ya|por"
        r" completo|vuestra|su|base de datos|rgpd|personales|correo|telefono|mi))*(?= ?(?:$|[\n.!,]|por favor"
        r"|gracias|y no|y dej))",
        r"(?:dese?n?suscrib|desuscrib|desinscrib|dessuscrib|desapunt)\w*(?:me)?(?: (?:de|del)(?: \w+){1,4})?"
        r"|(?:quiero|deseo|quisiera|necesito) (?:desuscribir|dessuscribir|desinscribir)\w*|cancel(?:ar|en|o|e)"
        r" (?:mi |la |esta )?suscripcion",
        rf"(?:ya )?no (?:quiero|deseo|quisiera|autorizo|acepto|me interesa|necesito|queremos|estoy interesad[oa]"
        rf" en)(?: (?:seguir|volver a|que|ya|a|mas|seguir a))* (?:recib(?:ir|iendo)|tener|saber|que me|contacto|ser"
        rf"|me)?(?: (?:{_SUCH} |nada |mas )*(?:{_THINGS}|contactad[oa]|molestad[oa]|llamad[oa]|de ustedes|de"
        rf" vosotros|contacten|escriban|envien|llamen|manden|molesten|nada de ustedes))+(?: (?:mas|de (?:ustedes|su"
        rf" parte|vosotros)|por (?:sms|correo|mail|email|favor)|nunca))*",
        rf"no (?:mas|mandar|enviar|quiero mas|mande|manden|envien|envie)(?: (?:{_SUCH} )*(?:{_THINGS}))+|ni un"
        rf" (?:mensaje|correo) mas|ningun (?:mensaje|correo) mas|no mas(?: por favor)?(?= ?(?:$|[\n.!,]))",
        r"(?:dej(?:en|e|a|ad|ar)(?:me|nos)|me dej(?:en|a|e)|que me dejen|dejadme)(?: (?:ya|por favor))* (?:en paz"
        r"|tranquil[oa])|olvid(?:en|a|e|ad)(?:se|os)?(?: de)? mi(?: (?:numero|correo))?|olvidenme|olvidate de mi",
        r"(?:revoco|retiro|cancelo|anulo) (?:mi|el|todo) (?:consentimiento|autorizacion|permiso)(?: (?:y|para"
        r"|de)[^.!?\n]{0,50})?|me opongo al? (?:tratamiento|uso)[^.!?\n]{0,50}|ejerzo mi derecho (?:de|al?)"
        r" (?:supresion|olvido|oposicion|cancelacion)[^.!?\n]{0,40}",
        r"vete a la (?:mierda|verga)|vayanse a la \w+|vayase al diablo|largo|largense|a la mierda|no jodan(?: mas)?"
        r"|fuera de aqui",
        r"(?:preferiria|prefiero|agradeceria|agradezco|rogaria)(?: que)? (?:no|dejaran de|dejen de|no me|que"
        r" no)(?: me)? (?:escrib|contact|envi|mand|llam|molest|recib)\w*(?: (?:"
        rf"(?:{_SUCH} )*(?:{_THINGS})"
        r"))?(?: mas)?",
        r"no (?:contactar|escribir|llamar|molestar|enviar|mandar)(?:me)?(?: (?:mas|nunca mas))?(?= ?(?:$|[\n.!,]))",
        r"(?:no|ya no)(?: (?:me|nos))? (?:manden|envien|escriban|mande|envie|escriba|mandes|envies|escribas"
        r"|molesten|busquen)(?: (?:mas|ya|nada|nunca))+|no (?:quiero|deseo)(?: (?:ya|mas|saber|recibir|tener))*"
        r" nada(?: (?:mas|de ustedes|de vosotros|con ustedes|de esto))*|no (?:quiero|deseo) (?:esto|estar en (?:su"
        r"|esta|ninguna) lista|seguir en (?:su|esta) lista)",
        r"(?:olvid|borr|elimin|quit|suprim|pierd)\w*(?:se|me|nse|os)? (?:de )?(?:mi (?:numero|correo|nombre"
        r"|contacto|telefono|email)|mis datos|de mi)(?: (?:por favor|ya))*(?= ?(?:$|[\n.!,]|y))|(?:quiero|quisiera"
        r"|deseo|pido|solicito|necesito) (?:salir|salirme|que me (?:borren|quiten|eliminen|saquen|den de baja)|ser"
        r" (?:eliminad[oa]|borrad[oa]|dad[oa] de baja))(?: (?:de|del)(?: \w+){1,3})?",
        r"(?:les |os |le )?(?:prohibo|exijo|ordeno)(?: que)? (?:no )?(?:me )?(?:sigan|vuelvan|contact\w*|escrib\w*"
        r"|dejen de)(?: \w+){0,4}|(?:paren|basta|cesen|dejen|stop|terminen)(?: (?:ya|de una vez|por favor|con|de|el"
        r"|este|esta|tanto|tanta|todo))+ ?(?:acoso|spam|insistencia|bombardeo|molestar|esto|eso|hostigamiento)?",
        r"(?:sin|nada de|no quiero|no envien|no manden) (?:mas )?(?:mensajes(?: de texto)?|sms|correos|e-?mails"
        r"|llamadas)(?: (?:por favor|gracias))*|que (?:me (?:deis|den|de|borren|eliminen|quiten|saquen)|no me"
        r" (?:contacten|escriban|envien|llamen|molesten)|dejen de (?:escribirme|contactarme|llamarme|molestarme"
        r"|enviarme))(?: (?:de baja|de (?:la|su|esta) lista|mas|de (?:la|su) base de datos|mensajes|correos|sms))*"
        r"|no (?:ser|seguir siendo) (?:contactad[oa]|molestad[oa]|llamad[oa])(?: mas)?|(?:cese|fin) (?:de|del|a)"
        r" (?:toda )?(?:comunicacion|contacto|mensajes|envios)\w*",
    ),
    alone=(
        r"stop|baja|bajas|paren|pare|para ya|parad|basta|basta ya|ya basta|ya paren|paren ya|parar"
        r"|darse de baja|dar de baja|darme de baja|de baja|desuscribir|desuscribirme|desuscribirse|eliminar"
        r"|borrenme|eliminenme|quitenme|saquenme|borrame|eliminame|quitame|sacame"
        r"|no mas (?:mensajes|correos|sms|textos|llamadas)|no mas|no (?:mensajes|llamar|molestar|contactar)|fuera"
        r"|no escriban|no molesten|no molestar|dejen de escribir|ya no",
        r"ya dejenme|dejenme|dejame|dejenme ya|ya dejame|nunca mas|no mas contacto|sin contacto|borrarme|eliminarme"
        r"|quitarme|sacarme|no contactar|ya no mas|ya fue|ya no por favor|no me interesa ya|stop ya|paren de"
        r" escribir|no insistan|no insista|ya paren por favor|olvidenme",
    ),
    alone_in_texts=(r"cancelar|alto|fin|salir|quitar|cancela|cancelen|borrar|terminar|anular",),
    doubt=(
        r"stop|(?:dej(?:en|e|ad|a|ar)|par(?:en|ad|ar)|ces(?:en|ar)) (?:ya )?de|basta|paren|de baja|(?:mi|la)"
        r" baja(?! (?:medica|por|maternal|laboral|paternal|temporal))|desuscri\w*|dessuscri\w*|suscripcion",
        rf"(?:no|nunca|jamas)(?: \w+){{0,3}} (?:{_WRITE})(?: mas)?|(?:no|nunca) vuelvan?",
        rf"(?:demasiad[oa]s|tant[oa]s|menos|hart[oa] de|cansad[oa] de|muchos|suficientes) (?:{_SUCH} )*(?:{_THINGS}"
        rf"|que)|hart[oa]|cansad[oa] de (?:sus|tus|que|recibir|tantos)",
        r"(?:elimin|borr|quit|saqu|sac|remuev|retir|suprim)(?:en|e|ar|ad|a)?(?:me)(?: de)?|(?:elimin|borr|quit|saqu"
        r"|sac|suprim)\w* (?:mi|mis|todos mis) (?:datos|numero|correo|nombre|telefono|informacion|contacto|email)"
        r"|supresion de|(?:su|sus|la|vuestra|esta) (?:lista|listas|base de datos)",
        r"en paz|acos\w+|spam\w*|molest(?:en|ando|an|ar|ia|ias|o|os)|rgpd|lopd|proteccion de datos|derecho al"
        r" olvido|consentimiento|abogado|denunci\w+|fastidi\w*|insoportable|pesad[oa]s",
        r"(?:como|donde|de donde|quien)(?: \w+){0,4} (?:mi (?:numero|correo|telefono|contacto|email)|mis datos)"
        r"|numero equivocado|persona equivocada|se equivoc\w*|equivocad[oa] de (?:numero|persona)|(?:quien|quienes)"
        r" (?:es|son|eres)(?: (?:usted(?:es)?|tu))?|por que (?:me|sigo|siguen|sigues|insisten)|no los conozco|no se"
        r" quien",
        r"no (?:me |estoy |tengo )?(?:interesa|interes|interesad[oa])(?! (?:en (?:el|la|un|una)? ?(?:teletrabajo"
        r"|turno|horario|jornada)))|ya no (?:quiero|deseo|escriban|me)|no (?:quiero|deseo|quisiera) (?:seguir"
        r"|recibir|saber|que me|mas|nada)(?! (?:molestar|insistir))",
        r"nunca (?:me )?(?:inscribi|suscribi|aplique|postule|autorice|pedi|solicite|di mi)|bloque(?:ar|o|ado|are)"
        r" (?:este|su|el numero|los)|mierda|carajo|joder|chingad\w*|pinche\w*",
        r"(?:menos|demasiado|tan) (?:seguido|frecuente\w*|a menudo|insistentes?)|(?:todos los dias|cada dia|a cada"
        r" rato|cada rato)[^.!?\n]{0,30}(?:mensaje|correo|escrib|sms|llam)\w*|insist\w+|pesad(?:o|a|os|as|ez)"
        r"|bombarde\w*|satur(?!day)\w*|invad\w*|agobi\w*|hostig\w*|mi privacidad|mi intimidad|(?:este"
        r"|ese) (?:no es|ya no"
        r" es) (?:el|mi) (?:numero|telefono|correo)(?: de \w+)?|no soy (?:ana|maria|la persona|quien)|aqui no vive"
        r"|no conozco a (?:ningun|ninguna)|(?:tema|asunto|capitulo) (?:cerrado|zanjado|terminado)|otra vez ustedes"
        r"|que (?:pesad|molest|lata|fastidio|hartazgo)\w*",
        r"(?:dejemoslo|mejor lo dejamos|ahi lo dejamos)(?: (?:aqui|ahi|estar|por la paz))*|(?:no (?:recuerdo|me"
        r" acuerdo)) (?:haber|de|que)|(?:quien|quienes) (?:les|os|te|le) (?:dio|ha dado|dieron)|que es esto|que son"
        r" estos|ya estuvo (?:bien|bueno|suave)|no (?:los|les|os|lo) (?:conozco|he (?:pedido|autorizado))|no"
        r" (?:autorice|pedi|solicite|di permiso)|estoy (?:hart|cansad|aburrid|fastidiad)[oa]\w*",
        r"(?:prefiero|preferiria|quisiera|me gustaria|agradeceria)(?: \w+){0,4} (?:no|menos|dejar)(?: \w+){0,4}"
        r" (?:recib\w*|contact\w*|mensajes?|correos?|sms|escrib\w*|llam\w*|molest\w*|avis\w*)|(?:sacar|quitar"
        r"|borrar|eliminar|salir|sacarme|salirme|quitarme|darme)(?:me)? (?:de (?:su|la|esta|esa|aqui|tu|vuestra)|de"
        r" baja)",
        r"(?:escrib|contact|mand|envi|llam)\w*(?:me)? (?:menos|demasiado|tanto|mucho|a cada rato)|hasta cuando"
        r" (?:van|vais|me|piensan|seguir\w*|va)|(?:pense|crei|pensaba|creia)(?: \w+){0,5} (?:baja|borrado|eliminado"
        r"|cancelado|desuscrito)|ya (?:habia |les |os |le )?(?:pedi|dije|pedido|dicho)(?: \w+){0,4} (?:no|baja"
        r"|dejar\w*|stop|borr\w*)|(?:se )?equivocan|(?:van|son|ya van)(?: ya)? (?:muchos|demasiados|tantos)|por que"
        r" (?:recibo|me llegan|sigo)|no (?:estoy )?busc(?:o|ando) (?:trabajo|empleo)|me incomod\w*|no (?:me gusta"
        r"|me parece bien) que",
        r"(?:no (?:hace|hara) falta|no es (?:necesario|preciso)|no (?:tienen|teneis|tiene) (?:que|por que)|sin"
        r" necesidad de|innecesario|no se molesten? en|ahorrense|ahorraos)(?: ya)?(?: que)?(?: me)? (?:vuelvan? a "
        r"|volver a |sigan? |seguir )?(?:contact|escrib|envi|mand|insist)\w*\b(?! (?:el|la|los|un|una|mi|copia|nada"
        r" antes))",
        r"(?:agradec|rog|rueg|solicit|les invit|exij|exig|pido que|les pido|le pido|os pido)\w*(?: (?!disculp"
        r"|perd)\w+){0,4} (?:no |dej|ces|se abst|abst|suprim|elimin|interrump|suspend|retir|borr|exclu)\w*(?:"
        r" \w+){0,5} (?:contact|mensaj|correo|comunicacion|envio|escrib|list|base|fichero|datos|llam|notific"
        r"|ofert)\w*|abst(?:eng|ener)\w* de|(?:dar|poner|pongan|den) (?:fin|termino) a (?:los|las|sus|estas?|estos"
        r"|toda|tanto)",
        r"no (?:deseo|quiero|quisiera|autorizo|necesito|busco|quieren)(?: \w+){0,3} (?:recib\w*|comunicacion\w*"
        r"|mas (?:ofertas|mensajes|correos|avisos|vacantes|msjs?))|mi (?:numero|correo|telefono|contacto|nombre)"
        r" (?:no sea|no se (?:use|utilice)|deje de|sea (?:borrado|eliminado|retirado|dado de baja))|no (?:figurar"
        r"|aparecer|estar|constar|seguir) (?:mas )?en (?:su|sus|esa|esta|ese|vuestr\w+) \w+",
        r"(?:sac|saqu|quit|borr|elimin|retir|baj|tach)(?:ar|en|e|a|ad|ame|arme|enme|eme|ais|ais) (?:ya |por favor"
        r" )?(?:de (?:ahi|alli|aqui|ese|esa) )?(?:mi|mis) (?:cv|curriculum|curriculo|hoja de vida|perfil|ficha|num"
        r"|tel|cel\w*|movil|whats\w*|datos)(?! (?:antigu|anterior|viej|que|para|del trabajo|personal(?! )))",
        r"(?:me (?:\w+ )?(?:sac|saqu|quit|borr|elimin|baj|tach)\w*|(?:sac|saqu|quit|borr|elimin|baj|tach)\w*me"
        r"|dar\w* de baja|me dan de baja|me (?:dais|den) de baja) (?:ya )?de (?:ahi|alli|aqui|esto|eso|ese|esa"
        r"|est[ea]|su|sus|la lista|vuestr\w+|todo)|(?:sal|salir)(?:go|me)? de (?:su|esta|esa|la|vuestra) (?:lista"
        r"|base|grupo)",
        r"dej\w*(?:me|nme|nos)?(?: (?:ya|por favor))* de (?:estar )?(?:mand|envi|escrib|llam|molest|ching|jod"
        r"|insist|bombarde|acos|fastidi|spam)\w*|(?:demasiad|tant|much|hart|much)[oa]s? (?:de )?(?:msjs?|mjs"
        r"|mensajitos|ofertas|vacantes|avisitos)|no mas (?:msjs?|mjs|mensajitos|avisos|ofertas|vacantes)",
        r"(?:sms|mensajes?|msjs?|correos?|whats\w*|llamadas?|escrib\w*|llam\w*|mand\w*)(?: \w+){0,2} a (?:las"
        r" )?(?:2[1-3](?:[:.h]\d*)?|medianoche|estas horas|esas horas|doce de la noche|(?:1|2|3|4|5|6|una|dos|tres"
        r"|cuatro|cinco) de la (?:madrugada|noche))|(?:falta|faltan) (?:de|al) respeto|a estas horas|es (?:una"
        r" )?broma|me estan vacilando|no (?:se|os) cansan?|no os cansais|nunca se cansan|que pesadilla|vaya"
        r" (?:tela|plaga|insistencia)|que verguenza|es el colmo|ya es el colmo",
        r"(?:^|(?<=[.!?¿¡\n]) ?)(?:otra|otro|y otra|y otro|que|ay|uf|pff+)? ?(?:otra|otro) (?:oferta|vacante"
        r"|mensaje|msj|correo|sms|mensajito|aviso)(?! (?:que|cita|entrevista|para|con|de mi|distint|mas (?:cerca"
        r"|adelante)))|otra vez (?:lo mismo|con (?:lo mismo|esto|ofertas|la misma)|ustedes|vosotros|el mismo|la"
        r" misma)|ya (?:estamos|estan|estais) (?:otra vez|de nuevo)|y dale|dale que dale|erre que erre|que cruz",
        r"(?:oferta|mensaje|correo|sms|aviso|vacante|msj)(?: \w+)? (?:numero|num|n.) (?:veinte|treinta|cien|mil"
        r"|quince|diez|cincuenta|cuarenta|enesim\w*)|(?:tercer|cuart|quint|sext|decim|enesim)\w* (?:mensaje|correo"
        r"|sms|oferta|aviso|msj|vez que me)|(?:\d+|tres|cuatro|cinco|seis|siete|ocho|diez|veinte|mil) (?:mensajes"
        r"|correos|sms|ofertas|avisos|llamadas|msjs) (?:en (?:una|un|dos|tres|\d+)|al (?:dia|mes)|por (?:dia"
        r"|semana)|hoy|esta (?:semana|manana)|seguid\w+|diari\w+|llevo|llevan|ya)|cuant[oa]s (?:mensajes|correos"
        r"|sms|veces (?:mas|tengo|hay|les|os|voy))",
        r"(?:que (?:alegria|ilusion|maravilla|gracia|sorpresa|emocion)|felicidades|enhorabuena|genial|fantastico"
        r"|bravo)(?:,|\.|!| )+(?:otra (?!vez)|otro|la oferta (?:numero|n)|una (?:oferta|vacante) mas|un (?:mensaje"
        r"|correo) mas|por la insistencia)|asi da gusto|ni una (?:sola|triste) (?:llamada|respuesta)",
        r"(?:es|eres|hablo con|son|sera|seran|escribe)(?: \w+){0,2} (?:un |una )?(?:robot|bot|maquina|ia)(?="
        r" ?(?:\?|$|o |que |,))|(?:robot|bot)s?\?|(?:mensaje|envio|respuesta) automatic[oa]s?\?|(?:(?:les|os|le"
        r"|te) )?pagan? por (?:cada )?(?:mensaje|correo|sms|msj|escribir)|cobran? por (?:cada )?(?:mensaje|correo"
        r"|sms)",
        r"(?:acaso|siquiera|de verdad|alguna vez|al menos)(?: \w+){0,3} (?:le|mir|revis|leid)\w*(?: \w+){0,2}"
        r" (?:perfil|cv|curriculum)|(?:leen|leeis|miran|mirais|revisan|lee) (?:\w+ )?(?:los |el )(?:perfiles"
        r"|perfil|curriculums|cvs?)|nada que ver con(?: lo)? (?:mi|mio|migo)|que tiene que ver con(?: lo)? (?:mi"
        r"|mio)",
        r"(?:quien|quienes|de donde|como|por que)(?: \w+){0,4} (?:dio|dado|dieron|paso|pasado|pasaron|facilit\w*"
        r"|consig\w*|conseg\w*|obtuv\w*|obten\w*|sac\w*|tien\w*|ten\w*|vend\w*|encontr\w*|hic\w*)(?: \w+){0,2}"
        r" (?:mi|mis|este|este mi) (?:numero|num|tel\w*|cel\w*|movil|correo|mail|email|datos|contacto|whats\w*)|no"
        r" (?:recuerdo|me acuerdo|me suena)(?: de)? haber\w*|no me (?:suena|suenan) (?:de nada|haber\w*|su empresa"
        r"|ustedes)",
        r"parenle|parale ya|le[iy]\w*(?: \w+){0,3} (?:siquiera|al menos|acaso)|(?:1[012]|9|11) de la noche(?:"
        r" \w+){0,3} (?:mensaje|correo|sms|msj)|(?:mensaje|correo|sms|msj)s?,? (?:en serio|de verdad)|ya (?:les "
        r"|os |le )?(?:dije|he dicho|dijimos) que no|no insist\w+",
        r"(?:^|(?<=[.!?\n]) ?)(?:no |bueno |mira |miren )?(?:dejalo|dejenlo|dejelo|dejadlo|olvidenlo|olvidalo"
        r"|olvidelo|olvidense)(?! (?:en|con|sobre|a))",
        r"(?:no|sin) (?:les |os |le )?(?:autoriz\w+|doy (?:permiso|mi permiso|autorizacion))|(?:digo|dije|repito"
        r"|respondi|dicho) que no(?! (?:a|al|se|hay|es|ten\w+|pued\w+))|ya no (?:requiero|necesito|preciso|quiero"
        r"|uso)(?: \w+)? (?:servici\w*|ayuda|nada"
        r"|vacantes|ofertas|avisos|mensajes|trabajo)|(?:pasad|pas)\w*(?: \w+)? (?:de la raya|los limites|el limite"
        r"|de castano)|no me (?:inscribi|apunte|registre|suscribi|postule|he (?:inscrito|apuntado|registrado))"
        r"|siempre (?:lo mismo|los mismos|la misma)|en que idioma|como (?:se|os|te) lo (?:digo|tengo que decir"
        r"|explico)|(?:son|es) (?:las|la) (?:\d+|una|dos|tres|cuatro|cinco|seis) de la (?:madrugada|noche)|como"
        r" (?:salgo|me salgo|hago para salir|me borro|me quito)|(?:ya )?no (?:mas )?por (?:mensajes?|sms|whats\w*"
        r"|texto)",
        r"(?:retir|elimin|borr|quit|sac|suprim)\w* (?:toda )?(?:mi|mis) (?:informacion|datos|nombre|contacto"
        r"|registro|perfil|cuenta)|pesadit\w*|pesadilla|plastas?|latos[oa]s?|cansin[oa]s?|que (?:ganas de|manera"
        r" de) (?:molest|jod|fastidi)\w*|me (?:tienen|teneis|tiene) (?:hart|frit|hasta)\w*|hasta (?:la coronilla"
        r"|las narices|los huevos|el gorro|la madre)|larguense|vayanse|a otro con|ya (?:parale|estuvo|cansan|cansa"
        r"|aburren|aburre)",
    ),
    refusal=(
        r"(?:no |gracias |pues )?(?:va a ser que no|ni de broma|que va|no me convence|asi esta bien|asi estoy bien"
        r"|estoy bien asi|no lo veo|dejenlo|dejadlo|dejalo estar|dejelo|dejelo asi|dejenlo asi|dejalo asi|lo dejo"
        r"|no es lo que busco|no me cuadra|no me compensa|no me va|no me sirve|ni loc[oa]|ni pensarlo|ni lo suenen"
        r"|de ninguna manera|conmigo no cuenten|yo paso|paso del tema|no es mi tema|olvidense|olvidese|olvidaos|ya"
        r" no importa|ya da igual|sin interes|cero interes|no va a poder ser|no interesad[oa]|no me llama)(?:"
        r" gracias| ya)?",
        r"suficiente|ya estuvo|no|no gracias|no,? muchas gracias|gracias,? (?:pero )?no|no me interesa|no estoy"
        r" interesad[oa]|no interesa|no tengo interes|ya no|no quiero|nada|nunca|olvidalo|olvidenlo|paso|no es para"
        r" mi|para nada|no por ahora|ahora no|de momento no|no hace falta|no necesito nada|mejor no|nop|nel",
        r"ya no hace falta|dejalo|dejemoslo(?: asi)?|lo dejamos|mejor lo dejamos|no me interesa la verdad|ni hablar"
        r"|en absoluto|no aplica|no insistan|no procede|gracias pero paso|paso gracias|no va conmigo|no es lo mio"
        r"|demasiado tarde|ya es tarde|ya para que|mejor olvidalo",
        r"otra vez|otra vez no|de nuevo|ay no|uy no|que no|no no|ya no mas|mejor no gracias|prefiero que no"
        r"|preferiria que no",
        r"mil veces no|no y no|no y punto|que no y que no|no es no",
    ),
    harmless=(
        r"(?:parada|paradas)(?: \w+)?|(?:bus|tren|metro|autobus|camion|tranvia)(?: \w+){0,2} (?:para|se detiene"
        r"|paran)|(?:non|sin) ?-?(?:stop|parar)|auto-?stop|stop[ -]motion|senal de stop",
        r"(?:de|por|una|la|mi|estoy de|estar de|estuve de|estare de|sigo de|esta de) baja(?: (?:medica|por"
        r" (?:enfermedad|maternidad|paternidad|accidente|lesion)|maternal|paternal|laboral|temporal|hasta|desde"
        r"|maternidad|paternidad|este|esta|y|pero|la|el|del|en mi|en el|,))+|(?:mas|muy|planta|calidad|la planta"
        r"|temporada|en voz|parte) baja|(?:estoy|estare|estaba|sigo|estuve) de baja|baja(?:r|da|s|ba|mos|n|do) "
        r"|baja (?:california|por (?:enfermedad|maternidad|paternidad|ansiedad|accidente)|tension|presion|medica"
        r"|maternal|voluntaria)",
        r"(?:carne|mas|muy|el|es|tan|nivel|de|un|en lo) alto(?: \w+)?|alto (?:nivel|rendimiento|standing|cargo|el"
        r"|en)|(?<!no es )para (?:el|la|los|las|mi|que|una|un|ser|ver|poder|hablar|confirmar|mas|ello|eso|saber"
        r"|nada|trabajar"
        r"|mi|ti|usted|ustedes|cuando|manana|hoy)",
        r"(?:no|nunca|sin|no puedo|no pienso|no voy a|no quiero|jamas) (?:he |me |puedo |voy a |quiero |dejar?e? "
        r"|pienso )*(?:dejad[oa]|dej[oea]|dejar|parar|paro|parado|dejare)(?: (?:de )?[^.!?\n]{0,25})?",
        r"(?:dej[eoa]|dejar|dejare|deje|dejamos|he dejado|deja) (?:de )?(?:trabajar|fumar|estudiar|mi (?:trabajo"
        r"|puesto|empleo)|el (?:trabajo|puesto|curso)|la (?:empresa|universidad)|un mensaje|mi (?:cv|curriculum"
        r"|telefono|numero|correo|contacto)|pensar|aqui|claro|el cv|adjunto|constancia|recado|buscar)(?: \w+)?"
        r"|(?:me|nos) dej(?:a|an|e) (?:pensar\w*|claro|ver|saber|tiempo|hablar|entrar|elegir|salir)",
        r"(?:no|por favor no) (?:me )?(?:den|demos|elimin|borr|quit|saqu|sac|retir|cancel)\w*(?:me)?(?: (?:de baja"
        r"|de la lista|del proceso|de|todavia|mi|la|el))*",
        r"(?:elimin|borr|quit|sac|retir|saqu|cambi|ignor|reemplaz|actualiz|descart)\w* (?:(?:por favor|el|la|los"
        r"|las|mi|mis|ese|esa|un|una|este|esta) )*(?:antigu[oa]|anterior|primer[oa]?|segund[oa]|ultim[oa]|viej[oa]"
        r"|duplicad[oa]|foto\w*|archivo|adjunto|documento|version|(?:cv|curriculum)(?! ?(?:$|[.!?\n,]|por favor|ya"
        r"|de (?:ahi|alli|aqui|su|la base|la lista|vuestra|esa)))|carta|errata|error|linea|pagina"
        r"|coma|espacio|cita|reunion|fecha|mensaje|correo anterior|hora|seccion|frase|apellido|acento)(?:"
        r" \w+){0,3}",
        r"(?:mi|el|la) (?:numero|telefono|foto|direccion|nombre|fecha de nacimiento|correo)(?: de telefono)? (?:del"
        r"|de mi|en el|en mi|de la) (?:cv|curriculum|perfil|documento|formulario|carta|solicitud)|(?:quit|elimin"
        r"|borr)\w* [^.!?\n]{0,30} (?:del|de mi) (?:cv|curriculum|perfil|documento|formulario)",
        r"(?:no|mejor no|por favor no)(?: me)? (?:llam|escrib|contact|envi|mand|molest)\w* (?:antes|despues|hasta"
        r"|por la (?:tarde|manana|noche)|el (?:lunes|martes|miercoles|jueves|viernes|sabado|domingo)|los|durante|al"
        r" trabajo|a(?:l| mi| la) (?:trabajo|oficina|empresa|correo (?:del|de la|antiguo|corporativo|de trabajo)"
        r"|direccion|telefono (?:del|fijo)|fijo|numero (?:antiguo|del trabajo|viejo|anterior)|jefe|actual|correo"
        r" del trabajo)|en (?:horario|la manana|horas)|entre|a las|cuando|si|manana|hoy|esta (?:tarde|manana"
        r"|semana)|tan|mientras|a mis referencias|a mi (?:actual|empresa|jefe))(?: \w+)?",
        r"no (?:duden?|dudes|dude)(?: en (?:\w+))?|(?:perdon|disculp\w+|siento|espero no|no quiero|no queria|sin"
        r" animo de|lamento|quisiera no|perdonen)(?: \w+){0,3} (?:molest\w*|insist\w*|la molestia|las molestias|ser"
        r" pesad[oa])|(?:si no es|no es|ninguna|sin) molestia|por las molestias|la molestia",
        r"(?:no|aun no|todavia no|nunca|tampoco)(?: (?:me|he|ha|hemos|nos|les|han))* (?:recibid[oa]|recib[io]"
        r"|llegad[oa]|llego|llega|visto|encontrad[oa]|encuentro|tengo|tenido)(?: (?:el|la|los|su|ningun|ninguna|mas"
        r"|aun|todavia))?(?: \w+)?",
        r"no (?:tengo|hay|quedan|necesito) mas (?:preguntas|dudas|tiempo|informacion|comentarios|cambios)|(?:mas"
        r"|sin mas) (?:preguntas|informacion sobre|detalles|tiempo|dudas|adelante|tarde|temprano)|(?:recibir|saber"
        r"|tener|necesito|quisiera|quiero|podria|me gustaria) mas (?:informacion|detalles|datos|noticias)",
        r"(?:en|a) (?:la |mi |el )?(?:carpeta de |bandeja de |correo )?(?:spam|correo no deseado)|carpeta de spam"
        r"|anti-?spam|filtro de spam|(?:curso|formacion|proyecto|experiencia|cumplimiento|normativa|conocimientos"
        r"|certificado|auditoria)s?(?: \w+){0,4} (?:rgpd|lopd|proteccion de datos|newsletters?|acoso|spam)"
        r"|(?:firmad[oa]|adjunto|relleno|rellenado|formulario)(?: \w+){0,3} (?:consentimiento|proteccion de datos"
        r"|rgpd)|consentimiento (?:firmado|adjunto|informado)|abogad[oa] (?:en|de|especialista|laboralista|junior"
        r"|senior)|despacho de abogados",
        r"no (?:me interesa|estoy interesad[oa] en)(?: (?:el|la|un|una|los|las|en))* (?:turno|teletrabajo|horario"
        r"|jornada|media jornada|remoto|practicas|temporal|nocturno)[^.!?\n]{0,30}",
        r"(?:anad|agreg|incluy|manten|dej|pon|apunt|inclu)\w*(?:me)?(?: \w+){0,2} (?:en|a) (?:su|la|vuestra|sus|una"
        r"|esta) (?:lista|base)\w*|lista de (?:espera|documentos|la compra|preguntas|requisitos|tareas|referencias"
        r"|candidatos|precios)",
        r"(?:cancel|mov|aplaz|pospon|reprogram)\w* (?:la|el|mi|nuestra|esta) (?:cita|entrevista|reunion|llamada"
        r"|sesion|videollamada)|(?:dice|pone|responder|responda|contestar|palabra|texto|envie|enviar|mensaje con"
        r"|escribir)(?: \w+){0,2} [\"'“«]?(?:stop|baja|alto)[\"'”»]?(?: para[^.!?\n]{0,30})?|fin de (?:mes|semana"
        r"|ano|curso|contrato)|a fin|por fin|en fin|al fin|fines|basta con|para (?:salir|cancelar) (?:de|del)|salir"
        r" (?:de|del|a|antes|con|en)",
        r"(?:descansar|descanse|descansa) en paz|(?:como|donde) (?:puedo|debo|encuentro|encontraron|llego|esta"
        r"|queda)|quien (?:es|sera) (?:mi|el|la)|quien (?:me|va a) (?:entrevista|recibe|recibira)\w*|persona de"
        r" contacto|bloque(?:ar|o|ado|e) (?:la|mi|el|en|esa) (?:agenda|fecha|hora|hueco|manana|tarde|calendario)",
        r"no (?:quiero|deseo) (?:perder|dejar pasar|molestar|insistir|retirar|cancelar|parecer|presionar"
        r"|dejar)[^.!?\n]{0,30}",
        r"(?:di|puse|escribi|anote|envie|mande|di el|he dado|he puesto)(?: \w+){0,4} (?:numero|correo|telefono"
        r"|direccion)(?: \w+)? (?:equivocad[oa]|incorrect[oa]|mal)|(?:sin|ninguna|no tengo) dudas?|si no me"
        r" equivoco",
        r"(?:no|nunca)(?: me| nos)? dej(?:en|es|eis|e|ais|ad)(?: (?:de|por favor))*[^.!?\n]{0,30}|(?:me|nos|le"
        r"|les) (?:dieron|dio|di|han dado) de baja(?: (?:en|de|del|como))? ?(?:(?:la|el|los|mi) )?(?:empresa|paro"
        r"|gimnasio|sepe|autonom\w*|trabajo|seguridad social|colegio)?|(?:darme|dar\w*|di) de baja (?:de|en|como"
        r"|del) (?:(?:la|el|los|mi) )?(?:autonom\w*|empresa|mutua|universidad|seguridad social|paro|gimnasio|sepe"
        r"|curso|colegio|otro|contrato)",
        r"(?:linea|enlace|boton|tasa|proceso) de (?:cancelar|cancelacion de|baja)(?: \w+)?(?: quedo| queda)?"
        r"|cancelar suscripcion (?:qued|en|deb|va)\w*|\"?basta de [\w ]{3,30}\"|no me (?:llame[sn]?|escriba[ns]?"
        r"|mande[sn]?|marque[sn]?)(?: nada)? (?:ahora|ahorita|hoy|todavia|en este momento|al trabajo|de"
        r" noche)[^.!?\n]{0,30}",
        r"(?:turno|jornada|horario|sueldo|zona|nocturno|fin de semana|fines de semana|noche|noches)(?: \w+){0,3}"
        r" (?:no|ya no) me (?:interesan?|convienen?|vienen?|sirven?|cuadran?)|no me (?:interesan?|convienen?)"
        r" (?:el |la |los |las )?(?:noche|turno|jornada|horario|fines? de semana)\w*|insist\w+ en (?:que|mi"
        r" interes)",
        r"no (?:hace|hara) falta que me \w+ (?:el|la|los|las|un|una) (?!mensaj|correo|oferta|vacante|sms)\w+",
        r"no (?:puedo|podre|podia|pude|he podido|pudimos|alcance a)(?: \w+)? (?:habl|escrib|llam|contact|envi|mand"
        r"|comunic|contest|atend)\w*(?: \w+){0,3}",
        r"suscripcion (?:al?|de|del) (?:gimnasio|netflix|revista|periodico|luz|club)|(?:llev|gestion|tramit"
        r"|atend)\w*(?: \w+)? (?:bajas|quejas|reclamaciones|suscripciones)",
    ),
    greetings=(
        r"(?:hola|buen(?:os|as) (?:dias|tardes|noches)|buenas|buen dia|estimad[oa]s?|querid[oa]s?|apreciad[oa]s?"
        r"|saludos|hi|hello)(?: (?:a todos|equipo|senores|senor|senora|sr\.?|sra\.?))*",
    ),
    closings=(
        r"(?:un )?(?:cordial )?saludos?(?: cordiales?| cordial)?|atentamente|atte|gracias|muchas gracias"
        r"|cordialmente|un abrazo|abrazos|adios",
    ),
    courtesy=(
        r"(?:muchas |mil |muchisimas )?gracias(?: (?:por (?:todo|su (?:tiempo|comprension|interes|ayuda|mensaje)|la"
        r" (?:oferta|informacion|oportunidad)|el (?:mensaje|interes)|tu \w+)|de antemano|de todas formas|igualmente"
        r"|anticipadas|y|pero|a todos))*",
        r"por favor|porfavor|porfa|porfis|xfa|xfavor|plis|ya|ahora|inmediatamente|de inmediato|lo siento|perdon|ok"
        r"|vale|si|y|pero|tambien|entonces|pues|de verdad|en serio|simplemente|solo|les pido|os pido|le pido|se lo"
        r" pido|de una vez|de nuevo|otra vez|cuanto antes|lo antes posible|hombre|oigan|oye|mira|senores|amigo|a"
        r" todos|desde ya|ahora mismo|nada|disculpe|a partir de ahora|en el futuro|con urgencia|bueno",
        r"(?:podrian|podria|pueden|puede|podeis|puedes|podrias)(?: (?:ustedes|usted|por favor))*|(?:les|le|os|te)"
        r" (?:pido|ruego|solicito|agradeceria|exijo)(?: que)?|(?:quiero|quisiera|deseo|solicito|pido|exijo|ruego"
        r"|necesito|espero|me gustaria)(?: que)?|que|yo|haga(?:n)? el favor de|hagan favor de|favor de|ustedes",
        r"que (?:tenga|tengan) (?:un )?buen dia|buen dia|suerte|adios|hasta (?:luego|nunca)|enviado desde mi \w+(?:"
        r" \w+)?|no se ofendan|sin rencores",
    ),
    reasons=(
        r"(?:es |tiene(?:n)? (?:el )?|este es (?:un )?)?(?:numero|persona|destinatario) (?:equivocad[oa]"
        r"|incorrect[oa])|se equivoc(?:a|an|o|aron)(?: de (?:numero|persona))?|quien (?:es|eres|son|es usted|habla)"
        r"|no (?:los|les|te|lo) conozco|de donde (?:sacaron|tienen|han sacado|sacasteis) mi (?:numero|correo"
        r"|telefono|contacto)",
        r"(?:ya )?no (?:me interesa|estoy interesad[oa]|tengo interes|busco (?:trabajo|empleo)|busco)(?: (?:nada"
        r"|mas|en (?:esto|el puesto|la oferta|sus ofertas|ello)|la oferta|el puesto|esto))*|(?:ya )?(?:encontre"
        r"|tengo|consegui|he encontrado|acepte) (?:un |otro |una )?(?:nuevo )?(?:trabajo|empleo|oferta|puesto)",
        r"nunca (?:me (?:inscribi|suscribi|apunte)|postule|aplique|solicite nada|pedi esto|les di mi (?:numero"
        r"|correo))(?: (?:a (?:esto|nada)|con ustedes))?|esto es (?:spam|acoso)|es spam|(?:recibo |son |me llegan"
        r" )?(?:demasiados|muchisimos) (?:mensajes|correos|sms)|ya (?:lo|se lo|les|os lo) (?:dije|he dicho|pedi|he"
        r" pedido)(?: (?:antes|varias veces|dos veces))?"
        r"|es la (?:segunda|tercera|ultima) vez(?: que lo pido)?|por ultima vez|segun el rgpd|conforme al rgpd|o"
        r" (?:los|les) (?:denuncio|bloqueo|denunciare)|si no,? (?:los|les) (?:denuncio|bloqueo|denunciare)",
    ),
    withdraw=(
        r"(?:retir(?:o|ar|e|en|aria|are|ad)|cancel(?:o|ar|en|e|ad)|anul(?:o|ar|en|e)|desist(?:o|ir)|renunci(?:o|ar)"
        r"|dar de baja|dejar sin efecto|elimin(?:en|ar|e))(?: (?:a|de))?(?: (?:mi|la|el|esta)) (?:candidatura"
        r"|solicitud(?: de empleo)?|postulacion|aplicacion|participacion|inscripcion)(?: (?:al?|del?) (?:puesto"
        r"|proceso|oferta)\w*)?|retirada de mi candidatura|candidatura (?:como )?(?:retirada|cancelada|anulada)",
        r"(?:me )(?:retiro|retirare|bajo|salgo|descarto|borro|apeo|desvinculo|desligo) (?:del?|de este|de la)"
        r" (?:proceso|seleccion|candidatura|concurso|oferta)|(?:quiero|prefiero|deseo|debo|tengo que|decidido"
        r"|quisiera|me gustaria) (?:retirarme|bajarme|salirme|desistir|apearme|abandonar)(?: (?:del?|de este|de la"
        r"|el) (?:proceso|seleccion)\w*)?|abandon(?:o|ar) el proceso|desisto del? (?:proceso|puesto)",
        r"(?:acept(?:e|ado|ar|ando|o)|firm(?:e|ado|ar|o)|cogi(?:do)?|tom(?:e|ado)|encontr(?:e|ado)|consegui(?:do)?"
        r"|eleg(?:i|ido)|opt(?:e|ado) por|empez(?:ado|o)|decid(?:i|ido) por|incorpor\w+|comenz\w+)(?: (?:ya|a|en"
        r"|con|finalmente))*(?: (?:un|una|el|la))?(?: (?:otra|otro|nueva|nuevo|diferente))(?: \w+)? ?(?:oferta"
        r"|trabajo|empleo|puesto|empresa|contrato|propuesta|compania|oportunidad|sitio|lado|proyecto)?",
        r"(?:ya )(?:encontre|he encontrado|acepte|he aceptado|consegui|he conseguido|tengo|firme|he firmado|empece)"
        r" (?:un |una |el |la )?(?:trabajo|empleo|puesto|oferta|contrato)(?: (?:nuevo|en otro lado))?|(?:en|con)"
        r" otra (?:empresa|compania)(?: \w+){0,3} (?:acept|firm|empez|incorpor|comenz)\w*|(?:acept|firm|empez"
        r"|trabaj)\w*(?: \w+){0,2} (?:con|en|por) otra (?:empresa|compania)",
        r"ya no (?:estoy (?:interesad[oa]|disponible|buscando)|me interesa|tengo interes|busco|deseo (?:continuar"
        r"|seguir|participar)|quiero (?:continuar|seguir|participar|el puesto))(?: (?:en|el|la|con"
        r"|por)[^.!?\n]{0,40})?|no me interesa (?:ya|mas) (?:el|la)[^.!?\n]{0,20}|perdi(?:do)? (?:el )?interes",
        r"no (?:deseo|quiero|voy a|puedo|continuare|seguire|podre|quisiera) (?:continuar|seguir|avanzar|participar"
        r"|proseguir)(?: (?:adelante|con|en|mas))*(?: (?:el|la|este|esta|mi|su) (?:proceso|seleccion|candidatura"
        r"|solicitud|entrevistas?))?|(?:rechazo|declino|rechazar|declinar) (?:la|su|el|esta) (?:oferta|puesto"
        r"|invitacion|entrevista|propuesta|oportunidad)|(?:me quedo|quedarme|permanecer|seguir) en mi (?:empresa"
        r"|trabajo|puesto|empleo)(?: actual)?",
        r"(?:consideren|den|considere) (?:mi|la) (?:candidatura|solicitud) (?:por )?(?:retirada|cerrada|cancelada"
        r"|finalizada)",
        r"(?:retir|saqu|quit|elimin|descart|cierr|cerr|cancel|borr)\w*(?:me|nme|n|en)?(?: (?:por favor|mi|mis|la"
        r"|del|de la|de|este))+ (?:candidatura|solicitud|proceso|postulacion|aplicacion|expediente|seleccion|lista"
        r" de candidatos)(?: \w+){0,2}",
        r"(?:he |hemos |ya )?(?:acept|firm|eleg|opt|decid|empez|comenz|consegu|encontr|incorpor|fich)\w*(?:"
        r" \w+){0,4} (?:otra|otro|nueva|nuevo) (?:oferta|trabajo|empleo|puesto|empresa|compania|propuesta|proyecto"
        r"|oportunidad|contrato|sitio|lado)",
        r"(?:no (?:voy a|puedo|podre|deseo|quiero|quisiera|pienso))(?: \w+){0,3} (?:aceptar|asumir|tomar|ocupar"
        r"|continuar|seguir|avanzar)(?: (?:el|la|este|esta|su|con|adelante|en))+(?: \w+)?|(?:rechaz|declin"
        r"|renunci)\w*(?: (?:a|al|la|el|su|esta|este|vuestra))+ (?:puesto|oferta|vacante|propuesta|oportunidad"
        r"|entrevista|invitacion|proceso)|(?:he decidido|decidi|prefiero|opto por)(?: \w+){0,3} (?:quedarme"
        r"|permanecer|seguir)(?: \w+){0,5}",
        r"ya (?:tengo|estoy en|empece en|consegui|encontre|cuento con) (?:un |una |otro |otra )?(?:nuevo |nueva"
        r" )?(?:trabajo|empleo|puesto|colocacion|trabajando)|ya no (?:busco|deseo|necesito|quiero|puedo)(?:"
        r" \w+){0,4} (?:empleo|trabajo|puesto|vacante|proceso|candidatura|oferta)|me (?:bajo|salgo|retiro|apeo"
        r"|descuelgo)(?= ?(?:$|[\n.!,]| del| de la))",
        r"(?:me han|me|he sido|fui|han)(?: \w+)? (?:contratado|contratada|contrataron|contrato|cogido"
        r"|seleccionado)(?: \w+){0,2} (?:otra|otro)(?: \w+)?",
        r"(?:lo|la) (?:rechazo|declino|dejo pasar)|(?:voy a|prefiero|tengo que|debo|he decidido|decidi|me veo"
        r" obligad[oa] a) (?:rechazar|declinar|dejar pasar|bajarme|renunciar|desistir|descartar)(?:la|lo|me)?(?:"
        r" (?:la|el|su|esta|este|de|a|del) [^.!?\n]{0,30})?|no (?:sigo|continuo|continuare|seguire)(?:"
        r" adelante)?(?: (?:con|en) (?:el|la|este|esta|su) (?:proceso|seleccion|candidatura|puesto|oferta))",
        r"me echo (?:para )?atras|tir(?:o|ar) la toalla|no (?:cuenten?|conteis|cuentes) (?:mas )?conmigo(?! (?:el"
        r"|para el|este|hoy|manana|esta|para manana))|(?:dejo|abandono) (?:el|este|la|esta) (?:proceso|seleccion"
        r"|candidatura|puesto)|(?:estoy|quedo|me quedo) fuera del proceso|me (?:quito|descarto|salgo|bajo"
        r"|retiro)(?: de (?:la|el|este|esto|esta) (?:\w+))?(?= ?(?:$|[\n.!,]))|me quedo (?:donde estoy|como estoy"
        r"|en mi (?:empresa|trabajo|puesto)|con lo que tengo)",
        r"no (?:voy a|puedo|podre|podria|quiero|pienso)(?: poder)? aceptar(?:la|lo)?(?! (?:otra|menos|ninguna"
        r"|cualquier))|(?:he decidido|hemos decidido|decidi|prefiero|opto por) no (?:continuar|seguir|aceptar"
        r"|avanzar|participar|presentarme|ir a)(?: \w+)?",
        r"(?:ofrec|propus|propon)\w*(?: \w+){0,4} (?:y|que) (?:ya )?(?:la |lo )?(?:he )?acept\w+|(?:cierr|cerr)\w*"
        r" (?:mi|el) (?:proceso|expediente|candidatura|solicitud)|(?:encontre|he encontrado|halle|me salio|me ha"
        r" salido|consegui) (?:algo|una cosa|otra cosa|uno|una) mejor|(?:firm|acept|contrat|empe[cz])\w*(?:"
        r" \w+){0,3} (?:en|con|por) otr[oa] (?:firma|lugar|clinica|agencia|tienda|negocio|centro|colegio"
        r"|restaurante|hotel|sitio|lado)",
    ),
    maybe_withdraw=(
        r"(?:no (?:estoy segur[oa]|se si|tengo claro|se)|estoy pensando|estoy dudando|quiza|quizas|tal vez|puede"
        r" que|probablemente|a lo mejor|me planteo|estoy valorando|valoro|dudo)(?: \w+){0,7} (?:retir\w*|continuar"
        r"|seguir|candidatura|renunciar|proceso|puesto|me conviene|quedarme)|(?:otra|otras)"
        r" ofertas?[^.!?\n]{0,50}(?:decid|pens|valor|plazo|respond)\w*|cambi(?:e|ado) de (?:opinion|idea)|no es"
        r" para mi|no estoy (?:ya )?(?:segur|convencid)[oa]",
        r"(?:no (?:estoy|tengo)(?: (?:muy|tan|del todo|nada|todavia|ya))* (?:segur[oa]|claro|convencid[oa])|tengo"
        r" (?:mis )?dudas|estoy dudando|dudo|me lo estoy pensando|lo estoy pensando|me estoy planteando|estoy"
        r" valorando|estoy considerando)(?:(?= ?(?:$|[\n.!]))|(?: \w+){0,8} (?:retir\w*|continuar|seguir"
        r"|candidatura|proceso|puesto|trabajo|vacante|oferta|me conviene|quedarme|interes\w*|para mi))|(?:tengo"
        r"|recibi|he recibido|me han hecho|me hicieron|hay)(?: \w+){0,2} (?:otra|otras|una segunda) (?:ofertas?"
        r"|propuestas?)(?! (?:que|y la) (?:he )?acept)|(?:pausar|pausa|congelar|dejar en espera) (?:mi candidatura"
        r"|el proceso)|cambi(?:e|ado|aron) (?:de|mis) (?:opinion|idea|planes)|mis planes (?:han )?cambi\w*",
        r"(?:creo|pienso|me parece|supongo|diria) que (?:al final )?(?:no voy a|no|voy a|me) (?:voy a )?(?:acept"
        r"|segui|sigo|continu|firma|coge|cojo|rechaz|quedar|quedo|renunci|declin|baj|retir)\w*|(?:no (?:se|sabria"
        r"|estoy segur[oa])|dudo)(?: bien| muy bien| de)? si (?:quiero|me conviene|seguir|continuar|cambiar"
        r"|aceptar|sigo|continuo|acepto|me compensa|sea para mi|es para mi|dar el paso|me lanzo|merece|vale la"
        r" pena|me quedo|es lo mio)\w*",
        r"(?:probablemente|seguramente|quiza|quizas|tal vez|igual|a lo mejor)(?: \w+){0,3} (?:rech|renunc|declin"
        r"|me quede|me quedo|quedarme|coja la otra|acepte la otra|me bajo|me baje|lo deje|lo dejo)\w*|no (?:me"
        r" )?(?:acaba|termina) de convencer\w*|no me (?:convence(?: \w+){0,3}|veo (?:muy|cambiando|capaz|en el"
        r" puesto))|me inclino (?:por|mas)|tengo (?:muchas |mis |algunas )?dudas (?:sobre|con|de si) (?:si|cambiar"
        r"|aceptar|(?:el|la|este|esta) (?:puesto|oferta|trabajo|cambio|empresa))|(?:ando|estoy) (?:muy |bastante"
        r" )?(?:indecis|dudos)[oa]",
        r"(?:algo|oferta|propuesta|opcion|trabajo) mejor|no es (?:bien |exactamente |del todo )?lo que (?:busco"
        r"|buscaba|esperaba|queria)|(?:igual|quiza|quizas|tal vez|a lo mejor|creo que|me parece que) no (?:me"
        r" compensa|me conviene|es para mi|me interesa|es lo mio|voy)|(?:tengo que|debo|necesito) pensar(?:melo"
        r"|lo) (?:bien|mejor|mucho)",
    ),
    still_in=(
        r"(?:no(?: \w+){0,2} (?:acept|firm)\w+ (?=otra|otro|ningun|nada)|(?:aun no|todavia no|nunca|sin|antes"
        r" de)(?: \w+){0,2} (?:aceptar|firmar|acepte|firme)|(?:no he|aun no|todavia no|no|nunca|sin|antes de)(?:"
        r" \w+){0,2} (?:aceptado|firmado|encontrado|retirado|retirar|retiro|cancelar|cancelo))(?: (?:otra|otro"
        r"|ninguna|ningun|mi|nada"
        r"|la)[^.!?\n]{0,25})?",
        r"(?:han|ha|habeis|has|hubo)(?: \w+){0,4} (?:aceptado|firmado|retirado|elegido|encontrado"
        r"|cogido)[^.!?\n]{0,25}\?|(?:mi (?:amig[oa]|herman[oa]|companer[oa]|marido|mujer|novi[oa])|el otro"
        r" candidato|ell?[oa]?s?) (?:ha|acepto|se|ya|retiro|firmo)(?: \w+)? ?(?:aceptado|firmado|retirado|retiro"
        r"|otra)?[^.!?\n]{0,25}",
        r"(?:anterior|primera|otra|ultima|vieja|segunda) (?:candidatura|solicitud|postulacion)|ya no (?:estoy"
        r" disponible|puedo) (?:el|manana|hoy|este|esta|a las|por la)[^.!?\n]{0,20}|ya no (?:busco|me interesa"
        r"|tengo) (?:piso|casa|coche|alojamiento)|(?:acept[eo]|he aceptado|confirmo) (?:la|su|esta) (?:invitacion"
        r"|entrevista|cita|reunion|oferta)",
        r"si (?:hay|sale|salen|tienen|surge|aparece|tuvieran|hubiera)(?: \w+)? (?:otra|otras|alguna|una)"
        r" (?:ofertas?|vacantes?|propuestas?)(?: \w+){0,3}",
    ),
    texts=(r"sms|mensajes? de texto|textos?|whatsapps?|mensajes",),
    mails=(r"e-?mails?|mails?|correos?|newsletters?|boletin(?:es)?",),
    another_way=(
        r"(?:pero |mejor |prefiero |si |escribanme |contactenme |escribidme |solo |unicamente |por favor |pueden "
        r"|puede |(?:me )?(?:pueden|puede) (?:escribir|contactar|enviar|mandar) |usen |y |envienme |mandenme "
        r"|escribeme |en cambio |esta bien |contactadme |los |las ){0,6}(?:por |el |los |al |via |un |correo |con"
        r" ){0,6}"
        r"(?:(?P<texts>sms|mensajes? de texto|whatsapp)|(?P<mails>e-?mails?|mails?|correos?(?: electronicos?)?)"
        r"|(?P<calls>telefono|llamadas?|llamada))(?: (?:si|esta|estan|me|va|vale|bien|perfecto|ok|mejor|sin"
        r" problema|por favor|funciona|parece|parecen|prefiero|es|esta bien|no hay problema|solamente|solo|mejor"
        r"|sigue|siguen|siendo|bienvenidos|valen|sirve|preferible|mucho|suficiente|basta)){0,6}",
        r"(?P<ring>llamenme|llamame|llamadme|llameme)(?: (?:mejor|por favor|al \w+)){0,6}",
    ),
    only_by=(
        r"(?:correos?(?: electronicos?)?|e-?mails?|mails?),? (?:en (?:lugar|vez) de|y no|no|antes que|en vez de)"
        r" (?:por |de |los |un )*(?P<texts>sms|mensajes? de texto|whatsapp|textos?)",
        r"(?:sms|mensajes? de texto|whatsapp),? (?:en (?:lugar|vez) de|y no|no) (?:por |de |los |un"
        r" )*(?P<mails>correos?|e-?mails?|mails?)",
        r"(?P<texts>(?:solo|solamente|unicamente|exclusivamente) (?:por |al |via )?(?:correo|e-?mail|mail)(?:"
        r" electronico)?|por (?:correo|e-?mail|mail)(?: electronico)? (?:solamente|unicamente|solo))",
        r"en (?:lugar|vez) de (?P<texts>sms|mensajes de texto|whatsapp)(?:,? \w+){0,5} (?:correos?|e-?mails?"
        r"|mails?)",
        r"(?:prefiero|mejor) (?:el |los |por )*(?:correos?|e-?mails?|mails?)(?: electronicos?)? (?:a|al|que|en"
        r" lugar de|en vez de|antes que) (?:los |el |por )*(?P<texts>sms|mensajes(?: de texto)?|whatsapp)",
        r"(?:por )?(?P<texts>sms|mensajes(?: de texto)?) no,? (?:por )?(?:correo|e-?mail|mail)(?: si)?",
    ),
    reactions=(
        r"(?:(?:le|me|te) (?:gusto|encanto|gusta|encanta)|no le (?:gusto|gusta)|(?:le )?dio (?:me gusta|un me gusta"
        r"|like) a|se (?:rio|ri[eo]) (?:de|con)|enfatizo|exclamo|destaco|cuestiono|puso en duda|pregunto(?: por|"
        r" sobre)?|reacciono (?:con )?[^\w\s]{0,12} ?a|(?:quito|elimino|retiro) .{1,34} (?:de|a)|marco .{1,24}"
        r"|indico que .{1,24}|amo|[^\w\s]{1,12} a)",
    ),
    reactions_after=(r"(?:le gusto|le encanto)",),
)
