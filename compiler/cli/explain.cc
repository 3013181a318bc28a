#include <memory>

#include "compiler/base/did_you_mean.h"
#include "compiler/base/file.h"
#include "compiler/cli/print.h"
#include "compiler/cli/verbs.h"
#include "compiler/lint/builtin_ids.h"
#include "compiler/lint/documentation.h"

namespace migc::compiler {
namespace {

int explain(const std::string& id) {
  const Rule* rule = find_rule(id);
  if (!rule)
    return report(Failure{"unknown rule \"" + id + "\"" + suggestion(id, rule_ids()),
                          "`migc rules` lists them"});
  return print(stdout, to_markdown(*rule)) ? kClean : kCouldNotCheck;
}

int write_documentation(const std::string& folder) {
  if (const auto made = make_folder(folder); !made) return report(made.error());
  for (const Rule* rule : all_rules())
    if (const auto written =
            write_if_changed(folder + "/" + std::string(rule->id) + ".md", to_markdown(*rule));
        !written)
      return report(written.error());
  if (const auto written = write_if_changed(folder + "/README.md", rule_table()); !written)
    return report(written.error());
  return kClean;
}

int list_rules() {
  return print(stdout, rule_list()) ? kClean : kCouldNotCheck;
}

}  // namespace

void add_explain(CLI::App& app, int& status) {
  auto id = std::make_shared<std::string>();
  CLI::App* verb = app.add_subcommand("explain", "Explain a rule, with examples");
  verb->add_option("rule", *id, "The rule's id, as in the brackets of a finding")->required();
  verb->callback([id, &status] { status = explain(*id); });
}

void add_rules(CLI::App& app, int& status) {
  auto folder = std::make_shared<std::string>();
  CLI::App* verb = app.add_subcommand("rules", "List the rules");
  verb->add_option("--docs", *folder, "Write the documentation of the rules into this folder");
  verb->callback([folder, &status] {
    status = folder->empty() ? list_rules() : write_documentation(*folder);
  });
}

}  // namespace migc::compiler
