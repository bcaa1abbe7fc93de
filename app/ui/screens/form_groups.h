#pragma once
/// The fields of long forms in groups, in the order a chair fills them in. A field that no group names comes
/// last, so that none is lost when a table grows.

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "storage/model/field.h"

namespace ui {

struct FormGroup {
    std::string_view title;  ///< empty: no heading
    std::vector<std::string_view> fields;
};

/// Of that kind; `asked` are the fields a person fills in.
std::vector<FormGroup> form_groups(std::string_view kind, std::span<const std::string_view> asked);

}  // namespace ui
