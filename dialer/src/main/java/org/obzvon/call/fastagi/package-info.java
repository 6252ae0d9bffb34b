/// Leads conversations over FastAGI: Asterisk connects for every answered call, and gets its commands from the
/// step machine.
///
/// Imports `call`, `contact` (through `call`) and Netty. One virtual thread a session waits for the replies; the
/// network threads only cut lines and hand them over.
package org.obzvon.call.fastagi;
