/// The register: accounts, households and phones as billing gave them, and the import, which takes a snapshot
/// completely or not at all and reports every rejected row.
///
/// Of our packages it imports only `document`. `.csv` reads files (FastCSV, libphonenumber), `.yaml` reads the mapping
/// of foreign columns, `.jooq` stores.
package org.obzvon.register;
