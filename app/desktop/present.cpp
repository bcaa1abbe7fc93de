#include "app/desktop/present.h"

namespace desktop {

ui::ReviewCard card_of(const core::DeskReview& review)
{
    return {.uuid = review.uuid,
            .reference = review.reference,
            .type = review.type,
            .area = review.area,
            .stage = review.stage,
            .events = review.events,
            .demo = review.demo,
            .writable = review.writable,
            .identities_gone = review.identities_gone};
}

ui::ReviewsScreen reviews_of(const std::string& owner, const std::vector<core::DeskReview>& reviews,
                             std::vector<std::string> notices)
{
    ui::ReviewsScreen screen;
    screen.owner = owner;
    screen.loading = false;
    screen.notices = std::move(notices);
    for (const core::DeskReview& review : reviews) screen.reviews.push_back(card_of(review));
    return screen;
}

ui::Chip chip_of(const std::string& status, core::DeskTone mark)
{
    switch (mark) {
        case core::DeskTone::Plain: return {status, ui::ToneName::Plain};
        case core::DeskTone::Accent: return {status, ui::ToneName::Accent};
        case core::DeskTone::Red: return {status, ui::ToneName::Red};
        case core::DeskTone::Amber: return {status, ui::ToneName::Amber};
        case core::DeskTone::Green: return {status, ui::ToneName::Green};
    }
    return {};
}

ui::RecordGrid grid_of(core::DeskGrid grid)
{
    ui::RecordGrid made;
    made.columns = std::move(grid.columns);
    for (auto& row : grid.rows)
        made.rows.push_back({std::move(row.id), std::move(row.cells), std::move(row.keys)});
    return made;
}

std::map<std::string, std::vector<ui::RecordLine>, std::less<>> lines_of(
    std::vector<core::DeskRecord> records)
{
    std::map<std::string, std::vector<ui::RecordLine>, std::less<>> lines;
    for (core::DeskRecord& record : records)
        lines[record.kind].push_back({std::move(record.id),
                                      record.kind,
                                      std::move(record.called),
                                      std::move(record.words),
                                      std::move(record.sealed),
                                      std::move(record.fields),
                                      std::move(record.problems),
                                      std::move(record.family),
                                      {},
                                      std::move(record.title),
                                      chip_of(record.status, record.mark)});
    return lines;
}

std::vector<ui::Draft> drafts_of(std::vector<core::DeskDraft> drafts)
{
    std::vector<ui::Draft> kept;
    for (core::DeskDraft& draft : drafts)
        kept.push_back({std::move(draft.kind), std::move(draft.id), std::move(draft.field),
                        std::move(draft.text), draft.caret, std::move(draft.undo)});
    return kept;
}

ui::FolderShown folder_of(const core::DeskFolder& folder)
{
    ui::FolderShown shown{folder.path, folder.parent, {}, {}};
    for (const core::DeskFile& file : folder.files)
        shown.entries.push_back({file.name, file.folder, file.folder ? "" : core::size_words(file.bytes)});
    for (const auto& [name, path] : folder.places) shown.places.push_back({name, path});
    return shown;
}

std::string unlock_problem(const base::Error& error)
{
    if (error.kind == base::ErrorKind::Denied)
        return "That passphrase does not open this vault. Nothing was changed: try again.";
    if (error.kind == base::ErrorKind::NoVault)
        return "There is no vault in this folder. Choose another folder, or make a vault with cairnctl vault "
               "create.";
    if (error.kind == base::ErrorKind::Busy)
        return "Another program has this vault open. Close it there, then try again.";
    return error.what;
}

}  // namespace desktop
