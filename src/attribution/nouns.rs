//! The nouns sources are made of, and the small words that tell where a noun phrase ends.
//!
//! Lists of the language, curated by hand, kept in lower case and in the form they have in running text.

use super::lexicon::list;

/// Nouns for one person by office, rank, trade or part played: what a title, an apposition or "the ..." can point by.
pub const PERSON: &str = "advisor adviser aide analyst expert general colonel lieutenant captain major commander admiral sergeant \
    marshal brigadier corporal private officer soldier serviceman servicewoman fighter veteran pilot sailor militant guard warden \
    minister premier president chancellor mayor governor senator congressman congresswoman lawmaker legislator deputy mp mep \
    representative councillor councilman councilwoman ambassador envoy diplomat secretary undersecretary chairman chairwoman chair \
    chairperson chief head leader director manager executive ceo cfo founder co-founder owner boss official spokesman spokeswoman \
    spokesperson politician candidate nominee incumbent opponent rival critic supporter ally activist campaigner organizer \
    organiser protester protestor demonstrator striker professor lecturer scientist researcher scholar academic historian economist \
    sociologist psychologist biologist physicist chemist geologist engineer doctor physician surgeon nurse epidemiologist \
    lawyer attorney solicitor barrister prosecutor judge justice magistrate sheriff detective investigator inspector constable \
    policeman policewoman coroner juror witness eyewitness bystander resident villager neighbour neighbor citizen civilian voter \
    survivor victim refugee farmer worker teacher student pupil pensioner driver shopkeeper fisherman trader investor banker \
    businessman businesswoman entrepreneur developer designer architect author writer novelist poet journalist reporter \
    correspondent columnist editor blogger commentator anchor broadcaster presenter photographer publisher filmmaker actor actress \
    singer musician artist player coach athlete trainer referee king queen prince princess \
    emperor sultan sheikh emir pope bishop archbishop cardinal priest pastor rabbi imam monk nun mother father wife husband \
    brother sister son daughter cousin uncle aunt grandmother grandfather parent friend colleague partner man \
    woman boy girl person source insider whistleblower informant consultant strategist pollster specialist observer \
    volunteer medic paramedic firefighter rescuer negotiator mediator delegate speaker ombudsman auditor \
    accountant regulator commissioner superintendent curator librarian guide interpreter translator statistician mathematician \
    astronomer ecologist conservationist meteorologist forecaster seismologist tycoon billionaire mogul oligarch \
    warlord rebel insurgent separatist defector prisoner inmate detainee captive defendant plaintiff suspect accused narrator host \
    moderator interviewer member dean principal headteacher provost rector trustee treasurer patron \
    operator technician mechanic builder miner welder baker chef waiter barber clerk cashier tailor employee staffer intern \
    apprentice tenant landlord buyer seller customer client shopper passenger traveller traveler tourist visitor motorist cyclist \
    pedestrian donor backer lobbyist operative democrat republican conservative liberal socialist nationalist islamist communist \
    counsel sister-in-law brother-in-law mother-in-law father-in-law ex-wife ex-husband widow widower goalkeeper \
    midfielder defender winger skipper vicar curate deacon verger keeper planner ranger grandson granddaughter niece nephew \
    administrator notary consul surveyor registrar chaplain vendor prophet bailiff usher steward foreman alderman stallholder \
    tutor mentor sponsor organist caretaker gamekeeper lifeguard dispatcher homeowner holidaymaker \
    anchorman newsman cameraman statesman gunman fireman clergyman ex-minister ex-president vice-president";

/// Nouns for many persons that have no regular singular in [`PERSON`], or stand for all of a kind.
pub const PEOPLE: &str = "people police troops forces men women children authorities media press public staff crew family families \
    lawmakers officials servicemen policemen politics americans locals others some many most few several both all everyone everybody \
    nobody somebody someone anyone one another those two three four five dozens hundreds thousands millions folks personnel elites \
    relatives survivors insiders observers";

/// Nouns for a body that speaks as one.
pub const BODY: &str = "government ministry department agency office bureau commission committee council parliament senate congress \
    assembly cabinet administration court tribunal army navy military militia police kremlin pentagon junta regime party group \
    organisation organization association federation union alliance coalition company corporation firm bank fund institute \
    institution university college school hospital church charity foundation ngo watchdog regulator authority board panel team \
    campaign delegation embassy consulate mission command headquarters staff service brigade regiment battalion division unit \
    newspaper magazine paper daily weekly outlet broadcaster channel network station site website portal publication tabloid \
    journal bulletin blog newswire wire publisher thinktank think-tank center centre laboratory museum league club \
    republic nation country state city side opposition leadership presidency monarchy palace community movement \
    airline retailer carmaker automaker drugmaker chipmaker insurer lender utility supermarket brewer brewery theatre theater academy \
    diocese archdiocese parish squad inquest startup start-up manufacturer supplier shipbuilder airport port railway zoo gallery \
    festival orchestra clinic nursery mosque synagogue temple abbey monastery convent synod cooperative co-operative collective \
    coastguard constabulary observatory brokerage exchange bookmaker shipyard refinery hotel chain store factory registry \
    franchise studio label hospice \
    inc corp ltd plc llc gmbh holdings industries branch force bench crew \
    prosecution defence defense management \
    shop contractor pub restaurant bakery garage dealership consultancy consortium syndicate trust inspectorate secretariat directorate chamber guild society nato eu un osce who iaea unesco unicef \
    interpol europol television white-house downing-street camp faction bloc lobby pac majority minority region district municipality county";

/// Nouns for a document or another thing that holds words, figures or pictures and can be looked up.
pub const DOCUMENT: &str = "report reports statement statements study studies survey surveys poll polls document documents paper \
    letter letters memo memorandum filing filings record records transcript testimony indictment complaint lawsuit ruling verdict \
    judgment judgement decision order decree law act bill amendment treaty agreement resolution communique communiqué dispatch \
    bulletin article editorial column story book memoir diary blog post posts tweet tweets message messages email emails e-mail \
    e-mails telegram cable note text audit review analysis assessment estimate forecast census dossier file files invoice receipt \
    ledger register registry database dataset data statistics figures footage video videos recording photograph photographs photo \
    photos image images map maps chart sign placard leaflet website announcement release account accounts research findings \
    results evidence minutes log logs briefing speech interview investigation inquiry probe intelligence affidavit certificate \
    constitution charter guidelines manifesto petition podcast documentary caption inscription plaque exit-poll numbers \
    average averages index tally breakdown sheet sheets brochure brochures programme program schedule notice notices circular circulars \
    appraisal appraisals notebook notebooks manual catalogue catalog handbook prospectus agenda diaries imagery recordings \
    affidavits indictments complaints invoices receipts transcripts photography tape tapes advisory advisories rota roster \
    schedules timetable manifest logbook registers handout printout readout docket warrant summons subpoena valuation disclosure \
    disclosures certificates permit licence license scan scans x-rays autopsy post-mortem obituary epitaph dashcam \
    scoreboard spreadsheet booklet pamphlet flyer poster posters banner questionnaire simulations metadata testimonies lawsuits rulings \
    verdicts judgments memos dossiers tests reading readings cctv clip clips stub stubs dashboard \
    dashboards counter-affidavit postmarks screenshot screenshots voicemail voicemails readouts printouts";

/// Nouns for words already spoken: "his remarks", "her comments", "the serviceman's account".
pub const WORDS: &str = "remark remarks comment comments statement statements observation observations words word claim claims account \
    accounts testimony speech message analysis assessment report letter post tweet article argument interview answer reply response \
    explanation description warning prediction forecast estimate conclusion conclusions findings opinion view views rumour rumours rumor \
    rumors gossip speculation hearsay whispers information";

/// Nouns that nobody could ask: events, trends and states of affairs. As subjects they are the writer's own voice.
pub const ABSTRACT: &str = "timeline development developments situation sequence event events move moves fact facts visit trip decision \
    significance importance context history narrative perspective approach strategy policy policies victory defeat victories success \
    failure capture fall loss losses attack attacks offensive advance retreat operation operations crisis war conflict fighting \
    violence incident accident case cases change changes trend trends pattern growth decline rise increase pace shift episode result \
    outcome outcomes impact effect effects cost costs price prices market markets economy terrain location position timing \
    lack absence presence silence reality toll damage destruction scene scenes mood atmosphere tension tensions debate scandal vote \
    election example examples experience symptom symptoms behaviour behavior action actions activity activities work \
    project process performance figure projection plan plans proposal idea notion theory logic rhetoric picture progress lesson \
    lessons casualties death deaths weather storm drought flood";

/// Plural sources nobody could ask when they stand bare, and words for some of a crowd.
pub const VAGUE: &str = "officials analysts experts sources reports critics observers commentators insiders many some others most several \
    few people supporters opponents researchers scientists economists historians scholars academics lawmakers politicians residents \
    locals witnesses eyewitnesses activists campaigners diplomats investigators authorities rumours rumors allegations studies polls \
    surveys estimates figures data statistics documents media outlets accounts everyone everybody somebody someone nobody one pundits \
    strategists traders investors doctors lawyers prosecutors voters civilians villagers soldiers fighters protesters demonstrators \
    neighbours neighbors friends relatives colleagues aides advisers advisors allies backers rivals skeptics sceptics proponents \
    detractors advocates users fans readers viewers customers workers employees students parents farmers citizens rescuers medics \
    leaders research science history";

/// Plural nouns for those who are said to know or are nobody in particular: where they are from makes them no easier to find.
pub const NOBODY: &str = "sources analysts experts critics observers commentators insiders pundits strategists scholars academics researchers \
    scientists economists historians some many most others few several people everyone everybody supporters opponents sceptics \
    skeptics detractors proponents members";

/// Words that count persons, so that there are just so many of them.
pub const COUNTS: &str =
    "two three four five six seven eight nine ten eleven twelve dozen several both couple handful pair trio";

/// First words of a personal title.
pub const TITLE: &str = "mr mrs ms miss mx dr prof sir dame lord lady gen lt col maj capt cmdr adm sgt cpl pvt sen rep gov rev hon fr sr \
    cllr coun madam ald atty alhaji alhaja hajiya mallam comrade engr barr baroness baron datuk shri smt herr frau señor señora monsieur madame don doña \
    mr. mrs. ms. dr. prof. gen. lt. col. maj. capt. cmdr. adm. sgt. cpl. pvt. sen. rep. gov. rev. hon. fr. st. pres.";

/// Titles and nouns whose bearers go by "he", beside those in "-man".
pub const HE_WORDS: &str = "mr sir alhaji mallam baron herr señor monsieur shri lord king prince sultan sheikh emir father brother son husband \
    uncle boy businessman widower nephew grandson stepfather";

/// Those whose bearers go by "she", beside those in "-woman".
pub const SHE_WORDS: &str = "mrs ms alhaja hajiya baroness frau señora madame smt miss lady dame queen princess mother sister daughter wife \
    aunt girl niece widow granddaughter stepmother nun actress heroine";

/// Given names, a line each, and which pronoun their bearers go by: "he", "she" or "either".
pub const GIVEN: &str = include_str!("../../data/given-names.tsv");

/// Determiners and possessives that open a noun phrase.
pub const DETERMINER: &str = "the a an this that these those his her its their my our your some any no every each either neither one \
    another several many few most all both such certain various numerous other two three four five six seven eight nine ten";
/// Those that make it indefinite.
pub const INDEFINITE: &str =
    "a an one some several many few another certain various numerous two three four five dozens most other no any";
/// Subject pronouns.
pub const SUBJECT: &str = "he she they it i we you who";
/// Possessive pronouns.
pub const POSSESSIVE: &str = "his her its their my our your whose";
/// Object pronouns and reflexives.
pub const OBJECT_PRONOUN: &str = "him her them it me us you himself herself themselves itself";
/// Prepositions.
pub const PREPOSITION: &str = "of in on at by for from with to about against over under after before during between among through across \
    near behind above below within without toward towards into onto upon despite amid including like as than via per since until";
/// Prepositions that tie a noun to the one before it in a source ("spokesman for the ministry").
pub const TIES: &str = "of for in at from with on to inside within near";
/// Words that open a clause.
pub const SUBORDINATOR: &str = "that because although though while whereas if unless when whenever where since until as after before so \
    whether how why what which who whom whose once lest";
/// Words that join clauses or phrases.
pub const CONJUNCTION: &str = "and or but nor yet plus";
/// Forms of "be".
pub const BE: &str = "be is are was were been being am isn't aren't wasn't weren't";
/// Forms of "have".
pub const HAVE: &str = "have has had having haven't hasn't hadn't 've";
/// Other auxiliaries.
pub const MODAL: &str = "will would can could may might shall should must do does did don't doesn't didn't won't wouldn't can't couldn't \
    cannot 'll 'd shouldn't ought ca wo";
/// Adverbs without "-ly" that stand between a subject and its verb.
pub const ADVERB: &str = "also not never ever always often once again still even just then later earlier now soon already long first \
    instead further meanwhile however too only yet rather quite n't n’t twice";
/// Words of time: after an inverted cue they end the source.
pub const TIME: &str = "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august \
    september october november december today yesterday tomorrow tonight earlier later last this during after before when while as";
/// Pronouns, demonstratives and names of crowds that can stand alone as a subject.
pub const ALONE: &str = "some others many most several few all both everyone everybody nobody somebody someone none those these one another";
/// Plural nouns for those who speak for a side: with a name or nationality before them, a collective ("Norlandish officials").
pub const SPOKES: &str = "officials authorities forces troops leaders lawmakers commanders diplomats representatives ministers soldiers generals \
    servicemen senators police prosecutors republicans democrats conservatives liberals members delegates spokesmen negotiators";

/// Bodies that act for a state, a church or a side: named, they are a collective rather than an organisation that can be asked for one
/// document or one person.
pub const STATE: &str = "government ministry department administration parliament senate congress cabinet court kremlin pentagon regime \
    military army navy police council commission committee embassy consulate office side leadership presidency palace authorities \
    junta republic nato eu un state states house embassies assembly forces union delegation opposition party staff command";

/// Countries and capitals by which news writing means a government ("Moscow says").
pub const POWERS: &str = "afghanistan albania algeria argentina armenia australia austria azerbaijan baghdad bahrain bangladesh beijing \
    belarus belgium belgrade berlin bern bolivia brazil britain brussels bucharest budapest bulgaria cairo canada chile china colombia \
    congo croatia cuba cyprus damascus delhi denmark dublin ecuador egypt england estonia ethiopia finland france georgia germany ghana \
    greece hanoi havana helsinki hungary iceland india indonesia iran iraq ireland israel istanbul italy jakarta japan jerusalem jordan \
    kabul kazakhstan kenya kiev kosovo kuwait kyiv kyrgyzstan latvia lebanon libya lisbon lithuania london luxembourg madrid malaysia \
    mali malta manila mexico minsk moldova mongolia montenegro morocco moscow myanmar nepal netherlands nigeria norway oslo pakistan \
    palestine panama paris peru philippines poland portugal prague pyongyang qatar riyadh romania rome russia rwanda serbia seoul \
    singapore slovakia slovenia somalia spain stockholm sudan sweden switzerland syria taipei taiwan tajikistan tashkent tbilisi \
    tehran thailand tokyo tunisia turkey turkmenistan uganda uk ukraine u.s. us usa u.n. u.k. uzbekistan venezuela vietnam vienna \
    vilnius warsaw washington yemen yerevan zagreb zimbabwe hamas hezbollah taliban isis";

/// Nouns that can point back at a person whatever the office.
pub const ANYBODY: &str = "official politician leader speaker man woman expert analyst lawmaker author writer specialist officer commander \
    veteran newcomer forward striker midfielder defender goalkeeper playmaker skipper captain winger teenager pensioner";

/// Words by which what somebody has just said is called again: with "the", they are that person's. Other papers speak for themselves.
pub const SAID: &str = "statement statements comment comments remark remarks letter post tweet message email e-mail speech testimony \
    interview answer reply response release briefing announcement note claim warning explanation words quote quotes";

/// Words that say a source is kept unnamed.
pub const UNNAMED: &str = "unnamed unidentified anonymous anonymity undisclosed";

/// Words that are names of persons as well: given names and surnames among modals, months, adverbs, verbs and nouns.
pub const WORD_NAMES: &str = "may will can must march april june august long still early first price hope bill mark rich grant chase hunt cook \
    young love rose rush frank pat sue rob drew grace art ray guy faith joy dawn eve wise swift sharp strong bright short small little \
    black white brown green grey gray gold silver day night week moon stone wood forest field hill rivers banks lake pool bush flood \
    storm frost snow rain gale winter summer church temple castle hall house street lane park marsh page case fair law post press \
    sage stand reed read ford mission best just ever noble savage power powers story paper letters major general private judge king \
    prince pope bishop dean abbot marshal sergeant chance charity mercy patience victory trust crisp cross fields waters sunday monday friday";

/// Small words inside names.
pub const PARTICLES: &str = "de van von der den al bin ibn la le du da dos di el ter ten del della des das do zu zur vom af av bint ben \
    abu ul ud as ad ar at";

/// Verbs that open the names of campaigns and charities ("Save the Children").
pub const RALLIES: &str = "save stop feed help keep free protect defend reclaim share rescue stand unlock end fix fund rebuild raise act \
    rethink friends";

/// Titles that stay with a name, as its bearer is not called without one ("Lord Hale", "King Charles").
pub const STYLES: &str = "lord lady sir dame king queen prince princess pope saint";

/// Where things are posted: a platform says nothing itself.
pub const PLATFORMS: &str = "facebook twitter instagram tiktok telegram whatsapp youtube reddit weibo wechat snapchat linkedin bluesky \
    mastodon threads discord gps dna tv tvs radar satellite drone internet web google";

/// Nouns by which a firm is called again, whatever it was called first.
pub const FIRMS: &str = "company firm business corporation airline retailer carmaker insurer lender bank utility supermarket brewer brewery \
    startup start-up manufacturer supplier operator giant automaker drugmaker chipmaker miner shipbuilder chain broker brokerage";

/// Nouns that end the names of firms and bodies, and of hardly anybody else.
pub const FIRM_NAMES: &str = "power tool tools entertainment switching mobility systems solutions technologies technology energy foods motors \
    airways airlines shipping logistics partners capital kapital media pharma pharmaceuticals healthcare labs laboratories steel metals \
    mining resources minerals oil gas petroleum electric electronics software networks telecom communications insurance assurance \
    properties estates homes builders construction engineering works mills dairies tankers lines marine aviation aerospace railways \
    transport transit freight bottling brewing textiles chemicals plastics packaging cement ceramics security survey research analytics \
    data consulting consultants associates ventures investments securities brokers brokerage shipbroking stores markets supermarkets \
    hotels resorts cruises ferries buses coaches batteries semiconductors robotics biotech biosciences genomics diagnostics seeds growers \
    fisheries aquaculture timber forestry irrigation renewables solar wind turbines nuclear waste recycling publications records \
    pictures films studios games audit legion monitor tracker weather instruments devices machinery equipment components industrial";

/// Those of them that fit any firm.
pub const ANY_FIRM: &str = "company firm business corporation giant";

/// Nouns by which any body is called again.
pub const ANY_BODY: &str =
    "group organisation organization agency body charity watchdog outlet newspaper network institution company firm";

/// What papers and broadcasters are called.
pub const OUTLETS: &str = "courier post times herald tribune gazette guardian telegraph mail mirror star sun observer chronicle journal globe \
    standard express echo argus examiner inquirer dispatch register reporter record news press radio tv broadcasting review today \
    weekly daily bulletin ledger sentinel advertiser";

/// Offices that one person in the world or the land has, and is known by.
pub const SOLES: &str = "pope king queen emir sultan emperor kremlin";

/// Names that look like plurals of agents.
pub const NAMES_IN_S: &str = "reuters rangers steelers packers raiders lakers wanderers rovers strangers";

/// How adjectives and participles end.
pub const ADJECTIVE_ENDINGS: &str = "ed ing ous ive able ible ful less ic ical ary ory al";

/// The writer, and the writer's reader.
const WRITER: &str = "i me my myself we us our ours ourselves you your yours yourself";

/// Words that patterns go by, beside classes.
pub const LISTS: &[(&str, u32)] = &[
    (WRITER, list::WRITER),
    (PLATFORMS, list::PLATFORM),
    (FIRMS, list::FIRM),
    (FIRM_NAMES, list::FIRM_NAME),
    (SOLES, list::SOLE),
    (ANY_FIRM, list::ANY_FIRM),
    (ANY_BODY, list::ANY_BODY),
    (OUTLETS, list::OUTLET),
    (NAMES_IN_S, list::NAME_IN_S),
];
