/// The mapping of a foreign file's columns, words, dates and numbers, read from a small YAML file.
/// Serves the register and, with other columns, payments.
package org.obzvon.register.yaml;
