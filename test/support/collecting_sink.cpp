#include "test/support/collecting_sink.hpp"

#include "bayon/base/json.hpp"
#include "bayon/base/text.hpp"

namespace bayon::testing {

namespace {

void put(Json& json, const char* key, std::string_view value) {
  if (!value.empty()) json[key] = std::string(value);
}

std::string money(Amount amount, const model::Asset& asset) {
  return amount_text(amount, asset.exponent) + " " + asset.code;
}

constexpr std::string_view books_names[] = {"public_chain", "bank", "custodian"};

}  // namespace

void CollectingSink::promise(bool kept, const std::string& what) {
  if (!kept) broken_.insert(what);
}

void CollectingSink::told(std::uint64_t record) {
  ++facts;
  promise(in_file_, "facts belong to a file that has begun");
  promise(record != 0, "records count from 1");
  told_.emplace(file_, record);
}

void CollectingSink::begin_file(std::string_view name) {
  promise(!in_file_, "one file ends before the next begins");
  in_file_ = true;
  file_ = name;
  Json json;
  json["file"] = file_;
  lines.push_back(json_line(json));
}

void CollectingSink::end_file(const Digest& sha256, std::uint64_t bytes) {
  promise(in_file_, "a file that ends has begun");
  in_file_ = false;
  files.emplace_back(sha256, bytes);
}

void CollectingSink::is_delta() {
  promise(facts == 0 && !delta_, "a delta is announced once, before any fact");
  delta_ = true;
  lines.push_back(R"({"delta":true})");
}

void CollectingSink::removed(std::uint64_t record, std::string_view entity) {
  promise(delta_, "only a delta removes");
  told(record);
  Json json;
  json["record"] = record;
  json["removed"] = std::string(entity);
  lines.push_back(json_line(json));
}

std::uint16_t CollectingSink::asset(const model::Asset& asset) {
  assets.push_back(asset);
  return static_cast<std::uint16_t>(assets.size() - 1);
}

void CollectingSink::books(model::Books books) {
  promise(!books_said_ && flows.empty(), "whose books these are is said once, before the flows");
  books_said_ = true;
  whose = books;
  Json json;
  json["books"] = books_names[static_cast<std::size_t>(books)];
  lines.push_back(json_line(json));
}

void CollectingSink::statement(std::uint64_t record, const model::StatementView& statement) {
  told(record);
  promise(!statement.entity.empty() && statement.entity.size() <= 200, "an id has 1 to 200 bytes");
  promise(!statement.value.empty(), "a statement has a value");
  for (const auto text : {statement.entity, statement.value, statement.original}) {
    promise(valid_utf8(text), "texts are valid UTF-8");
    promise(text.find('\0') == std::string_view::npos, "texts hold no NUL");
  }
  promise(
      model::find_property(statement.schema, model::name(statement.property)) == statement.property,
      "a property is one of its entity's schema");
  Json json;
  json["record"] = record;
  put(json, "entity", statement.entity);
  put(json, "schema", model::name(statement.schema));
  put(json, model::name(statement.property).data(), statement.value);
  put(json, "original", statement.original);
  put(json, "language", statement.language);
  put(json, "from", statement.valid.from.text());
  put(json, "until", statement.valid.until.text());
  lines.push_back(json_line(json));
}

void CollectingSink::flow(std::uint64_t record, const model::FlowView& flow) {
  told(record);
  promise(flow.paid.asset < assets.size() && flow.received.asset < assets.size(),
          "assets are registered");
  promise(flow.paid.amount > 0 && flow.fee >= 0 && flow.fee <= flow.paid.amount &&
              flow.received.amount >= 0 &&
              (flow.received.asset != flow.paid.asset ||
               flow.received.amount == flow.paid.amount - flow.fee),
          "flow.amounts");
  promise(!flow.from.empty() && !flow.to.empty(), "a flow has two ends");
  for (const auto text : {flow.from, flow.to, flow.reference, flow.kind}) {
    promise(valid_utf8(text), "texts are valid UTF-8");
  }
  const model::Asset& paid = assets.at(flow.paid.asset);
  const model::Asset& received = assets.at(flow.received.asset);
  flows.push_back({file_, record, std::string(flow.from), std::string(flow.to), paid, received,
                   flow.paid.amount, flow.received.amount, flow.fee, flow.at, flow.sequence,
                   std::string(flow.reference), flow.reference_global, std::string(flow.kind)});
  Json json;
  json["record"] = record;
  put(json, "from", flow.from);
  put(json, "to", flow.to);
  put(json, "paid", money(flow.paid.amount, paid));
  if (flow.received.asset != flow.paid.asset) {
    put(json, "received", money(flow.received.amount, received));
  }
  if (flow.fee != 0) put(json, "fee", money(flow.fee, paid));
  put(json, "at", flow.at.text());
  if (flow.sequence != 0) json["sequence"] = flow.sequence;
  put(json, flow.reference_global ? "global_reference" : "reference", flow.reference);
  put(json, "kind", flow.kind);
  lines.push_back(json_line(json));
}

void CollectingSink::order(std::uint64_t record, const model::Order& order) {
  told(record);
  orders.emplace_back(record, order);
  Json json;
  json["record"] = record;
  put(json, "order", order.id);
  put(json, "goods", order.goods);
  put(json, "classification", order.classification);
  put(json, "jurisdiction", order.jurisdiction);
  put(json, "end_use", order.end_use);
  put(json, "destination", order.destination);
  for (const auto& party : order.parties) {
    put(json, party.role.c_str(), party.name + "|" + party.country + "|" + party.kind);
  }
  if (!order.value_asset.empty()) {
    json["value"] = integer_text(order.value) + " units of " + order.value_asset;
  }
  put(json, "filed", order.filed.text());
  put(json, "shipped", order.shipped.text());
  put(json, "entered", order.entered.text());
  put(json, "paid", order.paid.text());
  lines.push_back(json_line(json));
}

Result<void> CollectingSink::reject(source::Reject reject) {
  promise(rejected_.emplace(reject.file, reject.record).second, "a record is rejected once");
  Json json;
  json["record"] = reject.record;
  json["reject"] = name(reject.code);
  put(json, "column", reject.column);
  put(json, "detail", reject.detail);
  lines.push_back(json_line(json));
  rejects.push_back(std::move(reject));
  return {};
}

void CollectingSink::remark(std::string_view text) {
  remarks.emplace_back(text);
  Json json;
  json["remark"] = std::string(text);
  lines.push_back(json_line(json));
}

void CollectingSink::gap(std::string_view text) {
  gaps.emplace_back(text);
  Json json;
  json["gap"] = std::string(text);
  lines.push_back(json_line(json));
}

std::string CollectingSink::text() const {
  std::string out;
  for (const auto& line : lines) out += line + '\n';
  Json json;
  json["accepted"] = accepted_rows;
  json["rejected"] = rejects.size();
  json["notes"] = notes;
  return out + json_line(json) + '\n';
}

std::vector<std::string> CollectingSink::broken_promises() const {
  std::vector<std::string> out(broken_.begin(), broken_.end());
  if (told_.size() > accepted_rows) out.emplace_back("every record that was told is accepted");
  for (const auto& record : rejected_) {
    if (told_.contains(record)) {
      out.push_back("record " + std::to_string(record.second) + " is told and rejected");
    }
  }
  return out;
}

}  // namespace bayon::testing
