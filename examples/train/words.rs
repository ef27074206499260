//! Word lists of our own: irregular verbs, kinds of verbs that attribute, nouns that name what was said, words that join clauses.

/// Irregular forms and their lemma: one lemma a line, then its forms.
pub const IRREGULAR: &str = "\
be am is are was were been being 're 'm
have has had having 've
do does did done doing
say says said saying
tell tells told telling
write writes wrote written writing
think thinks thought thinking
know knows knew known knowing
speak speaks spoke spoken speaking
find finds found finding
see sees saw seen seeing
hear hears heard hearing
feel feels felt feeling
hold holds held holding
mean means meant meaning
make makes made making
give gives gave given giving
go goes went gone going
get gets got gotten getting
take takes took taken taking
come comes came coming
become becomes became becoming
bring brings brought bringing
buy buys bought buying
choose chooses chose chosen choosing
draw draws drew drawn drawing
drive drives drove driven driving
fall falls fell fallen falling
fight fights fought fighting
forget forgets forgot forgotten forgetting
forbid forbids forbade forbidden forbidding
foresee foresees foresaw foreseen foreseeing
grow grows grew grown growing
keep keeps kept keeping
lead leads led leading
learn learns learned learnt learning
leave leaves left leaving
lose loses lost losing
meet meets met meeting
pay pays paid paying
read reads reading
rise rises rose risen rising
run runs ran running
seek seeks sought seeking
sell sells sold selling
send sends sent sending
show shows showed shown showing
stand stands stood standing
swear swears swore sworn swearing
teach teaches taught teaching
throw throws threw thrown throwing
understand understands understood understanding
misunderstand misunderstands misunderstood misunderstanding
win wins won winning
deny denies denied denying
reply replies replied replying
testify testifies testified testifying
imply implies implied implying
try tries tried trying
quote quotes quoted quoting
lie lies lied lying
can ca could
will wo would 'll
not n't";

/// Kinds of verbs that attribute, by lemma: speech, question, belief, intent, evidence, stance, naming, decree, feeling.
pub const VERBS: [&str; 9] = [
    "say tell add report announce claim argue state write tweet insist assert note suggest warn deny explain declare respond reply \
     mention testify confirm admit acknowledge concede remark comment conclude recall joke allege disclose reveal speak talk discuss post \
     emphasize emphasise stress reiterate repeat inform brief complain shout chant boast brag quip answer elaborate clarify contend maintain \
     caution counter charge communicate relate recount narrate voice express utter whisper yell scream mutter echo preach lecture hint \
     signal assure promise retort opine muse swear lament",
    "ask question wonder inquire query press probe interview quiz grill",
    "think believe know feel consider expect suspect doubt assume presume guess figure suppose imagine understand realize realise \
     recognize recognise view see regard deem reckon judge conclude anticipate foresee fear worry hope dream forget remember \
     agree disagree trust perceive interpret",
    "plan intend want aim seek promise pledge vow hope try attempt wish desire prefer decide choose commit prepare mean consider \
     threaten offer agree refuse decline resolve strive",
    "show find indicate reveal demonstrate suggest prove estimate calculate conclude predict project forecast document record list cite \
     detail outline portray depict imply reflect point appear seem evidence",
    "support oppose back endorse criticize criticise condemn denounce praise blast slam attack defend reject dismiss applaud welcome \
     blame accuse favor favour embrace advocate champion hail tout laud ridicule mock rip rebuke decry disavow repudiate object protest \
     resist dispute challenge approve disapprove hate love like dislike admire respect",
    "call dub name describe label refer compare brand term characterize characterise liken cast paint quote",
    "order rule demand urge propose recommend advise request require call instruct direct command approve ban forbid allow encourage \
     push appeal plead beg invite petition implore persuade convince",
    "concern worry alarm surprise shock anger frustrate disappoint please upset outrage satisfy impress confuse convince regret \
     appreciate enjoy care mind grieve mourn resent",
];

/// Nouns that name what was said or thought.
pub const CONTENT_NOUNS: &str = "statement claim report comment remark speech interview letter message article argument accusation \
    allegation assertion announcement warning promise pledge vow plan proposal idea belief opinion view concern fear hope desire wish \
    demand request call question answer response reply explanation decision conclusion finding estimate prediction forecast \
    suggestion recommendation criticism praise support opposition testimony account story tweet post poll survey study notion \
    theory assumption suspicion doubt confidence expectation threat denial admission confession complaint objection quote words \
    position stance intention commitment insistence";

/// Words that open a clause.
pub const SUBORDINATORS: &str = "that which who whom whose whether if what how why because although";

/// Words that the corpus's annotators took into what was said, and our own marks leave before it.
pub const OPENS_CONTENT: &str = "that whether if how why to";

/// Words that the corpus's annotators took into the cue, and our own marks leave between it and what was said.
pub const ENDS_CUE: &str = "of for about on as with against";

/// Words that may stand inside a group of verbs.
pub const IN_GROUP: &str = "to not n't never also can ca could will wo would 'll 'd shall should may might must have has had having 've do does did";

/// Words whose form is their own lemma, whatever their ending.
pub const UNCHANGED: &str = "this his its thus us as yes news according during nothing something anything everything";
