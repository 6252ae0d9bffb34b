/// Webhooks, their queue and the facts to be told, in PostgreSQL.
package org.obzvon.webhook.jooq;
