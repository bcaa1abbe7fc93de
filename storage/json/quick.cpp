#include "storage/json/quick.h"

#include "crypto/base/utf8.h"

namespace json {
namespace {

constexpr std::size_t kMostDigits = 15;         // always within 2^53-1
constexpr std::size_t kMostSearchedKeys = 128;  // keys out of order are looked for one by one

class Quick {
public:
    Quick(std::string_view text, Limits limits)
        : at_(text.data()), end_(text.data() + text.size()), limits_(limits)
    {
    }

    bool whole(Value& to)
    {
        if (!value(to, 0)) return false;
        space();
        return at_ == end_;
    }

private:
    void space()
    {
        while (at_ != end_ && (*at_ == ' ' || *at_ == '\n' || *at_ == '\t' || *at_ == '\r')) ++at_;
    }

    bool take(char wanted)
    {
        space();
        if (at_ == end_ || *at_ != wanted) return false;
        ++at_;
        return true;
    }

    bool word(std::string_view wanted)
    {
        if (!std::string_view(at_, static_cast<std::size_t>(end_ - at_)).starts_with(wanted)) return false;
        at_ += wanted.size();
        return true;
    }

    bool value(Value& to, std::size_t depth)
    {
        space();
        if (at_ == end_) return false;
        switch (*at_) {
            case '"': return string_value(to);
            case '{': return depth < limits_.depth && object(to, depth + 1);
            case '[': return depth < limits_.depth && array(to, depth + 1);
            case 't': to = Value(true); return word("true");
            case 'f': to = Value(false); return word("false");
            case 'n': to = Value(); return word("null");
            default: return number(to);
        }
    }

    bool string_value(Value& to)
    {
        std::string read;
        if (!text(read)) return false;
        to = Value(std::move(read));
        return true;
    }

    // From a quotation mark to the next. Escapes with \u are left to the strict reader.
    bool text(std::string& to)
    {
        bool ascii = true;
        for (const char* run = ++at_;; ++at_) {
            if (at_ == end_) return false;
            const auto byte = static_cast<unsigned char>(*at_);
            if (byte < 0x20) return false;
            if (byte >= 0x80) ascii = false;
            if (*at_ != '"' && *at_ != '\\') continue;
            to.append(run, at_);
            if (*at_ == '"') break;
            if (!escape(to)) return false;
            run = at_ + 1;
        }
        ++at_;
        return to.size() <= limits_.string_bytes && (ascii || base::is_utf8(to));
    }

    bool escape(std::string& to)
    {
        if (++at_ == end_) return false;
        switch (*at_) {
            case '"':
            case '\\':
            case '/': to += *at_; return true;
            case 'n': to += '\n'; return true;
            case 't': to += '\t'; return true;
            default: return false;
        }
    }

    bool number(Value& to)
    {
        const bool negative = *at_ == '-';
        if (negative) ++at_;
        const char* first = at_;
        std::int64_t read = 0;
        for (; at_ != end_ && *at_ >= '0' && *at_ <= '9'; ++at_) {
            if (static_cast<std::size_t>(at_ - first) == kMostDigits) return false;
            read = read * 10 + (*at_ - '0');
        }
        if (at_ == first || (*first == '0' && (negative || at_ - first > 1))) return false;
        if (at_ != end_ && (*at_ == '.' || *at_ == 'e' || *at_ == 'E')) return false;
        to = Value(negative ? -read : read);
        return true;
    }

    bool array(Value& to, std::size_t depth)
    {
        ++at_;
        Array read;
        if (!take(']')) {
            do {
                if (!value(read.emplace_back(), depth)) return false;
            } while (take(','));
            if (!take(']')) return false;
        }
        to = Value(std::move(read));
        return true;
    }

    bool object(Value& to, std::size_t depth)
    {
        ++at_;
        Object read;
        if (!take('}')) {
            bool ascending = true;
            std::string last;
            do {
                std::string key;
                Value held;
                space();
                if (at_ == end_ || *at_ != '"' || !text(key)) return false;
                ascending = ascending && (read.empty() || last < key);
                if (!ascending && (read.size() >= kMostSearchedKeys || read.has(key))) return false;
                if (ascending) last = key;
                if (!take(':') || !value(held, depth)) return false;
                read.append(std::move(key), std::move(held));
            } while (take(','));
            if (!take('}')) return false;
        }
        to = Value(std::move(read));
        return true;
    }

    const char* at_;
    const char* end_;
    Limits limits_;
};

}  // namespace

std::optional<Value> quick_parse(std::string_view text, Limits limits)
{
    Value read;
    if (!Quick(text, limits).whole(read)) return std::nullopt;
    return read;
}

}  // namespace json
