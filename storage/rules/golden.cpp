#include "storage/rules/golden.h"

#include <algorithm>

#include "crypto/primitives/hash.h"
#include "storage/model/field.h"
#include "storage/model/place.h"

namespace rules {

std::string evidence_state(const Facts& facts, const Record& finding)
{
    const auto open_fields = [](const Record& record) {
        const auto* kind = model::kind(record.kind);
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
    };
    std::vector<std::string> parts;
    for (const auto* link : facts.naming(finding.id, "finding_evidence", "finding")) {
        const auto target = text(*link, "target");
        std::string part = target + " " + text(*link, "role") + "\n";
        if (const auto* record = facts.find(target)) part += open_fields(*record);
        for (const auto* claim : facts.naming(target, "claim", "record"))
            if (flag(*claim, "accepted")) part += open_fields(*claim);
        parts.push_back(std::move(part));
    }
    std::ranges::sort(parts);
    std::string whole;
    for (const auto& part : parts) whole += part;
    return base::to_hex(crypto::sha256(base::bytes_of(whole)));
}

std::vector<Problem> check(const Facts& facts)
{
    std::vector<Problem> found;
    for (const auto& finding : facts.all("finding")) {
        const auto status = text(finding, "status");
        if (status != "AGREED" && status != "DISSENT") continue;
        const auto links = facts.naming(finding.id, "finding_evidence", "finding");
        const bool supported =
            std::ranges::any_of(links, [](const Record* link) { return text(*link, "role") == "SUPPORTS"; });
        if (!supported)
            found.push_back({"V1", "finding", finding.id,
                             called(facts, finding) + " is agreed without supporting evidence.",
                             "Add evidence that supports it, or set it back to draft.", true});
    }
    return found;
}

std::vector<Problem> check_record(const Facts& facts, std::string_view id)
{
    auto found = check(facts);
    std::erase_if(found, [&](const Problem& problem) { return problem.id != id; });
    return found;
}

}  // namespace rules
