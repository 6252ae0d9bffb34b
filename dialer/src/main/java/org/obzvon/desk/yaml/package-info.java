/// The operators' texts as YAML files.
package org.obzvon.desk.yaml;
