#pragma once
/// How every fallible call in this project reports failure.
///
/// A function that can fail for a reason outside the program (disk, wrong key,
/// bad bundle, bad input) returns Result<T>. A broken invariant inside the
/// program is an assert, never a Result.

#include <cstdlib>
#include <string>
#include <utility>
#include <variant>

namespace base {

/// What the caller can do about it. Add a value only when some caller will
/// branch on it; everything else belongs in Error::what.
enum class ErrorKind {
    NotFound,   ///< the thing named is not there
    Invalid,    ///< the input cannot be read or used as given
    Corrupt,    ///< stored or received bytes are damaged or were altered
    Denied,     ///< wrong passphrase or key
    Busy,       ///< another program holds it
    Refused,    ///< a rule of the field or of the format forbids it
    Conflict,   ///< the state does not allow it now
    Cancelled,  ///< the person stopped it
    NoVault,    ///< no vault or store at this place
    Io          ///< the disk, the network or the system failed
};

struct Error {
    ErrorKind kind;
    std::string what;  ///< for the person who meets it: what happened, what to do. No case data, no secrets.
    std::string code;  ///< stable reason code of docs/formats (such as `body_missing`), or empty

    bool operator==(const Error&) const = default;
};

inline Error fail(ErrorKind kind, std::string what, std::string code = {})
{
    return {kind, std::move(what), std::move(code)};
}

/// A T or the reason there is none. Dropping one is a compile error; reading
/// the side that is not there stops the program.
template <class T>
class [[nodiscard]] Result {
public:
    // Both sides convert, so `return value;` and `return fail(..);` read plainly.
    // NOLINTNEXTLINE(google-explicit-constructor)
    Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}
    // NOLINTNEXTLINE(google-explicit-constructor)
    Result(Error error) : state_(std::in_place_index<1>, std::move(error)) {}

    explicit operator bool() const { return state_.index() == 0; }
    bool has_value() const { return state_.index() == 0; }

    const T& operator*() const& { return *held<0>(state_); }
    T& operator*() & { return *held<0>(state_); }
    T operator*() && { return std::move(*held<0>(state_)); }  // by value: nothing to dangle
    T* operator->() { return held<0>(state_); }
    const T* operator->() const { return held<0>(state_); }
    const Error& error() const { return *held<1>(state_); }

private:
    template <std::size_t I, class State>
    static auto* held(State& state)
    {
        auto* side = std::get_if<I>(&state);
        if (side == nullptr) std::abort();
        return side;
    }

    std::variant<T, Error> state_;
};

/// Success carries nothing.
template <>
class [[nodiscard]] Result<void> : public Result<std::monostate> {
public:
    Result() : Result<std::monostate>(std::monostate{}) {}
    // NOLINTNEXTLINE(google-explicit-constructor)
    Result(Error error) : Result<std::monostate>(std::move(error)) {}
};

}  // namespace base

/// TRY_ASSIGN(auto db, Database::open(path, key)) -- declares on success, else returns the error.
#define TRY_ASSIGN(decl, expr) TRY_ASSIGN_(decl, expr, TRY_CAT_(try_result_, __LINE__))
#define TRY_ASSIGN_(decl, expr, tmp) \
    auto tmp = (expr);               \
    if (!tmp) return tmp.error();    \
    decl = *std::move(tmp)
/// TRY_VOID(transaction.commit()) -- returns the error, if any.
#define TRY_VOID(expr)                                                        \
    do {                                                                      \
        if (auto try_result = (expr); !try_result) return try_result.error(); \
    } while (false)
#define TRY_CAT_(a, b) TRY_CAT2_(a, b)
#define TRY_CAT2_(a, b) a##b
