/// Reads and writes bodies of the API as JSON (Jackson).
package org.obzvon.console.api.json;
