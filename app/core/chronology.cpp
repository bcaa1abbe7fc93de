#include "app/core/chronology.h"

#include <algorithm>
#include <map>

#include "storage/model/codelists.h"
#include "storage/model/date_reading.h"
#include "storage/model/fold.h"

namespace core {

namespace {

// One member of every live record of a kind, by id.
Result<std::map<std::string, std::string>> column(review::Review& review, std::string_view kind,
                                                  std::string_view field)
{
    TRY_ASSIGN(const auto records, review.records(kind));
    std::map<std::string, std::string> found;
    for (const auto& record : records) found.emplace(record.id, json::text_or(record.fields, field));
    return found;
}

std::string looked_up(const std::map<std::string, std::string>& names, const std::string& id)
{
    const auto found = names.find(id);
    return found == names.end() ? std::string() : found->second;
}

json::Value or_null(const std::string& text)
{
    return text.empty() ? json::Value() : json::Value(text);
}

struct LineNames {
    std::map<std::string, std::string> agencies, files;
};
Result<LineNames> read_names(review::Review& review)
{
    LineNames names;
    TRY_ASSIGN(names.agencies, column(review, "organisation", "name"));
    TRY_ASSIGN(names.files, column(review, "document", "file_name"));
    return names;
}

ChronologyLine chronology_line(const review::ChronologyRow& row, const LineNames& names)
{
    const auto& fields = row.fields;
    ChronologyLine line;
    line.id = row.id;
    line.source_file = looked_up(names.files, json::text_or(fields, "source_file"));
    line.source_row = json::number_or(fields, "source_row");
    line.date_text = json::text_or(fields, "date_text");
    line.time_text = json::text_or(fields, "time_text");
    line.earliest = row.earliest;
    line.latest = row.latest;
    line.precision = row.precision;
    line.approx = row.approximate;
    line.time = row.time;
    line.agency = looked_up(names.agencies, json::text_or(fields, "organisation"));
    line.agency_text = json::text_or(fields, "agency_text");
    line.subject = json::text_or(fields, "subject_text");
    line.text = json::text_or(fields, "text");
    line.outcome = json::text_or(fields, "outcome_text");
    if (const auto* problems = fields.find("problems"); problems != nullptr && problems->array() != nullptr)
        for (const auto& one : *problems->array())
            if (one.text() != nullptr) line.problems.push_back(*one.text());
    return line;
}

bool field_holds(const json::Object& fields, std::string_view field, std::string_view wanted)
{
    const auto* value = fields.find(field);
    if (value == nullptr) return false;
    if (value->text() != nullptr) return *value->text() == wanted;
    return value->array() != nullptr && std::ranges::any_of(*value->array(), [&](const auto& one) {
               return one.text() != nullptr && *one.text() == wanted;
           });
}

bool holds_words(const json::Object& fields, const std::vector<std::string>& wanted)
{
    std::string all;
    for (const std::string_view field :
         {"text", "outcome_text", "agency_comment", "summary", "source_text", "subject_text", "kind_text",
          "worker_role", "agency_text", "chair_note"})
        all += json::text_or(fields, field) + "\n";
    const std::string folded = model::fold(all);
    return std::ranges::all_of(wanted,
                               [&](const auto& word) { return folded.find(word) != std::string::npos; });
}

// A filter made ready: codes checked, the person found, words folded.
struct Sieve {
    ChronologyFilter filter;
    std::string person;
    std::vector<std::string> words;

    bool passes(const review::ChronologyRow& row, const LineNames& names) const
    {
        const auto& fields = row.fields;
        const bool dated = !row.earliest.empty() || !row.latest.empty();
        if (!filter.from.empty() && (!dated || (!row.latest.empty() && row.latest < filter.from)))
            return false;
        if (!filter.to.empty() && (!dated || (!row.earliest.empty() && row.earliest > filter.to)))
            return false;
        const std::string organisation = json::text_or(fields, "organisation");
        if (!filter.agency.empty() && organisation != filter.agency &&
            !model::fold(looked_up(names.agencies, organisation)).starts_with(model::fold(filter.agency)) &&
            !model::fold(json::text_or(fields, "agency_text")).starts_with(model::fold(filter.agency)))
            return false;
        return (person.empty() || field_holds(fields, "subjects", person)) &&
               (filter.kind.empty() || field_holds(fields, "contact_kind", filter.kind)) &&
               (filter.theme.empty() || field_holds(fields, "themes", filter.theme)) &&
               (filter.significance.empty() || field_holds(fields, "significance", filter.significance)) &&
               (words.empty() || holds_words(fields, words));
    }
};

Result<Sieve> sieve_of(const model::CodeLists& lists, review::Review& review, const ChronologyFilter& filter)
{
    for (const auto& day : {filter.from, filter.to})
        if (!day.empty() && !model::day_from_text(day))
            return base::fail(base::ErrorKind::Invalid, "--from and --to take a day as YYYY-MM-DD.");
    for (const auto& [list, code] : {std::pair("contact_kind", filter.kind), std::pair("theme", filter.theme),
                                     std::pair("significance", filter.significance)})
        if (!code.empty() && !lists.accepts(list, code))
            return base::fail(base::ErrorKind::Invalid,
                              "There is no such code in the list " + std::string(list) + ".");
    Sieve sieve{filter, {}, model::words(model::fold(filter.text))};
    if (filter.person.empty()) return sieve;
    TRY_ASSIGN(const auto codes, column(review, "person", "code"));
    for (const auto& [id, code] : codes)
        if (code == filter.person) sieve.person = id;
    if (sieve.person.empty())
        return base::fail(base::ErrorKind::NotFound, "Nobody in this review has that code.");
    return sieve;
}

}  // namespace

Result<std::vector<ChronologyLine>> chronology(review::Review& review)
{
    TRY_ASSIGN(const auto rows, review.chronology());
    TRY_ASSIGN(const auto names, read_names(review));
    std::vector<ChronologyLine> lines;
    lines.reserve(rows.size());
    for (const auto& row : rows) lines.push_back(chronology_line(row, names));
    return lines;
}

Result<std::vector<MergedLine>> merged_chronology(const review::Vault& vault, review::Review& review,
                                                  const ChronologyFilter& filter, bool merged)
{
    TRY_ASSIGN(const auto sieve, sieve_of(vault.lists(), review, filter));
    TRY_ASSIGN(const auto rows, review.chronology());
    TRY_ASSIGN(const auto names, read_names(review));
    std::map<std::string_view, std::size_t> place;
    for (std::size_t i = 0; i < rows.size(); ++i) place[rows[i].id] = i;
    std::map<std::size_t, std::vector<std::size_t>> others;  // under the standing one
    std::vector<bool> under(rows.size(), false);
    for (std::size_t i = 0; merged && i < rows.size(); ++i) {
        const auto found = place.find(json::text_or(rows[i].fields, "link_group"));
        if (found == place.end() || found->second == i) continue;
        others[found->second].push_back(i);
        under[i] = true;
    }
    std::vector<MergedLine> lines;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (under[i]) continue;
        bool passes = sieve.passes(rows[i], names);
        MergedLine line{chronology_line(rows[i], names), {}};
        line.sources.push_back(line.standing);
        for (const auto other : others[i]) {
            passes = passes || sieve.passes(rows[other], names);
            line.sources.push_back(chronology_line(rows[other], names));
        }
        if (passes) lines.push_back(std::move(line));
    }
    return lines;
}

json::Object to_json(const ChronologyLine& line)
{
    json::Object out;
    out.set("id", line.id);
    out.set("source_file", or_null(line.source_file));
    out.set("source_row", line.source_row == 0 ? json::Value() : json::Value(line.source_row));
    out.set("date_text", line.date_text);
    out.set("time_text", line.time_text);
    out.set("earliest", or_null(line.earliest));
    out.set("latest", or_null(line.latest));
    out.set("precision", line.precision);
    out.set("approx", line.approx);
    out.set("time", or_null(line.time));
    out.set("agency", line.agency);
    out.set("agency_text", line.agency_text);
    out.set("subject", line.subject);
    out.set("text", line.text);
    out.set("outcome", line.outcome);
    out.set("problems", json::Array(line.problems.begin(), line.problems.end()));
    return out;
}

json::Object to_json(const MergedLine& line)
{
    json::Object out = to_json(line.standing);
    json::Array sources;
    for (const auto& source : line.sources) sources.emplace_back(to_json(source));
    out.set("sources", std::move(sources));
    return out;
}

std::string to_text(const MergedLine& line)
{
    ChronologyLine shown = line.standing;
    for (std::size_t i = 1; i < line.sources.size(); ++i) shown.agency += " + " + line.sources[i].agency;
    return to_text(shown);
}

std::string to_text(const ChronologyLine& line)
{
    std::string when = line.earliest.empty() && line.latest.empty() ? "date not known" : line.earliest;
    if (line.latest != line.earliest) when += ".." + line.latest;
    if (!line.time.empty()) when += " " + line.time;
    if (line.approx) when += " approx";
    std::string text = when + "  " + line.agency + "  " + line.subject + "  " + line.text;
    if (!line.problems.empty()) text += "  [to settle: " + line.problems.front() + "]";
    for (char& c : text)
        if (c == '\n' || c == '\t') c = ' ';
    return text;
}

}  // namespace core
