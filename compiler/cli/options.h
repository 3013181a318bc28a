// Options that several verbs share.
#pragma once

#include <CLI/CLI.hpp>
#include <string>

#include "compiler/lint/project.h"

namespace migc::compiler {

struct SetOptions {
  ProjectRequest request;
  std::string dialect = "postgresql";
  std::string lint_database;
};

// Adds the folder and what says how to read it.
void add_set_options(CLI::App& verb, SetOptions& options);

// Adds what says how to judge it.
void add_judgement_options(CLI::App& verb, SetOptions& options);

// The request, once the command line has been parsed.
const ProjectRequest& settle(SetOptions& options);

}  // namespace migc::compiler
