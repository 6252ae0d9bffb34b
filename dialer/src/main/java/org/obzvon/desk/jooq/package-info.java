/// The desk's tables, and what an operator sees of others' tables.
package org.obzvon.desk.jooq;
