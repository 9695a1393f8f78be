// By which key do two files that name one account mean the same?
//
// A ledger, a report of a victim and a list are written by different hands: one exports "AB 12"
// with two blanks, with a no-break space or with a byte order mark before it. Every reader of
// accounts gives them the key that this file says, so that one account, however it is set, is one.
// Letters stay as they are: whether their case counts is for the kind of account. An IBAN, printed
// in groups of four or typed in small letters, is one in capitals without blanks; an Ethereum
// address, whose capitals are a checksum, is one in small letters [EIP55].
//
// Threads: free functions.
#pragma once

#include <string>
#include <string_view>

#include "bayon/base/result.hpp"

namespace bayon::source::reading {

/// NFC; runs of blanks are one blank and none is at the ends. Control characters, zero-width spaces
/// and byte order marks count as blanks, as in every value (model/property_value.hpp). Where that
/// is an IBAN but for blanks and small letters: the IBAN. Fails with text.invalid_utf8.
Result<std::string> account_key(std::string_view written);

/// Is `written` such a key as it stands? False may be said of one that is. Cost: a few instructions
/// for eight bytes; nearly every account is.
bool is_account_key(std::string_view written);

}  // namespace bayon::source::reading
