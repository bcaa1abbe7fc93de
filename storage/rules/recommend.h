#pragma once
/// Recommendations that can be followed: warnings, earlier ones like it, where it stands, colours of actions.
/// Source: docs/domain.md 3.1 (Recommendation, Action), 3.3 (`smart`, `rec_status`, `action_rag`), R21, R22.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "storage/rules/facts.h"
#include "storage/rules/library.h"

namespace rules {

struct Warning {
    std::string code;     ///< vague, training_only, unowned, no_measure, no_date, individual
    std::string message;  ///< what is weak and what would be stronger
};

/// What makes a recommendation hard to follow. Advice, never a gate.
std::vector<Warning> warnings(const Facts& facts, const Record& recommendation);

/// An earlier recommendation that says much the same.
struct Similar {
    LibraryEntry entry;
    int score = 0;  ///< 0 to 100
};

/// Finds by words: folded, shortened to their stems, single and in pairs, weighed by rarity (TF-IDF cosine);
/// the same theme and the same sector add five each.
class RecommendationIndex {
public:
    explicit RecommendationIndex(std::vector<LibraryEntry> entries);
    /// Best first, equal ones by reference. Nothing below `least`.
    std::vector<Similar> find(const LibraryEntry& like, std::size_t limit = 10, int least = 25) const;

private:
    using Weights = std::unordered_map<std::string, double>;
    Weights weigh(std::string_view text) const;

    std::vector<LibraryEntry> entries_;
    std::unordered_map<std::string, double> rarity_;
    std::vector<Weights> weights_;
};

/// The recommendation as an entry of a library; `review` is the reference of the review it stands in.
LibraryEntry as_entry(const Record& recommendation, std::string_view review);

/// Where a recommendation stands today.
struct RecommendationStatus {
    std::string stored;  ///< code of `rec_status`; DRAFT where none was given
    std::string status;  ///< NORESP once the response is late, else as stored
    std::optional<Day> response_due;
    int days_left = 0;  ///< to the due day; negative: late. 0 without one
};
RecommendationStatus recommendation_status(const Facts& facts, const Record& recommendation);

/// The colour of an action. Codes of `action_rag`.
struct ActionColour {
    std::string computed;  ///< from its dates
    std::string stated;    ///< by the owner, in the newest update that says one; may be empty
    std::string colour;    ///< the worse of both: the owner may worsen, never improve
    std::string reason;    ///< why, in words
    std::optional<Day> due;
    int days_late = 0;  ///< 0 when not late
};
ActionColour action_colour(const Facts& facts, const Record& action);

/// The action plan in its order: actions on the panel's recommendations, then on those of single agencies
/// (V10), then those without recommendation; by number of recommendation and action.
std::vector<const Record*> action_plan(const Facts& facts);

}  // namespace rules
