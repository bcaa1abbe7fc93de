#include "app/ui/screens/reviews_screen.h"

#include <algorithm>

#include "app/ui/screens/frame.h"
#include "app/ui/screens/vault_frame.h"

namespace ui {

namespace {

std::string contacts(std::int64_t events)
{
    if (events == 0) return "no contacts yet";
    return grouped(events) + (events == 1 ? " contact or event" : " contacts and events");
}

std::string about(const ReviewCard& review)
{
    return review.type + "  ·  " + review.area;
}

std::vector<Chip> marks(const ReviewCard& review)
{
    std::vector<Chip> chips;
    if (review.demo) chips.push_back({"Demonstration", ToneName::Accent});
    if (!review.writable) chips.push_back({"Handed over: read only", ToneName::Amber});
    if (review.identities_gone) chips.push_back({"Identities destroyed", ToneName::Plain});
    return chips;
}

constexpr float kColumnsFrom = 1000;  // design pixels: from here on the columns stand beside each other
constexpr float kReviewRow = 98, kCardRow = 148;  // high

std::string forms_words(const ReviewCard& review)
{
    if (review.of == 0) return {};
    return std::to_string(review.done) + " of " + std::to_string(review.of) + " forms complete";
}

std::string clock_words(const ReviewCard& review)
{
    return review.left.empty() ? std::string() : review.left + ": " + review.clock;
}

Colour clock_ink(const Kit& kit, const ReviewCard& review)
{
    return review.tone == ToneName::Plain ? kit.theme().ink : kit.tone(review.tone).ink;
}

void paint_chips(Kit& kit, const ReviewCard& review, float right, float y, float& left)
{
    for (const Chip& chip : marks(review)) {
        right -= kit.chip_width(chip);
        kit.paint_chip(right, y, chip);
        right -= kit.px(8);
    }
    left = right;
}

// One under the other: reference, what it is, where it stands, the next clock.
void paint_card(Kit& kit, const ReviewCard& review, const Rect& r)
{
    const Theme& t = kit.theme();
    const float x = r.x + kit.px(space::kLarge);
    const float right = r.right() - kit.px(space::kLarge);
    float chip_x = right;
    paint_chips(kit, review, right, r.y + kit.px(16), chip_x);
    kit.paint(x, r.y + kit.px(16), Face::Strong, t.ink, review.reference, 0, chip_x - x);
    kit.paint(x, r.y + kit.px(43), Face::Text, t.ink, about(review), 0, right - x);
    kit.paint(x, r.y + kit.px(70), Face::Small, t.muted, review.stage + "  ·  " + contacts(review.events), 0,
              right - x);
    const auto clock = kit.shortened(Face::SmallStrong, clock_words(review), right - x, 2);
    kit.paint(x, r.y + kit.px(93), Face::SmallStrong, clock_ink(kit, review), clock, right - x);
}

struct Columns {
    float stage, clock, sent, forms;  ///< shares of the width
};
constexpr Columns kColumnsAt{0.355F, 0.48F, 0.71F, 0.86F};

void paint_wide(Kit& kit, const ReviewCard& review, const Rect& r)
{
    const Theme& t = kit.theme();
    const float pad = kit.px(space::kMedium);
    const float x = r.x + kit.px(space::kLarge);
    const auto at = [&](float share) { return r.x + r.w * share; };
    const float top = r.y + kit.px(16);
    const float low = r.y + kit.px(42);
    float chip_x = at(kColumnsAt.stage) - pad;
    paint_chips(kit, review, chip_x, top, chip_x);
    kit.paint(x, top, Face::Strong, t.ink, review.reference, 0, chip_x - x);
    const float name_w = at(kColumnsAt.stage) - pad - x;
    kit.paint(x, low, Face::Small, t.ink, review.type, 0, name_w);
    kit.paint(x, low + kit.leading(Face::Small), Face::Small, t.muted,
              review.area + "  ·  " + contacts(review.events), 0, name_w);
    const auto two = [&](float from, float to, const std::string& words, Colour ink) {
        const float w = at(to) - at(from) - pad;
        kit.paint(at(from), top + kit.px(2), Face::Small, ink, kit.shortened(Face::Small, words, w, 3), w);
    };
    two(kColumnsAt.stage, kColumnsAt.clock, review.stage, t.ink);
    const float clock_w = at(kColumnsAt.sent) - at(kColumnsAt.clock) - pad;
    kit.paint(at(kColumnsAt.clock), top, Face::Strong, clock_ink(kit, review), review.left, 0, clock_w);
    kit.paint(at(kColumnsAt.clock), low, Face::Small, t.muted,
              kit.shortened(Face::Small, review.clock, clock_w, 2), clock_w);
    two(kColumnsAt.sent, kColumnsAt.forms, review.sent, t.muted);
    if (review.of == 0) return;
    const float forms_w = r.right() - kit.px(space::kLarge) - at(kColumnsAt.forms);
    kit.paint(at(kColumnsAt.forms), top + kit.px(2), Face::Small, t.muted,
              std::to_string(review.done) + " of " + std::to_string(review.of), 0, forms_w);
    kit.share_bar({at(kColumnsAt.forms), low + kit.px(4), forms_w, kit.px(6)},
                  static_cast<float>(review.done) / static_cast<float>(review.of), t.accent);
}

void paint_review(Kit& kit, const ReviewCard& review, bool wide, const Rect& r, const RowLook& look)
{
    const Theme& t = kit.theme();
    const Colour back = kit.row_ground(r, look);
    const Kit::OnSurface on(kit, back);
    if (wide)
        paint_wide(kit, review, r);
    else
        paint_card(kit, review, r);
    kit.fill({r.x + kit.px(space::kLarge), r.bottom() - 1, r.w - kit.px(2 * space::kLarge), 1}, t.line);
}

TableSpec reviews_table(Kit& kit, const ReviewsScreen& screen, bool wide, float width)
{
    TableSpec spec;
    spec.key = "reviews.table";
    spec.name = "Reviews";
    spec.enter = "Enter opens the review";
    spec.header = wide;
    spec.rows = static_cast<std::int64_t>(screen.reviews.size());
    spec.columns = {{"reference", "Review", kit.px(space::kLarge)},
                    {"about", "Type and area", kit.px(space::kLarge), false},
                    {"stage", "Stage", width * kColumnsAt.stage},
                    {"clock", "Next clock", width * kColumnsAt.clock},
                    {"sent", "Last sent", width * kColumnsAt.sent},
                    {"forms", "Complete", width * kColumnsAt.forms},
                    {"marks", "Marks", width * 0.95F, false}};
    const float high = kit.px(wide ? kReviewRow : kCardRow);
    spec.estimate = high;
    const auto at = [&screen](std::int64_t row) -> const ReviewCard& {
        return screen.reviews[static_cast<std::size_t>(row)];
    };
    spec.row_key = [at](std::int64_t row) { return at(row).uuid; };
    spec.height = [high](std::int64_t) { return high; };
    spec.cells = [at](std::int64_t row) -> std::vector<std::string> {
        const ReviewCard& review = at(row);
        std::string all;
        for (const Chip& chip : marks(review)) all += (all.empty() ? "" : ", ") + chip.text;
        return {review.reference,
                about(review),
                review.stage + ", " + contacts(review.events),
                clock_words(review),
                review.sent,
                forms_words(review),
                all};
    };
    spec.paint = [&kit, at, wide](std::int64_t row, const Rect& r, const RowLook& look) {
        paint_review(kit, at(row), wide, r, look);
    };
    return spec;
}

void reviews_list(Kit& kit, ReviewsScreen& screen, Requests& requests)
{
    const float width = kit.flow_width();
    const float top = kit.flow_y();
    const bool wide = width / kit.px(1) >= kColumnsFrom;
    const float tall = kit.px(wide ? kReviewRow : kCardRow) *
                           static_cast<float>(std::min<std::size_t>(screen.reviews.size(), 6)) +
                       (wide ? kit.px(40) : 0) + 1;
    const Rect r{kit.take_slot(0, tall).x, top, width, tall};
    const Rect inside = kit.card(r);
    const Kit::OnSurface sheet(kit, kit.theme().sheet);
    const TableResult result = kit.table(reviews_table(kit, screen, wide, inside.w), screen.table, inside);
    if (screen.table.selected < 0) screen.table.selected = 0;
    kit.space(space::kMedium);
    const bool open = kit.button("reviews.open", "Open review", ButtonLook::Primary, {}, !screen.opening);
    if (!screen.opening && (open || result.entered)) {
        const std::int64_t row = result.entered.value_or(screen.table.selected);
        screen.opening = true;
        requests.emplace_back(OpenReview{screen.reviews[static_cast<std::size_t>(row)].uuid});
    }
    kit.beside();
    if (kit.button("reviews.new", "New review", ButtonLook::Secondary, {}, !screen.opening))
        screen.new_review = true;
    kit.beside();
    if (kit.button("reviews.demos", "Open a demonstration case", ButtonLook::Quiet, {}, !screen.opening))
        screen.choosing_demo = true;
}

void demo_lines(Kit& kit, ReviewsScreen& screen)
{
    for (std::size_t i = 0; i < screen.demos.size(); ++i)
        if (kit.line({"reviews.demo." + std::to_string(i),
                      screen.demos[i].name,
                      screen.demos[i].about,
                      {},
                      i > 0})) {
            screen.build_demo = screen.demos[i].name;
            screen.choosing_demo = false;
        }
}

void demo_sheet(Kit& kit, ReviewsScreen& screen)
{
    if (!screen.choosing_demo) return;
    const bool stays = kit.dialog("reviews.demos.sheet", "Open a demonstration case", 640, [&kit, &screen] {
        kit.text("reviews.demos.about",
                 "Invented from beginning to end. It is marked as a demonstration and kept out of every "
                 "statistic.");
        demo_lines(kit, screen);
        if (kit.button("reviews.demos.no", "Cancel", ButtonLook::Secondary)) screen.choosing_demo = false;
    });
    if (!stays) screen.choosing_demo = false;
    if (!screen.build_demo.empty()) kit.wake_in(0);
}

void empty_list(Kit& kit, ReviewsScreen& screen)
{
    kit.text("reviews.empty", "This vault holds no review yet.");
    if (kit.button("reviews.new", "New review", ButtonLook::Primary, {}, !screen.opening))
        screen.new_review = true;
    if (screen.demos.empty()) return;
    kit.space(space::kMedium);
    const Rect at = kit.take_slot(0, 0);
    kit.card_flow({at.x, at.y, std::min(at.w, kit.px(760)), 0}, "reviews.demo.card", [&] {
        kit.heading("reviews.demo.title", "Or look at a demonstration case", 2);
        kit.text("reviews.demo.about", "Invented from beginning to end, and kept out of every statistic.",
                 Face::Small, kit.theme().muted);
        demo_lines(kit, screen);
    });
}

}  // namespace

Requests draw(Kit& kit, ReviewsScreen& screen)
{
    Requests requests;
    VaultFrame around = draw_vault_frame(kit, screen.owner, "reviews", std::to_string(screen.reviews.size()));
    requests = std::move(around.asked);

    const Kit::Pane page(kit, "reviews", "Reviews", around.content, kit.px(space::kLarge));
    kit.heading("reviews.title", "Reviews", 1);
    for (std::size_t i = 0; i < screen.notices.size(); ++i)
        kit.status("reviews.notice" + std::to_string(i), screen.notices[i]);
    if (!screen.problem.empty()) kit.error_summary("reviews.summary", screen.problem, "reviews.table");
    kit.space(space::kSmall);
    if (screen.loading) {
        kit.progress("reviews.loading", "Reading the list of reviews", -1);
    } else if (screen.reviews.empty()) {
        empty_list(kit, screen);
        if (screen.opening) kit.progress("reviews.opening", "Building the case", -1);
    } else {
        if (screen.fresh) {
            screen.fresh = false;
            kit.focus("reviews.table");
        }
        reviews_list(kit, screen, requests);
        if (screen.opening)
            kit.progress("reviews.opening", screen.building ? "Building the case" : "Opening the review", -1);
    }
    demo_sheet(kit, screen);
    return requests;
}

void ReviewsScreen::sort_by_clock()
{
    const std::string chosen =
        table.selected >= 0 && table.selected < static_cast<std::int64_t>(reviews.size())
            ? reviews[static_cast<std::size_t>(table.selected)].uuid
            : std::string();
    std::ranges::stable_sort(reviews, [](const ReviewCard& a, const ReviewCard& b) {
        if (a.days.has_value() != b.days.has_value()) return a.days.has_value();
        return a.days && *a.days < *b.days;
    });
    for (std::size_t i = 0; i < reviews.size(); ++i)
        if (reviews[i].uuid == chosen) table.selected = static_cast<std::int64_t>(i);
}

}  // namespace ui
