#include "app/core/desk_cite.h"

#include <algorithm>

#include "app/core/chronology_words.h"
#include "app/core/desk_records.h"
#include "app/core/event_kind.h"
#include "app/core/facts.h"
#include "app/core/importing.h"
#include "app/core/putting.h"
#include "storage/model/fold.h"

namespace core {

namespace {

constexpr std::string_view kSpellingWords = "spelling_words";

DeskFound event(const std::string& id, const json::Object& fields)
{
    const auto date = date_words(json::text_or(fields, "earliest"), json::text_or(fields, "latest"), "",
                                 json::flag_or(fields, "approx"));
    return {std::string(kEvent), id, "E " + date.date, confirmed_summary(fields)};
}

bool citable(std::string_view kind)
{
    return kind == kEvent || kind == "extract" || kind == "finding";
}

Result<std::vector<DeskFound>> listed(OpenReview& held)
{
    TRY_ASSIGN(const auto facts, core::facts(held.vault, held.review, Scope::Records));
    std::vector<DeskFound> found;
    for (const std::string_view kind : {"finding", "extract"})
        for (const auto& record : facts.all(kind)) {
            auto line = record_in_words(facts, *model::kind(kind), record);
            found.push_back({record.kind, record.id, std::move(line.called), std::move(line.words)});
        }
    return found;
}

// The period that the words name, if they are a date.
std::optional<std::pair<std::string, std::string>> period(OpenReview& held, std::string_view words)
{
    model::ReadingContext context;
    context.order = model::DayMonthOrder::DayFirst;
    context.imported = london_day(held.vault.clock().now());
    const auto read = model::read_date(words, "", context);
    if (!read.earliest || !read.latest || !read.problems.empty()) return std::nullopt;
    return std::pair{model::to_text(*read.earliest), model::to_text(*read.latest)};
}

}  // namespace

Result<std::vector<DeskFound>> desk_citable(DeskStore& store, std::string_view words, std::size_t limit)
{
    TRY_ASSIGN(auto held, store.held());
    std::vector<DeskFound> found;
    if (model::words(model::fold(words)).empty()) {
        TRY_ASSIGN(found, listed(held));
    } else {
        if (const auto days = period(held, words)) {
            TRY_ASSIGN(const auto events, store.open->between(days->first, days->second, limit));
            for (const auto& row : events) found.push_back(event(row.id, row.fields));
        }
        TRY_ASSIGN(auto by_words, desk_find(store, words, false, limit));
        for (auto& one : by_words) {
            if (one.kind == kEvent) one.called = "E " + one.called;
            const bool there = std::any_of(found.begin(), found.end(),
                                           [&](const auto& other) { return other.id == one.id; });
            if (citable(one.kind) && !there) found.push_back(std::move(one));
        }
    }
    if (found.size() > limit) found.resize(limit);
    return found;
}

Result<std::vector<DeskFound>> desk_cited(DeskStore& store, const std::vector<DeskCited>& citations)
{
    TRY_ASSIGN(auto held, store.held());
    std::optional<rules::Facts> facts;
    std::vector<DeskFound> found;
    for (const auto& one : citations) {
        found.push_back({one.kind, one.id, "", ""});
        if (model::kind(one.kind) == nullptr) continue;
        if (one.kind == kEvent) {
            const auto record = held.review.record(one.kind, one.id, model::Part::Open);
            if (!record && record.error().kind != base::ErrorKind::NotFound) return record.error();
            if (record && !record->struck) found.back() = event(one.id, record->fields);
            continue;
        }
        if (!facts) {
            TRY_ASSIGN(auto read, core::facts(held.vault, held.review, Scope::Records));
            facts.emplace(std::move(read));
        }
        const auto* record = facts->find(one.id);
        if (record == nullptr || record->kind != one.kind) continue;
        auto line = record_in_words(*facts, *model::kind(one.kind), *record);
        found.back() = {one.kind, one.id, std::move(line.called), std::move(line.words)};
    }
    return found;
}

Result<std::vector<std::string>> desk_own_words(DeskStore& store)
{
    TRY_ASSIGN(auto held, store.held());
    TRY_ASSIGN(const auto records, held.review.records("review"));
    std::vector<std::string> words;
    for (const auto& record : records)
        if (const auto* value = record.fields.find(kSpellingWords);
            value != nullptr && value->array() != nullptr)
            for (const auto& one : *value->array())
                if (one.text() != nullptr) words.push_back(*one.text());
    return words;
}

Result<void> desk_add_own_word(DeskStore& store, const std::string& word)
{
    TRY_ASSIGN(auto held, store.held());
    TRY_ASSIGN(auto words, desk_own_words(store));
    const auto folded = model::fold(word);
    for (const auto& one : words)
        if (model::fold(one) == folded) return {};
    words.push_back(word);
    TRY_ASSIGN(const auto records, held.review.records("review"));
    if (records.empty()) return base::fail(base::ErrorKind::NotFound, "The review has no record of itself.");
    json::Object fields;
    fields.set(kSpellingWords, json::Value(json::Array(words.begin(), words.end())));
    return desk_put(store, "review", records.front().id, std::move(fields));
}

}  // namespace core
