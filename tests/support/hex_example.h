#pragma once
/// Worked examples in docs/formats are kept true: the block ```hex of a document must be the dump of the
/// bytes the code makes. With CAIRN_WRITE_EXAMPLES set, the document is rewritten instead.

#include <catch2/catch_test_macros.hpp>

#include <cstdlib>
#include <fstream>
#include <string>
#include <string_view>

#include "tests/support/vectors.h"

namespace test {

/// Offset, sixteen bytes, and the printable ones, a line.
inline std::string hex_dump(std::string_view bytes)
{
    constexpr std::string_view kDigits = "0123456789abcdef";
    std::string text;
    for (std::size_t from = 0; from < bytes.size(); from += 16) {
        for (int shift = 12; shift >= 0; shift -= 4) text += kDigits[(from >> shift) & 15];
        std::string shown;
        for (std::size_t i = from; i < from + 16; ++i) {
            text += i % 8 == 0 ? "  " : " ";
            if (i >= bytes.size()) {
                text += "  ";
                continue;
            }
            const auto byte = static_cast<unsigned char>(bytes[i]);
            text += kDigits[byte >> 4];
            text += kDigits[byte & 15];
            shown += byte >= 0x20 && byte < 0x7f ? static_cast<char>(byte) : '.';
        }
        text += "  " + shown + "\n";
    }
    return text;
}

inline void check_example(const std::string& document, std::string_view bytes)
{
    const std::string path = std::string(PROJECT_ROOT) + "/docs/formats/" + document;
    std::string text = file_bytes(path);
    const std::string open = "```hex\n";
    const std::size_t begin = text.find(open);
    INFO(document);
    REQUIRE(begin != std::string::npos);
    const std::size_t from = begin + open.size();
    const std::size_t end = text.find("```", from);
    REQUIRE(end != std::string::npos);
    const std::string expected = hex_dump(bytes);
    if (std::getenv("CAIRN_WRITE_EXAMPLES") != nullptr) {
        text.replace(from, end - from, expected);
        std::ofstream(path, std::ios::binary) << text;
        return;
    }
    CHECK(text.substr(from, end - from) == expected);
}

}  // namespace test
