/// From a waiting contact to a placed attempt: lease, the policy's last check, the ledger row, then the line; and back
/// from a report to the next attempt or the end. Pacing and line limits decide how many contacts are leased.
///
/// Imports `register`, `contact`, `campaign` (its retry rules and dialling terms) and `policy`. `.jooq` leases with
/// `FOR UPDATE SKIP LOCKED`.
package org.obzvon.queue;
