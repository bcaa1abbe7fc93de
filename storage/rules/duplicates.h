#pragma once
/// Which events may be the same contact told twice, or the two ends of one referral: proposals with a score
/// and reasons; a person decides. Source: docs/domain.md R13, docs/decisions/0065-duplicate-score.md.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "storage/rules/facts.h"

namespace rules {

struct Proposal {
    std::string a, b;                  ///< event ids; a stands first in the chronology
    std::string_view link;             ///< code of `event_link`: DUP, REFPAIR
    int score = 0;                     ///< 0 to 100: how sure
    bool same_agency = false;          ///< two rows of one agency
    std::vector<std::string> reasons;  ///< plain words; may quote the agencies' words: sealed
};

constexpr int kProposed = 50;  ///< the least score that is proposed

/// Facts with sealed fields (events, links, organisations, people). Highest score first. `with_decided`: also
/// pairs that a live link confirms or refuses. The same facts give the same proposals.
std::vector<Proposal> duplicates(const Facts& facts, bool with_decided = false);

/// Whether somebody has decided about the pair: a live link between the two that says Y or N, or both
/// confirmed under one line.
class DecidedPairs {
public:
    explicit DecidedPairs(const Facts& facts);
    bool decided(std::string_view a, std::string_view b) const;

private:
    std::vector<std::pair<std::string, std::string>> pairs_;  ///< ascending, each ascending
    std::vector<std::pair<std::string, std::string>> line_;   ///< event and the line it stands on, ascending
};

}  // namespace rules
