//! The verbs that attribute: which act each names, what may follow it, and whether its forms are nouns as well.
//!
//! A list of the language, curated by hand: the verbs of saying, showing, thinking and meaning to do that grammars and style guides
//! of English news writing list. No entry decides by itself that a sentence is attributed: `finder` weighs it with its surroundings.

use super::Act;

/// A that-clause, a wh-clause or a bare clause may follow ("argued that the road was shut").
pub const CLAUSE: u16 = 1;
/// It frames words in quotation marks, and may follow or split what is said (", she added, ").
pub const QUOTE: u16 = 1 << 1;
/// What is attributed may be a plain object ("criticised the plan").
pub const OBJECT: u16 = 1 << 2;
/// What is attributed may follow with "to" ("plans to leave").
pub const INFINITIVE: u16 = 1 << 3;
/// It attributes only with "as" ("sees the vote as a test").
pub const AS: u16 = 1 << 4;
/// Its bare and s-forms are nouns too ("claims", "reports", "notes").
pub const NOUN: u16 = 1 << 5;
/// A thing may be its subject; where that thing is abstract it is the writer's own voice.
pub const SHOWS: u16 = 1 << 6;
/// Somebody told may stand between it and what is said ("told reporters that").
pub const ADDRESSEE: u16 = 1 << 7;
/// It attributes only with a word right after it that [`PARTICLES`] lists ("pointed out").
pub const PARTICLE: u16 = 1 << 8;
/// It is nothing but saying: any subject will do.
pub const PLAIN: u16 = 1 << 9;
/// What is attributed may follow with a preposition ("spoke about", "warned of").
pub const ABOUT: u16 = 1 << 10;

/// Verbs that behave alike: act, frames, lemmas. A lemma marked `+` doubles its last letter before "-ed" ("plan+": planned).
pub struct Group(pub Act, pub u16, pub &'static str);

/// The verbs. A lemma occurs once.
pub const VERBS: &[Group] = &[
    Group(Act::Speech, PLAIN | CLAUSE | QUOTE, "say add insist opine joke exclaim reiterate explain"),
    Group(Act::Speech, PLAIN | CLAUSE | QUOTE | OBJECT, "write tweet"),
    Group(Act::Speech, PLAIN | CLAUSE | QUOTE | ADDRESSEE, "tell"),
    Group(Act::Speech, PLAIN | CLAUSE | QUOTE | NOUN, "state note remark reply comment quip+"),
    Group(
        Act::Speech,
        QUOTE,
        "continue begin sigh grin+ chuckle laugh smile shrug+ snap+ growl sneer scoff sniff snort beam croak sob+ wail recite pose enquire \
         inquire venture rejoin drawl pant stammer stutter splutter sputter blurt coo purr gasp moan groan giggle \
         cackle guffaw wheeze trill intervene interrupt interpose persist expostulate ejaculate soliloquise \
         philosophise philosophize shoot",
    ),
    Group(
        Act::Speech,
        CLAUSE | QUOTE,
        "assert contend maintain allege posit postulate profess proclaim affirm surmise speculate muse clarify interject intone \
         bellow gush enthuse marvel elaborate crow lament bemoan rant fume wonder volunteer \
         testify attest respond counter aver+ retort theorise theorize hypothesise hypothesize conclude confess calculate extrapolate \
         depose avow confide insinuate intimate relate prophesy concur+ demur+",
    ),
    Group(Act::Speech, CLAUSE | QUOTE | NOUN, "claim figure answer protest shout chant hint whisper scream cry yell"),
    Group(Act::Speech, CLAUSE | QUOTE | OBJECT | NOUN, "forecast estimate project"),
    Group(
        Act::Speech,
        QUOTE | NOUN,
        "crack dish bark rasp thunder hiss prompt chorus text email e-mail message phone cable wire",
    ),
    Group(Act::Speech, OBJECT | NOUN, "query flag fault trash scorn"),
    Group(Act::Speech, PARTICLE | NOUN, "pipe chip+ sum+ wave bat+ reel draw strike"),
    Group(Act::Speech, CLAUSE | QUOTE | ABOUT, "warn complain observe boast brag+ grumble mutter murmur"),
    Group(
        Act::Speech,
        CLAUSE | QUOTE | OBJECT,
        "announce declare argue acknowledge concede confirm admit+ predict emphasise emphasize stress repeat recall recount deny \
         disclose mention suggest verify divulge stipulate certify caution guarantee swear ask propose recommend assess underestimate overestimate foretell prognosticate retract recant reaffirm restate reassert \
         bewail",
    ),
    Group(Act::Speech, CLAUSE | OBJECT | SHOWS, "reveal indicate imply signal"),
    Group(Act::Speech, CLAUSE | QUOTE | OBJECT | NOUN, "report"),
    Group(
        Act::Speech,
        CLAUSE | QUOTE | ADDRESSEE | OBJECT | INFINITIVE,
        "advise remind inform assure notify reassure urge instruct brief implore beg+ exhort beseech",
    ),
    Group(Act::Speech, CLAUSE | OBJECT | INFINITIVE | NOUN, "promise pledge vow request demand"),
    Group(Act::Speech, CLAUSE | INFINITIVE, "threaten agree"),
    Group(
        Act::Speech,
        OBJECT,
        "accuse criticise criticize condemn denounce decry deride mock ridicule laud hail applaud commend rebuke chide lambaste \
         lambast assail castigate berate scold dismiss reject disavow refute rebut+ contradict describe depict characterise \
         characterize portray dub+ liken blast slam+ extol+ disparage vilify malign excoriate reprimand admonish upbraid thank \
         congratulate salute defend discuss cite express voice articulate echo downplay belittle attribute credit term pronounce contest skewer lampoon pillory equate \
         outline retweet debunk advocate tout trumpet call denigrate rationalise rationalize apologise apologize evoke invoke \
         refer+ reference allude read rubbish scotch disown repudiate disclaim deprecate chastise \
         eulogise eulogize acclaim justify identify enumerate itemise itemize specify \
         paraphrase summarise summarize overstate understate exaggerate misstate impugn traduce disprove",
    ),
    Group(
        Act::Speech,
        OBJECT | NOUN,
        "praise blame label dispute challenge question detail welcome compliment quote brand censure compare attack address name",
    ),
    Group(
        Act::Speech,
        ABOUT,
        "speak talk gloat rail rave vent expound pontificate reminisce gripe object lobby plead appeal harangue quibble quarrel \
         sermonise sermonize expatiate",
    ),
    Group(
        Act::Speech,
        PARTICLE,
        "point rule lash hit fire push weigh go put spell make take chime pile single play give issue sound raise release decline \
         refuse lay provide offer deliver set let brush pour rattle throw",
    ),
    Group(
        Act::Evidence,
        CLAUSE | OBJECT | SHOWS,
        "demonstrate prove illustrate reflect highlight underscore underline find",
    ),
    Group(Act::Evidence, CLAUSE | OBJECT | SHOWS | NOUN, "show document"),
    Group(Act::Evidence, OBJECT | SHOWS, "exemplify symbolise symbolize chronicle"),
    Group(
        Act::Belief,
        CLAUSE | QUOTE,
        "think believe reckon presume realise realize imagine suppose feel understand contemplate remember anticipate \
         ponder foresee bet+ deduce infer+ assume learn agonise agonize fret+",
    ),
    Group(Act::Belief, CLAUSE | QUOTE | OBJECT, "suspect"),
    Group(Act::Belief, CLAUSE | OBJECT, "know expect envision envisage recognise recognize appreciate"),
    Group(Act::Belief, CLAUSE | OBJECT | NOUN, "fear doubt dream guess"),
    Group(Act::Belief, CLAUSE | INFINITIVE | NOUN, "hope"),
    Group(Act::Belief, CLAUSE | ABOUT | NOUN, "worry"),
    Group(Act::Belief, CLAUSE | ABOUT, "disagree despair"),
    Group(
        Act::Belief,
        OBJECT,
        "oppose favour favor prefer+ admire distrust mistrust resent loathe detest despise dislike deplore abhor cherish \
         approve disapprove embrace endorse",
    ),
    Group(Act::Belief, OBJECT | NOUN, "support back love hate trust respect regret champion"),
    Group(Act::Belief, AS, "see view regard consider deem perceive interpret treat frame cast"),
    Group(Act::Intent, INFINITIVE, "intend strive aspire prepare decide resolve opt+ vie hesitate choose"),
    Group(Act::Intent, INFINITIVE | NOUN, "plan+ aim wish attempt"),
    Group(Act::Intent, OBJECT | INFINITIVE, "seek want"),
];

/// What has to follow a verb marked [`PARTICLE`], up to one word in between ("made it clear", "raised serious doubts").
pub const PARTICLES: &[(&str, &str)] = &[
    ("point", "out to"),
    ("pipe", "up"),
    ("chip", "in"),
    ("sum", "up"),
    ("set", "out forth"),
    ("let", "slip known"),
    ("brush", "aside off"),
    ("wave", "away aside"),
    ("bat", "away"),
    ("pour", "cold scorn"),
    ("draw", "attention"),
    ("strike", "note tone"),
    ("reel", "off"),
    ("rattle", "off"),
    ("throw", "doubt"),
    ("rule", "out"),
    ("lash", "out back"),
    ("hit", "back out"),
    ("fire", "back"),
    ("push", "back for"),
    ("weigh", "in"),
    ("go", "on"),
    ("put", "it forward"),
    ("spell", "out"),
    ("make", "clear plain known"),
    ("take", "issue aim umbrage"),
    ("chime", "in"),
    ("pile", "on"),
    ("single", "out"),
    ("play", "down"),
    ("give", "voice assurances details account"),
    ("issue", "statement warning apology denial"),
    ("sound", "alarm"),
    ("raise", "concerns questions doubts alarm fears objections"),
    ("release", "statement"),
    ("decline", "to"),
    ("refuse", "to"),
    ("lay", "out"),
    ("provide", "assessment account update details explanation"),
    ("offer", "assessment account explanation apology praise condolences"),
    ("deliver", "speech statement remarks verdict assessment"),
];

/// Verbs that tell a deed or a state of mind where no clause, no quotation and no "as" follows, whatever their object: who approves, backs
/// or knows a thing answers for nothing that is told of it.
pub const DOES: &str = "agree approve disapprove back support love hate trust respect admire distrust mistrust resent loathe detest despise \
    dislike abhor cherish oppose favour favor prefer embrace know learn realise realize recognise recognize appreciate remember assume \
    imagine suppose see view consider treat frame cast regard perceive interpret contemplate ponder choose \
    repeat recall verify certify guarantee advise remind inform notify reassure instruct brief request demand ask discuss evoke invoke \
    refer address name lobby plead read salute answer counter conclude observe maintain boast cry yell scream shout whisper chant \
    continue begin volunteer posit threaten write tweet";
/// The same only where the object is somebody: "the hospital admitted nine people", "police questioned two men".
pub const DOES_TO_PEOPLE: &str = "admit question welcome challenge label brand call";
/// Verbs that tell of handing in where they have a "to" or a "for" and no clause: "reported the find to a ranger".
pub const HANDS_IN: &str = "report";
/// Verbs of asking somebody to do something: in the passive they tell of nobody's words.
pub const REQUESTS: &str = "ask request urge remind advise instruct";
/// The same only where a body decides: "the court dismissed the appeal".
pub const DECIDES: &str = "reject dismiss deny defend";
/// Verbs of blows. Words strike too, but only those of somebody, and they strike at something: "a storm slammed ashore" tells of no words.
pub const STRIKES: &str = "attack slam blast assail skewer";
/// Verbs that take a "for" or "of" without an object, so that one behind their past form makes no passive of it ("called for elections").
pub const WITHOUT_OBJECT: &str = "call apologise apologize advocate read tout approve disapprove despair";
/// Verbs of knowing: what somebody knew, the writer tells as a fact, and nobody answers for it but the writer.
pub const KNOWS: &str = "know realise realize";
/// Verbs whose "to" tells a decision: who agrees to leave says nothing that one could doubt.
pub const DECIDES_TO: &str = "agree";
/// Verbs with a particle that tell of words only where words follow: "fired back with tear gas", "went on strike".
pub const NEEDS_WORDS: &str = "go fire hit push put lash";
/// Verbs that leave somebody accused: by whom, a desk asks, though the sentence hides it.
pub const ACCUSES: &str =
    "accuse blame criticise criticize condemn denounce describe depict portray characterise characterize";

/// Verbs of thinking that are a view of their object without a clause: "the police suspect the involvement of an insider".
pub const HOLDS: &str = "suspect doubt fear";

/// Forms of verbs whose clause tells what was done, wished or noticed, and not what was said: "ensured that the gate was shut".
pub const OUTCOMES: &str = "ensure ensures ensured ensuring make makes made making see sees saw seen mean means meant meaning require \
    requires required requiring decide decides decided deciding resolve resolves resolved arrange arranges arranged order orders ordered \
    forget forgets forgot forgotten ignore ignores ignored hear hears heard hearing notice notices noticed wish wishes wished pretend \
    pretends pretended know knows knew known learn learns learned learnt discover discovers discovered insure insures insured provide \
    provides provided let lets help helps helped watch watches watched stipulate stipulates stipulated is are was were be been being happen \
    happens happened like likes liked";

/// Forms that no rule of spelling gives: lemma, past, participle. The s-form and the ing-form are regular.
pub const IRREGULAR: &[(&str, &str, &str)] = &[
    ("say", "said", "said"),
    ("shoot", "shot", "shot"),
    ("foretell", "foretold", "foretold"),
    ("set", "set", "set"),
    ("let", "let", "let"),
    ("draw", "drew", "drawn"),
    ("strike", "struck", "struck"),
    ("throw", "threw", "thrown"),
    ("forecast", "forecast", "forecast"),
    ("tell", "told", "told"),
    ("write", "wrote", "written"),
    ("begin", "began", "begun"),
    ("swear", "swore", "sworn"),
    ("speak", "spoke", "spoken"),
    ("read", "read", "read"),
    ("hit", "hit", "hit"),
    ("go", "went", "gone"),
    ("put", "put", "put"),
    ("make", "made", "made"),
    ("take", "took", "taken"),
    ("give", "gave", "given"),
    ("lay", "laid", "laid"),
    ("find", "found", "found"),
    ("show", "showed", "shown"),
    ("think", "thought", "thought"),
    ("feel", "felt", "felt"),
    ("understand", "understood", "understood"),
    ("foresee", "foresaw", "foreseen"),
    ("know", "knew", "known"),
    ("see", "saw", "seen"),
    ("cast", "cast", "cast"),
    ("choose", "chose", "chosen"),
    ("seek", "sought", "sought"),
    ("bet", "bet", "bet"),
];

/// The nouns that attribute when somebody's are ("his claim that", "criticism from"): words, views and wishes.
pub const SPEECH_NOUNS: &str = "claim claims statement statements assertion assertions allegation allegations accusation accusations \
    argument arguments suggestion suggestions warning warnings prediction predictions announcement announcements admission \
    declaration assurance assurances insistence contention remark remarks comment comments criticism criticisms complaint \
    complaints condemnation denial denials pledge promise promises vow acknowledgement acknowledgment confession explanation \
    description characterisation characterization depiction portrayal testimony conclusion estimate estimates forecast \
    observation proposal proposals question questions response answer message rhetoric praise objection objections";

/// The same for thoughts and feelings.
pub const BELIEF_NOUNS: &str = "belief beliefs view views opinion opinions fear fears hope hopes concern concerns doubt doubts suspicion \
    suspicions conviction expectation expectations worry worries confidence skepticism scepticism optimism pessimism \
    opposition support";
