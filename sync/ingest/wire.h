#pragma once
/// Sizes of the messages between an importing process and its worker. Private to sync/ingest.

#include "crypto/base/wire.h"

namespace ingest {

using base::WireReader;
using base::WireWriter;

inline constexpr std::size_t kMiB = 1024 * 1024;
inline constexpr std::size_t kPerMessage =
    kMiB;  ///< lines and records are sent in messages of about this size
inline constexpr std::uint64_t kFarAway = 1ULL
                                          << 53;  ///< no honest number of bytes, lines or entries is larger

}  // namespace ingest
