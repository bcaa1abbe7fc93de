#pragma once
/// Documents of a made-up case, for the tests of app/ui. No real case, name or place.

#include "app/ui/screens/documents_screen.h"
#include "tests/support/ui_samples.h"

namespace test {

inline ui::DocumentsScreen some_documents()
{
    ui::DocumentsScreen screen;
    screen.records = a_section("documents");
    screen.loading = false;
    screen.documents = {{"d1",
                         "Document 1",
                         "Individual management review",
                         "Police",
                         "OFFICIAL-SENSITIVE",
                         "3 March 2021",
                         "1.2 MB",
                         std::string(64, 'a'),
                         "Report on Zebrowitch",
                         true,
                         {{"x1", "Extract 1", "page 2", "He rang", 2, {0.1F, 0.1F, 0.4F, 0.1F}}}},
                        {"d2", "Document 2", "Agency chronology", "", "", "", "", "", "", false, {}}};
    screen.organisations = {{"o1", "Police", ""}};
    return screen;
}

inline ui::Reading a_reading()
{
    ui::Reading reading;
    reading.id = "d1";
    reading.opening = false;
    reading.agrees = true;
    reading.pages = {{595, 842}, {595, 842}};
    reading.drawn.push_back({0,
                             {1, 600, 849, std::vector<std::uint8_t>(3 * 600 * 849, 255)},
                             {{"Zebrowitch rang at midnight.", {0.1F, 0.1F, 0.5F, 0.02F}},
                              {"The call was not returned.", {0.1F, 0.14F, 0.5F, 0.02F}}}});
    return reading;
}

}  // namespace test
