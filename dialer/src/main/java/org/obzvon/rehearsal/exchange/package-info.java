/// A telephone exchange on loopback that speaks the AMI wire protocol and calls back over FastAGI as Asterisk 22 does,
/// so that the whole product runs with no telephone line. Who answers is asked of the port `rehearsal.Telephone`.
///
/// Imports `rehearsal` and `register`; the only package of the rehearsal that knows Netty.
package org.obzvon.rehearsal.exchange;
