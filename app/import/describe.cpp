// The preview as a person reads it.
#include <array>

#include "app/import/import.h"

namespace import_ {
namespace {

std::string delimiter_word(std::string_view delimiter)
{
    if (delimiter == "\t") return "tab";
    if (delimiter == ",") return "comma";
    if (delimiter == ";") return "semicolon";
    return "vertical bar";
}

/// "Word document", "Encoding utf-8, separator comma".
std::string kind_of(const Preview& preview)
{
    if (preview.format == "xlsx") return "Excel workbook";
    if (preview.format == "docx") return "Word document";
    if (preview.format == "html") return "Pasted table";
    return "Encoding " + preview.encoding + ", separator " + delimiter_word(preview.delimiter);
}

std::string order_word(model::DayMonthOrder order)
{
    switch (order) {
        case model::DayMonthOrder::Unsettled: return "not needed or not yet settled";
        case model::DayMonthOrder::DayFirst: return "day first";
        case model::DayMonthOrder::MonthFirst: return "month first";
    }
    return {};
}

std::string counted(std::size_t count, const std::string& one, const std::string& many)
{
    return std::to_string(count) + " " + (count == 1 ? one : many);
}

std::string aside_counts(const Preview& preview)
{
    std::string text;
    for (const Reason reason :
         {Reason::Preamble, Reason::Heading, Reason::Blank, Reason::Banner, Reason::Refused,
          Reason::OtherTable, Reason::Outside, Reason::Deleted, Reason::Already}) {
        std::size_t count = 0;
        for (const SetAside& aside : preview.set_aside) count += aside.reason == reason ? 1 : 0;
        if (count > 0)
            text += (text.empty() ? " (" : ", ") + std::string(to_text(reason)) + " " + std::to_string(count);
    }
    return text.empty() ? text : text + ")";
}

std::string first_line(const std::string& text)
{
    constexpr std::size_t kMost = 100;
    std::string line = text.substr(0, text.find('\n'));
    if (line.size() > kMost) {
        std::size_t cut = kMost;
        while (cut > 0 && (static_cast<unsigned char>(line[cut]) & 0xC0U) == 0x80U)
            --cut;  // not inside a character
        line = line.substr(0, cut) + "...";
    }
    return line;
}

}  // namespace

std::string describe(const Preview& preview)
{
    std::string text = kind_of(preview) + ", order of day and month: " + order_word(preview.order) + "\n";
    text += counted(preview.rows_read, "row", "rows") +
            " read = " + counted(preview.events.size(), "event", "events") + " + " +
            std::to_string(preview.set_aside.size()) + " set aside" + aside_counts(preview) + "\n";
    for (const std::string& note : preview.notes) text += "Note: " + note + "\n";
    for (const Part& part : preview.parts)
        text += (part.read ? "Read: " : "Not read: ") + part.name + ", " + counted(part.rows, "row", "rows") +
                (part.hidden ? ", hidden" : "") + "\n";
    text += "\nColumns\n";
    for (std::size_t i = 0; i < preview.map.fields.size(); ++i)
        text += "  " + std::to_string(i + 1) + "  " + first_line(preview.map.headings[i]) + " -> " +
                std::string(to_name(preview.map.fields[i])) +
                (i < preview.remembered.size() && preview.remembered[i] ? " (as last time)" : "") + "\n";
    text += "\nEvents\n";
    for (const Event& event : preview.events) {
        text += "  " + std::to_string(event.source_row) + "  [" + first_line(event.date_text) + "] " +
                model::describe(event.reading) + "; " + std::string(model::to_code(event.reading.precision)) +
                "\n     " + first_line(event.value(Field::Text)) + "\n";
        for (const std::string& problem : event.problems) text += "     to settle: " + problem + "\n";
    }
    text += "\nSet aside\n";
    for (const SetAside& aside : preview.set_aside)
        text += "  row " + std::to_string(aside.record) + "  " + std::string(to_text(aside.reason)) + ": " +
                aside.detail + "\n";
    for (const std::string& question : preview.questions) text += "\nTo answer: " + question + "\n";
    if (preview.order_question) text += "\nTo answer: " + preview.order_question->text + "\n";
    return text;
}

}  // namespace import_
