#include "app/core/desk_chronology.h"
#include "app/core/desk_records.h"
#include "app/core/settling.h"
#include "app/desktop/place.h"
#include "app/desktop/present.h"
#include "app/desktop/present_chronology.h"

namespace desktop {

namespace {

using core::Desk;
using core::DeskStore;

constexpr std::size_t kMostLanes = 6;  // of agencies; from there on parts of a life are easier to read

class ChronologyPlace : public Place {
public:
    explicit ChronologyPlace(Host& host) : host_(host)
    {
        screen_.head = host.head;
        if (const auto wanted = std::exchange(host.wanted, {}); !wanted.id.empty()) keep_ = wanted.id;
        read();
    }

    void draw(ui::Kit& kit) override
    {
        ui::ChronologyAsks asks = ui::draw(kit, screen_);
        for (ui::ChronologyAsk& ask : asks.own) std::visit([this](auto& one) { carry_out(one); }, ask);
        for (ui::Request& request : asks.common)
            if (const auto* rows = std::get_if<ui::NeedRows>(&request))
                need(*rows);
            else if (const auto* wanted = std::get_if<ui::Filter>(&request))
                filter(*wanted, {});
            else
                host_.carry_out(request);
    }

    void refused(const base::Error& error) override
    {
        screen_.loading = false;
        screen_.requested = {};
        screen_.doubles_loading = false;
        screen_.decided_at = -1;
        (screen_.sheet == ui::ChronologyScreen::Sheet::None ? screen_.problem : screen_.sheet_problem) =
            error.what;
    }

    void changed() override { read(); }

    Wanted standing() const override
    {
        Wanted wanted;
        wanted.kind = "chronology_event";
        wanted.id = chosen();
        return wanted;
    }

private:
    // The order may have changed since it was read.
    void read()
    {
        screen_.doubles_read = false;
        host_.ask("order", Desk::Sort::Latest, core::desk_reread, [this](const core::Opened& opened) {
            host_.head.review = card_of(opened.review);
            host_.head.events = opened.events;
            take(screen_, opened);
            filter(screen_.asked, chosen());
            offer();
        });
    }

    std::string chosen() const { return screen_.chosen ? screen_.chosen->id : keep_; }

    void offer()
    {
        host_.ask("offer", Desk::Sort::Latest, core::desk_offer, [this](core::DeskOffer offer) {
            if (!looked_) screen_.by_domain = screen_.agency_lanes.size() > kMostLanes;
            if (!looked_) screen_.take_look(offer.look);
            looked_ = true;
            take(screen_, std::move(offer));
        });
    }

    // With `keep` that event stays chosen and in view; without it the list is read from its top.
    void filter(const ui::Filter& wanted, const std::string& keep)
    {
        host_.ask(
            "filter", Desk::Sort::Latest,
            [wanted = filter_of(wanted), keep](DeskStore& store) {
                return core::desk_filter(store, wanted, keep);
            },
            [this](core::Filtered filtered) {
                screen_.loading = false;
                screen_.matching = filtered.matching;
                screen_.table.marked.clear();  // rows of the list before: other contacts may stand there now
                take_marks(screen_, filtered.marks);
                screen_.take(filtered.offset, rows_of(std::move(filtered.rows)));
                screen_.table.width = 0;
                screen_.problem.clear();
                screen_.life.seen = -1;
                screen_.whole_asked.clear();
                if (filtered.at >= 0) return screen_.table.go_to(filtered.at);
                screen_.table.top = 0;
                screen_.table.hidden = 0;
                screen_.table.selected = -1;
            });
    }

    void need(const ui::NeedRows& wanted)
    {
        host_.ask(
            "rows", Desk::Sort::Latest,
            [wanted](DeskStore& store) { return core::desk_rows(store, wanted.offset, wanted.limit); },
            [this](core::Rows rows) { screen_.take(rows.offset, rows_of(std::move(rows.rows))); });
    }

    // A change of a few events: what is shown of them is read again, and nothing moves.
    template <class Job>
    void change(Job job, const std::string& said = {})
    {
        host_.ask("code", Desk::Sort::Keep, std::move(job), [this, said](core::DeskChanged changed) {
            screen_.done = said;
            screen_.uncoded = changed.uncoded;
            screen_.to_settle = changed.to_settle;
            screen_.problem.clear();
            take_marks(screen_, changed.marks);
            screen_.table.width = 0;
            screen_.table.reveal = true;
            screen_.whole_asked.clear();
            const auto rows = static_cast<std::int64_t>(screen_.rows.size());
            need({screen_.first, std::max<std::int64_t>(rows, 200)});
            offer();
        });
    }

    // A change of lines or of their order: everything is read again.
    template <class Job>
    void rearrange(Job job, const std::string& said)
    {
        host_.ask("arrange", Desk::Sort::Keep, std::move(job), [this, said] {
            screen_.done = said;
            screen_.sheet = ui::ChronologyScreen::Sheet::None;
            read();
        });
    }

    void carry_out(ui::NeedContact& asked)
    {
        host_.ask(
            "contact", Desk::Sort::Latest,
            [id = asked.id](DeskStore& store) { return core::desk_event(store, id); },
            [this](core::DeskEvent event) { screen_.take_whole(whole_of(std::move(event))); });
    }
    void carry_out(ui::NeedDoubles&)
    {
        host_.ask("doubles", Desk::Sort::Latest, core::desk_doubles,
                  [this](std::vector<core::DeskDouble> doubles) {
                      screen_.take_doubles(doubles_of(std::move(doubles)));
                  });
    }
    void carry_out(ui::CodeEvents& asked)
    {
        change([asked](DeskStore& store) { return core::desk_code(store, asked.ids, codes_of(asked)); },
               asked.said);
    }
    void carry_out(ui::CiteEvents& asked)
    {
        change([asked](
                   DeskStore& store) { return core::desk_cite(store, asked.ids, asked.finding, asked.role); },
               asked.said);
    }
    void carry_out(ui::PutContact& asked)
    {
        change([asked](DeskStore& store) { return core::desk_put_event(store, asked.id, asked.fields); });
    }
    void carry_out(ui::DecideDouble& asked)
    {
        rearrange(
            [asked](DeskStore& store) -> base::Result<void> {
                TRY_ASSIGN(const auto held, store.held());
                const auto wanted = merge_of(asked.pair);
                if (asked.join)
                    TRY_VOID(core::merge_events(held.vault, held.review, wanted));
                else
                    TRY_VOID(core::refuse_double(held.vault, held.review, wanted));
                return {};
            },
            asked.join ? "Shown as one line" : "Kept apart");
    }
    void carry_out(ui::SplitDouble& asked)
    {
        rearrange(
            [asked](DeskStore& store) -> base::Result<void> {
                TRY_ASSIGN(const auto held, store.held());
                TRY_VOID(core::split_events(held.vault, held.review, asked.link));
                return {};
            },
            asked.said);
    }
    void carry_out(ui::AddContact& asked)
    {
        host_.ask(
            "arrange", Desk::Sort::Keep,
            [asked](DeskStore& store) -> base::Result<core::EventAdded> {
                TRY_ASSIGN(const auto held, store.held());
                return core::add_event(held.vault, held.review, asked.said);
            },
            [this](const core::EventAdded& added) {
                screen_.sheet = ui::ChronologyScreen::Sheet::None;
                screen_.chosen.emplace().id = added.id;
                screen_.whole_asked = added.id;
                read();
            });
    }
    void carry_out(ui::SettleContact& asked)
    {
        rearrange(
            [asked](DeskStore& store) -> base::Result<void> {
                TRY_ASSIGN(const auto held, store.held());
                TRY_VOID(core::settle_event(held.review, held.vault, asked.id, asked.said));
                return {};
            },
            "Date settled");
    }
    void carry_out(ui::PlaceContact& asked)
    {
        rearrange(
            [asked](DeskStore& store) -> base::Result<void> {
                TRY_ASSIGN(const auto held, store.held());
                core::Placing placing;
                placing.after = asked.after;
                placing.before = asked.before;
                placing.clear = true;
                TRY_VOID(core::place_event(held.vault, held.review, asked.id, placing));
                return {};
            },
            asked.after.empty() && asked.before.empty() ? "Placed by its date" : "Placed by hand");
    }
    void carry_out(ui::KeepView& asked)
    {
        host_.ask(
            "view", Desk::Sort::Keep,
            [asked](DeskStore& store) {
                return core::desk_keep_view(
                    store, asked.name, asked.filter ? std::optional(filter_of(*asked.filter)) : std::nullopt);
            },
            [this] { offer(); });
    }
    void carry_out(ui::KeepLook& asked)
    {
        host_.ask(
            "look", Desk::Sort::Latest,
            [look = asked.look](DeskStore& store) { return core::desk_keep_look(store, look); }, [] {});
    }

    Host& host_;
    ui::ChronologyScreen screen_;
    std::string keep_;  ///< the event to show first
    bool looked_ = false;
};

}  // namespace

std::unique_ptr<Place> chronology_place(Host& host)
{
    return std::make_unique<ChronologyPlace>(host);
}

}  // namespace desktop
