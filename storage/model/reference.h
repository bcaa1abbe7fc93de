#pragma once
/// The reference people use for a review: `OWHR-E09000022-2025-001`. Unique in a vault, not in the world.
/// Source: docs/formats/records.md, "Reference".

#include <optional>
#include <string>
#include <string_view>

namespace model {

struct ReviewReference {
    std::string type;  ///< code of `review_type`
    std::string area;  ///< GSS code
    int year = 0;      ///< of death, else of opening; 1900 to 2999
    int number = 0;    ///< from 1; three digits or more

    bool operator==(const ReviewReference&) const = default;
};

std::string to_text(const ReviewReference& reference);
/// Nothing unless to_text gives the same text back.
std::optional<ReviewReference> reference_from_text(std::string_view text);

}  // namespace model
