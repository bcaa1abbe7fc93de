#include "app/desktop/place.h"
#include "app/desktop/present.h"
#include "app/ui/screens/reviews_screen.h"

namespace desktop {

namespace {

class ReviewsPlace : public Place {
public:
    ReviewsPlace(Host& host, std::vector<core::DeskReview> reviews, std::vector<std::string> notices)
        : host_(host), screen_(reviews_of(host.owner, reviews, std::move(notices)))
    {
    }

    void draw(ui::Kit& kit) override
    {
        for (ui::Request& request : ui::draw(kit, screen_))
            if (const auto* open = std::get_if<ui::OpenReview>(&request))
                open_review(open->uuid);
            else
                host_.carry_out(request);
    }

    void refused(const base::Error& error) override
    {
        screen_.opening = false;
        screen_.problem = error.what;
    }

private:
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
