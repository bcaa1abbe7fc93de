// What is offered for a place in a text: spellings, the clipboard, finding, citations.
#include <algorithm>
#include <utility>

#include "app/ui/kit.h"

namespace ui {

namespace {

constexpr float kMenuRow = 38, kMenuWide = 340;  // design pixels
constexpr std::string_view kSpell = "spell.", kCite = "cite.";

}  // namespace

// The word or citation at the caret decides what is offered.
void Kit::open_menu(Prose& prose, const Control& field, float x, float y)
{
    ProseMenu menu;
    menu.x = x;
    menu.y = y;
    const auto& editor = prose.editor;
    const std::size_t at = editor.caret();
    const std::string_view text = editor.text();
    if (const auto atom = editor.atom_at(at); atom) {
        const auto one = model::citations(text.substr(atom->from, atom->to - atom->from));
        menu.id = citation_key(one[0].kind, one[0].id);
    } else if (aid_.speller != nullptr) {
        for (const std::size_t place : {at, at == 0 ? at : at - 1}) {
            const auto word = editor.word_at(place);
            const auto spelled = text.substr(word.from, word.to - word.from);
            if (aid_.speller->look(spelled) != text::Speller::Verdict::Wrong) continue;
            menu.word = word;
            menu.spelled = spelled;
            break;
        }
    }
    prose.menu = std::move(menu);
    choices_ = {};
    choices_.owner = field.id;
    choices_.seen = true;
    again_ = true;
    wanted_focus_.clear();
}

void Kit::open_citations(Prose& prose, const Control& field, float x, float y)
{
    prose.menu = ProseMenu{.what = ProseMenu::What::Citations, .x = x, .y = y};
    choices_ = {};
    choices_.owner = field.id;
    choices_.seen = true;
    aid_.offered.clear();
    aid_.offered_for.reset();
    aid_.looked = "";
    again_ = true;
    focus("cite.search");
}

std::vector<Kit::MenuRow> Kit::menu_rows(const Prose& prose) const
{
    const ProseMenu& menu = *prose.menu;
    std::vector<MenuRow> rows;
    if (!menu.spelled.empty()) {
        const auto offered = aid_.speller->suggestions(menu.spelled);
        if (!offered) rows.push_back({"", "Looking for spellings", "", false});
        if (offered && offered->empty()) rows.push_back({"", "No spelling to suggest", "", false});
        if (offered)
            for (const auto& one : *offered) rows.push_back({std::string(kSpell) + one, one, "", true});
        if (aid_.in_review) rows.push_back({"add", "Add to this review's words", "", true});
    }
    if (!menu.id.empty()) rows.push_back({"go", "Go to the cited record", "Ctrl+Enter", true});
    const bool some = !prose.editor.selected().empty();
    rows.push_back({"cut", "Cut", "Ctrl+X", some});
    rows.push_back({"copy", "Copy", "Ctrl+C", some});
    rows.push_back({"paste", "Paste", "Ctrl+V", clipboard_ != nullptr});
    rows.push_back({"find", "Find", "Ctrl+F", true});
    rows.push_back({"replace", "Find and replace", "Ctrl+H", true});
    if (aid_.in_review) rows.push_back({"cite", "Cite a record", "Ctrl+Shift+C", true});
    return rows;
}

Rect Kit::over_rect(float x, float y, float wide, float high) const
{
    const float room = px(8);
    const float w = std::min(wide, view_.width - 2 * room);
    const float h = std::min(high, view_.height - 2 * room);
    float top = y + leading(Face::Text) + px(4);
    if (top + h > view_.height - room) top = y - px(4) - h;
    return {std::clamp(x, room, std::max(room, view_.width - w - room)),
            std::clamp(top, room, std::max(room, view_.height - h - room)), w, h};
}

// True when Escape, or a press beside it, closed what lies over the screen.
bool Kit::over_left(const Rect& r)
{
    const bool beside = (event_.kind == Event::Kind::Down || event_.kind == Event::Kind::Context) &&
                        !r.holds(event_.x, event_.y);
    if (!beside && !shortcut(Key::Escape)) return false;
    event_ = {};
    close_choices();
    return true;
}

void Kit::menu_row(const MenuRow& row, const Rect& r, bool here)
{
    const std::string key = "menu." + (row.code.empty() ? std::string("none") : row.code);
    const Control c = control(Role::Choice, key, row.label, r, row.enabled);
    tree_.nodes[c.node].shortcut = row.keys;
    const Colour back = row.enabled && (here || c.hovered) ? theme().selected : theme().sheet;
    if (!(back == theme().sheet)) fill(r, back, px(4));
    const OnSurface on(*this, back);
    const bool spelling = row.code.starts_with(kSpell);
    const Face face = spelling ? Face::Strong : Face::Text;
    const float keys = row.keys.empty() ? 0 : text_width(Face::Small, row.keys) + px(20);
    paint(r.x + px(12), y_middle(r, face), face, row.enabled ? theme().ink : theme().muted, row.label, 0,
          r.w - px(20) - keys);
    if (keys > 0)
        paint(r.right() - keys + px(8), y_middle(r, Face::Small), Face::Small, theme().muted, row.keys);
    if (activated(c)) {
        choices_.chosen = row.code;
        again_ = true;
    }
}

void Kit::draw_menu(float x, float y, const std::vector<MenuRow>& rows)
{
    const Rect r = over_rect(x, y, px(kMenuWide), px(kMenuRow) * static_cast<float>(rows.size()) + px(12));
    if (over_left(r)) return;
    std::vector<std::size_t> open;
    for (std::size_t i = 0; i < rows.size(); ++i)
        if (rows[i].enabled) open.push_back(i);
    if (!open.empty()) {
        choices_.at = std::min(choices_.at, open.size() - 1);
        const std::size_t n = open.size();
        if (shortcut(Key::Down)) choices_.at = (choices_.at + 1) % n;
        if (shortcut(Key::Up)) choices_.at = (choices_.at + n - 1) % n;
        wanted_focus_ = "menu." + rows[open[choices_.at]].code;
    }
    add(id_of(kRoot, "dialog", "menu"), kRoot, Role::Dialog, "menu", r).name = "For this place in the text";
    card(r);
    frame(r, theme().border, px(space::kRadius), std::max(1.0F, px(1)));
    const OnSurface on(*this, theme().sheet);
    const Pane list(*this, "menu.list", "Menu", r, px(6));
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const Rect slot = take_slot(0, px(kMenuRow) - px(space::kSmall));
        const bool here = !open.empty() && open[choices_.at] == i;
        menu_row(rows[i], {slot.x, slot.y, slot.w, px(kMenuRow)}, here);
        space(0);
    }
    space(-space::kSmall);
}

void Kit::draw_citations(float x, float y, const std::vector<Citable>& offered, bool waiting)
{
    const float head = px(space::kControl) + px(16);
    const float row = px(56);
    const auto count = static_cast<float>(std::max<std::size_t>(offered.size(), 1));
    const Rect r = over_rect(x, y, px(520), head + std::min(px(420), row * count + px(16)));
    if (over_left(r)) return;
    if (!offered.empty()) {
        choices_.at = std::min(choices_.at, offered.size() - 1);
        if (shortcut(Key::Down) && choices_.at + 1 < offered.size()) ++choices_.at;
        if (shortcut(Key::Up) && choices_.at > 0) --choices_.at;
        const auto take = [&](const Citable& one) {
            choices_.chosen = std::string(kCite) + citation_key(one.kind, one.id);
            again_ = true;
        };
        if (shortcut(Key::Enter)) take(offered[choices_.at]);
    }
    add(id_of(kRoot, "dialog", "cite"), kRoot, Role::Dialog, "cite", r).name = "Cite a record";
    card(r);
    frame(r, theme().border, px(space::kRadius), std::max(1.0F, px(1)));
    const OnSurface on(*this, theme().sheet);
    const auto before = choices_.search.version();
    place({r.x + px(8), r.y + px(8), r.w - px(16), px(space::kControl)});
    text_field({.key = "cite.search", .label = {}, .placeholder = "Find an event, extract or finding"},
               choices_.search);
    if (before != choices_.search.version()) {
        choices_.at = 0;
        aid_.looked = choices_.search.text();
        again_ = true;
    }
    const Pane list(*this, "cite.list", "Records", {r.x + px(4), r.y + head, r.w - px(8), r.h - head - px(4)},
                    px(4));
    if (offered.empty()) text("cite.none", waiting ? "Looking" : "No record has these words");
    for (std::size_t i = 0; i < offered.size(); ++i)
        citation_row(offered[i], take_slot(0, row - px(space::kSmall)), i == choices_.at);
}

void Kit::citation_row(const Citable& one, const Rect& slot, bool here)
{
    const Rect r{slot.x, slot.y - px(4), slot.w, slot.h + px(space::kSmall)};
    const auto id_text = citation_key(one.kind, one.id);
    const Id id = id_of(kRoot, "citable", id_text);
    Node& node = add(id, flow().id, Role::Choice, "cite." + id_text, r);
    node.name = one.label;
    node.description = one.note;
    node.states |= kSelectable | (here ? kSelected : kNoState);
    const bool hovered = pointer_in(r);
    const Colour back = here ? theme().selected : hovered ? theme().faint : theme().sheet;
    if (!(back == theme().sheet)) fill(r, back, px(4));
    const OnSurface on(*this, back);
    paint(r.x + px(10), r.y + px(4), Face::Strong, theme().ink, one.label, 0, r.w - px(20));
    paint(r.x + px(10), r.y + px(4) + leading(Face::Strong), Face::Small, theme().muted, one.note, 0,
          r.w - px(20));
    if (here && choices_.search.version() != 0) bring_into_view(r);
    const bool pressed = event_.kind == Event::Kind::Down && hovered;
    if (!pressed && !take_ask(Ask::What::Press, id)) return;
    choices_.chosen = std::string(kCite) + id_text;
    event_ = {};
    again_ = true;
}

// What was chosen in the frame before; then what lies over the screen in this one.
void Kit::prose_menu(const FieldWords& words, Prose& prose, const Control& field)
{
    if (!prose.menu) return;
    if (choices_.owner != field.id) {
        prose.menu.reset();
        return;
    }
    choices_.seen = true;
    if (const auto chosen = std::exchange(choices_.chosen, std::nullopt)) {
        const ProseMenu menu = *prose.menu;
        close_choices();
        prose.menu.reset();
        focus(words.key);
        chosen_for(words, prose, menu, *chosen, field);
        return;
    }
    const ProseMenu& menu = *prose.menu;
    const auto back = [this, key = std::string(words.key)] {
        if (choices_.owner == 0) focus(key);
    };
    if (menu.what == ProseMenu::What::Menu)
        choices_.draw = [this, x = menu.x, y = menu.y, rows = menu_rows(prose), back] {
            draw_menu(x, y, rows);
            back();
        };
    else
        choices_.draw = [this, x = menu.x, y = menu.y, back] {
            draw_citations(x, y, aid_.offered, aid_.offered_for != choices_.search.text());
            back();
        };
}

void Kit::chosen_for(const FieldWords& words, Prose& prose, const ProseMenu& menu, std::string_view chosen,
                     const Control& field)
{
    auto& editor = prose.editor;
    again_ = true;
    if (chosen.starts_with(kSpell)) {
        std::string spelled;
        for (const char c : chosen.substr(kSpell.size()))
            spelled += c == '\'' ? "\xE2\x80\x99" : std::string(1, c);
        editor.replace(menu.word, spelled);
    } else if (chosen.starts_with(kCite)) {
        const auto key = chosen.substr(kCite.size());
        const auto colon = key.find(':');
        for (const auto& one : aid_.offered)
            if (citation_key(one.kind, one.id) == key) aid_.known.insert_or_assign(std::string(key), one);
        ++aid_.version;
        editor.replace(editor.selection(), model::cite(key.substr(0, colon), key.substr(colon + 1)));
    } else if (chosen == "add") {
        aid_.add_word = menu.spelled;
    } else if (chosen == "go") {
        if (const auto found = aid_.known.find(menu.id); found != aid_.known.end()) aid_.go = found->second;
    } else if (chosen == "cut" || chosen == "copy") {
        copy_from(editor, chosen == "cut");
    } else if (chosen == "paste") {
        paste_into(editor);
    } else if (chosen == "find" || chosen == "replace") {
        open_find(words, prose, chosen == "replace");
    } else if (chosen == "cite") {
        open_citations(prose, field, menu.x, menu.y);
    }
}

}  // namespace ui
