//! What English speakers know of names: short forms, names that are not said as they are written, and words that are
//! no misspelt name.
//!
//! The roster says who is in a group; nothing here does. A table may only make a name fit more people.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

/// Given names, each line a family of forms that stand for one another.
const SHORT_FORMS: [&[&str]; 63] = [
    &["abigail", "abi", "abby", "abbie"],
    &["adeyemi", "ade", "yemi"],
    &["alexander", "alexandra", "alex", "lex", "sandy", "xander", "sasha"],
    &["alistair", "alasdair", "ali", "al"],
    &["amelia", "millie", "amy"],
    &["andrew", "andy", "drew"],
    &["anthony", "tony", "ant"],
    &["benjamin", "ben", "benji"],
    &["catherine", "katherine", "kathryn", "kate", "katie", "cathy", "kathy", "kat", "kit"],
    &["charles", "charlie", "charlotte", "lottie"],
    &["christopher", "chris", "christine", "christina", "kris", "tina"],
    &["daniel", "dan", "danny", "danielle", "dani"],
    &["david", "dave", "davy", "dai"],
    &["deborah", "debbie", "deb"],
    &["edward", "ed", "eddie", "ted", "ned"],
    &["eleanor", "ellie", "nell", "nora"],
    &["elizabeth", "liz", "lizzie", "beth", "eliza", "libby", "betty"],
    &["emily", "em", "emma", "millie"],
    &["frances", "francis", "fran", "frank", "frankie"],
    &["frederick", "fred", "freddie", "freddy"],
    &["gabriel", "gabriella", "gabe", "gabi", "gabby"],
    &["georgina", "georgia", "george", "georgie"],
    &["gregory", "greg"],
    &["hannah", "han", "hanny"],
    &["henry", "harry", "hal", "harriet", "hattie"],
    &["isabel", "isabella", "izzy", "issy", "bella"],
    &["jacob", "jake"],
    &["jacqueline", "jackie", "jacqui"],
    &["james", "jim", "jimmy", "jamie"],
    &["jennifer", "jen", "jenny", "jenni"],
    &["jessica", "jess", "jessie"],
    &["john", "jack", "johnny", "jonny"],
    &["jonathan", "jon", "jonny", "johnny"],
    &["joseph", "joe", "josephine", "jo", "josie"],
    &["joshua", "josh"],
    &["katarzyna", "kasia"],
    &["lucy", "lucinda", "lu"],
    &["madeleine", "maddie", "maddy"],
    &["margaret", "maggie", "meg", "peggy"],
    &["matthew", "matt", "mat", "mattie"],
    &["michael", "mike", "mick", "mikey", "mickey", "michaela"],
    &["muhammad", "mohammed", "mohamed", "mohammad", "muhammed", "mo", "moh", "mohd"],
    &["natalie", "nat", "natasha", "tasha", "nathan", "nathaniel", "nate"],
    &["nicholas", "nick", "nicola", "nicky", "nic", "nicole"],
    &["oliver", "ollie", "olly", "olivia", "liv", "livvy"],
    &["oluwaseun", "seun"],
    &["patrick", "paddy", "pat", "patricia", "trish", "tricia"],
    &["peter", "pete"],
    &["philip", "phillip", "phil", "pip", "philippa", "pippa"],
    &["priya", "pri"],
    &["priyanka", "pri"],
    &["rachel", "rach", "rachael"],
    &["rebecca", "becky", "becca", "bex", "beck"],
    &["richard", "rich", "rick", "dick", "richie"],
    &["robert", "rob", "bob", "bobby", "robbie", "bert"],
    &["samuel", "sam", "samantha", "sammy"],
    &["stephen", "steven", "steve", "stephanie", "steph"],
    &["susan", "sue", "suzanne", "susie", "suzy"],
    &["theodore", "theo", "teddy"],
    &["thomas", "tom", "tommy"],
    &["timothy", "tim", "timmy"],
    &["victoria", "vicky", "vicki", "tori"],
    &["william", "will", "bill", "billy", "willy", "liam"],
];

/// Names that are not said as they are written, with what dictation or an English hand makes of them.
const HEARD_AS: [(&str, &[&str]); 36] = [
    ("adeyemi", &["addayammy", "adayemi", "adeyemmy", "addyemi"]),
    ("aoife", &["eefa", "eva", "ifa", "efa"]),
    ("amara", &["amarah", "tamara"]),
    ("asante", &["asanti", "ashanti", "asanty", "asanta"]),
    ("ayesha", &["aisha", "aysha", "iesha", "isha"]),
    ("aisha", &["ayesha", "aysha", "iesha", "isha", "asia"]),
    ("byrne", &["burn", "burns", "bern", "birn", "byrnes"]),
    ("caoimhe", &["keeva", "kiva", "kweeva"]),
    ("chidi", &["cheedy", "chiddy"]),
    ("ciara", &["keira", "kiera", "keera"]),
    ("eilidh", &["aylee", "ailey", "eyelie"]),
    ("iqbal", &["ickball", "eckball", "ikbal", "ickbal", "eekball"]),
    ("jean", &["john", "jon", "shaun", "gene"]),
    ("jeanluc", &["johnluke", "jonluke", "jeanluke", "genelook", "johnluc", "shaunluke"]),
    ("kofi", &["coffee", "cofi", "koffee", "cough"]),
    ("maeve", &["mave", "maev", "mayve", "mauve", "may've", "mayv"]),
    ("mensah", &["mensa", "menza", "mensir", "mensar"]),
    ("minh", &["min", "ming", "minn", "mean", "men"]),
    ("moreau", &["morrow", "moro", "moroe", "moreaux", "morow"]),
    ("nguyen", &["win", "when", "newen", "nuyen", "gwen", "newyen", "wynn", "newin", "noowen"]),
    ("niamh", &["neve", "neeve", "nieve", "neave", "neev", "nev", "naive", "knee", "neil"]),
    ("nwosu", &["woesue", "nwosoo"]),
    ("okafor", &["okafur", "ocafor", "okaforth"]),
    ("oluwaseun", &["oluwashaun", "olawaseun"]),
    ("oisin", &["osheen", "usheen"]),
    ("priya", &["prayer", "preya", "preeya", "pria", "freya", "prear"]),
    ("priyanka", &["preyanka", "preeyanka", "prianka", "prianca"]),
    ("saoirse", &["seersha", "sersha", "searsha"]),
    ("seun", &["shaun", "shawn", "sean", "sewn", "shaune", "shun", "seon"]),
    ("sian", &["sharn", "shan", "sharne", "sharon", "cyan", "shawn", "sean"]),
    ("siobhan", &["shivaun", "shevonne", "chevonne", "shavon"]),
    ("wei", &["way", "whey", "wey", "weigh", "we", "wai", "wade"]),
    ("xu", &["shoe", "shu", "zoo", "sue", "shoo", "hsu"]),
    ("zoe", &["zoey", "zoie", "zowie", "joey"]),
    ("amaka", &["amarka", "a maker"]),
    ("hannah", &["hanna", "hana"]),
];

/// English words that are names too, or sound like a short one: a name only where the sentence wants one.
const ALSO_WORDS: &str = " an ant april art ash august autumn bay bea bill bloom bob bond brook brown care carol chase christian \
     china cook daisy dale dawn day dean drew earl em eve faith fern fin frank gale gene given good grace grant gray green guy \
     hal harry heath hill holly honor hope hunter iris ivy jack jade jay jet jo joy june king lee liberty lily long love may \
     mark max mercy misty more mo my nick norm olive page park pat patience penny pearl piper poppy price prince ray read reed \
     rich river rob robin rock rose rowan ruby rusty sage sandy sky skip small so star stone sue sum summer sun ted \
     thi to tim trinity van victor violet viola wade way ward wells west white will win wood woods wren young song \
     king queen bishop baker carter cook field ford forest harmony melody miles moss neat sorrow sunny swan tan trip van \
     ng do le man in on no an he she you oh yang ho see say sing sin tang yes ok tom's gay long pass anh ";

/// First names, of people who may or may not be on a roll.
const FIRST_NAMES: &str = " aaron abigail adam adrian ahmed aidan alan alana alastair albert alec alessia alex alexander alexandra alfie ali \
    alice alicia alison alistair amelia amy ana andrea andrew andy angela angus anita anna annabel anne annie \
    anthony antonia archie arthur asha ashley barbara beatrice beatrix becca becky ben benedict benjamin bernard \
    beth bethany bex bill billy bob bradley brenda brian bridget bruno callum cameron camilla carla carlos caroline \
    catherine cathy charles charlie charlotte chloe chris christina christine christopher claire clara clare colin \
    conor craig dan daniel danielle danny dave david deborah declan deepak denise dennis diana dominic donna dorothy \
    douglas duncan dylan eddie edith edmund edward eleanor elena elizabeth ella ellen ellie elliot emily emma eric \
    erin ethan euan eva evan evelyn ewan fatima felicity felix finlay finn fiona flora florence francesca francis \
    freddie frederick freya gareth gary gemma george georgia georgina gerald geraldine gill gillian glen gordon \
    graham greg gregory greta hamish harriet harrison hassan hazel heather hector helen helena henry hugh hugo ian \
    imogen ines ingrid irene isaac isabel isabella isabelle isla isobel ivan jacob jade jake james jamie jane janet \
    jasmine jason jasper jayne jen jenna jennifer jenny jeremy jess jessica jim joan joanna joanne joe joel johanna \
    john jon jonah jonathan jordan joseph josh joshua judith julia julian julie juliet karen karl kate katherine \
    kathryn katie keith kelly ken kenneth kerry kevin kieran kim kirsten kirsty kyle lara laura lauren lawrence leah \
    leila lena leo leon leonard leonie lewis liam libby linda lisa logan lottie louis louisa louise lucas lucia lucy \
    luke lydia lynn maddie maggie malcolm marcus margaret maria marian marie marion martha martin mary matilda matt \
    matthew maurice megan mel melanie melissa mia michael michelle miguel mike millie miriam molly monica morgan \
    nadia nancy naomi natalie natasha nathan neil niall nicholas nicola nigel nina noah noel nora norman olga oliver \
    olivia ollie oscar owen paige pamela patricia patrick paul paula pauline penelope peter phil philip phoebe \
    pierre poppy rachel ralph raymond rebecca rhys richard rita robert robin rodney roger rory rosalind rosie ross \
    rowan roy ruby rupert russell ruth ryan sabrina sally sam samantha samuel sandra sara sarah sasha sean sebastian \
    sharon sheila shirley simon sofia sonia sophia sophie stacey stanley stella stephanie stephen steve steven \
    stuart susan susanna suzanne tamara tamsin tanya tara teresa tess tessa thea theo theresa tim timothy tina toby \
    tony tracey tracy tristan valerie vanessa vera veronica vicky victor victoria vincent violet virginia wendy \
    wilfred william yasmin yvonne zac zachary zara ";

/// Those of them that are given names first.
const GIVEN: &str = " carol daisy dean drew eve faith fern frank gale grace grant guy harry holly iris ivy jack joy june lily max mercy nick \
     olive pat penny pearl piper poppy ray robin rose rowan ruby sandy sue ted tim victor violet wade bill bob christian dawn \
     earl gene heath ";

/// Words that stand often enough in such letters that they are not a misspelt name.
const COMMON: &str = " l8 lte rst gd shd cud nts ppl msg msgs txt pls plz soz tmrw appt appts hosp mins min pres abs abscent oops whoops oopsie noooo nooo noo nope nah yep yup tho argh aargh eek hmm hiya ta lol ok mum dad nan nana gran grandad shes hes theyre everyones wasnt werent didnt a able about above absence absences absent accept accepted across actual actually add added admit admitted \
     after afternoon afternoons again against ago ahead all allow allowed almost alone along already alright also although \
     always am amend an and another answer any anybody anyone anything apart apologies apologise apologised apology appear \
     appeared appointment are aren around arrive arrived arriving as ask asked asking at attend attendance attended attending \
     auto away awful back bad balint bar barring be beard because been before began begin behind being believe below best \
     better between bike bit bleep bleeped board book both bring brought building bus busy but button by cake call called \
     calling came can cancel cancelled cannot canteen car card care case cases catch caught change changed chat cheers child \
     choice class classroom clear clearly clinic clinical close closed coffee colleague come comes coming committed complete \
     completely concern concerned confirm conference consultant contact copy correct corrected correction cough could couldn \
     count counted course cover covid crept crisis cup dad date dates day days dead deal dear death december decided definitely \
     delay delayed dentist did didn died different discuss discussed discussion dna do doctor does doesn doing done door down \
     dr drop dropped due duty each earlier early easier eight eighth either eleven else email emailed emails empty end ended \
     engaged enough entire error escalate even evening event ever every everybody everyone everything exam exams except \
     excepted exception excuse excused expected explain explained extra eye face fact fail failed fair fairly family far father \
     february feel feeling felt few fifteen fifth figure final finally find fine fire firm first five flag flu follow \
     following for forgot forgotten form forward found four fourth free friday from full fully funeral funny further gave get \
     gets getting give given gives giving go god goes going gone good got gp grand great green grim ground group groups guess \
     had hadn hair half hand hands happen happened happy hard has hasn hate have haven having he head hear heard held hello help \
     her here hers herself hey hi him himself his hiya hold holding holiday home hope hoped hospital hour hours house how \
     however ill in inbox indeed inform interview into is isn issue it items its itself january job join joined joining joins \
     july june just keen keep kept kind kindly knew know known lab last late lately later latest lead leader leading least leave \
     leaves leaving lecture left less let letter letting like likely line list listed little live long longer look looked \
     looking lost lot lots love lovely low luck lunch made mail main make makes making man many march mark marked match matter \
     matters maths may maybe me mean means meant medical meet meeting member members mention mentioned message messaged middle \
     might mind mine minus minute minutes miss missed misses missing mistake moment monday month months more morning most \
     mother move moved much mum must my myself name names near need needed needs neither never new news next nice night nights \
     nine nineteen no nobody none noon nor normal normally not note noted notes nothing notice november now number numbers \
     october of off offer office often oh ok okay old on once one ones only open or order orders original osce other others \
     otherwise our ours out outside over own owing page pair paper part parts party past patient patients pattern people per \
     perhaps period person phone phoned pick place placement plan plans please plus point poor poorly popped possible post \
     prefer present presented presenting presents pretty previous probably problem promise prompt proper properly pub put \
     question questions quick quickly quiet quietly quite ran rang rather reach read ready real realised really reason reasons \
     received record recorded records refused register registers registrar regret related release remain remainder remaining \
     remember reminder reply report request resit rest return returned review right ring road role room rooms round rota run \
     running said same sat saturday save saw say saying says scheduled school scrap screen seat second see seem seemed seems \
     seen send sending sends sense sent september serious session sessions set seven several shall share she shift short \
     should shouldn show showed showing shows shut sick side sign signed simple simply since sir sit site six sixth skip slipped \
     slow small snow so some somebody someone something sometimes somewhere soon sorry sort sorted sound speak spoke spoken \
     stable staff stage stand start started starting state stay stayed step stick still stood stop stopped strike struggle \
     struggling stuck student students stuff such suddenly summer sunday supervision supposed sure swap system take taken takes \
     taking talk talked talking tea teach teaching team tell telling tells ten term text texted than thank thanks that the \
     theatre their them themselves then there therefore these they thing things think third this those though thought three \
     through throughout thursday tick till time times tired to today together told tomorrow tonight too took top total touch \
     traffic train training trains tribunal tried true trust try trying tube tuesday turn turned turnout twelve twenty twice two \
     unable under uni unless unsure until unwell up upset us use used usual usually very via view visit wait waited waiting \
     wants want wanted ward wards was wasn watch way we wednesday week weekend weeks welcome well went were weren what whatever \
     when where whether which while who whole whom whose why wife will win wish with within without won wonder word words work \
     worked working world worried worry worse would wouldn write wrong wrote year years yep yes yesterday yet you young your \
     yours yourself zoom exam hope accident mornings session's race grade grades gracious then them seen hear heard eaten even \
     event evens raise chance change chair chase chat cheer check checked sheet shed shame shape share sharp shop shoes shot \
     tomb atom ton toms too tome mince mint mini minor mins noon can khaki van ham handle hash haste basin assume asset \
     burned burning brand bring early really ally ail isle aim amass camera drama marathon harsh marsh hardly heartily hastily \
     fairly weather farewell monthly mental mentor rotten better radley badly evens evident events ovens gold golden burg \
     connection connect corner conor zone doe toe hoe foe zoo shan sham shut shock tutor forum locum bleep clerk clerked ring \
     unfortunately apparently incidentally obviously basically meanwhile regards best warm warmly many whereas unlike despite \
     hence thus either side attendances attendees attendee absentee absentees turnouts \
     knee met men shoe burn burns sewn sees weigh scan thx wed wee wall hen ashamed wet willing lay pay mam mad fill map bromley kill \
     thin wild hay yom als chin brace tow grave ach trace thu mat mar chef ahh mill bravely crawley tov chew san che noshow messages whatsapp teams outlook \
     unexplained explanation explanations authorised unauthorised informed ongoing annual nightshift oncall doubled counting \
     brilliant excellent wonderful fantastic terrific thoughtful lively tough sombre chatty strong weak super ace grand soon ";

/// Those of them that are other people's names as well: only where a sentence wants one of the roll.
const NAMES_TOO: [&str; 24] = [
    "asia", "eva", "freya", "gene", "gwen", "isha", "joey", "john", "jon", "keira", "kiera", "neil", "sean", "sharon",
    "shawn", "sue", "tamara", "wade", "wynn", "ming", "mauve", "naive", "prayer", "zoo",
];

/// Is this what dictation makes of a name, and nothing else: no word and nobody's name?
pub fn is_only_heard(word: &str) -> bool {
    !is_common(word) && !NAMES_TOO.contains(&word)
}

/// Every form that the table knows to stand for a given name, the name itself left out.
pub fn short_forms(name: &str) -> impl Iterator<Item = &'static str> {
    static FAMILIES: LazyLock<HashMap<&str, Vec<&'static [&'static str]>>> = LazyLock::new(|| {
        let mut families: HashMap<&str, Vec<&'static [&'static str]>> = HashMap::new();
        for (name, family) in SHORT_FORMS.iter().flat_map(|family| family.iter().map(move |name| (*name, *family))) {
            families.entry(name).or_default().push(family);
        }
        families
    });
    let families = FAMILIES.get(name).into_iter().flatten();
    families.flat_map(|family| family.iter().copied()).filter(move |form| *form != name)
}

/// What dictation makes of a name, beside what sounds like it letter for letter.
pub fn heard_as(name: &str) -> &'static [&'static str] {
    HEARD_AS.iter().find(|(known, _)| *known == name).map_or(&[], |(_, heard)| heard)
}

/// Is this also an English word, so that only the sentence tells the name from it?
pub fn is_also_a_word(word: &str) -> bool {
    static WORDS: LazyLock<HashSet<&str>> = LazyLock::new(|| words_of(ALSO_WORDS));
    WORDS.contains(word)
}

/// Is this word, which is also a name, more often a name where a name can stand and has a capital?
pub fn is_given_name(word: &str) -> bool {
    static NAMES: LazyLock<HashSet<&str>> = LazyLock::new(|| words_of(GIVEN));
    NAMES.contains(word)
}

/// Is this what people are called?
pub fn is_first_name(word: &str) -> bool {
    static NAMES: LazyLock<HashSet<&str>> = LazyLock::new(|| words_of(FIRST_NAMES));
    NAMES.contains(word)
}

/// Is this a word too common to be taken for a misspelt name?
pub fn is_common(word: &str) -> bool {
    static WORDS: LazyLock<HashSet<&str>> = LazyLock::new(|| words_of(COMMON));
    WORDS.contains(word) || is_also_a_word(word)
}

fn words_of(list: &'static str) -> HashSet<&'static str> {
    list.split_ascii_whitespace().collect()
}
