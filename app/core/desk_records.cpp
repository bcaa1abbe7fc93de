#include "app/core/desk_records.h"

#include <algorithm>
#include <map>

#include "app/core/clocking.h"
#include "app/core/desk_lines.h"
#include "app/core/desk_overview.h"
#include "app/core/event_kind.h"
#include "app/core/facts.h"
#include "app/core/putting.h"
#include "storage/model/date_reading.h"
#include "storage/model/field.h"
#include "storage/rules/golden.h"
#include "storage/rules/role_word.h"
#include "storage/rules/words.h"

namespace core {

namespace {

// The label of a code, the words of a text, what a reference is called.
std::string field_in_words(const rules::Facts& facts, const model::FieldSpec& field, const json::Value& value)
{
    using enum model::FieldKind;
    if (field.kind == Code && value.text() != nullptr) return facts.lists().label(field.of, *value.text());
    if (field.kind == Ref && value.text() != nullptr) {
        const auto* other = facts.find(*value.text());
        return other == nullptr ? std::string() : rules::called(facts, *other);
    }
    if (field.kind == Prose && value.text() != nullptr) return rules::with_citations(facts, *value.text());
    if (field.kind == Date && value.text() != nullptr)
        if (const auto day = model::day_from_text(*value.text())) return rules::day_words(*day);
    if ((field.kind == Text || field.kind == Date) && value.text() != nullptr) return *value.text();
    if (field.kind == DateText && value.object() != nullptr) return json::text_or(*value.object(), "text");
    return {};
}

// The first few fields of a record that say something, open or with the sealed ones.
std::string first_fields(const rules::Facts& facts, const model::KindSpec& kind, const rules::Record& record,
                         bool with_sealed, int most = 3)
{
    std::string words;
    int taken = 0;
    for (const auto& field : kind.fields) {
        if (field.id == "number" || field.id == "code" || field.id == "name" || field.id == "kloe_no")
            continue;
        if (!with_sealed && model::is_sealed(field, kind.disclosure)) continue;
        const auto* value = record.fields.find(field.id);
        if (value == nullptr) continue;
        const auto said = field_in_words(facts, field, *value);
        if (said.empty()) continue;
        words += (words.empty() ? "" : "  ·  ") + said;
        if (++taken == most) break;
    }
    for (char& c : words)
        if (c == '\n') c = ' ';
    return words;
}

model::Command one_put(const std::string& kind, const std::string& id, json::Object fields)
{
    model::Change change;
    change.kind = kind;
    change.id = id;
    change.fields = std::move(fields);
    return {{std::move(change)}};
}

}  // namespace

std::string full_name(const rules::Record& person)
{
    for (const auto& name : rules::rows(person, "names")) {
        const auto given = json::text_or(name, "given");
        const auto family = json::text_or(name, "family");
        if (given.empty() && family.empty()) return json::text_or(name, "text");
        return given + (given.empty() || family.empty() ? "" : " ") + family;
    }
    return {};
}

// The published name is chosen for a person; only the family's own choice is shown to the family.
static std::string chosen_name(const rules::Facts& facts, const std::string& person)
{
    for (const auto* pseudonym : facts.naming(person, "pseudonym", "subject"))
        if (rules::text(*pseudonym, "chosen_by") == "FAMILY")
            return rules::text(*pseudonym, "published_name");
    return {};
}

DeskRecord record_in_words(const rules::Facts& facts, const model::KindSpec& kind,
                           const rules::Record& record)
{
    DeskRecord made{record.kind, record.id, rules::called(facts, record), {}, {}, record.fields, {}};
    if (record.kind == "person") {
        const auto role = rules::role_word(facts, record.id);
        made.words = first_fields(facts, kind, record, false, 2);
        if (auto name = chosen_name(facts, record.id); !name.empty()) made.family = name + ", " + role;
        made.called += ", " + role;
        made.sealed = full_name(record);
    } else {
        made.words = first_fields(facts, kind, record, false);
        made.sealed = first_fields(facts, kind, record, true);
        read_line(facts, kind, record, made);
    }
    return made;
}

// Who died, who is suspected, then family and others, professionals last.
static int place_of(const DeskRecord& person)
{
    const auto code = json::text_or(person.fields, "code");
    const auto numbered = [&](char letter) {
        return code.starts_with(letter) && code.find_first_not_of("0123456789", 1) == std::string::npos;
    };
    if (numbered('V')) return 0;
    if (numbered('S')) return 1;
    return code.starts_with("PR-") ? 3 : 2;
}

Result<Records> desk_records(DeskStore& store)
{
    TRY_ASSIGN(const auto held, store.held());
    auto& [vault, review] = held;
    TRY_ASSIGN(const auto facts, core::facts(vault, review, Scope::Records));
    Records made;
    made.today = model::to_text(facts.today());
    std::map<std::string, std::vector<std::string>> problems;
    for (const auto& problem : rules::check(facts))
        problems[problem.id].push_back(problem.message + " " + problem.remedy);
    for (const auto& kind : model::kinds()) {
        if (kind.name == kEvent) continue;
        const auto first = static_cast<std::ptrdiff_t>(made.records.size());
        for (const auto& record : facts.all(kind.name)) {
            made.records.push_back(record_in_words(facts, kind, record));
            if (const auto found = problems.find(record.id); found != problems.end())
                made.records.back().problems = found->second;
        }
        if (kind.name == "person")
            std::ranges::stable_sort(made.records.begin() + first, made.records.end(), {}, place_of);
    }
    TRY_ASSIGN(made.events, review.chronology_count());
    const auto by = template_of(vault, facts);
    made.forms = forms_of(facts, by ? &*by : nullptr);
    TRY_ASSIGN(const auto drafts, review.drafts());
    for (const auto& draft : drafts)
        made.drafts.push_back({draft.kind, draft.id, draft.field, draft.text,
                               static_cast<std::size_t>(draft.cursor), draft.undo});
    return made;
}

Result<DeskGrid> desk_grid(DeskStore& store, const std::string& kind, bool identified)
{
    const auto* spec = model::kind(kind);
    if (spec == nullptr || kind == kEvent)
        return base::fail(base::ErrorKind::NotFound, "There is no such table.");
    TRY_ASSIGN(const auto held, store.held());
    TRY_ASSIGN(const auto facts,
               core::facts(held.vault, held.review, identified ? Scope::Records : Scope::Thread));
    return grid_of(facts, *spec, identified);
}

Result<void> desk_put(DeskStore& store, const std::string& kind, const std::string& id, json::Object fields)
{
    TRY_ASSIGN(const auto held, store.held());
    auto& [vault, review] = held;
    const std::string record = id.empty() ? base::new_uuid(vault.random()) : id;
    std::vector<std::string> named;
    for (const auto& [field, value] : fields) named.push_back(field);
    TRY_VOID(put(vault, review, one_put(kind, record, std::move(fields))));
    for (const auto& field : named) TRY_VOID(review.drop_draft(record, field));
    return {};
}

Result<void> desk_strike(DeskStore& store, const std::string& kind, const std::string& id,
                         const std::string& reason)
{
    TRY_ASSIGN(const auto held, store.held());
    auto command = one_put(kind, id, {});
    command.changes[0].op = model::Op::Strike;
    command.changes[0].reason = reason;
    TRY_VOID(put(held.vault, held.review, std::move(command)));
    return {};
}

}  // namespace core
