#include "app/ui/screens/import_preview.h"

#include <algorithm>

#include "app/ui/screens/frame.h"

namespace ui {

namespace {

constexpr float kMapBeside = 940;            // design pixels
constexpr float kDateBesideFrom = 620;       // wider, a row's date stands beside what happened
constexpr float kDateColumn = 236;           // of a wide row
constexpr std::size_t kColumnsOffered = 80;  // of a file that are offered
constexpr std::size_t kHeadings = 12;        // rows that may hold the headings

std::string counted(std::size_t n, std::string_view one, std::string_view many)
{
    return grouped(static_cast<std::int64_t>(n)) + " " + std::string(n == 1 ? one : many);
}

void look_again(ImportScreen& screen, ImportAsks& asks)
{
    screen.again = true;
    asks.look = true;
}

// The first words of a row: who, then what happened.
std::string what_words(const ImportScreen& screen, const PreviewRow& row)
{
    if (!screen.head.identified()) return "Shown in identified view";
    std::string words = row.who;
    if (!row.agency.empty()) words += (words.empty() ? "" : "  ·  ") + row.agency;
    if (!row.what.empty()) words += (words.empty() ? "" : ": ") + row.what;
    std::ranges::replace(words, '\n', ' ');
    return words;
}

void paint_preview_row(Kit& kit, const ImportScreen& screen, const PreviewRow& row, const Rect& r,
                       const RowLook& look)
{
    const Theme& t = kit.theme();
    const Colour back = kit.row_ground(r, look);
    const Kit::OnSurface on(kit, back);
    const bool shown = screen.head.identified();
    const bool wide = r.w / kit.px(1) >= kDateBesideFrom;
    const float x = r.x + kit.px(space::kMedium);
    const float right = r.right() - kit.px(20);
    const float date_w = wide ? kit.px(kDateColumn) - kit.px(28) : right - x;
    float y = r.y + kit.px(10);
    const std::string number = "Row " + std::to_string(row.number);
    kit.paint(x, y, Face::SmallStrong, t.ink, kit.shortened(Face::SmallStrong, row.reading, date_w, 2),
              date_w);
    const float below = y + kit.text_height(Face::SmallStrong,
                                            kit.shortened(Face::SmallStrong, row.reading, date_w, 2), date_w);
    const std::string written = shown ? number + "  ·  " + row.written : number;
    kit.paint(x, below + kit.px(1), Face::Small, t.muted, written, 0, date_w);
    const float what_x = wide ? r.x + kit.px(kDateColumn) : x;
    if (!wide) y = below + kit.leading(Face::Small) + kit.px(4);
    float room = right - what_x;
    if (!row.to_settle.empty()) {
        const Chip chip{"To settle", ToneName::Amber};
        kit.paint_chip(right - kit.chip_width(chip), wide ? y : r.y + kit.px(8), chip);
        if (wide) room -= kit.chip_width(chip) + kit.px(12);
    }
    kit.paint(what_x, y, Face::Small, shown ? t.ink : t.muted,
              kit.shortened(Face::Small, what_words(screen, row), room, wide ? 3 : 2), room);
    kit.fill({x, r.bottom() - 1, right - x, 1}, t.line);
}

void preview_rows(Kit& kit, ImportScreen& screen, const Rect& r)
{
    const Rect inside = kit.card(r);
    const Kit::OnSurface sheet(kit, kit.theme().sheet);
    const auto& rows = screen.preview.rows;
    TableSpec spec;
    spec.key = "import.table";
    spec.name = "What would come in";
    spec.header = false;
    spec.rows = static_cast<std::int64_t>(rows.size());
    spec.columns = {{"row", "Row", 0},
                    {"reading", "Read as", inside.w * 0.1F},
                    {"written", "Date, as written", inside.w * 0.2F},
                    {"what", "What happened", inside.w * 0.4F},
                    {"settle", "To settle", inside.w * 0.9F}};
    const float high = kit.px(inside.w / kit.px(1) >= kDateBesideFrom ? 84 : 118);
    spec.estimate = high;
    const bool shown = screen.head.identified();
    const auto at = [&rows](std::int64_t row) -> const PreviewRow& {
        return rows[static_cast<std::size_t>(row)];
    };
    spec.row_key = [at](std::int64_t row) { return std::to_string(at(row).number); };
    spec.height = [high](std::int64_t) { return high; };
    spec.cells = [&screen, at, shown](std::int64_t row) -> std::vector<std::string> {
        const auto& one = at(row);
        std::string settle;
        for (const auto& problem : one.to_settle) settle += (settle.empty() ? "" : " ") + problem;
        if (!shown && !settle.empty()) settle = "To settle";
        return {std::to_string(one.number), one.reading, shown ? one.written : "", what_words(screen, one),
                settle};
    };
    spec.paint = [&kit, &screen, at](std::int64_t row, const Rect& cell, const RowLook& look) {
        paint_preview_row(kit, screen, at(row), cell, look);
    };
    kit.table(spec, screen.table, inside);
}

void order_pick(Kit& kit, ImportScreen& screen, ImportAsks& asks, std::string_view key,
                std::string_view label, std::string_view hint)
{
    std::vector<Choice> choices = {{"DMY", "Day first: 3/4/2022 is 3 April 2022", ""},
                                   {"MDY", "Month first: 3/4/2022 is 4 March 2022", ""}};
    std::string order = screen.wish.order.empty() ? screen.preview.order : screen.wish.order;
    if (!kit.pick({.key = key, .label = label, .hint = hint}, choices, order)) return;
    screen.wish.order = order;
    look_again(screen, asks);
}

// A question about the file, before anything else.
void questions_part(Kit& kit, ImportScreen& screen, ImportAsks& asks)
{
    const auto& preview = screen.preview;
    if (preview.order_question.empty() && preview.questions.empty()) return;
    const Rect at = kit.take_slot(0, 0);
    kit.card_flow({at.x, at.y, at.w, 0}, "import.question", [&] {
        if (!preview.order_question.empty()) {
            order_pick(kit, screen, asks, "import.order",
                       "Which comes first in this file, the day or the month?", preview.order_question);
            for (std::size_t i = 0; i < preview.order_rows.size(); ++i) {
                const auto& row = preview.order_rows[i];
                std::string words = "Row " + std::to_string(row.number);
                if (screen.head.identified()) words += ", " + row.written;
                kit.text("import.order.row" + std::to_string(i),
                         words + ":  " + row.day_first + "  or  " + row.month_first, Face::Small,
                         kit.theme().ink);
            }
        }
        for (std::size_t i = 0; i < preview.questions.size(); ++i)
            kit.text("import.question." + std::to_string(i), preview.questions[i], Face::Strong,
                     kit.theme().ink);
    });
    kit.space(space::kSmall);
}

void columns_tab(Kit& kit, ImportScreen& screen, ImportAsks& asks)
{
    const auto& preview = screen.preview;
    kit.text("import.columns.about",
             "What each column of the file holds. Change one and every row is read again.", Face::Small,
             kit.theme().muted);
    for (std::size_t i = 0; i < std::min(preview.columns.size(), kColumnsOffered); ++i) {
        const auto& column = preview.columns[i];
        const std::string label = column.heading.empty() ? "Column " + std::to_string(i + 1) : column.heading;
        std::string field = column.field;
        if (kit.pick({.key = "import.column." + std::to_string(i + 1),
                      .label = label,
                      .hint = column.remembered ? "As this agency's last file" : ""},
                     screen.fields, field) &&
            !field.empty()) {
            screen.wish.fields[i + 1] = field;
            look_again(screen, asks);
        }
    }
    std::vector<Choice> rows = {{"0", "There are no headings", ""}};
    for (std::size_t n = 1; n <= std::max(kHeadings, preview.header_row); ++n)
        rows.push_back({std::to_string(n), "Row " + std::to_string(n), ""});
    std::string header = std::to_string(preview.header_row);
    if (kit.pick({.key = "import.header", .label = "Row of headings"}, rows, header) && !header.empty()) {
        screen.wish.header_row = static_cast<std::size_t>(std::stoul(header));
        screen.wish.fields.clear();
        look_again(screen, asks);
    }
    if (preview.order_question.empty() && !preview.order.empty())
        order_pick(kit, screen, asks, "import.order", "Order of day and month",
                   screen.wish.order.empty() ? "As the dates of the file show" : "As you said");
    if (preview.parts.size() > 1) {
        std::vector<Choice> parts;
        for (const auto& part : preview.parts) parts.push_back({part, part, ""});
        std::string part = preview.part;
        if (kit.pick({.key = "import.part", .label = "Sheet or table that holds the chronology"}, parts,
                     part)) {
            screen.wish.part = part;
            screen.wish.fields.clear();
            screen.wish.header_row.reset();
            look_again(screen, asks);
        }
    }
}

void problems_tab(Kit& kit, ImportScreen& screen)
{
    auto& preview = screen.preview;
    if (preview.problems.empty() && preview.notes.empty()) {
        kit.text("import.problems.none", "Nothing wants a person: every row is read.", Face::Text,
                 kit.theme().muted);
        return;
    }
    for (std::size_t i = 0; i < preview.problems.size(); ++i) {
        auto& problem = preview.problems[i];
        const std::string key = "import.problem." + std::to_string(i);
        const bool hidden = problem.sealed && !screen.head.identified();
        const std::string words = hidden ? "A reading that a person should look at" : problem.words;
        const std::string rows = counted(problem.rows, "row", "rows");
        if (problem.at.empty()) {
            kit.text(key, words, Face::Text, kit.theme().ink);
            kit.text(key + ".rows", rows, Face::Small, kit.theme().muted);
            continue;
        }
        const std::string where =
            rows + (problem.at.size() > 1 ? ". Press again for the next" : ". Press to see it");
        if (kit.line({key, words, where, {}, i > 0})) {
            const auto row = problem.at[problem.next % problem.at.size()];
            problem.next = (problem.next + 1) % problem.at.size();
            screen.table.go_to(static_cast<std::int64_t>(row));
        }
    }
    for (std::size_t i = 0; i < preview.notes.size(); ++i)
        kit.text("import.note." + std::to_string(i), preview.notes[i], Face::Small, kit.theme().muted);
}

void names_tab(Kit& kit, ImportScreen& screen)
{
    auto& preview = screen.preview;
    const bool shown = screen.head.identified();
    if (!preview.names.empty()) {
        kit.heading("import.names", "Names of nobody this review knows", 3);
        kit.text("import.names.about",
                 shown
                     ? "Tick those who are third parties: they become people of the review, each with a code."
                     : "They are shown in identified view (F8).",
                 Face::Small, kit.theme().muted);
        for (std::size_t i = 0; shown && i < preview.names.size(); ++i) {
            auto& name = preview.names[i];
            kit.check_box("import.name." + std::to_string(i), name.text + "  ·  " + name.words, name.add);
        }
    }
    if (!preview.agencies.empty()) {
        kit.heading("import.agencies", "Agencies that rows name themselves", 3);
        for (std::size_t i = 0; i < preview.agencies.size(); ++i) {
            const std::string key = "import.agencies." + std::to_string(i);
            if (shown) kit.text(key, preview.agencies[i].text, Face::Strong, kit.theme().ink);
            kit.text(key + ".words", preview.agencies[i].words, Face::Small, kit.theme().muted);
        }
    }
    if (preview.names.empty() && preview.agencies.empty())
        kit.text("import.names.none", "Every name is known, and every row is the sender's own.", Face::Text,
                 kit.theme().muted);
}

void compared_tab(Kit& kit, ImportScreen& screen, ImportAsks& asks)
{
    const auto& compared = *screen.preview.compared;
    kit.text("import.compared",
             counted(compared.unchanged, "row is", "rows are") + " as before, " +
                 std::to_string(compared.changed) + " changed, " + std::to_string(compared.added) + " new, " +
                 std::to_string(compared.gone) + " gone.",
             Face::Strong, kit.theme().ink);
    kit.text(
        "import.compared.about",
        "Both are kept: a corrected row stands on the line of the earlier one, which stays with its words.",
        Face::Small, kit.theme().muted);
    for (std::size_t i = 0; i < compared.rows.size(); ++i)
        kit.text("import.compared." + std::to_string(i), compared.rows[i], Face::Small, kit.theme().ink);
    if (kit.check_box("import.all_rows", "Also bring in the rows that are as before", screen.wish.all_rows))
        look_again(screen, asks);
}

void side_part(Kit& kit, ImportScreen& screen, const Rect& r, ImportAsks& asks)
{
    kit.card(r);
    const Kit::OnSurface sheet(kit, kit.theme().sheet);
    const Kit::Pane pane(kit, "import.side", "About the file", r, kit.px(space::kLarge));
    const auto& preview = screen.preview;
    std::vector<std::string> tabs = {"Columns", "Problems", "Names"};
    if (!preview.problems.empty()) tabs[1] += " " + std::to_string(preview.problems.size());
    if (!preview.names.empty()) tabs[2] += " " + std::to_string(preview.names.size());
    if (preview.compared) tabs.emplace_back("Corrected");
    screen.tab = std::clamp(screen.tab, 0, static_cast<int>(tabs.size()) - 1);
    kit.tabs("import.tabs", "About the file", tabs, screen.tab);
    kit.space(space::kSmall);
    switch (screen.tab) {
        case 0: columns_tab(kit, screen, asks); break;
        case 1: problems_tab(kit, screen); break;
        case 2: names_tab(kit, screen); break;
        default: compared_tab(kit, screen, asks); break;
    }
}

void preview_head(Kit& kit, ImportScreen& screen, ReviewFrame& frame, ImportAsks& asks)
{
    const auto& preview = screen.preview;
    kit.heading("import.title", "Look before it goes in", 1);
    std::string about = screen.head.identified() ? preview.file_name + "  ·  " : "";
    about += preview.kind + "  ·  " + counted(preview.rows_read, "row read", "rows read") + "  ·  " +
             counted(preview.rows.size(), "contact", "contacts");
    if (preview.to_settle > 0) about += ", " + std::to_string(preview.to_settle) + " to settle";
    kit.text("import.about", about, Face::Small, kit.theme().muted);
    const bool ready = preview.acceptable && !screen.again;
    if (kit.button("import.accept",
                   preview.rows.empty() ? "Add to the review"
                                        : "Add " + counted(preview.rows.size(), "contact", "contacts"),
                   ButtonLook::Primary, {}, ready)) {
        screen.step = ImportScreen::Step::Writing;
        screen.doing = "Keeping the file";
        screen.share = -1;
        screen.stoppable = true;
        screen.stopping = false;
        asks.accept = true;
    }
    kit.beside();
    if (kit.button("import.back", "Choose another file", ButtonLook::Secondary)) {
        screen.start_again();
        asks.leave = true;
    }
    if (!screen.head.identified()) {
        kit.beside();
        if (kit.button("import.words", "Show the words", ButtonLook::Quiet, "F8"))
            turn_view(kit, screen.head, frame);
    }
    if (screen.again)
        kit.progress("import.again", "Reading the file again", -1);
    else
        kit.status("import.nothing",
                   preview.acceptable ? "Nothing has entered the review yet." : preview.why_not);
    kit.space(space::kSmall);
}

}  // namespace

void draw_preview(Kit& kit, ImportScreen& screen, ReviewFrame& frame, ImportAsks& asks)
{
    preview_head(kit, screen, frame, asks);
    if (screen.step != ImportScreen::Step::Preview) return;
    questions_part(kit, screen, asks);
    const float pad = kit.px(space::kLarge);
    const float least = std::min(kit.px(400), frame.content.h - 2 * pad);
    const float room = std::max(frame.content.h - pad - kit.flow_used(), least);
    const bool beside = kit.flow_width() / kit.px(1) >= kMapBeside;
    const Rect slot = kit.take_slot(0, room);
    if (beside) {
        const float side = std::max(kit.px(380), slot.w * 0.34F);
        const float gap = kit.px(space::kMedium);
        preview_rows(kit, screen, {slot.x, slot.y, slot.w - side - gap, slot.h});
        side_part(kit, screen, {slot.right() - side, slot.y, side, slot.h}, asks);
    } else {
        preview_rows(kit, screen, slot);
        side_part(kit, screen, kit.take_slot(0, frame.content.h - 2 * pad), asks);
    }
    kit.space(-space::kSmall);
}

}  // namespace ui
