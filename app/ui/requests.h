#pragma once
/// What a screen asks for, as values: the program carries them out and shows the result.

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "crypto/base/secret.h"

namespace ui {

/// Open the vault in `folder` (UTF-8) with this passphrase.
struct Unlock {
    std::string folder;
    base::Secret passphrase;
};
struct OpenReview {
    std::string uuid;
};
struct CloseReview {};
struct Lock {};
/// Rows of the chronology as it is filtered now.
struct NeedRows {
    std::int64_t offset = 0, limit = 0;
};
/// Show only what holds these words and comes from these agencies; an empty list: from all.
struct Filter {
    std::string words;
    std::vector<std::string> agencies;  ///< ids
    bool operator==(const Filter&) const = default;
};

using Request = std::variant<Unlock, OpenReview, CloseReview, Lock, NeedRows, Filter>;
using Requests = std::vector<Request>;

}  // namespace ui
