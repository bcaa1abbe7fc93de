// Templates, code lists, bank holidays and libraries: whatever is read holds what its form promises.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "storage/rules/reference_data.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    if (const auto one = rules::Templates::load(text))
        if (one->id.empty() || one->version < 1 || one->letter("request", "") == nullptr) std::abort();
    if (const auto calendar = model::Calendar::load(text))
        if (calendar->years().last < calendar->years().first) std::abort();
    if (const auto library = rules::Library::load(text, model::CodeLists::built_in()))
        for (const auto& entry : library->entries)
            if (entry.year.size() != 4) std::abort();
    rules::ReferenceData all;
    (void)all.take({{"codelists/x.json", std::string(text)}}, rules::ReferenceData::Older::Refuse).has_value();
    return 0;
}
