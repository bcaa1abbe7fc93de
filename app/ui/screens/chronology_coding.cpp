// One key for one code.
#include <algorithm>

#include "app/ui/screens/chronology_parts.h"

namespace ui::chronology {

namespace {

/// What a list codes.
struct ListWords {
    std::string_view list, field, title;
};

ListWords list_words(CodingList list)
{
    switch (list) {
        case CodingList::Missed: return {"missed_opportunity", "mo", "Missed opportunity"};
        case CodingList::Good: return {"good_practice", "gp", "Good practice"};
        case CodingList::Theme: return {"theme", "themes", "Theme"};
        case CodingList::Role: return {"evidence_role", "", "What it does for the finding"};
        case CodingList::Finding: return {"", "", "Add to finding"};
        case CodingList::None: break;
    }
    return {};
}

std::string& last_of(ChronologyScreen& screen, CodingList list)
{
    switch (list) {
        case CodingList::Missed: return screen.last_missed;
        case CodingList::Good: return screen.last_good;
        case CodingList::Theme: return screen.last_theme;
        case CodingList::Role: return screen.last_role;
        case CodingList::Finding:
        case CodingList::None: break;
    }
    return screen.last_finding;
}

std::vector<std::string> held_of(const ChronologyScreen& screen, CodingList list)
{
    if (!screen.chosen) return {};
    switch (list) {
        case CodingList::Missed: return screen.chosen->mo;
        case CodingList::Good: return screen.chosen->gp;
        case CodingList::Theme: return screen.chosen->themes;
        case CodingList::Finding: {
            std::vector<std::string> held;
            if (screen.whole && screen.whole->id == screen.chosen->id)
                for (const ThreadStep& step : screen.whole->thread)
                    if (step.finding && !step.role.empty()) held.push_back(step.id);
            return held;
        }
        case CodingList::None:
        case CodingList::Role: break;
    }
    return {};
}

constexpr std::string_view kNewFinding = "new";

std::vector<Choice> choices_for(ChronologyScreen& screen, CodingList list)
{
    std::vector<Choice> choices;
    if (list == CodingList::Finding) {
        choices = screen.findings;
        choices.push_back({std::string(kNewFinding), "A new finding, with this as its first evidence", ""});
    } else if (screen.lists) {
        choices = choices_of(*screen.lists, list_words(list).list, screen.today, held_of(screen, list));
    }
    // The last one again comes first.
    const std::string& last = last_of(screen, list);
    const auto found =
        std::find_if(choices.begin(), choices.end(), [&](const Choice& one) { return one.code == last; });
    if (found != choices.end() && !last.empty()) {
        std::rotate(choices.begin(), found, found + 1);
        choices.front().label = "Again: " + choices.front().label;
    }
    return choices;
}

std::vector<std::string> chosen_ids(const ChronologyScreen& screen)
{
    if (!screen.chosen) return {};
    if (screen.table.marked.size() < 2) return {screen.chosen->id};
    std::vector<std::string> ids;
    for (const auto row : screen.table.marked)
        if (static_cast<std::size_t>(row) < screen.mark_ids.size())
            ids.push_back(screen.mark_ids[static_cast<std::size_t>(row)]);
    return ids;
}

// "Theme set"; of several contacts those that lack it get it, and where none does all lose it.
std::string said_of(std::string_view title, bool off, std::size_t events)
{
    if (events < 2) return std::string(title) + (off ? " taken off" : " set");
    return std::string(title) + ": " + std::to_string(events) + " contacts coded together";
}

void take_code(ChronologyScreen& screen, const std::string& code, Asks& asks)
{
    const CodingList list = screen.list;
    const auto ids = chosen_ids(screen);
    if (ids.empty()) return;
    last_of(screen, list) = code;
    if (list == CodingList::Finding) {
        const auto held = held_of(screen, list);
        const bool off = ids.size() == 1 && std::find(held.begin(), held.end(), code) != held.end();
        screen.finding_wanted = code == kNewFinding ? std::string() : code;
        if (code == kNewFinding) screen.last_finding.clear();
        if (off)
            asks.emplace_back(CiteEvents{ids, code, "SUPPORTS", "Taken off the finding"});
        else
            open_list(screen, CodingList::Role);
        return;
    }
    if (list == CodingList::Role) {
        asks.emplace_back(CiteEvents{ids, screen.finding_wanted, code, "Added to the finding"});
        return;
    }
    const auto held = held_of(screen, list);
    const bool off = std::find(held.begin(), held.end(), code) != held.end();
    asks.emplace_back(CodeEvents{ids, std::string(list_words(list).field), code,
                                 said_of(list_words(list).title, off, ids.size())});
}

}  // namespace

void open_list(ChronologyScreen& screen, CodingList list)
{
    if (!screen.chosen || !screen.head.review.writable) return;
    screen.list = list;
    screen.list_open = true;
}

void coding_keys(Kit& kit, ChronologyScreen& screen, Asks& asks)
{
    if (kit.letter('l')) {
        turn_life(screen);
        return;
    }
    if (!screen.chosen) return;
    if (kit.letter('m')) open_list(screen, CodingList::Missed);
    if (kit.letter('g')) open_list(screen, CodingList::Good);
    if (kit.letter('t')) open_list(screen, CodingList::Theme);
    if (kit.letter('e')) open_list(screen, CodingList::Finding);
    if (kit.letter('k') && screen.head.review.writable) {
        const bool off = screen.chosen->significance == "KPE";
        auto ids = chosen_ids(screen);
        const auto said = said_of("Key episode", off, ids.size());
        asks.emplace_back(CodeEvents{std::move(ids), "significance", "KPE", said});
    }
}

void coding_list(Kit& kit, ChronologyScreen& screen, const Rect& anchor, Asks& asks)
{
    if (screen.list == CodingList::None) return;
    const auto choices = choices_for(screen, screen.list);
    // Each list is one of its own: the roles follow the findings at once.
    const std::string key = "chronology.code." + std::string(list_words(screen.list).title);
    const auto code = kit.choose(key, list_words(screen.list).title, anchor, choices,
                                 held_of(screen, screen.list), screen.list_open);
    if (code) take_code(screen, *code, asks);
    if (!screen.list_open) screen.list = CodingList::None;
}

}  // namespace ui::chronology
