#pragma once
/// The two readers behind json::parse(). For storage/json and its tests alone.

#include <optional>

#include "storage/json/json.h"

namespace json {

/// Of the plain texts that the program itself writes, by far the most: what the strict reader gives. Nothing
/// where anything is out of the ordinary; never takes what that one refuses.
std::optional<Value> quick_parse(std::string_view text, Limits limits);
/// Decides on every text and words the refusal. Errors: as parse().
Result<Value> strict_parse(std::string_view text, Limits limits);

}  // namespace json
