/// What people hand us as files, and how we say what is wrong with them.
///
/// A leaf: imports nothing of ours, may be imported by every package. `.yaml` is the strict reader of YAML
/// documents; only packages ending in `yaml` and the settings in the root use it.
package org.obzvon.document;
