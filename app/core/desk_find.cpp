#include "app/core/desk_find.h"

#include <algorithm>

#include "app/core/chronology_words.h"
#include "app/core/clocking.h"
#include "app/core/desk_records.h"
#include "app/core/event_kind.h"
#include "app/core/facts.h"
#include "app/report/tables.h"
#include "app/report/write.h"
#include "crypto/base/platform.h"
#include "storage/model/field.h"
#include "storage/model/fold.h"

namespace core {

namespace {

constexpr std::size_t kHitsLookedThrough = 400;  // hits looked through

bool holds_all(std::string_view text, const std::vector<std::string>& words)
{
    const std::string folded = model::fold(text);
    return std::all_of(words.begin(), words.end(),
                       [&](const std::string& word) { return folded.find(word) != std::string::npos; });
}

Result<void> find_records(OpenReview& held, const std::vector<std::string>& words, bool identified,
                          std::vector<DeskFound>& found)
{
    TRY_ASSIGN(const auto facts, core::facts(held.vault, held.review, Scope::Records));
    for (const auto& kind : model::kinds()) {
        if (kind.name == kEvent) continue;
        for (const auto& record : facts.all(kind.name)) {
            auto line = record_in_words(facts, kind, record);
            const auto& said = identified && !line.sealed.empty() ? line.sealed : line.words;
            if (holds_all(line.called + " " + line.words + " " + (identified ? line.sealed : ""), words))
                found.push_back({record.kind, record.id, std::move(line.called), said});
        }
    }
    return {};
}

// In coded view only what a person coded is looked at: the hit may be in the agency's own words.
Result<void> find_events(OpenReview& held, std::string_view words, bool identified, std::size_t limit,
                         std::vector<DeskFound>& found)
{
    const auto sought = model::words(model::fold(words));
    TRY_ASSIGN(const auto hits, held.review.search(words, kHitsLookedThrough));
    for (const auto& hit : hits) {
        if (found.size() >= limit) break;
        if (hit.kind != kEvent) continue;
        TRY_ASSIGN(const auto record, held.review.record(hit.kind, hit.id, model::Part::Open));
        const auto& fields = record.fields;
        const auto summary = confirmed_summary(fields);
        if (!identified && (summary.empty() || !holds_all(summary, sought))) continue;
        const auto date = date_words(json::text_or(fields, "earliest"), json::text_or(fields, "latest"),
                                     json::text_or(fields, "time"), json::flag_or(fields, "approx"));
        found.push_back({hit.kind, hit.id, date.date, identified ? hit.excerpt : summary});
    }
    return {};
}

}  // namespace

Result<std::vector<DeskFound>> desk_find(DeskStore& store, std::string_view words, bool identified,
                                         std::size_t limit)
{
    TRY_ASSIGN(auto held, store.held());
    std::vector<DeskFound> found;
    const auto sought = model::words(model::fold(words));
    if (sought.empty()) return found;
    TRY_VOID(find_records(held, sought, identified, found));
    // What is called so comes before what only speaks of it.
    std::ranges::stable_partition(found, [&](const DeskFound& one) { return holds_all(one.called, sought); });
    if (found.size() > limit / 2) found.resize(limit / 2);
    TRY_VOID(find_events(held, words, identified, limit, found));
    return found;
}

std::vector<DeskTable> desk_tables()
{
    std::vector<DeskTable> all;
    for (const auto& spec : report::tables())
        all.push_back({std::string(spec.name), std::string(spec.title)});
    return all;
}

Result<std::string> desk_save_table(DeskStore& store, const std::string& table, const base::Path& folder,
                                    bool workbook, bool identified)
{
    TRY_ASSIGN(auto held, store.held());
    const auto* spec = report::table_spec(table);
    if (spec == nullptr) return base::fail(base::ErrorKind::NotFound, "There is no such table.");
    const auto scope = identified                             ? Scope::Words
                       : spec->needs == report::Needs::Events ? Scope::Open
                                                              : Scope::Thread;
    TRY_ASSIGN(const auto facts, core::facts(held.vault, held.review, scope));
    const auto by = held.vault.templates().joined(rules::text(facts.review(), "template_version"),
                                                  rules::texts(facts.review(), "legal_basis"));
    const auto clocks = by ? rules::clocks(facts, *by) : std::vector<rules::Clock>();
    TRY_ASSIGN(const auto made,
               report::table(facts, table, {identified && spec->has_words, &clocks, by ? &*by : nullptr}));
    const auto form = workbook ? report::Form::Xlsx : report::Form::Html;
    TRY_ASSIGN(const auto bytes, report::write(made, form));
    const std::string name =
        "cairn-" + table + "-" + model::to_text(facts.today()) + (workbook ? ".xlsx" : ".html");
    const auto written = base::write_new_file(folder / name, base::bytes_of(bytes), base::Privacy::OwnerOnly);
    if (!written && written.error().kind == base::ErrorKind::Conflict)
        return base::fail(base::ErrorKind::Conflict,
                          "The folder already holds " + name + ". Move it away or choose another folder.");
    if (!written)
        return base::fail(
            written.error().kind,
            "The table could not be written there. Nothing was changed: choose another folder.");
    return name;
}

}  // namespace core
