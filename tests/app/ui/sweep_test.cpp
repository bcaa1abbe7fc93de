#include <catch2/catch_test_macros.hpp>
#include <set>
#include <utility>

#include "app/ui/screens/over.h"
#include "app/ui/screens/view_door.h"
#include "tests/support/analysis_samples.h"
#include "tests/support/documents_samples.h"
#include "tests/support/import_samples.h"
#include "tests/support/meeting_samples.h"
#include "tests/support/ui_driver.h"
#include "tests/support/ui_samples.h"
#include "tests/support/ui_vault_samples.h"

namespace {

using Draw = std::function<void(ui::Kit&)>;

void check_tree(const test::UiDriver& person)
{
    std::set<ui::Id> ids;
    std::set<std::string> keys;
    for (const ui::Node& n : person.kit.tree().nodes) {
        INFO(ui::to_text(n.role) << " " << n.key);
        CHECK(ids.insert(n.id).second);
        CHECK(keys.insert(std::string(ui::to_text(n.role)) + n.key).second);
        const bool named = (n.states & ui::kFocusable) != 0 || n.role == ui::Role::ColumnHeader;
        if (named) CHECK_FALSE(n.name.empty());
        if (n.id != ui::kRoot) CHECK(person.kit.tree().find(n.parent) != nullptr);
    }
}

/// Every control that can have the focus gets it by Tab alone, and is then wholly inside the window.
void check_tab(test::UiDriver& person, const test::Window& window)
{
    std::set<std::string> wanted;
    for (const ui::Node& n : person.kit.tree().nodes)
        if ((n.states & ui::kFocusable) != 0 && n.role != ui::Role::Cell) wanted.insert(n.key);
    std::set<std::string> reached;
    for (std::size_t i = 0; i < wanted.size() + 3; ++i) {
        person.press(ui::Key::Tab);
        const std::string key = person.focused();
        INFO("focus on " << key << " at " << window.percent << " % in\n" << person.all());
        REQUIRE_FALSE(key.empty());
        reached.insert(key);
        const ui::Rect r = person.node(key).rect;
        if (person.node(key).role == ui::Role::Cell) continue;
        CHECK(r.x >= 0);
        CHECK(r.right() <= window.width + 0.5F);
        CHECK(r.y >= 0);
        CHECK(r.bottom() <= window.height + 0.5F);
    }
    for (const std::string& key : wanted) {
        INFO("reachable: " << key);
        CHECK(reached.contains(key));
    }
}

void sweep(const char* name, const std::function<Draw()>& make)
{
    for (const int percent : {80, 100, 200})
        for (const auto theme : {ui::ThemeName::Light, ui::ThemeName::Dark, ui::ThemeName::HighContrast})
            for (const auto& [width, height] :
                 {std::pair{1024.0F, 700.0F}, std::pair{1280.0F, 720.0F}, std::pair{1600.0F, 900.0F}}) {
                if (theme != ui::ThemeName::Light && width != 1024.0F) continue;
                const test::Window window{width, height, percent, theme};
                INFO(name << ", " << percent << " %, theme " << static_cast<int>(theme) << ", " << width
                          << " x " << height);
                test::UiDriver person(make(), window);
                check_tree(person);
                check_tab(person, window);
                INFO("least contrast on: " << person.kit.least_contrast_text());
                CHECK(person.kit.least_contrast() >= 4.5);
            }
}

template <class Screen>
std::function<Draw()> with(const std::function<Screen()>& make)
{
    return [make] {
        auto screen = std::make_shared<Screen>(make());
        return Draw([screen](ui::Kit& kit) { static_cast<void>(ui::draw(kit, *screen)); });
    };
}

}  // namespace

TEST_CASE("sweep: the unlock screen is whole at every size and in every theme", "[ui][sweep]")
{
    sweep("unlock", with<ui::UnlockScreen>([] {
              ui::UnlockScreen screen;
              screen.problem = "That is not the passphrase of this vault. Nothing was changed: try again.";
              return screen;
          }));
}

TEST_CASE("sweep: the list of reviews is whole at every size and in every theme", "[ui][sweep]")
{
    sweep("reviews", with<ui::ReviewsScreen>([] { return test::a_list(); }));
}

TEST_CASE("sweep: the overview is whole at every size and in every theme", "[ui][sweep]")
{
    sweep("overview", with<ui::OverviewScreen>([] { return test::an_overview(); }));
}

TEST_CASE("sweep: the chronology is whole at every size and in every theme", "[ui][sweep]")
{
    for (const bool identified : {false, true})
        sweep("chronology", with<ui::ChronologyScreen>([identified] {
                  ui::ChronologyScreen screen = test::a_chronology(60);
                  screen.head.shown = identified ? ui::ShownAs::Identified : ui::ShownAs::Coded;
                  screen.table.go_to(3);
                  return screen;
              }));
}

TEST_CASE("sweep: a section of records is whole at every size and in every theme", "[ui][sweep]")
{
    sweep("records", with<ui::RecordsScreen>([] {
              ui::RecordsScreen screen = test::a_section("analysis");
              screen.table.go_to(0);
              screen.problem = "Finding 1 cannot be agreed: it has no evidence.";
              return screen;
          }));
}

TEST_CASE("sweep: the palette, the help and the saving of a table are whole at every size", "[ui][sweep]")
{
    struct Both {
        ui::RecordsScreen screen = test::a_section("analysis");
        ui::OverScreen over;
    };
    for (const int which : {0, 1, 2})
        sweep("over", [which] {
            auto both = std::make_shared<Both>();
            both->over.palette = which == 0;
            both->over.help = which == 1;
            both->over.saving = which == 2;
            both->over.tables = {{"actions", "Action plan", ""}, {"lessons", "Lessons", ""}};
            return Draw([both](ui::Kit& kit) {
                static_cast<void>(ui::draw(kit, both->screen));
                static_cast<void>(ui::draw(kit, both->over, {true, &both->screen.head}));
            });
        });
}

TEST_CASE("sweep: the first run is whole at every size and in every theme", "[ui][sweep]")
{
    sweep("welcome", with<ui::WelcomeScreen>([] { return ui::WelcomeScreen{}; }));
    sweep("create", with<ui::CreateScreen>([] { return test::a_new_vault(); }));
    using enum ui::KitStep;
    for (const auto step : {Write, Print, Type, Files, Ready})
        sweep("kit", with<ui::KitScreen>([step] { return test::a_kit(step); }));
    sweep("recover", with<ui::RecoverScreen>([] { return test::a_recovery(); }));
}

TEST_CASE("sweep: health, closing and settings are whole at every size and in every theme", "[ui][sweep]")
{
    sweep("health", with<ui::HealthScreen>([] { return test::a_health(); }));
    sweep("closing", with<ui::ClosingScreen>([] { return test::a_closing(); }));
    for (int tab = 0; tab < 5; ++tab)
        sweep("settings", with<ui::SettingsScreen>([tab] {
                  auto screen = test::some_settings(tab);
                  screen.changing = screen.trying = tab == 2;
                  return screen;
              }));
}

TEST_CASE("sweep: sign and send is whole at every size and in every theme", "[ui][sweep]")
{
    sweep("send", with<ui::SendScreen>([] { return test::a_sending(); }));
}

TEST_CASE("sweep: the tour is whole over a case at every size and in every theme", "[ui][sweep]")
{
    sweep("tour", [] {
        auto screen = std::make_shared<ui::ChronologyScreen>(test::a_chronology(20));
        auto tour = std::make_shared<ui::TourScreen>();
        return Draw([screen, tour](ui::Kit& kit) {
            static_cast<void>(ui::draw(kit, *screen));
            static_cast<void>(ui::draw(kit, *tour));
        });
    });
}

TEST_CASE("sweep: every step of the import assistant is whole at every size and in every theme",
          "[ui][sweep]")
{
    using Step = ui::ImportScreen::Step;
    for (const auto step : {Step::Choose, Step::Agency, Step::Writing, Step::Done})
        sweep("import", with<ui::ImportScreen>([step] {
                  ui::ImportScreen screen = test::an_import();
                  screen.step = step;
                  screen.agency = "new";
                  screen.events = 312;
                  return screen;
              }));
    for (const int tab : {0, 1, 2})
        sweep("import preview", with<ui::ImportScreen>([tab] {
                  ui::ImportScreen screen = test::an_import();
                  screen.take(test::a_preview(60));
                  screen.tab = tab;
                  screen.head.shown = tab == 0 ? ui::ShownAs::Coded : ui::ShownAs::Identified;
                  return screen;
              }));
}

TEST_CASE("sweep: screening is whole at every size and in every theme", "[ui][sweep]")
{
    sweep("screening", with<ui::ScreeningScreen>([] {
              ui::ScreeningScreen screen = test::a_screening();
              screen.part.open_test(screen.part.bases[0], screen.part.bases[0].tests[1]);
              screen.deciding = true;
              return screen;
          }));
}

TEST_CASE("sweep: every step of a new review is whole at every size and in every theme", "[ui][sweep]")
{
    using Step = ui::NewReviewScreen::Step;
    for (const auto step : {Step::Screening, Step::Type, Step::Decision})
        sweep("new review", with<ui::NewReviewScreen>([step] {
                  ui::NewReviewScreen screen = test::a_new_review();
                  screen.step = step;
                  return screen;
              }));
}

TEST_CASE("sweep: meetings are whole at every size and in every theme", "[ui][sweep]")
{
    for (const int part : {0, 1, 2, 3})
        for (const bool taking : {false, true}) {
            if (taking && part != 2) continue;
            sweep("meetings", [part, taking] {
                auto screen = std::make_shared<ui::MeetingsScreen>(test::some_meetings());
                screen->part = part;
                if (taking) screen->take(std::move(screen->meetings), {});
                return Draw([screen, taking, first = true](ui::Kit& kit) mutable {
                    static_cast<void>(ui::draw(kit, *screen));
                    if (taking && std::exchange(first, false)) screen->dissent = "decision-1";
                });
            });
        }
}

TEST_CASE("sweep: the family and the meeting view are whole at every size and in every theme", "[ui][sweep]")
{
    for (const auto shown : {ui::ShownAs::Meeting, ui::ShownAs::Family})
        sweep("views", with<ui::RecordsScreen>([shown] {
                  ui::RecordsScreen screen = test::a_section("family");
                  screen.head.shown = shown;
                  return screen;
              }));
}

TEST_CASE("sweep: the way into and out of a view is whole at every size and in every theme", "[ui][sweep]")
{
    for (const auto shown : {ui::ShownAs::Coded, ui::ShownAs::Meeting})
        sweep("door", [shown] {
            auto door = std::make_shared<ui::ViewDoor>();
            ui::ReviewHead head;
            head.shown = shown;
            door->open(head, ui::ShownAs::Meeting);
            return Draw([door](ui::Kit& kit) { static_cast<void>(ui::draw(kit, *door)); });
        });
}

TEST_CASE("sweep: the analysis is whole at every size and in every theme", "[ui][sweep]")
{
    for (const int tab : {0, 2, 8})
        sweep("analysis", with<ui::AnalysisScreen>([tab] {
                  ui::AnalysisScreen screen = test::an_analysis();
                  screen.tab = tab;
                  if (tab == 2) screen.show("11111111-1111-4111-8111-111111111111");
                  screen.records.head.shown = ui::ShownAs::Identified;
                  screen.behind = ui::Behind{"Police, Key line 1", screen.agencies.cells[0][0].behind};
                  screen.node = "l1";
                  return screen;
              }));
}

TEST_CASE("sweep: people and their genogram are whole at every size and in every theme", "[ui][sweep]")
{
    for (const bool identified : {false, true})
        sweep("people", with<ui::PeopleScreen>([identified] {
                  ui::PeopleScreen screen = test::some_people();
                  screen.records.head.shown = identified ? ui::ShownAs::Identified : ui::ShownAs::Coded;
                  screen.all_ties = true;
                  if (identified) screen.chosen = "m";
                  return screen;
              }));
}

TEST_CASE("sweep: documents are whole at every size and in every theme", "[ui][sweep]")
{
    for (const bool as_text : {false, true})
        sweep("documents", with<ui::DocumentsScreen>([as_text] {
                  ui::DocumentsScreen screen = test::some_documents();
                  screen.records.head.shown = ui::ShownAs::Identified;
                  screen.chosen = "d1";
                  screen.table.go_to(0);
                  screen.reading = test::a_reading();
                  screen.reading->as_text = as_text;
                  return screen;
              }));
}

TEST_CASE("sweep: records as a table are whole at every size and in every theme", "[ui][sweep]")
{
    sweep("grid", with<ui::RecordsScreen>([] {
              ui::RecordsScreen screen = test::a_section("analysis");
              screen.tab = 1;
              screen.as_table = true;
              ui::RecordGrid grid;
              grid.kind = "finding";
              grid.columns = {"Record", "Title", "What was found", "Why it matters", "Themes", "Agreed"};
              for (int i = 0; i < 30; ++i)
                  grid.rows.push_back(
                      {"id-" + std::to_string(i),
                       {"Finding " + std::to_string(i), "The threat was not recorded by anybody",
                        "Words that need two lines at least, and then some more", "Why", "Theme",
                        "14 March 2025"},
                       {}});
              screen.take(std::move(grid));
              return screen;
          }));
}
