"""Portuguese, of both sides of the ocean."""

from __future__ import annotations

from typing import Final

from domain.replies.patterns.language import Language

_THINGS = (
    r"(?:e-?mails?|mails?|mensagens|mensagem|msgs?|sms|textos?|torpedos?|notificacoes|notificacao|ligacoes|ligacao"
    r"|chamadas?|newsletters?|contatos?|contactos?|comunicacoes|comunicacao|avisos|informacoes|publicidade"
    r"|propagandas?|lembretes?|whatsapps?|zaps?|spam|correio|emails)"
)
_WRITE = (
    r"(?:escrev(?:am|a|er|erem|endo|as)|contac?t(?:em|e|ar|arem|ando|es)|envi(?:em|e|ar|arem|ando|es)|mand(?:em|e"
    r"|ar|arem|ando|es)|lig(?:uem|ue|ar|arem|ando|ues)|incomod(?:em|e|ar|arem|ando)|perturb(?:em|e|ar|arem|ando)"
    r"|chate(?:iem|ie|ar|arem)|encher|encham|procur(?:em|e|ar|arem)"
    r"|spam(?:ar|mar)|notifi(?:quem|car)|insist(?:am|ir|a)|assedi(?:ar|em)|aborrec(?:am|er)|telefon(?:em|ar|e)"
    r"|entr(?:em|ar|e) em contac?to)"
)
_SUCH = (
    r"(?:mais|seus?|suas?|os|as|o|a|esses?|essas?|estes?|estas?|vossos?|vossas?|nenhuma?|outros?|outras?|de|do|da"
    r"|dos|das|teus?|tuas?|tantos?|tantas|todos?|todas|tipo|qualquer|quaisquer|automaticas)"
)
_LIST = (
    r"(?:listas?(?: de (?:e-?mails?|contac?tos?|distribuicao|envio|transmissao|mailing|candidatos|difusao))?"
    r"|base(?:s)?(?: de dados)?|banco de dados|cadastros?|sistemas?|registos?|registros?|ficheiros?|newsletter"
    r"|mailing|contac?tos|arquivos?|agenda|banco de talentos)"
)

PT: Final = Language(
    stop=(
        r"(?:peco|solicito|agradeco|agradecia|agradeceria|exijo|rogo)(?: que)? (?:(?:o |a )?meu (?:contac?to"
        r"|numero|e-?mail|telefone|nome) (?:nao seja mais|deixe de ser|nao volte a ser|seja retirado|seja"
        r" removido)(?: (?:utilizad|usad|contac?tad|incluid)[oa])?(?: (?:para|em|d[aeo]s?) (?:\w+ )?(?:avisos"
        r"|contac?tos|mensagens|listas?|vagas|campanhas|envios|ofertas|base|sistema))?|se abstenham de (?:me"
        r" )?(?:contac?tar|enviar|ligar|escrever)(?:-me)?(?: (?:mensagens|e-?mails|sms))?)",
        r"(?:chega|basta) de (?:ficar )?(?:mandar|mandando|enviar|enviando|escrever|ligar|ligando)(?: (?:msgs?"
        r"|mensagens|mensagem|e-?mails?|sms|torpedos?))?",
        rf"(?:nao|nunca|jamais)(?: (?:me|nos|quero que me|quero que|voltem a|voltem a me|volte a|tornem a|por"
        rf" favor))* (?:{_WRITE})(?:-me)?(?: (?:{_SUCH} )*(?:{_THINGS}))?(?: (?:mais|nunca|nunca mais|novamente"
        rf"|outra vez|comigo|no futuro|para (?:este|esse|o meu) (?:numero|e-?mail|contacto)|por (?:favor|sms"
        rf"|e-?mail"
        rf"|email)|de novo|obrigad[oa]|nada))*"
        r"(?! (?:antes|depois|ate|de (?:manha|tarde|noite)|na (?:segunda|terca|quarta|quinta|sexta)|durante|no"
        r" trabalho|para o (?:trabalho|meu trabalho|escritorio|meu e-?mail)|em|ao|aos|quando|se|hoje|amanha|no meu"
        r"|para a (?:empresa|minha)))",
        rf"(?:par(?:em|e|ar|a)|deix(?:em|e|ar|a)|cess(?:em|e|ar)|pare-se|chega|terminem|acabem)(?: (?:ja|por favor"
        rf"|imediatamente|agora|logo))* (?:de |com )(?:(?:me|nos|os|as|esses|essas|estes|estas|o|a) )*(?:{_WRITE}"
        rf"|encher o saco|encher|spam|insistir|enviar-me|contactar-me|ligar-me|mandar-me|isso|isto"
        rf"|{_THINGS})(?:-me)?(?: (?:{_SUCH} )*(?:{_THINGS}))?",
        rf"(?:par(?:em|e|ar)|cess(?:em|e|ar)|suspend(?:am|er|a)|interromp(?:am|er|a)|stop|chega|fim|basta)(?:"
        rf" (?:com"
        rf"|de|os|as|o|a|esses|essas|estes|estas|seus|suas|todos|envio|tantas|tantos|d[eao]s?))* (?:{_THINGS})",
        rf"(?:nao )(?:quero|desejo|gostaria|pretendo|autorizo|aceito|queremos|preciso|tenho interesse em|tenciono"
        rf"|queria)(?: (?:mais|de|continuar a|continuar|voltar a|que|a|que me))* (?:receber|ser|ter|ouvir|saber"
        rf"|recebendo|contac?tad[oa]|me)?(?: (?:{_SUCH} |mais |nada )*(?:{_THINGS}|contac?tad[oa]|incomodad[oa]|de"
        rf" voces|nada de voces|vosso|contac?tem|enviem|mandem|liguem|escrevam|perturbad[oa]|chamad[oa]))+(?:"
        rf" (?:mais|vossos?|vossas?|de voces|da vossa parte|por (?:sms|e-?mail|telefone|favor)|seus|vindos|nunca))*",
        rf"(?:(?:quero|queria|gostaria de|desejo|podem|pode|poderiam|por favor|solicito|peco|pretendo|favor"
        rf"|agradeco"
        rf" que|peco que|que me|me|poderia|e) )*(?:remov|retir|tir|elimin|apag|exclu|risc|delet|desinscrev"
        rf"|descadastr|cancel|tirem|retirem)\w*(?:-me)?(?: (?:me|meu|minha|meus|minhas|o|a|os|as|nome|e-?mail"
        rf"|numero"
        rf"|contac?to|dados|telefone|telemovel|endereco|ja|e|daqui|celular|email))*"
        rf" (?:d[aeo]s?|dess[ae]s?|dest[ae]s?)(?: (?:{_SUCH} )*(?:{_LIST}|{_THINGS}))(?: (?:por favor|ja"
        rf"|imediatamente))?",
        r"(?:apag|elimin|exclu|delet|remov|destru)\w*(?: (?:todos|por favor|imediatamente|ja|tudo))* (?:(?:os|o|as"
        r"|a) )?(?:meus?|minhas?) (?:dados(?: pessoais)?|numero(?: de \w+)?|e-?mail|informacoes|contac?tos?"
        r"|cadastro|registo|telefone|conta|perfil|endereco(?: de e-?mail)?)(?: (?:e|da|do|das|vossa|sua|base|dados"
        r"|conforme|lgpd|rgpd|segundo|imediatamente|de|nos termos|ja))*(?= ?(?:$|[\n.!,]|por favor|obrigad|e nao|e"
        r" par))",
        r"(?:(?:quero|gostaria de|desejo|pretendo|preciso|queria|posso|me|favor|podem) )*(?:me )?(?:descadastr"
        r"|desinscrev|dessubscrev|cancelar (?:a|minha|a minha|esta) (?:inscricao|subscricao|assinatura)|anular (?:a"
        r" )?(?:minha )?(?:subscricao|inscricao))\w*(?:-me)?(?: (?:d[aeo]s?|dest[ae]s?|dess[ae]s?)(?: \w+){1,3})?",
        r"(?:deix(?:em|e|a|ar)(?:-me| me| eu| a gente)|me deix(?:em|e|a))(?: (?:me|ja|por favor|la))* (?:em paz"
        r"|sossegad[oa]"
        r"|quiet[oa])|esque(?:cam|ca|ce)(?:-se)?(?: d[oe])? (?:meu numero|mim|o meu numero|meu contato)|larg(?:uem"
        r"|a|ue)(?:-me)?(?: do meu pe)|nao (?:me )?enche(?:m)?(?: o saco)?",
        r"(?:revogo|retiro|cancelo|anulo) (?:o |a )?(?:meu |minha |todo )?(?:consentimento|autorizacao"
        r"|permissao)(?: (?:e|para|de)[^.!?\n]{0,50})?|oponho-me a[^.!?\n]{0,50}",
        r"vai (?:te foder|tomar no \w+|a merda)|vao (?:a merda|se foder)|somem? daqui|desapare[cç]am"
        r"|sumam|va(?:o)? embora",
        r"(?:prefiro|preferia|preferiria|agradecia|agradeceria|agradeco)(?: que)? (?:nao|deixassem de|deixem"
        r" de|que nao)(?: (?:me|mais|ser))* (?:escrev|contac?t|envi|mand|lig|incomod|receb)\w*(?: "
        rf"(?:{_SUCH} )*(?:{_THINGS})"
        r")?(?: mais)?",
        r"(?:(?:quero|queria|gostaria de|pretendo|desejo|como|preciso) )?sair d[aeo]s?(?:ss[ae]|st[ae])? (?:(?:sua"
        r"|vossa|tua|essa|esta) )?(?:lista|grupo|newsletter|base|mailing)(?: de \w+)?",
        rf"(?:sem|chega de|nada de|nenhuma?|nao a|basta de) (?:mais )?(?:{_THINGS})(?: mais)?|(?:nao )?mais"
        rf" (?:nenhuma?|contac?tos?) ?(?:{_THINGS})?(?= ?(?:$|[\n.!,]))|nao contac?tar(?: mais)?",
        r"(?:nao|ja nao)(?: (?:me|nos))? (?:mandem|enviem|escrevam|mande|envie|escreva|perturbem|incomodem|procurem"
        r"|chateiem)(?:-me)?(?: (?:mais|ja|nada|nunca))+|nao (?:quero|desejo)(?: (?:mais|ja|saber|receber|ter))*"
        r" nada(?: (?:mais|de voces|vosso|com voces|disto|disso))*|nao (?:quero|desejo) (?:mais )?(?:isto|isso"
        r"|estar (?:mais )?na (?:vossa|sua|lista)\w*|continuar na (?:vossa|sua)? ?lista)",
        r"(?:esque|apag|elimin|tir|remov|exclu|retir|perc)\w*(?:-se|-me)? (?:d?o |d?a |os )?(?:meu (?:numero"
        r"|e-?mail|nome|contac?to|telefone|cadastro)|meus dados|de mim)(?: (?:por favor|ja|dai|daqui))*(?= ?(?:$"
        r"|[\n.!,]|e))|(?:me )?(?:esquecam|esquece|esqueca|larga|larguem|apaguem|excluam|deletem|tirem"
        r"|retirem)(?:-me)?(?: (?:dai|daqui|por favor|ja|disso|disto))*(?= ?(?:$|[\n.!,]))|(?:quero|queria|desejo"
        r"|gostaria de|peco para|pretendo) (?:sair|ser (?:removid[oa]|retirad[oa]|excluid[oa]|apagad[oa]"
        r"|descadastrad[oa])|me (?:descadastrar|desinscrever|remover))(?: (?:d[aeo]|dess[ae]|dest[ae])(?:"
        r" \w+){1,2})?",
        r"(?:proibo|exijo)(?: que)?(?: (?:voces|me|nao|de))* (?:contac\w*|escrev\w*|deixem|enviem|liguem)(?:"
        r" \w+){0,3}|(?:parem|pare|chega|basta|acabem|stop)(?: (?:ja|de uma vez|por favor|com|de|o|este|esta|esse"
        r"|essa|tanto|tanta|todo))+ ?(?:assedio|spam|insistencia|bombardeio|isto|isso|perseguicao|chatice"
        r"|palhacada)?",
        r"(?:nao )(?:entrem|entre|entres|voltem a entrar|tentem entrar)(?: mais)? em contac?to(?: (?:comigo|mais"
        r"|novamente))*|(?:cancel|anul|encerr|termin)\w*(?: (?:por favor|a|o|minha|meu|esta))+ (?:subscricao"
        r"|inscricao|assinatura|cadastro|registo)|(?:sem|nada de|nao quero|nao enviem) (?:mais )?(?:mensagens|sms"
        r"|e-?mails|chamadas|ligacoes)(?: (?:por favor|obrigad[oa]))*|(?:nao|deixar de) (?:quero )?(?:ser|continuar"
        r" a ser) (?:mais )?(?:contac?tad[oa]|incomodad[oa]|chamad[oa])(?: mais)?|que (?:nao me (?:contac?tem"
        r"|escrevam|enviem|liguem|incomodem)|deixem de (?:me )?(?:escrever|contac?tar|ligar|incomodar|enviar)|me"
        r" (?:removam|retirem|apaguem|excluam))(?:-me)?(?: (?:mais|da (?:lista|vossa lista|sua lista)|mensagens"
        r"|e-?mails|sms))*",
    ),
    alone=(
        r"stop|pare|parem|para|parar|descadastrar|descadastre|descadastro|remover|remova"
        r"|removam|baixa|basta|chega|pare ja|parem ja|ja chega|me tirem|me tira|tirem-me|retirem-me|me removam|me"
        r" remova|removam-me|excluir|me exclua|desinscrever|dessubscrever|anular subscricao|cancelar subscricao"
        r"|cancelar inscricao|fim de conversa"
        r"|sem (?:mensagens|sms|e-?mails)|nunca mais|nao (?:enviar|mandem|ligar|perturbe|incomode|incomodem)|pare"
        r" com isso|parem com isso|para com isso|opt-?out",
        r"nunca mais|sem contac?to|nao contac?tar|nao contac?tem|me esquece|esquecam-me|larguem-me|ja chega|chega"
        r" por favor|para por favor|nao insistam|nao insista|pare por favor|nao quero mais|me apaguem|tira eu|nao"
        r" mais por favor|me deixem|deixem-me|parem por favor",
    ),
    alone_in_texts=(
        r"cancelar|cancela|sair|fim|terminar|encerrar|apagar|eliminar|cancele|cancelem|tira|remove|sai|saia",
    ),
    doubt=(
        r"stop|(?:par(?:em|ar|e)|deix(?:em|ar)|cess(?:em|ar)) (?:de|com)|parem|descadast\w*|dessubscr\w*"
        r"|desinscr\w*|cancelar (?:a )?(?:minha )?(?:subscricao|inscricao|assinatura)|opt-?out",
        rf"(?:nao|nunca|jamais)(?: \w+){{0,3}} (?:{_WRITE})(?: mais)?",
        rf"(?:demasiad[oa]s|tant[oa]s|menos|fart[oa] d[eo]s?|cansad[oa] d[eo]s?|chega de|muit[oa]s|excesso de"
        rf"|receber tant[oa]s|demais) (?:{_SUCH} )*(?:{_THINGS})|fart[oa]|de saco cheio|cansad[oa] de (?:voces"
        rf"|receber|tant|ser|tudo)",
        r"(?:remov|retir|tir|elimin|apag|exclu|delet|risc)\w*(?:-me)?(?: (?:o|a|os|as))? (?:meu|minha|meus|minhas"
        r"|me) ?(?:dados|numero|e-?mail|nome|telefone|contac?to|informacoes)?(?= d| ?[.!?\n]|$)|(?:me|eu) (?:remov"
        r"|retir|tir|exclu)\w*|(?:sua|vossa|essa|esta|da|dessa|desta|tua) (?:lista|base de dados)|(?:remov|retir"
        r"|tir|elimin)\w*-me",
        r"em paz|assedi\w*|spam\w*|incomod(?:em|ando|am|a|ar|e)|lgpd|rgpd|protecao de dados|direito ao esquecimento"
        r"|consentimento|advogad[oa]|denunci\w+|chat[oa]s?|perturb\w+|sossego|insuportavel|insistenc\w+",
        r"(?:como|onde|quem|de onde)(?: \w+){0,4} (?:o )?(?:meu (?:numero|e-?mail|contac?to|telefone)|meus dados)"
        r"|(?:numero|pessoa|contac?to) errad[oa]|engano|quem (?:e|sao) (?:voce|voces|voce\w*)|por ?que (?:me|voces"
        r"|continuam|insistem|continuo)|nao (?:os|te|vos) conheco",
        r"(?:nao|sem|nenhum) (?:me |tenho |estou )?(?:interessa|interesse|interessad[oa])|nao (?:quero|desejo)"
        r" (?:mais|receber|saber|que me|nada)(?! (?:incomodar|perguntas))|(?:mais nada|nada mais) de voces|nunca"
        r" (?:me (?:inscrevi|candidatei|registei|cadastrei)|autorizei|pedi|dei)|bloque(?:ar|io|ado|arei)|merda"
        r"|porra|caralho|foder|saco",
        r"(?:menos|demasiad[oa]|tao) (?:vezes|frequente\w*|insistentes?|frequencia)|(?:todos os dias|todo dia|toda"
        r" hora|a toda a hora)[^.!?\n]{0,30}(?:mensage|e-?mail|escrev|sms|lig|mand)\w*|insist\w+|bombarde\w*"
        r"|satur(?!day)\w*|invad\w*|perseg\w*|minha privacidade|(?:este|esse) (?:nao e|ja nao e) (?:o|meu|o meu)"
        r" (?:numero"
        r"|telefone|e-?mail)(?: d[aeo] \w+)?|nao sou (?:a ana|ana|maria|a maria|a pessoa|quem)|nao conheco nenhuma?"
        r"|aqui nao (?:mora|vive)|(?:assunto|tema|capitulo) (?:encerrado|fechado)|que (?:chat|saco|seca|mel[ga]"
        r"|massada)\w*|massador\w*|enche\w*",
        r"(?:deixemos|ficamos)(?: (?:por aqui|por ai))+|(?:nao (?:me lembro|lembro|recordo)) (?:de|que|ter)|(?:quem"
        r"|onde) (?:vos|lhes|te|foi que) (?:deu|passou|arranj)\w*|que (?:e isto|e isso|sao estas)|o que e (?:isto"
        r"|isso)|nao (?:autorizei|pedi|solicitei|dei (?:permissao|autorizacao|o meu))|nao sei quem|estou (?:fart"
        r"|cansad)[oa]\w*|ja (?:chega|basta|deu)",
        r"(?:prefiro|preferia|preferiria|gostava|gostaria|queria|agradecia)(?: \w+){0,4} (?:nao|menos|deixar)(?:"
        r" \w+){0,4} (?:receb\w*|contac\w*|mensage\w*|e-?mails?|sms|escrev\w*|lig\w*|incomod\w*|avis\w*)|(?:sair"
        r"|tirar|retirar|remover|apagar|excluir|sair-me|retirar-me|me tirar|me remover)(?:-me)? (?:d[ae]ss[ae]"
        r"|d[ae]st[ae]|da (?:vossa|sua|lista)|daqui)",
        r"(?:escrev|contac|mand|envi|lig)\w*(?:-me)? (?:menos|demasiado|demais|tanto|muito)|ate quando (?:vao"
        r"|pensam|me|pretendem|isto|isso)|(?:pensei|pensava|achei|julgava)(?: \w+){0,5} (?:cancel\w*|removid\w*"
        r"|descadastr\w*|desinscri\w*|retirad\w*|apagad\w*)|ja (?:tinha |vos |lhes )?(?:pedi|disse|pedido|dito)(?:"
        r" \w+){0,4} (?:nao|parar|parem|remov\w*|stop|retir\w*)|engana(?:ram|ou|dos?)(?:-se)?|enganad[oa]s?|(?:sao"
        r"|vao|ja vao) (?:muitas|demasiadas|tantas)|por ?que (?:recebo|estou a receber|me chegam|continuo)|nao"
        r" (?:estou a )?procur(?:o|ar|ando) (?:emprego|trabalho)|desconfort\w*|chat[oa]|nao (?:gosto|acho bem) que",
        r"(?:nao (?:e preciso|e necessario|precisam?|ha necessidade de|vale a pena|necessit\w+)|escusam?(?: de)?"
        r"|desnecessario|dispenso|sem necessidade de|poupem-se a)(?: (?:mais|de|que))*(?: me| voltar a| voltarem a"
        r"| continuar a)? ?(?:contac?t|escrev|envi|mand|insist)\w*\b(?! (?:o|a|os|um|uma|copia))",
        r"(?:peco|pedir|solicit|agradec|rog|exij|venho pedir)\w*(?: (?!desculp|perd)\w+){0,5} (?:nao |deix|cess"
        r"|abst|suprim|elimin|interromp|suspend|retir|remov|apag|exclu)\w*(?: \w+){0,5} (?:contac|mensag|e-?mail"
        r"|comunicac|envio|escrev|list|base|cadastro|dados|lig|notific|ofert|avis|utilizad|vagas)\w*|abst(?:enh|er"
        r"|iv)\w* de|(?:por|ponham|dar|deem) (?:fim|termo|um fim) a(?:os|s|o)? ",
        r"nao (?:desejo|quero|queria|autorizo|preciso|pretendo|gostaria)(?: \w+){0,3} (?:receb\w*|comunicac\w*"
        r"|mais (?:ofertas|mensagens|msgs?|e-?mails|avisos|vagas|torpedos))|(?:meu (?:numero|e-?mail|telefone"
        r"|contac?to|nome|celular)) (?:nao seja|deixe de|seja (?:apagado|removido|retirado|excluido))|nao"
        r" (?:figurar|constar|estar|aparecer|ficar) (?:mais )?n[ao]s? (?:vossa|sua|vossos|essa|esta|tua) \w+",
        r"(?:tir|retir|remov|apag|elimin|exclu|delet|risc|sum)(?:ar|em|e|a|am|ir|er|irem|arem)(?:-me)? (?:ja |por"
        r" favor )?(?:(?:o|a|os) )?(?:meu|minha|meus) (?:cv|curriculo|curriculum|perfil|ficha|num|numero|tel\w*"
        r"|cel\w*|zap|whats\w*|nome|contac?to|cadastro|dados)(?! (?:antig|anterior|velh|que|para|do trabalho))",
        r"(?:me (?:\w+ )?(?:tir|retir|remov|apag|exclu|delet)\w*|(?:tir|retir|remov|apag|exclu|delet)\w*-me|tir\w*"
        r" eu) (?:ja )?(?:dai|daqui|disso|disto|d[ae]ss[ae]|d[ae]st[ae]|da (?:lista|base)|do (?:grupo|cadastro"
        r"|sistema)|d[ae] (?:sua|vossa|tua))|(?:tir|retir|remov|apag|exclu)\w*(?: \w+){0,3} (?:dai|daqui)(?= ?(?:$"
        r"|[\n.!,?]|por favor))|sair (?:dai|daqui|disso|disto|dess[ae]|dest[ae])",
        r"(?:demasiad|tant|muit)[oa]s? (?:msgs?|torpedos?|vagas|ofertas|avisos|alertas)|(?:chega|basta|farto|farta"
        r"|cheio|cheia) de (?:tant[oa]s? )?(?:msgs?|torpedos?|vagas|ofertas|avisos|alertas|mensagens|e-?mails?"
        r"|sms)|(?:vos\w+|sua|suas) (?:mensagens|msgs) (?:nao|ja nao|sao)|(?:ficar|continuar|estar) (?:me"
        r" )?(?:mandando|enviando|escrevendo|ligando|a mandar|a enviar|a escrever|a ligar)",
        r"(?:sms|mensage\w*|msgs?|e-?mails?|torpedo|escrev\w*|lig\w*|mand\w*)(?: \w+){0,2} (?:as|a) (?:2[1-3]"
        r" ?(?:h|:)?\d*|meia[- ]noite|essa hora|esta hora|estas horas|(?:1|2|3|4|5|6|uma|duas|tres|quatro|cinco)"
        r" da (?:madrugada|manha))|(?:falta|faltam) de respeito|a (?:esta|essa|estas|essas) horas?\?|(?:e|so pode"
        r" ser|isso e|isto e) (?:uma )?(?:brincadeira|piada|palhacada)|estao a gozar|ta de (?:brincadeira"
        r"|sacanagem)|que vergonha|e o cumulo|inadmissivel",
        r"(?:voces |voce |vcs )?(?:nao|nunca|jamais) (?:se )?(?:cansam|cansa|desistem|param)(?= ?(?:$|[\n.!?,]| de"
        r" (?:me|mandar|enviar)| nao| disso| disto| mesmo))|nao (?:se )?cansam|(?:voces|vcs) (?:de novo|outra vez)"
        r"|de novo (?:isso|isto|voces|com|essa|a mesma|mensagem|vaga)|outra vez (?:isto|isso|voces|com|a mesma|o"
        r" mesmo)|la vem (?:voces|mais|eles|outra)|mais do mesmo",
        r"(?:^|(?<=[.!?\n]) ?)(?:mais|outra|outro|e mais|e outra|la vem mais|olha mais) ?(?:uma?|outra?)?"
        r" ?(?:oferta|vaga|mensagem|msg|e-?mail|sms|torpedo|aviso|alerta)(?! (?:que|para|com|de mi|sobre|ja)| ?\w*"
        r" (?:por favor|enviad))(?= ?(?:$|[\n.!?,:]|de |d[aeo] |igual|dessas))",
        r"(?:vaga|oferta|mensagem|e-?mail|sms|aviso|msg)(?: de)? (?:numero|num|n.) (?:vinte|trinta|cem|mil|quinze"
        r"|dez|cinquenta|quarenta|enesim\w*)|(?:terceir|quart|quint|sext|decim|enesim)[oa] (?:mensagem|e-?mail|sms"
        r"|vaga|oferta|aviso|msg|vez que (?:me|voces))|(?:\d+ ?x?|tres|quatro|cinco|seis|sete|dez|vinte|mil)"
        r" ?(?:mensagens|msgs?|e-?mails|sms|vagas|avisos|ofertas|torpedos|ligacoes) (?:em (?:uma|um|dois|tres|\d+)"
        r"|ao dia|por (?:dia|semana)|hoje|esta (?:semana|manha)|seguid\w+|ja)|(?:escrev|mand|lig|envi)\w*(?: \w+)?"
        r" (?:\d+ ?x|\d+ vezes|mil vezes|toda hora|o tempo todo|sem parar)|quantas? (?:mensagens|e-?mails|sms"
        r"|vezes (?:mais|tenho|preciso|vou|e preciso))",
        r"(?:que (?:alegria|maravilha|bom|surpresa|emocao|felicidade|giro)|parabens|otimo|fantastico|boa)(?:,|\.|!"
        r"| )+(?:mais uma (?:vaga|oferta|mensagem)|outra (?:vaga|oferta|mensagem)|a (?:vaga|oferta) numero|pela"
        r" insistencia)|assim da gosto|nem uma (?:unica |so )?(?:chamada|resposta|ligacao)",
        r"(?:e|es|voce e|falo com|sao|sera|isso e|isto e|ta|estou falando com|estou a falar com)(?: \w+){0,2}"
        r" (?:um |uma )?(?:robo|bot|maquina|ia)(?= ?(?:\?|$|ou |que |,))|(?:robo|bot)s?\?|mensagem automatica\?"
        r"|(?:vos|te|lhes|voces)? ?(?:pagam|ganham|recebem) por (?:cada )?(?:mensagem|e-?mail|sms|msg|escrever)",
        r"(?:por acaso|sequer|alguma vez|ao menos|pelo menos)(?: \w+){0,3} (?:le|lee|leem|leram|olh|vir)\w*(?:"
        r" \w+){0,2} (?:perfil|perfis|cv|curriculo)|(?:leem|le|olham|veem)(?: \w+)? (?:os |o )?(?:perfis|perfil"
        r"|curriculos|cvs?)|nada a ver com(?:igo| o meu| meu| mim| a minha)|o que (?:isso|isto|e que isto) tem a"
        r" ver com",
        r"(?:quem|donde|de onde|como|onde|por ?que)(?: \w+){0,4} (?:deu|deram|passou|passaram|arranj\w*|consegu\w*"
        r"|obtiv\w*|tirou|tiraram|tem|vend\w*|encontr\w*|forneceu|facult\w*|foram buscar)(?: \w+){0,2} (?:meu"
        r"|minha|este|esse) (?:numero|num|tel\w*|cel\w*|e-?mail|mail|contac?to|dados|zap|whats\w*|nome|endereco)"
        r"|nao (?:me )?(?:recordo|lembro)(?: de)? (?:me|ter|haver|voces|ja)",
        r"ja (?:falei|disse|vos disse|avisei) que (?:nao|n )|nao insist\w+|ninguem merece|(?:mensagem|sms|msg"
        r"|e-?mail),? (?:serio|a serio|e serio)|(?:serio|a serio) (?:isso|que)\?|(?:le|lee)ram(?: \w+){0,3}"
        r" (?:sequer|ao menos)",
        r"(?:^|(?<=[.!?\n]) ?)(?:nao |bom |olha |olhe )?(?:deixa (?:pra la|para la|quieto)|deixem (?:pra la|isso"
        r"|estar)|esquece isso|esquecam)",
        r"(?:nao|sem) (?:lhes |vos )?(?:autoriz\w+|dou (?:permissao|autorizacao))|(?:digo|disse|repito|respondi"
        r"|falei|dito) que nao(?! (?:a|ao|se|ha|e|ten\w+|pod\w+|poss\w+))|ja nao (?:preciso|necessito|quero"
        r"|uso)(?: \w+)? (?:servic\w*|voss\w*|ajuda|nada"
        r"|vagas|ofertas|avisos|mensagens)|nao preciso mais d\w+|(?:passaram|passou|passa|passam)(?: \w+)? (?:dos"
        r"|os|do|o) limites?|nao me (?:inscrevi|registei|cadastrei|candidatei)|eu nao (?:pedi|me inscrevi"
        r"|autorizei)|sempre (?:o mesmo|a mesma|os mesmos|as mesmas)|em que (?:lingua|idioma)|como (?:e que"
        r" )?(?:vos |lhes )?(?:digo|tenho de dizer|explico)|(?:sao|e) (?:\d+|uma|duas|tres|quatro|cinco|seis)"
        r" (?:horas )?da (?:madrugada|manha) |como (?:e que )?(?:eu )?(?:saio|faco para sair|me tiro|sair)"
        r" (?:disto|daqui|disso|dessa|desta|da)|nao estou (?:a procura|procurando|buscando) (?:de )?(?:trabalho"
        r"|emprego|nada|vaga)|tem como parar",
        r"(?:retir|elimin|apag|tir|exclu|suprim|remov)\w* (?:toda )?(?:a |o |os |as )?(?:minha|meu|meus|minhas)"
        r" (?:informac\w*|dados|nome|contac?to|registo|registro|perfil|conta)(?! (?:antig|anterior))|melga\w*"
        r"|insuportav\w*|(?:estou|tou|to) (?:pelos cabelos|ate aqui|de saco cheio|fart|cans)\w*|que (?:insistencia"
        r"|falta de|inferno|praga|nojo)|(?:va|vao|vai) (?:encher|chatear|incomodar|ver se)|vao dar uma volta|mas"
        r" que (?:insist|coisa|chat)\w*|(?:mensagens|sms|msg|mensagem|torpedo|whats\w*|zap) nao(?= ?(?:$"
        r"|[\n.!?,]))",
    ),
    refusal=(
        r"(?:nao |obrigad[oa] |ah |olha )?(?:deixa(?:r)? (?:quieto|pra la|para la|isso|ficar|assim)|deixem(?:"
        r" (?:estar|isso|pra la|quieto))?|deixe (?:pra la|quieto|assim)|esquece isso|esquecam isso|esqueca|nem"
        r" sonhar|nao vale a pena|nao compensa|nao me serve|nao me convem|ta bom assim|estou bem assim|to bem"
        r" assim|fica para a proxima|to fora|estou fora|tou fora|eu passo|passo essa|nao e a minha praia|nao rola"
        r"|nao vai dar|ja nao interessa|tanto faz|tenho interesse nao|nao tenho interesse|nao estou interessad[oa]"
        r"|zero interesse|nao interessad[oa]|dispenso|nem a pau|nem morto|nem pensar nisso|quero nao|to de boa|tou"
        r" de boa|estou de boa|de boa)(?:"
        r" obrigad[oa]| nao| mesmo| viu)?",
        r"nao mais|nao|nao,? obrigad[oa]|obrigad[oa],? (?:mas )?nao|nao me interessa|nao (?:estou|tenho)"
        r" interess(?:ad[oa]|e)|sem interesse|nao quero|nunca|esquece|esquecam|deixa|deixa pra la|passo|nada|nao"
        r" preciso|agora nao|de momento nao|dispenso|nem pensar|jamais|nao mesmo|nao e para mim",
        r"deixa(?:em)? estar|deixe estar|deixa quieto|ficamos por aqui|de maneira nenhuma|de forma alguma|nao se"
        r" aplica|nao insistam|tarde demais|ja nao e preciso|nao e a minha cena|nao faz o meu genero|melhor nao|sem"
        r" necessidade|nao da",
        r"outra vez|de novo|outra vez nao|ai nao|nao nao|prefiro que nao|preferia que nao|melhor nao obrigad[oa]|de"
        r" novo nao",
        r"mil vezes nao|nao e nao|nao e ponto|ja disse nao|nao nao e nao",
    ),
    harmless=(
        r"(?:paragem|parada|ponto)(?: (?:de|do))? ?(?:autocarro|onibus|metro|eletrico|comboio|trem)?(?! de (?:me"
        r"|enviar))|(?:autocarro|onibus|metro|trem|comboio) (?:\w+ )?para(?: \w+)?|non-?stop|sem parar",
        r"para (?:o|a|os|as|mim|que|uma|um|ser|ver|poder|falar|confirmar|mais|isso|saber|trabalhar|voces|quando"
        r"|amanha|hoje|si|vos|este|esta|esse|essa|nos|segunda|terca|quarta|quinta|sexta|la|ca|ir|quem|onde|cada"
        r"|todos|sempre|ter|dar|fazer|as|minha|meu)",
        r"(?:nao|nunca|sem|jamais|nao consigo|nao quero|nao vou) (?:vou |consigo |posso |quero |paro de |parei de "
        r"|irei )*(?:parar|paro|parei|parem|deixar|deixo|deixei)(?: (?:de|com)[^.!?\n]{0,25})?",
        r"(?:par(?:ei|ar|o|ou|amos|asse)|deix(?:ei|ar|o|ou|arei)) (?:de )?(?:trabalhar|fumar|estudar|o (?:trabalho"
        r"|emprego|curso)|a (?:empresa|faculdade)|meu (?:emprego|trabalho|cv|contacto|contato|numero|telefone)|o"
        r" meu|aqui|claro|em anexo|na|no|para|pensar|de pensar|um recado|uma mensagem)(?: \w+)?|(?:paro|saio) (?:as"
        r"|ao|do trabalho)|deixo (?:o|a|em|aqui|claro|meu)",
        r"(?:nao|por favor nao) (?:me )?(?:remov|retir|tir|elimin|apag|exclu|cancel|descadastr)\w*(?:-me)?(?: (?:da"
        r" lista|do processo|de|ainda|o meu|a minha|minha|meu))*",
        r"(?:remov|retir|tir|elimin|apag|ignor|substitu|atualiz|descart|delet|corrij|exclu)\w* (?:(?:por favor|o|a"
        r"|os|as|meu|minha|esse|essa|um|uma|este|esta|aquele|aquela) )*(?:antig[oa]|anterior|primeir[oa]|segund[oa]"
        r"|ultim[oa]|velh[oa]|duplicad[oa]|foto\w*|ficheiro|arquivo|anexo|documento|versao|(?:cv|curriculo)(?!"
        r" ?(?:$|[.!?\n,]|por favor|dai|daqui|d[ao] (?:base|lista|vossa|sua|sistema)))|carta|gralha|erro|linha"
        r"|pagina|virgula|espaco|reuniao|data|mensagem|e-?mail anterior|hora|seccao|secao|frase"
        r"|duvidas?|acento|conclusoes|ferias|folga|licenca|o casaco|carteira|carta de)(?: \w+){0,3}",
        r"(?:(?:meu|o|a|minha|o meu|a minha) )?(?:numero|telefone|foto|morada|endereco|nome|data de nascimento"
        r"|telemovel|celular)(?: de (?:telefone|telemovel|celular))? (?:do|no|da|de) (?:(?:meu|minha|o) )?(?:cv"
        r"|curriculo|perfil|documento|formulario|carta|candidatura)|(?:remov|retir|tir|apag)\w* [^.!?\n]{0,30}"
        r" (?:do|no) (?:meu )?(?:cv|curriculo|perfil|documento|formulario)",
        r"(?:nao|por favor nao)(?: me)? (?:lig|escrev|contac?t|envi|mand|incomod|telefon)\w*(?:-me)? (?:antes"
        r"|depois|ate|de (?:manha|tarde|noite)|na (?:segunda|terca|quarta|quinta|sexta)|no (?:sabado|domingo"
        r"|trabalho|meu trabalho|telefone do trabalho|fixo|numero antigo|e-?mail antigo|horario)|durante|para o"
        r" (?:trabalho|meu trabalho|escritorio|e-?mail (?:do|da|antigo|profissional)|meu e-?mail (?:do|da|antigo"
        r"|profissional)|numero (?:do|antigo)|fixo|meu chefe|antigo)|para a (?:empresa|minha empresa|morada)|em"
        r" horario|ao (?:meu|domingo|fim)|aos|entre|as \d+|quando|se|amanha|hoje|esta (?:tarde|manha|semana)"
        r"|enquanto|ainda|tao)(?: \w+)?",
        r"nao hesit\w+(?: em (?:me )?\w+(?:-me)?)?|(?:desculp\w+|perdao|espero nao|nao quero|nao queria|lamento|sem"
        r" querer|peco desculpa)(?: \w+){0,4} (?:incomod\w*|perturb\w*|insist\w*|chat[oa]|incomodo|a insistencia)"
        r"|incomodo|se nao for incomodo|sem incomodo",
        r"(?:nao|ainda nao|nunca|tambem nao)(?: (?:me|ha|tenho|cheguei a))* (?:recebi|recebido|chegou|chegaram|vi"
        r"|encontrei|encontro|tive|receb\w+)(?: (?:o|a|os|as|seu|sua|vosso|nenhum|nenhuma|mais|ainda))?(?: \w+)?",
        r"(?:nao (?:tenho|ha|preciso de) )?mais (?:perguntas|duvidas|questoes|informacoes (?:sobre|acerca)|detalhes"
        r"|tempo|cedo|tarde|info)|sem (?:duvida|duvidas|problema|problemas|stress|pressa|mais perguntas)|(?:receber"
        r"|saber|ter|preciso de|gostaria de) mais (?:informac\w+|detalhes|noticias)",
        r"(?:foi|caiu|veio|estava|ficou|chegou|entrou)(?: \w+){0,3} (?:spam|lixo)(?: eletronico)?|(?:na|para a|a"
        r" minha|minha|no|foi parar no|pasta de|caixa de) (?:pasta de |caixa de |pasta |meu )?(?:spam|lixo)(?:"
        r" eletronico)?|anti-?spam|filtro de spam|(?:curso|formacao|projeto|experiencia|conformidade|conhecimentos"
        r"|certificado|auditoria|politica|treinamento)s?(?: \w+){0,4} (?:rgpd|lgpd|protecao de dados|newsletters?"
        r"|assedio|spam)|(?:assinad[oa]|anexo|preenchid[oa]|formulario|termo)(?: \w+){0,3} (?:consentimento"
        r"|protecao de dados|rgpd|lgpd)|consentimento (?:assinado|em anexo|anexo)|advogad[oa] (?:em|de|especialista"
        r"|trabalhista|junior|senior)|escritorio de advogados",
        r"nao (?:me interessa|estou interessad[oa] (?:em|no|na)|tenho interesse (?:em|no|na))(?: (?:o|a|um|uma|os"
        r"|as|em))* (?:turno|teletrabalho|horario|regime|part|meio|remoto|estagio|temporari|noturno"
        r"|noite)[^.!?\n]{0,30}",
        r"(?:adicion|acrescent|inclu|mant|coloc|deix|ponh)\w*(?:-me)?(?: \w+){0,3} (?:na|a|n[ae]st[ae]|em|numa)"
        r" (?:sua |vossa |uma )?(?:lista|base)\w*|lista de (?:espera|documentos|compras|perguntas|requisitos"
        r"|tarefas|candidatos|precos)|mensagem de texto com|em paz\?",
        r"(?:cancel|adi|remarc|desmarc|reagend)\w* (?:a|o|minha|meu|nossa|esta) (?:entrevista|reuniao|chamada"
        r"|consulta|sessao|videochamada)|(?:diz|dizem|diz para|responder|responda|palavra|escrever|enviar"
        r"|mencion\w+)(?: \w+){0,2} [\"'“«]?(?:stop|parar|sair|pare)[\"'”»]?(?: para[^.!?\n]{0,30})?|fim (?:de|do"
        r"|da|dos)|a fim|no fim|sair (?:de|do|da|as|antes|com|mais|cedo|tarde)",
        r"(?:como|onde) (?:posso|devo|encontro|chego|fica|encontraram (?:a|esta))|quem (?:e|sera|vai) (?:o|a|me|ser"
        r"|entrevistar)|(?:nao quero|nao desejo) (?:perder|incomodar|insistir|retirar|cancelar|parecer|pressionar"
        r"|deixar|desistir)[^.!?\n]{0,30}|bloque\w+ (?:a|o|na|minha) (?:agenda|data|hora|calendario|manha|tarde)"
        r"|chega(?:r|rei|mos|da|m|ndo)? (?:a|as|ao|na|no|mais|antes|um|cedo|tarde|em|com|ate)|saco de \w+",
        r"(?:dei|pus|escrevi|indiquei|enviei|mandei|coloquei|passei)(?: \w+){0,4} (?:numero|e-?mail|telefone|morada"
        r"|endereco)(?: \w+)? (?:errad[oa]|incorret[oa])|se nao me engano|salvo engano|(?:sem|nenhuma|nao tenho)"
        r" duvidas?|por engano",
        r"(?:nao|nunca) (?:me )?(?:deix|par)(?:em|es|e)(?: (?:de|por favor))+[^.!?\n]{0,30}|(?:pode|podem) parar"
        r" de (?:esperar|procurar|se preocupar)[^.!?\n]{0,25}|(?:turno|vaga|horario|salario|zona|noite|fim de"
        r" semana)(?: \w+){0,4} nao (?:me )?(?:interessa|convem|da|serve)|(?:vaga|turno|horario|trabalho"
        r"|periodo)(?: \w+){0,3} (?:noite|madrugada|noturn\w+|fim de semana|pj|temporari\w+)(?: eu)?,? nao tenho"
        r" (?:mais )?interesse",
        r"(?:cancel|anul)\w* (?:a )?(?:minha )?(?:inscricao|assinatura|subscricao) (?:n[ao]|d[ao]|em) (?:concurso"
        r"|curso|faculdade|universidade|academia|ginasio|outr[oa]|netflix|tv|oab|vestibular|escola)\w*|(?:me liga"
        r"|ligue|ligar|liga|manda|mande|escreva) (?:nao|agora nao)|nao (?:me )?(?:liga|ligue|liguem|mande|mandem"
        r"|escreva)(?: \w+)? (?:agora|hoje|ja|neste momento|de noite)[^.!?\n]{0,30}",
        r"(?:geria|gerir|tratava|trato|atendia|cuidava)(?: \w+){0,2} (?:cancelamentos|reclamacoes|subscricoes"
        r"|descadastros)(?: \w+)?",
        r"(?:recebi |chegou |vi |encontrei )?(?:nada|mensagem|convite|link|resposta) no (?:meu )?e-?mail",
    ),
    greetings=(
        r"(?:ola|oi|bom dia|boa tarde|boa noite|caro|cara|caros|prezad[oa]s?|exm[oa]s?\.?|estimad[oa]s?|viva|hi"
        r"|hello)(?: (?:a todos|equipa|equipe|senhores|senhor|senhora|sr\.?|sra\.?|pessoal|tudo bem))*",
    ),
    closings=(
        r"(?:com os )?(?:melhores )?(?:cumprimentos|saudacoes)|atenciosamente|att|abracos?|obrigad[oa]|cordialmente"
        r"|um abraco|grat[oa]|adeus|bjs|beijos",
    ),
    courtesy=(
        r"(?:muito )?obrigad[oa](?: (?:por (?:tudo|compreender|sua \w+|seu \w+)|pela (?:compreensao|atencao"
        r"|oportunidade|oferta|mensagem|ajuda)|pelo (?:contac?to|interesse|convite|tempo)|desde ja|na mesma|mesmo"
        r" assim|a todos|e|mas))*",
        r"por favor|pf|pfv|porfavor|pls|faz favor|se faz favor|sff|ja|agora|imediatamente|de imediato|desculpe"
        r"|desculpa|desculpem|ok|sim|e|mas|tambem|entao|pois|a serio|serio|simplesmente|so|apenas|de vez|de novo"
        r"|novamente|outra vez|o quanto antes|quanto antes|gente|pessoal|olha|amigo|cara|mano|logo|urgente|a partir"
        r" de agora|no futuro|nada|bom|por gentileza|gentileza|favor",
        r"(?:podem|pode|poderiam|poderia|podiam|podes)(?: (?:me|por favor|voces|voce))*|(?:peco|solicito|agradeco"
        r"|agradecia|exijo|quero|queria|gostaria|desejo|pretendo|preciso|necessito)(?: (?:que|de|lhes|vos|por"
        r" favor))*|que|eu|facam o favor de|faca o favor de|queiram|e favor|voces|voce",
        r"(?:tenha|tenham) (?:um )?bom dia|boa sorte|felicidades|adeus|ate (?:logo|nunca)|enviado do (?:meu"
        r" )?\w+(?: \w+)?|sem ofensa|passar bem",
    ),
    reasons=(
        r"(?:e |foi |esse e o |este e o |tem o |voce tem o )?(?:numero|pessoa|contac?to|destinatario) errad[oa]"
        r"|(?:foi |e )?engano|enganou-se|(?:se )?enganaram(?:-se)?(?: (?:de|no) numero)?|quem (?:e|es|sao|fala|e"
        r" voce|sao voces|esta falando)|nao (?:te|vos|os|conheco) ?conheco|(?:como|onde) (?:conseguiram|arranjaram"
        r"|obtiveram|encontraram|conseguiu) (?:o )?meu (?:numero|contac?to|e-?mail|telefone)",
        r"(?:ja )?nao (?:me interessa|estou interessad[oa]|tenho(?: mais)? interesse|procuro(?: (?:emprego"
        r"|trabalho))?|estou (?:mais )?interessad[oa])(?: (?:mais|nisto|nisso|na vaga|na oferta|em nada|no emprego"
        r"|nas vossas ofertas))*|sem interesse|(?:ja )?(?:arranjei|consegui|encontrei|tenho|aceitei) (?:um |outro "
        r"|uma )?(?:novo )?(?:emprego|trabalho|oferta)",
        r"nunca (?:me (?:inscrevi|candidatei|registei|cadastrei)|pedi (?:isto|isso|nada)|autorizei(?: isso)?|dei"
        r" (?:o )?meu (?:numero|e-?mail))(?: (?:a (?:isto|nada)|nisso|nisto|com voces|aqui))?|isto e (?:spam"
        r"|assedio)|isso e (?:spam|assedio|um abuso)|e spam|spam|(?:recebo |sao )?(?:demasiad[oa]s|muit[oa]s)"
        r" (?:mensagens|e-?mails|sms)|mensagens demais|ja (?:pedi|disse|falei|vos disse|vos pedi)(?: (?:antes"
        r"|varias vezes|duas vezes))?"
        r"|e a (?:segunda|terceira|ultima) vez(?: que (?:peco|digo))?|pela ultima vez|nos termos d[oa] (?:rgpd"
        r"|lgpd)|conforme a lgpd|ao abrigo do rgpd|ou (?:denuncio|bloqueio|vou denunciar|faco queixa)|senao"
        r" (?:denuncio|bloqueio|bloqueio-vos)",
    ),
    withdraw=(
        r"(?:retir(?:o|ar|em|e|arei)|cancel(?:o|ar|em|e)|anul(?:o|ar|em|e)|desist(?:o|ir) d|renunci(?:o|ar)"
        r"|abandon(?:o|ar)|remov(?:am|er|a))(?: (?:a|da|de|à))?(?: ?(?:minha|esta|a minha|essa))* ?(?:candidatura"
        r"|inscricao|aplicacao|participacao)(?: (?:a|ao|do|da|para|de)[^.!?\n]{0,30})?|retirada da minha"
        r" candidatura|candidatura (?:como )?(?:retirada|cancelada|anulada|encerrada|sem efeito)",
        r"(?:desist(?:o|ir|i|irei)|abandon(?:o|ar)|saio|sair|retiro-me|retirar-me|afast\w+-me|me retir\w*|me"
        r" desvincul\w*) d?(?:o|a|este|esta|deste|desta|do|da) (?:vaga|processo|processo seletivo|selecao"
        r"|recrutamento|candidatura|concurso|posicao)|(?:decidi|quero|prefiro|vou|tenho de|preciso|resolvi|gostaria"
        r" de|queria) (?:desistir|retirar-me|me retirar)|desisto(?= ?(?:$|[\n.!,]| da| do))",
        r"(?:aceit(?:ei|ar|o|e)|assin(?:ei|ar|o)|escolhi|optei por|encontrei|arranjei|consegui|comec(?:ei|o|ar)"
        r"|peguei|fechei com|decidi-me por|vou para|fui contratad[oa] por|contratad[oa] (?:em|por))(?: (?:ja|com|em"
        r"|finalmente|por|entretanto|num|numa))*(?: (?:um|uma|o|a))?(?: (?:outra|outro|nova|novo|diferente))(?:"
        r" \w+)? ?(?:oferta|trabalho|emprego|proposta|empresa|contrato|vaga|posicao|oportunidade|lugar)?",
        r"(?:ja )(?:arranjei|encontrei|consegui|aceitei|tenho|assinei|comecei|estou) (?:a trabalhar |trabalhando "
        r"|um |uma |o |empregad[oa]|contratad[oa])(?:emprego|trabalho|proposta|contrato|vaga|oferta)?(?: (?:noutro"
        r"|em outro|novo)[^.!?\n]{0,20})?|(?:noutra|em outra|com outra|numa outra|por outra) (?:empresa|companhia)"
        r"|(?:noutro|em outro) (?:lado|lugar|sitio)(?: \w+)?",
        r"(?:ja nao (?:estou (?:interessad[oa]|disponivel|a procura|procurando)|tenho interesse)|(?:ja )?nao"
        r" (?:estou mais (?:interessad[oa]|disponivel|a procura|procurando)|estou interessad[oa](?= n[ao] | em )"
        r"|tenho mais interesse|tenho interesse(?= n[ao] | em | pel)|me interessa mais|procuro mais|pretendo"
        r" (?:continuar|prosseguir|avancar)|desejo (?:continuar"
        r"|prosseguir|avancar|participar)|quero (?:continuar|prosseguir|avancar|participar|a vaga)|vou (?:continuar"
        r"|prosseguir|avancar)|posso (?:continuar|prosseguir)|darei continuidade|poderei (?:continuar"
        r"|prosseguir)))(?: (?:na|no|a|o|com|em|mais|pela|pel[ao]|neste|nesta)[^.!?\n]{0,40})?|perdi (?:o"
        r" )?interesse",
        r"(?:recuso|declino|recusar|declinar) (?:a|o|esta|este|vossa|sua)(?: (?:vossa|sua))? (?:oferta|vaga|convite"
        r"|entrevista|proposta|oportunidade|posicao)|(?:fico|ficar|permanecer|continuar) n[oa] (?:meu |minha"
        r" )(?:empresa|emprego|trabalho)(?: atual)?|considerem a minha candidatura (?:retirada|encerrada|sem"
        r" efeito)",
        r"(?:retir|tir|elimin|descart|encerr|cancel|apag|exclu|fech|remov)\w*(?:-me|em|am)?(?: (?:por favor|a|o|me"
        r"|minha|meu|do|da|deste|desta|de))+ (?:candidatura|inscricao|processo|vaga|selecao|lista de candidatos"
        r"|recrutamento)(?: \w+){0,2}",
        r"(?:aceit|assin|escolh|opt|decid|comec|consegu|encontr|arranj|fech|entr|fui contratad|ingress)\w*(?:"
        r" \w+){0,4} (?:outra|outro|nova|novo|noutra|noutro) (?:oferta|trabalho|emprego|vaga|empresa|companhia"
        r"|proposta|projeto|oportunidade|contrato|lugar|sitio|lado)",
        r"(?:nao (?:vou|posso|poderei|desejo|quero|pretendo|irei))(?: \w+){0,3} (?:aceitar|assumir|ocupar|continuar"
        r"|seguir|avancar|prosseguir|comparecer por)(?: (?:o|a|este|esta|com|em|no|na|mais|vossa))+(?: \w+)?"
        r"|(?:recus|declin|renunci|abdic)\w*(?: (?:a|ao|da|do|o|vossa|sua|esta|este))+ (?:vaga|oferta|proposta"
        r"|oportunidade|entrevista|convite|processo|posicao|cargo)|(?:decidi|prefiro|optei por|resolvi|vou)(?:"
        r" \w+){0,3} (?:ficar|permanecer|continuar)(?: (?:no|na|em|onde|com))+ (?:meu|minha|atual|estou|empresa"
        r"|emprego)(?: \w+){0,3}",
        r"ja (?:tenho|estou a trabalhar|estou empregad[oa]|estou trabalhando|consegui|arranjei|encontrei"
        r"|comecei)(?: (?:um|uma|outro|outra|novo|nova|em|num|noutro))*(?: ?(?:trabalho|emprego|colocacao|vaga"
        r"|lugar))?|ja nao (?:procuro|desejo|preciso|quero|posso)(?: \w+){0,4} (?:emprego|trabalho|vaga|processo"
        r"|candidatura|oferta)|(?:desisto|vou desistir|tenho de desistir|decidi desistir)(?: (?:da|do|desta|deste)"
        r" \w+)?",
        r"(?:vou|prefiro|tenho que|tenho de|preciso|devo|decidi|resolvi|acabei por) (?:recusar|declinar|abdicar"
        r"|desistir|abrir mao|dispensar|largar|deixar passar)(?: (?:d?a|d?o|essa|esta|esse|este|dess[ae]|dest[ae]"
        r"|sua|vossa|de) [^.!?\n]{0,30})?|abro mao d[ao] (?:vaga|proposta|processo|oportunidade|oferta)|nao"
        r" (?:sigo|continuo|prossigo|continuarei|seguirei) (?:mais )?(?:com |n[oa] |neste |nesta |em )?(?:o |a"
        r" )?(?:processo|vaga|selecao|candidatura)",
        r"nao (?:contem|conte|contes) (?:mais )?comigo(?! (?:na|no|para|hoje|amanha|as|a ))|(?:to|estou|tou) fora"
        r" (?:d[ao]|dess[ae]|dest[ae]) (?:vaga|processo|selecao)|(?:larguei|largo|desisti|deixei|abandonei)"
        r" (?:d[ao]|de|a|o) (?:vaga|processo|selecao|candidatura|ideia da vaga)|(?:fico|ficar|vou ficar|decidi"
        r" ficar|prefiro ficar) (?:mesmo )?(?:onde (?:estou|to)|no meu (?:emprego|trabalho)(?: atual)?)",
        r"nao (?:vou|irei|posso|poderei|pretendo|quero|vou poder)(?: poder)? aceitar(?! (?:outra|menos|nenhuma"
        r"|qualquer))|(?:decidi|decidimos|resolvi|prefiro|optei por) nao (?:avancar|continuar|prosseguir|seguir"
        r"|aceitar|participar|ir)(?: \w+)?",
        r"(?:ofere[cs]|propuser|propos)\w*(?:-me)?(?: \w+){0,4} e (?:eu )?(?:ja )?aceitei|(?:encerr|fech)\w* (?:o "
        r"|a )?(?:meu|minha) (?:processo|candidatura|inscricao)|(?:encontrei|arranjei|consegui|achei|apareceu"
        r"|surgiu) (?:algo|coisa|uma coisa|um|uma) melhor(?: \w+)?|(?:assin|aceit|contrat|comec|fech)\w*(?:"
        r" \w+){0,3} (?:em|com|por|n?outr[oa]|num|numa|com) (?:outr[oa] )?(?:firma|lugar|clinica|agencia|loja"
        r"|negocio|escola|restaurante|hotel)",
    ),
    maybe_withdraw=(
        r"(?:nao (?:sei|tenho a certeza|tenho certeza)|estou a pensar|estou pensando|talvez|provavelmente|se calhar"
        r"|estou na duvida|em duvida|pondero|ponderando|a ponderar|hesit\w+)(?: \w+){0,7} (?:retirar|continuar"
        r"|desistir|candidatura|processo|vaga|para mim|ficar|prosseguir)|outr[ao]s? (?:oferta"
        r"|proposta)s?[^.!?\n]{0,50}(?:decid|pens|prazo|respond|ponder)\w*|mudei de (?:ideia|ideias|opiniao)|nao e"
        r" (?:bem )?para mim",
        r"(?:nao (?:tenho|estou)(?: (?:muito|tao|bem|la muito|a|mais|ja))* (?:certeza|segur[oa]|convencid[oa])"
        r"|tenho (?:as minhas )?duvidas(?: se| sobre a vaga| quanto)|estou na duvida|hesito|estou hesitante|estou a"
        r" (?:pensar|ponderar|considerar)|estou (?:pensando|ponderando|considerando))(?:(?= ?(?:$|[\n.!]))|(?:"
        r" \w+){0,8} (?:retir\w*|continuar|prosseguir|candidatura|processo|vaga|emprego|proposta|oferta|desistir"
        r"|ficar|interess\w*|para mim))|(?:tenho|recebi|fizeram-me|surgiu|apareceu)(?: \w+){0,2} (?:outra|outras"
        r"|uma segunda) (?:ofertas?|propostas?)(?! que aceitei)|(?:pausar|suspender|congelar|deixar em espera) (?:a"
        r" )?(?:minha candidatura|o processo)|mudei de (?:opiniao|ideias?|planos)|os meus planos mudaram",
        r"(?:acho|penso|creio|parece-me|suponho|julgo) que (?:afinal |talvez |ja )?(?:nao vou|nao|vou|ja nao|me)"
        r" (?:mais )?(?:aceit|segu|continu|assin|recus|ficar|renunci|desist|declin|retir|quero)\w*(?: (?:onde"
        r" (?:estou|to)|no meu (?:emprego|trabalho)))?(?: mesmo)?|(?:nao sei|nao tenho (?:a )?certeza|duvido|na"
        r" duvida)(?: bem| muito bem| ainda)? (?:de )?se (?:quero|continu|segu|aceit|me compensa|compensa|vale a"
        r" pena|e para mim|fico|mudo|avanco|devo)\w*",
        r"(?:na|em) duvida(?: \w+){0,2} (?:se|sobre|quanto|com) (?:\w+ )?(?:continuo|sigo|aceito|quero|fico|vale"
        r"|vou|mudo|vaga|processo|proposta|emprego)|(?:provavelmente|talvez|se calhar|quem sabe)(?: \w+){0,3}"
        r" (?:recus|desist|declin|renunci|fique onde|fico onde|aceite a outra|fique com a outra|nao aceite|nao va"
        r" continuar)\w*|(?:nao me|ainda nao me|nao estou) (?:convenc\w*|vejo)(?: (?:muito|totalmente|nesse|nessa"
        r"|neste|nesta|a mudar|mudando|com))+|inclinad[oa] a|(?:ando|estou|to) (?:meio |muito |um pouco"
        r" )?(?:indecis|hesitante|dividid)[oa]?",
        r"(?:algo|oferta|proposta|opcao|vaga|emprego) melhor|nao e (?:bem |exatamente |propriamente )?(?:aquilo|o)"
        r" que (?:procuro|procurava|esperava|queria|busco)|(?:talvez|se calhar|acho que|quem sabe|creio que) nao"
        r" (?:me )?(?:compens|convem|convenha|valha|seja para mim|interess|e para mim|vou)\w*|(?:tenho (?:de|que)"
        r"|preciso(?: de)?|vou) pensar (?:melhor|bem|muito)",
    ),
    still_in=(
        r"(?:nao(?: \w+){0,2} (?:aceit|assin)\w+ (?=outra|outro|nenhum|nada)|(?:ainda nao|nunca|sem|antes de)(?:"
        r" \w+){0,2} (?:aceitar|assinar)|(?:nao|ainda nao|nunca|sem|antes de)(?: \w+){0,2} (?:aceitei|assinei"
        r"|encontrei|retirei|retirar|retiro|cancelar|cancelo|desistir|desisto|desisti))(?: (?:outra|outro|nenhuma"
        r"|nenhum|minha|a minha"
        r"|nada|da)[^.!?\n]{0,25})?",
        r"(?:voces|ele|ela|ja) (?:aceitaram|escolheram|contrataram)[^.!?\n]{0,25}|(?:meu (?:amigo|irmao|colega"
        r"|marido)|minha (?:amiga|irma|colega|mulher)|o outro candidato|ele|ela) (?:ja )?(?:aceitou|assinou"
        r"|desistiu|retirou|encontrou)[^.!?\n]{0,25}|(?:aceitaram|assinaram|desistiram)[^.!?\n]{0,20}\?",
        r"(?:anterior|primeira|outra|ultima|antiga|segunda) candidatura|candidatura anterior|ja nao (?:estou"
        r" disponivel|posso) (?:na|no|amanha|hoje|as|a)[^.!?\n]{0,20}|(?:aceito|aceitei|confirmo) (?:a|o|vosso|esta"
        r"|sua) (?:convite|entrevista|reuniao|proposta|oferta)",
        r"(?:vaga|turno|horario|trabalho|periodo)(?: \w+){0,3} (?:noite|madrugada|noturn\w+|fim de semana|pj"
        r"|temporari\w+),? nao tenho (?:mais )?interesse|(?:nunca|jamais|quase|nem penso em|longe de)(?: \w+){0,2}"
        r" (?:desist\w*|recus\w*|abrir mao)[^.!?\n]{0,25}",
    ),
    texts=(r"sms|torpedos?|mensagens de texto|whatsapps?|zaps?|textos?",),
    mails=(r"e-?mails?|mails?|newsletters?|correio eletronico",),
    another_way=(
        r"(?:mas |melhor |prefiro |so |apenas |por favor |podem |pode |(?:podem|pode) (?:me )?(?:escrever"
        r"|contac?tar|enviar|mandar) |usem |use |e |enviem-me |mandem |me (?:mandem|mande|escreva|escrevam|envie"
        r"|enviem) |escrevam-me |contactem-me |ja |em vez disso |fale |falem |tudo bem |um |os |o ){0,6}(?:por "
        r"|pelo |o |os |via |um |no |de |com ){0,6}"
        r"(?:(?P<texts>sms|mensagem de texto|whatsapp|zap)|(?P<mails>e-?mails?|mails?)|(?P<calls>telefone|ligacao"
        r"|telefonema|chamada))(?: (?:sim|esta|estao|tudo bem|bem|ok|perfeito|melhor|sem problema|sem problemas|por"
        r" favor|funciona|prefiro|e|serve|servem|pode|pode ser|podem|continua|continuam|bom|otimo|e melhor"
        r"|tranquilo|de boa|a vontade|nao ha problema|otimo|preferivel|bem-?vindos?|apenas|somente|so)){0,6}",
        r"(?P<ring>liguem-me|ligue-me|me liguem|me ligue|me liga|telefonem-me|liga-me|telefone-me)(?: (?:antes|por"
        r" favor)){0,6}",
    ),
    only_by=(
        r"(?:e-?mails?|mails?),? (?:em vez d[eo]s?|ao inves de|e nao|nao|no lugar de) (?:por |de |os |um"
        r" )*(?P<texts>sms|mensagens|mensagem|whatsapp|torpedos?)",
        r"(?:sms|mensagem|whatsapp),? (?:em vez d[eo]s?|ao inves de|e nao|nao) (?:por |de |os |um"
        r" )*(?P<mails>e-?mails?|mails?)",
        r"(?P<texts>(?:so|somente|apenas|unicamente|exclusivamente) (?:por |pelo |via )?(?:e-?mail|mail)|(?:por "
        r"|pelo )(?:e-?mail|mail) (?:apenas|somente|so|exclusivamente))",
        r"(?:em vez de|ao inves de) (?P<texts>sms|mensagens|whatsapp)(?:,? \w+){0,5} (?:e-?mails?|mails?)",
        r"(?:prefiro|melhor) (?:o |os |por )*(?:e-?mails?|mails?) (?:a|ao|aos|do que|em vez de|em vez do) (?:os |o "
        r"|por )*(?P<texts>sms|mensagens|whatsapp)",
        r"(?:por )?(?P<texts>sms|mensagem|mensagens|whatsapp) nao,? (?:por )?(?:e-?mail|mail)(?: (?:sim|pode ser"
        r"|pode))?",
    ),
    reactions=(
        r"(?:(?:nao )?(?:gostou|curtiu|amou|adorou|descurtiu)(?: (?:de|do|da))?|deu (?:gosto|like|risada)(?: (?:a"
        r"|em|de))?|riu(?:-se)? (?:de|com)|enfatizou|destacou|exclamou|questionou|reagiu (?:com )?[^\w\s]{0,12}"
        r" ?(?:a|à)|(?:removeu|retirou|tirou) .{1,34} (?:de|a|em|do|da)|adicionou .{1,20} a|marcou .{1,24}"
        r"|[^\w\s]{1,12} (?:a|para))",
    ),
)
