/// Mails the people who keep the service running about faults, and about their end.
///
/// A fault is stored once, whichever processes notice it, and the mail about it is queued in the same transaction, so
/// that several processes send one mail. `.jooq` stores alerts and the queue, `.smtp` sends. The texts are those of the
/// console.
package org.obzvon.alert;
