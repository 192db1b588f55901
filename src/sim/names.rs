//! Made-up names of many origins. Nobody is meant.

/// First names, with the pronoun that firm heads use of their bearer.
#[rustfmt::skip]
pub const FIRST: [(&str, Pronoun); 96] = {
    use Pronoun::{He, She, They};
    [
        ("Aaliyah", She), ("Abdul", He), ("Adaeze", She), ("Adam", He), ("Aisha", She), ("Alasdair", He),
        ("Alice", She), ("Amara", She), ("Amelia", She), ("Anjali", She), ("Arjun", He), ("Ayodele", He),
        ("Beatrice", She), ("Ben", He), ("Bilal", He), ("Bronwen", She), ("Caitlin", She), ("Callum", He),
        ("Carlos", He), ("Charlotte", She), ("Chiara", She), ("Chidi", He), ("Chloe", She), ("Conor", He),
        ("Daniel", He), ("David", He), ("Dilara", She), ("Dmitri", He), ("Ebony", She), ("Eilidh", She),
        ("Elif", She), ("Emma", She), ("Farid", He), ("Fatima", She), ("Femi", He), ("Fiona", She),
        ("Freddie", He), ("Gabriel", He), ("Gethin", He), ("Giulia", She), ("Hamza", He), ("Hannah", She),
        ("Haruki", He), ("Hassan", He), ("Imogen", She), ("Ines", She), ("Isaac", He), ("Isla", She),
        ("Ivan", He), ("Jack", He), ("Jasmine", She), ("Jia Hui", She), ("João", He), ("Joseph", He),
        ("Kareem", He), ("Kavya", She), ("Keiko", She), ("Kwame", He), ("Laila", She), ("Leila", She),
        ("Lewis", He), ("Ling", She), ("Luca", He), ("Lucy", She), ("Maeve", She), ("Marta", She),
        ("Mehmet", He), ("Mei", She), ("Mihai", He), ("Morgan", They), ("Nadia", She), ("Ngozi", She),
        ("Niamh", She), ("Oluwaseun", He), ("Omar", He), ("Oscar", He), ("Padraig", He), ("Petra", She),
        ("Priya", She), ("Rhys", He), ("Robin", They), ("Rosa", She), ("Ruth", She), ("Sam", They),
        ("Shreya", She), ("Siân", She), ("Sofia", She), ("Tariq", He), ("Thanh", He), ("Tobias", He),
        ("Tunde", He), ("Uma", She), ("Wei", He), ("Yasmin", She), ("Zainab", She), ("Zoë", She),
    ]
};

/// Last names.
#[rustfmt::skip]
pub const LAST: [&str; 110] = [
    "Abara", "Achebe", "Adeyinka", "Ahlberg", "Akhtar", "Ali", "Anand", "Antoniou", "Appiah", "Ashworth", "Bailey",
    "Banerjee", "Bell", "Bianchi", "Boateng", "Bowen", "Brennan", "Byrne", "Campbell", "Carvalho", "Castillo",
    "Chandra", "Cheung", "Chowdhury", "Clarke", "Cohen", "Costa", "Davies", "Demir", "Desai", "Doherty", "Edwards",
    "Ekpo", "Ellis", "Eze", "Fairbairn", "Farouk", "Ferreira", "Fitzgerald", "Fraser", "Gallagher", "Ghosh",
    "Goldstein", "Greenwood", "Gupta", "Haddad", "Hall", "Harrington", "Hosseini", "Hughes", "Hussain", "Ibrahim",
    "Iyer", "Jenkins", "Johansson", "Kamara", "Kapoor", "Kaur", "Kelly", "Khalil", "Kim", "Kowalczyk", "Kumar",
    "Lam", "Levy", "Lim", "Lloyd", "Lopez", "Macdonald", "Mahmood", "Malhotra", "Mensah", "Mistry", "Moyo", "Murphy",
    "Mutasa", "Nair", "Nakamura", "Ndlovu", "Nowak", "Obi", "O'Donnell", "Okonkwo", "Osman", "Owusu", "Papadakis",
    "Patel", "Petrov", "Phiri", "Popescu", "Quinn", "Rahimi", "Rao", "Rees", "Robertson", "Rossi", "Sato", "Schmidt",
    "Shah", "Silva", "Singh", "Sutherland", "Tanaka", "Thapa", "Turner", "Varga", "Walsh", "Williams", "Yilmaz",
    "Zhang",
];

/// Short forms that some like better.
pub const PREFERRED: [(&str, &str); 12] = [
    ("Abdul", "Abs"),
    ("Alasdair", "Ali"),
    ("Beatrice", "Bea"),
    ("Charlotte", "Charlie"),
    ("Daniel", "Dan"),
    ("Gabriel", "Gabe"),
    ("Hannah", "Han"),
    ("Jasmine", "Jas"),
    ("Joseph", "Joe"),
    ("Oluwaseun", "Seun"),
    ("Padraig", "Paddy"),
    ("Tobias", "Toby"),
];

/// Rooms and sites of the made-up trust.
#[rustfmt::skip]
pub const ROOMS: [&str; 12] = [
    "Classroom 1", "Classroom 2", "Classroom 3", "Seminar Room A", "Seminar Room B", "Seminar Room C", "The Library",
    "Group Room 1", "Group Room 2", "The Old Chapel", "Learning Centre 4", "Meeting Room 7",
];

/// How somebody is spoken of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pronoun {
    She,
    He,
    They,
}

impl Pronoun {
    /// The pronoun of whoever has this first name; not knowing is `They`.
    pub fn of(first_name: &str) -> Self {
        let known = FIRST.iter().find(|(first, _)| *first == first_name);
        known.map_or(Self::They, |(_, pronoun)| *pronoun)
    }

    /// she, he, they
    pub fn subject(self) -> &'static str {
        match self {
            Self::She => "she",
            Self::He => "he",
            Self::They => "they",
        }
    }

    /// her, him, them
    pub fn object(self) -> &'static str {
        match self {
            Self::She => "her",
            Self::He => "him",
            Self::They => "them",
        }
    }

    /// was, were
    pub fn was(self) -> &'static str {
        if self == Self::They { "were" } else { "was" }
    }
}

/// Syllables of the words that are planted in students' messages and must never be seen elsewhere: they make names of
/// villages that no letter of ours would speak of.
#[rustfmt::skip]
const PLANTED_FIRST: [&str; 24] = [
    "Quill", "Bramble", "Thistle", "Otter", "Tarn", "Fenwick", "Kestrel", "Wolds", "Harrow", "Larch", "Plover",
    "Sedge", "Brindle", "Cobble", "Drover", "Ember", "Gorse", "Hollin", "Juniper", "Linnet", "Mallow", "Nettle",
    "Rook", "Willow",
];
const PLANTED_LAST: [&str; 12] =
    ["marsh", "holt", "combe", "thwaite", "wick", "stead", "ford", "mere", "dale", "garth", "bourne", "ley"];

/// A planted word: one of some hundred thousand, so that hardly any two students have the same.
pub fn planted(chance: &mut super::chance::Chance) -> String {
    let middle = |chance: &mut super::chance::Chance| chance.pick(&PLANTED_FIRST).to_lowercase();
    let (first, second, third) = (chance.pick(&PLANTED_FIRST), middle(chance), middle(chance));
    format!("{first}{second}{third}{}", chance.pick(&PLANTED_LAST))
}
