#include "app/core/desk_screening.h"
#include "app/desktop/place.h"
#include "app/desktop/present_screening.h"
#include "app/ui/screens/new_review_screen.h"
#include "app/ui/screens/screening_screen.h"

namespace desktop {

namespace {

using core::Desk;
using core::DeskStore;

class ScreeningPlace : public Place {
public:
    explicit ScreeningPlace(Host& host) : host_(host)
    {
        screen_.head = host.head;
        screen_.legal_bases = codes_of("legal_basis");
        read();
    }

    void draw(ui::Kit& kit) override
    {
        auto asks = ui::draw(kit, screen_);
        if (asks.answer) answer(answer_of(*asks.answer));
        if (asks.decide) decide();
        for (ui::Request& request : asks.common) host_.carry_out(request);
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
        host_.wanted = {};
        host_.ask("screening", Desk::Sort::Latest, core::desk_screening, [this](core::DeskScreening now) {
            host_.head.review = card_of(now.review);
            host_.head.events = now.events;
            screen_.head = host_.head;
            screen_.loading = false;
            screen_.problem.clear();
            screen_.decisions.clear();
            for (auto& one : now.decisions)
                screen_.decisions.push_back(
                    {std::move(one.text), std::move(one.reason), std::move(one.by), std::move(one.on)});
            auto drafts = std::move(now.drafts);
            take(screen_.part, std::move(now));
            if (!std::exchange(first_, false)) return;
            std::vector<ui::TypedWords> kept;
            for (auto& one : drafts)
                kept.push_back({std::move(one.id), std::move(one.field), std::move(one.text)});
            screen_.take_up(std::move(kept));
        });
    }

    void answer(core::DeskAnswer given)
    {
        host_.ask(
            "answer", Desk::Sort::Keep,
            [given = std::move(given)](DeskStore& store) { return core::desk_answer(store, given); },
            [this] { read(); });
    }

    void decide()
    {
        host_.ask(
            "decide", Desk::Sort::Keep,
            [wanted = decision_of(screen_.form)](DeskStore& store) {
                return core::desk_decide(store, wanted);
            },
            [this] {
                screen_.deciding = false;
                screen_.form = {};
                host_.say("The decision is recorded.");
                read();
            });
    }

    Host& host_;
    ui::ScreeningScreen screen_;
    bool first_ = true;
};

class NewReviewPlace : public Place {
public:
    explicit NewReviewPlace(Host& host) : host_(host)
    {
        screen_.owner = host.owner;
        screen_.types = codes_of("review_type");
        screen_.areas = codes_of("borough");
        screen_.demo_areas = codes_of("demo_area");
        screen_.legal_bases = codes_of("legal_basis");
        screen();
    }

    void draw(ui::Kit& kit) override
    {
        const auto asks = ui::draw(kit, screen_);
        if (asks.screen) screen();
        if (asks.template_of) find_template();
        if (asks.make) make();
        if (asks.leave) ask_for(ui::CloseReview{});
        if (asks.lock) ask_for(ui::Lock{});
    }

    void refused(const base::Error& error) override
    {
        screen_.loading = screen_.making = false;
        screen_.problem = error.what;
        screen_.problem_field.clear();
    }

private:
    void ask_for(ui::Request request) { host_.carry_out(request); }

    std::vector<core::DeskAnswer> answers() const
    {
        std::vector<core::DeskAnswer> given;
        for (const auto& one : screen_.answers) given.push_back(answer_of(one));
        return given;
    }

    void screen()
    {
        host_.ask(
            "screen", Desk::Sort::Latest,
            [given = answers()](DeskStore& store) { return core::desk_screening_of(store, given); },
            [this](core::DeskScreening now) {
                screen_.loading = false;
                take(screen_.part, std::move(now));
            });
    }

    void find_template()
    {
        if (screen_.type.empty()) return;
        host_.ask(
            "template", Desk::Sort::Latest,
            [type = screen_.type, area = screen_.area](DeskStore& store) {
                return core::desk_template(store, type, area);
            },
            [this](core::DeskTemplate found) {
                screen_.template_name = std::move(found.name);
                screen_.template_force = std::move(found.force);
            });
    }

    void make()
    {
        core::DeskNewReview wanted{screen_.type,        screen_.area, screen_.demo,
                                   screen_.year.text(), answers(),    {}};
        if (screen_.decided) wanted.decide = decision_of(screen_.form);
        host_.ask(
            "make review", Desk::Sort::Keep,
            [wanted = std::move(wanted)](DeskStore& store) { return core::desk_make_review(store, wanted); },
            [this](const core::DeskReview& made) { open(made.uuid); });
    }

    void open(const std::string& uuid)
    {
        host_.ask(
            "open", Desk::Sort::Read,
            [uuid](DeskStore& store, const std::atomic<bool>& give_up) {
                return core::desk_open(store, uuid, give_up);
            },
            [this](const core::Opened& opened) {
                host_.head = {.review = card_of(opened.review), .events = opened.events};
                host_.say(opened.review.reference + " is open.", ui::ToastOffer::None);
                host_.go([&host = host_] { return section_place(host, "overview"); });
            });
    }

    Host& host_;
    ui::NewReviewScreen screen_;
};

}  // namespace

std::unique_ptr<Place> screening_place(Host& host)
{
    return std::make_unique<ScreeningPlace>(host);
}

std::unique_ptr<Place> new_review_place(Host& host)
{
    return std::make_unique<NewReviewPlace>(host);
}

}  // namespace desktop
