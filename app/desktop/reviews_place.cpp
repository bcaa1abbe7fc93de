#include <algorithm>

#include "app/core/desk_screening.h"
#include "app/desktop/place.h"
#include "app/desktop/present_overview.h"
#include "app/ui/screens/reviews_screen.h"

namespace desktop {

namespace {

class ReviewsPlace : public Place {
public:
    ReviewsPlace(Host& host, std::vector<core::DeskReview> reviews, std::vector<std::string> notices)
        : host_(host), screen_(reviews_of(host.owner, reviews, std::move(notices)))
    {
        for (auto& one : core::desk_demos())
            screen_.demos.push_back({std::move(one.name), std::move(one.about)});
        read_standings();
    }

    void draw(ui::Kit& kit) override
    {
        for (ui::Request& request : ui::draw(kit, screen_))
            if (const auto* open = std::get_if<ui::OpenReview>(&request))
                open_review(open->uuid);
            else
                host_.carry_out(request);
        if (std::exchange(screen_.new_review, false))
            host_.go([&host = host_] { return new_review_place(host); });
        if (!screen_.build_demo.empty()) build(std::exchange(screen_.build_demo, {}));
    }

    void refused(const base::Error& error) override
    {
        screen_.opening = screen_.building = false;
        screen_.problem = error.what;
    }

private:
    // The list is there at once; what each review says of itself comes when all were read.
    void read_standings()
    {
        if (screen_.reviews.empty()) return;
        host_.ask("standings", core::Desk::Sort::Latest, core::desk_standings,
                  [this](const std::vector<core::DeskStanding>& standings) {
                      for (const auto& one : standings) tell(one);
                      screen_.sort_by_clock();
                  });
    }

    void tell(const core::DeskStanding& standing)
    {
        const auto card = std::ranges::find(screen_.reviews, standing.uuid, &ui::ReviewCard::uuid);
        if (card == screen_.reviews.end()) return;
        card->clock = standing.clock;
        card->left = standing.left;
        card->days = standing.days;
        card->tone = tone_of(standing.urgency);
        card->sent = standing.sent;
        card->done = standing.done;
        card->of = standing.of;
    }

    void build(std::string name)
    {
        screen_.opening = screen_.building = true;
        host_.ask(
            "build demo", core::Desk::Sort::Keep,
            [name = std::move(name)](core::DeskStore& store) { return core::desk_build_demo(store, name); },
            [this](const core::Closed& closed) {
                host_.go(
                    [&host = host_, reviews = closed.reviews] { return reviews_place(host, reviews, {}); });
            });
    }

    void open_review(const std::string& uuid)
    {
        host_.ask(
            "open", core::Desk::Sort::Read,
            [uuid](core::DeskStore& store, const std::atomic<bool>& give_up) {
                return core::desk_open(store, uuid, give_up);
            },
            [this](const core::Opened& opened) {
                host_.head = {.review = card_of(opened.review), .events = opened.events};
                host_.go([&host = host_] { return section_place(host, "overview"); });
            });
    }

    Host& host_;
    ui::ReviewsScreen screen_;
};

}  // namespace

std::unique_ptr<Place> reviews_place(Host& host, std::vector<core::DeskReview> reviews,
                                     std::vector<std::string> notices)
{
    return std::make_unique<ReviewsPlace>(host, std::move(reviews), std::move(notices));
}

}  // namespace desktop
