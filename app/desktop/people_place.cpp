#include "app/core/desk_people.h"
#include "app/core/desk_records.h"
#include "app/desktop/place.h"
#include "app/desktop/present.h"
#include "app/desktop/records_part.h"
#include "app/ui/screens/people_screen.h"

namespace desktop {

namespace {

using core::Desk;

class PeoplePlace : public Place {
public:
    explicit PeoplePlace(Host& host) : host_(host)
    {
        begin_records(host, screen_.records, "people");
        read();
    }

    void draw(ui::Kit& kit) override
    {
        auto asks = ui::draw(kit, screen_);
        for (ui::Request& request : asks.common) host_.carry_out(request);
        if (asks.add) add(*asks.add);
    }

    void refused(const base::Error& error) override
    {
        screen_.records.refused(error.what);
        screen_.loading = false;
    }

    void changed() override { read(); }

private:
    void read()
    {
        host_.ask("records", Desk::Sort::Latest, core::desk_records,
                  [this](core::Records records) { take(std::move(records)); });
        host_.ask("people", Desk::Sort::Latest, core::desk_people,
                  [this](core::DeskPeople people) { take_people(std::move(people)); });
    }

    void take(core::Records records)
    {
        take_records(host_, screen_.records, std::move(records));
        if (host_.wanted.id.empty()) return;
        screen_.show(std::exchange(host_.wanted, {}).id);
        screen_.records.begun = std::exchange(added_, false);
    }

    void take_people(core::DeskPeople people)
    {
        screen_.people.clear();
        for (auto& one : people.people)
            screen_.people.push_back({std::move(one.id), std::move(one.code), std::move(one.word),
                                      std::move(one.sealed), std::move(one.sex), one.died, one.index,
                                      static_cast<float>(one.x), one.row});
        screen_.lines.clear();
        for (auto& one : people.lines)
            screen_.lines.push_back({static_cast<ui::KinLineShown>(one.line), std::move(one.a),
                                     std::move(one.b), std::move(one.label), one.ended, one.abuse,
                                     std::move(one.record)});
        screen_.broods.clear();
        for (auto& one : people.broods)
            screen_.broods.push_back(
                {std::move(one.parents), std::move(one.children), one.birth, std::move(one.label)});
        screen_.relations.clear();
        for (auto& one : people.relations)
            screen_.relations.push_back({std::move(one.record), std::move(one.text), std::move(one.people)});
        screen_.alike.clear();
        for (auto& one : people.alike) screen_.alike.push_back(std::move(one.text));
        screen_.contradictions = std::move(people.contradictions);
        screen_.width = static_cast<float>(people.width);
        screen_.rows = people.rows;
        screen_.loose_row = people.loose_row;
        screen_.loading = false;
    }

    void add(const ui::AddPerson& wanted)
    {
        host_.ask(
            "add person", Desk::Sort::Keep,
            [wanted](core::DeskStore& store) {
                return core::desk_add_person(store, wanted.role, wanted.post, wanted.organisation);
            },
            [this](const std::string& id) {
                host_.wanted = {"person", id};
                added_ = true;
                host_.say("Person added");
                read();
            });
    }

    Host& host_;
    ui::PeopleScreen screen_;
    bool added_ = false;  ///< the person that is wanted was just added
};

}  // namespace

std::unique_ptr<Place> people_place(Host& host)
{
    return std::make_unique<PeoplePlace>(host);
}

}  // namespace desktop
