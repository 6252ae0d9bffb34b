/// Tells other programs what happened: each fact to each subscriber, signed, at least once.
///
/// The note that a fact is to be told is written by the transaction that writes the fact (triggers of the store), so a
/// crash loses none. `.jooq` is the queue and the log, `.http` the way out, `.json` what is said.
package org.obzvon.webhook;
