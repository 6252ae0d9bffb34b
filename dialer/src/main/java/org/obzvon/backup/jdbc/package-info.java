/// The backup file written from and loaded into PostgreSQL by COPY: the embedded server ships no pg_dump, and that of a
/// distribution refuses another version's server.
package org.obzvon.backup.jdbc;
