#include "app/core/desk_overview.h"
#include "app/desktop/place.h"
#include "app/desktop/present_overview.h"
#include "app/ui/screens/overview_screen.h"

namespace desktop {

namespace {

class OverviewPlace : public Place {
public:
    explicit OverviewPlace(Host& host) : host_(host)
    {
        screen_.head = host.head;
        read();
    }

    void draw(ui::Kit& kit) override
    {
        for (ui::Request& request : ui::draw(kit, screen_)) host_.carry_out(request);
    }

    void refused(const base::Error& error) override
    {
        screen_.loading = false;
        screen_.problem = error.what;
    }

    void changed() override { read(); }

private:
    void read()
    {
        host_.ask("overview", core::Desk::Sort::Latest, core::desk_overview,
                  [this](const core::DeskOverview& overview) {
                      host_.head.review = card_of(overview.review);
                      host_.head.events = overview.events;
                      host_.head.states = states_of(overview.forms);
                      screen_.head = host_.head;
                      take(screen_, overview);
                  });
    }

    Host& host_;
    ui::OverviewScreen screen_;
};

}  // namespace

std::unique_ptr<Place> overview_place(Host& host)
{
    return std::make_unique<OverviewPlace>(host);
}

}  // namespace desktop
