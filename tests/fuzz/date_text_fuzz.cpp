// Any bytes as a date cell and a time cell: read without a fault, the text kept, no day out of order.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "storage/model/date_reading.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    if (size < 1) return 0;
    // NOLINTNEXTLINE(cppcoreguidelines-pro-type-reinterpret-cast)
    const std::string_view text(reinterpret_cast<const char*>(data) + 1, size - 1);
    const std::size_t cut = text.empty() ? 0 : data[0] % (text.size() + 1);
    model::ReadingContext context;
    context.order = static_cast<model::DayMonthOrder>(data[0] % 3);
    context.imported = std::chrono::year{2026} / 11 / 22;
    context.birth = std::chrono::year{2004} / 2 / 29;
    const auto reading = model::read_date(text.substr(0, cut), text.substr(cut), context);
    if (reading.text != text.substr(0, cut)) std::abort();
    if (reading.earliest && reading.latest && *reading.latest < *reading.earliest) std::abort();
    if (reading.precision == model::Precision::Unknown && reading.problems.empty()) std::abort();
    (void)model::describe(reading);
    return 0;
}
