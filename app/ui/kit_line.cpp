// One drawn line of a text being edited: letters, and citations as chips.
#include <algorithm>
#include <cmath>

#include "app/ui/kit.h"

namespace ui {

namespace {

constexpr float kWidestChip = 300, kChipPad = 7;  // design pixels
constexpr std::string_view kGone = "Record not found";

}  // namespace

const Citable* Kit::cited(std::string_view token) const
{
    const auto found = model::citations(token);
    if (found.empty()) return nullptr;
    const auto known = aid_.known.find(citation_key(found[0].kind, found[0].id));
    return known == aid_.known.end() ? nullptr : &known->second;
}

std::string Kit::chip_words(std::string_view token) const
{
    const auto* record = cited(token);
    if (record == nullptr) return "…";
    return record->label.empty() ? std::string(kGone) : record->label;
}

std::string Kit::spoken(std::string_view text) const
{
    return model::with_words(text, [&](const model::Citation& one) {
        return chip_words(text.substr(one.from, one.to - one.from));
    });
}

std::vector<Kit::Piece> Kit::pieces(std::string_view line) const
{
    std::vector<Piece> made;
    float x = 0;
    const auto add = [&](std::size_t from, std::size_t to, bool chip) {
        if (from == to) return;
        const auto words = line.substr(from, to - from);
        const float w =
            chip ? std::min(px(kWidestChip), text_width(Face::Small, chip_words(words)) + 2 * px(kChipPad))
                 : text_width(Face::Text, words);
        made.push_back({{from, to}, x, w, chip});
        x += w;
    };
    std::size_t at = 0;
    for (const auto& atom : citation_ranges(line)) {
        add(at, atom.from, false);
        add(atom.from, atom.to, true);
        at = atom.to;
    }
    add(at, line.size(), false);
    return made;
}

float Kit::line_width(std::string_view line) const
{
    const auto all = pieces(line);
    return all.empty() ? 0 : all.back().x + all.back().w;
}

float Kit::line_x(std::string_view line, std::size_t at) const
{
    float x = 0;
    for (const Piece& piece : pieces(line)) {
        if (at < piece.range.from) break;
        if (at >= piece.range.to)
            x = piece.x + piece.w;
        else if (piece.chip)
            x = piece.x;
        else
            x = piece.x + words_x(line.substr(piece.range.from, piece.range.to - piece.range.from),
                                  at - piece.range.from);
    }
    return x;
}

std::size_t Kit::line_at(std::string_view line, float x) const
{
    for (const Piece& piece : pieces(line)) {
        const bool last = piece.range.to == line.size();
        if (x >= piece.x + piece.w && !last) continue;
        if (piece.chip) return x < piece.x + piece.w / 2 ? piece.range.from : piece.range.to;
        const auto words = line.substr(piece.range.from, piece.range.to - piece.range.from);
        if (!fonts_->plain(Face::Text, words))
            return piece.range.from + fonts_->shaped(Face::Text, words).at(x - piece.x);
        std::size_t here = 0;
        float left = piece.x;
        while (here < words.size()) {
            const std::size_t next = text::after(words, here, text::Step::Cluster);
            const float right = piece.x + text_width(Face::Text, words.substr(0, next));
            if (x < (left + right) / 2) break;
            here = next;
            left = right;
        }
        return piece.range.from + here;
    }
    return line.size();
}

// Letters between the ends of a range need not stand beside each other where a line runs both ways.
void Kit::fill_range(std::string_view line, text::Range range, const Rect& at, Colour c)
{
    for (const Piece& piece : pieces(line)) {
        const std::size_t from = std::max(range.from, piece.range.from);
        const std::size_t to = std::min(range.to, piece.range.to);
        if (from >= to) continue;
        const auto words = line.substr(piece.range.from, piece.range.to - piece.range.from);
        if (piece.chip || fonts_->plain(Face::Text, words)) {
            const float left = line_x(line, from);
            fill({at.x + left, at.y, line_x(line, to) - left, at.h}, c);
            continue;
        }
        for (const auto& letter : fonts_->shaped(Face::Text, words).letters)
            if (piece.range.from + letter.range.from < to && piece.range.from + letter.range.to > from)
                fill({at.x + piece.x + letter.left, at.y, letter.right - letter.left, at.h}, c);
    }
}

float Kit::words_x(std::string_view words, std::size_t at) const
{
    if (fonts_->plain(Face::Text, words)) return text_width(Face::Text, words.substr(0, at));
    return fonts_->shaped(Face::Text, words).x_of(at);
}

void Kit::paint_pieces(std::string_view line, float x, float y, std::size_t offset, const Control& field,
                       Prose& prose)
{
    const float tall = leading(Face::Text);
    for (const Piece& piece : pieces(line)) {
        const auto words = line.substr(piece.range.from, piece.range.to - piece.range.from);
        if (!piece.chip) {
            paint(x + piece.x, y, Face::Text, theme().ink, words);
            continue;
        }
        const Rect r{x + piece.x + px(1), y + px(1), piece.w - px(2), tall - px(2)};
        paint_citation(words, r, offset + piece.range.from, field, prose);
    }
}

void Kit::paint_citation(std::string_view token, const Rect& r, std::size_t offset, const Control& field,
                         Prose& prose)
{
    const auto* record = cited(token);
    const auto found = model::citations(token);
    const auto key = citation_key(found[0].kind, found[0].id);
    if (record == nullptr) aid_.wanted.insert(key);
    const bool gone = record != nullptr && record->label.empty();
    const Tone& t = tone(gone ? ToneName::Red : ToneName::Accent);
    const bool over = pointer_in(r);
    fill(r, t.wash, px(4));
    frame(r, over ? t.ink : t.wash, px(4), std::max(1.0F, px(1)));
    const OnSurface on(*this, t.wash);
    const auto words = chip_words(token);
    paint(r.x + px(kChipPad) - px(1), y_middle(r, Face::Small), Face::Small, t.ink, words, 0,
          r.w - 2 * px(kChipPad) + px(3));

    // Not a stop of its own: the caret passes it, and the menu of the field goes there by the keyboard.
    const Id id = id_of(field.id, "citation", std::to_string(offset));
    Node& node =
        add(id, field.id, Role::Button, tree_.nodes[field.node].key + ".cites." + std::to_string(offset), r);
    node.name = "Citation: " + words;
    if (record != nullptr) node.description = record->note;
    bool pressed = take_ask(Ask::What::Press, id);
    if (event_.kind == Event::Kind::Up && over && prose.chip_down == offset &&
        prose.editor.selection().from == prose.editor.selection().to)
        pressed = true;
    if (pressed && record != nullptr && !gone) {
        aid_.go = *record;
        again_ = true;
    }
}

float Kit::y_middle(const Rect& r, Face face) const
{
    return r.y + (r.h - leading(face)) / 2;
}

}  // namespace ui
