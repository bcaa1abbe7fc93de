#pragma once
/// The parts of the chronology screen. Private to it.

#include "app/ui/screens/chronology_screen.h"

namespace ui::chronology {

using Asks = std::vector<ChronologyAsk>;

/// The bar above the table: search, agencies, buttons; what is narrowed, as chips that take it back.
void filter_bar(Kit& kit, ChronologyScreen& screen, Filter& want);
/// The panel that narrows the list, and the saved views.
void filter_panel(Kit& kit, ChronologyScreen& screen, Filter& want, Asks& asks);
/// How many things narrow the list.
int narrowed(const Filter& filter);

/// Keys M G T K E on the chosen contact, and the list that they open beside `anchor`.
void coding_keys(Kit& kit, ChronologyScreen& screen, Asks& asks);
void coding_list(Kit& kit, ChronologyScreen& screen, const Rect& anchor, Asks& asks);
void open_list(ChronologyScreen& screen, CodingList list);

/// The chosen contact, whole.
void contact_panel(Kit& kit, ChronologyScreen& screen, ReviewFrame& frame, Asks& asks);
void doubles_panel(Kit& kit, ChronologyScreen& screen, Asks& asks);

/// The panel shows the chosen contact again, and the focus goes to its row.
void to_contact(Kit& kit, ChronologyScreen& screen);

/// Adding, settling and placing by hand.
void sheets(Kit& kit, ChronologyScreen& screen, Asks& asks);
void placing_bar(Kit& kit, ChronologyScreen& screen, Asks& asks);
void open_sheet(ChronologyScreen& screen, ChronologyScreen::Sheet sheet);

/// Not beside the table while the panel there is a list to work through.
bool life_shown(const ChronologyScreen& screen);
void turn_life(ChronologyScreen& screen);
/// The card with the life line; true when a row was chosen in it.
void life_card(Kit& kit, ChronologyScreen& screen, const Rect& r, Asks& asks);
std::string mark_words(const ChronologyScreen& screen, const LifeMark& mark);

FormContext form_context(const ChronologyScreen& screen);
/// "Police" for an index, or "Agency not known".
const std::string& agency_name(const ChronologyScreen& screen, int agency);
const Tone& agency_tone(const Kit& kit, const ChronologyScreen& screen, int agency);
/// "22 January 2021" of a day counted from 1970.
std::string day_words(double day);

}  // namespace ui::chronology
