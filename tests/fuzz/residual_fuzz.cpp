// Any bytes as a text to scan: hits in order, inside the text, none within another.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "storage/rules/residual.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    if (size > 16U * 1024) return 0;
    static const rules::ResidualScan scan = [] {
        rules::Facts facts(std::chrono::year{2026} / 11 / 22, model::CodeLists::built_in());
        auto fields = json::parse_object(
            R"({"code":"V","names":[{"given":"Kacper","family":"Zebrowicz"}],"addresses":[{"address":"12 Otter Lane"}]})");
        if (!fields) std::abort();
        std::vector<rules::Record> people;
        people.push_back({"person", "00000000-0000-4000-8000-000000000000", std::move(*fields)});
        facts.add("person", std::move(people));
        return rules::ResidualScan(facts);
    }();
    // NOLINTNEXTLINE(cppcoreguidelines-pro-type-reinterpret-cast)
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    std::size_t from = 0;
    for (const auto& hit : scan.hits(text)) {
        if (hit.length == 0 || hit.offset < from || hit.offset + hit.length > size) std::abort();
        from = hit.offset + hit.length;
    }
    return 0;
}
