/// The files that people give us, and the messages about what is wrong with them.
///
/// It is a leaf: it imports nothing of ours, and every package may import it. `.yaml` is the strict reader of YAML
/// documents; only packages ending in `yaml` and the settings in the root use it.
package org.obzvon.document;
