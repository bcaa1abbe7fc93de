#pragma once
/// The life line: contacts in time on lanes, drawn from plain data. Days are counted from 1970, parts of a
/// day behind the point.

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "app/ui/theme.h"
#include "app/ui/tree.h"

namespace ui {

struct LifeLane {
    std::string name, letter;
    int tone = 0;  ///< index into Theme::agencies
};

/// One contact or event. `from` == `to`: its moment is known.
struct LifeMark {
    std::int64_t row = 0;  ///< of the chronology as shown
    double from = 0, to = 0;
    int lane = 0;
    bool missed = false, good = false, key = false;
    bool other_source = false;  ///< of the same row as the mark before it: another lane tells of it too
};

struct LifeGap {
    double from = 0, to = 0;
    std::string words;  ///< "11 months without contact"
};

/// What is drawn. Everything stands until the frame ends.
struct LifeSpec {
    std::string_view key, name;
    std::span<const LifeLane> lanes;
    std::span<const LifeMark> marks;  ///< by row, ascending
    std::span<const LifeGap> gaps;
    std::optional<double> scope_from, scope_to;
    std::optional<double> death;
    std::string death_words;
    std::int64_t selected = -1;                        ///< a row
    std::function<std::string(std::int64_t)> row_key;  ///< stable
    std::function<std::string(const LifeMark&)> words;
};

/// What is seen of it.
struct LifeState {
    double from = 0, to = 0;  ///< days; equal: not yet looked at
    float hidden = 0;         ///< pixels of the lanes above the view
    std::int64_t seen = -1;   ///< the selection that was brought into view last
    float drag_x = 0;
    Id stop = 0;
};

struct LifeResult {
    std::optional<std::int64_t> chosen;  ///< a row
    bool entered = false;                ///< Enter on it
};

/// The first and last day that a picture of all of it shows.
struct LifeRange {
    double from = 0, to = 1;
};
LifeRange whole_life(const LifeSpec& spec);
/// Zooms by `factor` (below 1: closer) about the day `about`, within the whole.
void zoom_life(const LifeSpec& spec, LifeState& state, double factor, double about);

/// Where lines of the calendar stand between two days, at most so close.
struct LifeTick {
    double day = 0;
    std::string label;
    bool year = false;  ///< the first of a year
};
std::vector<LifeTick> life_ticks(double from, double to, double least_days);

}  // namespace ui
