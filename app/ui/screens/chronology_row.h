#pragma once
/// One line of the chronology as words and as a picture. Private to the chronology screen.

#include "app/ui/screens/chronology_screen.h"

namespace ui {

/// Where the parts of a row stand, from its left edge, in pixels.
struct RowPlan {
    float disc = 0, when = 0, when_w = 0, what = 0, what_w = 0, coding = 0, coding_w = 0;
    bool stacked = false;  ///< narrow: coding under the words, date above them
};
RowPlan plan_row(const Kit& kit, float width);

/// The two lines of the date, and the words, as this view may show them.
std::string row_date(const ChronologyRow& row, bool identified);
std::string row_reading(const ChronologyRow& row, bool identified);
/// "V aged 17" where it does not stand with the date, "1,065 days before the death", each a line.
std::string row_life(const ChronologyRow& row, bool identified);
/// What happened, and what was done; folded in family view until the person asks.
std::string row_words(const ChronologyRow& row, const ReviewHead& head);
std::string row_outcome(const ChronologyRow& row, const ReviewHead& head);

/// Height of the gap line before it.
float row_lead(const Kit& kit, const ChronologyRow& row);
float row_height(const Kit& kit, const ChronologyRow& row, const RowPlan& plan, const ReviewHead& head);
void paint_row(Kit& kit, const ChronologyScreen& screen, const ChronologyRow& row, const RowPlan& plan,
               const Rect& r, const RowLook& look);

}  // namespace ui
