#pragma once
/// A family as a drawing needs it: people by generation, unions, parents and children, other ties; from the
/// relationship records. Pure, codes only. Source: docs/domain.md 3.1 (Relationship), R35.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "storage/json/json.h"
#include "storage/rules/facts.h"

namespace rules {

struct Kin {
    std::string person;  ///< id
    std::string code, sex;
    int generation = 0;  ///< 1 is the oldest of its family
    int family = 0;      ///< people joined by kinship or union share one, from 1
    bool died = false;
    std::string role;  ///< code of `person_role`, the first recorded; may be empty
    std::optional<Day>
        born;  ///< as far as it is known, from the age where no day is: for the order of children
};

struct Union {
    std::string a, b;  ///< persons, ascending by code
    std::string type;  ///< SPOUSE, COHAB, BFGF or EX
    bool ended = false;
    std::string cohabiting, abuse;  ///< codes of `tri`, may be empty
    std::string record;
};

struct Descent {
    std::string parent, child;
    std::string type;  ///< BIRTH, STEP, FOSTER, GUARD
    std::string record;
};

/// Any other tie: directed ones from a to b as recorded, symmetric ones once.
struct Tie {
    std::string a, b, type, record;
};

struct Genogram {
    std::vector<Kin> people;  ///< by family, generation, code; those in no relationship last, generation 0
    std::vector<Union> unions;
    std::vector<Descent> descents;
    std::vector<Tie> ties;
    std::vector<std::string> contradictions;  ///< in words, by code
};

/// "The first is the second's": PARENT of a, b means a is b's parent; CHILD the other way about.
Genogram genogram(const Facts& facts);
json::Object to_json(const Genogram& drawing);
/// One line a fact, by code.
std::string to_text(const Genogram& drawing, const model::CodeLists& lists);

}  // namespace rules
