#pragma once
/// For work that can be stopped, in tests that never stop it.

#include <atomic>

namespace support {

inline const std::atomic<bool> kGoOn = false;

}  // namespace support
