/// Leads conversations over FastAGI: Asterisk connects for every answered call, and gets its commands from the step
/// machine.
///
/// This package imports `call`, `contact` (through `call`) and Netty. One virtual thread per session waits for the
/// replies; the network threads only cut the input into lines and hand them over.
package org.obzvon.call.fastagi;
