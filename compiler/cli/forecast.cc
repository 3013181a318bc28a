#include <memory>

#include "compiler/cli/options.h"
#include "compiler/cli/print.h"
#include "compiler/cli/verbs.h"
#include "compiler/lint/forecast_set.h"

namespace migc::compiler {
namespace {

struct ForecastOptions {
  SetOptions set;
  std::string from;
  std::string format = "text";
};

int print_forecast(ForecastOptions& options) {
  const ProjectRequest& request = settle(options.set);
  if (request.dialect != Dialect::postgresql)
    return report(Failure{"there is a forecast for PostgreSQL only",
                          "in SQLite a writer locks the whole database, whatever the statement",
                          ""});
  const auto project = examine(request);
  if (!project) return report(project.error());
  const ForecastReport forecast = forecast_of(*project.value(), options.from);
  const std::string text = options.format == "json" ? to_json(forecast) : to_text(forecast);
  return print(stdout, text) ? kClean : report(Failure{"cannot write the forecast", ""});
}

}  // namespace

void add_forecast(CLI::App& app, int& status) {
  auto options = std::make_shared<ForecastOptions>();
  const auto is_version = [](const std::string& text) {
    const bool digits = !text.empty() && text.find_first_not_of("0123456789") == std::string::npos;
    return digits ? std::string()
                  : "\"" + text + "\" is no version: write the digits that a file name begins with";
  };
  CLI::App* verb =
      app.add_subcommand("forecast", "Tell what each statement will lock, read and rewrite");
  add_set_options(*verb, options->set);
  verb->add_option("--from", options->from, "Only the migrations from this version on")
      ->type_name("VERSION")
      ->check(is_version);
  verb->add_option("--format", options->format, "How to print it")
      ->check(CLI::IsMember({"text", "json"}))
      ->capture_default_str();
  verb->callback([options, &status] { status = print_forecast(*options); });
}

}  // namespace migc::compiler
