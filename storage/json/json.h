#pragma once
/// JSON as docs/formats/payload.md narrows it: RFC 7493, integers only (within 2^53-1), depth <= 32,
/// strings <= 1 MiB, no duplicate keys, no lone surrogates, no C0 controls but LF and TAB in strings.

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "crypto/base/result.h"

namespace json {

using base::Result;

class Value;
using Array = std::vector<Value>;

/// Members in the order given; keys unique.
class Object {
public:
    using Member = std::pair<std::string, Value>;
    const Value* find(std::string_view key) const;
    Value* find(std::string_view key);
    bool has(std::string_view key) const { return find(key) != nullptr; }
    void set(std::string_view key, Value value);  ///< replaces, or adds at the end
    void append(std::string key, Value value);    ///< the key must be new; spares the search
    void erase(std::string_view key);
    using Iterator = std::vector<Member>::const_iterator;
    bool empty() const;
    std::size_t size() const;
    Iterator begin() const;
    Iterator end() const;
    bool operator==(const Object& other) const;

private:
    std::vector<Member> members_;
};

class Value {
public:
    Value() = default;  ///< null
    // Converting on purpose: a field table reads as {"n", 1}.
    // NOLINTBEGIN(google-explicit-constructor)
    Value(std::nullptr_t) {}
    Value(bool flag) : held_(flag) {}
    Value(int number) : held_(static_cast<std::int64_t>(number)) {}
    Value(std::int64_t number) : held_(number) {}
    Value(const char* text) : held_(std::string(text)) {}
    Value(std::string text) : held_(std::move(text)) {}
    Value(std::string_view text) : held_(std::string(text)) {}
    Value(Array array) : held_(std::move(array)) {}
    Value(Object object) : held_(std::move(object)) {}
    // NOLINTEND(google-explicit-constructor)

    bool is_null() const { return std::holds_alternative<std::monostate>(held_); }
    const bool* flag() const { return std::get_if<bool>(&held_); }
    const std::int64_t* number() const { return std::get_if<std::int64_t>(&held_); }
    const std::string* text() const { return std::get_if<std::string>(&held_); }
    const Array* array() const { return std::get_if<Array>(&held_); }
    Array* array() { return std::get_if<Array>(&held_); }
    const Object* object() const { return std::get_if<Object>(&held_); }
    Object* object() { return std::get_if<Object>(&held_); }
    bool operator==(const Value& other) const;

private:
    std::variant<std::monostate, bool, std::int64_t, std::string, Array, Object> held_;
};

// After Value, which they need whole.
inline bool Object::empty() const
{
    return members_.empty();
}
inline std::size_t Object::size() const
{
    return members_.size();
}
inline Object::Iterator Object::begin() const
{
    return members_.begin();
}
inline Object::Iterator Object::end() const
{
    return members_.end();
}

struct Limits {
    std::size_t depth = 32;
    std::size_t string_bytes = 1024 * 1024;
};

/// Errors: Invalid, with the byte offset but none of the text.
Result<Value> parse(std::string_view text, Limits limits = {});
/// The same, and the value must be an object.
Result<Object> parse_object(std::string_view text, Limits limits = {});
/// Compact: no white space, members in the order held, UTF-8 as it is, only `"` `\` LF TAB escaped
/// (and other C0 as \u00xx, which parse() refuses).
std::string write(const Value& value);
std::string write(const Object& object);

// Reading members: absent or of another type gives the fallback.
std::string text_or(const Object& object, std::string_view key, std::string_view fallback = "");
std::int64_t number_or(const Object& object, std::string_view key, std::int64_t fallback = 0);
bool flag_or(const Object& object, std::string_view key, bool fallback = false);
/// The texts of an array; none where the member is absent or no array.
std::vector<std::string> texts(const Object& object, std::string_view key);

}  // namespace json
