// Answers chosen from a list, dates, tabs, and what lies over the screen.
#include <algorithm>
#include <cmath>
#include <utility>

#include "app/ui/kit.h"
#include "storage/model/fold.h"

namespace ui {

namespace {

constexpr std::size_t kFew = 7;  // shown as radio buttons

const Choice* found(std::span<const Choice> choices, std::string_view code)
{
    const auto at =
        std::find_if(choices.begin(), choices.end(), [&](const auto& c) { return c.code == code; });
    return at == choices.end() ? nullptr : &*at;
}

std::string shown(std::span<const Choice> choices, const std::vector<std::string>& codes)
{
    std::string text;
    for (const auto& code : codes) {
        const auto* choice = found(choices, code);
        text += (text.empty() ? "" : "; ") + (choice == nullptr ? code : choice->label);
    }
    return text;
}

bool holds(const std::vector<std::string>& codes, std::string_view code)
{
    return std::find(codes.begin(), codes.end(), code) != codes.end();
}

std::vector<const Choice*> matching(std::span<const Choice> choices, std::string_view words)
{
    const auto wanted = model::fold(words);
    std::vector<const Choice*> kept;
    for (const auto& choice : choices)
        if (wanted.empty() || model::fold(choice.label).find(wanted) != std::string::npos ||
            model::fold(choice.code).starts_with(wanted))
            kept.push_back(&choice);
    return kept;
}

// A code of a list is spoken of; the id of a record and a name of the program's own are not: their note
// stands there.
std::string_view beside_label(const Choice& choice)
{
    constexpr std::size_t kShort = 40;
    const bool own =
        std::any_of(choice.code.begin(), choice.code.end(), [](char c) { return c >= 'a' && c <= 'z'; });
    if (!own) return choice.code;
    return choice.note.size() <= kShort ? std::string_view(choice.note) : std::string_view();
}

}  // namespace

bool Kit::pick(const FieldWords& words, std::span<const Choice> choices, std::string& code)
{
    return choices.size() <= kFew ? pick_of_few(words, choices, code) : picker(words, choices, code);
}

bool Kit::picker(const FieldWords& words, std::span<const Choice> choices, std::string& code)
{
    std::vector<std::string> codes;
    if (!code.empty()) codes.push_back(code);
    if (!pick_of_many(words, choices, codes, false)) return false;
    code = codes.empty() ? std::string() : codes.front();
    return true;
}

bool Kit::pick_many(const FieldWords& words, std::span<const Choice> choices, std::vector<std::string>& codes)
{
    return pick_of_many(words, choices, codes, true);
}

// The group is one stop; the arrows go from one to the next, Space chooses, Delete clears.
bool Kit::pick_of_few(const FieldWords& words, std::span<const Choice> choices, std::string& code)
{
    const float row = px(space::kControl);
    float below = 0;
    const Rect all = field_frame(words, row * static_cast<float>(choices.size()), below);
    bool changed = false;
    const auto chosen = found(choices, code);
    const auto stand = static_cast<std::size_t>(chosen == nullptr ? 0 : chosen - choices.data());
    if (wanted_focus_ == words.key && !choices.empty())
        wanted_focus_ = std::string(words.key) + "." + choices[stand].code;
    for (std::size_t i = 0; i < choices.size(); ++i) {
        const Rect r{all.x, all.y + row * static_cast<float>(i), all.w, row};
        const bool on = choices[i].code == code;
        const std::string key = std::string(words.key) + "." + choices[i].code;
        Control c;
        if (i == stand) {
            c = control(Role::Radio, key, choices[i].label, r);
        } else {  // reached by the arrows
            c.id = id_of(kRoot, to_text(Role::Radio), key);
            c.node = tree_.nodes.size();
            add(c.id, flow().id, Role::Radio, key, r).name = choices[i].label;
            c.hovered = pointer_in(r);
        }
        Node& node = tree_.nodes[c.node];
        node.labelled_by = id_of(kRoot, "label", words.key);
        node.description = words.label;
        node.states |= (on ? kSelected : kNoState) | kSelectable;
        const float middle = r.y + r.h / 2;
        disc(r.x + px(14), middle, px(12), words.error.empty() ? theme().border : tone(ToneName::Red).ink);
        disc(r.x + px(14), middle, px(10), c.hovered ? theme().selected : theme().sheet);
        if (on) disc(r.x + px(14), middle, px(6), theme().accent);
        paint(r.x + px(38), r.y + (r.h - leading(Face::Text)) / 2, Face::Text, theme().ink, choices[i].label,
              0, r.w - px(40));
        if (c.focused) ring({r.x, r.y + px(4), r.w, r.h - px(8)}, px(6));
        const bool pressed =
            i == stand ? activated(c)
                       : take_ask(Ask::What::Press, c.id) || (event_.kind == Event::Kind::Down && c.hovered);
        if (pressed && !on) {
            code = choices[i].code;
            changed = true;
            focus(key);
        }
        if (!c.focused || event_.kind != Event::Kind::Key || event_.with != Modifiers{}) continue;
        const bool down = event_.key == Key::Down || event_.key == Key::Right;
        const bool up = event_.key == Key::Up || event_.key == Key::Left;
        if (down || up) {
            const auto n = choices.size();
            const auto next = (i + (down ? 1 : n - 1)) % n;
            code = choices[chosen == nullptr ? 0 : next].code;
            focus(std::string(words.key) + "." + code);
            event_ = {};
            changed = true;
        } else if ((event_.key == Key::Delete || event_.key == Key::Backspace) && !code.empty()) {
            code.clear();
            event_ = {};
            changed = true;
        }
    }
    field_end(words, all);
    return changed;
}

bool Kit::pick_of_many(const FieldWords& words, std::span<const Choice> choices,
                       std::vector<std::string>& codes, bool several)
{
    float below = 0;
    const Rect box = field_frame(words, px(space::kControl), below);
    const Control c = edit_control(Role::Picker, words, box);
    const std::string text = shown(choices, codes);
    tree_.nodes[c.node].value = text;
    edit_box(box, c.focused, !words.error.empty());
    const OnSurface on(*this, theme().sheet);
    const float arrow = px(36);
    const std::string_view empty = words.placeholder.empty() ? "Not answered" : words.placeholder;
    paint(box.x + px(14), box.y + (box.h - leading(Face::Text)) / 2, Face::Text,
          text.empty() ? theme().muted : theme().ink, text.empty() ? empty : text, 0, box.w - px(20) - arrow);
    paint(box.right() - arrow, box.y + (box.h - leading(Face::Text)) / 2, Face::Strong, theme().muted,
          "\xE2\x86\x93");

    bool open = activated(c) || (c.focused && (shortcut(Key::Down) || shortcut(Key::F4)));
    bool changed = false;
    if (c.focused && !codes.empty() && (shortcut(Key::Delete) || shortcut(Key::Backspace))) {
        codes.clear();
        changed = true;
    }
    if (c.focused && event_.kind == Event::Kind::Text) open = true;  // its letter begins the search
    if (open) {
        choices_.owner = c.id;
        choices_.search.set("");
        choices_.at = 0;
        if (event_.kind == Event::Kind::Text) clipboard_events(choices_.search);
        event_ = {};
        focus("choices.search");
    }
    if (choices_.owner == c.id) {
        choices_.seen = true;
        if (const auto chosen = std::exchange(choices_.chosen, std::nullopt)) {
            if (!several)
                codes = {*chosen};
            else if (holds(codes, *chosen))
                std::erase(codes, *chosen);
            else
                codes.push_back(*chosen);
            changed = true;
            again_ = true;
            if (!several) {
                close_choices();
                focus(words.key);
            }
        }
        if (choices_.owner != 0)
            choices_.draw = [this, box, codes, several,
                             all = std::vector<Choice>(choices.begin(), choices.end()),
                             name = std::string(words.label), key = std::string(words.key)] {
                draw_choices(box, name, all, codes, several);
                if (choices_.owner == 0) focus(key);
            };
    }
    field_end(words, box);
    return changed;
}

void Kit::close_choices()
{
    choices_.owner = 0;
    choices_.draw = nullptr;
    again_ = true;
}

void Kit::choice_row(const Choice& choice, const Rect& r, bool here, bool chosen, bool several)
{
    const Id id = id_of(kRoot, "choice", choice.code);
    Node& node = add(id, flow().id, Role::Choice, "choices." + choice.code, r);
    node.name = choice.label;
    node.description = choice.note;
    node.states |= kSelectable | (chosen ? kSelected : kNoState) | (here ? kPressed : kNoState);
    const bool hovered = pointer_in(r);
    const Colour back = here ? theme().selected : hovered ? theme().faint : theme().sheet;
    if (!(back == theme().sheet)) fill(r, back, px(4));
    const OnSurface on(*this, back);
    const float y = r.y + (r.h - leading(Face::Text)) / 2;
    const float mark = several || chosen ? px(30) : px(10);
    if (several) {
        const Rect tick{r.x + px(8), r.y + r.h / 2 - px(9), px(18), px(18)};
        fill(tick, chosen ? theme().accent : theme().sheet, px(3));
        frame(tick, theme().border, px(3));
    } else if (chosen) {
        disc(r.x + px(16), r.y + r.h / 2, px(5), theme().accent);
    }
    const std::string_view more = beside_label(choice);
    const float wide = more.empty() ? 0 : text_width(Face::Small, more) + px(12);
    paint(r.x + mark + px(4), y, Face::Text, theme().ink, choice.label, 0, r.w - mark - wide - px(16));
    paint(r.right() - wide, r.y + (r.h - leading(Face::Small)) / 2, Face::Small, theme().muted, more);
    const bool pressed = event_.kind == Event::Kind::Down && hovered;
    if (pressed || take_ask(Ask::What::Press, id)) {
        choices_.chosen = choice.code;
        event_ = {};
        again_ = true;
    }
}

void Kit::draw_choices(const Rect& anchor, std::string_view name, std::span<const Choice> choices,
                       const std::vector<std::string>& codes, bool several)
{
    const float row = px(38);
    const float head = px(space::kControl) + px(16);
    const auto kept = matching(choices, choices_.search.text());
    const float most = std::max(px(120), std::min(px(440), view_.height - px(16)));
    const float high =
        std::min(most, head + row * static_cast<float>(std::max<std::size_t>(kept.size(), 1)) + px(12));
    const float wide = std::min(std::max(anchor.w, px(320)), view_.width - px(16));
    float y = anchor.bottom() + px(4);
    if (y + high > view_.height) y = std::max(px(8), anchor.y - px(4) - high);
    if (y + high > view_.height) y = std::max(px(8), view_.height - high - px(8));
    const Rect r{std::clamp(anchor.x, px(8), std::max(px(8), view_.width - wide - px(8))), y, wide, high};
    if ((event_.kind == Event::Kind::Down && !r.holds(event_.x, event_.y)) || shortcut(Key::Escape)) {
        event_ = {};
        close_choices();
        return;
    }
    choices_.at = std::min(choices_.at, kept.empty() ? 0 : kept.size() - 1);
    const bool down = shortcut(Key::Down);
    if (down && choices_.at + 1 < kept.size()) ++choices_.at;
    const bool up = !down && shortcut(Key::Up);
    if (up && choices_.at > 0) --choices_.at;
    if (shortcut(Key::Enter) && !kept.empty()) {
        choices_.chosen = kept[choices_.at]->code;
        again_ = true;
    }
    add(id_of(kRoot, "dialog", "choices"), kRoot, Role::Dialog, "choices", r).name = name;
    card(r);
    const OnSurface on(*this, theme().sheet);
    const auto before = choices_.search.version();
    place({r.x + px(8), r.y + px(8), r.w - px(16), px(space::kControl)});
    const std::string hint = choices_.asked != 0 ? std::string(name) + ": type to find" : "Type to find";
    text_field({.key = "choices.search", .label = {}, .placeholder = hint}, choices_.search);
    if (before != choices_.search.version()) choices_.at = 0;
    const Pane list(*this, "choices.list", "Choices",
                    {r.x + px(4), r.y + head, r.w - px(8), r.h - head - px(4)}, px(4));
    if (kept.empty()) text("choices.none", "Nothing fits these letters");
    for (std::size_t i = 0; i < kept.size(); ++i) {
        const Rect slot = take_slot(0, row - px(space::kSmall));
        const Rect line{slot.x, slot.y - px(4), slot.w, row};
        const bool here = i == choices_.at;
        if (here && (up || down)) bring_into_view(line);
        choice_row(*kept[i], line, here, holds(codes, kept[i]->code), several);
    }
}

void Kit::date_field(const FieldWords& words, text::Editor& edit, std::string_view reading, bool unsure)
{
    text_field(words, edit);
    if (reading.empty()) return;
    const Face face = unsure ? Face::SmallStrong : Face::Small;
    const Rect r = take_slot(0, text_height(face, reading, flow_width()));
    const std::string key = std::string(words.key) + ".reading";
    Node& node = add(id_of(kRoot, "reading", words.key), flow().id, Role::Status, key, r);
    node.name = reading;
    node.live = Live::Polite;
    paint(r.x, r.y, face, unsure ? tone(ToneName::Amber).ink : theme().muted, reading, r.w);
}

bool Kit::check_box(std::string_view key, std::string_view label, bool& on)
{
    const Rect r =
        take_slot(0, std::max(px(space::kControl), text_height(Face::Text, label, flow_width() - px(40))));
    const Control c = control(Role::CheckBox, key, label, r);
    if (on) tree_.nodes[c.node].states |= kPressed;
    const Rect box{r.x + px(2), r.y + px(10), px(24), px(24)};
    fill(box, on ? theme().accent : c.hovered ? theme().selected : theme().sheet, px(4));
    frame(box, theme().border, px(4), std::max(1.0F, px(2)));
    if (on) {
        const Point low{box.x + box.w * 0.42F, box.y + box.h * 0.72F};
        line({box.x + box.w * 0.22F, box.y + box.h * 0.52F}, low, theme().on_accent, px(2.5F));
        line(low, {box.x + box.w * 0.78F, box.y + box.h * 0.30F}, theme().on_accent, px(2.5F));
    }
    paint(r.x + px(38), r.y + px(10), Face::Text, theme().ink, label, r.w - px(40));
    if (c.focused) ring(r, px(6));
    if (!activated(c)) return false;
    on = !on;
    return true;
}

bool Kit::tabs(std::string_view key, std::string_view name, std::span<const std::string> names, int& at)
{
    const float high = px(space::kControl);
    const auto wide = [&](const std::string& label) { return text_width(Face::Strong, label) + px(28); };
    int rows = 1;  // what does not fit goes on in a row below
    float used = 0;
    for (const std::string& label : names) {
        if (used > 0 && used + wide(label) > flow_width()) {
            ++rows;
            used = 0;
        }
        used += wide(label);
    }
    const Rect all = take_slot(0, high * static_cast<float>(rows));
    fill({all.x, all.bottom() - 1, all.w, 1}, theme().line);
    float x = all.x, y = all.y;
    bool changed = false;
    for (int i = 0; i < static_cast<int>(names.size()); ++i) {
        const std::string& label = names[static_cast<std::size_t>(i)];
        const bool here = i == at;
        const Face face = here ? Face::Strong : Face::Text;
        if (x > all.x && x + wide(label) > all.right() + 0.5F) {
            x = all.x;
            y += high;
        }
        const Rect r{x, y, wide(label), high};
        x = r.right();
        const std::string tab_key = std::string(key) + "." + std::to_string(i);
        Control c;
        if (here) {
            c = control(Role::Tab, tab_key, label, r);
        } else {
            c.id = id_of(kRoot, to_text(Role::Tab), tab_key);
            c.node = tree_.nodes.size();
            add(c.id, flow().id, Role::Tab, tab_key, r).name = label;
            c.hovered = pointer_in(r);
        }
        tree_.nodes[c.node].description = name;
        tree_.nodes[c.node].states |= kSelectable | (here ? kSelected : kNoState);
        if (c.hovered && !here) fill(r, theme().selected, px(4));
        paint(r.x + px(14), r.y + (r.h - leading(face)) / 2, face, here ? theme().accent : theme().ink,
              label);
        if (here) fill({r.x + px(8), r.bottom() - px(4), r.w - px(16), px(4)}, theme().accent, px(2));
        if (c.focused) ring(r, px(6));
        int to = at;
        if (!here && (take_ask(Ask::What::Press, c.id) || (event_.kind == Event::Kind::Down && c.hovered)))
            to = i;
        if (c.focused && shortcut(Key::Right)) to = (at + 1) % static_cast<int>(names.size());
        if (c.focused && shortcut(Key::Left))
            to = (at + static_cast<int>(names.size()) - 1) % static_cast<int>(names.size());
        if (to == at) continue;
        at = to;
        focus(std::string(key) + "." + std::to_string(at));
        changed = true;
        break;
    }
    return changed;
}

bool Kit::dialog(std::string_view key, std::string_view title, float width, std::function<void()> inside)
{
    if (sheet_.escaped == key && !std::exchange(sheet_.escaped, {}).empty()) {
        again_ = true;
        return false;
    }
    sheet_.draw = [this, key = std::string(key), title = std::string(title), width,
                   inside = std::move(inside)] {
        veil();
        const float wide = std::min(px(width), view_.width - px(32));
        const float pad = px(space::kLarge);
        PaneMemory& m = memory(id_of(kRoot, "dialog", key));
        const float high = std::min(m.content > 0 ? m.content : px(200), view_.height - px(32));
        const Rect r{std::round((view_.width - wide) / 2), std::round((view_.height - high) / 2), wide, high};
        add(id_of(kRoot, "dialog", key), kRoot, Role::Dialog, key, r).name = title;
        card(r);
        const OnSurface on(*this, theme().sheet);
        const float inner = [&] {
            const Pane pane(*this, key + ".pane", title, r, pad);
            heading(key + ".title", title, 2);
            inside();
            return flow_used() + pad;
        }();
        PaneMemory& after = memory(id_of(kRoot, "dialog", key));
        if (std::abs(after.content - inner) > 0.5F) {
            after.content = inner;
            again_ = true;
        }
    };
    sheet_.key = key;
    return true;
}

// From here on what is drawn has the events, and alone can be reached.
void Kit::begin_over()
{
    under_ = false;
    event_ = std::exchange(held_, {});
    stops_.clear();
    last_scrollers_.clear();
}

void Kit::draw_over()
{
    const bool was_open = std::exchange(sheet_.open, static_cast<bool>(sheet_.draw));
    if (sheet_.draw) {
        const bool over = choices_.owner != 0;
        if (!was_open) {
            sheet_.before = focus_;
            again_ = true;
        }
        if (!over && was_open) begin_over();
        if (!was_open) stops_.clear();
        const auto draw = std::exchange(sheet_.draw, nullptr);
        draw();
        if (!was_open && !stops_.empty()) set_focus(stops_.front(), true);
        if (was_open && shortcut(Key::Escape)) {
            sheet_.escaped = sheet_.key;
            again_ = true;
        }
    } else if (was_open && sheet_.before != 0) {
        set_focus(std::exchange(sheet_.before, 0), true);
    }
    const bool seen = std::exchange(choices_.seen, false);
    if (choices_.owner != 0 && !seen) close_choices();
    if (choices_.draw) {
        if (under_)
            begin_over();
        else
            stops_.clear();
        const auto draw = std::exchange(choices_.draw, nullptr);
        draw();
    }
    under_ = false;
}

}  // namespace ui
