/// The strict YAML reader on snakeyaml-engine: an unknown key, a wrong type or a missing value is a problem with its
/// line, never a silent default.
package org.obzvon.document.yaml;
