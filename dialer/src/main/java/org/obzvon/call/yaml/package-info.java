/// Reads IVR scripts from YAML: files in a folder, or those that come with the product.
///
/// Imports `call`, `contact`, `register` and the strict reader `document.yaml`.
package org.obzvon.call.yaml;
