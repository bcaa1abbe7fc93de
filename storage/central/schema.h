#pragma once
/// The tables of the central store, step by step. SQLite and PostgreSQL both accept them; every table about a
/// review begins its key with the review id. Source: docs/formats/store.md, "Tables".

#include <span>

#include "storage/db/database.h"

namespace central {

inline constexpr std::int32_t kApplicationId = 0x43524e43;  // "CRNC"
std::span<const storage::Migration> migrations();

}  // namespace central
