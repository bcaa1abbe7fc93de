#include "app/core/desk_meetings.h"
#include "app/desktop/place.h"
#include "app/desktop/present.h"
#include "app/ui/screens/meetings_screen.h"

namespace desktop {

namespace {

using core::Desk;
using core::DeskStore;

std::vector<ui::MeetingAction> actions_of(std::vector<core::DeskMeetingAction>& actions)
{
    std::vector<ui::MeetingAction> out;
    for (auto& a : actions)
        out.push_back({std::move(a.id), std::move(a.text), std::move(a.owner), std::move(a.due),
                       std::move(a.done_on), std::move(a.from), a.late, a.done});
    return out;
}

ui::Meeting meeting_of(core::DeskMeeting& from)
{
    ui::Meeting to;
    to.id = std::move(from.id);
    to.called = std::move(from.called);
    to.type = std::move(from.type);
    to.when = std::move(from.when);
    to.day = std::move(from.day);
    to.number = from.number;
    to.present = from.present;
    to.needed = from.needed;
    to.quorate = from.quorate;
    to.online = from.online;
    to.confidentiality_read = from.confidentiality_read;
    to.minutes = std::move(from.minutes);
    to.fields = std::move(from.fields);
    for (auto& s : from.seats)
        to.seats.push_back({std::move(s.person), std::move(s.organisation), std::move(s.role),
                            std::move(s.called), std::move(s.attendance), std::move(s.substitute_for)});
    for (auto& i : from.agenda) to.agenda.push_back({std::move(i.id), std::move(i.text), i.done});
    for (auto& d : from.decisions) {
        to.decisions.push_back({std::move(d.id),
                                std::move(d.kind),
                                std::move(d.called),
                                std::move(d.text),
                                std::move(d.date),
                                {}});
        for (auto& one : d.dissent)
            to.decisions.back().dissent.push_back({std::move(one.who), std::move(one.words)});
    }
    to.actions = actions_of(from.actions);
    to.earlier = actions_of(from.earlier);
    for (auto& c : from.conflicts) to.conflicts.push_back({std::move(c.who), std::move(c.handling)});
    return to;
}

std::vector<ui::Choice> choices_of(std::vector<core::NamedRecord>& named)
{
    std::vector<ui::Choice> choices;
    for (auto& one : named) choices.push_back({std::move(one.id), std::move(one.name), ""});
    return choices;
}

class MeetingsPlace : public Place {
public:
    explicit MeetingsPlace(Host& host) : host_(host)
    {
        screen_.head = host.head;
        screen_.lists = &model::CodeLists::built_in();
        read();
    }

    void draw(ui::Kit& kit) override
    {
        auto asks = ui::draw(kit, screen_);
        for (ui::Request& request : asks.requests) host_.carry_out(request);
        for (auto& one : asks.attend)
            keep([wanted = std::move(one)](DeskStore& store) {
                return core::desk_attend(store, wanted.number, wanted.row, wanted.confidentiality_read);
            });
        for (auto& one : asks.declare)
            keep([wanted = std::move(one)](DeskStore& store) {
                return core::desk_declare(store, wanted.number, wanted.fields);
            });
        for (auto& one : asks.move)
            keep([wanted = std::move(one)](DeskStore& store) {
                return core::desk_move_item(store, wanted.id, wanted.up);
            });
        for (auto& one : asks.dissent)
            keep([wanted = std::move(one)](DeskStore& store) {
                return core::desk_dissent(store, wanted.decision, wanted.organisation, wanted.words);
            });
    }

    void refused(const base::Error& error) override { screen_.refused(error.what); }

    void changed() override { read(); }

    Wanted standing() const override
    {
        return screen_.chosen.empty() ? Wanted{} : Wanted{"meeting", screen_.chosen};
    }

private:
    template <class Job>
    void keep(Job job)
    {
        host_.ask("meeting", Desk::Sort::Keep, std::move(job), [this] { read(); });
    }

    void read()
    {
        host_.ask("meetings", Desk::Sort::Latest, core::desk_meetings,
                  [this](core::Meetings meetings) { take(std::move(meetings)); });
    }

    void take(core::Meetings now)
    {
        screen_.head = host_.head;
        screen_.today = now.today;
        if (const auto day = model::day_from_text(now.today)) screen_.reading.imported = *day;
        screen_.fresh = std::move(now.fresh);
        screen_.organisations = choices_of(now.organisations);
        screen_.people = choices_of(now.people);
        if (!host_.wanted.id.empty()) screen_.chosen = std::exchange(host_.wanted, {}).id;
        std::vector<ui::Meeting> meetings;
        for (auto& one : now.meetings) meetings.push_back(meeting_of(one));
        screen_.take(std::move(meetings), drafts_of(std::move(now.drafts)));
    }

    Host& host_;
    ui::MeetingsScreen screen_;
};

}  // namespace

std::unique_ptr<Place> meetings_place(Host& host)
{
    return std::make_unique<MeetingsPlace>(host);
}

}  // namespace desktop
