#include "app/desktop/over_service.h"

#include <utility>

#include "app/core/desk_find.h"
#include "app/ui/screens/sections.h"

namespace desktop {

OverService::OverService(Host& host, Add add) : host_(host), add_(std::move(add))
{
    for (auto& table : core::desk_tables()) screen_.tables.push_back({table.name, table.title, ""});
}

std::optional<ui::OverKey> OverService::draw(ui::Kit& kit, bool unlocked, bool in_review)
{
    auto asks = ui::draw(kit, screen_, {unlocked, in_review ? &host_.head : nullptr});
    for (auto& request : asks.requests) host_.carry_out(request);
    if (asks.find) find(*asks.find);
    if (asks.show) show(*asks.show);
    if (asks.command) {
        host_.theme = static_cast<ui::ThemeName>(*asks.command);
        host_.remember();
    }
    if (asks.save) save(*asks.save);
    return asks.key;
}

void OverService::find(const std::string& words)
{
    add_({.name = "find",
          .sort = core::Desk::Sort::Latest,
          .run = [this, words, named = host_.head.identified()](core::DeskStore& store,
                                                                const std::atomic<bool>&) {
              auto found = core::desk_find(store, words, named);
              return core::Desk::Done([this, words, found = std::move(found)]() mutable {
                  if (screen_.sought != words) return;
                  screen_.waiting = false;
                  if (!found) return;  // the place says what is wrong with the store
                  for (auto& one : *found)
                      screen_.records.push_back({one.kind, one.id, std::string(ui::section_of(one.kind)),
                                                 std::move(one.called), std::move(one.words)});
              });
          }});
}

void OverService::show(const ui::FoundRecord& record)
{
    if (record.section.empty()) return;
    host_.wanted = {record.kind, record.id};
    host_.go([&host = host_, key = record.section] { return section_place(host, key); });
}

void OverService::save(const ui::SaveTable& table)
{
    add_({.name = "save table", .run = [this, table](core::DeskStore& store, const std::atomic<bool>&) {
              auto name = core::desk_save_table(store, table.table, base::path_from_utf8(table.folder),
                                                table.workbook, table.identified);
              return core::Desk::Done([this, name = std::move(name)] {
                  if (!name) {
                      screen_.problem = name.error().what;
                      return;
                  }
                  screen_.saving = false;
                  host_.say("Saved as " + *name, ui::ToastOffer::None);
              });
          }});
}

}  // namespace desktop
