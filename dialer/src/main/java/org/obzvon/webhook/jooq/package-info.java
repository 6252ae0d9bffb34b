/// Webhooks, their queue and the facts to be sent, in PostgreSQL.
package org.obzvon.webhook.jooq;
