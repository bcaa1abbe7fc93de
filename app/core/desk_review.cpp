#include "app/core/desk_review.h"

#include <algorithm>
#include <chrono>
#include <limits>
#include <set>

#include "app/core/chronology_words.h"
#include "storage/model/codelists.h"

namespace core {

namespace {

constexpr std::int32_t kOpen = std::numeric_limits<std::int32_t>::min();
constexpr std::int64_t kChunk = 2'000;         // events read at once
constexpr std::size_t kSearchLimit = 100'000;  // hits

std::int32_t day_number(const std::string& text)
{
    const auto day = model::day_from_text(text);
    if (!day) return kOpen;
    return static_cast<std::int32_t>(std::chrono::sys_days{*day}.time_since_epoch().count());
}

std::string label(std::string_view list, const std::string& code)
{
    return code.empty() ? code : model::CodeLists::built_in().label(list, code);
}

std::vector<std::string> texts(const json::Object& fields, std::string_view key)
{
    std::vector<std::string> found;
    const json::Value* value = fields.find(key);
    if (value == nullptr || value->array() == nullptr) return found;
    for (const json::Value& one : *value->array())
        if (one.text() != nullptr) found.push_back(*one.text());
    return found;
}

bool coded(const json::Object& fields)
{
    return json::flag_or(fields, "summary_confirmed") && !json::text_or(fields, "summary").empty();
}

bool unsettled(const json::Object& fields)
{
    return !json::flag_or(fields, "settled") && !texts(fields, "problems").empty();
}

std::string joined(const std::string& a, const std::string& b, std::string_view between)
{
    if (a.empty() || b.empty()) return a + b;
    return a + std::string(between) + b;
}

void add_coding(const json::Object& fields, DeskRow& row)
{
    const std::string significance = json::text_or(fields, "significance");
    if (significance == "KPE") row.coding.push_back({Coding::Key, "Key episode"});
    if (!texts(fields, "mo").empty()) row.coding.push_back({Coding::Missed, "Missed opportunity"});
    if (!texts(fields, "gp").empty()) row.coding.push_back({Coding::Good, "Good practice"});
    for (const std::string& theme : texts(fields, "themes"))
        row.coding.push_back({Coding::Theme, label("theme", theme)});
    if (unsettled(fields)) row.coding.push_back({Coding::ToSettle, "To settle"});
}

}  // namespace

DeskReview in_words(const review::ReviewCard& card)
{
    DeskReview r;
    r.uuid = card.uuid;
    r.reference = card.reference;
    r.type = label("review_type", card.type);
    r.area = label("borough", card.area);
    if (r.area == card.area) r.area = label("demo_area", card.area);
    r.stage = label("review_status", card.status);
    r.events = card.events;
    r.demo = card.demo;
    r.writable = card.writable;
    r.identities_gone = card.identities_gone;
    return r;
}

Result<DeskReviewReader> DeskReviewReader::open(review::Review review, const std::atomic<bool>& give_up)
{
    DeskReviewReader reader(std::move(review));
    TRY_ASSIGN(const auto card, reader.review_.card());
    reader.opened_.review = in_words(card);
    TRY_VOID(reader.read_names());
    TRY_VOID(reader.read_order(give_up));
    return reader;
}

Result<void> DeskReviewReader::read_names()
{
    TRY_ASSIGN(auto organisations, review_.records("organisation"));
    std::sort(organisations.begin(), organisations.end(), [](const auto& a, const auto& b) {
        return json::text_or(a.fields, "name") < json::text_or(b.fields, "name");
    });
    std::vector<std::string> names;
    for (const auto& record : organisations) {
        agency_of_.emplace(record.id, static_cast<int>(names.size()));
        names.push_back(json::text_or(record.fields, "name"));
        opened_.agencies.push_back({record.id, names.back(), {}, 0});
    }
    const auto letters = agency_letters(names);
    for (std::size_t i = 0; i < letters.size(); ++i) opened_.agencies[i].letter = letters[i];
    TRY_ASSIGN(const auto people, review_.records("person"));
    for (const auto& record : people) person_code_.emplace(record.id, json::text_or(record.fields, "code"));
    TRY_ASSIGN(const auto documents, review_.records("document"));
    for (const auto& record : documents)
        file_name_.emplace(record.id, json::text_or(record.fields, "file_name"));
    return {};
}

void DeskReviewReader::read_line(const review::ChronologyRow& row, std::int64_t place,
                                 std::map<std::string, std::vector<int>>& also)
{
    const auto agency = agency_of_.find(json::text_or(row.fields, "organisation"));
    const int mine = agency == agency_of_.end() ? -1 : agency->second;
    if (mine >= 0) ++opened_.agencies[static_cast<std::size_t>(mine)].count;
    ++opened_.events;
    if (unsettled(row.fields)) ++opened_.to_settle;
    const std::string under = json::text_or(row.fields, "link_group");
    if (!under.empty() && under != row.id) {  // shown with the event it doubles
        if (mine >= 0) also[under].push_back(mine);
        return;
    }
    if (!coded(row.fields)) ++opened_.uncoded;
    lines_.push_back({place, day_number(row.earliest), day_number(row.latest), mine, {}, row.id});
}

Result<void> DeskReviewReader::read_order(const std::atomic<bool>& give_up)
{
    TRY_ASSIGN(const std::int64_t count, review_.chronology_count());
    std::map<std::string, std::vector<int>> also;
    for (std::int64_t at = 0; at < count; at += kChunk) {
        if (give_up) return base::fail(base::ErrorKind::Cancelled, "The vault was locked.");
        TRY_ASSIGN(const auto rows, review_.chronology(at, kChunk));
        std::int64_t place = at;
        for (const auto& row : rows) read_line(row, place++, also);
    }
    for (Line& line : lines_)
        if (const auto found = also.find(line.id); found != also.end()) line.also = found->second;
    std::vector<std::size_t> all(lines_.size());
    for (std::size_t i = 0; i < all.size(); ++i) all[i] = i;
    show(all);
    return {};
}

void DeskReviewReader::show(const std::vector<std::size_t>& lines)
{
    shown_.clear();
    shown_.reserve(lines.size());
    std::int32_t ended = kOpen;
    for (const std::size_t at : lines) {
        const Line& line = lines_[at];
        const bool known = ended != kOpen && line.earliest != kOpen;
        shown_.push_back({at, known ? std::max(0, line.earliest - ended) : 0});
        ended = std::max(ended, line.latest);
    }
}

Result<std::int64_t> DeskReviewReader::filter(std::string_view words,
                                              const std::vector<std::string>& agencies)
{
    std::set<std::string> hits;
    const bool worded = words.find_first_not_of(' ') != std::string_view::npos;
    if (worded) {
        TRY_ASSIGN(const auto found, review_.search(words, kSearchLimit));
        for (const auto& hit : found)
            if (hit.kind == "chronology_event") hits.insert(hit.id);
    }
    std::set<int> from;
    for (const std::string& id : agencies)
        if (const auto found = agency_of_.find(id); found != agency_of_.end()) from.insert(found->second);
    const auto of_these = [&](const Line& line) {
        return from.contains(line.agency) || std::any_of(line.also.begin(), line.also.end(),
                                                         [&](int other) { return from.contains(other); });
    };
    std::vector<std::size_t> matching;
    for (std::size_t i = 0; i < lines_.size(); ++i) {
        if (worded && !hits.contains(lines_[i].id)) continue;
        if (!agencies.empty() && !of_these(lines_[i])) continue;
        matching.push_back(i);
    }
    show(matching);
    return static_cast<std::int64_t>(shown_.size());
}

Result<std::vector<review::ChronologyRow>> DeskReviewReader::between(const std::string& from,
                                                                     const std::string& to, std::size_t limit)
{
    std::vector<review::ChronologyRow> found;
    const std::int32_t first = day_number(from);
    const std::int32_t last = day_number(to);
    for (const Line& line : lines_) {
        if (found.size() == limit) break;
        if (line.earliest == kOpen || line.latest == kOpen || line.earliest < first || line.latest > last)
            continue;
        TRY_ASSIGN(auto rows, review_.chronology(line.place, 1));
        for (auto& row : rows) found.push_back(std::move(row));
    }
    return found;
}

Result<std::vector<DeskRow>> DeskReviewReader::rows(std::int64_t offset, std::int64_t limit)
{
    std::vector<DeskRow> out;
    const auto count = static_cast<std::int64_t>(shown_.size());
    std::int64_t at = std::clamp<std::int64_t>(offset, 0, count);
    const std::int64_t end = std::min(count, at + limit);
    while (at < end) {  // neighbours in the review's order are read together
        const std::int64_t place = lines_[shown_[static_cast<std::size_t>(at)].line].place;
        std::int64_t run = 1;
        while (at + run < end && lines_[shown_[static_cast<std::size_t>(at + run)].line].place == place + run)
            ++run;
        TRY_ASSIGN(const auto found, review_.chronology(place, run));
        if (static_cast<std::int64_t>(found.size()) != run)
            return base::fail(base::ErrorKind::Conflict,
                              "The chronology changed while it was read. Open the review again.");
        for (const auto& row : found) out.push_back(row_of(row, shown_[static_cast<std::size_t>(at++)]));
    }
    return out;
}

std::string DeskReviewReader::codes_of(const json::Object& fields, std::string_view field) const
{
    std::string all;
    for (const std::string& id : texts(fields, field)) {
        const auto found = person_code_.find(id);
        if (found != person_code_.end()) all = joined(all, found->second, ", ");
    }
    return all;
}

DeskRow DeskReviewReader::row_of(const review::ChronologyRow& row, const Shown& shown) const
{
    const Line& line = lines_[shown.line];
    const json::Object& fields = row.fields;
    DeskRow out;
    out.id = row.id;
    out.agency = line.agency;
    out.also = line.also;
    const DateWords date = date_words(row.earliest, row.latest, row.time, row.approximate);
    out.date = date.date;
    out.note = date.note;
    out.written = joined(json::text_or(fields, "date_text"), json::text_or(fields, "time_text"), " ");
    if (coded(fields)) out.summary = json::text_or(fields, "summary");
    out.what = json::text_or(fields, "text");
    out.outcome = json::text_or(fields, "outcome_text");
    out.open_line = joined(label("contact_kind", json::text_or(fields, "contact_kind")),
                           label("contact_outcome", json::text_or(fields, "contact_outcome")), "; ");
    out.gap = gap_words(shown.gap);
    add_coding(fields, out);
    if (unsettled(fields)) out.to_settle = texts(fields, "problems");
    add_facts(fields, out);
    return out;
}

void DeskReviewReader::add_facts(const json::Object& fields, DeskRow& row) const
{
    const auto open = [&](std::string name, std::string text) {
        if (!text.empty()) row.facts.push_back({std::move(name), std::move(text), false});
    };
    const auto sealed = [&](std::string name, std::string_view field) {
        const std::string text = json::text_or(fields, field);
        if (!text.empty()) row.facts.push_back({std::move(name), text, true});
    };
    std::string agencies;
    if (row.agency >= 0) agencies = opened_.agencies[static_cast<std::size_t>(row.agency)].name;
    for (const int other : row.also)
        agencies = joined(agencies, opened_.agencies[static_cast<std::size_t>(other)].name, "; ");
    open("Agency", agencies);
    open("Summary", row.summary);
    open("Who", codes_of(fields, "subjects"));
    open("Kind", label("contact_kind", json::text_or(fields, "contact_kind")));
    open("Outcome", label("contact_outcome", json::text_or(fields, "contact_outcome")));
    sealed("Date, as written", "date_text");
    sealed("Who, as written", "subject_text");
    sealed("What happened, as written", "text");
    sealed("Outcome, as written", "outcome_text");
    sealed("Agency's comment", "agency_comment");
    sealed("Source of information", "source_text");
    sealed("Worker", "worker_role");
    sealed("Chair's note", "chair_note");
    if (const auto file = file_name_.find(json::text_or(fields, "source_file")); file != file_name_.end())
        if (const std::int64_t n = json::number_or(fields, "source_row"); n > 0 && !file->second.empty())
            row.facts.push_back({"Read from", file->second + ", event " + std::to_string(n), true});
}

}  // namespace core
