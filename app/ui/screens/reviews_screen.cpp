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

void paint_row(Kit& kit, const ReviewCard& review, const Rect& r, const RowLook& look)
{
    const Theme& t = kit.theme();
    const Colour back = look.selected ? t.selected : look.hovered ? t.paper : t.sheet;
    if (!(back == t.sheet)) kit.fill(r, back);
    if (look.selected && !look.focused) kit.fill({r.x, r.y, kit.px(4), r.h}, t.accent);
    const Kit::OnSurface on(kit, back);
    const float x = r.x + kit.px(space::kLarge);
    const float right = r.right() - kit.px(space::kLarge);
    float chip_x = right;
    for (const Chip& chip : marks(review)) {
        chip_x -= kit.chip_width(chip);
        kit.paint_chip(chip_x, r.y + kit.px(16), chip);
        chip_x -= kit.px(8);
    }
    kit.paint(x, r.y + kit.px(16), Face::Strong, t.ink, review.reference, 0, chip_x - x);
    kit.paint(x, r.y + kit.px(43), Face::Text, t.ink, about(review), 0, right - x);
    kit.paint(x, r.y + kit.px(70), Face::Small, t.muted, review.stage + "  ·  " + contacts(review.events), 0,
              right - x);
    kit.fill({x, r.bottom() - 1, right - x, 1}, t.line);
}

TableSpec table_of(Kit& kit, const ReviewsScreen& screen, float width)
{
    TableSpec spec;
    spec.key = "reviews.table";
    spec.name = "Reviews";
    spec.enter = "Enter opens the review";
    spec.header = false;
    spec.rows = static_cast<std::int64_t>(screen.reviews.size());
    spec.columns = {{"reference", "Reference", 0},
                    {"about", "Review", width * 0.3F},
                    {"stage", "Stage", width * 0.6F},
                    {"marks", "Marks", width * 0.8F}};
    spec.estimate = kit.px(108);
    const auto at = [&screen](std::int64_t row) -> const ReviewCard& {
        return screen.reviews[static_cast<std::size_t>(row)];
    };
    spec.row_key = [at](std::int64_t row) { return at(row).uuid; };
    spec.height = [&kit](std::int64_t) { return kit.px(108); };
    spec.cells = [at](std::int64_t row) -> std::vector<std::string> {
        const ReviewCard& review = at(row);
        std::string all;
        for (const Chip& chip : marks(review)) all += (all.empty() ? "" : ", ") + chip.text;
        return {review.reference, about(review), review.stage + ", " + contacts(review.events), all};
    };
    spec.paint = [&kit, at](std::int64_t row, const Rect& r, const RowLook& look) {
        paint_row(kit, at(row), r, look);
    };
    return spec;
}

void list(Kit& kit, ReviewsScreen& screen, Requests& requests)
{
    const float width = kit.flow_width();
    const float top = kit.flow_y();
    const float tall = kit.px(108) * static_cast<float>(std::min<std::size_t>(screen.reviews.size(), 6)) + 1;
    const Rect r{kit.take_slot(0, tall).x, top, width, tall};
    kit.card(r);
    const Kit::OnSurface sheet(kit, kit.theme().sheet);
    const TableResult result = kit.table(table_of(kit, screen, width), screen.table, r);
    if (screen.table.selected < 0) screen.table.selected = 0;
    kit.space(space::kMedium);
    const bool open = kit.button("reviews.open", "Open review", ButtonLook::Primary, {}, !screen.opening);
    if (!screen.opening && (open || result.entered)) {
        const std::int64_t row = result.entered.value_or(screen.table.selected);
        screen.opening = true;
        requests.emplace_back(OpenReview{screen.reviews[static_cast<std::size_t>(row)].uuid});
    }
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
        kit.text("reviews.empty", "This vault holds no review yet.");
        kit.text("reviews.empty.how",
                 "A review is started with cairnctl review create; the demonstration cases come with ./run.",
                 Face::Small, kit.theme().muted);
    } else {
        if (screen.fresh) {
            screen.fresh = false;
            kit.focus("reviews.table");
        }
        list(kit, screen, requests);
        if (screen.opening) kit.progress("reviews.opening", "Opening the review", -1);
    }
    return requests;
}

}  // namespace ui
