// Settings, keys, rosters.
#include "storage/central/store_state.h"

namespace central {

using base::ErrorKind;
using base::fail;

Result<void> Store::put_setting(std::string_view name, std::string_view value)
{
    TRY_ASSIGN(auto put, state_->db.prepare("INSERT INTO setting (name, value) VALUES (?, ?) "
                                            "ON CONFLICT (name) DO UPDATE SET value = excluded.value"));
    return put.bind(name).bind(value).run();
}

Result<std::optional<std::string>> Store::setting(std::string_view name)
{
    TRY_ASSIGN(auto query, state_->db.prepare("SELECT value FROM setting WHERE name = ?"));
    TRY_ASSIGN(const bool found, query.bind(name).step());
    if (!found) return std::optional<std::string>{};
    return std::optional<std::string>(query.text(0));
}

Result<void> Store::put_secret(std::string_view name, ByteView value)
{
    TRY_ASSIGN(auto put, state_->db.prepare("INSERT INTO secret (name, value) VALUES (?, ?) "
                                            "ON CONFLICT (name) DO UPDATE SET value = excluded.value"));
    return put.bind(name).bind(value).run();
}

Result<base::Secret> Store::secret(std::string_view name)
{
    TRY_ASSIGN(auto query, state_->db.prepare("SELECT value FROM secret WHERE name = ?"));
    TRY_ASSIGN(const bool found, query.bind(name).step());
    if (!found) return fail(ErrorKind::NotFound, "The central store does not hold a key of that name.");
    return base::Secret::copy_of(query.blob_view(0));
}

Result<std::vector<std::string>> Store::secret_names(std::string_view prefix)
{
    TRY_ASSIGN(auto query, state_->db.prepare("SELECT name FROM secret ORDER BY name"));
    std::vector<std::string> names;
    while (true) {
        TRY_ASSIGN(const bool more, query.step());
        if (!more) return names;
        if (query.text_view(0).starts_with(prefix)) names.push_back(query.text(0));
    }
}

Result<void> Store::put_roster(std::uint64_t version, ByteView note)
{
    TRY_ASSIGN(auto put, state_->db.prepare("INSERT INTO roster (version, note) VALUES (?, ?)"));
    return put.bind(static_cast<std::int64_t>(version)).bind(note).run();
}

Result<std::vector<Bytes>> Store::rosters()
{
    TRY_ASSIGN(auto query, state_->db.prepare("SELECT note FROM roster ORDER BY version"));
    std::vector<Bytes> notes;
    while (true) {
        TRY_ASSIGN(const bool more, query.step());
        if (!more) return notes;
        notes.push_back(query.blob(0));
    }
}

Result<void> Store::put_enrolment(const Digest32& request, std::string_view member, std::string_view key,
                                  std::uint64_t version)
{
    TRY_ASSIGN(auto put,
               state_->db.prepare(
                   "INSERT INTO enrolment (request, member, member_key, version) VALUES (?, ?, ?, ?)"));
    return put.bind(ByteView(request)).bind(member).bind(key).bind(static_cast<std::int64_t>(version)).run();
}

Result<std::optional<std::string>> Store::enrolled_member(const Digest32& request)
{
    TRY_ASSIGN(auto query, state_->db.prepare("SELECT member FROM enrolment WHERE request = ?"));
    TRY_ASSIGN(const bool found, query.bind(ByteView(request)).step());
    if (!found) return std::optional<std::string>{};
    return std::optional<std::string>(query.text(0));
}

}  // namespace central
