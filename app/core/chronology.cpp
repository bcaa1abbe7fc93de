#include "app/core/chronology.h"

#include <map>

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

}  // namespace

Result<std::vector<ChronologyLine>> chronology(review::Review& review)
{
    TRY_ASSIGN(const auto rows, review.chronology());
    TRY_ASSIGN(const auto agencies, column(review, "organisation", "name"));
    TRY_ASSIGN(const auto files, column(review, "document", "file_name"));
    std::vector<ChronologyLine> lines;
    lines.reserve(rows.size());
    for (const auto& row : rows) {
        const auto& fields = row.fields;
        ChronologyLine line;
        line.id = row.id;
        line.source_file = looked_up(files, json::text_or(fields, "source_file"));
        line.source_row = json::number_or(fields, "source_row");
        line.date_text = json::text_or(fields, "date_text");
        line.time_text = json::text_or(fields, "time_text");
        line.earliest = row.earliest;
        line.latest = row.latest;
        line.precision = row.precision;
        line.approx = row.approximate;
        line.time = row.time;
        line.agency = looked_up(agencies, json::text_or(fields, "organisation"));
        line.agency_text = json::text_or(fields, "agency_text");
        line.subject = json::text_or(fields, "subject_text");
        line.text = json::text_or(fields, "text");
        line.outcome = json::text_or(fields, "outcome_text");
        if (const auto* problems = fields.find("problems");
            problems != nullptr && problems->array() != nullptr)
            for (const auto& one : *problems->array())
                if (one.text() != nullptr) line.problems.push_back(*one.text());
        lines.push_back(std::move(line));
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
