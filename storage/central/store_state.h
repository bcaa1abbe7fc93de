#pragma once
/// What Store's parts share.

#include "storage/central/store.h"
#include "storage/db/database.h"

namespace central {

struct Store::State {
    Path folder;
    base::FileLock lock;
    storage::Database db;
    base::SystemClock system_clock;
    base::SystemRandom system_random;
    const base::Clock* clock = nullptr;
    base::Random* random = nullptr;

    State(Path where, base::FileLock held, storage::Database opened, Seams seams)
        : folder(std::move(where)),
          lock(std::move(held)),
          db(std::move(opened)),
          clock(seams.clock != nullptr ? seams.clock : &system_clock),
          random(seams.random != nullptr ? seams.random : &system_random)
    {
    }
};

std::int64_t to_row(base::Time at);
base::Time time_from_row(std::int64_t seconds);
/// Errors: Corrupt when the column has another length.
Result<Digest32> digest32_of(ByteView bytes);

/// Finishes what an interruption left in the folders: copies without a row go, objects of accepted bundles
/// are filed.
Result<void> sweep(Store& store);

}  // namespace central
