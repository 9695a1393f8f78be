// Documents are read whole or not at all.
#include "bayon/source/reading/ofac/document.hpp"

#include <gtest/gtest.h>

#include <string>

namespace bayon::source::reading::ofac {
namespace {

// "kind|number|country|authority|issued|expires|properties", or "none".
std::string read(std::string_view phrase) {
  const auto document = read_document(phrase);
  if (!document) return "none";
  std::string out(document->kind);
  for (const auto part :
       {document->number, document->country, document->authority, document->issued,
        document->expires, document->properties.substr(0, document->properties.find('|'))}) {
    out += '|';
    out += part;
  }
  return out;
}

TEST(Document, ReadsNumberCountryAndDates) {
  EXPECT_EQ(read("Passport A0000001 (Iran) issued 29 Oct 2002 expires 28 Oct 2007"),
            "Passport|A0000001|Iran||29 Oct 2002|28 Oct 2007|passportNumber");
  EXPECT_EQ(read("Passport 0000001"), "Passport|0000001|||||passportNumber");
  EXPECT_EQ(read("Passport 0000001 expires Nov 2019"),
            "Passport|0000001||||Nov 2019|passportNumber");
  EXPECT_EQ(read("Diplomatic Passport 0001 (Iran) issued 1999"),
            "Diplomatic Passport|0001|Iran||1999||passportNumber");
  EXPECT_EQ(read("Passport 0001 (Jordan) issued 01 Jan 2008 to 31 Dec 2010"),
            "Passport|0001|Jordan||01 Jan 2008 to 31 Dec 2010||passportNumber");
  EXPECT_EQ(read("Tax ID No. 0000001 (Korea, North)"),
            "Tax ID No.|0000001|Korea, North||||taxNumber");
  EXPECT_EQ(read("C.U.R.P. # XXXX000000HBCRMR13 (Mexico) issued 1968"),
            "C.U.R.P. #|XXXX000000HBCRMR13|Mexico||1968||idNumber");
}

TEST(Document, ReadsNumbersOfSeveralWords) {
  EXPECT_EQ(read("Registration Number HRB 00001 (Germany)"),
            "Registration Number|HRB 00001|Germany||||registrationNumber");
  EXPECT_EQ(read("Passport RL 0000001 (Lebanon)"), "Passport|RL 0000001|Lebanon||||passportNumber");
  EXPECT_EQ(read("Passport Booklet: A0000001 (Pakistan)"),
            "Passport Booklet|A0000001|Pakistan||||passportNumber");
  EXPECT_EQ(read("Public Registration Number 000001, Doc. 000002 (Panama)"),
            "Public Registration Number|000001, Doc. 000002|Panama||||registrationNumber");
  EXPECT_EQ(read("National ID No. 12/Ta Ta Na (Naing)000001 (Burma)"),
            "National ID No.|12/Ta Ta Na (Naing)000001|Burma||||idNumber");
  EXPECT_EQ(read("Registration Number FN 000001 i (Austria)"),
            "Registration Number|FN 000001 i|Austria||||registrationNumber");
  EXPECT_EQ(read("Business Registration Document # CUD: A0000000000000001 (Mexico)"),
            "Business Registration Document #|CUD: A0000000000000001|Mexico||||registrationNumber");
}

TEST(Document, KeepsACheckDigitWithItsNumber) {
  EXPECT_EQ(read("National ID No. D000001(9) (Hong Kong)"),
            "National ID No.|D000001(9)|Hong Kong||||idNumber");
  EXPECT_EQ(read("Passport C000001(0)"), "Passport|C000001(0)|||||passportNumber");
}

TEST(Document, KnowsACountryWithoutBrackets) {
  EXPECT_EQ(read("Passport AF000001 Colombia"), "Passport|AF000001|Colombia||||passportNumber");
  EXPECT_EQ(read("National ID No.: 0000001, Kenya"), "National ID No.|0000001|Kenya||||idNumber");
}

TEST(Document, ReadsThePlaceThatIssuedIt) {
  EXPECT_EQ(read("Company Number 0000001 (Delaware) (United States)"),
            "Company Number|0000001|United States|Delaware|||registrationNumber");
  EXPECT_EQ(read("Matricula Mercantil No 0000001 (Medellin)"),
            "Matricula Mercantil No|0000001||Medellin|||registrationNumber");
  EXPECT_EQ(read("Matricula Mercantil No 000001-1 Cali (Colombia)"),
            "Matricula Mercantil No|000001-1|Colombia|Cali|||registrationNumber");
}

TEST(Document, ReadsKindsWithoutAWordBeforeTheirNumber) {
  EXPECT_EQ(read("N.I.E. X-0000001-B (Spain)"), "N.I.E.|X-0000001-B|Spain||||idNumber");
  EXPECT_EQ(read("CNP (Personal Numerical Code) 0000000000001 (Romania)"),
            "CNP (Personal Numerical Code)|0000000000001|Romania||||idNumber");
  EXPECT_EQ(read("Romanian C.R. J00/001/2004 (Romania)"),
            "Romanian C.R.|J00/001/2004|Romania||||registrationNumber");
  EXPECT_EQ(read("UAE Identification 000-0000-0000001-5"),
            "UAE Identification|000-0000-0000001-5|||||idNumber");
  EXPECT_EQ(read("Seafarer's Identification Document MUM 00001 (India) expires 11 Nov 2023"),
            "Seafarer's Identification Document|MUM 00001|India|||11 Nov 2023|idNumber");
  EXPECT_EQ(read("Diplomatic Passport Laissez-Passer 00001"),
            "Diplomatic Passport Laissez-Passer|00001|||||passportNumber");
}

TEST(Document, ReadsKindsThatItDoesNotKnow) {
  EXPECT_EQ(read("Kenyan ID No. 00000001"), "Kenyan ID No.|00000001|||||idNumber");
  EXPECT_EQ(read("Uniform Example Number (UEN) 00000001X (Singapore)"),
            "Uniform Example Number (UEN)|00000001X|Singapore||||idNumber");
  EXPECT_EQ(read("Turkish Identification Number 00000000001 (Turkey)"),
            "Turkish Identification Number|00000000001|Turkey||||idNumber");
}

TEST(Document, TellsLegalEntityIdentifiersFromNationalNumbers) {
  EXPECT_EQ(read("Legal Entity Number 00000000000000000001 (Russia)"),
            "Legal Entity Number|00000000000000000001|Russia||||leiCode");
  EXPECT_EQ(read("Legal Entity Number 000000001 (Netherlands)"),
            "Legal Entity Number|000000001|Netherlands||||registrationNumber");
}

TEST(Document, DoesNotUnderstandByHalves) {
  for (const char* phrase : {"",
                             "Passport",
                             "Passport issued in Example City",
                             "NIT # Provisional (Colombia)",
                             "Passport 0001 issued soon",
                             "Passport 0001 issued 30 Feb 2001",
                             "Passport 0001 issued under the name Test Person",
                             "Passport 0001 (A) (B) (C)",
                             "Passport (Iran)",
                             "arrested 23 Apr 2002",
                             "Vice-Chairperson, 13th Example Congress",
                             "Tax ID No. Sample TA/0000001 (Turkey)",
                             "No. 1",
                             "# 2",
                             "(((((",
                             ")",
                             "Passport )1(",
                             "Executive Order 00000",
                             "Passports 1",
                             "Passport and ID were issued in 1999"}) {
    EXPECT_EQ(read(phrase), "none") << phrase;
  }
}

}  // namespace
}  // namespace bayon::source::reading::ofac
