#include "app/ui/screens/chronology_row.h"

#include <algorithm>
#include <cmath>

namespace ui {

namespace {

constexpr float kPad = 14;      // design pixels above and below the words
constexpr float kGapLine = 32;  // height of a gap line
constexpr int kMostLines = 5;

// Themes and the like are words under the chips.
std::string plain_coding(const ChronologyRow& row)
{
    std::string words;
    for (const Chip& chip : row.coding)
        if (chip.tone == ToneName::Plain) words += (words.empty() ? "" : "; ") + chip.text;
    if (!row.also.empty())
        words += std::string(words.empty() ? "" : "\n") +
                 (row.also.size() == 1 ? "two sources" : "several sources");
    return words;
}

// Where each chip stands, from the left and the top; returns their height.
template <class PaintChip>
float lay_coding(const Kit& kit, const ChronologyRow& row, float width, PaintChip paint_chip)
{
    float x = 0, y = 0;
    for (const Chip& chip : row.coding) {
        if (chip.tone == ToneName::Plain) continue;
        const float w = std::min(width, kit.chip_width(chip));
        if (x > 0 && x + w > width) {
            x = 0;
            y += kit.chip_height() + kit.px(4);
        }
        paint_chip(x, y, chip);
        x += w + kit.px(6);
    }
    return x > 0 ? y + kit.chip_height() + kit.px(4) : 0;
}

float coding_height(const Kit& kit, const ChronologyRow& row, float width)
{
    const float chips = lay_coding(kit, row, width, [](float, float, const Chip&) {});
    const std::string words = plain_coding(row);
    return chips + (words.empty() ? 0 : kit.text_height(Face::Small, words, width));
}

void paint_coding(Kit& kit, const ChronologyRow& row, float left, float top, float width)
{
    const float chips = lay_coding(kit, row, width, [&](float x, float y, const Chip& chip) {
        kit.paint_chip(left + x, top + y, chip, width);
    });
    kit.paint(left, top + chips, Face::Small, kit.theme().muted, plain_coding(row), width);
}

struct Heights3 {
    float when, words, coding;
};

Heights3 measure(const Kit& kit, const ChronologyRow& row, const RowPlan& plan, const ReviewHead& head)
{
    const bool identified = head.identified();
    const std::string date = row_date(row, identified);
    const std::string reading = row_reading(row, identified);
    float when = kit.text_height(Face::Strong, date, plan.when_w);
    if (!reading.empty()) when += kit.text_height(Face::Small, reading, plan.when_w) + kit.px(2);
    if (const std::string life = row_life(row, identified); !life.empty())
        when += kit.text_height(Face::Small, life, plan.when_w);
    const std::string words = kit.shortened(Face::Text, row_words(row, head), plan.what_w, kMostLines);
    float what = kit.text_height(Face::Text, words, plan.what_w);
    if (const std::string outcome = row_outcome(row, head); !outcome.empty())
        what +=
            kit.text_height(Face::Small, kit.shortened(Face::Small, outcome, plan.what_w, 2), plan.what_w) +
            kit.px(3);
    return {when, what, coding_height(kit, row, plan.coding_w)};
}

struct Badge {
    std::string letter;
    Tone tone;
};

Badge badge_of(const Kit& kit, const ChronologyScreen& screen, int agency)
{
    if (agency < 0 || agency >= static_cast<int>(screen.agencies.size()))
        return {"?", kit.tone(ToneName::Plain)};
    const Agency& one = screen.agencies[static_cast<std::size_t>(agency)];
    return {one.letter, kit.theme().agencies[static_cast<std::size_t>(one.tone)]};
}

// A contact of two agencies has both badges, the second half under the first and its letters beside it; of
// more, how many more there are.
void paint_badges(Kit& kit, const ChronologyScreen& screen, const ChronologyRow& row, const RowPlan& plan,
                  const Rect& r, float y, Colour back)
{
    const float radius = kit.px(13);
    const Badge first = badge_of(kit, screen, row.agency);
    if (row.also.empty()) return kit.paint_badge(r.x + plan.disc, y, radius, first.letter, first.tone);
    const Badge second = row.also.size() == 1
                             ? badge_of(kit, screen, row.also.front())
                             : Badge{"+" + std::to_string(row.also.size()), kit.tone(ToneName::Plain)};
    const auto half = [&](const Badge& badge) { return kit.text_width(Face::SmallStrong, badge.letter) / 2; };
    const float cover = std::max(radius, half(first) + kit.px(3)) + kit.px(2);
    const float x = r.x + kit.px(6) + cover;
    kit.paint_badge(x + cover + half(second), y, radius, second.letter, second.tone);
    kit.disc(x, y, cover, back);
    kit.paint_badge(x, y, radius, first.letter, first.tone);
}

}  // namespace

namespace {

// Beside a weekday there is room for the age; a longer reading has its line for itself.
bool age_beside(const ChronologyRow& row, std::string_view reading)
{
    constexpr std::size_t kShort = 14;
    return !row.age.empty() && !reading.empty() && reading.size() <= kShort && row.age.size() <= kShort;
}

}  // namespace

RowPlan plan_row(const Kit& kit, float width)
{
    RowPlan plan;
    const float right = kit.px(20);
    plan.disc = kit.px(32);
    plan.when = kit.px(62);
    const float design = width / kit.px(1);
    if (design < 620) {
        plan.stacked = true;
        plan.when_w = width - plan.when - right;
        plan.what = plan.coding = plan.when;
        plan.what_w = plan.coding_w = plan.when_w;
        return plan;
    }
    plan.when_w = kit.px(design < 760 ? 160 : 210);
    plan.coding_w = kit.px(design < 760 ? 150 : 180);
    plan.what = plan.when + plan.when_w + kit.px(20);
    plan.coding = width - right - plan.coding_w;
    plan.what_w = plan.coding - kit.px(20) - plan.what;
    return plan;
}

std::string row_date(const ChronologyRow& row, bool identified)
{
    return identified && !row.written.empty() ? row.written : row.date;
}

std::string row_reading(const ChronologyRow& row, bool identified)
{
    std::string words = row.day;
    if (identified && !row.written.empty() && row.written != row.date) {
        // "Friday" goes before the date, "approximate" after it.
        const bool weekday = row.day.ends_with("day");
        words = row.day.empty() ? row.date : weekday ? row.day + " " + row.date : row.date + ", " + row.day;
    }
    return age_beside(row, words) ? words + "  \xC2\xB7  " + row.age : words;
}

std::string row_life(const ChronologyRow& row, bool identified)
{
    const bool beside = row_reading(row, identified).ends_with(row.age) && !row.age.empty();
    std::string words = beside ? std::string() : row.age;
    for (const std::string& more : {row.before_death, std::string(row.by_hand ? "placed by hand" : "")})
        if (!more.empty()) words += (words.empty() ? "" : "\n") + more;
    return words;
}

std::string row_words(const ChronologyRow& row, const ReviewHead& head)
{
    if (head.folds()) return "Folded";
    const bool identified = head.identified();
    if (!row.summary.empty()) return row.summary;
    if (identified) return row.what;
    return row.open_line.empty() ? "Not yet coded" : row.open_line;
}

std::string row_outcome(const ChronologyRow& row, const ReviewHead& head)
{
    if (head.folds()) return {};
    if (head.identified()) return row.outcome;
    if (row.summary.empty()) return row.open_line.empty() ? "" : "Not yet coded";
    return row.open_line;
}

float row_lead(const Kit& kit, const ChronologyRow& row)
{
    return row.gap.empty() ? 0 : kit.px(kGapLine);
}

float row_height(const Kit& kit, const ChronologyRow& row, const RowPlan& plan, const ReviewHead& head)
{
    const Heights3 h = measure(kit, row, plan, head);
    const float gap = row_lead(kit, row);
    if (plan.stacked)
        return gap + h.when + kit.px(6) + h.words + (h.coding > 0 ? h.coding + kit.px(8) : 0) +
               kit.px(2 * kPad);
    return gap + std::max({h.when, h.words, h.coding}) + kit.px(2 * kPad);
}

void paint_row(Kit& kit, const ChronologyScreen& screen, const ChronologyRow& row, const RowPlan& plan,
               const Rect& all, const RowLook& look)
{
    const Theme& t = kit.theme();
    Rect r = all;
    if (!row.gap.empty()) {
        const Rect band{r.x, r.y, r.w, kit.px(kGapLine)};
        kit.fill(band, t.faint);
        const Kit::OnSurface faint(kit, t.faint);
        kit.paint(r.x + plan.what, r.y + (band.h - kit.leading(Face::Small)) / 2, Face::Small, t.muted,
                  row.gap, 0, r.w - plan.what - kit.px(kPad));
        r.y += band.h;
        r.h -= band.h;
    }
    const Colour back = kit.row_ground(r, look);
    const Kit::OnSurface on(kit, back);
    const ReviewHead& head = screen.head;
    const bool identified = head.identified();
    const Heights3 h = measure(kit, row, plan, head);
    const float top = r.y + kit.px(kPad);
    paint_badges(kit, screen, row, plan, r, top + kit.leading(Face::Strong) / 2, back);
    float y =
        top + kit.paint(r.x + plan.when, top, Face::Strong, t.ink, row_date(row, identified), plan.when_w);
    const std::string reading = row_reading(row, identified);
    if (!reading.empty())
        y +=
            kit.px(2) + kit.paint(r.x + plan.when, y + kit.px(2), Face::Small, t.muted, reading, plan.when_w);
    kit.paint(r.x + plan.when, y, Face::Small, t.muted, row_life(row, identified), plan.when_w);
    const float words_top = plan.stacked ? top + h.when + kit.px(6) : top;
    const bool missing = head.folds() || (!identified && row.summary.empty() && row.open_line.empty());
    y = words_top + kit.paint(r.x + plan.what, words_top, Face::Text, missing ? t.muted : t.ink,
                              kit.shortened(Face::Text, row_words(row, head), plan.what_w, kMostLines),
                              plan.what_w);
    kit.paint(r.x + plan.what, y + kit.px(3), Face::Small, t.muted,
              kit.shortened(Face::Small, row_outcome(row, head), plan.what_w, 2), plan.what_w);
    paint_coding(kit, row, r.x + plan.coding,
                 plan.stacked ? words_top + h.words + kit.px(8) : top - kit.px(1), plan.coding_w);
    kit.fill({r.x + kit.px(16), r.bottom() - 1, r.w - kit.px(32), 1}, t.line);
}

}  // namespace ui
