#pragma once
/// People: a drawing of their families in the symbols that social work uses, and their records by code and
/// role word.

#include <optional>
#include <string>
#include <vector>

#include "app/ui/screens/records_screen.h"

namespace ui {

struct KinShown {
    std::string id, code, word;
    std::string sealed;  ///< the name: in the identified view only
    std::string sex;
    bool died = false, index = false;
    float x = 0;
    int row = 0;
};
enum class KinLineShown : std::uint8_t { Married, Together, Partners, Former, NotRecorded, Other };
struct KinTieShown {
    KinLineShown line{};
    std::string a, b, label;
    bool ended = false, abuse = false;
    std::string record;
};
struct BroodShown {
    std::vector<std::string> parents, children;
    bool birth = true;
    std::string label;
};
struct RelationShown {
    std::string record, text;
    std::vector<std::string> people;
};

struct PeopleScreen {
    RecordsScreen records;  ///< holds the head as well
    bool loading = true;
    int tab = 0;
    std::vector<KinShown> people;
    std::vector<KinTieShown> lines;
    std::vector<BroodShown> broods;
    std::vector<RelationShown> relations;
    std::vector<std::string> alike, contradictions;
    float width = 0;
    int rows = 0, loose_row = -1;
    BoardState board;
    std::string chosen;  ///< person on the drawing
    bool all_ties = false;

    struct NewPerson {
        bool open = false, now = false;
        std::string role, organisation;
        text::Editor post{text::Lines::One};
    } adding;

    const KinShown* kin(std::string_view id) const;
    /// Opens that record in its own list.
    void show(const std::string& id);
};

/// Person and role, the code by rule.
struct AddPerson {
    std::string role, post, organisation;
};
struct PeopleAsks {
    Requests common;
    std::optional<AddPerson> add;
};
PeopleAsks draw(Kit& kit, PeopleScreen& screen);

/// The drawing alone.
void draw_genogram(Kit& kit, PeopleScreen& screen, const Rect& r);

}  // namespace ui
