#pragma once
/// XML of an Office file as a tree, within a budget of memory. No document type, no entity but the five of
/// XML, nothing outside is ever fetched. Names are compared without their prefix.

#include <memory>
#include <pugixml.hpp>
#include <string>
#include <string_view>

#include "crypto/base/result.h"

namespace import_ {

using base::Result;

constexpr std::size_t kXmlMemory = 384U * 1024 * 1024;  ///< bytes, of all trees of one thread together
constexpr int kXmlDepth = 256;                          ///< elements within elements

/// Errors: Refused (`xml_doctype`, `xml_depth`, `xml_memory`), Invalid (`xml_damaged`).
Result<std::unique_ptr<pugi::xml_document>> parse_xml(std::string_view bytes);

std::string_view local(const pugi::xml_node& node);          ///< "tbl" for w:tbl
bool is(const pugi::xml_node& node, std::string_view name);  ///< by its local name
pugi::xml_node child(const pugi::xml_node& node, std::string_view name);
/// Empty where it is absent.
std::string_view attribute(const pugi::xml_node& node, std::string_view name);
/// A switch of Office: present, and not "0", "false" or "off".
bool is_on(std::string_view value);

}  // namespace import_
