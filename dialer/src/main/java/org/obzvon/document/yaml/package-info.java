/// The strict YAML reader over snakeyaml-engine: an unknown key, a wrong type or a missing value is a problem
/// with its line, never a default in silence.
package org.obzvon.document.yaml;
