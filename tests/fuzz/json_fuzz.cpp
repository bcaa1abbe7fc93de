/// What can be read can be written and read back the same, and the quick reader takes nothing else.
#include <cstdint>
#include <cstdlib>

#include "crypto/base/bytes.h"
#include "storage/json/json.h"
#include "storage/json/quick.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const auto value = json::parse(base::text_of({data, size}));
    if (!value) return 0;
    const auto strict = json::strict_parse(base::text_of({data, size}), {});
    if (!strict || !(*strict == *value)) std::abort();
    const auto text = json::write(*value);
    const auto again = json::parse(text);
    if (!again || !(*again == *value) || json::write(*again) != text) std::abort();
    return 0;
}
