#include "storage/rules/golden.h"

#include <algorithm>
#include <array>

#include "crypto/primitives/hash.h"
#include "storage/model/field.h"
#include "storage/model/place.h"
#include "storage/rules/golden_parts.h"
#include "storage/rules/words.h"

namespace rules {

namespace {

// Kind, id and open fields of a record, one field a line, by name.
std::string open_part(const Record& record)
{
    const auto* kind = model::kind(record.kind);
    if (kind == nullptr) return {};
    const auto record_class = model::record_class(*kind, record.fields);
    std::vector<std::string> lines;
    for (const auto& [field, value] : record.fields) {
        const auto* spec = kind->field(field);
        if (spec == nullptr || model::is_sealed(*spec, record_class) || value.is_null()) continue;
        lines.push_back(field + "=" + json::write(value) + "\n");
    }
    std::ranges::sort(lines);
    std::string whole = record.kind + " " + record.id + "\n";
    for (const auto& line : lines) whole += line;
    return whole;
}

std::string sorted_together(std::vector<std::string> parts)
{
    std::ranges::sort(parts);
    std::string whole;
    for (const auto& part : parts) whole += part;
    return whole;
}

// "V2" before "V10"; words last.
std::pair<int, std::string> rule_rank(const Problem& problem)
{
    const auto& rule = problem.rule;
    const bool numbered = rule.size() > 1 && rule.size() < 4 && rule[0] == 'V' &&
                          rule.find_first_not_of("0123456789", 1) == std::string::npos;
    return {numbered ? std::stoi(rule.substr(1)) : 99, numbered ? "" : rule};
}

}  // namespace

std::string evidence_state(const Facts& facts, const Record& finding)
{
    std::vector<std::string> parts;
    for (const auto* link : facts.naming(finding.id, "finding_evidence", "finding")) {
        const auto target = text(*link, "target");
        std::string part = "evidence " + target + " " + text(*link, "role") + "\n";
        if (const auto* record = facts.find(target)) part += open_part(*record);
        std::vector<std::string> claims;
        for (const auto* claim : facts.naming(target, "claim", "record"))
            if (flag(*claim, "accepted")) claims.push_back(open_part(*claim));
        parts.push_back(part + sorted_together(std::move(claims)));
    }
    return base::to_hex(crypto::sha256(base::bytes_of(sorted_together(std::move(parts)))));
}

bool is_agreed(const Record& finding)
{
    const auto status = text(finding, "status");
    return status == "AGREED" || status == "DISSENT";
}

std::string named(const Facts& facts, const Record& record)
{
    if (record.kind != "chronology_event") return called(facts, record);
    const auto when = span_words(text(record, "earliest"), text(record, "latest"));
    return when.empty() ? "An event without a date" : "The event of " + when;
}

bool is_checked(std::string_view kind)
{
    static constexpr std::array<std::string_view, 15> kKinds = {
        "account", "action",           "action_update", "claim",  "equality", "extract",     "factor",
        "finding", "finding_evidence", "kloe",          "lesson", "person",   "person_role", "recommendation",
        "review"};
    return std::ranges::find(kKinds, kind) != kKinds.end();
}

std::vector<Problem> check(const Facts& facts)
{
    std::vector<Problem> found;
    golden::check_findings(facts, found);
    golden::check_lessons(facts, found);
    golden::check_recommendations(facts, found);
    golden::check_review(facts, found);
    std::ranges::stable_sort(found, {}, rule_rank);
    return found;
}

std::vector<Problem> check_record(const Facts& facts, std::string_view id)
{
    auto found = check(facts);
    std::erase_if(found, [&](const Problem& problem) { return problem.id != id; });
    return found;
}

}  // namespace rules
