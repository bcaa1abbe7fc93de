// Undo, redo and what is dropped for good, by the pure functions of storage/journal.
#include <algorithm>

#include "storage/review/review_state.h"

namespace review {

namespace {

// A command that changed nothing visible is still taken back by one that changes nothing.
void fill_empty(model::Command& command, const std::vector<journal::PastEntry>& taken_back)
{
    if (!command.changes.empty() || taken_back.empty()) return;
    model::Change put;
    put.kind = taken_back.front().line.kind;
    put.id = taken_back.front().line.id;
    command.changes.push_back(std::move(put));
}

Result<std::int64_t> take_back_command(Review::State& review, std::int64_t command)
{
    SqlPast past(review);
    TRY_ASSIGN(auto inverse, journal::inverse(past, command));
    TRY_ASSIGN(const auto entries, past.command(command));
    fill_empty(inverse, entries);
    return apply_command(review, inverse, command, Origin::Journal);
}

Result<journal::Standing> standing_of(Review::State& review)
{
    TRY_ASSIGN(const auto marks, command_marks(review));
    return journal::standing(marks, review.signed_lines);
}

}  // namespace

Result<journal::Standing> Review::standing()
{
    return standing_of(*state_);
}

Result<std::int64_t> Review::undo()
{
    TRY_ASSIGN(const auto now, standing_of(*state_));
    // The first command opened the review: taking that back would strike out the review itself.
    if (!now.undo || *now.undo == 1)
        return fail(ErrorKind::Conflict, "There is nothing to undo.", "undo_barrier");
    return take_back_command(*state_, *now.undo);
}

Result<std::int64_t> Review::redo()
{
    TRY_ASSIGN(const auto now, standing_of(*state_));
    if (!now.redo) return fail(ErrorKind::Conflict, "There is nothing to redo.", "redo_barrier");
    return take_back_command(*state_, *now.redo);
}

Result<std::int64_t> Review::undo_import(std::string_view import_id)
{
    SqlPast past(*state_);
    TRY_ASSIGN(const auto history, past.record("import", import_id));
    if (history.empty()) return fail(ErrorKind::NotFound, "There is no such import in this review.");
    // The last thing done is simply undone, so that its words need not travel; later it is a correction of its own.
    const std::int64_t made = history.front().line.command;
    TRY_ASSIGN(const auto now, standing_of(*state_));
    if (now.undo == made) return take_back_command(*state_, made);
    TRY_ASSIGN(const auto command, journal::undo_import(past, import_id));
    return apply_command(*state_, command, std::nullopt, Origin::Journal);
}

Result<void> Review::mark_signed(std::int64_t lines)
{
    if (lines < 0 || lines > state_->lines) return fail(ErrorKind::Invalid, "The journal has no such line.");
    if (lines <= state_->signed_lines) return {};
    TRY_ASSIGN(Statement put, state_->db().prepare("UPDATE review SET signed_lines = ? WHERE no = ?"));
    TRY_VOID(put.bind(lines).bind(state_->no).run());
    state_->signed_lines = lines;
    return {};
}

Result<std::int64_t> Review::drop_undone()
{
    SqlPast past(*state_);
    TRY_ASSIGN(const auto now, standing_of(*state_));
    TRY_ASSIGN(const auto command, journal::drop_undone(past, now, state_->signed_lines));
    if (command.changes.empty()) return 0;
    TRY_ASSIGN([[maybe_unused]] const auto written,
               apply_command(*state_, command, std::nullopt, Origin::Journal));
    return std::count_if(command.changes.begin(), command.changes.end(),
                         [](const auto& change) { return change.op == model::Op::Expunge; });
}

}  // namespace review
