#include "app/core/attaching.h"

#include "app/core/importing.h"
#include "storage/model/fold.h"

namespace core {

using base::ErrorKind;
using base::fail;

Result<AttachedDocument> attach_document(review::Review& review, review::Vault& vault,
                                         const NewDocument& wanted, const base::Progress& progress)
{
    TRY_ASSIGN(auto file, base::InputFile::open(wanted.file));
    if (file.size() == 0) return fail(ErrorKind::Invalid, "The file is empty.");
    TRY_ASSIGN(const auto organisations, review.records("organisation"));
    TRY_ASSIGN(const auto attached, review.attach(file, true, progress));

    model::Change document;
    document.kind = "document";
    document.id = base::new_uuid(vault.random());
    const std::string name = base::to_utf8(wanted.file.filename());
    document.fields.set("title", name);
    document.fields.set("file_name", name);
    document.fields.set("source_kind", wanted.source_kind);
    bool named = false;
    for (const auto& one : organisations) {
        if (named || model::fold(json::text_or(one.fields, "name")) != model::fold(wanted.from)) continue;
        document.fields.set("from_org", one.id);
        named = true;
    }
    if (!named) document.fields.set("note", "From: " + wanted.from);
    document.fields.set("received_on", model::to_text(london_day(vault.clock().now())));
    document.fields.set("sha256", base::to_hex(attached.sha256));
    json::Array parts;
    for (const auto& part : attached.parts) parts.emplace_back(base::to_hex(part));
    document.fields.set("parts", std::move(parts));
    document.fields.set("length", static_cast<std::int64_t>(attached.length));
    document.fields.set("file_class", "D3");
    const std::string id = document.id;
    TRY_ASSIGN(const auto command, review.apply({{std::move(document)}}));
    return AttachedDocument{id, attached.sha256, command};
}

}  // namespace core
