//! The word lists that the engine itself consults, by name; everything else is named by the rules.
use crate::Problem;
use crate::lexicon::{Lexicon, ListId};
use crate::sets::Sets;

macro_rules! word_lists {
    ($($(#[doc = $doc:literal])+ $field:ident = $path:literal),+ $(,)?) => {
        /// Word lists by their use in the engine.
        #[derive(Debug, Clone, Copy)]
        pub(crate) struct Words {
            $($(#[doc = $doc])+ pub(crate) $field: ListId,)+
            /// Those that are asked for together.
            pub(crate) sets: Sets,
        }

        impl Words {
            /// The names of these lists.
            pub(crate) const LISTS: &[&str] = &[$($path),+];

            pub(crate) fn find(lexicon: &Lexicon) -> Result<Self, Problem> {
                let words = Self {
                    $($field: lexicon.list($path, "crates/marsad-coder/src/words.rs")?,)+
                    sets: Sets::default(),
                };
                Ok(Self { sets: Sets::of(&words), ..words })
            }
        }
    };
}

word_lists! {
    /// Nouns that head a force phrase.
    force_head = "actors/force-head",
    /// Adjectives that stand beside a force's name.
    force_adjective = "actors/force-adjective",
    /// Battles.
    battle = "fighting/battle-noun",
    /// The garb or the name of: whoever bears it is somebody else ("gunmen in the uniform of the army").
    guise = "actors/guise",
    /// Of the make of: behind a nationality, who made a thing.
    made = "actors/made",
    /// In the name of: whom a spokesman speaks for.
    in_name_of = "clause/in-name-of",
    /// By land: an attack so called is one of troops.
    ground_attack = "fighting/ground",
    /// Operation, battle: what stands behind it in quotation marks is its name.
    named_operation = "fighting/named-operation",
    /// Names of operations.
    operation_name = "fighting/operation-name",
    /// First words of the name of a man that no deed follows: Abu, Ibn.
    kunya = "people/kunya",
    /// Barrel bombs: what only aircraft drop.
    dropped = "fighting/dropped",
    /// The place, time or end of fighting that is only spoken of.
    topic_head = "fighting/topic-head",
    /// "The battles": those that go on between two sides that were named.
    the_battles = "fighting/the-battles",
    /// To it: the place that is entered is a pronoun.
    to_it = "territory/to-it",
    /// Supports: with a pronoun, who stands behind it helps whoever was named.
    support_verb = "clause/support-verb",
    /// By means of: what stands behind it is what somebody attacked with.
    by_means = "clause/by-means",
    /// The first, the second: tens behind them are a part of the ordinal.
    ordinal = "text/ordinal",
    /// Includes: deeds that are listed behind it are of those before it.
    included = "clause/included",
    /// Gathers: who stands behind it met.
    gather_verb = "dealings/gather-verb",
    /// The two sides, the two presidents: nationalities behind it are those of the one and the other.
    of_two = "actors/of-two",
    /// Suspects, those who are wanted.
    suspects = "people/suspects",
    /// Destroys: verbs.
    destroy_verb = "deprivation/destroy-verb",
    /// Attacking: behind a party's name and without the article it is what that party did.
    attacking = "fighting/attacking-noun",
    /// Shakes, reaches: what stands behind it is a place.
    shake_verb = "fighting/shake-verb",
    /// "In the deadliest": an attack behind it is the one that was told of.
    ranked = "fighting/ranked",
    /// "Thousands", said of people without naming them.
    crowd = "people/crowd",
    /// Nouns of what forces do, whose nationality adjective says whose forces did it.
    act_noun = "actors/act-noun",
    /// Gunmen, whose side the word leaves open.
    gunman = "actors/gunman",
    /// Fighters who are no state's army, whatever nationality stands behind them.
    irregular = "actors/irregular",
    /// Bodies of fighters that point back with the article alone.
    collective = "actors/collective",
    /// Force nouns that mean one or two members.
    member = "actors/member",
    /// Tanks, guns, depots: what forces fight with and keep.
    gear = "fighting/gear",
    /// Belonging to: li- behind it names whose forces they are.
    belonging = "actors/belonging",
    /// Where forces sit and keep their things.
    seat = "actors/seat",
    /// Force nouns that mean aircraft.
    air_head = "actors/air-head",
    /// All, both, a number: "of" behind them governs nothing.
    quantifier = "clause/quantifier",
    /// Backed: bi- behind it is "by" in "backed by".
    backed = "clause/backed",
    /// Accuses, blames: whoever stands behind it is said to have done it.
    accuse = "clause/accuse",
    /// Responds: who does so behind a noun of violence did not do that.
    respond_verb = "clause/respond-verb",
    /// Truces, agreements.
    deal = "dealings/agree-noun",
    /// Lays a deed to somebody: "to" behind it names who is said to have done it.
    lay_to = "clause/lay-to",
    /// Charges: "to" behind them names who is said to have done it.
    accusation = "clause/accusation",
    /// The one named last.
    latter = "actors/latter",
    /// The responsibility for what follows.
    blame = "clause/blame",
    /// In support of: li- behind it names who is helped.
    in_aid = "clause/in-aid",
    /// Compels: who stands behind it does what follows with "to".
    compel = "clause/compel",
    /// "It is the first": an attack behind it is the one told of before.
    it_is_the = "fighting/it-is-the",
    /// In answer to: who answers did not do what follows.
    in_answer = "clause/in-answer",
    /// Or.
    or = "clause/or",
    /// Near, adjoining, overlooking: a place behind them only says where another one lies.
    beside = "prep/beside",
    /// Units of length: a bearing behind them only says where something lies.
    distance = "places/distance",
    /// Itself, the same: behind a noun that points back.
    itself = "clause/itself",
    /// This, that.
    demonstrative = "clause/demonstrative",
    /// Collapse, breach: what ends a deal.
    broken = "modality/broken",
    /// Forces someone to do something.
    force = "people/force",
    /// Was done: verbs in front of a noun of what is done.
    done = "territory/done",
    /// Because of, after, the continuing of: what stands behind them is given, however what comes before is put.
    given = "modality/given",
    /// Claims responsibility for: the dead behind it were killed by who does.
    own_up = "people/own-up",
    /// Nouns of one deed, which li- makes no purpose.
    done_deed = "modality/done-deed",
    /// An attempt, before what was tried.
    attempt = "modality/attempt",
    /// Held with: who stands behind it holds those taken.
    held_with = "people/held-with",
    /// At the hands of: who stands behind it killed.
    hands = "people/hands",
    /// Must: what is asked for behind it is not done yet.
    must = "modality/must",
    /// That … be: behind it a definite noun is given.
    being = "modality/being",
    /// Talks and deals that bear the name of a place.
    named_by_place = "dealings/named-by-place",
    /// Nouns in front of a place's name.
    place_head = "places/head",
    /// Head nouns too vague to name a place that the gazetteer lacks: areas, towns, points.
    place_vague = "places/vague",
    /// Head nouns behind which any definite noun is a name.
    place_strong = "places/strong",
    /// Head nouns that two names follow.
    place_pair = "places/pair",
    /// Head nouns that several names follow.
    place_several = "places/several",
    /// Head nouns whose quoted name is rather an organisation's.
    place_titled = "places/titled",
    /// First words of a name that need another: Abu, Tell, Deir.
    name_opener = "places/opener",
    /// Adjectives of a place's kind behind its name.
    place_adjective = "places/adjective",
    /// Buildings and posts, which are not the place they stand in.
    site = "places/site",
    /// Facilities of which a town has one: "the water station".
    facility = "places/facility",
    /// Buildings that are places where they are struck or taken.
    building = "places/building",
    /// Nouns that an adjective makes a place: quarters, strip, part.
    section = "places/section",
    /// Adjectives that make a place of such a noun, besides directions.
    region = "places/region",
    /// Words behind a head noun that are no name.
    no_name = "places/no-name",
    /// Parts of a place: outskirts, centre, entrance.
    place_part = "places/part",
    /// One of, the largest of: what they precede only says what a place is among its like.
    one_of = "places/one-of",
    /// Shares of a place: most, two thirds, points, buildings.
    share = "places/share",
    /// The edge of a place: who comes to it has not entered.
    edge = "territory/edge",
    /// Massing, making use of: participles whose object is the doer's own.
    massing = "fighting/massing",
    /// Nouns of a district, before its name.
    district = "places/district",
    /// Entirely, behind a place.
    wholly = "places/wholly",
    /// What is left of a place: the rest.
    rest = "places/rest",
    /// Directions that make a region of a place's name.
    direction = "places/direction",
    /// Everyday words that name a place only behind a head noun.
    place_everyday = "places/everyday",
    /// Roads, bridges, crossings, supply lines.
    route = "places/route",
    /// In, inside, near.
    prep_at = "prep/at",
    /// On, over.
    prep_on = "prep/on",
    /// From, out of.
    prep_from = "prep/from",
    /// To, towards.
    prep_to = "prep/to",
    /// Freeing: nouns whose pronoun stands for the place.
    free_noun = "territory/free-noun",
    /// On it, its quarters: a pronoun in a place's stead.
    on_it = "territory/on-it",
    /// From it: a pronoun in the stead of the place that is left.
    from_it = "territory/from-it",
    /// Against, at the expense of.
    prep_against = "prep/against",
    /// Between.
    prep_between = "prep/between",
    /// By, at the hands of.
    prep_by = "prep/by",
    /// From the areas of: whose fire comes from there.
    fire_from = "prep/fire-from",
    /// With, alongside.
    prep_with = "prep/with",
    /// By way of.
    prep_via = "prep/via",
    /// Every other preposition.
    prep_other = "prep/other",
    /// Words that open a clause.
    clause_opener = "clause/opener",
    /// Those of them that a noun follows ("after", "amid"): the clause has no verb of its own.
    noun_opener = "clause/noun-opener",
    /// Also, likewise: a clause behind them tells of one thing more.
    also = "clause/also",
    /// As it did, as happened: what stands behind tells of the like elsewhere.
    as_did = "clause/as-did",
    /// Relative pronouns.
    relative = "clause/relative",
    /// "Where", of the place before it.
    where_it = "clause/where",
    /// Verbs of saying.
    say = "clause/say",
    /// Statements, reports, interviews.
    speech = "clause/speech",
    /// Adding, stressing: participles that say what else somebody said.
    saying = "clause/saying",
    /// "According to".
    according = "clause/according",
    /// Verbs that carry a noun of action: launch, carry out, impose.
    light_verb = "clause/light-verb",
    /// Because of, on the pretext of: before a reason.
    because = "clause/because",
    /// Leaves behind, with a pronoun for the mines that did the harm.
    leave_behind = "fighting/leave-behind",
    /// Remains of: whose they are is not whom they harm.
    remains = "fighting/remains",
    /// Hits, strikes: what stands behind it is struck.
    hit_verb = "clause/hit-verb",
    /// Condemns, accuses, demands.
    judge_verb = "clause/judge-verb",
    /// Comes under, suffers.
    exposed = "clause/exposed",
    /// Those who serve in a force.
    servant = "actors/servant",
    /// Another, a second, a similar.
    again = "clause/again",
    /// Undergo, be exposed to: what follows li- is no purpose.
    undergo = "clause/undergo",
    /// May, before a present verb.
    may = "modality/may",
    /// Both sides.
    both = "clause/both",
    /// Aircraft and what they drop.
    aircraft = "means/aircraft",
    /// Guns, mortars, rockets.
    artillery = "means/artillery",
    /// Bombs laid, driven or worn.
    explosive = "means/explosive",
    /// Chemical weapons.
    chemical = "means/chemical",
    /// Meets, loses: verbs of dying with such a noun behind their subject ("lost … his life").
    meets = "harm/meets",
    /// End, life, breath: with a pronoun, what those verbs complete.
    own_end = "harm/own-end",
    /// Killed, as a verb.
    killed_verb = "harm/killed-verb",
    /// Killing of, as a noun.
    killed_noun = "harm/killed-noun",
    /// Died, deaths: of want where that stands beside them.
    died = "harm/died",
    /// Results in, causes.
    result = "clause/result",
    /// The death of, as a noun of dying.
    death_of = "harm/death-of",
    /// Took the lives of: said of what killed, not of who.
    took_lives = "harm/took-lives",
    /// Storms, earthquakes, road accidents: who dies of them dies of no war.
    not_war = "harm/not-war",
    /// Fighters and leaders by words that name no party.
    fighter_word = "people/fighter-word",
    /// The killing of, as a noun of doing.
    killing_of = "harm/killing-of",
    /// The killed.
    killed_people = "harm/killed-people",
    /// Injured, as a verb.
    injured_verb = "harm/injured-verb",
    /// Injury of, as a noun.
    injured_noun = "harm/injured-noun",
    /// The injured.
    injured_people = "harm/injured-people",
    /// Casualties, killed and injured together.
    casualties_people = "harm/casualties-people",
    /// Food, medicine, fuel.
    goods = "deprivation/goods",
    /// Going out.
    exit = "deprivation/exit",
    /// Units of age, length, money and shares: a number before them counts no people.
    unit = "text/units",
    /// Inhabitants, as a word that is counted.
    inhabitants = "states/population-noun",
    /// Houses, cars, shops: who strikes them strikes civilians.
    homes = "harm/homes",
    /// Soldiers, officers.
    soldier = "actors/soldier",
    /// While, as also: what follows is another matter.
    meanwhile = "clause/meanwhile",
    /// Occupied: of a place, what it is.
    occupied = "places/occupied",
    /// Fighting against: whoever stands behind it is fought.
    fought = "clause/fought",
    /// Flying over, which strikes nobody.
    flyover = "means/flyover",
    /// Cases: the deed named behind is what is counted.
    cases = "harm/cases",
    /// Others ("and injured four others").
    others = "harm/others",
    /// As a result of, during: before what caused a toll.
    cause = "harm/cause",
    /// Now: a time that gives no day.
    now = "clause/now",
    /// Of wounds: behind a word for dying, which may then be days after the deed.
    of_wounds = "harm/of-wounds",
    /// Among them: before a part of a toll.
    among = "harm/among",
    /// News, a count, to know: before harm that nobody has heard of yet.
    unheard = "harm/unheard",
    /// They are: before the parts that spell out a toll.
    they_are = "harm/they-are",
    /// Heads of a sum: the number of, the toll of.
    total = "harm/total",
    /// Ranks, in which those stand who were harmed.
    ranks = "harm/ranks",
    /// Words for one person.
    one = "harm/one",
    /// Words for two people.
    two = "harm/two",
    /// Words for several people.
    several = "harm/several",
    /// What stands right behind a word that is only spelt like harm.
    not_harm = "harm/not",
    /// Strikes, by whatever means.
    strikes = "fighting/strike-noun",
    /// Drones that attack.
    drone = "fighting/drone",
    /// By the bullets of: how somebody died.
    bullet = "people/bullet",
    /// What is fired: shells, live bullets.
    fire_object = "fighting/fire-object",
    /// American, Israeli: whose strikes abroad come from the air.
    air_power = "means/air-power",
    /// Against: a gun is named by what it fires at.
    anti = "means/anti",
    /// From the air: right behind a word of striking.
    airborne = "means/airborne",
    /// Strikes and raids, as things counted.
    strike = "harm/strike",
    /// Two strikes, in one word.
    two_strikes = "harm/two-strikes",
    /// Tried and failed, before what was tried.
    failed_before = "modality/failed-before",
    /// Repels: an attack behind it failed, and its subject is the side attacked.
    repelled = "modality/repelled",
    /// Repelling: the same as a noun.
    repelling = "modality/repelling",
    /// Did not achieve: what follows was tried.
    not_achieved = "modality/not-achieved",
    /// Tried and failed, after what was tried.
    failed_after = "modality/failed-after",
    /// Fails: behind "and" it follows what was tried.
    fail_verb = "modality/fail-verb",
    /// Plans, attempts, demands, before what is intended.
    intended = "modality/intended",
    /// What is to come, where it carries the letter of the future.
    will = "modality/will",
    /// Leads to: with the letter of the future a consequence that is feared.
    lead_to = "modality/lead-to",
    /// Possibly, if: what makes even a deal doubtful.
    possible = "modality/possible",
    /// Talks that are called by the capital they are held in.
    held_at = "dealings/held-at",
    /// Capital, centre of.
    capital = "places/capital",
    /// Intercepts: before what was fired.
    intercepted = "modality/intercepted",
    /// Goes off: said of the bomb itself.
    go_off_verb = "fighting/go-off-verb",
    /// Attackers.
    attacker = "actors/attacker",
    /// Inflicts losses: whoever stands right behind it suffers them.
    inflict_verb = "fighting/inflict-verb",
    /// Seizes, seizure: with "on" ground that is taken.
    taken_ground = "territory/taken-ground",
    /// Shelling, as a noun.
    shell_noun = "fighting/shell-noun",
    /// Imminent, a matter of time: behind what is feared.
    looming = "modality/looming",
    /// Was, became.
    become_verb = "lines/become",
    /// Stopping: what stands behind it goes on, whoever calls for its end.
    stop = "modality/stop",
    /// Plans, tries, demands: verbs.
    intend_verb = "modality/intend-verb",
    /// Fears, warns, threatens: verbs.
    fear_verb = "modality/fear-verb",
    /// Purpose: "in order to".
    purpose = "modality/purpose",
    /// Fears, warnings, possibilities, conditions.
    feared = "modality/feared",
    /// Prevention: what is prevented is feared, not done, where it is a move of forces.
    prevent = "modality/prevent",
    /// Denials.
    denied = "modality/denied",
    /// Negations.
    negation = "modality/negation",
    /// Cease: negated, it says that something goes on.
    still = "modality/still",
    /// Succeed, manage, be able.
    manage = "modality/manage",
}
