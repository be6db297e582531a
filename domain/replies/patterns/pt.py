"""Portuguese, of both sides of the ocean."""

from __future__ import annotations

from typing import Final

from domain.replies.patterns.language import Language

_THINGS = r"(?:e-?mails?|mails?|mensagens|mensagem|msgs?|sms|textos?|torpedos?|notificacoes|notificacao|ligacoes|ligacao|chamadas?|newsletters?|contatos?|contactos?|comunicacoes|comunicacao|avisos|informacoes|publicidade|propagandas?|lembretes?|whatsapps?|zaps?|spam|correio|emails)"
_WRITE = (
    r"(?:escrev(?:am|a|er|erem|endo|as)|contac?t(?:em|e|ar|arem|ando|es)|envi(?:em|e|ar|arem|ando|es)|mand(?:em|e|ar|arem|ando|es)|lig(?:uem|ue|ar|arem|ando|ues)|incomod(?:em|e|ar|arem|ando)|perturb(?:em|e|ar|arem|ando)|chate(?:iem|ie|ar|arem)|encher|encham|procur(?:em|e|ar|arem)"
    r"|spam(?:ar|mar)|notifi(?:quem|car)|insist(?:am|ir|a)|assedi(?:ar|em)|aborrec(?:am|er)|telefon(?:em|ar|e)|entr(?:em|ar|e) em contac?to)"
)
_SUCH = r"(?:mais|seus?|suas?|os|as|o|a|esses?|essas?|estes?|estas?|vossos?|vossas?|nenhuma?|outros?|outras?|de|do|da|dos|das|teus?|tuas?|tantos?|tantas|todos?|todas|tipo|qualquer|quaisquer|automaticas)"
_LIST = r"(?:listas?(?: de (?:e-?mails?|contac?tos?|distribuicao|envio|transmissao|mailing|candidatos|difusao))?|base(?:s)?(?: de dados)?|banco de dados|cadastros?|sistemas?|registos?|registros?|ficheiros?|newsletter|mailing|contac?tos|arquivos?|agenda|banco de talentos)"

PT: Final = Language(
    stop=(
        rf"(?:nao|nunca|jamais)(?: (?:me|nos|quero que me|quero que|voltem a|voltem a me|volte a|tornem a|por favor))* (?:{_WRITE})(?:-me)?(?: (?:{_SUCH} )*(?:{_THINGS}))?(?: (?:mais|nunca|nunca mais|novamente|outra vez|comigo|no futuro|para (?:este|esse|o meu) (?:numero|e-?mail|contacto)|por (?:favor|sms|e-?mail|email)|de novo|obrigad[oa]|nada))*"
        r"(?! (?:antes|depois|ate|de (?:manha|tarde|noite)|na (?:segunda|terca|quarta|quinta|sexta)|durante|no trabalho|para o (?:trabalho|meu trabalho|escritorio|meu e-?mail)|em|ao|aos|quando|se|hoje|amanha|no meu|para a (?:empresa|minha)))",
        rf"(?:par(?:em|e|ar|a)|deix(?:em|e|ar|a)|cess(?:em|e|ar)|pare-se|chega|terminem|acabem)(?: (?:ja|por favor|imediatamente|agora|logo))* (?:de |com )(?:(?:me|nos|os|as|esses|essas|estes|estas|o|a) )*(?:{_WRITE}|encher o saco|encher|spam|insistir|enviar-me|contactar-me|ligar-me|mandar-me|isso|isto|{_THINGS})(?:-me)?(?: (?:{_SUCH} )*(?:{_THINGS}))?",
        rf"(?:par(?:em|e|ar)|cess(?:em|e|ar)|suspend(?:am|er|a)|interromp(?:am|er|a)|stop|chega|fim|basta)(?: (?:com|de|os|as|o|a|esses|essas|estes|estas|seus|suas|todos|envio|tantas|tantos|d[eao]s?))* (?:{_THINGS})",
        rf"(?:nao )(?:quero|desejo|gostaria|pretendo|autorizo|aceito|queremos|preciso|tenho interesse em|tenciono|queria)(?: (?:mais|de|continuar a|continuar|voltar a|que|a|que me))* (?:receber|ser|ter|ouvir|saber|recebendo|contac?tad[oa]|me)?(?: (?:{_SUCH} |mais |nada )*(?:{_THINGS}|contac?tad[oa]|incomodad[oa]|de voces|nada de voces|vosso|contac?tem|enviem|mandem|liguem|escrevam|perturbad[oa]|chamad[oa]))+(?: (?:mais|vossos?|vossas?|de voces|da vossa parte|por (?:sms|e-?mail|telefone|favor)|seus|vindos|nunca))*",
        rf"(?:(?:quero|queria|gostaria de|desejo|podem|pode|poderiam|por favor|solicito|peco|pretendo|favor|agradeco que|peco que|que me|me|poderia|e) )*(?:remov|retir|tir|elimin|apag|exclu|risc|delet|desinscrev|descadastr|cancel|tirem|retirem)\w*(?:-me)?(?: (?:me|meu|minha|meus|minhas|o|a|os|as|nome|e-?mail|numero|contac?to|dados|telefone|telemovel|endereco|ja|e|daqui|celular|email))*"
        rf" (?:d[aeo]s?|dess[ae]s?|dest[ae]s?)(?: (?:{_SUCH} )*(?:{_LIST}|{_THINGS}))(?: (?:por favor|ja|imediatamente))?",
        r"(?:apag|elimin|exclu|delet|remov|destru)\w*(?: (?:todos|por favor|imediatamente|ja|tudo))* (?:(?:os|o|as|a) )?(?:meus?|minhas?) (?:dados(?: pessoais)?|numero(?: de \w+)?|e-?mail|informacoes|contac?tos?|cadastro|registo|telefone|conta|perfil|endereco(?: de e-?mail)?)(?: (?:e|da|do|das|vossa|sua|base|dados|conforme|lgpd|rgpd|segundo|imediatamente|de|nos termos|ja))*(?= ?(?:$|[\n.!,]|por favor|obrigad|e nao|e par))",
        r"(?:(?:quero|gostaria de|desejo|pretendo|preciso|queria|posso|me|favor|podem) )*(?:me )?(?:descadastr|desinscrev|dessubscrev|cancelar (?:a|minha|a minha|esta) (?:inscricao|subscricao|assinatura)|anular (?:a )?(?:minha )?(?:subscricao|inscricao))\w*(?:-me)?(?: (?:d[aeo]s?|dest[ae]s?|dess[ae]s?)(?: \w+){1,3})?",
        r"(?:deix(?:em|e|a|ar)(?:-me)?|me deix(?:em|e|a))(?: (?:me|ja|por favor|la))* (?:em paz|sossegad[oa]|quiet[oa])|esque(?:cam|ca|ce)(?:-se)?(?: d[oe])? (?:meu numero|mim|o meu numero|meu contato)|larg(?:uem|a|ue)(?:-me)?(?: do meu pe)|nao (?:me )?enche(?:m)?(?: o saco)?",
        r"(?:revogo|retiro|cancelo|anulo) (?:o |a )?(?:meu |minha |todo )?(?:consentimento|autorizacao|permissao)(?: (?:e|para|de)[^.!?\n]{0,50})?|oponho-me a[^.!?\n]{0,50}",
        r"vai (?:te foder|tomar no \w+|a merda)|vao (?:a merda|se foder)|some(?:m)?(?: daqui)?|desapare[cç]am|sumam|va(?:o)? embora",
        r"(?:prefiro|preferia|preferiria|agradecia|agradeceria|agradeco)(?: que)? (?:nao|deixassem de|deixem de|que nao)(?: (?:me|mais|ser))* (?:escrev|contac?t|envi|mand|lig|incomod|receb)\w*(?: {t})?(?: mais)?".replace("{t}", rf"(?:{_SUCH} )*(?:{_THINGS})"),
        r"(?:(?:quero|queria|gostaria de|pretendo|desejo|como|preciso) )?sair d[aeo]s?(?:ss[ae]|st[ae])? (?:(?:sua|vossa|tua|essa|esta) )?(?:lista|grupo|newsletter|base|mailing)(?: de \w+)?",
        rf"(?:sem|chega de|nada de|nenhuma?|nao a|basta de) (?:mais )?(?:{_THINGS})(?: mais)?|(?:nao )?mais (?:nenhuma?|contac?tos?) ?(?:{_THINGS})?(?= ?(?:$|[\n.!,]))|nao contac?tar(?: mais)?",
    ),
    alone=(
        r"stop|pare|parem|para|parar|sair|cancelar|cancela|descadastrar|descadastre|descadastro|remover|remova|removam|baixa|basta|chega|pare ja|parem ja|ja chega|me tirem|me tira|tirem-me|retirem-me|me removam|me remova|removam-me|excluir|me exclua|desinscrever|dessubscrever|anular subscricao|cancelar subscricao|cancelar inscricao|fim de conversa"
        r"|sem (?:mensagens|sms|e-?mails)|nao mais|nunca mais|nao (?:enviar|mandem|ligar|perturbe|incomode|incomodem)|pare com isso|parem com isso|para com isso|opt-?out",
    ),
    alone_in_texts=(r"fim|terminar|encerrar|apagar|eliminar|cancele|cancelem|tira|remove|sai|saia",),
    doubt=(
        r"stop|(?:par(?:em|ar|e)|deix(?:em|ar)|cess(?:em|ar)) (?:de|com)|parem|descadast\w*|dessubscr\w*|desinscr\w*|cancelar (?:a )?(?:minha )?(?:subscricao|inscricao|assinatura)|opt-?out",
        rf"(?:nao|nunca|jamais)(?: \w+){{0,3}} (?:{_WRITE})(?: mais)?",
        rf"(?:demasiad[oa]s|tant[oa]s|menos|fart[oa] d[eo]s?|cansad[oa] d[eo]s?|chega de|muit[oa]s|excesso de|receber tant[oa]s|demais) (?:{_SUCH} )*(?:{_THINGS})|fart[oa]|de saco cheio|cansad[oa] de (?:voces|receber|tant|ser|tudo)",
        r"(?:remov|retir|tir|elimin|apag|exclu|delet|risc)\w*(?:-me)?(?: (?:o|a|os|as))? (?:meu|minha|meus|minhas|me) ?(?:dados|numero|e-?mail|nome|telefone|contac?to|informacoes)?(?= d| ?[.!?\n]|$)|(?:me|eu) (?:remov|retir|tir|exclu)\w*|(?:sua|vossa|essa|esta|da|dessa|desta|tua) (?:lista|base de dados)|(?:remov|retir|tir|elimin)\w*-me",
        r"em paz|assedi\w*|spam\w*|incomod(?:em|ando|am|a|ar|e)|lgpd|rgpd|protecao de dados|direito ao esquecimento|consentimento|advogad[oa]|denunci\w+|chat[oa]s?|perturb\w+|sossego|insuportavel|insistenc\w+",
        r"(?:como|onde|quem|de onde)(?: \w+){0,4} (?:o )?(?:meu (?:numero|e-?mail|contac?to|telefone)|meus dados)|(?:numero|pessoa|contac?to) errad[oa]|engano|quem (?:e|sao) (?:voce|voces|voce\w*)|por ?que (?:me|voces|continuam|insistem|continuo)|nao (?:os|te|vos) conheco",
        r"(?:nao|sem|nenhum) (?:me |tenho |estou )?(?:interessa|interesse|interessad[oa])|nao (?:quero|desejo) (?:mais|receber|saber|que me|nada)(?! (?:incomodar|perguntas))|(?:mais nada|nada mais) de voces|nunca (?:me (?:inscrevi|candidatei|registei|cadastrei)|autorizei|pedi|dei)|bloque(?:ar|io|ado|arei)|merda|porra|caralho|foder|saco",
    ),
    refusal=(
        r"nao|nao,? obrigad[oa]|obrigad[oa],? (?:mas )?nao|nao me interessa|nao (?:estou|tenho) interess(?:ad[oa]|e)|sem interesse|nao quero|nunca|esquece|esquecam|deixa|deixa pra la|passo|nada|nao preciso|agora nao|de momento nao|dispenso|nem pensar|jamais|nao mesmo|nao e para mim",
    ),
    harmless=(
        r"(?:paragem|parada|ponto)(?: (?:de|do))? ?(?:autocarro|onibus|metro|eletrico|comboio|trem)?(?! de (?:me|enviar))|(?:autocarro|onibus|metro|trem|comboio) (?:\w+ )?para(?: \w+)?|non-?stop|sem parar",
        r"para (?:o|a|os|as|mim|que|uma|um|ser|ver|poder|falar|confirmar|mais|isso|saber|trabalhar|voces|quando|amanha|hoje|si|vos|este|esta|esse|essa|nos|segunda|terca|quarta|quinta|sexta|la|ca|ir|quem|onde|cada|todos|sempre|ter|dar|fazer|as|minha|meu)",
        r"(?:nao|nunca|sem|jamais|nao consigo|nao quero|nao vou) (?:vou |consigo |posso |quero |paro de |parei de |irei )*(?:parar|paro|parei|parem|deixar|deixo|deixei)(?: (?:de|com)[^.!?\n]{0,25})?",
        r"(?:par(?:ei|ar|o|ou|amos|asse)|deix(?:ei|ar|o|ou|arei)) (?:de )?(?:trabalhar|fumar|estudar|o (?:trabalho|emprego|curso)|a (?:empresa|faculdade)|meu (?:emprego|trabalho|cv|contacto|contato|numero|telefone)|o meu|aqui|claro|em anexo|na|no|para|pensar|de pensar|um recado|uma mensagem)(?: \w+)?|(?:paro|saio) (?:as|ao|do trabalho)|deixo (?:o|a|em|aqui|claro|meu)",
        r"(?:nao|por favor nao) (?:me )?(?:remov|retir|tir|elimin|apag|exclu|cancel|descadastr)\w*(?:-me)?(?: (?:da lista|do processo|de|ainda|o meu|a minha|minha|meu))*",
        r"(?:remov|retir|tir|elimin|apag|ignor|substitu|atualiz|descart|delet|corrij|exclu)\w* (?:(?:por favor|o|a|os|as|meu|minha|esse|essa|um|uma|este|esta|aquele|aquela) )*(?:antig[oa]|anterior|primeir[oa]|segund[oa]|ultim[oa]|velh[oa]|duplicad[oa]|foto\w*|ficheiro|arquivo|anexo|documento|versao|cv|curriculo|carta|gralha|erro|linha|pagina|virgula|espaco|reuniao|data|mensagem|e-?mail anterior|hora|seccao|secao|frase|duvidas?|acento|conclusoes|ferias|folga|licenca|o casaco|carteira|carta de)(?: \w+){0,3}",
        r"(?:(?:meu|o|a|minha|o meu|a minha) )?(?:numero|telefone|foto|morada|endereco|nome|data de nascimento|telemovel|celular)(?: de (?:telefone|telemovel|celular))? (?:do|no|da|de) (?:(?:meu|minha|o) )?(?:cv|curriculo|perfil|documento|formulario|carta|candidatura)|(?:remov|retir|tir|apag)\w* [^.!?\n]{0,30} (?:do|no) (?:meu )?(?:cv|curriculo|perfil|documento|formulario)",
        r"(?:nao|por favor nao)(?: me)? (?:lig|escrev|contac?t|envi|mand|incomod|telefon)\w*(?:-me)? (?:antes|depois|ate|de (?:manha|tarde|noite)|na (?:segunda|terca|quarta|quinta|sexta)|no (?:sabado|domingo|trabalho|meu trabalho|telefone do trabalho|fixo|numero antigo|e-?mail antigo|horario)|durante|para o (?:trabalho|meu trabalho|escritorio|e-?mail (?:do|da|antigo|profissional)|meu e-?mail (?:do|da|antigo|profissional)|numero (?:do|antigo)|fixo|meu chefe|antigo)|para a (?:empresa|minha empresa|morada)|em horario|ao (?:meu|domingo|fim)|aos|entre|as \d+|quando|se|amanha|hoje|esta (?:tarde|manha|semana)|enquanto|ainda|tao)(?: \w+)?",
        r"nao hesit\w+(?: em (?:me )?\w+(?:-me)?)?|(?:desculp\w+|perdao|espero nao|nao quero|nao queria|lamento|sem querer|peco desculpa)(?: \w+){0,4} (?:incomod\w*|perturb\w*|insist\w*|chat[oa]|incomodo|a insistencia)|incomodo|se nao for incomodo|sem incomodo",
        r"(?:nao|ainda nao|nunca|tambem nao)(?: (?:me|ha|tenho|cheguei a))* (?:recebi|recebido|chegou|chegaram|vi|encontrei|encontro|tive|receb\w+)(?: (?:o|a|os|as|seu|sua|vosso|nenhum|nenhuma|mais|ainda))?(?: \w+)?",
        r"(?:nao (?:tenho|ha|preciso de) )?mais (?:perguntas|duvidas|questoes|informacoes (?:sobre|acerca)|detalhes|tempo|cedo|tarde|info)|sem (?:duvida|duvidas|problema|problemas|stress|pressa|mais perguntas)|(?:receber|saber|ter|preciso de|gostaria de) mais (?:informac\w+|detalhes|noticias)",
        r"(?:foi|caiu|veio|estava|ficou|chegou|entrou)(?: \w+){0,3} (?:spam|lixo)(?: eletronico)?|(?:na|para a|a minha|minha|pasta de|caixa de|no|foi parar no) (?:pasta de |caixa de |pasta |meu )?(?:spam|lixo)(?: eletronico)?|anti-?spam|filtro de spam|(?:curso|formacao|projeto|experiencia|conformidade|conhecimentos|certificado|auditoria|politica|treinamento)s?(?: \w+){0,4} (?:rgpd|lgpd|protecao de dados|newsletters?|assedio|spam)|(?:assinad[oa]|anexo|preenchid[oa]|formulario|termo)(?: \w+){0,3} (?:consentimento|protecao de dados|rgpd|lgpd)|consentimento (?:assinado|em anexo|anexo)|advogad[oa] (?:em|de|especialista|trabalhista|junior|senior)|escritorio de advogados",
        r"nao (?:me interessa|estou interessad[oa] (?:em|no|na)|tenho interesse (?:em|no|na))(?: (?:o|a|um|uma|os|as|em))* (?:turno|teletrabalho|horario|regime|part|meio|remoto|estagio|temporari|noturno|noite)[^.!?\n]{0,30}",
        r"(?:adicion|acrescent|inclu|mant|coloc|deix|ponh)\w*(?:-me)?(?: \w+){0,3} (?:na|a|n[ae]st[ae]|em|numa) (?:sua |vossa |uma )?(?:lista|base)\w*|lista de (?:espera|documentos|compras|perguntas|requisitos|tarefas|candidatos|precos)|mensagem de texto com|em paz\?",
        r"(?:cancel|adi|remarc|desmarc|reagend)\w* (?:a|o|minha|meu|nossa|esta) (?:entrevista|reuniao|chamada|consulta|sessao|videochamada)|(?:diz|dizem|diz para|responder|responda|palavra|escrever|enviar|mencion\w+)(?: \w+){0,2} [\"'“«]?(?:stop|parar|sair|pare)[\"'”»]?(?: para[^.!?\n]{0,30})?|fim (?:de|do|da|dos)|a fim|no fim|sair (?:de|do|da|as|antes|com|mais|cedo|tarde)",
        r"(?:como|onde) (?:posso|devo|encontro|chego|fica|encontraram (?:a|esta))|quem (?:e|sera|vai) (?:o|a|me|ser|entrevistar)|(?:nao quero|nao desejo) (?:perder|incomodar|insistir|retirar|cancelar|parecer|pressionar|deixar|desistir)[^.!?\n]{0,30}|bloque\w+ (?:a|o|na|minha) (?:agenda|data|hora|calendario|manha|tarde)|chega(?:r|rei|mos|da|m|ndo)? (?:a|as|ao|na|no|mais|antes|um|cedo|tarde|em|com|ate)|saco de \w+",
    ),
    greetings=(r"(?:ola|oi|bom dia|boa tarde|boa noite|caro|cara|caros|prezad[oa]s?|exm[oa]s?\.?|estimad[oa]s?|viva|hi|hello)(?: (?:a todos|equipa|equipe|senhores|senhor|senhora|sr\.?|sra\.?|pessoal|tudo bem))*",),
    closings=(r"(?:com os )?(?:melhores )?(?:cumprimentos|saudacoes)|atenciosamente|att|abracos?|obrigad[oa]|cordialmente|um abraco|grat[oa]|adeus|bjs|beijos",),
    courtesy=(
        r"(?:muito )?obrigad[oa](?: (?:por (?:tudo|compreender|sua \w+|seu \w+)|pela (?:compreensao|atencao|oportunidade|oferta|mensagem|ajuda)|pelo (?:contac?to|interesse|convite|tempo)|desde ja|na mesma|mesmo assim|a todos|e|mas))*",
        r"por favor|pf|pfv|porfavor|pls|faz favor|se faz favor|sff|ja|agora|imediatamente|de imediato|desculpe|desculpa|desculpem|ok|sim|e|mas|tambem|entao|pois|a serio|serio|simplesmente|so|apenas|de vez|de novo|novamente|outra vez|o quanto antes|quanto antes|gente|pessoal|olha|amigo|cara|mano|logo|urgente|a partir de agora|no futuro|nada|bom|por gentileza|gentileza|favor",
        r"(?:podem|pode|poderiam|poderia|podiam|podes)(?: (?:me|por favor|voces|voce))*|(?:peco|solicito|agradeco|agradecia|exijo|quero|queria|gostaria|desejo|pretendo|preciso|necessito)(?: (?:que|de|lhes|vos|por favor))*|que|eu|facam o favor de|faca o favor de|queiram|e favor|voces|voce",
        r"(?:tenha|tenham) (?:um )?bom dia|boa sorte|felicidades|adeus|ate (?:logo|nunca)|enviado do (?:meu )?\w+(?: \w+)?|sem ofensa|passar bem",
    ),
    reasons=(
        r"(?:e |foi |esse e o |este e o |tem o |voce tem o )?(?:numero|pessoa|contac?to|destinatario) errad[oa]|(?:foi |e )?engano|enganou-se|(?:se )?enganaram(?:-se)?(?: (?:de|no) numero)?|quem (?:e|es|sao|fala|e voce|sao voces|esta falando)|nao (?:te|vos|os|conheco) ?conheco|(?:como|onde) (?:conseguiram|arranjaram|obtiveram|encontraram|conseguiu) (?:o )?meu (?:numero|contac?to|e-?mail|telefone)",
        r"(?:ja )?nao (?:me interessa|estou interessad[oa]|tenho(?: mais)? interesse|procuro(?: (?:emprego|trabalho))?|estou (?:mais )?interessad[oa])(?: (?:mais|nisto|nisso|na vaga|na oferta|em nada|no emprego|nas vossas ofertas))*|sem interesse|(?:ja )?(?:arranjei|consegui|encontrei|tenho|aceitei) (?:um |outro |uma )?(?:novo )?(?:emprego|trabalho|oferta)",
        r"nunca (?:me (?:inscrevi|candidatei|registei|cadastrei)|pedi (?:isto|isso|nada)|autorizei(?: isso)?|dei (?:o )?meu (?:numero|e-?mail))(?: (?:a (?:isto|nada)|nisso|nisto|com voces|aqui))?|isto e (?:spam|assedio)|isso e (?:spam|assedio|um abuso)|e spam|spam|(?:recebo |sao )?(?:demasiad[oa]s|muit[oa]s) (?:mensagens|e-?mails|sms)|mensagens demais|ja (?:pedi|disse|falei|vos disse|vos pedi)(?: (?:antes|varias vezes|duas vezes))?"
        r"|e a (?:segunda|terceira|ultima) vez(?: que (?:peco|digo))?|pela ultima vez|nos termos d[oa] (?:rgpd|lgpd)|conforme a lgpd|ao abrigo do rgpd|ou (?:denuncio|bloqueio|vou denunciar|faco queixa)|senao (?:denuncio|bloqueio|bloqueio-vos)",
    ),
    withdraw=(
        r"(?:retir(?:o|ar|em|e|arei)|cancel(?:o|ar|em|e)|anul(?:o|ar|em|e)|desist(?:o|ir) d|renunci(?:o|ar)|abandon(?:o|ar)|remov(?:am|er|a))(?: (?:a|da|de|à))?(?: ?(?:minha|esta|a minha|essa))* ?(?:candidatura|inscricao|aplicacao|participacao)(?: (?:a|ao|do|da|para|de)[^.!?\n]{0,30})?|retirada da minha candidatura|candidatura (?:como )?(?:retirada|cancelada|anulada|encerrada|sem efeito)",
        r"(?:desist(?:o|ir|i|irei)|abandon(?:o|ar)|saio|sair|retiro-me|retirar-me|afast\w+-me|me retir\w*|me desvincul\w*) d?(?:o|a|este|esta|deste|desta|do|da) (?:vaga|processo|processo seletivo|selecao|recrutamento|candidatura|concurso|posicao)|(?:decidi|quero|prefiro|vou|tenho de|preciso|resolvi|gostaria de|queria) (?:desistir|retirar-me|me retirar)|desisto(?= ?(?:$|[\n.!,]| da| do))",
        r"(?:aceit(?:ei|ar|o|e)|assin(?:ei|ar|o)|escolhi|optei por|encontrei|arranjei|consegui|comec(?:ei|o|ar)|peguei|fechei com|decidi-me por|vou para|fui contratad[oa] por|contratad[oa] (?:em|por))(?: (?:ja|com|em|finalmente|por|entretanto|num|numa))*(?: (?:um|uma|o|a))?(?: (?:outra|outro|nova|novo|diferente))(?: \w+)? ?(?:oferta|trabalho|emprego|proposta|empresa|contrato|vaga|posicao|oportunidade|lugar)?",
        r"(?:ja )(?:arranjei|encontrei|consegui|aceitei|tenho|assinei|comecei|estou) (?:a trabalhar |trabalhando |um |uma |o |empregad[oa]|contratad[oa])(?:emprego|trabalho|proposta|contrato|vaga|oferta)?(?: (?:noutro|em outro|novo)[^.!?\n]{0,20})?|(?:noutra|em outra|com outra|numa outra|por outra) (?:empresa|companhia)|(?:noutro|em outro) (?:lado|lugar|sitio)(?: \w+)?",
        r"(?:ja )?nao (?:estou (?:mais )?(?:interessad[oa]|disponivel|a procura|procurando)|tenho (?:mais )?interesse|me interessa mais|procuro mais|pretendo (?:continuar|prosseguir|avancar)|desejo (?:continuar|prosseguir|avancar|participar)|quero (?:continuar|prosseguir|avancar|participar|a vaga)|vou (?:continuar|prosseguir|avancar)|posso (?:continuar|prosseguir)|darei continuidade|poderei (?:continuar|prosseguir))(?: (?:na|no|a|o|com|em|mais|pela|pel[ao]|neste|nesta)[^.!?\n]{0,40})?|perdi (?:o )?interesse",
        r"(?:recuso|declino|recusar|declinar) (?:a|o|esta|este|vossa|sua)(?: (?:vossa|sua))? (?:oferta|vaga|convite|entrevista|proposta|oportunidade|posicao)|(?:fico|ficar|permanecer|continuar) n[oa] (?:meu |minha )(?:empresa|emprego|trabalho)(?: atual)?|considerem a minha candidatura (?:retirada|encerrada|sem efeito)",
    ),
    maybe_withdraw=(
        r"(?:nao (?:sei|tenho a certeza|tenho certeza)|estou a pensar|estou pensando|talvez|provavelmente|se calhar|estou na duvida|em duvida|pondero|ponderando|a ponderar|hesit\w+)(?: \w+){0,7} (?:retirar|continuar|desistir|candidatura|processo|vaga|para mim|ficar|prosseguir)|outr[ao]s? (?:oferta|proposta)s?[^.!?\n]{0,50}(?:decid|pens|prazo|respond|ponder)\w*|mudei de (?:ideia|ideias|opiniao)|nao e (?:bem )?para mim",
    ),
    still_in=(
        r"(?:nao|ainda nao|nunca|sem|antes de)(?: \w+){0,2} (?:aceitei|assinei|encontrei|retirei|retirar|aceitar|assinar|retiro|cancelar|cancelo|desistir|desisto|desisti)(?: (?:outra|outro|nenhuma|nenhum|minha|a minha|nada|da)[^.!?\n]{0,25})?",
        r"(?:voces|ele|ela|ja) (?:aceitaram|escolheram|contrataram)[^.!?\n]{0,25}|(?:meu (?:amigo|irmao|colega|marido)|minha (?:amiga|irma|colega|mulher)|o outro candidato|ele|ela) (?:ja )?(?:aceitou|assinou|desistiu|retirou|encontrou)[^.!?\n]{0,25}|(?:aceitaram|assinaram|desistiram)[^.!?\n]{0,20}\?",
        r"(?:anterior|primeira|outra|ultima|antiga|segunda) candidatura|candidatura anterior|ja nao (?:estou disponivel|posso) (?:na|no|amanha|hoje|as|a)[^.!?\n]{0,20}|(?:aceito|aceitei|confirmo) (?:a|o|vosso|esta|sua) (?:convite|entrevista|reuniao|proposta|oferta)",
    ),
    texts=(r"sms|torpedos?|mensagens de texto|whatsapps?|zaps?|textos?",),
    mails=(r"e-?mails?|mails?|newsletters?|correio eletronico",),
    another_way=(
        r"(?:mas |melhor |prefiro |so |apenas |por favor |podem |pode |(?:podem|pode) (?:me )?(?:escrever|contac?tar|enviar|mandar) |usem |use |e |enviem-me |mandem |me (?:mandem|mande|escreva|escrevam|envie|enviem) |escrevam-me |contactem-me |ja |em vez disso |fale |falem |tudo bem |um |os |o ){0,6}(?:por |pelo |o |os |via |um |no |de |com ){0,6}"
        r"(?:(?P<texts>sms|mensagem de texto|whatsapp|zap)|(?P<mails>e-?mails?|mails?)|(?P<calls>telefone|ligacao|telefonema|chamada))(?: (?:sim|esta|estao|tudo bem|bem|ok|perfeito|melhor|sem problema|sem problemas|por favor|funciona|prefiro|e|serve|servem|pode|pode ser|podem|continua|continuam|bom|otimo|e melhor|tranquilo|de boa|a vontade|nao ha problema|otimo|preferivel|bem-?vindos?|apenas|somente|so)){0,6}",
        r"(?P<calls>liguem-me|ligue-me|me liguem|me ligue|me liga|telefonem-me|liga-me|telefone-me)(?: (?:antes|por favor)){0,6}",
    ),
    only_by=(
        r"(?:e-?mails?|mails?),? (?:em vez d[eo]s?|ao inves de|e nao|nao|no lugar de) (?:por |de |os |um )*(?P<texts>sms|mensagens|mensagem|whatsapp|torpedos?)",
        r"(?:sms|mensagem|whatsapp),? (?:em vez d[eo]s?|ao inves de|e nao|nao) (?:por |de |os |um )*(?P<mails>e-?mails?|mails?)",
        r"(?P<texts>(?:so|somente|apenas|unicamente|exclusivamente) (?:por |pelo |via )?(?:e-?mail|mail)|(?:por |pelo )(?:e-?mail|mail) (?:apenas|somente|so|exclusivamente))",
        r"(?:em vez de|ao inves de) (?P<texts>sms|mensagens|whatsapp)(?:,? \w+){0,5} (?:e-?mails?|mails?)",
    ),
    reactions=(
        r"(?:(?:nao )?(?:gostou|curtiu|amou|adorou|descurtiu)(?: (?:de|do|da))?|deu (?:gosto|like|risada)(?: (?:a|em|de))?|riu(?:-se)? (?:de|com)|enfatizou|destacou|exclamou|questionou|reagiu (?:com )?[^\w\s]{0,12} ?(?:a|à)|(?:removeu|retirou|tirou) .{1,34} (?:de|a|em|do|da)|adicionou .{1,20} a|marcou .{1,24}|[^\w\s]{1,12} (?:a|para))",
    ),
)
