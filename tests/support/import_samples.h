#pragma once
/// The import assistant, screening and a new review with made-up contents, for the tests of app/ui.

#include "app/ui/screens/import_screen.h"
#include "app/ui/screens/new_review_screen.h"
#include "app/ui/screens/screening_screen.h"
#include "tests/support/ui_samples.h"

namespace test {

inline ui::ImportScreen an_import()
{
    ui::ImportScreen screen;
    screen.head.review = a_review();
    screen.loading = false;
    screen.agencies = {{"a1", "Police", "columns remembered"}, {"a2", "Northside Trust", ""}};
    screen.type_of = {{"a1", "POL"}, {"a2", "ACUTE"}};
    for (int i = 0; i < 12; ++i)
        screen.types.push_back({"T" + std::to_string(i), "Kind " + std::to_string(i), ""});
    screen.fields = {{"date", "Date", ""},
                     {"text", "What happened", ""},
                     {"subject", "Who", ""},
                     {"outcome", "Outcome", ""},
                     {"source", "Source", ""},
                     {"agency", "Agency", ""},
                     {"other", "Something else", ""},
                     {"ignored", "Leave out", ""}};
    screen.made = {{"i1", "Police", "312 contacts, received 3 May 2026", "zebrowitch chronology.csv"}};
    return screen;
}

inline ui::ImportPreview a_preview(int count)
{
    ui::ImportPreview preview;
    preview.hash = "00";
    preview.file_name = "zebrowitch chronology.csv";
    preview.kind = "Text with commas, UTF-8 letters";
    preview.header_row = 1;
    preview.rows_read = static_cast<std::size_t>(count) + 2;
    preview.to_settle = 1;
    preview.columns = {
        {"Date", "date", true}, {"What happened", "text", true}, {"Zebrowitch?", "other", false}};
    for (int i = 0; i < count; ++i) {
        ui::PreviewRow row;
        row.number = static_cast<std::size_t>(i) + 2;
        row.reading = "Sunday 3 April 2022";
        row.written = "03/04/2022";
        row.who = "Zebrowitch";
        row.what = "Reported missing by mother, number " + std::to_string(i);
        if (i == count / 2) row.to_settle = {"The year has two figures."};
        preview.rows.push_back(std::move(row));
    }
    preview.problems = {{"The year has two figures: '22.", 1, {static_cast<std::size_t>(count / 2)}, true},
                        {"Set aside: the row is blank", 2, {}, false}};
    preview.order = "DMY";
    preview.names = {{"Jan Zebrowitch", "4 rows"}};
    preview.acceptable = true;
    return preview;
}

inline ui::ScreeningPart some_tests()
{
    ui::ScreeningPart part;
    part.bases = {{1,
                   "DHR",
                   "Domestic Homicide Review",
                   "Open: tests are unknown or not answered yet.",
                   "UNKNOWN",
                   {{"DHR_AGE16",
                     "The person was 16 or over",
                     false,
                     "MET",
                     "V was 19.",
                     {},
                     "MET",
                     "V was 19.",
                     "",
                     {},
                     "3 May 2026"},
                    {"DHR_REL",
                     "Relative, partner or household member",
                     false,
                     "UNKNOWN",
                     "No relationship is recorded.",
                     {"Document 1"},
                     "",
                     "",
                     "",
                     {},
                     ""}}},
                  {3,
                   "OWHR",
                   "Offensive Weapons Homicide Review",
                   "A test fails by the recorded answers.",
                   "NOT_MET",
                   {{"S26_DHR",
                     "A domestic homicide review may be held",
                     true,
                     "",
                     "",
                     {},
                     "MET",
                     "",
                     "It may.",
                     {},
                     ""}}}};
    part.notes = {"No basis is met yet, and tests are open."};
    return part;
}

inline ui::ScreeningScreen a_screening()
{
    ui::ScreeningScreen screen;
    screen.head.review = a_review();
    screen.loading = false;
    screen.part = some_tests();
    for (int i = 0; i < 9; ++i)
        screen.legal_bases.push_back({"L" + std::to_string(i), "Act " + std::to_string(i), ""});
    return screen;
}

inline ui::NewReviewScreen a_new_review()
{
    ui::NewReviewScreen screen;
    screen.owner = "A. Chair";
    screen.loading = false;
    screen.part = some_tests();
    for (int i = 0; i < 9; ++i) {
        screen.types.push_back({"R" + std::to_string(i), "Review " + std::to_string(i), ""});
        screen.areas.push_back({"E" + std::to_string(i), "Borough " + std::to_string(i), ""});
        screen.demo_areas.push_back({"X" + std::to_string(i), "Invented " + std::to_string(i), ""});
        screen.legal_bases.push_back({"L" + std::to_string(i), "Act " + std::to_string(i), ""});
    }
    return screen;
}

}  // namespace test
