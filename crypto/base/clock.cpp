#include "crypto/base/clock.h"

#include <algorithm>
#include <cstdio>
#include <optional>

#include <sodium.h>

#include "crypto/base/secret.h"

namespace base {
namespace {

constexpr std::string_view kTimeShape = "0000-00-00T00:00:00Z";
constexpr std::string_view kUuidShape = "xxxxxxxx-xxxx-4xxx-vxxx-xxxxxxxxxxxx";

int number(std::string_view text, std::size_t at, std::size_t digits)
{
    int value = 0;
    for (const char c : text.substr(at, digits)) value = value * 10 + (c - '0');
    return value;
}

bool is_hex(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
}

bool fits(char c, char shape)
{
    if (shape == 'x') return is_hex(c);
    if (shape == 'v') return c == '8' || c == '9' || c == 'a' || c == 'b';
    return c == shape;
}

}  // namespace

Time SystemClock::now() const
{
    return std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
}

std::string to_text(Time at)
{
    const auto day = std::chrono::floor<std::chrono::days>(at);
    const std::chrono::year_month_day date(day);
    const auto second = (at - day).count();
    std::array<char, 48> text{};
    std::snprintf(text.data(), text.size(), "%04d-%02u-%02uT%02d:%02d:%02dZ", static_cast<int>(date.year()),
                  static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                  static_cast<int>(second / 3600), static_cast<int>(second / 60 % 60),
                  static_cast<int>(second % 60));
    return text.data();
}

Result<Time> time_from_text(std::string_view text)
{
    const auto wrong = fail(ErrorKind::Invalid, "This is not a time of the form YYYY-MM-DDThh:mm:ssZ.");
    const bool shaped = std::ranges::equal(text, kTimeShape, [](char c, char shape) {
        return shape == '0' ? c >= '0' && c <= '9' : c == shape;
    });
    if (!shaped) return wrong;

    const std::chrono::year_month_day date(std::chrono::year(number(text, 0, 4)),
                                           std::chrono::month(static_cast<unsigned>(number(text, 5, 2))),
                                           std::chrono::day(static_cast<unsigned>(number(text, 8, 2))));
    const int hour = number(text, 11, 2);
    const int minute = number(text, 14, 2);
    const int second = number(text, 17, 2);
    if (!date.ok() || hour > 23 || minute > 59 || second > 59) return wrong;
    return Time(std::chrono::sys_days(date)) + std::chrono::hours(hour) + std::chrono::minutes(minute) +
           std::chrono::seconds(second);
}

void SystemRandom::fill(std::span<std::uint8_t> into)
{
    start_crypto();
    randombytes_buf(into.data(), into.size());
}

std::string new_uuid(Random& random)
{
    std::array<std::uint8_t, 16> bytes{};
    random.fill(bytes);
    bytes[6] = static_cast<std::uint8_t>((bytes[6] & 0x0F) | 0x40);
    bytes[8] = static_cast<std::uint8_t>((bytes[8] & 0x3F) | 0x80);
    std::string text = to_hex(bytes);
    for (const std::size_t dash : {8U, 13U, 18U, 23U}) text.insert(dash, 1, '-');
    return text;
}

bool is_uuid(std::string_view text)
{
    return std::ranges::equal(text, kUuidShape, fits);
}

}  // namespace base
