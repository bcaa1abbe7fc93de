#pragma once
/// Parts of screens that take secrets: how strong a passphrase is, and the recovery kit typed from its sheet.
/// Everything typed stays in guarded memory.

#include <array>
#include <string_view>
#include <vector>

#include "app/ui/kit.h"

namespace ui {

inline constexpr double kStrongEnough = 60;  ///< bits, as the vault demands

/// A bar with words under a passphrase. `bits`: of a careful guesser's work.
void strength_meter(Kit& kit, std::string_view key, double bits);

/// The three rows of the sheet.
struct TypedKit {
    std::array<SecretText, 3> rows;
    std::vector<int> wrong;  ///< rows that differ from the sheet, from 1

    TypedKit();
    void clear();
    bool empty() const;
    /// All rows as one, handed over; the fields keep what was typed, so that one row can be put right.
    base::Secret copy() const;
};
/// True when Enter was pressed in the last row.
bool draw_typed_kit(Kit& kit, std::string_view key, TypedKit& typed);

}  // namespace ui
