// A map that sees through to another one and keeps only what differs from it.
#pragma once

namespace migc::compiler {

// A key that was never written has the value that `Map` makes by default, and
// one that is written like that counts as absent to whoever asks for it.
template <class Map>
class LayeredMap {
 public:
  LayeredMap() = default;
  // `below` must outlive this one and not change meanwhile.
  explicit LayeredMap(const LayeredMap* below) : below_(below) {}

  // Null when nothing was ever written.
  template <class Key>
  const typename Map::mapped_type* find(const Key& key) const {
    for (const LayeredMap* layer = this; layer; layer = layer->below_)
      if (const auto found = layer->own_.find(key); found != layer->own_.end())
        return &found->second;
    return nullptr;
  }

  typename Map::mapped_type& edit(const typename Map::key_type& key) {
    const auto [entry, is_new] = own_.try_emplace(key);
    if (is_new && below_)
      if (const auto* value = below_->find(key)) entry->second = *value;
    return entry->second;
  }

 private:
  const LayeredMap* below_ = nullptr;
  Map own_;
};

}  // namespace migc::compiler
