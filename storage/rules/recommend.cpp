#include "storage/rules/recommend.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <set>

#include "storage/model/fold.h"
#include "storage/rules/among.h"

namespace rules {

namespace {

// Verbs after which nobody can tell whether it was done.
constexpr std::array<std::string_view, 33> kVagueWords = {
    "consider",   "considers",   "considered", "considering", "consideration", "explore",  "explores",
    "explored",   "exploring",   "remind",     "reminds",     "reminded",      "reminder", "reflect",
    "reflects",   "encourage",   "encourages", "encouraged",  "endeavour",     "promote",  "promotes",
    "mindful",    "acknowledge", "appreciate", "recognise",   "revisit",       "discuss",  "discusses",
    "reconsider", "strive",      "attempt",    "hope",        "contemplate"};
constexpr std::array<std::string_view, 13> kVaguePhrases = {
    "be aware",     "raise awareness", "look into",           "look at",     "think about",
    "bear in mind", "take note",       "where possible",      "if possible", "where appropriate",
    "as necessary", "seek to",         "should be made aware"};

// What only tells people.
constexpr std::array<std::string_view, 19> kTelling = {
    "train",     "trains",     "trained",  "training",  "retrain", "briefing", "briefings",
    "brief",     "elearning",  "workshop", "workshops", "webinar", "webinars", "seminar",
    "awareness", "newsletter", "bulletin", "email",     "reminder"};
// What changes how the work is done.
constexpr std::array<std::string_view, 51> kChanging = {
    "policy",       "policies",   "procedure", "procedures", "protocol",    "protocols",  "pathway",
    "pathways",     "process",    "processes", "form",       "forms",       "template",   "templates",
    "checklist",    "checklists", "system",    "systems",    "tracker",     "prompt",     "prompts",
    "audit",        "audits",     "audited",   "dip",        "database",    "register",   "resource",
    "resources",    "funding",    "funded",    "post",       "posts",       "staffing",   "commission",
    "commissioned", "contract",   "contracts", "law",        "legislation", "regulation", "regulations",
    "supervision",  "agreement",  "standard",  "standards",  "field",       "flag",       "flags",
    "alert",        "alerts"};
constexpr std::array<std::string_view, 16> kMeasuring = {
    "audit",    "audits",     "audited", "dip",    "sample",   "sampling",  "measure",  "measured",
    "measures", "percentage", "percent", "target", "evidence", "evidenced", "baseline", "evaluate"};

bool holds_phrase(std::string_view spaced, std::string_view phrase)
{
    return spaced.find(" " + std::string(phrase) + " ") != std::string_view::npos;
}

// " be aware of the policy ": folded words with one space between.
std::string spaced_out(const std::vector<std::string>& words)
{
    std::string all = " ";
    for (const auto& word : words) all += word + " ";
    return all;
}

// A year, or a span such as "within 28 days", "in six months".
bool names_a_date(const std::vector<std::string>& words)
{
    static constexpr std::array<std::string_view, 8> kSpans = {"day",   "days",   "week",    "weeks",
                                                               "month", "months", "quarter", "year"};
    for (std::size_t i = 0; i < words.size(); ++i) {
        const auto& word = words[i];
        if (word.size() == 4 && word.starts_with("20") &&
            word.find_first_not_of("0123456789") == std::string::npos)
            return true;
        if (word != "within" && word != "in") continue;
        for (std::size_t j = i + 1; j < std::min(i + 4, words.size()); ++j)
            if (among(words[j], kSpans)) return true;
    }
    return false;
}

class Weaknesses {
public:
    Weaknesses(const Facts& facts, const Record& one)
        : one_(one),
          words_(model::words(model::fold(text(one, "text")))),
          actions_(facts.naming(one.id, "action", "recommendation"))
    {
    }

    std::vector<Warning> all()
    {
        vague();
        training();
        if (texts(one_, "addressee_org").empty())
            say("unowned", "Nobody answers for it: name one organisation.");
        measure();
        const bool dated =
            std::ranges::any_of(actions_, [](const Record* action) { return has(*action, "target_date"); });
        if (!dated && !names_a_date(words_))
            say("no_date", "It does not say by when: name the day, or give its action a target date.");
        if (text(one_, "rec_level") == "IND")
            say("individual",
                "It is addressed to one post-holder: avoid this unless guidance requires it, and ask what "
                "the service should change.");
        return std::move(found_);
    }

private:
    void say(std::string code, std::string message)
    {
        found_.push_back({std::move(code), std::move(message)});
    }

    void vague()
    {
        std::string said;
        const auto spaced = spaced_out(words_);
        for (const auto phrase : kVaguePhrases)
            if (holds_phrase(spaced, phrase)) said += (said.empty() ? "" : ", ") + std::string(phrase);
        std::set<std::string> seen;
        for (const auto& word : words_)
            if (among(word, kVagueWords) && seen.insert(word).second)
                said += (said.empty() ? "" : ", ") + word;
        if (!said.empty())
            say("vague", "Nobody could tell whether it was done (" + said +
                             "): say what will be different, and who will do it.");
    }

    void training()
    {
        const bool tells = std::ranges::any_of(words_, [](const auto& w) { return among(w, kTelling); });
        const bool changes = std::ranges::any_of(words_, [](const auto& w) { return among(w, kChanging); });
        const auto theme = text(one_, "rec_theme");
        if (!changes && (tells || theme == "RT3" || theme == "RT7"))
            say("training_only",
                "It only tells or trains people: add what in the system will hold the change.");
    }

    void measure()
    {
        for (const auto& row : rows(one_, "smart"))
            if (json::text_or(row, "test") == "M" && json::text_or(row, "score") == "MET") return;
        for (const auto* action : actions_)
            if (has(*action, "impact_measure")) return;
        if (std::ranges::any_of(words_, [](const auto& w) { return among(w, kMeasuring); })) return;
        say("no_measure", "It does not say how anyone will know that it was done and helped.");
    }

    const Record& one_;
    std::vector<std::string> words_;
    std::vector<const Record*> actions_;
    std::vector<Warning> found_;
};

constexpr std::array<std::string_view, 44> kCommon = {
    "a",    "an",   "and",   "any",   "are",   "as",   "at",    "be",     "been", "but",    "by",
    "for",  "from", "has",   "have",  "in",    "into", "is",    "it",     "its",  "must",   "of",
    "on",   "or",   "that",  "the",   "their", "them", "there", "these",  "this", "to",     "was",
    "were", "when", "where", "which", "who",   "will", "with",  "should", "all",  "ensure", "s"};

// Plural and verb endings off: rough, and the same for everyone.
std::string rough_stem(std::string word)
{
    for (const std::string_view ending : {"ings", "ing", "ied", "ies", "ed", "es", "s"}) {
        if (word.size() < ending.size() + 4 || !word.ends_with(ending)) continue;
        word.resize(word.size() - ending.size());
        break;
    }
    if (word.size() > 4 && word.back() == 'e') word.pop_back();
    return word;
}

// Single words and neighbouring pairs, with how often each stands there.
std::unordered_map<std::string, double> shingles(std::string_view text)
{
    std::unordered_map<std::string, double> found;
    std::string before;
    for (auto& word : model::words(model::fold(text))) {
        if (among(word, kCommon)) continue;
        word = rough_stem(std::move(word));
        found[word] += 1;
        if (!before.empty()) found[before + " " + word] += 1;
        before = std::move(word);
    }
    return found;
}

}  // namespace

std::vector<Warning> warnings(const Facts& facts, const Record& recommendation)
{
    return Weaknesses(facts, recommendation).all();
}

RecommendationIndex::RecommendationIndex(std::vector<LibraryEntry> entries) : entries_(std::move(entries))
{
    std::vector<std::unordered_map<std::string, double>> counts;
    for (const auto& entry : entries_) {
        counts.push_back(shingles(entry.text));
        for (const auto& [word, times] : counts.back()) rarity_[word] += 1;
    }
    for (auto& [word, count] : rarity_)
        count = 1 + std::log((1 + static_cast<double>(entries_.size())) / (1 + count));
    for (const auto& entry : entries_) weights_.push_back(weigh(entry.text));
}

RecommendationIndex::Weights RecommendationIndex::weigh(std::string_view text) const
{
    auto weights = shingles(text);
    const double unseen = 1 + std::log(1 + static_cast<double>(entries_.size()));
    double length = 0;
    for (auto& [word, weight] : weights) {
        const auto known = rarity_.find(word);
        weight *= known == rarity_.end() ? unseen : known->second;
        length += weight * weight;
    }
    if (length > 0)
        for (auto& [word, weight] : weights) weight /= std::sqrt(length);
    return weights;
}

std::vector<Similar> RecommendationIndex::find(const LibraryEntry& like, std::size_t limit, int least) const
{
    const auto wanted = weigh(like.text);
    std::vector<Similar> found;
    for (std::size_t i = 0; i < entries_.size(); ++i) {
        double cosine = 0;
        for (const auto& [word, weight] : wanted)
            if (const auto held = weights_[i].find(word); held != weights_[i].end())
                cosine += weight * held->second;
        int score = static_cast<int>(std::lround(cosine * 100));
        if (score == 0) continue;
        if (!like.theme.empty() && like.theme == entries_[i].theme) score += 5;
        if (!like.sector.empty() && like.sector == entries_[i].sector) score += 5;
        score = std::min(score, 100);
        if (score >= least) found.push_back({entries_[i], score});
    }
    std::ranges::sort(found, [](const Similar& a, const Similar& b) {
        return a.score != b.score ? a.score > b.score : a.entry.ref < b.entry.ref;
    });
    if (found.size() > limit) found.resize(limit);
    return found;
}

LibraryEntry as_entry(const Record& recommendation, std::string_view review)
{
    LibraryEntry entry;
    entry.ref = std::string(review) + " R" + std::to_string(number(recommendation, "number"));
    entry.year = text(recommendation, "issued_on").substr(0, 4);
    entry.sector = text(recommendation, "rec_addressee");
    entry.level = text(recommendation, "rec_level");
    entry.theme = text(recommendation, "rec_theme");
    entry.text = text(recommendation, "text");
    entry.source = std::string(review);
    return entry;
}

}  // namespace rules
