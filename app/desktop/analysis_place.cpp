#include "app/core/desk_analysis.h"
#include "app/core/desk_records.h"
#include "app/desktop/place.h"
#include "app/desktop/present.h"
#include "app/desktop/present_analysis.h"
#include "app/desktop/records_part.h"
#include "app/ui/screens/analysis_screen.h"

namespace desktop {

namespace {

using core::Desk;

class AnalysisPlace : public Place {
public:
    explicit AnalysisPlace(Host& host) : host_(host)
    {
        begin_records(host, screen_.records, "analysis");
        read();
    }

    void draw(ui::Kit& kit) override
    {
        auto asks = ui::draw(kit, screen_);
        for (ui::Request& request : asks.common) host_.carry_out(request);
        if (asks.thread) follow(*asks.thread);
        if (asks.evidence) seek(*asks.evidence);
        if (asks.go) go(*asks.go);
    }

    void refused(const base::Error& error) override
    {
        screen_.records.refused(error.what);
        screen_.loading = false;
        screen_.picker.waiting = false;
    }

    void changed() override { read(); }

private:
    void read()
    {
        host_.ask("records", Desk::Sort::Latest, core::desk_records,
                  [this](core::Records records) { take(std::move(records)); });
        host_.ask("analysis", Desk::Sort::Latest, core::desk_analysis, [this](core::Analysis analysis) {
            take_analysis(std::move(analysis), screen_);
            screen_.mark();
        });
        if (!screen_.thread_of.empty()) follow(screen_.thread_of);
    }

    void take(core::Records records)
    {
        take_records(host_, screen_.records, std::move(records));
        screen_.mark();
        if (!host_.wanted.id.empty()) screen_.show(std::exchange(host_.wanted, {}).id);
    }

    void follow(const std::string& id)
    {
        host_.ask(
            "thread", Desk::Sort::Latest,
            [id](core::DeskStore& store) { return core::desk_thread(store, id); },
            [this](core::DeskThread thread) { screen_.thread = thread_of(std::move(thread)); });
    }

    void seek(const std::string& words)
    {
        host_.ask(
            "evidence", Desk::Sort::Latest,
            [words, identified = screen_.records.head.identified()](core::DeskStore& store) {
                return core::desk_evidence(store, words, identified);
            },
            [this](std::vector<core::DeskThing> found) {
                screen_.picker.found = things_of(std::move(found));
                screen_.picker.waiting = false;
            });
    }

    void go(const ui::Thing& thing)
    {
        const auto key = ui::section_of(thing.kind);
        if (key.empty()) return;
        host_.wanted = {thing.kind, thing.id};
        host_.go([this_host = &host_, key = std::string(key)] { return section_place(*this_host, key); });
    }

    Host& host_;
    ui::AnalysisScreen screen_;
};

}  // namespace

std::unique_ptr<Place> analysis_place(Host& host)
{
    return std::make_unique<AnalysisPlace>(host);
}

}  // namespace desktop
