/// Reads policy profiles out of YAML, the shipped ones and those of the operator's own folder. Strict: a rule that
/// cannot be read stops the loading of everything.
package org.obzvon.policy.yaml;
