#pragma once
/// This process as a whole: beginning again, what it was told, and how long the computer has slept.
/// Implemented in platform_posix_process.cpp.

#include <chrono>
#include <string>
#include <vector>

#include "crypto/base/result.h"

namespace base {

/// The program begins again in this process with these words, and nothing of its memory stays; open files are
/// closed. Returns only when that failed: everything is as it was. Errors: Io.
Error replace_program(const std::vector<std::string>& words);
/// A variable of this process's environment, removed and overwritten there. Empty where it is not set.
std::string take_environment(const char* name);
/// How long the computer has slept since it was started.
std::chrono::seconds time_asleep();

}  // namespace base
