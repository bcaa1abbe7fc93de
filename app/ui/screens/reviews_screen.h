#pragma once
/// The list of reviews in an open vault.

#include <optional>
#include <string>
#include <vector>

#include "app/ui/kit.h"
#include "app/ui/requests.h"

namespace ui {

struct ReviewCard {
    std::string uuid;
    std::string reference;  ///< `OWHR-X99000001-2025-001`
    std::string type;       ///< "Offensive Weapons Homicide Review"
    std::string area;       ///< "Hackney"
    std::string stage;      ///< "Merged chronology"
    std::int64_t events = 0;
    bool demo = false;
    bool writable = true;
    bool identities_gone = false;
    std::optional<std::int64_t> days = {};  ///< left of the next clock
    std::string clock = {}, left = {};      ///< the next clock and its days; empty until they are known
    ToneName tone = ToneName::Plain;        ///< of `left`
    std::string sent = {};                  ///< "Sent 3 May 2026, accepted"
    int done = 0, of = 0;                   ///< forms; of 0: not known yet
};

/// An invented case that can be built.
struct DemoCase {
    std::string name, about;
};

struct ReviewsScreen {
    std::string owner;
    std::vector<ReviewCard> reviews;
    std::vector<std::string> notices;  ///< what unlocking repaired or noticed
    bool loading = true;
    bool opening = false;
    std::string problem;
    TableState table;
    bool fresh = true;
    std::vector<DemoCase> demos;

    // Asked by the person; taken by the place.
    bool new_review = false;
    bool choosing_demo = false, building = false;
    std::string build_demo;  ///< name of the case

    /// The review whose clock runs out first comes first; the one chosen stays chosen.
    void sort_by_clock();
};

Requests draw(Kit& kit, ReviewsScreen& screen);

}  // namespace ui
