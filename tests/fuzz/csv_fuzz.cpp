// Any bytes as an agency's file: read, proposed, previewed; every row accounted for.
#include <cstdint>
#include <cstdlib>

#include "app/import/import.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    if (size > 64U * 1024) return 0;
    const auto table = import_::read_table({data, size});
    if (!table) return 0;
    import_::Context context;
    context.imported = std::chrono::year{2026} / 11 / 22;
    const auto preview = import_::preview(*table, import_::propose(*table), context);
    if (preview.rows_read != preview.events.size() + preview.set_aside.size()) std::abort();
    if (preview.rows_read != table->records.size()) std::abort();
    (void)import_::describe(preview);
    return 0;
}
