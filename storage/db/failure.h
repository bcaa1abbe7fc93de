#pragma once
/// SQLite's result codes in our words.

#include "crypto/base/result.h"

namespace storage {

/// The text is ours, never SQLite's message: messages quote SQL and values.
base::Error failure(int code, const char* doing);

}  // namespace storage
