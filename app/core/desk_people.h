#pragma once
/// The people of a review as a drawing of their families, and whose names are alike. Belongs to the store
/// thread.

#include <string>
#include <vector>

#include "app/core/desk_store.h"

namespace core {

struct DeskKin {
    std::string id, code;
    std::string word;    ///< the role word
    std::string sealed;  ///< the name
    std::string sex;     ///< code of `sex`
    bool died = false;
    bool index = false;  ///< the person the review is about
    double x = 0;        ///< neighbours stand at least 1 apart
    int row = 0;
};
enum class KinLine : std::uint8_t { Married, Together, Partners, Former, NotRecorded, Other };
struct DeskKinLine {
    KinLine line{};
    std::string a, b;   ///< persons
    std::string label;  ///< in words; may be empty
    bool ended = false, abuse = false;
    std::string record;  ///< the relationship; empty where none is recorded
};
struct DeskBrood {
    std::vector<std::string> parents, children;
    bool birth = true;
    std::string label;  ///< "foster carer"; empty for a birth
};
/// A relationship in one sentence.
struct DeskRelation {
    std::string record, text;
    std::vector<std::string> people;
};
/// Two people whose names fit each other.
struct DeskAlike {
    std::string a, b, text;
};
struct DeskPeople {
    std::vector<DeskKin> people;
    std::vector<DeskKinLine> lines;
    std::vector<DeskBrood> broods;
    std::vector<DeskRelation> relations;
    std::vector<DeskAlike> alike;
    std::vector<std::string> contradictions;
    double width = 0;
    int rows = 0, loose_row = -1;
};
Result<DeskPeople> desk_people(DeskStore& store);

/// Person and role as one command, the code by rule. Returns the id. Errors: as core::add_person.
Result<std::string> desk_add_person(DeskStore& store, const std::string& role, const std::string& post,
                                    const std::string& organisation);

}  // namespace core
