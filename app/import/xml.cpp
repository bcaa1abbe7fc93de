#include "app/import/xml.h"

#include <cstdlib>
#include <cstring>

namespace import_ {
namespace {

using base::ErrorKind;
using base::fail;

constexpr std::size_t kHead = 16;  // in front of each block: its size, and the alignment kept

thread_local std::size_t used = 0;

void* take_memory(std::size_t size)
{
    if (size > kXmlMemory || used > kXmlMemory - size) return nullptr;
    auto* block = static_cast<char*>(std::malloc(size + kHead));
    if (block == nullptr) return nullptr;
    std::memcpy(block, &size, sizeof size);
    used += size;
    return block + kHead;
}

void give_memory(void* pointer)
{
    if (pointer == nullptr) return;
    char* block = static_cast<char*>(pointer) - kHead;
    std::size_t size = 0;
    std::memcpy(&size, block, sizeof size);
    used -= size;
    std::free(block);
}

/// Before the first tree: every block of the library is counted.
void count_memory()
{
    [[maybe_unused]] static const bool once = [] {
        pugi::set_memory_management_functions(take_memory, give_memory);
        return true;
    }();
}

std::string_view without_prefix(const char* name)
{
    const std::string_view whole = name;
    const std::size_t colon = whole.find(':');
    return colon == std::string_view::npos ? whole : whole.substr(colon + 1);
}

/// Walks the tree without calling itself, as deep as a hostile file may go.
Result<void> check(const pugi::xml_document& document)
{
    int depth = 0;
    pugi::xml_node node = document.first_child();
    while (node) {
        if (node.type() == pugi::node_doctype)
            return fail(ErrorKind::Refused,
                        "The file declares a document type, which no Office file does: it may be meant to do "
                        "harm. Nothing was imported; ask the agency for a fresh copy.",
                        "xml_doctype");
        if (node.first_child()) {
            node = node.first_child();
            if (++depth > kXmlDepth)
                return fail(ErrorKind::Refused,
                            "The file is nested deeper than any real one. Nothing was imported; ask the "
                            "agency for a fresh copy.",
                            "xml_depth");
            continue;
        }
        while (node && !node.next_sibling()) {
            node = node.parent();
            if (--depth < 0 || node.type() == pugi::node_document) return {};
        }
        node = node.next_sibling();
    }
    return {};
}

}  // namespace

Result<std::unique_ptr<pugi::xml_document>> parse_xml(std::string_view bytes)
{
    count_memory();
    auto document = std::make_unique<pugi::xml_document>();
    constexpr unsigned kOptions = pugi::parse_cdata | pugi::parse_escapes | pugi::parse_eol |
                                  pugi::parse_wconv_attribute | pugi::parse_ws_pcdata_single |
                                  pugi::parse_doctype;
    const auto parsed = document->load_buffer(bytes.data(), bytes.size(), kOptions);
    if (parsed.status == pugi::status_out_of_memory)
        return fail(ErrorKind::Refused,
                    "The file needs more memory than is allowed for it. Nothing was imported; ask for it in "
                    "parts.",
                    "xml_memory");
    if (!parsed)
        return fail(ErrorKind::Invalid,
                    "The file is damaged inside. Nothing was imported; ask the agency to send it again.",
                    "xml_damaged");
    TRY_VOID(check(*document));
    return document;
}

std::string_view local(const pugi::xml_node& node)
{
    return without_prefix(node.name());
}

bool is(const pugi::xml_node& node, std::string_view name)
{
    return node.type() == pugi::node_element && local(node) == name;
}

pugi::xml_node child(const pugi::xml_node& node, std::string_view name)
{
    for (const pugi::xml_node& one : node.children())
        if (is(one, name)) return one;
    return {};
}

std::string_view attribute(const pugi::xml_node& node, std::string_view name)
{
    for (const pugi::xml_attribute& one : node.attributes())
        if (without_prefix(one.name()) == name) return one.value();
    return {};
}

bool is_on(std::string_view value)
{
    return !value.empty() && value != "0" && value != "false" && value != "off";
}

}  // namespace import_
