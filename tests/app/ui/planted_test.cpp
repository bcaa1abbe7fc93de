// Names planted in every sealed field of every kind, sought in all that is drawn and in the tree.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>

#include "app/ui/screens/sections.h"
#include "tests/support/meeting_samples.h"
#include "tests/support/ui_driver.h"
#include "tests/support/ui_samples.h"

using ui::Key;
using ui::ShownAs;

namespace {

constexpr const char* kName = "Quillfeather";
constexpr const char* kChosen = "Marigold";

json::Value planted(const model::FieldSpec& field, const char* word);

json::Object planted_row(const model::FieldSpec& field, const char* word)
{
    json::Object row;
    for (const auto& column : field.rows)
        if (auto value = planted(column, word); !value.is_null()) row.set(column.id, std::move(value));
    return row;
}

json::Value planted(const model::FieldSpec& field, const char* word)
{
    using enum model::FieldKind;
    switch (field.kind) {
        case Text:
        case Prose: return json::Value(std::string(word) + " wrote this");
        case Texts: return json::Value(json::Array{json::Value(word)});
        case DateText: {
            json::Object date;
            date.set("text", std::string("as ") + word + " said");
            return json::Value(std::move(date));
        }
        case Rows: return json::Value(json::Array{json::Value(planted_row(field, word))});
        case Code:
        case Codes:
        case Tri:
        case Flag:
        case Integer:
        case Date:
        case Time:
        case Ref:
        case Refs:
        case Digest:
        case Digests: break;
    }
    return {};
}

/// A record of that kind with the name in each of its sealed fields and ordinary words in the others.
ui::RecordLine planted_line(const model::KindSpec& kind, int& sealed)
{
    ui::RecordLine line;
    line.kind = kind.name;
    line.id = std::string("id-") + std::string(kind.name);
    line.called = std::string(kind.label) + " 1";
    line.words = "ordinary words";
    line.sealed = std::string(kName) + " in the list";
    if (kind.name == "person") line.family = std::string(kChosen) + ", victim";
    for (const auto& field : kind.fields) {
        const bool hidden = model::is_sealed(field, kind.disclosure);
        auto value = planted(field, hidden ? kName : "ordinary");
        if (value.is_null()) continue;
        sealed += hidden ? 1 : 0;
        line.fields.set(field.id, std::move(value));
    }
    return line;
}

bool holds(const std::vector<std::string>& drawn, std::string_view word)
{
    return std::any_of(drawn.begin(), drawn.end(),
                       [&](const std::string& text) { return text.find(word) != std::string::npos; });
}

struct Seen {
    bool name = false, chosen = false, ordinary = false;
};

void look(const test::UiDriver& person, const std::vector<std::string>& drawn, Seen& seen)
{
    seen.name = seen.name || person.shows(kName) || holds(drawn, kName);
    seen.chosen = seen.chosen || person.shows(kChosen) || holds(drawn, kChosen);
    seen.ordinary = seen.ordinary || person.shows("ordinary") || holds(drawn, "ordinary");
}

/// Every list and every record of a section, as a person walks them.
Seen walk(const ui::SectionSpec& spec, ShownAs shown, int& sealed)
{
    ui::RecordsScreen screen;
    screen.head.review = test::a_review();
    screen.head.shown = shown;
    screen.section = spec.key;
    screen.lists = &model::CodeLists::built_in();
    screen.today = "2026-11-22";
    screen.reading.imported = *model::day_from_text("2026-11-22");
    test::Lines lines;
    for (const auto& kind : model::kinds()) lines[std::string(kind.name)] = {planted_line(kind, sealed)};
    screen.take(std::move(lines));
    test::UiDriver person([&screen](ui::Kit& kit) { static_cast<void>(ui::draw(kit, screen)); });
    std::vector<std::string> drawn;
    person.kit.listen(&drawn);
    Seen seen;
    for (std::size_t tab = 0; tab < spec.kinds.size(); ++tab) {
        if (spec.kinds.size() > 1) person.click("records.tabs." + std::to_string(tab));
        look(person, drawn, seen);
        if (const auto* row = person.kit.tree().find("records.table/id-" + std::string(spec.kinds[tab].kind)))
            person.click_at(row->rect.x + 20, row->rect.y + 20);
        look(person, drawn, seen);
        for (int i = 0; i < 12; ++i) person.press(Key::PageDown);
        look(person, drawn, seen);
    }
    if (shown == ShownAs::Family) {
        person.click("content.unfold");
        look(person, drawn, seen);
    }
    return seen;
}

}  // namespace

TEST_CASE(
    "planted names: no section shows one in coded, meeting or family view, and the identified view does",
    "[ui][views]")
{
    int sealed = 0;
    for (const auto& spec : ui::sections()) {
        if (spec.kinds.empty()) continue;  // a screen of its own
        INFO("section " << spec.key);
        for (const auto shown : {ShownAs::Coded, ShownAs::Meeting, ShownAs::Family}) {
            INFO("view " << static_cast<int>(shown));
            const Seen seen = walk(spec, shown, sealed);
            CHECK_FALSE(seen.name);
            CHECK(seen.ordinary);
        }
        CHECK(walk(spec, ShownAs::Identified, sealed).name);
    }
    CHECK(sealed > 100);
}

TEST_CASE("planted names: the family view says the name the family chose, and no other view does",
          "[ui][views]")
{
    int sealed = 0;
    const auto* people = ui::section("people");
    CHECK(walk(*people, ShownAs::Family, sealed).chosen);
    CHECK_FALSE(walk(*people, ShownAs::Meeting, sealed).chosen);
    CHECK_FALSE(walk(*people, ShownAs::Coded, sealed).chosen);
}

TEST_CASE("planted names: the chronology shows none of an agency's words but in the identified view",
          "[ui][views]")
{
    for (const auto shown : {ShownAs::Coded, ShownAs::Meeting, ShownAs::Family, ShownAs::Identified}) {
        auto screen = test::a_chronology(40);
        for (auto& row : screen.rows) {
            row.what = std::string(kName) + " was seen";
            row.outcome = row.written = kName;
            row.to_settle = {kName};
            for (auto& fact : row.facts)
                if (fact.sealed) fact.text = kName;
        }
        screen.head.shown = shown;
        test::UiDriver person([&screen](ui::Kit& kit) { static_cast<void>(ui::draw(kit, screen)); });
        std::vector<std::string> drawn;
        person.kit.listen(&drawn);
        Seen seen;
        for (int i = 0; i < 12; ++i) {
            person.press(Key::Down);
            look(person, drawn, seen);
        }
        CHECK(seen.name == (shown == ShownAs::Identified));
    }
}

TEST_CASE("planted names: what is drawn is in the tree", "[ui][views]")
{
    auto screen = test::a_section("people");
    screen.head.shown = ShownAs::Identified;
    test::UiDriver person([&screen](ui::Kit& kit) { static_cast<void>(ui::draw(kit, screen)); });
    std::vector<std::string> drawn;
    person.kit.listen(&drawn);
    person.settle();
    CHECK(holds(drawn, "Żebrowicz"));
    for (const auto& text : drawn)
        if (text.find("ebrowicz") != std::string::npos) CHECK(person.shows(text));
}
