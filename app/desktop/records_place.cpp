#include "app/core/desk_records.h"
#include "app/desktop/place.h"
#include "app/desktop/present_overview.h"
#include "app/desktop/records_part.h"
#include "app/ui/screens/records_screen.h"

namespace desktop {

namespace {

using core::Desk;
using core::DeskStore;

class RecordsPlace : public Place {
public:
    RecordsPlace(Host& host, std::string section) : host_(host)
    {
        begin_records(host, screen_, std::move(section));
        screen_.has_table = true;
        screen_.show_kind(host.wanted.kind);
        read();
    }

    void draw(ui::Kit& kit) override
    {
        for (ui::Request& request : ui::draw(kit, screen_))
            if (const auto* grid = std::get_if<ui::NeedGrid>(&request))
                read_grid(grid->kind);
            else
                host_.carry_out(request);
    }

    void refused(const base::Error& error) override { screen_.refused(error.what); }

    void changed() override { read(); }

    Wanted standing() const override
    {
        const auto* line = screen_.line(screen_.chosen);
        return line == nullptr ? Wanted{} : Wanted{line->kind, line->id};
    }

private:
    void read()
    {
        host_.ask("records", Desk::Sort::Latest, core::desk_records,
                  [this](core::Records records) { take(std::move(records)); });
    }

    void read_grid(const std::string& kind)
    {
        const bool identified = screen_.head.identified();
        host_.ask(
            "grid", Desk::Sort::Latest,
            [kind, identified](DeskStore& store) { return core::desk_grid(store, kind, identified); },
            [this, kind, identified](core::DeskGrid grid) {
                auto made = grid_of(std::move(grid));
                made.kind = kind;
                made.identified = identified;
                screen_.take(std::move(made));
            });
    }

    void take(core::Records records)
    {
        take_records(host_, screen_, std::move(records));
        if (const auto wanted = std::exchange(host_.wanted, {}); !wanted.id.empty()) screen_.show(wanted.id);
    }

    Host& host_;
    ui::RecordsScreen screen_;
};

}  // namespace

std::unique_ptr<Place> records_place(Host& host, std::string section)
{
    return std::make_unique<RecordsPlace>(host, std::move(section));
}

// Sections with a screen of their own; every other shows the review's records.
std::unique_ptr<Place> section_place(Host& host, std::string_view section)
{
    if (section == "health") return health_place(host);
    if (section == "closing") return closing_place(host);
    if (section == "settings") return settings_place(host, 0);
    host.section = section;
    if (section == "overview") return overview_place(host);
    if (section == "screening") return screening_place(host);
    if (section == "import") return import_place(host);
    if (section == "send") return send_place(host);
    if (section == "chronology") return chronology_place(host);
    if (section == "meetings") return meetings_place(host);
    if (section == "analysis") return analysis_place(host);
    if (section == "people") return people_place(host);
    if (section == "documents") return documents_place(host);
    return records_place(host, std::string(section));
}

}  // namespace desktop
