#pragma once
/// What the settings of a vault show and change. Belongs to the store thread.

#include <string>
#include <vector>

#include "app/core/desk_store.h"

namespace core {

inline constexpr int kFewestIdle = 1, kMostIdle = 60;  ///< minutes

/// "22 November 2026", UTC.
std::string day_of(base::Time at);

/// Until the vault locks by itself; kept in the vault.
Result<int> idle_minutes(review::Vault& vault);
/// Errors: Invalid.
Result<void> set_idle_minutes(review::Vault& vault, int minutes);

struct DeskSettings {
    std::string owner;
    std::string fingerprint;  ///< of the signing key, in groups
    std::string enrolment;    ///< one plain sentence
    std::string centre;       ///< which roster is trusted, and until when; empty: none
    std::string root_fingerprint;
    std::string request_fingerprint;  ///< of the enrolment request last made; empty: none
    std::string kit;                  ///< when the recovery kit was last tried
    int idle_minutes = 5;
    std::string lists;               ///< which code lists are in use
    std::vector<std::string> packs;  ///< "bank-holidays, version 3, installed 4 June 2026"
    std::string backup_folder;
    int backups_kept = 3;
};
Result<DeskSettings> desk_settings(DeskStore& store);

/// Writes the request and its signature into `folder`; returns what to do with it, with its fingerprint.
Result<std::string> desk_request(DeskStore& store, const std::string& organisation, const std::string& device,
                                 const std::string& folder);
/// Takes a roster; `root`: fingerprint from the letter, or empty. Returns what was trusted, in words.
Result<std::string> desk_trust(DeskStore& store, const std::string& file, const std::string& root);
/// Installs a pack of reference data. Returns what was installed, in words.
Result<std::string> desk_install_pack(DeskStore& store, const std::string& file);
Result<void> desk_idle(DeskStore& store, int minutes);
Result<void> desk_backup_plan(DeskStore& store, const std::string& folder, int keep);

}  // namespace core
