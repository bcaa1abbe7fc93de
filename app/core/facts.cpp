#include "app/core/facts.h"

#include <set>

#include "app/core/event_kind.h"
#include "app/core/importing.h"
#include "storage/model/validate.h"

namespace core {

namespace {

// The events that records already added name.
Result<std::vector<rules::Record>> named_events(review::Review& review, const rules::Facts& facts)
{
    std::set<std::string> ids;
    for (const auto& kind : model::kinds())
        for (const auto& record : facts.all(kind.name))
            for (const auto& reference : model::references(kind, record.fields))
                if ((reference.kind.empty() || reference.kind == kEvent) &&
                    facts.find(reference.id) == nullptr)
                    ids.insert(reference.id);
    std::vector<rules::Record> events;
    for (const auto& id : ids) {
        auto record = review.record(kEvent, id, model::Part::Open);
        if (!record && record.error().kind == base::ErrorKind::NotFound) continue;
        if (!record) return record.error();
        if (!record->struck) events.push_back({record->kind, record->id, std::move(record->fields)});
    }
    return events;
}

}  // namespace

Result<void> add_records(rules::Facts& facts, review::Review& review, std::string_view kind, model::Part part)
{
    TRY_ASSIGN(auto read, review.records(kind, part));
    std::vector<rules::Record> records;
    records.reserve(read.size());
    for (auto& one : read) records.push_back({std::move(one.kind), std::move(one.id), std::move(one.fields)});
    facts.add(kind, std::move(records));
    return {};
}

Result<rules::Facts> facts(review::Vault& vault, review::Review& review, Scope scope)
{
    rules::Facts facts(london_day(vault.clock().now()), vault.lists(), vault.calendar());
    const bool thread = scope == Scope::Thread || scope == Scope::People || scope == Scope::Records;
    for (const auto& kind : model::kinds()) {
        if (thread && kind.name == kEvent) continue;
        const bool sealed = scope == Scope::Words || scope == Scope::Records ||
                            (scope == Scope::People && kind.name == "person");
        TRY_VOID(add_records(facts, review, kind.name, sealed ? model::Part::Both : model::Part::Open));
    }
    if (thread) {
        TRY_ASSIGN(auto events, named_events(review, facts));
        facts.add(kEvent, std::move(events));
    }
    return facts;
}

}  // namespace core
