#pragma once
/// The seams of time and chance, so that tests can hold both still.

#include <chrono>
#include <string>
#include <string_view>

#include "crypto/base/bytes.h"

namespace base {

using Time = std::chrono::sys_seconds;  ///< UTC

class Clock {
public:
    virtual ~Clock() = default;
    virtual Time now() const = 0;
};
class SystemClock : public Clock {
public:
    Time now() const override;
};
/// Stands still until told.
class FixedClock : public Clock {
public:
    explicit FixedClock(Time at) : at_(at) {}
    Time now() const override { return at_; }
    void set(Time at) { at_ = at; }

private:
    Time at_;
};

/// `YYYY-MM-DDThh:mm:ssZ`. Source: docs/formats/lexical.md.
std::string to_text(Time at);
/// Errors: Invalid unless exactly that form and a real instant.
Result<Time> time_from_text(std::string_view text);

/// Chance that is published or named: ids, nonces. Secrets are made by Secret::random only.
class Random {
public:
    virtual ~Random() = default;
    virtual void fill(std::span<std::uint8_t> into) = 0;
};
class SystemRandom : public Random {
public:
    void fill(std::span<std::uint8_t> into) override;
};

/// RFC 9562 version 4, lower case.
std::string new_uuid(Random& random);
bool is_uuid(std::string_view text);  ///< version 4, lower case

}  // namespace base
