// One line of the chronology in words.
#include <algorithm>

#include "app/core/chronology_words.h"
#include "app/core/desk_review.h"
#include "app/core/event_kind.h"
#include "app/core/wording.h"

namespace core {

namespace {

constexpr std::size_t kThemesShown = 2;

bool unsettled(const json::Object& fields)
{
    return !json::flag_or(fields, "settled") && !json::texts(fields, "problems").empty();
}

// "74 days" of "74 days without contact", between two lines of a list that leaves others out.
std::string between_words(std::int64_t days)
{
    std::string words = gap_words(days);
    const auto at = words.find(" without");
    return at == std::string::npos ? std::string() : words.substr(0, at) + " between these two";
}

}  // namespace

std::string DeskReviewReader::label(std::string_view list, const std::string& code) const
{
    return code.empty() ? code : opened_.lists->label(list, code);
}

void DeskReviewReader::add_coding(const json::Object& fields, DeskRow& row) const
{
    row.significance = json::text_or(fields, "significance");
    row.mo = json::texts(fields, "mo");
    row.gp = json::texts(fields, "gp");
    row.themes = json::texts(fields, "themes");
    if (row.significance == "KPE") row.coding.push_back({Coding::Key, "Key episode"});
    if (!row.mo.empty()) row.coding.push_back({Coding::Missed, "Missed opportunity"});
    if (!row.gp.empty()) row.coding.push_back({Coding::Good, "Good practice"});
    for (std::size_t i = 0; i < std::min(kThemesShown, row.themes.size()); ++i)
        row.coding.push_back({Coding::Theme, label("theme", row.themes[i])});
    if (row.themes.size() > kThemesShown)
        row.coding.push_back(
            {Coding::Other, std::to_string(row.themes.size() - kThemesShown) + " more themes"});
    if (!row.significance.empty() && row.significance != "KPE" && row.significance != "ROUT")
        row.coding.push_back({Coding::Other, label("significance", row.significance)});
    if (unsettled(fields)) row.coding.push_back({Coding::ToSettle, "To settle"});
}

std::string DeskReviewReader::codes_of(const json::Object& fields, std::string_view field) const
{
    std::string all;
    for (const std::string& id : json::texts(fields, field)) {
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
    out.agency = events_[line.event].agency;
    for (const std::size_t other : line.others)
        if (events_[other].agency >= 0) out.also.push_back(events_[other].agency);
    const DateWords date = date_words(row.earliest, row.latest, row.time, row.approximate);
    out.date = date.date;
    out.note = date.note;
    out.written = joined(json::text_or(fields, "date_text"), json::text_or(fields, "time_text"), " ");
    out.summary = confirmed_summary(fields);
    out.what = json::text_or(fields, "text");
    out.outcome = json::text_or(fields, "outcome_text");
    out.open_line = joined(label("contact_kind", json::text_or(fields, "contact_kind")),
                           label("contact_outcome", json::text_or(fields, "contact_outcome")), "; ");
    if (!filter_.everything())
        out.gap = between_words(shown.between);
    else
        out.gap = opened_.life.victim.empty() ? gap_words(shown.between) : line.gap;
    out.age = line.age;
    out.before_death = line.before_death;
    out.by_hand =
        !json::text_or(fields, "placed_after").empty() || !json::text_or(fields, "placed_before").empty();
    add_coding(fields, out);
    if (unsettled(fields)) out.to_settle = json::texts(fields, "problems");
    out.facts = facts_of(fields);
    return out;
}

std::vector<DeskFact> DeskReviewReader::facts_of(const json::Object& fields) const
{
    std::vector<DeskFact> facts;
    const auto open = [&](std::string name, std::string text) {
        if (!text.empty()) facts.push_back({std::move(name), std::move(text), false});
    };
    const auto sealed = [&](std::string name, std::string_view field) {
        const std::string text = json::text_or(fields, field);
        if (!text.empty()) facts.push_back({std::move(name), text, true});
    };
    if (const int agency = agency_of(fields); agency >= 0)
        open("Agency", opened_.agencies[static_cast<std::size_t>(agency)].name);
    if (const auto summary = confirmed_summary(fields); !summary.empty()) open("Summary", summary);
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
    sealed("How it was settled", "settled_note");
    if (const auto file = file_name_.find(json::text_or(fields, "source_file")); file != file_name_.end())
        if (const std::int64_t n = json::number_or(fields, "source_row"); n > 0 && !file->second.empty())
            facts.push_back({"Read from", file->second + ", event " + std::to_string(n), true});
    return facts;
}

}  // namespace core
