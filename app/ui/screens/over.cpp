#include "app/ui/screens/over.h"

#include <algorithm>
#include <utility>

#include "app/ui/screens/help_texts.h"
#include "app/ui/screens/sections.h"
#include "storage/model/fold.h"

namespace ui {

namespace {

constexpr std::size_t kLeastLetters = 2;  // before the store is asked

enum class LineKind : std::uint8_t { Section, Key, Command, Help, Save, Record };

/// One line of the palette.
struct Line {
    LineKind what = LineKind::Section;
    std::string key, name, note, keys;
    std::size_t index = 0;  ///< into kKeys or the records
};

struct KeySpec {
    std::string_view key, name, keys;
    OverKey press;
    std::string_view screen = {};  ///< only there; empty: everywhere in a review
};
constexpr KeySpec kKeys[] = {
    {"undo", "Take the last change back", "Ctrl+Z", {Key::Z, {.ctrl = true}}},
    {"redo", "Make it again", "Ctrl+Shift+Z", {Key::Z, {.ctrl = true, .shift = true}}},
    {"view", "Turn between coded and identified view", "F8", {Key::F8, {}}},
    {"meeting", "Meeting view, for the projector", "F9", {Key::F9, {}}},
    {"missed", "Mark as missed opportunity", "M", {.letter = U'm'}, "chronology"},
    {"good", "Mark as good practice", "G", {.letter = U'g'}, "chronology"},
    {"theme", "Add a theme", "T", {.letter = U't'}, "chronology"},
    {"key", "Mark as key episode", "K", {.letter = U'k'}, "chronology"},
    {"finding", "Add to a finding", "E", {.letter = U'e'}, "chronology"},
    {"larger", "Larger letters", "Ctrl +", {Key::Plus, {.ctrl = true}}},
    {"smaller", "Smaller letters", "Ctrl -", {Key::Minus, {.ctrl = true}}},
    {"ordinary", "Letters of ordinary size", "Ctrl 0", {Key::Zero, {.ctrl = true}}},
    {"lock", "Lock now", "Ctrl+L", {Key::L, {.ctrl = true}}},
};
constexpr std::string_view kThemeCommands[] = {"Light colours", "Dark colours", "High contrast"};

bool fits(std::string_view name, const std::vector<std::string>& words)
{
    const std::string folded = model::fold(name);
    return std::all_of(words.begin(), words.end(),
                       [&](const std::string& word) { return folded.find(word) != std::string::npos; });
}

void add_keys(std::vector<Line>& lines, const Kit& kit, bool in_review)
{
    for (std::size_t i = 0; i < std::size(kKeys); ++i) {
        const KeySpec& one = kKeys[i];
        if (!one.screen.empty() && one.screen != kit.screen_key()) continue;
        const bool anywhere = one.press.key == Key::Plus || one.press.key == Key::Minus ||
                              one.press.key == Key::Zero || one.press.key == Key::L;
        if (!in_review && !anywhere) continue;
        lines.push_back({LineKind::Key, "palette.key." + std::string(one.key), std::string(one.name),
                         "Command", std::string(one.keys), i});
    }
}

std::vector<Line> palette_lines(const Kit& kit, const OverScreen& screen, const OverContext& context)
{
    std::vector<Line> all;
    const bool in_review = context.head != nullptr;
    const bool shown_to_others = in_review && (context.head->in_meeting() || context.head->for_family());
    for (const Section& section : in_review ? rail_sections(kit.screen_key(), context.head->events)
                                            : vault_sections(kit.screen_key(), {}))
        if (section.key != "reviews" || !shown_to_others)
            all.push_back({LineKind::Section,
                           "palette.section." + section.key,
                           section.name,
                           section.here ? "You are here" : "Section",
                           {},
                           0});
    add_keys(all, kit, in_review);
    for (std::size_t i = 0; i < std::size(kThemeCommands); ++i)
        all.push_back({LineKind::Command,
                       "palette.theme." + std::to_string(i),
                       std::string(kThemeCommands[i]),
                       "Command",
                       {},
                       i});
    if (in_review && !shown_to_others && !screen.tables.empty())
        all.push_back({LineKind::Save, "palette.save", "Save a table for Word or Excel", "Command", {}, 0});
    all.push_back({LineKind::Help, "palette.help", "Help for this screen", "Command", "F1", 0});

    const auto words = model::words(model::fold(screen.search.text()));
    std::erase_if(all, [&](const Line& line) { return !fits(line.name, words); });
    for (std::size_t i = 0; i < screen.records.size() && !words.empty(); ++i) {
        const FoundRecord& found = screen.records[i];
        const auto* kind = section(found.section);
        all.push_back({LineKind::Record,
                       "palette.record." + found.id,
                       found.called + (found.words.empty() ? "" : "  ·  " + found.words),
                       kind == nullptr ? "Record" : std::string(kind->name),
                       {},
                       i});
    }
    return all;
}

void take_line(const Line& line, OverScreen& screen, OverAsks& asks, const Kit& kit)
{
    screen.palette = false;
    const std::string key = line.key.substr(line.key.rfind('.') + 1);
    switch (line.what) {
        case LineKind::Section:
            if (key == "reviews")
                asks.requests.emplace_back(CloseReview{});
            else if (key != kit.screen_key())
                asks.requests.emplace_back(ShowSection{key});
            break;
        case LineKind::Key: asks.key = kKeys[line.index].press; break;
        case LineKind::Command: asks.command = static_cast<OverCommand>(line.index); break;
        case LineKind::Help: screen.help = true; break;
        case LineKind::Save: screen.saving = true; break;
        case LineKind::Record: asks.show = screen.records[line.index]; break;
    }
}

void ask_store(OverScreen& screen, const OverContext& context, OverAsks& asks)
{
    const std::string& words = screen.search.text();
    if (context.head == nullptr || context.head->in_meeting() || context.head->for_family()) return;
    if (words == screen.sought) return;
    screen.sought = words;
    screen.at = 0;
    screen.records.clear();
    screen.waiting = words.size() >= kLeastLetters;
    if (screen.waiting) asks.find = words;
}

std::string count_words(const OverScreen& screen, std::size_t lines)
{
    if (lines == 0) return screen.waiting ? "Looking" : "Nothing holds these words";
    return std::to_string(lines) + (lines == 1 ? " line" : " lines") +
           (screen.waiting ? ", still looking" : "");
}

void palette_sheet(Kit& kit, OverScreen& screen, const std::vector<Line>& lines)
{
    if (kit.shortcut(Key::Down) && screen.at + 1 < lines.size()) ++screen.at;
    if (kit.shortcut(Key::Up) && screen.at > 0) --screen.at;
    if (kit.shortcut(Key::Enter) && screen.at < lines.size()) screen.taken = screen.at;
    kit.text_field({.key = "palette.search", .label = {}, .placeholder = "Type a word, a code or a name"},
                   screen.search);
    kit.status("palette.count", count_words(screen, lines.size()));
    const float room = std::max(kit.px(120), std::min(kit.px(430), kit.window().h - kit.px(250)));
    const Rect slot = kit.take_slot(0, room);
    const Kit::Pane list(kit, "palette.list", "Found", slot, kit.px(4));
    for (std::size_t i = 0; i < lines.size(); ++i)
        if (kit.option(lines[i].key, lines[i].name, lines[i].note, lines[i].keys, i == screen.at))
            screen.taken = i;
}

void palette_part(Kit& kit, OverScreen& screen, const OverContext& context, OverAsks& asks)
{
    auto lines = palette_lines(kit, screen, context);
    screen.at = std::min(screen.at, lines.empty() ? 0 : lines.size() - 1);
    if (const auto taken = std::exchange(screen.taken, std::nullopt); taken && *taken < lines.size()) {
        take_line(lines[*taken], screen, asks, kit);
        return;
    }
    ask_store(screen, context, asks);
    const bool stays = kit.dialog("palette", "Find anything", 760, [&kit, &screen, lines = std::move(lines)] {
        palette_sheet(kit, screen, lines);
    });
    if (!stays) screen.palette = false;
}

void key_lines(Kit& kit, std::string_view key, std::string_view title, std::span<const HelpKey> keys)
{
    if (keys.empty()) return;
    kit.space(space::kSmall);
    kit.heading(key, title, 3);
    for (const HelpKey& one : keys) {
        const float left = std::min(kit.px(260), kit.flow_width() * 0.4F);
        const float right = kit.flow_width() - left;
        const float high = std::max(kit.text_height(Face::Strong, one.keys, left - kit.px(16)),
                                    kit.text_height(Face::Text, one.does, right));
        const Rect r = kit.take_slot(0, high);
        kit.place({r.x, r.y, left - kit.px(16), high});
        kit.text(std::string(key) + "." + std::string(one.keys), one.keys, Face::Strong, kit.theme().ink);
        kit.place({r.x + left, r.y, right, high});
        kit.text(std::string(key) + "." + std::string(one.keys) + ".does", one.does);
    }
}

void help_part(Kit& kit, OverScreen& screen)
{
    const HelpPage& page = help_page(kit.screen_key());
    const bool stays = kit.dialog("help", page.title, 760, [&kit, &screen, &page] {
        const Rect top = kit.take_slot(0, 0);
        const float wide = kit.text_width(Face::SmallStrong, "Close") + kit.px(24);
        kit.place({top.right() - wide, top.y - kit.px(44), wide, kit.px(34)});
        if (kit.button("help.close", "Close", ButtonLook::Quiet, "Esc")) screen.help = false;
        std::string_view text = page.text;
        for (int n = 0; !text.empty(); ++n) {
            const auto end = std::min(text.find("\n\n"), text.size());
            kit.text("help.text" + std::to_string(n), text.substr(0, end));
            kit.space(space::kTiny);
            text.remove_prefix(std::min(end + 2, text.size()));
        }
        key_lines(kit, "help.here", "Keys on this screen", page.keys);
        key_lines(kit, "help.common", "Keys that work everywhere", common_keys());
    });
    if (!stays) screen.help = false;
}

void saving_sheet(Kit& kit, OverScreen& screen, bool identified)
{
    kit.text("save.text",
             identified ? "The file will hold names and the agencies' own words, and will not be encrypted. "
                          "Keep it only as long as you need it."
                        : "The file will hold codes, no names. It will not be encrypted.",
             Face::Text, identified ? kit.tone(ToneName::Red).ink : kit.theme().ink);
    if (!screen.problem.empty()) kit.error_summary("save.problem", screen.problem, "save.folder");
    kit.pick({"save.table", "Table"}, screen.tables, screen.table);
    const Choice formats[] = {{"xlsx", "Excel workbook (.xlsx)", ""}, {"html", "Page for Word (.html)", ""}};
    kit.pick({"save.format", "As"}, formats, screen.format);
    kit.text_field({"save.folder", "Folder", "Where the file is to be written, such as /home/you/Documents."},
                   screen.folder);
    kit.space(space::kSmall);
    const bool ready = !screen.table.empty() && !screen.format.empty() && !screen.folder.text().empty();
    if (kit.button("save.yes", "Save the table", ButtonLook::Primary, {}, ready)) screen.save_now = true;
    kit.beside();
    if (kit.button("save.no", "Close", ButtonLook::Secondary)) screen.saving = false;
}

void saving_part(Kit& kit, OverScreen& screen, const OverContext& context, OverAsks& asks)
{
    const bool identified = context.head != nullptr && context.head->identified();
    if (std::exchange(screen.save_now, false)) {
        screen.problem.clear();
        asks.save = SaveTable{screen.table, screen.folder.text(), screen.format == "xlsx", identified};
    }
    if (!kit.dialog("save", "Save a table", 640,
                    [&kit, &screen, identified] { saving_sheet(kit, screen, identified); }))
        screen.saving = false;
}

}  // namespace

void OverScreen::clear()
{
    auto kept = std::move(tables);
    *this = {};
    tables = std::move(kept);
}

OverAsks draw(Kit& kit, OverScreen& screen, const OverContext& context)
{
    OverAsks asks;
    if (kit.shortcut(Key::F1)) screen.help = true;
    if (kit.shortcut(Key::S, {.ctrl = true}))
        kit.toast("Saved. Every change is saved as you make it", ToastOffer::None);
    if (context.unlocked && kit.shortcut(Key::K, {.ctrl = true})) {
        screen.palette = true;
        screen.search.set("");
        screen.sought.clear();
        screen.records.clear();
        screen.waiting = false;
        screen.at = 0;
        kit.focus("palette.search");
    }
    kit.allow_toast();
    if (!context.unlocked) screen.palette = screen.saving = false;
    if (screen.palette)
        palette_part(kit, screen, context, asks);
    else if (screen.saving)
        saving_part(kit, screen, context, asks);
    else if (screen.help)
        help_part(kit, screen);
    return asks;
}

}  // namespace ui
