#pragma once
/// Lines that are not rows: markings, page numbers, "End of report".

#include <string_view>

namespace import_ {

bool is_notice(std::string_view text);

}  // namespace import_
