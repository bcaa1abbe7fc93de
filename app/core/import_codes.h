#pragma once
/// How the values of app/import are spelled in records.

#include <optional>
#include <string_view>

#include "app/import/import.h"

namespace core {

std::string_view code_of(import_::Field field);  ///< of `import_field`
std::optional<import_::Field> field_of_code(std::string_view code);
std::string_view code_of(import_::Reason reason);             ///< of `row_reason`
std::string_view encoding_code(std::string_view name);        ///< of `file_encoding`
std::string_view delimiter_code(std::string_view delimiter);  ///< of `file_delimiter`
std::string_view media_type(const import_::Preview& preview);

}  // namespace core
