#include "app/report/note.h"

#include <algorithm>

#include "app/report/tables.h"
#include "app/report/write.h"

namespace report {

namespace {

using rules::Facts;
using rules::Record;

constexpr std::size_t kMostText = 2600;  // bytes of lessons that one page takes at 11 points
constexpr std::size_t kMostLessons = 12;
constexpr std::size_t kWidth = 78;

std::vector<const Record*> early_lessons(const Facts& facts)
{
    std::vector<const Record*> found;
    for (const auto& lesson : facts.all("lesson"))
        if (rules::flag(lesson, "early_learning") && rules::has(lesson, "statement"))
            found.push_back(&lesson);
    std::stable_sort(found.begin(), found.end(), [](const Record* a, const Record* b) {
        return rules::number(*a, "number") < rules::number(*b, "number");
    });
    return found;
}

// Month and year only: exact days stay in the file.
std::string month_of_death(const Facts& facts)
{
    for (const auto& incident : facts.all("incident"))
        if (const auto day = rules::span(incident, "death_date").earliest) {
            const auto words = shown(Cell(*day));
            return words.substr(words.find(' ') + 1);
        }
    return {};
}

struct Fact {
    std::string label, value;
};

std::vector<Fact> coded_facts(const Facts& facts)
{
    const auto& review = facts.review();
    std::vector<Fact> all = {{"Review", rules::text(review, "human_ref")},
                             {"Kind of review", spoken(facts, review, "review_type")},
                             {"Borough", spoken(facts, review, "lead_area")},
                             {"Month of death", month_of_death(facts)}};
    if (!facts.all("incident").empty()) {
        const auto& incident = facts.all("incident").front();
        all.push_back({"Method", spoken(facts, incident, "method")});
        const auto place = rules::text(incident, "location_type");
        all.push_back(
            {"Place",
             place.empty() ? "" : facts.lists().label("location_type", place.substr(0, place.find('_')))});
    }
    std::erase_if(all, [](const Fact& one) { return one.value.empty(); });
    return all;
}

std::string wrapped(std::string_view text, std::string_view indent)
{
    std::string out, line(indent);
    const auto flush = [&] {
        out += line + "\n";
        line = indent;
    };
    std::size_t at = 0;
    while (at < text.size()) {
        const auto end = std::min(text.find_first_of(" \n", at), text.size());
        const auto word = text.substr(at, end - at);
        if (line.size() > indent.size() && line.size() + 1 + word.size() > kWidth) flush();
        if (line.size() > indent.size()) line += ' ';
        line += word;
        if (end < text.size() && text[end] == '\n') flush();
        at = end + 1;
    }
    if (line.size() > indent.size()) flush();
    return out;
}

std::string said(const Facts& facts, const Record& record, std::string_view field)
{
    return rules::with_citations(facts, rules::text(record, field));
}

constexpr std::string_view kNoteHeading = "Quick lessons";
constexpr std::string_view kStanding =
    "Early learning, before the review has reported. It decides nothing about any person and names nobody. "
    "What it says may change as the review goes on.";

std::string plain_text(const Facts& facts, const std::vector<const Record*>& lessons,
                       const std::string& banner)
{
    std::string text = banner + "\n\n" + std::string(kNoteHeading) + "\n\n";
    for (const auto& [label, value] : coded_facts(facts)) text += wrapped(label + ": " + value, "");
    text += "\n" + wrapped(kStanding, "") + "\n";
    for (const auto* lesson : lessons) {
        text += wrapped(
            std::to_string(rules::number(*lesson, "number")) + ". " + said(facts, *lesson, "statement"), "");
        if (const auto audience = said(facts, *lesson, "audience"); !audience.empty())
            text += wrapped("For: " + audience, "   ");
        text += "\n";
    }
    return text + banner + "\n";
}

std::string page(const Facts& facts, const std::vector<const Record*>& lessons, const std::string& banner)
{
    std::string body = "<h1>" + std::string(kNoteHeading) + "</h1>\n<table>\n<tbody>\n";
    for (const auto& [label, value] : coded_facts(facts))
        body += "<tr><th scope=\"row\">" + html_text(label) + "</th><td>" + html_text(value) + "</td></tr>\n";
    body += "</tbody>\n</table>\n<p>" + html_text(kStanding) + "</p>\n<ol>\n";
    for (const auto* lesson : lessons) {
        body += "<li value=\"" + std::to_string(rules::number(*lesson, "number")) + "\">" +
                html_text(said(facts, *lesson, "statement"));
        if (const auto audience = said(facts, *lesson, "audience"); !audience.empty())
            body += "<br>For: " + html_text(audience);
        body += "</li>\n";
    }
    return html_page(kNoteHeading, banner, body + "</ol>\n", Sheet::Portrait);
}

}  // namespace

Result<Note> quick_lesson_note(const Facts& facts)
{
    Note note;
    note.lessons = early_lessons(facts);
    if (note.lessons.empty())
        return base::fail(base::ErrorKind::Refused,
                          "No lesson is marked as early learning. Mark those that should travel now.");
    std::size_t size = 0;
    for (const auto* lesson : note.lessons)
        size += said(facts, *lesson, "statement").size() + said(facts, *lesson, "audience").size();
    if (size > kMostText || note.lessons.size() > kMostLessons)
        return base::fail(
            base::ErrorKind::Refused,
            "The lessons marked as early learning need more than one page. Shorten them, or mark fewer.");
    Table marked;
    mark(marked, facts, false);
    note.text = plain_text(facts, note.lessons, marked.banner());
    note.html = page(facts, note.lessons, marked.banner());
    return note;
}

}  // namespace report
