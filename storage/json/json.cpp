#include "storage/json/json.h"

#include <algorithm>
#include <iterator>
#include <nlohmann/json.hpp>
#include <set>

#include "crypto/base/utf8.h"
#include "storage/json/quick.h"

namespace json {
namespace {

constexpr std::int64_t kLargest = (std::int64_t{1} << 53) - 1;
constexpr std::size_t kSearchedMembers = 16;  ///< more than this, and keys are kept in a set

/// Walks the text and leaves a mark where it has come to, because the parser's callbacks do not say.
class Walker {
public:
    using iterator_category = std::input_iterator_tag;
    using value_type = char;
    using difference_type = std::ptrdiff_t;
    using pointer = const char*;
    using reference = const char&;

    Walker(const char* at, const char** mark) : at_(at), mark_(mark) {}
    reference operator*() const { return *at_; }
    Walker& operator++()
    {
        *mark_ = ++at_;
        return *this;
    }
    Walker operator++(int)
    {
        const Walker before = *this;
        ++*this;
        return before;
    }
    bool operator==(const Walker& other) const { return at_ == other.at_; }

private:
    const char* at_;
    const char** mark_;
};

/// Builds a Value from the parser's events and refuses what the profile does not allow. `why` says what.
class Builder {
public:
    explicit Builder(Limits limits) : limits_(limits) {}

    bool null() { return add(Value()); }
    bool boolean(bool flag) { return add(Value(flag)); }
    bool number_integer(std::int64_t number)
    {
        if (number == 0) return refuse("minus zero");  // an unsigned zero comes as number_unsigned
        if (number < -kLargest) return refuse("a number out of range");
        return add(Value(number));
    }
    bool number_unsigned(std::uint64_t number)
    {
        if (number > static_cast<std::uint64_t>(kLargest)) return refuse("a number out of range");
        return add(Value(static_cast<std::int64_t>(number)));
    }
    bool number_float(double, const std::string&) { return refuse("a number that is not a plain integer"); }
    bool string(std::string& text) { return text_allowed(text) && add(Value(std::move(text))); }
    bool binary(nlohmann::json::binary_t&) { return refuse("binary data"); }
    bool start_object(std::size_t) { return open(Value(Object())); }
    bool start_array(std::size_t) { return open(Value(Array())); }
    bool end_object() { return close(); }
    bool end_array() { return close(); }
    bool key(std::string& text)
    {
        if (!text_allowed(text)) return false;
        auto& frame = frames_.back();
        if (!frame.note(text)) return refuse("a member twice");
        frame.key = std::move(text);
        return true;
    }
    bool parse_error(std::size_t, const std::string&, const nlohmann::json::exception&)
    {
        return refuse("not well formed");
    }

    std::string why;
    Value result;

private:
    struct Frame {
        Value container;
        std::string key;
        std::set<std::string> keys;  ///< filled once there are many members

        bool note(const std::string& text)
        {
            const auto& object = *container.object();
            if (object.size() < kSearchedMembers) return !object.has(text);
            if (keys.empty())
                for (const auto& [name, value] : object) keys.insert(name);
            return keys.insert(text).second;
        }
    };

    bool refuse(const char* reason)
    {
        if (why.empty()) why = reason;
        return false;
    }
    bool text_allowed(const std::string& text)
    {
        if (text.size() > limits_.string_bytes) return refuse("a text that is too long");
        const bool control = std::any_of(text.begin(), text.end(), [](char c) {
            return static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\t';
        });
        return !control || refuse("a control character");
    }
    bool open(Value container)
    {
        if (frames_.size() >= limits_.depth) return refuse("too deep");
        frames_.push_back({std::move(container), {}, {}});
        return true;
    }
    bool close()
    {
        Value done = std::move(frames_.back().container);
        frames_.pop_back();
        return add(std::move(done));
    }
    bool add(Value value)
    {
        if (frames_.empty()) {
            result = std::move(value);
            return true;
        }
        auto& frame = frames_.back();
        if (auto* array = frame.container.array())
            array->push_back(std::move(value));
        else
            frame.container.object()->append(std::move(frame.key), std::move(value));
        return true;
    }

    Limits limits_;
    std::vector<Frame> frames_;
};

base::Error refused(std::string_view reason, std::size_t offset)
{
    return base::fail(
        base::ErrorKind::Invalid,
        "This JSON cannot be read: " + std::string(reason) + " at byte " + std::to_string(offset) + ".",
        "json");
}

void write_text(std::string& to, std::string_view text)
{
    constexpr std::string_view digits = "0123456789abcdef";
    to += '"';
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        switch (c) {
            case '"': to += "\\\""; break;
            case '\\': to += "\\\\"; break;
            case '\n': to += "\\n"; break;
            case '\t': to += "\\t"; break;
            default:
                if (byte >= 0x20) {
                    to += c;
                } else {
                    to += "\\u00";
                    to += digits[byte >> 4];
                    to += digits[byte & 15];
                }
        }
    }
    to += '"';
}

void write_value(std::string& to, const Value& value);

void write_object(std::string& to, const Object& object)
{
    to += '{';
    bool first = true;
    for (const auto& [key, value] : object) {
        if (!first) to += ',';
        first = false;
        write_text(to, key);
        to += ':';
        write_value(to, value);
    }
    to += '}';
}

void write_array(std::string& to, const Array& array)
{
    to += '[';
    for (std::size_t i = 0; i < array.size(); ++i) {
        if (i > 0) to += ',';
        write_value(to, array[i]);
    }
    to += ']';
}

void write_value(std::string& to, const Value& value)
{
    if (const auto* flag = value.flag())
        to += *flag ? "true" : "false";
    else if (const auto* number = value.number())
        to += std::to_string(*number);
    else if (const auto* text = value.text())
        write_text(to, *text);
    else if (const auto* array = value.array())
        write_array(to, *array);
    else if (const auto* object = value.object())
        write_object(to, *object);
    else
        to += "null";
}

}  // namespace

const Value* Object::find(std::string_view key) const
{
    const auto at =
        std::find_if(members_.begin(), members_.end(), [&](const Member& m) { return m.first == key; });
    return at == members_.end() ? nullptr : &at->second;
}

Value* Object::find(std::string_view key)
{
    const auto at =
        std::find_if(members_.begin(), members_.end(), [&](const Member& m) { return m.first == key; });
    return at == members_.end() ? nullptr : &at->second;
}

void Object::set(std::string_view key, Value value)
{
    if (auto* held = find(key))
        *held = std::move(value);
    else
        members_.emplace_back(std::string(key), std::move(value));
}

void Object::append(std::string key, Value value)
{
    members_.emplace_back(std::move(key), std::move(value));
}

void Object::erase(std::string_view key)
{
    std::erase_if(members_, [&](const Member& m) { return m.first == key; });
}

bool Object::operator==(const Object& other) const
{
    return members_ == other.members_;
}

bool Value::operator==(const Value& other) const
{
    return held_ == other.held_;
}

Result<Value> strict_parse(std::string_view text, Limits limits)
{
    if (text.starts_with("\xEF\xBB\xBF")) return refused("a byte order mark", 0);
    // The parser would take NUL for the end of the text.
    if (const auto nul = text.find('\0'); nul != std::string_view::npos) return refused("a NUL byte", nul);

    const char* mark = text.data();
    const Walker first(text.data(), &mark);
    const Walker last(text.data() + text.size(), &mark);
    Builder builder(limits);
    if (!nlohmann::json::sax_parse(first, last, &builder, nlohmann::json::input_format_t::json, true)) {
        const auto read = static_cast<std::size_t>(mark - text.data());
        return refused(builder.why, read == 0 ? 0 : read - 1);
    }
    return std::move(builder.result);
}

Result<Value> parse(std::string_view text, Limits limits)
{
    if (auto plain = quick_parse(text, limits)) return *std::move(plain);
    return strict_parse(text, limits);
}

Result<Object> parse_object(std::string_view text, Limits limits)
{
    TRY_ASSIGN(Value value, parse(text, limits));
    if (value.object() == nullptr) return refused("not an object", 0);
    return std::move(*value.object());
}

std::string write(const Value& value)
{
    std::string text;
    write_value(text, value);
    return text;
}

std::string write(const Object& object)
{
    std::string text;
    write_object(text, object);
    return text;
}

std::string text_or(const Object& object, std::string_view key, std::string_view fallback)
{
    const auto* value = object.find(key);
    const auto* text = value == nullptr ? nullptr : value->text();
    return text == nullptr ? std::string(fallback) : *text;
}

std::int64_t number_or(const Object& object, std::string_view key, std::int64_t fallback)
{
    const auto* value = object.find(key);
    const auto* number = value == nullptr ? nullptr : value->number();
    return number == nullptr ? fallback : *number;
}

bool flag_or(const Object& object, std::string_view key, bool fallback)
{
    const auto* value = object.find(key);
    const auto* flag = value == nullptr ? nullptr : value->flag();
    return flag == nullptr ? fallback : *flag;
}

std::vector<std::string> texts(const Object& object, std::string_view key)
{
    std::vector<std::string> found;
    const auto* value = object.find(key);
    if (value == nullptr || value->array() == nullptr) return found;
    for (const auto& one : *value->array())
        if (one.text() != nullptr) found.push_back(*one.text());
    return found;
}

}  // namespace json
