#pragma once
/// Reading a template file strictly: every member known, of its type and size, every code in its list.
/// Private to storage/rules. Source: docs/formats/templates.md.

#include "storage/rules/template.h"

namespace rules {

/// Errors: Invalid `template`, naming the template and what is wrong with it.
Result<Template> read_template(std::string_view json, const model::CodeLists& lists);

}  // namespace rules
