#include "app/desktop/resume.h"

#include "storage/json/json.h"

namespace desktop {

namespace {

int small(const json::Object& fields, std::string_view key, int otherwise)
{
    const auto value = json::number_or(fields, key, otherwise);
    return value < -100000 || value > 100000 ? otherwise : static_cast<int>(value);
}

}  // namespace

std::string to_text(const Resume& resume)
{
    json::Object fields;
    fields.set("by_idle", resume.by_idle);
    fields.set("folder", resume.folder);
    fields.set("vault", resume.vault);
    fields.set("review", resume.review);
    fields.set("section", resume.section);
    fields.set("kind", resume.record.kind);
    fields.set("record", resume.record.id);
    fields.set("focus", resume.focus);
    fields.set("caret", resume.caret);
    fields.set("x", resume.window.x);
    fields.set("y", resume.window.y);
    fields.set("width", resume.window.width);
    fields.set("height", resume.window.height);
    fields.set("maximised", resume.window.maximised);
    return json::write(fields);
}

Resume resume_from(std::string_view text)
{
    const auto fields = json::parse_object(text);
    if (!fields) return {};
    const auto flag = [&](std::string_view key) {
        const auto* value = fields->find(key);
        return value != nullptr && value->flag() != nullptr && *value->flag();
    };
    Resume resume;
    resume.locked = true;
    resume.by_idle = flag("by_idle");
    resume.folder = json::text_or(*fields, "folder");
    resume.vault = json::text_or(*fields, "vault");
    resume.review = json::text_or(*fields, "review");
    resume.section = json::text_or(*fields, "section");
    resume.record = {json::text_or(*fields, "kind"), json::text_or(*fields, "record")};
    resume.focus = json::text_or(*fields, "focus");
    resume.caret = small(*fields, "caret", -1);
    resume.window = {small(*fields, "x", 0), small(*fields, "y", 0), small(*fields, "width", 0),
                     small(*fields, "height", 0), flag("maximised")};
    return resume;
}

}  // namespace desktop
