/// Reads policy profiles from YAML, the shipped ones and those of the operator's own folder. It is strict: a rule that
/// cannot be read stops the loading of all profiles.
package org.obzvon.policy.yaml;
