/// The list of common passwords (nbvcxz, MIT).
package org.obzvon.staff.nbvcxz;
