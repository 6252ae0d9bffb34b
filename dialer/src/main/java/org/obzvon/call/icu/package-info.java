/// Spoken amounts, days and digits over the number spelling rules of ICU4J.
///
/// Imports `call` and `register`. The names of currencies stand here because ICU knows them only as written.
package org.obzvon.call.icu;
