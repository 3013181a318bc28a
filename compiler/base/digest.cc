#include "compiler/base/digest.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>

#include <stdexcept>

namespace migc::compiler {
namespace {

void append_field(std::string& out, std::string_view bytes) {
  const auto size = static_cast<std::uint32_t>(bytes.size());
  for (const unsigned shift : {24U, 16U, 8U, 0U}) out += static_cast<char>((size >> shift) & 0xFFU);
  out += bytes;
}

std::string_view as_bytes(const Digest& digest) {
  return {reinterpret_cast<const char*>(digest.data()), digest.size()};
}

// Looking the algorithm up takes longer than most texts; and without these
// options the library first reads its configuration and knows every cipher.
const EVP_MD* find_algorithm() {
  OPENSSL_init_crypto(OPENSSL_INIT_NO_LOAD_CONFIG | OPENSSL_INIT_NO_LOAD_CRYPTO_STRINGS |
                          OPENSSL_INIT_NO_ADD_ALL_CIPHERS | OPENSSL_INIT_NO_ADD_ALL_DIGESTS,
                      nullptr);
  return EVP_MD_fetch(nullptr, "SHA256", nullptr);
}

const EVP_MD* algorithm() {
  static const EVP_MD* const found = find_algorithm();
  return found;
}

int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  return -1;
}

}  // namespace

Digest sha256(std::string_view bytes) {
  Digest out{};
  if (EVP_Digest(bytes.data(), bytes.size(), out.data(), nullptr, algorithm(), nullptr) != 1)
    throw std::runtime_error("this OpenSSL computes no SHA-256");
  return out;
}

std::string to_hex(const Digest& digest) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string out;
  out.reserve(digest.size() * 2);
  for (const std::uint8_t byte : digest) {
    out += kDigits[byte >> 4U];
    out += kDigits[byte & 15U];
  }
  return out;
}

std::optional<Digest> digest_from_hex(std::string_view hex) {
  Digest out{};
  if (hex.size() != out.size() * 2) return std::nullopt;
  for (std::size_t i = 0; i < out.size(); ++i) {
    const int high = hex_value(hex[2 * i]);
    const int low = hex_value(hex[2 * i + 1]);
    if (high < 0 || low < 0) return std::nullopt;
    out[i] = static_cast<std::uint8_t>(high * 16 + low);
  }
  return out;
}

Digest chain(const Digest& previous, std::string_view version, std::string_view name,
             const Digest& digest) {
  std::string bytes(as_bytes(previous));
  append_field(bytes, version);
  append_field(bytes, name);
  append_field(bytes, as_bytes(digest));
  return sha256(bytes);
}

}  // namespace migc::compiler
