#pragma once
/// What kind of file some bytes are, by their content alone: the allow-list of step 15.
/// Source: docs/formats/ingest.md, "Types".

#include <string_view>

#include "crypto/base/bytes.h"

namespace ingest {

inline constexpr std::size_t kTypeBytes = 4096;  ///< of the beginning are looked at

/// `pdf`, `png`, `text`, ...; empty when it is nothing a review receives (programs, scripts, databases).
std::string_view content_type(base::ByteView beginning);

}  // namespace ingest
