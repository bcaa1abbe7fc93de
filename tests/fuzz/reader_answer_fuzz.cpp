// What the reader of an agency's file says, in any order and form: the parent refuses it, or has a table that
// it can make a preview of.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "app/import/reader_message.h"
#include "tests/support/fuzz_import.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    base::ByteView rest(data, size);
    import_::Hearing hearing{import_::Limits{}};
    if (!hearing.take(import_::Message::Ready, {})) std::abort();
    while (rest.size() >= base::kHeadBytes && !hearing.done()) {
        base::HeadBytes bytes{};
        std::copy_n(rest.begin(), bytes.size(), bytes.begin());
        rest = rest.subspan(bytes.size());
        const auto head = import_::parse_head(bytes, {});
        if (!head || head->length > rest.size()) return 0;
        if (!hearing.take(head->type, rest.first(head->length))) return 0;
        rest = rest.subspan(head->length);
    }
    if (!hearing.done()) return 0;
    if (hearing.failure()) return hearing.failure()->what.empty() ? std::abort(), 0 : 0;
    test::check_read(std::move(hearing.table()));
    return 0;
}
