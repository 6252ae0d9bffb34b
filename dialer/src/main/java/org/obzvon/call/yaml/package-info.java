/// Reads IVR scripts from YAML: files in a folder, or those that come with the product.
///
/// This package imports `call`, `contact`, `register` and the strict reader `document.yaml`.
package org.obzvon.call.yaml;
