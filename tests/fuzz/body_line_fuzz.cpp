/// What can be read is written the same again.
#include <cstdint>
#include <cstdlib>

#include "crypto/base/bytes.h"
#include "storage/journal/journal.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const auto text = base::text_of({data, size});
    const auto read = journal::parse_body(text);
    if (read && journal::encode(*read) != std::string(text) + '\n') std::abort();
    return 0;
}
