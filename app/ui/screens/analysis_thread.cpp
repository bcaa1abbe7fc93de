// The golden thread of one record: columns from source to update, lines between what leads to what.
#include <algorithm>
#include <array>
#include <numeric>

#include "app/ui/screens/analysis_screen.h"

namespace ui {

namespace {

// Design pixels on the board.
constexpr float kCardLeast = 150, kCardMost = 260, kColumnGap = 32, kCardGap = 16, kThreadTop = 40,
                kThreadEdge = 12;
constexpr float kCardPad = 10;
constexpr int kCardLines = 3;  // of what a card says below its title
constexpr float kStepBeside = 1300;

constexpr std::array<std::string_view, kThreadColumnCount> kThreadColumns = {
    "Sources", "Evidence", "Findings and key lines", "Lessons", "Recommendations", "Actions", "Updates"};

struct ThreadColumn {
    std::string name;
    float x = 0, wide = 0;
    std::vector<std::size_t> nodes;
};

struct ThreadPlan {
    std::array<ThreadColumn, kThreadColumnCount> columns;
    std::vector<Rect> at;  ///< by node
    Point size;
};

std::size_t thread_column_of(const ThreadNodeShown& node)
{
    return static_cast<std::size_t>(std::clamp(node.column, 0, kThreadColumnCount - 1));
}

// Columns that hold something share the room; one that holds nothing is as wide as its name.
void share_room(Kit& kit, ThreadPlan& made, float room)
{
    float used = 0, left = room - 2 * kThreadEdge - kColumnGap * (kThreadColumnCount - 1);
    for (std::size_t i = 0; i < kThreadColumns.size(); ++i) {
        ThreadColumn& column = made.columns[i];
        column.name = std::string(kThreadColumns[i]) + (column.nodes.empty() ? ": none" : "");
        column.wide = kit.text_width(Face::SmallStrong, column.name) / kit.px(1);
        (column.nodes.empty() ? left : used) += column.nodes.empty() ? -column.wide : 1;
    }
    const float wide = std::clamp(left / std::max(used, 1.0F), kCardLeast, kCardMost);
    float x = kThreadEdge;
    for (auto& column : made.columns) {
        if (!column.nodes.empty()) column.wide = std::max(column.wide, wide);
        column.x = x;
        x += column.wide + kColumnGap;
    }
    made.size.x = x - kColumnGap + kThreadEdge;
}

float thread_card_height(Kit& kit, const Thing& thing, bool identified, float wide)
{
    const float inner = kit.px(wide - 2 * kCardPad);
    const std::string said = kit.shortened(Face::Small, thing.said(identified), inner, kCardLines);
    return (kit.text_height(Face::SmallStrong, thing.called, inner) +
            (said.empty() ? 0 : kit.text_height(Face::Small, said, inner))) /
               kit.px(1) +
           2 * kCardPad;
}

// Each column in the order that crosses the fewest lines: by the middle of what leads to it.
ThreadPlan thread_plan(Kit& kit, const ThreadShown& thread, bool identified, float room)
{
    ThreadPlan made;
    made.at.resize(thread.nodes.size());
    std::vector<float> middle(thread.nodes.size(), 0);
    for (std::size_t i = 0; i < thread.nodes.size(); ++i)
        made.columns[thread_column_of(thread.nodes[i])].nodes.push_back(i);
    share_room(kit, made, room);
    std::array<float, kThreadColumnCount> highs{};
    float high = 0;
    for (std::size_t i = 0; i < made.columns.size(); ++i) {
        const ThreadColumn& column = made.columns[i];
        for (const auto node : column.nodes) {
            made.at[node].h = thread_card_height(kit, thread.nodes[node].thing, identified, column.wide);
            highs[i] += made.at[node].h + kCardGap;
        }
        high = std::max(high, highs[i]);
    }
    for (std::size_t i = 0; i < made.columns.size(); ++i) {
        ThreadColumn& column = made.columns[i];
        for (const auto node : column.nodes) {
            float sum = 0;
            int count = 0;
            for (const auto& [from, to] : thread.links)
                if (to == node && thread.nodes[from].column < thread.nodes[node].column) {
                    sum += middle[from];
                    ++count;
                }
            middle[node] = count == 0 ? high / 2 : sum / static_cast<float>(count);
        }
        std::stable_sort(column.nodes.begin(), column.nodes.end(),
                         [&](std::size_t a, std::size_t b) { return middle[a] < middle[b]; });
        float y = kThreadTop + (high - highs[i]) / 2;
        for (const auto node : column.nodes) {
            made.at[node] = {column.x, y, column.wide, made.at[node].h};
            middle[node] = y + made.at[node].h / 2 - kThreadTop;
            y += made.at[node].h + kCardGap;
        }
    }
    made.size.y = kThreadTop + high + kThreadEdge;
    return made;
}

void paint_thread_links(Kit& kit, const Kit::Board& board, const AnalysisScreen& screen,
                        const ThreadPlan& places)
{
    const auto& thread = *screen.thread;
    const float thick = std::max(1.5F, kit.px(2));
    for (const auto& [from, to] : thread.links) {
        const Rect a = board.at(places.at[from]), b = board.at(places.at[to]);
        const bool marked =
            thread.nodes[from].thing.id == screen.node || thread.nodes[to].thing.id == screen.node;
        const Colour c = marked ? kit.theme().accent : kit.theme().border;
        const Point start{a.right(), a.y + a.h / 2};
        if (thread.nodes[from].column == thread.nodes[to].column) {  // within a column: around its right side
            const Point end{b.right(), b.y + b.h / 2};
            const float out = start.x + board.scaled(18);
            kit.line(start, {out, start.y}, c, thick);
            kit.line({out, start.y}, {out, end.y}, c, thick);
            kit.line({out, end.y}, end, c, thick);
            continue;
        }
        const Point end{b.x, b.y + b.h / 2};
        const float turn = board.scaled(kColumnGap / 2);
        kit.line(start, {start.x + turn / 2, start.y}, c, thick);
        kit.line({start.x + turn / 2, start.y}, {end.x - turn / 2, end.y}, c, thick);
        kit.line({end.x - turn / 2, end.y}, end, c, thick);
    }
}

void paint_node(Kit& kit, Kit::Board& board, AnalysisScreen& screen, const ThreadNodeShown& node,
                const Rect& at)
{
    const Theme& t = kit.theme();
    const Rect r = board.at(at);
    const auto& said = node.thing.said(screen.records.head.identified());
    const bool start = node.thing.id == screen.thread->of, chosen = node.thing.id == screen.node;
    const Hot hot = board.hot(Role::Button, "thread." + node.thing.id, node.thing.called, r, said, chosen);
    const Colour back = chosen ? t.selected : hot.hovered ? t.paper : t.sheet;
    kit.fill(r, back, kit.px(space::kRadius));
    kit.frame(r, start || chosen ? t.accent : t.border, kit.px(space::kRadius), kit.px(start ? 3.0F : 1.0F));
    const Kit::OnSurface on(kit, back);
    const float pad = kit.px(kCardPad), wide = r.w - 2 * pad;
    const float title = kit.text_height(Face::SmallStrong, node.thing.called, wide);
    if (r.h >= title + pad) {
        kit.paint(r.x + pad, r.y + pad, Face::SmallStrong, t.ink, node.thing.called, wide);
        const int lines =
            std::min(kCardLines, static_cast<int>((r.h - title - pad) / kit.leading(Face::Small)));
        if (lines > 0 && !said.empty())
            kit.paint(r.x + pad, r.y + pad + title, Face::Small, t.muted,
                      kit.shortened(Face::Small, said, wide, lines), wide);
    }
    if (hot.focused) kit.focus_ring(r, kit.px(space::kRadius));
    if (hot.pressed) screen.node = node.thing.id;
}

void draw_board(Kit& kit, AnalysisScreen& screen, const Rect& r)
{
    kit.card(r);
    const Kit::OnSurface sheet(kit, kit.theme().sheet);
    const auto& thread = *screen.thread;
    const Rect inner = r.inset(kit.px(8));
    const ThreadPlan places = thread_plan(kit, thread, screen.records.head.identified(), inner.w / kit.px(1));
    screen.board.fitted = true;  // its words need their size: what does not fit is moved into view
    Kit::Board board(kit, "thread.board", "Golden thread", inner, screen.board, places.size);
    for (std::size_t i = 0; i < places.columns.size(); ++i) {
        const ThreadColumn& column = places.columns[i];
        const Point at = board.at(column.x, 8);
        kit.place({at.x, at.y, kit.px(column.wide + 4), kit.leading(Face::SmallStrong)});
        kit.text("thread.column." + std::to_string(i), column.name, Face::SmallStrong,
                 column.nodes.empty() ? kit.theme().muted : kit.theme().ink);
    }
    paint_thread_links(kit, board, screen, places);
    std::vector<std::size_t> order(thread.nodes.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return std::pair(places.at[a].x, places.at[a].y) < std::pair(places.at[b].x, places.at[b].y);
    });
    for (const auto node : order) paint_node(kit, board, screen, thread.nodes[node], places.at[node]);
}

void draw_chosen(Kit& kit, AnalysisScreen& screen, const Rect& r, AnalysisAsks& asks)
{
    kit.card(r);
    const Kit::OnSurface sheet(kit, kit.theme().sheet);
    const Kit::Pane pane(kit, "thread.side", "Chosen on the thread", r, kit.px(space::kLarge));
    const auto& nodes = screen.thread->nodes;
    const auto found = std::find_if(nodes.begin(), nodes.end(),
                                    [&](const auto& node) { return node.thing.id == screen.node; });
    if (found == nodes.end()) {
        kit.text("thread.hint", "Choose a card to read it, open it, or see its own thread.", Face::Text,
                 kit.theme().muted);
    } else {
        const Thing thing = found->thing;
        kit.heading("thread.chosen", thing.called, 3);
        if (const auto& said = thing.said(screen.records.head.identified()); !said.empty())
            kit.text("thread.words", said);
        if (kit.button("thread.open", "Open it", ButtonLook::Secondary)) go_to(screen, thing, asks);
        kit.beside();
        if (thing.id != screen.thread->of &&
            kit.button("thread.follow", "Show its thread", ButtonLook::Quiet)) {
            screen.thread_of = thing.id;
            asks.thread = thing.id;
        }
    }
    kit.space(space::kSmall);
    if (!screen.thread->loose.empty()) kit.heading("thread.loose", "What is missing", 3);
    int n = 0;
    for (const auto& one : screen.thread->loose)
        kit.text("thread.loose." + std::to_string(n++), one, Face::SmallStrong,
                 kit.tone(ToneName::Amber).ink);
    if (screen.thread->loose.empty())
        kit.text("thread.whole", "Nothing is missing on this thread.", Face::Small,
                 kit.tone(ToneName::Green).ink);
}

}  // namespace

void draw_thread(Kit& kit, AnalysisScreen& screen, const Rect& content, AnalysisAsks& asks)
{
    if (screen.threads.empty()) {
        kit.text("thread.none", "The thread begins with a finding, a key line of enquiry or a document.");
        return;
    }
    if (screen.thread_of.empty()) {
        screen.thread_of = screen.threads.front().id;
        asks.thread = screen.thread_of;
    }
    std::vector<Choice> choices;
    for (const auto& one : screen.threads)
        choices.push_back({one.id, one.called + (one.words.empty() ? "" : ": " + one.words), ""});
    std::string of = screen.thread_of;
    if (kit.picker({.key = "thread.of", .label = "Show the thread of"}, choices, of) && !of.empty()) {
        screen.thread_of = of;
        asks.thread = of;
    }
    if (!screen.thread) {
        kit.progress("thread.loading", "Following the thread", -1);
        return;
    }
    const float pad = kit.px(space::kLarge);
    const float room =
        std::max(content.h - pad - kit.flow_used(), std::min(kit.px(360), content.h - 2 * pad));
    // Nothing is chosen and nothing is missing: one line says so, and the cards have the room.
    if (screen.node.empty() && screen.thread->loose.empty()) {
        kit.text(
            "thread.whole",
            "Nothing is missing on this thread. Choose a card to read it, open it, or see its own thread.",
            Face::Small, kit.theme().muted);
        draw_board(kit, screen, kit.take_slot(0, std::max(kit.px(200), content.h - pad - kit.flow_used())));
        return;
    }
    const bool beside = kit.flow_width() / kit.px(1) >= kStepBeside;
    const Rect slot = kit.take_slot(0, beside ? room : std::max(kit.px(200), room - kit.px(220)));
    if (beside) {
        const float side = kit.px(340);
        draw_board(kit, screen, {slot.x, slot.y, slot.w - side - kit.px(space::kMedium), slot.h});
        draw_chosen(kit, screen, {slot.right() - side, slot.y, side, slot.h}, asks);
    } else {
        draw_board(kit, screen, slot);
        draw_chosen(kit, screen, kit.take_slot(0, std::min(kit.px(210), content.h - 2 * pad)), asks);
    }
}

}  // namespace ui
