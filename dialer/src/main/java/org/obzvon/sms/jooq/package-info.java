/// Messages, delivery reports, spending and the inbox in PostgreSQL.
///
/// Imports `sms`, `contact` and `register`.
package org.obzvon.sms.jooq;
