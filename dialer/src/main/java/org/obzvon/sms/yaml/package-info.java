/// Reads message templates and the files that describe HTTP providers.
///
/// Imports `sms`, `sms.http` for what it describes, and `register`.
package org.obzvon.sms.yaml;
