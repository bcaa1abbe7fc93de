// The order of a chronology, what is kept of each event, and which lines are shown. Words: desk_row.cpp.
#include "app/core/desk_review.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <limits>
#include <set>

#include "app/core/chronology_words.h"
#include "app/core/event_kind.h"
#include "app/core/importing.h"
#include "app/core/wording.h"
#include "storage/rules/life_domain.h"

namespace core {

namespace {

constexpr std::int32_t kOpen = std::numeric_limits<std::int32_t>::min();
constexpr std::int64_t kChunk = 2'000;      // events read at once
constexpr std::size_t kMostHits = 100'000;  // hits

// What the rules of order and figures read of an event.
constexpr std::array<std::string_view, 16> kFigures = {
    "contact_kind", "contact_mode", "earliest",   "latest",       "time",          "time_earliest",
    "time_latest",  "precision",    "seq",        "placed_after", "placed_before", "end_latest",
    "subjects",     "organisation", "seen_alone", "approx"};

std::int32_t day_number(const std::string& text)
{
    const auto day = model::day_from_text(text);
    if (!day) return kOpen;
    return static_cast<std::int32_t>(std::chrono::sys_days{*day}.time_since_epoch().count());
}
std::int32_t day_number(model::Day day)
{
    return static_cast<std::int32_t>(std::chrono::sys_days{day}.time_since_epoch().count());
}
std::optional<std::int32_t> known(std::int32_t day)
{
    return day == kOpen ? std::nullopt : std::optional(day);
}
DeskSpan numbers(const rules::Span& span)
{
    DeskSpan made;
    if (span.earliest) made.from = day_number(*span.earliest);
    if (span.latest) made.to = day_number(*span.latest);
    return made;
}

std::int16_t minute_of(const std::string& time)
{
    if (time.size() != 5) return -1;
    return static_cast<std::int16_t>(((time[0] - '0') * 10 + time[1] - '0') * 60 + (time[3] - '0') * 10 +
                                     time[4] - '0');
}

rules::Record reduced(const review::ChronologyRow& row)
{
    rules::Record made{std::string(kEvent), row.id, {}};
    for (const std::string_view field : kFigures)
        if (const auto* value = row.fields.find(field)) made.fields.set(field, *value);
    return made;
}

std::string in_range(const rules::Range& range)
{
    if (range.known()) return grouped(*range.least);
    if (!range.most) return grouped(range.least.value_or(0)) + " or more";
    if (!range.least) return "at most " + grouped(*range.most);
    return grouped(*range.least) + " to " + grouped(*range.most);
}

std::string death_words(const std::optional<rules::Range>& days)
{
    if (!days) return {};
    if (days->most && *days->most < 0) return "after the death";
    if (days->least && days->most && *days->least <= 0 && *days->most <= 0) return "the day of the death";
    if (days->least && *days->least < 0) return "near the death";
    return in_range(*days) + (days->known() && *days->least == 1 ? " day" : " days") + " before the death";
}

bool holds_code(const std::vector<std::uint16_t>& codes, std::uint16_t code)
{
    return std::find(codes.begin(), codes.end(), code) != codes.end();
}

}  // namespace

std::vector<std::string> life_domains()
{
    std::vector<std::string> names;
    for (int i = 0; i < rules::kLifeDomains; ++i)
        names.emplace_back(rules::described(static_cast<rules::LifeDomain>(i)));
    return names;
}

DeskReview in_words(const review::ReviewCard& card, const model::CodeLists& lists)
{
    const auto label = [&](std::string_view list, const std::string& code) {
        return code.empty() ? code : lists.label(list, code);
    };
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

Result<DeskReviewReader> DeskReviewReader::open(const review::Vault& vault, review::Review review,
                                                const std::atomic<bool>& give_up)
{
    DeskReviewReader reader(std::move(review));
    reader.opened_.lists = std::make_shared<const model::CodeLists>(vault.lists());
    reader.today_ = london_day(vault.clock().now());
    TRY_VOID(reader.reread(give_up));
    return reader;
}

Result<void> DeskReviewReader::reread(const std::atomic<bool>& give_up)
{
    TRY_ASSIGN(const auto card, review_.card());
    opened_.review = in_words(card, *opened_.lists);
    opened_.agencies.clear();
    opened_.life = {};
    agency_of_.clear();
    agency_type_.clear();
    person_code_.clear();
    file_name_.clear();
    events_.clear();
    lines_.clear();
    TRY_VOID(read_names());
    TRY_VOID(read_order(give_up));
    TRY_VOID(filter(filter_));
    return {};
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
        agency_type_.push_back(json::text_or(record.fields, "agency_type"));
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

std::uint16_t DeskReviewReader::code(const std::string& text)
{
    if (text.empty()) return 0;
    return code_number_.emplace(text, static_cast<std::uint16_t>(code_number_.size() + 1)).first->second;
}

std::uint16_t DeskReviewReader::known_code(const std::string& text) const
{
    const auto found = code_number_.find(text);
    return found == code_number_.end() ? 0 : found->second;
}

std::vector<std::uint16_t> DeskReviewReader::codes(const std::vector<std::string>& texts)
{
    std::vector<std::uint16_t> made;
    for (const auto& text : texts) made.push_back(code(text));
    return made;
}

int DeskReviewReader::agency_of(const json::Object& fields) const
{
    const auto agency = agency_of_.find(json::text_or(fields, "organisation"));
    return agency == agency_of_.end() ? -1 : agency->second;
}

DeskReviewReader::Event DeskReviewReader::event_of(const std::string& id, const json::Object& fields)
{
    Event made;
    made.id = id;
    made.earliest = day_number(json::text_or(fields, "earliest"));
    made.latest = day_number(json::text_or(fields, "latest"));
    made.minute = minute_of(json::text_or(fields, "time"));
    made.agency = static_cast<std::int16_t>(agency_of(fields));
    const std::string kind = json::text_or(fields, "contact_kind");
    made.domain = static_cast<std::int16_t>(rules::life_domain(
        kind, made.agency < 0 ? std::string() : agency_type_[static_cast<std::size_t>(made.agency)]));
    made.kind = code(kind);
    made.significance = code(json::text_or(fields, "significance"));
    made.people = codes(json::texts(fields, "subjects"));
    made.themes = codes(json::texts(fields, "themes"));
    made.mo = codes(json::texts(fields, "mo"));
    made.gp = codes(json::texts(fields, "gp"));
    made.settle = !json::flag_or(fields, "settled") && !json::texts(fields, "problems").empty();
    made.summary = !confirmed_summary(fields).empty();
    made.coded = made.significance != 0 || !made.themes.empty() || !made.mo.empty() || !made.gp.empty();
    return made;
}

void DeskReviewReader::read_line(const Event& event, const std::string& under, std::size_t place,
                                 std::map<std::string, std::vector<std::size_t>>& also)
{
    if (!under.empty() && under != event.id)  // shown with the event it doubles
        also[under].push_back(place);
    else
        lines_.push_back({.event = place});
}

Result<void> DeskReviewReader::read_order(const std::atomic<bool>& give_up)
{
    TRY_ASSIGN(const std::int64_t count_all, review_.chronology_count());
    std::map<std::string, std::vector<std::size_t>> also;
    std::vector<rules::Record> for_figures;
    for (std::int64_t at = 0; at < count_all; at += kChunk) {
        if (give_up) return base::fail(base::ErrorKind::Cancelled, "The vault was locked.");
        TRY_ASSIGN(const auto rows, review_.chronology(at, kChunk));
        for (const auto& row : rows) {
            events_.push_back(event_of(row.id, row.fields));
            for_figures.push_back(reduced(row));
            read_line(events_.back(), json::text_or(row.fields, "link_group"), events_.size() - 1, also);
        }
    }
    for (Line& line : lines_)
        if (const auto found = also.find(events_[line.event].id); found != also.end())
            line.others = found->second;
    count();
    return read_figures(std::move(for_figures));
}

void DeskReviewReader::count()
{
    opened_.events = static_cast<std::int64_t>(events_.size());
    opened_.uncoded = opened_.to_settle = opened_.several = 0;
    for (auto& agency : opened_.agencies) agency.count = 0;
    for (const Event& event : events_) {
        if (event.agency >= 0) ++opened_.agencies[static_cast<std::size_t>(event.agency)].count;
        if (event.settle) ++opened_.to_settle;
    }
    for (const Line& line : lines_) {
        if (!events_[line.event].summary) ++opened_.uncoded;
        if (!line.others.empty()) ++opened_.several;
    }
}

Result<void> DeskReviewReader::read_figures(std::vector<rules::Record> events)
{
    rules::Facts known_facts(today_, *opened_.lists);
    for (const std::string_view kind :
         {"review", "incident", "person", "person_role", "organisation", "event_link"}) {
        TRY_ASSIGN(auto read,
                   review_.records(kind, kind == "person" ? model::Part::Both : model::Part::Open));
        std::vector<rules::Record> records;
        for (auto& one : read)
            records.push_back({std::move(one.kind), std::move(one.id), std::move(one.fields)});
        known_facts.add(kind, std::move(records));
    }
    known_facts.add(kEvent, std::move(events));
    const auto figures = rules::measures(known_facts);
    const auto& review = known_facts.review();
    opened_.life.scope.from = known(day_number(rules::text(review, "scope_from")));
    opened_.life.scope.to = known(day_number(rules::text(review, "scope_to")));
    opened_.life.death = numbers(figures.death);
    if (const auto* person = known_facts.find(figures.person))
        opened_.life.victim = rules::text(*person, "code");
    take_figures(figures);
    return {};
}

void DeskReviewReader::take_figures(const rules::Measures& figures)
{
    auto& life = opened_.life;
    life.assumptions = figures.assumptions;
    std::unordered_map<std::string_view, const rules::EventMeasure*> of;
    for (const auto& one : figures.events) of.emplace(one.event, &one);
    for (Line& line : lines_) {
        const auto found = of.find(events_[line.event].id);
        if (found == of.end()) continue;
        const auto& one = *found->second;
        line.contact = one.contact;
        if (one.age) line.age = (life.victim.empty() ? "aged " : life.victim + " aged ") + in_range(*one.age);
        line.before_death = death_words(one.days_before_death);
        if (one.contact && one.since_any && one.since_any->least) line.gap = gap_words(*one.since_any->least);
    }
    for (const auto& gap : figures.gaps)
        life.gaps.push_back({day_number(gap.from), day_number(gap.to),
                             gap_words(gap.days.least.value_or(gap.days.most.value_or(0)))});
}

Result<void> DeskReviewReader::refresh(const std::vector<std::string>& ids)
{
    for (const std::string& id : ids) {
        const auto at =
            std::find_if(events_.begin(), events_.end(), [&](const Event& event) { return event.id == id; });
        if (at == events_.end()) continue;
        TRY_ASSIGN(const auto record, review_.record(kEvent, id));
        *at = event_of(id, record.fields);
    }
    count();
    return {};
}

bool DeskReviewReader::passes(const Event& event, const DeskFilter& wanted) const
{
    const auto one_of = [&](const std::string& code, const std::vector<std::uint16_t>& held) {
        return code.empty() || (code == "*" ? !held.empty() : holds_code(held, known_code(code)));
    };
    const auto same = [&](const std::string& code, std::uint16_t held) {
        return code.empty() || (held != 0 && held == known_code(code));
    };
    const std::int32_t from = day_number(wanted.from), to = day_number(wanted.to);
    const bool dated = event.earliest != kOpen || event.latest != kOpen;
    if (from != kOpen && (!dated || (event.latest != kOpen && event.latest < from))) return false;
    if (to != kOpen && (!dated || (event.earliest != kOpen && event.earliest > to))) return false;
    return one_of(wanted.person, event.people) && one_of(wanted.theme, event.themes) &&
           one_of(wanted.mo, event.mo) && one_of(wanted.gp, event.gp) && same(wanted.kind, event.kind) &&
           same(wanted.significance, event.significance) && (!wanted.to_settle || event.settle) &&
           (!wanted.not_coded || !event.coded);
}

Result<std::int64_t> DeskReviewReader::filter(const DeskFilter& wanted)
{
    std::set<std::string> hits;
    const bool worded = wanted.words.find_first_not_of(' ') != std::string_view::npos;
    if (worded) {
        TRY_ASSIGN(const auto found, review_.search(wanted.words, kMostHits));
        for (const auto& hit : found)
            if (hit.kind == kEvent) hits.insert(hit.id);
    }
    std::set<int> from;
    for (const std::string& id : wanted.agencies)
        if (const auto found = agency_of_.find(id); found != agency_of_.end()) from.insert(found->second);
    const auto fits = [&](std::size_t at) {
        const Event& event = events_[at];
        return (!worded || hits.contains(event.id)) &&
               (wanted.agencies.empty() || from.contains(event.agency)) && passes(event, wanted);
    };
    filter_ = wanted;
    std::vector<std::size_t> matching;
    for (std::size_t i = 0; i < lines_.size(); ++i)
        if (fits(lines_[i].event) || std::any_of(lines_[i].others.begin(), lines_[i].others.end(), fits))
            matching.push_back(i);
    show(matching);
    return static_cast<std::int64_t>(shown_.size());
}

void DeskReviewReader::show(const std::vector<std::size_t>& lines)
{
    shown_.clear();
    shown_.reserve(lines.size());
    std::int32_t ended = kOpen;
    for (const std::size_t at : lines) {
        const Event& event = events_[lines_[at].event];
        const bool both = ended != kOpen && event.earliest != kOpen;
        shown_.push_back({at, both ? std::max(0, event.earliest - ended) : 0});
        ended = std::max(ended, event.latest);
    }
}

std::vector<DeskMark> DeskReviewReader::marks() const
{
    std::vector<DeskMark> made;
    made.reserve(shown_.size());
    for (const Shown& shown : shown_) {
        const Line& line = lines_[shown.line];
        const Event& event = events_[line.event];
        DeskMark& mark = made.emplace_back();
        mark.id = event.id;
        mark.day = {known(event.earliest), known(event.latest)};
        mark.minute = event.minute;
        mark.agency = event.agency;
        mark.domain = event.domain;
        mark.contact = line.contact;
        const std::uint16_t key = known_code("KPE");
        const auto add = [&](const Event& one) {
            mark.missed = mark.missed || !one.mo.empty();
            mark.good = mark.good || !one.gp.empty();
            mark.key = mark.key || (key != 0 && one.significance == key);
        };
        add(event);
        for (const std::size_t other : line.others) {
            add(events_[other]);
            mark.also.emplace_back(events_[other].agency, events_[other].domain);
        }
    }
    return made;
}

std::int64_t DeskReviewReader::place_of(std::string_view event) const
{
    if (event.empty()) return -1;
    for (std::size_t i = 0; i < shown_.size(); ++i) {
        const Line& line = lines_[shown_[i].line];
        const auto is = [&](std::size_t at) { return events_[at].id == event; };
        if (is(line.event) || std::any_of(line.others.begin(), line.others.end(), is))
            return static_cast<std::int64_t>(i);
    }
    return -1;
}

Result<std::vector<review::ChronologyRow>> DeskReviewReader::sources_of(std::string_view event)
{
    std::vector<review::ChronologyRow> made;
    for (const Line& line : lines_) {
        const auto is = [&](std::size_t at) { return events_[at].id == event; };
        if (!is(line.event) && !std::any_of(line.others.begin(), line.others.end(), is)) continue;
        std::vector<std::size_t> all{line.event};
        all.insert(all.end(), line.others.begin(), line.others.end());
        for (const std::size_t at : all) {
            TRY_ASSIGN(auto rows, review_.chronology(static_cast<std::int64_t>(at), 1));
            if (rows.size() != 1 || rows.front().id != events_[at].id)
                return base::fail(base::ErrorKind::Conflict,
                                  "The chronology changed while it was read. Open the review again.");
            made.push_back(std::move(rows.front()));
        }
        return made;
    }
    return base::fail(base::ErrorKind::NotFound, "This contact is not in the chronology any more.");
}

Result<std::vector<review::ChronologyRow>> DeskReviewReader::between(const std::string& from,
                                                                     const std::string& to, std::size_t limit)
{
    std::vector<review::ChronologyRow> found;
    const std::int32_t first = day_number(from);
    const std::int32_t last = day_number(to);
    for (const Line& line : lines_) {
        if (found.size() == limit) break;
        const Event& event = events_[line.event];
        if (event.earliest == kOpen || event.latest == kOpen || event.earliest < first || event.latest > last)
            continue;
        TRY_ASSIGN(auto rows, review_.chronology(static_cast<std::int64_t>(line.event), 1));
        for (auto& row : rows) found.push_back(std::move(row));
    }
    return found;
}

Result<std::vector<DeskRow>> DeskReviewReader::rows(std::int64_t offset, std::int64_t limit)
{
    std::vector<DeskRow> out;
    const auto all = static_cast<std::int64_t>(shown_.size());
    std::int64_t at = std::clamp<std::int64_t>(offset, 0, all);
    const std::int64_t end = std::min(all, at + limit);
    const auto place = [&](std::int64_t shown) {
        return static_cast<std::int64_t>(lines_[shown_[static_cast<std::size_t>(shown)].line].event);
    };
    while (at < end) {  // neighbours in the review's order are read together
        std::int64_t run = 1;
        while (at + run < end && place(at + run) == place(at) + run) ++run;
        TRY_ASSIGN(const auto found, review_.chronology(place(at), run));
        if (static_cast<std::int64_t>(found.size()) != run)
            return base::fail(base::ErrorKind::Conflict,
                              "The chronology changed while it was read. Open the review again.");
        for (const auto& row : found) out.push_back(row_of(row, shown_[static_cast<std::size_t>(at++)]));
    }
    return out;
}

}  // namespace core
