/// Reads message templates and the files that describe HTTP providers.
///
/// Imports `sms`, `sms.http` for the providers it describes, and `register`.
package org.obzvon.sms.yaml;
