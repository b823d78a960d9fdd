//! A corpus that is made up: documents of the size of a news story, with headlines of a dozen words.

use std::fmt::Write as _;

use kepl::document::Document;
use kepl::error::Place;

/// Bytes of a story at least.
const STORY_BYTES: usize = 3000;

/// What a headline says, and what the story says of it.
const FACTS: [(&str, &str); 24] = [
    ("יאפאן צינדט אן אלארעם", "Japan warned on Monday"),
    ("וועגן צוזאמענארבעט", "about the growing cooperation"),
    ("צפון קארעא", "between North Korea and its partners"),
    ("רוסלאנד לייקנט אפ", "which Russia has denied"),
    ("פרעזידענט באזוכט", "The president visited the region"),
    ("דריי־טאגיגען סטרייק", "during a strike of three days"),
    (
        "ריכטער לייגט אפ פראצעס",
        "while a judge postponed the trial",
    ),
    (
        "$118 ביליאן בודזשעט",
        "A budget of $118 billion was approved",
    ),
    (
        "ביבליאטעקן בלייבן אפן זונטאג",
        "libraries stay open on Sundays",
    ),
    ("אַרכעאָלאָגן אַנטדעקן שול", "archaeologists found a synagogue"),
    ("פֿון פֿינעפֿטן יאָרהונדערט", "of the fifth century"),
    ("עלטערן פראטעסטירן", "Parents held a protest"),
    (
        "קעגן פארשפעטיגטע סקול באסעס",
        "over school buses that arrived late",
    ),
    ("19 יעריגן פארהאפטעט", "a 19-year-old was arrested"),
    (
        "פאליציי זוכען איהם ווייטער",
        "the police were still searching",
    ),
    ("ערדאגאן טרעפט קואמא", "Erdoğan met Mr. Cuomo"),
    ("וואקצין קעגן מאלאריע", "a vaccine against malaria"),
    (
        "באשיצט דריי פערטל פון קינדער",
        "protected three-quarters of the children",
    ),
    ("ישיבה קויפט אלטע פאבריק", "a yeshiva bought an old factory"),
    ("פאר $11 מיליאן", "for $11 million"),
    ("שכנים אומצופרידן", "as neighbors complained"),
    ("נ.י. מעיאר אנאנסירט", "the mayor of New York announced"),
    (
        "צוויי טויט אין אויטא צוזאמענשטויס",
        "two people were killed in a car crash",
    ),
    (
        "וועלף קערן זיך אום אין די וועלדער",
        "Wolves have returned to the forests",
    ),
];

/// What stories are filled with.
const FILLER: [&str; 20] = [
    "according to people who were not authorized to speak about it",
    "the spokesman said in a statement to reporters",
    "and several members of the committee asked for more time",
    "in the northern part of the country",
    "Mr. Harrington, a professor of economics at the university,",
    "shortly before the deadline on Thursday night",
    "although few had expected such an outcome",
    "by a vote of 54 to 45",
    "for the first time since 1976",
    "in what she called a difficult decision",
    "a neighborhood of brick houses and small shops",
    "with about 2,400 families",
    "whose lawyers did not return calls",
    "at a cost of roughly 300 million euros",
    "the company, which is based in Seattle,",
    "after eleven hours of talks",
    "Officials in Washington and Brussels declined to comment",
    "and that prices would continue to rise",
    "the road was closed for most of the afternoon",
    "“We have waited long enough,” said Rivka Feldman, a teacher,",
];

/// The next of a sequence that is always the same (`SplitMix64`).
fn next(state: &mut u64) -> usize {
    *state = state.wrapping_add(0x9E37_79B9_7F4A_7C15);
    let mut z = *state;
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    usize::try_from((z ^ (z >> 31)) >> 33).unwrap_or_default()
}

/// The document of this number, the same every time.
pub fn document(number: usize) -> Document {
    let mut state = number as u64;
    let facts: Vec<_> = (0..4)
        .map(|_| FACTS[next(&mut state) % FACTS.len()])
        .collect();
    let headline: Vec<&str> = facts.iter().map(|fact| fact.0).collect();
    let mut body = String::new();
    let mut sentence = 0;
    while body.len() < STORY_BYTES {
        let fact = facts[next(&mut state) % facts.len()].1;
        let (first, second) = (
            next(&mut state) % FILLER.len(),
            next(&mut state) % FILLER.len(),
        );
        let end = if sentence % 4 == 3 { "\n\n" } else { " " };
        let said = if sentence < 4 {
            facts[sentence].1
        } else {
            fact
        };
        let _ = write!(body, "{said} {}, {}.{end}", FILLER[first], FILLER[second]);
        sentence += 1;
    }
    Document {
        id: number.to_string(),
        headline: headline.join(" "),
        body,
        place: Place::default(),
    }
}
