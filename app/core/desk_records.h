#pragma once
/// The records of a review as the desk shows them, and the desk's way to write one. Belongs to the store
/// thread.

#include "app/core/desk_store.h"
#include "storage/rules/facts.h"

namespace core {

/// The name that stands first with a person; empty: none.
std::string full_name(const rules::Record& person);
/// A record as its section shows it, without what the rules say of it.
DeskRecord record_in_words(const rules::Facts& facts, const model::KindSpec& kind,
                           const rules::Record& record);
/// Everything but events, with open and sealed fields, and the drafts.
Result<Records> desk_records(DeskStore& store);
/// The records of one kind as a table. Errors: NotFound.
Result<DeskGrid> desk_grid(DeskStore& store, const std::string& kind, bool identified);
/// Through the gates (app/core/putting.h). Drafts of the fields written go. An empty id makes a record.
Result<void> desk_put(DeskStore& store, const std::string& kind, const std::string& id, json::Object fields);
Result<void> desk_strike(DeskStore& store, const std::string& kind, const std::string& id,
                         const std::string& reason);

}  // namespace core
