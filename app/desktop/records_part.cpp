#include "app/desktop/records_part.h"

#include "app/desktop/present.h"
#include "app/desktop/present_overview.h"

namespace desktop {

void begin_records(const Host& host, ui::RecordsScreen& screen, std::string section)
{
    screen.head = host.head;
    screen.section = std::move(section);
    screen.lists = &model::CodeLists::built_in();
}

void take_records(Host& host, ui::RecordsScreen& screen, core::Records records)
{
    host.head.events = records.events;
    host.head.states = states_of(records.forms);
    screen.head = host.head;
    screen.today = records.today;
    if (const auto day = model::day_from_text(records.today)) screen.reading.imported = *day;
    if (screen.loading) screen.drafts = drafts_of(std::move(records.drafts));
    screen.take(lines_of(std::move(records.records)));
}

}  // namespace desktop
