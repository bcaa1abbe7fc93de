#include <algorithm>
#include <cassert>
#include <set>

#include "app/import/cells.h"
#include "app/import/headings.h"
#include "app/import/import.h"
#include "app/import/notices.h"
#include "storage/json/json.h"

namespace import_ {
namespace {

using model::DayMonthOrder;

bool is_blank_cell(std::string_view text)
{
    return text.find_first_not_of(" \t\n\xC2\xA0") == std::string_view::npos;
}

std::vector<std::string> filled_cells(const Record& record)
{
    std::vector<std::string> filled;
    for (const std::string& cell : record.cells)
        if (!is_blank_cell(cell)) filled.push_back(cell);
    return filled;
}

bool has_letter_or_figure(const Record& record)
{
    return std::ranges::any_of(record.cells,
                               [](const std::string& cell) { return !plain_heading(cell).empty(); });
}

/// Sorts the rows of a table into events and what is set aside.
class Sorter {
public:
    Sorter(const Table& table, const ColumnMap& map) : map_(map)
    {
        const Record* headings = table.row(map.header_row);
        if (headings == nullptr) return;
        header_ = plain_cells(*headings);
        for (const Record& record : table.records) {
            if (record.number >= map.header_row) break;
            const auto filled = filled_cells(record);
            if (filled.size() == 1) titles_.insert(filled[0]);
        }
    }

    /// Nothing: the row is an event.
    std::optional<std::pair<Reason, std::string>> reason(const Record& record) const
    {
        using Found = std::pair<Reason, std::string>;
        if (record.number == map_.header_row) return Found{Reason::Heading, "the row of headings"};
        if (record.aside) return Found{*record.aside, std::string(aside_detail(*record.aside))};
        if (record.is_blank()) return Found{Reason::Blank, "no cell holds anything"};
        if (record.number < map_.header_row) return Found{Reason::Preamble, "stands above the headings"};
        if (is_separator_line(record)) return Found{Reason::Preamble, "tells Excel the separator"};
        if (!header_.empty() && plain_cells(record) == header_)
            return Found{Reason::Heading, "the headings again"};
        if (is_banner(record)) return Found{Reason::Banner, "a notice, not an event"};
        if (is_total(record)) return Found{Reason::Banner, "a total, not an event"};
        if (is_second_heading(record)) return Found{Reason::Heading, "the second line of the headings"};
        if (!has_letter_or_figure(record))
            return Found{Reason::Refused, "no cell holds a letter or a figure"};
        return std::nullopt;
    }

private:
    static std::string_view aside_detail(Reason reason)
    {
        switch (reason) {
            case Reason::OtherTable: return "stands in a table with other headings";
            case Reason::Outside: return "stands outside the tables";
            case Reason::Deleted: return "was deleted by a tracked change";
            case Reason::Preamble: return "stands above the table";
            case Reason::Already: return "is already imported";
            case Reason::Heading:
            case Reason::Blank:
            case Reason::Banner:
            case Reason::Refused: break;
        }
        return "is no event";
    }

    static std::vector<std::string> plain_cells(const Record& record)
    {
        std::vector<std::string> cells;
        for (const std::string& cell : record.cells) cells.push_back(plain_heading(cell));
        while (!cells.empty() && cells.back().empty()) cells.pop_back();
        return cells;
    }

    static bool is_separator_line(const Record& record)
    {
        const std::string_view first = record.cell(0);
        return record.number == 1 && (first.starts_with("sep=") || first.starts_with("SEP=")) &&
               first.size() <= 5;
    }

    /// The record below the headings, where it goes on with them: no date, no time, and every cell stands
    /// under a heading that is left open ("Event /") or is a hint in brackets ("(24hr)").
    bool is_second_heading(const Record& record) const
    {
        if (map_.header_row == 0 || record.number != map_.header_row + 1) return false;
        std::size_t open = 0;
        for (std::size_t i = 0; i < record.cells.size(); ++i) {
            const std::string& cell = record.cells[i];
            if (is_blank_cell(cell)) continue;
            if (cell.size() > 40 || i >= map_.headings.size()) return false;
            const bool hint = cell.front() == '(' && cell.back() == ')';
            // "Event /" over "contact": together a heading that is known.
            const bool goes_on =
                read_heading(map_.headings[i] + " " + cell).score == 100 &&
                plain_heading(map_.headings[i]) != plain_heading(map_.headings[i] + " " + cell);
            open += hint || goes_on ? 1 : 0;
            if (!hint && !goes_on && cell.find_first_of("0123456789") != std::string::npos) return false;
            if (map_.fields[i] == Field::Date && !hint) return false;
        }
        return open >= 1 && open * 2 >= filled_cells(record).size();
    }

    /// One notice; or the same one in several cells, as merged cells are exported.
    bool is_banner(const Record& record) const
    {
        const auto filled = filled_cells(record);
        if (filled.empty() ||
            !std::ranges::all_of(filled, [&](const std::string& cell) { return cell == filled[0]; }))
            return false;
        return is_notice(filled[0]) || titles_.contains(filled[0]);
    }

    /// "Total", "3": a sum below the table, with nothing but figures beside it.
    static bool is_total(const Record& record)
    {
        const auto filled = filled_cells(record);
        if (filled.size() < 2) return false;
        const std::string first = plain_heading(filled[0]);
        if (first != "total" && first != "totals" && first != "grand total" && first != "subtotal" &&
            first != "sub total")
            return false;
        return std::ranges::all_of(filled.begin() + 1, filled.end(), [](const std::string& cell) {
            return cell.find_first_not_of("0123456789.,% ") == std::string::npos;
        });
    }

    const ColumnMap& map_;
    std::vector<std::string> header_;
    std::set<std::string> titles_;
};

std::string_view cell_of(const Record& record, const ColumnMap& map, Field field)
{
    const auto column = map.column_of(field);
    return column ? record.cell(*column) : std::string_view();
}

std::string with_time(std::string_view date, std::string_view time)
{
    if (time.empty()) return std::string(date);
    return date.empty() ? std::string(time) : std::string(date) + " " + std::string(time);
}

/// Which order the date cells prove, and which rows leave it open.
struct Evidence {
    std::vector<std::size_t> open, day_first, month_first;
    DayMonthOrder settled() const
    {
        if (!day_first.empty() && month_first.empty()) return DayMonthOrder::DayFirst;
        if (day_first.empty() && !month_first.empty()) return DayMonthOrder::MonthFirst;
        return DayMonthOrder::Unsettled;
    }
};

void weigh(Evidence& evidence, std::string_view cell, std::size_t number,
           const model::ReadingContext& context)
{
    if (is_blank_cell(cell)) return;
    const model::DateReading reading = model::read_date(cell, {}, context);
    if (reading.order_ambiguous) evidence.open.push_back(number);
    if (reading.order_contradictory || reading.order_shown == DayMonthOrder::DayFirst)
        evidence.day_first.push_back(number);
    if (reading.order_contradictory || reading.order_shown == DayMonthOrder::MonthFirst)
        evidence.month_first.push_back(number);
}

std::string listed(const std::vector<std::size_t>& rows)
{
    constexpr std::size_t kMost = 20;
    std::string text;
    for (std::size_t i = 0; i < std::min(kMost, rows.size()); ++i)
        text += (i == 0 ? "" : ", ") + std::to_string(rows[i]);
    return rows.size() > kMost ? text + " and " + std::to_string(rows.size() - kMost) + " more" : text;
}

std::optional<OrderQuestion> question_of(const Evidence& evidence)
{
    if (!evidence.day_first.empty() && !evidence.month_first.empty()) {
        OrderQuestion question;
        question.text = "Some dates can only have the day first (rows " + listed(evidence.day_first) +
                        ") and some only the month first (rows " + listed(evidence.month_first) +
                        "). Say which the agency uses; the others are then listed to settle.";
        for (const auto* rows : {&evidence.open, &evidence.day_first, &evidence.month_first})
            question.rows.insert(question.rows.end(), rows->begin(), rows->end());
        std::ranges::sort(question.rows);
        question.rows.erase(std::unique(question.rows.begin(), question.rows.end()), question.rows.end());
        return question;
    }
    if (evidence.open.empty() || evidence.settled() != DayMonthOrder::Unsettled) return std::nullopt;
    return OrderQuestion{"It cannot be told whether the day or the month stands first in the dates of rows " +
                             listed(evidence.open) + ". Say which the agency uses.",
                         evidence.open};
}

/// A blank or "ditto" date takes the whole reading of the row above, with its own time.
model::DateReading like_above(std::string_view date, std::string_view time, const model::DateReading& above,
                              model::ReadingContext context)
{
    const bool one_day = above.earliest && above.latest && *above.earliest == *above.latest;
    if (one_day) context.same_as_above = above.earliest;
    model::DateReading reading = model::read_date(date, time, context);
    if (one_day || (!above.earliest && !above.latest)) return reading;
    reading.earliest = above.earliest;
    reading.latest = above.latest;
    reading.precision = above.precision;
    reading.approximate = above.approximate;
    reading.problems = {"The date is blank or says ditto: read as the period of the row above."};
    return reading;
}

/// Something that had not ended: only its first day is known.
void leave_open(model::DateReading& reading)
{
    if (!reading.earliest) return;
    reading.latest.reset();
    reading.time_latest.reset();
    reading.precision = model::Precision::After;
    reading.problems.emplace_back(
        "The end is said to be open: how late it may have been, or when it ended, is to be settled.");
}

/// Joins the end date: from the first day of the start to the last day of the end.
void join_end(model::DateReading& reading, const model::DateReading& end)
{
    for (const std::string& problem : end.problems) reading.problems.push_back("End date: " + problem);
    reading.order_ambiguous = reading.order_ambiguous || end.order_ambiguous;
    if (!end.latest) {
        if (end.precision == model::Precision::Unknown && !end.text.empty())
            reading.problems.emplace_back("The end date could not be used.");
        return;
    }
    if (!reading.earliest) return;
    if (*end.latest < *reading.earliest) {
        reading.problems.emplace_back("The end date is before the start date: it was not used.");
        return;
    }
    if (reading.latest && *reading.latest == *end.latest && *reading.earliest == *end.latest) {
        if (end.time_latest) reading.time_latest = end.time_latest;
        return;
    }
    reading.latest = end.latest;
    reading.approximate = reading.approximate || end.approximate;
    reading.precision = model::Precision::Range;
    reading.time_latest = end.time_latest;
}

class Builder {
public:
    Builder(const Table& table, const Proposal& proposal, const Context& context)
        : table_(table), map_(proposal.map), context_(context)
    {
        preview_.encoding = table.encoding;
        preview_.delimiter = table.delimiter;
        preview_.format = table.format;
        preview_.parts = table.parts;
        preview_.map = proposal.map;
        preview_.remembered = proposal.remembered;
        preview_.preamble_rows = proposal.preamble_rows;
        preview_.questions = proposal.questions;
        preview_.notes = table.notes;
    }

    Preview build()
    {
        const Sorter sorter(table_, map_);
        std::vector<const Record*> events;
        for (const Record& record : table_.records) {
            ++preview_.rows_read;
            if (const auto reason = sorter.reason(record))
                preview_.set_aside.push_back({record.number, reason->first, reason->second, record.cells});
            else
                events.push_back(&record);
        }
        settle_order(events);
        for (const Record* record : events) add_event(*record);
        assert(preview_.rows_read == preview_.events.size() + preview_.set_aside.size());
        return std::move(preview_);
    }

private:
    model::ReadingContext reading_context(DayMonthOrder order) const
    {
        return {order, context_.imported, {}, {}, context_.calendar};
    }

    void settle_order(const std::vector<const Record*>& events)
    {
        Evidence evidence;
        const auto open = reading_context(DayMonthOrder::Unsettled);
        for (const Record* record : events) {
            weigh(evidence, cell_of(*record, map_, Field::Date), record->number, open);
            weigh(evidence, cell_of(*record, map_, Field::EndDate), record->number, open);
        }
        preview_.order = context_.order;
        if (context_.order != DayMonthOrder::Unsettled) return;
        preview_.order = evidence.settled();
        preview_.order_question = question_of(evidence);
    }

    void add_event(const Record& record)
    {
        Event event;
        event.source_row = preview_.events.size() + 1;
        event.record = record.number;
        event.original = record.cells;
        event.problems = record.problems;
        for (std::size_t i = 0; i < record.cells.size(); ++i) {
            const Field field = i < map_.fields.size() ? map_.fields[i] : Field::Other;
            if (!record.cells[i].empty() && field != Field::Ignored)
                event.values.emplace_back(field, record.cells[i]);
        }
        read_dates(event, record);
        check(event, record);
        event.problems.insert(event.problems.end(), event.reading.problems.begin(),
                              event.reading.problems.end());
        preview_.events.push_back(std::move(event));
    }

    void read_dates(Event& event, const Record& record)
    {
        const std::string_view date = cell_of(record, map_, Field::Date);
        const std::string_view time = cell_of(record, map_, Field::Time);
        auto context = reading_context(preview_.order);
        if (context_.birth_of) context.birth = context_.birth_of(cell_of(record, map_, Field::Subject));
        event.date_text = with_time(date, time);
        const bool above = model::says_as_above(date) && !preview_.events.empty();
        event.reading = above ? like_above(date, time, preview_.events.back().reading, context)
                              : model::read_date(counted(date), time, context);
        event.reading.text = event.date_text;
        const std::string_view end_date = cell_of(record, map_, Field::EndDate);
        const std::string_view end_time = cell_of(record, map_, Field::EndTime);
        event.end_text = with_time(end_date, end_time);
        if (model::says_ongoing(end_date)) {
            leave_open(event.reading);
        } else if (!is_blank_cell(end_date)) {
            join_end(event.reading, model::read_date(end_date, end_time, context));
        } else if (!is_blank_cell(end_time) && event.reading.time) {
            context.same_as_above = event.reading.earliest;
            const auto end = model::read_date({}, end_time, context);
            if (end.time) event.reading.time_latest = end.time;
        }
    }

    /// A bare count of days of a workbook that counts from 1904, as the same day counts from 1900.
    std::string counted(std::string_view date) const
    {
        constexpr int kBetween = 1462;  // days between the two beginnings
        const std::string cell = trimmed(date);
        const std::size_t figures = cell.find_first_not_of("0123456789");
        const bool whole = figures == std::string::npos || cell[figures] == '.';
        if (!table_.counts_from_1904 || !whole || std::min(figures, cell.size()) != 5)
            return std::string(date);
        return std::to_string(std::stoi(cell.substr(0, 5)) + kBetween) + cell.substr(5);
    }

    void check(Event& event, const Record& record) const
    {
        if (record.cells.size() > header_width())
            event.problems.emplace_back(
                "The row has more cells than there are headings: check where its cells begin and end.");
        const auto says = [&](Field field) { return !is_blank_cell(event.value(field)); };
        if (!says(Field::Text) && !says(Field::Outcome) && !says(Field::Other))
            event.problems.emplace_back("The row does not say what happened.");
        if (map_.column_of(Field::Source) && !says(Field::Source))
            event.problems.emplace_back("The source of information is not given.");
    }

    /// Cells of the row of headings as written, those without a heading too.
    std::size_t header_width() const
    {
        const Record* headings = table_.row(map_.header_row);
        return headings == nullptr ? table_.columns : headings->width;
    }

    const Table& table_;
    const ColumnMap& map_;
    const Context& context_;
    Preview preview_;
};

json::Value optional_text(const std::optional<model::Day>& day)
{
    return day ? json::Value(model::to_text(*day)) : json::Value();
}

json::Value optional_text(const std::optional<model::Minutes>& time)
{
    return time ? json::Value(model::to_text(*time)) : json::Value();
}

json::Value texts(const std::vector<std::string>& list)
{
    json::Array array;
    for (const std::string& text : list) array.emplace_back(text);
    return array;
}

std::string_view order_code(DayMonthOrder order)
{
    switch (order) {
        case DayMonthOrder::Unsettled: return "none";
        case DayMonthOrder::DayFirst: return "dmy";
        case DayMonthOrder::MonthFirst: return "mdy";
    }
    return "";
}

json::Object event_object(const Event& event)
{
    const model::DateReading& reading = event.reading;
    json::Object object;
    object.set("row", static_cast<std::int64_t>(event.record));
    object.set("date_text", event.date_text);
    object.set("earliest", optional_text(reading.earliest));
    object.set("latest", optional_text(reading.latest));
    object.set("precision", model::to_code(reading.precision));
    object.set("approx", reading.approximate);
    object.set("time", optional_text(reading.time));
    object.set("time_earliest", optional_text(reading.time_earliest));
    object.set("time_latest", optional_text(reading.time_latest));
    object.set("end_text", event.end_text);
    object.set("problems", texts(event.problems));
    object.set("cells", texts(event.original));
    return object;
}

/// JSON lines, members in a fixed order; docs/formats/chronology-import.md, "The hash of a preview".
std::string canonical_bytes(const Preview& preview, const Context& context)
{
    json::Object head;
    head.set("preview", 1);
    head.set("file", context.file_digest);
    head.set("format", preview.format);
    head.set("encoding", preview.encoding);
    head.set("delimiter", preview.delimiter);
    for (const Part& part : preview.parts)
        if (part.read && !head.find("part")) head.set("part", part.name);
    head.set("header_row", static_cast<std::int64_t>(preview.map.header_row));
    json::Array fields;
    for (const Field field : preview.map.fields) fields.emplace_back(to_name(field));
    head.set("fields", std::move(fields));
    head.set("order", order_code(preview.order));
    head.set("rows_read", static_cast<std::int64_t>(preview.rows_read));
    head.set("imported_year", static_cast<int>(context.imported.year()));
    std::string bytes = json::write(head) + "\n";
    for (const Event& event : preview.events) bytes += json::write(event_object(event)) + "\n";
    for (const SetAside& aside : preview.set_aside) {
        json::Object object;
        object.set("row", static_cast<std::int64_t>(aside.record));
        object.set("set_aside", to_text(aside.reason));
        object.set("cells", texts(aside.cells));
        bytes += json::write(object) + "\n";
    }
    return bytes;
}

}  // namespace

std::string_view to_text(Reason reason)
{
    switch (reason) {
        case Reason::Preamble: return "preamble";
        case Reason::Heading: return "heading";
        case Reason::Blank: return "blank";
        case Reason::Banner: return "banner";
        case Reason::Refused: return "refused";
        case Reason::OtherTable: return "other_table";
        case Reason::Outside: return "outside";
        case Reason::Deleted: return "deleted";
        case Reason::Already: return "already";
    }
    return "";
}

std::string Event::value(Field field) const
{
    std::string joined;
    for (const auto& [of, value] : values) {
        if (of != field) continue;
        joined += (joined.empty() ? "" : "\n") + value;
    }
    return joined;
}

Preview preview(const Table& table, const Proposal& proposal, const Context& context)
{
    Preview made = Builder(table, proposal, context).build();
    made.canonical = canonical_bytes(made, context);
    return made;
}

}  // namespace import_
