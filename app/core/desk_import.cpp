#include "app/core/desk_import.h"

#include <algorithm>

#include "app/core/chronology_words.h"
#include "app/core/desk_import_words.h"
#include "app/core/facts.h"
#include "app/core/importing.h"
#include "app/core/people.h"
#include "app/core/wording.h"
#include "app/import/reader.h"
#include "crypto/base/platform.h"
#include "storage/model/codelists.h"

namespace core {

using base::ErrorKind;
using base::fail;

namespace {

constexpr std::uint64_t kMostFile = 64ULL * 1024 * 1024;  // bytes

base::Error cancelled()
{
    return fail(ErrorKind::Cancelled, "Stopped. Nothing was written.");
}

json::Object map_of(const ImportAsk& ask)
{
    json::Object map;
    if (ask.header_row) map.set("header_row", static_cast<std::int64_t>(*ask.header_row));
    if (!ask.fields.empty()) {
        json::Object columns;
        for (const auto& [column, field] : ask.fields) columns.set(std::to_string(column), field);
        map.set("columns", std::move(columns));
    }
    return map;
}

// The bytes: a file, what was pasted, or those shown before.
Result<void> take_bytes(DeskStore& store, const ImportAsk& ask, ImportRequest& request)
{
    if (!ask.path.empty()) {
        const auto file = base::path_from_utf8(ask.path);
        TRY_ASSIGN(request.file, base::read_file(file, kMostFile));
        request.file_name = base::to_utf8(file.filename());
    } else if (!ask.pasted.empty()) {
        request.file.assign(ask.pasted.begin(), ask.pasted.end());
        request.file_name = "pasted table";
    } else if (store.import_plan) {
        request.file = store.import_plan->request.file;
        request.file_name = store.import_plan->request.file_name;
    } else {
        return fail(ErrorKind::Conflict, "No file was chosen.");
    }
    return {};
}

Result<ImportRequest> request_of(DeskStore& store, review::Vault& vault, const ImportAsk& ask,
                                 const base::Path& reader)
{
    ImportRequest request;
    TRY_VOID(take_bytes(store, ask, request));
    request.agency = ask.agency;
    request.agency_type = ask.agency_type;
    request.part = ask.part;
    request.all_rows = ask.all_rows;
    request.data = &vault.reference();
    request.reader.program = reader;
    if (ask.order == "DMY") request.order = model::DayMonthOrder::DayFirst;
    if (ask.order == "MDY") request.order = model::DayMonthOrder::MonthFirst;
    if (const auto map = map_of(ask); !map.empty()) request.map = json::write(json::Value(map));
    return request;
}

Result<std::size_t> add_third_parties(DeskStore& store, const std::vector<std::string>& names)
{
    TRY_ASSIGN(const auto held, store.held());
    std::size_t added = 0;
    for (const auto& name : names) {
        NewPerson wanted;
        wanted.role = "OTHER";
        json::Object row;
        row.set("text", name);
        wanted.fields.set("names", json::Array{json::Value(std::move(row))});
        TRY_VOID(add_person(held.vault, held.review, std::move(wanted)));
        ++added;
    }
    return added;
}

std::string made_words(const review::Record& import, const review::Record* document)
{
    const auto events = json::number_or(import.fields, "rows_event");
    std::size_t aside = 0;
    if (const auto* rows = import.fields.find("rows_set_aside"); rows != nullptr && rows->array() != nullptr)
        aside = rows->array()->size();
    std::string words = counted(events, "contact", "contacts");
    if (aside > 0)
        words += ", " + counted(static_cast<std::int64_t>(aside), "row set aside", "rows set aside");
    if (document != nullptr)
        if (const auto day = model::day_from_text(json::text_or(document->fields, "received_on")))
            words += ", received " + day_words(*day);
    return words;
}

const review::Record* with_id(const std::vector<review::Record>& records, const std::string& id)
{
    const auto found = std::ranges::find(records, id, &review::Record::id);
    return found == records.end() ? nullptr : &*found;
}

}  // namespace

Result<ImportOffer> desk_import_offer(DeskStore& store)
{
    TRY_ASSIGN(const auto held, store.held());
    ImportOffer offer;
    TRY_ASSIGN(const auto organisations, held.review.records("organisation"));
    for (const auto& one : organisations) {
        const auto* columns = one.fields.find("column_map");
        offer.agencies.push_back({one.id, json::text_or(one.fields, "name"),
                                  json::text_or(one.fields, "agency_type"),
                                  columns != nullptr && columns->array() != nullptr});
    }
    std::ranges::sort(offer.agencies, {}, &ImportAgency::name);
    TRY_ASSIGN(const auto imports, held.review.records("import"));
    TRY_ASSIGN(const auto documents, held.review.records("document"));
    for (const auto& one : imports) {
        const auto* agency = with_id(organisations, json::text_or(one.fields, "organisation"));
        const auto* document = with_id(documents, json::text_or(one.fields, "file"));
        offer.made.push_back({one.id, agency == nullptr ? "An agency" : json::text_or(agency->fields, "name"),
                              made_words(one, document),
                              document == nullptr ? "" : json::text_or(document->fields, "file_name")});
    }
    std::ranges::reverse(offer.made);
    return offer;
}

Result<ImportShown> desk_import_look(DeskStore& store, const ImportAsk& ask, const base::Path& reader,
                                     ImportProgress& progress)
{
    TRY_ASSIGN(const auto held, store.held());
    TRY_ASSIGN(auto request, request_of(store, held.vault, ask, reader));
    if (progress.cancel) return cancelled();
    TRY_ASSIGN(auto plan, plan_import(held.review, std::move(request), london_day(held.vault.clock().now())));
    if (progress.cancel) return cancelled();
    store.import_plan = std::make_shared<ImportPlan>(std::move(plan));
    return import_words::shown(*store.import_plan, london_day(held.vault.clock().now()), held.vault.lists());
}

Result<ImportDone> desk_import_accept(DeskStore& store, const std::string& hash,
                                      const std::vector<std::string>& third_parties, ImportProgress& progress)
{
    TRY_ASSIGN(const auto held, store.held());
    if (!store.import_plan || base::to_hex(store.import_plan->hash) != hash)
        return fail(ErrorKind::Refused, "This is not what was shown. Look at the file again.",
                    "preview_changed");
    const auto today = london_day(held.vault.clock().now());
    ImportDone done;
    if (!third_parties.empty()) {
        // Their names are known before the rows are written, so that the rows are about them.
        TRY_ASSIGN(done.people, add_third_parties(store, third_parties));
        TRY_ASSIGN(auto again, plan_import(held.review, store.import_plan->request, today));
        store.import_plan = std::make_shared<ImportPlan>(std::move(again));
    }
    const auto told = [&progress](std::uint64_t step, std::uint64_t at, std::uint64_t of) {
        progress.step = static_cast<int>(step) + 1;
        progress.done = at;
        progress.total = of;
        return !progress.cancel.load();
    };
    TRY_ASSIGN(const auto accepted,
               accept_import(held.review, held.vault.random(), *store.import_plan, today, told));
    done.import_id = accepted.import_id;
    done.events = store.import_plan->preview.events.size();
    for (const auto& event : store.import_plan->preview.events)
        done.to_settle += event.problems.empty() ? 0 : 1;
    store.import_plan.reset();
    return done;
}

void serve_reader(int count, char** words)
{
    if (count == 2 && std::string_view(words[1]) == import_::kReaderWord) import_::serve_reading();
}

Result<void> desk_import_undo(DeskStore& store, const std::string& import_id)
{
    TRY_ASSIGN(const auto held, store.held());
    TRY_VOID(held.review.undo_import(import_id));
    return {};
}

void desk_import_leave(DeskStore& store)
{
    store.import_plan.reset();
}

}  // namespace core
