#pragma once
/// What the plain and the printed recovery kit share. Private to both.

#include "app/core/recovery_kit.h"

namespace core {

/// Errors: Refused (unfit_for_kit), Conflict (a file is there).
Result<void> check_kit_place(const Path& file, const Path& vault);

}  // namespace core
