/// Reads from PostgreSQL what calls need and no other step has.
package org.obzvon.call.jooq;
