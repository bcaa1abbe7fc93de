#pragma once
/// Whether a word is one of a list.

#include <algorithm>
#include <initializer_list>
#include <string_view>

namespace rules {

template <class List>
bool among(std::string_view word, const List& list)
{
    return std::find(list.begin(), list.end(), word) != list.end();
}
inline bool among(std::string_view word, std::initializer_list<std::string_view> list)
{
    return std::find(list.begin(), list.end(), word) != list.end();
}

}  // namespace rules
