/// Reads the mapping of a foreign file's columns, words, dates and numbers from a small YAML file. It serves the
/// register and, with other columns, payments.
package org.obzvon.register.yaml;
