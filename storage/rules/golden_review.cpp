// What the review as a whole owes: V6, V7, V8.
#include <algorithm>
#include <array>
#include <set>

#include "storage/rules/golden_parts.h"
#include "storage/rules/words.h"

namespace rules {

namespace golden {

namespace {

// Victims and everyone suspected, accused or convicted, in the order they were made.
std::vector<const Record*> victims_and_suspects(const Facts& facts)
{
    static constexpr std::array<std::string_view, 5> kRoles = {"VIC", "VIC2", "SUS", "ACC", "PERP"};
    std::set<std::string> ids;
    for (const auto& role : facts.all("person_role"))
        if (std::ranges::find(kRoles, text(role, "role")) != kRoles.end()) ids.insert(text(role, "person"));
    std::vector<const Record*> people;
    for (const auto& person : facts.all("person"))
        if (ids.contains(person.id)) people.push_back(&person);
    return people;
}

// Considered, and the analysis written; a characteristic that does not apply needs no words.
bool addressed(const Record& equality)
{
    const auto considered = text(equality, "considered");
    if (considered == "NA" || text(equality, "relevant") == "NA") return true;
    return (considered == "Y" || considered == "PR") && has(equality, "relevant") &&
           has(equality, "analysis");
}

void check_key_lines(const Facts& facts, std::vector<Problem>& found)
{
    for (const auto& line : facts.all("kloe")) {
        if (!has(line, "answer_status"))
            found.push_back({"V6", line.kind, line.id, named(facts, line) + " has no answer status.",
                             "Fill in " + field_words(line.kind, "answer_status") +
                                 ": open, partly, answered, or cannot be answered.",
                             false});
        if (text(line, "answer_status") == "CANNOT" && !has(line, "why_not"))
            found.push_back({"V6", line.kind, line.id,
                             named(facts, line) + " cannot be answered and does not say why.",
                             "Write the reason in " + field_words(line.kind, "why_not") + ".", false});
    }
}

void check_equality(const Facts& facts, std::vector<Problem>& found)
{
    const auto* list = facts.lists().list("protected_char");
    if (list == nullptr) return;
    for (const auto* person : victims_and_suspects(facts)) {
        std::set<std::string> done;
        for (const auto* equality : facts.naming(person->id, "equality", "person"))
            if (addressed(*equality)) done.insert(text(*equality, "characteristic"));
        std::string missing;
        std::size_t count = 0;
        for (const auto& value : list->values) {
            if (done.contains(value.code)) continue;
            missing += (missing.empty() ? "" : ", ") + value.label;
            ++count;
        }
        if (count == 0) continue;
        found.push_back({"V7", person->kind, person->id,
                         named(facts, *person) + ": " + std::to_string(count) + " of " +
                             std::to_string(list->values.size()) +
                             " protected characteristics are not addressed: " + missing + ".",
                         "Say of each whether it was considered, whether it mattered, and why.", false});
    }
}

}  // namespace

void check_review(const Facts& facts, std::vector<Problem>& found)
{
    check_key_lines(facts, found);
    check_equality(facts, found);
    const auto status = text(facts.review(), "status");
    if (status >= "S60" && status < "S90" && status.front() == 'S') {
        auto published = check_published(facts, std::nullopt);
        found.insert(found.end(), published.begin(), published.end());
    }
}

}  // namespace golden

std::vector<Problem> check_published(const Facts& facts, const std::optional<ScanAnswer>& scan)
{
    std::vector<Problem> found;
    const auto& review = facts.review();
    const auto say = [&](std::string message, std::string remedy) {
        found.push_back({"V8", "review", review.id, std::move(message), std::move(remedy), true});
    };
    if (!scan)
        say("Scan not run: no finished edition has been scanned for what could still identify a person.",
            "Publication waits for the scan of the finished edition.");
    else if (scan->hits > 0)
        say("The scan found " + std::to_string(scan->hits) + " places that could still identify a person.",
            "Change the words at each place, then scan again.");
    std::size_t open = 0;
    for (const auto& redaction : facts.all("redaction"))
        if (text(redaction, "edition") == "PUBLISHED" && !has(redaction, "approved_on")) ++open;
    if (open > 0)
        say(std::to_string(open) + " redactions of the published edition are not approved.",
            "Have each approved, or strike it out.");
    return found;
}

}  // namespace rules
