#include "app/desktop/place.h"
#include "app/desktop/present.h"
#include "app/ui/screens/chronology_screen.h"

namespace desktop {

namespace {

using core::Desk;

class ChronologyPlace : public Place {
public:
    explicit ChronologyPlace(Host& host) : host_(host)
    {
        screen_.head = host.head;
        read();
    }

    void draw(ui::Kit& kit) override
    {
        for (ui::Request& request : ui::draw(kit, screen_))
            if (const auto* rows = std::get_if<ui::NeedRows>(&request))
                need(*rows);
            else if (const auto* wanted = std::get_if<ui::Filter>(&request))
                filter(*wanted);
            else
                host_.carry_out(request);
    }

    void refused(const base::Error& error) override
    {
        screen_.loading = false;
        screen_.requested = {};
        screen_.problem = error.what;
    }

    void changed() override { read(); }

private:
    // The order may have changed since it was read: the review is opened anew.
    void read()
    {
        host_.ask(
            "open", Desk::Sort::Latest,
            [uuid = host_.head.review.uuid](core::DeskStore& store, const std::atomic<bool>& give_up) {
                return core::desk_open(store, uuid, give_up);
            },
            [this](const core::Opened& opened) {
                const ui::Filter asked = screen_.asked;
                host_.head.review = card_of(opened.review);
                host_.head.events = opened.events;
                take(screen_, opened);
                filter(asked);
            });
    }

    void filter(const ui::Filter& wanted)
    {
        host_.ask(
            "filter", Desk::Sort::Latest,
            [wanted](core::DeskStore& store) {
                return core::desk_filter(store, wanted.words, wanted.agencies);
            },
            [this](core::Filtered filtered) {
                screen_.loading = false;
                screen_.matching = filtered.matching;
                screen_.take(0, rows_of(std::move(filtered.rows)));
                screen_.table.top = 0;
                screen_.table.hidden = 0;
                screen_.table.selected = -1;
                screen_.table.width = 0;
                screen_.problem.clear();
            });
    }

    void need(const ui::NeedRows& wanted)
    {
        host_.ask(
            "rows", Desk::Sort::Latest,
            [wanted](core::DeskStore& store) { return core::desk_rows(store, wanted.offset, wanted.limit); },
            [this](core::Rows rows) { screen_.take(rows.offset, rows_of(std::move(rows.rows))); });
    }

    Host& host_;
    ui::ChronologyScreen screen_;
};

}  // namespace

std::unique_ptr<Place> chronology_place(Host& host)
{
    return std::make_unique<ChronologyPlace>(host);
}

}  // namespace desktop
