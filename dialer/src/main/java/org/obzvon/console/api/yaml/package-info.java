/// Reads the document that describes the API (YAML).
package org.obzvon.console.api.yaml;
