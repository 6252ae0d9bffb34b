/// The use cases: what users, programs and the command line may change. Each change and its entry in the audit log are
/// one transaction. Pages, REST API and command line only read their input, call a use case and show its result.
package org.obzvon.commands;
