"""Words that stand behind a comma and are no first name: what somebody does, what a company is, and places (R10).

"Smith, Engineer" and "Berlin, Germany" look like "Lee, Ann". No list of such words is whole; each here is one greeting
less that calls somebody by their work.
"""

from __future__ import annotations

from typing import Final


def _listed(words: str) -> frozenset[str]:
    return frozenset(words.split())


NEVER_FIRST: Final = _listed(
    """engineer engineering developer programmer architect designer analyst scientist researcher manager director
    executive officer president vice chief founder cofounder co-founder owner partner consultant advisor adviser
    recruiter recruiting recruitment sourcer talent admin administrator administration assistant associate
    coordinator specialist generalist supervisor teamlead lead leader intern trainee apprentice graduate student
    freelancer contractor accountant auditor bookkeeper banker lawyer attorney paralegal solicitor teacher
    lecturer tutor nurse physician surgeon dentist pharmacist therapist paramedic caregiver technician mechanic
    electrician plumber welder carpenter driver pilot operator cashier waiter waitress bartender housekeeper
    receptionist secretary clerk salesperson salesman saleswoman marketing finance accounting legal operations
    logistics procurement purchasing support service services product project program programme software
    hardware frontend backend fullstack full-stack devops security chro editor
    writer copywriter translator interpreter journalist photographer remote onsite hybrid registered licensed
    certified retired unemployed former external internal temporary permanent full-time part-time fulltime
    parttime urgent duplicate applicant referral candidate ingenieur ingenieurin entwickler entwicklerin
    softwareentwickler softwareentwicklerin leiterin geschäftsführer geschäftsführerin berater beraterin
    buchhalter buchhalterin krankenschwester pfleger pflegerin arzt ärztin lehrer lehrerin verkäufer verkäuferin
    vertrieb vertriebsleiter vertriebsleiterin personal personalleiter personalleiterin sachbearbeiter
    sachbearbeiterin praktikant praktikantin werkstudent werkstudentin auszubildende auszubildender azubi
    techniker technikerin mechaniker elektriker köchin kellner kellnerin fahrer fahrerin ingénieur ingénieure
    développeur développeuse directeur directrice gérant comptable infirmier infirmière vendeur stagiaire
    ingeniero ingeniera desarrollador desarrolladora gerente contadora enfermero enfermera ingegnere
    sviluppatore direttore commercialista corporation company group holding holdings international solutions
    technologies technology consulting systems university college school hospital agency"""
) | {f"c{what}o" for what in "efimopt"}  # chiefs of this and that
"""Never a first name, in a field of its own either. Work that is a first name too (Mason, Taylor, Hunter) is not here.
"""

NOT_BEHIND_A_COMMA: Final = NEVER_FIRST | _listed(
    """ab ag aps as avp bank bv cloud co contador corp data doctor doo evp ex gbr ggmbh gmbh hr inc incorporated it
    kft kg kgaa koch leiter limited llc llp lp ltd mbh new nv ohg old oy oyj plc pte pty qa sales sarl sas
    senior spa srl sro svp ug vendeuse vp"""
)
"""What company it is, and words that are somebody's name somewhere: behind a comma they are none."""

PLACES: Final = _listed(
    """germany deutschland austria österreich switzerland schweiz suisse france frankreich spain españa spanien
    italy italia italien portugal netherlands nederland niederlande belgium belgien luxembourg denmark danmark
    dänemark sweden sverige schweden norway norge norwegen finland finnland iceland ireland irland scotland
    wales england britain uk poland polen polska czechia slovakia slovenia hungary ungarn romania rumänien
    bulgaria croatia kroatien serbia bosnia albania greece griechenland turkey türkei türkiye ukraine russia
    russland belarus moldova estonia latvia lithuania cyprus malta usa us america states kingdom canada kanada
    mexico méxico brazil brasil brasilien argentina colombia peru ecuador bolivia venezuela uruguay paraguay
    cuba panama jamaica guatemala honduras nicaragua indien pakistan bangladesh nepal china japan korea taiwan
    vietnam thailand malaysia singapore indonesia philippines australia australien zealand egypt ägypten morocco
    marokko algeria tunisia nigeria ghana ethiopia tanzania uganda senegal cameroon africa südafrika lebanon
    syria iraq iran afghanistan emirates qatar kuwait bahrain oman yemen armenia azerbaijan kazakhstan
    uzbekistan mongolia europe europa asia emea apac dach latam california texas florida pennsylvania ohio
    illinois michigan massachusetts washington oregon colorado arizona nevada utah wyoming idaho kansas missouri
    iowa minnesota wisconsin indiana kentucky tennessee alabama mississippi louisiana arkansas oklahoma nebraska
    maine vermont connecticut delaware maryland hawaii alaska ontario quebec québec alberta manitoba
    saskatchewan bavaria bayern hessen sachsen berlin hamburg munich münchen cologne köln frankfurt stuttgart
    düsseldorf dortmund essen leipzig dresden hannover nürnberg bremen bonn vienna wien graz linz salzburg
    zurich zürich geneva genève genf basel bern lausanne lyon marseille toulouse nice nantes lille bordeaux
    strasbourg london manchester birmingham leeds glasgow edinburgh liverpool bristol cardiff belfast dublin
    cork amsterdam rotterdam utrecht hague eindhoven brussels bruxelles brüssel antwerp barcelona sevilla
    seville lisbon lisboa porto rome rom milano mailand turin torino naples napoli venice copenhagen kopenhagen
    københavn stockholm göteborg oslo bergen helsinki warsaw warszawa warschau krakow kraków prague praha prag
    budapest bucharest zagreb belgrade athens istanbul ankara izmir kyiv kiev moscow moskau chicago boston
    seattle atlanta miami philadelphia portland detroit minneapolis toronto montreal vancouver calgary ottawa
    melbourne brisbane perth auckland delhi mumbai bangalore bengaluru hyderabad chennai pune kolkata tokyo
    osaka seoul beijing shanghai shenzhen taipei bangkok jakarta manila hanoi dubai riyadh doha lagos nairobi
    johannesburg jerusalem beirut kong york"""
)
"""Countries, regions and cities. Behind a comma they are no first name."""

NAMES_TOO: Final = _listed(
    """sofia carolina israel jordan virginia austin milan georgia sydney florence dakota dallas denver houston
    phoenix india kenya valencia roma paris madrid adelaide cairo chile montana"""
)
"""Places of which many people have the name: they are no first name where a place stands before the comma, too."""

BEGIN_PLACES: Final = _listed("san santa los las north south east west new")
"""What a place of several words begins with ("San Diego", "Los Angeles", "New York")."""
