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
        for (const auto& one : screen_.reviews) uuids_.push_back(one.uuid);
        read_standing(0);
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
    // The list is there at once; what a review says of itself is read behind it, one at a time, so that
    // nobody waits for it who opens one.
    void read_standing(std::size_t number)
    {
        if (number == uuids_.size()) {
            screen_.sort_by_clock();
            return;
        }
        host_.ask(
            "standing", core::Desk::Sort::Latest,
            [uuid = uuids_[number]](core::DeskStore& store) -> base::Result<core::DeskStanding> {
                auto standing = core::desk_standing(store, uuid);
                return standing ? *std::move(standing) : core::DeskStanding{};  // it stays without
            },
            [this, number](const core::DeskStanding& standing) {
                tell(standing);
                read_standing(number + 1);
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
    std::vector<std::string> uuids_;  ///< in the order in which they are read
};

}  // namespace

std::unique_ptr<Place> reviews_place(Host& host, std::vector<core::DeskReview> reviews,
                                     std::vector<std::string> notices)
{
    return std::make_unique<ReviewsPlace>(host, std::move(reviews), std::move(notices));
}

}  // namespace desktop
