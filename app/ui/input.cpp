#include "app/ui/input.h"

#include <span>

#include "crypto/base/secret.h"

namespace ui {

namespace {

void wipe(std::vector<Event>& events)
{
    base::wipe({reinterpret_cast<std::uint8_t*>(events.data()), events.size() * sizeof(Event)});
}

}  // namespace

Input::~Input()
{
    wipe(events_);
}

void Input::add(const Event& event)
{
    // A pointer on its way only matters where it arrives.
    if (event.kind == Event::Kind::Move && !empty() && events_.back().kind == Event::Kind::Move) {
        events_.back() = event;
        return;
    }
    if (events_.size() ==
        events_.capacity()) {  // grown by hand: what was typed does not stay behind in the old block
        std::vector<Event> larger;
        larger.reserve(events_.capacity() * 2 + 64);
        larger.assign(events_.begin() + static_cast<std::ptrdiff_t>(first_), events_.end());
        wipe(events_);
        events_.swap(larger);
        first_ = 0;
    }
    events_.push_back(event);
}

void Input::key(Key pressed, Modifiers with)
{
    add({.kind = Event::Kind::Key, .key = pressed, .with = with});
}

void Input::text(char32_t code_point)
{
    add({.kind = Event::Kind::Text, .text = code_point});
}

void Input::move(float x, float y)
{
    add({.kind = Event::Kind::Move, .x = x, .y = y});
}

void Input::button(bool down, float x, float y, Modifiers with)
{
    add({.kind = down ? Event::Kind::Down : Event::Kind::Up, .with = with, .x = x, .y = y});
}

void Input::context(float x, float y)
{
    add({.kind = Event::Kind::Context, .x = x, .y = y});
}

void Input::wheel(float notches, float x, float y, Modifiers with)
{
    add({.kind = Event::Kind::Wheel, .with = with, .x = x, .y = y, .wheel = notches});
}

void Input::clear()
{
    wipe(events_);
    events_.clear();
    first_ = 0;
}

Event Input::take()
{
    if (empty()) return {};
    const Event event = events_[first_];
    events_[first_] = {};
    if (++first_ == events_.size()) {
        wipe(events_);
        events_.clear();
        first_ = 0;
    }
    return event;
}

}  // namespace ui
