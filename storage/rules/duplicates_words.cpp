// The vocabulary: small tables of our own, in folded English.
#include "storage/rules/duplicates_words.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <set>
#include <unordered_map>
#include <unordered_set>

namespace rules {

namespace {

struct Agency {
    std::string_view name;
    std::string_view words;  ///< single words that name it
    std::string_view types;  ///< codes of `agency_type`
};
constexpr std::array kAgencyWords = {
    Agency{"police",
           "police officer officers constable constables pc pcs dc sergeant snt pol met cid constabulary",
           "POL POL_BTP POL_CITY"},
    Agency{"ambulance service", "ambulance paramedic paramedics las lascad", "AMB"},
    Agency{"hospital", "hospital ed aande casualty ward emergency", "ACUTE MAT"},
    Agency{"GP", "gp gps surgery practice doctor", "GP ICB"},
    Agency{"children's social care", "csc mash socialworker childrens social", "LA_CSC LA_EH"},
    Agency{"adult social care", "asc adults social", "LA_ASC"},
    Agency{"youth justice", "yjs yot yos yjb", "YJS"},
    Agency{"probation", "probation npd crc", "PROB"},
    Agency{"school or college", "school college academy teacher dsl education headteacher tutor",
           "SCHOOL COLLEGE LA_EDU"},
    Agency{"housing", "housing landlord tenancy homelessness", "LA_HSG RP HOSTEL"},
    Agency{"domestic abuse service", "idva refuge isva", "IDVA ISVA"},
    Agency{"MARAC", "marac", ""},
    Agency{"mental health service", "cmht camhs psychiatric psychiatry crisis mht therapies", "MH"},
    Agency{"drug and alcohol service", "turningpoint substance", "SUBST"},
    Agency{"prison", "prison hmp yoi", "PRISON"},
    Agency{"youth service", "youth", "YOUTH VCS"},
    Agency{"fire brigade", "fire brigade lfb", "FIRE"},
};

// Each line: words that agencies use for the same thing.
constexpr std::array kAlike = {
    "stab stabbed stabbing stabbings knifed slashed slashing",
    "knife knives blade bladed machete sword weapon weapons",
    "injury injuries injured wound wounds wounded hurt laceration lacerations cut cuts",
    "missing misper absconded absent whereabouts runaway",
    "mother mum mam mom mummy",
    "father dad daddy stepfather stepdad",
    "partner husband wife boyfriend girlfriend spouse fiance",
    "child children kid kids youngster toddler baby infant",
    "argument argue argued arguing dispute quarrel altercation quarrelled disagreement",
    "fight fighting fought scuffle brawl affray",
    "assault assaulted attack attacked hit punched punch slapped slap struck beaten beat kicked",
    "drunk intoxicated alcohol drink drinking drank inebriated",
    "drug drugs cannabis weed skunk cocaine",
    "threat threats threaten threatened threatening menaces",
    "neck throat",
    "strangle strangled strangulation choke choked choking",
    "call called calls caller rang ring phoned telephoned telephone",
    "phone phones mobile handset",
    "text texts message messages whatsapp",
    "appointment appt appts appointments session sessions",
    "attend attended attendance attending attends",
    "decline declined refuse refused refuses unwilling",
    "dna missed nonattendance",
    "police officer officers constable constables pc pcs",
    "ambulance paramedic paramedics las",
    "hospital ed aande casualty",
    "school academy college",
    "teacher tutor dsl headteacher",
    "doctor gp surgery",
    "home house flat address property residence",
    "homeless homelessness sofa evicted eviction",
    "depression depressed mood depressive",
    "cry crying tearful upset distressed distress",
    "shout shouting shouted screaming screamed row noise voices banging",
    "anxious anxiety worried worry worries concerned concern concerns",
    "overdose overdosed tablets tablet pills paracetamol od",
    "suicide suicidal",
    "window windows glass pane",
    "coat jacket clothes clothing hoodie",
    "trainers shoes sneakers",
    "follow followed following stalked stalking tracking tracked pursued chased",
    "fall fell falls tripped",
    "rent arrears",
    "youths youth gang group lads",
    "key keys lock locked",
    "excluded exclusion suspended suspension",
    "arrest arrested custody detained",
    "discharge discharged released",
    "robbed robbery mugged mugging",
    "stolen theft stole thefts steal",
    "neighbour neighbours neighbor neighbors resident residents",
    "dead death died deceased fatal kill killed killing extinct homicide murder role",
    "money cash financial finances debt debts bank card account withdrawn",
    "refer referred referral referrals referring",
    "tell told said says stated disclosed reported report reports informed",
    "friend friends peer peers mate mates associate associates",
    "girl girls female woman lady",
    "boy boys male man",
    "car vehicle van",
    "scared frightened afraid fearful fear",
    "bruise bruises bruised bruising marks mark",
    "visit visited visits visiting",
    "letter letters email emailed wrote",
    "damage damaged smashed broke broken",
    "court magistrates hearing",
    "bail bailed",
    "outcome result",
    "review reviewed",
    "late delayed",
    "worker caseworker keyworker",
};

constexpr std::string_view kSilent =
    "a about after again all also an and any are as at be been before being both but by can could did do "
    "does "
    "for from further had has have he her hers him his i in into is it its me mr mrs ms no not now of off on "
    "or "
    "other our out over own re s she so some than that the their them then there they this to today under "
    "until "
    "up via was we were what when where which while who whom will with would you your am pm hrs hr approx "
    "due "
    "n y v vic victim subject client patient service user";

std::vector<std::string_view> split(std::string_view words)
{
    std::vector<std::string_view> found;
    while (!words.empty()) {
        const auto end = std::min(words.find(' '), words.size());
        if (end > 0) found.push_back(words.substr(0, end));
        words.remove_prefix(std::min(end + 1, words.size()));
    }
    return found;
}

using Bits = std::unordered_map<std::string_view, AgencyNames>;

Bits bits_of(std::string_view Agency::*member)
{
    Bits bits;
    for (std::size_t i = 0; i < kAgencyWords.size(); ++i)
        for (const auto word : split(kAgencyWords[i].*member)) bits[word] |= AgencyNames{1} << i;
    return bits;
}

bool digits_only(std::string_view word)
{
    return std::ranges::all_of(word, [](char c) { return c >= '0' && c <= '9'; });
}

std::string stem(std::string_view word)
{
    const auto ends = [&](std::string_view end) {
        return word.size() > end.size() + 3 && word.ends_with(end);
    };
    if (ends("ies")) return std::string(word.substr(0, word.size() - 3)) + "y";
    for (const std::string_view end : {"ingly", "ings", "ing", "edly", "ed", "es", "s", "ly"})
        if (ends(end) && !word.ends_with("ss")) {
            word.remove_suffix(end.size());
            break;
        }
    if (word.size() > 4 && word[word.size() - 1] == word[word.size() - 2]) word.remove_suffix(1);
    if (word.size() > 4 && word.ends_with("e")) word.remove_suffix(1);
    return std::string(word);
}

}  // namespace

AgencyNames agencies_named(const std::vector<std::string>& words)
{
    static const Bits bits = bits_of(&Agency::words);
    AgencyNames names = 0;
    for (const auto& word : words)
        if (const auto found = bits.find(word); found != bits.end()) names |= found->second;
    return names;
}

AgencyNames agency_of_type(std::string_view type)
{
    static const Bits bits = bits_of(&Agency::types);
    const auto found = bits.find(type);
    return found == bits.end() ? 0 : found->second;
}

std::string_view agency_word(AgencyNames names)
{
    for (std::size_t i = 0; i < kAgencyWords.size(); ++i)
        if ((names >> i & 1U) != 0) return kAgencyWords[i].name;
    return "";
}

std::vector<std::string> telling_words(const std::vector<std::string>& words)
{
    static const auto silent = [] {
        std::unordered_set<std::string_view> found;
        for (const auto word : split(kSilent)) found.insert(word);
        return found;
    }();
    std::vector<std::string> found;
    for (const auto& word : words) {
        if (silent.contains(word)) continue;
        if (word.size() < 2 || (digits_only(word) && word.size() < 3)) continue;
        found.push_back(word);
    }
    return found;
}

std::string word_root(std::string_view word)
{
    static const auto alike = [] {
        std::unordered_map<std::string_view, std::string_view> found;
        for (const std::string_view line : kAlike) {
            const auto words = split(line);
            for (const auto one : words) found.emplace(one, words.front());
        }
        return found;
    }();
    if (const auto found = alike.find(word); found != alike.end()) return std::string(found->second);
    return stem(word);
}

std::vector<int> clock_times(std::string_view text)
{
    std::vector<int> found;
    for (std::size_t i = 0; i < text.size();) {
        if (std::isdigit(static_cast<unsigned char>(text[i])) == 0) {
            ++i;
            continue;
        }
        std::size_t end = i;
        while (end < text.size() && (std::isdigit(static_cast<unsigned char>(text[end])) != 0 ||
                                     ((text[end] == ':' || text[end] == '.') && end + 1 < text.size() &&
                                      std::isdigit(static_cast<unsigned char>(text[end + 1])) != 0)))
            ++end;
        std::string figures;
        bool parted = false;
        for (const char c : text.substr(i, end - i)) {
            if (std::isdigit(static_cast<unsigned char>(c)) != 0)
                figures += c;
            else
                parted = true;
        }
        std::string_view rest = text.substr(end);
        while (rest.starts_with(' ')) rest.remove_prefix(1);
        const bool hours = rest.starts_with("hr") || rest.starts_with("hour"), late = rest.starts_with("pm");
        if ((parted || hours || late || rest.starts_with("am")) && figures.size() >= 3 &&
            figures.size() <= 4) {
            int hour = std::stoi(figures.substr(0, figures.size() - 2));
            const int minute = std::stoi(figures.substr(figures.size() - 2));
            if (late && hour < 12) hour += 12;
            if (hour < 24 && minute < 60) found.push_back(hour * 60 + minute);
        }
        i = end;
    }
    return found;
}

Refers refers(const std::vector<std::string>& words)
{
    bool says = false, received = false;
    for (const auto& word : words) {
        says = says || word.starts_with("refer") || word.starts_with("notif") || word == "marac" ||
               word == "merlin" || word == "passed" || word.starts_with("request");
        received = received || word == "received" || word == "receipt" || word == "accepted" ||
                   word == "notification" || word == "in";
    }
    if (!says) return Refers::No;
    return received ? Refers::Received : Refers::Says;
}

}  // namespace rules
