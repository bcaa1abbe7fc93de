// Any text as a pasted table.
#include <cstdint>

#include "app/import/cells.h"
#include "app/import/html.h"
#include "tests/support/fuzz_import.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    if (size > 64U * 1024) return 0;
    test::check_read(import_::read_html(import_::clean(base::text_of({data, size})), {}, {}));
    return 0;
}
