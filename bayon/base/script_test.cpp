#include "bayon/base/script.hpp"

#include <gtest/gtest.h>

namespace bayon {
namespace {

TEST(Script, WhoseLettersStandForSoundsIsSpelledByThem) {
  for (const char* text : {"", "Example 12-3", "Čapek Ñandú", "Пример", "Παράδειγμα", "Օրինակ",
                           "მაგალითი", "Пример e\xCC\x81"}) {
    EXPECT_TRUE(spelled_by_letters(text)) << text;
  }
}

TEST(Script, ThatLeavesSoundsOutOrHasSeveralReadingsIsNot) {
  for (const char* text :
       {"مثال", "דוגמה", "例子", "예시", "ตัวอย่าง", "ឧទាហរណ៍", "ຕົວຢ່າງ", "उदाहरण", "Example 例"}) {
    EXPECT_FALSE(spelled_by_letters(text)) << text;
  }
}

}  // namespace
}  // namespace bayon
