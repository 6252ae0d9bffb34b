/// Delivers facts to other programs: each fact to each subscriber, signed, at least once.
///
/// The transaction that writes a fact also queues its deliveries (`contact.EventOutbox`), so a crash loses none.
/// `.jooq` is the outbox, the queue and the log, `.http` sends, `.json` writes the content.
package org.obzvon.webhook;
