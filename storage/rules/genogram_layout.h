#pragma once
/// Where the people of a family stand in a drawing: one row a generation, partners beside each other,
/// children below their parents in the order of birth. Pure. Source: docs/domain.md R35.

#include <string>
#include <vector>

#include "storage/rules/genogram.h"

namespace rules {

/// A person's place: the middle of the symbol; neighbours in a row stand at least 1 apart.
struct PersonPlace {
    std::string person;
    double x = 0;
    int row = 0;  ///< from 0 at the top
};

/// Children of the same parents: they hang below the line between the two, or below the one.
struct Brood {
    std::vector<std::string> parents;   ///< one or two, from the left
    std::vector<std::string> children;  ///< from the left
    std::string type;                   ///< BIRTH, STEP, FOSTER, GUARD
};

struct GenogramLayout {
    std::vector<PersonPlace> people;  ///< as in the drawing
    std::vector<Brood> broods;
    /// Parents of a child between whom nothing is recorded: joined by a line of their own.
    std::vector<Union> unrecorded;
    double width = 0;  ///< the greatest x
    int rows = 0;
    int loose_row = -1;  ///< first row of those in no relationship; -1: there are none
    const PersonPlace* find(std::string_view person) const;
};

/// The same drawing gives the same places.
GenogramLayout lay_out(const Genogram& drawing);

}  // namespace rules
